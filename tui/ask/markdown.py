"""An answer as Markdown: a heading, a list of figures, and the sources with their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.ask.answers import Answer, Shown
from tui.ask.drawing import headline
from tui.ask.lines import line_of_row
from tui.ask.records import cited_sources
from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.words import word
from tui.text.visible import visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def answer_markdown(answer: Answer, lens: Lens, reader: Reader) -> Iterator[str]:
    """The lines of an answer in Markdown."""
    language = reader.language
    yield f"# {_escaped(headline(answer, reader))}"
    yield ""
    for one in answer.figures:
        yield f"- **{_row(one, lens, reader)}**"
    for row in answer.league:
        yield f"- {_escaped(reader.names.name(row['entity'], language))}: {row['deals']}"
    for key, rows in (("ask.rivals", answer.rivals), ("ask.otherwise", answer.otherwise)):
        if rows:
            yield ""
            yield f"## {word(key, language)}"
            yield ""
            for one in rows:
                yield f"- {_row(one, lens, reader)}"
    for note in answer.notes:
        yield ""
        yield f"*{_escaped(reader.label(note))}*"
    sources = cited_sources((*answer.figures, *answer.rivals, *answer.otherwise), lens)
    if sources:
        yield ""
        yield f"## {word('ask.sources', language)}"
        yield ""
    for row in sources:
        publisher = reader.names.name(row["publisher"], language) if row["publisher"] else row["id"]
        title = _escaped(visible(row["title"] or row["id"]))
        yield f"- {_escaped(publisher)}, [{title}]({visible(row['url'] or '')}), {row['published'] or ''}"
    yield ""
    yield f"{word('ask.read_as', language)}: {_escaped(reader.label(answer.read_as))}"
    if answer.command:
        yield ""
        yield f"    {visible(answer.command)}"


def _row(one: Shown, lens: Lens, reader: Reader) -> str:
    return _escaped(" · ".join(span.text for span in line_of_row(one, lens, reader, subject=True)))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(text))
