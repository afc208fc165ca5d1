"""Copying to the clipboard of the terminal: cells, rows, tables, citations, the line that shows the table."""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from tui.commands.desk import Desk
from tui.commands.lines import line_here
from tui.commands.pages import pages_shown
from tui.commands.registry import Where, anywhere, on_table
from tui.commands.showing import when_decided, work
from tui.grants import Power
from tui.language.label import Label
from tui.language.words import listed
from tui.storage import watching
from tui.tables.line import line_of_card
from tui.tables.model import TableModel
from tui.tables.sheet import TableSheet

if TYPE_CHECKING:
    from tui.engines.base import CancelToken
    from tui.pages.citation import Citation
    from tui.writers.base import Format

COPIED_ROWS = 10_000
"""Rows of a table that are copied at most; more is a file."""

COPIED = Label("copied:", "已复制：")
SENT = Label("sent to the terminal:", "已发送到终端：")
COPYING = Label("copying", "复制中")
COPY_FILE = Label("too long for the clipboard; it is in", "超出剪贴板，已存于")
TOO_LONG = Label("too long for the clipboard", "超出剪贴板的容量")
COPY_AS = Label("Copy the table as", "复制表格为")
COPY_LARGE = Label("too many rows to copy: {export} writes a file", "行数过多，请用 {export} 导出文件")
NO_CITATION = Label("only the corpus has citations", "只有自带数据可引用出处")
NO_ADDRESS = Label("no address is known", "没有网址")
NO_LINE = Label("no command line gives this table", "没有命令能重现此表")
LEFT_OUT = Label("without", "不含")


def copy(desk: Desk, text: str, beside: str = "") -> None:
    """Puts a text on the clipboard of the terminal, or in a file where it is too long; says so, and `beside`.

    It is pasted into a terminal as likely as not: what could act there is made visible, as wherever a terminal is
    written to.
    """
    from tui.terminal.clipboard import taken_by_tmux
    from tui.text.visible import visible_lines

    text = visible_lines(text)
    if not os.environ.get("TMUX") or not desk.grants.has(Power.PROGRAMS):
        _send(desk, text, beside)
        return

    def handed(taken: bool) -> None:
        if taken:
            _told(desk, COPIED, text, beside)
        else:
            _send(desk, text, beside)

    desk.tasks.start("copy", COPYING, lambda token: taken_by_tmux(text), handed, desk.tell, quiet=True)


def _send(desk: Desk, text: str, beside: str) -> None:
    from tui.terminal.clipboard import sequence

    written = sequence(text, os.environ)
    if written is not None:
        desk.write(written)
        _told(desk, SENT, text, beside)
        return
    if not desk.grants.has(Power.WRITING):
        desk.tell(TOO_LONG)
        return
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", prefix="termsheet-copy-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
    desk.tell(f"{desk.say(COPY_FILE)} {file.name}")


def _told(desk: Desk, done: Label, text: str, beside: str) -> None:
    from tui.text.visible import visible
    from tui.text.widths import cut

    desk.tell(f"{desk.say(done)} {cut(visible(text), 60)}{beside}")


@on_table("copy.cell", "yy", Label("copy this cell, its true value", "复制此格的原值"))
def copy_cell(desk: Desk, model: TableModel) -> None:
    from tui.tables.record import cell_of

    row = model.row()
    if row is not None:
        copy(desk, cell_of(row, model.column, model.text(model.cursor.row, model.column)))


@on_table(
    "copy.row",
    "yr",
    Label(
        "copy this row; of the corpus with status, teller, source and address", "复制此行；自带数据附状态、出处与网址"
    ),
)
def copy_row(desk: Desk, model: TableModel) -> None:
    from tui.tables.record import line_of

    row, sheet = model.row(), desk.sheet
    if row is None:
        return
    cite = sheet.meaning.citation if isinstance(sheet, TableSheet) else None
    vouched = cite(row, model.column.name).vouched if cite is not None else ()
    place = sheet.meaning.fact(row) if isinstance(sheet, TableSheet) and sheet.meaning.fact is not None else None
    own = watching.notes_on(place[0]).get(place[1], "") if place is not None else ""
    copy(desk, line_of(row, model, (*vouched, *([own] if own else []))))


@on_table("copy.table", "yt", Label("copy the table shown as TSV, CSV, Markdown or JSON", "复制所示表格"))
def copy_table(desk: Desk, model: TableModel) -> None:
    from tui.writers.registry import text_formats

    if model.count > COPIED_ROWS:
        desk.tell(COPY_LARGE)
        return
    # Spreadsheets take TSV from the clipboard.
    forms = sorted(text_formats(), key=lambda form: form.name != "tsv")

    def chosen(picked: Sequence[int]) -> None:
        if picked:
            form = forms[picked[0]]
            when_decided(desk, model, None, lambda: _copy_as(desk, model, form))

    desk.choose(COPY_AS, [form.title for form in forms], None, chosen)


def _copy_as(desk: Desk, model: TableModel, form: Format) -> None:
    pages = pages_shown(desk, model)

    def written(token: CancelToken | None) -> str:
        out = BytesIO()
        form.write(pages(token, form.typed), out)
        return out.getvalue().decode()

    work(desk, model, Label(f"copy as {form.title}", f"复制为 {form.title}"), written, lambda text: copy(desk, text))


def _cited(desk: Desk, model: TableModel) -> Citation | None:
    """What the cell states with who said it and where; None where there is no row or no citation."""
    row, sheet = model.row(), desk.sheet
    if row is None or not isinstance(sheet, TableSheet):
        return None
    cite = sheet.meaning.citation
    if cite is None:
        desk.tell(NO_CITATION)
        return None
    return cite(row, model.column.name)


@on_table("copy.citation", "yc", Label("copy the figure with who said it and where", "复制数字及其出处"))
def copy_citation(desk: Desk, model: TableModel) -> None:
    cited = _cited(desk, model)
    if cited is not None:
        copy(desk, cited.text)


@on_table("copy.markdown", "ym", Label("copy the figure with who said it as Markdown", "复制数字及出处（Markdown）"))
def copy_markdown(desk: Desk, model: TableModel) -> None:
    from tui.pages.quoting import markdown

    cited = _cited(desk, model)
    if cited is not None:
        copy(desk, markdown(cited))


@on_table("copy.bibtex", "yb", Label("copy the figure with who said it as BibTeX", "复制数字及出处（BibTeX）"))
def copy_bibtex(desk: Desk, model: TableModel) -> None:
    from tui.pages.quoting import bibtex

    cited = _cited(desk, model)
    if cited is not None:
        copy(desk, bibtex(cited))


@on_table(
    "copy.line", "yl", Label("copy the command line that shows this table", "复制重现此表的命令"), elsewhere=NO_LINE
)
def copy_line(desk: Desk, model: TableModel) -> None:
    line = line_here(desk)
    if line is None:
        desk.tell(NO_LINE)
        return
    missing = listed(map(desk.say, line.left_out), desk.reader.language)
    copy(desk, line.text(), f" · {desk.say(LEFT_OUT)} {missing}" if missing else "")


@anywhere(
    "copy.card",
    "yl",
    Label("copy the command line that prints this card, on the page of a name", "名称页：复制输出此卡片的命令"),
    where=Where.PAGE,
    elsewhere=NO_LINE,
)
def copy_card(desk: Desk) -> None:
    from tui.tables.corpus_sheets import folder_of, looks_of

    if desk.entity is None or desk.lens is None:
        desk.tell(NO_LINE)
    else:
        looks = looks_of(desk.lens, desk.reader)
        copy(desk, line_of_card(desk.entity, folder_of(desk.lens), looks))


@on_table("copy.address", "yu", Label("copy the address of the source", "复制来源网址"))
def copy_address(desk: Desk, model: TableModel) -> None:
    cited = _cited(desk, model)
    if cited is None:
        return
    if cited.address:
        copy(desk, cited.address)
    else:
        desk.tell(NO_ADDRESS)
