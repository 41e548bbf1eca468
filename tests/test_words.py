"""Danish words as people type them, and the names that are made of them."""

from __future__ import annotations

import doctest

import pytest

from udplan.values import words
from udplan.values.words import as_id, fold, hyphenated, nearest_name


def test_examples_in_the_docstrings() -> None:
    result = doctest.testmod(words)
    assert result.attempted >= 8
    assert result.failed == 0


@pytest.mark.parametrize(
    ("text", "an_id", "with_hyphens"),
    [
        ("Ny cykelsti på Østergade!", "ny-cykelsti-paa-oestergade", "ny-cykelsti-paa-oestergade"),
        ("Café Ærø", "cafe-aeroe", "caf-aeroe"),
        ("Plan™ 2", "plan-2", "plan-2"),
        ("—", "", ""),
    ],
)
def test_names_are_made_of_what_every_program_can_hold(text: str, an_id: str, with_hyphens: str) -> None:
    assert (as_id(text), hyphenated(fold(text))) == (an_id, with_hyphens)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Vejchefen", []),
        ("Vejlederen", []),
        ("Plejechefen", []),
        ("Kolechefen", ["Skolechefen"]),
        ("Ksolechefen", ["Skolechefen"]),
        ("Skolechef", ["Skolechefen"]),
        ("Skole", ["Skolechefen", "Skolelederen"]),
    ],
)
def test_what_names_end_on_alike_does_not_make_them_near(name: str, near: list[str]) -> None:
    assert nearest_name(name, ["Skolechefen", "Skolelederen"])[: len(near) or None] == near
