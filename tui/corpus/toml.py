"""Values taken out of a TOML one by one: what is missing, of a wrong type or unknown is told with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn, Self

from tui.errors import EXIT_UNREADABLE, Said, TermsheetError
from tui.language.label import Label
from tui.language.system import system_says
from tui.language.words import label
from tui.query.meaning import spelled_like
from tui.text.spelling import alike

_Step = tuple[str, int | None]
"""A key, and which of its entries where it holds several."""


def parsed(path: Path) -> dict[str, Any]:
    """What a TOML holds. Raises `TermsheetError` that says where it is none."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        told = re.sub(r" \(at line (\d+), column (\d+)\)", "", str(error))
        line = re.search(r"at line (\d+)", str(error))
        place = f"{path.name}:{line.group(1)}" if line else path.name
        why = label("corpus.no_toml", f"{told[0].lower()}{told[1:]}")
        raise TermsheetError(label("corpus.failed", place, why), label("corpus.mend_toml"), EXIT_UNREADABLE) from None
    except UnicodeDecodeError as error:
        raise TermsheetError(
            label("corpus.failed", path.name, label("corpus.no_utf8")), label("corpus.no_utf8.hint"), EXIT_UNREADABLE
        ) from error
    except OSError as error:
        raise TermsheetError(
            label("corpus.failed", str(path), system_says(error)), label("corpus.has_toml"), EXIT_UNREADABLE
        ) from None


def _line_of(text: str, steps: tuple[_Step, ...]) -> int:
    """The line of a key, by plain search within the table that it stands in; of the table where it does not stand."""
    found, start, end = 0, 0, len(text)
    for key, number in steps:
        name = rf'"?{re.escape(key)}"?'
        headers = [*re.compile(rf"^\[+(?:[^\]\n]*\.)?{name}\]+", re.M).finditer(text, start, end)]
        if len(headers) > (number or 0):
            match = headers[number or 0]
            found, start = match.start(), match.end()
            end = _next(text, "\n[", start, end)
            continue
        first = _next(text, "\n[", start, end)
        assigned = re.compile(rf"(?:^|[\s{{,]){name}\s*=", re.M).search(text, start, first)
        if assigned is None:
            if re.compile(rf"^\[+{name}\.", re.M).search(text, start, end):
                # Only tables inside of it have a header: `[values.round]`.
                continue
            break
        found = start = assigned.end() - 1
        for _ in range(0 if number is None else number + 1):
            found = _next(text, "{", start, first)
            start = found + 1
        end = _next(text, "\n", start, first)
    return text.count("\n", 0, found) + 1


def _next(text: str, sign: str, start: int, end: int) -> int:
    """Where a sign stands next, else the end."""
    place = text.find(sign, start, end)
    return end if place < 0 else place


class Section:
    """A table of a TOML. Every value is asked for by its type; what nobody asked for is a mistake."""

    def __init__(self, raw: Mapping[str, Any], path: Path, steps: tuple[_Step, ...] = ()) -> None:
        self._raw = raw
        self._path = path
        self._steps = steps
        self._asked: set[str] = set()

    def wrong(self, key: str, told: Label, hint: Said = "") -> NoReturn:
        """Raises what is wrong with a key, with its place."""
        text = self._path.read_text(encoding="utf-8")
        line = _line_of(text, (*self._steps, (key, None)))
        raise TermsheetError(label("toml.at", self._path.name, str(line), told), hint, EXIT_UNREADABLE)

    def _take(self, key: str, form: str, fits: Callable[[Any], bool], default: Any) -> Any:
        self._asked.add(key)
        if key not in self._raw:
            if default is ...:
                self._missing(key, form)
            return default
        if not fits(self._raw[key]):
            self.wrong(key, label("toml.form", key, label(form)))
        return self._raw[key]

    def _missing(self, key: str, form: str) -> NoReturn:
        meant = next((other for other in self._raw if other not in self._asked and alike(other, key)), None)
        if meant is not None:
            self.wrong(meant, label("toml.unknown", meant), label("filter.near", key))
        self.wrong(key, label("toml.missing", key), label("toml.write", label(form)))

    def text(self, key: str, default: str = ..., among: tuple[str, ...] = ()) -> str:  # type: ignore[assignment]
        """A text, one of `among` where these are given; required where there is no default."""
        value: str = self._take(key, "toml.text", lambda value: isinstance(value, str), default)
        if among and value != default and value not in among:
            self.wrong(key, label("toml.value", key, value), spelled_like(value, among))
        return value

    def words(self, key: str) -> Label:
        """A text that is the same in both languages, or one in each."""
        if isinstance(self._raw.get(key), dict):
            return self.label(key)
        text = self.text(key)
        return Label(text, text)

    def texts(self, key: str, default: tuple[str, ...] = ...) -> tuple[str, ...]:  # type: ignore[assignment]
        """Texts in their order; required where there is no default."""
        return tuple(self._take(key, "toml.texts", _are_texts, default))

    def flag(self, key: str) -> bool:
        """True or false; false where it does not stand."""
        return bool(self._take(key, "toml.flag", lambda value: isinstance(value, bool), False))

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Lists of texts in their order."""
        found = self._take(key, "toml.lists", lambda v: isinstance(v, list) and all(map(_are_texts, v)), ...)
        return tuple(map(tuple, found))

    def number(self, key: str) -> float | None:
        """A number, if it stands there."""
        found: float | None = self._number(key, None)
        return found

    def share(self, key: str) -> float:
        """A number that is required."""
        return float(self._number(key, ...))

    def _number(self, key: str, default: Any) -> Any:
        return self._take(key, "toml.number", lambda value: type(value) in (int, float), default)

    def whole(self, key: str, default: int = ...) -> int:  # type: ignore[assignment]
        """A whole number; required where there is no default."""
        return int(self._take(key, "toml.whole", lambda value: type(value) is int, default))

    def label(self, key: str) -> Label:
        """A text in both languages."""
        if key not in self._raw:
            self._missing(key, "toml.label")
        with self.section(key) as inner:
            return Label(inner.text("en"), inner.text("zh"))

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    def section(self, key: str) -> Section:
        """A table inside of this one; an empty one where it does not stand."""
        found = self._take(key, "toml.table", _is_table, {})
        return Section(found, self._path, (*self._steps, (key, None)))

    def sections(self, key: str) -> list[Section]:
        """The tables of a list."""
        found = self._take(key, "toml.tables", lambda v: isinstance(v, list) and all(map(_is_table, v)), [])
        return [Section(raw, self._path, (*self._steps, (key, number))) for number, raw in enumerate(found)]

    def __iter__(self) -> Iterator[str]:
        """The keys that stand there, where they are free."""
        return iter(self._raw)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        """Raises where something stands that was not asked for."""
        unknown = next((key for key in self._raw if key not in self._asked), None)
        if kind is None and unknown is not None:
            self.wrong(unknown, label("toml.unknown", unknown), spelled_like(unknown, sorted(self._asked)))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
