"""The reports: what stands in each, in which order, and what never does.

The items of the small plans are invented unless a test says which seed they are from.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from markupsafe import escape

from tests.documents import NASTY, OF_ONE_STATE
from tests.plans import FULL_ITEM, FULL_PLAN, PLAN_YAML, PlanFolder, hensigt, item, sound, write
from tests.test_formats import HOST, Page
from udplan.documents.blocks import (
    Bars,
    Block,
    Document,
    Facts,
    Form,
    Gap,
    Heading,
    Item,
    Note,
    Prose,
    Step,
    Steps,
    Table,
    Wheel,
)
from udplan.documents.formats import render
from udplan.documents.printing.pictures import wheel
from udplan.documents.reports import REPORTS, report
from udplan.documents.reports.shared import titel
from udplan.figures.select import UnknownChoice, Valg
from udplan.model.plan import Plan
from udplan.publish.calendar import calendar, left_out
from udplan.values.amounts import format_amount
from udplan.values.unknown import IKKE_OPLYST

DAY = date(2025, 3, 15)
CASES = Path(__file__).parent / "cases"
#: What a report must be asked for.
ASKED = {"udvalg": Valg(udvalg="BUU"), "arbejdsplan": Valg(udvalg="BUU")}


def made(plan: Plan, name: str, valg: Valg | None = None) -> Document:
    return report(name)(plan, valg or ASKED.get(name, Valg()))


def under(document: Document, heading: str) -> list[Block]:
    """The blocks between a heading and the next one of its level or above."""
    start = next(n for n, block in enumerate(document.blocks) if isinstance(block, Heading) and block.text == heading)
    own = document.blocks[start]
    assert isinstance(own, Heading)
    found: list[Block] = []
    for block in document.blocks[start + 1 :]:
        if isinstance(block, Heading) and block.level <= own.level:
            break
        found.append(block)
    return found


def headings(document: Document, level: int = 2) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


def table(document: Document, heading: str) -> list[tuple[object, ...]]:
    """The rows of the first table under a heading."""
    return [row.cells for row in next(block for block in under(document, heading) if isinstance(block, Table)).rows]


def items(blocks: list[Block] | tuple[Block, ...]) -> list[Item]:
    return [each for block in blocks if isinstance(block, Form) for part in block.sections for each in part.items]


def words(blocks: list[Block]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Prose | Note | Steps | Wheel | Bars))


# --- every report -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OF_ONE_STATE)
def test_every_report_can_be_made_of_an_empty_plan(plan_folder: PlanFolder, name: str) -> None:
    """Those of the real plan are made in ``tests/test_publish.py`` and ``tests/test_golden.py``."""
    plan = sound(plan_folder())
    assert plan.grundlag.titel in render(made(plan, name), "md")


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    secret = {
        "overskrift": "HEMMELIG overskrift",
        "kort": "HEMMELIG",
        "offentlig": "nej",
        "tværgående": "ja",
        "kurs": "HEMMELIG",
        "tema": "[HEMMELIG]",
        "strategier": "[HEMMELIG]",
        "medvirkende": "[Arbejdsmarkedschefen]",
        "sagsgang": "[{forum: BUU, tid: januar 2025, beslutning: HEMMELIG}, BUU, KB]",
        "status": "[{dato: 2025-02-01, obs: ja, tekst: HEMMELIG}]",
    }
    open_fields = {
        "note": "HEMMELIG note",
        "tema": "Økonomisk bæredygtighed",
        "tværgående": "ja",
        "sagsgang": "[{forum: BUU, tid: marts 2025}]",
    }
    bilag = "bilag: [{titel: HEMMELIGT bilag, status: lukket}]\n"
    files = {
        "plan.yaml": PLAN_YAML + bilag,
        "skjult.yaml": item(**secret),
        "pulje-skjult.yaml": item(**{**secret, "art": "pulje", "udvalg": "BUU"}),
        "hensigt-skjult.yaml": hensigt(**secret),
        "aaben.yaml": item(**open_fields),
        "fuld.yaml": FULL_ITEM.replace("afledt_af: halvej\n", ""),
    }
    folder = tmp_path_factory.mktemp("hemmeligt")
    write(folder, files)
    return sound(folder)


@pytest.mark.parametrize("name", OF_ONE_STATE)
def test_nothing_internal_leaks(secrets: Plan, name: str) -> None:
    """Not in the blocks, so in no format."""
    for valg in (ASKED.get(name, Valg()), Valg(udvalg="BUU", siden=date(2024, 1, 1), dag=DAY)):
        text = repr(made(secrets, name, valg))
        assert "HEMMELIG" not in text
        assert "kun til os" not in text
        assert "Vejen er" not in text  # FULL_ITEM is not public either


@pytest.mark.parametrize(
    "name", sorted({*OF_ONE_STATE} - {"puljer", "økonomi"})
)  # these name no item that is not a pool
def test_what_is_public_is_shown(secrets: Plan, name: str) -> None:
    assert "Ny cykelsti" in repr(made(secrets, name)), "name the report above, if it does not show every item"


def test_the_names_that_users_write_find_the_reports() -> None:
    assert report("årshjul") is report("aarshjul")
    assert report("økonomi") is report("oekonomi")
    for listed in REPORTS.values():
        assert listed.hvad and listed.eksempel.startswith("udplan report ")


def test_items_can_be_filtered(plan_folder: PlanFolder) -> None:
    fields = {"tovholder": "[Økonomichefen, Arbejdsmarkedschefen]", "slut": "X", "tværgående": "ja"}
    plan = sound(plan_folder({"sti.yaml": item(**fields), "havn.yaml": hensigt(tværgående="ja")}))
    expected = [
        ("udvalg", "Arbejdsmarkedsudvalget"),
        ("tovholder", "Økonomichefen"),
        ("tovholder", "Arbejdsmarkedschefen"),
        ("art", "drift"),
        ("afsluttet", "ja"),
    ]
    for name in ("plan", "direktion", "tovholder"):
        found = {each.id: [(fact.name, fact.value) for fact in each.facets] for each in items(made(plan, name).blocks)}
        assert found["sti"] == expected
        assert ("afsluttet", "nej") in found["havn"] and "udvalg" not in dict(found["havn"])


# --- sag ----------------------------------------------------------------------------------------------------------

#: The headings of seeds 001 and 004, in their order.
CASE = [
    "Sagsgang",
    "Sagsfremstilling",
    "Sammenhæng til andre politikker/strategier og fagområder",
    "Økonomiske konsekvenser",
    "Lovgrundlag",
    "Indstilling",
    "Beslutning",
    "Bilag",
]


@pytest.mark.parametrize("valg", [Valg(), Valg(udvalg="BUU")])
def test_a_case_has_its_headings_in_their_order(real_plan: Plan, valg: Valg) -> None:
    assert headings(made(real_plan, "sag", valg))[: len(CASE)] == CASE


def test_a_case_says_what_the_plan_says_and_leaves_the_rest_to_people(real_plan: Plan) -> None:
    document = made(real_plan, "sag")
    assert document.portrait
    gaps = [block.text for block in document.blocks if isinstance(block, Gap)]
    assert gaps[:2] == ["Sagens nummer.", "Hvem der er sagsansvarlig."]
    assert "23 punkter. Af dem er 18 tværgående, og 3 er afsluttet" in words(under(document, "Sagsfremstilling"))
    drift = table(document, "Økonomiske konsekvenser")
    assert drift == [
        ("drift", *map(Decimal, ("11.682", "-0.350", "-0.613", "-0.875"))),
        ("ikke oplyst", *[IKKE_OPLYST] * 4),
    ]
    for heading in ("Sagsfremstilling", "Økonomiske konsekvenser", "Bilag"):
        assert any(isinstance(block, Gap) for block in under(document, heading))


def test_a_committee_s_case_has_its_own_proposal_and_decision(real_plan: Plan) -> None:
    document = made(real_plan, "sag", Valg(udvalg="BUU"))
    assert words(under(document, "Indstilling")).startswith(
        "Velfærdsdirektøren indstiller til Børne- og Ungdomsudvalget, at "
    )
    decision = "Børne- og Ungdomsudvalget den 15. januar 2025: Godkendt"
    assert words(under(document, "Beslutning")) == decision
    assert under(made(real_plan, "sag", Valg(udvalg="AU")), "Beslutning") == [Gap("Beslutningen, når den er taget.")]
    assert render(document, "md").count("15. januar 2025") == 2  # where it has been, and its decision
    assert "ingen er udvalgets egne" in words(under(document, "Sagsfremstilling"))


def test_a_case_has_its_number_its_path_and_its_annexes(plan_folder: PlanFolder) -> None:
    document = made(sound(plan_folder(plan=FULL_PLAN)), "sag")
    facts = next(block for block in document.blocks if isinstance(block, Facts))
    assert {fact.name: fact.value for fact in facts.facts} == {
        "Sag": "22/291 (åben sag)",
        "Sagsansvarlig": "Økonomichefen",
    }
    (steps,) = (block for block in document.blocks if isinstance(block, Steps))
    assert [(step.who, step.when, step.done) for step in steps.steps] == [
        ("Økonomiudvalget", "6. december 2022", True),
        ("Kommunalbestyrelsen", "", False),
    ]
    assert table(document, "Bilag") == [("1", "3389825", "Udmøntningsplan til ØK og KB", "151433/22", "åben", "H")]


@pytest.mark.parametrize(
    ("indstilling", "said"),
    [
        ("Planen drøftes og godkendes", "indstiller til Økonomiudvalget, at planen drøftes og godkendes."),
        ("drøftes og godkendes", "indstiller til Økonomiudvalget, at planen drøftes og godkendes."),
        ("Godkendes", "indstiller til Økonomiudvalget, at planen godkendes."),
        ("Tages til efterretning.", "indstiller til Økonomiudvalget, at planen tages til efterretning."),
        ("Johannes Jensen vælges", "indstiller til Økonomiudvalget: »Johannes Jensen vælges«."),
        ("Til efterretning", "indstiller til Økonomiudvalget: »Til efterretning«."),
        ("til orientering.", "indstiller til Økonomiudvalget: »til orientering.«"),
        ("at planen godkendes.", "indstiller til Økonomiudvalget, at planen godkendes."),
        ("KB godkender planen", "indstiller til Økonomiudvalget, at KB godkender planen."),
        ("Norddjurs Kommune går foran!", "indstiller til Økonomiudvalget, at Norddjurs Kommune går foran!"),
        (
            '"1. at den drøftes\\n2. at den godkendes"',
            "indstiller til Økonomiudvalget:\n\n1. at den drøftes\n2. at den godkendes",
        ),
    ],
)
def test_a_proposal_is_a_sentence(plan_folder: PlanFolder, indstilling: str, said: str) -> None:
    treated = f"behandlet:\n  - forum: ØK\n    indstiller: Kommunaldirektøren\n    indstilling: {indstilling}\n"
    document = made(sound(plan_folder(plan=PLAN_YAML + treated)), "sag")
    assert under(document, "Indstilling") == [Prose(f"Kommunaldirektøren {said}")]


def test_cross_cutting_items_stand_in_a_list_under_each_theme(plan_folder: PlanFolder) -> None:
    """They were thirty titles in a sentence."""
    files = {f"p{n}.yaml": item(overskrift=f"P{n}", tværgående="ja", tema="Økonomisk bæredygtighed") for n in (1, 2)}
    files["p3.yaml"] = item(overskrift="P3", tværgående="ja")
    document = made(sound(plan_folder(files)), "sag")
    assert under(document, "Tværgående punkter") == [
        Heading(4, "Økonomisk bæredygtighed"),
        Prose("- P1\n- P2"),
        Heading(4, "Uden tema"),
        Prose("- P3"),
    ]


def test_what_there_is_none_of_is_said_in_words(plan_folder: PlanFolder) -> None:
    """It said »0 er tværgående, og 0 er afsluttet, markeret med X«, and named groups with (0)."""

    def said(**files: str) -> str:
        plan = sound(plan_folder({f"{name}.yaml": text for name, text in files.items()}))
        return words(under(made(plan, "sag"), "Sagsfremstilling"))

    assert "har 1 punkt. Af dem er ingen tværgående eller afsluttet." in said(a=item())
    assert "Af dem er 1 tværgående, og ingen er afsluttet." in said(a=item(tværgående="ja"))
    assert "Af dem er ingen tværgående, og 1 er afsluttet, markeret med X i planen." in said(a=item(slut="X"))
    told = said(a=hensigt())
    assert "grupper: Norddjurs i bevægelse (1)." in told and "(0)" not in told


def test_the_codes_of_a_case_s_path_and_of_the_direktion_s_list_are_explained(plan_folder: PlanFolder) -> None:
    """The case's list had none of »Sagens vej: ØK, KB«, and the direktion's had no list."""
    cross = item(tværgående="ja", sagsgang=steps("forum: KCL, tid: maj 2025"))
    plan = sound(plan_folder({"a.yaml": cross}, plan=FULL_PLAN))
    (listed,) = (block for block in under(made(plan, "sag"), "Forkortelser") if isinstance(block, Facts))
    assert {"ØK", "KB"} <= {fact.name for fact in listed.facts}
    assert "Forkortelser: KCL: Koncernledelsen." in words(list(made(plan, "direktion").blocks))


# --- direktion ----------------------------------------------------------------------------------------------------


#: The 18 points of seed 002, as the seed spells the beginning of each that no other has.
SEED_002 = [
    "Effektiviseringsbidrag og novembergreb",
    "Aktiv/helhedsorienteret indsats målrettet sygefravær",
    "Ledelsesinformation generelt",
    "Bosætningskampagne",
    "Skriftlige fremstillinger R101",
    "Aktindsigt R001",
    "AI-hjælpeværktøj til skriftlig fremstilling R002",
    "Flådestyring R003",
    "Arbejde med kloge m2",
    "Investering i fraværsindsatsen på BUU",
    "Investering i fraværsindsatsen - besparelser på sociale indsatser",
    "Investering i analyse",
    "Samling af demensindsatsen i Glesborg R706",
    "Økonomisk prognose på myndighedsdelen",
    "De nationale reformer skal lande godt",
    "Norddjurs i bevægelse",
    "Fjellerup Udvikling",
    "Pulje til udvikling og velfærdsteknologi",
]


def test_the_direktion_sees_the_18_points_of_seed_002_and_no_other(real_plan: Plan) -> None:
    document = made(real_plan, "direktion")
    alone = words(under(document, "Kun nævnt ved overskriften")).split("\n- ")[1:]
    titles = [*(str(each.cells[0]) for each in items(document.blocks)), *alone]
    assert (len(titles), len(alone)) == (18, 14)
    for point in SEED_002:
        assert sum(title.startswith(point) for title in titles) == 1, point
    closed = [each.id for each in items(document.blocks) if "Afsluttet" in each.marks]
    assert closed == ["r307-fravaer-forsoergelse"] == [items(document.blocks)[-1].id]


def status(*entries: str) -> str:
    return f"[{', '.join(f'{{{entry}}}' for entry in entries)}]"


@pytest.fixture
def statuses(plan_folder: PlanFolder) -> Plan:
    def cross(title: str, **fields: str) -> str:
        return item(overskrift=title, tværgående="ja", **fields)

    return sound(
        plan_folder(
            {
                "a.yaml": cross("A", status=status("dato: 2025-03-01, tekst: Går godt")),
                "b.yaml": cross("B", status=status("dato: 2025-01-01, tekst: Gammel")),
                "c.yaml": cross("C"),
                "d.yaml": cross(
                    "D", status=status("dato: 2025-02-26, obs: ja, tekst: Sidder fast", "dato: 2025-01-10, tekst: Før")
                ),
                "e.yaml": cross("E", slut="2025-03-02"),
                "f.yaml": cross(
                    "F", status=status("dato: 2025-01-20, obs: ja, tekst: Var galt", "dato: 2025-03-03, tekst: Løst")
                ),
                "g.yaml": item(overskrift="G"),
            }
        )
    )


def test_obs_comes_first_in_words_and_only_while_it_is_the_newest(statuses: Plan) -> None:
    document = made(statuses, "direktion")
    found = items(document.blocks)
    assert [each.id for each in found] == ["d", "a", "b", "f", "c", "e"]
    assert table(document, "OBS, rød, gul og grøn") == [("D", "OBS", "Arbejdsmarkedschefen")]
    assert "OBS" not in [mark for each in found[1:] for mark in each.marks]
    assert found[0].marks == ("OBS",)
    assert found[0].cells[2] == "26. februar 2025" and found[0].cells[4] == "Sidder fast"
    assert all("OBS" not in each.marks for each in found[1:])
    assert '<li class="obs">OBS</li>' in render(document, "html")


def test_nothing_is_too_old_before_a_day_is_named(statuses: Plan) -> None:
    document = made(statuses, "direktion")
    since = {each.id: each.cells[2] for each in items(document.blocks)}
    assert since["b"] == "1. januar 2025" and since["c"] == since["e"] == "Ingen status"
    assert "Status ældre end 45 dage" not in render(document, "md")


@pytest.mark.parametrize(
    ("frist", "late"), [(45, {"b": 73}), (73, {}), (72, {"b": 73}), (13, {"d": 17, "a": 14, "b": 73})]
)
def test_a_status_is_too_old_after_the_limit(statuses: Plan, frist: int, late: dict[str, int]) -> None:
    document = made(statuses, "direktion", Valg(dag=DAY, frist=frist))
    told = {each.id: str(each.cells[2]) for each in items(document.blocks) if "dage siden" in str(each.cells[2])}
    assert {id: int(re.findall(r"\((\d+) dage siden\)", said)[0]) for id, said in told.items()} == late
    counts = next(block for block in document.blocks if isinstance(block, Facts)).facts
    assert [fact.value for fact in counts if fact.name == f"Heraf med status ældre end {frist} dage"] == (
        [str(len(late))] if late else []
    )


def test_a_status_says_each_thing_once(statuses: Plan) -> None:
    """The word that there is no status stood in three places for each item."""
    page = render(made(statuses, "direktion", Valg(dag=DAY)), "md")
    assert page.count("Ingen status") == 3  # the count, C and E
    assert page.count("Sidder fast") == 1 and page.count("Går godt") == 1


def test_what_changed_since_a_day(statuses: Plan) -> None:
    rows = table(made(statuses, "direktion", Valg(siden=date(2025, 2, 26))), "Ændret siden 26. februar 2025")
    assert rows == [
        ("D", "26. februar 2025", "Ny status, OBS"),
        ("A", "1. marts 2025", "Ny status"),
        ("E", "2. marts 2025", "Afsluttet"),
        ("F", "3. marts 2025", "Ny status, ikke længere OBS"),
    ]


def test_what_has_not_changed_is_no_change(plan_folder: PlanFolder) -> None:
    """A status that is written again with a new day says nothing new; one that another has followed is told whole."""
    again = status("dato: 2025-02-01, tekst: I gang", "dato: 2025-03-01, tekst: I gang")
    twice = status("dato: 2025-03-02, tekst: Stoppet, obs: ja", "dato: 2025-03-03, tekst: I gang igen")
    files = {"a.yaml": item(overskrift="A", tværgående="ja", status=again)}
    files["b.yaml"] = item(overskrift="B", tværgående="ja", status=twice)
    document = made(sound(plan_folder(files)), "direktion", Valg(siden=date(2025, 2, 15)))
    assert table(document, "Ændret siden 15. februar 2025") == [
        ("B", "2. marts 2025", "Ny status, OBS: Stoppet"),
        ("B", "3. marts 2025", "Ny status, ikke længere OBS"),
    ]


def test_a_report_of_a_day_knows_nothing_later(statuses: Plan) -> None:
    found = items(made(statuses, "direktion", Valg(dag=date(2025, 2, 1))).blocks)
    assert [(each.id, each.cells[4]) for each in found if each.id in "df"] == [("f", "Var galt"), ("d", "Før")]


def test_lights_come_in_their_order_with_words_and_counts(plan_folder: PlanFolder) -> None:
    lights = {"a": "lys: grøn", "b": "lys: gul", "c": "lys: rød", "d": "obs: ja, tekst: Se her", "e": "tekst: Uden lys"}
    files = {
        f"{name}.yaml": item(overskrift=name.upper(), tværgående="ja", status=status(f"dato: 2025-03-01, {said}"))
        for name, said in lights.items()
    }
    files["f.yaml"] = item(
        overskrift="F", tværgående="ja", status=status("dato: 2025-01-01, lys: rød", "dato: 2025-03-02, lys: gul")
    )
    document = made(sound(plan_folder(files)), "direktion", Valg(siden=date(2025, 3, 2)))
    shown = [(row[0], row[1]) for row in table(document, "OBS, rød, gul og grøn")]
    assert shown == [("D", "OBS"), ("C", "rød"), ("B", "gul"), ("F", "gul"), ("A", "grøn")]
    of_all, once = (block.facts for block in document.blocks if isinstance(block, Facts))
    assert {fact.name: fact.value for fact in of_all} == {"Punkter på listen": "6", "Heraf OBS-punkter": "1"}
    assert {fact.name: fact.value for fact in once} == {
        "Rød": "1",
        "Gul": "2",
        "Grøn": "1",
        "Med status, uden lys": "2",
        "Afsluttede, der stadig står på listen": "0",
    }
    assert sum(int(fact.value) for fact in once) == 6  # an OBS-punkt was counted twice
    assert table(document, "Ændret siden 2. marts 2025") == [("F", "2. marts 2025", "Lys: rød → gul")]


# --- strategi and puljer --------------------------------------------------------------------------------------------

#: The themes and the pools of seed 000 (the committees' codes are ours).
SEED_000 = """\
titel: Udmøntningsplan 2021-2024
kommune: Norddjurs Kommune
periode: 2021-2024
enhed: mio. kr.
fora:
  ØK: {navn: Økonomiudvalget, slags: økonomiudvalg}
  EAU: {navn: Erhvervs- og arbejdsmarkedsudvalget, slags: fagudvalg}
  KFU: {navn: Kultur- og fritidsudvalget, slags: fagudvalg}
  VPU: {navn: Voksen- og plejeudvalget, slags: fagudvalg}
temaer:
  - Økonomisk bæredygtighed
  - Social bæredygtighed
  - {navn: Miljømæssig bæredygtighed, også: [Klimamæssig bæredygtighed]}
  - Norddjurs i udvikling herunder HR
"""

POOLS = [
    ("ØK", "Strategisk pulje, drift", "1", "drift", {}),
    ("ØK", "Strategisk pulje, anlæg", "2", "anlæg", {}),
    ("ØK", "Covid-19 reservepulje, drift", "1", "drift", {}),
    ("ØK", "Covid-19 reservepulje, anlæg", "1,5", "anlæg", {}),
    ("ØK", "Pulje til værn om servicerammen", "13", None, {}),
    ("ØK", "Pulje til administrative ændringer", "5", None, {"anvendt": "1"}),
    ("ØK", "Bufferpulje til midtvejsregulering", "10", None, {"servicerammen": "nej"}),
    ("EAU", "Udvalgets pulje", "1,3", None, {}),
    ("KFU", "Kultur- og fritidspuljer", "1,2", "drift", {}),
    ("KFU", "Pulje til halinvesteringer", "1", "anlæg", {}),
    ("VPU", "Frivillig pulje og pulje til award", "0,350", None, {}),
]


@pytest.fixture
def pools_2021(plan_folder: PlanFolder) -> Plan:
    files = {}
    for n, (udvalg, title, amount, bevilling, more) in enumerate(POOLS, 1):
        fields: dict[str, str | None] = {
            "overskrift": title,
            "art": "pulje",
            "udvalg": udvalg,
            "rækkefølge": str(n),
            "sagsgang": "ØK",
            "beløb": f'{{2021: "{amount}"}}',
            **({"bevilling": bevilling} if bevilling else {}),
            **more,
        }
        files[f"pulje-{n:02}.yaml"] = item(**fields)
    return sound(plan_folder(files, plan=SEED_000))


def test_pools_are_those_of_seed_000_and_their_kinds_never_meet(pools_2021: Plan) -> None:
    document = made(pools_2021, "puljer")
    assert headings(document) == [
        "Økonomiudvalget",
        "Erhvervs- og arbejdsmarkedsudvalget",
        "Kultur- og fritidsudvalget",
        "Voksen- og plejeudvalget",
        "Alle puljer",
    ]
    sums = table(document, "Alle puljer")
    assert [row[:3] for row in sums] == [
        ("drift", 3, Decimal("3.2")),
        ("anlæg", 3, Decimal("4.5")),
        ("ikke oplyst", 5, Decimal("29.650")),
    ]
    assert sum(row[2] for row in sums if isinstance(row[2], Decimal)) == Decimal("37.350")
    assert "37,350" not in render(document, "md")
    named = [row for heading in headings(document)[:-1] for row in table(document, heading)]
    assert [row[0] for row in named] == [title for _, title, *_ in POOLS]
    assert named[5] == (POOLS[5][1], "ikke oplyst", "", Decimal(5), Decimal(1), Decimal(4))
    assert named[6] == (POOLS[6][1], "ikke oplyst", "uden for", Decimal(10), None, None)


def test_what_is_left_is_never_guessed(plan_folder: PlanFolder) -> None:
    plan = sound(
        plan_folder(
            {
                "a.yaml": item(art="pulje", anvendt="0,4"),
                "b.yaml": item(art="pulje", anvendt="0,4", beløb="ikke oplyst", overskrift="Uden tal"),
            }
        )
    )
    rows = table(made(plan, "puljer"), "Arbejdsmarkedsudvalget")
    assert [row[3:] for row in rows] == [
        ("2025", Decimal(1), Decimal("0.4"), Decimal("0.6")),
        ("2025", IKKE_OPLYST, Decimal("0.4"), IKKE_OPLYST),
        ("2026, 2027 og 2028", IKKE_OPLYST, None, IKKE_OPLYST),
    ]
    (*_, rest), *_ = table(made(plan, "puljer"), "Alle puljer")
    assert isinstance(rest, Decimal)
    assert format_amount(rest) == "0,600 + ikke oplyst"


def test_pools_are_told_year_by_year_with_what_draws_on_them(plan_folder: PlanFolder) -> None:
    four = "{2025: '0,500', 2026: '0,500', 2027: '0,500', 2028: '0,500'}"
    plan = sound(
        plan_folder(
            {
                "a.yaml": item(art="pulje", overskrift="Fast", bevilling="drift", beløb=four, anvendt="'0,100'"),
                "b.yaml": item(art="pulje", overskrift="Bred", bevilling="drift", beløb=four),
                "sti.yaml": item(overskrift="Sti", finansieret_af="b", beløb="{2026: '0,200'}"),
                "hegn.yaml": item(overskrift="Hegn", finansieret_af="b", beløb="{2026: '0,050'}", offentlig="nej"),
                "buu.yaml": item(art="pulje", overskrift="Anden", udvalg="BUU"),
            }
        )
    )
    rows = table(document := made(plan, "puljer", Valg(udvalg="AU")), "Arbejdsmarkedsudvalget")
    assert [(row[0], *map(str, row[3:])) for row in rows] == [
        ("Bred", "2025", "0.500", "None", "None"),
        ("Bred", "2026", "0.500", "0.250", "0.250"),
        ("Bred", "2027", "0.500", "None", "None"),
        ("Bred", "2028", "0.500", "None", "None"),
        ("Fast", "2025", "0.500", "0.100", "0.400"),
        ("Fast", "2026", "0.500", "None", "None"),
        ("Fast", "2027", "0.500", "None", "None"),
        ("Fast", "2028", "0.500", "None", "None"),
    ]
    draws = [row.cells for row in under(document, "Arbejdsmarkedsudvalget")[1].rows]  # type: ignore[union-attr]
    assert draws == [("Bred", "Sti", None, Decimal("0.200"), None, None)]
    assert document.title == "Puljer under Arbejdsmarkedsudvalget: Udmøntningsplan 2025-2028"
    page = render(document, "md")
    assert "## Alle puljer under Arbejdsmarkedsudvalget" in page
    assert "Hegn" not in page and "Anden" not in page
    # A sum of what is left is blank where one of the pools does not say what is used.
    assert [row[-1] for row in table(document, "Alle puljer under Arbejdsmarkedsudvalget")] == [None] * 4
    assert "Økonomiudvalget har ingen puljer." in render(made(plan, "puljer", Valg(udvalg="ØK")), "md")


@pytest.mark.parametrize(("fortegn", "sign"), [("", ""), ("fortegn: besparelse positiv\n", "-")])
def test_a_pool_that_is_overdrawn_says_so_in_words(plan_folder: PlanFolder, fortegn: str, sign: str) -> None:
    used = {"over": "0,530", "under": "0,200"}
    files = {
        f"{name}.yaml": item(
            art="pulje", overskrift=name.title(), beløb=f"{{2025: '{sign}0,5'}}", anvendt=f"'{sign}{said}'"
        )
        for name, said in used.items()
    }
    document = made(sound(plan_folder(files, plan=PLAN_YAML + fortegn)), "puljer")
    assert [row[-1] for row in table(document, "Arbejdsmarkedsudvalget")] == ["overtrukket med 0,030", ""]
    fine = {"over.yaml": files["under.yaml"]}
    assert (
        "Bemærk" not in render(made(sound(plan_folder(fine, plan=PLAN_YAML + fortegn)), "puljer"), "md").split("##")[1]
    )


def test_what_is_used_of_a_pool_without_an_amount_is_said_and_leaves_no_rest(plan_folder: PlanFolder) -> None:
    """A sum row said 1,000, used 0,500 and 0,600 left."""
    files = {
        f"{name}.yaml": item(art="pulje", overskrift=name, beløb=beløb, anvendt=f"{{2025: '{used}', 2026: 0}}")
        for name, beløb, used in (("en", "{2025: 1, 2026: 2}", "0,4"), ("to", "\n  2025:\n  2026:", "0,1"))
    }
    document = made(sound(plan_folder(files)), "puljer")
    assert [row[3:] for row in table(document, "Arbejdsmarkedsudvalget")] == [
        ("2025", Decimal(1), Decimal("0.4"), Decimal("0.6"), ""),
        ("2026", Decimal(2), Decimal(0), Decimal(2), ""),
        ("2025", None, Decimal("0.1"), None, "anvendt, men puljen har intet beløb"),
        ("2026", None, Decimal(0), None, ""),
    ]
    assert [row[2:] for row in table(document, "Alle puljer")] == [
        ("2025", Decimal(1), Decimal("0.5"), None),
        ("2026", Decimal(2), Decimal(0), Decimal(2)),  # nothing used of nothing: they add up
    ]


def test_how_pools_are_worked_out_is_told_in_short_sentences(plan_folder: PlanFolder) -> None:
    blocks = made(sound(plan_folder({"a.yaml": item(art="pulje")})), "puljer").blocks
    (how,) = (block.text for block in blocks if isinstance(block, Note) and block.text.startswith("Anvendt er"))
    sentences = how.removesuffix(".").split(". ")
    assert len(sentences) > 4 and max(len(sentence.split()) for sentence in sentences) <= 16


def test_the_strategic_plan_has_its_four_themes_in_order_and_refers(plan_folder: PlanFolder) -> None:
    fields = {"udvalg": "ØK", "sagsgang": "ØK", "beløb": "{2021: 1}"}
    plan = sound(
        plan_folder(
            {
                "klima.yaml": item(
                    overskrift="Grøn kommune",
                    tema="[Klimamæssig bæredygtighed, Social bæredygtighed]",
                    strategier="[Indkøbspolitik, DK 2020]",
                    **fields,
                ),
                "hr.yaml": item(
                    overskrift="HR", tema="Norddjurs i udvikling herunder HR", strategier="DK 2020", **fields
                ),
                "andet.yaml": item(overskrift="Andet", **fields),
            },
            plan=SEED_000,
        )
    )
    document = made(plan, "strategi")
    themes = [
        "Økonomisk bæredygtighed",
        "Social bæredygtighed",
        "Miljømæssig bæredygtighed",
        "Norddjurs i udvikling herunder HR",
    ]
    assert headings(document)[:4] == themes
    titles = [[row[0] for row in table(document, theme)] for theme in themes]
    assert titles == [[], ["Grøn kommune"], ["Grøn kommune"], ["HR"]]
    assert all("klima" not in row for theme in themes for row in table(document, theme))  # no id of a file
    index = {row[0]: row[1] for row in table(document, "Politikker og strategier")}
    assert list(index) == ["DK 2020", "Indkøbspolitik"]
    assert set(str(index["DK 2020"]).split("\n")) == {"Grøn kommune", "HR"}
    one = made(plan, "strategi", Valg(tema="Social bæredygtighed"))
    assert [heading for heading in headings(one) if heading in themes] == ["Social bæredygtighed"]


def test_a_plan_without_themes_has_nothing_on_them(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"sti.yaml": item()}, plan=PLAN_YAML.partition("temaer:")[0]))
    assert "tema" not in render(made(plan, "strategi"), "md").lower()


# --- arbejdsplan and the calendar -----------------------------------------------------------------------------------


def steps(*entries: str) -> str:
    return f"[{', '.join(entry if entry.isalpha() else f'{{{entry}}}' for entry in entries)}]"


@pytest.fixture
def year(plan_folder: PlanFolder) -> Plan:
    return sound(
        plan_folder(
            {
                "a.yaml": item(overskrift="Sti", sagsgang=steps("forum: BUU, tid: marts 2025", "BUU", "KB")),
                "b.yaml": item(
                    overskrift="Havn, ny; stor",
                    sagsgang=steps("forum: FUDV, tid: november/december 2024", "forum: BUU, tid: 2025-01-15", "ØK"),
                ),
                "c.yaml": item(overskrift="Lukket", slut="X", sagsgang=steps("forum: BUU, tid: april 2025")),
                "d.yaml": item(
                    overskrift="Klaret",
                    sagsgang=steps("forum: BUU, tid: 2025-02-12, beslutning: Tiltrådt", "forum: AU, tid: maj 2025"),
                ),
                "e.yaml": item(overskrift="Længe", sagsgang=steps("forum: BUU, tid: 1. halvår 2025")),
            }
        )
    )


def test_months_stand_in_order_and_the_undated_last(year: Plan) -> None:
    document = made(year, "arbejdsplan")
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    assert [row.cells for row in found.rows] == [
        ("December 2024", "- Havn, ny; stor (Arbejdsmarkedschefen, gennem FUDV, november/december 2024)", ""),
        ("Januar 2025", "- Havn, ny; stor (Arbejdsmarkedschefen, 15. januar 2025)", ""),
        ("Februar 2025", "", "- Klaret: Tiltrådt"),
        ("Marts 2025", "- Sti (Arbejdsmarkedschefen)", ""),
        ("1. halvår 2025", "- Længe (Arbejdsmarkedschefen)", ""),
        ("Uden tidspunkt", "- Sti (Arbejdsmarkedschefen)", ""),
    ]
    assert "Lukket" not in render(document, "md")
    abbreviated = [
        fact.name for block in under(document, "Forkortelser") if isinstance(block, Facts) for fact in block.facts
    ]
    assert abbreviated == ["FUDV"]


def test_a_time_that_covers_months_stands_after_the_month_that_it_ends_with(plan_folder: PlanFolder) -> None:
    """It came before it: »2. kvartal« is spelled before »Juni«."""
    times = ("2. kvartal 2025", "juni 2025", "1. halvår 2025", "2. halvår 2025", "4. kvartal 2025", "december 2025")
    files = {
        f"p{n}.yaml": item(overskrift=f"P{n}", sagsgang=steps(f"forum: BUU, tid: {tid}")) for n, tid in enumerate(times)
    }
    (found,) = (b for b in made(sound(plan_folder(files)), "arbejdsplan").blocks if isinstance(b, Table))
    assert [row.cells[0] for row in found.rows] == [
        *("Juni 2025", "2. kvartal 2025", "1. halvår 2025"),
        *("December 2025", "4. kvartal 2025", "2. halvår 2025"),
    ]


@pytest.fixture
def meetings(plan_folder: PlanFolder) -> Plan:
    days = "møder: [2025-03-05, 2025-01-15, 2025-03-19]"
    times = ("2025-01-15", "marts 2025", "februar 2025", "2025-03-06", "1. halvår 2025", "uge 12 2025")
    files = {
        f"p{n}.yaml": item(overskrift=f"P{n}", sagsgang=steps(f"forum: BUU, tid: {tid}")) for n, tid in enumerate(times)
    }
    buu = "BUU: {navn: Børne- og Ungdomsudvalget, "
    return sound(plan_folder(files, plan=PLAN_YAML.replace(buu, f"{buu}{days}, ")))


def test_where_the_meetings_are_known_they_are_the_rows(meetings: Plan) -> None:
    document = made(meetings, "arbejdsplan")
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    either = "marts 2025, et af møderne 5. marts 2025 eller 19. marts 2025"
    assert [row.cells for row in found.rows] == [
        ("15. januar 2025", "- P0 (Arbejdsmarkedschefen)"),
        ("Februar 2025", "- P2 (Arbejdsmarkedschefen)"),
        ("5. marts 2025", f"- P1 (Arbejdsmarkedschefen, {either})"),
        ("6. marts 2025 (intet møde)", "- P3 (Arbejdsmarkedschefen)"),
        ("19. marts 2025", f"- P5 (Arbejdsmarkedschefen, uge 12 2025)\n- P1 (Arbejdsmarkedschefen, {either})"),
        ("1. halvår 2025", "- P4 (Arbejdsmarkedschefen)"),
    ]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("[2025-01-15, 12. februar 2025]", ["2025-01-15", "2025-02-12"]),
        ("\n      - 15.01.2025\n      - 2025-02-12", ["2025-01-15", "2025-02-12"]),
        ("", []),
    ],
)
def test_a_body_s_meetings_are_days(plan_folder: PlanFolder, written: str, days: list[str]) -> None:
    fora = f"  BUU 2:\n    slags: fagudvalg\n    møder: {written}\n"
    forum = sound(plan_folder(plan=PLAN_YAML.replace("  FUDV:", f"{fora}  FUDV:"))).grundlag.fora["BUU 2"]
    assert [day.isoformat() for day in forum.møder] == days


@pytest.mark.parametrize("name", ["arbejdsplan", "udvalg"])
def test_a_work_plan_is_of_a_committee(real_plan: Plan, name: str) -> None:
    with pytest.raises(UnknownChoice, match="--udvalg BUU"):
        report(name)(real_plan, Valg())
    with pytest.raises(UnknownChoice, match="--udvalg BUU"):
        calendar(real_plan, Valg())


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar by property, unfolded and unescaped, as a calendar program reads them."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    found: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name] = re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], value)
    return found


def test_a_calendar_has_the_dated_steps_and_says_what_is_guiding(year: Plan) -> None:
    text = calendar(year, Valg(udvalg="BUU"))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") and "METHOD:PUBLISH\r\n" in text
    found = {(each["SUMMARY"], each["DTSTART;VALUE=DATE"], each["DTEND;VALUE=DATE"]) for each in events(text)}
    assert found == {
        ("FUDV: Havn, ny; stor (vejledende: november/december 2024)", "20241101", "20250101"),
        ("BUU: Havn, ny; stor", "20250115", "20250116"),
        ("BUU: Klaret", "20250212", "20250213"),
        ("BUU: Sti (vejledende: marts 2025)", "20250301", "20250401"),
    }
    assert text == calendar(year, Valg(udvalg="BUU"))
    assert left_out(year, Valg(udvalg="BUU")) == [
        "1 led har kun et omtrentligt tidspunkt og er ikke med i kalenderen: Længe (BUU, 1. halvår 2025)."
    ]


def test_a_calendar_says_of_meetings_what_the_work_plan_says(meetings: Plan) -> None:
    found = events(calendar(meetings, Valg(udvalg="BUU")))
    either = "marts 2025, et af møderne 5. marts 2025 eller 19. marts 2025"
    assert [(each["SUMMARY"], each["DTSTART;VALUE=DATE"], each["DTEND;VALUE=DATE"]) for each in found] == [
        ("BUU: P0", "20250115", "20250116"),
        ("BUU: P2 (vejledende: februar 2025)", "20250201", "20250301"),
        ("BUU: P3 (intet møde)", "20250306", "20250307"),
        ("BUU: P5 (vejledende: uge 12 2025)", "20250319", "20250320"),
        (f"BUU: P1 (vejledende: {either})", "20250305", "20250320"),
    ]
    assert f"Hvornår: {either} (vejledende)\n" in found[-1]["DESCRIPTION"]
    assert [each["DTSTAMP"][:8] for each in found] == [each["DTSTART;VALUE=DATE"] for each in found]
    assert "P4 (BUU, 1. halvår 2025)" in left_out(meetings, Valg(udvalg="BUU"))[0]


@pytest.mark.parametrize("tid", ["1. halvår 2025", "2. kvartal 2025", "sommer 2025", "2026"])
def test_a_calendar_sets_no_half_year_aside(plan_folder: PlanFolder, tid: str) -> None:
    plan = sound(plan_folder({"sti.yaml": item(sagsgang=f"[{{forum: AU, tid: {tid}}}]")}))
    with pytest.raises(
        UnknownChoice, match=r"Ingen led i .* har så nøjagtigt et tidspunkt, at det kan stå i en kalender"
    ):
        calendar(plan, Valg(udvalg="AU"))
    (word,) = left_out(plan, Valg(udvalg="AU"))
    assert word.endswith(f"Ny cykelsti (AU, {tid}).")


def test_an_event_that_moves_is_still_the_same_event(plan_folder: PlanFolder) -> None:
    def uids(tid: str) -> list[str]:
        plan = sound(
            plan_folder({"sti.yaml": item(sagsgang=steps(f"forum: AU, tid: {tid}", f"forum: AU, tid: {tid}"))})
        )
        return [each["UID"] for each in events(calendar(plan, Valg(udvalg="AU")))]

    first = uids("2025-01-15")
    assert first == uids("marts 2025")
    assert first == ["sti.au.1@norddjurs-kommune-2025.udplan", "sti.au.2@norddjurs-kommune-2025.udplan"]


def newer(event: dict[str, str], old: dict[str, str]) -> bool:
    """Whether a calendar takes an event for newer than another of its name (RFC 5546, 2.1.5)."""
    return (int(event["SEQUENCE"]), event["DTSTAMP"]) > (int(old["SEQUENCE"]), old["DTSTAMP"])


def test_an_inserted_step_renames_no_event_and_one_put_off_is_newer() -> None:
    before, path = CASES / "a09-ics-uid-naar-et-led-indsaettes", "sygefravaer.yaml"
    valg = Valg(udvalg="AU")
    text = (before / path).read_text(encoding="utf-8")
    other = text.replace(
        "- {forum: AU, tid: 2025-01-14}", "- {forum: ØK, tid: 2025-01-07}\n  - {forum: AU, tid: 2025-01-21}"
    )
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(before, folder, dirs_exist_ok=True)
        Path(folder, path).write_text(other, encoding="utf-8")
        first, then = events(calendar(sound(before), valg)), events(calendar(sound(Path(folder)), valg))
        on = [events(calendar(sound(Path(folder)), replace(valg, dag=date(2025, 1, day)))) for day in (2, 3)]
    assert [event["UID"] for event in first] == [event["UID"] for event in then]
    assert [event["UID"].partition("@")[0] for event in then] == ["sygefravaer.au.1", "sygefravaer.au.2"]
    assert newer(then[0], first[0]) and then[0]["DTSTART;VALUE=DATE"] == "20250121"
    assert then[1]["SEQUENCE"] == first[1]["SEQUENCE"] and then[1]["DTSTAMP"] == first[1]["DTSTAMP"]
    # With a day, what was made later is newer whichever way it has moved; and newer than what had no day.
    assert all(newer(*pair) for pair in (*zip(on[1], on[0], strict=True), *zip(on[0], then, strict=True)))


def test_no_two_events_have_one_name(plan_folder: PlanFolder) -> None:
    fora = PLAN_YAML.replace(
        "  KCL:", "  AU 1: {slags: gruppe, omfatter: [AU]}\n  AU-1: {slags: gruppe, omfatter: [AU]}\n  KCL:"
    )
    path = steps(*(f"forum: {forum}, tid: 2025-01-15" for forum in ("AU", "AU 1", "AU-1", "AU")))
    files = {name: item(overskrift=name, sagsgang=path) for name in ("sti.yaml", "sti-au.yaml")}
    named = [event["UID"] for event in events(calendar(sound(plan_folder(files, plan=fora)), Valg(udvalg="AU")))]
    assert len(named) == len(set(named)) == 8


def test_text_in_a_calendar_is_text(plan_folder: PlanFolder) -> None:
    title = "Æ; b, c \\\\ d\\nBEGIN:VEVENT\\r\\nUID:1 " + "å" * 200
    plan = sound(plan_folder({"sti.yaml": item(overskrift=f'"{title}"', sagsgang="[{forum: AU, tid: 2025-01-15}]")}))
    (event,) = events(calendar(plan, Valg(udvalg="AU")))
    assert event["SUMMARY"].split() == f"AU: {plan.indsatser[0].overskrift}".split()
    assert event["UID"].startswith("sti.au.1@")


def test_a_calendar_of_nothing_is_refused_and_secrets_are_not_in_one(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"sti.yaml": item(offentlig="nej", sagsgang="[{forum: AU, tid: 2025-01-15}]")}))
    with pytest.raises(UnknownChoice, match="Ingen led i Arbejdsmarkedsudvalget har et tidspunkt"):
        calendar(plan, Valg(udvalg="AU"))


# --- årshjul --------------------------------------------------------------------------------------------------------


def test_the_wheel_shows_what_the_plan_dates_and_nothing_else(year: Plan) -> None:
    document = made(year, "årshjul")
    (found,) = (block for block in document.blocks if isinstance(block, Wheel))
    assert found.year == 2025 and found.counts == (1, 1, 1, 0, 1, *[0] * 7)
    assert table(document, "Måned for måned") == [
        ("Januar 2025", "- BUU, 15. januar: Havn, ny; stor"),
        ("Februar 2025", "- BUU, 12. februar: Klaret (besluttet)"),
        ("Marts 2025", "- BUU: Sti"),
        ("Maj 2025", "- AU: Klaret"),
        ("1. halvår 2025", "- BUU: Længe"),
    ]
    (grid,) = (block for block in document.blocks if isinstance(block, Table) and block.caption.startswith("Antal led"))
    assert [column.name for column in grid.columns] == ["Måned", "AU", "BUU", "I alt"]
    counted = {row.cells[0]: row.cells[1:] for row in grid.rows if row.cells[-1]}
    assert counted == {
        "Januar": (None, 1, 1),
        "Februar": (None, 1, 1),
        "Marts": (None, 1, 1),
        "Maj": (1, None, 1),
        "Længere perioder": (None, 1, 1),
        "I alt": (1, 4, 5),
    }
    assert "Planen har også tidspunkter i 2024." in words(list(document.blocks))
    (before,) = (block for block in made(year, "årshjul", Valg(år=2024)).blocks if isinstance(block, Wheel))
    assert [n for n, each in enumerate(before.counts, 1) if each] == [12]


def test_the_wheel_of_the_real_plan(real_plan: Plan) -> None:
    (found,) = (block for block in made(real_plan, "årshjul").blocks if isinstance(block, Wheel))
    assert [n for n, each in enumerate(found.counts, 1) if each] == [1]


def test_the_meeting_calendar_stands_in_the_year(plan_folder: PlanFolder) -> None:
    buu = "BUU: {navn: Børne- og Ungdomsudvalget, "
    plan = sound(plan_folder(plan=PLAN_YAML.replace(buu, f"{buu}møder: [2025-03-19, 2025-03-05, 2026-01-07], ")))
    rows = table(made(plan, "årshjul"), "Møder i 2025")
    assert len(rows) == 12 and [row for row in rows if row[1]] == [("Marts", "5. og 19.")]


def test_wheels_and_paths_are_words_in_both_formats(year: Plan, plan_folder: PlanFolder, real_plan: Plan) -> None:
    md, html = (render(made(year, "årshjul"), format) for format in ("md", "html"))
    assert (
        "Planen har 5 led i 2025: 4 fordelt på 4 måneder, flest i januar, februar, marts og maj, og 1 i en længere periode."
        in md
    )
    assert "| Marts |  | 1 | 1 |" in md and "<dl>" not in html[html.index('class="hjul"') : html.index("</figure>")]
    drawing = html[html.index('<div class="skive"') : html.index("</svg>")]
    assert drawing.startswith('<div class="skive" aria-hidden="true">') and "<text" not in drawing
    assert drawing.count('class="bane"') == 12 and drawing.count('class="fyldt"') == 4
    md, html = (render(made(real_plan, "sag"), format) for format in ("md", "html"))
    assert "1. Kommunalbestyrelsen, 11. december 2024 – behandlet\n2. Børne- og" in md
    assert (
        '<span class="hvem">Kommunalbestyrelsen</span>\n<span>11. december 2024</span>\n<span>Behandlet</span>' in html
    )


def test_wheels_and_paths_show_every_text_as_it_was_written() -> None:
    paths = (Steps("Vej", (Step(text, text, True),)) for text in NASTY)
    wheels = (Wheel(text, 2025, (1, *[0] * 11)) for text in NASTY)
    document = Document("Titel", "Norddjurs Kommune", "mio. kr.", 3, (Heading(1, "Titel"), *paths, *wheels))
    page, read = render(document, "html"), Page(HOST.render(render(document, "md"))).texts("li")
    for place, text in enumerate(NASTY):
        shown = " ".join(text.split(" "))
        assert page.count(f">{escape(shown)}</span>") == 2
        assert f">{escape(shown.removeprefix('- '))}</" in page[page.index('class="hjul"') :]
        assert read[place] == f"{shown}, {shown} – behandlet"


def test_a_wheel_s_sectors_stay_inside_it() -> None:
    drawn = wheel((1, 3, *[0] * 10))
    assert [bool(month.filled) for month in drawn] == [True, True, *[False] * 10]
    assert drawn[1].filled == drawn[1].track != drawn[0].filled
    for month in drawn:
        numbers = [float(each) for each in re.findall(r"-?[0-9]+\.[0-9]+", month.track + month.filled)]
        assert all(abs(each) <= 100 for each in numbers)


# --- økonomi --------------------------------------------------------------------------------------------------------


def test_the_budget_summary_of_the_real_plan(real_plan: Plan) -> None:
    document = made(real_plan, "økonomi")
    rows = {row[:2]: row[3:] for row in table(document, "Beløb pr. udvalg")}
    golden = {
        ("Økonomiudvalget", "drift"): ("12.400", "1.000", "1.000", "1.000"),
        ("Arbejdsmarkedsudvalget", "drift"): ("-0.718", "-1.350", "-1.613", "-1.875"),
        ("I alt", "drift"): ("11.682", "-0.350", "-0.613", "-0.875"),
    }
    for name, amounts in golden.items():
        assert rows[name] == tuple(map(Decimal, amounts))
    assert rows["Udvalg ikke oplyst", "drift"] == (IKKE_OPLYST,) * 4
    (years,) = (block for block in under(document, "Beløb pr. år") if isinstance(block, Bars))
    assert [(bar.label, str(bar.value)) for bar in years.bars] == list(
        zip(("2025", "2026", "2027", "2028"), golden["I alt", "drift"], strict=True)
    )
    first = table(document, "Besparelser og udgifter")[0]
    assert first == ("2025", "drift", Decimal("12.5"), Decimal("-0.818"), Decimal("11.682"))
    assert {row[5] for row in table(document, "Kontroltal")} == {"stemmer", "stemmer med det, der er oplyst"}


def test_a_pool_in_kroner_keeps_its_øre() -> None:
    plan = sound(CASES / "b05-sermersooq-bevilling")
    text = render(made(plan, "puljer"), "md")
    row = "| Bygdebestyrelsens bevilling 2019 | drift |  | 350.000 | 145.005,60 | 204.994,40 |"
    assert row in text and "| drift | 1 | 350.000 | 145.005,60 | 204.994,40 |" in text
    (pool,) = table(made(plan, "puljer"), "Bygdebestyrelsen")
    assert pool[-1] == Decimal("204994.40")


def test_drift_and_anlæg_are_never_added_and_savings_do_not_hide(plan_folder: PlanFolder) -> None:
    files = {
        "a.yaml": item(beløb="{2025: 3}"),
        "b.yaml": item(overskrift="B", beløb='{2025: "-1,5"}'),
        "c.yaml": item(overskrift="C", art="anlæg", beløb="{2025: 20}"),
    }
    document = made(sound(plan_folder(files)), "økonomi")
    assert table(document, "Besparelser og udgifter") == [
        ("2025", "drift", Decimal(3), Decimal("-1.5"), Decimal("1.5")),
        ("2025", "anlæg", Decimal(20), None, Decimal(20)),
    ]
    assert "21,500" not in render(document, "md")
    turned = sound(plan_folder(files, plan=PLAN_YAML + "fortegn: besparelse positiv\n"))
    assert table(made(turned, "økonomi"), "Besparelser, indtægter og udgifter")[0][2:4] == (Decimal("-1.5"), Decimal(3))


@pytest.mark.parametrize("name", ["plan", "økonomi"])
def test_a_total_of_the_whole_period_is_named_as_on_the_screen(plan_folder: PlanFolder, name: str) -> None:
    text = f"{PLAN_YAML}kontroltal:\n  - {{navn: AU, kilde: aftalen, hvor: {{}}, i_alt: 3, beløb: {{2025: 1}}}}\n"
    plan = sound(plan_folder({"a.yaml": item(beløb="\n  2025: 1\n  2026: 2")}, plan=text))
    rows = table(made(plan, name), "Kontroltal")
    assert rows == [("AU", Decimal(1), Decimal(3), "stemmer", "aftalen")]
    assert "| Kontroltal | 2025 | I alt | Resultat | Kilde |" in render(made(plan, name), "md")


def test_a_stated_total_is_printed_with_the_decimals_that_were_written(plan_folder: PlanFolder) -> None:
    text = f"{PLAN_YAML}kontroltal:\n  - {{navn: AU, kilde: aftalen, hvor: {{}}, beløb: {{2025: '60,7', 2026: '-1234,50'}}}}\n"
    plan = sound(plan_folder({"a.yaml": item(beløb="\n  2025: '60,7'\n  2026: '-1234,5'")}, plan=text))
    assert "| AU | 60,7 | -1.234,50 | stemmer | aftalen |" in render(made(plan, "økonomi"), "md")


def test_a_total_that_agrees_in_all_but_one_year_says_which(plan_folder: PlanFolder) -> None:
    text = (
        f"{PLAN_YAML}kontroltal:\n  - {{navn: AU, kilde: aftalen, hvor: {{}}, beløb: {{2025: 1, 2026: 3, 2027: 1}}}}\n"
    )
    amounts = "\n  2025: 1\n  2026: 2\n  2027: 1"
    document = made(sound(plan_folder({"a.yaml": item(beløb=amounts)}, plan=text)), "økonomi")
    first, second = (block for block in under(document, "Kontroltal") if isinstance(block, Table))
    assert [row.cells[4] for row in first.rows] == ["2026: stemmer ikke; ellers stemmer"]
    assert [row.cells[:6] for row in second.rows] == [
        ("AU", "2026", Decimal(3), Decimal(2), Decimal(-1), "stemmer ikke")
    ]


# --- tovholder ------------------------------------------------------------------------------------------------------


def test_a_tovholder_s_page_says_what_is_next_and_what_is_owed(plan_folder: PlanFolder) -> None:
    shared = item(
        overskrift="Delt",
        tovholder="[Økonomichefen, Arbejdsmarkedschefen]",
        tværgående="ja",
        kurs="Sådan",
        koordinering="ikke oplyst",
        sagsgang=steps("forum: BUU, beslutning: Tiltrådt", "forum: AU, tid: maj 2025", "KB"),
        status=status("dato: 2025-01-01, tekst: I gang"),
    )
    closed = item(overskrift="Lukket", slut="X", medvirkende="[HR-chefen]")
    register = "tovholdere: [Arbejdsmarkedschefen, Økonomichefen]\n"
    plan = sound(plan_folder({"delt.yaml": shared, "lukket.yaml": closed}, plan=PLAN_YAML + register + ""))
    document = made(plan, "tovholder", Valg(dag=DAY))
    assert headings(document)[:2] == ["Arbejdsmarkedschefen", "Økonomichefen"]
    both, done = items(under(document, "Arbejdsmarkedschefen"))
    assert both.cells[2:5] == (
        "AU, maj 2025",
        "1. januar 2025",
        "koordinering (ikke oplyst) og ny status (den seneste er 73 dage gammel)",
    )
    assert done.cells[2] == "Ingen, punktet er afsluttet" and done.cells[4] == ""
    pages = [block.new_page for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert pages == [False, True]  # the abbreviations had a page of their own
    md = render(document, "md")
    assert (
        md.index("Forkortelser: AU: Arbejdsmarkedsudvalget") < md.index("## Arbejdsmarkedschefen") and "BUU" not in md
    )
    (again,) = items(under(document, "Økonomichefen"))
    assert again.cells == both.cells and again.id == f"{both.id}_2"
    one = made(plan, "tovholder", Valg(tovholder="Økonomichefen"))
    assert headings(one)[0] == "Økonomichefen" and [each.id for each in items(one.blocks)] == ["delt"]


def test_a_tovholder_s_table_has_no_empty_column(plan_folder: PlanFolder) -> None:
    """What lacks stood in a narrow column beside an empty one."""
    lacks = {"overskrift": "B", "kurs": "ikke oplyst"}
    whole = {"kurs": "Sådan", "koordinering": "Sammen", "sagsgang": "[BUU]"}
    files = {
        "a.yaml": item(tovholder="[Økonomichefen]", status=status("dato: 2025-01-01, tekst: I gang"), **whole),
        "b.yaml": item(tovholder="[Arbejdsmarkedschefen]", **lacks),
        "c.yaml": item(tovholder="[HR-chefen]", status=status("dato: 2025-01-01, tekst: I gang"), **lacks),
    }
    document = made(sound(plan_folder(files)), "tovholder")
    widths = {
        form.caption.removeprefix("Punkter, "): {column.name: column.share for column in form.columns}
        for form in document.blocks
        if isinstance(form, Form)
    }
    untold, every = widths["Arbejdsmarkedschefen"], widths["HR-chefen"]
    assert "Mangler" not in widths["Økonomichefen"] and "Seneste status" in widths["Økonomichefen"]
    assert not {"Seneste status", "Status fra"} & set(untold)
    assert untold["Mangler"] > every["Mangler"] >= 120 and every["Seneste status"] >= 120
    for role, columns in widths.items():
        (row,) = items(under(document, role))
        assert len(row.cells) == len(columns) and sum(columns.values()) <= 1000


def test_helpers_and_unknown_managers_are_not_forgotten(real_plan: Plan) -> None:
    document = made(real_plan, "tovholder")
    assert headings(document)[:9][-3:] == [
        "Skole- og dagtilbudschefen",
        "Børne- og familiechefen",
        "Kun nævnt ved overskriften",
    ]
    assert "Medvirker i:\n\n- Investering i fraværsindsatsen på BUU" in words(
        under(document, "Børne- og familiechefen")
    )
    every = {each.id.partition("_")[0] for each in items(document.blocks)}
    alone = words(under(document, "Kun nævnt ved overskriften"))
    assert every == {each.id for each in real_plan.indsatser if f"- {titel(each)}" not in alone}
    assert len(every) == len(real_plan.indsatser) - 14


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (("marts 2025",), "Planen har 1 led i 2025, i marts."),
        (("marts 2025", "5. marts 2025"), "Planen har 2 led i 2025, alle i marts."),
        (("marts 2025", "1. halvår 2025"), "Planen har 2 led i 2025: 1 i marts og 1 i en længere periode."),
        (("1. halvår 2025",), "Planen har 1 led i 2025, i en længere periode."),
        (("1. halvår 2025", "2. halvår 2025"), "Planen har 2 led i 2025, alle i længere perioder."),
        (("marts 2025", "maj 2025", "maj 2025"), "Planen har 3 led i 2025 fordelt på 2 måneder, flest i maj."),
        (
            ("marts 2025", "maj 2025", "maj 2025", "1. halvår 2025", "2. halvår 2025"),
            "Planen har 5 led i 2025: 3 fordelt på 2 måneder, flest i maj, og 2 i længere perioder.",
        ),
    ],
)
def test_the_wheel_says_of_every_step_where_it_is(plan_folder: PlanFolder, times: tuple[str, ...], said: str) -> None:
    """»5 led i 2 måneder« left out that two of the five were in no month."""
    path = "".join(f"\n  - {{forum: ØK, tid: {time}}}" for time in times)
    plan = sound(plan_folder({"a.yaml": item(sagsgang=path)}))
    (drawn,) = (block for block in made(plan, "årshjul").blocks if isinstance(block, Wheel))
    assert drawn.text == said


def test_a_meeting_that_is_over_is_offered_to_nothing_that_still_comes(meetings: Plan) -> None:
    """»Til behandling« stood at 5 March on 10 March, and »et af møderne« named it."""

    def offered(day: int) -> list[object]:
        document = made(meetings, "arbejdsplan", Valg(udvalg="BUU", dag=date(2025, 3, day)))
        (found,) = (block for block in document.blocks if isinstance(block, Table))
        return [row.cells[0] for row in found.rows if "P1 " in str(row.cells[1])]

    assert offered(1) == offered(5) == ["5. marts 2025", "19. marts 2025"]
    assert offered(10) == ["19. marts 2025"]
    assert offered(31) == ["5. marts 2025", "19. marts 2025"]  # none is left, so nobody can say which it was
    page = calendar(meetings, Valg(udvalg="BUU", dag=date(2025, 3, 10))).replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20250319" in page and "et af møderne" not in page
