"""``udplan ret`` keeps meaning: whatever a person's editor did to a sound file, it is put right, or it is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import FULL_ITEM, FULL_PLAN
from tests.test_repair import MIO, after
from udplan.edit.meaning import meaning, words
from udplan.model.forms import GRUNDLAG, INDSATS
from udplan.yaml.form import Form
from udplan.yaml.lenient import Part

ROLES = "tovholder:\n{}medvirkende: [Chef]\n"

#: What was written, and what it is afterwards; the same where nothing can be shown.
HOLD_OUTS = [
    ("a tab where no indentation is", ROLES.format("- Vejchefen\n\t- Skolechefen\n"), None),
    (
        "a tab in front of a point",
        ROLES.format("  - Vejchefen\n\t- Skolechefen\n"),
        ROLES.format("  - Vejchefen\n  - Skolechefen\n"),
    ),
    ("two tabs in front of a point", ROLES.format("  - Vejchefen\n\t\t- Skolechefen\n"), None),
    (
        "tabs in front of every point",
        ROLES.format("\t- Vejchefen\n\t- Skolechefen\n"),
        ROLES.format("  - Vejchefen\n  - Skolechefen\n"),
    ),
    ("spaces and a tab in front of a point", ROLES.format("  - Vejchefen\n  \t- Skolechefen\n"), None),
    ("a no-break space too many in front of a point", ROLES.format("  - Vejchefen\n  \u00a0- Skolechefen\n"), None),
    (
        "no-break spaces in front of a point",
        ROLES.format("  - Vejchefen\n\u00a0\u00a0- Skolechefen\n"),
        ROLES.format("  - Vejchefen\n  - Skolechefen\n"),
    ),
    (
        "a tab that may be two or four spaces, of which each says something else",
        "sagsgang:\n  - forum: AU\n    tid: 2025\n\tbeslutning: Tiltrådt\n",
        None,
    ),
    (
        "a tab in front of a field of a group",
        "status:\n  - dato: 2025-01-21\n    lys: gul\n\t\ttekst: a\n",
        "status:\n  - dato: 2025-01-21\n    lys: gul\n    tekst: a\n",
    ),
    (
        "an invisible sign behind the dash of a text",
        "kurs: |\n  Vi vil\n  -\u200b ét\n  -\u200b to\n",
        "kurs: |\n  Vi vil\n  - ét\n  - to\n",
    ),
    ("the same behind the dash of a list", "tema:\n  - ét\n  -\u200b to\n", "tema:\n  - ét\n  - to\n"),
    ("the same in front of the dash", "tema:\n  - ét\n  \u200b- to\n", "tema:\n  - ét\n  - to\n"),
    ("an invisible sign in front of the indentation", "beløb:\n  2025: 1\n\u200b  2026: 2\n", None),
    ("an invisible sign between a text and a #", "note: se \u200b#3\n", None),
    ("a no-break space between a text and a #", "note: se\u00a0# 3\n", None),
    ("a # in a text that needs quotes", "kurs: Udbud: se bilag # 3 og notat\n", None),
    ("a remark in one", "kurs: Udbud: se bilag  # 3 og notat\n", 'kurs: "Udbud: se bilag"  # 3 og notat\n'),
    ("a # at a number", "kurs: Udbud, se bilag # 3 og notat\n", 'kurs: "Udbud, se bilag # 3 og notat"\n'),
    ("a # before a number, and a remark", 'kurs: Sti #2 "nord"   # tjek\n', "kurs: 'Sti #2 \"nord\"'   # tjek\n"),
    ("a # that may begin a remark", "kurs: Udbud # i foråret\n", None),
    ("a # at a number behind two spaces", "kurs: Udbud  #2 er klar\n", None),
    ("one of each", "kurs: Sti #2 er bygget # færdig\n", None),
    ("a # at a number behind what is no running text", "kode: R901 #3\ntovholder: Chef #2\n", None),
    ("a # at a number in a text of more lines", "kurs: Udbud\n  se bilag # 3 og notat\n", None),
    ("a plus", "beløb:\n  2025: +0,250\n  2026: '+1'\n", "beløb:\n  2025: 0,250\n  2026: '1'\n"),
    (
        "a tab in front of what is a field of the whole file",
        "sagsgang:\n- forum: KB\n\tstatus:\n  - dato: 2025-01-21\n",
        None,
    ),
    (
        "a tab in front of what may be a field of either",
        "titel: A\nbilag:\n- nr: 1\n\tstatus: åben\n",
        "titel: A\nbilag:\n- nr: 1\n  status: åben\n",
    ),
    ("the same where it may be both", "bilag:\n- nr: 1\n\ttitel: A\n", None),
    ("a text for a group", "beløb: 2025: 1,0\nmed_høring: : ja\n", 'beløb: 2025: 1,0\nmed_høring: ": ja"\n'),
    (
        "fields that are one text over many lines",
        'note: "Første\nBeloeb: 11.4\nslut: x"\noverskrift: Ny: sti\n',
        None,
    ),
]


@pytest.mark.parametrize(("written", "wanted"), [row[1:] for row in HOLD_OUTS], ids=[row[0] for row in HOLD_OUTS])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_can_be_shown_is_put_right_and_the_rest_is_left(written: str, wanted: str | None, end: str) -> None:
    assert after(written.replace("\n", end)) == (wanted or written).replace("\n", end)


# --- a sound file, and what an editor did to it ----------------------------------------------------------------------

LISTS = """\
overskrift: Veje og skoler
tovholder:
- Vejchefen
- Skolechefen
medvirkende:
    - Økonomichefen
    - Borgerservicechefen
kurs: |
  Vi vil
  - bygge veje
  - bygge skoler
koordinering: Se bilag 3
beløb:
    2025: -0,518
    2026: 1,5
sagsgang:
- forum: AU
  tid: 2025-01-21
- forum: KB
status:
  - dato: 2025-02-26
    tekst: Afventer
    lys: gul
"""
ITEM = (
    FULL_ITEM.replace("21-01-2025", "2025-01-21").replace("21. januar 2025", "2025-01-21").replace("   # den lange", "")
)
SOUND = {"lists": (LISTS, INDSATS), "item": (ITEM, INDSATS), "plan": (FULL_PLAN, GRUNDLAG)}

UNSEEN = ["\u200b", "\ufeff", "\u2060", "\u200e", "\u00ad"]
NOISE = ["tab", "odd space", "unseen", "no space", "quote", "two spaces", "bullet", "colon", "hash"]


@st.composite
def noisy(draw: st.DrawFn, most: int, kinds: list[str] = NOISE) -> tuple[str, str, Form]:
    """A sound file, and the same with noise of one kind in it, in as many places as are allowed."""
    text, form = SOUND[draw(st.sampled_from(sorted(SOUND)))]
    kind = draw(st.sampled_from(kinds))
    lines = text.split("\n")
    for number in draw(st.lists(st.integers(0, len(lines) - 2), min_size=1, max_size=most, unique=True)):
        lines[number] = draw(_noise_on(lines[number], kind))
    return text, "\n".join(lines), form


def _noise_on(line: str, kind: str) -> st.SearchStrategy[str]:
    bare = line.lstrip(" ")
    depth = len(line) - len(bare)
    places = [at for at, sign in enumerate(line) if sign == " "]
    if kind == "tab":
        widths = [width for width in (2, 4, 8) if depth % width == 0 and depth] or [1]
        tabs = [(depth // width) * "\t" + bare for width in widths]
        return st.sampled_from(
            [*tabs, " " * (depth // 2) + "\t" + bare, line.replace(": ", ":\t"), line.replace("- ", "-\t")]
        )
    if kind == "odd space" and places:
        odd = st.sampled_from(["\u00a0", "\u202f", "\u2009"])
        return st.tuples(st.sampled_from(places), odd).map(lambda at: line[: at[0]] + at[1] + line[at[0] + 1 :])
    if kind == "no space":
        return st.sampled_from([line.replace(": ", ":"), line.replace("- ", "-"), line.replace("-", "- ")])
    if kind == "two spaces" and places:
        return st.sampled_from(places).map(lambda at: f"{line[:at]} {line[at:]}")
    if kind == "bullet":
        return st.sampled_from([line.replace("- ", bullet) for bullet in ("\uf0b7 ", "\uf0a7\t", "\u2022 ")])
    signs = {"unseen": UNSEEN, "quote": ['"', "'", "”"], "colon": [": ", ":"], "hash": [" #", " # "]}.get(kind, [" "])
    at = st.integers(0, len(line))
    return st.tuples(at, st.sampled_from(signs)).map(lambda put: line[: put[0]] + put[1] + line[put[0] :])


def said(text: str, form: Form) -> list[str] | None:
    """What a file says, in order, less quotes, colons and #; None where it cannot be read."""
    part = Part(text.removeprefix("\ufeff"), form)
    if part.root is None:
        return None
    return [
        "".join(sign for sign in element.text if sign not in "\"':#").replace(" ", "") for element in meaning(part, MIO)
    ]


def letters(text: str, form: Form) -> str:
    """The letters and figures of all that a file says, in order."""
    return "".join(sign for word in words(Part(text.removeprefix("\ufeff"), form)) for sign in word if sign.isalnum())


@given(noisy(most=1))
def test_a_file_with_noise_says_what_the_sound_one_did_or_what_it_said_before_or_nothing(
    case: tuple[str, str, Form],
) -> None:
    sound, written, form = case
    now = said(after(written), form)
    before = said(written, form)
    if before is None:
        assert now in (None, said(sound, form))
    else:
        assert now in (before, said(sound, form))


@given(noisy(most=4, kinds=[kind for kind in NOISE if kind != "hash"]))
def test_no_word_is_lost_or_moved(case: tuple[str, str, Form]) -> None:
    sound, written, form = case
    before = said(written, form)
    if said(after(written), form) is None:
        assert before is None
    else:
        meant = sound if before is None else written
        assert letters(after(written), form) == letters(meant, form)
