"""Keys as people write them and as a terminal tells them, brought to one form.

A key is the character that it types (`[`, `G`), or the name of one that types none (`enter`, `ctrl+d`, `space`).
A command has sequences of one or two keys: `j`, `Ctrl+D`, `gg`, `g!`, `g Tab`.
"""

from __future__ import annotations

import unicodedata

Keys = tuple[str, ...]
"""One key, or one that waits and the one behind it."""

_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""The keys that type nothing, and how they are written."""
SPELLINGS = {
    **{shown.lower(): name for name, shown in _NAMES.items()},
    "return": "enter",
    "newline": "ctrl+j",
    # What Textual calls characters whose Unicode names it finds too long.
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "minus": "-",
    "plus": "+",
    "underscore": "_",
}
MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
ONE_KEY = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "ctrl+space": "ctrl+@"}
"""What a terminal cannot tell from another key."""


def _base(text: str) -> str | None:
    """A key without modifiers."""
    name = text.lower()
    if name in _NAMES or name in SPELLINGS:
        return SPELLINGS.get(name, name)
    if len(text) == 1:
        return "space" if text == " " else text if text.isprintable() else None
    try:
        # Two letters are two keys, though `gs` and others are names of control characters too.
        character = unicodedata.lookup(name.replace("_", " ").upper()) if len(name) > 2 else ""
    except KeyError:
        return None
    return character if character.isprintable() and character else None


def _key(text: str) -> str | None:
    """A key by what people or Textual call it: `Ctrl+X`, `ctrl+x`, `[`, `left_square_bracket`; None if it is none."""
    head, plus, last = (text[:-2], "+", "+") if text.endswith("++") else text.rpartition("+")
    if text == "+" or not plus:
        return _base(text)
    modifiers = {part.strip().lower() for part in head.split("+")}
    base = _base(last.strip())
    if base is None or not modifiers <= {*MODIFIERS}:
        return None
    if len(base) == 1 and base.isalpha():
        if modifiers == {"shift"}:
            return base.upper()
        base = base.lower()
    found = "+".join([*(one for one in MODIFIERS if one in modifiers), base])
    return ONE_KEY.get(found, found)


def pressed(name: str, character: str | None) -> str:
    """The key of an event: by what it types, else by its name."""
    if character is not None and character.isprintable() and character != " " and ("+" not in name or name == "+"):
        return character
    return _key(name) or name


def read_keys(text: str) -> Keys:
    """The keys that are written so: `j`, `Ctrl+D`, `gg`, `g Tab`. Raises ValueError where one of them is none."""
    parts = text.split() if text.strip() else [text]
    if len(parts) == 1 and len(text) == 2 and _key(text) is None:
        parts = [*text]
    found = tuple(one for part in parts if (one := _key(part)) is not None)
    if len(found) < len(parts) or not 0 < len(found) <= 2 or not text:
        raise ValueError(text)
    return found


def key_text(keys: Keys) -> str:
    """Keys as people write them: `g!`, `Ctrl+D`, `g Tab`."""
    shown = [_written(one) for one in keys]
    return ("" if all(len(one) == 1 for one in shown) else " ").join(shown)


def _written(one: str) -> str:
    *modifiers, base = [one] if one == "+" or "+" not in one else one.removesuffix("++").split("+")
    if one.endswith("++"):
        modifiers, base = [*modifiers, base], "+"
    shown = _NAMES.get(base, base.upper() if modifiers and len(base) == 1 else base)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])
