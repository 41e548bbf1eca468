"""A status that stands there already is not added again, whoever writes it; and which of an item's is the newest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.plans import PlanFolder, item, only_item, sound
from udplan.intake.same_status import of_same_words, says
from udplan.intake.sheet import SENESTE, vist
from udplan.model.indsats import Lys
from udplan.model.planfile import Slags, slags_of
from udplan.values.unknown import IKKE_OPLYST

DAY = date(2025, 2, 1)
STATUSES = """\
status:
  - {dato: 2025-02-01, tekst: I gang, lys: gul, forventet: {2026: "1,5", 2027: ikke oplyst}}
  - {dato: 2025-02-01, tekst: Sat i stå}
"""


def test_a_status_that_says_no_more_stands_there_already(plan_folder: PlanFolder) -> None:
    sti = only_item(plan_folder({"sti.yaml": item() + STATUSES}))
    (there,) = of_same_words(sti, DAY, " I\n gang")
    assert there.tekst == "I gang"
    assert says(there, False, None, {})
    assert says(there, False, Lys.GUL, {2026: Decimal("1.50"), 2027: IKKE_OPLYST})
    assert not says(there, True, None, {})
    assert not says(there, False, Lys.RØD, {})
    assert not says(there, False, None, {2026: Decimal("1.6")})
    assert not says(there, False, None, {2028: Decimal(1)})
    assert of_same_words(sti, date(2025, 2, 2), "I gang") == []


def test_of_two_statuses_of_one_day_a_sheet_shows_the_last_as_the_reports_do(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item() + STATUSES})
    assert vist(sound(folder), only_item(folder), SENESTE) == "01-02-2025: Sat i stå"


@pytest.mark.parametrize(
    ("kode", "navn", "slags"),
    [
        ("ØK", "ØK", Slags.ØKONOMIUDVALG),
        ("ØPU", "Økonomi- og Planudvalget", Slags.ØKONOMIUDVALG),
        ("BY", "Byrådet", Slags.KOMMUNALBESTYRELSE),
        ("FUDV", "Fagudvalgene", Slags.GRUPPE),
        ("alle fagudvalg", "alle fagudvalg", Slags.GRUPPE),
        ("SKO", "Fagudvalget for skole", Slags.FAGUDVALG),
        ("HMU", "Hovedudvalget", Slags.HØRING),
        ("DIR", "Direktionen", Slags.ADMINISTRATION),
        ("BUU", "Børne- og Ungdomsudvalget", Slags.FAGUDVALG),
    ],
)
def test_a_body_is_of_one_kind_by_its_name_wherever_it_is_met(kode: str, navn: str, slags: Slags) -> None:
    assert slags_of(kode, navn) is slags
