"""`termsheet help TOPIC`: what does not fit into --help, in plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.errors import EXITS
from tui.grants import Grants
from tui.language.label import Label
from tui.language.words import listed, word

if TYPE_CHECKING:
    from tui.cli.shared import Common
    from tui.corpus.tables import Table

ON_FILTERS = Label(
    """\
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
""",
    """\
筛选  界面中（f）与 `termsheet list 表|文件` 之后写法相同

  列:值               等于该值，不分大小写              公司:kimi   国家:cn
  列:甲,乙            其中之一，也可写 甲、乙           领投:红杉、阿里巴巴
  列>5  >= < <=       比较                              金额>=10亿   轮次>=B轮
  列!=值              不等于                            状态!=denied
  列:甲..乙           从甲到乙，一端可省；也可写 到     日期:2024-Q3..2025   金额:1亿到5亿
  列~文字             含该文字，不分大小写              备注~独家
  列:/正则/           符合正则表达式                    公司:/^月之/
  列=文字             与该文字完全相同                  列==文字：与显示的文字完全相同
  列:null             没有值
  词  "两个 词"       任何一列含有；在数据中也可是名称的任何写法：yzam
  /正则/              任何一列符合
  -x                  非 x                              -is:rumoured   -(甲 或 乙)
  甲 乙   甲 或 乙  ( )   同时满足；满足其一；合为一组

  is:       disputed、flagged、selected（界面中选中），或某种状态：传闻、已完成 等；
            分歧表另有 open、contradiction、part_above_whole、counters、restated、flagged
  since:    90d 12w 6m 2q 1y、近90天、去年 或日期；按该表的日期

金额：1k 5m 1b 2t 5000万 10亿。在数据中，不写币种的金额按折合美元比较；10亿元 把各数字按当时汇率折算后比较，
`5b cny`、`¥`、usd 只比较以该币种披露的数字。日期：2024年、2024年第三季度、2024-H1、2024-03、2024-03-05、去年；
一个日期指整段时间之内。主体：任何名称、拼音或首字母，所属的主体也算在内（公司:字节跳动）。列名中英文皆可
（公司:kimi）。名称和值含空格时加引号。全角标点与空格同样可用。
""",
)

ON_FORMATS = Label(
    """\
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

In a pipe or a file these forms are byte for byte what the data hold. On a terminal what could act there (control, bidi
and invisible characters) is made visible, unless --raw says otherwise (list, stats); text for people always is.

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
""",
    """\
格式  用于 list、stats、find 和 show

  （不写） 供人阅读的对齐文本；终端放不下时分页
  --json   一个记录列表（show：一条记录）        --jsonl  每行一条记录
  --csv  --tsv  --md                             --no-header 不输出标题行

供程序使用的值是原始值，以基本单位计。说法的各行格式相同：先是区分事实的列；再是 status、claims、rivals；再是该行
的其他内容；然后对事实的每一部分 P 有
  P P_high P_currency P_usd P_basis P_precision P_qualifier P_nature P_status P_flag P_said_by P_source P_title P_url
  P_line P_printed P_claim P_witnesses P_rivals
（有意义的才有）：都出自同一条说法 P_claim。序列中是其最新数字的部分；--claims 的行对各部分相同的内容（said_by、
source、url 等）只写一次。筛选和选项可用这些名称，也可用 CSV 的列名（amount_basis、basis）；--spec 全部列出。
从界面导出或复制的内容，对所显示的各部分也带有这些列。

在管道和文件中，这些格式与数据逐字节一致。在终端上，控制字符、双向字符和不可见字符显示为可见的代替符，除非写
--raw（list、stats）；供人阅读的文本一律如此。

格式与终端无关；省略的内容在 stderr 说明，一切提示都在那里。--fields a,b 选列，--limit N 限行数。
--color auto|always|never；NO_COLOR、CLICOLOR、CLICOLOR_FORCE 和 TERM=dumb
有效。分页程序取 TERMSHEET_PAGER，再取 PAGER。

输出、复制（yt）和导出（e）的内容相同。整数没有小数点；小数用读回后不变的最少位数；定点小数保留全部位数；
非数字为 NaN、inf 或 -inf，在 JSON 中为 null。日期和时间用 ISO 8601，有时区时带偏移；时长也是（P1DT30S）。
字节每个两位十六进制。列表和记录为 JSON；数据中的多个值以 `;` 分隔，在 JSON 中为列表。没有值为空或 null，
空文本为 ""。Parquet 和工作簿（e）保存值；工作簿存不下的写成文本：时区、时长、字节、列表、位数过多的数字。
导出 CSV 和 TSV 时，电子表格会当作公式执行的文本前加撇号。
""",
)

ON_CACHE = Label(
    """\
CACHE  in $XDG_CACHE_HOME/termsheet, else ~/.cache/termsheet (macOS: ~/Library/Caches/termsheet)

Answers of `ask`, `show` and `find` are given again while the corpus, the program, the words, the language, the width
and the colours are the same; the resolved tables of the corpus are kept while its files and the program are the same.
The folder may be deleted at any time; where it cannot be written, nothing is kept.
""",
    """\
缓存  在 $XDG_CACHE_HOME/termsheet，默认 ~/.cache/termsheet（macOS：~/Library/Caches/termsheet）

数据、程序、问题、语言、宽度和颜色都不变时，`ask`、`show` 和 `find` 的回答直接取自缓存；数据文件和程序不变时，
整理好的表也保留。该文件夹可随时删除；不可写时什么都不保留。
""",
)

ON_COMPLETION = Label(
    """\
COMPLETION  of commands, tables, columns, options and names of entities

  bash   eval "$(termsheet --completion bash)"        in ~/.bashrc
  zsh    eval "$(termsheet --completion zsh)"         in ~/.zshrc, after compinit
  fish   termsheet --completion fish | source         in config.fish
""",
    """\
补全  命令、表、列、选项和主体名称

  bash   eval "$(termsheet --completion bash)"        写入 ~/.bashrc
  zsh    eval "$(termsheet --completion zsh)"         写入 ~/.zshrc，在 compinit 之后
  fish   termsheet --completion fish | source         写入 config.fish
""",
)


ON_TABLES = Label(
    """\
--corpus DIR before any command, or TERMSHEET_CORPUS, opens the tables of another folder. A table is two files there:
NAME.csv and NAME.toml, which describes it. Entities, sources and exchange rates are the shipped ones where the folder
has none. `termsheet check DIR` proves it.

`termsheet load ADDRESS` writes the tables into a database, with their keys and titles; --corpus ADDRESS reads them
back: postgres://user@host/database[/schema], duckdb:///path/file.db, or the name of a connection, @NAME.
""",
    """\
在命令之前写 --corpus 文件夹，或设 TERMSHEET_CORPUS，可打开另一个文件夹的表。一张表是其中的两个文件：
NAME.csv，以及描述它的 NAME.toml。文件夹中没有主体、来源和汇率时，用自带的。`termsheet check 文件夹` 检查是否有误。

`termsheet load 地址` 把这些表连同键与标题写入数据库，之后用 --corpus 地址 读取：
postgres://用户@主机/数据库[/模式]、duckdb:///路径/文件.db，或连接名 @名称。
""",
)


ON_ADDRESSES = Label(
    """\
ADDRESSES  of tables that are no files here, for open, list and stats

  postgres://user@host:5432/database/schema.table         an extra: pip install 'termsheet[postgres]'
  clickhouse://user@host:8123/database/table                              'termsheet[clickhouse]'
  clickhouse+chdb:///folder/database.table                                'termsheet[chdb]'
  sc://host:15002/catalog.schema.table  ?use_ssl=true                     'termsheet[spark]'
  duckdb:///path/file.db/schema.table  duckdb:file.db/table               'termsheet[duckdb]'
  delta:path  delta:s3://bucket/path  delta:path?version=3                'termsheet[lake]'
  iceberg:catalog/namespace.table  iceberg:catalog.db/namespace.table  iceberg:path/x.metadata.json
  s3://bucket/path/*.parquet  s3://bucket/file.csv?endpoint=http://host:9000
  @NAME/table                                             a connection of config.toml

Without its table an address of a database lists those there are. Nothing is ever changed there. No address holds a
password: it comes from PGPASSWORD, ~/.pgpass, CLICKHOUSE_PASSWORD, SPARK_TOKEN or a `password_command`; the keys of
a store come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or ~/.aws/credentials, its place from AWS_ENDPOINT_URL or
?endpoint=.
""",
    """\
地址  不在本机文件中的表，用于 open、list 和 stats

  postgres://用户@主机:5432/数据库/模式.表         需另装：pip install 'termsheet[postgres]'
  clickhouse://用户@主机:8123/数据库/表                        'termsheet[clickhouse]'
  clickhouse+chdb:///文件夹/数据库.表                          'termsheet[chdb]'
  sc://主机:15002/目录.模式.表  ?use_ssl=true                  'termsheet[spark]'
  duckdb:///路径/文件.db/模式.表  duckdb:文件.db/表            'termsheet[duckdb]'
  delta:路径  delta:s3://桶/路径  delta:路径?version=3         'termsheet[lake]'
  iceberg:目录/命名空间.表  iceberg:目录.db/命名空间.表  iceberg:路径/x.metadata.json
  s3://桶/路径/*.parquet  s3://桶/文件.csv?endpoint=http://主机:9000
  @名称/表                                         config.toml 中的连接

数据库的地址不写表时，列出其中的表。那里的内容从不更改。地址中不含密码：取自 PGPASSWORD、~/.pgpass、
CLICKHOUSE_PASSWORD、SPARK_TOKEN 或 `password_command`；存储的密钥取自 AWS_ACCESS_KEY_ID 与 AWS_SECRET_ACCESS_KEY
或 ~/.aws/credentials，其位置取自 AWS_ENDPOINT_URL 或 ?endpoint=。
""",
)


ON_IMPORT = Label(
    """\
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
""",
    """\
导入  termsheet import 文件 --as deals|users|departures|facts [--out 文件夹]

说明每列如何读取、读了多少格、哪些读不了，以及每行都附上什么。不写 --out 就不写出；写出后，文件夹中有该表、
sources.csv、entities.csv 和 rejects.csv，可通过 `termsheet check 文件夹`，并用 `termsheet --corpus 文件夹` 打开。
同一文件夹可再导入第二个文件。读入、略去和重复的行数合计等于文件的行数。

不作猜测。没有币种的金额视为未披露，除非用 --currency 指定；3/4/2024 这类日期若该列没有其他单元格能确定顺序，
须用 --dates 说明；名称只在与已知名称或别名完全相同时视为已知。以日期（2024-03）或指标（MAU）为标题的列转为行。
公司清单（估值、团队人数）作为事实：没有列另行说明时，数字视为 --published 当天的。

标题没有说明的内容写在 --map 文件中：

  [columns]                 # 标题及其对应的列；"" 为不读
  "Deal closed on" = "announced"
  [values.round]            # 词及其含义
  "Growth Equity" = "growth"
  [names]                   # 名称及其主体：`termsheet find 名称`
  "The Kimi people" = "moonshot-ai"
  [said]                    # 每行都附上的内容
  role = "CEO"
""",
)


ON_KEYS = Label(
    "KEYS  of the explorer, and what commands are called in {}",
    "按键  界面中的按键，以及各命令在 {} 中的名称",
)
EXIT = Label("EXIT CODES", "退出码")
EXIT_MORE = Label(
    "An unknown column, value or option is usage. Where nothing matched, --count prints 0.",
    "列、值或选项有误属于用法有误。没有匹配时，--count 输出 0。",
)
TABLES_HEAD = Label("TABLES  of the corpus, for list and stats", "表  数据中的表，用于 list 和 stats")
ALSO = Label("claims: also {}", "说法：另有 {}")


def _keys(common: Common) -> str:
    from tui.cli.output import note
    from tui.commands.keymap import load
    from tui.commands.keys import key_text
    from tui.storage import config

    keys, language = load(common.grants), common.language
    for problem in keys.problems:
        note(problem.text(language))
    rows = [(" ".join(map(key_text, keys.of(one.id))), one.id, one.label.text(language)) for one in keys.granted]
    key, id = (max(len(row[n]) for row in rows) for n in range(2))
    told = "".join(f"  {keys:<{key}}  {name:<{id}}  {label}\n" for keys, name, label in rows)
    return f"{ON_KEYS.text(language).format(config.path())}\n\n{told}"


def _exit(common: Common) -> str:
    language = common.language
    codes = "".join(f"  {code:<5}{word(f'exit.{code}', language)}\n" for code in EXITS)
    return f"{EXIT.text(language)}\n\n{codes}\n{EXIT_MORE.text(language)}\n"


def _tables(common: Common) -> str:
    from tui.cli.corpus import open_corpus
    from tui.corpus.scheme import ways_listed
    from tui.text.widths import pad

    opened, language = open_corpus(common.corpus).corpus, common.language
    tables = [opened.table(name) for name in opened.listed]
    width = max(len(table.name) for table in tables)

    def also(table: Table) -> str:
        ways = listed((f"--{way}" for way in ways_listed(table)), language)
        return ALSO.text(language).format(ways) if table.claims else ""

    rows = "".join(f"  {t.name:<{width}}  {pad(t.title.text(language), 12)}{also(t)}".rstrip() + "\n" for t in tables)
    return f"{TABLES_HEAD.text(language)}\n\n{rows}\n{ON_TABLES.text(language)}"


TOPICS: dict[str, Callable[[Common], str]] = {
    "filters": lambda common: ON_FILTERS.text(common.language),
    "formats": lambda common: ON_FORMATS.text(common.language),
    "tables": _tables,
    "addresses": lambda common: ON_ADDRESSES.text(common.language),
    "import": lambda common: ON_IMPORT.text(common.language),
    "keys": _keys,
    "exit": _exit,
    "cache": lambda common: ON_CACHE.text(common.language),
    "completion": lambda common: ON_COMPLETION.text(common.language),
}
"""What there is help on, and its text for a run."""


def granted_topics(grants: Grants) -> list[str]:
    """What there is help on in a run: of what it may not do there is none."""
    from tui.cli.parser import granted_verbs
    from tui.cli.routes import VERBS

    missing = {*VERBS} - {*granted_verbs(grants)}
    return [topic for topic in TOPICS if topic not in missing]
