"""Where a text breaks into lines, about as Word will do it: with the widths of the letters of Calibri, our own typeface.

Widths are in thousandths of the size of the letters. Calibri has a free twin with the same widths, Carlito, which is what
programs use where it is lacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_LETTERS: Final = {
    **{
        223: "' ",
        229: "il",
        239: "j",
        251: ",’.I",
        268: ":;",
        304: "()f-[]",
        319: "J!",
        335: "t",
        349: "r",
        391: "/\\sz",
    },
    **{420: "”Lc", 433: "x", 453: "vyk", 459: "FS|?", 470: "Zg", 479: "aåäTYEÉ", 498: "#*+<=>^_e~§é–−•"},
    **{507: "$0123456789«»PXK", 526: "bdhnpquüoöø", 543: "CRB", 573: "VAÅÄ", 619: "DHG", 645: "UÜNOÖØ", 688: "Q&…"},
    **{715: "%w", 768: "Ææ", 799: "m", 855: "M", 900: "W@—"},
}
_WIDTHS: Final = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_OTHER: Final = 600  # of what is no letter of ours
_PARTS = re.compile(r"(\n[ \t\n]*|[ \t]+|(?<=[^\W\d_]-)(?=\w))")


@dataclass(frozen=True)
class Line:
    """A line, and what stands in the text between it and the one before: all of both together is the text."""

    between: str
    text: str

    @property
    def begins_paragraph(self) -> bool:
        return "\n" in self.between


def laid_out(text: str, width: float) -> list[Line]:
    """The lines of a text where a line has room for ``width``, in thousandths of the size of its letters."""
    made: list[tuple[str, list[str]]] = []
    taken = 0.0
    for between, word in _words(text):
        wide = _width(word)
        longer = taken + _width(between) + wide
        if made and longer <= width and "\n" not in between:
            made[-1][1].extend((between, word))
            taken = longer
        else:
            made.append((between, [word]))
            taken = wide % width if wide > width else wide  # a word too long for a line goes on in the next
    return [Line(between, "".join(words)) for between, words in made]


def _words(text: str) -> Iterator[tuple[str, str]]:
    first, *rest = _PARTS.split(text.strip())
    yield "", first
    yield from zip(rest[::2], rest[1::2], strict=True)


@lru_cache(maxsize=20_000)  # a plan has the same words again and again
def _width(text: str) -> int:
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text)
