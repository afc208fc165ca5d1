"""Every module of commands: each registers its own as it is loaded."""

from __future__ import annotations

from importlib import import_module

MODULES = (
    "finding",
    "sorting",
    "leaving",
    "helping",
    "filtering",
    "derived",
    "planning",
    "charting",
    "columns",
    "types",
    "blanks",
    "rows",
    "copying",
    "exporting",
    "opening",
    "divisions",
    "views",
    "reading",
    "by_name",
    "mouse",
    "moving",
    "problems",
    "tabs",
    "paging",
    "terminal",
    "encoding",
    "following",
    "beside",
    "enriching",
    "looking",
)
"""In the order in which help tells the commands that were given no rank."""

for _module in MODULES:
    import_module(f"tui.commands.{_module}")
