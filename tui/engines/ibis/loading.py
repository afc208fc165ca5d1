"""Loads delimited text into DuckDB, every cell as what its column holds, and refuses what is not written plainly.

Text is read twice: all cells are looked at as they are written, then each column is read as values. A cell that is
written otherwise than the plan says is not guessed at, since Polars' readers know more forms than a cast does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import polars as pl

from tui.engines.ibis.compile import nth
from tui.engines.ibis.held import INEXACT
from tui.engines.plan import Plan
from tui.errors import EXIT_USAGE, TermsheetError
from tui.language.label import Label
from tui.language.words import label

SERVER = "DuckDB"
GLOB = "*?["
BLANKS = (
    "\\t\\n\\x0b\\x0c\\r\\x1c-\\x1f \\x85\\xa0\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"
)
"""What Python and Polars take for white space."""
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
PLAINLY: dict[type[pl.DataType], str] = {
    pl.Int64: "[+-]?[0-9]{1,18}",
    pl.Float64: "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?",
    pl.Boolean: "(?i:true|false)",
    pl.Date: _DAY,
    pl.Datetime: f"{_DAY}[ T]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{{1,9}})?",
}
"""How cells are written that a cast reads as Polars does."""
TOLD: dict[type[pl.DataType], str] = {
    pl.Int64: "duckdb.whole",
    pl.Float64: "duckdb.number",
    pl.Boolean: "duckdb.truth",
    pl.Date: "duckdb.date",
    pl.Datetime: "duckdb.time",
}


def refused(what: str, *values: str | Label) -> TermsheetError:
    """The error for a file that DuckDB would read otherwise than it is; `what` is a key of the words."""
    return TermsheetError(label(f"duckdb.{what}", SERVER, *values), label("engine.without"), EXIT_USAGE)


def escaped(path: str) -> str:
    """A path as a pattern that only this path matches."""
    return "".join(f"[{char}]" if char in GLOB else char for char in path)


def loaded(plan: Plan, server: Any, name: str) -> tuple[int, pl.Schema]:
    """Loads a text as a table of this name; how many rows it has, and the types of its columns.

    A whole number of a text of which only the beginning was looked at is a number where a later one is not whole.
    """
    (path,) = plan.paths
    names = [nth(number) for number in range(len(plan.schema))]
    texts = server.read_csv(
        escaped(str(path)),
        columns=dict.fromkeys(names, "varchar"),
        auto_detect=False,
        delim=plan.delimiter,
        quote='"',
        escape='"',
        header=plan.header,
        skip=plan.skipped,
        nullstr="",
        allow_quoted_nulls=True,
        strict_mode=True,
        null_padding=False,
    )
    figures = {"rows": texts.count()} | {
        key: figure
        for column, dtype in zip(names, plan.schema.dtypes(), strict=True)
        if dtype != pl.String
        for key, figure in _odd(texts[column], dtype, beginning=plan.height is None).items()
    }
    with _reading():
        (row,) = server.con.sql(server.compile(texts.aggregate(**figures))).fetchall()
    found = dict(zip(figures, row, strict=True))
    if plan.height not in (None, found["rows"]):
        raise refused("rows", f"{found['rows']:,}", f"{plan.height:,}")
    types = dict(plan.schema)
    for column, (title, dtype) in zip(names, plan.schema.items(), strict=True):
        if (text := found.get(f"{column}_odd")) is not None:
            raise refused("odd", str(text), title, label(TOLD[dtype.base_type()]))
        if found.get(f"{column}_part"):
            if plan.height is not None:
                raise refused("part", title)
            types[title] = pl.Float64()
    values = {column: _value(texts[column], dtype) for column, dtype in zip(names, types.values(), strict=True)}
    with _reading():
        server.create_table(name, texts.select(**values))
    return int(found["rows"]), pl.Schema(types)


@contextmanager
def _reading() -> Iterator[None]:
    """Tells of a text that DuckDB does not read which line, and what is wrong with it."""
    try:
        yield
    except duckdb.Error as error:
        lines = [line.strip() for line in str(error).splitlines()]
        told = [line for line in lines[1:] if line and not line.startswith("Original Line")]
        first = lines[0].removeprefix("Invalid Input Error: ").replace("CSV Error on Line:", "line")
        raise refused("text", ": ".join([first, *told[:1]])) from None


def _stripped(cells: ir.StringValue) -> ir.StringValue:
    return cells.re_replace(f"^[{BLANKS}]+|[{BLANKS}]+$", "").nullif("")


def _matches(cells: ir.StringValue, pattern: str) -> ir.BooleanValue:
    return cells.re_search(f"^(?:{pattern})$")


def _odd(cells: ir.StringValue, dtype: pl.DataType, *, beginning: bool) -> dict[str, ir.Scalar]:
    """A cell of a column that is not written plainly, and how many numbers of whole ones are not whole.

    Where only the `beginning` was looked at, one with a point is not whole, as for whoever reads the rest of it.
    """
    name, text = cells.get_name(), _stripped(cells)
    pattern = PLAINLY[dtype.base_type()]
    if dtype == pl.Int64:
        digits, number = _matches(text, pattern), text.try_cast(dt.float64)
        odd = ~_matches(text, PLAINLY[pl.Float64]) | (~digits & (number.abs() >= INEXACT))
        part = ~digits if beginning else ~digits & (number % 1 != 0)
        return {f"{name}_odd": cells.min(where=odd), f"{name}_part": part.sum()}
    odd = ~_matches(text, pattern)
    if dtype.is_temporal():
        odd |= _value(cells, dtype).isnull()
    return {f"{name}_odd": cells.min(where=text.notnull() & odd)}


def _value(cells: ir.StringValue, dtype: pl.DataType) -> ir.Value:
    if dtype == pl.String:
        return ibis.ifelse(_matches(cells, f"[{BLANKS}]*"), None, cells)
    text = _stripped(cells)
    if dtype == pl.Int64:
        return ibis.ifelse(
            _matches(text, PLAINLY[pl.Int64]), text.try_cast(dt.int64), text.try_cast(dt.float64).cast(dt.int64)
        )
    if dtype == pl.Float64:
        return text.try_cast(dt.float64)
    if dtype == pl.Boolean:
        return text.lower() == "true"
    return text.try_cast(dt.date) if dtype == pl.Date else text.replace("T", " ").try_cast(dt.timestamp)
