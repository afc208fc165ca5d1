"""The terminal: its driver, its clipboard."""
