"""termsheet: the AI industry's numbers in a terminal."""

__version__ = "0.1.0"
