"""The budget: whole periods, parts of totals, units, pools, rates, moved money, two plans, and no float anywhere."""

from __future__ import annotations

import ast
import dataclasses
import json
from collections.abc import Iterator
from decimal import Decimal, FloatOperation, localcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

import udplan as package
from tests.command_line import udplan
from tests.examples import few
from tests.plans import PLAN_YAML, REAL_PLAN, PlanFolder, item, sound, told, verdict, write
from udplan.documents.formats import render
from udplan.documents.reports import plan as plan_report
from udplan.documents.reports import puljer
from udplan.figures import compare, control, export, pools, printed, screen, sums
from udplan.figures import rows as row_makers
from udplan.figures.control import Resultat, reconcile
from udplan.figures.select import Valg
from udplan.figures.sums import Pr, PrÅr, Summer, add_up, in_unit
from udplan.model.plan import Plan, read_source
from udplan.values.amounts import amount_text, format_amount, stated
from udplan.values.unknown import IKKE_OPLYST, UKENDT
from udplan.yaml.problem import Niveau

PLANS = REAL_PLAN.parent
POOLS = PLANS / "2021-2024"
YEARS = (2025, 2026, 2027, 2028)
ENHEDER = {"mio. kr.": 0, "1.000 kr.": 3, "kr.": 6}  # how far the decimal mark moves from mio. kr.


def beløb(*years: str) -> str:
    """The text of ``beløb``, a year each from 2025; nothing is blank."""
    return "".join(f"\n  {year}: {text}" for year, text in zip(YEARS, years, strict=False))


def kontroltal(*each: str) -> str:
    """A plan.yaml with control totals, each as the text of one line of fields."""
    return PLAN_YAML + "kontroltal:\n" + "".join(f"  - {{kilde: aftalen, {fields}}}\n" for fields in each)


def figures(amounts: PrÅr) -> list[str | None]:
    return [None if amount is None else str(amount) for amount in amounts.values()]


# --- totals of the period, and totals inside totals ----------------------------------------------------------------


def test_a_total_of_the_whole_period_stands_beside_those_per_year(plan_folder: PlanFolder) -> None:
    text = kontroltal("navn: AU, hvor: {udvalg: AU}, i_alt: '-4,456', beløb: {2025: '-0,518', 2026: '-1,050'}")
    files = {"a.yaml": item(beløb=beløb("-0,518", "-1,050", "-1,313", "-1,575")), "b.yaml": item(beløb="ikke oplyst")}
    found = reconcile(sound(plan_folder(files, plan=text)))
    assert [(each.år, str(each.sum), each.resultat) for each in found] == [
        (2025, "-0.518", Resultat.STEMMER),
        (2026, "-1.050", Resultat.STEMMER),
        (None, "-4.456", Resultat.STEMMER),
    ]
    assert (found[-1].rækker, found[-1].uden_beløb) == (("a",), ("b",))


def test_a_total_of_the_period_without_a_split_is_guarded_too(plan_folder: PlanFolder) -> None:
    text = kontroltal("navn: Anlæg, hvor: {}, i_alt: '10,000'")
    files = {"a.yaml": item(beløb=beløb("4", "", "2,999")), "b.yaml": item(beløb=beløb("", "3", "", "0"))}
    (problem,) = told(plan_folder(files, plan=text), "kontroltal-stemmer-ikke")
    assert problem.besked == "Anlæg i alt: summen er 9,999, men der er oplyst 10,000. Forskellen er -0,001."
    assert problem.tekst.strip().startswith("- {kilde: aftalen, navn: Anlæg")


def test_the_bound_of_a_period_counts_every_figure_that_was_rounded(plan_folder: PlanFolder) -> None:
    text = kontroltal("navn: Anlæg, hvor: {}, afrundet: ja, i_alt: '3'")
    (found,) = reconcile(
        sound(plan_folder({"a.yaml": item(beløb=beløb("1,1", "1,1", "1,1", "ikke oplyst"))}, plan=text))
    )
    assert (found.år, str(found.forskel), str(found.grænse), found.resultat) == (None, "0.3", "0.65", "afrunding")


def test_a_part_of_a_total_is_reconciled_by_itself_and_counted_once(plan_folder: PlanFolder) -> None:
    text = kontroltal(
        "navn: AU, hvor: {udvalg: AU}, beløb: {2025: 12}",
        "navn: Heraf anlæg, heraf: AU, hvor: {udvalg: AU, bevilling: anlæg}, beløb: {2025: 10}",
        "navn: Heraf råderum, heraf: AU, hvor: {udvalg: AU, art: råderum}, beløb: {2025: -1}",
    )
    files = {
        "a.yaml": item(beløb=beløb("3")),
        "b.yaml": item(art="anlæg", beløb=beløb("10")),
        "c.yaml": item(art="råderum", beløb=beløb("-1")),
    }
    folder = plan_folder(files, plan=text)
    plan = sound(folder)
    assert [(each.navn, each.heraf, str(each.sum), each.resultat) for each in reconcile(plan)] == [
        ("AU", None, "12", "stemmer"),
        ("Heraf anlæg", "AU", "10", "stemmer"),
        ("Heraf råderum", "AU", "-1", "stemmer"),
    ]
    assert [figures(row.beløb)[0] for row in add_up(plan, plan.indsatser, samlet=True).i_alt] == ["12"]
    assert told(folder, "heraf-uden-for", "kontroltal-stemmer-ikke") == []


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("heraf: AU, hvor: {art: drift}", "Heraf dækker punkter, som AU ikke dækker: b."),
        ("heraf: BUU, hvor: {udvalg: AU}", "Planen har intet kontroltal, der hedder BUU."),
        ("heraf: Heraf, hvor: {udvalg: AU}", "Planen har intet kontroltal, der hedder Heraf."),
    ],
)
def test_a_part_must_be_inside_its_whole(plan_folder: PlanFolder, part: str, said: str) -> None:
    text = kontroltal("navn: AU, hvor: {udvalg: AU}, beløb: {2025: 1}", f"navn: Heraf, {part}, beløb: {{2025: 1}}")
    folder = plan_folder({"a.yaml": item(), "b.yaml": item(udvalg="BUU")}, plan=text)
    assert [problem.besked for problem in told(folder, "heraf-uden-for")] == [said]


# --- two things at once, and what costs and saves apart -------------------------------------------------------------


def test_a_sum_per_two_things_has_a_row_for_each_pair_that_has_items(plan_folder: PlanFolder) -> None:
    files = {
        "a.yaml": item(udvalg="BUU", beløb=beløb("1")),
        "b.yaml": item(udvalg="AU", art="råderum", beløb=beløb("-2")),
        "c.yaml": item(udvalg="AU", beløb=beløb("4")),
        "d.yaml": item(udvalg="AU", beløb=beløb("8")),
    }
    plan = sound(plan_folder(files))
    found = add_up(plan, plan.indsatser, Pr.UDVALG, Pr.ART)
    assert found.pr == "udvalg,art"
    assert [(row.navne, row.navn, row.antal, figures(row.beløb)[0]) for row in found.rækker] == [
        (("AU", "drift"), "AU, drift", 2, "12"),
        (("AU", "råderum"), "AU, råderum", 1, "-2"),
        (("BUU", "drift"), "BUU, drift", 1, "1"),
    ]
    other = add_up(plan, plan.indsatser, Pr.ART, Pr.UDVALG)
    assert [row.navne for row in other.rækker] == [("drift", "AU"), ("drift", "BUU"), ("råderum", "AU")]
    assert [row.beløb for row in other.i_alt] == [row.beløb for row in found.i_alt]


@pytest.mark.parametrize(
    ("fortegn", "udgifter", "besparelser"), [("udgift positiv", "5", "-3.5"), ("besparelse positiv", "-3.5", "5")]
)
def test_costs_and_savings_are_told_apart_by_the_plan_s_own_sign(
    plan_folder: PlanFolder, fortegn: str, udgifter: str, besparelser: str
) -> None:
    files = {
        f"{name}.yaml": item(beløb=beløb(text, "")) for name, text in zip("abcd", ("5", "-3", "-0,5", "0"), strict=True)
    }
    plan = sound(plan_folder(files, plan=f"{PLAN_YAML}fortegn: {fortegn}\n"))
    (row,) = add_up(plan, plan.indsatser).i_alt
    assert (str(row.beløb[2025]), str(row.udgifter[2025]), str(row.besparelser[2025])) == ("1.5", udgifter, besparelser)
    assert (row.beløb[2026], row.udgifter[2026], row.besparelser[2026]) == (None, None, None)


def test_two_at_once_and_gross_on_the_command_line() -> None:
    found = json.loads(udplan("sum", "--plan", "2025-2028", "--pr", "udvalg,art", "--brutto", "--format", "json").out)
    rows = {tuple(row["navne"]): row for row in found["rækker"] if row["navn"].startswith("AU")}
    assert rows["AU", "råderum"]["besparelser"] == {
        "2025": "-0.818",
        "2026": "-1.350",
        "2027": "-1.613",
        "2028": "-1.875",
    }
    assert rows["AU", "råderum"]["udgifter"] == dict.fromkeys(map(str, YEARS))
    assert rows["AU", "drift"]["udgifter"]["2025"] == "0.100"
    (whole,) = (row for row in found["i_alt"] if row["bevilling"] == "drift")
    assert (whole["udgifter"]["2025"], whole["besparelser"]["2025"]) == ("12.500", "-0.818")
    assert "heraf besparelser" in udplan("sum", "--plan", "2025-2028", "--brutto").out
    assert udplan("sum", "--pr", "udvalg,art,tema").status == udplan("sum", "--pr", "art,art").status == 2


# --- units ---------------------------------------------------------------------------------------------------------

TABLE = (("-0,518", "-1,050", "", "0"), ("11,4", "", "ikke oplyst", "1"), ("0,0005", "1234,56789", "-3", "0,1"))


def entered(texts: tuple[tuple[str, ...], ...], enhed: str) -> dict[str, str]:
    """The files of a table in mio. kr. as it is entered in another unit."""

    def moved(text: str) -> str:
        if not text or text == "ikke oplyst":
            return text
        return amount_text(Decimal(text.replace(",", ".")).scaleb(ENHEDER[enhed]))

    return {
        "plan.yaml": PLAN_YAML.replace("enhed: mio. kr.", f"enhed: {enhed}"),
        **{f"i{place}.yaml": item(beløb=beløb(*map(moved, row))) for place, row in enumerate(texts)},
    }


def amounts_of(found: Summer) -> list[PrÅr]:
    return [each for row in (*found.rækker, *found.i_alt) for each in (row.beløb, row.udgifter, row.besparelser)]


@pytest.mark.parametrize("shown", ENHEDER)
def test_the_same_table_in_three_units_sums_to_the_same(tmp_path: Path, shown: str) -> None:
    found = []
    for place, enhed in enumerate(ENHEDER):
        write(tmp_path / str(place), entered(TABLE, enhed))
        plan = sound(tmp_path / str(place))
        assert verdict(tmp_path / str(place)).errors == 0
        found.append(in_unit(add_up(plan, plan.indsatser), shown))
    assert {each.enhed for each in found} == {shown}
    assert amounts_of(found[0]) == amounts_of(found[1]) == amounts_of(found[2])
    whole = [amount.scaleb(-ENHEDER[shown]) for amount in stated(found[0].i_alt[0].beløb.values())]
    assert whole == [Decimal("10.8825"), Decimal("1233.51789"), Decimal("-3"), Decimal("1.1")]


def test_a_unit_is_shown_exactly_on_the_command_line() -> None:
    def shown(enhed: str) -> Any:
        return json.loads(udplan("sum", "--plan", "2025-2028", "--enhed", enhed, "--format", "json").out)

    assert shown("kr.")["enhed"] == "kr."
    assert list(shown("kr.")["i_alt"][0]["beløb"].values()) == ["11682000", "-350000", "-613000", "-875000"]
    assert list(shown("1.000 kr.")["i_alt"][0]["beløb"].values()) == ["11682", "-350", "-613", "-875"]
    assert list(shown("mio. kr.")["i_alt"][0]["beløb"].values()) == ["11.682", "-0.350", "-0.613", "-0.875"]
    assert "11.682.000" in udplan("sum", "--plan", "2025-2028", "--enhed", "kr.").out
    refused = udplan("sum", "--plan", "2025-2028", "--enhed", "mia. kr.")
    assert (refused.status, "mio. kr." in refused.err) == (2, True)


AMOUNT = st.one_of(
    st.sampled_from(["", "ikke oplyst", "0"]),
    st.decimals(-1000, 1000, places=3).map(amount_text),
    st.decimals(-1, 1, places=4).map(amount_text),
)
ROW = st.tuples(AMOUNT, AMOUNT)


@given(st.lists(ROW, min_size=1, max_size=6), st.sampled_from(list(ENHEDER)), st.sampled_from(list(ENHEDER)))
@few()
def test_sums_do_not_depend_on_the_unit(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], enhed: str, shown: str
) -> None:
    def sums_in(entered_in: str) -> list[PrÅr]:
        folder = tmp_path_factory.mktemp("plan")
        write(folder, entered(tuple(rows), entered_in))
        plan = sound(folder)
        return amounts_of(in_unit(add_up(plan, plan.indsatser), shown))

    assert sums_in(enhed) == sums_in("mio. kr.")


PARTS = st.lists(st.decimals(-1000, 1000, places=3), min_size=1, max_size=5)


@given(st.lists(PARTS, min_size=1, max_size=4), st.sampled_from(list(Pr)))
@few()
def test_sums_do_not_depend_on_how_items_are_split_into_files(
    tmp_path_factory: pytest.TempPathFactory, items: list[list[Decimal]], pr: Pr
) -> None:
    """Each item as one file, and as a file for each of its parts, in folders of their own."""

    def sums_of(files: dict[str, str]) -> list[tuple[str, list[PrÅr]]]:
        folder = tmp_path_factory.mktemp("plan")
        write(folder, {"plan.yaml": PLAN_YAML, **files})
        plan = sound(folder)
        found = add_up(plan, plan.indsatser, pr)
        # Costs and savings are of each file, so they may differ; the amounts may not.
        return [(row.navn, [row.beløb]) for row in (*found.rækker, *found.i_alt)]

    udvalg = ("ØK", "AU", "BUU")
    whole = {
        f"i{n}.yaml": item(udvalg=udvalg[n % 3], kode=f"A{n}", beløb=beløb(amount_text(sum(parts, Decimal(0)))))
        for n, parts in enumerate(items)
    }
    split = {
        f"{n}/{part}/i{n}-{part}.yaml": item(udvalg=udvalg[n % 3], kode=f"A{n}", beløb=beløb(amount_text(amount)))
        for n, parts in enumerate(items)
        for part, amount in enumerate(parts)
    }
    assert sums_of(whole) == sums_of(split)


# --- pools -----------------------------------------------------------------------------------------------------------


def pulje(amounts: str, **fields: str) -> str:
    return item(overskrift="Stipulje", art="pulje", beløb=amounts, **fields)


def draw(name: str, *years: str) -> str:
    return item(overskrift=name, finansieret_af="stipulje", beløb=beløb(*years))


def test_what_draws_on_a_pool_is_summed_and_what_is_left_follows(plan_folder: PlanFolder) -> None:
    files = {
        "stipulje.yaml": pulje(beløb("5", "2")),
        "a.yaml": draw("Sti A", "1,5", "0,25"),
        "b.yaml": draw("Sti B", "2", "ikke oplyst"),
        "c.yaml": item(overskrift="Sti C", beløb=beløb("100")),
    }
    folder = plan_folder(files)
    (found,) = pools.pools(sound(folder))
    assert [each.id for each in found.træk] == ["a", "b"]
    assert figures(found.trukket) == ["3.5", "0.25", None, None]
    assert figures(found.beløb) == ["5", "2", None, None]
    assert figures(found.anvendt) == ["3.5", "0.25", None, None]
    assert found.rest == {2025: Decimal("1.5"), 2026: IKKE_OPLYST, 2027: None, 2028: None}
    assert format_amount(stated([found.anvendt[2026]])[0]) == "0,250 + ikke oplyst"
    assert told(folder, "pulje-overtrukket", "finansieret-af-ukendt") == []


def test_what_a_pool_itself_says_is_used_counts_before_what_draws_on_it(plan_folder: PlanFolder) -> None:
    files = {"stipulje.yaml": pulje(beløb("5"), anvendt="'4,5'"), "a.yaml": draw("Sti A", "1")}
    (found,) = pools.pools(sound(plan_folder(files)))
    assert (str(found.anvendt[2025]), str(found.rest[2025])) == ("4.5", "0.5")


def test_what_is_left_of_a_pool_is_left_of_a_year(plan_folder: PlanFolder) -> None:
    """Four years of 0,500 with 0,100 used in the first are not 1,900: of the other three nobody has said what is used."""
    (found,) = pools.pools(sound(plan_folder({"stipulje.yaml": pulje(beløb(*("0,500",) * 4), anvendt="'0,100'")})))
    assert figures(found.rest) == ["0.400", None, None, None]
    (found,) = pools.pools(
        sound(plan_folder({"stipulje.yaml": pulje(beløb(*("0,500",) * 4), anvendt=beløb("0,1", "0,2", "ikke oplyst"))}))
    )
    assert found.rest == {2025: Decimal("0.4"), 2026: Decimal("0.3"), 2027: IKKE_OPLYST, 2028: None}


@pytest.mark.parametrize(
    ("amounts", "anvendt", "rest"),
    [
        ("{2025: 5}", "", None),
        ("{2025: 5}", "ikke oplyst", UKENDT),
        ("{2025: 5}", "0", "5"),
        ("ikke oplyst", "1", UKENDT),
    ],
)
def test_nobody_guesses_what_is_left_of_a_pool(
    plan_folder: PlanFolder, amounts: str, anvendt: str, rest: str | None
) -> None:
    (found,) = pools.pools(sound(plan_folder({"stipulje.yaml": pulje(amounts, anvendt=anvendt)})))
    assert (left if (left := found.rest[2025]) is None else str(left)) == rest


@pytest.mark.parametrize("amounts", [("5", "ikke oplyst"), ("ikke oplyst", "5"), ("5", "", "", "ikke oplyst")])
def test_a_pool_of_which_some_amounts_are_unknown_says_so_and_what_is_left_is_not_known(
    plan_folder: PlanFolder, amounts: tuple[str, ...]
) -> None:
    files = {"stipulje.yaml": pulje(beløb(*amounts)), "a.yaml": draw("Sti A", "3", "3")}
    folder = plan_folder(files)
    (found,) = pools.pools(sound(folder))
    assert figures(found.anvendt)[:2] == ["3", "3"]
    unknown = [år for år, amount in found.beløb.items() if amount is IKKE_OPLYST]
    # A year of which nothing is known and nothing is said to be used has nothing left that anybody could know either.
    assert [år for år, amount in found.rest.items() if amount is IKKE_OPLYST] == unknown
    # Six may be within what nobody knows; in a year that is known nobody draws more than is there.
    assert told(folder, "pulje-overtrukket") == []


def test_a_pool_of_which_some_amounts_are_unknown_is_still_held_to_the_others(plan_folder: PlanFolder) -> None:
    files = {"stipulje.yaml": pulje(beløb("5", "ikke oplyst")), "a.yaml": draw("Sti A", "5,001", "9")}
    (problem,) = told(plan_folder(files), "pulje-overtrukket")
    assert "5,001 mio. kr. i 2025 (a), men puljen er på 5,000" in problem.besked


def test_nothing_is_left_of_a_year_in_which_a_pool_states_nothing(plan_folder: PlanFolder) -> None:
    (found,) = pools.pools(sound(plan_folder({"stipulje.yaml": pulje(beløb("5", "", "2"), anvendt="1")})))
    assert figures(found.beløb) == ["5", None, "2", None]
    assert figures(found.rest) == ["4", None, None, None]


@pytest.mark.parametrize(
    ("fortegn", "pool", "draws", "said"),
    [
        ("udgift positiv", pulje(beløb("5")), [("5",)], []),
        (
            "udgift positiv",
            pulje(beløb("5")),
            [("3",), ("2,001",)],
            ["5,001 mio. kr. i 2025 (a, b), men puljen er på 5,000"],
        ),
        ("udgift positiv", pulje(beløb("5", "1")), [("4", "2")], ["2,000 mio. kr. i 2026 (a), men puljen er på 1,000"]),
        # In a year in which the pool states nothing: it comes out of the whole.
        ("udgift positiv", pulje(beløb("5")), [("3", "2")], []),
        ("udgift positiv", pulje(beløb("5")), [("3", "2,5")], ["5,500 mio. kr. i alt (a), men puljen er på 5,000"]),
        (
            "udgift positiv",
            pulje(beløb("5"), anvendt="'5,001'"),
            [],
            ["anvendt 5,001 mio. kr. i 2025, men puljen er på 5,000"],
        ),
        ("udgift positiv", pulje(beløb("5", "1"), anvendt=beløb("4", "0,5")), [], []),
        (
            "udgift positiv",
            pulje(beløb("5", "1"), anvendt=beløb("4", "1,5")),
            [],
            ["anvendt 1,500 mio. kr. i 2026, men puljen er på 1,000"],
        ),
        (
            "udgift positiv",
            pulje(beløb("5"), anvendt=beløb("4", "2")),
            [],
            ["anvendt 6,000 mio. kr. i alt, men puljen er på 5,000"],
        ),
        # Where a saving is positive, money spent is negative.
        ("besparelse positiv", pulje(beløb("-5")), [("-5",)], []),
        ("besparelse positiv", pulje(beløb("-5")), [("-4",)], []),
        ("besparelse positiv", pulje(beløb("-5")), [("-6",)], ["-6,000 mio. kr. i 2025 (a), men puljen er på -5,000"]),
    ],
)
def test_lint_refuses_an_overdraft(
    plan_folder: PlanFolder, fortegn: str, pool: str, draws: list[tuple[str, ...]], said: list[str]
) -> None:
    files = {f"{name}.yaml": draw(f"Sti {name}", *years) for name, years in zip("ab", draws, strict=False)}
    folder = plan_folder({"stipulje.yaml": pool, **files}, plan=f"{PLAN_YAML}fortegn: {fortegn}\n")
    found = told(folder, "pulje-overtrukket")
    assert len(found) == len(said)
    assert all(words in problem.besked for problem, words in zip(found, said, strict=True))
    assert {problem.niveau for problem in found} <= {Niveau.FEJL}


def test_a_pool_that_is_not_there_is_an_error_that_names_the_nearest(plan_folder: PlanFolder) -> None:
    files = {"stipulje.yaml": pulje(beløb("5")), "a.yaml": item(finansieret_af="stipuljen")}
    (problem,) = told(plan_folder(files), "finansieret-af-ukendt")
    assert "Mente du stipulje?" in problem.besked


# --- the pools of 2021, as seed 000 states them -------------------------------------------------------------------


@pytest.fixture(scope="module")
def plan_2021() -> Plan:
    return sound(POOLS)


def test_the_pools_of_2021_are_37_350_in_all(plan_2021: Plan) -> None:
    def of(*words: str) -> dict[str, str | None]:
        found = json.loads(udplan("sum", "--plan", "2021-2024", "--art", "pulje", "--format", "json", *words).out)
        return {row["bevilling"]: row["beløb"]["2021"] for row in found["i_alt"]}

    assert of("--samlet") == {"samlet": "37.350"}
    assert of() == {"drift": "3.2", "anlæg": "4.5", "ikke oplyst": "29.650"}
    parts = [sums.exact_sum(stated(row.beløb[2021] for row in add_up(plan_2021, plan_2021.indsatser).i_alt))]
    assert parts == [Decimal("37.350")]


def test_the_pools_of_2021_one_by_one(plan_2021: Plan) -> None:
    found = {each.indsats.id: each for each in pools.pools(plan_2021)}
    held = {id_: format_amount(amount) for id_, each in found.items() for amount in stated([each.beløb[2021]])}
    assert held == {
        "strategisk-pulje-drift": "1,000",
        "strategisk-pulje-anlaeg": "2,000",
        "covid-19-reserve-drift": "1,000",
        "covid-19-reserve-anlaeg": "1,500",
        "pulje-vaern-om-servicerammen": "13,000",
        "pulje-administrative-aendringer": "5,000",
        "bufferpulje-midtvejsregulering": "10,000",
        "erhvervs-og-arbejdsmarkedspulje": "1,300",
        "kultur-og-fritidspuljer": "1,200",
        "pulje-halinvesteringer": "1,000",
        "frivillig-pulje-og-award": "0,350",
    }
    changes = found["pulje-administrative-aendringer"]
    assert [str(of[2021]) for of in (changes.beløb, changes.anvendt, changes.rest)] == ["5", "1", "4"]
    assert [id_ for id_, each in found.items() if each.anvendt[2021] is not None] == ["pulje-administrative-aendringer"]
    assert {id_ for id_, each in found.items() if each.indsats.servicerammen is False} == {
        "bufferpulje-midtvejsregulering"
    }


def test_the_document_of_pools_says_what_is_used_left_and_outside_the_frame(plan_2021: Plan) -> None:
    text = render(puljer.report(plan_2021, Valg()), "md", [])
    (changes,) = (line for line in text.splitlines() if line.startswith("| Pulje til administrative ændringer"))
    assert [cell.strip() for cell in changes.strip("| ").split("|")][-3:] == ["5,000", "1,000", "4,000"]
    (buffer,) = (line for line in text.splitlines() if line.startswith("| Bufferpulje"))
    assert "uden for" in buffer
    assert text.count("uden for") == 1
    for kind, amount in (("drift", "3,200"), ("anlæg", "4,500"), ("ikke oplyst", "29,650")):
        assert any(line.startswith(f"| {kind}") and amount in line for line in text.splitlines())


def test_every_amount_of_2021_is_guarded_to_the_thousandth(tmp_path: Path, plan_2021: Plan) -> None:
    write(tmp_path, {str(file.relative_to(POOLS)): file.read_bytes() for file in POOLS.rglob("*.yaml")})
    assert {each.resultat for each in reconcile(plan_2021)} == {Resultat.STEMMER}
    guarded = 0
    for indsats in plan_2021.indsatser:
        amount = indsats.beløb_i(2021)
        if not isinstance(amount, Decimal):
            continue
        guarded += 1
        source = read_source(indsats.fil)
        start, end = source.span(("beløb", 2021))
        name = str(indsats.fil.relative_to(POOLS))
        for off in (Decimal("0.001"), Decimal("-0.001")):
            write(tmp_path, {name: source.text[:start] + amount_text(amount + off) + source.text[end:]})
            errors = [problem for problem in verdict(tmp_path).problems if problem.niveau is Niveau.FEJL]
            assert {problem.regel for problem in errors} == {"kontroltal-stemmer-ikke"}
            kinds = {"drift": "Puljer på driften", "anlæg": "Puljer på anlæg"}
            kind = kinds.get(str(indsats.bevillingsart), "Puljer, hvor drift eller anlæg ikke er oplyst")
            assert [problem.besked.split(" 2021:")[0] for problem in errors] == [kind, "Puljer i alt"]
            assert all(f"Forskellen er {format_amount(off)}." in problem.besked for problem in errors)
        write(tmp_path, {name: source.text})
    assert guarded == 11


# --- rates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "amount", "agrees"),
    [
        ("2000", "11,000", True),
        ("2000", "-11,000", True),  # the sign is the plan's business
        ("2000,000", "12,000", False),
        ("2072,727", "11,4", True),
        ("2000", "", True),
        ("", "12,000", True),
        ("ikke oplyst", "12,000", True),
    ],
)
def test_a_base_times_the_rate_is_held_against_the_amount(
    plan_folder: PlanFolder, base: str, amount: str, agrees: bool
) -> None:
    text = item(procent="\n  2025: 0,55\n  2026: 0,80", procent_af=beløb(base), beløb=beløb(amount))
    folder = plan_folder({"a.yaml": text})
    (indsats,) = sound(folder).indsatser
    assert indsats.procent == {2025: Decimal("0.55"), 2026: Decimal("0.80")}
    found = told(folder, "procent-stemmer-ikke")
    assert bool(found) is not agrees
    if found:
        assert "0,55 pct. af 2.000,000 er 11,000, men beløbet er 12,000 (2025)." in found[0].besked


def test_each_year_has_its_own_rate(plan_folder: PlanFolder) -> None:
    rates, bases = "\n  2025: 0,55\n  2026: 0,80", beløb("2000", "2000")
    text = item(procent=rates, procent_af=bases, beløb=beløb("11,000", "11,000"))
    (problem,) = told(plan_folder({"a.yaml": text}), "procent-stemmer-ikke")
    assert "0,80 pct. af 2.000,000 er 16,000, men beløbet er 11,000 (2026)." in problem.besked


# --- moved money -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "there", "back", "said"),
    [
        ("-0,140", "0,140", "a", []),
        ("-0,14", "0,140", "a", []),
        ("-0,140", "0,150", "a", ["De to sider giver 0,010 i 2025, ikke nul: -0,140 her og 0,150 i b."]),
        ("-0,140", "", "a", ["Kun den ene side af omplaceringen har et beløb i 2025. Skriv det også på den anden."]),
        ("", "", "a", []),
        ("-0,140", "0,140", "", ["b nævner ikke a som modpost. Skriv det dér også."]),
    ],
)
def test_the_two_sides_of_an_omplacering_are_zero(
    plan_folder: PlanFolder, here: str, there: str, back: str, said: list[str]
) -> None:
    files = {
        "a.yaml": item(overskrift="Fra", udvalg="ØK", modpost="b", beløb=beløb(here)),
        "b.yaml": item(overskrift="Til", udvalg="AU", modpost=back, beløb=beløb(there)),
    }
    folder = plan_folder(files)
    assert [problem.besked for problem in told(folder, "modpost-stemmer-ikke")] == said
    plan = sound(folder)
    if not said and here:
        assert [row.beløb[2025] for row in add_up(plan, plan.indsatser).i_alt] == [Decimal(0)]


def test_an_omplacering_needs_another_item_under_another_committee(plan_folder: PlanFolder) -> None:
    files = {
        "a.yaml": item(overskrift="Sig selv", modpost="a"),
        "b.yaml": item(overskrift="Ingen", modpost="findes-ikke"),
        "c.yaml": item(overskrift="Fra", modpost="d", beløb=beløb("-1")),
        "d.yaml": item(overskrift="Til", modpost="c", beløb=beløb("1")),
    }
    assert {problem.fil.stem: problem.besked for problem in told(plan_folder(files), "modpost-stemmer-ikke")} == {
        "a": "Punktet er sin egen modpost. Skriv id på punktet under det andet udvalg.",
        "b": "Planen har intet punkt med id findes-ikke.",
        "c": "De to sider af omplaceringen står under samme udvalg (AU).",
    }


def text_of(folder: Path) -> str:
    """The plan's own document, each paragraph of it."""
    return render(plan_report.report(sound(folder), Valg()), "md", [])


def test_afledt_drift_stands_with_its_anlæg_and_its_sum_too(plan_folder: PlanFolder) -> None:
    files = {
        "vej.yaml": item(overskrift="Ny vej", art="anlæg", koordinering="Med naboerne.", beløb=beløb("10")),
        "lys.yaml": item(overskrift="Lys på vejen", afledt_af="vej", beløb=beløb("0,1", "0,100")),
    }
    text = text_of(plan_folder(files))
    assert "Afledt drift: Lys på vejen: 2025 0,100, 2026 0,100" in text
    assert "Afledt af: Ny vej" in text
    assert "Afledt drift i alt" not in text
    more = item(overskrift="Salt på vejen", kode="D2", afledt_af="vej", beløb=beløb("", "0,25", "ikke oplyst", "0"))
    text = text_of(plan_folder({**files, "salt.yaml": more}))
    assert "Afledt drift: Salt på vejen D2: 2026 0,250, 2027 ikke oplyst, 2028 0,000" in text
    assert "Afledt drift i alt: 2025 0,100, 2026 0,350, 2027 ikke oplyst, 2028 0,000" in text


def test_what_is_not_public_is_not_told_through_what_it_follows_from(plan_folder: PlanFolder) -> None:
    files = {
        "vej.yaml": item(overskrift="Ny vej", art="anlæg", beløb=beløb("10")),
        "lys.yaml": item(overskrift="Hemmeligt lys", afledt_af="vej", offentlig="nej", beløb=beløb("0,1")),
    }
    text = text_of(plan_folder(files))
    assert "Hemmeligt lys" not in text
    assert "Afledt drift" not in text


def test_a_move_between_years_stands_in_the_same_cell(plan_folder: PlanFolder) -> None:
    moves = (
        "\n  - {fra: 2026, til: 2025, beløb: 1}\n  - {fra: 2025, til: 2027, beløb: '0,25', forklaring: Vejret}"
        "\n  - {fra: 2027, til: 2028, beløb: ikke oplyst}"
    )
    folder = plan_folder({"a.yaml": item(koordinering="Med naboerne.", flytning=moves, beløb=beløb("5", "0", "0,25"))})
    text = text_of(folder)
    place = [text.index(words) for words in (
        "Med naboerne.",
        "Fremrykket 1,000 fra 2026 til 2025",
        "Udskudt 0,250 fra 2025 til 2027: Vejret",
        "Udskudt fra 2027 til 2028",
    )]  # fmt: skip
    assert place == sorted(place)
    # The amounts are what holds after the move: nothing is added or taken for it.
    plan = sound(folder)
    assert figures(add_up(plan, plan.indsatser).i_alt[0].beløb) == ["5", "0", "0.25", None]
    assert told(folder, "flytning-uden-virkning") == []


def test_money_is_carried_over_an_end_of_the_plans_years(plan_folder: PlanFolder) -> None:
    moves = "\n  - {fra: 2024, til: 2025, beløb: 1, forklaring: Overført}\n  - {fra: 2028, til: 2029, beløb: '0,25'}"
    folder = plan_folder({"a.yaml": item(koordinering="Med naboerne.", flytning=moves, beløb=beløb("5"))})
    text = text_of(folder)
    assert "Udskudt 1,000 fra 2024 til 2025: Overført" in text
    assert "Udskudt 0,250 fra 2028 til 2029" in text
    assert verdict(folder).errors == 0


def test_a_move_that_touches_none_of_the_plans_years_is_told(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"a.yaml": item(flytning="\n  - {fra: 2024, til: 2029, beløb: 1}")})
    (problem,) = told(folder, "flytning-uden-virkning")
    assert problem.besked == (
        "Beløbet er flyttet fra 2024 til 2029, og ingen af dem er planens år (2025, 2026, 2027, 2028). "
        "Ret årene, eller slet den."
    )


# --- two plans side by side ------------------------------------------------------------------------------------------


@pytest.fixture
def two_plans(tmp_path: Path) -> Path:
    """A repository with the plans 2023-2026 and 2025-2028, which have two years in common."""
    before = PLAN_YAML.replace("2025-2028", "2023-2026")
    files = {
        "2023-2026/plan.yaml": before,
        "2023-2026/ens.yaml": item(overskrift="Ens", beløb="\n  2024: 9\n  2025: 1\n  2026: 2,0"),
        "2023-2026/anden.yaml": item(overskrift="Anden", beløb="\n  2025: 1,5\n  2026:"),
        "2023-2026/ukendt.yaml": item(overskrift="Ukendt", beløb="\n  2025: 1"),
        "2023-2026/borte.yaml": item(overskrift="Borte", beløb="\n  2026: 4"),
        "2025-2028/plan.yaml": PLAN_YAML,
        "2025-2028/ens.yaml": item(overskrift="Ens", beløb=beløb("1,000", "2", "3")),
        "2025-2028/anden.yaml": item(overskrift="Anden", beløb=beløb("1,25", "7")),
        "2025-2028/ukendt.yaml": item(overskrift="Ukendt", beløb="ikke oplyst"),
        "2025-2028/kommet.yaml": item(overskrift="Kommet", beløb=beløb("6")),
    }
    write(tmp_path / "plans", files)
    return tmp_path


def test_sammenlign_says_what_is_carried_over_changed_gone_and_new(two_plans: Path) -> None:
    ran = udplan("sammenlign", "2023-2026", "2025-2028", "--format", "json", cwd=two_plans)
    assert ran.status == 0
    rows = {(row["id"], row["år"]): row for row in json.loads(ran.out)}
    assert {id_: row["forhold"] for (id_, _), row in rows.items()} == {
        "ens": "videreført",
        "anden": "ændret",
        "ukendt": "ændret",
        "borte": "udgået",
        "kommet": "ny",
    }

    def shown(id_: str, år: int) -> tuple[Any, ...]:
        row = rows[id_, år]
        return row["før"], row["efter"], row["forskel"]

    assert shown("anden", 2025) == ("1.5", "1.25", "-0.25")
    assert shown("anden", 2026) == (None, "7", None)  # blank is not zero: there is no difference to tell
    assert shown("ens", 2026) == ("2.0", "2", "0.0")
    assert shown("ens", 2024) == ("9", None, None)
    assert shown("ukendt", 2025) == ("1", "ikke oplyst", None)
    assert shown("borte", 2026) == ("4", None, None)
    assert shown("kommet", 2025) == (None, "6", None)
    assert {år for _, år in rows} == {2023, 2024, 2025, 2026, 2027, 2028}
    table = udplan("sammenlign", "2023-2026", "2025-2028", cwd=two_plans, COLUMNS="200").out
    assert "2025 før" in table
    assert "2027" not in table
    assert "-0,250" in table


@pytest.mark.parametrize(
    ("before", "after", "forhold"),
    [
        ({2025: "1", 2026: "2"}, {2025: "1", 2026: "2"}, "videreført"),
        ({2025: "1", 2026: "2"}, {2025: "1", 2026: "3"}, "ændret"),  # one year of two is enough
        ({2025: "1", 2026: "2"}, {2025: "0", 2026: "2"}, "ændret"),
        ({2025: "1", 2026: ""}, {2025: "1", 2026: "0"}, "ændret"),  # blank is not zero
        ({2025: "1", 2026: "ikke oplyst"}, {2025: "1", 2026: "ikke oplyst"}, "videreført"),
        ({2025: "1", 2026: ""}, {2025: "1", 2026: "ikke oplyst"}, "ændret"),
        ({2024: "9", 2025: "1"}, {2025: "1,000", 2027: "7"}, "videreført"),  # the other years are not held together
    ],
)
def test_an_item_is_changed_when_any_common_year_is(
    tmp_path: Path, before: dict[int, str], after: dict[int, str], forhold: str
) -> None:
    plans = []
    for period, amounts in (("2023-2026", before), ("2025-2028", after)):
        text = item(beløb="".join(f"\n  {year}: {amount}" for year, amount in amounts.items()))
        write(tmp_path / period, {"plan.yaml": PLAN_YAML.replace("2025-2028", period), "sti.yaml": text})
        plans.append(sound(tmp_path / period))
    (found,) = compare.compare(*plans)
    assert found.forhold == forhold


def test_plans_without_a_common_year_carry_items_over_unchanged(tmp_path: Path) -> None:
    write(
        tmp_path / "a", {"plan.yaml": PLAN_YAML.replace("2025-2028", "2021-2024"), "sti.yaml": item(beløb="{2021: 1}")}
    )
    write(tmp_path / "b", {"plan.yaml": PLAN_YAML, "sti.yaml": item(beløb="{2025: 2}")})
    (found,) = compare.compare(sound(tmp_path / "a"), sound(tmp_path / "b"))
    assert (found.forhold, found.forskel) == ("videreført", {})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("enhed: mio. kr.", "enhed: 1.000 kr.", "ikke samme enhed (mio. kr. og 1.000 kr.)"),
        ("enhed: mio. kr.", "enhed: mio. kr.\nfortegn: besparelse positiv", "ikke samme fortegn"),
    ],
)
def test_plans_that_count_differently_are_not_held_against_one_another(
    two_plans: Path, old: str, new: str, said: str
) -> None:
    files = {
        "2025-2028/ens.yaml": item(overskrift="Ens", beløb=beløb("1", "2", "3"))
    }  # 1,000 may be 1.000 in 1.000 kr.
    write(two_plans / "plans", {"2025-2028/plan.yaml": PLAN_YAML.replace(old, new), **files})
    ran = udplan("sammenlign", "2023-2026", "2025-2028", cwd=two_plans)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_the_sums_of_two_plans_stand_side_by_side(two_plans: Path) -> None:
    words = ("sum", "--plan", "2023-2026", "--plan", "2025-2028")
    before, after = json.loads(udplan(*words, "--format", "json", cwd=two_plans).out)
    assert (before["plan"], after["plan"]) == ("2023-2026", "2025-2028")
    assert before["i_alt"][0]["beløb"] == {"2023": None, "2024": "9", "2025": "3.5", "2026": "6.0"}
    assert after["i_alt"][0]["beløb"] == {"2025": "8.250", "2026": "9", "2027": "3", "2028": None}
    header, *lines = (line.split(";") for line in udplan(*words, "--format", "csv", cwd=two_plans).out.splitlines())
    cells = [dict(zip(header, line, strict=True)) for line in lines]
    whole = [row for row in cells if row["navn"] == "i alt"]
    assert header[4:10] == ["2023", "2024", "2025", "2026", "2027", "2028"]
    assert [(row["2024"], row["2025"], row["2027"]) for row in whole] == [("9", "3,5", ""), ("", "8,250", "3")]
    both = udplan(*words, cwd=two_plans).out
    assert both.count("Udmøntningsplan 20") == 2


def test_two_plans_in_two_units_are_shown_in_one_or_not_at_all(two_plans: Path) -> None:
    files = {"2025-2028/ens.yaml": item(overskrift="Ens", beløb=beløb("1", "2", "3"))}
    write(two_plans / "plans", {"2025-2028/plan.yaml": PLAN_YAML.replace("mio. kr.", "1.000 kr."), **files})
    words = ("sum", "--plan", "2023-2026", "--plan", "2025-2028", "--format", "json")
    refused = udplan(*words, cwd=two_plans)
    assert (refused.status, refused.out) == (2, "")
    assert "ikke samme enhed (1.000 kr. og mio. kr.)" in refused.err
    before, after = json.loads(udplan(*words, "--enhed", "kr.", cwd=two_plans).out)
    assert (before["i_alt"][0]["beløb"]["2025"], after["i_alt"][0]["beløb"]["2025"]) == ("3500000", "8250")


def test_no_option_is_passed_over_in_silence_beside_kontroltal() -> None:
    for words in (("--enhed", "kr."), ("--udvalg", "AU"), ("--samlet",)):
        refused = udplan("sum", "--kontroltal", *words)
        assert (refused.status, refused.out) == (2, "")
        assert f"udelad {words[0]}." in refused.err


# --- no float in the line from file to export -------------------------------------------------------------------------

#: Where a float is no amount: places and widths on a page, angles, and how alike two words are. In a workbook every number
#: is one: ``excel_in`` reads the 15 figures that Excel shows of it, and ``sheet_out`` writes none that has more.
_NOT_AMOUNTS = {
    "excel_in.py",
    "sheet_out.py",
    "paragraphs.py",
    "pictures.py",
    "drawing.py",
    "ems.py",
    "widths.py",
    "lines.py",
    "typefaces.py",
    "times.py",
    "words.py",
}
_SOURCES = sorted(Path(package.__path__[0]).rglob("*.py"))


def floats(tree: ast.AST) -> Iterator[int]:
    """The lines of a module that make a float."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    # To ask whether something is a float (a template's author may have made one) is not to make one.
    asked = {id(node) for call in calls if ast.unparse(call.func) == "isinstance" for node in ast.walk(call)}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id="float" | "round") if id(node) not in asked:
                yield node.lineno
            case ast.Constant(value=float()):
                yield node.lineno
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from (node.lineno for alias in names if alias.name in ("math", "statistics"))


def test_no_module_makes_a_float() -> None:
    # In ``live`` a float is seconds.
    modules = [path for path in _SOURCES if path.name not in _NOT_AMOUNTS and path.parent.name != "live"]
    found = {path.name: [*floats(ast.parse(path.read_text(encoding="utf-8")))] for path in modules}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("module", [sums, control, pools, compare, export, row_makers, printed, screen])
def test_nothing_is_divided_on_the_way_of_an_amount(module: Any) -> None:
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Div)]


def inside(value: Any) -> Iterator[Any]:
    """A value and everything in it."""
    yield value
    if isinstance(value, BaseModel):
        value = dict(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from inside(each)


def no_float(text: str) -> float:
    raise AssertionError(f"{text} is written as a number with decimals")


def test_no_float_is_anywhere_from_the_file_to_the_export() -> None:
    """In no structure on the way, and in no text of an export; if an amount met a float, Decimal would say so."""
    folders = sorted(path for path in PLANS.iterdir() if (path / "plan.yaml").exists())
    assert len(folders) >= 3
    with localcontext() as context:
        context.traps[FloatOperation] = True
        plans = [sound(folder) for folder in folders]
        amounts = 0
        for plan in plans:
            per = [add_up(plan, plan.indsatser, pr) for pr in Pr]
            moved = [in_unit(each, enhed) for each in per for enhed in ENHEDER]
            rows = list(export.rows(plan))
            everything = [
                plan,
                per,
                moved,
                reconcile(plan),
                pools.pools(plan),
                compare.compare(plans[0], plan),
                rows,
                row_makers.control_rows(plan, reconcile(plan)),
                [row_makers.sums_data(each, brutto=True) for each in moved],
                plan_report.report(plan, Valg()),
                puljer.report(plan, Valg()),
            ]
            values = list(inside(everything))
            assert len(values) > 1000
            assert not [value for value in values if isinstance(value, float)]
            amounts += sum(isinstance(value, Decimal) for value in values)
            for data in (
                rows,
                [row_makers.sums_data(each, brutto=True) for each in moved],
                row_makers.control_rows(plan, reconcile(plan)),
            ):
                json.loads(printed.as_json(data), parse_float=no_float)
            assert printed.as_csv(rows, export.COLUMNS)
        assert amounts > 500
