"""What the sign of an amount means in a plan: its ``fortegn``."""

from __future__ import annotations

from typing import Final

FORTEGN: Final = ("udgift positiv", "besparelse positiv")
_UDGIFT_POSITIV: Final = FORTEGN[0]  # of a plan that writes what costs without a minus
#: What the other sign may be: a saving, or an income such as the sale of land.
_BRINGES_IND: Final = ("en besparelse", "en indtægt")


def cost_sign(fortegn: str) -> int:
    """1 where what costs is positive in a plan, -1 where it is negative, by the plan's ``fortegn``.

    >>> cost_sign("udgift positiv"), cost_sign("besparelse positiv")
    (1, -1)
    """
    return 1 if fortegn == _UDGIFT_POSITIV else -1


def sign_in_words(fortegn: str, *, besparelse: bool = True, indtægt: bool = True) -> str:
    """How what a municipality saves or takes in is written in a plan, by the plan's ``fortegn``.

    ``besparelse`` and ``indtægt`` say which of the two there can be in the amounts that it is said of.

    >>> sign_in_words("udgift positiv"), sign_in_words("besparelse positiv", besparelse=False)
    ('minus er en besparelse eller en indtægt', 'plus er en indtægt')
    """
    sign = "minus" if fortegn == _UDGIFT_POSITIV else "plus"
    named = [name for name, there in zip(_BRINGES_IND, (besparelse, indtægt), strict=True) if there]
    return f"{sign} er {' eller '.join(named)}"


def unusual_sign(fortegn: str) -> str:
    """What every table of a plan says of its sign: nothing where it is the usual one.

    >>> unusual_sign("udgift positiv"), unusual_sign("besparelse positiv")
    ('', 'plus er en besparelse eller en indtægt')
    """
    return "" if fortegn == _UDGIFT_POSITIV else sign_in_words(fortegn)
