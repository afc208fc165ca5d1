"""The command line: what it prints, on which stream, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CLAIMED, ROOT, TABLES, Run
from tui import __version__
from tui.cli import routes
from tui.corpus.lens import Lens
from tui.corpus.scheme import scheme
from tui.errors import EXITS
from tui.language.words import label
from tui.writers.registry import text_formats

FOLDED = "termsheet: 2 series of other counters and definitions; --series lists them\n"
FORMS = [form.name for form in text_formats()]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", ["", *FORMS])
def test_every_table_prints_in_every_format(run: Run, table: str, form: str) -> None:
    code, out, err = run("list", table, *([f"--{form}"] if form else []))
    assert code == 0
    # What is left out is told: of a product's metric one row stands for all counters.
    assert err == ("" if table != "users" else FOLDED)
    rows = int(run("list", table, "--count")[1])
    match form:
        case "json":
            assert len(json.loads(out)) == rows
        case "jsonl":
            assert len([json.loads(line) for line in out.splitlines()]) == rows
        case "csv" | "tsv":
            read = list(csv.reader(io.StringIO(out), delimiter="," if form == "csv" else "\t"))
            assert len(read) == rows + 1
            assert {len(row) for row in read} == {len(read[0])}
        case "md":
            assert len(out.splitlines()) == rows + 2
        case _:
            assert len(out.splitlines()) == rows + 1


@pytest.mark.parametrize("table", CLAIMED)
def test_a_claim_in_json_holds_every_column(run: Run, table: str, small: Path, lens: Lens) -> None:
    _, out, _ = run("list", table, "--claims", "--json")
    called = {one.of: one.name for one in scheme(lens.table(table), "claims")}
    first = lens.table(table).parts[0].name
    header = next(csv.reader((small / f"{table}.csv").open(encoding="utf-8")))
    for claim in json.loads(out):
        wanted = {called.get(name, f"{first}_{name}") for name in header}
        assert {*wanted, "id", "url", "title"} <= set(claim)


def test_claims_and_facts_differ(run: Run) -> None:
    assert run("list", "deals", "--claims", "--count")[1] == "7\n"
    assert run("list", "deals", "--facts", "--count")[1] == "4\n"


def test_values_stay_raw_in_machine_formats(run: Run) -> None:
    _, out, _ = run("list", "deals", "--sort", "-amount_usd", "--limit", "1", "--json")
    (deal,) = json.loads(out)
    assert deal["amount"] == 40_000_000_000
    assert deal["amount_currency"] == "USD"
    assert deal["lead"] == ["softbank"]
    assert deal["announced_precision"] == "day"
    assert deal["amount_url"] == "https://example.org/a"


def test_a_cut_is_told_on_stderr(run: Run) -> None:
    code, out, err = run("list", "deals", "--limit", "1", "--fields", "company,amount")
    assert code == 0
    assert out.splitlines() == ["Company  Amount", "OpenAI     $40B"]
    assert "1 of 4 rows" in err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["list", "deal"], 2, "neither a table nor a file"),
        (["list", "deals", "--sort", "amont"], 2, "did you mean amount"),
        (["list", "deals", "--fields", "compnay"], 2, "did you mean company"),
        (["list", "deals", "--limit", "x"], 2, "no whole number"),
        (["list", "sources", "--claims"], 2, "holds no claims"),
        (["list", "deals", "--json", "--csv"], 2, "not allowed with"),
        (["--tab", "nope"], 2, "`nope` is no tab; tabs: overview, deals, users"),
        (["show", "qqqq"], 4, "nothing is called `qqqq`"),
        (["find", "qqqq"], 4, "nothing is called `qqqq`"),
        (["list", "deals", "compny:kimi"], 2, "filter, character 1: no column `compny`; did you mean company"),
        (["list", "deals", "company:moonshto"], 2, "did you mean Moonshot AI"),
        (["list", "deals", "company:/[/"], 2, "is no regular expression"),
        (["list", "deals", "x" * 10_000], 2, "4,000 are the most"),
        (["list", "deals", "a\x1b[31mb"], 2, "a control character"),
        (["help", "nothing"], 2, "topics: filters"),
        (["list", "deals", "--engine", "duckdb"], 2, "--engine goes with files, not with `deals`"),
        (["stats", "deals", "--delimiter", ";"], 2, "--delimiter goes with files, not with `deals`"),
        (["list", "x.csv", "--claims"], 2, "--claims goes with tables of the corpus"),
        (["list", "deals", "--tui", "--csv"], 2, "--csv goes with what is printed"),
        (["list", "deals", "--tui", "--count"], 2, "--count goes with what is printed"),
        (["check", "/nowhere"], 3, "is no folder"),
        ([], 2, "needs a terminal"),
    ],
)
def test_mistakes_are_one_line_and_a_code(run: Run, words: list[str], code: int, told: str) -> None:
    got, out, err = run(*words)
    assert (got, out) == (code, "")
    assert told in err
    assert len(err.splitlines()) == 1


def test_the_first_word_may_be_a_table_or_a_name(run: Run) -> None:
    assert run("deals") == run("list", "deals")
    assert run("kimi") == run("show", "kimi")
    assert run("--lang", "zh", "月之暗面")[1] == run("show", "moonshot ai", "--lang", "zh")[1]


def test_show_is_a_card_with_sources(run: Run) -> None:
    code, out, _ = run("show", "moonshot")
    assert code == 0
    assert "Moonshot AI  月之暗面" in out
    assert "[s1]" in out


def test_check_prints_one_line_for_each_problem(scratch: Path, run: Run, run_on: Callable[[Path], Run]) -> None:
    assert run("check")[0] == 0
    path = scratch / "users.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("116000000", "many"), encoding="utf-8")
    code, out, err = run("check", str(scratch))
    assert code == 1
    assert out == "users.csv:7: value `many`: not a plain number\n"
    assert "1 problems" in err
    code, out, err = run_on(scratch)("list", "users", "--count")
    assert (code, out) == (0, "3\n")
    assert "users.csv:7" in err


def test_check_counts_warnings_apart(scratch: Path, run: Run) -> None:
    path = scratch / "deals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1300000000,,CNY", "1300000000,,SEK"), encoding="utf-8")
    code, out, err = run("check", str(scratch))
    assert code == 0
    assert out == "warning: deals.csv:5: currency `SEK`: no rate for 2024-02 in fx.csv; shown in the original only\n"
    assert "0 problems, 1 warnings" in err


def test_check_reads_articles_again(scratch: Path, run: Run, tmp_path: Path) -> None:
    market = (scratch / "market.csv").read_text(encoding="utf-8").replace("s1,,52亿美元", "art-900,2,52亿美元")
    (scratch / "market.csv").write_text(market, encoding="utf-8")
    with (scratch / "sources.csv").open("a", encoding="utf-8") as sources:
        sources.write("art-900,acme-press,An article,,2025-03-31,printed,,zh,article,,\n")
    (scratch / "sources.csv").write_text(_sorted(scratch / "sources.csv"), encoding="utf-8")
    article = tmp_path / "900_x.txt"
    article.write_text("数字\n融资52亿美元(约合378.74亿元)\n", encoding="utf-8")
    assert run("check", str(scratch), "--articles", str(tmp_path))[:2] == (0, "")
    article.write_text("数字\n融资53亿美元(约合378.74亿元)\n", encoding="utf-8")
    code, out, err = run("check", str(scratch), "--articles", str(tmp_path))
    assert (code, out) == (1, "market.csv:2: printed `52亿美元`: stands in none of its lines\n")
    assert "1 claims re-read in 1 articles" in err
    code, _, err = run("check", str(scratch), "--articles", str(tmp_path / "nowhere"))
    assert code == 3
    assert "is no folder" in err


def _sorted(path: Path) -> str:
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    return "\n".join([header, *sorted(rows)]) + "\n"


def test_check_writes_and_proves_the_package(scratch: Path, run: Run) -> None:
    assert run("check", str(scratch), "--write-package")[:2] == (0, "")
    assert (scratch / "datapackage.json").is_file()
    path = scratch / "deals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("A smaller", "A lesser"), encoding="utf-8")
    code, out, _ = run("check", str(scratch))
    told = f"renew it: termsheet check {scratch} --write-package"
    assert (code, out) == (1, f"deals.csv:1: no longer fits its digest in datapackage.json; {told}\n")
    assert run("check", str(scratch), "--write-package")[0] == 0
    assert run("check", str(scratch))[:2] == (0, "")


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"termsheet {__version__}\n", "")


def test_a_closed_pipe_is_silent() -> None:
    script = f"{sys.executable} -m tui list sources --claims 2>&1; {sys.executable} -m tui list deals | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {script}"], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert "Company" in done.stdout


@pytest.mark.parametrize(
    ("code", "forbidden"),
    [
        ("import tui.cli.verbs", {"polars", "textual", "rich"}),
        ("import tui.text.figures, tui.text.dates, tui.charts.bars", {"polars", "textual", "rich"}),
        ("from tui.cli.verbs import main; main(['list', 'deals'])", {"textual", "rich"}),
        ("from tui.cli.verbs import main; main(['show', 'kimi'])", {"textual", "rich"}),
        ("from tui.cli.verbs import main; main(['check'])", {"textual", "rich"}),
        ("import tui.tables.corpus_sheets, tui.tables.model", {"textual", "rich"}),
    ],
)
def test_what_prints_never_loads_the_screen(code: str, forbidden: set[str]) -> None:
    script = f"import sys\n{code}\nprint('LOADED', *({forbidden!r} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "LOADED", done.stderr


def test_several_names_print_several_cards(run: Run) -> None:
    code, out, _ = run("show", "月之暗面", "kimi")
    assert code == 0
    assert out.startswith("Moonshot AI  月之暗面\n")
    assert "\nKimi\n" in out
    assert run("show", "kimi", "nobody")[0] == 4


def test_a_beginning_is_suggested_first(run: Run) -> None:
    code, out, err = run("show", "moon")
    assert (code, err) == (0, "")
    assert out.startswith("Moonshot AI")


def test_a_typo_shows_what_is_near_and_says_so(run: Run) -> None:
    code, out, err = run("show", "opnai")
    assert code == 0
    assert out.startswith("OpenAI")
    assert "nothing is called `opnai`; shows OpenAI" in err
    assert run("opnai")[1:] == (out, "termsheet: `opnai` read as OpenAI\n")


def test_find_tells_why(run: Run) -> None:
    code, out, _ = run("find", "yzam", "--json")
    assert code == 0
    assert json.loads(out)[0] | {"name": ""} == {
        "id": "moonshot-ai",
        "name": "",
        "kinds": ["company"],
        "reason": "initials",
        "spelling": "月之暗面",
    }


def test_a_filter_is_the_same_text_everywhere(run: Run) -> None:
    code, out, err = run("list", "deals", "company:openai", "-is:rumoured", "amount>1b", "--fields", "公司", "--tsv")
    assert code == 0
    assert set(out.splitlines()) == {"company", "openai"}
    assert "read as company = OpenAI, amount > $1B, in US dollars" in err
    rows = len(out.splitlines()) - 1
    assert run("list", "deals", "company:openai amount>1b -is:rumoured", "--count")[1] == f"{rows}\n"


def test_a_filter_of_a_file_says_what_may_be_meant(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("company,n\nOpenAI Labs,1\nOpenAI,2\n")
    assert run("list", str(path), "company:openai", "n>1", "--csv")[1] == "company,n\nOpenAI,2\n"
    code, _, err = run("list", str(path), "company:open")
    assert code == 4
    assert "company~open looks inside of cells" in err
    assert run("list", str(path), "company:open", "--count")[:2] == (4, "0\n")
    assert run("stats", str(path), "company", "n>1", "--csv")[1] == "value,count,share\nOpenAI,1,100\n"


def test_no_header_leaves_the_titles_out(run: Run) -> None:
    for form in ("--csv", "--tsv", "--md"):
        whole, bare = (run("list", "deals", form, *more)[1].splitlines() for more in ((), ("--no-header",)))
        assert whole[-len(bare) :] == bare
        assert len(whole) - len(bare) == (2 if form == "--md" else 1)
    assert not run("list", "deals", "--no-header")[1].startswith("Company")


def test_a_card_for_programs_has_sources(run: Run) -> None:
    card = json.loads(run("show", "openai", "--json")[1])
    assert card["id"] == "openai"
    assert all(deal["announced_url"] for deal in card["deals"])
    assert len(run("show", "openai", "kimi", "--jsonl")[1].splitlines()) == 2


def test_colours_come_only_when_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("show", "openai")[1]
    assert "\x1b[1m" in run("show", "openai", "--color", "always")[1]
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert "\x1b[1m" in run("list", "deals")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("list", "deals")[1]


def test_exit_codes_stand_once(run: Run) -> None:
    codes = {code: label(f"exit.{code}").en for code in EXITS}
    told = ", ".join(f"{code} {says}" for code, says in codes.items())
    assert told in run("help")[1]
    assert told in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert {int(code): says for code, says in json.loads(run("--spec")[1])["exit_codes"].items()} == codes
    topic = run("help", "exit")[1]
    assert all(f"{code:<5}{says}" in topic for code, says in codes.items())


def test_the_specification_names_all_tables(run: Run) -> None:
    told = json.loads(run("--spec")[1])
    assert set(told["tables"]) == set(TABLES)
    rounds = next(c for c in told["tables"]["deals"]["columns"] if c["name"] == "round")
    assert {"id": "b", "en": "B", "zh": "B轮"} in rounds["values"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([""], "list"),
        (["sh"], "show"),
        (["show", "月"], "moonshot-ai"),
        (["list", "de"], "deals"),
        (["list", "deals", "comp"], "company:"),
        (["list", "deals", "round:b"], "round:b"),
        (["list", "deals", "-status:ru"], "-status:rumoured"),
        (["list", "deals", "company:yza"], "company:moonshot-ai"),
        (["list", "deals", "--so"], "--sort"),
        (["help", "fi"], "filters"),
        (["kimi", "ma"], "mau"),
        (["ask", "kimi", "月"], "月活"),
        (["openai", "annual"], "annualised revenue"),
        (["kimi", "mau", "2025-Q"], "2025-Q3"),
        (["kimi", "v"], "vs"),
        (["doubao", "vs", "moonsh"], "moonshot-ai"),
    ],
)
def test_words_are_completed(run: Run, words: list[str], found: str) -> None:
    assert found in run("--complete", *words)[1].splitlines()


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(run: Run, name: str) -> None:
    assert "termsheet --complete" in run("--completion", name)[1]


@pytest.mark.parametrize("topic", ["filters", "formats", "keys", "exit", "cache", "completion"])
def test_each_topic_fits_its_lines(run: Run, topic: str) -> None:
    code, out, _ = run("help", topic)
    assert code == 0
    assert max(map(len, out.splitlines())) <= 120


def test_claims_sort_by_their_dollars(run: Run) -> None:
    _, out, _ = run("list", "deals", "--claims", "--sort", "-amount_usd", "--fields", "key", "--limit", "1")
    assert out.splitlines()[1].strip() == "openai-2025-03"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text("company,amount,when\nA,3,2024-01-02\nB,1-2,2024-01-03\n=C,2,\n", encoding="utf-8")
    return path


def test_a_file_prints_like_a_table(run: Run, table: Path) -> None:
    code, out, err = run("list", str(table), "--sort", "-amount", "--fields", "company,amount")
    assert code == 0
    assert [line.split() for line in out.splitlines()] == [["company", "amount"], ["A", "3"], ["=C", "2"], ["B", "1-2"]]
    assert "1 notice: row 3, column amount: `1-2` is no number" in err


def test_a_file_in_machine_formats(run: Run, table: Path) -> None:
    assert json.loads(run("list", str(table), "--json")[1])[1] == {"company": "B", "amount": None, "when": "2024-01-03"}
    lines = run("list", str(table), "--jsonl", "--limit", "1")[1].splitlines()
    assert [json.loads(line)["amount"] for line in lines] == [3]
    assert list(csv.reader(io.StringIO(run("list", str(table), "--csv")[1])))[3] == ["=C", "2", ""]
    assert run("list", str(table), "--count")[1] == "3\n"


def test_statistics_print(run: Run, table: Path) -> None:
    told = json.loads(run("stats", str(table), "--json")[1])
    assert [(row["column"], row["nulls"]) for row in told] == [("company", 0), ("amount", 1), ("when", 1)]
    assert json.loads(run("stats", str(table), "company", "--json", "--limit", "1")[1])[0]["count"] == 1
    assert run("stats", "deals", "round")[0] == 0
    assert run("stats", str(table), "compny")[0] == 2


def test_what_statistics_compute_is_cut_and_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "thirds.csv"
    path.write_text("x,y\na,1\na,1\nb,2\n")
    shares = [line.split()[:3] for line in run("stats", str(path), "x")[1].splitlines()[1:]]
    assert shares == [["a", "2", "66.6…%"], ["b", "1", "33.3…%"]]
    numbers = run("stats", str(path))[1].splitlines()[-1].split()
    assert numbers[:9] == ["y", "number", "0", "2", "1", "1", "1", "1.33333…", "1.5"]


def test_an_unreadable_file_is_one_line_and_three(run: Run, tmp_path: Path) -> None:
    for name, content in (("x.csv", b""), ("x.parquet", b"PAR1 nothing"), ("x.json", b"{")):
        (tmp_path / name).write_bytes(content)
        code, out, err = run("list", str(tmp_path / name))
        assert (code, out) == (3, "")
        assert err.startswith(f"termsheet: {name}: ")
        assert err.count("\n") == 1
    assert run("list", str(tmp_path / "none.csv"))[0] == 3


def test_the_first_rows_of_a_large_file_are_printed_from_its_beginning(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, size in (("SMALL_TEXT", 1), ("LARGEST_SEEN", 1), ("PREVIEW", 1000)):
        monkeypatch.setattr(f"tui.files.text.{name}", size)
    path = tmp_path / "x.csv"
    path.write_text("zip,n\n" + "".join(f"{n},1\n" for n in range(10_000, 11_000)) + "02134,2\n", encoding="utf-8")
    code, out, err = run("list", str(path), "--limit", "1", "--jsonl")
    assert (code, json.loads(out)) == (0, {"zip": 10000, "n": 1})
    assert "x.csv: columns are read by the first 124 rows alone; without --limit, by all" in err
    whole = run("list", str(path), "--limit", "1", "--jsonl", "--sort", "n")
    assert (json.loads(whole[1]), whole[2]) == (
        {"zip": "10000", "n": 1},
        "termsheet: 1 of 1,001 rows; more with --limit\n",
    )
    assert run("list", str(path), "--limit", "1", "--csv", "--raw", "--no-header") == (
        0, "10000,1\n", "termsheet: the first row; more with --limit\n"
    )  # fmt: skip


def test_csv_prints_what_was_written_and_values_where_they_are_wanted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("k;v;d\na;1.234,50 €;13/04/2024\nb;7,00 €;01/02/2024\n", encoding="utf-8")
    assert run("list", str(path), "--csv", "--no-header")[1] == 'a,"1.234,50 €",13/04/2024\nb,"7,00 €",01/02/2024\n'
    assert run("list", str(path), "--csv", "--no-header", "--values")[1] == "a,1234.5,2024-04-13\nb,7,2024-02-01\n"
    raw = run("list", str(path), "--jsonl", "--raw", "--limit", "1")
    assert (json.loads(raw[1]), raw[2]) == (
        {"k": "a", "v": "1.234,50 €", "d": "13/04/2024"},
        "termsheet: 1 of 2 rows; more with --limit\n",
    )


ASKED = [
    ("list", "--csv"),
    ("list", "--sort", "-amount", "--json"),
    ("list", "company~a", "--fields", "when,company", "--tsv"),
    ("list", "amount>=2", "--count"),
    ("list", "--limit", "2"),
    ("stats", "--json"),
    ("stats", "company", "--csv"),
]


@pytest.mark.parametrize("words", ASKED)
def test_two_engines_print_the_same(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    pytest.importorskip("ibis")
    path = tmp_path / "deals.csv"
    path.write_text("company,amount,when\nA,3,2024-01-02\nBa,1.5,2024-01-03\n=C,2,\n", encoding="utf-8")
    verb, *options = words
    told = run(verb, str(path), *options)
    assert told[0] == 0
    assert run(verb, str(path), *options, "--engine", "duckdb") == told


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("list", "deals"), "--engine goes with files, not with `deals`; leave it out"),
        (("stats", "deals"), "--engine goes with files, not with `deals`; leave it out"),
        (
            ("list", "x.csv"),
            "x.csv: --engine duckdb reads no cells that are not all written alike: row 3, column amount: `1-2` is no "
            "number; leave it out",
        ),
        (
            ("list", "x.json"),
            "x.json: --engine duckdb reads no JSON; leave it out, or save it as CSV or Parquet first",
        ),
        (("list", "y.csv", "a~/x.*/"), "DuckDB has no regular expressions; open the file without --engine for it"),
    ],
)
def test_what_an_engine_cannot_do_is_told_in_a_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], why: str
) -> None:
    pytest.importorskip("ibis")
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("company,amount\nA,3\nB,1-2\nC,4\n", encoding="utf-8")
    Path("x.json").write_text('{"a": 1}\n', encoding="utf-8")
    Path("y.csv").write_text("a\nx\n", encoding="utf-8")
    assert run(*words, "--engine", "duckdb") == (2, "", f"termsheet: {why}\n")


def test_a_path_is_a_file_and_a_name_is_a_name() -> None:
    for word in ("./kimi", "x.csv", "data/x.parquet", "-", "s3://a/b.parquet", "part-*.parquet"):
        assert routes.is_file(word), word
    for word in ("kimi", "月之暗面", "deepseek-v3"):
        assert not routes.is_file(word), word


def test_filters_stand_anywhere(run: Run) -> None:
    rows = run("list", "deals", "-company:openai", "--count")[1]
    assert int(rows) > 0
    for words in (
        ["--count", "--sort", "-amount", "-company:openai"],
        ["-company:openai", "--sort=-amount", "--count"],
        ["--count", "--", "-company:openai"],
        ["--lang", "en", "-company:openai", "--count"],
    ):
        assert run("list", "deals", *words)[:2] == (0, rows), words
    assert run("list", "--count", "deals", "-company:openai")[:2] == (0, rows)
    assert run("deals", "-openai", "--count")[0] == 0


def test_a_file_that_grows_is_printed_as_it_does(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,x\n2,y\n")
    more = iter(("3,y\n4,x\n", "", "5,y\n"))

    def pause(seconds: float) -> None:
        try:
            with path.open("a") as file:
                file.write(next(more))
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(time, "sleep", pause)
    assert run("list", str(path), "--follow", "b:y", "--csv")[:2] == (130, "a,b\n2,y\n3,y\n5,y\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("list", "x.csv", "--sort", "a"), "--sort does not go with --follow"),
        (("list", "x.csv", "--count"), "--count does not go with --follow"),
        (("list", "x.csv", "--limit", "0"), "--limit does not go with --follow"),
        (("list", "x.csv", "--md"), "--md does not go with --follow; take --csv, --tsv, --jsonl"),
        (("list", "-"), "--follow goes with files, not with what is piped in"),
        (("list", "deals"), "--follow goes with files, not with `deals`"),
        (("stats", "x.csv"), "--follow does not go with stats"),
    ],
)
def test_what_cannot_be_followed_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("a,b\n1,x\n")
    code, out, told = run(*words, "--follow")
    assert (code, out) == (2, "")
    assert why in told


def test_a_league_table_prints_its_rule(run: Run) -> None:
    code, out, err = run("list", "deals", "--group", "lead: count, sum amount_usd", "--csv")
    assert code == 0
    assert out.splitlines()[:2] == ["lead,count,sum amount_usd", "softbank,1,40000000000"]
    assert "each deal counts once for each lead; deals with no lead: " in err
    assert run("list", "deals", "--group", "lead", "--count")[1].strip() == str(len(out.splitlines()) - 1)
    assert run("list", "deals", "--group", "lead", "--sort", "nothing")[0] == 2
    assert "no column `leed`" in run("list", "deals", "--group", "leed")[2]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["list", "deals", "--sort", "zz", "--lang", "zh"], "没有列“zz”"),
        (["list", "deals", "金额:abc", "--lang=zh"], "筛选第 4 字符：“abc”不是金额；请写 1b、100m、10亿 或 50亿元"),
        (["show", "没有这人", "--lang", "zh"], "没有名为“没有这人”的主体；`termsheet list entities` 列出全部名称"),
        (["list", "deals", "没有这字", "--count", "--lang", "zh"], "没有含“没有这字”的行；筛选写作 列:值"),
        (["list", "deals", "去年", "--count", "--lang", "zh"], "理解为 日期 = 20"),
    ],
)
def test_what_is_said_on_stderr_is_chinese_where_that_is_asked_for(run: Run, words: list[str], told: str) -> None:
    _, _, err = run(*words)
    assert told in err
