"""Workbooks as people make them: tables that begin anywhere, merged cells, formulas that nobody computed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from tui.errors import TermsheetError, both
from tui.files import workbook
from tui.files.formulas import unshown
from tui.files.open import open_file
from tui.files.source import Options, Source
from tui.files.workbook import sheets_of
from tui.query.fields import RAW


def rows(source: Source) -> list[tuple[object, ...]]:
    return source.frame.select(pl.selectors.exclude(f"^.*{RAW}$")).collect().rows()


def told(source: Source) -> str:
    return "\n".join(map(str, source.notices))


def test_a_table_may_begin_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("C5", ["company", "amount"])
        sheet.merge_range("C6:C7", "Acme")
        sheet.write("D6", 1)
        sheet.write("D7", "n/a")
        sheet.write_row("C8", ["Beta", 3])
    source = open_file(str(path))[0]
    assert rows(source) == [("Acme", 1), ("Acme", None), ("Beta", 3)]
    assert "row 7, column amount: `n/a` stands for no value" in told(source)


def test_only_ranges_merged_down_a_column_are_filled(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["a", "b", "c"])
        sheet.merge_range("A2:A4", "down")
        sheet.merge_range("B2:C2", "across")
        sheet.merge_range("B3:C4", "block")
        sheet.write_column("D1", ["d", 1, 2, 3])
    source = open_file(str(path))[0]
    assert rows(source) == [("down", "across", None, 1), ("down", "block", None, 2), ("down", None, None, 3)]
    assert "2 cells of vertically merged ranges filled" in told(source)


def test_values_are_the_texts_that_people_type(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()

        def form(text: str) -> object:
            return book.add_format({"num_format": text})

        sheet.write_row("A1", ["whole", "part", "true", "day", "moment", "time", "length", "blank", "error"])
        sheet.write_row("A2", [100, 0.25])
        sheet.write_boolean("C2", True)
        sheet.write_datetime("D2", datetime(2024, 1, 5), form("yyyy-mm-dd"))
        sheet.write_datetime("E2", datetime(2024, 1, 5, 12, 30), form("yyyy-mm-dd hh:mm:ss"))
        sheet.write_datetime("F2", time(12, 30), form("hh:mm"))
        sheet.write_datetime("G2", timedelta(hours=30, seconds=5), form("[h]:mm:ss"))
        sheet.write_string("H2", "   ")
        sheet.write_formula("I2", "=1/0", None, "#DIV/0!")
    (sheet,) = sheets_of(path)
    assert sheet.texts.row(0) == (
        "100", "0.25", "true", "2024-01-05", "2024-01-05 12:30:00", "12:30:00", "30:00:05", None, "#DIV/0!",
    )  # fmt: skip
    found = open_file(str(path))[0].frame.collect().row(0, named=True)
    assert found["day"] == date(2024, 1, 5)
    assert found["whole"] == 100


def _stripped(path: Path, *formulas: str) -> None:
    """Takes the values of formulas away, as programs write them that do not compute."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for formula in formulas:
                content = content.replace(f"<f>{formula}</f><v>0</v>".encode(), f"<f>{formula}</f><v></v>".encode())
            new.writestr(name, content)
    path.write_bytes(buffer.getvalue())


def test_formulas_without_a_value_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("First").write("A1", "other")
        sheet = book.add_worksheet("Sums")
        sheet.write_row("B2", ["name", "sum", "known"])
        sheet.write("B3", "A")
        sheet.write_formula("C3", "=1+1")
        sheet.write_formula("D3", "=2+2", None, 4)
        sheet.write("B4", "B")
    _stripped(path, "1+1")
    assert unshown(path, 1).formulas == [(3, 2)]
    assert unshown(path, 0) == unshown(path, 7) == ([], {})
    source = open_file(str(path), Options(table="Sums"))[0]
    assert rows(source) == [("A", None, 4), ("B", None, None)]
    assert told(source) == "row 3, column sum: is a formula whose value was never computed; shown as empty"


def test_many_formulas_without_a_value_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_TOLD", 2)
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["name", "sum"])
        for row in range(2, 7):
            sheet.write(f"A{row}", "x")
            sheet.write_formula(f"B{row}", f"={row}+1")
    _stripped(path, *(f"{row}+1" for row in range(2, 7)))
    assert told(open_file(str(path))[0]).endswith("3 further formulas likewise")


def test_hidden_sheets_are_told_and_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Shown").write_column("A1", ["a", 1])
        hidden = book.add_worksheet("Aside")
        hidden.write_column("A1", ["b", 2])
        hidden.hide()
        book.add_chartsheet("Chart").set_chart(chart := book.add_chart({"type": "line"}))
        chart.add_series({"values": "=Shown!$A$2:$A$2"})
    (source,) = open_file(str(path))
    assert [both(told) for told in source.told] == [("sheet Shown", "工作表 Shown")]
    assert "hidden sheets not shown: Aside; --table opens one" in told(source)
    assert rows(open_file(str(path), Options(table="Aside"))[0]) == [(2,)]
    with pytest.raises(TermsheetError, match="no sheet `Nope`; sheets: Shown, Aside"):
        open_file(str(path), Options(table="Nope"))


def test_an_empty_workbook_holds_no_table(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Nothing")
    with pytest.raises(TermsheetError, match=r"x\.xlsx: the workbook holds no table; sheets: Nothing"):
        open_file(str(path))


def test_ranges_that_lie_over_each_other_end() -> None:
    cells: list[list[str | None]] = [["x"], *[[None] for _ in range(999)]]
    assert workbook._fill_merged(cells, [((0, 0), (999, 0))] * 100_000) <= 2000


def test_errors_stand_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("B3", ["rate", "note"])
        sheet.write_formula("B4", "=NA()", None, "#N/A")
        sheet.write_formula("B5", "=1/0", None, "#DIV/0!")
        sheet.write_column("C4", ["x", "y"])
        sheet.write("B6", 2.5)
    (sheet_table,) = sheets_of(path)
    assert sheet_table.texts.rows() == [("#N/A", "x"), ("#DIV/0!", "y"), ("2.5", None)]
    assert unshown(path, 0).errors == {(4, 1): "#N/A", (5, 1): "#DIV/0!"}


def test_years_over_quarters_are_part_of_their_names(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "Made by hand")
        sheet.merge_range("B2:C2", "2023")
        sheet.merge_range("D2:E2", "2024")
        sheet.write_row("A3", ["who", "q1", "q2", "q1", "q2"])
        sheet.write_row("A4", ["A", 1, 2, 3, 4])
    source = open_file(str(path))[0]
    assert source.frame.collect().columns == ["who", "2023 q1", "2023 q2", "2024 q1", "2024 q2"]
    assert "row 2: is part of the header; 1 rows above it left out" in told(source)


def test_days_are_counted_from_1904_where_a_workbook_does(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["day", "spent"])
        sheet.write_datetime("A2", datetime(2024, 3, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number("B2", 1.5, book.add_format({"num_format": "[h]:mm:ss"}))
    (sheet_table,) = sheets_of(path)
    assert sheet_table.texts.rows() == [("2024-03-05", "36:00:00")]


def test_numbers_beyond_what_a_workbook_keeps_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column("A1", ["id", 12345678901234567890, 5])
    assert "1 numbers have more digits than a workbook keeps" in told(open_file(str(path))[0])
