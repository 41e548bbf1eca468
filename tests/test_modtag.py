"""``udplan modtag``: what somebody changed in a sheet is changed in the plan where that is certain, and all else is told."""

from __future__ import annotations

import errno
import re
import shutil
import subprocess
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import Ran, udplan
from tests.plans import item, write
from tests.sheets import BRO, PLAN, STI, a_plan, answer, cell, excel, loaded, modtag, sheet, text, unzipped
from udplan.intake.answers.merge import Udfald, Valgt
from udplan.intake.answers.posts import Post, Svar
from udplan.intake.answers.received import Indkommet
from udplan.intake.answers.taking import tag
from udplan.intake.sheet import Ark
from udplan.model.plan import load
from udplan.office.grid import Cell

Values = dict[tuple[str, str], Any]


def told(ran: Ran, *, of: str = "svar.xlsx") -> list[str]:
    """The lines of one file, less its name and the last one, which counts."""
    lines = ran.err.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(of))
    first = lines[start].removeprefix(f"{of}:").strip()
    below = [line.strip() for line in lines[start + 1 : -1] if line.startswith("  ")]
    return [*([first] if first else []), *below]


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted((folder / PLAN).rglob("*.yaml"))}


# --- the table of cases ---------------------------------------------------------------------------------------------

KOORDINERING = "To afdelinger er med."
#: What was changed in the plan since the sheet was sent, what the sheet says, the words, and what the file then says.
CASES: list[tuple[str, tuple[str, str] | None, Any, list[str], str | None, int]] = [
    ("untouched", None, KOORDINERING, ["ingen rettelser."], None, 0),
    (
        "untouched in the sheet, changed in the plan",
        (KOORDINERING, "Ingen."),
        KOORDINERING,
        ["ingen rettelser."],
        None,
        0,
    ),
    (
        "changed in the sheet",
        None,
        "Tre er med.",
        [
            "sti.koordinering: rettet fra »To afdelinger er med.« til »Tre er med.«. "
            "I filen står »# se sag 24/12«: passer den stadig?"
        ],
        "koordinering: Tre er med.   # se sag 24/12",
        0,
    ),
    (
        "changed to the same in both",
        (KOORDINERING, "Tre er med."),
        "Tre er med.",
        ["sti.koordinering: »Tre er med.« står der allerede."],
        None,
        0,
    ),
    (
        "changed in both",
        (KOORDINERING, "Ingen er med."),
        "Tre er med.",
        [
            "sti.koordinering: rettet både i arket og i planen, så intet er rettet. Sendt: »To afdelinger er med.«. "
            "Arket: »Tre er med.«. Planen: »Ingen er med.«. "
            "Brug --ved-konflikt ark for arkets, eller --ved-konflikt fil for planens."
        ],
        None,
        1,
    ),
    (
        "cleared",
        None,
        None,
        ["sti.koordinering: tømt; der stod »To afdelinger er med.«. I filen står »# se sag 24/12«: passer den stadig?"],
        "koordinering:   # se sag 24/12",
        0,
    ),
    (
        "cleared in the sheet, changed in the plan",
        (KOORDINERING, "Ingen er med."),
        None,
        [
            "sti.koordinering: rettet både i arket og i planen, så intet er rettet. Sendt: »To afdelinger er med.«. "
            "Arket: »«. Planen: »Ingen er med.«. "
            "Brug --ved-konflikt ark for arkets, eller --ved-konflikt fil for planens."
        ],
        None,
        1,
    ),
]


@pytest.mark.parametrize(
    ("name", "meanwhile", "said", "words", "line", "status"), CASES, ids=[case[0] for case in CASES]
)
def test_what_the_sheet_says_is_held_against_what_was_sent_and_what_the_plan_says(
    tmp_path: Path,
    name: str,
    meanwhile: tuple[str, str] | None,
    said: Any,
    words: list[str],
    line: str | None,
    status: int,
) -> None:
    made = sheet(a_plan(tmp_path))
    if meanwhile:
        write(tmp_path / PLAN, {"sti.yaml": STI.replace(*meanwhile)})
    answer(tmp_path, made, {("sti", "koordinering"): said})
    before = files(tmp_path)
    ran = modtag(tmp_path, "svar.xlsx")
    assert told(ran) == words
    assert ran.status == status
    after = files(tmp_path)
    if line is None:
        assert after == before
    else:
        assert after == before | {
            f"{PLAN.as_posix()}/sti.yaml": STI.replace(f"koordinering: {KOORDINERING}   # se sag 24/12", line).encode()
        }
    again = modtag(tmp_path, "svar.xlsx")
    assert files(tmp_path) == after
    assert again.status == status


@pytest.mark.parametrize(
    ("choice", "words", "says", "status"),
    [
        (
            "ark",
            "sti.koordinering: rettet fra »Ingen er med.« til »Tre er med.«. Arket blev sendt med »To afdelinger er med.«. "
            "I filen står »# se sag 24/12«: passer den stadig?",
            "koordinering: Tre er med.   # se sag 24/12\n",
            0,
        ),
        (
            "fil",
            "sti.koordinering: rettet både i arket og i planen; planens »Ingen er med.« bliver stående, "
            "og arkets »Tre er med.« er ikke taget.",
            "koordinering: Ingen er med.   # se sag 24/12\n",
            0,
        ),
    ],
)
def test_whoever_runs_it_may_say_whose_word_counts(
    tmp_path: Path, choice: str, words: str, says: str, status: int
) -> None:
    made = sheet(a_plan(tmp_path))
    write(tmp_path / PLAN, {"sti.yaml": STI.replace(KOORDINERING, "Ingen er med.")})
    answer(tmp_path, made, {("sti", "koordinering"): "Tre er med."})
    ran = modtag(tmp_path, "svar.xlsx", "--ved-konflikt", choice)
    assert (told(ran), ran.status) == ([words], status)
    assert says in text(tmp_path, "sti")


def test_a_long_text_is_told_by_the_words_that_differ(tmp_path: Path) -> None:
    before = "Stien er bygget helt ud til havnen i år og er nu åben for alle, der cykler eller går."
    plan = a_plan(tmp_path, {"bro.yaml": BRO + f"koordinering: {before}\n"})
    answer(tmp_path, sheet(plan), {("bro", "koordinering"): before.replace("åben", "lukket")})
    ran = modtag(tmp_path, "svar.xlsx")
    assert told(ran) == ["bro.koordinering: rettet: »… og er nu [væk: åben] [nyt: lukket] for alle, der …«."]


NOT_TAKEN: list[tuple[str, Values, str]] = [
    (
        "a required field cleared",
        {("sti", "tovholder"): None},
        "sti.tovholder: ikke tømt: tovholder mangler. Skriv en linje med tovholder: den ansvarlige leders stilling "
        "(eller flere); aldrig et personnavn.",
    ),
    (
        "a role that the plan does not know",
        {("sti", "tovholder"): "Fornavn Efternavn"},
        "sti.tovholder: ikke taget: »Fornavn Efternavn« er ikke en af planens tovholdere. Skriv hver stilling på sin egen "
        "linje og aldrig et personnavn. Er det en ny stilling, så brug --nye-tovholdere.",
    ),
    (
        "a slip in a role",
        {("sti", "tovholder"): "Økonomichef"},
        "sti.tovholder: ikke taget: »Økonomichef« er ikke en af planens tovholdere. Mente du Økonomichefen? Skriv hver "
        "stilling på sin egen linje og aldrig et personnavn. Er det en ny stilling, så brug --nye-tovholdere.",
    ),
    (
        "an error",
        {("sti", "beløb.2025"): "#DIV/0!"},
        "sti.beløb.2025: ikke taget: cellen viser fejlen #DIV/0!. Skriv det, der skal stå der.",
    ),
    (
        "a formula without a result",
        {("sti", "beløb.2025"): "=1+1"},
        "sti.beløb.2025: ikke taget: cellen har en formel, hvis resultat ikke er gemt. Åbn arket i Excel, gem det, og send "
        "det igen.",
    ),
    (
        "too many decimals",
        {("sti", "beløb.2025"): 10 / 3},
        "sti.beløb.2025: ikke taget: 3,33333333333333 har 14 decimaler, og et beløb har højst seks. Er det en beregning? "
        "Skriv det tal, der skal stå i planen.",
    ),
    (
        "an amount that can be read in two ways",
        {("sti", "beløb.2025"): "1.000"},
        "sti.beløb.2025: ikke taget: 1.000 kan læses på to måder. Mente du 1,000 (én million kroner) eller 1000 "
        "(én milliard kroner)?",
    ),
    (
        "an amount in brackets",
        {("sti", "beløb.2025"): "(0,5)"},
        "sti.beløb.2025: ikke taget: En parentes bliver ikke læst som et minus; skriv -0,5.",
    ),
    (
        "another body in the sagsgang",
        {("sti", "sagsgang"): "BUU 21. januar 2025\nKB marts 2025"},
        "sti.sagsgang: leddene kan ikke rettes her, brug udplan sæt; kun tiderne kan rettes i et ark.",
    ),
    (
        "a step more",
        {("sti", "sagsgang"): "AU 21. januar 2025\nØK\nKB marts 2025"},
        "sti.sagsgang: leddene kan ikke rettes her, brug udplan sæt; kun tiderne kan rettes i et ark.",
    ),
    (
        "no time",
        {("sti", "sagsgang"): "AU 21. januar 2025\nKB snarest"},
        "sti.sagsgang: ikke taget: snarest er ikke en tid; skriv fx 2025-01-21, uge 12 2025, januar 2025 eller 2. kvartal "
        "2025.",
    ),
    (
        "a number for a day",
        {("sti", "slut"): 45778},
        "sti.slut: ikke taget: 45778 er et tal og ikke en dato. Skriv fx 14-03-2025.",
    ),
    (
        "a status without a day",
        {("sti", "status.tekst"): "På vej"},
        "sti.status: ikke taget: den har ingen dato. Skriv den i arket, eller brug --dato.",
    ),
    (
        "a day without a status",
        {("sti", "status.dato"): "14-03-2025"},
        "sti.status: ikke taget: der er en dato, men ingen status til den.",
    ),
    (
        "a light that is none",
        {("sti", "status.tekst"): "På vej", ("sti", "status.lys"): "lilla"},
        "sti.status: ikke taget: »lilla« kan ikke stå her. Skriv en af disse: rød, gul, grøn.",
    ),
    (
        "the same status with another light",
        {("sti", "status.tekst"): "I gang", ("sti", "status.dato"): "01-02-2025", ("sti", "status.lys"): "rød"},
        "sti.status: ikke taget: en status fra 1. februar 2025 med samme tekst står der allerede, men med andet lys, OBS eller "
        "beløb. Ret den i filen.",
    ),
]


@pytest.mark.parametrize(("name", "values", "words"), NOT_TAKEN, ids=[case[0] for case in NOT_TAKEN])
def test_what_cannot_be_taken_is_told_and_nothing_is_written(
    tmp_path: Path, name: str, values: Values, words: str
) -> None:
    made = sheet(a_plan(tmp_path))
    before = files(tmp_path)
    answer(tmp_path, made, values)
    ran = modtag(tmp_path, "svar.xlsx")
    assert told(ran) == [words]
    assert ran.err.splitlines()[-1] == "Rettet: 0 felter i 0 filer. Ikke taget: 1."
    assert (ran.status, files(tmp_path)) == (1, before)


def test_a_day_where_an_amount_stood_is_no_amount(tmp_path: Path) -> None:
    from datetime import date

    made = sheet(a_plan(tmp_path))
    answer(tmp_path, made, {("sti", "beløb.2025"): date(2025, 5, 1), ("sti", "koordinering"): date(2025, 2, 1)})
    assert told(modtag(tmp_path, "svar.xlsx")) == [
        "sti.koordinering: ikke taget: cellen er blevet til en dato (01-02-2025). Skriv det som tekst.",
        "sti.beløb.2025: ikke taget: cellen er blevet til en dato (01-05-2025). Skriv beløbet med komma, fx 1,5.",
    ]


def test_a_locked_column_cannot_be_changed_however_it_was_done(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path), kan_rettes=("koordinering",))
    answer(tmp_path, made, {("sti", "kurs"): "Ingen sti.", ("sti", "beløb.2025"): None, ("sti", "med_høring"): "X"})
    ran = modtag(tmp_path, "svar.xlsx")
    assert told(ran) == [
        "sti.kurs: kan ikke rettes her; arket siger »Ingen sti.«, og der bliver stående »Stien skal hænge sammen.«.",
        "sti.med_høring: kan ikke rettes her; arket siger »X«, og feltet bliver tomt.",
        "sti.beløb.2025: kan ikke rettes her; arket er tømt her, og der bliver stående »-0,518«.",
    ]
    assert (ran.status, text(tmp_path, "sti")) == (1, STI)


def test_rows_that_are_gone_new_strange_or_twice_there_change_nothing(tmp_path: Path) -> None:
    plan = a_plan(tmp_path, {"havn.yaml": item(overskrift="Havn", kode="D9")})
    made = sheet(plan)

    def change(punkter: Any) -> None:
        row = cell(made, punkter, "bro", "id").row
        punkter.delete_rows(row)
        last = punkter.max_row
        punkter.cell(last + 1, 2).value = "Et nyt punkt"
        punkter.cell(last + 2, 1).value = "andet-sted"
        punkter.cell(last + 3, 1).value = "havn"

    (tmp_path / "svar.xlsx").write_bytes(excel(made, change))
    before = files(tmp_path)
    ran = modtag(tmp_path, "svar.xlsx")
    assert sorted(told(ran)) == sorted(
        [
            "række 4: ny og uden id, så den læses ikke. Et nyt punkt laves med udplan ny.",
            "række 5: »andet-sted« er ikke et af arkets punkter, så det læses ikke. Et nyt punkt laves med udplan ny.",
            "havn: står 2 gange (række 3 og række 6), så intet af det læses. Slet dem, der er for meget.",
            "bro: er slettet i arket, og punktet er uændret.",
        ]
    )
    assert (ran.status, files(tmp_path)) == (1, before)


def test_columns_that_are_gone_or_new_change_nothing(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))

    def change(punkter: Any) -> None:
        column = cell(made, punkter, "sti", "koordinering").column
        punkter.delete_cols(column)
        punkter.cell(1, punkter.max_column + 1).value = "Mine bemærkninger"
        punkter.cell(2, punkter.max_column).value = "Husk!"

    (tmp_path / "svar.xlsx").write_bytes(excel(made, change))
    ran = modtag(tmp_path, "svar.xlsx")
    assert told(ran) == [
        "Kolonnen »Koordinering og Commitment« er slettet i arket, og felterne er uændrede.",
        "Kolonnen »Mine bemærkninger« er ikke en af arkets, så det, der står i den, læses ikke (1 celle).",
    ]
    assert (ran.status, text(tmp_path, "sti")) == (1, STI)


def test_rows_and_columns_may_be_moved(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))

    def change(punkter: Any) -> None:
        cell(made, punkter, "sti", "slut").value = "X"
        punkter.insert_cols(3)
        punkter.insert_rows(1)
        punkter.insert_rows(3)

    (tmp_path / "svar.xlsx").write_bytes(excel(made, change))
    assert told(modtag(tmp_path, "svar.xlsx")) == ["sti.slut: udfyldt med »X«."]


@pytest.mark.parametrize("merged", ["wide", "high"])
def test_merged_cells_are_no_clearing(tmp_path: Path, merged: str) -> None:
    made = sheet(a_plan(tmp_path))

    def change(punkter: Any) -> None:
        first = cell(made, punkter, "bro" if merged == "high" else "sti", "beløb.2025")
        if merged == "wide":
            punkter.merge_cells(None, first.row, first.column, first.row, first.column + 3)
        else:
            other = cell(made, punkter, "sti", "beløb.2025")
            top, bottom = sorted((first.row, other.row))
            punkter.merge_cells(None, top, first.column, bottom, first.column)

    (tmp_path / "svar.xlsx").write_bytes(excel(made, change))
    before = files(tmp_path)
    ran = modtag(tmp_path, "svar.xlsx")
    assert "cellen er flettet med en anden, så det ikke er til at se, hvad der hører til hvor." in ran.err
    assert (ran.status, files(tmp_path)) == (1, before)


def test_a_row_that_a_filter_hides_is_read_and_not_told(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))

    def change(punkter: Any) -> None:
        punkter.row_dimensions[cell(made, punkter, "sti", "kurs").row].hidden = True

    (tmp_path / "svar.xlsx").write_bytes(excel(made, change))
    assert "skjult" not in modtag(tmp_path, "svar.xlsx").err


def test_a_sheet_of_another_plan_an_older_form_or_with_a_changed_base_is_refused(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    import io

    import openpyxl

    def hidden(change: Callable[[str], str | None], name: str) -> None:
        book = openpyxl.load_workbook(io.BytesIO(excel(made)))
        cell_ = book["udplan"]["A1"]
        cell_.value = change(cell_.value)
        book.save(tmp_path / name)

    hidden(lambda text: text.replace("Stien", "Skien"), "a.xlsx")
    hidden(lambda text: None, "b.xlsx")
    hidden(lambda text: text.replace("udplan-ark 1", "udplan-ark 0"), "c.xlsx")
    (tmp_path / "d.xlsx").write_bytes(excel(made._replace(plan="2021-2024")))
    answer(tmp_path, made, {("sti", "slut"): "X"}, "e.xlsx")
    ran = modtag(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "e.xlsx")
    assert ran.err.splitlines() == [
        "a.xlsx: Det skjulte i arket er ændret, så det ikke kan ses, hvad der er rettet. Lav et nyt med udplan regneark, og "
        "skriv rettelserne i det.",
        "b.xlsx: Arket er ikke lavet af udplan, eller det skjulte i det er slettet, så det ikke kan ses, hvad der er rettet. "
        "Lav et nyt med udplan regneark, og skriv rettelserne i det.",
        "c.xlsx: Arket er lavet af en ældre udgave af udplan. Lav et nyt med udplan regneark.",
        "d.xlsx: Arket er fra planen 2021-2024 for Norddjurs Kommune, og det her er 2025-2028 for Norddjurs Kommune. Vælg "
        "arkets plan med --plan.",
        "e.xlsx:",
        "  sti.slut: udfyldt med »X«.",
        "Rettet: 1 felt i 1 fil. Ikke taget: 4.",
    ]
    assert ran.status == 1


# --- what is taken --------------------------------------------------------------------------------------------------


def test_an_unknown_amount_becomes_a_line_a_year_where_one_is_known(tmp_path: Path) -> None:
    answer(tmp_path, sheet(a_plan(tmp_path)), {("bro", "beløb.2026"): 1.5, ("bro", "beløb.2028"): "2,25"})
    ran = modtag(tmp_path, "svar.xlsx")
    assert told(ran) == [
        "bro.beløb.2026: rettet fra »ikke oplyst« til »1,5«.",
        "bro.beløb.2028: rettet fra »ikke oplyst« til »2,25«.",
    ]
    assert "beløb:\n  2025: ikke oplyst\n  2026: 1,5\n  2027: ikke oplyst\n  2028: 2,25\n" in text(tmp_path, "bro")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (11.4, "11,4"),
        (0.1 + 0.2, "0,3"),
        (1.1000000000000001, "1,1"),
        ("0,5", "0,5"),
        (" 0,5\u00a0", "0,5"),
        (-0.0, "0"),
        (0, "0"),
        ("−0,5", "-0,5"),
        ("ikke oplyst", "ikke oplyst"),
        ("Ikke  Oplyst", "ikke oplyst"),
    ],
)
def test_amounts_are_exact(tmp_path: Path, typed: Any, written: str) -> None:
    answer(tmp_path, sheet(a_plan(tmp_path)), {("sti", "beløb.2027"): typed})
    assert modtag(tmp_path, "svar.xlsx").status == 0
    assert f"  2027: {written}\n" in text(tmp_path, "sti")


@pytest.mark.parametrize(
    ("felt", "typed", "line"),
    [
        ("med_høring", "x", "med_høring: X"),
        ("med_høring", "14 dages høring", "med_høring: 14 dages høring"),
        ("slut", "x", "slut: X"),
        ("slut", "14. marts 2025", "slut: 2025-03-14"),
        ("kurs", "To: delt # ja", 'kurs: "To: delt # ja"'),
        ("koordinering", "- en\n- to\n\nSidst", "koordinering: |   # se sag 24/12\n  - en\n  - to\n\n  Sidst"),
    ],
)
def test_what_is_typed_stands_as_the_format_writes_it(tmp_path: Path, felt: str, typed: str, line: str) -> None:
    answer(tmp_path, sheet(a_plan(tmp_path)), {("sti", felt): typed})
    assert modtag(tmp_path, "svar.xlsx").status == 0
    assert f"\n{line}\n" in text(tmp_path, "sti")


def test_a_remark_at_an_amount_is_told(tmp_path: Path) -> None:
    answer(tmp_path, sheet(a_plan(tmp_path)), {("sti", "beløb.2026"): 0.25})
    assert told(modtag(tmp_path, "svar.xlsx")) == [
        "sti.beløb.2026: udfyldt med »0,25«. I filen står »# tom i tabellen, ikke nul«: passer den stadig?"
    ]
    assert "  2026: 0,25    # tom i tabellen, ikke nul\n" in text(tmp_path, "sti")


def test_the_times_of_a_sagsgang_may_change_and_its_decisions_stay(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    values = {("sti", "sagsgang"): "AU 28. januar 2025\nKB", ("bro", "sagsgang"): "AU januar 2025\nKB"}
    answer(tmp_path, made, values)
    ran = modtag(tmp_path, "svar.xlsx")
    assert told(ran) == [
        "sti.sagsgang: rettet fra »AU 21. januar 2025 / KB marts 2025« til »AU 28. januar 2025 / KB«. "
        "I filen står »# vejledende«: passer den stadig?",
        "bro.sagsgang: rettet fra »AU / KB« til »AU januar 2025 / KB«.",
    ]
    assert (
        "sagsgang:\n  - forum: AU\n    tid: 2025-01-28\n    beslutning: Tiltrådt\n  - forum: KB\n    tid:   # vejledende\n"
        in text(tmp_path, "sti")
    )
    assert "sagsgang:\n  - forum: AU\n    tid: januar 2025\n  - KB\n" in text(tmp_path, "bro")
    assert [trin.tid and str(trin.tid) for trin in loaded(tmp_path).efter_id["sti"].trin] == ["28. januar 2025", None]


def test_amounts_of_a_row_are_taken_together_where_the_years_stand_in_braces(tmp_path: Path) -> None:
    braces = item(overskrift="Bro", kode="D2", beløb="{2025: 1, 2026: 2}")
    made = sheet(a_plan(tmp_path, {"bro.yaml": braces}))
    answer(tmp_path, made, {("bro", "beløb.2026"): 3, ("bro", "beløb.2027"): 4})
    ran = modtag(tmp_path, "svar.xlsx")
    assert ran.status == 0, ran.out
    assert "beløb:\n  2025: 1\n  2026: 3\n  2027: 4\n" in text(tmp_path, "bro")


def test_an_amount_in_braces_with_a_remark_is_refused_and_the_others_are_taken(tmp_path: Path) -> None:
    braces = item(overskrift="Bro", kode="D2", beløb="{2025: 1,  # husk\n  2026: 2}")
    made = sheet(a_plan(tmp_path, {"bro.yaml": braces}))
    answer(tmp_path, made, {("bro", "beløb.2026"): 3, ("bro", "beløb.2027"): 4})
    ran = modtag(tmp_path, "svar.xlsx")
    assert ran.status == 1
    assert "{2025: 1,  # husk\n  2026: 3}" in text(tmp_path, "bro")
    assert any(line.startswith("bro.beløb.2027: ") and "ikke taget" in line for line in told(ran))


@pytest.mark.parametrize("cell", ["AU januar 2025, KB marts 2025", "AU (januar 2025) → KB: marts 2025"])
def test_the_times_of_a_sagsgang_are_read_on_one_line_too(tmp_path: Path, cell: str) -> None:
    made = sheet(a_plan(tmp_path))
    answer(tmp_path, made, {("bro", "sagsgang"): cell})
    assert modtag(tmp_path, "svar.xlsx").status == 0
    assert [str(trin.tid) for trin in loaded(tmp_path).efter_id["bro"].trin] == ["januar 2025", "marts 2025"]


@pytest.mark.parametrize(
    "written",
    [
        "[{forum: AU, tid: januar 2025, beslutning: Tiltrådt}, {forum: KB}]",
        "\n  - {forum: AU, tid: januar 2025, beslutning: Tiltrådt}\n  - KB",
        "\n  - {forum: AU, tid: januar 2025, beslutning: Tiltrådt}\n  - {forum: KB}  # sidst",
    ],
)
def test_a_time_is_set_however_the_sagsgang_is_written_or_refused(tmp_path: Path, written: str) -> None:
    made = sheet(a_plan(tmp_path, {"bro.yaml": item(overskrift="Bro", kode="D2", sagsgang=written)}))
    answer(tmp_path, made, {("bro", "sagsgang"): "AU januar 2025\nKB marts 2025"})
    ran = modtag(tmp_path, "svar.xlsx")
    trin = loaded(tmp_path).efter_id["bro"].trin
    assert trin[0].beslutning == "Tiltrådt"
    if ran.status == 0:
        assert str(trin[1].tid) == "marts 2025"
    else:
        assert told(ran) == [
            "bro.sagsgang: sagsgangen er skrevet på en måde, så tiderne ikke kan rettes her, brug udplan sæt."
        ]
    assert ("# sidst" in text(tmp_path, "bro")) == ("# sidst" in written)


def test_a_new_status_is_added_with_its_day_and_never_twice(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    values = {
        ("sti", "status.tekst"): "Udbud: på vej",
        ("sti", "status.dato"): "14-03-2025",
        ("sti", "status.obs"): "ja",
        ("sti", "status.lys"): "gul",
        ("bro", "status.tekst"): "Ikke begyndt",
    }
    answer(tmp_path, made, values)
    ran = modtag(tmp_path, "svar.xlsx", "--dato", "2025-03-20")
    assert told(ran) == [
        "sti.status: lagt til: 14. marts 2025: »Udbud: på vej«, OBS, gul.",
        "bro.status: lagt til: 20. marts 2025: »Ikke begyndt«.",
    ]
    added = '  - dato: 2025-03-14\n    tekst: "Udbud: på vej"\n    obs: ja\n    lys: gul\n'
    assert text(tmp_path, "sti") == STI.replace("    tekst: I gang\n", f"    tekst: I gang\n{added}")
    before = files(tmp_path)
    again = modtag(tmp_path, "svar.xlsx", "--dato", "2025-03-20")
    assert told(again) == [
        "sti.status: 14. marts 2025: »Udbud: på vej«, OBS, gul står der allerede.",
        "bro.status: 20. marts 2025: »Ikke begyndt« står der allerede.",
    ]
    assert (again.status, files(tmp_path)) == (0, before)


def test_a_status_says_what_is_expected(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path), felter=("overskrift", "status", "forventet"))
    values = {("sti", "status.dato"): "14-03-2025", ("sti", "status.forventet.2025"): -0.4}
    answer(tmp_path, made, values)
    assert told(modtag(tmp_path, "svar.xlsx")) == ["sti.status: lagt til: 14. marts 2025, forventet 2025: -0,4."]
    assert "  - dato: 2025-03-14\n    forventet:\n      2025: -0,4\n" in text(tmp_path, "sti")


def test_only_what_is_asked_for_is_taken_and_the_rest_is_named(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    answer(tmp_path, made, {("sti", "beløb.2027"): 2, ("sti", "slut"): "X", ("bro", "slut"): "X"})
    ran = modtag(tmp_path, "svar.xlsx", "--kun", "sti.2027", "--kun", "bro.slut")
    assert told(ran) == [
        "sti.slut: ikke taget, for --kun nævner det ikke.",
        "sti.beløb.2027: rettet fra »-1,000« til »2«.",
        "bro.slut: udfyldt med »X«.",
    ]
    assert ran.status == 0
    wrong = modtag(tmp_path, "svar.xlsx", "--kun", "stien.slut")
    assert (wrong.status, wrong.err) == (
        2,
        "Fejl: --kun: »stien« er ikke et punkt i arkene. Mente du sti? Skriv id, punktum og felt.\n",
    )
    assert modtag(tmp_path, "svar.xlsx", "--kun", "sti.farve").status == 2


def test_a_new_role_is_taken_where_that_is_asked_for_and_the_register_knows_it(tmp_path: Path) -> None:
    roles = "vejchefen\nøkonomichefen"
    answer(tmp_path, sheet(a_plan(tmp_path)), {("sti", "tovholder"): roles, ("bro", "tovholder"): "vejchefen"})
    ran = modtag(tmp_path, "svar.xlsx", "--nye-tovholdere")
    assert told(ran) == [
        "sti.tovholder: rettet fra »Arbejdsmarkedschefen« til »vejchefen / økonomichefen«. "
        "vejchefen kommer med i tovholdere i plan.yaml.",
        "bro.tovholder: rettet fra »Økonomichefen« til »vejchefen«.",
    ]
    assert ran.status == 0
    assert "tovholder:\n  - vejchefen\n  - Økonomichefen\n" in text(tmp_path, "sti")
    assert text(tmp_path, "plan").endswith("  - Skolechefen\n  - vejchefen\n")


def test_no_item_has_a_new_role_that_plan_yaml_could_not_be_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from udplan.intake import tried

    values = {("sti", "tovholder"): "Vejchefen", ("sti", "slut"): "X", ("bro", "tovholder"): "Vejchefen"}
    plan = a_plan(tmp_path, {"vej.yaml": item(overskrift="Ny vej", kode="D9")})
    answer(tmp_path, sheet(plan), values | {("vej", "slut"): "X"})
    before = files(tmp_path)
    real = tried.skriv

    def closed(rettelse: Any) -> Any:
        if rettelse.fil.name == "plan.yaml":
            raise PermissionError(errno.EACCES, "nej", str(rettelse.fil))
        return real(rettelse)

    monkeypatch.setattr(tried, "skriv", closed)
    ran = modtag(tmp_path, "svar.xlsx", "--nye-tovholdere")
    why = (
        "ikke taget: Du har ikke adgang til plans/2025-2028/plan.yaml. Er den åben i Word, Excel eller et andet program, "
        "så luk den, og prøv igen."
    )
    assert told(ran) == [
        *(f"{felt}: {why}" for felt in ("sti.tovholder", "sti.slut", "bro.tovholder")),
        "vej.slut: udfyldt med »X«.",
    ]
    assert ran.err.splitlines()[-1] == "Rettet: 1 felt i 1 fil. Ikke taget: 3."
    assert ran.status == 1
    assert {name for name, raw in files(tmp_path).items() if raw != before[name]} == {f"{PLAN.as_posix()}/vej.yaml"}
    monkeypatch.undo()
    again = modtag(tmp_path, "svar.xlsx", "--nye-tovholdere")
    assert again.err.splitlines()[-1] == "Rettet: 3 felter i 3 filer. Ikke taget: 0."
    assert text(tmp_path, "plan").endswith("  - Skolechefen\n  - Vejchefen\n")


def test_a_persons_name_is_no_new_role(tmp_path: Path) -> None:
    answer(tmp_path, sheet(a_plan(tmp_path)), {("sti", "tovholder"): "Jens Hansen"})
    before = files(tmp_path)
    ran = modtag(tmp_path, "svar.xlsx", "--nye-tovholdere")
    assert told(ran) == [
        "sti.tovholder: ikke taget: Jens Hansen ligner et personnavn. Skriv stillingen, fx Økonomichefen."
    ]
    assert (ran.status, files(tmp_path)) == (1, before)


def test_with_kun_vis_the_difference_is_shown_and_nothing_is_written(tmp_path: Path) -> None:
    answer(tmp_path, sheet(a_plan(tmp_path)), {("sti", "slut"): "14-03-2025"})
    before = files(tmp_path)
    ran = modtag(tmp_path, "svar.xlsx", "--kun-vis")
    assert told(ran) == ["sti.slut: udfyldes med »14-03-2025«."]
    assert "+slut: 2025-03-14\n" in ran.out
    assert ran.err.splitlines()[-1] == "Kan rettes: 1 felt i 1 fil. Ikke taget: 0."
    assert files(tmp_path) == before


def test_a_comment_is_told_and_is_not_taken(tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    made = sheet(a_plan(tmp_path))

    def change(punkter: Any) -> None:
        cell(made, punkter, "sti", "kurs").comment = Comment("Er det rigtigt?", "A")

    (tmp_path / "svar.xlsx").write_bytes(excel(made, change))
    ran = modtag(tmp_path, "svar.xlsx")
    assert (told(ran), ran.status) == (["sti.kurs: Kommentar: Er det rigtigt?"], 1)


def test_two_answers_that_say_different_things_change_nothing(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    answer(tmp_path, made, {("sti", "slut"): "X", ("sti", "koordinering"): "Begge."}, "svar/a.xlsx")
    answer(tmp_path, made, {("sti", "slut"): "14-03-2025", ("sti", "koordinering"): "Begge."}, "svar/b.xlsx")
    ran = modtag(tmp_path, "svar")
    wrong = (
        "  sti.slut: arkene siger hver sit: »X« (a.xlsx) og »14-03-2025« (b.xlsx), så intet er rettet. "
        "Modtag det rigtige ark først og for sig."
    )
    assert ran.err.splitlines() == [
        "a.xlsx:",
        "  sti.koordinering: rettet fra »To afdelinger er med.« til »Begge.«. "
        "I filen står »# se sag 24/12«: passer den stadig?",
        wrong,
        "b.xlsx:",
        "  sti.koordinering: »Begge.« siger a.xlsx også.",
        wrong,
        "Rettet: 1 felt i 1 fil. Ikke taget: 2.",
    ]


def test_answers_in_files_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    answer(tmp_path, made, {("sti", "slut"): "X"}, "a/svar.xlsx")
    answer(tmp_path, made, {("bro", "slut"): "X", ("bro", "koordinering"): "Begge."}, "b/svar.xlsx")
    ran = modtag(tmp_path, "a/svar.xlsx", "b", "b/svar.xlsx")
    assert ran.err.splitlines() == [
        "a/svar.xlsx:",
        "  sti.slut: udfyldt med »X«.",
        "b/svar.xlsx:",
        "  bro.koordinering: udfyldt med »Begge.«.",
        "  bro.slut: udfyldt med »X«.",
        "Rettet: 3 felter i 2 filer. Ikke taget: 0.",
    ]


def test_two_sheets_of_the_same_name_in_a_mail_are_told_apart(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    mail = EmailMessage()
    mail["From"] = "chef@norddjurs.example"
    mail.set_content("Hermed.")
    for id in ("sti", "bro"):
        raw = answer(tmp_path, made, {(id, "slut"): "X"}).read_bytes()
        mail.add_attachment(raw, maintype="application", subtype="octet-stream", filename="svar.xlsx")
    (tmp_path / "svar.eml").write_bytes(mail.as_bytes())
    assert modtag(tmp_path, "svar.eml").err.splitlines() == [
        "svar.eml (svar.xlsx):",
        "  sti.slut: udfyldt med »X«.",
        "svar.eml (svar.xlsx, nummer 2):",
        "  bro.slut: udfyldt med »X«.",
        "Rettet: 2 felter i 2 filer. Ikke taget: 0.",
    ]


# --- exactly what was typed, and nothing else -----------------------------------------------------------------------

ANY = st.text(st.characters(codec="utf-8"), max_size=80) | st.text("ab :#-\n|>'\"[]{}\\&*!%@`,?æ\t\u00a0", max_size=60)


@given(
    said=ANY,
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
    felt=st.sampled_from(["koordinering", "kurs", "med_høring"]),
)
def test_any_text_stands_in_the_file_exactly_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, said: str, end: str, mark: bool, felt: str
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    raw = (b"\xef\xbb\xbf" if mark else b"") + STI.replace("\n", end).encode()
    a_plan(folder)
    write(folder / PLAN, {"sti.yaml": raw})
    before = load(folder / PLAN)
    assert before.plan is not None
    made = sheet(before.plan)
    taken = tag(before, [_came(made, "sti", {felt: Cell(said)})], Valgt(), {})
    line = next(iter(taken.linjer.get("svar.xlsx", [])), None)
    if not taken.rettelser:
        assert line is None or line.udfald in (Udfald.IKKE_TAGET, Udfald.STÅR_DER)
        # What has no sign that may not stand in a plan is taken.
        assert line is None or line.udfald is Udfald.STÅR_DER or not said.isascii() or not said.isprintable(), line
        return
    (change,) = taken.rettelser
    after = load(folder / PLAN, {change.fil: change.bliver.raw}).plan
    assert after is not None
    wanted = said.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not re.search(r"(?<![^\W_])\u00ad(?=[0-9])", wanted):  # which may be a minus
        wanted = re.sub("[\u00ad\u200b\u200e\u200f\u2060\ufeff]", "", wanted)
    now, was = after.efter_id["sti"], before.plan.efter_id["sti"]
    got = getattr(now, felt)
    expected = wanted if wanted.strip() else None
    if isinstance(got, str):
        assert got.rstrip("\n") == _nfc(expected or "")
    others = {name: value for name, value in vars(now).items() if name != felt}
    assert others == {name: value for name, value in vars(was).items() if name != felt}
    old, new = raw.decode("utf-8-sig"), change.bliver.raw.decode("utf-8-sig")
    assert change.bliver.raw.startswith(b"\xef\xbb\xbf") is mark
    first, behind = {"koordinering": ("koordinering:", "sagsgang:"), "kurs": ("kurs:", "koordinering:")}.get(
        felt, ("beløb:", "beløb:")
    )
    assert new.startswith(old[: old.index(f"{end}{first}") + len(end)])
    assert new.endswith(old[old.index(f"{end}{behind}") :])
    assert end == "\n" or "\n" not in new.replace("\r\n", "")


def _nfc(said: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", said)


def _came(made: Ark, id: str, cells: dict[str, Cell]) -> Indkommet:
    return Indkommet("svar.xlsx", Svar("svar.xlsx", made, {id: Post("række 2", cells)}, ()))


# --- files ----------------------------------------------------------------------------------------------------------


def test_an_untouched_sheet_changes_nothing_also_after_libreoffice(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice er ikke installeret")
    from tests.plans import REAL_PLAN

    shutil.copytree(REAL_PLAN, tmp_path / PLAN)
    made = sheet(
        loaded(tmp_path),
        felter=(
            "overskrift",
            "kode",
            "udvalg",
            "tovholder",
            "koordinering",
            "kurs",
            "sagsgang",
            "med_høring",
            "slut",
            "beløb",
            "status",
        ),
    )
    (tmp_path / "svar.xlsx").write_bytes(excel(made))
    out = tmp_path / "gemt"
    words = [soffice, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*words, "--outdir", str(out), str(tmp_path / "svar.xlsx")], check=True, capture_output=True, timeout=120
    )
    before = files(tmp_path)
    ran = modtag(tmp_path, "gemt/svar.xlsx")
    assert ran.err == "svar.xlsx: ingen rettelser.\nRettet: 0 felter i 0 filer. Ikke taget: 0.\n"
    assert (ran.status, files(tmp_path)) == (0, before)


def test_no_secret_is_in_any_byte_of_a_sheet(tmp_path: Path) -> None:
    from udplan.intake.workbook import xlsx

    said = unzipped(xlsx(sheet(a_plan(tmp_path))))
    assert b"Ny cykelsti" in said
    assert b"hemmeligt-notat" not in said and b"Hemmeligt-hus" not in said and b"hus" not in said.replace(b"house", b"")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "svar.msg",
            "svar.msg: læses ikke. Det er en mail i Outlooks eget format. Gem bilaget fra den, og giv udplan det.",
        ),
        ("svar.doc", "svar.doc: læses ikke. Åbn den i Word, og gem den som .docx."),
        ("svar.xls", "svar.xls: læses ikke. Åbn den i Excel, og gem den som .xlsx."),
        ("svar.pdf", "svar.pdf: læses ikke. Tal og tekst i en pdf kan ikke læses sikkert. Bed om arket selv."),
        ("svar.txt", "svar.txt: læses ikke. Et svar er en fil, der ender på .xlsx, .docx eller .eml."),
    ],
)
def test_other_files_are_refused_with_advice(tmp_path: Path, name: str, words: str) -> None:
    a_plan(tmp_path)
    (tmp_path / name).write_bytes(b"abc")
    ran = modtag(tmp_path, name)
    assert ran.err.splitlines()[0] == words
    assert ran.status == 1


def test_a_folder_is_all_in_it_by_name_less_what_programs_leave(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    answer(tmp_path, made, {("sti", "slut"): "X"}, "svar/b.xlsx")
    answer(tmp_path, made, {}, "svar/a.xlsx")
    (tmp_path / "svar" / "~$b.xlsx").write_bytes(b"lock")
    (tmp_path / "svar" / "sub").mkdir()
    ran = modtag(tmp_path, "svar")
    assert ran.err.splitlines() == [
        "a.xlsx: ingen rettelser.",
        "b.xlsx:",
        "  sti.slut: udfyldt med »X«.",
        "sub: er en mappe i mappen og læses ikke. Giv udplan den for sig.",
        "Rettet: 1 felt i 1 fil. Ikke taget: 1.",
    ]
    assert modtag(tmp_path, "ingen").status == 2


def test_a_file_that_somebody_changes_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from udplan.intake import tried

    answer(tmp_path, sheet(a_plan(tmp_path)), {("sti", "slut"): "X", ("bro", "slut"): "X"})
    real = tried.skriv

    def meanwhile(rettelse: Any) -> Any:
        if rettelse.fil.name == "bro.yaml":
            rettelse.fil.write_text(BRO + "kort: Bro\n", encoding="utf-8", newline="")
        return real(rettelse)

    monkeypatch.setattr(tried, "skriv", meanwhile)
    ran = modtag(tmp_path, "svar.xlsx")
    assert told(ran)[-1] == (
        "bro.slut: ikke taget: plans/2025-2028/bro.yaml er ændret, mens udplan arbejdede, så den er ikke skrevet. "
        "Kør kommandoen igen."
    )
    assert ran.status == 1
    assert "slut: X" in text(tmp_path, "sti") and "slut: X" not in text(tmp_path, "bro")
    monkeypatch.undo()
    assert told(modtag(tmp_path, "svar.xlsx"))[-1] == "bro.slut: udfyldt med »X«."
    assert "slut: X" in text(tmp_path, "bro") and "kort: Bro" in text(tmp_path, "bro")


# --- what must not be carried along -----------------------------------------------------------------------------------


def test_an_answer_that_mends_an_error_carries_no_other_along(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path), felter=("overskrift", "udvalg", "tovholder", "koordinering"))
    write(tmp_path / PLAN, {"sti.yaml": STI.replace("udvalg: AU", "udvalg: Au-udvalget")})
    answer(tmp_path, made, {("sti", "udvalg"): "KB", ("bro", "tovholder"): None, ("bro", "udvalg"): "xx"})
    before = files(tmp_path)
    ran = modtag(tmp_path, "svar.xlsx", "--ved-konflikt", "ark")
    assert files(tmp_path)[f"{PLAN.as_posix()}/bro.yaml"] == before[f"{PLAN.as_posix()}/bro.yaml"]
    assert files(tmp_path)[f"{PLAN.as_posix()}/plan.yaml"] == before[f"{PLAN.as_posix()}/plan.yaml"]
    assert ran.status == 1
    assert any(line.startswith("bro.tovholder: ikke tømt: tovholder mangler") for line in told(ran))
    assert any(line.startswith("bro.udvalg: ikke taget: xx står ikke under fora") for line in told(ran))


def test_a_cleared_role_is_no_role_of_the_register(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path, {"fejl.yaml": item(udvalg="Ukendt", sagsgang="AU, KB")}))
    answer(tmp_path, made, {("bro", "tovholder"): None})
    before = files(tmp_path)
    modtag(tmp_path, "svar.xlsx")
    after = files(tmp_path)
    assert after[f"{PLAN.as_posix()}/plan.yaml"] == before[f"{PLAN.as_posix()}/plan.yaml"]
    assert after[f"{PLAN.as_posix()}/bro.yaml"] == before[f"{PLAN.as_posix()}/bro.yaml"]


def test_true_is_no_amount(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    answer(tmp_path, made, {("sti", "beløb.2025"): True})
    before = files(tmp_path)
    ran = modtag(tmp_path, "svar.xlsx")
    assert told(ran) == [
        "sti.beløb.2025: ikke taget: cellen siger SAND og ikke et beløb. Skriv beløbet med komma, fx 1,5."
    ]
    assert files(tmp_path) == before


def test_two_sides_of_a_move_stand_though_something_else_is_refused(tmp_path: Path) -> None:
    total = "kontroltal:\n  - navn: Drift\n    kilde: aftalen\n    hvor:\n      art: drift\n    beløb:\n      2027: -0,500\n"
    extra = {"vej.yaml": item(overskrift="Vej", art="drift", sagsgang="AU, KB", beløb="\n  2027: 0,500")}
    a_plan(tmp_path, extra)
    register = (tmp_path / PLAN / "plan.yaml").read_text(encoding="utf-8")
    write(tmp_path / PLAN, {"plan.yaml": register + total})
    made = sheet(loaded(tmp_path), felter=("overskrift", "udvalg", "beløb"))
    answer(tmp_path, made, {("sti", "beløb.2027"): -0.75, ("vej", "beløb.2027"): 0.25, ("bro", "udvalg"): "xx"})
    ran = modtag(tmp_path, "svar.xlsx")
    assert "  2027: -0,75\n" in text(tmp_path, "sti")
    assert "  2027: 0,25\n" in text(tmp_path, "vej")
    assert ran.status == 1
    assert len([line for line in told(ran) if "ikke taget" in line]) == 1


def test_a_row_with_the_title_of_another_is_not_read(tmp_path: Path) -> None:
    """As where somebody has sorted some of the columns."""
    made = sheet(a_plan(tmp_path))
    answer(
        tmp_path,
        made,
        {
            ("sti", "overskrift"): "Ny bro",
            ("sti", "kurs"): "En bro.",
            ("sti", "status.tekst"): "Broen er bygget.",
            ("sti", "status.dato"): "01-03-2025",
        },
    )
    before = files(tmp_path)
    ran = modtag(tmp_path, "svar.xlsx")
    assert ran.status == 1
    assert files(tmp_path) == before
    assert told(ran)[0].startswith("sti: i række ")
    assert "den overskrift, som bro blev sendt med, så intet af rækken læses" in told(ran)[0]


def test_blanks_about_a_line_are_not_written(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path), felter=("overskrift", "kode"))
    answer(tmp_path, made, {("sti", "kode"): " D9 "})
    modtag(tmp_path, "svar.xlsx")
    assert "\nkode: D9\n" in text(tmp_path, "sti")


def test_the_day_of_a_status_may_be_set_once_and_for_all(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    answer(tmp_path, made, {("bro", "status.tekst"): "Ikke begyndt"})
    ran = udplan("modtag", "svar.xlsx", cwd=tmp_path, UDPLAN_DATO="2025-03-20")
    assert told(ran) == ["bro.status: lagt til: 20. marts 2025: »Ikke begyndt«."]


def test_what_is_struck_through_is_not_taken(tmp_path: Path) -> None:
    from openpyxl.styles import Font

    made = sheet(a_plan(tmp_path))

    def struck(punkter: Any) -> None:
        for id, felt, value in (
            ("sti", "beløb.2025", 5),
            ("sti", "kurs", None),
            ("bro", "status.tekst", "Gået i stå."),
        ):
            there = cell(made, punkter, id, felt)
            there.value = there.value if value is None else value
            there.font = Font(strike=True)

    (tmp_path / "svar.xlsx").write_bytes(excel(made, struck))
    before = files(tmp_path)
    ran = modtag(tmp_path, "svar.xlsx", "--dato", "2025-03-14")
    why = "ikke taget: noget er streget ud. Slet det, der ikke gælder, og fjern stregen over det, der gør."
    assert told(ran) == [
        f"sti.kurs: {why}",
        f"sti.beløb.2025: {why}",
        "bro.status: " + why.replace("taget: ", "taget: Ny status: "),
    ]
    assert (ran.status, files(tmp_path)) == (1, before)


def test_signs_that_nobody_sees_do_not_come_along(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    pasted = {("bro", "kurs"): "Bro\u00adens \u200bkant.", ("sti", "kurs"): "Fra \u00ad0,5 til 1."}
    answer(tmp_path, made, pasted)
    ran = modtag(tmp_path, "svar.xlsx")
    assert "\nkurs: Broens kant.\n" in text(tmp_path, "bro")
    assert "sti.kurs: ikke taget: Teksten har et usynligt tegn (U+00AD, blød bindestreg). Skriv den uden." in told(ran)


def test_a_status_that_kun_does_not_name_needs_no_day(tmp_path: Path) -> None:
    made = sheet(a_plan(tmp_path))
    answer(tmp_path, made, {("bro", "status.tekst"): "Ikke begyndt", ("sti", "kurs"): "Ny."})
    ran = modtag(tmp_path, "svar.xlsx", "--kun", "sti.kurs")
    assert told(ran)[1:] == ["bro.status: ikke taget, for --kun nævner den ikke."]
    assert ran.status == 0
    assert "Mente du kurs?" in modtag(tmp_path, "svar.xlsx", "--kun", "sti.kursen").err
