"""The long table: what docs/eksport.md says of it is run, and DuckDB finds the sums that udplan finds."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import udplan
from tests.plans import REAL_PLAN, PlanFolder, item, sound
from udplan.figures import export
from udplan.figures.printed import as_csv, as_json
from udplan.model.indsats import Indsats

PAGE = (Path(__file__).parent.parent / "docs" / "eksport.md").read_text(encoding="utf-8")
Sums = dict[tuple[str, str, str, int], Decimal | None]


def blocks(language: str) -> list[str]:
    """The blocks of code in the page, in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder with every plan of the repository, to write files in."""
    shutil.copytree(REAL_PLAN.parent, tmp_path / "plans")
    return tmp_path


def test_duckdb_finds_the_sums_that_udplan_finds_over_every_plan(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    to_file, to_screen = blocks("sh")
    assert udplan(*to_file.split()[1:], cwd=repository).status == 0
    monkeypatch.chdir(repository)  # the query names the file alone
    (query,) = blocks("sql")
    with duckdb.connect() as connection:
        rows = connection.execute(query).fetchall()
    by_duckdb: Sums = {(plan, udvalg, bevilling, år): amount for plan, udvalg, bevilling, år, amount, _ in rows}
    unknown = {(plan, udvalg, bevilling, år): count for plan, udvalg, bevilling, år, _, count in rows}

    by_udplan: Sums = {}
    for each in json.loads(udplan(*to_screen.split()[1:], cwd=repository).out):
        for row in each["rækker"]:
            for år, amount in row["beløb"].items():
                key = (each["plan"], row["navn"], row["bevilling"], int(år))
                by_udplan[key] = None if amount is None else Decimal(amount)
                assert unknown[key] == row["ikke_oplyst"][år]
    assert by_duckdb == by_udplan
    assert {plan for plan, *_ in by_duckdb} == {path.name for path in REAL_PLAN.parent.iterdir() if path.is_dir()}
    amounts = [amount for amount in by_duckdb.values() if amount is not None]
    assert all(type(amount) is Decimal for amount in amounts)
    # The pools of 2021, and the four years of 2025-2028.
    assert sum(amounts) == Decimal("37.350") + Decimal("11.682") - Decimal("0.350") - Decimal("0.613") - Decimal(
        "0.875"
    )


def test_the_page_explains_every_column_that_is_no_field_and_every_word_of_beløb_oplyst(repository: Path) -> None:
    explained = {
        name for row in re.findall(r"^\| (`.*?`) \|", PAGE, re.MULTILINE) for name in re.findall("`(.*?)`", row)
    }
    fields = set(Indsats.model_fields) - {"id", "bevilling", "beløb", "anvendt", "procent", "procent_af"}
    assert set(export.COLUMNS) - fields <= explained
    assert explained <= {*export.COLUMNS, "ja", "tomt", "ikke oplyst"}
    # Every field is a column, but for where the file lies and which rules it is excepted from.
    assert set(Indsats.model_fields) - set(export.COLUMNS) == {"fil", "undtagelser"}
    stated = {row["beløb_oplyst"] for row in export.rows(sound(REAL_PLAN))}
    assert stated <= {"ja", "tomt", "ikke oplyst"} <= explained


@pytest.fixture
def rows(plan_folder: PlanFolder) -> list[dict[str, Any]]:
    text = item(
        kurs='|\n  Første "linje";\n\n  =1+1',
        beløb="\n  2025: -0,5180\n  2026: 0\n  2027: ikke oplyst\n  2028:",
        flytning="\n  - {fra: 2026, til: 2025, beløb: '0,5'}\n  - {fra: 2027, til: 2028, beløb: ikke oplyst}",
        procent="\n  2025: 0,55",
        procent_af="\n  2025: 2000",
        status="\n  - {dato: 2025-01-02, tekst: Først}\n  - {dato: 2025-03-04, obs: ja, tekst: Siden}",
        overskrift="=SUM(A1)",
    )
    return list(export.rows(sound(plan_folder({"a.yaml": text}))))


def test_a_row_is_an_item_and_a_year_and_blank_zero_and_unknown_stay_apart(rows: list[dict[str, Any]]) -> None:
    assert [list(row) for row in rows] == [list(export.COLUMNS)] * 4
    assert [(row["år"], row["beløb"], row["beløb_oplyst"]) for row in rows] == [
        (2025, Decimal("-0.5180"), "ja"),
        (2026, Decimal(0), "ja"),
        (2027, None, "ikke oplyst"),
        (2028, None, "tomt"),
    ]
    first = rows[0]
    assert (first["plan"], first["id"], first["enhed"], first["bevilling"]) == ("2025-2028", "a", "mio. kr.", "drift")
    assert (str(first["procent"]), str(first["procent_af"]), rows[1]["procent"]) == ("0.55", "2000", None)
    assert first["flytning"] == "2026 til 2025: 0,5; 2027 til 2028: ikke oplyst"
    assert first["status"] == "2025-03-04 OBS: Siden; 2025-01-02: Først"


def test_the_table_is_exact_and_its_texts_are_data(rows: list[dict[str, Any]]) -> None:
    text = as_csv(rows, export.COLUMNS)
    assert ";2025;-0,5180;ja;mio. kr.;udgift positiv;;0,55;2000;tomt;ja\r\n" in text
    assert ";2027;;ikke oplyst;mio. kr.;udgift positiv;;;;tomt;tomt\r\n" in text
    assert ";'=SUM(A1);" in text
    assert 'Første ""linje"";' in text
    data = json.loads(as_json(rows))
    assert [row["beløb"] for row in data] == ["-0.5180", "0", None, None]
    assert data[0]["tværgående"] is False


def test_a_plan_without_items_gives_the_columns_alone(plan_folder: PlanFolder) -> None:
    assert as_csv(list(export.rows(sound(plan_folder()))), export.COLUMNS) == ";".join(export.COLUMNS) + "\r\n"


def test_a_file_that_ends_in_json_is_json(repository: Path) -> None:
    assert udplan("eksport", "--plan", "2025-2028", "-o", "plan.json", cwd=repository).status == 0
    data = json.loads((repository / "plan.json").read_text(encoding="utf-8"))
    assert len(data) == 4 * len(sound(REAL_PLAN).indsatser)
    assert udplan("eksport", "--plan", "2025-2028", "-o", "plan.csv", cwd=repository).status == 0
    assert (repository / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbfplan;kommune;id;")
