"""Tables that lie elsewhere: in a database, which answers for them itself, or in a file that Polars reads in place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from tui.engines.address import refuse_password
from tui.engines.connections import place_of_address
from tui.engines.names import SERVERS, is_served
from tui.engines.registry import database_at
from tui.errors import EXIT_USAGE, TermsheetError, reason
from tui.files.source import Notice, Options, Source, Unreadable
from tui.files.zones import take_all_zones
from tui.language.words import label

if TYPE_CHECKING:
    from tui.engines.address import Address
    from tui.engines.database import Database

SCANS = {
    ".parquet": pl.scan_parquet,
    ".csv": pl.scan_csv,
    ".ndjson": pl.scan_ndjson,
    ".jsonl": pl.scan_ndjson,
    ".arrow": pl.scan_ipc,
}


def read_address(address: str, options: Options) -> list[Source]:
    """The table at an address, or the list of the tables there. Raises `TermsheetError`."""
    refuse_password(address)
    if is_served(address):
        _refuse(options)
        take_all_zones()
        place = place_of_address(address)
        database = database_at(place)
        return [_table(database, place, database.table) if database.table else _tables(database, place)]
    ending = Path(address.split("?", 1)[0]).suffix.lower()
    if ending not in SCANS:
        known = ", ".join([*(f"{scheme}://" for scheme in SERVERS), *SCANS])
        raise Unreadable(label("file.remote"), label("filter.known", known))
    try:
        frame = SCANS[ending](address)  # type: ignore[operator]
        height = int(frame.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Unreadable(reason(error), label("file.remote.hint")) from None
    return [Source(Path(address).name, None, ending[1:].upper(), (address.split(":", 1)[0],), frame, height)]


def _refuse(options: Options) -> None:
    """Raises `TermsheetError` for what is said of files and says nothing of a table that a database has."""
    given = {
        "--encoding": options.encoding,
        "--delimiter": options.delimiter,
        "--header": options.header is not None,
        "--table": options.table,
        "--engine": options.engine,
        "--follow": options.follow,
        "--raw": options.raw,
    }
    for flag, value in given.items():
        if value:
            raise TermsheetError(label("address.files_only", flag), label("filter.leave"), EXIT_USAGE)


def _table(database: Database, place: Address, table: str) -> Source:
    served = database.open(table)
    notices = tuple(Notice(None, "", "", *told) for told in served.notes)
    frame = pl.LazyFrame(schema=served.engine.schema())
    return Source(
        served.name, None, database.form, served.told, frame, None, notices, engine=served.engine, address=place.given
    )


def _tables(database: Database, place: Address) -> Source:
    found = database.tables()

    def opened(row: Mapping[str, Any]) -> Source:
        path = database.path(row["schema"], row["table"])
        return _table(database, place.at(path), path)

    return Source(database.name, None, database.form, (), found.lazy(), found.height, opens=opened, address=place.given)
