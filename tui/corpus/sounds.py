"""How Chinese names sound: their pinyin and its initials, built ahead for the corpus and kept in `data/pinyin.csv`.

python -m tui.corpus.sounds data     builds that file anew, after names were added
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tui.text.folding import HAN, folded, squeezed

FILE = "pinyin.csv"


class Sound(NamedTuple):
    """A name in simplified characters, its full pinyin and the first letter of each syllable."""

    folded: str
    pinyin: str
    initials: str


def sound(name: str) -> Sound:
    """How a name sounds, by the phrases that pypinyin knows; Latin letters stand as they are."""
    from pypinyin import lazy_pinyin

    text = folded(name)
    syllables = [squeezed(part) for part in lazy_pinyin(text, v_to_u=False)]
    initials = [
        part if not HAN.search(source) else part[:1] for part, source in zip(syllables, _parts(text), strict=True)
    ]
    return Sound(text, "".join(syllables), "".join(initials))


def _parts(text: str) -> list[str]:
    """A text as pypinyin divides it: each character of Chinese, and each run of anything else."""
    parts: list[str] = []
    for char in text:
        if HAN.match(char) or not parts or HAN.match(parts[-1]):
            parts.append(char)
        else:
            parts[-1] += char
    return parts


def built(names: Iterable[str]) -> pl.DataFrame:
    """The sounds of all names with Chinese characters, in the order of the names."""
    chinese = sorted({name for name in names if HAN.search(name)})
    return pl.DataFrame([(name, *sound(name)) for name in chinese], schema=["name", *Sound._fields], orient="row")


def kept(path: Path) -> Mapping[str, Sound]:
    """The sounds that lie in a file; none where it is missing or not of this form."""
    try:
        frame = pl.read_csv(path, infer_schema=False)
        return {name: Sound(*rest) for name, *rest in frame.select("name", *Sound._fields).iter_rows()}
    except (OSError, pl.exceptions.PolarsError):
        return {}


def spellings(entities: pl.DataFrame) -> list[str]:
    """All spellings of the names of the corpus."""
    found: list[str] = []
    for en, zh, hant, aliases in entities.select("en", "zh_hans", "zh_hant", "aliases").iter_rows():
        found += [name for name in (en, zh, hant, *(aliases.split(";") if aliases else ())) if name]
    return found


if __name__ == "__main__":
    from tui.corpus.corpus import Corpus

    target = Path(sys.argv[1])
    built(spellings(Corpus(target).frame("entities"))).write_csv(target / FILE)
