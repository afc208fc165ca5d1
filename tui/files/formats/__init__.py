"""A module for each format (or two that are nearly one), which says in `FORMATS` how it is known and what reads it.

None loads Polars before it reads: the endings are asked for before anything else is loaded.
"""
