"""What is counted on the screen: one of it and several in English, and in Chinese."""

from __future__ import annotations

NOUNS: dict[str, tuple[str, str, str]] = {
    "row": ("row", "rows", "行"),
    "fact": ("fact", "facts", "条事实"),
    "problem": (
        "problem in the data, {problems} shows it",
        "problems in the data, {problems} lists them",
        "个数据问题，按 {problems} 查看",
    ),
    "notice": ("notice, {problems} shows it", "notices, {problems} lists them", "条提示，按 {problems} 查看"),
}
