"""What the status line says of a table: what runs, what was found, how many rows, what narrows and sorts them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tui.engines.task import Task
from tui.language.label import Language
from tui.language.words import noun, word
from tui.pages.document import Span
from tui.query.writing import written
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet
from tui.text.visible import visible

NOTE_AFTER = 0.15
"""Seconds after which work that still runs is told."""


Named = Callable[[str], str]
"""Puts into a text the keys that it names by their commands: `{stop} stops`."""


def running(task: Task[Any], language: Language, now: float) -> str:
    """What runs, how far it got, and for how long it has."""
    parts = (task.what.text(language), task.progress(), f"{now - task.since:.1f} s")
    return " ".join(visible(part) for part in parts if part)


def _running(task: Task[Any] | None, language: Language, named: Named, now: float) -> Span | None:
    if task is None or now - task.since < NOTE_AFTER:
        return None
    return Span(f"{running(task, language, now)} · {named(word('screen.stop', language))}", "warn")


def _found(model: TableModel, language: Language, named: Named) -> Span | None:
    found = model.found
    if not found.words.strip():
        return None
    part = f" {found.share:.0%}" if found.share < 1 else ""
    if found.hits:
        return Span(f"/{visible(found.words)}  {found.hits:,} {named(word('screen.found', language))}{part}", "warn")
    told = f"…{part}" if part else named(word("screen.not_found", language))
    return Span(f"/{visible(found.words)}  {told}", "warn")


def status(
    model: TableModel,
    sheet: TableSheet,
    language: Language,
    named: Named,
    reading: Task[Any] | None,
    stale: bool,
    now: float,
) -> list[Span]:
    """The parts of the status line, the most pressing first. `reading` is the task that reads the file, if one does."""
    parts = [_running(reading or model.tasks.awaited, language, named, now), _found(model, language, named)]
    spans = [part for part in parts if part is not None]
    if model.tasks.failure:
        spans.insert(0, Span(visible(model.tasks.failure), "rival"))
    if stale:
        spans.append(Span(named(word("screen.stale", language)), "warn"))
    query = model.view.query
    more = "" if model.window.counted and reading is None else "+"
    total = model.dataset.height
    if query.narrowed and total is not None:
        spans.append(Span(f"{model.count:,}{more} / {sheet.unit.counted(total, language)}", "dim"))
    else:
        told = sheet.unit.counted(model.count, language)
        spans.append(Span(told.replace(" ", f"{more} ", 1), "dim"))
    spans += [Span(visible(sheet.note), "said")] if sheet.note else []
    if model.selection:
        spans.append(Span(f"● {len(model.selection):,} {word('screen.selected', language)}", "figure"))
    titles = {column.name: column.title for column in model.dataset.columns}
    if query.filters:
        spans.append(Span(f"▽ {visible(written(query.filters, model.dataset.schema.meanings))}", "said"))
    if query.only is not None:
        spans.append(Span(f"▽ {word('screen.only_selected', language)}", "said"))
    if disputed := model.disputed:
        spans.append(Span(f"≠ {disputed} {word('screen.disputed', language)}", "dim"))
    for key in query.sort:
        title = titles.get(key.column, visible(key.column))
        spans.append(Span(f"{word('screen.sorted', language)} {'↓' if key.descending else '↑'} {title}", "dim"))
    if query.sort and query.nulls_first:
        spans.append(Span(word("screen.nulls", language), "dim"))
    if sheet.file is not None:
        if sheet.file.notices:
            told = noun("notice").counted(len(sheet.file.notices), language)
            spans.append(Span(f"⚑ {named(told)}", "warn"))
        spans.append(Span(visible(" · ".join((sheet.file.form, *sheet.file.told))), "dim"))
    return spans


def problems(number: int, language: Language, named: Named) -> Span:
    """How many problems the data have."""
    return Span(named(noun("problem").counted(number, language)), "rival")
