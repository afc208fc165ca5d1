"""The state of a table on the screen, without a screen."""
