"""What the status line says of a table: what runs, what was found, how many rows, what narrows and sorts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tui.cells.cell import UNDECIDED
from tui.engines.task import Task
from tui.errors import both
from tui.language.label import Language
from tui.language.words import listed, noun, word
from tui.pages.document import Span
from tui.query.writing import written
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet
from tui.text.visible import visible

if TYPE_CHECKING:
    from tui.files.source import Source

MOST_NAMED = 3
"""Columns that are named of those that are waited for."""
NOTE_AFTER = 0.15
"""Seconds after which work that still runs is told."""


Named = Callable[[str], str]
"""Puts into a text the keys that it names by their commands: `{stop} stops`."""


def running(task: Task[Any], language: Language, now: float) -> str:
    """What runs, how far it got, and for how long it has."""
    parts = (task.what.text(language), task.progress(), f"{now - task.since:.1f} s")
    return " ".join(visible(part) for part in parts if part)


def _running(task: Task[Any] | None, language: Language, named: Named, now: float, *, waited: bool) -> Span | None:
    if task is None or now - task.since < NOTE_AFTER:
        return None
    told = running(task, language, now)
    return Span(told if waited else f"{told} · {named(word('screen.stop', language))}", "warn")


def _found(model: TableModel, language: Language, named: Named) -> Span | None:
    found = model.found
    if not found.words.strip():
        return None
    part = f" {found.share:.0%}" if found.share < 1 else ""
    if found.hits:
        return Span(f"/{visible(found.words)}  {found.hits:,} {named(word('screen.found', language))}{part}", "warn")
    told = f"…{part}" if part else named(_apart(model, language) or word("screen.not_found", language))
    return Span(f"/{visible(found.words)}  {told}", "warn")


def _apart(model: TableModel, language: Language) -> str:
    """Where words stand that no row shown has: in other divisions, or in rows that are folded away."""
    titles = [title.text(language) for title, _ in model.dataset.scope.divisions]
    found = [f"{title} {n:,}" for title, n in zip(titles, model.found_apart, strict=False) if n]
    return word("screen.found_apart", language).replace("{}", ", ".join(found)) if found else ""


def _rows(model: TableModel, sheet: TableSheet, language: Language, named: Named, *, whole: bool) -> Span:
    """How many rows there are, of how many; of a table of several parts, how many each has."""
    divided = model.divided
    if divided:
        return _divisions(model, divided, language, named)
    more = "" if model.window.counted and whole else "+"
    total = model.dataset.height
    if model.query.narrowed and total is not None:
        return Span(f"{model.count:,}{more} / {sheet.unit.counted(total, language)}", "dim")
    return Span(sheet.unit.counted(model.count, language).replace(" ", f"{more} ", 1), "dim")


def _divisions(model: TableModel, counts: Sequence[int], language: Language, named: Named) -> Span:
    """The divisions of a table and how many rows each has, the one shown between marks."""
    scope = model.dataset.scope
    shown = scope.division(model.view)
    names = [title.text(language) for title, _ in scope.divisions]
    parts = [f"{name} {count:,}" for name, count in zip(names, counts, strict=True)]
    parts.append(word("screen.all_divisions", language))
    at = len(names) if shown is None else shown
    parts[at] = f"[{parts[at]}]"
    return Span("  ".join([*parts, named(word("screen.divisions", language))]), "said")


def _waiting(model: TableModel, language: Language, named: Named) -> Span | None:
    if model.waits is None:
        return None
    names = model.waits.names
    gives_up = named(word("screen.gives_up", language))
    if names is None:
        return Span(f"{word('screen.waits_all', language)} · {gives_up}", "warn")
    titles = [column.title for column in model.dataset.columns if column.name in names]
    few = titles if len(titles) <= MOST_NAMED else [*titles[: MOST_NAMED - 1], "…"]
    told = word("screen.waits", language, listed(map(visible, few), language))
    return Span(f"{told} · {gives_up}", "warn")


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
    parts = [
        _waiting(model, language, named),
        _running(reading or model.tasks.awaited, language, named, now, waited=model.waits is not None),
        _found(model, language, named),
    ]
    spans = [part for part in parts if part is not None]
    if model.tasks.failure is not None:
        spans.insert(0, Span(visible(model.tasks.failure.text(language)), "rival"))
    elif stale:
        spans.append(Span(named(word("screen.stale", language)), "warn"))
    query = model.view.query
    begun = sheet.file is not None and sheet.file.whole is not None
    spans.append(_rows(model, sheet, language, named, whole=not begun))
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
    if query.filled:
        names = listed((visible(titles.get(name, name)) for name in query.filled), language)
        spans.append(Span(word("screen.filled", language, names), "said"))
    for key in query.sort:
        title = titles.get(key.column, visible(key.column))
        how = word("screen.by_pinyin", language, title) if key.collation else title
        spans.append(Span(f"{word('screen.sorted', language)} {'↓' if key.descending else '↑'} {how}", "dim"))
    if query.sort and query.nulls_first:
        spans.append(Span(word("screen.nulls", language), "dim"))
    return spans if sheet.file is None else [*spans, *_of_file(model, sheet.file, language, named)]


def _of_file(model: TableModel, file: Source, language: Language, named: Named) -> list[Span]:
    """What is said of a file: the columns that are undecided, what was read otherwise, what it is."""
    spans: list[Span] = []
    if undecided := len(model.dataset.undecided):
        spans.append(Span(f"{UNDECIDED} {noun('undecided').counted(undecided, language)}", "warn"))
    if file.notices:
        spans.append(Span(f"⚑ {named(noun('notice').counted(len(file.notices), language))}", "warn"))
    return [*spans, Span(visible(" · ".join((file.form, *(both(one)[language == "zh"] for one in file.told)))), "dim")]


def problems(number: int, language: Language, named: Named) -> Span:
    """How many problems the data have."""
    return Span(named(noun("problem").counted(number, language)), "rival")
