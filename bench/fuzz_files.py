"""What the fuzzer opens: the corpus, and files that hold what is awkward."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import TermsheetApp

MESSY = """company,amount,day,note,\x1b]0;title\x07
Alpha 甲,$4B,2024-01-03,"two
lines",\u202eevil
Beta,≤$4B,03/01/2024,👩‍👩‍👧 e\u0301,
Gamma 丙,12+,,=cmd(),\x07
,(3.5),2024-13-40,"",\x00x
Delta,1e400,2024-01-04,"%s",月之暗面
"""


def write_files(folder: Path) -> None:
    """Makes the files."""
    import polars as pl

    folder.mkdir(exist_ok=True)
    (folder / "messy.csv").write_text(MESSY, encoding="utf-8")
    (folder / "header.csv").write_text("a,b\n", encoding="utf-8")
    (folder / "one.tsv").write_text("a\n1\n", encoding="utf-8")
    wide = [",".join(f"c{n}" for n in range(300)), *(",".join(str(n * row) for n in range(300)) for row in range(40))]
    (folder / "wide.csv").write_text("\n".join(wide) + "\n", encoding="utf-8")
    nested = [{"a": {"b": [n, None, {"c": "x" * n}]}, "t": "月" * (n % 7), "n": n / 3} for n in range(60)]
    (folder / "nested.json").write_text(json.dumps(nested), encoding="utf-8")
    pl.DataFrame(
        {
            "n": range(5000),
            "t": [None if n % 5 == 0 else f"名 {n}" for n in range(5000)],
            "d": [date(1 + n, 1, 1) for n in range(5000)],
            "m": [datetime(2024, 1, 1, n % 24) for n in range(5000)],
            "f": [float("nan") if n % 7 == 0 else n * 1e300 for n in range(5000)],
            "l": [[n, n] if n % 3 else None for n in range(5000)],
            "b": [bytes([n % 256]) for n in range(5000)],
            "z": pl.Series([None] * 5000, dtype=pl.Null),
        }
    ).write_parquet(folder / "types.parquet")


def _over_corpus(language: str) -> TermsheetApp:
    from tui.app import TermsheetApp
    from tui.cells.cell import Reader
    from tui.cli.corpus import open_corpus

    lens = open_corpus()
    return TermsheetApp(lens, Reader("zh" if language == "zh" else "en", lens.names))


def _over_files() -> TermsheetApp:
    from tui.app import TermsheetApp
    from tui.cli.tabs import file_tabs
    from tui.files.source import Options

    reader, sheets = file_tabs([str(path) for path in sorted(Path("files").iterdir())], Options(), "en", None)
    return TermsheetApp(None, reader, files=sheets)


CASES: dict[str, Callable[[], TermsheetApp]] = {
    "corpus": lambda: _over_corpus("en"),
    "corpus-zh": lambda: _over_corpus("zh"),
    "files": _over_files,
}
