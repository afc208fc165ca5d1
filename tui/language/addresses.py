"""What is said of addresses and of the servers that lie there, in English and in Chinese."""

from __future__ import annotations

ADDRESSES: dict[str, tuple[str, str]] = {
    "address.password": (
        "an address with a password in it is not opened: shells and logs keep what is typed",
        "地址中不能含密码：shell 与日志会保留输入的内容",
    ),
    "address.password.hint": (
        "leave it out, and give it by PGPASSWORD, ~/.pgpass, CLICKHOUSE_PASSWORD or `password_command` in config.toml",
        "请去掉密码，改用 PGPASSWORD、~/.pgpass、CLICKHOUSE_PASSWORD 或 config.toml 中的 `password_command`",
    ),
    "address.give_password": (
        "give a password by PGPASSWORD, ~/.pgpass, or `password_command` in config.toml",
        "请用 PGPASSWORD、~/.pgpass，或 config.toml 中的 `password_command` 提供密码",
    ),
    "address.host": ("`{0}` is no host and port", "“{0}”不是主机与端口"),
    "address.form": (
        "write it as postgres://user@host:5432/database/schema.table",
        "请写作 postgres://用户@主机:5432/数据库/模式.表",
    ),
    "address.deep": ("{0} leads deeper than to a table", "{0} 的层级超过了表"),
    "address.option": ("`{0}` is nothing that can be asked for behind `?`", "`?` 之后不能写“{0}”"),
    "address.files_only": ("{0} is for files, and says nothing of an address", "{0} 只用于文件，不能用于地址"),
    "address.scheme": ("nothing here opens {0}", "没有能打开 {0} 的引擎"),
    "address.no_connection": ("no connection is called `{0}`", "没有名为“{0}”的连接"),
    "address.connections.hint": (
        'config.toml names them: [connections], prod = "postgres://…"',
        '请在 config.toml 中写：[connections]，prod = "postgres://…"',
    ),
    "address.setting": ("connection `{0}` in config.toml: `{1}`", "config.toml 中的连接“{0}”：“{1}”"),
    "address.no_variable": ("the environment has no {0}", "环境变量 {0} 未设置"),
    "address.set_it": ("set it to the password", "请将其设为密码"),
    "address.command": (
        "the command that tells the password of `{0}` failed",
        "取得“{0}”密码的命令失败",
    ),
    "address.command.hint": ("run it by hand, and see what it says", "请手动运行并查看输出"),
    "server.unreachable": ("{0} cannot be reached: {1}", "无法连接 {0}：{1}"),
    "server.check": ("check host, port, user and database", "请检查主机、端口、用户与数据库"),
    "server.stopped": ("the server stopped the query: {0}", "服务器停止了查询：{0}"),
    "server.fewer": ("ask for fewer rows, or filter first", "请减少行数，或先筛选"),
    "server.no_right": ("ask for the right to read it", "请申请读取权限"),
    "server.lost": ("the connection was lost: {0}", "连接已断开：{0}"),
    "server.lost.rows": (
        "the cursor was lost from which further rows came, and no other would give them in the same order",
        "后续行所在的游标已失效，其他游标的行序可能不同",
    ),
    "server.again": ("R reads it again", "按 R 重新读取"),
    "server.says": ("so the server says", "服务器如此报告"),
    "server.unreadable": ("no right to read {0}", "没有读取 {0} 的权限"),
    "server.no_columns": ("{0} has no columns", "{0} 没有列"),
    "server.other_table": ("choose another table", "请换一张表"),
    "server.no_order": ("order not fixed: no key", "顺序不固定：无主键"),
    "server.as_text": ("shown as the server writes them: {0}", "按服务器的文本显示：{0}"),
    "server.inexact": (
        "numbers of any length, read to 15 digits: {0}",
        "任意长度的数字，读取 15 位：{0}",
    ),
    "server.hidden": ("no right to read the columns {0}", "没有读取列的权限：{0}"),
    "server.beyond": ("write the rows to a file, and open that for it", "可先把行写入文件，再打开该文件"),
    "server.several": ("several tables are called `{0}`", "有多张表名为“{0}”"),
    "server.no_table": ("{0} has no table `{1}`", "{0} 中没有表“{1}”"),
    "server.list": ("leave the table out to see which there are", "去掉表名可列出全部表"),
}
