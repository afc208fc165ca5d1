"""Pure strings: names, numbers, dates and widths. Standard library only."""
