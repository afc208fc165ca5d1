"""Writing the table shown to a file."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from tui.commands.desk import Desk
from tui.commands.pages import pages_shown
from tui.commands.registry import on_table
from tui.commands.showing import when_decided, work
from tui.grants import Power
from tui.language.label import Label
from tui.tables.model import TableModel

WRITING = "export"
"""How the purpose of a task begins that writes a file."""

EXPORT = Label("export to (csv tsv json ndjson parquet md xlsx): ", "导出到（csv tsv json ndjson parquet md xlsx）： ")
EXPORTED = Label("written:", "已写入：")
EXISTS = Label("is there already: {export} and Enter once more write over it", "已存在：再按 {export} 和 Enter 覆盖")


@on_table(
    "export",
    "e",
    Label("write the table shown to a file: csv tsv json ndjson parquet md xlsx", "导出所示表格"),
    short=Label("export", "导出"),
    needs=Power.WRITING,
)
def export(desk: Desk, model: TableModel) -> None:
    def taken(text: str) -> None:
        if not text.strip():
            return
        path = Path(os.path.expanduser(text.strip()))
        if os.path.exists(path) and path != model.overwrites:
            model.overwrites = path
            desk.tell(f"{path} {desk.say(EXISTS)}")
            return
        model.overwrites = None
        when_decided(desk, model, None, lambda: _write(desk, model, path))

    desk.prompt.ask(EXPORT, str(model.overwrites or f"{Path(desk.sheet.name).stem}-export.csv"), taken)


def _write(desk: Desk, model: TableModel, path: Path) -> None:
    from tui.writers.saving import save, size

    pages = pages_shown(desk, model)
    growing: list[Path] = []
    work(
        desk,
        model,
        Label(f"writing {path}", f"写入 {path}"),
        lambda token: save(partial(pages, token), path, growing.append),
        lambda done: desk.tell(f"{desk.say(EXPORTED)} {done}"),
        purpose=f"{WRITING} {path}",
        progress=lambda: size(growing[0]) if growing else "",
    )
