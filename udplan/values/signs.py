"""What the sign of an amount means in a plan: its ``fortegn``."""

from __future__ import annotations

from typing import Final

FORTEGN: Final = ("udgift positiv", "besparelse positiv")
_UDGIFT_POSITIV: Final = FORTEGN[0]  # of a plan that writes what costs without a minus


def cost_sign(fortegn: str) -> int:
    """1 where what costs is positive in a plan, -1 where it is negative, by the plan's ``fortegn``.

    >>> cost_sign("udgift positiv"), cost_sign("besparelse positiv")
    (1, -1)
    """
    return 1 if fortegn == _UDGIFT_POSITIV else -1


def sign_in_words(fortegn: str) -> str:
    """How a saving is written in a plan, by the plan's ``fortegn``.

    >>> sign_in_words("udgift positiv"), sign_in_words("besparelse positiv")
    ('minus er en besparelse', 'plus er en besparelse')
    """
    return "minus er en besparelse" if fortegn == _UDGIFT_POSITIV else "plus er en besparelse"


def unusual_sign(fortegn: str) -> str:
    """What every table of a plan says of its sign: nothing where it is the usual one.

    >>> unusual_sign("udgift positiv"), unusual_sign("besparelse positiv")
    ('', 'plus er en besparelse')
    """
    return "" if fortegn == _UDGIFT_POSITIV else sign_in_words(fortegn)
