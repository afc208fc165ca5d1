"""What `:` does: rows by number, verbs, tables and entities, in one line."""

from __future__ import annotations

from tui.commands import palette
from tui.commands.registry import COMMANDS
from tui.corpus.lens import Lens
from tui.language.words import listed
from tui.query.reading import read_sort
from tui.screens.filter_actions import FilterActions, Recall
from tui.storage import own
from tui.tables import memory
from tui.tables.sheet import TableSheet


class PaletteActions(FilterActions):
    """The palette of a screen."""

    _lens: Lens | None

    def open_entity(self, entity: str, tab: str = "", filter: str = "") -> None:
        """Shows the page of an entity over this screen, at a tab and under a filter."""
        raise NotImplementedError

    def compare(self, entities: tuple[str, ...]) -> None:
        """Shows two cards side by side."""
        raise NotImplementedError

    def action_tab(self, name: str) -> None:
        """Shows a tab by its name."""
        raise NotImplementedError

    def action_palette(self) -> None:
        recall = Recall("palette")

        def taken(text: str) -> bool:
            if not text.strip():
                return True
            request = palette.read(text, self._lens)
            if request is None:
                self.tell(f"{text}: {self._word('screen.no_request')}")
                return False
            own.add_typed("palette", text)
            self.call_later(self._carry_out, request)
            return True

        def typed(text: str) -> None:
            names = self._reader.names
            language = self._reader.language
            found = palette.suggest(
                text, self._lens, lambda entity: names.both(entity, language), language, [*memory.named_lines()]
            )
            self.suggestions.show(found)

        def assist(key: str, text: str) -> str | None:
            if key == "enter" and (chosen := self.suggestions.here) is not None and not chosen.line.endswith(" "):
                self.suggestions.show(())
                if self._prompt is not None:
                    self._prompt.value = chosen.line
                return None
            return self.assisted(key, text, recall)

        self.ask(":", "", taken, typed, lambda: self.suggestions.show(()), assist)
        typed("")

    async def _carry_out(self, request: palette.Request) -> None:
        kind, text, entities, line = request
        model = self.model
        match kind:
            case "row" if model is not None:
                self._table.move_to(max(0, int(text) - 1))
                self.follow()
            case "command":
                command = next(command for command in COMMANDS if command.id == text)
                await self.run_action(command.action)
            case "tab":
                self.action_tab(text)
            case "entity":
                self.open_entity(entities[0], text, line)
            case "versus":
                self.compare(entities)
            case "sort" if model is not None:
                self.show_query(
                    model, lambda query: query._replace(sort=read_sort(text, model.dataset.schema_of(query)))
                )
            case "filter" if model is not None:
                self.filter_by(model, text)
            case "save":
                self._save(text)
            case "view":
                self._view(text)
            case "theme":
                self.app.set_class(not self.app.has_class("-plain") if not text else text == "plain", "-plain")
                self.tell(self._word("screen.plain" if self.app.has_class("-plain") else "screen.colour"))
            case _:
                self.tell(self._word("screen.no_table"))

    def _save(self, name: str) -> None:
        line = self.line_of()
        if line is None:
            self.tell(self._word("screen.no_line"))
            return
        memory.keep_line(name, line)
        self.tell(f"{self._word('screen.saved')} :view {name}")

    def _view(self, name: str) -> None:
        line = memory.named_lines().get(name)
        if line is None:
            self.tell(f"{name}: {self._word('screen.no_saved')}")
            return
        sheet = self.sheet
        here = isinstance(sheet, TableSheet) and line.table in (
            sheet.name,
            str(sheet.file.path if sheet.file else ""),
        )
        if not here:
            self.action_tab(line.table)
            sheet = self.sheet
            if not isinstance(sheet, TableSheet) or sheet.name != line.table:
                self.tell(f"termsheet list {line.table} --tui")
                return
        self.show_line(line)

    def action_copy_line(self) -> None:
        line = self.line_of()
        if line is None:
            self.tell(self._word("screen.no_line"))
            return
        self.copied(line.text())
        if line.left_out:
            missing = listed(map(self._reader.label, line.left_out), self._reader.language)
            self.tell(f"{self._word('screen.copied')} {line.text()} · {self._word('screen.left_out')} {missing}")

    def copied(self, text: str) -> None:
        """Puts a text on the clipboard."""
        raise NotImplementedError
