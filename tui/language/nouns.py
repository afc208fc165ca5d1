"""What is counted on the screen: one of it and several in English, and in Chinese."""

from __future__ import annotations

NOUNS: dict[str, tuple[str, str, str]] = {
    "row": ("row", "rows", "行"),
    "deal": ("deal", "deals", "笔交易"),
    "company": ("company", "companies", "家公司"),
    "fact": ("fact", "facts", "条事实"),
    "problem": (
        "problem in the data, {problems} shows it",
        "problems in the data, {problems} lists them",
        "个数据问题，按 {problems} 查看",
    ),
    "undecided": ("column is text until all is read", "columns are text until all is read", "列读完前按原文显示"),
    "notice": ("notice, {problems} shows it", "notices, {problems} lists them", "条提示，按 {problems} 查看"),
}
