"""Lights, expectations and demands: what the report opfølgning says of them, and what it never guesses."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from tests.command_line import udplan
from tests.plans import PLAN_YAML, PlanFolder, item, sound, told
from udplan.documents.blocks import Table
from udplan.documents.formats import render
from udplan.documents.reports import report
from udplan.figures.followup import demands, expected, light, off
from udplan.figures.select import Valg
from udplan.model.plan import Plan
from udplan.publish import document as publish
from udplan.values.unknown import IKKE_OPLYST


def rows(plan: Plan, caption: str, valg: Valg | None = None) -> list[tuple[object, ...]]:
    document = report("opfølgning")(plan, valg or Valg())
    (table,) = (block for block in document.blocks if isinstance(block, Table) and block.caption.startswith(caption))
    return [row.cells for row in table.rows]


def status(*each: str) -> str:
    return "".join(f"\n  - {{{fields}}}" for fields in each)


AU = "Arbejdsmarkedsudvalget"
LIGHTS = {
    "a.yaml": item(overskrift="Grøn", status=status("dato: 2025-02-01, lys: grøn, forventet: {2025: 1}, tekst: Godt")),
    "b.yaml": item(overskrift="Uden lys", status=status("dato: 2025-02-01, tekst: I gang")),
    "c.yaml": item(overskrift="Ingenting"),
    "d.yaml": item(
        overskrift="Rød",
        status=status(
            "dato: 2025-01-01, lys: gul, forventet: {2025: 2}, tekst: Før",
            "dato: 2025-03-01, lys: rød, forventet: {2025: '1,75'}, obs: ja, tekst: Nu",
            "dato: 2025-03-02, tekst: Efter",
        ),
    ),
    "e.yaml": item(overskrift="Gul", status=status("dato: 2025-02-01, lys: gul, forventet: ikke oplyst")),
}


def test_red_stands_first_and_every_light_is_counted_and_said_in_words(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder(LIGHTS))
    assert rows(plan, "Røde, gule") == [
        (
            "Rød", AU, "rød, 1. marts 2025", "2025", Decimal(1), Decimal("1.75"), Decimal("0.75"), "2. marts 2025: Efter",
        ),
        ("Gul", AU, "gul", "2025", Decimal(1), IKKE_OPLYST, IKKE_OPLYST, "1. februar 2025: ingen tekst"),
        ("Gul", AU, "gul", "2026", None, IKKE_OPLYST, None, ""),
        ("Gul", AU, "gul", "2027", None, IKKE_OPLYST, None, ""),
        ("Gul", AU, "gul", "2028", None, IKKE_OPLYST, None, ""),
    ]  # fmt: skip
    assert rows(plan, "Aftalt, forventet") == [
        ("Grøn", "grøn", "2025", Decimal(1), Decimal(1), Decimal(0), "1. februar 2025: Godt"),
        ("Uden lys", "uden lys", "2025", Decimal(1), None, None, "1. februar 2025: I gang"),
    ]
    assert rows(plan, "Punkter efter seneste lys") == [(AU, 1, 1, 1, 1, 1, 5, 0), ("I alt", 1, 1, 1, 1, 1, 5, 0)]


def test_what_calls_for_somebody_stands_first_whatever_its_committee(plan_folder: PlanFolder) -> None:
    obs = item(overskrift="Obs", udvalg="BUU", status=status("dato: 2025-02-01, obs: ja, tekst: Hjælp"))
    red = item(overskrift="Rød BUU", udvalg="BUU", status=status("dato: 2025-02-01, lys: rød, obs: ja, tekst: Stop"))
    plan = sound(plan_folder({**LIGHTS, "obs.yaml": obs, "roed.yaml": red}))
    order = list(dict.fromkeys(row[0] for row in rows(plan, "Røde, gule")))
    assert order == ["Rød BUU", "Rød", "Gul", "Obs"]
    assert [row[-1] for row in rows(plan, "Punkter efter seneste lys")] == [0, 2, 2]
    page = render(report("opfølgning")(plan, Valg()), "md")
    assert "## Børne- og Ungdomsudvalget" not in page  # all of it stands above
    assert page.count("Udvalgets røde, gule og OBS-punkter står under Rød, gul og OBS.") == 1
    assert "Stop" not in page.partition("## Arbejdsmarkedsudvalget")[2]


def test_what_says_nothing_has_no_row_and_no_column(plan_folder: PlanFolder) -> None:
    """86 of 93 rows said "uden status", and two columns were empty."""
    plan = sound(plan_folder({name: LIGHTS[name] for name in ("b.yaml", "c.yaml")}))
    assert rows(plan, "Aftalt, forventet") == [("Uden lys", "uden lys", Decimal(1), "1. februar 2025: I gang")]
    page = render(report("opfølgning")(plan, Valg()), "md")
    assert "| Punkt | Lys | Aftalt 2025 | Seneste status |" in page
    assert rows(plan, "Aftalt, 1 punkt uden status, Arbejdsmarkedsudvalget") == [
        (
            "Ingenting",
            Decimal(1),
            None,
            None,
            None,
        )  # what was agreed is told, whether anybody has said how it goes or not
    ]


def test_agreed_less_expected_is_the_difference_and_what_is_not_known_stands_beside_it(plan_folder: PlanFolder) -> None:
    """The item whose expectation is not known stood among what was agreed, so the reader got another difference."""
    new = item(overskrift="Ny", status=status("dato: 2025-02-01, forventet: {2026: 3}"))
    plan = sound(plan_folder({**LIGHTS, "f.yaml": new}))
    assert rows(plan, "Kun de viste punkter") == [
        ("2025", "drift", "2 af 6", Decimal(2), Decimal("2.75"), Decimal("0.75")),
    ]
    page = render(report("opfølgning")(plan, Valg()), "md")
    assert "- Gul: det forventede er ikke oplyst i 2025\n" in page
    assert "- Ny: der er ikke aftalt noget beløb i 2026\n" in page


def test_where_both_figures_are_never_known_there_is_no_total(plan_folder: PlanFolder) -> None:
    page = render(report("opfølgning")(sound(plan_folder({"e.yaml": LIGHTS["e.yaml"]})), Valg()), "md")
    assert "Intet punkt har både et aftalt og et forventet beløb, der er kendt." in page
    assert "Kun de viste punkter" not in page


def test_the_day_says_which_status_is_the_newest(plan_folder: PlanFolder) -> None:
    (rød,) = (each for each in sound(plan_folder(LIGHTS)).indsatser if each.overskrift == "Rød")
    found = light(rød, date(2025, 2, 1))
    assert found is not None and (found.lys, expected(rød, 2025, date(2025, 2, 1))) == ("gul", Decimal(2))
    assert (light(rød, date(2024, 1, 1)), expected(rød, 2025, date(2024, 1, 1))) == (None, None)
    page = render(report("opfølgning")(sound(plan_folder(LIGHTS)), Valg(dag=date(2025, 2, 1))), "md")
    assert re.search(r"\*\*Opgjort:\*\* 1\\?\. februar 2025", page) and "Efter" not in page


def test_a_status_without_a_light_puts_none_out_and_both_reports_say_of_which_day_it_is(
    plan_folder: PlanFolder,
) -> None:
    """The direktion lost a red item from its list when somebody wrote a line of text, and opfølgning kept it."""
    files = {name: text.replace("overskrift", "tværgående: ja\noverskrift", 1) for name, text in LIGHTS.items()}
    plan = sound(plan_folder(files))
    assert rows(plan, "Røde, gule")[0][:3] == ("Rød", AU, "rød, 1. marts 2025")
    document = report("direktion")(plan, Valg(siden=date(2025, 2, 15)))
    overview, changed = (block for block in document.blocks if isinstance(block, Table))
    assert [row.cells[:2] for row in overview.rows] == [
        ("Rød", "rød, 1. marts 2025"), ("Gul", "gul"), ("Grøn", "grøn"),
    ]  # fmt: skip
    assert [row.cells for row in changed.rows] == [
        ("Rød", "1. marts 2025", "Ny status, OBS, lys: gul → rød, forventet 2025: 2,000 → 1,750 (mio. kr.): Nu"),
        ("Rød", "2. marts 2025", "Ny status, ikke længere OBS"),
    ]
    page = render(document, "md")
    for counted in (
        "- **Rød:** 1",
        "- **Gul:** 1",
        "- **Grøn:** 1",
        "- **Med status, uden lys:** 1",
        "- **Ingen status:** 1",
    ):
        assert counted in page
    assert "**Rød, 1. marts 2025**" in page.replace("\\", "")


def test_a_light_in_html_is_its_word_with_a_class(plan_folder: PlanFolder) -> None:
    page = render(report("opfølgning")(sound(plan_folder(LIGHTS)), Valg()), "html")
    assert '<td class="lys" data-navn="Lys"><span class="gul">gul</span>' in page
    assert '<td class="lys" data-navn="Lys"><span class="rød">rød</span>' in page


@pytest.mark.parametrize(
    ("agreed", "now", "difference"),
    [
        (Decimal(-1), Decimal("-0.4"), Decimal("0.6")),
        (None, Decimal(1), None),
        (Decimal(1), None, None),
        (IKKE_OPLYST, Decimal(1), IKKE_OPLYST),
        (Decimal(1), IKKE_OPLYST, IKKE_OPLYST),
    ],
)
def test_a_difference_needs_both_figures(agreed: object, now: object, difference: object) -> None:
    assert off(agreed, now) == difference  # type: ignore[arg-type]


# --- demands ----------------------------------------------------------------------------------------------------------


def demand(**fields: str | None) -> str:
    return item(**{"overskrift": "Bidraget", "udvalg": "ØK", "beløb": "{2025: -10, 2026: -20}", **fields})


def measure(name: str, amounts: str, **fields: str | None) -> str:
    return item(**{"overskrift": name, "omsætter": "krav", "art": "råderum", "kode": name, "beløb": amounts, **fields})


TWO = {
    "a.yaml": measure("R1", "{2025: '-2,5', 2026: -3}"),
    "b.yaml": measure("R2", "{2025: -1}", udvalg="BUU"),
}


def test_a_demand_is_shown_with_what_each_committee_has_turned_it_into_and_the_rest(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"krav.yaml": demand(), **TWO}))
    ten, twenty = Decimal(10), Decimal(20)
    for valg in (None, Valg(udvalg="BUU")):  # the rest is everybody's
        assert rows(plan, "Hvad kravet er omsat til", valg) == [
            ("Kravet, uden fortegn", None, ten, twenty, None, None),
            ("Arbejdsmarkedsudvalget", 1, Decimal("-2.5"), Decimal(-3), None, None),
            ("Børne- og Ungdomsudvalget", 1, Decimal(-1), None, None, None),
            ("Omsat i alt", 2, Decimal("-3.5"), Decimal(-3), None, None),
            ("Rest, uden fortegn", None, Decimal("6.5"), Decimal(17), None, None),
        ]
    turned = {"krav.yaml": demand(beløb="{2025: 10, 2026: 20}"), **{n: t.replace("-", "") for n, t in TWO.items()}}
    (krav,) = demands(sound(plan_folder(turned, plan=PLAN_YAML + "fortegn: besparelse positiv\n")))
    assert (krav.rest[2025], krav.rest[2026]) == (Decimal("6.5"), Decimal(17))
    assert "Krav og det" not in render(report("opfølgning")(plan, Valg(udvalg="KB")), "md")


@pytest.mark.parametrize(
    "other", [measure("R3", "{2025: 4}"), measure("R3", "{2025: -4}", art="anlæg"), measure("R3", "{2027: 1}")]
)
def test_no_rest_is_worked_out_where_the_measures_are_not_of_one_kind(plan_folder: PlanFolder, other: str) -> None:
    plan = sound(plan_folder({"krav.yaml": demand(), **TWO, "c.yaml": other}))
    (krav,) = demands(plan)
    assert set(krav.rest.values()) == {None}
    assert not any(str(row[0]).startswith("Rest") for row in rows(plan, "Hvad kravet er omsat til"))
    assert "Resten er ikke regnet ud" in render(report("opfølgning")(plan, Valg()), "md")


def test_a_rest_is_not_known_where_a_measure_is_not(plan_folder: PlanFolder) -> None:
    unknown = measure("R3", "{2025: ikke oplyst}")
    (krav,) = demands(sound(plan_folder({"krav.yaml": demand(), **TWO, "c.yaml": unknown})))
    assert (krav.rest[2025], krav.rest[2026]) == (IKKE_OPLYST, Decimal(17))


@pytest.mark.parametrize(
    ("own", "size"),
    [
        ("{2025: '11,4'}", Decimal("11.4")),  # the same but for rounding
        ("{2025: 3}", Decimal("11.3999985")),
        ("\n  2025:", Decimal("11.3999985")),
        ("ikke oplyst", Decimal("11.3999985")),
    ],
)
def test_a_demand_with_a_base_is_its_rate_of_that(plan_folder: PlanFolder, own: str, size: Decimal) -> None:
    base = demand(beløb=own, procent="{2025: '0,55'}", procent_af="{2025: '2072,727'}")
    plan = sound(plan_folder({"krav.yaml": base, **TWO}))
    (krav,) = demands(plan)
    assert (krav.størrelse[2025], krav.rest[2025]) == (size, size - Decimal("3.5"))
    page = render(report("opfølgning")(plan, Valg()), "md")
    assert "sats gange grundlag (mio. kr.): 2025: 0,55 pct. af 2.072,727.\n" in page


def test_a_hidden_measure_is_counted_and_not_named(plan_folder: PlanFolder) -> None:
    hidden = {f"{n}.yaml": measure(f"R{n}", "{2025: -1}", offentlig="nej") for n in (7, 8)}
    plan = sound(plan_folder({"krav.yaml": demand(), **TWO, **hidden}))
    page = str(publish.finished(plan, Valg(), "opfølgning", "md").content)
    assert "R7" not in page
    assert "2 tiltag er ikke offentlige og er ikke nævnt; beløbene er talt med." in page
    assert "| **Rest, uden fortegn** |  | **4,500** | **17,000** |  |  |" in page


def test_a_rest_that_would_tell_of_one_hidden_measure_is_left_out(plan_folder: PlanFolder) -> None:
    hidden = measure("R7", "{2025: -1}", offentlig="nej")
    plan = sound(plan_folder({"krav.yaml": demand(), **TWO, "7.yaml": hidden}))
    page = str(publish.finished(plan, Valg(), "opfølgning", "md").content)
    assert "| **Rest, uden fortegn** |  | **udeladt** | **17,000** |" in page
    assert "| **Omsat i alt** | **2** | **udeladt** | **-3,000** |" in page


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ("kravet", "Planen har intet punkt med id kravet. Mente du krav?"),
        ("a", "Punktet omsætter sig selv. Slet linjen, eller skriv kravets id."),
    ],
)
def test_what_is_carried_out_must_be_there_and_be_another(plan_folder: PlanFolder, of: str, said: str) -> None:
    folder = plan_folder({"krav.yaml": demand(), "a.yaml": measure("R1", "{2025: -1}", omsætter=of)})
    assert [problem.besked for problem in told(folder, "omsaetter-ukendt")] == [said]


def test_measures_of_more_than_the_demand_leave_nothing_and_say_how_much_more(plan_folder: PlanFolder) -> None:
    """»Rest, uden fortegn« was -0,400."""
    plan = sound(
        plan_folder({"krav.yaml": demand(beløb="{2025: -1, 2026: -3}"), "a.yaml": measure("R1", "{2025: '-1,4'}")})
    )
    assert rows(plan, "Hvad kravet er omsat til")[-2:] == [
        ("Rest, uden fortegn", None, Decimal(0), Decimal(3), None, None),
        ("Omsat ud over kravet, uden fortegn", None, Decimal("0.4"), None, None, None),
    ]


def test_that_measures_are_more_than_the_demand_tells_nothing_of_a_hidden_one(plan_folder: PlanFolder) -> None:
    pages = []
    for amount in ("-1", "-9"):
        hidden = measure("R7", f"{{2025: {amount}}}", offentlig="nej")
        plan = sound(plan_folder({"krav.yaml": demand(), **TWO, "7.yaml": hidden}))
        pages.append(str(publish.finished(plan, Valg(), "opfølgning", "md").content))
    assert pages[0] == pages[1] and "| **Omsat ud over kravet, uden fortegn** |  | **udeladt** |" in pages[0]


@pytest.mark.parametrize(
    ("base", "printed"),
    [("1250,50", "6,87775"), ("145005,60", "797,5308"), ("200", "1,100")],
)
def test_a_product_has_no_noughts_that_nobody_wrote(plan_folder: PlanFolder, base: str, printed: str) -> None:
    files = {
        "krav.yaml": demand(beløb="ikke oplyst", procent="{2025: '0,55'}", procent_af=f"{{2025: '{base}'}}"),
        **TWO,
    }
    page = render(report("opfølgning")(sound(plan_folder(files)), Valg()), "md")
    assert f"| Kravet, uden fortegn |  | {printed} | ikke oplyst |" in page


def test_a_base_is_printed_as_the_amounts_are_with_the_years_that_have_none(plan_folder: PlanFolder) -> None:
    base = demand(beløb="{2025: 1, 2026: 3}", procent="{2025: 1}", procent_af="{2025: '-14500560,60'}")
    turned = measure("R1", "{2025: 1}")
    plan = sound(
        plan_folder({"krav.yaml": base, "a.yaml": turned}, plan=PLAN_YAML.replace("enhed: mio. kr.", "enhed: kr."))
    )
    said = "Kravet er sats gange grundlag (kr.): 2025: 1 pct. af −14.500.560,60. I 2026 er det punktets eget beløb."
    assert said in render(report("opfølgning")(plan, Valg()), "html")
    assert "Procenten er af: 2025 −14.500.560,60" in render(report("plan")(plan, Valg()), "html")


def test_a_sum_of_a_demand_and_what_carries_it_out_says_so(plan_folder: PlanFolder) -> None:
    going = status("dato: 2025-02-01, tekst: Går, forventet: {2025: -1}")
    stated = "kontroltal:\n  - {navn: Alt, kilde: aftalen, hvor: {}, beløb: {2025: -11}}\n"
    both = {"krav.yaml": demand(status=going), "a.yaml": measure("R1", "{2025: -1}", status=going)}
    plan = sound(plan_folder(both, plan=PLAN_YAML + stated))
    said = "krav og de tiltag, de er omsat til, er talt med i"
    for name in ("opfølgning", "økonomi", "plan"):
        assert f"> Både {said} 2025.\n" in render(report(name)(plan, Valg()), "md")
    assert f"> Både {said} Alt.\n" in render(report("økonomi")(plan, Valg()), "md")
    assert f"Bemærk: både {said} 2025.\n" in udplan("sum", "--plan", str(plan.mappe)).err
    assert f"Bemærk: både {said} Alt.\n" in udplan("sum", "--kontroltal", "--plan", str(plan.mappe)).err
    # Neither is twice in the sum of a committee that has but one of them, nor where one is drift and the other anlæg.
    assert said not in udplan("sum", "--udvalg", "ØK", "--plan", str(plan.mappe)).err
    apart = {**both, "a.yaml": measure("R1", "{2025: -1}", status=going, art="anlæg")}
    assert said not in render(report("økonomi")(sound(plan_folder(apart)), Valg()), "md")


def test_what_is_closed_says_so_beside_its_light_and_is_counted_apart(plan_folder: PlanFolder) -> None:
    """The direktion counted no red and printed one, and opfølgning put it among the red ones; neither said it was closed."""
    red = status("dato: 2025-02-01, lys: rød, tekst: Gik galt")
    files = {
        "a.yaml": item(overskrift="Rød", tværgående="ja", status=red),
        "b.yaml": item(overskrift="Lukket", tværgående="ja", status=red, slut="2025-02-15"),
        "c.yaml": item(overskrift="Tavs", slut="2025-02-15"),
    }
    plan = sound(plan_folder(files))
    (table,) = (block for block in report("direktion")(plan, Valg()).blocks if isinstance(block, Table))
    assert [row.cells[:2] for row in table.rows] == [("Rød", "rød"), ("Lukket", "rød, afsluttet")]
    assert rows(plan, "Punkter efter seneste lys")[0] == (AU, 1, 0, 0, 0, 0, 2, 3, 0)
    assert [row[0] for row in rows(plan, "Røde, gule")] == ["Rød"]
    assert [row[:2] for row in rows(plan, "Aftalt, forventet")] == [("Lukket", "rød, afsluttet")]
    assert [row[0] for row in rows(plan, "Aftalt, 1 punkt uden status")] == ["Tavs (afsluttet)"]
    before = Valg(dag=date(2025, 2, 10))  # on a day before it closes it is as red as any
    assert {row[0] for row in rows(plan, "Røde, gule", before)} == {"Rød", "Lukket"}
    assert rows(plan, "Punkter efter seneste lys", before)[0] == (AU, 2, 0, 0, 0, 1, 3, 0)


def test_the_direktion_is_told_that_only_the_expectation_has_changed(plan_folder: PlanFolder) -> None:
    said = status(
        "dato: 2025-02-01, lys: gul, tekst: Som planlagt, forventet: {2025: -1, 2026: -1}",
        "dato: 2025-03-01, lys: gul, tekst: Som planlagt, forventet: {2025: '-0,2', 2026: -1}",
        "dato: 2025-04-01, lys: gul, tekst: Som planlagt, forventet: ikke oplyst",
    )
    plan = sound(plan_folder({"a.yaml": item(tværgående="ja", status=said)}))
    *_, table = (
        block
        for block in report("direktion")(plan, Valg(siden=date(2025, 2, 15))).blocks
        if isinstance(block, Table) and block.caption.startswith("Nye statusser")
    )
    assert [row.cells[1:] for row in table.rows] == [
        ("1. marts 2025", "Forventet 2025: −1,000 → −0,200 (mio. kr.): Som planlagt"),
        (
            "1. april 2025",
            "Forventet 2025: −0,200 → ikke oplyst (mio. kr.), forventet 2026: −1,000 → ikke oplyst (mio. kr.), "
            "forventet 2027 og 2028: ikke oplyst",
        ),
    ]
