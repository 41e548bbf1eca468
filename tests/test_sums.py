"""Sums and control totals: exact, blank and zero and unknown apart, drift and anlæg apart."""

from __future__ import annotations

import ast
import random
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import udplan
from tests.examples import few
from tests.plans import PLAN_YAML, REAL_PLAN, PlanFolder, hensigt, item, sound, verdict, write
from udplan.figures.control import Kontrol, Resultat, reconcile
from udplan.figures.printed import sums_json
from udplan.figures.sums import Pr, Summer, Sumrække, add_up
from udplan.model.indsats import Art
from udplan.model.plan import Plan, read_source
from udplan.values.amounts import amount_text, format_amount, stated
from udplan.yaml.problem import Niveau

YEARS = (2025, 2026, 2027, 2028)


def amounts(*years: str) -> str:
    """The text of ``beløb``, a year each from 2025; nothing is blank."""
    return "".join(f"\n  {year}: {text}" for year, text in zip(YEARS, years, strict=False))


def figures(row: Sumrække) -> tuple[str | None, ...]:
    return tuple(None if amount is None else str(amount) for amount in row.beløb.values())


def rows(summer: Summer) -> list[tuple[str, str, str | None]]:
    """Name, bevilling and the first year's figure of each row."""
    return [(row.navn, row.bevilling, figures(row)[0]) for row in summer.rækker]


# --- adding up ---------------------------------------------------------------------------------------------------


def test_blank_zero_and_unknown_are_counted_apart(plan_folder: PlanFolder) -> None:
    plan = sound(
        plan_folder(
            {
                "a.yaml": item(beløb=amounts("1,5", "", "", "ikke oplyst")),
                "b.yaml": item(beløb=amounts("0", "0", "")),
                "c.yaml": item(beløb="ikke oplyst"),
            }
        )
    )
    (row,) = add_up(plan, plan.indsatser).rækker
    assert (row.navn, row.bevilling, row.antal) == ("AU", "drift", 3)
    assert figures(row) == ("1.5", "0", "ikke oplyst", "ikke oplyst")
    assert [format_amount(amount) for amount in stated(row.beløb.values())] == [
        "1,500 + ikke oplyst",
        "0,000 + ikke oplyst",
    ]
    assert row.uden_beløb == {2025: 0, 2026: 1, 2027: 2, 2028: 1}
    assert row.ikke_oplyst == {2025: 1, 2026: 1, 2027: 1, 2028: 2}


def test_a_sum_is_as_exact_as_its_most_exact_row(plan_folder: PlanFolder) -> None:
    plan = sound(
        plan_folder(
            {f"i{n}.yaml": item(beløb=amounts(text)) for n, text in enumerate(("0,35", "1,3", "1,2", "-0,0001"))}
        )
    )
    assert figures(add_up(plan, plan.indsatser).i_alt[0])[0] == "2.8499"


def test_drift_and_anlæg_are_never_added_unasked(plan_folder: PlanFolder) -> None:
    plan = sound(
        plan_folder(
            {
                "a.yaml": item(beløb=amounts("1")),
                "b.yaml": item(art="råderum", beløb=amounts("-0,25")),
                "c.yaml": item(art="anlæg", beløb=amounts("10")),
                "d.yaml": item(art="pulje", beløb=amounts("100")),
                "e.yaml": item(art="pulje", bevilling="anlæg", beløb=amounts("1000")),
                "f.yaml": item(udvalg="BUU", art="anlæg", beløb=amounts("5")),
            }
        )
    )
    found = add_up(plan, plan.indsatser)
    assert rows(found) == [
        ("AU", "drift", "0.75"),
        ("AU", "anlæg", "1010"),
        ("AU", "ikke oplyst", "100"),
        ("BUU", "anlæg", "5"),
    ]
    assert [(row.navn, row.bevilling, figures(row)[0]) for row in found.i_alt] == [
        ("i alt", "drift", "0.75"),
        ("i alt", "anlæg", "1015"),
        ("i alt", "ikke oplyst", "100"),
    ]
    together = add_up(plan, plan.indsatser, samlet=True)
    assert [(row.navn, figures(row)[0], row.antal) for row in together.rækker] == [
        ("AU", "1110.75", 5),
        ("BUU", "5", 1),
    ]
    assert [(figures(row)[0], row.antal) for row in together.i_alt] == [("1115.75", 6)]


ORDERED = {
    "a.yaml": item(udvalg="KB", kode="14-A-10", tovholder="Vejchefen", tema="Andet"),
    "b.yaml": item(udvalg="ikke oplyst", art="ikke oplyst", tovholder="ikke oplyst", kode="14-A-9"),
    "c.yaml": item(udvalg="BUU", art="anlæg", tovholder="Økonomichefen", tema="Klimamæssig bæredygtighed"),
    "d.yaml": item(udvalg="ØK", art="råderum", tovholder="[Økonomichefen, Vejchefen]", tema="Økonomisk bæredygtighed"),
    "e.yaml": hensigt(gruppe="Norddjurs i bevægelse", tovholder="Bademesteren"),
    "f.yaml": hensigt(gruppe="Økonomisk Politik", tovholder="Bademesteren"),
    "g.yaml": hensigt(gruppe="ikke oplyst", tovholder="Bademesteren"),
    "h.yaml": item(
        udvalg="AU", art="pulje", tovholder="Økonomichefen", tema="Miljømæssig bæredygtighed", bevilling="anlæg"
    ),
}


@pytest.mark.parametrize(
    ("pr", "names"),
    [
        (Pr.UDVALG, ["ØK", "AU", "BUU", "KB", "uden udvalg", "ikke oplyst"]),
        (Pr.ART, ["drift", "råderum", "anlæg", "pulje", "hensigt", "ikke oplyst"]),
        (Pr.GRUPPE, ["Økonomisk Politik", "Norddjurs i bevægelse", "uden gruppe", "ikke oplyst"]),
        (Pr.KODE, ["14-A-9", "14-A-10", "uden kode"]),
        (Pr.TEMA, ["Økonomisk bæredygtighed", "Miljømæssig bæredygtighed", "Andet", "uden tema"]),
        (Pr.TOVHOLDER, ["Økonomichefen", "Bademesteren", "Vejchefen", "Økonomichefen og Vejchefen", "ikke oplyst"]),
    ],
)
def test_rows_stand_in_the_order_of_the_plan_and_the_unknown_last(
    plan_folder: PlanFolder, pr: Pr, names: list[str]
) -> None:
    text = PLAN_YAML + "tovholdere: [Økonomichefen]\n"
    folder = plan_folder(ORDERED, plan=text)
    plan = sound(folder)
    found = add_up(plan, plan.indsatser, pr)
    assert found.pr == pr
    if pr is Pr.TOVHOLDER:  # those outside the register stand as they come in the plan
        assert {row.navn for row in found.rækker} == set(names)
        assert (found.rækker[0].navn, found.rækker[-1].navn) == (names[0], names[-1])
    else:
        assert list(dict.fromkeys(row.navn for row in found.rækker)) == names
    assert sum(row.antal for row in found.rækker) == sum(row.antal for row in found.i_alt) == len(ORDERED)


def test_a_gruppe_is_one_row_however_it_is_spelled(plan_folder: PlanFolder) -> None:
    files = {"a.yaml": hensigt(gruppe="NORDDJURS I BEVAEGELSE"), "b.yaml": hensigt(gruppe="Norddjurs i bevægelse")}
    plan = sound(plan_folder(files))
    assert [(row.navn, row.antal) for row in add_up(plan, plan.indsatser, Pr.GRUPPE).rækker] == [
        ("Norddjurs i bevægelse", 2)
    ]


def test_what_has_no_items_has_no_row(plan_folder: PlanFolder) -> None:
    empty = sound(plan_folder())
    assert (add_up(empty, ()).rækker, add_up(empty, ()).i_alt) == ((), ())
    plan = sound(plan_folder({"a.yaml": item()}))
    assert [row.navn for row in add_up(plan, plan.indsatser).rækker] == ["AU"]


AMOUNT = st.one_of(
    st.sampled_from(["", "ikke oplyst", "0", "0,000"]),
    st.decimals(-1000, 1000, places=3).map(lambda value: amount_text(value)),
    st.decimals(-1, 1, places=6).map(lambda value: amount_text(value)),
)
ITEM = st.builds(
    lambda udvalg, art, first, second: item(udvalg=udvalg, art=art, beløb=amounts(f"'{first}'", f"'{second}'")),
    st.sampled_from(["ØK", "AU", "ikke oplyst"]),
    st.sampled_from(["drift", "råderum", "anlæg", "pulje", "ikke oplyst"]),
    AMOUNT,
    AMOUNT,
)


@given(st.lists(ITEM, min_size=1, max_size=8), st.randoms(use_true_random=False), st.sampled_from(Pr))
@few()
def test_sums_do_not_depend_on_the_order_or_the_names_of_files(
    tmp_path_factory: pytest.TempPathFactory, items: list[str], chance: random.Random, pr: Pr
) -> None:
    def plan_of(texts: list[str]) -> Plan:
        folder = tmp_path_factory.mktemp("plan")
        write(folder, {"plan.yaml": PLAN_YAML, **{f"i{place}.yaml": text for place, text in enumerate(texts)}})
        return sound(folder)

    one, other = plan_of(items), plan_of(chance.sample(items, len(items)))
    found = add_up(one, one.indsatser, pr)
    assert sums_json(found) == sums_json(add_up(other, other.indsatser, pr))
    for year in YEARS:
        of_rows = [row.beløb[year] for row in found.rækker]
        of_all = [row.beløb[year] for row in found.i_alt]
        assert sum(stated(of_rows)) == sum(stated(of_all))


# --- no float anywhere -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "module",
    [
        *("values/amounts", "model/kinds", "model/indsats", "model/planfile", "model/plan"),
        *("figures/select", "figures/sums", "figures/rows", "figures/printed", "yaml/source"),
    ],
)
def test_no_module_that_carries_amounts_makes_a_float(module: str) -> None:
    tree = ast.parse((Path(udplan.__path__[0]) / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Name) and node.id in ("float", "round"))
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        if module in ("values/amounts", "figures/sums"):  # elsewhere / joins paths
            assert not (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))


# --- control totals ----------------------------------------------------------------------------------------------


def control(
    plan_folder: PlanFolder, rows: list[str], total: str, *, afrundet: bool = False, forklaring: str = ""
) -> Kontrol:
    """The one control of a plan whose items state ``rows`` in 2025, against a stated ``total``."""
    text = (
        f"{PLAN_YAML}kontroltal:\n  - navn: I alt\n    kilde: aftalen\n    hvor: {{}}\n"
        f"    afrundet: {'ja' if afrundet else 'nej'}\n    forklaring: {forklaring}\n    beløb:\n      2025: {total}\n"
    )
    files = {f"i{place}.yaml": item(beløb=amounts(row)) for place, row in enumerate(rows)}
    (found,) = reconcile(sound(plan_folder(files, plan=text)))
    return found


@pytest.mark.parametrize(
    ("rows", "total", "afrundet", "forklaring", "resultat", "forskel", "grænse"),
    [
        (["0,4", "0,7"], "1,1", False, "", "stemmer", "0", "0"),
        (["0,4", "0,7"], "1,100", False, "", "stemmer", "0", "0"),
        (["0,4", "0,7"], "1,101", False, "", "stemmer ikke", "-0.001", "0"),
        (["-0,4", "0,7"], "0,4", False, "", "stemmer ikke", "-0.1", "0"),
        # Half a unit of the last decimal of the total and of each row: 0,05 + 0,05 + 0,05.
        (["0,4", "0,7"], "1,2", True, "", "afrunding", "-0.1", "0.15"),
        (["0,4", "0,7"], "1,0", True, "", "afrunding", "0.1", "0.15"),
        (["0,4", "0,7"], "1,1", True, "", "stemmer", "0", "0.15"),
        (["0,4", "0,7"], "1,25", True, "", "stemmer ikke", "-0.15", "0.105"),
        # The bound itself is within it, and nothing more: 0,5 + 0,05 + 0,05.
        (["1,0", "0,6"], "1", True, "", "afrunding", "0.6", "0.6"),
        (["1,0", "0,7"], "1", True, "", "stemmer ikke", "0.7", "0.6"),
        (["1,0", "0,601"], "1", True, "", "stemmer ikke", "0.601", "0.5505"),
        (["10", "20"], "31", True, "", "afrunding", "-1", "1.5"),
        # An explanation never hides that two figures agree, and stands in when they do not.
        (["0,4", "0,7"], "1,1", False, "En post er flyttet", "stemmer", "0", "0"),
        (["0,4", "0,7"], "5,0", False, "En post er flyttet", "forklaret", "-3.9", "0"),
        (["0,4", "0,7"], "1,2", True, "En post er flyttet", "afrunding", "-0.1", "0.15"),
        (["0,4", "0,7"], "5,0", True, "En post er flyttet", "forklaret", "-3.9", "0.15"),
        # Nothing stated adds up to nothing.
        (["", "ikke oplyst"], "0", False, "", "stemmer", "0", "0"),
    ],
)
def test_a_stated_total_is_held_against_its_rows(
    plan_folder: PlanFolder,
    rows: list[str],
    total: str,
    afrundet: bool,
    forklaring: str,
    resultat: str,
    forskel: str,
    grænse: str,
) -> None:
    found = control(plan_folder, rows, total, afrundet=afrundet, forklaring=forklaring)
    assert (found.resultat, found.forskel, found.grænse) == (resultat, Decimal(forskel), Decimal(grænse))
    assert found.sum - found.oplyst == found.forskel
    assert amount_text(found.oplyst) == total


def test_a_control_names_the_rows_and_those_without_an_amount(plan_folder: PlanFolder) -> None:
    found = control(plan_folder, ["1", "", "0", "ikke oplyst"], "1")
    assert (found.år, found.rækker, found.uden_beløb) == (2025, ("i0", "i2"), ("i1", "i3"))
    assert (found.navn, found.kilde, found.oplyst, found.sum) == ("I alt", "aftalen", Decimal(1), Decimal(1))


def test_each_year_stands_by_itself_and_only_the_stated_ones_count(plan_folder: PlanFolder) -> None:
    text = PLAN_YAML + "kontroltal:\n  - {navn: I alt, kilde: aftalen, hvor: {}, beløb: {2025: 1, 2026: 9, 2027: ''}}\n"
    found = reconcile(sound(plan_folder({"a.yaml": item(beløb=amounts("1", "2", "3", "4"))}, plan=text)))
    assert [(each.år, each.resultat) for each in found] == [(2025, Resultat.STEMMER), (2026, Resultat.STEMMER_IKKE)]


@pytest.mark.parametrize(
    ("hvor", "covered"),
    [
        ("{}", {"au", "au-anlaeg", "oek", "hensigt", "ukendt", "pulje"}),
        ("{udvalg: AU}", {"au", "au-anlaeg", "pulje"}),
        ("{udvalg: Arbejdsmarkedsudvalget}", {"au", "au-anlaeg", "pulje"}),
        ("{udvalg: ikke oplyst}", {"ukendt"}),
        ("{art: raaderum}", {"au"}),
        ("{bevilling: anlæg}", {"au-anlaeg"}),
        ("{bevilling: drift}", {"au", "oek"}),
        ("{bevilling: ikke oplyst}", {"hensigt", "ukendt", "pulje"}),
        ("{udvalg: AU, bevilling: drift}", {"au"}),
        ("{tema: Miljømæssig bæredygtighed}", {"oek", "pulje"}),
        ("{tema: klimamæssig bæredygtighed}", {"oek", "pulje"}),
        ("{gruppe: norddjurs i bevaegelse}", {"hensigt"}),
        ("{kode: R307(B)}", {"au"}),
        ("{tovholder: Økonomichefen}", {"oek", "pulje"}),
    ],
)
def test_a_control_covers_what_its_hvor_says(plan_folder: PlanFolder, hvor: str, covered: set[str]) -> None:
    files = {
        # The others' items go through AU: that is not AU's own.
        "au.yaml": item(art="råderum", kode="R307 (B)"),
        "au-anlaeg.yaml": item(art="anlæg"),
        "pulje.yaml": item(art="pulje", tovholder="[Vejchefen, Økonomichefen]", tema="Miljømæssig bæredygtighed"),
        "oek.yaml": item(udvalg="ØK", tovholder="Økonomichefen", tema="[Klimamæssig bæredygtighed, Andet]"),
        "hensigt.yaml": hensigt(beløb="{2025: 1}"),
        "ukendt.yaml": item(udvalg="ikke oplyst", art="ikke oplyst"),
    }
    stated = f"beløb: {{2025: {len(covered)}}}"
    text = f"{PLAN_YAML}kontroltal:\n  - {{navn: Nogle, kilde: aftalen, hvor: {hvor}, {stated}}}\n"
    (found,) = reconcile(sound(plan_folder(files, plan=text)))
    assert set(found.rækker) == covered
    assert found.resultat is Resultat.STEMMER


# --- the real plan's totals stand guard ---------------------------------------------------------------------------


def stated_amounts() -> list[tuple[str, int]]:
    """Every amount of the real plan: the item's id, and the year."""
    plan = sound(REAL_PLAN)
    return [(indsats.id, år) for indsats in plan.indsatser for år in YEARS if isinstance(indsats.beløb_i(år), Decimal)]


@pytest.mark.parametrize(("id_", "år"), stated_amounts())
@pytest.mark.parametrize("off", [Decimal("0.001"), Decimal("-0.001")])
def test_a_changed_thousandth_is_an_error_that_names_total_year_and_difference(
    tmp_path: Path, real_plan: Plan, id_: str, år: int, off: Decimal
) -> None:
    write(tmp_path, {str(file.relative_to(REAL_PLAN)): file.read_bytes() for file in REAL_PLAN.rglob("*.yaml")})
    indsats = real_plan.efter_id[id_]
    source = read_source(indsats.fil)
    start, end = source.span(("beløb", år))
    changed = indsats.beløb_i(år)
    assert isinstance(changed, Decimal)
    text = source.text[:start] + amount_text(changed + off) + source.text[end:]
    write(tmp_path, {str(indsats.fil.relative_to(REAL_PLAN)): text})

    errors = [problem for problem in verdict(tmp_path).problems if problem.niveau is Niveau.FEJL]
    totals = ["Arbejdsmarkedsudvalget" if indsats.udvalg == "AU" else "Økonomiudvalget og tværgående", "Hele planen"]
    if indsats.art is Art.RÅDERUM:
        totals.insert(1, "Råderumsforslag, AU")
    assert {(problem.regel, problem.fil.name) for problem in errors} == {("kontroltal-stemmer-ikke", "plan.yaml")}
    assert [problem.besked.split(f" {år}:")[0] for problem in errors] == totals
    for problem in errors:
        assert f"Forskellen er {format_amount(off)}." in problem.besked
        assert re.fullmatch(f" +{år}: .+", problem.tekst)


def test_every_amount_of_the_real_plan_is_guarded(real_plan: Plan) -> None:
    assert len(stated_amounts()) == 14
    assert {each.resultat for each in reconcile(real_plan)} == {Resultat.STEMMER}
