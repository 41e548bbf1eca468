"""Amounts of single years as changes: also where all that stands there is ``ikke oplyst``, or one figure."""

from __future__ import annotations

import pytest

from tests.plans import PlanFolder, item, only_item, sound
from udplan.edit.fields import Sæt
from udplan.intake.amounts import amount_changes, as_figure, year_changes
from udplan.values.unknown import BadValue


def test_one_amount_where_all_are_unknown_makes_a_line_a_year(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(beløb="ikke oplyst")})
    assert amount_changes(only_item(folder), 2026, "-0,350", sound(folder)) == [
        Sæt(("beløb",), {"2025": "ikke oplyst", "2026": "-0,350", "2027": "ikke oplyst", "2028": "ikke oplyst"})
    ]
    assert amount_changes(only_item(folder), 2026, " Ikke  oplyst", sound(folder)) == []


def test_one_amount_among_others_is_its_own_line(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item()})
    plan, sti = sound(folder), only_item(folder)
    assert amount_changes(sti, 2026, "−0,350 mio. kr.", plan) == [Sæt(("beløb", 2026), "-0,350")]
    assert amount_changes(sti, 2026, "", plan) == [Sæt(("beløb", 2026), "")]


def test_several_years_of_one_item_are_told_together(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"sti.yaml": item()}))
    (change,) = year_changes("beløb", "ikke oplyst", {2028: "1", 2025: "2"}, plan)
    assert change == Sæt(("beløb",), {"2025": "2", "2026": "ikke oplyst", "2027": "ikke oplyst", "2028": "1"})
    (change,) = year_changes("anvendt", "0,5", {2026: "1"}, plan)
    assert change == Sæt(("anvendt",), {"2025": "0,5", "2026": "1"})


@pytest.mark.parametrize("text", ["måske", "1.000", "2025-01-21", "1,0 og 2,0"])
def test_a_text_that_is_no_amount_is_refused(plan_folder: PlanFolder, text: str) -> None:
    plan = sound(plan_folder({"sti.yaml": item()}))
    with pytest.raises(BadValue):
        as_figure(text, plan)


def test_a_year_of_another_plan_is_refused(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item()})
    with pytest.raises(BadValue, match=r"2031 er ikke et af planens år \(2025, 2026, 2027 og 2028\)\."):
        amount_changes(only_item(folder), 2031, "1", sound(folder))
