"""What the keys of a table do, on whichever screen shows one: each asks the model and has the change drawn."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from tui.engines.base import BATCH, CancelToken, Summary, answer
from tui.errors import TermsheetError
from tui.language.label import Label
from tui.language.words import noun
from tui.query.fields import RAW
from tui.query.query import Aggregate, Condition, Group, Query
from tui.screens.table_screen import TableScreen
from tui.tables import view as views
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet
from tui.tables.view import View

if TYPE_CHECKING:
    from tui.writers.base import Format


"""Rows that are copied and exported at a time."""
COPIED_ROWS = 10_000
"""Rows of a table that are copied at most; more is a file."""


class TableActions(TableScreen):
    """The operations on the table shown."""

    _sure: Path | None = None
    """A file that is there, and that is written over if it is named once more."""

    def _table_model(self) -> TableModel | None:
        """The model, or a word that there is none here."""
        model = self.model
        if model is None or not model.columns:
            self.tell(self._word("screen.no_table"))
            return None
        return model

    def _show_view(self, view: View) -> bool:
        """Shows a table otherwise, or tells why it cannot be; whether it is shown so."""
        model = self.model
        if model is None:
            return False
        try:
            model.show(view)
        except TermsheetError as error:
            self.tell(str(error))
            return False
        self.requeried()
        return True

    def _narrow(self, condition: Condition) -> None:
        if model := self.model:
            self._show_view(views.narrow(model.view, condition))

    # Sort

    def action_sort(self, descending: bool, add: bool = False) -> None:
        if model := self._table_model():
            self._show_view(views.sort(model.view, model.column.name, descending, add=add))

    def action_nulls_first(self) -> None:
        if model := self._table_model():
            query = model.view.query
            self._show_view(model.view._replace(query=query._replace(nulls_first=not query.nulls_first)))
            if not model.pending:
                self.tell(self._word("screen.nulls_last" if query.nulls_first else "screen.nulls_first"))

    # Filter

    def action_keep(self, keep: bool) -> None:
        model = self._table_model()
        condition = model.condition_here(keep) if model else None
        if model is not None and condition is not None:
            self._show_view(views.narrow(model.view, condition))

    def action_put_away_filters(self) -> None:
        if model := self._table_model():
            if not model.put_away_filters():
                self.tell(self._word("screen.no_filter"))
                return
            self.requeried()

    # Columns

    def action_hide(self) -> None:
        if model := self._table_model():
            self._show_view(views.hide(model.view, model.names, model.column.name))

    def action_freeze(self) -> None:
        if model := self._table_model():
            name = model.column.name
            self._show_view(views.freeze(model.view, model.names, name))
            model.column_named(name)
            self.requeried()

    def action_move_column(self, step: int) -> None:
        if model := self._table_model():
            name = model.column.name
            self._show_view(views.move(model.view, model.names, name, step))
            model.column_named(name)
            self.requeried()

    def action_resize(self, step: int) -> None:
        if model := self._table_model():
            width = self._table.width_of(model.cursor.column)
            self._show_view(views.resize(model.view, model.column.name, width + step))

    def action_fit(self) -> None:
        if model := self._table_model():
            name = model.column.name
            fitted = self._table.fitted(model.cursor.column)
            self._show_view(views.resize(model.view, name, None if model.view.width(name) == fitted else fitted))

    def action_retype(self, kind: str) -> None:
        if model := self._table_model():
            if not model.can_retype:
                self.tell(self._word("screen.typed"))
                return
            column, told = model.column.name, f"{model.column.title}: {self._word('kind.' + kind)}"
            if not self._show_view(views.retype(model.view, column, kind)):
                return
            self.tell(told)
            engine = model.dataset.engine
            if column + RAW in engine.schema():
                unread = Query(filters=(Condition(column + RAW, "present"),))

                def found(number: int) -> None:
                    if number:
                        self.tell(f"{told}, {noun('unread').counted(number, self._reader.language)}")

                what = f"{self._word('kind.' + kind)}: {column}"
                self._work(what, lambda token: engine.count(unread, token=token), found)

    def action_go_to_column(self) -> None:
        if model := self._table_model():
            names = [column.name for column in model.columns]
            titles = [column.title for column in model.columns]

            def chosen(picked: Sequence[int]) -> None:
                if picked:
                    model.column_named(names[picked[0]])
                    self._table.move_column(model.cursor.column)

            self._choose(self._word("screen.go_column"), titles, None, chosen)

    def action_choose_columns(self) -> None:
        if model := self._table_model():
            every = [*views.shown(model.view, model.names)]
            every += [name for name in model.names if name not in every]
            known = {column.name: column.title for column in (*model.dataset.columns, *model.columns)}
            seen = {column.name for column in model.columns}

            def chosen(picked: Sequence[int]) -> None:
                kept = [every[n] for n in picked]
                if kept:
                    self._show_view(views.show(model.view, kept))
                else:
                    self.tell(self._word("screen.one_column"))

            marked = {n for n, name in enumerate(every) if name in seen}
            self._choose(self._word("screen.columns"), [known[name] for name in every], marked, chosen)

    def _choose(
        self, title: str, items: Sequence[str], marked: set[int] | None, chosen: Callable[[Sequence[int]], None]
    ) -> None:
        from tui.screens.chooser import ChooserScreen

        def closed(picked: Sequence[int] | None) -> None:
            if picked is not None:
                chosen(picked)

        self.app.push_screen(ChooserScreen(title, items, marked, self._reader.language), closed)

    def action_derive(self) -> None:
        if model := self._table_model():

            def taken(text: str) -> None:
                name, _, expression = text.partition("=")
                if not expression.strip() or not name.strip():
                    if text.strip():
                        self.tell(self._word("screen.derive_how"))
                    return
                try:
                    view = views.derive(model.view, model.names, name.strip(), expression.strip())
                except TermsheetError as error:
                    self.tell(str(error))
                    return
                self._show_view(view)
                model.column_named(name.strip())
                self._table.move_column(model.cursor.column)

            self.ask(f"{self._word('screen.derive')} ", "", taken)

    # Rows

    def action_select(self) -> None:
        if model := self._table_model():
            if model.selection.toggle(model.window, model.cursor.row):
                self._table.move_by(1)
                self._marked()
            else:
                self.tell(self._word("screen.wait"))

    def action_select_range(self) -> None:
        if model := self._table_model():
            taken = model.selection.reach(model.window, model.cursor.row)
            self._marked() if taken else self.tell(self._word("screen.wait"))

    def action_select_shown(self) -> None:
        if model := self._table_model():
            taken = model.selection.toggle_all(model.window)
            self._marked() if taken else self.tell(self._word("screen.many"))

    def _marked(self) -> None:
        self._table.repaint()
        self._table.relay()
        self.follow()
        self.tell("")

    def action_show_selected(self) -> None:
        if model := self._table_model():
            if model.view.query.only is None and not model.selection:
                self.tell(self._word("screen.none_selected"))
            else:
                self._show_view(views.only(model.view, model.selection.numbers))

    # History

    def action_undo(self) -> None:
        if model := self._table_model():
            if model.undo():
                self.requeried()
            else:
                self.tell(self._word("screen.no_undo"))

    def action_redo(self) -> None:
        if model := self._table_model():
            if model.redo():
                self.requeried()
            else:
                self.tell(self._word("screen.no_redo"))

    def action_reset(self) -> None:
        if model := self._table_model():
            model.selection.clear()
            model.reset()
            self.requeried()

    # Tables made of this one

    def _work(
        self,
        what: str,
        work: Callable[[CancelToken | None], Any],
        done: Callable[[Any], None],
        purpose: str = "made",
        progress: Callable[[], str] = str,
    ) -> None:
        """Does long work beside the keys, and goes on with its result."""
        model = self._table_model()
        if model is None:
            return

        def followed(result: Any) -> None:
            done(result)
            model.changed()

        def failed(why: str) -> None:
            model.changed()

        model.tasks.start(purpose, Label(what, what), work, followed, failed, model.changed, progress=progress)
        self.show_status()
        self.wake()

    def action_frequency(self) -> None:
        if model := self._table_model():
            from tui.tables.derived import frequency_sheet

            column, engine, query = model.column, model.dataset.engine, model.view.query
            as_text = any(field.as_text for field in model.dataset.fields([column], query))

            def done(counts: pl.DataFrame) -> None:
                sheet = frequency_sheet(counts, column, as_text, self._reader.language, self._reader.glyphs)
                self.open_sheet(sheet, column.title, self._narrow)

            what = f"{self._word('screen.frequency')} {column.title}"
            self._work(what, lambda token: engine.frequency(query, column.name, as_text=as_text, token=token), done)

    def action_statistics(self) -> None:
        if model := self._table_model():
            from tui.tables.derived import statistics_sheet

            engine, query, columns = model.dataset.engine, model.view.query, model.columns
            fields, title = model.dataset.fields(columns, query), self._word("screen.statistics")

            def done(summary: Summary) -> None:
                self.open_sheet(statistics_sheet(summary, columns, self._reader.language), title)

            self._work(title, lambda token: engine.summary(query, fields, token=token), done)

    def action_group(self) -> None:
        if model := self._table_model():
            from tui.query.grouping import FIGURES, parse_group

            def taken(text: str) -> None:
                if not text.strip():
                    return
                try:
                    titles = {column.name: column.title for column in (*model.dataset.columns, *model.columns)}
                    group = parse_group(text, titles)
                except TermsheetError as error:
                    self.tell(str(error))
                    return
                self._group(model, group)

            self.ask(
                f"{self._word('screen.group')} ",
                f"{model.column.title}: {FIGURES['count'].text(self._reader.language)}",
                taken,
            )

    def _group(self, model: TableModel, group: Group) -> None:
        from tui.query.query import SortKey
        from tui.tables.derived import group_sheet

        first: Aggregate = group.aggregates[0]
        sort = () if group.across else (SortKey(first.name, True), *(SortKey(name) for name in group.by))
        query: Query = model.view.query._replace(group=group, columns=None, sort=sort)
        dataset = model.dataset
        known = {column.name: column for column in (*dataset.columns, *model.columns)}
        title = ", ".join(known[name].title if name in known else name for name in group.by)
        self._work(
            title,
            lambda token: answer(dataset.engine, query, token),
            lambda found: self.open_sheet(group_sheet(found, group, [*known.values()], self._reader.language), title),
        )

    # Copy and export

    def action_copy(self, what: str) -> None:
        model = self._table_model()
        row = model.row() if model else None
        if model is None or row is None:
            return
        from tui.tables.record import cell_of, line_of

        if what == "cell":
            self.copied(cell_of(row, model.column, model.text(model.cursor.row, model.column)))
            return
        if what == "row":
            self.copied(line_of(row, model))
            return
        cite = cast(TableSheet, self.sheet).meaning.citation
        if cite is None:
            self.tell(self._word("screen.no_citation"))
            return
        told, address = cite(row)
        if what == "citation":
            self.copied(told)
        elif address:
            self.copied(address)
        else:
            self.tell(self._word("screen.no_address"))

    def action_copy_table(self) -> None:
        from tui.writers.registry import text_formats

        if model := self._table_model():
            if model.count > COPIED_ROWS:
                self.tell(self._word("screen.copy_large"))
                return
            # Spreadsheets take TSV from the clipboard.
            forms = sorted(text_formats(), key=lambda form: form.name != "tsv")

            def chosen(picked: Sequence[int]) -> None:
                if picked:
                    self._copy_as(model, forms[picked[0]])

            self._choose(self._word("screen.copy_as"), [form.title for form in forms], None, chosen)

    def _pages(self, model: TableModel) -> Callable[[CancelToken | None, bool], Iterator[pl.DataFrame]]:
        """What is shown, for a format that holds values or one of texts."""
        engine, query = model.dataset.engine, model.shown_query()
        for_programs = cast(TableSheet, self.sheet).for_programs

        def pages(token: CancelToken | None, typed: bool) -> Iterator[pl.DataFrame]:
            return (for_programs(page, typed) for page in engine.export(query, BATCH, token=token))

        return pages

    def _copy_as(self, model: TableModel, form: Format) -> None:
        pages = self._pages(model)

        def work(token: CancelToken | None) -> str:
            out = BytesIO()
            form.write(pages(token, form.typed), out)
            return out.getvalue().decode()

        self._work(f"{self._word('screen.copy_as')} {form.title}", work, self.copied)

    def copied(self, text: str) -> None:
        """Puts a text on the clipboard of the terminal, or in a file where it is too long for that."""
        from tui.terminal.clipboard import sequence
        from tui.text.visible import visible
        from tui.text.widths import cut

        written = sequence(text, os.environ)
        if written is None:
            import tempfile

            with tempfile.NamedTemporaryFile(
                "w", prefix="termsheet-copy-", suffix=".txt", delete=False, encoding="utf-8"
            ) as file:
                file.write(text)
            self.tell(f"{self._word('screen.copy_file')} {file.name}")
            return
        self.write(written)
        self.tell(f"{self._word('screen.copied')} {cut(visible(text), 60)}")

    def action_export(self) -> None:
        if model := self._table_model():
            stem = Path(self.sheet.name).stem

            def taken(text: str) -> None:
                if not text.strip():
                    return
                path = Path(text.strip()).expanduser()
                if path.exists() and path != self._sure:
                    self._sure = path
                    self.tell(f"{path} {self._word('screen.exists')}")
                    return
                self._sure = None
                self._export(model, path)

            self.ask(f"{self._word('screen.export')} ", str(self._sure or f"{stem}-export.csv"), taken)

    def _export(self, model: TableModel, path: Path) -> None:
        from tui.writers.saving import save, size

        pages = self._pages(model)
        growing: list[Path] = []
        self._work(
            f"{self._word('screen.exporting')} {path}",
            lambda token: save(partial(pages, token), path, growing.append),
            lambda done: self.tell(f"{self._word('screen.exported')} {done}"),
            f"export {path}",
            lambda: size(growing[0]) if growing else "",
        )
