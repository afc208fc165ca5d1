"""Values in, lines of text out."""
