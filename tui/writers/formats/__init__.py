"""A module for each format (or two that are nearly one), which says what it is in `FORMATS`; none loads Polars before
it writes."""
