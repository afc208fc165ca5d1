"""The shipped claims of the five articles stand on their lines, wherever the articles lie beside the checkout."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tui.corpus.articles import reread
from tui.corpus.lens import Lens

ARTICLES = ROOT.parent / "shared" / "articles"


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are no part of the project; they lie in ../shared")
def test_what_the_articles_print_stands_there(shipped: Lens) -> None:
    found = reread(shipped.corpus, ARTICLES)
    assert [str(problem) for problem in found.problems] == []
    assert found.articles == 5
    assert found.claims == sum(
        shipped.corpus.frame(name)["source"].str.starts_with("art-").sum() for name in shipped.corpus.claimed
    )
