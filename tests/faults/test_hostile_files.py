"""Files that hold what no table should: what is odd is told, or they are refused; nothing is lost in silence."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tui.text.widths import cell_width, cut, pad

START = "import sys; from tui.launch import main; sys.exit(main())"
HUGE = "9" * 26
LONG = "9" * 5000
HAN = re.compile(r"[\u4e00-\u9fff]")
BELOW = "-9223372036854775809"
ABOVE = "18446744073709551616"
SURROGATES = {
    "a value": ("x.json", '[{"a":"\\ud800x","b":1},{"a":"y","b":2}]', "a,b\n\ufffdx,1\ny,2\n"),
    "a value of lines": ("x.ndjson", '{"a":"\\udc00"}\n{"a":"z"}\n', "a\n\ufffd\nz\n"),
    "a key": ("x.json", '{"\\ud800":1}', "\ufffd\n1\n"),
    "a pair": ("x.json", '[{"a":"\\ud83d\\ude00"}]', "a\n😀\n"),
}
INTEGERS = {
    "CSV": ("x.csv", f"n,m\n{HUGE},1\n{ABOVE},{BELOW}\n", f"n,m\n{HUGE},1\n{ABOVE},{BELOW}\n"),
    "JSON": ("x.json", f'[{{"n":{HUGE}}},{{"n":1}}]', f"n\n{HUGE}\n1\n"),
    "JSON of thousands of digits": ("x.json", f'[{{"n":{LONG}}},{{"n":-{LONG}}}]', f"n\n{LONG}\n-{LONG}\n"),
    "NDJSON of thousands of digits": ("x.ndjson", f'{{"n":{LONG}}}\n{{"n":1}}\n', f"n\n{LONG}\n1\n"),
    "CSV of thousands of digits": ("x.csv", f"n\n{LONG}\n1\n", f"n\n{LONG}\n1\n"),
    "NDJSON": ("x.ndjson", f'{{"n":{HUGE}}}\n{{"n":1}}\n', f"n\n{HUGE}\n1\n"),
}
REFUSED = {
    "lists in lists": ("x.json", "[" * 100_000, "JSON is nested too deep to be a table; flatten it first"),
    "records in records": ("x.json", '{"a":' * 100_000 + "1" + "}" * 100_000, "JSON is nested too deep"),
    "nothing": ("x.csv", "", "the file is empty; nothing to show"),
    "blank lines": ("x.csv", "\n\n\n", "the file is empty; nothing to show"),
}


@pytest.mark.parametrize(("name", "text", "printed"), SURROGATES.values(), ids=SURROGATES)
def test_half_a_character_is_shown_as_one_that_is_unknown(
    name: str, text: str, printed: str, tmp_path: Path, run: Run
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, err = run("list", str(tmp_path / name), "--csv")
    assert (code, out) == (0, printed)
    assert "mistake" not in err


@pytest.mark.parametrize(("name", "text", "printed"), INTEGERS.values(), ids=INTEGERS)
def test_integers_beyond_64_bits_keep_their_digits(
    name: str, text: str, printed: str, tmp_path: Path, run: Run
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("list", str(tmp_path / name), "--csv")[:2] == (0, printed)


@pytest.mark.parametrize(("name", "text", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_in_one_line(name: str, text: str, why: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, err = run("list", str(tmp_path / name))
    assert (code, out) == (3, "")
    assert err.startswith(f"termsheet: {name}: {why}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "ending", ["", ".txt", ".csv", ".json", ".parquet", ".arrow", ".xlsx", ".sqlite", ".gz", ".zip"]
)
@pytest.mark.parametrize("seed", range(3))
def test_noise_is_refused_or_told(ending: str, seed: int, tmp_path: Path, run: Run) -> None:
    path = tmp_path / f"noise{ending}"
    path.write_bytes(random.Random(seed).randbytes(20_000))
    code, out, err = run("list", str(path))
    assert code in (0, 3)
    assert "mistake" not in err
    assert err.startswith("termsheet: noise")
    # No byte of it reaches the terminal as a control.
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in out + err)


def test_a_header_of_numbers_is_a_row_and_told(tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.csv").write_text("1,2,3\n4,5,6\n", encoding="utf-8")
    code, out, err = run("list", str(tmp_path / "x.csv"), "--csv")
    assert (code, out) == (0, "column_1,column_2,column_3\n1,2,3\n4,5,6\n")
    assert "the first row holds no names; columns are named by their place" in err


@pytest.mark.parametrize(("table", "column"), [("deals", "Date"), ("departures", "Date"), ("users", "As of")])
def test_columns_are_straight_in_a_locale_without_characters(table: str, column: str, tmp_path: Path) -> None:
    """ASCII furniture; Chinese names take the room that they take."""
    environment = {**os.environ, "LC_ALL": "POSIX", "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", START, "list", table]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    header, *rows = done.stdout.decode("utf-8").splitlines()
    assert HAN.search("".join(rows))
    assert not {*"│─≠≤≥▁█…"} & {*"".join(rows)}
    start = cell_width(header[: header.index(column)])
    for row in rows:
        before = pad(cut(row, start, ""), start)
        assert row.startswith(before.rstrip())
        assert before.endswith("  ")
