"""A text pasted from Word under a field's name, and what else is typed as in a table: told once, and put right where it is certain."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import few
from tests.plans import FULL_ITEM, PLAN_YAML, PlanFolder, item
from udplan.edit.repair import repair
from udplan.edit.sources import plan_sources
from udplan.lint.run import lint
from udplan.model.forms import INDSATS
from udplan.model.kind import Kontekst
from udplan.model.plan import Plan, load, read_source
from udplan.yaml.pasted import find
from udplan.yaml.problem import Niveau
from udplan.yaml.read import parse

RET = "udplan ret kan gøre det."

#: Texts as they stand in a Word document.
TEXTS = {
    "paragraphs": "Der anlægges en ny cykelsti.\n\nStien skal være sikker for skolebørn.\nDet sker i to etaper.",
    "colons": "Formålet er todelt: bedre tilbud og lavere udgifter.\nMål: 10 pct. færre ulykker\nMidler: 2,5 mio. kr.",
    "bullets": "Der arbejdes med tre spor:\n•\tForebyggelse\n•\tTidlig indsats\n•\tBedre overgange",
    "Word's own bullets": "Indsatsen omfatter:\n\uf0b7\tSkoler\n\uf0b7\tDagtilbud: alle huse\n\nVirkning fra 2026.",
    "dashes": "Forslaget rummer tre dele:\n- bedre drift\n- færre kvm\n  - lukning af pavillon\n- indkøb: nye aftaler",
    "quotes": '"Vores børn" er temaet for aftalen.\nPartierne er enige om: "ingen børn tabes".',
    "number signs": "Jf. forslag #12 og bilag # 3 udmøntes puljen.\nSe også sag #4711.",
    "signs of YAML": "* Vigtigt *\n& samarbejde med erhvervet\n@kommunen: ny kanal\n100 % af midlerne {2025} [bilag] `x`",
    "numbers": "1. Analyse i foråret\n2. Beslutning: efter høring\n3. Gennemførelse – 2026/2027\n\n(jf. aftalens s. 12)",
    "words that are fields": "Baggrund\nAftalen.\n\nStatus: vi venter på ministeriet\nBeløb: 1,5 mio. kr. i alt\nSlut på det",
    "tabs": "Etape\tÅr\nFørste\t2026: byen\n\tAnden\t2027: havnen",
}

#: How they come into a file, with what the line had before.
MANNERS = {
    "below": "kurs:\n{}",
    "behind the colon": "kurs: {}",
    "below, further in": "kurs:\n  {}",
    "below |": "kurs: |\n{}",
    "below |, further in": "kurs: |\n  {}",
    "below a remark": "kurs:            # budgetaftalens tekst\n{}",
    "below a blank line": "kurs:\n\n{}\n",
    "below what was unknown": "kurs: ikke oplyst   # budgetaftalens tekst\n{}",
}

ABOVE = "overskrift: Ny cykelsti\nart: råderum\nudvalg: AU\ntovholder: Økonomichefen\n"
BELOW = "\n\n# sagen\nsagsgang: AU, KB   # på vej\nbeløb:\n  2025: -0,518\n"


def repaired(folder: Path) -> str:
    """Repair the one item of a plan; the file as it is then."""
    for source, raw, context in plan_sources(folder, []):
        source.path.write_bytes(repair(source, raw, context).raw)
    return (folder / "sti.yaml").read_bytes().decode()


def errors(folder: Path) -> list[str]:
    return [each.besked for each in lint(load(folder)).problems if each.niveau is Niveau.FEJL]


def plan_of(folder: Path) -> Plan:
    plan = load(folder).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_pasted_text_is_told_once_and_becomes_a_block_of_the_same_words(
    plan_folder: PlanFolder, text: str, manner: str, end: str
) -> None:
    folder = plan_folder({"sti.yaml": ABOVE + "kurs: x" + BELOW})
    written = ABOVE + manner.format(text) + BELOW
    (folder / "sti.yaml").write_bytes(written.replace("\n", end).encode())
    told = errors(folder)
    assert len(told) == 1
    after = repaired(folder)
    if not told[0].endswith(RET):
        assert after == written.replace("\n", end)
        assert "eller en del af teksten" in told[0]
        return
    assert errors(folder) == []
    assert str(plan_of(folder).indsatser[0].kurs).rstrip("\n") in (text, dashed(text))
    assert after.startswith(ABOVE.replace("\n", end))
    assert after.endswith(BELOW.replace("\n", end))
    assert repaired(folder) == after


def dashed(text: str) -> str:
    """Word's bullets as a repair writes them."""
    return text.replace("\uf0b7\t", "- ").replace("•\t", "- ")


DOUBTFUL = [
    ("a field with a capital that is nowhere else", "Vi vil: a: b\nNote: kun for os\nog mere", "feltet note"),
    ("an amount with a capital", "Vi vil: a: b\nAnvendt:\n  2025: 1,0", "feltet anvendt"),
    ("a field that is spelled wrong", "Vi vil: a: b\nforudsætnig: ingen", "feltet forudsætning"),
    ("a field of another group", "Vi vil: a: b\ndato: 2025-01-21", "feltet dato"),
    ("a field further in", "Vi vil: a: b\n  kompetence: politisk", "feltet kompetence"),
    ("a field out of order", "Vi vil: a: b\nog mere\nkort: sti", "feltet kort"),
    ("a field that is there already", "Vi vil: a: b\nog mere\nart: ny", "feltet art"),
    ("a remark", "Vi vil: a: b\n# husk bilag\nog mere", "en bemærkning"),
    ("a remark behind", "Vi vil: a: b   # husk bilag\nog mere", "en bemærkning"),
    ("a remark behind one space", "Vi vil: a: b\nog mere # husk bilag", "en bemærkning"),
    ("a line between two files", "Vi vil: a: b\n---\nog mere", ""),
    ("a year and an amount", "Vi vil: a: b\n2025: -0,5", "et beløb"),
    ("a name of two words", "Vi vil\nAnsvarlig chef: ingen", "et felt, der ikke findes"),
]


@pytest.mark.parametrize(("text", "what"), [row[1:] for row in DOUBTFUL], ids=[row[0] for row in DOUBTFUL])
@pytest.mark.parametrize("below", [BELOW, BELOW.replace("AU, KB", "AU, KB, ØK: nej")], ids=["sound", "a fault below"])
def test_what_may_be_a_field_or_a_remark_is_left_alone_and_told(
    plan_folder: PlanFolder, text: str, what: str, below: str
) -> None:
    written = f"{ABOVE}kurs: {text}{below}"
    folder = plan_folder({"sti.yaml": written})
    told = errors(folder)
    assert told
    assert any(what in besked for besked in told)
    assert repaired(folder).startswith(f"{ABOVE}kurs: {text}")


@pytest.mark.parametrize("manner", sorted(MANNERS.values()))
def test_a_line_that_only_looks_empty_is_no_text(manner: str) -> None:
    source = parse(Path("sti.yaml"), f"{ABOVE}{manner.format(chr(0xA0))}{BELOW}".encode(), INDSATS)
    said = {problem.besked for problem in source.problems}
    assert said <= {"Linjen ser tom ud, men her står et usynligt mellemrum (U+00A0, hårdt mellemrum). Slet linjen."}


@pytest.mark.parametrize(
    "text",
    [
        FULL_ITEM,
        ABOVE + "kurs:\n  Stien\n  skal være\n\n  åben\n" + BELOW,
        ABOVE + "kurs: 'Stien:\n  åben'\n" + BELOW,
        ABOVE + "kurs:\nkoordinering: |\n  Status: x\n  a: b: c\n" + BELOW,
        ABOVE + "kurs: >\n  Stien\n" + BELOW,
        ABOVE + "kurs:   # kommer\n\n# og mere\nnote: a\n" + BELOW,
    ],
)
def test_a_text_that_can_be_read_is_none(text: str) -> None:
    for written in (text, text.replace("\n", "\r\n")):
        assert find(written, INDSATS) == []


@few()
@given(
    st.lists(
        st.one_of(
            st.sampled_from([line for text in TEXTS.values() for line in text.split("\n")]),
            st.sampled_from(
                ["status: ja", "Art: drift", "# x", "- ", "", "  ", "note: a", "'", '"a', "2025: 1", "a: |", "---"]
            ),
            st.text("ab:#-'\" \t|>[]{}*&!%@`,?æ\u00a0", max_size=12),
        ),
        max_size=6,
    ),
    st.sampled_from(sorted(MANNERS.values())),
)
def test_whatever_is_pasted_what_is_promised_is_done_and_nothing_is_lost(rows: list[str], manner: str) -> None:
    """Every word that stood in the file stands there afterwards; and lint promises no more than a repair does."""
    context = Kontekst(år=(2025, 2026), fora={"au": "AU", "kb": "KB"})
    written = ABOVE + manner.format("\n".join(rows)) + BELOW
    raw = written.encode()
    source = parse(Path("sti.yaml"), raw, INDSATS)
    certain = [piece for piece in find(written, INDSATS) if piece.new is not None]
    after = repair(source, raw, context).raw.decode()
    if certain:
        (piece,) = certain
        assert piece.error.besked.endswith(RET)
        said = repair(source, raw, context).edits
        assert f"{piece.name} skrevet som tekstblok" in said
        assert find(after, INDSATS) == []
    # Quotes may be put around a value, and bullets are written as dashes: no letter goes.
    known = str.maketrans("", "", " \t\"'-|•\uf0b7\u00a0\n")
    without = written.replace("ikke oplyst", "")
    assert after.replace("ikke oplyst", "").translate(known) == without.translate(known)


# --- one run tells all --------------------------------------------------------------------------------------------------

MANY_FAULTS = """\
overskrift: "Vores" by
art: drift
udvalg: AUU
tovholder: Chef: Økonomi
kurs:
Vi vil to ting: bedre og billigere.

- ét
koordinering: [a
sagsgang: AU, XX
slut: måske
beløb:
  2025: 1.000
  2026: - 0,3
"""


def test_one_run_tells_every_fault_of_a_file(plan_folder: PlanFolder) -> None:
    problems = lint(load(plan_folder({"sti.yaml": MANY_FAULTS}))).problems
    assert [(each.linje, each.regel) for each in problems] == [
        (1, "yaml-form"),
        (3, "ukendt-udvalg"),
        (4, "yaml-form"),
        (5, "yaml-form"),
        (9, "yaml-form"),
        (10, "ukendt-forum"),
        (11, "slut-form"),
        (13, "beloeb-form"),
        (14, "yaml-form"),
    ]


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        (ABOVE + 'kurs: "Vi vil\nsagsgang: AU, KB\nbeløb:\n  2025: 1\n', []),
        (ABOVE + 'kurs: "Vi vil\nsagsgang: AU, KB\n', ["beløb"]),
        (ABOVE + "kurs: [a\nsagsgang: AU, KB\nbeløb: [1\n", []),
        (ABOVE + "kurs: [a, beløb: 1\nsagsgang: AU, KB\n", []),
        (ABOVE + "kurs: [a\n  beløp: 1\nsagsgang: AU, KB\n", []),
        (ABOVE.replace("tovholder", "tovholdr").replace("Øko", "'Øko") + "beløb:\n  2025: 1\nsagsgang: AU\n", []),
    ],
)
def test_a_field_that_may_stand_where_a_file_cannot_be_read_is_not_lacking(
    plan_folder: PlanFolder, text: str, lacking: list[str]
) -> None:
    problems = lint(load(plan_folder({"sti.yaml": text}))).problems
    assert [each.besked.partition(" ")[0] for each in problems if each.regel == "felt-mangler"] == lacking
    assert any(each.regel == "yaml-form" for each in problems)


def test_what_is_half_read_stands_outside_the_plan(plan_folder: PlanFolder) -> None:
    loaded = load(plan_folder({"sti.yaml": ABOVE + "kurs: [a\nsagsgang: AU, KB\nbeløb:\n  2025: 1\n"}))
    assert loaded.plan is not None
    assert (loaded.plan.indsatser, len(loaded.plan.halve), len(loaded.unreadable)) == ((), 1, 1)


def test_plan_yaml_is_told_all_of_its_faults_too(plan_folder: PlanFolder) -> None:
    folder = plan_folder(
        {}, plan=PLAN_YAML.replace("titel: U", "titel: Plan: U").replace("enhed: mio. kr.", "enhed: dollars")
    )
    assert [each.regel for each in lint(load(folder)).problems] == ["yaml-form", "ukendt-vaerdi"]


# --- years and paths as a table has them --------------------------------------------------------------------------------

YEARS = item(beløb="   # mio. kr.\n2025: 1,0  # først\n2026:\n2027: 2,0")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_years_that_are_not_further_in_are_told_once_and_put_in_place(plan_folder: PlanFolder, end: str) -> None:
    folder = plan_folder({"sti.yaml": item()})
    (folder / "sti.yaml").write_bytes(YEARS.replace("\n", end).encode())
    assert errors(folder) == [f"2025-2027 hører til beløb. Begynd hver af linjerne med 2 mellemrum; {RET}"]
    assert repaired(folder) == YEARS.replace("\n202", "\n  202").replace("\n", end)
    assert errors(folder) == []


def test_years_are_put_in_place_also_in_a_file_that_cannot_be_read_as_a_whole(plan_folder: PlanFolder) -> None:
    doubtful = "kurs: Vi vil: a: b\n# husk bilag\nog mere\n"
    years = "beløb:\n2025: 1,0\n2026: 2,0\n"
    folder = plan_folder({"sti.yaml": ABOVE + doubtful + "sagsgang: AU, KB\n" + years})
    assert [besked.endswith(RET) for besked in errors(folder)] == [False, True]
    assert repaired(folder) == ABOVE + doubtful + "sagsgang: AU, KB\n" + years.replace("\n202", "\n  202")
    assert [besked.endswith(RET) for besked in errors(folder)] == [False]


def test_years_of_another_plan_are_left_alone(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(beløb="\n2031: 1,0")})
    assert "Feltet 2031 findes ikke her." in " ".join(errors(folder))
    assert repaired(folder) == item(beløb="\n2031: 1,0")


PATHS = [
    ("BUU januar 2026, AU februar 2026, KB", "[{forum: BUU, tid: januar 2026}, {forum: AU, tid: februar 2026}, KB]"),
    ("AU 12. januar 2026, KB  # fra arket", "[{forum: AU, tid: 2026-01-12}, KB]  # fra arket"),
    ("AU (uge 12 2026); KB", "[{forum: AU, tid: uge 12 2026}, KB]"),
    ("AU -> KB", "AU, KB"),
    ("AU → ØK → KB", "AU, ØK, KB"),
    ("Arbejdsmarkedsudvalget; Økonomiudvalget", "AU, ØK"),
]


@pytest.mark.parametrize(("written", "wanted"), PATHS)
def test_a_path_as_a_table_has_it_is_told_with_its_form_and_written_so(
    plan_folder: PlanFolder, written: str, wanted: str
) -> None:
    folder = plan_folder({"sti.yaml": item(sagsgang=written)})
    (besked,) = errors(folder)
    assert besked.startswith("Skriv leddene ")
    assert besked.endswith(RET)
    assert repaired(folder) == item(sagsgang=wanted)
    assert errors(folder) == []


@pytest.mark.parametrize(
    ("written", "besked"),
    [
        (
            "AU/ØK/KB",
            "Skriv leddene med komma imellem: AU, ØK, KB. Er det et fælles møde, så giv det sit eget forum.",
        ),
        (
            "AU januar 2026, XX",
            "Et led med en tid skal stå i en liste: [{forum: AU, tid: januar 2026}, …]. Skriv alle leddene på den måde.",
        ),
        ("XX -> KB", "XX -> KB står ikke under fora i plan.yaml."),
        ("AU januar, KB", "AU januar står ikke under fora i plan.yaml."),
    ],
)
def test_a_path_that_is_not_certain_is_left_alone(plan_folder: PlanFolder, written: str, besked: str) -> None:
    folder = plan_folder({"sti.yaml": item(sagsgang=written)})
    assert besked in errors(folder)
    assert repaired(folder) == item(sagsgang=written)


def test_the_form_of_a_path_and_of_a_status_can_be_copied(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(sagsgang="AU/KB", status='Er "i gang"')})
    by_rule = {each.regel: each for each in lint(load(folder)).problems}
    sagsgang, status = by_rule["sagsgang-form"].forslag, by_rule["forkert-form"].besked
    point = status.partition("Skriv fx ")[2].removesuffix(" på linjen nedenunder.")
    (folder / "sti.yaml").write_text(item(sagsgang=sagsgang, status=f"\n  {point}"), encoding="utf-8")
    assert errors(folder) == []
    assert plan_of(folder).indsatser[0].status[0].tekst == 'Er "i gang"'
    assert read_source(folder / "sti.yaml").problems == []


@pytest.mark.parametrize("name", ["note", "slut", "tovholder"])
def test_a_field_behind_the_colon_of_a_text_is_left_to_who_wrote_it(name: str) -> None:
    """A line break that was lost, and an internal note would be printed as the text above it."""
    (piece,) = find(f"overskrift: A\nkurs: {name}: internt til direktionen\nog ikke andre\nsagsgang: AU, KB\n", INDSATS)
    assert piece.new is None
    assert f"kan være feltet {name} eller en del af teksten" in piece.doubt


def test_a_year_behind_the_name_of_its_field_is_no_text_to_quote() -> None:
    """Quoted it would be no amount, and ret would not do it."""
    raw = "overskrift: A\nbeløb: 2026: 1,0\n".encode()
    (error,) = parse(Path("a.yaml"), raw, INDSATS).problems
    assert "lad beløb: stå alene" in error.besked
    assert RET not in error.besked
