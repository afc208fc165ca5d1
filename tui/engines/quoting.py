"""Names of tables as an address has them: `deals`, `public.deals`, `"My.Schema".deals`."""

from __future__ import annotations

import re

_NAME = re.compile(r'"(?:[^"]|"")*"|[^."]+')


def parts_of(table: str) -> list[str]:
    """The names in that of a table: `public.deals`, `"My.Schema".deals`."""
    parts = _NAME.findall(table)
    return [part[1:-1].replace('""', '"') if part[:1] == '"' else part for part in parts]


def as_typed(name: str) -> str:
    """A name as an address has it: as it is, or in quotes where it would be read as several."""
    plain = re.fullmatch(r"[\w $-]+", name) is not None
    return name if plain else '"' + name.replace('"', '""') + '"'
