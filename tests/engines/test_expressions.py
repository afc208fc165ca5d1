"""DuckDB computes columns as Polars does, or says that it does not."""

from __future__ import annotations

from functools import partial

import pytest

from tests.engines.expressions import EXPRESSIONS, NEEDED, ROWS, the_same_or_refused
from tests.engines.test_contract import kept, parquets
from tui.engines.base import Engine

WAYS = {"files": parquets, "a table with gaps": partial(kept, gaps=True)}


@pytest.fixture(scope="module", params=WAYS)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return WAYS[request.param](ROWS, tmp_path_factory.mktemp("expressions"))


@pytest.mark.parametrize("expression", dict.fromkeys((*EXPRESSIONS, *NEEDED)))
def test_what_is_computed_is_what_polars_computes(engine: Engine, expression: str) -> None:
    done = the_same_or_refused(engine, ROWS, expression)
    assert done or expression not in NEEDED
