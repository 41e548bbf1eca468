"""Texts in csv that a Danish spreadsheet would make something else of: codes stay the codes that they are."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import ROOT, udplan
from tests.plans import sound
from udplan.figures.spreadsheet import spreadsheet_text

CASE = ROOT / "tests" / "cases" / "a10-koder-i-excel"
#: What Danish Excel makes dates, numbers, numbers without their zeros, and a time of day of.
TAKEN = (
    *("9.1", "9.10", "1-2", "10-1", "3/4", "4-12-2", "maj 3", "SEP2"),
    *("73928e03", "1E5"),
    *("0012", "007"),
    "12:30",
)


def shown(cell: str) -> str:
    """What a spreadsheet shows of a cell: what the formula gives, where it is one."""
    formula = re.fullmatch('="([^"]*)"', cell)
    return formula[1] if formula else cell


def column(name: str, *words: str) -> list[str]:
    text = udplan(*words).out.removeprefix("\ufeff")
    return [row[name] for row in csv.DictReader(io.StringIO(text), delimiter=";")]


def test_the_codes_of_a_csv_are_left_as_they_are() -> None:
    codes = [indsats.kode for indsats in sound(CASE).indsatser]
    assert set(TAKEN) < set(codes)
    written = column("kode", "list", "--format", "csv", "--plan", str(CASE))
    assert [shown(cell) for cell in written] == codes
    assert {f'="{code}"' for code in TAKEN} <= set(written)
    assert {"22/291", "R307 (B)"} <= set(written)  # nothing is made of these
    # And wherever else a code stands.
    assert {shown(cell) for cell in column("kode", "eksport", "--plan", str(CASE))} == set(codes)
    summed = column("navn", "sum", "--pr", "kode", "--format", "csv", "--plan", str(CASE))
    assert {shown(cell) for cell in summed} == {*codes, "i alt"}
    assert {f'="{code}"' for code in TAKEN} <= set(summed)


@pytest.mark.parametrize(
    "text",
    [
        *TAKEN,
        *(
            "1.5",
            "1,50",
            "1.000",
            "1 000",
            "31.12",
            "2-1-25",
            "21-01-2025",
            "1/2025",
            "2025-01",
            "3.",
            "-5",
            "+3",
            ".5",
        ),
        *("jan-22", "2-jan", "3. maj", "maj 2025", "21. januar 2025", "okt 3", "1. maj 12:30", "SEPT 2"),
        *(
            "1:2:3",
            "12:30 pm",
            "3 PM",
            "1e-5",
            "1,5E+10",
            "50%",
            "5 kr.",
            "kr. 5",
            "(5)",
            "€ 5",
            "1 1/2",
            "Sand",
            "FALSK",
        ),
        *("123456789012", " 7", "7 "),
    ],
)
def test_what_would_be_taken_for_something_else_is_a_formula_that_gives_it(text: str) -> None:
    assert spreadsheet_text(text) == f'="{text}"'


@pytest.mark.parametrize(
    "text",
    [
        *("", "0", "5", "2025", "12345678901"),  # a whole number is shown as it is
        *("R307 (B)", "14-A-10", "22/291", "151433/22", "480-2015-67026", "25-008754", "00.32.10-A21-1-26"),
        *("maj", "marts", "ØK", "AU, KB", "14 dages høring", "2025-2028", "Sandkasse", "3 af 4", "1. behandling"),
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert spreadsheet_text(text) == text


@given(st.text(alphabet="0123456789-/.,:eE +%majsept\"'=();", max_size=12))
def test_a_formula_holds_the_text_alone(text: str) -> None:
    written = spreadsheet_text(text)
    assert written in (text, f"'{text}", f'="{text}"')
    if written.startswith("="):
        assert written == f'="{text}"'
        assert '"' not in text


def test_duckdb_reads_the_codes_as_the_page_says(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    assert udplan("eksport", "--plan", str(CASE), "-o", str(tmp_path / "koder.csv")).status == 0
    page = (ROOT / "docs" / "eksport.md").read_text(encoding="utf-8")
    (expression,) = re.findall(r"`(regexp_replace\(kode, .*?\))`", page)
    query = f"SELECT DISTINCT {expression} FROM read_csv('{tmp_path}/koder.csv', delim=';', quote='\"', header=true)"
    with duckdb.connect() as connection:
        found = {row[0] for row in connection.execute(query).fetchall()}
    assert found == {indsats.kode for indsats in sound(CASE).indsatser}
