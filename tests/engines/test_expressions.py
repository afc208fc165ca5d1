"""DuckDB computes columns as Polars does, or says that it does not."""

from __future__ import annotations

import pytest

from tests.engines.expressions import EXPRESSIONS, NEEDED, ROWS, the_same_or_refused
from tests.engines.test_contract import kept, parquets
from tui.engines.base import Engine

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return parquets(ROWS, tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def with_key(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return kept(ROWS, tmp_path_factory.mktemp("tables"), gaps=True)


@pytest.mark.parametrize("expression", NEEDED)
def test_files_have_what_is_asked_for_most(read: Engine, expression: str) -> None:
    assert the_same_or_refused(read, ROWS, expression)


@pytest.mark.parametrize("expression", dict.fromkeys((*EXPRESSIONS, *NEEDED)))
def test_what_is_computed_is_what_polars_computes(with_key: Engine, expression: str) -> None:
    done = the_same_or_refused(with_key, ROWS, expression)
    assert done or expression not in NEEDED
