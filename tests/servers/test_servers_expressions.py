"""Servers compute columns as Polars does, or say that they do not."""

from __future__ import annotations

import pytest

from tests.engines.expressions import EXPRESSIONS, NEEDED, ROWS, the_same_or_refused
from tests.engines.test_contract import needs
from tests.servers.serving import Server, opened
from tui.engines.base import Can, Engine


@pytest.fixture(scope="module")
def engine(server: Server) -> Engine:
    server.store("expressions", ROWS, ("n",))
    found = opened(server, "expressions")
    needs(found, Can.DERIVE)
    return found


@pytest.mark.parametrize("expression", dict.fromkeys((*EXPRESSIONS, *NEEDED)))
def test_what_is_computed_is_what_polars_computes(engine: Engine, server: Server, expression: str) -> None:
    # Each query of Spark takes a tenth of a second.
    whole = engine.name != "Spark" or expression in NEEDED
    done = the_same_or_refused(engine, server.held(ROWS), expression, whole=whole)
    assert done or expression not in NEEDED
