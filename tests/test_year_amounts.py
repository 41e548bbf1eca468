"""Amounts of single years as changes: also where all that stands there is ``ikke oplyst``, or one figure."""

from __future__ import annotations

import pytest

from tests.plans import PlanFolder, item, sound
from udplan.edit.fields import CannotSet, Sæt, Ændring
from udplan.intake.amounts import as_figure, refuse_other_years, year_changes
from udplan.model.plan import read_source
from udplan.values.unknown import BadValue


def changes(plan_folder: PlanFolder, beløb: str, wanted: dict[int, str]) -> list[Ændring]:
    plan = sound(plan_folder({"sti.yaml": item(beløb=beløb)}))
    raw = (plan.mappe / "sti.yaml").read_bytes()
    return year_changes("beløb", wanted, plan, read_source(plan.mappe / "sti.yaml", raw), raw)


def test_amounts_where_all_are_unknown_make_a_line_a_year(plan_folder: PlanFolder) -> None:
    assert changes(plan_folder, "ikke oplyst", {2028: "1", 2025: "2"}) == [
        Sæt(("beløb",), {"2025": "2", "2026": "ikke oplyst", "2027": "ikke oplyst", "2028": "1"})
    ]
    assert changes(plan_folder, "ikke oplyst", {2026: "ikke oplyst"}) == []


def test_one_amount_among_others_is_its_own_line(plan_folder: PlanFolder) -> None:
    assert changes(plan_folder, "\n  2025: 1", {2026: "-0,350"}) == [Sæt(("beløb", 2026), "-0,350")]
    assert changes(plan_folder, "\n  2025: 1", {2025: ""}) == [Sæt(("beløb", 2025), "")]


def test_years_in_braces_are_written_anew_unless_something_is_lost(plan_folder: PlanFolder) -> None:
    assert changes(plan_folder, "{2025: 1, 2026: 2}", {2026: "3", 2027: "4"}) == [
        Sæt(("beløb",), {"2025": "1", "2026": "3", "2027": "4"})
    ]
    with pytest.raises(CannotSet, match="Bemærkningen »husk« inde i feltet ville gå tabt"):
        changes(plan_folder, "{2025: 1,  # husk\n  2026: 2}", {2027: "4"})


@pytest.mark.parametrize("text", ["måske", "1.000", "2025-01-21", "1,0 og 2,0"])
def test_a_text_that_is_no_amount_is_refused(plan_folder: PlanFolder, text: str) -> None:
    plan = sound(plan_folder({"sti.yaml": item()}))
    with pytest.raises(BadValue):
        as_figure(text, plan)


def test_a_year_of_another_plan_is_refused(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"sti.yaml": item()}))
    refuse_other_years([2025, 2028], plan)
    with pytest.raises(BadValue, match=r"2031 er ikke et af planens år \(2025, 2026, 2027 og 2028\)\."):
        refuse_other_years([2031], plan)
