"""A person's own files as tables."""
