"""What is said of filters: how they were read, and why they could not be."""

from __future__ import annotations

WORDS_OF_OR = ("或", "或者")
WORDS_OF_AND = ("且", "并且")
WORDS_OF_DATE = ("时间", "date", "when", "日期")
"""What the column that says when a row is from may be called."""
SOUND, WORDS_OF_SOUND = "pinyin", ("pinyin", "拼音")
"""What stands before a word to look for Chinese that sounds like it, and behind a column to sort its texts by sound."""
CODE_POINTS = ("code", "码位")
"""What stands behind a column to sort its texts by their code points."""
RANGES = ("到", "至")
"""What stands between the two ends of a range, besides dots."""
RANGE_BEGINS = ("介于", "介乎", "在", "between")
"""What stands before the two ends of a range."""
BOUNDS_BEFORE: dict[str, tuple[str, ...]] = {
    ">=": ("大于等于", "大于或等于", "不少于", "不低于", "不小于", "不早于", "至少", "起码", "最少", "at least"),
    ">": ("超过", "超出", "大于", "高于", "多于", "晚于", "超", "逾", "over", "above", "more than", "after"),
    "<=": (
        *("小于等于", "小于或等于", "不超过", "不大于", "不多于", "不高于", "不晚于", "至多", "最多", "截至", "截止到"),
        *("at most", "up to"),
    ),
    "<": ("小于", "低于", "少于", "早于", "不足", "不到", "不满", "未满", "under", "below", "less than", "before"),
}
"""What stands before a value to say that it is an end, by the sign that means the same."""
BOUNDS_AFTER: dict[str, tuple[str, ...]] = {
    ">=": ("及以上", "或以上", "以上", "及以后", "以后", "之后", "以来", "起", "+"),
    ">": ("以外",),
    "<=": ("及以下", "或以下", "以下", "及以内", "以内", "之内", "及以前", "为止"),
    "<": ("以前", "之前", "前"),
}
"""What stands behind a value likewise."""

FILTERS: dict[str, tuple[str, str]] = {
    "filter.at": ("filter, character {0}: {1}", "筛选第 {0} 字符：{1}"),
    "filter.leave": ("leave it out", "请去掉"),
    "filter.quote": ("the quote is never closed", "引号没有闭合"),
    "filter.quote.hint": ('end it with `"`', '请以 `"` 结束'),
    "filter.regex": ("the regular expression is never closed", "正则表达式没有闭合"),
    "filter.regex.hint": ("end it with `/`, or quote the text", "请以 `/` 结束，或给文字加引号"),
    "filter.no_regex": ("`{0}` is no regular expression: {1}", "“{0}”不是正则表达式：{1}"),
    "filter.no_regex.hint": ("mend it, or put the text in quotes", "请改正，或给文字加引号"),
    "filter.missing": ("something to filter by is missing here", "此处缺少筛选条件"),
    "filter.missing.hint": ("write column:value or words", "请写 列:值 或文字"),
    "filter.deep": ("more than {0} parentheses within each other", "括号嵌套超过 {0} 层"),
    "filter.deep.hint": ("write it flatter", "请减少嵌套"),
    "filter.open": ("the parenthesis is never closed", "括号没有闭合"),
    "filter.open.hint": ("end it with `)`", "请以 `)` 结束"),
    "filter.close": ("this parenthesis was never opened", "多余的右括号"),
    "filter.place": ("`{0}` has no place here", "“{0}”不应出现在此处"),
    "filter.place.hint": ('quote it: "…"', '请加引号："…"'),
    "filter.no_name": ("`{0}` stands behind no column", "“{0}”之前没有列名"),
    "filter.no_name.hint": ("write column:value", "请写 列:值"),
    "filter.no_value": ("a value is missing behind `{0}`", "“{0}”之后缺少值"),
    "filter.no_value.hint": ('write one; an empty one is ""', '请写出值；空值写作 ""'),
    "filter.one_value": ("several values stand behind `{0}`", "“{0}”之后有多个值"),
    "filter.one_value.hint": ("one value has one place in an order", "只能与一个值比较大小"),
    "filter.thousands": ("several values: {0}", "多个值：{0}"),
    "filter.thousands.hint": ("write a number without commas", "数字请勿加逗号"),
    "filter.range": ("a range needs one end", "区间至少要有一端"),
    "filter.range.hint": ("write a..b, a.. or ..b", "请写 a..b、a.. 或 ..b"),
    "filter.long": ("{0} characters; {1} are the most", "共 {0} 个字符，最多 {1} 个"),
    "filter.long.hint": ("write it shorter", "请缩短"),
    "filter.control": ("a control character", "含控制字符"),
    "filter.no_column": ("no column `{0}`", "没有列“{0}”"),
    "filter.near": ("did you mean {0}?", "是否指{0}？"),
    "filter.known": ("known: {0}", "可用：{0}"),
    "filter.alone": ("`is:selected` stands on its own", "`is:selected` 只能单独使用"),
    "filter.alone.hint": ("leave out what is around it", "请去掉其余部分"),
    "filter.null": ("`is:null` of which column?", "`is:null` 指哪一列？"),
    "filter.null.hint": ("write column:null", "请写 列:null"),
    "filter.of_corpus": ("`is:{0}` goes with claims of the corpus", "`is:{0}` 只用于资料库的说法"),
    "filter.of_corpus.hint": ("files have is:selected", "文件可用 is:selected"),
    "filter.no_date": ("this table has no date", "此表没有日期"),
    "filter.no_date.hint": ("leave `since` out", "请去掉 since"),
    "filter.no_order": ("`{0}` has no order", "“{0}”没有顺序"),
    "filter.no_order.hint": ("{0}:value is what it knows", "可写 {0}:值"),
    "filter.number": ("`{0}` is no number", "“{0}”不是数字"),
    "filter.number.hint": ("write digits, or 1b 100m", "请写数字，或 1b、100m、10亿"),
    "filter.text_order": (
        "`{0}` holds texts, which `{1}` would compare letter by letter",
        "“{0}”是文本，`{1}` 只能逐字比较",
    ),
    "filter.text_order.hint": (
        'read the column as numbers first (`#` or `$` on the screen), or compare texts: "{0}"',
        '请先在界面中把此列读作数字（`#` 或 `$`），或加引号按文本比较："{0}"',
    ),
    "filter.amount": ("`{0}` is no amount", "“{0}”不是金额"),
    "filter.amount.hint": ("write 1b, 100m or 5b cny", "请写 1b、100m、10亿 或 50亿元"),
    "filter.truth": ("`{0}` is neither true nor false", "“{0}”不是真假值"),
    "filter.truth.hint": ("write true or false", "请写 是 或 否"),
    "filter.date": ("`{0}` is no date", "“{0}”不是日期"),
    "filter.date.hint": (
        "write 2024, 2024-Q3, 2024-03 or 2024-03-05",
        "请写 2024年、2024年第三季度、2024-03、2024-03-05、去年 或 近90天",
    ),
    "filter.country": ("`{0}` is no country", "“{0}”不是国家"),
    "filter.country.hint": ("write its code: CN, US, FR", "请写代码：CN、US、FR"),
    "filter.currency": ("`{0}` is no currency", "“{0}”不是货币"),
    "filter.currency.hint": ("write its code: CNY, USD, EUR", "请写代码：CNY、USD、EUR"),
    "filter.term": ("`{0}` is no {1}", "“{0}”不属于{1}"),
    "filter.state": ("nothing is `is:{0}`", "没有 `is:{0}`"),
    "filter.name": ("nothing is called `{0}`", "没有名为“{0}”的主体"),
    "filter.name.hint": ("`termsheet list entities` prints all names", "`termsheet list entities` 列出全部名称"),
    "filter.converted": ("{0}, each figure converted at its date", "{0}（按当时汇率折算）"),
    "filter.dollars": ("{0}, in US dollars", "{0}（按美元折算）"),
    "filter.dollars.printed": ("{0}, where printed in USD", "{0}（仅限以美元披露者）"),
    "filter.printed": ("{0}, as printed in {1}", "{0}（仅限以 {1} 披露者）"),
    "filter.selected": ("`is:selected` goes with a screen", "`is:selected` 只用于界面"),
    "filter.read_as": ("read as {0}", "理解为 {0}"),
    "list.filled": ("{0}: {1} blanks filled with the value above", "“{0}”列：{1} 处空白已填入上方的值"),
    "list.rows": ("{0} of {1} rows; more with --limit", "显示 {0} 行，共 {1} 行；--limit 可显示更多"),
    "list.rows.uncounted": (
        "the first {0} rows; more with --limit, how many with --count",
        "显示前 {0} 行；--limit 可显示更多，--count 可计数",
    ),
    "list.rows.all": (
        "{0} of {1} rows; more with --limit, all with --csv",
        "显示 {0} 行，共 {1} 行；--limit 可显示更多，--csv 输出全部",
    ),
    "list.narrow": (
        "no room for {0}; widen the terminal, pipe, or choose with --fields",
        "宽度不够，未显示 {0}；可加宽终端、接管道，或用 --fields 选列",
    ),
    "list.left_out": ("{0} rows that are not {1}; another {2} shows them", "另有 {0} 行不属于 {1}；改写 {2} 可显示"),
    "list.neither": ("`{0}` is neither a table nor a file", "“{0}”既不是表，也不是文件"),
    "list.tables": ("tables: {0}", "可用的表：{0}"),
    "name.slip": ("nothing is called `{0}`; shows {1}", "没有名为“{0}”的主体；显示{1}"),
    "name.also": ("`{0}` is also {1}; `termsheet find {0}` lists all", "“{0}”也指{1}；`termsheet find {0}` 列出全部"),
    "filter.none": ("no rows", "没有匹配的行"),
    "filter.inside": ("no rows; {0}~{1} looks inside of cells", "没有匹配的行；{0}~{1} 在单元格内查找"),
    "filter.sounds": ("rows with Chinese that sounds so: {0}; write {1}", "按拼音有 {0} 行，请写 {1}"),
    "filter.words": (
        "no row holds `{0}`; filters are column:value, see `termsheet help filters`",
        "没有含“{0}”的行；筛选写作 列:值，见 `termsheet help filters`",
    ),
}
"""English and Chinese by key."""
