"""Polars frames: loaded, checked and resolved; nothing here knows a screen."""
