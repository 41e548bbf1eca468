"""Every total that the tables of other municipalities state, held against its rows: the result and the difference."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.plans import PlanFolder, told, verdict
from tests.real_tables import (
    FREDERICIA_2020,
    FREDERICIA_2022,
    FREDERICIA_RAMME,
    OMPLACERINGER,
    OPFØLGNING,
    SYDDJURS,
    Tabel,
)
from udplan.figures.control import Resultat, reconcile
from udplan.figures.sums import add_up
from udplan.yaml.problem import Niveau

# name, sum, stated, sum less stated, the most that rounding explains, result
Expected = tuple[str, str, str, str, str, str]

I_ALT = "Beredskabsinitiativer i alt"
INDTÆGTER, UDGIFTER = "Indtægter i alt", "Driftsudgifter i alt"
FØR, ORDINÆR = "Driftsresultat før finansiering", "Resultat af ordinær driftsvirksomhed"

STATED: list[tuple[str, Tabel, list[Expected]]] = [
    # Syddjurs: three of the four differ by 0,1, and six rows and a total can be 7 x 0,05 off.
    *(
        (f"syddjurs {column}", SYDDJURS[column], [(I_ALT, *figures)])
        for column, figures in {
            "måltal, tidligere": ("-30.0", "-30.0", "0.0", "0.35", "stemmer"),
            "måltal, aktuelt": ("-45.1", "-45.0", "-0.1", "0.35", "afrunding"),
            "forslag i alt": ("-47.9", "-48.0", "0.1", "0.35", "afrunding"),
            "bevillingsændring": ("-19.5", "-19.6", "0.1", "0.35", "afrunding"),
        }.items()
    ),
    (
        "opfølgning oprindeligt",
        OPFØLGNING["oprindeligt"],
        [
            (INDTÆGTER, "-3082.6", "-3082.7", "0.1", "0.15", "afrunding"),
            (UDGIFTER, "2946.5", "2946.6", "-0.1", "0.35", "afrunding"),
            (FØR, "-136.1", "-136.0", "-0.1", "0.45", "afrunding"),
            (ORDINÆR, "-128.9", "-128.8", "-0.1", "0.50", "afrunding"),
        ],
    ),
    (
        "opfølgning korrigeret",
        OPFØLGNING["korrigeret"],
        [
            (INDTÆGTER, "-3068.0", "-3068.0", "0.0", "0.15", "stemmer"),
            (UDGIFTER, "2983.2", "2983.3", "-0.1", "0.35", "afrunding"),
            (FØR, "-84.8", "-84.7", "-0.1", "0.45", "afrunding"),
            (ORDINÆR, "-77.6", "-77.5", "-0.1", "0.50", "afrunding"),
        ],
    ),
    (
        "opfølgning forventet",
        OPFØLGNING["forventet"],
        [
            (INDTÆGTER, "-3072.6", "-3072.6", "0.0", "0.15", "stemmer"),
            (UDGIFTER, "2975.6", "2975.3", "0.3", "0.35", "afrunding"),
            (FØR, "-97.0", "-97.3", "0.3", "0.45", "afrunding"),
            (ORDINÆR, "-98.8", "-99.0", "0.2", "0.50", "afrunding"),
        ],
    ),
    (
        "opfølgning afvigelse",
        OPFØLGNING["afvigelse"],
        [
            (INDTÆGTER, "-4.6", "-4.6", "0.0", "0.15", "stemmer"),
            (UDGIFTER, "-7.9", "-8.0", "0.1", "0.35", "afrunding"),
            (FØR, "-12.5", "-12.6", "0.1", "0.45", "afrunding"),
            (ORDINÆR, "-21.5", "-21.6", "0.1", "0.50", "afrunding"),
        ],
    ),
    ("fredericia omplaceringer", OMPLACERINGER, [("Omplaceringer i alt", "0.000", "0", "0.000", "0", "stemmer")]),
    ("fredericia 2020", FREDERICIA_2020, [("Tilsammen", "16.191", "16.172", "0.019", "0", "stemmer ikke")]),
    (
        "fredericia 2022",
        FREDERICIA_2022,
        [
            ("Klima-, Energi- og Miljøudvalget", "-1.000", "-1.000", "0.000", "0", "stemmer"),
            ("Teknisk Udvalg", "5.400", "5.400", "0.000", "0", "stemmer"),
            ("Børne- og Skoleudvalget", "0.500", "5.500", "-5.000", "0", "stemmer ikke"),
        ],
    ),
    (
        "fredericia servicerammen",
        FREDERICIA_RAMME,
        [("Serviceramme", "2514.093", "2514.09", "0.003", "0.0060", "afrunding")],
    ),
]


@pytest.mark.parametrize(
    ("tabel", "expected"), [pytest.param(tabel, expected, id=name) for name, tabel, expected in STATED]
)
def test_every_stated_total_has_its_result_and_its_difference(
    plan_folder: PlanFolder, tabel: Tabel, expected: list[Expected]
) -> None:
    found = reconcile(tabel.plan(plan_folder))
    assert [
        (each.navn, str(each.sum), str(each.oplyst), str(each.forskel), str(each.grænse), each.resultat.value)
        for each in found
    ] == expected
    assert {each.år for each in found} == {tabel.år}
    assert all(not each.uden_beløb for each in found)


@pytest.mark.parametrize(
    ("tabel", "expected"), [pytest.param(tabel, expected, id=name) for name, tabel, expected in STATED]
)
def test_what_lint_says_of_a_total_follows_from_its_result(
    plan_folder: PlanFolder, tabel: Tabel, expected: list[Expected]
) -> None:
    said = verdict(plan_folder(tabel.files(), plan=tabel.plan_yaml())).problems
    totals = [each for each in said if each.regel.startswith("kontroltal")]
    about = [(each.niveau, each.besked.split(f" {tabel.år}: ")[0]) for each in totals]
    levels = {"stemmer ikke": Niveau.FEJL, "afrunding": Niveau.ADVARSEL}
    assert sorted(about) == sorted((levels[row[-1]], row[0]) for row in expected if row[-1] in levels)
    assert {each.regel for each in said if each.niveau is Niveau.FEJL} <= {"kontroltal-stemmer-ikke"}


def test_a_wrong_cell_can_hide_in_the_rounding_of_its_column(plan_folder: PlanFolder) -> None:
    """The table prints 762,0 for Beskæftigelsesudvalget and 0,0 for its difference to 761,6: both cannot be right.

    That cell is what makes the column of what is expected 0,3 off. Seven figures with one decimal can be 0,35 off by
    rounding alone, so the column's sum cannot see it: the verdict is ``afrunding`` and not ``stemmer ikke``. It is a
    warning for that reason, and only the row (korrigeret + afvigelse = forventet) tells which cell it is.
    """
    udgifter = reconcile(OPFØLGNING["forventet"].plan(plan_folder))[1]
    assert (udgifter.navn, udgifter.forskel, udgifter.grænse) == (UDGIFTER, Decimal("0.3"), Decimal("0.35"))
    assert udgifter.resultat is Resultat.AFRUNDING

    def cells(column: str) -> dict[str, Decimal]:
        plan = OPFØLGNING[column].plan(plan_folder)
        return {each.id: amount for each in plan.indsatser if isinstance(amount := each.beløb_i(2025), Decimal)}

    before, after, stated = cells("korrigeret"), cells("forventet"), cells("afvigelse")
    off = {id_: after[id_] - before[id_] - stated[id_] for id_ in before}
    # Three figures rounded to one decimal can be 0,15 off; the others are within that, and one is not.
    assert {id_: str(each) for id_, each in off.items() if abs(each) > Decimal("0.15")} == {"beu": "0.4"}
    assert str(off["oeku"]) == "-0.1"
    # One more tenth in the same column would have been told.
    more = replace(OPFØLGNING["forventet"].totaler[1], oplyst="2.975,2")
    column = replace(OPFØLGNING["forventet"], totaler=(more,))
    (seen,) = reconcile(column.plan(plan_folder))
    assert (str(seen.forskel), seen.resultat) == ("0.4", Resultat.STEMMER_IKKE)


@pytest.mark.parametrize(
    ("tabel", "said"),
    [
        (FREDERICIA_2020, "Tilsammen 2020: summen er 16,191, men der er oplyst 16,172. Forskellen er 0,019."),
        (
            FREDERICIA_2022,
            "Børne- og Skoleudvalget 2022: summen er 0,500, men der er oplyst 5,500. Forskellen er -5,000.",
        ),
    ],
)
def test_a_total_that_does_not_reconcile_is_an_error_until_it_is_explained(
    plan_folder: PlanFolder, tabel: Tabel, said: str
) -> None:
    folder = plan_folder(tabel.files(), plan=tabel.plan_yaml())
    assert [each.besked for each in told(folder, "kontroltal-stemmer-ikke")] == [said]
    explained = replace(tabel, totaler=tuple(replace(each, forklaring="Kilden går ikke op") for each in tabel.totaler))
    plan = explained.plan(plan_folder)
    found = reconcile(plan)
    assert found[-1].resultat is Resultat.FORKLARET
    assert {each.resultat for each in found[:-1]} <= {Resultat.STEMMER}
    assert [str(each.oplyst) for each in found] == [each.oplyst.replace(",", ".") for each in tabel.totaler]
    assert verdict(plan.mappe).errors == 0


def test_nothing_is_rounded_unless_the_total_says_so(plan_folder: PlanFolder) -> None:
    strict = replace(FREDERICIA_RAMME, afrundet=False)
    (found,) = reconcile(strict.plan(plan_folder))
    assert (str(found.forskel), found.resultat) == ("0.003", Resultat.STEMMER_IKKE)


def test_moved_amounts_add_up_to_nothing_and_to_what_each_committee_gets(plan_folder: PlanFolder) -> None:
    plan = OMPLACERINGER.plan(plan_folder)
    assert [(row.navn, str(row.beløb[2020])) for row in add_up(plan, plan.indsatser).rækker] == [
        ("ØK", "0.160"),
        ("SHU", "0.140"),
        ("UDD", "0.020"),
        ("BSU", "-0.320"),
    ]
    assert [str(row.beløb[2020]) for row in add_up(plan, plan.indsatser).i_alt] == ["0.000"]
    assert verdict(plan.mappe).errors == 0
