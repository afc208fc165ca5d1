"""The grammar of the filter line: `company:kimi,doubao amount>=1b -is:rumoured (a or b) "free words" /regex/`.

    any     = all ("or" all)*
    all     = ["-"] part, one after the other; all must hold
    part    = "(" any ")" | term | words | "/" regex "/"
    term    = column (":" | "=" | "==" | "!=" | "~") value ("," value)* | column (">" | ">=" | "<" | "<=") value
    value   = range | word | quoted | "/" regex "/"        range = [word] ".." [word]

Between parts `或` is `or`. Operators are `:` `=` `==` `!=` `>` `>=` `<` `<=` `~`. Full-width punctuation counts as its
ASCII twin. The grammar knows no table: what a column is and what a value means is read from the tree.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, NoReturn

from tui.errors import EXIT_USAGE, Said, TermsheetError, both
from tui.language.filters import WORDS_OF_AND, WORDS_OF_OR
from tui.language.label import Label
from tui.language.words import label

Sign = Literal[":", "=", "==", "!=", ">", ">=", "<", "<=", "~"]
SIGNS: tuple[Sign, ...] = ("==", "!=", ">=", "<=", ":", "=", ">", "<", "~")
TWINS = str.maketrans("：，（）＞＜＝～“”≥≤≠、！\u3000", ':,()><=~""\ue000\ue001\ue002,! ')
_LONGEST = 4000
"""Characters of a filter at most; more is a mistake."""
DEEPEST = 50
OR, AND = ("or", *WORDS_OF_OR), ("and", *WORDS_OF_AND)
KEYWORDS = (*OR, *AND, "null")
"""Words that mean something of their own unless they stand in quotes."""
_NARROW = {"\ue000": ">=", "\ue001": "<=", "\ue002": "!="}
ORDERING: tuple[Sign, ...] = (">", ">=", "<", "<=")
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
_ENDS = frozenset(' \t\n()",')


class FilterError(TermsheetError):
    """A filter that cannot be read, and the character (from 0) at which that shows."""

    def __init__(self, message: Said, hint: Said = "", at: int = 0) -> None:
        super().__init__(label("filter.at", str(at + 1), Label(*both(message))), hint, EXIT_USAGE)
        self.at = at


class Value(NamedTuple):
    """One value of a term: a word, a regular expression, or the two ends of a range."""

    text: str
    at: int
    form: Literal["word", "quoted", "regex", "range"] = "word"
    low: str = ""
    high: str = ""


class Term(NamedTuple):
    """A column compared with values, one of which must fit."""

    column: str
    sign: Sign
    values: tuple[Value, ...]
    at: int


class Words(NamedTuple):
    """Text to be found in any column."""

    text: str
    at: int
    form: Literal["word", "quoted", "regex"] = "word"


class Not(NamedTuple):
    """What must not hold."""

    part: Node


class All(NamedTuple):
    """What must all hold."""

    parts: tuple[Node, ...]


class Any_(NamedTuple):
    """Of which one must hold."""

    parts: tuple[Node, ...]


Node = Term | Words | Not | All | Any_


def _narrowed(text: str) -> str:
    """Punctuation as the grammar knows it, but for what stands in quotes."""
    found: list[str] = []
    opened = ""
    for char in text:
        closes = char == opened or (char == "”" and opened == "“")
        if opened and not closes:
            found.append(char)
            continue
        narrow = char.translate(TWINS)
        if narrow == '"':
            opened = "" if opened else char
        found.append(narrow)
    return "".join(found)


class _Reader:
    def __init__(self, text: str) -> None:
        self.raw = text
        self.text = _narrowed(text)
        self.at = 0
        self.depth = 0

    def fail(self, message: Said, hint: Said = "", at: int | None = None) -> NoReturn:
        raise FilterError(message, hint, self.at if at is None else at)

    def blank(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def keyword(self, words: tuple[str, ...]) -> bool:
        """Takes one of some words, which stands alone."""
        for word in words:
            end = self.at + len(word)
            following = self.text[end : end + 1]
            if self.text[self.at : end].lower() == word and (not following or following.isspace() or following == "("):
                self.at = end
                return True
        return False

    def sign(self) -> Sign | None:
        """Takes an operator."""
        narrow = _NARROW.get(self.peek())
        if narrow is not None:
            self.at += 1
            return narrow  # type: ignore[return-value]
        for sign in SIGNS:
            if self.text.startswith(sign, self.at):
                self.at += len(sign)
                return sign
        return None

    def quoted(self) -> str:
        """Takes a text in quotes; a quote within is written twice."""
        start = self.at
        self.at += 1
        found = []
        while True:
            end = self.text.find('"', self.at)
            if end < 0:
                self.fail(label("filter.quote"), label("filter.quote.hint"), start)
            found.append(self.text[self.at : end])
            self.at = end + 1
            if self.peek() != '"':
                return '"'.join(found)
            self.at += 1

    def regex(self) -> str:
        """Takes a regular expression between slashes; a slash within is written `\\/`."""
        start = self.at
        end = start + 1
        while end < len(self.text) and self.text[end] != "/":
            end += 2 if self.text[end] == "\\" else 1
        if end >= len(self.text):
            self.fail(label("filter.regex"), label("filter.regex.hint"), start)
        self.at = end + 1
        return self.raw[start + 1 : end].replace("\\/", "/")

    def word(self, ends: frozenset[str] = _ENDS) -> str:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in ends and self.text[self.at] not in _NARROW:
            self.at += 1
        return self.text[start : self.at]

    def any(self) -> Node:
        parts = [self.all()]
        self.blank()
        while self.keyword(OR):
            parts.append(self.all())
            self.blank()
        return parts[0] if len(parts) == 1 else Any_(tuple(parts))

    def all(self) -> Node:
        parts: list[Node] = []
        while True:
            self.blank()
            here = self.at
            if not self.peek() or self.peek() == ")":
                break
            if self.keyword(OR):
                self.at = here
                break
            if self.keyword(AND):
                continue
            parts.append(self.part())
        if not parts:
            self.fail(label("filter.missing"), label("filter.missing.hint"))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def part(self) -> Node:
        if self.peek() == "-" and self.text[self.at + 1 : self.at + 2].strip():
            self.at += 1
            return Not(self.part())
        if self.peek() == "(":
            start = self.at
            self.depth += 1
            if self.depth > DEEPEST:
                self.fail(label("filter.deep", str(DEEPEST)), label("filter.deep.hint"))
            self.at += 1
            inner = self.any()
            if self.peek() != ")":
                self.fail(label("filter.open"), label("filter.open.hint"), start)
            self.at += 1
            self.depth -= 1
            return inner
        return self.term()

    def term(self) -> Node:
        start = self.at
        if self.peek() == "/":
            return Words(self.regex(), start, "regex")
        quoted = self.peek() == '"'
        name = self.quoted() if quoted else self.word((_ENDS - {","}) | frozenset(":=<>~!"))
        if not quoted and self.peek() == "!" and not self.text.startswith("!=", self.at):
            name += self.word((_ENDS - {","}) | frozenset(":=<>~"))
        column_end = self.at
        sign = self.sign()
        if sign is None:
            if not name and not quoted:
                self.fail(label("filter.place", self.peek()), label("filter.place.hint"))
            # What is looked for stays as it was typed; only its ends are those of the grammar.
            return Words(name if quoted else self.raw[start : self.at], start, "quoted" if quoted else "word")
        if not name:
            self.fail(label("filter.no_name", sign), label("filter.no_name.hint"), column_end)
        return Term(name, sign, self.values(sign), start)

    def values(self, sign: Sign) -> tuple[Value, ...]:
        found = [self.value(sign)]
        if sign in ORDERING:
            # Nothing is more than one value or another: a comma can only stand between thousands.
            while found[0].form == "word" and (group := _THOUSANDS.match(self.text, self.at)) is not None:
                self.at = group.end()
                found[0] = found[0]._replace(text=found[0].text + group[0] + self.word())
            if self.peek() == ",":
                self.fail(label("filter.one_value", sign), label("filter.one_value.hint"))
        while self.peek() == ",":
            self.at += 1
            self.blank()
            found.append(self.value(sign))
        return tuple(found)

    def value(self, sign: Sign) -> Value:
        start = self.at
        if self.peek() == '"':
            return Value(self.quoted(), start, "quoted")
        if self.peek() == "/" and sign in (":", "~"):
            return Value(self.regex(), start, "regex")
        text = self.word()
        if not text:
            self.fail(label("filter.no_value", sign), label("filter.no_value.hint"))
        if sign == ":" and ".." in text:
            low, _, high = text.partition("..")
            if not low and not high:
                self.fail(label("filter.range"), label("filter.range.hint"), start)
            return Value(text, start, "range", low, high)
        return Value(text, start)


def parse_line(text: str) -> Node | None:
    """The tree of a filter; none for an empty one. Raises `FilterError`."""
    if len(text) > _LONGEST:
        raise FilterError(label("filter.long", f"{len(text):,}", f"{_LONGEST:,}"), label("filter.long.hint"), _LONGEST)
    bad = next((n for n, char in enumerate(text) if ord(char) < 32 and char not in "\t\n\r"), None)
    if bad is not None:
        raise FilterError(label("filter.control"), label("filter.leave"), bad)
    reader = _Reader(text)
    reader.blank()
    if not reader.peek():
        return None
    tree = reader.any()
    if reader.peek():
        reader.fail(label("filter.close"), label("filter.leave"))
    return tree


def quoted(text: str) -> str:
    """A text as a value or column of a filter: in quotes where it must be."""
    special = _ENDS | frozenset(":=<>~!") | _NARROW.keys()
    plain = text and text[0] not in "/-" and ".." not in text and text.lower() not in KEYWORDS
    if plain and not any(char in special or char.isspace() or ord(char) in TWINS for char in text):
        return text
    return '"' + text.replace('"', '""') + '"'
