"""What YAML refuses, and every sign that a message names, in Danish: libyaml and Unicode speak English alone."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from udplan.model import forms
from udplan.yaml import lines
from udplan.yaml.checks import first_forbidden, forbidden
from udplan.yaml.compose import ComposeError, compose
from udplan.yaml.read import parse

ESCAPE = "En omvendt skråstreg i anførselstegn betyder noget særligt."
BLOCK = "Efter | eller > må der ikke stå mere på linjen."
OPEN = "Her begynder en tekst i anførselstegn, som aldrig slutter."
PERCENT = "En linje, der begynder med %, hører ikke hjemme i en plan. Slet den."
EXTRA = "forrest i en tekst betyder noget særligt i YAML"
TAB = "Her står en tabulator."
KEY = "Her skulle der stå et feltnavn og et kolon."
COLON = "Linjen har ikke noget kolon med mellemrum efter."
PARTLY = "Kun en del af teksten står i anførselstegn."
LIST = "Her begynder en liste med [, som ikke kan læses til ende."
GROUP = "Her begynder en gruppe felter med {, som ikke kan læses til ende."
BEGINS = "En tekst kan ikke begynde med"

#: A text, what libyaml says of it, the place that is shown (line and column), and what is said there.
REFUSED = [
    ('a: "\\x4"', "did not find expected hexdecimal number", (1, 7), ESCAPE),
    ('a: "\\uZZZZ"', "did not find expected hexdecimal number", (1, 7), ESCAPE),
    ('a: "\\uD800"', "found invalid Unicode character escape code", (1, 7), ESCAPE),
    ('a: "\\U00110000"', "found invalid Unicode character escape code", (1, 7), ESCAPE),
    ('a: "\\q"', "found unknown escape character", (1, 5), ESCAPE),
    ("a: |0\n x\n", "found an indentation indicator equal to 0", (1, 5), BLOCK),
    ("a: |10\n  x\n", "did not find expected comment or line break", (1, 6), BLOCK),
    ("a: |x\n  b\n", "did not find expected comment or line break", (1, 5), BLOCK),
    ("a: > b\n", "did not find expected comment or line break", (1, 4), "Efter > skal teksten begynde på næste linje"),
    ("a: |\n\tb\n", "found a tab character where an indentation space is expected", (2, 1), TAB),
    ("a: b\n\tc: d\n", "found a tab character that violates indentation", (2, 1), TAB),
    ("a:\n\t- b\n", "found character that cannot start any token", (2, 1), TAB),
    ('a: "x\n---\ny"\n', "found unexpected document indicator", (1, 4), OPEN),
    ("a: 'x\n...\n", "found unexpected document indicator", (1, 4), OPEN),
    ('a: "b\n', "found unexpected end of stream", (1, 4), OPEN),
    ("%YAML 2.0\n---\na: b\n", "found incompatible YAML document", (1, 1), PERCENT),
    ("%YAML 1.2 x\n---\na: b\n", "did not find expected comment or line break", (1, 1), PERCENT),
    ("%YAML\n---\na: b\n", "did not find expected version number", (1, 1), PERCENT),
    ("%YAML 1\n---\na: b\n", "did not find expected digit or '.' character", (1, 1), PERCENT),
    ("%YAML 99999999999.1\n---\na: b\n", "found extremely long version number", (1, 1), PERCENT),
    ("%YAML 1.2\n%YAML 1.2\n---\na: b\n", "found duplicate %YAML directive", (2, 1), PERCENT),
    ("%TAG\n---\na: b\n", "did not find expected '!'", (1, 1), PERCENT),
    ("%TAG !\n---\na: b\n", "did not find expected whitespace", (1, 1), PERCENT),
    ("%TAG ! x\n%TAG ! x\n---\na: b\n", "found duplicate %TAG directive", (2, 1), PERCENT),
    ("%TAG !a! tag:x%zz\n---\na: b\n", "did not find URI escaped octet", (1, 1), PERCENT),
    ("%FOO x\n---\na: b\n", "found unknown directive name", (1, 1), PERCENT),
    ("%\n---\na: b\n", "could not find expected directive name", (1, 1), PERCENT),
    ("a: *b\n", "found undefined alias", (1, 4), f"Et * {EXTRA}"),
    ("a: &\n", "did not find expected alphabetic or numeric character", (1, 4), f"Et & {EXTRA}"),
    ("a: &b c\nd: &b e\n", "found duplicate anchor; first occurrence", (1, 4), f"Et & {EXTRA}"),
    ("a: !<x\n", "did not find the expected '>'", (1, 4), f"Et ! {EXTRA}"),
    ("a: !<> x\n", "did not find expected tag URI", (1, 4), f"Et ! {EXTRA}"),
    ("a: !b!c d\n", "found undefined tag handle", (1, 4), f"Et ! {EXTRA}"),
    ("a: !%zz x\n", "did not find URI escaped octet", (1, 4), f"Et ! {EXTRA}"),
    (
        "a: b: c\n",
        "mapping values are not allowed in this context",
        (1, 4),
        "Teksten har et kolon med mellemrum efter.",
    ),
    (
        "a: - b\n",
        "block sequence entries are not allowed",
        (1, 4),
        "En bindestreg med mellemrum efter begynder et punkt",
    ),
    ("a: ? b\n", "mapping keys are not allowed in this context", (1, 4), BEGINS),
    ("- a\nb: c\n", "did not find expected '-' indicator", (2, 1), "Linjen hører ikke til listen ovenfor."),
    ("a: [b\n", "did not find expected ',' or ']'", (1, 4), LIST),
    ("a: {b: c\nd: e\n", "did not find expected ',' or '}'", (1, 4), GROUP),
    ("a: {[}\n", "did not find expected node content", (1, 6), "Her står en klamme for meget, eller der mangler en."),
    ("a: ]\n", "did not find expected node content", (1, 4), BEGINS),
    ('a: {"b":c "d":e}\n', "found unexpected ':'", (1, 14), "Her mangler et komma, eller der står et kolon for meget."),
    ("a: b\nd\n", "could not find expected ':'", (2, 1), COLON),
    ("a: b\n- c\n", "did not find expected key", (2, 1), KEY),
    ('a: "b" c\n', "did not find expected key", (1, 4), PARTLY),
    ("a: b\n---\nc: d\n", "expected a single document in the stream", (2, 1), "Stregerne --- deler filen i to."),
    ("a: b\n...\nc: d\n", "did not find expected <document start>", (3, 1), "Prikkerne ... deler filen i to."),
    ("a: b\n%YAML 1.2\n", "did not find expected <document start>", (2, 1), "En linje, der begynder med %, hører"),
    ("a: `b\n", "found character that cannot start any token", (1, 4), BEGINS),
]


@pytest.mark.parametrize(("text", "english", "place", "said"), REFUSED)
def test_each_of_libyaml_s_errors_is_told_in_words_of_its_own(
    text: str, english: str, place: tuple[int, int], said: str
) -> None:
    with pytest.raises(ComposeError) as refused:
        compose(text)
    assert english in refused.value.message
    (problem,) = parse(Path("sti.yaml"), text.encode(), forms.INDSATS).problems
    assert (problem.linje, problem.kolonne) == place
    assert said in problem.besked
    assert "Linjen kan ikke læses" not in problem.besked
    assert not re.search(r"\b(found|expected|while|the|character|not)\b", problem.besked)


# --- signs ------------------------------------------------------------------------------------------------------------

EVERY_SIGN = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
FORBIDDEN = [sign for sign in EVERY_SIGN if first_forbidden(sign)]
INVISIBLE = [sign for sign in EVERY_SIGN if lines.INVISIBLE.match(sign)]
#: Those that Unicode itself calls no characters: they have no name in any language.
NAMELESS = {sign for sign in FORBIDDEN if unicodedata.category(sign) == "Cn"}


def test_every_sign_that_a_message_names_has_a_danish_name_or_only_its_code() -> None:
    named = {*FORBIDDEN, *INVISIBLE, *lines.ODD_SPACES}
    assert {"\x00", "\x85", "\u202e", "\u2066", "\u2028", "\u200b", "\u00ad", "\ufeff", "\u00a0", "\uffff"} <= named
    for sign in named:
        code, _, name = lines.sign_name(sign).partition(", ")
        assert code == f"U+{ord(sign):04X}"
        assert bool(name) == (sign not in NAMELESS), code
        assert re.fullmatch("[a-zæøå ]*", name), code
        assert name != unicodedata.name(sign, "?").lower(), code


def test_a_sign_that_is_met_for_the_first_time_is_not_named_in_english() -> None:
    assert lines.sign_name("\u2003") == "U+2003"
    assert lines.sign_name("\U000e0001") == "U+E0001"


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x85", "\u2028", "\u2029", "\u202a", "\u202e", "\u2069", "\ufffe"])
def test_lint_names_a_forbidden_sign_in_danish(sign: str) -> None:
    (problem,) = parse(Path("sti.yaml"), f"overskrift: Ny {sign}sti\n".encode(), forms.INDSATS).problems
    assert problem.besked == forbidden(sign)
    assert lines.sign_name(sign) in problem.besked
    assert unicodedata.name(sign, "?").lower() not in problem.besked
