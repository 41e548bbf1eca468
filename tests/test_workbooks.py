"""Listings as Excel workbooks: the same rows as csv, with numbers as numbers and all else as what it is."""

from __future__ import annotations

import csv
import io
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command_line import udplan
from tests.plans import PLAN_YAML, PlanFolder, item
from udplan.figures import export


def written(tmp_path: Path, *words: str, cwd: Path | None = None) -> Any:
    """The one sheet of the workbook that a command writes."""
    path = tmp_path / "ud.xlsx"
    ran = udplan(*words, "-o", str(path), *(() if cwd is None else ("--plan", str(cwd))))
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.endswith("Skrevet: " + path.as_posix() + "\n")
    book = openpyxl.load_workbook(path)
    (name,) = book.sheetnames
    return book[name]


def cell_text(value: Any) -> str:
    """A cell as csv has it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, int | float):
        return f"{Decimal(format(value, '.15g')):f}"
    return "" if value is None else str(value)


def plain(text: str) -> str:
    """A cell of csv without what keeps a spreadsheet from taking it for something else, and a number without idle noughts."""
    text = text.removeprefix("'") if text[1:2] in ("=", "+", "-", "@") else text
    text = text[2:-1] if text.startswith('="') else text
    number = text.replace(",", ".")
    try:
        return f"{Decimal(number).normalize() + 0:f}"
    except ArithmeticError:
        return text


@pytest.mark.parametrize(
    ("words", "navn"),
    [
        (("list",), "Punkter"),
        (("list", "--udvalg", "AU"), "Punkter"),
        (("sum",), "Summer"),
        (("sum", "--pr", "udvalg,art", "--brutto"), "Summer"),
        (("sum", "--enhed", "kr."), "Summer"),
        (("sum", "--kontroltal"), "Kontroltal"),
        (("sum", "--plan", "2023-2026", "--plan", "2025-2028"), "Summer"),
        (("sammenlign", "2023-2026", "2025-2028"), "Sammenligning"),
        (("eksport",), "Eksport"),
    ],
    ids=" ".join,
)
def test_a_workbook_has_the_rows_of_csv(tmp_path: Path, words: tuple[str, ...], navn: str) -> None:
    sheet = written(tmp_path, *words)
    assert sheet.title == navn
    rows = list(csv.reader(io.StringIO(udplan(*words, "--format", "csv").out.removeprefix("\ufeff")), delimiter=";"))
    names = [name if words[0] == "eksport" else name.replace("_", " ").capitalize() for name in rows[0]]
    assert [cell.value for cell in sheet[1]] == names
    assert [[plain(cell_text(cell.value)) for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [plain(text) for text in row] for row in rows[1:]
    ]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert not sheet.protection.sheet


def test_numbers_are_numbers_and_codes_years_and_days_are_what_they_are(
    plan_folder: PlanFolder, tmp_path: Path
) -> None:
    folder = plan_folder(
        {
            "sti.yaml": item(
                kode="'0012'", slut="2025-03-01", beløb="{2025: '-0,518', 2026: '0,1234', 2027: ikke oplyst}"
            )
        }
    )
    sheet = written(tmp_path, "list", cwd=folder)
    cells = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert (cells["Kode"].value, cells["Kode"].data_type) == ("0012", "s")
    assert (cells["2025"].value, cells["2025"].number_format) == (-0.518, "#,##0.000#######")
    assert (cells["2026"].value, cells["2027"].value, cells["2028"].value) == (0.1234, "ikke oplyst", None)
    assert (cells["Slut"].value, cells["Slut"].number_format) == (datetime(2025, 3, 1), "dd-mm-yyyy")

    sheet = written(tmp_path, "eksport", cwd=folder)
    names = [cell.value for cell in sheet[1]]
    assert tuple(names) == export.COLUMNS
    year = sheet.cell(2, names.index("år") + 1)
    assert (year.value, year.data_type) == ("2025", "s")


def test_a_plan_in_kroner_has_no_decimals_but_those_that_were_written(plan_folder: PlanFolder, tmp_path: Path) -> None:
    folder = plan_folder(
        {"sti.yaml": item(beløb="{2025: '371000', 2026: '204994,40'}")}, plan=PLAN_YAML.replace("mio. kr.", "kr.")
    )
    sheet = written(tmp_path, "list", cwd=folder)
    cells = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert [(cells[år].value, cells[år].number_format) for år in ("2025", "2026")] == [
        (371000, "#,##0"),
        (204994.4, "#,##0.00"),
    ]


def test_a_sum_that_lacks_an_amount_is_a_number_with_its_mark(plan_folder: PlanFolder, tmp_path: Path) -> None:
    folder = plan_folder({"a.yaml": item(), "b.yaml": item(overskrift="Ny vej", beløb="{2025: ikke oplyst}")})
    sheet = written(tmp_path, "sum", cwd=folder)
    names = [cell.value for cell in sheet[1]]
    whole = sheet.cell(sheet.max_row, names.index("2025") + 1)
    assert (whole.value, whole.number_format) == (1, '#,##0.000#######" + ?";-#,##0.000#######" + ?"')
    assert whole.font.bold
    assert sheet.auto_filter.ref.endswith(str(sheet.max_row - 1))  # who filters or sorts does not take the totals along


def test_a_workbook_is_for_a_file(tmp_path: Path) -> None:
    for command in ("list", "sum", "eksport"):
        ran = udplan(command, "--format", "xlsx")
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == "Fejl: En Excel-fil kan ikke vises på skærmen. Skriv -o og et navn, fx -o plan.xlsx.\n"


def test_without_its_library_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, plan_folder: PlanFolder
) -> None:
    folder = plan_folder({"sti.yaml": item()})
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for words in (("list",), ("regneark",)):
        ran = udplan(*words, "-o", str(tmp_path / "x.xlsx"), "--plan", str(folder))
        assert ran.status == 2
        assert ran.err.startswith("Fejl: Excel-filer kræver programdele, der ikke er installeret. Skriv: ")
        assert "xlsxwriter" in ran.err


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("en.xlsx", "to.xlsx"):
        assert udplan("list", "-o", str(tmp_path / name)).status == 0
    assert (tmp_path / "en.xlsx").read_bytes() == (tmp_path / "to.xlsx").read_bytes()
