"""Words that mean something to whatever reads a document, put where a plan has words, beside harmless ones."""

from __future__ import annotations

import json
import unicodedata
from random import Random

from hypothesis import strategies as st

from tests.documents import NASTY
from tests.fuzz.cases import PLAN, Case
from tests.fuzz.lines import documents
from tests.plans import PLAN_YAML

_PIECES = (
    *NASTY,
    *("<", ">", "&", '"', "'", "`", "*", "_", "|", "\\", "[", "]", "(", ")", "{", "}", "#", "+", "-", "=", "~", "!", "@"),
    *("$", "%", "^", ":", ";", "/", ",", ".", "\u00a0", "\u200b", "\u00ad"),
    *("](x)", "![", "<a href=x>", "</td>", "</script>", "<!--", "]]>", "&#60;", "&amp;lt;", "\\<", "\\`", "\\*", "\\\\", "``"),
    *("http://x.dk", "www.x.dk", "a@b.dk", "<http://x.dk>", "[x]: http://x.dk", "#let x", "#import", "= a", "/ a: b", "$ x $"),
    *("{{ 1 }}", "{% if %}", "{# #}", "{{p x }}", "{%p x %}", "{{r x }}", "<w:p/>", "</w:t>", "=1+1", "+1", "-1+1", "@SUM(A1)"),
    *(";", ";;", '";"', "\\n", "BEGIN:VEVENT", "END:VCALENDAR", "::error::x", "##[error]x", "1.", "1)", "***", "- - -", "    x"),
    *("e\u0301", "\U0001f600", "ﬁ", "א", "ا", "1/2", "9.1", "0012", "1E5", "12:30", "2025-01-01", "ja", "null", "x" * 80),
)  # fmt: skip

#: Signs that no plan may have: they end lines, turn what is read about, or begin a file.
_REFUSED = "\u0085\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

#: A plan in which § and a number stand for a word of its own; the same number for the same word.
_PLAN = (
    PLAN_YAML.replace("titel: Udmøntningsplan 2025-2028", "titel: §1")
    .replace("kommune: Norddjurs Kommune", "kommune: §2")
    .replace("Arbejdsmarkedsudvalget, slags: fagudvalg", "§3, slags: fagudvalg, møder: [2025-02-01, 2025-03-15]")
    .replace("Arbejdsmarkedsudvalget", "§3")
    .replace("  - Økonomisk Politik", "  - {navn: §4, afsnit: [§5]}")
    .replace("  - Økonomisk bæredygtighed", "  - §6")
    + """\
sag: {nummer: §7, status: §8}
bilag:
  - {nr: §9, dokument: §10, journal: §11, titel: §12, status: §13, mærke: §14}
behandlet:
  - {forum: ØK, dato: 2022-12-06, indstiller: §15, indstilling: §16, beslutning: §17}
tovholdere: [§18, §19, Økonomichefen]
kontroltal:
  - {navn: §20, kilde: §21, hvor: {udvalg: AU}, beløb: {2025: 3}, forklaring: §22}
undtagelser:
  - {regel: ikke-oplyst, id: [sti], begrundelse: §23}
"""
)
_ITEM = (
    """\
overskrift: §24
underoverskrift: §42
kort: §25
art: råderum
udvalg: AU
tovholder: [§18, Økonomichefen]
medvirkende: [§19]
tværgående: ja
kurs: §26
koordinering: §27
forudsætning: §28
sagsgang:
  - {forum: AU, tid: 2025-02-01, beslutning: §29, sag: §30, punkt: §31}
  - {forum: ØK, tid: 2025-03-01}
  - {forum: KB, tid: 2025-03-15}
beløb: {2025: 1, 2026: -2,5}
tema: [§6]
strategier: [§32]
flytning:
  - {fra: 2026, til: 2025, beløb: 0,5, forklaring: §33}
status:
  - {dato: 2025-02-26, obs: ja, lys: rød, forventet: {2025: 0,5}, tekst: §34}
omsætter: pulje
indtægt: ja
note: §35
undtagelser: {titel-slutter-med-x: §36}
""".replace("-2,5", '"-2,5"')
    .replace("0,5,", '"0,5",')
    .replace("{2025: 0,5}", '{2025: "0,5"}')
)
_POOL = "overskrift: §37\nart: pulje\nudvalg: AU\ntovholder: §18\nsagsgang: AU, KB\nbeløb: {2025: 2}\nanvendt: {2025: 1}\nkurs: §38\n"
_HENSIGT = (
    "overskrift: §39\nart: hensigt\ngruppe: §4\nafsnit: §5\ntovholder: §19\nsagsgang: {ingen: §40}\nkoordinering: §41\n"
)
_FILES = {"plan.yaml": _PLAN, "sti.yaml": _ITEM, "pulje.yaml": _POOL, "havn.yaml": _HENSIGT}
_MOST = 42

#: What is quick to write and has most of the words in it: tried with every plan.
_QUICK = (
    ("report", "plan", "-o", "hele.md"),
    ("report", "plan", "--internt", "-o", "hele.html"),
    ("list", "--format", "csv"),
    ("eksport", "-o", "hele.csv"),
)
#: Every way that a text comes out.
LINES = (
    *documents(),
    ("report", "--alle", "-o", "alle"),
    ("list", "--format", "json"),
    ("list",),
    *(
        ("sum", "--pr", per, "--format", format)
        for per in ("tovholder", "tema", "gruppe")
        for format in ("csv", "json")
    ),
    ("sum", "--pr", "tovholder"),
    *(("sum", "--kontroltal", "--format", format) for format in ("csv", "json", "tabel")),
    ("sammenlign", "2025-2028", "2025-2028", "--format", "csv"),
    ("eksport", "-o", "alt.json"),
    *(("lint", "--dato", "2025-03-15", "--format", format) for format in ("json", "github", "sarif", "tekst")),
)


def _filled(words: dict[int, str]) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {}
    for name, text in _FILES.items():
        for number in range(_MOST, 0, -1):
            text = text.replace(f"§{number}", json.dumps(words[number], ensure_ascii=False))
        files[f"{PLAN}/{name}"] = text
    return files


def _hostile_word(chance: Random, number: int) -> str:
    """Some pieces with a figure and a letter of its own before or behind, so that it is a word, and is no other."""
    pieces = [
        chance.choice(_PIECES) if chance.random() < 0.9 else _any_sign(chance) for _ in range(chance.randint(1, 3))
    ]
    word = "".join(pieces)
    alone = chance.random() < 0.5 and not word.lstrip().startswith("- ")  # which is a point of a list, by the format
    return f"{word}{number}a" if alone else f"ord{number} {word}"


def _any_sign(chance: Random) -> str:
    """A sign of Unicode that a plan may have."""
    while True:
        sign = chr(chance.randrange(32, 0x1FFFE))
        if unicodedata.category(sign) not in ("Cc", "Cs", "Cn") and sign not in _REFUSED:
            return sign


@st.composite
def hostile(draw: st.DrawFn) -> Case:
    """A plan of hostile words, its twin of harmless ones, and some ways for them to come out.

    Which words are hostile is drawn, so that a fault is made small; what they are comes of one number, so that no two
    plans have the same.
    """
    words = {number: f"Ord {number}a" for number in range(1, _MOST + 1)}
    least = draw(st.sampled_from((1, 10, 30)))
    chosen = draw(st.sets(st.sampled_from(sorted(words)), min_size=least))
    number = draw(st.integers(0, 2**32))
    words |= {each: _hostile_word(Random(f"{number} {each}"), each) for each in chosen}
    if not draw(st.integers(0, 9)):
        words[draw(st.integers(1, _MOST))] += draw(st.sampled_from(_REFUSED))
    harmless = {number: f"Ord{number}a" for number in words}
    return Case(_filled(words), (*_QUICK, draw(st.sampled_from(LINES))), twin=_filled(harmless))
