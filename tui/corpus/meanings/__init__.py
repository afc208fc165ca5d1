"""What the values of the corpus mean in a filter."""
