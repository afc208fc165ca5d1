"""Citations as Markdown and BibTeX are valid whatever a source is called."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tui.pages.citation import Citation
from tui.pages.quoting import bibtex, markdown

SOURCE = {
    "id": "ft-1",
    "title": "Profit & loss: 50% of C_3 {draft} #1",
    "url": "https://example.org/a_(b)?q={x}&n=1",
    "published": "2025-04-01",
    "author": "Ana Ñ. & Co",
}
CITED = Citation(
    "OpenAI: whole round $40B",
    ("rumoured",),
    "2025-03-31",
    "SoftBank",
    "rumoured",
    SOURCE,
    "F&T",
    ("line 7",),
    "k@ft-1#2",
)


def test_an_entry_of_bibtex() -> None:
    assert bibtex(CITED).splitlines() == [
        "@misc{k-ft-1-2,",
        r"  author = {{Ana Ñ. \& Co}},",
        r"  title = {{Profit \& loss: 50\% of C\_3 \{draft\} \#1}},",
        r"  howpublished = {F\&T},",
        "  year = {2025},",
        "  month = apr,",
        "  url = {https://example.org/a_%28b%29?q=%7Bx%7D&n=1},",
        r"  note = {OpenAI: whole round \$40B, rumoured, as of 2025-03-31, said by SoftBank, line 7},",
        "}",
    ]


def test_markdown_leads_to_the_source() -> None:
    assert markdown(CITED) == (
        "OpenAI: whole round $40B, rumoured, as of 2025-03-31, said by SoftBank — "
        r"[Profit & loss: 50% of C\_3 {draft} \#1](https://example.org/a_%28b%29?q=%7Bx%7D&n=1), "
        "F&T, 2025-04-01, line 7"
    )


def test_dates_that_are_no_days() -> None:
    for published, lines in (
        ("2024-05", ["  year = {2024},", "  month = may,"]),
        ("2024", ["  year = {2024},"]),
        ("2023..2024", ["  year = {2023/2024},"]),
        ("", []),
    ):
        entry = bibtex(CITED._replace(source={**SOURCE, "published": published}))
        assert [line for line in entry.splitlines() if line.startswith(("  year", "  month"))] == lines


@given(st.text(), st.text(), st.text())
def test_an_entry_is_balanced_whatever_stands_in_it(claim: str, title: str, address: str) -> None:
    entry = bibtex(Citation(claim, source={"title": title, "url": address}))
    plain = re.sub(r"\\[\\{}&%$#_]|\\text\w+\{\}", "", entry)
    depth = 0
    for char in plain:
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"(?<!\\)[%#$&](?![^\n]*\},\n\}?\Z)", re.sub(r"  url = .*", "", plain))
