"""The keys of the screen and the words of the data, as a page."""

from __future__ import annotations

from tui.commands.desk import Desk
from tui.commands.registry import anywhere
from tui.language.label import Label
from tui.pages.help import help_page

_TITLE = Label("Help", "帮助")


@anywhere(
    "help",
    "? F1",
    Label("keys of this screen, and what the words mean", "本屏按键与术语"),
    short=Label("help", "帮助"),
    rank=9,
)
def show_help(desk: Desk) -> None:
    language = desk.reader.language
    desk.open_help(desk.say(_TITLE), help_page(desk.keys.told(language), language))
