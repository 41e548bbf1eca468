"""The plan and a committee's extract: the first page, the paper form, and what is known by its heading alone.

The items are invented unless a test says which seed they are from.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, sound
from tests.test_reports import headings, items, made, table, under, words
from udplan.documents.balance import balanced
from udplan.documents.blocks import Contents, Document, Fact, Facts, Form, Heading, Kind, Table, rows_of
from udplan.documents.formats import render
from udplan.documents.reports.shared import is_heading_alone
from udplan.figures.select import Valg, select
from udplan.model.plan import Plan
from udplan.values.times import format_date
from udplan.values.unknown import IKKE_OPLYST

ALONE = {
    "udvalg": "ikke oplyst",
    "tovholder": "ikke oplyst",
    "kurs": "ikke oplyst",
    "koordinering": "ikke oplyst",
    "sagsgang": "ikke oplyst",
    "beløb": "ikke oplyst",
    "tværgående": "ja",
}
GROUPS = """\
hensigtsgrupper:
  - Partnerskaber
  - navn: Norddjurs i bevægelse
    afsnit: [Stier, Haller]
"""


def forms(document: Document) -> list[Form]:
    return [block for block in document.blocks if isinstance(block, Form)]


def names(form: Form) -> list[str]:
    return [column.name for column in form.columns]


# --- the form -------------------------------------------------------------------------------------------------------


def test_the_form_has_the_columns_of_the_seed(real_plan: Plan) -> None:
    """Seed 003, read off its pages; the hensigter have no amounts and no hearings there."""
    drift, hensigter = forms(made(real_plan, "plan"))
    texts = [
        "Overskrift",
        "Tovholder (Chef/Direktør)",
        "Budgetaftale (Kurs)",
        "Proces/Tværgående aspekter og Direktionens rolle (Koordinering og Commitment)",
        "Beslutningsforum (sagsgang)",
    ]
    assert names(drift) == [*texts, "MED/Høring m.v.", "Slut (X)", "2025", "2026", "2027", "2028"]
    assert names(hensigter) == [*texts, "Slut (X)"]
    assert [(section.depth, section.title) for section in hensigter.sections] == [
        (0, "Politiske visioner"),
        (1, "Politiske visioner – Retning for vores ambitioner for Norddjurs Kommune"),
        (0, "Sociale investeringer, Fremtidens velfærd, Skoler og dagtilbud"),
        (1, "Sociale investeringer - som løftestang for nye sociale indsatser"),
        (1, "Fremtidens velfærd – Nationale reformer og faste teams til gavn for borgere og medarbejdere"),
    ]


def test_what_the_seed_prints_below_a_title_stands_there(real_plan: Plan) -> None:
    below = {each.id: each.under for each in items(made(real_plan, "plan").blocks)}
    assert below["effektiviseringsbidrag"] == ("Reduceret effektiviseringsbidrag i 2025 fra 0,8% til 0,55%",)
    assert below["r901-pulje-og-loentilskud"] == ("R901 (B)",)
    assert below["sygefravaer"] == ()


def test_rates_and_those_who_play_along_are_printed(plan_folder: PlanFolder) -> None:
    fields = {
        "medvirkende": "[Økonomichefen]",
        "procent": "{2025: '0,55', 2026: '0,8', 2027: '0,8'}",
        "procent_af": "{2025: 1000}",
        "koordinering": "Før.",
    }
    (each,) = items(made(sound(plan_folder({"sti.yaml": item(**fields)})), "plan").blocks)
    assert each.cells[1] == "Arbejdsmarkedschefen\nMedvirkende: Økonomichefen"
    assert each.cells[3] == "Før.\n\nProcent: 0,55 % i 2025; 0,8 % i 2026 og 2027\n\nProcenten er af: 2025 1.000,000"


def test_hensigter_stand_in_one_form_in_the_order_of_plan_yaml(plan_folder: PlanFolder) -> None:
    """Their titles go the other way; what stands under no afsnit comes first."""
    files = {
        "a.yaml": hensigt(overskrift="A", afsnit="Haller", med_høring="X"),
        "b.yaml": hensigt(overskrift="B", afsnit="Stier", beløb="{2026: -2}", udvalg="AU"),
        "c.yaml": hensigt(overskrift="C"),
        "d.yaml": hensigt(overskrift="D", gruppe="Partnerskaber"),
    }
    base = PLAN_YAML[: PLAN_YAML.index("hensigtsgrupper:")]
    rest = PLAN_YAML[PLAN_YAML.index("hensigtsgrupper:") :].split("\n", 1)[1]
    while rest.startswith((" ", "-")):
        rest = rest.split("\n", 1)[1]
    plan = sound(plan_folder(files, plan=base + GROUPS + rest))
    assert [each.overskrift for each in plan.indsatser] == ["D", "C", "B", "A"]
    (form,) = forms(made(plan, "plan"))
    assert [(part.depth, part.title, [each.cells[0] for each in part.items]) for part in form.sections] == [
        (0, "Partnerskaber", ["D"]),
        (0, "Norddjurs i bevægelse", ["C"]),
        (1, "Stier", ["B"]),
        (1, "Haller", ["A"]),
    ]
    assert "MED/Høring m.v." in names(form) and "2026" in names(form)
    labels = [row.cells[0] for part in form.sections for row in part.totals]
    assert labels == ["I alt", "Norddjurs i bevægelse i alt"]
    assert form.totals[0].cells[-3] == Decimal(-2)


@pytest.mark.parametrize(("enhed", "least"), [("mio. kr.", 540), ("kr.", 450)])
def test_the_narrow_columns_are_as_wide_in_every_form(plan_folder: PlanFolder, enhed: str, least: int) -> None:
    """The texts have what is left; the years are left room for their longest amount."""
    files = {
        "a.yaml": item(beløb="{2025: -12}" if enhed == "mio. kr." else "{2025: -12345678}"),
        "b.yaml": item(art="anlæg", kode="14-A-10"),
        "c.yaml": hensigt(),
    }
    plan = sound(plan_folder(files, plan=PLAN_YAML.replace("enhed: mio. kr.", f"enhed: {enhed}")))
    printed = forms(balanced(made(plan, "plan")))
    shares = [{column.name.casefold(): column.share for column in form.columns} for form in printed]
    drift, anlæg, hensigter = shares
    narrow = ("overskrift", "tovholder (chef/direktør)", "beslutningsforum (sagsgang)", "slut (x)")
    assert len({tuple(each[name] for name in narrow) for each in shares}) == 1
    assert anlæg["nr."] >= 30
    for form in printed:
        texts = sum(column.share for column in form.columns if column.kind is Kind.PROSE)
        assert least <= texts
        assert sum(column.share for column in form.columns) <= 1000
    assert hensigter["budgetaftale (kurs)"] > drift["budgetaftale (kurs)"]


def test_a_closing_date_is_printed_in_every_format_s_words(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"a.yaml": item(slut="21-01-2025"), "b.yaml": item(slut="X")}))
    marks = {each.id: each.marks for each in items(made(plan, "plan").blocks)}
    assert marks == {"a": ("Afsluttet 21. januar 2025",), "b": ("Afsluttet",)}
    assert "**Afsluttet 21. januar 2025**" in render(made(plan, "plan"), "md")


def test_an_item_that_closes_after_the_day_is_not_closed_on_it(plan_folder: PlanFolder) -> None:
    """The plan counted it as closed, and the case of the same day did not."""
    cross = {"tværgående": "ja", "sagsgang": "[BUU]", "udvalg": "AU"}
    files = {
        "a.yaml": item(overskrift="A", slut="2025-03-14", **cross),
        "b.yaml": item(overskrift="B", slut="2025-02-14", **cross),
        "c.yaml": item(**{**ALONE, "overskrift": "C", "slut": "2025-03-14"}),
    }
    plan = sound(plan_folder(files))
    before, after = (Valg(udvalg="BUU", dag=day, tværgående_helt=True) for day in (date(2025, 3, 1), date(2025, 3, 14)))
    for valg, count, said in ((before, 1, "Afsluttes"), (after, 3, "Afsluttet")):
        whole, extract, case = (made(plan, name, valg) for name in ("plan", "udvalg", "sag"))
        assert table(whole, "Planen i tal")[-1][3] == table(extract, "Udsnittet i tal")[-1][3] == count
        assert f"{count} er afsluttet" in words(under(case, "Sagsfremstilling"))
        for name in ("plan", "udvalg"):
            document = made(plan, name, valg)
            first, second = items(document.blocks)
            assert f"{said} 14. marts 2025" in first.marks and "Afsluttet 14. februar 2025" in second.marks
            assert (first.cells.count("X"), second.cells.count("X")) == (int(valg is after), 1)
            assert {fact.value for fact in first.facets if fact.name == "afsluttet"} == {
                "ja" if valg is after else "nej"
            }
            assert f"{said} 14. marts 2025" in words(under(document, "Kun nævnt ved overskriften"))
            facts = next(block for block in document.blocks if isinstance(block, Facts)).facts
            assert facts[-1] == Fact("Opgjort", format_date(valg.dag or date.min))
    table_of = made(plan, "udvalg", Valg(udvalg="BUU", dag=before.dag))
    assert "Afsluttes 14. marts 2025" in render(table_of, "md")
    assert {each.id for each in select(plan, Valg(uafsluttede=True, dag=before.dag))} == {"a", "c"}


# --- what is known by its heading alone -------------------------------------------------------------------------------


def test_what_is_known_by_its_heading_stands_in_one_list(real_plan: Plan) -> None:
    """Seed 002 names 14 points with their headings and codes and no more."""
    for name, valg in (("plan", Valg()), ("udvalg", Valg(udvalg="BUU"))):
        document = made(real_plan, name, valg)
        assert headings(document).count("Kun nævnt ved overskriften") == 1
        told = words(under(document, "Kun nævnt ved overskriften"))
        assert told.count("\n- ") == 14
        assert "- Flådestyring R003 (I)(B): Råderum, Særligt behov for tværgående koordinering" in told
        assert not [each for each in items(document.blocks) if is_heading_alone(real_plan.efter_id[each.id])]
    assert "Endnu ikke placeret" not in headings(made(real_plan, "plan"))


def test_one_more_fact_and_the_item_stands_in_the_form(plan_folder: PlanFolder) -> None:
    files = {"a.yaml": item(**ALONE), "b.yaml": item(**{**ALONE, "kurs": "Vi går."})}
    document = made(sound(plan_folder(files)), "plan")
    assert [each.id for each in items(document.blocks)] == ["b"]
    assert words(under(document, "Kun nævnt ved overskriften")).count("- Ny cykelsti: Drift") == 1


def test_its_amount_is_lacking_in_the_total_of_its_committee(plan_folder: PlanFolder) -> None:
    files = {"a.yaml": item(**{**ALONE, "udvalg": "AU"}), "b.yaml": item()}
    plan = sound(plan_folder(files))
    for name, valg in (("plan", Valg()), ("udvalg", Valg(udvalg="AU"))):
        text = render(made(plan, name, valg), "md")
        assert "| **I alt** | **1,000 + ikke oplyst** |" in text
        assert "Summerne omfatter ikke et punkt, hvis beløb endnu ikke er oplyst." in text
    only = made(sound(plan_folder({"a.yaml": files["a.yaml"], "b.yaml": item(art="anlæg")})), "plan")
    assert "Kun punkter, der står på listen nederst." in words(list(only.blocks))


@pytest.mark.parametrize("name", ["plan", "udvalg", "direktion", "tovholder", "opfølgning", "puljer", "strategi"])
def test_no_report_has_a_row_of_what_is_known_by_its_heading(plan_folder: PlanFolder, name: str) -> None:
    """Each such item stands once, in the list; a pool with its bevilling, an item with its theme."""
    alone = {**ALONE, "udvalg": "AU", "tema": "[Social bæredygtighed]"}
    files = {
        "a.yaml": item(**alone, overskrift="ALENE"),
        "b.yaml": item(**alone, overskrift="PULJEN", art="pulje", bevilling="anlæg"),
        "c.yaml": item(
            overskrift="KENDT",
            status="\n  - {dato: 2025-02-01, tekst: I gang}",
            art="pulje",
            tværgående="ja",
            tema="[Social bæredygtighed]",
        ),
    }
    document = made(sound(plan_folder(files)), name, Valg(udvalg="AU") if name == "udvalg" else Valg())
    rows = [row for block in document.blocks if isinstance(block, Table | Form) for row in rows_of(block)]
    in_rows = {title for row in rows for cell in row for title in ("ALENE", "PULJEN", "KENDT") if title in str(cell)}
    assert in_rows == {"KENDT"}
    told = words(under(document, "Kun nævnt ved overskriften"))
    assert [line for line in told.splitlines() if line.startswith("- PULJEN: Pulje, Arbejdsmarkedsudvalget")]
    assert ("- ALENE: Drift, Arbejdsmarkedsudvalget" in told) is (name != "puljer")
    if name in ("puljer", "strategi"):
        assert "anlæg" in told
    if name == "strategi":
        assert told.count("Social bæredygtighed") == 2


def test_a_pool_that_items_draw_on_is_more_than_its_heading(plan_folder: PlanFolder) -> None:
    files = {
        "puljen.yaml": item(**{**ALONE, "udvalg": "AU"}, overskrift="PULJEN", art="pulje", bevilling="drift"),
        "b.yaml": item(overskrift="TRÆK", finansieret_af="puljen"),
    }
    document = made(sound(plan_folder(files)), "puljer")
    assert "PULJEN" in repr(next(block for block in document.blocks if isinstance(block, Table)))
    assert "Kun nævnt ved overskriften" not in headings(document)


def test_the_real_lists_say_ikke_oplyst_once(real_plan: Plan) -> None:
    """Seed 002's 14 points, of which the list of the direktion and the pages of the tovholdere said it 28 and 177 times."""
    for name in ("direktion", "tovholder", "opfølgning"):
        text = render(made(real_plan, name), "md")
        assert text.lower().count("ikke oplyst") <= 2
        assert text.count("Flådestyring R003 (I)(B)") == 1


def test_what_is_not_public_is_on_no_list(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"a.yaml": item(**ALONE, offentlig="nej", overskrift="SKJULT"), "b.yaml": item()}))
    assert "SKJULT" not in repr(made(plan, "plan")) + repr(made(plan, "udvalg", Valg(udvalg="AU")))


# --- the first page ---------------------------------------------------------------------------------------------------


def test_the_first_page_says_where_the_plan_stands(real_plan: Plan) -> None:
    document = made(real_plan, "plan")
    first = headings(document)[:3]
    assert first == ["Planens behandling", "Planen i tal", "Særligt behov for tværgående koordinering"]
    assert table(document, "Planens behandling")[0] == ("Kommunalbestyrelsen", "11. december 2024", "", "Godkendt")
    assert table(document, "Planen i tal") == [
        ("Drift", 3, 2, 1),
        ("Råderum", 8, 7, 2),
        ("Hensigt", 4, 1, 0),
        ("Art ikke oplyst", 8, 8, 0),
        ("I alt", 23, 18, 3),
    ]
    drift, unknown = [block for block in under(document, "Planen i tal") if isinstance(block, Table)][1:]
    assert (drift.caption, unknown.caption) == (
        "Drift: beløb pr. udvalg",
        "Drift eller anlæg ikke oplyst: beløb pr. udvalg",
    )
    assert [row.cells[:2] for row in drift.rows] == [
        ("Økonomiudvalget", Decimal("12.4")),
        ("Arbejdsmarkedsudvalget", Decimal("-0.718")),
        ("Udvalg ikke oplyst", IKKE_OPLYST),
        ("I alt", Decimal("11.682")),
    ]
    assert words(under(document, first[2])).count("- ") >= 18
    form = next(place for place, block in enumerate(document.blocks) if isinstance(block, Form))
    assert [block for block in document.blocks[:form] if isinstance(block, Contents)]


def test_an_empty_part_takes_no_page(plan_folder: PlanFolder) -> None:
    """A page said a heading and »Ingen.«"""
    document = made(sound(plan_folder({"a.yaml": item()})), "plan")
    begun = {block.text: block.new_page for block in document.blocks if isinstance(block, Heading)}
    assert begun["Budgetændringer drift – budget 2025-2028"]
    assert not begun["Anlæg ud over basis - budget 2025-2028"] and not begun["Hensigtserklæringer"]


def test_drift_and_anlæg_are_apart_on_the_first_page(plan_folder: PlanFolder) -> None:
    files = {"a.yaml": item(), "b.yaml": item(art="anlæg", udvalg="BUU"), "c.yaml": item(udvalg="BUU")}
    document = made(sound(plan_folder(files)), "plan")
    amounts = [block for block in under(document, "Planen i tal") if isinstance(block, Table)][1:]
    assert [(each.caption, [row.cells[0] for row in each.rows]) for each in amounts] == [
        ("Drift: beløb pr. udvalg", ["Arbejdsmarkedsudvalget", "Børne- og Ungdomsudvalget", "I alt"]),
        ("Anlæg: beløb pr. udvalg", ["Børne- og Ungdomsudvalget"]),
    ]


def test_the_abbreviations_are_those_of_the_document(real_plan: Plan) -> None:
    def told(valg: Valg) -> str:
        facts = [block for block in made(real_plan, "udvalg", valg).blocks if isinstance(block, Facts)]
        return next((fact.value for block in facts for fact in block.facts if fact.name == "Forkortelser"), "")

    whole = told(Valg(udvalg="BUU"))
    assert "FUDV: Fagudvalgene" in whole and "KCL: Koncernledelsen" in whole and "Direktionen" not in whole
    own = told(Valg(udvalg="AU", kun_egne=True))
    assert own == (
        "ØK: Økonomiudvalget, AU: Arbejdsmarkedsudvalget, BUU: Børne- og Ungdomsudvalget, KB: Kommunalbestyrelsen"
    )


# --- the extract ------------------------------------------------------------------------------------------------------


def test_the_extract_has_anlæg_before_hensigter_under_names_of_one_form(plan_folder: PlanFolder) -> None:
    files = {
        "a.yaml": item(),
        "b.yaml": item(art="råderum"),
        "c.yaml": item(art="anlæg"),
        "d.yaml": hensigt(udvalg="AU"),
    }
    document = made(sound(plan_folder(files)), "udvalg", Valg(udvalg="AU"))
    assert [part.title for form in forms(document) for part in form.sections if not part.depth] == [
        "Arbejdsmarkedsudvalget",
        "Råderumsforslag - AU",
        "Anlæg - AU",
        "Hensigtserklæringer - AU",
    ]


def test_what_comes_to_the_committee_stands_by_its_time(plan_folder: PlanFolder) -> None:
    """A row a time and body, the undated last; what an item is to the committee is said where it may not be treated there."""
    paths = {
        "a.yaml": ("A", "[{forum: AU, tid: februar 2025}, {forum: KB}]"),
        "b.yaml": ("B", "[{forum: AU, tid: februar 2025}, {forum: KB}]"),
        "c.yaml": ("C", "AU, KB"),
        "d.yaml": ("D", "[{forum: AU, tid: maj 2025}, {forum: KB}]"),
        "e.yaml": ("E", "[{forum: FUDV, tid: februar 2025}, {forum: KB}]"),
    }
    files = {name: item(overskrift=title, sagsgang=path) for name, (title, path) in paths.items()}
    plan = sound(plan_folder(files))
    coming = table(made(plan, "udvalg", Valg(udvalg="AU", dag=date(2025, 3, 15))), "Kommer i udvalget")
    assert coming == [
        ("februar 2025 (overskredet)", "AU", "A; B"),
        ("februar 2025 (overskredet)", "FUDV", "E"),
        ("maj 2025", "AU", "D"),
        ("Tidspunkt ikke angivet", "AU", "C"),
    ]


def test_cross_cutting_items_are_a_table_in_an_extract(plan_folder: PlanFolder) -> None:
    fields = {"tværgående": "ja", "udvalg": "AU", "sagsgang": "AU, KB", "kurs": "Vi går.", "kode": "R1"}
    files = {"a.yaml": item(**fields, slut="2025-01-21", beløb="{2025: ikke oplyst, 2026: 0}")}
    plan = sound(plan_folder(files))
    document = made(plan, "udvalg", Valg(udvalg="BUU"))
    assert table(document, "Tværgående punkter") == [
        ("Ny cykelsti R1", "AU", "Arbejdsmarkedschefen", "AU, KB", "Afsluttet 21. januar 2025",
         IKKE_OPLYST, Decimal(0), None, None)
    ]  # fmt: skip
    assert "Vi går." not in repr(document)
    assert "Vi går." in repr(made(plan, "udvalg", Valg(udvalg="BUU", tværgående_helt=True)))
    assert "Ny cykelsti" not in repr(made(plan, "udvalg", Valg(udvalg="BUU", uden_tværgående=True)))
