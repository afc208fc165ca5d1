"""A new table is two files: `chips.csv` and `chips.toml` lie in a folder, and nothing in the program names them.

This is the worked example of the contributors' page. One row of the table is broken.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.screens.driving import explorer, press, until
from tests.screens.screen_text import screen_lines, screen_text
from tui.cells.cell import Reader
from tui.cli.corpus import open_corpus
from tui.corpus.lens import Lens
from tui.storage import answers, corpora
from tui.tables.corpus_sheets import corpus_sheets
from tui.tables.line import line_of_screen
from tui.tables.sheet import TableSheet

CHIPS = Path(__file__).parent / "chips"
BROKEN = "chips.csv:5: shipped `3.7m`: not a plain number\n"


@pytest.fixture
def run(run_on: Callable[[Path], Run]) -> Run:
    return run_on(CHIPS)


@pytest.fixture(scope="module")
def chips() -> Lens:
    return open_corpus(str(CHIPS))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The table in a folder to spoil."""
    return Path(shutil.copytree(CHIPS, tmp_path / "chips"))


def test_nothing_in_the_program_names_it() -> None:
    for path in (*(ROOT / "tui").rglob("*.py"), *(ROOT / "data").glob("*.toml")):
        assert "chips" not in path.read_text(encoding="utf-8").replace("AI chips", ""), path


def test_check_names_the_broken_row(run: Run) -> None:
    code, out, err = run("check", str(CHIPS))
    assert (code, out) == (1, BROKEN)
    assert "7 rows checked" in err
    assert run("check")[:2] == (1, BROKEN)


def test_a_rule_of_the_table_is_checked(run: Run, copied: Path) -> None:
    path = copied / "chips.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("orders,bytedance", "orders,"), encoding="utf-8")
    assert "chips.csv:3: buyer: an order names who buys\n" in run("check", str(copied))[1]


def test_a_figure_above_what_its_unit_allows_is_told(run: Run, copied: Path) -> None:
    path = copied / "chips.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2600000,", ",26000000000,"), encoding="utf-8")
    assert "chips.csv:4: shipped `26000000000.0`: too large for chips\n" in run("check", str(copied))[1]


def test_half_a_table_is_told(run: Run, copied: Path) -> None:
    (copied / "chips.toml").rename(copied / "wafers.toml")
    code, out, _ = run("check", str(copied))
    assert code == 1
    assert out == (
        "chips.csv:1: chips.toml is missing; a table is a CSV and a TOML\n"
        "wafers.toml:1: wafers.csv is missing; a table is a CSV and a TOML\n"
    )


def test_it_is_listed(run: Run) -> None:
    code, out, err = run("list", "chips")
    assert code == 0
    assert out.splitlines()[0].split() == ["Maker", "Chip", "Metric", "Shipped", "Voices", "Period", "Buyer"]
    assert "1 problems in the data, the first: chips.csv:5" in err
    assert f"`termsheet check {CHIPS}` lists all" in err
    assert run("chips", "--count")[1] == "4\n"
    assert run("--corpus", str(CHIPS), "list", "chips")[:2] == (code, out)


@pytest.mark.parametrize(("rows", "count"), [((), 4), (("--facts",), 4), (("--claims",), 5)])
def test_programs_are_given_it(run: Run, rows: tuple[str, ...], count: int) -> None:
    found = json.loads(run("list", "chips", *rows, "--json")[1])
    assert len(found) == count
    address = "url" if rows == ("--claims",) else "shipped_url"
    assert {row[address] for row in found} == {"https://example.org/chips/a", "https://example.org/chips/b"}
    assert len(run("list", "chips", *rows, "--csv")[1].splitlines()) == count + 1


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("maker:nvidia", ["nvidia", "nvidia"]),
        ("maker:英伟达 period:2030", ["nvidia"]),
        ("metric:订单", ["huawei"]),
        ("shipped>=2m", ["nvidia", "nvidia"]),
        ("is:rumoured", ["huawei"]),
        ("buyer:字节跳动", ["huawei"]),
    ],
)
def test_it_is_filtered(run: Run, line: str, keys: list[str]) -> None:
    found = json.loads(run("list", "chips", *line.split(), "--json")[1])
    assert [row["maker"] for row in found] == keys


def test_it_stands_on_the_card_of_each_entity_that_it_names(run: Run) -> None:
    card = run("show", "nvidia")[1]
    assert "CHIPS  2" in card
    assert "2030 Example 1 · shipments ~4.1M [made-up-b]" in card
    assert "2030-03 Example 9 · orders ? 100K+ rumoured [made-up-a]" in run("show", "bytedance")[1]
    assert [row["period"] for row in json.loads(run("show", "nvidia", "--json")[1])["chips"]] == ["2030", "2029"]


def test_it_is_in_the_specification_in_completion_and_in_help(run: Run) -> None:
    tables = json.loads(run("--spec")[1])["tables"]
    assert [*tables] == ["chips", "disputes", "entities", "sources"]
    assert "metric" in {column["name"] for column in tables["chips"]["columns"]}
    assert run("--complete", "list", "ch")[1] == "chips\n"
    assert run("--complete", "list", "chips", "ma")[1] == "maker:\n"
    assert run("--complete", "list", "chips", "metric:o")[1] == "metric:orders\n"
    assert "chips     Chips" in run("help", "tables")[1]


def test_what_it_lacks_is_lent(run: Run) -> None:
    assert run("list", "entities", "--count") == run("--corpus", str(ROOT / "data"), "list", "entities", "--count")
    assert run("list", "sources", "--count")[1] == "2\n"
    code, _, err = run("list", "deals")
    assert code == 2
    assert "`deals` is neither a table nor a file; tables: chips, disputes, entities, sources" in err


async def test_it_is_a_tab(chips: Lens) -> None:
    async with explorer(chips, "chips", size=(160, 30)) as (app, pilot):
        tabs, status, *rows = screen_lines(app)
        assert "1 Overview  2 Chips  3 Disputes  4 Sources" in tabs
        assert "4 figures" in status
        assert "Huawei" in "\n".join(rows)
        await press(pilot, "j", "s")
        assert "500,000 chips" in screen_text(app)
        assert "A made-up report" not in screen_text(app)
        assert "https://example.org/chips/a" in screen_text(app)


async def test_it_stands_on_the_page_of_its_entity(chips: Lens) -> None:
    async with explorer(chips, "chips", size=(160, 30)) as (app, pilot):
        await press(pilot, "j", "j", "enter")
        await until(app, pilot, "1 Card")
        assert "Nvidia  英伟达  1 Card  2 Chips" in screen_lines(app)[0]
        assert "CHIPS  2" in screen_text(app)
        await press(pilot, "2")
        assert "2 figures" in screen_lines(app)[1]


async def test_it_is_cited(chips: Lens) -> None:
    async with explorer(chips, "chips", size=(200, 30)) as (app, pilot):
        await press(pilot, "j", "j", "y", "c")
        assert "Nvidia  英伟达: Example 1 shipments ~4.1M, as of 2030" in screen_text(app)


def test_its_line_for_the_shell_names_the_folder(chips: Lens) -> None:
    sheet = next(sheet for sheet in corpus_sheets(chips, Reader("en", chips.names)) if sheet.name == "chips")
    assert isinstance(sheet, TableSheet)
    assert line_of_screen(sheet, sheet.model()).text() == f"termsheet --corpus {CHIPS} list chips"


async def test_its_words_lead_to_it(chips: Lens) -> None:
    async with explorer(chips, "overview", size=(120, 30)) as (app, pilot):
        await press(pilot, ":", *"加速卡", "enter")
        assert "Example 9" in screen_text(app)
        await press(pilot, ":", *"nvidia 出货", "enter")
        await until(app, pilot, "▽ metric:shipments")


async def test_the_overview_stands_without_the_tables_of_the_shipped_corpus(chips: Lens) -> None:
    async with explorer(chips, "overview", size=(120, 30)) as (app, _):
        assert "5 claims · 2 sources" in screen_text(app)


def test_a_kept_answer_is_of_its_folder(copied: Path) -> None:
    keys = [answers.answer_key(["show", "nvidia"], corpora.folders(str(folder))) for folder in (CHIPS, copied)]
    path = copied / "chips.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("4100000", "4200000"), encoding="utf-8")
    keys.append(answers.answer_key(["show", "nvidia"], corpora.folders(str(copied))))
    keys.append(answers.answer_key(["show", "nvidia"], corpora.folders("")))
    assert len({*keys}) == len(keys)
    assert None not in keys


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('subject = ["maker"]', 'subjct = ["maker"]', "unknown key `subjct`; did you mean subject?"),
        ('around = "maker"', 'arround = "maker"', "unknown key `arround`; did you mean around"),
        ('subject = ["maker"]', 'subject = "maker"', '`subject` is not texts, ["a", "b"]'),
        ('date = "period"', 'date = "perod"', "`date` names no column `perod`; did you mean period"),
        ("order = 35", 'order = "35"', "`order` is not a whole number"),
        ("tab = true", "tab = 1", "`tab` is not true or false"),
        ('en = "Chips", zh = "芯片"', 'en = "Chips"', "`zh` is missing; write it as a text"),
        ('name = "shipped"', 'name = "shiped"', "`name` names no column `shiped`; did you mean shipped"),
        ('type = "entity"', 'type = "entty"', "`type` is `entty`; did you mean entity"),
        ('en = "orders", zh = "订单"', 'en = "orders", zhs = "订单"', "unknown key `zhs`; did you mean zh?"),
        ("most = 1e10", 'most = "1"', "`most` is not a number"),
        ('form = "counted"', 'form = "counts"', "`form` is `counts`; did you mean counted"),
        ("cite = ", 'wholes = { of = { place = "world" } }\ncite = ', "`of` names no column `place`"),
        ("cite = ", 'wholes = { shares = "makr" }\ncite = ', "`shares` names no column `makr`; did you mean maker"),
        ('en = "orders"', 'adds = "up", en = "orders"', "`adds` is `up`"),
        ("when = { metric", "when = { metrc", "`when` names no column `metrc`; did you mean metric"),
        ('line = ["period", "chip · metric"', 'line = ["period", "chip / metric"', "`line` names no column `/`"),
        ("width = 20", "widht = 20", "unknown key `widht`; did you mean width"),
        ('{ name = "chip", width', '{ name = "chp", width', "`name` names no column `chp`; did you mean chip"),
        ("[view]", "[view", "expected ']' at the end of a table declaration; mend the TOML"),
    ],
)
def test_a_slip_in_the_description_is_one_line(run: Run, copied: Path, old: str, new: str, told: str) -> None:
    path = copied / "chips.toml"
    text = path.read_text(encoding="utf-8")
    line = text.count("\n", 0, text.index(old)) + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    for words in (("list", "chips"), ("check",)):
        code, out, err = run("--corpus", str(copied), *words)
        assert (code, out) == (3, "")
        assert err.startswith(f"termsheet: chips.toml:{line}: {told}")
        assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "told"),
    [
        ('subject = ["maker"]\n', 'chips.toml:1: `subject` is missing; write it as texts, ["a", "b"]'),
        ('says = "an order names who buys"\n', "chips.toml:21: `says` is missing; write it as a text"),
        (', zh = "订单"', "chips.toml:49: `zh` is missing; write it as a text"),
    ],
)
def test_a_description_that_lacks_a_key_says_so(run: Run, copied: Path, old: str, told: str) -> None:
    path = copied / "chips.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, ""), encoding="utf-8")
    assert run("check", str(copied)) == (3, "", f"termsheet: {told}\n")


def test_rows_that_name_each_other_have_one_name(run: Run, copied: Path) -> None:
    path = copied / "chips.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("an order names who buys", 'x"\nacyclic = true\n#'), encoding="utf-8")
    code, _, err = run("check", str(copied))
    assert code == 3
    assert "rows name each other by an identity of one column; leave `acyclic` out" in err


def test_a_cell_that_nobody_draws_is_told(run: Run, copied: Path) -> None:
    path = copied / "chips.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('cell = "marks"', 'cell = "marcs"'), encoding="utf-8")
    code, _, err = run("--corpus", str(copied), "list", "chips")
    assert (code, err) == (3, "termsheet: chips.toml: no kind of cell `marcs`; did you mean marks?\n")


def test_a_table_that_lends_a_column_which_there_is_not_is_told(run_on: Callable[[Path], Run], scratch: Path) -> None:
    path = scratch / "companies.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("deals.round", "deals.rond"), encoding="utf-8")
    code, _, err = run_on(scratch)("list", "companies")
    assert code == 3
    assert err.startswith("termsheet: deals.toml: no column `rond`; did you mean round")


def test_a_column_that_the_program_reads_cannot_go(run_on: Callable[[Path], Run], scratch: Path) -> None:
    path = scratch / "sources.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('name = "published"', 'name = "printed"'), encoding="utf-8"
    )
    code, _, err = run_on(scratch)("check")
    assert code == 3
    assert "there is no column `published`, which the program reads" in err
