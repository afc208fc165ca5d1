"""The files among the tabs of a screen: the rest of a large one is read beside the keys, changed ones are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.timer import Timer

from tui.commands.desk import Desk
from tui.engines.registry import runner
from tui.engines.task import Task, Tasks
from tui.errors import TermsheetError, said
from tui.language.label import Label
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
_READ, _DECIDE = "read", "decide"
"""The purposes of the tasks that read a file, and that decide the columns of a stream."""


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
        self._stopped: set[int] = set()
        self.stale = False

    def _file(self, number: int) -> Source | None:
        sheet = self._tabs.sheets[number]
        return sheet.file if isinstance(sheet, TableSheet) else None

    @property
    def task(self) -> Task[Any] | None:
        """What reads the file shown, if it is still being read."""
        file = self._file(self._tabs.number)
        return self._tasks.awaited if file is not None and file.whole is not None else None

    @property
    def begun(self) -> bool:
        """Whether only the beginning of the file shown is there."""
        file = self._file(self._tabs.number)
        return file is not None and file.whole is not None

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
                why = Label(*said(error))
                sheet = self._tabs.sheets[number]
                if isinstance(sheet, TableSheet):
                    self._tabs.sheets[number] = sheet._replace(file=file._replace(again=None))
                self._desk.tell(why)
                continue
            if source is not None and source.height != file.height:
                self._put(number, source)

    def _read_rest(self) -> None:
        """Reads in full, one after the other, the files of which only the beginning is shown."""
        for number in range(len(self._tabs.sheets)):
            file = self._file(number)
            if file is not None and file.whole is not None and number not in self._stopped:
                self._read_whole(number, file, file.whole)
                return

    def decide(self) -> None:
        """Reads on what the file shown needs to be decided, where that was given up; of a stream, decides by what came
        so far."""
        number = self._tabs.number
        file = self._file(number)
        if file is None:
            return
        if file.decide is not None:
            decide = file.decide
            reading = label("task.reading", file.name)
            self._tasks.start(_DECIDE, reading, lambda token: decide(), lambda source: self._put(number, source))
        elif file.whole is not None and not self._tasks.runs(_READ):
            self._stopped.discard(number)
            self._read_whole(number, file, file.whole)

    def _read_whole(self, number: int, file: Source, whole: Callable[[Runner], Source]) -> None:
        from tui.files.source import Notice

        def done(source: Source) -> None:
            self._put(number, source)
            self._read_rest()

        def stopped() -> None:
            self._stopped.add(number)

        def failed(why: Label) -> None:
            # What was read stays, as it is written.
            told = (*file.notices, Notice(None, "", "", *label("notice.not_to_end", why)))
            self._put(number, file._replace(whole=None, undecided=frozenset(), notices=told), decided=False)
            self._desk.tell(why)

        share = file.share
        self._tasks.start(
            _READ,
            label("task.reading", file.name),
            lambda token: whole(runner(token)),
            done,
            failed,
            stopped,
            progress=str if share is None else lambda: f"{share():.0%}",
        )
        self._desk.wake()

    def _put(self, number: int, source: Source, *, decided: bool = True) -> None:
        """Shows another state of a file in its tab; what waited for it goes on where it is decided."""
        from tui.tables.of_files import file_dataset, file_sheet

        language = self._desk.reader.language
        self._tabs.sheets[number] = file_sheet(source, language)
        model = self._tabs.models.get(number)
        if model is not None:
            try:
                dataset = file_dataset(source, dict(model.view.kinds), language)
                model.replace(dataset, lambda kinds: file_dataset(source, kinds, language))
            except TermsheetError as error:
                self._desk.tell(error.told(self._desk.reader.language))
                return
        if model is not None and not decided:
            model.give_up()
        if number == self._tabs.number:
            self._desk.requeried()

    def reload(self) -> bool:
        """Reads the file shown again; whether it is one."""
        file = self._file(self._tabs.number)
        if file is None or not file.place:
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

        number, path, name = self._tabs.number, file.place, file.name

        def done(found: list[Source]) -> None:
            source = next((other for other in found if other.name == name), found[0])
            self.stale = False
            self._stopped.discard(number)
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
        told = (
            keep_view(file.path, model.to_keep) for file, model in shown if file is not None and file.path is not None
        )
        return [lost for lost in told if lost]
