"""What `:` does: rows by number, verbs, tables, entities and commands, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import palette
from tui.commands.assist import Recall, assisted
from tui.commands.beside import diff_line, join_line
from tui.commands.copying import NO_LINE
from tui.commands.desk import OPENING_CORPUS, Desk
from tui.commands.divisions import NO_METRIC, matrix_of_metric
from tui.commands.enriching import enrich_line
from tui.commands.following import list_news
from tui.commands.lines import filter_by, line_here, show_line, sort_by
from tui.commands.opening import compare_entities, follow_door, open_entity
from tui.commands.registry import NO_TABLE, anywhere
from tui.language.label import Label
from tui.pages.metrics import metric_called, metrics_called
from tui.storage import own
from tui.tables import memory
from tui.tables.sheet import TableSheet

if TYPE_CHECKING:
    from tui.tables.suggestions import Suggestion

NO_REQUEST = Label("nothing is called so · {help} lists the keys", "没有这个名称或命令 · {help} 列出按键")
NO_SAVED = Label("no view is saved under this name", "没有以此名保存的视图")
NO_TAB = Label("there is no such tab here · {back} goes back", "此处没有这个标签页 · {back} 返回")
TAB_OF_CORPUS = Label("a tab of the corpus, opened by", "是自带数据的标签页，用此命令打开：")
SAVED = Label("saved; back with", "已保存，调出：")
_SUGGESTING, _LIVE = "suggestions", "headline"
_WORDS_FROM = 3
_PLAIN = Label("without colours", "无颜色")
COLOUR = Label("in colours", "有颜色")


ON_TABLE = {"sort": sort_by, "filter": filter_by, "join": join_line, "diff": diff_line, "enrich": enrich_line}
"""The verbs that do something with the table shown and what follows them."""
FROM_CORPUS = ("entity", "question", "versus", "metric", "matrix", "new", "since")
"""What is answered from the corpus, and leaves a page in front where it is: what it opens lies over it."""


@anywhere(
    "palette",
    ": Ctrl+P",
    Label(
        "ask or do anything: `:kimi mau`, `:openai vs anthropic`, `:sort -amount`, `:1200`",
        "提问或做任何事：`:kimi 月活`、`:openai vs anthropic`、`:sort -amount`、`:1200`",
    ),
)
def by_name(desk: Desk) -> None:
    recall, suggestions = Recall("palette"), desk.prompt.suggestions
    line = ""

    def taken(text: str) -> bool:
        if not text.strip():
            return True
        here, asked = desk.tabs.called(text), desk.asked
        request = palette.Request("tab", here) if here else palette.read_request(text, asked.lens if asked else None)
        if lost := own.add_line("palette", text):
            desk.tell(lost)
        if asked is None and palette.may_ask(text):
            desk.soon(lambda: _ask_first(desk, text, request))
        elif request is None:
            desk.tell(f"{text}: {desk.say(NO_REQUEST)}")
            return False
        else:
            desk.soon(lambda: carry_out(desk, request))
        return True

    def typed(text: str) -> None:
        nonlocal line
        line = text
        asked = desk.asked
        if asked is None and palette.may_ask(text, begun=True) and not desk.tasks.runs(OPENING_CORPUS):
            desk.with_corpus(lambda _: typed(line) if desk.prompt.text == line else None)
        reader, keys, model = (asked or desk).reader, desk.keys, desk.model
        lens = asked.lens if asked is not None else None
        tabs = [sheet.name for sheet in desk.tabs.sheets if isinstance(sheet, TableSheet)]
        columns = [column.name for column in model.columns] if model is not None else []
        told = metrics_called(lens, reader.language) if lens is not None else []
        operands = palette.Operands([*memory.named_lines()], tabs, columns, metrics=told)

        def suggested(found: list[Suggestion]) -> None:
            if desk.prompt.text == text:
                suggestions.show(found)

        def both(entity: str) -> str:
            return reader.names.both(entity, reader.language)

        # What is typed may be long, and names are many: both are looked through beside the keys.
        desk.tasks.start(
            _SUGGESTING,
            Label(text, text),
            lambda _: palette.suggest(text, lens, both, reader.language, keys, operands),
            suggested,
            quiet=True,
        )
        if asked is not None:
            _tell_live(asked, text)

    def assist(key: str, text: str) -> str | None:
        if key == "enter" and (chosen := suggestions.here) is not None and not chosen.line.endswith(" "):
            suggestions.show(())
            desk.prompt.put(chosen.line)
            return None
        return assisted(key, suggestions, recall)

    desk.prompt.ask(Label(":", ":"), "", taken, typed, lambda: suggestions.show(()), assist)
    typed("")


def _tell_live(desk: Desk, text: str) -> None:
    """Tells the headline of the question that stands in the line so far; the newest line wins."""
    lens, reader = desk.lens, desk.reader
    if lens is None or not _is_words(text):
        desk.tasks.cancel(_LIVE)
        return

    def answer() -> str:
        from tui.ask.live import told_live

        request = palette.read_request(text, lens)
        return told_live(text, lens, reader) if request is not None and request.kind == "question" else ""

    def answered(line: str) -> None:
        if desk.prompt.text == text:
            desk.tell(line)

    desk.tasks.start(_LIVE, Label(text, text), lambda _: answer(), answered, quiet=True)


def _is_words(text: str) -> bool:
    """Whether a line is more than a beginning: two words, or Chinese ones without a blank."""
    return len(text.split()) > 1 or (len(text) > _WORDS_FROM and not text.isascii())


def _ask_first(desk: Desk, text: str, otherwise: palette.Request | None) -> None:
    """Reads a line with the names of the corpus, which is opened for it; without them where it cannot be."""

    def opened(over: Desk) -> None:
        request = palette.read_request(text, over.lens)
        if request is not None:
            carry_out(over, request)

    def failed(why: str | Label) -> None:
        if otherwise is not None:
            carry_out(desk, otherwise)
        else:
            desk.tell(why)

    desk.with_corpus(opened, failed)


def carry_out(desk: Desk, request: palette.Request) -> None:
    """Does what a line asks for."""
    if request.kind in FROM_CORPUS:
        desk.with_corpus(lambda over: _open(over, request))
        return
    kind, text = request.kind, request.text
    if kind != "theme":
        # It is about the tabs, which a page may lie over.
        desk = desk.uncover()
    model = desk.model
    match kind:
        case "row" if model is not None:
            desk.table.move_to(max(0, int(text) - 1))
            desk.follow()
        case "command":
            desk.keys.called(text).carry_out(desk)
        case "tab":
            if not desk.show_tab_named(text):
                by_line = f"{text}: {desk.say(TAB_OF_CORPUS)} termsheet --tab {text}"
                desk.tell(by_line if desk.over_files else NO_TAB)
        case _ if kind in ON_TABLE and model is not None:
            ON_TABLE[kind](desk, model, text)
        case _ if kind in _ON_DESK:
            _ON_DESK[kind](desk, text)
        case _:
            desk.tell(NO_TABLE)


def _open(desk: Desk, request: palette.Request) -> None:
    """Opens what is answered from the corpus, over whatever is in front."""
    kind, text, entities, line, _ = request
    match kind:
        case "entity":
            open_entity(desk, entities[0], text, line)
        case "question":
            from tui.commands.questions import ask_question

            ask_question(desk, request)
        case "new" | "since":
            list_news(desk, text, dated=kind == "since")
        case "versus":
            compare_entities(desk, *entities)
        case "metric":
            _metric(desk, text)
        case _:
            matrix_of_metric(desk, text)


def _save(desk: Desk, name: str) -> None:
    line = line_here(desk)
    if line is None:
        desk.tell(NO_LINE)
        return
    desk.tell(memory.keep_line(name, line) or f"{desk.say(SAVED)} :view {name}")


def _view(desk: Desk, name: str) -> None:
    line = memory.named_lines().get(name)
    if line is None:
        desk.tell(f"{name}: {desk.say(NO_SAVED)}")
        return
    sheet = desk.sheet
    names = (sheet.name, sheet.file.place) if isinstance(sheet, TableSheet) and sheet.file else (sheet.name,)
    if line.table not in names and not desk.show_tab_named(line.table):
        desk.tell(f"termsheet list {line.table} --tui")
    elif desk.model is not None:
        show_line(desk, desk.model, line)


def _theme(desk: Desk, text: str) -> None:
    desk.tell(_PLAIN if desk.toggle_plain(text == "plain" if text else None) else COLOUR)


def _metric(desk: Desk, text: str) -> None:
    door = metric_called(desk.opened_corpus(), text)
    if door is None:
        desk.tell(f"{text}: {desk.say(NO_METRIC)}")
    else:
        follow_door(desk, door)


_ON_DESK = {"save": _save, "view": _view, "theme": _theme}
