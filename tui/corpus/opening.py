"""Opening a corpus by the name of its folder."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from tui.engines.names import is_address
from tui.errors import EXIT_UNREADABLE, TermsheetError
from tui.language.words import label
from tui.storage.corpora import folders

if TYPE_CHECKING:
    from tui.corpus.lens import Lens


def opened_corpus(named: str = "") -> Lens:
    """The corpus of a folder, with that which ships beneath it; without a name, that of the environment.

    Raises `TermsheetError` where it is no folder.
    """
    from tui.corpus.corpus import Corpus
    from tui.corpus.kept import Kept
    from tui.corpus.lens import Lens

    if is_address(named):
        from tui.corpus.served import here

        named = here(named)
    own, *beneath = map(Path, folders(named))
    if not own.is_dir():
        raise TermsheetError(label("corpus.no_folder", str(own)), label("corpus.no_folder.csv"), EXIT_UNREADABLE)
    return Lens(Corpus(own, Kept(own, *beneath), *beneath))


class Opening:
    """A corpus that is opened where it is first asked for, and once, from whichever thread.

    Args:
        named: the folder; empty for that of the environment.
    """

    def __init__(self, named: str = "") -> None:
        self._named = named
        self._lock = Lock()
        self._lens: Lens | None = None

    def __call__(self) -> Lens:
        """The corpus, with its names ready to be looked for. Raises `TermsheetError` where it is no folder."""
        with self._lock:
            if self._lens is None:
                lens = opened_corpus(self._named)
                lens.matcher.find("-", 1, alike=False)
                self._lens = lens
            return self._lens
