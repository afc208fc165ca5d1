"""Every command once: its id, keys, words and action. Bindings, key line and help come from here."""

from __future__ import annotations

from typing import NamedTuple

from tui.frames.catalog import Label


class Command(NamedTuple):
    """What a key does.

    `keys` are Textual key names; two-key commands are written with a space, `g g`. `action` is the name of
    the method that does it, on the screens that have it. `short` is the wording on the key line, for
    commands that stand there.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    label: Label
    short: Label | None = None


def _command(id: str, keys: str, action: str, en: str, zh: str, short: tuple[str, str] | None = None) -> Command:
    return Command(id, tuple(keys.split(",")), action, Label(en, zh), Label(*short) if short else None)


COMMANDS: tuple[Command, ...] = (
    _command(
        "open",
        "enter",
        "open",
        "open: the entity, or what the line leads to",
        "打开：主体或该行所指",
        ("open", "打开"),
    ),
    _command(
        "find",
        "slash",
        "find",
        "find in every column, as you type",
        "在各列中查找，随打随找",
        ("find", "查找"),
    ),
    _command("find.next", "n", "find_next(1)", "next row found", "下一处"),
    _command("find.previous", "N", "find_next(-1)", "row found before", "上一处"),
    _command(
        "sources",
        "s",
        "sources",
        "the claims and sources behind this figure",
        "此数字的主张与来源",
        ("sources", "来源"),
    ),
    _command("detail", "d", "detail", "show or hide the detail pane", "显示或隐藏详情", ("detail", "详情")),
    _command(
        "sort.up",
        "left_square_bracket",
        "sort(False)",
        "sort by this column, ascending",
        "按此列升序",
        ("sort", "排序"),
    ),
    _command("sort.down", "right_square_bracket", "sort(True)", "sort by this column, descending", "按此列降序"),
    _command(
        "help",
        "question_mark,f1",
        "help",
        "keys of this screen, and what the words mean",
        "本屏按键与术语",
        ("help", "帮助"),
    ),
    _command("back", "q", "back", "back; at the first screen quits", "返回；在首屏则退出", ("back", "返回")),
    _command("clear", "escape", "clear", "clear one thing: the find, then the sort", "清除一项：先查找，后排序"),
    _command("quit", "Q", "quit", "quit", "退出"),
    _command("down", "j,down", "down", "down", "下"),
    _command("up", "k,up", "up", "up", "上"),
    _command("left", "h,left", "left", "column to the left", "左一列"),
    _command("right", "l,right", "right", "column to the right", "右一列"),
    _command("page.down", "pagedown,ctrl+f", "page(1)", "page down", "下翻一页"),
    _command(
        "page.up",
        "pageup,ctrl+b",
        "page(-1)",
        "page up (Ctrl+B is also tmux's own key)",
        "上翻一页（Ctrl+B 亦为 tmux 前缀）",
    ),
    _command("half.down", "ctrl+d", "half(1)", "half a page down", "下翻半页"),
    _command("half.up", "ctrl+u", "half(-1)", "half a page up", "上翻半页"),
    _command("first", "g g,home", "first", "first row", "首行"),
    _command("last", "G,end", "last", "last row", "末行"),
    _command("first.column", "g h", "first_column", "first column", "首列"),
    _command("last.column", "g l", "last_column", "last column", "末列"),
    _command("problems", "g !", "problems", "what is wrong in the data files", "数据文件中的问题"),
    _command("go.deals", "g d", "tab('deals')", "to the deals", "到交易"),
    _command("go.users", "g m", "tab('users')", "to the user metrics", "到用户指标"),
    _command("go.departures", "g p", "tab('departures')", "to the people who moved", "到人事变动"),
    _command("go.sources", "g s", "tab('sources')", "to the sources", "到来源"),
    _command("pane.next", "tab", "pane(1)", "to the detail pane and back, to scroll it", "进出详情栏以便滚动"),
    _command("pane.previous", "shift+tab", "pane(-1)", "likewise, the other way round", "同上，反向"),
    *(_command(f"tab.{n}", str(n), f"tab_number({n})", f"tab {n}", f"第 {n} 页") for n in range(1, 10)),
    _command("redraw", "ctrl+l", "redraw", "draw the screen anew", "重绘屏幕"),
    _command("suspend", "ctrl+z", "suspend_process", "suspend; `fg` comes back", "挂起；用 fg 返回"),
)

PREFIX = "g"

KEY_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "f1": "F1",
}


def key_name(keys: str) -> str:
    """A key as people write it: `g !` is `g!`, `ctrl+d` is `Ctrl+D`."""
    parts = []
    for key in keys.split(" "):
        if key.startswith("ctrl+"):
            parts.append(f"Ctrl+{key[5:].upper()}")
        else:
            parts.append(KEY_NAMES.get(key, key))
    return "".join(parts)


def after_prefix(key: str) -> Command | None:
    """The command of the two keys `g` and `key`, where `key` is the character typed."""
    return next((c for c in COMMANDS if f"{PREFIX} {key}" in c.keys), None)
