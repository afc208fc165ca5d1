"""What a screen does with files: reads the rest of a large one beside the keys, reads again, remembers views."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from tui.engines.lane import Background
from tui.engines.registry import runner
from tui.engines.task import Task, Tasks
from tui.errors import TermsheetError
from tui.language.words import label
from tui.screens.table_screen import TableScreen
from tui.tables.model import TableModel
from tui.tables.sheet import Sheet, TableSheet

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.engines.base import Runner
    from tui.files.source import Source

GROWTH = 0.5
"""Seconds between looks at what a stream brought."""
READ = "read"
"""The purpose of the task that reads a file."""
LOOK_AGAIN = 2.0
"""Seconds between looks at whether a file on the disk changed."""


class FileActions(TableScreen):
    """The tabs of a screen, of which some may be files."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._sheets: list[Sheet] = []
        self._number = 0
        self._models: dict[int, TableModel] = {}
        self.tasks = Tasks(Background, self.deliver)
        self._growth: Timer | None = None
        self._stale = False

    @property
    def _file(self) -> Source | None:
        sheet = self._sheets[self._number]
        return sheet.file if isinstance(sheet, TableSheet) else None

    @property
    def file_task(self) -> Task[Any] | None:
        """What reads the file shown, if it is still being read."""
        return self.tasks.awaited if self._file is not None and self._file.whole is not None else None

    @property
    def is_stale(self) -> bool:
        """Whether the file shown changed since it was read."""
        return self._stale

    def watch_files(self) -> None:
        """Begins to read what was only begun, and to look whether files change."""
        if any(isinstance(sheet, TableSheet) and sheet.file is not None for sheet in self._sheets):
            self.set_interval(LOOK_AGAIN, self._look_again)
            if any(isinstance(sheet, TableSheet) and sheet.file and sheet.file.again for sheet in self._sheets):
                self._growth = self.set_interval(GROWTH, self._grow)
            self._read_rest()

    def _look_again(self) -> None:
        from tui.files.source import stamp

        file = self._file
        if file is None or file.path is None:
            return
        try:
            stale = stamp(file.path) != file.stamp
        except OSError:
            stale = True
        if stale != self._stale:
            self._stale = stale
            self.show_status()

    def _grow(self) -> None:
        """Shows what a stream brought meanwhile."""
        for number, sheet in enumerate(self._sheets):
            if isinstance(sheet, TableSheet) and sheet.file is not None and sheet.file.again is not None:
                source = sheet.file.again()
                if source is not None:
                    if source.height != sheet.file.height:
                        self._put(number, source)
                    return
        if self._growth is not None:
            self._growth.stop()

    def _read_rest(self) -> None:
        """Reads in full, one after the other, the files of which only the beginning is shown."""
        for number, sheet in enumerate(self._sheets):
            if isinstance(sheet, TableSheet) and sheet.file is not None and sheet.file.whole is not None:
                self._read_whole(number, sheet.file.whole)
                return

    def _read_whole(self, number: int, whole: Callable[[Runner], Source]) -> None:
        def done(source: Source) -> None:
            self._put(number, source)
            self._read_rest()

        def stopped() -> None:
            sheet = self._sheets[number]
            if isinstance(sheet, TableSheet) and sheet.file is not None:
                self._sheets[number] = sheet._replace(file=sheet.file._replace(whole=None))

        def failed(why: str) -> None:
            stopped()
            self.tell(why)

        self.tasks.start(READ, label("task.reading"), lambda token: whole(runner(token)), done, failed, stopped)
        self.wake()

    def _put(self, number: int, source: Source) -> None:
        """Shows another state of a file in its tab."""
        from tui.tables.of_files import file_dataset, file_sheet

        language = self._reader.language
        self._sheets[number] = file_sheet(source, language)
        model = self._models.get(number)
        if model is not None:
            try:
                dataset = file_dataset(source, dict(model.view.kinds), language)
                model.replace(dataset, lambda kinds: file_dataset(source, kinds, language))
            except TermsheetError as error:
                self.tell(str(error))
                return
        if number == self._number:
            self.requeried()

    def action_reload(self) -> None:
        file, number = self._file, self._number
        if file is None or file.path is None:
            self.tell(self._word("screen.no_file"))
            return
        from tui.files.open import open_file

        path, options = str(file.path), file.options

        def done(found: list[Source]) -> None:
            source = next((other for other in found if other.name == file.name), found[0])
            self._stale = False
            self._put(number, source)
            self.tell(self._word("screen.reloaded"))
            self._read_rest()

        self.tasks.start(READ, label("task.reading"), lambda token: open_file(path, options), done, self.tell)
        self.wake()

    def leave_files(self) -> None:
        """Remembers how each file was looked at."""
        from tui.tables.memory import keep_view

        for number, model in self._models.items():
            sheet = self._sheets[number]
            if isinstance(sheet, TableSheet) and sheet.file is not None and sheet.file.path is not None:
                keep_view(sheet.file.path, model.view)
