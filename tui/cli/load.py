"""`load`: writes the corpus into a database."""

from __future__ import annotations

from dataclasses import dataclass

from tui.cli.options import group, operand, switch
from tui.cli.output import note
from tui.cli.parser import Verb
from tui.cli.shared import Common
from tui.errors import EXIT_OK
from tui.grants import Power
from tui.language.label import Label
from tui.language.words import label


@dataclass(frozen=True)
class LoadRequest:
    """What `load` takes."""

    address: str = operand(
        "ADDRESS",
        Label("postgres://…/database[/schema], duckdb:///file.db", "postgres://…/数据库[/模式]、duckdb:///文件.db"),
    )
    replace: bool = switch("--replace", Label("take tables of these names away first", "先删去同名的表"))
    common: Common = group(Common)


def load_corpus(request: LoadRequest) -> int:
    """Writes all tables of the corpus, with their keys and comments, in one transaction."""
    from tui.cli.corpus import open_corpus
    from tui.corpus.loading import load_into
    from tui.engines.connections import place_of_address
    from tui.engines.registry import store_at

    store = store_at(place_of_address(request.address))
    corpus = open_corpus(request.common.corpus).corpus
    tables = load_into(corpus, store, request.address, replace=request.replace)
    rows = sum(table.rows.height for table in tables)
    note(label("load.done", f"{rows:,}", f"{len(tables)}", request.address).text(request.common.language))
    return EXIT_OK


VERB = Verb(
    "load",
    Label("write the corpus into a database", "把数据写入数据库"),
    LoadRequest,
    load_corpus,
    Power.WRITING,
)
"""Read back with `--corpus ADDRESS`."""
