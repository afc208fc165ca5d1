"""Data that would act on a terminal if it reached one as it is, and what a terminal may be sent instead."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from base64 import b64decode
from pathlib import Path
from unicodedata import category

import polars as pl

from tui.terminal.modes import GIVE_BACK, MODES, MOUSE
from tui.terminal.reports import ASK, ASK_WIDTH
from tui.text.visible import safe_address

MARK = "PWND"
SEQUENCES = (
    f"\x1b]0;{MARK}\x07",  # a title
    "\x1b]52;c;RVZJTA==\x07",  # the clipboard
    f"\x1b]8;;file:///{MARK}\x1b\\x\x1b]8;;\x1b\\",  # a link
    "\x1b[2J\x1b[3;3H",  # the cursor
    "\x1b[31;45;7m",  # a look
    f"\x1bP{MARK}\x1b\\\x1b_G{MARK}\x1b\\\x1b^{MARK}\x1b\\",  # strings of devices, programs, privacy
    "\x1bc\x1b(0\x1b#8\x1b[?1049l\x1b[6n",  # a reset, line drawing, the other screen, a question
    "\x9b31m\x9d0;x\x9c\x90x\x9c\x84\x85",  # the same in one byte each
    "a\rb\x08c\x07d\x0ee\x0bf\x0cg\x7fh",  # what moves, rings, shifts
    "\u202eevil\u202c\u2066x\u2069\u200e\u061c",  # what turns round
    "ki\u200bmi\u2060\ufeff\xad\u034f\U000e0041",  # what is not seen
    "\ue000\U0010fffd\u2028\u2029\u0378",  # what is nobody's, other ends of lines
    "e" + "\u0301" * 40,  # what grows over other lines
)
POISON = MARK + "".join(SEQUENCES)
NAMES = (f"{MARK}\x1b]0;n\x07\u202e\x9b31m", f"{MARK}\x1b[31;45;7m\u200b\x0e")
"""What a file may be called."""

_OURS = "|".join(
    [
        re.escape(ASK_WIDTH),
        # Rows that move, within a region or not.
        r"(?:\x1b\[[0-9]+;[0-9]+r)?\x1b\[[0-9]+H\x1b\[[0-9]+[LM](?:\x1b\[r)?",
        r"\x1b\[[0-9;]*m",
        r"\x1b\[[0-9]+;[0-9]+H",
        r"\x1b\[\?2026(?:[hl]|\$p)",
        r"\x1b\]8;id=[0-9-]+;(?P<link>[!-~]+)\x1b\\",
        r"\x1b\]8;;\x1b\\",
        r"\x1b\]22;(?:default|text|pointer)\x07",
        r"\x1b\]52;c;(?P<copied>[A-Za-z0-9+/=]*)\x07",
        *(re.escape(one) for mode in (*MODES, MOUSE) for one in (mode.on, mode.off)),
        re.escape(GIVE_BACK),
        re.escape(ASK),
        # Differences: to a place, to the end of a row.
        r"\x1b\[[0-9]*[BCGHK]",
    ]
)
OURS = re.compile(_OURS)
"""All that the program itself sends to a terminal beside text; `less` adds what ends a line."""
MAGENTA, PALETTE = "45", r"[34]8;(?:5;\d+|2;\d+;\d+;\d+)"
"""The paper of the look in the data; colours in whose numbers it may be."""
LOOKS = re.compile(r"\x1b\[([0-9;]*)m")
ACTING = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
JOINER = "\u200d"


def acting(written: bytes) -> list[str]:
    """What in the bytes that reached a terminal is neither plain text nor of the program's own words."""
    text = written.decode("utf-8", "surrogateescape")
    # Nothing of the program's own stands on magenta, and a look may come in parts.
    found = [
        f"a look of the data: {look!r}"
        for look in LOOKS.findall(text)
        if MAGENTA in re.sub(PALETTE, "", look).split(";")
    ]
    for own in OURS.finditer(text):
        if own["link"] and (not safe_address(own["link"]) or MARK in own["link"]):
            found.append(f"a link to {own['link']!r}")
        if own["copied"]:
            copied = b64decode(own["copied"]).decode()
            found += ["copied by the data"] if copied == "EVIL" else []
            found += [f"copied {char!r}" for char in copied if category(char) in ACTING and char not in "\n\t"]
    left = OURS.sub("", text)
    for place, char in enumerate(left):
        if category(char) in ACTING and char not in ("\n", "\r", "\t", JOINER):
            found.append(f"{char!r} in {left[max(0, place - 20) : place + 20]!r}")
    # A line may end in a return, as a terminal adds it; one within a line would write over its beginning.
    found += [f"a return in {part!r}" for part in re.findall(r".{0,20}\r(?!\r*\n|$).{0,20}", left)]
    return found


TEXTS = {
    "entities": ("en", "zh_hans", "zh_hant", "aliases", "country", "role"),
    "sources": ("title", "author", "url", "seen_via", "kind"),
    "words": ("en", "zh"),
    "deals": ("note", "printed", "line", "flag"),
    "users": ("note", "printed", "line", "flag"),
    "departures": ("note", "printed", "line", "role", "to_role", "count_of"),
    "market": ("note", "printed", "segment"),
    "facts": ("note", "printed", "per"),
}
"""The columns of a corpus that are poisoned."""


def poison_corpus(folder: Path, *, rules: bool) -> None:
    """Poisons names, titles and texts of a corpus; with `rules` also what the corpus refuses, which it then tells."""
    for name, columns in TEXTS.items():
        path = folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = [*csv.DictReader(file)]
        for row in rows:
            for column in columns:
                if rules or column in ("en", "zh_hans", "title", "author", "note", "printed", "role", "count_of"):
                    row[column] = f"{row[column]}{POISON}"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
    escaped = json.dumps(POISON)[1:-1].replace("\\u007f", "\\u007f")
    for path in folder.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'(title = \{ en = "[^"]*)"', lambda m: f'{m[1]}{_toml(escaped)}"', text), "utf-8")


def _toml(escaped: str) -> str:
    """JSON's escapes as those of TOML, which has no surrogates."""
    pair = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)", re.IGNORECASE)
    return pair.sub(lambda m: f"\\U{_joined(m[1], m[2]):08x}", escaped)


def _joined(high: str, low: str) -> int:
    return 0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00)


def poisoned_files(folder: Path) -> list[Path]:
    """A file of each format that a library here can write, with poison in cells, headers, names of sheets and files."""
    folder.mkdir(exist_ok=True)
    head, rows = f"head{POISON}", [POISON, "plain", f"{POISON}\nsecond line", "1"]
    frame = pl.DataFrame({head: rows, "day": ["2024-01-02", "2024-13-40", POISON, ""], "n": [1, 2, 3, 4]})
    nested = frame.with_columns(
        pl.struct(pl.col("n"), pl.col(head)).alias("record"), pl.concat_list(head).alias("list")
    )

    def path(ending: str, name: str = NAMES[0]) -> Path:
        return folder / f"{name}{ending}"

    frame.write_csv(path(".csv"))
    frame.write_csv(path(".tsv", NAMES[1]), separator="\t")
    nested.write_parquet(path(".parquet"))
    nested.write_ipc(path(".arrow", NAMES[1]))
    frame.write_avro(path(".avro"), name="x")
    nested.write_ndjson(path(".ndjson"))
    told = [{"a": "\ud800" + MARK, head: POISON, "b\ud800": 1}, {"a": POISON, head: {"in": POISON}}]
    path(".json").write_text(json.dumps(told))
    _workbook(path(".xlsx"), head, rows)
    with sqlite3.connect(path(".sqlite")) as database:
        quoted = head.replace('"', '""')
        database.execute(f'CREATE TABLE "{MARK}\x1b]0;t\x07" ("{quoted}" TEXT, b BLOB)')
        database.executemany(f'INSERT INTO "{MARK}\x1b]0;t\x07" VALUES (?, ?)', [(row, row.encode()) for row in rows])
    with zipfile.ZipFile(path(".zip"), "w") as archive:
        archive.writestr(f"{MARK}\x1b[31;45;7m.csv", frame.write_csv())
    (folder / f"latin{NAMES[1]}.csv").write_bytes(b"\x9b31mh,b\n\x9d0;t\x9c,\x1b]0;t\x07\nx,\x84\x85\n")
    (folder / "broken\x1b]0;b\x07.parquet").write_bytes(b"PAR1" + POISON.encode() + b"PAR1")
    (folder / "broken\x1b]0;b\x07.json").write_text('{"a' + POISON.replace('"', "") + '": [')
    (folder / "unknown\x1b]0;b\x07.xyz").write_bytes(b"\x00\x01" + POISON.encode())
    return sorted(folder.iterdir())


def _workbook(path: Path, head: str, rows: list[str]) -> None:
    import xlsxwriter

    # A sheet's name takes no more than 31 characters.
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(f"{MARK}\u202e\x9b31m\u200b")
        sheet.write_column(0, 0, [head, *rows])
        sheet.write_column(0, 1, ["n", 1, 2, 3, 4])


def poison_state(home: Path) -> None:
    """Poisons what the program keeps of a person: lines typed, views, notes, who is watched, keys chosen."""
    own, settings = home / "state" / "termsheet", home / "config" / "termsheet"
    own.mkdir(parents=True)
    settings.mkdir(parents=True)
    one_line = POISON.replace("\r", "").replace("\x0b", "").replace("\x0c", "").replace("\x85", "")
    for prompt in ("find", "filter", "palette", "derive", "group"):
        (own / f"history-{prompt}").write_text(f"{one_line}\n", encoding="utf-8")
    (own / "watched").write_text(f"openai\nnobody{MARK}\x1b]0;w\x07\n", encoding="utf-8")
    keys = ("openai-2025-03", "deepseek-2025-02", "moonshot-ai-2024-02")
    (own / "notes.json").write_text(json.dumps({"deals": dict.fromkeys(keys, POISON)}), encoding="utf-8")
    lines = {POISON: ["deals", POISON, "", ""], "other": [POISON, "", POISON, POISON]}
    (own / "saved.json").write_text(json.dumps(lines), encoding="utf-8")
    keys_text = json.dumps(POISON).replace("\\ud", "x").replace("\\uD", "x")
    config = f'[keys]\n{keys_text} = "x"\nfind = {keys_text}\nmouse = [{keys_text}]\n[{keys_text}]\na = 1\n'
    (settings / "config.toml").write_text(config, encoding="utf-8")
