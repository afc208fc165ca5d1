"""The files among the tabs of a screen: the rest of a large one is read beside the keys, changed ones are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.timer import Timer

from tui.commands.desk import Desk
from tui.engines.registry import runner
from tui.engines.task import Task, Tasks
from tui.errors import TermsheetError
from tui.language.words import label
from tui.tables.sheet import TableSheet
from tui.tables.tabs import Tabs

if TYPE_CHECKING:
    from tui.engines.base import Runner
    from tui.files.source import Options, Source

GROWTH = 0.5
"""Seconds between looks at what a stream brought."""
LOOK_AGAIN = 2.0
"""Seconds between looks at whether a file on the disk changed."""
_READ = "read"
"""The purpose of the task that reads a file."""


class FileTabs:
    """What a screen does with files.

    Args:
        screen: has the timers.
        desk: is told.
        tabs: some of them may be files.
        tasks: what runs for the screen.
    """

    def __init__(self, screen: Screen[None], desk: Desk, tabs: Tabs, tasks: Tasks) -> None:
        self._screen, self._desk, self._tabs, self._tasks = screen, desk, tabs, tasks
        self._growth: Timer | None = None
        self.stale = False

    def _file(self, number: int) -> Source | None:
        sheet = self._tabs.sheets[number]
        return sheet.file if isinstance(sheet, TableSheet) else None

    @property
    def task(self) -> Task[Any] | None:
        """What reads the file shown, if it is still being read."""
        file = self._file(self._tabs.number)
        return self._tasks.awaited if file is not None and file.whole is not None else None

    def watch(self) -> None:
        """Begins to read what was only begun, and to look whether files change."""
        files = [file for number in range(len(self._tabs.sheets)) if (file := self._file(number)) is not None]
        if files:
            self._screen.set_interval(LOOK_AGAIN, self._look_again)
            if any(file.again or file.options.follow for file in files):
                self._growth = self._screen.set_interval(GROWTH, self._grow)
            self._read_rest()

    def _look_again(self) -> None:
        from tui.files.source import stamp

        file = self._file(self._tabs.number)
        if file is None or file.path is None:
            return
        try:
            stale = stamp(file.path) != file.stamp
        except OSError:
            stale = True
        if stale != self.stale:
            self.stale = stale
            self._desk.show_status()

    def _grow(self) -> None:
        """Shows what a stream brought meanwhile, and the rows by which files grew."""
        files = [self._file(number) for number in range(len(self._tabs.sheets))]
        if any(file is not None and file.options.follow for file in files):
            self._follow()
            return
        for number in range(len(self._tabs.sheets)):
            file = self._file(number)
            if file is not None and file.again is not None:
                source = file.again()
                if source is not None:
                    if source.height != file.height:
                        self._put(number, source)
                    return
        if self._growth is not None:
            self._growth.stop()

    def _follow(self) -> None:
        for number in range(len(self._tabs.sheets)):
            file = self._file(number)
            if file is None or file.again is None:
                continue
            try:
                source = file.again()
            except (TermsheetError, OSError) as error:
                sheet = self._tabs.sheets[number]
                if isinstance(sheet, TableSheet):
                    self._tabs.sheets[number] = sheet._replace(file=file._replace(again=None))
                self._desk.tell(str(error))
                continue
            if source is not None and source.height != file.height:
                self._put(number, source)

    def _read_rest(self) -> None:
        """Reads in full, one after the other, the files of which only the beginning is shown."""
        for number in range(len(self._tabs.sheets)):
            file = self._file(number)
            if file is not None and file.whole is not None:
                self._read_whole(number, file, file.whole)
                return

    def _read_whole(self, number: int, file: Source, whole: Callable[[Runner], Source]) -> None:
        def done(source: Source) -> None:
            self._put(number, source)
            self._read_rest()

        def stopped() -> None:
            sheet = self._tabs.sheets[number]
            if isinstance(sheet, TableSheet) and sheet.file is not None:
                self._tabs.sheets[number] = sheet._replace(file=sheet.file._replace(whole=None))

        def failed(why: str) -> None:
            stopped()
            self._desk.tell(why)

        reading = label("task.reading", file.name)
        self._tasks.start(_READ, reading, lambda token: whole(runner(token)), done, failed, stopped)
        self._desk.wake()

    def _put(self, number: int, source: Source) -> None:
        """Shows another state of a file in its tab."""
        from tui.tables.of_files import file_dataset, file_sheet

        language = self._desk.reader.language
        self._tabs.sheets[number] = file_sheet(source, language)
        model = self._tabs.models.get(number)
        if model is not None:
            try:
                dataset = file_dataset(source, dict(model.view.kinds), language)
                model.replace(dataset, lambda kinds: file_dataset(source, kinds, language))
            except TermsheetError as error:
                self._desk.tell(str(error))
                return
        if number == self._tabs.number:
            self._desk.requeried()

    def reload(self) -> bool:
        """Reads the file shown again; whether it is one."""
        file = self._file(self._tabs.number)
        if file is None or file.path is None:
            return False
        self._read_again(file, file.options)
        return True

    def reencode(self) -> bool:
        """Reads the file shown in the next likely encoding; whether it is a text."""
        file = self._file(self._tabs.number)
        if file is None or file.path is None or not file.encodings:
            return False
        self._read_again(file, file.options._replace(encoding=file.encodings[0]))
        return True

    def _read_again(self, file: Source, options: Options) -> None:
        from tui.files.open import open_file

        number, path, name = self._tabs.number, str(file.path), file.name

        def done(found: list[Source]) -> None:
            source = next((other for other in found if other.name == name), found[0])
            self.stale = False
            self._put(number, source)
            self._desk.tell(label("screen.reloaded"))
            self._read_rest()

        reading = label("task.reading", file.name)
        self._tasks.start(_READ, reading, lambda token: open_file(path, options), done, self._desk.tell)
        self._desk.wake()

    def remember(self) -> list[str]:
        """Remembers how each file was looked at; gives what could not be kept."""
        from tui.tables.memory import keep_view

        shown = ((self._file(number), model) for number, model in self._tabs.models.items())
        told = (keep_view(file.path, model.view) for file, model in shown if file is not None and file.path is not None)
        return [lost for lost in told if lost]
