"""What has changed in a plan: every change once, and nothing that is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.plans import FULL_ITEM, FULL_PLAN, PLAN_YAML, PlanFolder, hensigt, item, sound
from udplan.figures.changes import items, planfile
from udplan.figures.changes.change import Slags, Ændring
from udplan.figures.changes.held import Holdt, hold
from udplan.figures.changes.rows import COLUMNS, change_rows
from udplan.figures.changes.wording import said
from udplan.figures.select import UnknownChoice, Valg
from udplan.history.state import Tilstand
from udplan.model.indsats import Indsats
from udplan.model.plan import load
from udplan.model.planfile import Grundlag
from udplan.values.differ import MOST, Del, differing, in_brackets, pieces, same
from udplan.values.unknown import IKKE_OPLYST

Files = Mapping[str, str]
_SIDEN = "24. marts 2025"


class Two:
    """Two states of a plan, each in a folder of its own."""

    def __init__(self, plan_folder: PlanFolder, tmp_path: Path) -> None:
        self._made, self._tmp = plan_folder, tmp_path

    def held(self, before: Files, after: Files, valg: Valg | None = None, **plans: str) -> Holdt:
        first, last = (
            self._folder(name, files, plans.get(name, PLAN_YAML)) for name, files in (("før", before), ("efter", after))
        )
        asked = valg or Valg()
        return hold(sound(last), Valg(**{**vars(asked), "før": Tilstand(sound(first), _SIDEN)}))

    def _folder(self, name: str, files: Files, plan: str) -> Path:
        folder = self._tmp / name
        for each, text in {"plan.yaml": plan, **files}.items():
            path = folder / each
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return folder


@pytest.fixture
def two(plan_folder: PlanFolder, tmp_path: Path) -> Two:
    return Two(plan_folder, tmp_path)


def sentences(held: Holdt) -> list[str]:
    return [said(ændring, str) for ændring in held.ændringer]


# --- no field is forgotten --------------------------------------------------------------------------------------------


def test_every_field_of_an_item_is_told_or_silent_on_purpose() -> None:
    told = {*items.ALONE, *items.TEXTS, *items.FIGURES, "slut", "sagsgang", "flytning", "status"}
    assert told & items.SILENT.keys() == set()
    assert told | items.SILENT.keys() == set(Indsats.model_fields)


def test_every_field_of_plan_yaml_is_told_or_silent_on_purpose() -> None:
    told = {*planfile.ALONE, *planfile.PARTS, planfile.TOTALS}
    assert told & planfile.SILENT.keys() == set()
    assert told | planfile.SILENT.keys() == set(Grundlag.model_fields)


# --- each kind of change, once ----------------------------------------------------------------------------------------

OTHERS = {"stipulje.yaml": item(overskrift="Stipuljen", art="pulje", bevilling="drift", beløb="{2025: 2}")}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"beløb": "{2025: 1}"}, {"beløb": "{2025: 2}"}, "Beløb 2025: 1 → 2"),
        ({"beløb": "\n  2025: 1\n  2026:"}, {"beløb": "{2025: 1, 2026: 0}"}, "Beløb 2026: tomt → 0"),
        ({"beløb": "{2025: 0}"}, {"beløb": "{2025: ikke oplyst}"}, "Beløb 2025: 0 → ikke oplyst"),
        ({"beløb": "{2025: ikke oplyst}"}, {"beløb": "\n  2025:"}, "Beløb 2025: ikke oplyst → tomt"),
        ({"procent": "{2025: '0,55'}"}, {"procent": "{2025: '0,8'}"}, "Procent 2025: 0.55 → 0.8"),
        ({}, {"procent_af": "{2026: 100}"}, "Procent af 2026: tomt → 100"),
        ({}, {"udvalg": "BUU"}, "Flyttet fra AU til BUU"),
        ({}, {"udvalg": "ikke oplyst"}, "Flyttet fra AU til ikke oplyst"),
        ({"kode": "R1"}, {"kode": "R2"}, "Flyttet fra kode R1 til kode R2"),
        ({}, {"kode": "R2"}, "Flyttet fra ingen kode til kode R2"),
        ({}, {"overskrift": "En cykelsti"}, "Overskrift: Ny cykelsti → En cykelsti"),
        ({}, {"tovholder": "Økonomichefen"}, "Tovholder: Arbejdsmarkedschefen → Økonomichefen"),
        ({}, {"tovholder": "ikke oplyst"}, "Tovholder: Arbejdsmarkedschefen → ikke oplyst"),
        ({}, {"medvirkende": "Skolechefen"}, "Medvirkende: tomt → Skolechefen"),
        ({}, {"tværgående": "ja"}, "Særligt behov for tværgående koordinering: nej → ja"),
        ({}, {"kompetence": "politisk"}, "Kompetence: tomt → politisk"),
        ({}, {"med_høring": "14 dages høring"}, "MED/Høring: tomt → 14 dages høring"),
        ({}, {"bevilling": "anlæg"}, "Drift eller anlæg: drift → anlæg"),
        ({}, {"indtægt": "ja"}, "Indtægt: tomt → ja"),
        ({}, {"finansieret_af": "stipulje"}, "Finansieret af: tomt → Stipuljen"),
        ({}, {"tema": "[Økonomisk bæredygtighed]"}, "Tema: tomt → Økonomisk bæredygtighed"),
        ({}, {"strategier": "HR-strategien"}, "Strategier: tomt → HR-strategien"),
        (
            {},
            {"flytning": "[{fra: 2026, til: 2025, beløb: '0,50'}]"},
            "Flytning mellem år: tomt → 0,500 mio. kr. fra 2026 til 2025",
        ),
        ({}, {"slut": "X"}, "Afsluttet"),
        ({}, {"slut": "2025-02-03"}, "Afsluttet 3. februar 2025"),
        ({"slut": "X"}, {}, "Genåbnet"),
        ({"slut": "X"}, {"slut": "2025-02-03"}, "Afsluttet: X → 3. februar 2025"),
        ({}, {"sagsgang": "AU, ØK, KB"}, "Nyt led: ØK"),
        ({"sagsgang": "AU, ØK, KB"}, {}, "Led udgået: ØK"),
        ({}, {"sagsgang": "KB, AU"}, "Rækkefølge: AU, KB → KB, AU"),
        ({}, {"sagsgang": "ikke oplyst"}, "Sagsgang: AU, KB → ikke oplyst"),
        ({}, {"sagsgang": "[{forum: AU, tid: marts 2025}, KB]"}, "AU, tid: tomt → marts 2025"),
        ({}, {"sagsgang": "[{forum: AU, beslutning: Tiltrådt}, KB]"}, "Beslutning i AU: Tiltrådt"),
        ({}, {"sagsgang": "[AU, {forum: KB, sag: 24/1}]"}, "KB, sagsnummer: tomt → 24/1"),
        (
            {"kurs": "Stien drøftes i udvalget."},
            {"kurs": "Stien drøftes i ØK."},
            "Kurs: Stien drøftes i [udvalget. → ØK.]",
        ),
        ({"kurs": "ikke oplyst"}, {"kurs": "En sti."}, "Kurs: ikke oplyst → En sti."),
        ({}, {"koordinering": "To er med."}, "Koordinering: tomt → To er med."),
        ({}, {"forudsætning": "Vejen er åben"}, "Forudsætning: tomt → Vejen er åben"),
        ({}, {"underoverskrift": "Fra byen"}, "Underoverskrift: tomt → Fra byen"),
        ({}, {"status": "[{dato: 2025-02-01, tekst: Går godt}]"}, "Status: tomt → 2025-02-01: Går godt"),
    ],
)
def test_a_change_is_told_once(two: Two, before: dict[str, str], after: dict[str, str], told: str) -> None:
    held = two.held({"sti.yaml": item(**before), **OTHERS}, {"sti.yaml": item(**after), **OTHERS})
    assert sentences(held) == [told]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "Norddjurs i bevægelse",
            "Økonomisk Politik",
            "Flyttet fra gruppe Norddjurs i bevægelse til gruppe Økonomisk Politik",
        ),
        ("Økonomisk Politik", "ikke oplyst", "Flyttet fra gruppe Økonomisk Politik til gruppe ikke oplyst"),
    ],
)
def test_a_hensigt_moves_between_groups(two: Two, before: str, after: str, told: str) -> None:
    held = two.held({"havn.yaml": hensigt(gruppe=before)}, {"havn.yaml": hensigt(gruppe=after)})
    assert sentences(held) == [told]


def test_another_art_may_be_another_bevilling(two: Two) -> None:
    held = two.held({"sti.yaml": item()}, {"sti.yaml": item(art="anlæg")})
    assert sentences(held) == ["Flyttet fra art drift til art anlæg", "Drift eller anlæg: drift → anlæg"]


def test_items_come_and_go_and_may_have_another_id(two: Two) -> None:
    held = two.held(
        {"sti.yaml": item(kode="R1"), "vej.yaml": item(overskrift="En vej")},
        {"ny-sti.yaml": item(kode="R1"), "bro.yaml": item(overskrift="En bro")},
    )
    assert sorted(sentences(held)) == [
        "Nyt punkt",
        "Nyt punkt; har måske skiftet id (sti)",
        "Udgået af planen",
        "Udgået af planen; har måske skiftet id (ny-sti)",
    ]


def test_statuses_are_new_changed_and_gone(two: Two) -> None:
    first = "[{dato: 2025-01-01, tekst: A}, {dato: 2025-02-01, tekst: B}]"
    last = "[{dato: 2025-02-01, tekst: B, lys: rød}, {dato: 2025-03-01, tekst: C}]"
    held = two.held({"sti.yaml": item(status=first)}, {"sti.yaml": item(status=last)})
    assert sentences(held) == [
        "Status: 2025-02-01: B → 2025-02-01 rød: B",
        "Status: tomt → 2025-03-01: C",
        "Status: 2025-01-01: A → tomt",
    ]
    assert [ændring.dag for ændring in held.ændringer] == [date(2025, 2, 1), date(2025, 3, 1), date(2025, 1, 1)]


def test_only_figures_have_a_difference(two: Two) -> None:
    held = two.held(
        {"sti.yaml": item(beløb="\n  2025: 1\n  2026:\n  2027: 1")},
        {"sti.yaml": item(beløb="{2025: 2, 2026: 2, 2027: ikke oplyst}")},
    )
    assert [ændring.forskel for ændring in held.ændringer] == [Decimal(1), None, None]


# --- the same body twice ----------------------------------------------------------------------------------------------

DRØFTET = "beslutning: Drøftet"
_MARTS = "{forum: BUU, tid: 5. marts 2025, beslutning: Drøftet}"
_APRIL = "{forum: BUU, tid: 2. april 2025}"
_MAJ = "{forum: BUU, tid: 7. maj 2025, beslutning: Tiltrådt}"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            f"[{_MARTS}, ØK, {_APRIL}, {_MAJ}]",
            f"[ØK, {_APRIL}, {_MAJ}]",
            [f"Led udgået: BUU (5. marts 2025, {DRØFTET})"],
        ),
        (f"[{_MARTS}, ØK, {_APRIL}]", f"[{_MARTS}, ØK]", ["Led udgået: BUU (2. april 2025)"]),
        (f"[{_APRIL}, ØK, {_MAJ}]", f"[{_MARTS}, {_APRIL}, ØK, {_MAJ}]", [f"Nyt led: BUU (5. marts 2025, {DRØFTET})"]),
        ("[BUU, ØK, BUU]", "[ØK, BUU]", ["Led udgået: BUU"]),
        ("[BUU, ØK, BUU]", "[BUU, BUU, ØK, BUU]", ["Nyt led: BUU"]),
        (
            f"[{_MARTS}, {_APRIL}, ØK]",
            f"[{_MARTS}, {_APRIL[:-1]}, beslutning: Udsat}}, ØK]",
            ["Beslutning i BUU (2. april 2025): Udsat"],
        ),
        (
            f"[{_APRIL}, ØK]",
            f"[{_MARTS}, {_APRIL[:-1]}, sag: 24/1}}, ØK]",
            [f"Nyt led: BUU (5. marts 2025, {DRØFTET})", "BUU (2. april 2025), sagsnummer: tomt → 24/1"],
        ),
        (f"[{_MARTS}, {_APRIL}]", f"[{_MARTS}, {{forum: BUU, tid: maj 2025}}]", ["BUU, tid: 2. april 2025 → maj 2025"]),
        (f"[{_MARTS}, ØK]", f"[ØK, {_MARTS}]", ["Rækkefølge: BUU, ØK → ØK, BUU"]),
    ],
)
def test_a_body_that_comes_twice_is_held_against_the_step_it_was(
    two: Two, before: str, after: str, told: list[str]
) -> None:
    held = two.held({"sti.yaml": item(sagsgang=before)}, {"sti.yaml": item(sagsgang=after)})
    assert sentences(held) == told


# --- the plan itself --------------------------------------------------------------------------------------------------


def test_the_plan_itself_is_told_of(two: Two) -> None:
    after = (
        FULL_PLAN.replace("titel: Udmøntningsplan", "titel: Revideret udmøntningsplan", 1)
        .replace("beslutning: Tiltrådt", "beslutning: Udsat")
        .replace("2025: -0,518", "2025: -0,6")
        .replace("{navn: Arbejdsmarkedsudvalget,", "{navn: Job- og Erhvervsudvalget,")
        .replace("  - Norddjurs i bevægelse\n", "")
        .replace('dokument: "3389825"', 'dokument: "3389826"')
    )
    held = two.held({"sti.yaml": item()}, {"sti.yaml": item()}, før=FULL_PLAN, efter=after)
    assert sentences(held) == [
        "Titel: Udmøntningsplan 2025-2028 → Revideret udmøntningsplan 2025-2028",
        "Udmøntningsplan til ØK og KB: nr 1, dokument 3389825, journal 151433/22, status åben, mærke H → "
        "nr 1, dokument 3389826, journal 151433/22, status åben, mærke H",
        "ØK 6. december 2022, beslutning: Tiltrådt → Udsat",
        "AU: Arbejdsmarkedsudvalget, fagudvalg → Job- og Erhvervsudvalget, fagudvalg",
        "Norddjurs i bevægelse: uden underoverskrifter → tomt",
        "Råderumsforslag, AU 2025: -0.518 → -0.6",
    ]


def test_of_two_with_the_same_name_none_is_lost(two: Two) -> None:
    def plan(dokument: str, beslutning: str, amount: str) -> str:
        day = "{forum: ØK, dato: 2024-12-03, beslutning: "
        total = "{navn: Drift, kilde: aftalen, hvor: {udvalg: AU}, beløb: {2025: "
        return (
            f"{PLAN_YAML}bilag:\n  - {{titel: Notat, dokument: '1'}}\n  - {{titel: Notat, dokument: '{dokument}'}}\n"
            f"behandlet:\n  - {day}Tiltrådt}}\n  - {day}{beslutning}}}\n"
            f"kontroltal:\n  - {total}1}}}}\n  - {total}{amount}}}}}\n"
        )

    items = {"sti.yaml": item()}
    held = two.held(items, items, før=plan("2", "Drøftet", "2"), efter=plan("3", "Udsat", "4"))
    assert sentences(held) == [
        "Notat (nr. 2): dokument 2 → dokument 3",
        "ØK 3. december 2024 (nr. 2), beslutning: Drøftet → Udsat",
        "Drift (nr. 2) 2025: 2 → 4",
    ]


def test_an_annex_that_is_closed_and_a_total_with_hidden_items_are_not_public(two: Two) -> None:
    after = FULL_PLAN.replace("status: åben\n    mærke", "status: lukket\n    mærke").replace(
        "2025: -0,518", "2025: -0,6"
    )
    hidden = item(
        art="råderum", kode="R901 (B)", tovholder="Økonomichefen", tema="[Miljømæssig bæredygtighed]", offentlig="nej"
    )
    held = two.held({"sti.yaml": hidden}, {"sti.yaml": hidden}, før=FULL_PLAN, efter=after)
    assert len(held.ændringer) == 2
    assert held.offentligt.ændringer == ()


def test_a_year_that_only_one_of_the_plans_has_is_said_to_be(two: Two) -> None:
    later = PLAN_YAML.replace("periode: 2025-2028", "periode: 2026-2029")
    held = two.held({"sti.yaml": item(beløb="{2025: 1}")}, {"sti.yaml": item(beløb="{2029: 1}")}, efter=later)
    assert sentences(held) == [
        "Beløb 2025: 1 → tomt; året er ikke længere i planen",
        "Beløb 2029: tomt → 1; året er nyt i planen",
        "Periode: 2025, 2026, 2027 og 2028 → 2026, 2027, 2028 og 2029",
    ]


# --- no change --------------------------------------------------------------------------------------------------------


def test_a_plan_is_as_it_is(two: Two) -> None:
    assert two.held({"sti.yaml": FULL_ITEM}, {"sti.yaml": FULL_ITEM}, før=FULL_PLAN, efter=FULL_PLAN).ændringer == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"tovholder": "[A, B]"}, {"tovholder": "[B, A]"}),
        ({"strategier": "[A, B]"}, {"strategier": "[B, A]"}),
        ({"tema": "[Klimamæssig bæredygtighed]"}, {"tema": "[Miljømæssig bæredygtighed]"}),
        ({"beløb": "{2025: 0}"}, {"beløb": "{2025: '0,000'}"}),
        ({"beløb": "{2025: 1}"}, {"beløb": "\n  2025: 1\n  2026:"}),
        ({"kurs": "|\n  En vej og\n  en sti."}, {"kurs": "En vej  og en sti."}),
        ({}, {"slut": "nej"}),
        ({}, {"rækkefølge": "3"}),
        ({}, {"note": "kun til os"}),
        ({}, {"bevilling": "drift"}),
        (
            {"status": "[{dato: 2025-01-01, tekst: A}, {dato: 2025-02-01, tekst: B}]"},
            {"status": "[{dato: 2025-02-01, tekst: B}, {dato: 2025-01-01, tekst: A}]"},
        ),
        ({"sagsgang": "[{forum: AU, tid: 2025-03-04}]"}, {"sagsgang": "[{forum: AU, tid: 4. marts 2025}]"}),
    ],
)
def test_how_it_is_written_is_no_change(two: Two, before: dict[str, str], after: dict[str, str]) -> None:
    assert sentences(two.held({"sti.yaml": item(**before)}, {"sti.yaml": item(**after)})) == []


def test_a_moved_file_and_a_remark_are_no_change(two: Two) -> None:
    assert sentences(two.held({"sti.yaml": item()}, {"au/sti.yaml": f"# flyttet\n{item()}"})) == []


# --- which, and what cannot be ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("udvalg", ["AU", "BUU"])
def test_an_item_that_moves_is_in_both_extracts(two: Two, udvalg: str) -> None:
    path = {"sagsgang": "KB"}
    held = two.held({"sti.yaml": item(**path)}, {"sti.yaml": item(udvalg="BUU", **path)}, Valg(udvalg=udvalg))
    assert sentences(held) == ["Flyttet fra AU til BUU"]
    other = two.held({"sti.yaml": item(**path)}, {"sti.yaml": item(udvalg="BUU", **path)}, Valg(udvalg="ØK"))
    assert sentences(other) == []


def test_a_committee_that_the_earlier_plan_did_not_have(two: Two) -> None:
    new = PLAN_YAML.replace("  KCL:", "  TU: {navn: Teknikudvalget, slags: fagudvalg}\n  KCL:")
    held = two.held({"sti.yaml": item()}, {"sti.yaml": item(udvalg="TU")}, Valg(udvalg="TU"), efter=new)
    assert sentences(held) == ["Flyttet fra AU til TU"]


def test_what_is_hidden_in_either_state_is_not_public(two: Two) -> None:
    secret = item(offentlig="nej", beløb="{2025: 7}")
    for before, after in ((secret, item()), (item(), secret), (secret, item(offentlig="nej"))):
        held = two.held({"sti.yaml": before}, {"sti.yaml": after})
        assert held.ændringer != ()
        assert (held.offentligt.ændringer, held.skjulte) == ((), 1)


def test_a_hidden_item_is_not_named_by_the_item_that_it_pays_for(two: Two) -> None:
    pulje = {"stipulje.yaml": OTHERS["stipulje.yaml"] + "offentlig: nej\n"}
    held = two.held({"sti.yaml": item(), **pulje}, {"sti.yaml": item(finansieret_af="stipulje"), **pulje})
    assert sentences(held) == ["Finansieret af: tomt → et punkt, der ikke er offentligt"]


def test_a_file_that_cannot_be_read_is_neither_new_nor_gone(two: Two, tmp_path: Path) -> None:
    two.held({"sti.yaml": item()}, {"sti.yaml": item()})
    (tmp_path / "før" / "sti.yaml").write_bytes(b"art: [")
    before = load(tmp_path / "før")
    assert before.plan is not None
    held = hold(sound(tmp_path / "efter"), Valg(før=Tilstand(before.plan, _SIDEN, ulæste=tuple(before.unreadable))))
    assert (held.ændringer, held.ulæste) == ((), ("sti",))


def test_plans_in_different_units_are_refused(two: Two) -> None:
    other = PLAN_YAML.replace("enhed: mio. kr.", "enhed: kr.")
    with pytest.raises(UnknownChoice, match=r"ikke samme enhed \(mio\. kr\. og kr\.\)"):
        two.held({"sti.yaml": item()}, {"sti.yaml": item()}, efter=other)


def test_without_a_state_to_hold_against_it_says_what_to_write(plan_folder: PlanFolder) -> None:
    with pytest.raises(UnknownChoice, match="udplan report ændringer --siden 2025-01-31"):
        hold(sound(plan_folder()), Valg())


def test_the_rows_have_every_column_and_exact_amounts(two: Two) -> None:
    held = two.held(
        {"sti.yaml": item(beløb="{2025: '0,100'}")}, {"sti.yaml": item(beløb="{2025: ikke oplyst}", slut="X")}
    )
    rows = change_rows(sound(two._tmp / "før"), sound(two._tmp / "efter"), held.ændringer)
    assert [tuple(row) for row in rows] == [COLUMNS] * 2
    assert [(row["slags"], row["felt"], row["år"], row["før"], row["efter"], row["forskel"]) for row in rows] == [
        ("afsluttet", "slut", None, None, "X", None),
        ("beløb", "beløb", 2025, Decimal("0.100"), IKKE_OPLYST, None),
    ]


def test_a_change_of_the_plan_itself_has_no_item() -> None:
    assert Ændring(Slags.PLANEN, "titel", "A", "B", hvad="Titel").punkt is None


# --- the words that are other -----------------------------------------------------------------------------------------


def brackets(before: str, after: str) -> list[str]:
    return [in_brackets(line) for line in differing(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("En sti.", "En sti.", []),
        ("En\n sti.", "En  sti.", []),
        (
            "Sagen drøftes i udvalget i marts.",
            "Sagen drøftes i ØK i marts.",
            ["Sagen drøftes i [udvalget → ØK] i marts."],
        ),
        (
            "et to tre fire fem seks syv otte ni ti elleve",
            "et to tre fire fem seks SYV otte ni ti elleve",
            ["… tre fire fem seks [syv → SYV] otte ni ti elleve"],
        ),
        ("En.\n\nTo.", "En.\n\nTo.\n\nTre.", ["[nyt: Tre.]"]),
        ("- en\n- to\n- tre", "- en\n- tre", ["[slettet: - to]"]),
        ("", "Ny tekst.", ["[nyt: Ny tekst.]"]),
        ("En sti.", "En lang sti.", ["En [nyt: lang] sti."]),
        ("a b.\n\nc d.", "a X.\n\nc Y.", ["a [b. → X.]", "c [d. → Y.]"]),
        ("En.\n\nTo.", "En. To.", ["En. [slettet: ¶] To."]),
        ("En. To.", "En.\n\nTo.", ["En. [nyt: ¶] To."]),
        ("En sti.\n\nTo veje.", "En sti. Tre veje.", ["En sti. [¶ To → Tre] veje."]),
    ],
)
def test_only_the_words_that_are_other_are_told(before: str, after: str, told: list[str]) -> None:
    assert brackets(before, after) == told
    assert same(before, after) is (told == [])


def test_the_runs_of_a_text_make_both_texts() -> None:
    before, after = "en to tre fire", "en 2 tre 4 fem"
    (line,) = differing(before, after)
    for gone, text in ((Del.NY, before), (Del.SLETTET, after)):
        assert " ".join(run.tekst for run in line if run.del_ is not gone) == text


def test_a_stretch_that_is_too_long_to_hold_word_by_word_is_told_whole() -> None:
    before, after = (" ".join(f"{sign}{n}" for n in range(MOST + 1)) for sign in "ab")
    (line,) = differing(f"først {before} sidst", f"først {after} sidst")
    assert [(run.del_, len(run.tekst.split())) for run in line] == [
        (Del.ENS, 1),
        (Del.SLETTET, MOST + 1),
        (Del.NY, MOST + 1),
        (Del.ENS, 1),
    ]


def test_points_and_paragraphs_are_pieces() -> None:
    assert pieces("En\nto.\n\n\n- a\n  b\n1. c\n2) d") == ["En to.", "- a b", "1. c", "2) d"]
