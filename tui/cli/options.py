"""What a command takes, said once in the fields of its request: parser, completion and `--spec` all read it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, fields
from typing import Any, NamedTuple, TypeVar

from tui.grants import NO_POWER, Power
from tui.language.label import Label

R = TypeVar("R")


class Option(NamedTuple):
    """One option or operand of a command.

    Attributes:
        name: of the field that holds its value, behind the groups it stands in: `file.encoding`.
        flag: how it is written; empty for an operand.
        about: what it says or does, in few words.
        metavar: what its value is called; empty where it takes none or one of `choices`.
        choices: the values it takes, where these are few.
        read: makes its value of a text.
        default: its value where it is not given.
        constant: the value that the flag stands for; None where a value follows it.
        many: how many operands there are: one, `?`, `*` or `+`.
        signed: of operands, whether one may begin with `-`, as a denied filter does.
        needs: the power without which it is not there.
    """

    name: str
    flag: str
    about: Label
    metavar: str = ""
    choices: tuple[str, ...] = ()
    read: Callable[[str], Any] = str
    default: Any = None
    constant: Any = None
    many: str = ""
    signed: bool = False
    needs: Power = NO_POWER

    @property
    def valued(self) -> bool:
        """Whether the word that follows its flag is its value."""
        return bool(self.flag) and self.constant is None


def option(
    flag: str,
    metavar: str,
    about: Label,
    *,
    default: Any = "",
    read: Callable[[str], Any] = str,
    choices: Sequence[str] = (),
    needs: Power = NO_POWER,
) -> Any:
    """A field that holds the value of an option."""
    return _field(default, Option("", flag, about, metavar, tuple(choices), read, default, needs=needs))


def switch(flag: str, about: Label, *, needs: Power = NO_POWER) -> Any:
    """A field that is true where an option is given."""
    return _field(False, Option("", flag, about, default=False, constant=True, needs=needs))


def one_of(*flags: tuple[str, str, Label], default: str = "") -> Any:
    """A field that holds what one of several options stands for, given as flag, value and what it does."""
    return _field(default, *(Option("", flag, about, default=default, constant=value) for flag, value, about in flags))


def operand(metavar: str, about: Label, *, optional: bool = False) -> Any:
    """A field that holds a word without a flag."""
    return _field("", Option("", "", about, metavar, default="", many="?" if optional else ""))


def operands(metavar: str, about: Label, *, least: int = 0, signed: bool = False) -> Any:
    """A field that holds all words without a flag that are left."""
    return _field((), Option("", "", about, metavar, default=(), many="+" if least else "*", signed=signed))


def hidden(default: Any = "") -> Any:
    """A field that no word of the command line fills by itself: what read the line does."""
    return _field(default)


def group(request: Callable[[], Any]) -> Any:
    """A field that holds options that several commands share, as a request of their own."""
    return field(default_factory=request, metadata={"group": request})


def _field(default: Any, *options: Option) -> Any:
    return field(default=default, metadata={"options": options})


def sets_of_options(request: type[Any], within: str = "") -> Iterator[list[Option]]:
    """All that a request takes, in the order of its fields; options that exclude each other stand together."""
    for each in fields(request):
        name = within + each.name
        if "group" in each.metadata:
            yield from sets_of_options(each.metadata["group"], f"{name}.")
        elif each.metadata["options"]:
            yield [one._replace(name=name) for one in each.metadata["options"]]


def options_of(request: type[Any]) -> list[Option]:
    """All that a request takes, one by one."""
    return [one for together in sets_of_options(request) for one in together]


def flags_given(request: Any) -> list[str]:
    """The flags of a group whose values are others than where nothing is said."""
    return [
        one.flag
        for one in options_of(type(request))
        if (value := getattr(request, one.name)) != one.default and one.constant in (None, value)
    ]


def request_of(request: Callable[..., R], given: Mapping[str, Any], within: str = "") -> R:
    """The request that holds the values given by the names of options."""
    values = {}
    for each in fields(request):  # type: ignore[arg-type]
        name = within + each.name
        if "group" in each.metadata:
            values[each.name] = request_of(each.metadata["group"], given, f"{name}.")
        elif name in given:
            value = given[name]
            values[each.name] = tuple(value) if isinstance(value, list) else value
    return request(**values)
