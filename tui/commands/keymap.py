"""Which command each key is for: the keys that commands have, and those a person gave them in `config.toml`.

    [keys]
    find = "ctrl+s"
    first = ["gg", "Home"]
    mouse = []

What cannot be is told in one line each, and everything else holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tui.commands import keys as written_keys
from tui.commands.keys import Keys, key_text
from tui.commands.registry import Command, Where, commands, refusing
from tui.grants import EVERYTHING, Grants
from tui.language.label import Label, Language
from tui.language.words import label
from tui.query.meaning import spelled_like
from tui.text.visible import visible

HELD = {"ctrl+c": "stop", "ctrl+q": "quit"}
"""Keys that the program takes ahead of all commands, since they must work whatever is in front."""
_NAMED = re.compile(r"\{([a-z][a-z0-9._]*)\}")


class Keymap:
    """The keys of all commands.

    Args:
        keys: the keys of each command, by its id.
        problems: what of a person's choice could not be.
        grants: what may be done; what may not has its keys, which say so, and is named nowhere.
    """

    def __init__(
        self, keys: Mapping[str, Sequence[Keys]], problems: Iterable[Label] = (), grants: Grants = EVERYTHING
    ) -> None:
        self.problems = tuple(problems)
        known = [one if grants.has(one.needs) else refusing(one) for one in commands()]
        self.granted = tuple(one for one in known if grants.has(one.needs))
        self._by_id = {command.id: command for command in known}
        self._keys = {id: tuple(given) for id, given in keys.items()}
        self._commands: dict[Keys, list[Command]] = {}
        for command in known:
            for one in self._keys.get(command.id, ()):
                self._commands.setdefault(one, []).append(command)

    @property
    def prefixes(self) -> frozenset[str]:
        """Keys that wait for a second one."""
        return frozenset(keys[0] for keys in self._commands if len(keys) > 1)

    def command(self, keys: Keys, where: Where) -> Command | None:
        """The command of some keys where the person is; of two that share them, the one that applies there."""
        found = self._commands.get(keys, [])
        return next((command for command in found if where in command.where), found[0] if found else None)

    def called(self, id: str) -> Command:
        """The command of an id, or what refuses it."""
        return self._by_id[id]

    def of(self, id: str) -> tuple[Keys, ...]:
        """The keys of a command."""
        return self._keys.get(id, ())

    def key(self, id: str) -> str:
        """How a command is called up, for a sentence: by its first key, else by its name."""
        keys = self.of(id)
        return key_text(keys[0]) if keys else f":{id}"

    def named(self, text: str) -> str:
        """A text of the program, with the key of a command where it stands as `{export}`."""
        return _NAMED.sub(lambda found: self.key(found.group(1)), text)

    def line(self, where: Where, language: Language) -> list[tuple[str, str]]:
        """Key and short word of what stands on the key line in a place."""
        return [
            (self.key(command.id), command.short.text(language))
            for command in self.granted
            if command.short is not None and where in command.where and self.of(command.id)
        ]

    def behind(self, prefix: str, where: Where, language: Language) -> list[tuple[str, str]]:
        """The keys that a key waits for in a place, and what they do: short words first, so that most have room."""
        found = [
            (key_text(keys), command.label.text(language))
            for command in self.granted
            for keys in self.of(command.id)
            if len(keys) > 1 and keys[0] == prefix and where in command.where
        ]
        return sorted(found, key=lambda pair: len(pair[1]))

    def told(self, language: Language) -> list[tuple[str, str]]:
        """All keys and the words of each command, for help."""
        return [
            (" ".join(map(key_text, self.of(command.id))), command.label.text(language)) for command in self.granted
        ]


def defaults() -> dict[str, tuple[Keys, ...]]:
    """The keys that commands have where nothing else was chosen."""
    return {command.id: tuple(map(written_keys.read_keys, command.keys)) for command in commands()}


def keymap(chosen: Mapping[str, Any]) -> Keymap:
    """The keys of all commands where a person gave some of them others."""
    return _Choice(chosen).keymap()


class _Choice:
    """Gives commands the keys that a person chose, one after the other, and tells what cannot be."""

    def __init__(self, chosen: Mapping[str, Any]) -> None:
        self._problems: list[Label] = []
        self._commands = {command.id: command for command in commands()}
        self._keys: dict[str, tuple[Keys, ...]] = defaults()
        self._chosen = {id: keys for id, given in chosen.items() if (keys := self._read(id, given)) is not None}

    def _tell(self, id: str, why: Label) -> None:
        self._problems.append(label("keys.at", visible(id), why))

    def _read(self, id: str, given: Any) -> list[Keys] | None:
        if id not in self._commands:
            hint = spelled_like(id, [*self._commands])
            why = label("keys.no_command")
            self._tell(id, Label(f"{why.en}; {hint.en}", f"{why.zh}；{hint.zh}"))
            return None
        texts = [given] if isinstance(given, str) else given
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            self._tell(id, label("keys.form"))
            return None
        found: list[Keys] = []
        for text in texts:
            try:
                found.append(written_keys.read_keys(text))
            except ValueError:
                self._tell(id, label("keys.no_key", visible(text)))
        # Of a list in which nothing is a key, nothing was chosen.
        return found if found or not texts else None

    def keymap(self) -> Keymap:
        before = {id: self._keys.pop(id) for id in self._chosen}
        for id, keys in self._chosen.items():
            self._keys[id] = tuple(one for one in keys if self._is_free(id, one))
            if keys and not self._keys[id]:
                self._keys[id] = tuple(one for one in before[id] if not self._others(id, one))
        return Keymap(self._keys, self._problems)

    def _others(self, id: str, keys: Keys) -> list[tuple[str, Keys]]:
        """The commands that these keys would get in the way of, and their keys."""
        where = self._commands[id].where
        return [
            (other, one)
            for other, given in self._keys.items()
            if other != id and self._commands[other].where & where
            for one in given
            if one[: len(keys)] == keys[: len(one)]
        ]

    def _is_free(self, id: str, keys: Keys) -> bool:
        """Whether a command can have some keys. The same keys of a command that kept its own are taken from it."""
        held = next((HELD[one] for one in keys if one in HELD), id)
        if held != id:
            self._tell(id, label("keys.held", key_text(keys), held))
            return False
        for other, one in self._others(id, keys):
            if one != keys:
                self._tell(id, label("keys.begins", key_text(keys), key_text(one), other))
                return False
            if other in self._chosen:
                self._tell(id, label("keys.taken", key_text(keys), other))
                return False
            left = tuple(given for given in self._keys[other] if given != keys)
            kept = " ".join(map(key_text, left))
            self._tell(
                id, label("keys.keeps" if left else "keys.loses", key_text(keys), other, *([kept] if left else []))
            )
            self._keys[other] = left
        return True


def load(grants: Grants = EVERYTHING) -> Keymap:
    """The keys as `config.toml` has them; those of the program where it says nothing or cannot be read."""
    from tui.storage import config

    found, unread = config.read_config()
    problems = [label(key, why) for key, why in unread]
    chosen = found.pop("keys", {})
    found.pop("connections", None)
    if not isinstance(found.pop(config.KEEP_FRAMES, True), bool):
        problems.append(label("keys.true_or_false", config.KEEP_FRAMES))
    problems += [label("keys.only", visible(name)) for name in found]
    if not isinstance(chosen, dict):
        problems.append(label("keys.table"))
        chosen = {}
    result = keymap(chosen)
    told = [Label(*(f"{config.CONFIG} {text}" for text in problem)) for problem in (*problems, *result.problems)]
    return Keymap({command.id: result.of(command.id) for command in commands()}, told, grants)


MORE = Label("more, {problems} lists them", "条，按 {problems} 查看")


def told_keys(keys: Keymap, language: Language) -> str:
    """What of a person's keys could not be, in one line."""
    first, *others = keys.problems
    said = first.text(language)
    return f"{said} · +{len(others)} {keys.named(MORE.text(language))}" if others else said
