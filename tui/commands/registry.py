"""Every command once: its id, keys, words and action. Bindings, key line and help come from here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.language.label import Label, Language


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
    _command(
        "clear",
        "escape",
        "clear",
        "clear one thing: the find, the selection, the filter, then the sort",
        "清除一项：查找、选择、筛选，最后排序",
    ),
    _command("quit", "Q", "quit", "quit", "退出"),
    _command(
        "sort.add.up",
        "left_curly_bracket",
        "sort(False, True)",
        "add this column as a further sort key, ascending",
        "加为次级升序键",
    ),
    _command(
        "sort.add.down",
        "right_curly_bracket",
        "sort(True, True)",
        "add this column as a further sort key, descending",
        "加为次级降序键",
    ),
    _command(
        "filter",
        "f",
        "filter",
        "filter the rows by a line: company:kimi amount>=1b",
        "按一行条件筛选：公司:kimi 金额>=10亿",
        ("filter", "筛选"),
    ),
    _command("filter.keep", "comma", "keep(True)", "keep only rows with this value", "只留此值的行"),
    _command("filter.drop", "backslash", "keep(False)", "drop the rows with this value", "去掉此值的行"),
    _command(
        "filter.put_away",
        "ampersand",
        "put_away_filters",
        "take the filters away, or bring them back",
        "撤下或恢复筛选",
    ),
    _command(
        "frequency",
        "F",
        "frequency",
        "how often each value of this column occurs; Enter goes to its rows",
        "此列各值的频次；Enter 进入其行",
        ("frequency", "频次"),
    ),
    _command(
        "statistics",
        "I",
        "statistics",
        "statistics of all columns: range, quartiles, shape",
        "各列统计：范围、四分位、分布",
        ("statistics", "统计"),
    ),
    _command(
        "group", "W", "group", "group by columns, with figures; `across` makes a pivot", "按列分组；across 为透视"
    ),
    _command(
        "derive",
        "equals_sign",
        "derive",
        "a new column from an expression: name = amount / 1000",
        "以表达式增列：名 = amount / 1000",
    ),
    _command("column.go", "c", "go_to_column", "go to a column by name", "按名到列"),
    _command("column.choose", "C", "choose_columns", "choose the columns shown", "选择显示的列"),
    _command("column.hide", "minus", "hide", "hide this column", "隐藏此列"),
    _command(
        "column.freeze", "exclamation_mark", "freeze", "pin this column at the left, or let it go", "固定或放开此列"
    ),
    _command("column.left", "H", "move_column(-1)", "move this column to the left", "此列左移"),
    _command("column.right", "L", "move_column(1)", "move this column to the right", "此列右移"),
    _command("column.narrower", "less_than_sign", "resize(-2)", "narrower", "收窄"),
    _command("column.wider", "greater_than_sign", "resize(2)", "wider", "加宽"),
    _command("column.fit", "underscore", "fit", "as wide as its cells; again as before", "按内容定宽；再按复原"),
    _command("type.text", "tilde", "retype('text')", "read this column as text", "此列作文本"),
    _command("type.number", "number_sign", "retype('number')", "read this column as numbers", "此列作数字"),
    _command("type.date", "at", "retype('date')", "read this column as dates", "此列作日期"),
    _command(
        "type.money",
        "dollar_sign",
        "retype('money')",
        "read this column as money: 1.2B, 12亿",
        "此列作金额：1.2B、12亿",
    ),
    _command("select", "space", "select", "select this row, or let it go", "选中或取消此行"),
    _command("select.range", "v", "select_range", "select from the last selected row to here", "从上次选中处选到此行"),
    _command("select.shown", "asterisk", "select_shown", "select all rows shown, or none", "全选或全不选"),
    _command(
        "select.only", "quotation_mark", "show_selected", "only the rows selected, or all again", "只看选中的行，或恢复"
    ),
    _command("copy.cell", "y y", "copy('cell')", "copy this cell, its true value", "复制此格的原值"),
    _command("copy.row", "y r", "copy('row')", "copy this row", "复制此行"),
    _command("copy.table", "y t", "copy_table", "copy the table shown as TSV, CSV, Markdown or JSON", "复制所示表格"),
    _command(
        "copy.citation", "y c", "copy('citation')", "copy the figure with who said it and where", "复制数字及其出处"
    ),
    _command("copy.line", "y l", "copy_line", "copy the command line that shows this table", "复制重现此表的命令"),
    _command("copy.address", "y u", "copy('address')", "copy the address of the source", "复制来源网址"),
    _command(
        "export",
        "e",
        "export",
        "write the table shown to a file: csv tsv json ndjson parquet md xlsx",
        "导出所示表格",
        ("export", "导出"),
    ),
    _command("cell", "z", "cell", "this cell in full", "此格全文"),
    _command("undo", "u", "undo", "undo the last change of the view", "撤销视图的上一变更"),
    _command("redo", "U", "redo", "redo", "重做"),
    _command("reset", "r", "reset", "look at the table as it was opened", "恢复打开时的样子"),
    _command("reload", "R", "reload", "read the file again", "重新读取文件"),
    _command(
        "palette",
        "colon,ctrl+p",
        "palette",
        "do anything by name: `:kimi deals`, `:openai vs anthropic`, `:sort -amount`, `:1200`",
        "按名做任何事：`:kimi 交易`、`:openai vs anthropic`、`:sort -amount`、`:1200`",
    ),
    _command(
        "mouse", "percent_sign", "mouse", "give the mouse back to the terminal, or take it", "把鼠标还给终端，或收回"
    ),
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
    _command("sort.nulls", "g 0", "nulls_first", "rows without a value first, or last", "空值在前或在后"),
    _command("pane.next", "tab", "pane(1)", "to the detail pane and back, to scroll it", "进出详情栏以便滚动"),
    _command("pane.previous", "shift+tab", "pane(-1)", "likewise, the other way round", "同上，反向"),
    *(_command(f"tab.{n}", str(n), f"tab_number({n})", f"tab {n}", f"第 {n} 页") for n in range(1, 10)),
    _command("redraw", "ctrl+l", "redraw", "draw the screen anew", "重绘屏幕"),
    _command("suspend", "ctrl+z", "app.suspend_process", "suspend; `fg` comes back", "挂起；用 fg 返回"),
)

PREFIXES = frozenset(key.split(" ")[0] for command in COMMANDS for key in command.keys if " " in key)
"""Keys that wait for a second one."""

KEY_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "comma": ",",
    "backslash": "\\",
    "ampersand": "&",
    "equals_sign": "=",
    "minus": "-",
    "exclamation_mark": "!",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "underscore": "_",
    "tilde": "~",
    "number_sign": "#",
    "at": "@",
    "dollar_sign": "$",
    "space": "Space",
    "asterisk": "*",
    "quotation_mark": '"',
    "colon": ":",
    "percent_sign": "%",
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


def of_key(key: str) -> Command | None:
    """The command of one key, by its Textual name."""
    return BY_KEY.get(key)


BY_KEY = {key: command for command in COMMANDS for key in command.keys if " " not in key}


def after_prefix(prefix: str, key: str) -> Command | None:
    """The command of the two keys `prefix` and `key`, where `key` is the character typed."""
    return next((c for c in COMMANDS if f"{prefix} {key}" in c.keys), None)


def key_line(commands: Iterable[Command], language: Language) -> list[tuple[str, str]]:
    """Key and short word of the commands that stand on the key line."""
    return [(key_name(c.keys[0]), c.short.text(language)) for c in commands if c.short]


def key_list(commands: Iterable[Command], language: Language) -> list[tuple[str, str]]:
    """All keys and the words of each command, for help."""
    return [(" ".join(key_name(key) for key in c.keys), c.label.text(language)) for c in commands]
