"""Rows for other programs: json in the shapes that format.md gives, and csv for Danish Excel."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.goldens import hold_still
from tests.plans import FULL_ITEM, PLAN_YAML, PlanFolder, hensigt, item, sound
from udplan.figures.compare import compare
from udplan.figures.control import reconcile
from udplan.figures.printed import as_csv, as_json, sums_json
from udplan.figures.rows import Row, control_rows, list_rows, sum_rows
from udplan.figures.screen import comparison_table, control_table, list_table, sum_table
from udplan.figures.select import Valg, resolve
from udplan.figures.sums import Pr, add_up
from udplan.model.plan import Plan
from udplan.values.unknown import IKKE_OPLYST

KONTROLTAL = """\
kontroltal:
  - navn: Arbejdsmarkedsudvalget
    kilde: aftalen, side 4
    hvor: {udvalg: AU}
    afrundet: ja
    beløb:
      2025: 1,5
      2026: -2,00
"""


@pytest.fixture
def plan(plan_folder: PlanFolder) -> Plan:
    files = {
        "a.yaml": item(beløb="\n  2025: 1,40\n  2026: -2\n  2027: 0,000", kode="=R001", kort="Sti; og bro"),
        "b.yaml": item(
            art="anlæg", udvalg="BUU", beløb="\n  2026: ikke oplyst", tovholder="[Vejchefen, Økonomichefen]"
        ),
        "c.yaml": hensigt(tovholder="ikke oplyst", slut="2025-01-21", sagsgang=None, med_høring="X", tværgående="ja"),
        "d.yaml": item(beløb="ikke oplyst", med_høring="14 dages høring", slut="nej", tema="Klimamæssig bæredygtighed"),
    }
    return sound(plan_folder(files, plan=PLAN_YAML + KONTROLTAL))


# --- json --------------------------------------------------------------------------------------------------------


MEANING = {"enhed": "mio. kr.", "fortegn": "udgift positiv"}


def test_the_json_of_a_sum_has_exactly_the_promised_shape(plan: Plan) -> None:
    found = json.loads(sums_json(add_up(plan, plan.indsatser)))
    assert list(found) == ["enhed", "fortegn", "år", "pr", "rækker", "i_alt"]
    assert (found["enhed"], found["år"], found["pr"]) == ("mio. kr.", [2025, 2026, 2027, 2028], "udvalg")
    assert found["rækker"] == [
        {
            "navn": "AU",
            "bevilling": "drift",
            "antal": 2,
            "beløb": {"2025": "1.40", "2026": "-2", "2027": "0.000", "2028": None},
            "uden_beløb": {"2025": 0, "2026": 0, "2027": 0, "2028": 1},
            "ikke_oplyst": {"2025": 1, "2026": 1, "2027": 1, "2028": 1},
        },
        {
            "navn": "BUU",
            "bevilling": "anlæg",
            "antal": 1,
            "beløb": dict.fromkeys(("2025", "2026", "2027", "2028")),
            "uden_beløb": {"2025": 1, "2026": 0, "2027": 1, "2028": 1},
            "ikke_oplyst": {"2025": 0, "2026": 1, "2027": 0, "2028": 0},
        },
        {
            "navn": "uden udvalg",
            "bevilling": "ikke oplyst",
            "antal": 1,
            "beløb": dict.fromkeys(("2025", "2026", "2027", "2028")),
            "uden_beløb": {"2025": 1, "2026": 1, "2027": 1, "2028": 1},
            "ikke_oplyst": {"2025": 0, "2026": 0, "2027": 0, "2028": 0},
        },
    ]
    assert [list(row) for row in found["i_alt"]] == [list(found["rækker"][0])] * 3
    assert [(row["bevilling"], row["beløb"]["2025"]) for row in found["i_alt"]] == [
        ("drift", "1.40"), ("anlæg", None), ("ikke oplyst", None)
    ]  # fmt: skip


@pytest.mark.parametrize("pr", Pr)
def test_a_sum_says_what_it_is_per(plan: Plan, pr: Pr) -> None:
    assert json.loads(sums_json(add_up(plan, plan.indsatser, pr)))["pr"] == pr.value


def test_the_json_of_control_totals_has_exactly_the_promised_shape(plan: Plan) -> None:
    assert json.loads(as_json(control_rows(plan, reconcile(plan)))) == [
        {
            "navn": "Arbejdsmarkedsudvalget",
            "kilde": "aftalen, side 4",
            "år": 2025,
            "oplyst": "1.5",
            "sum": "1.40",
            "forskel": "-0.10",
            "grænse": "0.055",
            "rækker": ["a"],
            "uden_beløb": ["d"],
            "resultat": "stemmer ikke",
            **MEANING,
        },
        {
            "navn": "Arbejdsmarkedsudvalget",
            "kilde": "aftalen, side 4",
            "år": 2026,
            "oplyst": "-2.00",
            "sum": "-2",
            "forskel": "0.00",
            "grænse": "0.505",
            "rækker": ["a"],
            "uden_beløb": ["d"],
            "resultat": "stemmer",
            **MEANING,
        },
    ]
    names = ["navn", "kilde", "år", "oplyst", "sum", "forskel", "grænse", "rækker", "uden_beløb", "resultat"]
    names += MEANING
    assert [list(row) for row in control_rows(plan, reconcile(plan))] == [names, names]


def test_the_json_of_a_list_has_a_row_an_item_under_the_format_s_own_names(plan: Plan) -> None:
    found = {row["id"]: row for row in json.loads(as_json(list_rows(plan, Valg(), plan.indsatser)))}
    assert list(found) == [indsats.id for indsats in plan.indsatser]
    assert found["a"]["beløb"] == {"2025": "1.40", "2026": "-2", "2027": "0.000", "2028": None}
    assert found["b"]["beløb"] == {"2025": None, "2026": "ikke oplyst", "2027": None, "2028": None}
    assert found["d"]["beløb"] == dict.fromkeys(("2025", "2026", "2027", "2028"), "ikke oplyst")
    assert (found["a"]["kode"], found["a"]["kort"], found["a"]["sagsgang"]) == ("=R001", "Sti; og bro", "AU, KB")
    assert (found["b"]["tovholder"], found["c"]["tovholder"]) == (["Vejchefen", "Økonomichefen"], "ikke oplyst")
    assert (found["c"]["slut"], found["c"]["med_høring"], found["c"]["tværgående"]) == ("2025-01-21", True, True)
    assert (found["c"]["udvalg"], found["c"]["gruppe"], found["c"]["sagsgang"]) == (None, "Norddjurs i bevægelse", None)
    assert (found["d"]["slut"], found["d"]["med_høring"]) == (False, "14 dages høring")
    assert found["d"]["tema"] == ["Miljømæssig bæredygtighed"]


def test_a_list_for_a_committee_says_what_each_item_is_to_it(plan: Plan) -> None:
    rows = list_rows(plan, resolve(plan, udvalg="BUU"), plan.indsatser)
    assert {row["id"]: row["forhold"] for row in rows} == {"a": None, "b": "eget punkt", "c": "tværgående", "d": None}
    assert all("forhold" not in row for row in list_rows(plan, Valg(), plan.indsatser))


def test_json_is_text_that_people_can_read() -> None:
    assert as_json({"år": [2025], "navn": "Økonomi på Ærø", "beløb": None}) == (
        '{\n  "år": [\n    2025\n  ],\n  "navn": "Økonomi på Ærø",\n  "beløb": null\n}\n'
    )


@pytest.mark.parametrize("text", ["0.0000001", "-1000000000000000000", "1E+5", "1E-9"])
def test_an_amount_has_no_exponent(text: str) -> None:
    value = json.loads(as_json([Decimal(text)]))[0]
    assert set(value) <= set("-0123456789.")
    assert Decimal(value) == Decimal(text)


def test_what_has_no_form_in_json_is_refused() -> None:
    with pytest.raises(TypeError):
        as_json([Path()])


# --- csv ---------------------------------------------------------------------------------------------------------


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_csv_is_for_danish_excel(plan: Plan) -> None:
    text = as_csv(list_rows(plan, Valg(), plan.indsatser))
    assert not text.startswith("\ufeff")  # the mark is put there by whoever writes the file
    lines = text.split("\r\n")
    assert lines[0].startswith("id;overskrift;kort;art;")
    assert lines[0].endswith(";2025;2026;2027;2028;enhed;fortegn")
    assert lines[-1] == ""
    assert "\n" not in text.replace("\r\n", "")


def test_a_row_of_csv_holds_each_value_as_excel_should_see_it(plan: Plan) -> None:
    head, *rows = cells(as_csv(list_rows(plan, Valg(), plan.indsatser)))
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert [found["a"][year] for year in ("2025", "2026", "2027", "2028")] == ["1,40", "-2", "0,000", ""]
    assert [found["b"][year] for year in ("2025", "2026")] == ["", "ikke oplyst"]
    assert (found["a"]["kort"], found["a"]["kode"]) == ("Sti; og bro", "'=R001")
    assert (found["b"]["tovholder"], found["c"]["tovholder"]) == ("Vejchefen og Økonomichefen", "ikke oplyst")
    assert (found["c"]["slut"], found["c"]["med_høring"], found["d"]["slut"]) == ("2025-01-21", "ja", "nej")


def test_a_sum_as_csv_has_a_column_a_year_and_one_for_each_count(plan: Plan) -> None:
    found = add_up(plan, plan.indsatser)
    head, first, *_ = cells(as_csv(sum_rows(found.rækker)))
    years = ["2025", "2026", "2027", "2028"]
    counts = [f"{name}_{år}" for name in ("uden_beløb", "ikke_oplyst") for år in years]
    assert head == ["navn", "bevilling", "antal", *years, *counts]
    assert first == ["AU", "drift", "2", "1,40", "-2", "0,000", "", "0", "0", "0", "1", "1", "1", "1", "1"]


@pytest.mark.parametrize("text", ["=1+1", "+45 a", "-Sti", "@SUM(A1)", "\tSti", "\rSti", "-1,5 b"])
def test_a_text_that_excel_would_run_is_neutralised(text: str) -> None:
    assert cells(as_csv([{"overskrift": text}]))[1] == [f"'{text}"]


@pytest.mark.parametrize(
    ("value", "cell"), [(Decimal("-0.518"), "-0,518"), (Decimal("1E-7"), "0,0000001"), (14, "14"), (None, "")]
)
def test_a_figure_is_left_as_it_is(value: object, cell: str) -> None:
    (row,) = cells(as_csv([{"navn": "AU", "2025": value}]))[1:]
    assert row == ["AU", cell]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (True, "ja"),
        (False, "nej"),
        (IKKE_OPLYST, "ikke oplyst"),
        (["a"], "a"),
        (["a", "b", "c"], "a, b og c"),
        ([], ""),
    ],
)
def test_other_values_are_words(value: object, cell: str) -> None:
    assert cells(as_csv([{"navn": "AU", "x": value}]))[1] == ["AU", cell]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
@example(['Den "lange"; sti', "to\nlinjer", "'citat", "=HYPERLINK()"])
def test_any_text_reads_back_from_csv_and_starts_no_formula(texts: list[str]) -> None:
    row: Row = {f"k{place}": text for place, text in enumerate(texts)}
    head, found = cells(as_csv([row]))
    assert head == list(row)
    for text, cell in zip(texts, found, strict=True):
        assert cell in (text, f"'{text}", f'="{text}"')
        # A formula is only ever one that gives the text, and the text has no mark in it that could end it.
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or (cell == f'="{text}"' and '"' not in text)


def test_every_value_of_a_full_item_has_a_form(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"sti.yaml": FULL_ITEM}))
    rows = list_rows(plan, resolve(plan, udvalg="AU"), plan.indsatser)
    assert len(json.loads(as_json(rows))) == len(cells(as_csv(rows))) - 1 == 1


# --- the screen --------------------------------------------------------------------------------------------------


def test_the_tables_of_the_screen_are_as_they_were(plan_folder: PlanFolder) -> None:
    """Every table that udplan shows on a screen of 140 signs, of one small plan."""
    files = {
        "a.yaml": item(beløb="\n  2025: 1,40\n  2026: -2\n  2027: 0,000", kode="R001", kort="Sti; og bro"),
        "b.yaml": item(
            art="anlæg", udvalg="BUU", beløb="\n  2026: ikke oplyst", tovholder="[Vejchefen, Økonomichefen]"
        ),
        "c.yaml": hensigt(tovholder="ikke oplyst", slut="2025-01-21", sagsgang=None, tværgående="ja"),
        "d.yaml": item(beløb="{2025: 3}", slut="X", overskrift="Havn", tema="Økonomisk bæredygtighed"),
    }
    total = KONTROLTAL.replace("    beløb:", "    i_alt: '2,4'\n    beløb:")
    plan = sound(plan_folder(files, plan=PLAN_YAML + total))
    sums = {pr: add_up(plan, plan.indsatser, *pr) for pr in ((Pr.UDVALG,), (Pr.BEVILLING,), (Pr.UDVALG, Pr.BEVILLING))}
    both = add_up(plan, plan.indsatser, Pr.UDVALG, Pr.ART)
    shown = {
        "list": list_table(plan, list_rows(plan, Valg(), plan.indsatser)),
        "list --udvalg BUU": list_table(plan, list_rows(plan, resolve(plan, udvalg="BUU"), plan.indsatser)),
        "list, nothing selected": list_table(plan, list_rows(plan, Valg(), ())),
        **{f"sum --pr {','.join(pr)}": sum_table(found, 3) for pr, found in sums.items()},
        "sum --pr udvalg,art --brutto": sum_table(both, 1, brutto=True),
        "sum --samlet": sum_table(add_up(plan, plan.indsatser, samlet=True), 3),
        "sum, nothing selected": sum_table(add_up(plan, ()), 3),
        "sum --kontroltal": control_table(plan, reconcile(plan)),
        "sammenlign": comparison_table(plan.grundlag, compare(plan, plan), (2025, 2026)),
    }
    lines: list[str] = []
    for what, table in shown.items():
        lines += [f"{what}:", *table.lines(140)]
    lines += ["sum --pr udvalg, on a narrow screen:", *shown["sum --pr udvalg"].lines(60)]
    hold_still("tabeller.txt", "".join(f"{line}\n" for line in lines).encode("utf-8"))
