"""The sheet to somebody: what it shows of each field, what is never in it, and what it carries to be held against."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.command_line import udplan
from tests.plans import FULL_ITEM, FULL_PLAN, PLAN_YAML, REAL_PLAN, PlanFolder, hensigt, item, sound
from udplan.intake.sheet import (
    NY_STATUS,
    SENESTE,
    Ark,
    Celle,
    ForkertArk,
    UkendtFelt,
    ark,
    base,
    felter,
    fingeraftryk,
    hører_til,
    læs_base,
    med_fingeraftryk,
    vist,
)
from udplan.intake.workbook import PUNKTER, xlsx
from udplan.model.plan import Plan
from udplan.office.excel_in import hidden, read
from udplan.office.sheet_out import MOST_SIGNS, CannotWriteSheet

PLANS = sorted(folder for folder in REAL_PLAN.parent.iterdir() if folder.is_dir())


@pytest.fixture
def full(plan_folder: PlanFolder) -> Plan:
    return sound(plan_folder({"sti.yaml": FULL_ITEM.replace("afledt_af: halvej\n", "").replace("finansieret_af: stipulje\n", "")
                              .replace("modpost: ny-vej\n", "").replace("omsætter: bidraget\n", "")}, plan=FULL_PLAN))  # fmt: skip


def sheet_of(plan: Plan, *wanted: str) -> Ark:
    return ark(plan, plan.indsatser, felter(plan, wanted) if wanted else felter(plan), internt=True)


# --- what is shown ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("felt", "cell"),
    [
        ("id", "sti"),
        ("overskrift", "Ny cykelsti"),
        ("kode", "R901 (B)"),
        ("udvalg", "AU"),
        ("tovholder", "Arbejdsmarkedschefen\nØkonomichefen"),
        ("tværgående", "X"),
        ("kurs", "Stien skal hænge sammen.\n\n- den ene vej\n- og den anden"),
        ("koordinering", "To afdelinger er med."),
        ("forudsætning", 'Vejen er "åben"'),
        ("kompetence", "blandet"),
        ("sagsgang", "BUU november/december 2024\nHøring 2. december 2024\nØK 21. januar 2025\nKB"),
        ("med_høring", "14 dages høring"),
        ("slut", "21-01-2025"),
        ("beløb.2025", Decimal("-0.518")),
        ("beløb.2026", None),
        ("beløb.2027", Decimal(0)),
        ("beløb.2028", "ikke oplyst"),
        ("servicerammen", "nej"),
        ("offentlig", "nej"),
        ("rækkefølge", "3"),
        (SENESTE, "26-02-2025, OBS, gul: Afventer"),
        ("status.tekst", None),
        ("status.forventet.2025", None),
    ],
)
def test_a_field_is_shown_as_a_person_reads_it(full: Plan, felt: str, cell: Celle) -> None:
    assert vist(full, full.indsatser[0], felt) == cell


@pytest.mark.parametrize(
    ("written", "felt", "cell"),
    [
        ({"slut": "X"}, "slut", "X"),
        ({"slut": "nej"}, "slut", "nej"),
        ({"slut": None}, "slut", None),
        ({"med_høring": "ja"}, "med_høring", "X"),
        ({"tværgående": "nej"}, "tværgående", None),
        ({"tovholder": "ikke oplyst"}, "tovholder", "ikke oplyst"),
        ({"sagsgang": "{ingen: Er i budgettet}"}, "sagsgang", "Ingen: Er i budgettet"),
        ({"sagsgang": "ikke oplyst"}, "sagsgang", "ikke oplyst"),
        ({"beløb": "ikke oplyst"}, "beløb.2026", "ikke oplyst"),
        ({"kurs": "' '"}, "kurs", None),
        ({}, SENESTE, None),
    ],
)
def test_what_is_not_known_and_what_is_blank_are_two_things(
    plan_folder: PlanFolder, written: dict[str, str | None], felt: str, cell: Celle
) -> None:
    plan = sound(plan_folder({"sti.yaml": item(**written)}))
    assert vist(plan, plan.indsatser[0], felt) == cell


def test_the_usual_fields_are_those_of_the_paper_form_and_a_new_status(full: Plan) -> None:
    sheet = sheet_of(full)
    assert [column.overskrift for column in sheet.kolonner] == [
        *("Id", "Udvalg", "Kode", "Overskrift", "Kurs", "Koordinering og Commitment", "Tovholder", "Sagsgang"),
        *("MED/Høring m.v.", "Slut (X)", "2025 (mio. kr.)", "2026 (mio. kr.)", "2027 (mio. kr.)", "2028 (mio. kr.)"),
        *("Ny status", "Ny status, dato", "OBS (ja)", "Lys"),
    ]
    assert len({column.overskrift for column in sheet.kolonner}) == len(sheet.kolonner)


def test_fields_are_named_as_people_write_them(full: Plan) -> None:
    assert felter(full, ["Med høring", "BELØB", "id"]) == (
        *("id", "med_høring", "beløb.2025", "beløb.2026", "beløb.2027", "beløb.2028"),
    )
    assert felter(full, ["status"]) == ("id", *NY_STATUS)
    with pytest.raises(UkendtFelt, match=r"^»tovholer« er ikke et felt, der kan stå i et ark\. Mente du tovholder\?$"):
        felter(full, ["tovholer"])
    with pytest.raises(UkendtFelt, match=r"^note er til internt brug og kommer aldrig i et ark"):
        felter(full, ["Note"])


def test_what_the_recipient_may_not_change_is_locked(full: Plan) -> None:
    names = felter(full, ["overskrift", "koordinering", SENESTE, "status"])
    sheet = ark(full, full.indsatser, names, kan_rettes={"koordinering", "id", *NY_STATUS}, internt=True)
    assert [column.felt for column in sheet.kolonner if column.kan_rettes] == ["koordinering", *NY_STATUS]
    assert [column.felt for column in sheet_of(full, "overskrift", SENESTE).kolonner if column.kan_rettes] == [
        "overskrift"
    ]


# --- the base ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_the_base_says_all_that_the_sheet_shows(folder: Path) -> None:
    plan = sound(folder)
    sheet = sheet_of(plan)
    carried = med_fingeraftryk(sheet)
    assert læs_base(carried) == sheet
    assert base(læs_base(carried)) == base(sheet)
    assert carried.isascii()
    assert "\n" not in carried
    assert "_" not in carried
    hører_til(sheet, plan)


def resigned(carried: str, **changes: object) -> str:
    """A base that somebody has changed who knows how a fingerprint is made."""
    head, form, _, said = carried.split(" ", 3)
    said = json.dumps(json.loads(said) | changes)
    return f"{head} {form} {fingeraftryk(said)} {said}"


def test_a_base_that_is_changed_old_or_none_is_refused(full: Plan) -> None:
    carried = med_fingeraftryk(sheet_of(full, "overskrift", "beløb"))
    foreign = "Arket er ikke lavet af udplan, eller det skjulte i det er slettet"
    touched = "Det skjulte i arket er ændret, så det ikke kan ses, hvad der er rettet. Lav et nyt med udplan regneark"
    for text, said in [
        (None, foreign),
        ("", foreign),
        ("noget andet", foreign),
        (carried.replace("cykelsti", "motorvej"), touched),
        (carried.replace("udplan-ark 1 ", "udplan-ark 2 "), "Arket er lavet af en nyere udgave af udplan"),
        (carried.replace("udplan-ark 1 ", "udplan-ark 0 "), "Arket er lavet af en ældre udgave af udplan"),
        (resigned(carried, plan=3), touched),
        (resigned(carried, kolonner=[]), touched),
        (resigned(carried, kolonner="x"), touched),
        (resigned(carried, rækker=[["sti", {"tal": "1e999999999"}]]), touched),
        (resigned(carried, rækker=[[]]), touched),
        (resigned(carried, decimaler="3"), touched),
        (resigned(carried, kolonner=[{"felt": "id", "overskrift": "Id", "kan_rettes": False, "valg": []},
                                     {"felt": "note", "overskrift": "Note", "kan_rettes": True, "valg": []}]), touched),
        (resigned(carried, kolonner=[{"felt": "id", "overskrift": "Id", "kan_rettes": True, "valg": []}]), touched),
    ]:  # fmt: skip
        with pytest.raises(ForkertArk, match=f"^{said}"):
            læs_base(text)


def test_a_sheet_of_another_plan_is_refused(full: Plan) -> None:
    sheet = sheet_of(full, "overskrift")
    with pytest.raises(
        ForkertArk, match=r"^Arket er fra planen 2023-2026 for Norddjurs Kommune, og det her er 2025-2028"
    ):
        hører_til(sheet._replace(plan="2023-2026"), full)
    with pytest.raises(ForkertArk, match=r"^Arkets beløb er i kr\., og planens er i mio\. kr\."):
        hører_til(sheet._replace(enhed="kr."), full)
    with pytest.raises(ForkertArk, match=r"^Arkets fortegn er besparelse positiv, og planens er udgift positiv\."):
        hører_til(sheet._replace(fortegn="besparelse positiv"), full)


# --- as an Excel file -------------------------------------------------------------------------------------------------


def seen(raw: bytes, sheet: Ark) -> list[list[Celle]]:
    """The cells of a workbook as a sheet has them; what must hold of its heading is tested on the way."""
    (table,) = read(Path("ark.xlsx"), raw).tabeller
    assert table.navn == PUNKTER
    head, *rows = table.rækker
    assert [cell.text for cell in head.celler] == [column.overskrift for column in sheet.kolonner]
    found: list[list[Celle]] = []
    for row in rows:
        cells = {cell.kolonne: cell for cell in row.celler}
        values = [cells.get(place) for place in range(len(sheet.kolonner))]
        found.append(
            [None if cell is None else cell.tal if cell.tal is not None else cell.text or None for cell in values]
        )
    return found


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_a_workbook_has_the_cells_of_its_sheet_and_carries_its_base(folder: Path) -> None:
    sheet = sheet_of(
        sound(folder), "overskrift", "kurs", "koordinering", "tovholder", "sagsgang", "beløb", "status", SENESTE
    )
    raw = xlsx(sheet)
    assert seen(raw, sheet) == [list(row.celler) for row in sheet.rækker]
    assert læs_base(hidden(Path("ark.xlsx"), raw)) == sheet
    assert xlsx(sheet) == raw


@pytest.mark.process
def test_an_untouched_sheet_says_the_same_when_libreoffice_has_saved_it(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed, so nothing here has saved a sheet")
    sheets = {folder.name: sheet_of(sound(folder)) for folder in PLANS}
    for name, sheet in sheets.items():
        (tmp_path / f"{name}.xlsx").write_bytes(xlsx(sheet))
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", tmp_path / "saved", *sorted(tmp_path.glob("*.xlsx"))],
        check=True, capture_output=True,
    )  # fmt: skip
    for name, sheet in sheets.items():
        raw = (tmp_path / "saved" / f"{name}.xlsx").read_bytes()
        assert raw != (tmp_path / f"{name}.xlsx").read_bytes()
        assert læs_base(hidden(Path("ark.xlsx"), raw)) == sheet
        assert seen(raw, sheet) == [list(row.celler) for row in sheet.rækker]


def test_a_workbook_is_locked_but_for_what_may_be_changed(full: Plan) -> None:
    names = felter(full, ["overskrift", "tovholder", "slut", "beløb", "status"])
    may = {"tovholder", "slut", "beløb.2025", *NY_STATUS}
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ark(full, full.indsatser, names, kan_rettes=may, internt=True))))
    assert {name: book[name].sheet_state for name in book.sheetnames} == {
        "Punkter": "visible", "Lister": "hidden", "udplan": "veryHidden",
    }  # fmt: skip
    sheet = book["Punkter"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    by_heading = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    unlocked = {heading for heading, cell in by_heading.items() if not cell.protection.locked}
    assert unlocked == {"Tovholder", "Slut (X)", "2025 (mio. kr.)", "Ny status", "Ny status, dato", "OBS (ja)", "Lys"}
    assert {heading for heading, cell in by_heading.items() if cell.fill.fgColor.rgb == "FFFFF7CC"} == unlocked
    assert sheet.column_dimensions["A"].hidden
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:L2")
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    roles, closed, amount, obs = (rules[by_heading[name].coordinate] for name in (
        "Tovholder", "Slut (X)", "2025 (mio. kr.)", "OBS (ja)"
    ))  # fmt: skip
    assert (roles.type, roles.errorStyle, obs.errorStyle) == ("list", "warning", None)
    assert closed.errorStyle == "warning"  # a day may stand there too
    assert amount.formula1 == 'OR(AND(ISNUMBER(E2),ABS(E2)<=9999),LOWER(E2)="ikke oplyst")'
    assert [row[0].value for row in book["Lister"]["A1:A3"]] == ["Økonomichefen", "Arbejdsmarkedschefen", "ikke oplyst"]


def test_amounts_are_numbers_in_the_plans_decimals_and_texts_are_texts(plan_folder: PlanFolder) -> None:
    text = "'=HYPERLINK(\"http://x\")'"
    plan = sound(plan_folder({"sti.yaml": item(overskrift=text, kode="'9.1'", beløb="{2025: '-0,5', 2026: '0,1234'}")}))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(sheet_of(plan, "kode", "overskrift", "beløb"))))["Punkter"]
    code, title, first, second, third = sheet[2][1:6]
    assert (code.value, code.data_type, code.number_format) == ("9.1", "s", "@")
    assert (title.value, title.data_type) == ('=HYPERLINK("http://x")', "s")
    assert (first.value, second.value, third.value) == (-0.5, 0.1234, None)
    assert {cell.number_format for cell in (first, second, third)} == {"#,##0.000#######"}


def test_the_limit_of_a_typed_amount_follows_the_unit(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(beløb="{2025: -518000}")}, plan=PLAN_YAML.replace("mio. kr.", "kr."))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(sheet_of(sound(folder), "beløb"))))["Punkter"]
    assert sheet.data_validations.dataValidation[0].formula1.startswith("OR(AND(ISNUMBER(B2),ABS(B2)<=9999000000)")
    assert sheet["B2"].number_format == "#,##0"


def test_what_no_cell_can_hold_is_refused_in_words(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"sti.yaml": item(kurs="|\n  " + "æ" * (MOST_SIGNS + 1))}))
    with pytest.raises(
        CannotWriteSheet, match=r"^»Kurs« på sti har 32\.768 tegn, og en celle i Excel kan højst have 32\.767\."
    ):
        xlsx(sheet_of(plan, "kurs"))
    plan = sound(plan_folder({"sti.yaml": item(beløb="{2025: '123456789012,123456'}")}))
    with pytest.raises(CannotWriteSheet, match=r"på sti er 123456789012,123456, og Excel kan kun holde 15 cifre\."):
        xlsx(sheet_of(plan, "beløb"))


# --- the command ------------------------------------------------------------------------------------------------------


def unzipped(path: Path) -> str:
    """Every byte of a file that somebody could find, its base in plain letters among them."""
    with zipfile.ZipFile(path) as package:
        texts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    carried = hidden(path)
    return "\n".join([*texts, json.dumps(læs_base(carried), ensure_ascii=False, default=str) if carried else ""])


def test_nothing_that_is_not_for_others_is_in_a_sheet(plan_folder: PlanFolder) -> None:
    folder = plan_folder(
        {
            "aaben.yaml": item(overskrift="Åben sti", note="NOTEHEMMELIG", tovholder="Økonomichefen"),
            "lukket.yaml": item(overskrift="LUKKETSTI", offentlig="nej", tovholder="Lukketchefen", note="NOTEHEMMELIG"),
            "hensigt.yaml": hensigt(overskrift="Åben hensigt", afledt_af="lukket"),
        }
    )
    ran = udplan("regneark", "-o", "plan.xlsx", "--plan", ".", cwd=folder)
    assert ran.status == 0
    assert ran.err.splitlines() == [
        "Bemærk: et punkt, der ikke er offentligt, er ikke med i arket. Til internt brug: --internt.",
        "Skrevet: plan.xlsx",
    ]
    found = unzipped(folder / "plan.xlsx").casefold()
    assert "åben sti" in found
    assert [word for word in ("notehemmelig", "lukketsti", "lukketchefen", "lukket") if word in found] == []

    ran = udplan("regneark", "-o", "alt.xlsx", "--internt", "--plan", ".", cwd=folder)
    assert ran.err.startswith("Bemærk: arket er til internt brug, for det har et punkt, der ikke er offentligt.")
    found = unzipped(folder / "alt.xlsx").casefold()
    assert "lukketsti" in found
    assert "notehemmelig" not in found


def test_a_sheet_takes_the_selection_of_list_and_the_fields_that_are_named(tmp_path: Path) -> None:
    path = tmp_path / "au.xlsx"
    ran = udplan("regneark", "--udvalg", "AU", "--kun-egne", "--felter", "overskrift, beløb", "-o", str(path))
    assert (ran.status, ran.out) == (0, "")
    sheet = læs_base(hidden(path))
    own = json.loads(udplan("list", "--udvalg", "AU", "--kun-egne", "--format", "json").out)
    assert [row.id for row in sheet.rækker] == [row["id"] for row in own]
    assert [column.felt for column in sheet.kolonner] == [
        "id",
        "overskrift",
        *(f"beløb.{år}" for år in range(2025, 2029)),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Fejl: Et regneark skrives til en fil. Skriv fx udplan regneark -o plan.xlsx."),
        (
            ("-o", "plan.csv"),
            "Fejl: plan.csv ender på .csv, og det skrives ikke her. Skriv et navn, der ender på .xlsx.",
        ),
        (
            ("-o", "plan.xlsx", "--felter", "note"),
            "Fejl: --felter: note er til internt brug og kommer aldrig i et ark.",
        ),
        (("-o", "plan.xlsx", "--udvalg", "XX"), "Fejl: »XX« findes ikke som udvalg i planen."),
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(plan_folder: PlanFolder, words: tuple[str, ...], said: str) -> None:
    folder = plan_folder({"sti.yaml": item()})
    ran = udplan("regneark", *words, "--plan", ".", cwd=folder)
    assert ran.status == 2
    assert ran.err.startswith(said)
    assert sorted(path.name for path in folder.iterdir()) == ["plan.yaml", "sti.yaml"]
