"""Where a text breaks into lines, about as Word will do it: with the widths of the letters of Calibri, our own typeface.

Widths are in thousandths of the size of the letters. Calibri has a free twin with the same widths, Carlito, which is what
programs use where it is lacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from math import ceil
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
_PARTS = re.compile(r"([ \t]*\n[ \t\n]*|[ \t]+|(?<=[^\W\d_]-)(?=\w))")


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
    taken: float = 0
    for between, word in _words(text):
        length = wide(word)
        longer = taken + wide(between) + length
        if made and longer <= width and "\n" not in between:
            made[-1][1].extend((between, word))
            taken = longer
        else:
            made.append((between, [word]))
            taken = length % width if length > width else length  # a word too long for a line goes on in the next
    return [Line(between, "".join(words)) for between, words in made]


def _words(text: str) -> Iterator[tuple[str, str]]:
    first, *rest = _PARTS.split(text.strip())
    yield "", first
    yield from zip(rest[::2], rest[1::2], strict=True)


@lru_cache(maxsize=20_000)  # a plan has the same words again and again
def wide(text: str) -> int:
    """How wide a text is on one line, in thousandths of the size of its letters."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text)


# --- long rows --------------------------------------------------------------------------------------------------

#: What stands after a title that comes again.
FORTSAT: Final = " (fortsat)"

#: A row of this many lines is left whole, and the pieces of a longer one are about as long: two fill a page, so that a title
#: is seldom said to go on where nothing is cut.
_WHOLE, _PIECE = 22, 18
#: How much of a piece must be filled before it ends with a sentence; a sentence longer than the rest is parted.
_FILLED: Final = 0.6
#: Where a sentence or a paragraph ends; not after a number (24. marts) or a short word (jf., kr.).
_ENDS: Final = re.compile(r"(?<=[^\W\d_]{3}[.!?])[ \t]+(?=[A-ZÆØÅ])|[ \t]*\n[ \t\n]*")
#: No letter is narrower.
_NARROWEST: Final = min(_WIDTHS.values())


def pieces(texts: Sequence[str], widths: Sequence[float | None], least: int) -> list[tuple[str, ...]]:
    """The cells of a row as the cells of one row or several. A cell without a width (see ``lines``) is not parted, and
    stands in the first. No piece is of fewer lines than ``least``, which its title takes."""
    laid = [laid_out(text, width) if width else () for text, width in zip(texts, widths, strict=True)]
    highest = max(map(len, laid), default=0)
    if highest <= _WHOLE:
        return [tuple(texts)]
    most = max(least, ceil(highest / ceil(highest / _PIECE)))
    parted = [list(_parted(text, width, most)) if width else [text] for text, width in zip(texts, widths, strict=True)]
    return list(zip_longest(*parted, fillvalue=""))


def _parted(text: str, width: float, most: int) -> Iterator[str]:
    """The text in pieces of at most ``most`` lines, each of which ends with a sentence where one ends in good time, and
    none with the first line of a paragraph that goes on."""
    rest = text.strip()
    while rest:
        # No more than could stand in the piece is laid out, or a long text would be laid out again for each of them.
        signs = ceil((most + 2) * (width / _NARROWEST + 1))
        lines = laid_out(rest[:signs], width)
        if len(lines) <= most and len(rest) <= signs:
            yield rest
            return
        room, enough = (_length(lines[:many]) for many in (most, ceil(most * _FILLED)))
        ends = [end.start() for end in _ENDS.finditer(rest, 0, room + 1) if enough <= end.start() <= room]
        if not ends and 1 < most < len(lines) and lines[most - 1].begins_paragraph:
            room = _length(lines[: most - 1])
        end = ends[-1] if ends else room
        yield rest[:end]
        rest = rest[end:].lstrip()


def _length(lines: Sequence[Line]) -> int:
    """How much of a text its first lines are."""
    return sum(len(line.between) + len(line.text) for line in lines)
