"""The palette: verbs, tables and entities in one line. What is typed becomes a request; the screen carries it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.commands.registry import Command, commands
from tui.corpus.matching import FUZZY_WORD
from tui.language.label import Label, Language
from tui.pages.sides import VERSUS, entity_called, sides_of
from tui.tables.suggestions import Suggestion
from tui.text.folding import folded

if TYPE_CHECKING:
    from tui.commands.keymap import Keymap
    from tui.corpus.lens import Lens

PALETTE_VERBS = {
    "sort": Label("sort -amount,company", "排序 -amount,company"),
    "filter": Label("filter company:kimi", "筛选 company:kimi"),
    "save": Label("save this view under a NAME", "以名保存此视图"),
    "view": Label("the view saved under a NAME", "打开已存视图"),
    "join": Label("join TAB on COLUMN", "连接 表 on 列"),
    "diff": Label("diff TAB by KEY", "比较 表 by 键"),
    "enrich": Label("enrich COLUMN with what the corpus says of its names", "补充 列：数据集关于其名称的说法"),
    "new": Label("what was entered since 2026-11-01, 30d …", "自 2026-11-01、30d 起的新增"),
    "since": Label("what happened since 90d, 2026-09 …", "自 90d、2026-09 起发生的事"),
    "metric": Label("metric revenue: of everybody", "指标 营收：所有主体"),
    "matrix": Label("matrix mau, matrix dau QuestMobile", "矩阵 月活、日活 QuestMobile"),
    "theme": Label("colour or plain", "colour 或 plain"),
}
"""What may stand before an operand, and how it goes on."""


class Request(NamedTuple):
    """What is asked for.

    Attributes:
        kind: `row`, `command`, `tab`, `entity`, `versus`, `question`, or a verb: `sort`, `filter`, `save`, `view`,
            `join`, `diff`, `enrich`, `metric`, `matrix`, `theme`, `new`, `since`.
        text: the number, the id of the command, the name of the tab, the question, or what follows the verb.
        entities: who is meant.
        filter: of which rows of the tab.
        tab: of a question, the tab that shows what it is about where nothing answers it.
    """

    kind: str
    text: str = ""
    entities: tuple[str, ...] = ()
    filter: str = ""
    tab: str = ""


def _tab(lens: Lens | None, word: str) -> tuple[str, str] | None:
    """The tab that a word means, and the filter that it means there."""
    from tui.pages import entity_tabs, tabs

    wanted = folded(word)
    for tab in (*tabs.OF_CORPUS, *entity_tabs.OF_ENTITY):
        if wanted in (tab.name, *map(folded, tab.title)):
            return tab.name, ""
    tables = lens.corpus.tables if lens is not None else ()
    return next(
        (
            (table.name, table.narrow.get(wanted, ""))
            for table in tables
            if (table.tab or table.claims) and wanted in table.called
        ),
        None,
    )


def _command(words: str, commands: Sequence[Command]) -> Command | None:
    wanted = folded(words)
    for fits in (
        lambda c: wanted == c.id,
        lambda c: wanted in (folded(c.label.en), folded(c.label.zh)),
        lambda c: folded(c.label.en).startswith(wanted) or c.label.zh.startswith(wanted),
    ):
        found = next((command for command in commands if fits(command)), None)
        if found is not None:
            return found
    return None


def read_request(text: str, lens: Lens | None) -> Request | None:
    """The request of a line; none where nothing is meant."""
    text = text.strip()
    verb, _, rest = text.partition(" ")
    if text.replace(",", "").isdecimal():
        return Request("row", text.replace(",", ""))
    if verb in ("new", "since") and not _is_day(rest):
        # `new rounds` is a question.
        return Request("new") if verb == "new" and not rest.strip() else Request("question", text)
    if verb in PALETTE_VERBS and (rest.strip() or verb == "theme"):
        return Request(verb, rest.strip())
    if not text:
        return None
    tab = _tab(lens, text)
    if tab is not None:
        return Request("tab", tab[0])
    sides = tuple(entity for _, entity in sides_of(text, lens) if entity is not None)
    if len(sides) > 1 and len(sides) == len(VERSUS.split(text)):
        return Request("versus", "", sides)
    first, _, last = text.rpartition(" ")
    tab = _tab(lens, last) if first else None
    if tab is not None and (entity := entity_called(lens, first, whole=True)) is not None:
        # A word that means some of the rows is a measure, and the line a question first; a group stands for its
        # members, of which its own tabs tell nothing.
        narrowed = Request("question", text, (entity,), tab[1], tab[0])
        members = lens is not None and bool(lens.members.get(entity))
        return narrowed if tab[1] or members else Request("entity", tab[0], (entity,))
    exact = entity_called(lens, text, whole=True)
    if exact is not None:
        return Request("entity", "card", (exact,))
    command = _command(text, commands())
    if command is not None:
        return Request("command", command.id)
    return Request("question", text) if lens is not None else None


def may_ask(text: str, *, begun: bool = False) -> bool:
    """Whether a line may be about the corpus, as far as that is known without one.

    With `begun` more is typed behind it: what a verb or a command begins with is not about it yet.
    """
    verb, blank, _ = text.strip().partition(" ")
    if verb in PALETTE_VERBS and (blank or verb == "new"):
        return verb in ("new", "since", "metric", "matrix")
    if not verb or verb.replace(",", "").isdecimal() or (begun and not blank and len(verb) == 1 and verb.isascii()):
        return False
    wanted = folded(text)
    called = [one for command in commands() for one in (command.id, *map(folded, command.label))]
    return not any(one.startswith(wanted) if begun else one == wanted for one in (*called, *PALETTE_VERBS))


def _is_day(text: str) -> bool:
    """Whether a text begins a day, or so many before the last."""
    return text.strip()[:1].isdigit() and " " not in text.strip()


LIKENESS = {
    "exact": Label("name", "名称"),
    "prefix": Label("begins so", "开头相符"),
    "word": Label("a word of it", "含此词"),
    "initials": Label("initials", "首字母"),
    "substring": Label("part of it", "含此部分"),
    "parent": Label("owner", "所属公司"),
    "fuzzy": Label("similar", "相近"),
}
"""What a name that is offered has to do with what was typed."""


_TAB = Label("tab", "标签页")
_MOST = 6
"""Measures, verbs and periods that are offered at most."""
_OPERANDS = {
    "view": ("saved",), "join": ("tabs", "on", "columns"), "diff": ("tabs", "by", "columns"),
    "sort": ("columns",), "enrich": ("columns",), "theme": ("themes",),
    "metric": ("metrics",), "matrix": ("metrics",),
}  # fmt: skip
"""What follows a verb: lists of names, and the words between them."""
_OF_WORDS = ("view", "metric", "matrix")
"""Those whose names may be several words."""


class Operands(NamedTuple):
    """What verbs are about, here: views kept under a name, tabs, columns of the table shown."""

    saved: Sequence[str] = ()
    tabs: Sequence[str] = ()
    columns: Sequence[str] = ()
    themes: Sequence[str] = ("plain", "colour")
    metrics: Sequence[str] = ()


NONE_HERE = Operands()


def _last(text: str) -> str:
    return text.rpartition(" ")[2]


def _operands(verb: str, rest: str, operands: Operands) -> list[Suggestion]:
    """What the operand that is begun may become, behind those that stand before it."""
    *before, last = [rest] if verb in _OF_WORDS else rest.split(" ")
    wanted = [*_OPERANDS[verb]]
    if len([one for one in before if one]) >= len(wanted):
        return []
    place = wanted[len([one for one in before if one])]
    head = " ".join([verb, *before])
    sign = "-" if verb == "sort" and last.startswith("-") else ""
    # Of several sort keys or columns the last is being typed.
    done, comma, begun = last.removeprefix(sign).rpartition(",") if place == "columns" else ("", "", last)
    names = getattr(operands, place) if place in Operands._fields else (place,)
    more = " " if len(wanted) > 1 and place != wanted[-1] else ""
    return [
        Suggestion(f"{head} {sign}{done}{comma}{name}{more}", name, "")
        for name in names
        if folded(name).startswith(folded(begun))
    ]


def suggest(
    text: str,
    lens: Lens | None,
    name: Callable[[str], str],
    language: Language,
    keys: Keymap,
    operands: Operands = NONE_HERE,
) -> list[Suggestion]:
    """What the line may become: entities, measures, periods, commands with their keys, verbs with their operands."""
    wanted = folded(text)
    verb, blank, rest = text.partition(" ")
    if blank and verb in _OPERANDS:
        return _operands(verb, rest, operands)
    found: list[Suggestion] = []
    if wanted and lens is not None:
        sides = VERSUS.split(text)
        head = text[: len(text) - len(sides[-1])]
        found += [
            Suggestion(
                f"{head}{name(match.entity).split('  ')[0]}",
                name(match.entity),
                LIKENESS[match.reason].text(language),
            )
            for match in lens.matcher.find(sides[-1], 6, alike=len(sides[-1]) <= FUZZY_WORD)
        ]
    if lens is not None and text.strip():
        from tui.ask.completing import words_begun

        head, last = text[: len(text) - len(_last(text))], _last(text)
        # A single word is a name, a tab or a command first.
        told = words_begun(last, lens, language) if head.strip() or len(last) > 1 else []
        found += [Suggestion(f"{head}{one.words} ", one.words, one.what.text(language)) for one in told[:_MOST]]
    if wanted and lens is not None:
        for table in lens.corpus.tables:
            if table.tab and (called := next((one for one in table.called if one.startswith(wanted)), "")):
                found.append(Suggestion(called, called, _TAB.text(language)))
    for verb_, notes in PALETTE_VERBS.items():
        if verb_.startswith(wanted):
            found.append(Suggestion(f"{verb_} ", verb_, notes.text(language)))
    for command in keys.granted:
        label = command.label.text(language)
        if wanted and (wanted in folded(label) or command.id.startswith(wanted)):
            shown = keys.key(command.id) if keys.of(command.id) else ""
            found.append(Suggestion(command.id, label, shown))
    return found
