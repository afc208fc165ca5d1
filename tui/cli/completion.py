"""Shell completion: the scripts of three shells, and the words that may follow on a command line."""

from __future__ import annotations

from tui.cli.corpus import open_corpus
from tui.cli.parser import divided, granted_options, granted_verbs, verb
from tui.cli.routes import corpus_of, verb_of
from tui.corpus.scheme import scheme, ways_listed
from tui.corpus.tables import Column
from tui.grants import EVERYTHING, Grants, Power
from tui.language.label import Language

SHELL_SCRIPTS = {
    "bash": """\
_termsheet() {
    local IFS=$'\\n'
    COMPREPLY=($(termsheet --complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -o nosort -F _termsheet termsheet
""",
    "zsh": """\
_termsheet() {
    local -a found
    found=("${(@f)$(termsheet --complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    [[ -n "$found" ]] && compadd -U -Q -V termsheet -a found || _files
}
compdef _termsheet termsheet
""",
    "fish": """\
complete -c termsheet -k -a '(termsheet --complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
""",
}
MOST_NAMES = 50


def candidates(words: list[str], grants: Grants = EVERYTHING) -> list[str]:
    """What the last word may become, given those before it."""
    *before, last = words or [""]
    _, rest = divided(before)
    corpus = corpus_of(before)[0]
    asked = verb(verb_of(rest[0], corpus, alone=grants.has(Power.FILES))) if rest else verb("")
    options = granted_options(asked.request, grants)
    valued = {one.flag: one for one in options if one.valued}
    if before and before[-1] in valued:
        return [choice for choice in valued[before[-1]].choices if choice.startswith(last)]
    if last.startswith("--"):
        return [flag for flag in [*(one.flag for one in options), "--help"] if flag.startswith(last)]
    if not rest:
        return [word for word in (*granted_verbs(grants), *_tables(corpus)) if word.startswith(last)] or _words(
            last, corpus
        )
    if asked.name == "ask":
        return _words(last, corpus)
    if asked.name in ("show", "find"):
        return _names(last, corpus)
    if asked.name == "help":
        from tui.cli.topics import granted_topics

        return [topic for topic in granted_topics(grants) if topic.startswith(last)]
    tables = _tables(corpus)
    table = next((word for word in rest if word in tables), "")
    if asked.name in ("list", "stats") and rest == [asked.name]:
        return [word for word in tables if word.startswith(last)]
    return _terms(table, last, corpus) if table else []


def _tables(corpus: str) -> tuple[str, ...]:
    return open_corpus(corpus).corpus.listed


def _names(start: str, corpus: str) -> list[str]:
    """Ids of entities that a beginning may mean, in any script; a shell needs no quotes for them."""
    lens = open_corpus(corpus)
    if not start:
        return []
    return [match.entity for match in lens.matcher.find(start, MOST_NAMES, alike=False)]


def _words(start: str, corpus: str) -> list[str]:
    """What a word of a question may become: measures, verbs and periods, then names."""
    from tui.ask.completing import words_begun

    language: Language = "en" if start.isascii() else "zh"
    return [one.words for one in words_begun(start, open_corpus(corpus), language)] + _names(start, corpus)


def _terms(table: str, start: str, corpus: str) -> list[str]:
    """Columns of a table, and behind a colon the values of one."""
    described = open_corpus(corpus).table(table)
    column, colon, value = start.lstrip("-").partition(":")
    sign = "-" if start.startswith("-") else ""
    columns: dict[str, Column | None] = {c.name: c for c in described.columns}
    told = {one.name: one.column for one in scheme(described, ways_listed(described)[0])} if described.claims else {}
    if not colon:
        # A column of two names is offered by the one that is being typed, else by that of the scheme.
        names = [*told, *(name for name in columns if name not in told and column)] if told else [*columns]
        names = names or [view.name for view in described.view.columns if described.view]  # type: ignore[union-attr]
        return [f"{sign}{name}:" for name in names if name.startswith(column)]
    known = (columns | told).get(column)
    if known is None:
        return []
    if known.choices:
        return [f"{sign}{column}:{choice.id}" for choice in known.choices if choice.id.startswith(value)]
    if known.type in ("entity", "entities"):
        return [f"{sign}{column}:{name}" for name in _names(value, corpus)]
    # What has a blank in it would need quotes.
    called = dict.fromkeys(word for pair in known.words.items() for word in pair if " " not in word)
    return [f"{sign}{column}:{word}" for word in called if word.startswith(value)][:MOST_NAMES]
