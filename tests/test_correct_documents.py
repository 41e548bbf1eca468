"""What stands in other municipalities' documents is right: lint has nothing to say of it, and says what it cannot know once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, sound, told, verdict
from tests.real_tables import FREDERICIA_RAMME, OMPLACERINGER, OPFØLGNING, SYDDJURS, Tabel
from udplan.figures.control import Resultat, reconcile
from udplan.figures.sums import add_up, exact_sum
from udplan.yaml.problem import Niveau

CASES = Path(__file__).parent / "cases"
ANLÆG, DRIFT, SAGER = (
    CASES / name for name in ("b01-skanderborg-anlaegsstatus", "b07-sjoebo-driftbudget", "sagsnumre")
)


def said(folder: Path) -> list[str]:
    return [f"{problem.niveau} {problem.regel}: {problem.besked}" for problem in verdict(folder).problems]


# --- the cases --------------------------------------------------------------------------------------------------------


def test_a_status_of_building_projects_is_told_once_what_it_has_no_column_for() -> None:
    assert said(ANLÆG) == [
        "advarsel tekst-mangler: Ingen af planens 11 punkter har koordinering. "
        "Har planen ikke den tekst, så skriv tekst-mangler: fra under regler."
    ]
    plan = sound(ANLÆG)
    (total,) = add_up(plan, plan.indsatser).i_alt
    assert (total.beløb[2015], total.udgifter[2015], total.indtægter[2015]) == tuple(
        map(Decimal, ("164.316", "185.628", "-21.312"))
    )
    assert total.besparelser[2015] is None


def test_a_budget_of_eight_committees_with_rows_of_one_name_has_nothing_wrong() -> None:
    assert said(DRIFT) == []
    controls = reconcile(sound(DRIFT))
    assert (len(controls), {control.resultat for control in controls}) == (25, {Resultat.STEMMER})


def test_the_case_numbers_of_four_municipalities_are_numbers() -> None:
    assert said(SAGER) == []


@pytest.mark.parametrize(
    "tabel", [*SYDDJURS.values(), *OPFØLGNING.values(), OMPLACERINGER, FREDERICIA_RAMME], ids=lambda tabel: tabel.kilde
)
def test_a_real_table_is_told_of_rounding_and_of_what_is_not_known_alone(plan_folder: PlanFolder, tabel: Tabel) -> None:
    problems = verdict(plan_folder(tabel.files(), plan=tabel.plan_yaml())).problems
    rules = [problem.regel for problem in problems]
    assert {problem.niveau for problem in problems} <= {Niveau.ADVARSEL}
    assert set(rules) <= {"kontroltal-afrunding", "ikke-oplyst", "tekst-mangler"}
    assert rules.count("tekst-mangler") <= 1 or len(tabel.rækker) < 3


# --- the same title ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (item(udvalg="AU"), item(udvalg="BUU")),
        (item(art="drift"), item(art="råderum")),
        (item(art="pulje", bevilling="drift"), item(art="pulje", bevilling="anlæg")),
        (item(kode="R1"), item(kode="R2")),
        (item(), hensigt()),
        (hensigt(gruppe="Økonomisk Politik"), hensigt(gruppe="Norddjurs i bevægelse")),
    ],
    ids=["committee", "art", "bevilling", "code", "hensigt", "group"],
)
def test_one_title_in_two_places_is_two_items(plan_folder: PlanFolder, one: str, other: str) -> None:
    assert told(plan_folder({"a.yaml": one, "b.yaml": other}), "titel-kolliderer") == []
    assert len(told(plan_folder({"a.yaml": one, "b.yaml": one}), "titel-kolliderer")) == 2


# --- texts that a whole plan does not have ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([{}, {}], ["mangler kurs og koordinering"] * 2),
        ([{}, {}, {}], ["Ingen af planens 3 punkter har kurs eller koordinering"]),
        ([{"kurs": "a"}, {}, {}], ["Ingen af planens 3 punkter har koordinering", "mangler kurs", "mangler kurs"]),
        ([{"kurs": "a"}, {"koordinering": "b"}, {}], ["mangler koordinering", "mangler kurs", "mangler kurs og koor"]),
        ([{"kurs": "ikke oplyst", "koordinering": "ikke oplyst"}] * 3, []),
        ([{"slut": "X"}] * 3, []),
    ],
)
def test_a_text_that_no_item_has_is_told_once(
    plan_folder: PlanFolder, texts: list[dict[str, str]], expected: list[str]
) -> None:
    folder = plan_folder({f"{number}.yaml": item(kode=f"R{number}", **text) for number, text in enumerate(texts)})
    problems = told(folder, "tekst-mangler")
    assert len(problems) == len(expected)
    for word in expected:
        assert any(word in problem.besked for problem in problems), word
    once = [problem.fil.name for problem in problems if problem.besked.startswith("Ingen")]
    assert once in ([], ["plan.yaml"])


# --- the way through ØK and KB ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "at"),
    [
        *(("AU, ØK, KB", None), ("AU, ØK, KB, ØK, KB", None), ("ØK, KB, AU, ØK, KB", None), ("KB, ØK, KB", None)),
        *(("AU, KB, ØK", 2), ("AU, ØK, KB, ØK", 3), ("AU, KB, ØK, AU", 2)),
    ],
)
def test_a_project_may_pass_the_finance_committee_and_the_council_twice(
    plan_folder: PlanFolder, path: str, at: int | None
) -> None:
    problems = told(plan_folder({"sti.yaml": item(sagsgang=path)}), "oek-efter-kb")
    # Steps of two letters stand four characters apart, behind »sagsgang: «.
    assert [problem.kolonne for problem in problems] == ([] if at is None else [11 + 4 * at])


# --- names in brackets ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("[Klima, Velfærd]", ["Klima", "Velfærd"]),
        ("[klima, velfærd]", ["klima", "velfærd"]),
        ("[Natur og miljø]", ["Natur og miljø"]),
        ("[Natur og miljø, Velfærd]", ["Natur og miljø", "Velfærd"]),
        ('["Vækst, erhverv og beskæftigelse", Klima]', ["Vækst, erhverv og beskæftigelse", "Klima"]),
        ("['Klima', 'natur og miljø']", ["Klima", "natur og miljø"]),
        ('[Klima, "Sundhed", Børn og unge]', ["Klima", "Sundhed", "Børn og unge"]),
        ("[Vækst, erhverv og beskæftigelse]", "Vækst, erhverv og beskæftigelse"),
        ("[Klima, Natur og Miljø]", "Klima, Natur og Miljø"),
        ("[Klima, Sundhed, Børn og unge]", "Sundhed, Børn og unge"),
        ("[Kultur-, Fritid]", "Kultur-, Fritid"),
        ("[Klima, miljø]", "Klima, miljø"),
        ("[Børn samt unge, Skoler samt dagtilbud]", "Børn samt unge, Skoler samt dagtilbud"),
    ],
)
@pytest.mark.parametrize("field", ["temaer", "hensigtsgrupper"])
def test_names_in_brackets_are_told_where_a_comma_may_have_split_one(
    plan_folder: PlanFolder, field: str, written: str, names: list[str] | str
) -> None:
    head = PLAN_YAML[: PLAN_YAML.index("hensigtsgrupper:")]
    folder = plan_folder({"sti.yaml": item()}, plan=f"{head}{field}: {written}\n")
    if isinstance(names, list):
        read = getattr(sound(folder).grundlag, field)
        assert [each.navn for each in read] == names
    else:
        (problem,) = told(folder, "liste-i-klammer")
        assert problem.besked == (
            f"{field} i klammer kan læses på to måder: »{names}« kan være ét navn eller to. "
            "Sæt anførselstegn om hvert navn, eller skriv hvert på sin egen linje med - foran."
        )


def test_a_sum_of_the_cases_is_that_of_its_rows() -> None:
    for case in (ANLÆG, DRIFT):
        plan = sound(case)
        for row in add_up(plan, plan.indsatser).i_alt:
            amounts = {år: [item.beløb_i(år) for item in plan.indsatser] for år in plan.grundlag.år}
            assert row.beløb == {
                år: exact_sum(amount for amount in figures if isinstance(amount, Decimal))
                for år, figures in amounts.items()
            }
