"""A card names the country of an entity, in the language of the person."""

from __future__ import annotations

import pytest

from tui.cells.cell import Reader
from tui.corpus.lens import Lens
from tui.language.label import Language
from tui.pages.card import Identity
from tui.pages.panel import Room


@pytest.mark.parametrize(
    ("entity", "language", "country"),
    [
        ("openai", "en", "United States"),
        ("openai", "zh", "美国"),
        ("mistral-ai", "en", "France"),
        ("mistral-ai", "zh", "法国"),
    ],
)
def test_a_country_has_a_name_and_no_code(shipped: Lens, entity: str, language: Language, country: str) -> None:
    drawn = Identity(shipped, entity).draw(Room(100, 20, Reader(language, shipped.names)))
    first = "".join(span.text for span in drawn[0])
    assert first.endswith(f"· {country}")
    assert ", " not in first or language == "en"
