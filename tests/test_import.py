"""An office's own table as plan files: every trap of the sample, our own form read back, and the receipt that reconciles."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.command_line import ROOT, Ran, udplan
from tests.plans import PLAN_YAML, PlanFolder, write
from tests.word_files import HEAD, item, p, save, span, table, tc, tr, unzipped, zipped
from udplan.documents.blocks import Form
from udplan.documents.printing.text import flow
from udplan.documents.reports import plan as plan_report
from udplan.figures.select import Valg
from udplan.intake.table.columns import field_of
from udplan.intake.table.entries import files, text_of
from udplan.intake.table.found import Fundet, Punkt
from udplan.intake.table.plan_proposal import plan_text, proposal
from udplan.intake.table.roles import split_roles
from udplan.intake.table.sections import Sted
from udplan.intake.table.tabular import find
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan, load
from udplan.office.grid import Cell, Read, Row, SeEfter, Sort, Table
from udplan.office.word_in import read
from udplan.values.words import fold

CASES = Path(__file__).parent / "cases" / "word-faelder"
SAMPLE = CASES / "udmoentningsplan-faelder.docx"
YEARS = (2025, 2026, 2027, 2028)
TMU = PLAN_YAML.replace("  KB:", "  TMU: {navn: Teknik- og Miljøudvalget, slags: fagudvalg}\n  KB:").replace(
    "{navn: Økonomiudvalget, slags: økonomiudvalg}",
    "{navn: Økonomiudvalget, slags: økonomiudvalg, "
    "afsnit: {drift: Økonomiudvalget og tværgående driftsændringer og råderumsforslag}}",
)


def planned(folder: Path, plan: str = PLAN_YAML) -> Plan:
    write(folder, {"plan.yaml": plan})
    made = load(folder).plan
    assert made is not None
    return made


def found(folder: Path, body: str, plan: str = PLAN_YAML, kolonner: Mapping[str, str] = {}) -> Fundet:
    """What is found in a Word file with this body."""
    return find(read(save(folder, body)), planned(folder, plan), kolonner, {})


def imported(folder: Path, body: str, *options: str) -> Ran:
    """A run of the command on a Word file with this body, in the folder of a plan."""
    save(folder, body)
    return udplan("import", "skema.docx", "--plan", ".", *options, cwd=folder)


# --- the sample with its traps ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Fundet:
    return find(read(SAMPLE), planned(tmp_path_factory.mktemp("plan"), TMU), {}, {})


def facit() -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads((CASES / "facit.json").read_text(encoding="utf-8"))
    return made


def named(fundet: Fundet, title: str) -> Punkt | None:
    """The item with that heading; the key has the code behind it."""
    return next(
        (
            point
            for point in fundet.punkter
            if " ".join(filter(None, (str(point.felter["overskrift"]), str(point.felter.get("kode", "")))))
            in (title, f"{title} {point.felter.get('kode', '')}")
        ),
        None,
    )


@pytest.mark.parametrize("trap", facit(), ids=lambda trap: trap["fælde"])
def test_every_trap_of_the_sample_is_read_as_its_key_says(sample: Fundet, trap: dict[str, Any]) -> None:
    if "afsnit" in trap:
        assert not named(sample, trap["afsnit"])
        assert not any("kendes ikke" in told for told in sample.usikre)
    elif trap.get("slettet"):
        assert not named(sample, trap["overskrift"])
        assert any("slettet med sporede rettelser" in told and trap["overskrift"] in told for told in sample.nævnt)
    elif trap.get("overskriftsrække"):
        assert not named(sample, "Overskrift")
    elif trap.get("total"):
        assert [total.navn for total in sample.totaler] == ["I alt"]
        assert not named(sample, "I alt")
    elif "fortsættelse_af" in trap:
        assert getattr(named(sample, trap["fortsættelse_af"]), "rækker", None) == [15, 16]
    else:
        _is_as_keyed(sample, trap)


def _is_as_keyed(sample: Fundet, trap: dict[str, Any]) -> None:
    point = named(sample, trap["overskrift"])
    assert point is not None
    assert ("tværgående" in point.felter) == trap["tværgående"]
    names = {"tovholder": "tovholder", "kurs": "kurs", "koordinering": "koordinering", "sagsgang": "sagsgang"}
    for key, name in {**names, "slut": "slut", "med": "med_høring", "nr": "kode"}.items():
        if key in trap:
            assert point.felter.get(name, "") == (trap[key] or ""), name
    assert point.beløb is not None
    if isinstance(trap["beløb"], list):
        assert list(point.beløb.values()) == trap["beløb"]
    elif trap["beløb"].startswith("FLETTET"):
        assert list(point.beløb.values()) == ["ikke oplyst"] * 4
        assert point.se_efter["beløb"] == ["i skemaet står »1,000« over 2025, 2026, 2027, 2028"]
    else:
        assert any("gennemstreget" in told and f"række {point.rækker[0]}" in told for told in sample.usikre)
    if trap.get("rettelser"):
        assert any(f"række {point.rækker[0]}: har sporede rettelser" in told for told in sample.nævnt)
    if trap.get("kommentar"):
        assert any("en kommentar er ikke læst" in told for told in sample.nævnt)


def test_the_sample_has_sixteen_items_and_two_places_to_look_at(sample: Fundet) -> None:
    assert len(sample.punkter) == 16
    assert [told.partition(":")[0] for told in sample.usikre] == ["tabel 1, række 18", "tabel 1, række 21"]


def test_the_sample_is_written_and_lint_is_the_judge_of_what_stood_there(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": TMU})
    ran = udplan("import", str(SAMPLE), "--plan", ".", "-o", "kvittering.md", cwd=tmp_path)
    assert ran.status == 1
    assert "  2025: cellerne 16,350, filerne 16,350: stemmer" in ran.out
    assert "»(0,5)« i tabel 1, række 9" in ran.out
    assert (tmp_path / "au" / "r901-pulje-og-loentilskud.yaml").read_text(encoding="utf-8") == (
        "overskrift: Pulje og løntilskud\nart: råderum\nkode: R901 (B)\nudvalg: AU\n"
        "tovholder: Arbejdsmarkedschefen\nkoordinering: Er indarbejdet.\nslut: X\n"
        "rækkefølge: 1\n".replace("rækkefølge: 1\n", "")
        + "beløb:\n  2025: -0,300\n  2026: −0,5\n  2027: (0,5)\n  2028: -0,300\nrækkefølge: 1\n"
    )
    told = [
        problem["regel"] for problem in json.loads(udplan("lint", "--format", "json", "--plan", ".", cwd=tmp_path).out)
    ]
    assert told.count("beloeb-form") == 5
    assert (
        (tmp_path / "kvittering.md")
        .read_text(encoding="utf-8")
        .startswith("# Kvittering: udmoentningsplan-faelder.docx")
    )


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": TMU})
    udplan("import", str(SAMPLE), "--plan", ".", cwd=tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    ran = udplan("import", str(SAMPLE), "--plan", ".", cwd=tmp_path)
    assert "Skrevet 0 filer" in ran.out
    assert "Findes allerede, og er ikke rørt" in ran.out
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


# --- our own form, read back --------------------------------------------------------------------------------------------


def printed(plan: Plan) -> dict[Any, Any]:
    """What the report of a plan prints of its items, by form, section and title, with running text in its pieces.

    The form does not print, and so import cannot know: kort, tema, strategier, status, note, kompetence, and times,
    decisions and cases of a sagsgang; whether a drift is a pulje; the udvalg of a hensigt, and of an item whose art is not
    known. What is printed with koordinering (forudsætning, procent, flytning, what follows from an item) is read as a part
    of that text. Items that are not public are not in it.
    """
    made: dict[Any, Any] = {}
    for block in plan_report.report(plan, Valg()).blocks:
        for section in block.sections if isinstance(block, Form) else ():
            assert isinstance(block, Form)
            for each in section.items:
                texts = tuple(flow(cell) if isinstance(cell, str) else cell for cell in each.cells)
                key = (block.caption, section.title, each.cells[block.title], each.under)
                made.setdefault(key, []).append((each.marks, [column.name for column in block.columns], texts))
    return made


def read_back(plan: Plan, folder: Path) -> tuple[Ran, Plan]:
    """A plan's own report as Word, imported into a folder that has only its plan.yaml."""
    (folder / "ny").mkdir()
    shutil.copy(plan.mappe / "plan.yaml", folder / "ny" / "plan.yaml")
    assert udplan("report", "plan", "--plan", str(plan.mappe), "-o", "plan.docx", cwd=folder).status == 0
    ran = udplan("import", "plan.docx", "--plan", "ny", cwd=folder)
    made = load(folder / "ny").plan
    assert made is not None
    return ran, made


@pytest.mark.parametrize("name", ["2021-2024", "2023-2026", "2025-2028"])
def test_our_own_form_read_back_is_the_plan_on_every_printed_field(tmp_path: Path, name: str) -> None:
    plan = load(ROOT / "plans" / name).plan
    assert plan is not None
    ran, again = read_back(plan, tmp_path)
    assert ran.status == 0, ran.out
    assert printed(again) == printed(plan)
    assert sorted(map(_alone, again.indsatser)) == sorted(map(_alone, plan.indsatser))


def test_our_own_form_is_known_when_another_program_has_saved_it(tmp_path: Path) -> None:
    """A title that ends like a code would lose its end, had the office opened the file in Word and saved it."""
    sound = "overskrift: Demens i Glesborg R706\nart: drift\nudvalg: AU\ntovholder: Chefen\nsagsgang: AU\nbeløb: {2025: 1}\n"
    write(tmp_path, {"plan.yaml": PLAN_YAML, "a.yaml": sound})
    assert udplan("report", "plan", "--plan", ".", "-o", "plan.docx", cwd=tmp_path).status == 0
    path = tmp_path / "plan.docx"
    files = unzipped(path.read_bytes())
    app = re.sub(b"<Application>.*?<", b"<Application>Microsoft Office Word<", files["docProps/app.xml"])
    path.write_bytes(zipped(files | {"docProps/app.xml": app}))
    (point,) = find(read(path), planned(tmp_path / "ny"), {}, {}).punkter
    assert (point.felter["overskrift"], "kode" in point.felter) == ("Demens i Glesborg R706", False)


def _alone(indsats: Indsats) -> tuple[str, ...]:
    return str(indsats.overskrift), str(indsats.kode), str(indsats.tværgående), str(indsats.slut or "")


LONG = "En sætning, der er så lang, at den fylder en linje i skemaets smalle kolonne. "


def test_a_row_that_was_cut_is_one_text_again_with_its_paragraphs(tmp_path: Path) -> None:
    kurs = f"{LONG * 12}\n\n{LONG * 3}\n- et punkt\n- {LONG * 9}\n\n{LONG * 20}"
    text = "".join(f"  {line}\n" for line in kurs.split("\n"))
    sound = (
        f"overskrift: A\nart: drift\nudvalg: AU\ntovholder: Chefen\nsagsgang: AU\nkurs: |\n{text}beløb: {{2025: 1}}\n"
    )
    write(tmp_path / "plan", {"plan.yaml": PLAN_YAML, "a.yaml": sound})
    plan = load(tmp_path / "plan").plan
    assert plan is not None
    ran, again = read_back(plan, tmp_path)
    assert "række 4, 5" in ran.out
    assert printed(again) == printed(plan)


def _changed(path: Path, old: str, new: str) -> None:
    files = unzipped(path.read_bytes())
    document = files["word/document.xml"].decode()
    assert document.count(old) >= 1, old
    path.write_bytes(zipped(files | {"word/document.xml": document.replace(old, new, 1).encode()}))


@pytest.mark.parametrize("what", ["a thousandth", "a row"])
def test_a_changed_thousandth_and_a_removed_row_turn_the_reconciliation_red(tmp_path: Path, what: str) -> None:
    assert (
        udplan("report", "plan", "--plan", str(ROOT / "plans" / "2025-2028"), "-o", "plan.docx", cwd=tmp_path).status
        == 0
    )
    document = unzipped((tmp_path / "plan.docx").read_bytes())["word/document.xml"].decode()
    if what == "a thousandth":
        at = document.index("−0,518")
        row, new = document[at - 200 : at + 6], document[at - 200 : at] + "−0,519"
    else:
        row, new = next(of for of in re.findall(r"<w:tr>.*?</w:tr>", document, re.DOTALL) if "R901" in of), ""
    _changed(tmp_path / "plan.docx", row, new)
    (tmp_path / "ny").mkdir()
    shutil.copy(ROOT / "plans" / "2025-2028" / "plan.yaml", tmp_path / "ny")
    ran = udplan("import", "plan.docx", "--plan", "ny", cwd=tmp_path)
    assert ran.status == 1
    assert "STEMMER IKKE" in ran.out
    assert ("forskel 0,001" if what == "a thousandth" else "forskel -0,300") in ran.out


def test_a_table_that_is_another_than_the_files_is_told_on_a_second_run(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    rows = [item("A", "1,5", sagsgang="AU"), item("B", "2", sagsgang="AU")]
    imported(folder, p("Drift") + table(HEAD, tr(tc("Arbejdsmarkedsudvalget", span(11))), *rows))
    again = imported(
        folder, p("Drift") + table(HEAD, tr(tc("Arbejdsmarkedsudvalget", span(11))), item("A", "1,501", sagsgang="AU"))
    )
    assert again.status == 1
    assert "  2025: cellerne 1,501, filerne 1,500: STEMMER IKKE, forskel -0,001" in again.out
    assert "Står i planen og ikke i skemaet\n  b\n" in again.out


# --- columns and rows ---------------------------------------------------------------------------------------------------


def test_a_column_that_nobody_knows_stops_the_import_until_it_is_named(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    body = p("Drift - AU") + table(
        (*HEAD, "Bemærkninger", "Tom"), (*item("A", "1", sagsgang="AU"), "Husk x", ""), widths=(1,) * 13
    )
    ran = imported(folder, body)
    assert ran.status == 1
    assert ran.err == (
        "Fejl: Kolonnen »Bemærkninger« kendes ikke, og der står noget i den. Skriv, hvad den er: "
        '--kolonne "Bemærkninger=note", eller --kolonne "Bemærkninger=udelad".\nFejl: Intet er skrevet.\n'
    )
    assert list(folder.glob("*.yaml")) == [folder / "plan.yaml"]
    assert imported(folder, body, "--kolonne", "bemærkninger=note").status == 0
    assert "note: Husk x\n" in (folder / "au" / "a.yaml").read_text(encoding="utf-8")


def test_a_column_without_a_heading_is_named_by_its_number(tmp_path: Path) -> None:
    body = table(("", *HEAD), ("vigtig", *item("A", "1")), ("Tværgående Koordinering", *item("B")), widths=(1,) * 12)
    assert found(tmp_path, body).ukendte == ["kolonne 1"]
    again = found(tmp_path, body, kolonner={"kolonne1": "note"})
    assert again.ukendte == []
    assert [point.felter.get("note") for point in again.punkter] == ["vigtig", "Tværgående Koordinering"]


def test_a_year_that_is_not_the_plans_is_such_a_column(tmp_path: Path) -> None:
    fundet = found(tmp_path, table((*HEAD[:7], "2024", *HEAD[8:]), item("A", "1")))
    assert fundet.ukendte == ["2024"]


def test_years_that_are_not_the_plans_are_told_with_what_to_do(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    write(folder, {"plan.yaml": PLAN_YAML.replace("2025-2028", "2026-2029")})
    body = p("Drift - AU") + table(HEAD, item("A", "1", "2", sagsgang="AU"))
    ran = imported(folder, body)
    assert ran.status == 1
    assert ran.err == (
        "Fejl: Skemaets år er 2025-2028, og planens er 2026-2029. Hører skemaet til en anden plan, så sig hvilken med "
        '--plan. Skal det ind i denne, så skriv --kolonne "2025=udelad": de beløb bliver ikke læst.\n'
        "Fejl: Intet er skrevet.\n"
    )
    assert "2026: cellerne 2,000" in imported(folder, body, "--kolonne", "2025=udelad").out


def test_a_table_in_another_unit_is_refused(plan_folder: PlanFolder) -> None:
    ran = imported(plan_folder(), p("Drift (1.000 kr.)") + table(HEAD, item("A", "1")))
    assert ran.status == 1
    assert ran.err.startswith("Fejl: tabel 1 er i 1.000 kr., og planen er i mio. kr. Ret enhed")


@pytest.mark.parametrize(
    "body",
    [
        table((*HEAD[:7], "2025 (1.000 kr.)", *HEAD[8:]), item("A", "500")),
        table(tr(*HEAD[:7], tc("Beløb i t.kr.", span(4))), ("",) * 7 + HEAD[7:], item("A", "500")),
        p("Alle beløb er angivet i 1.000 kr.") + p("Tekst") * 5 + p("Drift") + table(HEAD, item("A", "500")),
        table(HEAD, item("A", "500")) + p("Note: Beløb i 1.000 kr."),
    ],
    ids=["in the heading of a year", "over the years", "far above", "below"],
)
def test_another_unit_is_seen_wherever_it_stands(plan_folder: PlanFolder, body: str) -> None:
    """Or 500 thousand would be 500 millions, and every sum agree."""
    ran = imported(plan_folder(), body)
    assert ran.status == 1
    assert ran.err.startswith("Fejl: tabel 1 er i 1.000 kr., og planen er i mio. kr. Ret enhed")


def test_a_line_on_one_amount_is_no_unit_of_all(tmp_path: Path) -> None:
    body = p("Beløbet på 1.000 kr. overføres.") + p("Beløb under 500 er udeladt, og 1.000 kr. er flyttet.") + p("x") * 4
    assert not found(tmp_path, body + table(HEAD, item("A", "1"))).forkert


@pytest.mark.parametrize(
    "heading", ["Forbrug 2025", "Afvigelse 2025", "2025 i %", "Beløb (2025-priser)", "Status 2025"]
)
def test_a_column_of_a_year_that_is_not_its_amounts_is_unknown(tmp_path: Path, heading: str) -> None:
    assert found(tmp_path, table((*HEAD[:7], heading, *HEAD[8:]), item("A", "1"))).ukendte == [heading]


@pytest.mark.parametrize("heading", ["Budget 2025", "2025 (mio. kr.)", "B2025", "Budgetoverslag 2025", "År 2025:"])
def test_a_column_of_a_years_amounts_is_known_by_its_words(heading: str) -> None:
    assert field_of(heading, {}) == "2025"


def test_a_column_that_is_known_by_its_first_letters_is_told(tmp_path: Path) -> None:
    told = found(tmp_path, table(("Indsatsområde", *HEAD[1:]), item("A", "1"))).nævnt
    assert "tabel 1: kolonner læst efter deres ord: »Indsatsområde« som overskrift" in told[0]
    assert not any("»Tovholder«" in each for each in told)


def test_such_a_column_can_be_said_to_be_the_year(plan_folder: PlanFolder) -> None:
    body, folder = table((*HEAD[:7], "Forbrug 2025", *HEAD[8:]), item("A", "1", sagsgang="AU")), plan_folder()
    assert '--kolonne "Forbrug 2025=2025"' in imported(folder, body).err
    assert "2025: cellerne 1,000, filerne 1,000" in imported(folder, body, "--kolonne", "Forbrug 2025=2025").out


def test_cells_of_a_skewed_grid_stand_by_their_widths(tmp_path: Path) -> None:
    """The edges of cells were moved: the heading of 2025 has two columns of the grid, and a row's merged cell another two."""
    widths = (900, 100, *(1000,) * 6, 900, 100, 900, 100, 1000, 1000)
    head = tr(tc(HEAD[0], span(2)), *HEAD[1:7], tc(HEAD[7], span(2)), tc(HEAD[8], span(2)), *HEAD[9:])
    moved = tr(tc("A"), tc("Chefen", span(2)), *[""] * 5, tc("1"), tc("2", span(2)), tc("", span(1)), "3", "4")
    merged = tr(tc("B", span(2)), *[""] * 6, tc("7", span(4)), "8", "9")
    fundet = found(tmp_path, table(head, moved, merged, widths=widths))
    assert [point.beløb for point in fundet.punkter] == [
        dict(zip(YEARS, ("1", "2", "3", "4"), strict=True)),
        dict(zip(YEARS, ("ikke oplyst", "ikke oplyst", "8", "9"), strict=True)),
    ]
    assert fundet.punkter[0].felter["tovholder"] == "Chefen"


def test_two_cells_in_one_column_are_told(tmp_path: Path) -> None:
    widths = (1000,) * 7 + (400, 600, 1000, 1000, 1000)
    head = tr(*HEAD[:7], tc(HEAD[7], span(2)), *HEAD[8:])
    fundet = found(tmp_path, table(head, tr("A", *[""] * 6, "1", "2", "3", "4", "5"), widths=widths))
    assert any("dækker ingen kolonne helt" in told or "to celler" in told for told in fundet.usikre)


def test_years_below_a_heading_of_their_own_are_read(tmp_path: Path) -> None:
    head = tr(*HEAD[:7], tc("Beløb (mio. kr.)", span(4)))
    fundet = found(tmp_path, table(head, ("",) * 7 + HEAD[7:], item("A", "1", "2")))
    assert [point.beløb for point in fundet.punkter] == [dict(zip(YEARS, ("1", "2", "", ""), strict=True))]


def test_what_is_merged_downwards_is_of_both_and_an_amount_of_neither(tmp_path: Path) -> None:
    start, goes_on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    first = tr("A", tc("Chefen", start), *[""] * 5, tc("5", start), "", "", "")
    second = tr("B", tc("", goes_on), *[""] * 5, tc("", goes_on), "1", "", "")
    fundet = found(tmp_path, table(HEAD, first, second))
    a, b = fundet.punkter
    assert (a.felter["tovholder"], b.felter["tovholder"]) == ("Chefen", "Chefen")
    assert a.beløb == dict(zip(YEARS, ("5", "", "", ""), strict=True))
    assert b.beløb == dict(zip(YEARS, ("ikke oplyst", "1", "", ""), strict=True))


def test_a_heading_that_nobody_knows_gives_no_committee_and_can_be_said(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    body = p("Drift") + table(HEAD, tr(tc("Særlige puljer", span(11))), item("A", "1", sagsgang="ØK"))
    ran = imported(folder, body, "--kun-vis")
    assert ran.status == 1
    assert "afsnittet »Særlige puljer« kendes ikke" in ran.out
    ran = imported(folder, body, "--afsnit", "særlige puljer:=udvalg:ØK,art:pulje")
    assert ran.status == 0
    text = (folder / "oek" / "a.yaml").read_text(encoding="utf-8")
    assert "art: pulje\n" in text
    assert "udvalg: ØK\n" in text


def test_a_title_alone_in_a_row_of_a_sheet_is_no_committee_and_told(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    rest = ("Chefen", "", "", "AU", "", "", 1)
    workbook(folder, ("Arbejdsmarkedsudvalget",), ("A", *rest), ("Ny indsats for unge",), ("B", *rest))
    ran = udplan("import", "skema.xlsx", "--plan", ".", cwd=folder)
    assert ran.status == 1
    assert "Usikkert: se efter\n  Drift - AU, række 4: afsnittet »Ny indsats for unge« kendes ikke" in ran.out
    assert "udvalg: ikke oplyst\n" in (folder / "b.yaml").read_text(encoding="utf-8")


SECTIONS = {
    "Arbejdsmarkedsudvalget": Sted("AU", "drift"),
    "Udvalget for børn og unge": Sted("BUU", "drift"),
    "Råderumsforslag - AU": Sted("AU", "råderum"),
    "Råderumsforslag – Økonomiudvalget": Sted("ØK", "råderum"),
    "Anlæg - AU": Sted("AU", "anlæg"),
}


@pytest.mark.parametrize(("heading", "sted"), SECTIONS.items())
def test_a_heading_says_where_what_is_below_it_belongs(tmp_path: Path, heading: str, sted: Sted) -> None:
    fundet = found(tmp_path, p("Budgetændringer drift") + table(HEAD, (heading, *[""] * 10), item("A", "1")))
    assert [point.sted for point in fundet.punkter] == [sted]
    assert fundet.usikre == []


def test_hensigter_stand_in_their_groups(tmp_path: Path) -> None:
    body = p("Hensigtserklæringer") + table(
        HEAD[:7], (*["Norddjurs i bevægelse"], *[""] * 6), item("A")[:7], widths=(1,) * 7
    )
    (point,) = found(tmp_path, body).punkter
    assert (point.sted, point.beløb) == (Sted(None, "hensigt", "Norddjurs i bevægelse"), None)


def test_a_total_is_no_item_and_is_held_against_its_rows(plan_folder: PlanFolder) -> None:
    rows = [
        item("A", "1", "2", sagsgang="AU"),
        item("B", "1", sagsgang="AU"),
        item("I alt", "2", "3"),
        item("Total", "2", "2"),
    ]
    ran = imported(plan_folder(), p("Drift") + table(HEAD, tr(tc("Arbejdsmarkedsudvalget", span(11))), *rows))
    assert ran.status == 1
    assert "tabel 1, række 5, »I alt«: 2026 STEMMER IKKE, forskel 1,000; resten stemmer" in ran.out
    assert "tabel 1, række 6, »Total«: stemmer alle år" in ran.out
    assert (
        "  - navn: AU, drift\n    kilde: skema.docx, tabel 1, række 5\n"
        '    hvor: {udvalg: "AU", art: "drift"}\n    beløb: {2025: "2", 2026: "3"}\n' in ran.out
    )


def test_the_only_total_of_a_table_with_sections_is_of_them_all(plan_folder: PlanFolder) -> None:
    """As that of the last section it would differ, and be proposed as its kontroltal."""
    sections = [tr(tc(name, span(11))) for name in ("Arbejdsmarkedsudvalget", "Økonomiudvalget")]
    rows = [sections[0], item("A", "1", sagsgang="AU"), sections[1], item("B", "2", sagsgang="ØK"), item("I alt", "3")]
    ran = imported(plan_folder(), p("Drift") + table(HEAD, *rows))
    assert "»I alt«: stemmer alle år" in ran.out
    assert 'hvor: {art: "drift"}' in ran.out


def test_a_row_with_amounts_and_no_heading_is_not_lost_in_silence(plan_folder: PlanFolder) -> None:
    ran = imported(plan_folder(), table(HEAD, ("", "", "tekst", *[""] * 4, "5", "", "", "")))
    assert ran.status == 1
    assert "rækken har ingen overskrift og er ikke læst: »tekst«" in ran.out
    assert "2025: cellerne 5,000, filerne 0,000: STEMMER IKKE, forskel -5,000" in ran.out


def test_a_row_of_amounts_alone_is_not_put_to_the_item_above(tmp_path: Path) -> None:
    """A sum that nobody has named would be the amount of the last item, where that has none."""
    fundet = found(tmp_path, table(HEAD, item("A", "1"), item("B"), ("",) * 7 + ("1", "", "", "")))
    assert [point.beløb for point in fundet.punkter] == [
        dict(zip(YEARS, amounts, strict=True)) for amounts in (("1", "", "", ""), ("", "", "", ""))
    ]
    assert any("række 4: rækken har kun beløb (2025: 1) og er ikke læst" in told for told in fundet.usikre)


def test_amounts_of_a_row_that_goes_on_are_told(tmp_path: Path) -> None:
    fundet = found(tmp_path, table(HEAD, item("A", "1"), ("", "", "", "mere", "", "", "", "", "2", "", "")))
    assert fundet.punkter[0].beløb == dict(zip(YEARS, ("1", "2", "", ""), strict=True))
    assert any("2 i 2026 er lagt til punktet ovenfor" in told for told in fundet.usikre)


def test_a_row_with_a_code_is_an_item_whatever_its_words_are(tmp_path: Path) -> None:
    """It was lost, and proposed as a kontroltal."""
    rows = [
        ("R307", *item("Samlet skolestruktur", "-1")),
        ("R308", *item("Skoler i alt", "2")),
        ("", *item("I alt", "1")),
    ]
    fundet = found(tmp_path, table(("Nr.", *HEAD), *rows, widths=(1,) * 12))
    assert [point.felter["overskrift"] for point in fundet.punkter] == ["Samlet skolestruktur", "Skoler i alt"]
    assert [total.navn for total in fundet.totaler] == ["I alt"]
    assert fundet.usikre == [
        "tabel 1, række 2: punkterne fra denne række står ikke under et udvalg, så det er skrevet som ikke oplyst"
    ]


@pytest.mark.parametrize("words", ["Total renovering af skole", "Samlet skolestruktur", "Sum til leg"])
def test_what_only_begins_like_a_total_is_an_item_to_look_at(tmp_path: Path, words: str) -> None:
    body = p("Drift") + table(HEAD, tr(tc("Arbejdsmarkedsudvalget", span(11))), item("A", "1"), item(words, "2"))
    fundet = found(tmp_path, body)
    assert [point.felter["overskrift"] for point in fundet.punkter] == ["A", words]
    assert (fundet.totaler, len(fundet.usikre)) == ([], 1)
    assert fundet.usikre[0] == (
        f"tabel 1, række 4: »{words}« er læst som et punkt. Er det en total, så skriv I alt i den"
    )


@pytest.mark.parametrize(
    "words", ["I alt", "I alt drift", "Sum", "Total:", "Total i alt", "Samlet i alt 2025", "Total for AU", "AU i alt"]
)
def test_a_total_is_one_by_these_words(tmp_path: Path, words: str) -> None:
    fundet = found(tmp_path, p("Drift") + table(HEAD, ("AU", *[""] * 10), item("A", "1"), item(words, "1")))
    assert [total.navn for total in fundet.totaler] == [words]
    assert (len(fundet.punkter), fundet.totaler[0].punkter) == (1, tuple(fundet.punkter))


def test_a_code_is_taken_off_a_title_where_it_looks_like_the_others_and_that_is_told(tmp_path: Path) -> None:
    """»Verdensmål A2030« had the code A2030, and nobody was told."""
    rows = [item("Skoler R307"), item("Veje R308 (B)"), item("Verdensmål A2030")]
    fundet = found(tmp_path, table(HEAD, *rows))
    assert [(point.felter["overskrift"], point.felter.get("kode")) for point in fundet.punkter] == [
        ("Skoler", "R307"),
        ("Veje", "R308 (B)"),
        ("Verdensmål A2030", None),
    ]
    assert fundet.nævnt == [
        "tabel 1, række 4: A2030 ligner ingen anden kode i skemaet eller planen og er læst som en del af overskriften "
        "»Verdensmål A2030«",
        "tabel 1: koder taget af overskrifterne: R307 (række 2), R308 (B) (række 3)",
    ]


def test_a_code_alone_in_a_table_is_known_by_those_of_the_plan(tmp_path: Path) -> None:
    sound = "overskrift: X\nart: drift\nkode: R900\nudvalg: AU\ntovholder: Chefen\nsagsgang: AU\nbeløb: {2025: 1}\n"
    write(tmp_path, {"x.yaml": sound})
    assert [point.felter.get("kode") for point in found(tmp_path, table(HEAD, item("A R307"))).punkter] == ["R307"]


@pytest.mark.parametrize("place", [0, 6])
def test_a_total_is_known_wherever_its_word_stands_and_whatever_stands_beside(tmp_path: Path, place: int) -> None:
    row = ["", "", "", "", "", "", "", "1", "", "", ""]
    row[place] = "I alt"
    row[5] = "inkl. moms" if place == 0 else ""
    fundet = found(tmp_path, table(HEAD, item("A", "1"), tuple(row)))
    assert [point.felter["overskrift"] for point in fundet.punkter] == ["A"]
    assert [total.navn for total in fundet.totaler] == ["I alt"]
    assert any("»inkl. moms« er ikke læst" in told for told in fundet.usikre) == (place == 0)


def test_two_rows_with_one_heading_are_two_items_and_told(plan_folder: PlanFolder) -> None:
    ran = imported(
        plan_folder(), p("Drift") + table(HEAD, item("A", "1", sagsgang="AU"), item("a", "1", sagsgang="AU"))
    )
    assert ran.status == 1
    assert "tabel 1, række 3 har samme overskrift og kode som tabel 1, række 2: »a«" in ran.out


def test_a_table_cut_in_two_goes_on_and_one_with_another_head_does_not(tmp_path: Path) -> None:
    first = p("Drift") + table(HEAD, tr(tc("Arbejdsmarkedsudvalget", span(11))), item("A", "1"))
    fundet = found(tmp_path, first + table(HEAD, item("B", "1")) + table(("Nr.", *HEAD[1:]), item("1", "1")))
    assert [point.sted for point in fundet.punkter] == [Sted("AU", "drift")] * 2
    other = table(("Nr.", *HEAD), ("9", *item("C", "1")), widths=(1,) * 12)
    (*_, last) = found(tmp_path, first + other).punkter
    assert last.sted == Sted()


def test_two_sheets_never_go_on(tmp_path: Path) -> None:
    one = sheet(HEAD, ("Arbejdsmarkedsudvalget", *[""] * 10), item("A", "1")).tabeller
    two = sheet(HEAD, item("B", "1"), navn="Anlæg").tabeller
    fundet = find(Read((*one, *two)), planned(tmp_path), {}, {})
    assert [point.sted for point in fundet.punkter] == [Sted("AU", "drift"), Sted(None, "anlæg")]
    assert any("står ikke under et udvalg" in told for told in fundet.usikre)


def test_the_steps_of_a_path_may_have_a_line_each(tmp_path: Path) -> None:
    lines = tc(p("BUU") + p("ØK") + p("KB"))
    (point,) = found(tmp_path, table(HEAD, tr("A", *[""] * 3, lines, *[""] * 6))).punkter
    assert point.felter["sagsgang"] == "BUU, ØK, KB"


BOX = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>".format(p("Tværgående Koordinering"))


def test_a_mark_in_a_box_is_of_its_row_and_outside_the_table_of_nobody_knows_which(tmp_path: Path) -> None:
    fundet = found(tmp_path, BOX + table(HEAD, tr(tc(BOX + p("A")), *[""] * 10), item("B")))
    assert ["tværgående" in point.felter for point in fundet.punkter] == [True, False]
    assert fundet.usikre[0] == "tekstfelt uden for skemaerne: »Tværgående Koordinering«"


def test_the_order_of_the_table_is_kept(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    rows = [item("Å", sagsgang="AU"), item("B", sagsgang="AU")]
    imported(folder, p("Drift") + table(HEAD, tr(tc("Arbejdsmarkedsudvalget", span(11))), *rows))
    made = load(folder).plan
    assert made is not None
    assert [indsats.overskrift for indsats in made.indsatser] == ["Å", "B"]


def test_an_item_of_another_plan_keeps_its_id(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    sound = "overskrift: A\nart: drift\nkode: R900\nudvalg: AU\ntovholder: Chefen\nsagsgang: AU\nbeløb: {2025: 1}\n"
    write(folder / "plans" / "2021-2024", {"plan.yaml": PLAN_YAML, "det-gamle-id.yaml": sound})
    write(folder / "plans" / "2025-2028", {"plan.yaml": PLAN_YAML})
    save(folder, p("Drift") + table(HEAD, item("A R900", "1", sagsgang="AU"), item("B R901", sagsgang="AU")))
    udplan("import", "skema.docx", "--plan", "plans/2025-2028", cwd=folder)
    assert (folder / "plans" / "2025-2028" / "det-gamle-id.yaml").exists()


def test_text_of_the_table_is_data_in_the_files_and_the_receipt(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    texts = ["A: b # c", "[x]\n::warning::y", "- {a: b}", "\u202eomvendt\u0007", "=HYPERLINK(1)", "| > ' \" \\ `kode`"]
    rows = [
        item(f"Punkt {number}", kurs=text.replace("\u0007", ""), sagsgang="AU") for number, text in enumerate(texts)
    ]
    ran = imported(folder, table(HEAD, *rows), "-o", "kvittering.md")
    assert not re.search("^::", ran.out + ran.err, re.MULTILINE)
    made = load(folder).plan
    assert made is not None
    kurs = [str(indsats.kurs).strip() for indsats in made.indsatser]
    assert kurs == [re.sub("[\u202e\u0007]", "", text) for text in texts]


# --- a file that is no plan's, and no plan ------------------------------------------------------------------------------


def test_without_a_plan_it_proposes_one_and_stops(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "skema.docx")
    ran = udplan("import", "skema.docx", cwd=tmp_path)
    assert ran.status == 1
    assert ran.out == "plans/2025-2028/plan.yaml\n"
    assert ran.err == (
        "Her var ingen plan, så udplan har skrevet et forslag til plan.yaml. Ingen punkter er skrevet endnu.\n"
        "Skriv kommunens navn i den, se resten efter, og kør kommandoen igen.\n"
    )
    text = (tmp_path / "plans" / "2025-2028" / "plan.yaml").read_text(encoding="utf-8")
    assert "  AU: {slags: fagudvalg}  # Se efter: står i »Råderumsforslag - AU«\n" in text
    assert "  Arbejdsmarkedsudvalget: {slags: fagudvalg}  # Se efter: et afsnit i skemaet\n" in text
    unedited = udplan("import", "skema.docx", cwd=tmp_path)
    assert unedited.status == 1
    assert unedited.err.startswith("plans/2025-2028/plan.yaml:3:9: fejl: kommune mangler.")
    assert "plan.yaml kan ikke læses, så intet er hentet ind. Ret den" in unedited.err
    named = text.replace("kommune:", "kommune: Norddjurs Kommune")
    (tmp_path / "plans" / "2025-2028" / "plan.yaml").write_text(named, encoding="utf-8")
    again = udplan("import", "skema.docx", cwd=tmp_path)
    assert "Skrevet 16 filer" in again.out
    assert "kendes ikke" not in again.out


@pytest.mark.parametrize(
    ("named", "path"),
    [("2026-2029", "plans/2026-2029"), ("andre/2026", "andre/2026"), ("plans/x/plan.yaml", "plans/x"), (".", ".")],
)
def test_a_new_plan_stands_where_it_was_said(tmp_path: Path, named: str, path: str) -> None:
    write(tmp_path / "plans" / "2021-2024", {"plan.yaml": PLAN_YAML})
    shutil.copy(SAMPLE, tmp_path / "skema.docx")
    assert udplan("import", "skema.docx", "--plan", named, cwd=tmp_path).status == 1
    assert (tmp_path / path / "plan.yaml").exists()


def test_a_proposal_is_shown_and_not_written(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "skema.docx")
    ran = udplan("import", "skema.docx", "--kun-vis", cwd=tmp_path)
    assert ran.out.startswith("# Et forslag")
    assert not (tmp_path / "plans").exists()


def test_a_proposal_can_be_read_whatever_stands_in_the_table(tmp_path: Path) -> None:
    odd = "Udvalg: #1 {x} 'y'"
    body = table(HEAD, tr(tc(odd, span(11))), item("A", sagsgang="ØK: x, [KB]", tovholder="Chef: & co"))
    made = proposal(read(save(tmp_path, body)), {})
    assert made is not None
    plan = planned(tmp_path, plan_text(made).replace("kommune:", "kommune: Norddjurs Kommune"))
    assert list(plan.grundlag.fora) == [odd, "ØK: x", "[KB]"]
    assert plan.grundlag.tovholdere == ("Chef: & co",)


def test_a_file_without_a_form_is_told_with_what_is_in_it(plan_folder: PlanFolder) -> None:
    ran = imported(plan_folder(), table(("Navn", "Alder"), ("x", "y"), widths=(1, 1)))
    assert ran.status == 1
    assert ran.err.startswith("Fejl: skema.docx har intet skema med punkter. Her er tabel 1.")


def test_without_a_plan_a_file_without_a_form_is_told_so_too(tmp_path: Path) -> None:
    """The way on is to say what the columns are; a plan from udplan start would not have helped."""
    save(tmp_path, table(("Forslag", "Beskrivelse", "Chef", "2026"), ("x", "y", "z", "1"), widths=(1, 1, 1, 1)))
    ran = udplan("import", "skema.docx", cwd=tmp_path)
    assert ran.status == 1
    assert ran.err.startswith("Fejl: skema.docx har intet skema med punkter. Her er tabel 1.")
    assert '--kolonne "Emne=overskrift"' in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["skema.docx"]


def test_kun_vis_writes_nothing(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    ran = imported(folder, p("Drift") + table(HEAD, item("A", "1", sagsgang="AU")), "--kun-vis", "-o", "k.md")
    assert "Ville skrive 1 fil\n  tabel 1, række 2 → a.yaml\n" in ran.out
    assert sorted(path.name for path in folder.iterdir()) == ["plan.yaml", "skema.docx"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--kolonne", "x"), "--kolonne skal have et navn, et lighedstegn"),
        (("--kolonne", "x=farve"), "Feltet »farve« findes ikke."),
        (("--afsnit", "x=AU"), "skriv udvalg:KODE"),
        (("--afsnit", "x=udvalg:XYZ"), "XYZ"),
        (("--ark", "tabel 9"), "Arket »tabel 9« findes ikke."),
        (("-o", "k.pdf"), "k.pdf ender på .pdf"),
    ],
)
def test_a_wrong_option_is_told(plan_folder: PlanFolder, options: tuple[str, ...], said: str) -> None:
    ran = imported(plan_folder(), table(HEAD, item("A")), *options)
    assert ran.status == 2
    assert said in ran.err


# --- a grid from Excel --------------------------------------------------------------------------------------------------


def sheet(*rows: tuple[Any, ...], navn: str = "Drift") -> Read:
    """A sheet as the Excel reader gives it: numbers are exact, and an error or a date is what it is."""

    def cell(place: int, value: Any) -> Cell:
        if isinstance(value, Decimal):
            return Cell(str(value).replace(".", ","), place, sort=Sort.TAL, tal=value)
        if isinstance(value, tuple):
            return Cell(value[1], place, sort=value[0])
        return Cell(str(value), place)

    made = tuple(Row(number, tuple(cell(*of) for of in enumerate(row))) for number, row in enumerate(rows, 1))
    return Read((Table(navn, made),))


def cells_of(read: Read, folder: Path) -> Iterator[dict[int, str] | None]:
    yield from (point.beløb for point in find(read, planned(folder), {}, {}).punkter)


def test_a_sheet_is_read_with_the_head_further_down_and_its_numbers_exact(tmp_path: Path) -> None:
    head = (*HEAD[:7], *(Decimal(year) for year in YEARS))
    rows = sheet(("Budgetaftale 2025",), ("",), head, item("A", Decimal("-0.518"), Decimal("1.1"), Decimal(0)))  # type: ignore[arg-type]
    assert list(cells_of(rows, tmp_path)) == [dict(zip(YEARS, ("-0,518", "1,1", "0", ""), strict=True))]


def test_what_is_no_amount_in_a_sheet_is_not_read_as_one(tmp_path: Path) -> None:
    odd = ((Sort.FEJL, "#DIV/0!"), (Sort.UBEREGNET, "=A1"), (Sort.DATO, "2025-05-01"), (Sort.SANDT, "SAND"))
    fundet = find(sheet(HEAD, item("A", *odd)), planned(tmp_path), {}, {})  # type: ignore[arg-type]
    (point,) = fundet.punkter
    assert point.beløb == dict.fromkeys(YEARS, "ikke oplyst")
    assert point.se_efter["beløb"][0] == "i skemaet står »#DIV/0!« i 2025, og det er en fejl i arket"
    assert sum("er skrevet som ikke oplyst" in told and "så 20" in told for told in fundet.usikre) == 4


def test_what_stands_beside_the_columns_of_a_sheet_is_a_column_nobody_knows(tmp_path: Path) -> None:
    """A figure in the margin was the amount of the last year."""
    row = item("A", Decimal(1), "", "", "")  # type: ignore[arg-type]
    read = sheet(HEAD, (*row, Decimal(99)))
    plan = planned(tmp_path)
    assert find(read, plan, {}, {}).ukendte == ["kolonne 12"]
    (point,) = find(read, plan, {"kolonne12": "note"}, {}).punkter
    assert point.beløb == dict(zip(YEARS, ("1", "", "", ""), strict=True))
    assert point.felter["note"] == "99"


def test_what_a_sheet_shows_otherwise_than_it_has_is_told(tmp_path: Path) -> None:
    row = ("A", "", "", (Sort.SANDT, "SAND"), *[""] * 7, Decimal("9.1"))
    fundet = find(sheet((*HEAD, "Kode"), row), planned(tmp_path), {}, {})
    assert any("koden er et tal i arket og er læst som 9,1" in told for told in fundet.usikre)
    assert any("er læst som »SAND«, og i arket er det et sandt eller falsk" in told for told in fundet.usikre)


def test_an_error_or_a_formula_without_its_result_is_no_text(tmp_path: Path) -> None:
    row = ("A", (Sort.FEJL, "#REF!"), (Sort.UBEREGNET, "=A1"), *[""] * 8, (Sort.FEJL, "#N/A"))
    more = ("", "", (Sort.FEJL, "#N/A"), *[""] * 9)
    plan = planned(tmp_path)
    fundet = find(sheet((*HEAD, "Kode"), row, more, ((Sort.FEJL, "#REF!"), *[""] * 6, "1")), plan, {}, {})
    first, second = fundet.punkter
    assert (first.felter["tovholder"], first.felter["kurs"], "kode" in first.felter) == (*["ikke oplyst"] * 2, False)
    assert text_of(plan, first).startswith(
        "# Se efter: i skemaet står »#N/A« i kode, og det er en fejl i arket\noverskrift: A\n"
    )
    assert "# Se efter: i skemaet står »=A1« i kurs, og det er en formel, hvis resultat ikke er gemt\nkurs:" in text_of(
        plan, first
    )
    assert sum("er skrevet som ikke oplyst" in told for told in fundet.usikre) == 4
    assert any("så kode er ikke skrevet" in told for told in fundet.usikre)
    assert any("»#N/A«, en fejl i arket, og det er ikke lagt til" in told for told in fundet.usikre)
    (_, refused) = files(plan, fundet.punkter, {})
    assert (second.felter["overskrift"], refused.sti) == ("ikke oplyst", None)


@pytest.mark.parametrize("said", [("--kolonne", "Koordinerin=note"), ("--afsnit", "Særlige pulje=udvalg:AU")])
def test_what_is_said_of_a_name_that_is_not_there_is_no_silent_nothing(
    plan_folder: PlanFolder, said: tuple[str, str]
) -> None:
    folder = plan_folder()
    ran = imported(folder, p("Drift") + table(HEAD, item("A", "1", sagsgang="AU")), *said)
    name = said[1].partition("=")[0]
    assert (ran.status, ran.out) == (1, "")
    assert f"Fejl: {said[0]} »{name}« findes ikke i skemaet." in ran.err
    assert len(list(folder.rglob("*.yaml"))) == 1


def workbook(folder: Path, *rows: tuple[Any, ...], **look: Any) -> None:
    """An Excel file ``skema.xlsx`` with the head and these rows; the cell of 2025 in the last one has this look."""
    with xlsxwriter.Workbook(str(folder / "skema.xlsx")) as book:
        sheet = book.add_worksheet("Drift - AU")
        for at, row in enumerate((HEAD, *rows)):
            for place, value in enumerate(row):
                if value != "":
                    sheet.write(at, place, value, *([book.add_format(look)] if (at, place) == (len(rows), 7) else ()))


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ({"font_strikeout": True}, "Teksten er streget ud."),
        ({"num_format": "0.0,"}, "Tallet vises i tusinder eller millioner, og i cellen står 500."),
        ({"num_format": "0%"}, "Tallet vises i procent, og i cellen står 500."),
    ],
)
def test_an_amount_that_looks_otherwise_in_excel_is_for_a_person_to_look_at(
    plan_folder: PlanFolder, look: Mapping[str, Any], told: str
) -> None:
    folder = plan_folder()
    workbook(folder, ("A", "Chefen", "", "", "AU", "", "", 500), **look)
    ran = udplan("import", "skema.xlsx", "--plan", ".", cwd=folder)
    assert ran.status == 1
    assert f"Usikkert: se efter\n  Drift - AU, række 2: {told}\n" in ran.out


def test_a_figure_shown_in_thousands_or_percent_is_for_a_person_to_look_at(tmp_path: Path) -> None:
    told = SeEfter("Tallet vises i procent, og i cellen står 0,25.")
    amount = Cell("0,25", 7, sort=Sort.TAL, tal=Decimal("0.25"), bemærkninger=(told,))
    (table,) = sheet(HEAD).tabeller
    rows = (*table.rækker, Row(2, (Cell("A"), amount)))
    assert f"Drift, række 2: {told}" in find(Read((table._replace(rækker=rows),)), planned(tmp_path), {}, {}).usikre


def test_a_hidden_row_is_for_a_person_to_look_at(tmp_path: Path) -> None:
    (table,) = sheet(HEAD, item("A", "1")).tabeller
    told = SeEfter("Rækken er skjult, og den er læst.")
    rows = (table.rækker[0], table.rækker[1]._replace(bemærkninger=(told,)))
    assert f"Drift, række 2: {told}" in find(Read((table._replace(rækker=rows),)), planned(tmp_path), {}, {}).usikre


def test_a_sheet_with_the_name_of_a_committee_is_its_section(tmp_path: Path) -> None:
    fundet = find(sheet(HEAD, item("A", "1"), navn="AU"), planned(tmp_path), {}, {})
    assert fundet.punkter[0].sted.udvalg == "AU"


def test_roles_in_one_cell_are_told_apart_where_that_is_certain() -> None:
    known = {fold(role) for role in ("Chef for børn og unge", "Teknik- og miljøchefen", "Rådgiveren")}
    assert [split_roles(text, known) for text in ROLES] == list(ROLES.values())


ROLES = {
    "Økonomichefen og Socialchefen": ["Økonomichefen", "Socialchefen"],
    "Økonomichefen, Socialchefen og Teknik- og miljøchefen": [
        "Økonomichefen",
        "Socialchefen",
        "Teknik- og miljøchefen",
    ],
    "Børne- og familiechefen": ["Børne- og familiechefen"],
    "Chef for børn og unge": ["Chef for børn og unge"],
    "Chef for drift og anlæg": ["Chef for drift og anlæg"],
    "Økonomichefen\nSocialchefen": ["Økonomichefen", "Socialchefen"],
    "Chef for ledelses-\nsekretariatet": ["Chef for ledelsessekretariatet"],
    "Chef for\nBørn og Unge": ["Chef for Børn og Unge"],
    "Børne-\nog familiechefen": ["Børne- og familiechefen"],
    "Rådgiveren og Økonomichefen": ["Rådgiveren", "Økonomichefen"],
    "Anna og Bo": ["Anna og Bo"],
}
