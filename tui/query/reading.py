"""Reads a filter line for one table: which columns are meant, and what the values mean in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NamedTuple, NoReturn

from tui.errors import Said, both
from tui.language.filters import WORDS_OF_DATE, WORDS_OF_SOUND
from tui.language.label import Label
from tui.language.words import label
from tui.query.bounds import Bound, bounds_of
from tui.query.columns import column_called, column_titles
from tui.query.fields import NUMBERS, Schema
from tui.query.meaning import Meaning, NotRead, Reading, spelled_like
from tui.query.query import ANY, LIST_MARK, OTHER_LIST_MARKS, Condition, Either, Filter, Without
from tui.query.syntax import ORDERING, All, Any_, FilterError, Node, Not, Sign, Term, Value, Words, parse_line
from tui.text import dates, read_numbers
from tui.text.numbers import full
from tui.text.spoken import period_of, start_of

_EXACT: dict[Sign, str] = {":": "=", "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
# The first digits of a number of thousands, three that follow, and three that are no number of their own.
_LEADING, _GROUP, _NOUGHTS = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}"), re.compile(r"0\d\d(?!\d)")
_DENIED = {"contains": "lacks", "drawn": "undrawn", "null": "present"}
TRUE, FALSE = ("true", "yes", "1", "是", "真"), ("false", "no", "0", "否", "假")
SINCE = ("since", "自")
_HAN = re.compile(r"[\u3400-\u9fff]")


class FilterRead(NamedTuple):
    """A filter line as it was read.

    Attributes:
        filters: what rows must satisfy.
        told: how values were taken where that is not plain: `amount > $1B, in US dollars`.
        selected: whether only the rows selected on the screen are wanted.
    """

    filters: tuple[Filter, ...] = ()
    told: tuple[Label, ...] = ()
    selected: bool = False


class _Reader:
    def __init__(self, schema: Schema, today: date) -> None:
        self.schema, self.today = schema, today
        self.titles = column_titles(schema)
        self.told: list[Label] = []
        self.selected = False
        self.within = 0

    def fail(self, message: Said, hint: Said, at: int) -> NoReturn:
        raise FilterError(message, hint, at)

    # The tree

    def node(self, node: Node) -> tuple[Filter, ...]:
        match node:
            case All(parts):
                return tuple(found for part in self.joined(parts) for found in self.node(part))
            case Any_(parts):
                with self.inside():
                    return (Either(tuple(self.node(part) for part in parts)),)
            case Not(part):
                return (self.denied(part),)
            case Words(text, at, form):
                return self.words(text, at, form)
            case Term():
                return self.term(node)

    def joined(self, parts: Sequence[Node]) -> list[Node]:
        """Parts, with a currency that stands alone put behind the amount before it: `amount>5b cny`."""
        found: list[Node] = []
        for part in parts:
            before = found[-1] if found else None
            if isinstance(part, Words) and part.form == "word" and isinstance(before, Term):
                meant = self.schema.meanings.get(column_called(self.titles, before.column) or "")
                last = before.values[-1]
                if (
                    meant is not None
                    and meant.kind == "money"
                    and read_numbers.currency(part.text)
                    and last.form != "regex"
                ):
                    found[-1] = before._replace(values=tuple(_with_currency(v, part.text) for v in before.values))
                    continue
            found.append(part)
        return found

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Reads what holds only together with something else."""
        self.within += 1
        yield
        self.within -= 1

    def denied(self, part: Node) -> Filter:
        with self.inside():
            inner = self.node(part)
        if len(inner) == 1 and isinstance(inner[0], Condition) and inner[0].operator in _DENIED:
            return inner[0]._replace(operator=_DENIED[inner[0].operator])  # type: ignore[arg-type]
        return Without(inner)

    def words(self, text: str, at: int, form: str) -> tuple[Filter, ...]:
        if form == "regex":
            self.check(text, at)
        if form == "word" and _HAN.search(text):
            column = self.dated()
            # A time that stands alone is one: nobody looks for `去年` in a text.
            alone = column if column and period_of(text, self.today) else None
            said = Term(alone, ":", (Value(text, at),), at) if alone else self.unsigned(text, at)
            if said is not None:
                return self.told_as(said, text)
        return (Condition(ANY, "matches" if form == "regex" else "contains", text),)

    def told_as(self, term: Term, text: str) -> tuple[Filter, ...]:
        """A term that was read from words; how it was taken is told."""
        told = len(self.told)
        found = self.term(term)
        if len(self.told) == told:
            self.told.append(self.compared(column_called(self.titles, term.column) or "", term.sign, text))
        return found

    def called(self) -> dict[str, str]:
        """What the columns are called in Chinese."""
        meant = {name: one.titles[-1] for name, one in self.schema.meanings.items() if one.titles}
        return {field.name: field.title for field in self.schema.fields} | meant

    def dated(self) -> str | None:
        """The column that says when a row is from."""
        column = next((n for n in ("announced", "period", "published") if n in self.schema.meanings), None)
        return column or next((f.name for f in self.schema.fields if f.kind in ("date", "time")), None)

    def compared(self, column: str, sign: Sign, told: Said) -> Label:
        """`amount ≥ $1B`: how a value was taken."""
        field = self.schema.field(column)
        title = field.title if field is not None else column
        meaning = self.schema.meanings.get(column)
        chinese = meaning.titles[-1] if meaning is not None and meaning.titles else title
        one, other = both(told)
        return Label(f"{column} {_symbol(sign)} {one}", f"{chinese} {_symbol(sign)} {other}")

    def check(self, pattern: str, at: int) -> None:
        """Whether a regular expression can be."""
        told = self.schema.regex_fault(pattern)
        if told:
            self.fail(label("filter.no_regex", pattern[:60], told), label("filter.no_regex.hint"), at)

    # Terms

    def term(self, term: Term) -> tuple[Filter, ...]:
        folded = term.column.casefold()
        if folded == "is" and self.schema.field("is") is None:
            return self.state(term)
        if folded in SINCE and folded not in self.titles:
            return self.since(term)
        name = column_called(self.titles, term.column)
        if name is None and folded in WORDS_OF_SOUND and term.sign == ":":
            alike = tuple((Condition(ANY, "sounds", value.text),) for value in term.values)
            return alike[0] if len(alike) == 1 else (Either(alike),)
        if name is None and folded in WORDS_OF_DATE:
            name = self.dated()
        if name is None:
            known = list(dict.fromkeys([*self.schema.names, *self.titles.values()]))
            titles = [field.title for field in self.schema.fields if field.title.casefold() not in known]
            self.fail(
                label("filter.no_column", term.column),
                spelled_like(term.column, [*known, *titles], self.called()),
                term.at,
            )
        self.check_thousands(name, term)
        options = [option for value in term.values for option in _options(self.value(name, term, value))]
        if len(options) == 1:
            return options[0]
        if term.sign == "!=":
            return tuple(given for option in options for given in option)
        return (Either(tuple(options)),)

    def check_thousands(self, name: str, term: Term) -> None:
        """Tells that `1,500` are two values, which may be meant as one number; `1,000` cannot be meant otherwise."""
        field, parts = self.schema.field(name), [value.text for value in term.values]
        if field is None or field.kind not in NUMBERS or not parts[1:] or not _LEADING.fullmatch(parts[0]):
            return
        told = label("filter.thousands", ", ".join(parts))
        if any(map(_NOUGHTS.match, parts[1:])):
            self.fail(told, label("filter.thousands.hint"), term.values[0].at)
        if all(_GROUP.fullmatch(part) for part in parts[1:]):
            self.told.append(told)

    def state(self, term: Term) -> tuple[Filter, ...]:
        """`is:disputed`, `is:selected` and what else is said of rows as a whole."""
        options: list[tuple[Filter, ...]] = []
        known = self.schema.meanings.get("is")
        for value in term.values:
            if value.text.lower() == "selected":
                if self.within or len(term.values) > 1:
                    self.fail(label("filter.alone"), label("filter.alone.hint"), value.at)
                self.selected = True
                return ()
            if value.text.lower() == "null":
                self.fail(label("filter.null"), label("filter.null.hint"), term.at)
            if known is None:
                self.fail(label("filter.of_corpus", value.text), label("filter.of_corpus.hint"), term.at)
            options.append((Condition("is", "=", self.known(known, value).values[0]),))
        return options[0] if len(options) == 1 else (Either(tuple(options)),)

    def since(self, term: Term) -> tuple[Filter, ...]:
        column = self.dated()
        if column is None:
            self.fail(label("filter.no_date"), label("filter.no_date.hint"), term.at)
        start = start_of(term.values[0].text, self.today)
        if start is None:
            return self.value(column, term._replace(sign=">="), term.values[0])
        self.told.append(self.compared(column, ">=", start.isoformat()))
        return (Condition(column, ">=", start.isoformat()),)

    def value(self, name: str, term: Term, value: Value) -> tuple[Filter, ...]:
        sign, text = term.sign, value.text
        if value.form == "regex":
            self.check(text, value.at)
            return (Condition(name, "matches", text),)
        if value.form == "word" and text.lower() in ("null", "is:null", "空") and sign in (":", "=", "!="):
            return (Condition(name, "present" if sign == "!=" else "null"),)
        if sign == "~":
            return (Condition(name, "contains", text),)
        if sign == "==":
            return (
                Condition(name, "holds", (text,)) if self.is_in_list(name, text) else Condition(name, "drawn", text),
            )
        if value.form == "range":
            ends = ((part, end) for part, end in ((">=", value.low), ("<=", value.high)) if end)
            return tuple(
                found
                for part, end in ends
                for found in self.value(name, term._replace(sign=part), Value(end, value.at))  # type: ignore[arg-type]
            )
        meant = self.schema.meanings.get(name)
        if named := self.bounds(name, text) if sign in (":", "=") else ():
            return tuple(given for end in named for given in self.told_as(_ended(term, end, value.at), end.text))
        if meant is not None:
            if _EXACT[sign] not in meant.operators:
                self.fail(label("filter.no_order", name), label("filter.no_order.hint", name), value.at)
            found = self.known(meant, value)
            operator: Any = _EXACT[sign]
            if found.told:
                self.told.append(self.compared(name, sign, found.told))
            if len(found.values) == 1:
                return (Condition(name, operator, found.values[0]),)
            if operator == "!=":
                return tuple(Condition(name, "!=", one) for one in found.values)
            return (Either(tuple((Condition(name, operator, one),) for one in found.values)),)
        return self.plain(name, sign, value)

    def is_in_list(self, name: str, text: str) -> bool:
        """Whether a text is one value of a column whose cells are lists: what is drawn of one may be several."""
        field, meant = self.schema.field(name), self.schema.meanings.get(name)
        if field is None or not field.each:
            return False
        return meant.knows(text) if meant is not None else not set(text) & set(LIST_MARK + OTHER_LIST_MARKS)

    def known(self, meant: Meaning, value: Value) -> Reading:
        try:
            return meant.read(value.text)
        except NotRead as error:
            self.fail(error.message, error.hint, value.at)

    def bounds(self, name: str, text: str) -> tuple[Bound, ...]:
        """The ends that words name in a column whose values stand in an order: `超过10亿`, `2016年以后`."""
        meant, field = self.schema.meanings.get(name), self.schema.field(name)
        kind = meant.kind if meant is not None else field.kind if field is not None else ""
        if kind not in (*NUMBERS, "date", "time"):
            return ()
        said = "" if kind in NUMBERS else period_of(text, self.today) or ""
        if ".." in said:
            first, _, last = said.partition("..")
            ends: tuple[tuple[Sign, str], ...] = ((">=", first), ("<=", last))
            return tuple(Bound(sign, end) for sign, end in ends if end)
        return () if said else bounds_of(text, figures=kind in NUMBERS)

    def unsigned(self, text: str, at: int) -> Term | None:
        """A column and what its values may be without a sign between them: `金额超过10亿美元`, `成立时间2016年以后`."""
        folded = text.casefold()
        for title in sorted((one for one in self.titles if folded.startswith(one)), key=len, reverse=True):
            rest = text[len(title) :]
            if title and rest and self.bounds(self.titles[title], rest):
                return Term(title, ":", (Value(rest, at + len(title)),), at)
        return None

    def plain(self, name: str, sign: Sign, value: Value) -> tuple[Filter, ...]:
        """A value of a column that has no meaning beyond its type."""
        text = value.text
        field = self.schema.field(name)
        kind = field.kind if field is not None and field.stored else "text"
        operator: Any = _EXACT[sign]
        if kind in NUMBERS:
            number = read_numbers.number(text)
            if number is None:
                self.fail(label("filter.number", text), label("filter.number.hint"), value.at)
            held = Condition(name, operator, number.digits or number.value)
            unit = field.units[0] if field is not None and field.units and number.currency else ""
            told: Said = full(number.value)
            if unit:
                told = label("filter.printed", Label(*both(told)), str(number.currency))
            if re.search(r"[^\d.,eE+-]", text):
                self.told.append(self.compared(name, sign, told))
            if not unit:
                return (held,)
            # A file has no rates: an amount in a currency is compared with those in it.
            pinned = Condition(unit, "=", number.currency)
            return (Without((pinned, held._replace(operator="="))),) if operator == "!=" else (pinned, held)
        if kind in ("date", "time"):
            return self.day(name, sign, value, kind == "time")
        if kind == "truth":
            if text.casefold() not in (*TRUE, *FALSE):
                self.fail(label("filter.truth", text), label("filter.truth.hint"), value.at)
            return (Condition(name, operator, text.casefold() in TRUE),)
        if sign == ":" and self.is_in_list(name, text):
            return (Condition(name, "holds", (text,)),)
        if sign in ORDERING and value.form == "word" and read_numbers.number(text) is not None:
            # As letters `9` is more than `100`, and `3亿元` more than `1亿美元`.
            self.fail(label("filter.text_order", name, sign), label("filter.text_order.hint", text), value.at)
        return (Condition(name, "like" if sign == ":" else operator, text),)

    def day(self, name: str, sign: Sign, value: Value, moments: bool) -> tuple[Filter, ...]:
        """A day, a month, a quarter, a year: the days from its first to its last."""
        found = _moment(value.text) if moments else None
        if found is not None:
            return (Condition(name, _EXACT[sign], found),)  # type: ignore[arg-type]
        first, last = self.period(value)
        after = (last + timedelta(days=1)).isoformat()
        since = Condition(name, ">=", first.isoformat())
        until = Condition(name, "<", after) if moments else Condition(name, "<=", last.isoformat())
        match sign:
            case ">":
                return (since._replace(value=after),)
            case ">=":
                return (since,)
            case "<":
                return (Condition(name, "<", first.isoformat()),)
            case "<=":
                return (until,)
            case "!=":
                return (Without((since, until)),)
        if first == last and not moments:
            return (Condition(name, "=", first.isoformat()),)
        return since, until

    def period(self, value: Value) -> tuple[date, date]:
        found: dates.Period | None
        try:
            found = dates.parse(dates.dashed(value.text))
        except ValueError:
            said = period_of(value.text, self.today)
            found = dates.parse(said) if said else None
        if found is None or found.start is None or found.end is None:
            self.fail(label("filter.date", value.text), label("filter.date.hint"), value.at)
        return found.start, found.end


def _options(filters: tuple[Filter, ...]) -> Sequence[tuple[Filter, ...]]:
    """What may hold: several options of one value stand beside those of the others."""
    return filters[0].options if len(filters) == 1 and isinstance(filters[0], Either) else [filters]


def _moment(text: str) -> str | None:
    """A day with a time, as Polars reads it."""
    return text.replace("T", " ") if re.match(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d", text) else None


def _ended(term: Term, end: Bound, at: int) -> Term:
    """A term with one of the ends that its value named."""
    return term._replace(sign=end.sign, values=(Value(end.text, at),))


def _symbol(sign: Sign) -> str:
    return {":": "=", ">=": "≥", "<=": "≤", "!=": "≠"}.get(sign, sign)


def _with_currency(value: Value, currency: str) -> Value:
    if value.form == "range":
        low, high = (f"{end}{currency}" if end else "" for end in (value.low, value.high))
        return value._replace(low=low, high=high)
    return value._replace(text=f"{value.text}{currency}")


def read_filter(text: str, schema: Schema, today: date | None = None) -> FilterRead:
    """The filters of a line for a table. `today` is what `since` counts from; else the last day of the table's data.

    Raises `FilterError`, which names the character, for what cannot be read.
    """
    tree = parse_line(text)
    if tree is None:
        return FilterRead()
    reader = _Reader(schema, today or (schema.last() if schema.last is not None else date.today()))
    filters = reader.node(tree)
    return FilterRead(filters, tuple(dict.fromkeys(reader.told)), reader.selected)
