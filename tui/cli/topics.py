"""`termsheet help TOPIC`: what does not fit into --help, in plain text."""

from __future__ import annotations

from collections.abc import Callable

from tui.errors import EXITS

ON_FILTERS = """\
FILTERS  the same line in the explorer (f) and behind `termsheet list TABLE|FILE`

  column:value        the value, without case           company:kimi   country:cn
  column:a,b          one of several                    lead:红杉,alibaba
  column>5  >= < <=   compared                          amount>=1b     round>=b
  column!=value       anything else                     status!=denied
  column:a..b         from a to b, either may be open   announced:2024-Q3..2025   amount:100m..
  column~text         holds a text, without case        note~exclusive
  column:/regex/      fits a regular expression         company:/^Moon/
  column=text         exactly this text                 column==text: drawn exactly so
  column:null         without a value
  word  "two words"   stands in any column; on the corpus also a name in any script: yzam
  /regex/             in any column
  -x                  not x                             -is:rumoured   -(a or b)
  a b   a or b  ( )   both; one of them; together

  is:       disputed, flagged, selected (on the screen), or a status: rumoured, denied …
            of disputes: open, contradiction, part_above_whole, counters, restated, flagged
  since:    90d 12w 6m 2q 1y, or a date; by the date of the table

Amounts: 1k 5m 1b 2t 5000万 10亿. On the corpus a bare amount is US dollars after conversion; `5b cny`, `¥`, 元, usd
compare the figures printed in that currency. Dates: 2024, 2024-Q3, 2024-H1, 2024-03, 2024-03-05; a date is what lies
in it as a whole. Entities: any name, pinyin or initials; what belongs to them is meant too (company:bytedance). Columns
may be called by their titles in both languages (公司:kimi). Names and values with blanks stand in quotes.
"""

ON_FORMATS = """\
FORMATS  of list, stats, find and show

  (none)    aligned text for people; paged on a terminal that is too low
  --json    one list of records (show: one record)      --jsonl   one record a line
  --csv  --tsv  --md                                    --no-header leaves the first line out

Values for programs are raw, in base units. Rows of claims have one scheme: what tells the fact from others; status
claims rivals; what else the row says; then for each part P of the fact
  P P_high P_currency P_usd P_basis P_precision P_qualifier P_nature P_status P_flag P_said_by P_source P_title P_url
  P_line P_printed P_claim P_witnesses P_rivals
as far as they make sense: all of one claim, P_claim. A series has the part of its latest figure; a row of --claims says
once what holds for all of its parts (said_by source url …). Filters and options take these names and those of the CSV
(amount_basis, basis); --spec lists all. What is exported or copied from a screen has them for each part shown.

The form never depends on a terminal; what is cut is told on stderr, where all notes go. --fields a,b chooses columns,
--limit N rows. --color auto|always|never; NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM=dumb count. TERMSHEET_PAGER, then
PAGER.

What is printed, copied (yt) and exported (e) is the same. Whole numbers have no point, fractions the fewest digits
that read back as the same number, decimals all their places; what is no number is NaN, inf or -inf, in JSON null.
Dates and times are ISO 8601, with the offset where there is a zone; lengths of time too (P1DT30S). Bytes are two
hexadecimal digits each. Lists and records are JSON; in the corpus several values stand divided by `;`, in JSON as
lists. No value is nothing or null, an empty text "". Parquet and workbooks (e) hold values; a workbook has as text
what it cannot hold: zones, lengths of time, bytes, lists, and numbers with more digits than it keeps. Exports to CSV
and TSV put an apostrophe before texts that a spreadsheet would run.
"""

ON_CACHE = """\
CACHE  in $XDG_CACHE_HOME/termsheet, else ~/.cache/termsheet (macOS: ~/Library/Caches/termsheet)

Answers of `ask`, `show` and `find` are given again while the corpus, the program, the words, the language, the width
and the colours are the same; the resolved tables of the corpus are kept while its files and the program are the same.
The folder may be deleted at any time; where it cannot be written, nothing is kept.
"""

ON_COMPLETION = """\
COMPLETION  of commands, tables, columns, options and names of entities

  bash   eval "$(termsheet --completion bash)"        in ~/.bashrc
  zsh    eval "$(termsheet --completion zsh)"         in ~/.zshrc, after compinit
  fish   termsheet --completion fish | source         in config.fish
"""


ON_TABLES = """\
--corpus DIR before any command, or TERMSHEET_CORPUS, opens the tables of another folder. A table is two files there:
NAME.csv and NAME.toml, which describes it. Entities, sources and exchange rates are the shipped ones where the folder
has none. `termsheet check DIR` proves it.
"""


ON_IMPORT = """\
IMPORT  termsheet import FILE --as deals|users|departures|facts [--out DIR]

Shows how each column is read, how many cells were read and which not, and what is said of every row. Nothing is written
without --out; with it DIR holds the table, sources.csv, entities.csv and rejects.csv, passes `termsheet check DIR` and
opens with `termsheet --corpus DIR`. A second file may go into the same DIR. Rows read, left out and said before are all
rows of the file.

Nothing is guessed. An amount without a currency is undisclosed unless --currency gives it; a date such as 3/4/2024 that
no other cell of the column decides is asked for with --dates; a name is a known one only by its exact name or alias.
Columns that are called by dates (2024-03) or metrics (MAU) become rows. Lists of companies (valuation, team size) are
facts: their figures are those of the day of --published where no column says otherwise.

What the headers do not say stands in a --map FILE:

  [columns]                 # a header and the column that it is; "" for none
  "Deal closed on" = "announced"
  [values.round]            # a word and the value that it means
  "Growth Equity" = "growth"
  [names]                   # a name and its entity: `termsheet find NAME`
  "The Kimi people" = "moonshot-ai"
  [said]                    # what is said of every row
  role = "CEO"
"""


def _keys(corpus: str) -> str:
    from tui.cli.output import note
    from tui.commands.keymap import load
    from tui.commands.keys import key_text
    from tui.commands.registry import commands
    from tui.storage import config

    keys = load()
    for problem in keys.problems:
        note(problem)
    rows = [(" ".join(map(key_text, keys.of(one.id))), one.id, one.label.en) for one in commands()]
    key, id = (max(len(row[n]) for row in rows) for n in range(2))
    told = "".join(f"  {keys:<{key}}  {name:<{id}}  {label}\n" for keys, name, label in rows)
    return f"KEYS  of the explorer, and what commands are called in {config.path()}\n\n{told}"


def _exit(corpus: str) -> str:
    codes = "".join(f"  {code:<5}{says}\n" for code, says in EXITS.items())
    more = "An unknown column, value or option is usage. Where nothing matched, --count prints 0."
    return f"EXIT CODES\n\n{codes}\n{more}\n"


def _tables(corpus: str) -> str:
    from tui.cli.corpus import open_corpus

    opened = open_corpus(corpus).corpus
    tables = [opened.table(name) for name in opened.listed]
    width = max(len(table.name) for table in tables)
    claims = {True: "claims: also --facts, --claims", False: ""}
    rows = "".join(f"  {t.name:<{width}}  {t.title.en:<12}{claims[t.claims]}".rstrip() + "\n" for t in tables)
    return f"TABLES  of the corpus, for list and stats\n\n{rows}\n{ON_TABLES}"


TOPICS: dict[str, Callable[[str], str]] = {
    "filters": lambda corpus: ON_FILTERS,
    "formats": lambda corpus: ON_FORMATS,
    "tables": _tables,
    "import": lambda corpus: ON_IMPORT,
    "keys": _keys,
    "exit": _exit,
    "cache": lambda corpus: ON_CACHE,
    "completion": lambda corpus: ON_COMPLETION,
}
"""What there is help on, and its text, where a corpus is named."""
