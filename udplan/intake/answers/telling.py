"""Texts of a sheet as they are told on the screen: on one line, not too long, and a long one by the words that differ."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from udplan.intake.sheet import Ark, Celle
from udplan.values.amounts import amount_text, format_amount
from udplan.values.words import shortened

#: How many words are shown on each side of those that differ.
_AROUND: Final = 3
#: How many of the words that differ are shown, where many do.
_MOST_WORDS: Final = 20
_MOST: Final = 400


def set_som(celle: Celle) -> str:
    """A cell on one line."""
    if isinstance(celle, Decimal):
        return amount_text(celle)
    return shortened(" / ".join(line.strip() for line in (celle or "").split("\n") if line.strip()), _MOST)


def beløb_vist(ark: Ark, celle: Celle) -> str:
    """A cell of amounts as a sheet in Word has it."""
    return format_amount(celle, ark.decimaler) if isinstance(celle, Decimal) else celle or ""


def forskel(før: Celle, nu: Celle) -> str:
    """What a cell says now, by the words that are others than before where it is long: ``[væk: …]`` and ``[nyt: …]``.

    >>> forskel("Stien er bygget helt ud til havnen i år og er nu åben for alle, der cykler eller går.",
    ...         "Stien er bygget helt ud til havnen i år og er nu lukket for alle, der cykler eller går.")
    '… og er nu [væk: åben] [nyt: lukket] for alle, der …'
    >>> forskel(" ".join(f"ord{number}" for number in range(99)), "Et nyt.")
    '[væk: ord0 ord1 ord2 ord3 ord4 ord5 ord6 ord7 ord8 ord9 ord10 ord11 ord12 ord13 ord14 ord15 ord16 … ord96 ord97 ord98] [nyt: Et nyt.]'
    """
    if not isinstance(før, str) or not isinstance(nu, str) or max(len(før), len(nu)) <= 70:
        return set_som(nu)
    from difflib import SequenceMatcher

    old, new = _words(før), _words(nu)
    pieces: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            same = old[a:b]
            last = b == len(old)
            if len(same) > 2 * _AROUND or ((a == 0 or last) and len(same) > _AROUND):
                same = [*([] if a == 0 else same[:_AROUND]), "…", *([] if last else same[-_AROUND:])]
            pieces += same
        else:
            pieces += [f"[væk: {_middle_left_out(old[a:b])}]"] if b > a else []
            pieces += [f"[nyt: {_middle_left_out(new[c:d])}]"] if d > c else []
    return shortened(" ".join(pieces), 2 * _MOST)


def _middle_left_out(words: list[str]) -> str:
    """Some words, and the first and the last of many: of what is gone and what is new, none may hide the other."""
    left = words if len(words) <= _MOST_WORDS else [*words[: _MOST_WORDS - _AROUND], "…", *words[-_AROUND:]]
    return " ".join(left)


def _words(text: str) -> list[str]:
    words = re.sub("\n+", " / ", text).split()
    return words[:5000]
