"""Queries answered by databases, through ibis. Loaded only where such an engine is asked for."""
