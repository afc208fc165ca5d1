"""How values are drawn in the cells of a table."""
