"""What the columns are that rows have for programs, in English and in Chinese."""

from __future__ import annotations

PROGRAMS: dict[str, tuple[str, str]] = {
    "part": ("the part as one claim states it", "一条说法所述的该部分"),
    "part.high": ("the upper end of a range", "区间上限"),
    "part.currency": ("the currency it is stated in", "所述币种"),
    "part.usd": ("US dollars at the mean rate of the month", "按当月平均汇率折合美元"),
    "part.basis": ("of what it is the whole or a part; of a date, its kind", "口径；日期则为其类别"),
    "part.precision": ("day, month, quarter, half, year or interval", "日、月、季、半年、年或区间"),
    "part.qualifier": ("exact, about, at least, at most …", "确数、约、至少、不超过等"),
    "part.nature": ("actual, estimate, plan, forecast …", "实际、估计、计划、预测等"),
    "part.status": ("of its claim", "该说法的状态"),
    "part.flag": ("what is wrong with it", "其问题标记"),
    "part.said_by": ("who states it; where nobody is named, its page", "陈述者；未署名则为其页面"),
    "part.source": ("the page that printed it", "刊载页面"),
    "part.title": ("of that page", "该页标题"),
    "part.url": ("of that page", "该页网址"),
    "part.line": ("lines of that page, of an article", "文章中的行"),
    "part.printed": ("the figure as it was printed", "原文数字"),
    "part.claim": ("the id of its claim: see --claims", "其说法的编号，见 --claims"),
    "part.witnesses": ("independent voices that state it", "印证的独立出处数"),
    "part.rivals": ("voices that contradict it", "相悖的出处数"),
}
