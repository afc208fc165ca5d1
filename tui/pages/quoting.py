"""A citation as other programs take it: Markdown and BibTeX."""

from __future__ import annotations

import re

from tui.pages.citation import Citation, in_one_line

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
})  # fmt: skip
"""Signs that mean something to TeX, and how they are written to be read."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""What BibTeX calls the months."""
_IN_ADDRESS = {code: f"%{code:02X}" for code in (*range(33), 127, *map(ord, "{}\\<>()"))}
"""Signs that would end an address where it stands in brackets."""
_DATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-\d{2})?)?")


def markdown(citation: Citation) -> str:
    """A citation in one line of Markdown, the title of the source leading to it."""
    title = _MARKDOWN.sub(r"\\\1", citation.title or citation.publisher)
    linked = f"[{title}]({citation.address.translate(_IN_ADDRESS)})" if citation.address and title else title
    told = [_MARKDOWN.sub(r"\\\1", part) for part in citation.told]
    publisher = _MARKDOWN.sub(r"\\\1", citation.publisher) if citation.title else ""
    page = in_one_line(linked, publisher, citation.published)
    rest = _MARKDOWN.sub(r"\\\1", in_one_line(*citation.details))
    stated = in_one_line(*told)
    return in_one_line(f"{stated} — {page}" if stated and page else stated or page, rest)


def bibtex(citation: Citation) -> str:
    """A citation as an entry of BibTeX; its note says what is stated, how it stands and who states it."""
    source = citation.source
    fields = {
        "author": f"{{{_tex(source['author'])}}}" if source.get("author") else "",
        "title": f"{{{_tex(citation.title)}}}" if citation.title else "",
        "howpublished": _tex(citation.publisher),
        **_date(citation.published),
        "url": citation.address.translate(_IN_ADDRESS),
        "note": _tex(in_one_line(*dict.fromkeys((*citation.told, citation.status, *citation.details)))),
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", citation.id).strip("-") or "termsheet"
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TEX)


def _date(published: str) -> dict[str, str]:
    """The year and the month of a date; of an interval, the dates that it lies between as a year."""
    found = _DATED.fullmatch(published)
    if found is None:
        return {"year": _tex(published.replace("..", "/"))}
    return {"year": found[1], "month": _MONTHS[int(found[2]) - 1] if found[2] else ""}
