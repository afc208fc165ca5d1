"""What is said of servers of other kinds than PostgreSQL, and of how each does its work, in English and in Chinese."""

from __future__ import annotations

OF_SERVERS: dict[str, tuple[str, str]] = {
    "address.form.clickhouse": (
        "write it as clickhouse://user@host:8123/database/table",
        "请写作 clickhouse://用户@主机:8123/数据库/表",
    ),
    "address.form.chdb": (
        "write it as clickhouse+chdb:///folder/database.table; the folder is one that chDB or ClickHouse wrote",
        "请写作 clickhouse+chdb:///目录/数据库.表；目录须由 chDB 或 ClickHouse 写成",
    ),
    "address.no_store": ("{0} leads to no store of ClickHouse", "{0} 不是 ClickHouse 的存储目录"),
    "address.give_password.clickhouse": (
        "give a user in the address, and a password by CLICKHOUSE_PASSWORD or `password_command` in config.toml",
        "请在地址中给出用户，用 CLICKHOUSE_PASSWORD 或 config.toml 中的 `password_command` 提供密码",
    ),
    "server.one_store": (
        "one run opens one folder; start termsheet again for another",
        "一次运行只能打开一个目录；请另开 termsheet",
    ),
    "server.no_order.unique": ("order not fixed: its key is not unique", "顺序不固定：主键不唯一"),
    "address.form.spark": (
        "write it as sc://host:15002/catalog.schema.table",
        "请写作 sc://主机:15002/目录.模式.表",
    ),
    "server.no_order.stepped": (
        "order not fixed: further rows are asked for anew",
        "顺序不固定：后续行需重新查询",
    ),
    "server.finer": ("times read to the microsecond: {0}", "时间读取到微秒：{0}"),
}
