"""What is said of filters: how they were read, and why they could not be."""

from __future__ import annotations

WORDS_OF_OR = ("或", "或者")
WORDS_OF_AND = ("且", "并且")
WORDS_OF_DATE = ("时间", "date", "when", "日期")
"""What the column that says when a row is from may be called."""
RANGES = ("到", "至")
"""What stands between the two ends of a range, besides dots."""

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
    "filter.none": ("no rows", "没有匹配的行"),
    "filter.inside": ("no rows; {0}~{1} looks inside of cells", "没有匹配的行；{0}~{1} 在单元格内查找"),
    "filter.words": (
        "no row holds `{0}`; filters are column:value, see `termsheet help filters`",
        "没有含“{0}”的行；筛选写作 列:值，见 `termsheet help filters`",
    ),
}
"""English and Chinese by key."""
