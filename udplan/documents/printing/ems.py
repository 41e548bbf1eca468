"""About how wide a text is, for the formats that tell a table how wide its columns are."""

from __future__ import annotations

from functools import lru_cache

_NARROW = frozenset("fijlrt.,:;'|!()[]- \u00a0")
_WIDE = frozenset("mwæMWÆØ@%")
_FIGURES = frozenset("0123456789\u2212")


@lru_cache(maxsize=20_000)  # a plan has the same words again and again
def ems(text: str) -> float:
    """About how many ems wide the text is, in the widest of the typefaces that offices use.

    Added up in hundredths, which are whole: Python 3.12 rounds a sum of floats otherwise than 3.11, and a column would
    be a hair wider.
    """
    hundredths = (
        30 if sign in _NARROW else 86 if sign in _WIDE else 56 if sign in _FIGURES else 60 if sign.isupper() else 52
        for sign in text
    )
    return sum(hundredths) / 100
