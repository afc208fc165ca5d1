"""Spark, by Spark Connect. Loaded only for an address of its own."""
