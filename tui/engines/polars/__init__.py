"""Queries answered by Polars."""
