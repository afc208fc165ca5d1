"""What all screens of one run share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.cells.cell import Reader
    from tui.commands.keymap import Keymap
    from tui.corpus.lens import Lens
    from tui.corpus.opening import Opening
    from tui.grants import Grants
    from tui.screens.terminal import Terminal


class Session(NamedTuple):
    """The corpus, where there is one, who reads it, with which keys, on which terminal, and what may be done.

    Attributes:
        opening: opens the corpus that questions go to where none is shown.
        over_files: whether the first tabs are files.
    """

    lens: Lens | None
    reader: Reader
    keys: Keymap
    terminal: Terminal
    grants: Grants
    opening: Opening
    over_files: bool = False
