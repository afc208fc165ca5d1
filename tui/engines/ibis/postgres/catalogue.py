"""What the catalogue of a PostgreSQL database says: its tables, and of one its columns and its key."""

from __future__ import annotations

from typing import Any, NamedTuple

RELATIONS = {"r": "table", "p": "partitioned", "v": "view", "m": "materialised view", "f": "foreign table"}
READ_DATABASE = """
select current_setting('server_version'), current_database(), current_setting('server_encoding'),
    d.datcollate, d.datctype,
    exists (select from pg_catalog.pg_collation c where c.collname = 'und-x-icu' and c.collencoding in (-1, 6))
from pg_catalog.pg_database d where d.datname = current_database()
"""
_READABLE = """
(pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    and (pg_catalog.has_table_privilege(c.oid, 'SELECT') or pg_catalog.has_any_column_privilege(c.oid, 'SELECT')))
"""
_ROWS = """
case when c.relkind = 'p' then (
        select sum(k.reltuples) from pg_catalog.pg_partition_tree(c.oid) t join pg_catalog.pg_class k on k.oid = t.relid
        where t.isleaf and k.reltuples >= 0)
    when c.relkind in ('r', 'm') and c.reltuples >= 0 and not (c.reltuples = 0 and c.relpages > 0) then c.reltuples
end::bigint
"""
READ_TABLES = f"""
select n.nspname::text, c.relname::text, c.relkind::text, {_ROWS}, {_READABLE},
    pg_catalog.obj_description(c.oid, 'pg_class')
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
    and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
order by n.nspname collate "C", c.relname collate "C"
"""
READ_NAMED = f"""
select c.oid::bigint, n.nspname::text, c.relname::text, c.relkind::text, {_ROWS}, {_READABLE},
    pg_catalog.pg_table_is_visible(c.oid),
    c.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where i.inhparent = c.oid)
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and lower(c.relname) = any(%s)
order by n.nspname collate "C", c.relname collate "C"
"""
READ_COLUMNS = """
select a.attnum, a.attname::text, b.typname, b.typmod, a.attnotnull,
    coalesce(o.collname::text, ''), coalesce(o.collprovider::text, ''),
    pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')
from pg_catalog.pg_attribute a
left join pg_catalog.pg_collation o on o.oid = a.attcollation
cross join lateral (
    with recursive base (oid, typmod, depth) as (
        select a.atttypid, a.atttypmod, 0
        union all
        select y.typbasetype, y.typtypmod, base.depth + 1
        from base join pg_catalog.pg_type y on y.oid = base.oid where y.typtype = 'd'
    )
    select y.typname::text, base.typmod from base join pg_catalog.pg_type y on y.oid = base.oid
    order by base.depth desc limit 1
) b
where a.attrelid = %s and a.attnum > 0 and not a.attisdropped
order by a.attnum
"""
READ_KEYS = """
select i.indkey::int2[], i.indnkeyatts
from pg_catalog.pg_index i
where i.indrelid = %s and i.indisunique and i.indisvalid and i.indimmediate
    and i.indpred is null and i.indexprs is null
order by i.indisprimary desc, i.indnkeyatts, i.indexrelid
"""
READ_LEADING = """
select distinct i.indkey[0]
from pg_catalog.pg_index i
join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_am m on m.oid = c.relam
where i.indrelid = %s and i.indisvalid and i.indpred is null and m.amname = 'btree'
"""


class ServerTold(NamedTuple):
    """What a server says of a database and of itself."""

    version: str
    name: str
    encoding: str
    collate: str
    ctype: str
    has_icu: bool


class NamedTable(NamedTuple):
    """A table that is called so."""

    oid: int
    schema: str
    name: str
    kind: str
    rows: int | None
    readable: bool
    visible: bool
    inherited: bool


class StoredColumn(NamedTuple):
    """A column as the catalogue has it.

    `kind` is the name of its type, that of what a domain is made of; `in_calendar` tells whether all its days and
    times lie in the years from 1 to 9999, where that is known.
    """

    number: int
    name: str
    kind: str
    modifier: int
    filled: bool
    collation: str
    provider: str
    readable: bool
    in_calendar: bool | None = None

    @property
    def called(self) -> str:
        """Its type, as people write it."""
        return f"{self.kind[1:]}[]" if self.kind[:1] == "_" else self.kind


def key_of(
    found: NamedTable, keys: list[tuple[Any, ...]], columns: dict[int, StoredColumn], usable: frozenset[str]
) -> list[int]:
    """The numbers of the columns by which rows are told apart and put in order; none where there are no such."""
    if found.inherited:
        # An index knows the rows of one table, and not of those that inherit from it.
        return []
    for numbers, count in keys:
        key = [columns.get(number) for number in numbers[:count]]
        if all(one is not None and one.filled and one.readable and one.kind in usable for one in key):
            return [one.number for one in key if one is not None]
    return []
