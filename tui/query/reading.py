"""Reads a filter line for one table: which columns are meant, and what the values mean in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NamedTuple, NoReturn

from tui.query.fields import NUMBERS, Schema, unknown
from tui.query.meaning import Meaning, Reading
from tui.query.query import ANY, LIST_MARK, OTHER_LIST_MARKS, Condition, Either, Filter, SortKey, Without
from tui.query.syntax import All, Any_, FilterError, Node, Not, Sign, Term, Value, Words, parse_line
from tui.text import dates, read_numbers
from tui.text.numbers import full
from tui.text.since import days_before
from tui.text.spelling import nearest

_EXACT: dict[Sign, str] = {":": "=", "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_DENIED = {"contains": "lacks", "drawn": "undrawn", "null": "present"}
TRUE, FALSE = ("true", "yes", "1", "是", "真"), ("false", "no", "0", "否", "假")


class FilterRead(NamedTuple):
    """A filter line as it was read.

    Attributes:
        filters: what rows must satisfy.
        told: how values were taken where that is not plain: `amount > $1B, in US dollars`.
        selected: whether only the rows selected on the screen are wanted.
    """

    filters: tuple[Filter, ...] = ()
    told: tuple[str, ...] = ()
    selected: bool = False


def column_titles(schema: Schema) -> dict[str, str]:
    """Every way to call a column, and the column: its own name as it is written, then folded names, then titles."""
    found: dict[str, str] = {name: name for name in schema.names}
    for name in schema.names:
        found.setdefault(name.casefold(), name)
    for field in schema.fields:
        found.setdefault(field.title.casefold(), field.name)
    for name, meaning in schema.meanings.items():
        for title in (name, *meaning.titles):
            found.setdefault(title.casefold(), name)
    for name, spelled in schema.spelled.items():
        found.setdefault(spelled.casefold(), name)
    return found


def column_called(titles: Mapping[str, str], word: str) -> str | None:
    """The column that a word calls: the one of exactly this name, else one whose name differs only in case."""
    return titles.get(word) or titles.get(word.casefold())


def read_columns(text: str, schema: Schema) -> tuple[str, ...]:
    """The columns of `company,金额`, by their names or titles. Raises `TermsheetError` for one that is not there."""
    titles = column_titles(schema)
    found = []
    for word in (part.strip() for part in text.split(",")):
        if word:
            name = column_called(titles, word)
            if name is None:
                raise unknown(word, list(dict.fromkeys([*schema.names, *titles.values()])))
            found.append(name)
    return tuple(found)


def read_sort(text: str, schema: Schema) -> tuple[SortKey, ...]:
    """The sort keys of `-amount,company`: a leading `-` is descending. Raises `TermsheetError` likewise."""
    keys = [part.strip() for part in text.split(",") if part.strip()]
    names = read_columns(",".join(key.removeprefix("-") for key in keys), schema)
    return tuple(SortKey(name, key.startswith("-")) for name, key in zip(names, keys, strict=True))


class _Reader:
    def __init__(self, schema: Schema, today: date) -> None:
        self.schema, self.today = schema, today
        self.titles = column_titles(schema)
        self.told: list[str] = []
        self.selected = False
        self.within = 0

    def fail(self, message: str, hint: str, at: int) -> NoReturn:
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
                return (self.words(text, at, form),)
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

    def words(self, text: str, at: int, form: str) -> Filter:
        if form == "regex":
            self.check(text, at)
        return Condition(ANY, "matches" if form == "regex" else "contains", text)

    def check(self, pattern: str, at: int) -> None:
        """Whether a regular expression can be."""
        told = self.schema.regex_fault(pattern)
        if told:
            self.fail(f"`{pattern[:60]}` is no regular expression: {told}", "mend it, or put the text in quotes", at)

    # Terms

    def term(self, term: Term) -> tuple[Filter, ...]:
        folded = term.column.casefold()
        if folded == "is" and self.schema.field("is") is None:
            return self.state(term)
        if folded in ("since", "自") and folded not in self.titles:
            return self.since(term)
        name = column_called(self.titles, term.column)
        if name is None:
            known = list(dict.fromkeys([*self.schema.names, *self.titles.values()]))
            titles = [field.title for field in self.schema.fields if field.title.casefold() not in known]
            self.fail(f"no column `{term.column}`", nearest(term.column, [*known, *titles]), term.at)
        options = [option for value in term.values for option in _options(self.value(name, term, value))]
        if len(options) == 1:
            return options[0]
        if term.sign == "!=":
            return tuple(given for option in options for given in option)
        return (Either(tuple(options)),)

    def state(self, term: Term) -> tuple[Filter, ...]:
        """`is:disputed`, `is:selected` and what else is said of rows as a whole."""
        options: list[tuple[Filter, ...]] = []
        known = self.schema.meanings.get("is")
        for value in term.values:
            if value.text.lower() == "selected":
                if self.within or len(term.values) > 1:
                    self.fail("`is:selected` stands on its own", "leave out what is around it", value.at)
                self.selected = True
                return ()
            if value.text.lower() == "null":
                self.fail("`is:null` of which column?", "write column:null", term.at)
            if known is None:
                self.fail(f"`is:{value.text}` goes with claims of the corpus", "files have is:selected", term.at)
            options.append((Condition("is", "=", self.known(known, value).values[0]),))
        return options[0] if len(options) == 1 else (Either(tuple(options)),)

    def since(self, term: Term) -> tuple[Filter, ...]:
        column = next((n for n in ("announced", "period", "published") if n in self.schema.meanings), None)
        column = column or next((f.name for f in self.schema.fields if f.kind in ("date", "time")), None)
        if column is None:
            self.fail("this table has no date", "leave `since` out", term.at)
        text = term.values[0].text
        start = days_before(text, self.today)
        if start is None:
            return self.value(column, term._replace(sign=">="), term.values[0])
        self.told.append(f"{column} ≥ {start}")
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
        if meant is not None:
            if _EXACT[sign] not in meant.operators:
                self.fail(f"`{name}` has no order", f"{name}:value is what it knows", value.at)
            found = self.known(meant, value)
            operator: Any = _EXACT[sign]
            if found.told:
                self.told.append(f"{name} {_symbol(sign)} {found.told}")
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
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            self.fail(message, hint, value.at)

    def plain(self, name: str, sign: Sign, value: Value) -> tuple[Filter, ...]:
        """A value of a column that has no meaning beyond its type."""
        text = value.text
        field = self.schema.field(name)
        kind = field.kind if field is not None and field.stored else "text"
        operator: Any = _EXACT[sign]
        if kind in NUMBERS:
            number = read_numbers.number(text)
            if number is None:
                self.fail(f"`{text}` is no number", "write digits, or 1b 100m 10亿", value.at)
            if re.search(r"[^\d.,eE+-]", text):
                self.told.append(f"{name} {_symbol(sign)} {full(number.value)}")
            return (Condition(name, operator, number.value),)
        if kind in ("date", "time"):
            return self.day(name, sign, value, kind == "time")
        if kind == "truth":
            if text.casefold() not in (*TRUE, *FALSE):
                self.fail(f"`{text}` is neither true nor false", "write true or false", value.at)
            return (Condition(name, operator, text.casefold() in TRUE),)
        if sign == ":" and self.is_in_list(name, text):
            return (Condition(name, "holds", (text,)),)
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
        try:
            found = dates.parse(dates.dashed(value.text))
        except ValueError:
            found = None
        if found is None or found.start is None or found.end is None:
            self.fail(f"`{value.text}` is no date", "write 2024, 2024-Q3, 2024-03 or 2024-03-05", value.at)
        return found.start, found.end


def _options(filters: tuple[Filter, ...]) -> Sequence[tuple[Filter, ...]]:
    """What may hold: several options of one value stand beside those of the others."""
    return filters[0].options if len(filters) == 1 and isinstance(filters[0], Either) else [filters]


def _moment(text: str) -> str | None:
    """A day with a time, as Polars reads it."""
    return text.replace("T", " ") if re.match(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d", text) else None


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
    reader = _Reader(schema, today or schema.last_day or date.today())
    filters = reader.node(tree)
    return FilterRead(filters, tuple(dict.fromkeys(reader.told)), reader.selected)
