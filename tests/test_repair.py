"""``udplan ret``: what is certain is put right, byte for byte, and nothing else is touched."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import worst
from tests.examples import few
from tests.plans import FULL_ITEM, FULL_PLAN, PLAN_YAML, REAL_PLAN, PlanFolder, item, write
from tests.test_source import ANY_BYTES, assert_inside
from udplan.edit import edits
from udplan.edit import repair as repair_module
from udplan.edit.edit import Edit, diff
from udplan.edit.repair import Repaired, repair
from udplan.edit.sources import plan_sources
from udplan.lint.run import lint
from udplan.model.forms import GRUNDLAG, INDSATS
from udplan.model.indsats import Indsats
from udplan.model.kind import Kontekst
from udplan.model.plan import load, read_source
from udplan.yaml.lenient import Part
from udplan.yaml.problem import Niveau
from udplan.yaml.read import parse

MIO = Kontekst(enhed="mio. kr.", decimaltegn="komma", år=(2025, 2026, 2027, 2028), fora={"au": "AU", "kb": "KB"})
KR = Kontekst(enhed="kr.", decimaltegn="komma", år=(2025, 2026))
TUSIND = Kontekst(enhed="1.000 kr.", decimaltegn="komma", år=(2025, 2026))
PUNKTUM = Kontekst(enhed="mio. kr.", decimaltegn="punktum", år=(2025, 2026))


def repaired(text: str | bytes, context: Kontekst = MIO) -> Repaired:
    """The text repaired: as plan.yaml, if it has a field that only plan.yaml has."""
    raw = text.encode("utf-8") if isinstance(text, str) else text
    form = GRUNDLAG if re.search(rb"(?m)^(?:titel|fora|kontroltal|behandlet|hensigtsgrupper|temaer):", raw) else INDSATS
    return repair(parse(Path("sti.yaml"), raw, form), raw, context)


def after(text: str | bytes, context: Kontekst = MIO) -> str:
    return repaired(text, context).raw.decode("utf-8")


# --- what is certain: a row each of what can be repaired -------------------------------------------------------------

CERTAIN = [
    ("a decimal point", "beløb:\n  2025: 11.4\n", "beløb:\n  2025: 11,4\n"),
    ("a decimal point below one", "beløb:\n  2025: -0.518\n", "beløb:\n  2025: -0,518\n"),
    ("amounts in braces", "beløb: {2025: -0,518, 2026: -1,050}\n", "beløb:\n  2025: -0,518\n  2026: -1,050\n"),
    ("one amount in braces", "beløb: {2025: -0,518}\n", "beløb:\n  2025: -0,518\n"),
    (
        "amounts in brackets, one a year",
        "beløb: [1,000, 1,000, 0,5, 2]\n",
        "beløb:\n  2025: 1,000\n  2026: 1,000\n  2027: 0,5\n  2028: 2\n",
    ),
    ("one amount that is moved", "flytning:\n  - beløb: 0.5\n", "flytning:\n  - beløb: 0,5\n"),
    ("a space after a minus", "beløb:\n  2025: - 0,300\n", "beløb:\n  2025: -0,300\n"),
    ("a minus sign", "beløb:\n  2025: −0,300\n", "beløb:\n  2025: -0,300\n"),
    ("an en dash", "beløb:\n  2025: –0,300\n", "beløb:\n  2025: -0,300\n"),
    ("a space between thousands", "beløb:\n  2025: 1 000,5\n", "beløb:\n  2025: 1000,5\n"),
    ("a no-break space between thousands", "beløb:\n  2025: 1\u00a0000,5\n", "beløb:\n  2025: 1000,5\n"),
    ("a no-break space behind an amount", "beløb:\n  2025: 0,5\u00a0\n", "beløb:\n  2025: 0,5\n"),
    ("a no-break space after a colon", "overskrift: Sti\nudvalg:\u00a0AU\n", "overskrift: Sti\nudvalg: AU\n"),
    ("the same in front of an amount", "beløb:\n  2025:\u00a01,0\n", "beløb:\n  2025: 1,0\n"),
    (
        "the same on two lines, one text to YAML",
        "beløb:\n  2025:\u00a01,0\n  2026:\u202f2,0\nnote: a\n",
        "beløb:\n  2025: 1,0\n  2026: 2,0\nnote: a\n",
    ),
    ("the same with nothing behind it", "beløb:\u00a0\n  2025: 1,0\n", "beløb:\n  2025: 1,0\n"),
    ("a no-break space in front of a year", "beløb:\n\u00a0\u00a02025: 1,0\n", "beløb:\n  2025: 1,0\n"),
    ("the plan's own unit", "beløb:\n  2025: 1,0 mio. kr.\n", "beløb:\n  2025: 1,0\n"),
    ("the plan's own unit without dots", "beløb:\n  2025: 1,0 mio kr\n", "beløb:\n  2025: 1,0\n"),
    ("a multiplication sign for X", "slut: ×\n", "slut: X\n"),
    ("a small x", "slut: x\n", "slut: X\n"),
    ("true", "tværgående: true\n", "tværgående: ja\n"),
    (
        "many in one field, each of another length than before",
        "status:\n" + "  - tekst: a\n    obs: true\n" * 12,
        "status:\n" + "  - tekst: a\n    obs: ja\n" * 12,
    ),
    ("capitals", "tværgående: NEJ\n", "tværgående: nej\n"),
    ("a Danish date", "slut: 21-01-2025\n", "slut: 2025-01-21\n"),
    ("a date in words", "status:\n  - dato: 21. januar 2025\n", "status:\n  - dato: 2025-01-21\n"),
    ("a day of a step", "sagsgang: [{forum: AU, tid: 21/1-2025}]\n", "sagsgang: [{forum: AU, tid: 2025-01-21}]\n"),
    ("a code", "kode: R307(B)\n", "kode: R307 (B)\n"),
    ("a code in quotes", "kode: 'R307  (I) (B)'\n", "kode: 'R307 (I)(B)'\n"),
    ("a colon in a text", "overskrift: Investering: besparelser\n", 'overskrift: "Investering: besparelser"\n'),
    (
        "a colon in a text with quotes in it",
        'overskrift: Investering: "besparelser"\n',
        "overskrift: 'Investering: \"besparelser\"'\n",
    ),
    (
        "a colon in a text with both",
        "overskrift: Investering: 'a' \"b\"\n",
        "overskrift: 'Investering: ''a'' \"b\"'\n",
    ),
    ("an anchor", "note: &OBS tekst\n", 'note: "&OBS tekst"\n'),
    ("an alias", "note: *vigtigt* ord\n", 'note: "*vigtigt* ord"\n'),
    ("a tag", "note: !vigtigt nu\n", 'note: "!vigtigt nu"\n'),
    ("an at sign", "note: @byen\n", 'note: "@byen"\n'),
    ("a backtick", "note: `kode`\n", 'note: "`kode`"\n'),
    ("a backslash in such a text", "note: @by\\en\n", "note: '@by\\en'\n"),
    ("an anchor in a list", "tema:\n  - &OBS ét\n  - to\n", 'tema:\n  - "&OBS ét"\n  - to\n'),
    ("quotes around a part", 'overskrift: "Vores" Norddjurs\n', "overskrift: '\"Vores\" Norddjurs'\n"),
    ("tabs", "beløb:\n\t2025: 1\n\t2026: 2\n", "beløb:\n  2025: 1\n  2026: 2\n"),
    (
        "tabs below each other",
        "status:\n\t- dato: 2025-01-21\n\t\ttekst: a\n",
        "status:\n  - dato: 2025-01-21\n    tekst: a\n",
    ),
    (
        "a tab that is a text's own is left to it",
        "status:\n  - tekst: |\n      Første\n      \tAnden\n    obs: a: b\n",
        'status:\n  - tekst: |\n      Første\n      \tAnden\n    obs: "a: b"\n',
    ),
    ("tabs for a text", "kurs: |\n\tFørste\n\tAnden\n", "kurs: |\n  Første\n  Anden\n"),
    ("a tab after a colon", "art:\tdrift\n", "art: drift\n"),
    ("a name from a Mac", unicodedata.normalize("NFD", "tværgående: ja\n"), "tværgående: ja\n"),
    ("a name without Danish letters", "beloeb:\n  2025: 1\n", "beløb:\n  2025: 1\n"),
    ("the same another way", "belob:\n  2025: 1\n", "beløb:\n  2025: 1\n"),
    ("a name with a capital", "Beløb:\n  2025: 1\n", "beløb:\n  2025: 1\n"),
    ("a name in capitals", "BELOEB:\n  2025: 1\n", "beløb:\n  2025: 1\n"),
    ("a name in quotes", '"Overskrift": Sti\n', '"overskrift": Sti\n'),
    ("a name inside a list", "status:\n  - Dato: 2025-01-21\n", "status:\n  - dato: 2025-01-21\n"),
    ("bullets in a text", "kurs: |\n  Vi vil\n  \uf0b7\tét\n  \uf0a7 to\n", "kurs: |\n  Vi vil\n  - ét\n  - to\n"),
    ("a bullet in front of a title", "overskrift: \uf0b7 Sti\n", "overskrift: Sti\n"),
    ("a bullet in quotes", 'overskrift: "\uf0b7 Sti"\n', 'overskrift: "Sti"\n'),
    ("bullets for a list", "tema:\n  \uf0b7 ét\n  \uf0b7 to\n", "tema:\n  - ét\n  - to\n"),
    ("a soft hyphen", "overskrift: Cykel\u00adsti\n", "overskrift: Cykelsti\n"),
    ("a soft hyphen first on a line", "kurs: >\n  ét\n  \u00ad - to\n", "kurs: >\n  ét\n  - to\n"),
    ("a zero-width space in an amount", "beløb:\n  2025: 1\u200b,0\n", "beløb:\n  2025: 1,0\n"),
    ("a zero-width space in a name", "udv\u200balg: AU\n", "udvalg: AU\n"),
    ("a byte order mark in the middle", "overskrift: Cykel\ufeffsti\n", "overskrift: Cykelsti\n"),
    ("a mark for the direction of script", "overskrift: \u200eSti\u200f\n", "overskrift: Sti\n"),
]


@pytest.mark.parametrize(("written", "wanted"), [row[1:] for row in CERTAIN], ids=[row[0] for row in CERTAIN])
def test_what_is_certain_is_put_right_and_the_rest_of_the_file_is_as_it_was(written: str, wanted: str) -> None:
    """Remarks, blank lines, line ends, a byte order mark and a missing line end are the writer's own."""
    above = "# en bemærkning:  a: b   \n\nkort:   'Sti'   # kort: nok \n\n"
    below = "\n#  slut\nforudsætning: >\n   To\n\n   linjer \t\n\nafsnit: ét   "
    for bom, end in itertools.product(("", "\ufeff"), ("\n", "\r\n")):
        before, expected = (f"{bom}{(above + text + below).replace(chr(10), end)}" for text in (written, wanted))
        assert after(before) == expected, (bom, end)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", ("gemt som UTF-8 i stedet for UTF-16",)),
        ("cp1252", ("gemt som UTF-8 i stedet for Windows-1252",)),
    ],
)
def test_a_text_in_another_encoding_is_saved_as_utf_8(encoding: str, said: tuple[str, ...]) -> None:
    text = "overskrift: Økonomi på lån\r\nkurs: ”Ærø” – §5\r\n"
    found = repaired(text.encode(encoding))
    assert (found.raw, found.edits) == (text.encode("utf-8"), said)


@pytest.mark.parametrize(
    ("context", "written", "wanted"),
    [
        (KR, "371.000", "371.000"),
        (KR, "371000 kr.", "371000"),
        (KR, "371 000", "371000"),
        (KR, "1,0 mio. kr.", "1,0 mio. kr."),
        (KR, "300 t.kr.", "300 t.kr."),
        (TUSIND, "-6.949", "-6.949"),
        (TUSIND, "21.000 kr.", "21.000 kr."),
        (TUSIND, "5 1.000 kr.", "5 1.000 kr."),
        (MIO, "300.000 kr.", "300.000 kr."),
        (MIO, "1.000,50", "1.000,50"),
        (PUNKTUM, "11.4", "11.4"),
        (PUNKTUM, "1.000", "1.000"),
        (PUNKTUM, "−0.518", "-0.518"),
    ],
)
def test_an_amount_is_read_as_the_plan_says_and_is_never_converted(
    context: Kontekst, written: str, wanted: str
) -> None:
    assert after(f"beløb:\n  2025: {written}\n", context) == f"beløb:\n  2025: {wanted}\n"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("0.55", "0,55"),
        ("0,55%", "0,55%"),
        ("0.55%", "0.55%"),
        ("0.55 pct.", "0.55 pct."),
        ("−0,55", "-0,55"),
        ("1.000", "1.000"),
    ],
)
def test_a_rate_is_read_with_a_decimal_comma_in_every_plan(written: str, wanted: str) -> None:
    for context in (MIO, KR, TUSIND, PUNKTUM):
        assert after(f"procent:\n  2025: {written}\n", context) == f"procent:\n  2025: {wanted}\n"


# --- what is doubtful stays ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "beløb:\n  2025: 1.000\n",
        "beløb:\n  2025: -1.313\n",
        "beløb:\n  2025: 0100\n",
        "beløb:\n  2025: 0x1F\n",
        "beløb:\n  2025: 1_000\n",
        "beløb:\n  2025: 1,000.50\n",
        "beløb:\n  2025: 1-\n",
        "beløb:\n  2025: (1,0)\n",
        "beløb:\n  2025: 300 t.kr.\n",
        "beløb:\n  2025: 0,55%\n",
        "beløb:\n  2025: %0,55\n",
        "beløb:\n  2025: \u00ad1,0\n",
        "beløb:\n  2025: - 1,0 kr.\n",
        "beløb: {2025: 1,2027}\n",
        "beløb: {2025: -0,518, 2026: 1,2027, 2027: 3}\n",
        "beløb: {2025: 1,5, 2025: 2,5}\n",
        "beløb: {2025: 1,5, 2026: 1.000}\n",
        "beløb: [1,000, 1,000]\n",
        "beløb:\n  25: 1,0\n",
        "slut: færdig\n",
        "slut: 2025-02-30\n",
        "slut: no\n",
        "tværgående: NO\n",
        "art: drift\nart: anlæg\n",
        "beløb:\n  2025: 1\nbeloeb:\n  2025: 2\n",
        "Kort: a\nkort: b\n",
        f"tværgående: ja\n{unicodedata.normalize('NFD', 'tværgående')}: nej\n",
        "overskrift: Pulje X\n",
        "kode: R901 #(B)\n",
        "overskrift: Ny: sti #2\n",
        "overskrift: [Ny] sti\n",
        "overskrift: > 5 mio.\n",
        'overskrift: "Ny sti\n',
        "overskrift: Sti\n---\noverskrift: Bro\n",
        "<<<<<<< HEAD\nslut: x\n=======\nslut: 21-01-2025\n>>>>>>> rettelser\n",
        "kurs: Der spares \u00ad5 mio. kr.\n",
        "kurs: Mål \uf0b7 ét \uf0b7 to\n",
        "overskrift: 👩\u200d🚒 på vagt\n",
        "strategier:\n  - Plan:\u00a0Sti\n",
        "status:\n  - tekst: # kun en bemærkning\n    dato: [a\n",
        "".join(f"{' ' * level}tema:\n" for level in range(120)),
    ],
)
def test_what_could_be_meant_in_two_ways_is_left_alone(text: str) -> None:
    for written in (text, text.replace("\n", "\r\n")):
        assert after(written) == written


@pytest.mark.parametrize(
    "raw",
    [
        "overskrift: Økonomi på lån\n".encode("cp865"),
        "overskrift: æble, 20° varme\n".encode("cp865"),
        "overskrift: 20° varme\n".encode("cp865"),
        "overskrift: Økonomi på lån\n".encode("mac-roman"),
        "overskrift: Økonomi\n".encode("utf-16-le"),
        "overskrift: Økonomi\n".encode("utf-16-be"),
        "overskrift: Økonomi\n".encode() + b"kort: \xf8\n",
        b"overskrift: \x91ble\n",
        b"\xff\xfe\x00\xd8a\x00",
        b"a: " + b"b" * 1_000_000,
    ],
    ids=["cp865", "cp865 degree", "degree alone", "mac", "utf-16-le", "utf-16-be", "mixed", "quote", "half", "large"],
)
def test_bytes_that_are_not_certain_are_left_alone(raw: bytes) -> None:
    assert repaired(raw).raw == raw


@pytest.mark.parametrize(
    ("top", "amount", "wanted"),
    [
        (PLAN_YAML, "11.4", "11,4"),
        (PLAN_YAML + "decimaltegn: punktum\n", "11.4", "11.4"),
        (PLAN_YAML + "Decimaltegn: punktum\n", "11.4", "11.4"),
        (PLAN_YAML + "decimaltgn: punktum\n", "11.4", "11.4"),
        (PLAN_YAML + "decimaltegn: [punktum\n", "11.4", "11.4"),
        (PLAN_YAML + "decimaltegn: prik\n", "11.4", "11.4"),
        (PLAN_YAML.replace("enhed: mio. kr.", "Enhed: kr."), "1,0 mio. kr.", "1,0 mio. kr."),
        (PLAN_YAML.replace("enhed: mio. kr.", "enhed: kroner"), "1,0 mio. kr.", "1,0 mio. kr."),
        (PLAN_YAML.replace("enhed: mio. kr.", ""), "1,0 mio. kr.", "1,0 mio. kr."),
        (PLAN_YAML.replace("enhed: mio. kr.", "enhed:\u00a0mio. kr."), "1,0 mio. kr.", "1,0"),
        (PLAN_YAML.replace("titel: Udm", "titel: Plan: Udm"), "1,0 mio. kr.", "1,0"),
        (PLAN_YAML + "bilag: [\n", "11.4", "11,4"),
        ("[", "11.4", "11.4"),
        ("", "11.4", "11.4"),
    ],
)
def test_an_amount_is_left_alone_where_the_plans_settings_are_not_certain(
    plan_folder: PlanFolder, top: str, amount: str, wanted: str
) -> None:
    folder = plan_folder({"sti.yaml": item(slut="x", beløb=f"\n  2025: {amount}")}, plan=top)
    rewrite(folder)
    assert (folder / "sti.yaml").read_text(encoding="utf-8") == item(slut="X", beløb=f"\n  2025: {wanted}")
    assert rewrite(folder) == []


def test_the_totals_of_plan_yaml_are_repaired_by_its_own_settings(plan_folder: PlanFolder) -> None:
    total = "kontroltal:\n  - navn: A\n    kilde: B\n    hvor: {{}}\n    beløb:\n      2025: {}\n"
    folder = plan_folder(plan=PLAN_YAML + total.format("- 0,3"))
    assert rewrite(folder) == ["plan.yaml"]
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN_YAML + total.format("-0,3")


BOTH_READINGS = [
    ("1.000", "1.000 kan læses på to måder. Mente du 1,000 (én million kroner) eller 1000 (én milliard kroner)?"),
    ("\u00ad1,0", "Foran tallet står en usynlig bindestreg. Mente du 1,0 eller -1,0?"),
    ("0100", "0100 kan læses på to måder. Mente du 0,100 (100 tusind kroner) eller 100 (100 millioner kroner)?"),
]


@pytest.mark.parametrize(("written", "besked"), BOTH_READINGS)
def test_what_is_doubtful_stays_an_error_with_both_readings(plan_folder: PlanFolder, written: str, besked: str) -> None:
    folder = plan_folder({"sti.yaml": item(beløb=f"\n  2025: {written}")})
    assert rewrite(folder) == []
    assert [each.besked for each in lint(load(folder)).problems if each.niveau is Niveau.FEJL] == [besked]


# --- what looks like a fault and is none ------------------------------------------------------------------------------

SOUND = """\
# Beloeb: 11.4 står her som bemærkning; 2025:\u00a01,0 også
overskrift: "Sti: den lange"   # færdig: x
kort: 'R307(B): "kort"'
kode: R307 (B)
art: råderum
udvalg: AU
tovholder: [Arbejdsmarkedschefen, Økonomichefen]
kurs: |
  Beloeb: {2025: -0,518, 2026: -1,050}
  Slut: x
  2025: 11.4
  2026:\u00a0− 0,3 mio. kr.
  note: &OBS tekst

    \tindrykket: @med tabulator
  100\u00a0000 kr. og kode: R307(B)
koordinering: >-
  To afdelinger: én vej,
  dato: 21-01-2025
forudsætning: Vejen er
  åben:ikke lukket\u00a0endnu
  og beløb\u00a0står fast
note: "Slut: x
  Beloeb: 11.4
  \u00a0status: true"
med_høring: 14 dages høring
strategier:
  - "HR: strategien"
  - Plan\u00a02025
sagsgang:
  - {forum: AU, tid: november 2024}
  - forum: KB
    tid: primo januar 2025
    beslutning: "slut: x"
slut: nej   # x er færdig
beløb: {2025: "-0,518", 2026: '1,5', 2027: 2, 2028: ikke oplyst}
procent:
  2025: 0,55%   # 0.55
anvendt:
status:
  - tekst: |-
      Dato: 21-01-2025
      slut: x
    dato: 2025-02-26
    obs: ja
  - dato: 2025-03-26
    tekst: >
      - ikke
      - en liste
undtagelser:
  afsluttet-med-kommende-trin: Kode: ingen
""".replace("afsluttet-med-kommende-trin: Kode: ingen", 'afsluttet-med-kommende-trin: "Kode: ingen"')

SOUND_PLAN = (
    PLAN_YAML.replace("fora:\n", "fora:\n  SLUT: {navn: Slutudvalget, slags: fagudvalg}\n  Tema: {slags: gruppe}\n")
    + """\
kontroltal:
  - navn: "Råderumsforslag: AU"
    kilde: |
      Slut: x
    hvor: {udvalg: AU, kode: R901 (B)}
    beløb: {2025: "-0,818", 2026: "-1,350"}   # {2025: -0,8}
    afrundet: nej
"""
)


@pytest.mark.parametrize("text", [SOUND, SOUND_PLAN, FULL_ITEM.replace("21-01-2025", "2025-01-21"), FULL_PLAN])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_only_looks_like_a_fault_is_left_alone(text: str, end: str) -> None:
    text = text.replace("21. januar 2025", "2025-01-21").replace("\n", end)
    unchanged = repaired(text)
    assert diff("sti.yaml", unchanged.before, unchanged.after) == ""
    assert after(text) == text


def test_the_plans_of_the_repository_need_no_repair() -> None:
    for source, raw, context in plan_sources(REAL_PLAN, []):
        assert repair(source, raw, context).raw == raw, source.path


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("slut: x # færdig\n", "slut: X # færdig\n"),
        ("slut: x# færdig\n", "slut: x# færdig\n"),
        ("beløb: {2025: 1,5}   # kilde: bilag 2\n", "beløb:\n  2025: 1,5   # kilde: bilag 2\n"),
        ("overskrift: Ny: sti   # kort: nok\n", 'overskrift: "Ny: sti"   # kort: nok\n'),
        ("note: &OBS husk   # det\n", 'note: "&OBS husk"   # det\n'),
        ("beløb: {2025: '11.4', 2026: \"−0,5\"}\n", "beløb: {2025: '11,4', 2026: \"-0,5\"}\n"),
        ("beløb: {2025: 11.4}\n", 'beløb: {2025: "11,4"}\n'),
        (
            "fora:\n  AU: {navn: A, slags: fagudvalg, gyldig_fra: 01-01-2022}\n",
            "fora:\n  AU: {navn: A, slags: fagudvalg, gyldig_fra: 2022-01-01}\n",
        ),
        (
            "kontroltal:\n  - navn: A\n    Kilde: a\n    hvor: {}\n    beloeb: {2025: 1,5, 2026: 2,5}\n    afrundet: TRUE\n",
            "kontroltal:\n  - navn: A\n    kilde: a\n    hvor: {}\n    beløb:\n      2025: 1,5\n      2026: 2,5\n"
            "    afrundet: ja\n",
        ),
        (
            "status:\n  - tekst: Går: godt\n    dato: 1/2-2025\n",
            'status:\n  - tekst: "Går: godt"\n    dato: 2025-02-01\n',
        ),
    ],
)
def test_remarks_flow_and_nested_fields(written: str, wanted: str) -> None:
    assert after(written) == wanted


def test_a_fault_that_cannot_be_repaired_does_not_keep_the_others_from_it() -> None:
    text = 'overskrift: "Ny sti\nart: drift\nkode: R307(B)\nBeloeb:\n  2025: - 0,3\n\t2026: 11.4\nslut: x\n'
    assert (
        after(text) == 'overskrift: "Ny sti\nart: drift\nkode: R307 (B)\nbeløb:\n  2025: -0,3\n  2026: 11,4\nslut: X\n'
    )


def test_what_was_done_is_told_and_counted() -> None:
    assert repaired("beløb:\n  2025:\u00a01,0\n").edits == ("almindeligt mellemrum efter kolon",)
    found = repaired("overskrift: Cykel\u00adsti og \u00adbro\nslut: x\n")
    assert found.edits == ("usynligt tegn fjernet (2 steder)", "x skrevet som X")
    assert diff("sti.yaml", found.before, found.after) == (
        "--- sti.yaml (før)\n+++ sti.yaml (efter)\n@@ -1,2 +1,2 @@\n"
        "-overskrift: Cykel\u00adsti og \u00adbro\n-slut: x\n+overskrift: Cykelsti og bro\n+slut: X\n"
    )


# --- only what is meant to change changes -----------------------------------------------------------------------------

Wrong = Callable[..., str]


@pytest.fixture
def with_edit(monkeypatch: pytest.MonkeyPatch) -> Wrong:
    """What a text is after its repairs, when somebody has added one more: ``old`` is written as ``new``."""
    own = edits.edits_of

    def after_edit(text: str, old: str, new: str, **kind: Any) -> str:
        def with_one_more(part: Part, context: Kontekst | None) -> Iterator[Edit]:
            yield from own(part, context)
            at = part.text.find(old)
            if at >= 0 and new not in part.text:
                yield Edit(at, at + len(old), new, "prøve", **kind)

        monkeypatch.setattr(repair_module, "edits_of", with_one_more)
        return after(text)

    return after_edit


FILE = "overskrift: Sti\nslut: x\nkurs: |\n  Første\nnote: b\nkode: R1(B)\n"
REPAIRED = FILE.replace("x\n", "X\n").replace("R1(B)", "R1 (B)")


def test_an_edit_that_changes_what_it_means_to_is_made(with_edit: Wrong) -> None:
    assert with_edit(FILE, "Sti", "Vej", says=("=Vej",)) == REPAIRED.replace("Sti", "Vej")
    assert with_edit(FILE, "Sti", "'Sti'") == REPAIRED.replace("Sti", "'Sti'")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sti", "Vej"),  # it is another text, and the edit does not say so
        ("b\n", "b\n  c\n"),
        ("Sti", '"Sti'),  # it cannot be read any more
        ("Sti", "[Sti"),
        ("\nslut", "\n  slut"),
        ("\nnote", "\n  note"),  # the note is a line of the text above
        ("\nnote", "\n# note"),  # there is no note any more
        ("|\n", "|\n\n\n\nx"),  # and no text
    ],
)
def test_an_edit_that_changes_anything_else_is_refused_and_the_others_are_made(
    with_edit: Wrong, old: str, new: str
) -> None:
    assert with_edit(FILE, old, new) == REPAIRED


def test_an_edit_that_changes_what_stands_above_it_is_refused(with_edit: Wrong) -> None:
    assert with_edit("kort: a\nnote: b\n", "note: b", "  b") == "kort: a\nnote: b\n"


def test_an_edit_may_say_that_it_makes_another_kind_of_thing(with_edit: Wrong) -> None:
    assert with_edit("note: a b\n", "a b", "[a, b]", reshapes=True) == "note: [a, b]\n"
    assert with_edit("tema: a b\n", "a b", "\n  - a\n  - b", reshapes=True) == "tema: \n  - a\n  - b\n"
    assert with_edit("note: a\nkort: b\n", "a\nkort: b", "\n  - a\n  - c", reshapes=True) == "note: a\nkort: b\n"
    assert with_edit("note: a\nkort: b\n", "a\n", '"a\n', reshapes=True) == "note: a\nkort: b\n"


def test_an_edit_that_should_make_a_part_readable_must_do_so(with_edit: Wrong) -> None:
    assert with_edit("ukendt: a: b\n", "a: b", '"a: b"', reads=True) == 'ukendt: "a: b"\n'
    assert with_edit("ukendt: a: b\n", "a: b", "c: d: e", reads=True) == "ukendt: a: b\n"
    assert with_edit("ukendt: a: b\n", "a: b", "c: d: e") == "ukendt: c: d: e\n"  # no worse than it was
    # What is certain anyway is no help to it.
    assert with_edit("ukendt: a: b\u00adc d\n", "c d", "c: d", reads=True) == "ukendt: a: bc d\n"


def test_repairs_that_never_come_to_rest_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def back_and_forth(part: Part, context: Kontekst | None) -> Iterator[Edit]:
        yield Edit(6, 7, "a" if part.text[6] == "b" else "b", "frem og tilbage")

    monkeypatch.setattr(repair_module, "edits_of", back_and_forth)
    found = repaired("note: a\n")
    assert (found.raw, found.edits) == (b"note: a\n", ())


# --- any file ---------------------------------------------------------------------------------------------------------


def rewrite(folder: Path) -> list[str]:
    """Repair a plan's files where they stand; the names of those that changed."""
    changed = []
    for source, raw, context in plan_sources(folder, []):
        new = repair(source, raw, context).raw
        if new != raw:
            source.path.write_bytes(new)
            changed.append(source.path.name)
    return changed


ODD = [row[1] for row in CERTAIN] + [*("\u00ad", "\u200b", "\uf0b7 ", "\t", "\u00a0", "slut: x\n", " # a: b\n", "\n\n")]
PIECES = st.lists(
    st.one_of(st.sampled_from(ODD), ANY_BYTES.map(lambda raw: raw.decode("utf-8", "replace"))), max_size=6
)
ODD_FILES = st.one_of(ANY_BYTES, PIECES.map(lambda pieces: "".join(pieces).encode("utf-8")))
CONTEXTS = st.sampled_from([MIO, KR, TUSIND, PUNKTUM, Kontekst()])


@given(ODD_FILES, CONTEXTS)
@example(b"?\n", MIO)
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: b", MIO)
@example(b"slut: x\rkode: R1(B)\r", MIO)
def test_any_bytes_are_repaired_once_and_for_all(raw: bytes, context: Kontekst) -> None:
    once = repaired(raw, context).raw
    twice = repaired(once, context)
    assert twice.raw == once, (twice.before, twice.after)
    assert bool(repaired(raw, context).edits) is (once != raw)


@given(ODD_FILES)
def test_what_could_be_read_can_be_read_afterwards(raw: bytes) -> None:
    before, now = (parse(Path("sti.yaml"), each, INDSATS) for each in (raw, repaired(raw).raw))
    assert before.data is None or now.data is not None


WORDS = st.text("abæøå ,.:;()-–\"'#&*!@%|>[]{}?\u00a00123456789", min_size=1, max_size=25).map(str.strip).filter(bool)
REMARKS = st.sampled_from(["", "   # slut: x", " # Beloeb: {2025: 1,5}", "\t# -"])
BLANKS = st.sampled_from(["", "\n", "# 2025:\u00a01,0\n", "   \n", "#kode: R1(B)\n\n"])


@st.composite
def canonical_files(draw: st.DrawFn) -> str:
    """A sound file as the format writes it, with any remarks and layout."""

    def text(indent: str = "") -> str:
        words = draw(st.lists(WORDS, min_size=1, max_size=3))
        style = draw(st.sampled_from(["'", '"', "|", ">-"]))
        if style == "'":
            return "'" + " ".join(words).replace("'", "''") + "'" + draw(REMARKS)
        if style == '"':
            return '"' + " ".join(words).replace('"', '\\"') + '"' + draw(REMARKS)
        lines = "".join(f"\n{indent}  {draw(st.sampled_from(['', '', ' ']))}{word}" for word in words)
        return f"{style}{lines[: 1 + len(indent) + 2]}a{lines[1 + len(indent) + 2 :]}"

    fields = [
        f"overskrift: {text()}",
        f"art: drift{draw(REMARKS)}",
        f"kode: R307 (B){draw(REMARKS)}",
        f"udvalg: AU{draw(REMARKS)}",
        "tovholder:" + draw(st.sampled_from([" Arbejdsmarkedschefen", "\n- Økonomichefen", "\n    - Økonomichefen"])),
        f"kurs: {text()}",
        f"note: {text()}",
        f"tværgående: {draw(st.sampled_from(['ja', 'nej', 'X']))}{draw(REMARKS)}",
        f"slut: {draw(st.sampled_from(['nej', '', 'X', '2025-01-21']))}{draw(REMARKS)}",
        draw(
            st.sampled_from(
                [
                    "beløb:\n  2025: -0,518   # a\n\n  2026: 1,5\n  2027:\n  2028: ikke oplyst",
                    "beløb: {2025: '-0,518', 2026: \"1,5\"}",
                    "beløb:\n    '2025': 0",
                ]
            )
        ),
        "sagsgang: AU, KB",
        "status:\n  - dato: 2025-02-26\n    tekst: " + text("    "),
    ]
    fields = draw(st.permutations(fields))
    whole = "".join(f"{draw(BLANKS)}{field}\n" for field in fields)
    whole = draw(st.sampled_from([whole, whole.rstrip("\n"), f"---\n{whole}"]))
    return draw(st.sampled_from(["", "\ufeff"])) + whole.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@given(canonical_files())
def test_a_sound_file_is_left_as_it_is(text: str) -> None:
    source = parse(Path("sti.yaml"), text.encode("utf-8"), INDSATS)
    assert [each for each in source.problems if each.niveau is Niveau.FEJL] == []
    assert after(text) == text


ODD_FIELDS = st.fixed_dictionaries(
    {
        "overskrift": st.sampled_from(["Sti", "'Sti (\"lang\")'", "Sti\u00a0Nord"]),
        "art": st.sampled_from(["Drift", "drift", "DRIFT", "\tdrift"]),
        "kode": st.sampled_from(["R307(B)", "R307  (I) (B)", "'R1(B)'", "0100", "14-A-9"]),
        "udvalg": st.sampled_from(["AU", "Arbejdsmarkedsudvalget", "au"]),
        "tovholder": st.sampled_from(["Chefen", "[Chefen, Lederen]", "\n  - Chefen # x"]),
        "tværgående": st.sampled_from(["x", "X", "true", "JA", "nej", "False"]),
        "offentlig": st.sampled_from(["ja", "TRUE", "Nej"]),
        "med_høring": st.sampled_from(["x", "Ja", "14 dages høring", "'x'"]),
        "slut": st.sampled_from(["x", "true", "21-01-2025", "21. januar 2025", "nej", '"X"', "2025-01-21"]),
        "beløb": st.lists(
            st.sampled_from(
                [
                    "11.4",
                    "−0,518",
                    "–1,0",
                    "1 000,5",
                    "1\u00a0000,5",
                    "1.000,50",
                    "0.5",
                    "'0.5'",
                    "",
                    "ikke oplyst",
                    "-0",
                ]
            ),
            min_size=4,
            max_size=4,
        ).map(
            lambda amounts: "".join(f"\n  {år}: {each}" for år, each in zip(range(2025, 2029), amounts, strict=True))
        ),
        "procent": st.sampled_from(["{2025: 0.55}", "\n  2025: 0,55 %", "\n  2025: 0.55 pct.", "\n  2026: −1,5"]),
        "anvendt": st.sampled_from(["0.5", "−0,5", "'1 000'"]),
        "sagsgang": st.sampled_from(
            ["AU, KB", "[{forum: AU, tid: 21/1-2025}, KB]", "\n  - forum: AU\n    tid: uge 12 2025"]
        ),
        "status": st.sampled_from(
            ["[{dato: 1. februar 2025, obs: x}]", "\n  - dato: 01.02.2025\n    obs: 'true'\n    tekst: x"]
        ),
    }
)
SPELLED = {
    "beløb": ["beloeb", "belob", unicodedata.normalize("NFD", "beløb")],
    "tværgående": ["tvaergaaende"],
    "kode": ['"kode"'],
}


def only(folder: Path) -> Indsats:
    loaded = load(folder)
    assert [each for each in loaded.problems if each.niveau is Niveau.FEJL] == []
    assert loaded.plan
    return loaded.plan.indsatser[0]


@given(ODD_FIELDS, st.data())
@few()
def test_a_file_in_odd_forms_means_the_same_afterwards(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "odd"
    names = {name: data.draw(st.sampled_from([name, *SPELLED.get(name, ())])) for name in fields}
    text = "".join(f"{names[name]}: {value}\n" for name, value in fields.items())
    write(folder, {"plan.yaml": PLAN_YAML, "sti.yaml": text})
    before = only(folder)
    rewrite(folder)
    now = only(folder)
    # The words of a time are as they were written; what they say is the same.
    assert {**dict(now), "sagsgang": None} == {**dict(before), "sagsgang": None}
    assert [(step.forum, step.tid and (step.tid.fra, step.tid.til)) for step in now.trin] == [
        (step.forum, step.tid and (step.tid.fra, step.tid.til)) for step in before.trin
    ]
    assert rewrite(folder) == []


# --- files as odd as files can be --------------------------------------------------------------------------------------

ODDEST = worst.files(1500)


@pytest.mark.parametrize("name", ODDEST)
def test_the_oddest_files_are_checked_inside_and_repaired_once_and_for_all(plan_folder: PlanFolder, name: str) -> None:
    """What a kB of them costs as they grow is measured in ``benchmarks/growth.py``."""
    folder = plan_folder({"sti.yaml": ODDEST[name]})
    text = read_source(folder / "sti.yaml").text
    for problem in lint(load(folder)).problems:
        if problem.fil.name == "sti.yaml":
            assert_inside(problem, text)
    rewrite(folder)
    assert rewrite(folder) == []
