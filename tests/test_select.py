"""Which items: by committee, tovholder, art and theme, as people type them."""

from __future__ import annotations

import unicodedata

import pytest

from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, sound
from udplan.figures.select import Forhold, UnknownChoice, Valg, find_udvalg, forhold, resolve, select, tovholdere
from udplan.model.indsats import Art
from udplan.model.plan import Plan

FILES = {
    "eget": item(udvalg="BUU", sagsgang="BUU, KB", tværgående="ja"),
    "gennem-buu": item(sagsgang="AU, BUU, KB"),
    "gennem-fudv": item(udvalg="ØK", sagsgang="FUDV, Høring, FUDV, ØK, KB", tværgående="ja"),
    "gennem-to": item(udvalg="KB", sagsgang="AU og ØK, KB"),
    "begge-grupper": item(udvalg="KB", sagsgang="Relevante fagudvalg, Fagudvalg"),
    "kan-vedkomme": hensigt(sagsgang="Relevante fagudvalg", tværgående="ja"),
    "tvaergaaende": item(sagsgang="KCL", tværgående="ja"),
    "ikke-buus": item(sagsgang="AU, KB"),
    "uden-sagsgang": item(sagsgang=None, slut="X"),
    "ukendt": item(udvalg="ikke oplyst", sagsgang="ikke oplyst"),
}

EGET, BEHANDLES, KAN, TVÆRS = Forhold.EGET, Forhold.BEHANDLES, Forhold.KAN_VEDKOMME, Forhold.TVÆRGÅENDE


@pytest.fixture
def plan(plan_folder: PlanFolder) -> Plan:
    return sound(plan_folder({f"{name}.yaml": text for name, text in FILES.items()}))


def ids(plan: Plan, *, egne: bool = False, **wanted: str | bool) -> set[str]:
    return {indsats.id for indsats in select(plan, resolve(plan, **wanted), egne=egne)}


# --- own, through and cross-cutting ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("udvalg", "expected"),
    [
        ("BUU", {"eget": EGET, "gennem-buu": BEHANDLES, "gennem-fudv": BEHANDLES, "begge-grupper": BEHANDLES,
                 "kan-vedkomme": KAN, "tvaergaaende": TVÆRS}),
        ("AU", {"eget": TVÆRS, "gennem-buu": EGET, "gennem-fudv": BEHANDLES, "gennem-to": BEHANDLES,
                "begge-grupper": BEHANDLES, "kan-vedkomme": KAN, "tvaergaaende": EGET, "ikke-buus": EGET,
                "uden-sagsgang": EGET}),
        ("ØK", {"eget": TVÆRS, "gennem-fudv": EGET, "gennem-to": BEHANDLES, "begge-grupper": KAN,
                "kan-vedkomme": KAN, "tvaergaaende": TVÆRS}),
        # A group that nobody has named the members of concerns committees, not the council or the administration.
        ("KCL", {"eget": TVÆRS, "gennem-fudv": TVÆRS, "kan-vedkomme": TVÆRS, "tvaergaaende": BEHANDLES}),
        ("KB", {"eget": BEHANDLES, "gennem-buu": BEHANDLES, "gennem-fudv": BEHANDLES, "gennem-to": EGET,
                "begge-grupper": EGET, "kan-vedkomme": TVÆRS, "tvaergaaende": TVÆRS, "ikke-buus": BEHANDLES}),
    ],
)  # fmt: skip
def test_what_an_item_is_to_a_committee(plan: Plan, udvalg: str, expected: dict[str, Forhold]) -> None:
    found = {indsats.id: forhold(plan, indsats, udvalg) for indsats in plan.indsatser}
    assert {name: what for name, what in found.items() if what} == expected
    assert ids(plan, udvalg=udvalg) == set(expected)
    assert ids(plan, udvalg=udvalg, uden_tværgående=True) == {
        name for name, what in expected.items() if what is not TVÆRS
    }
    own = {name for name, what in expected.items() if what is EGET}
    assert ids(plan, udvalg=udvalg, kun_egne=True) == ids(plan, udvalg=udvalg, egne=True) == own


def test_every_item_is_at_most_one_committee_s_own(plan: Plan) -> None:
    own = [indsats.id for udvalg in plan.grundlag.fora for indsats in select(plan, Valg(udvalg=udvalg), egne=True)]
    assert sorted(own) == sorted({indsats.id for indsats in plan.indsatser} - {"ukendt", "kan-vedkomme"})


@pytest.mark.parametrize(
    ("omfatter", "members"),
    [
        ("fagudvalg", {"AU", "BUU"}),
        ("[fagudvalg]", {"AU", "BUU"}),
        ("[BUU]", {"BUU"}),
        ("[Arbejdsmarkedsudvalget, oek]", {"AU", "ØK"}),
        ("[fagudvalg, økonomiudvalg]", {"AU", "BUU", "ØK"}),
        ("[fagudvalg, ØK]", {"AU", "BUU", "ØK"}),
    ],
)
def test_a_group_stands_for_a_kind_or_for_those_it_names(
    plan_folder: PlanFolder, omfatter: str, members: set[str]
) -> None:
    text = PLAN_YAML.replace("omfatter: fagudvalg", f"omfatter: {omfatter}")
    plan = sound(plan_folder({"sti.yaml": item(udvalg="ikke oplyst", sagsgang="FUDV, KB")}, plan=text))
    (indsats,) = plan.indsatser
    treated = {kode for kode in plan.grundlag.fora if forhold(plan, indsats, kode) is BEHANDLES}
    assert treated == members | {"FUDV", "KB"}


# --- the other choices -------------------------------------------------------------------------------------------


def test_nothing_said_is_everything_in_the_order_of_the_plan(plan: Plan) -> None:
    assert select(plan, Valg()) == plan.indsatser


BOTH_THEMES = "[Økonomisk bæredygtighed, Miljømæssig bæredygtighed]"


def test_choices_narrow_each_other(plan_folder: PlanFolder) -> None:
    plan = sound(
        plan_folder(
            {
                "a.yaml": item(tovholder="[Økonomichefen, Arbejdsmarkedschefen]", tværgående="ja"),
                "b.yaml": item(tovholder="Arbejdsmarkedschefen", art="anlæg", slut="X", tværgående="ja"),
                "c.yaml": item(tovholder="Økonomichefen", tema="Klimamæssig bæredygtighed", udvalg="BUU"),
                "d.yaml": item(tovholder="ikke oplyst", tema=BOTH_THEMES, slut="2025-01-01"),
            }
        )
    )
    assert ids(plan, tovholder="arbejdsmarked") == {"a", "b"}
    assert ids(plan, tovholder="Økonomichefen") == {"a", "c"}
    assert ids(plan, art="anlaeg") == {"b"}
    assert ids(plan, tværgående=True) == {"a", "b"}
    assert ids(plan, uafsluttede=True) == {"a", "c"}
    assert ids(plan, tværgående=True, uafsluttede=True) == {"a"}
    assert ids(plan, tema="miljø") == ids(plan, tema="Klimamæssig bæredygtighed") == {"c", "d"}
    assert ids(plan, udvalg="AU", tema="Økonomisk bæredygtighed") == {"d"}
    assert ids(plan, udvalg="BUU", tovholder="økonomi") == {"a", "c"}
    assert ids(plan, udvalg="BUU", tovholder="økonomi", kun_egne=True) == {"c"}


@pytest.mark.parametrize(
    ("written", "kode"),
    [
        *(("BUU", "BUU"), ("buu", "BUU"), ("ØK", "ØK"), ("oek", "ØK"), ("Økonomiudvalget", "ØK")),
        *(("økonomi", "ØK"), ("  arbejdsmarkedsudvalget ", "AU"), ("børn og unge", "BUU"), ("Ungdoms", "BUU")),
        (unicodedata.normalize("NFD", "Økonomiudvalget"), "ØK"),
    ],
)
def test_a_committee_is_found_by_code_by_name_and_by_part_of_it(plan: Plan, written: str, kode: str) -> None:
    assert find_udvalg(plan, written) == kode


def test_a_whole_code_goes_before_a_part_of_another(plan: Plan) -> None:
    assert find_udvalg(plan, "AU") == "AU"
    assert "AU og ØK" in plan.grundlag.fora


@pytest.mark.parametrize(
    ("wanted", "mentioned"),
    [
        ({"udvalg": "BUV"}, ["BUV", "udvalg", "BUU"]),
        ({"udvalg": "Arbejdsmarkedudvalg"}, ["Arbejdsmarkedsudvalget"]),
        ({"tovholder": "Arbejdsmarkedscheffen"}, ["Arbejdsmarkedschefen"]),
        ({"art": "drfit"}, ["drift"]),
        ({"tema": "Økonomisk bæredyktighed"}, ["Økonomisk bæredygtighed"]),
        ({"art": "qqq"}, ["drift", "råderum", "anlæg", "pulje", "hensigt"]),
        ({"udvalg": "qqq"}, ["ØK", "AU", "BUU", "KB"]),
        ({"udvalg": ""}, ["findes ikke"]),
        ({"tovholder": "  "}, ["findes ikke"]),
    ],
)
def test_what_the_plan_does_not_know_is_an_error_that_names_the_nearest(
    plan: Plan, wanted: dict[str, str], mentioned: list[str]
) -> None:
    with pytest.raises(UnknownChoice) as caught:
        resolve(plan, **wanted)
    for word in mentioned:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("wanted", "mentioned"),
    [
        ({"tovholder": "chefen"}, ["Arbejdsmarkedschefen", "Økonomichefen"]),
        ({"udvalg": "udvalget"}, ["ØK", "AU", "BUU"]),
        ({"tema": "bæredygtighed"}, ["Økonomisk bæredygtighed", "Miljømæssig bæredygtighed"]),
    ],
)
def test_a_part_that_several_have_is_an_error_that_names_them(
    plan_folder: PlanFolder, wanted: dict[str, str], mentioned: list[str]
) -> None:
    plan = sound(plan_folder({"a.yaml": item(), "b.yaml": item(tovholder="Økonomichefen")}))
    with pytest.raises(UnknownChoice) as caught:
        resolve(plan, **wanted)
    for word in mentioned:
        assert word in str(caught.value)


def test_tovholdere_are_the_register_and_then_those_in_use(plan_folder: PlanFolder) -> None:
    text = PLAN_YAML + "tovholdere: [Økonomichefen, Kommunaldirektøren]\n"
    files = {"a.yaml": item(), "b.yaml": item(tovholder="[Økonomichefen, Vejchefen]", rækkefølge="9")}
    plan = sound(plan_folder(files, plan=text))
    assert sorted(tovholdere(plan)) == ["Arbejdsmarkedschefen", "Kommunaldirektøren", "Vejchefen", "Økonomichefen"]
    assert tovholdere(plan)[:2] == ["Økonomichefen", "Kommunaldirektøren"]


def test_a_choice_is_the_plan_s_own_word(plan: Plan) -> None:
    assert resolve(plan, udvalg="arbejdsmarked", tovholder="ARBEJDS", art="raaderum", tema="miljoe") == Valg(
        udvalg="AU", tovholder="Arbejdsmarkedschefen", art=Art.RÅDERUM, tema="Miljømæssig bæredygtighed"
    )
