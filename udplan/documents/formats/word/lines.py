"""Where a text breaks into lines, about as Word will do it: with the widths of the letters of Calibri, our own typeface.

Widths are in thousandths of the size of the letters. Calibri has a free twin with the same widths, Carlito, which is what
programs use where it is lacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple

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
#: No letter is wider.
WIDEST: Final = max(_WIDTHS.values())
_PARTS = re.compile(r"([ \t]*\n[ \t\n]*|[ \t]+|(?<=[^\W\d_]-)(?=\w))")


class Line(NamedTuple):
    """A line, and what stands in the text between it and the one before: all of both together is the text."""

    between: str
    text: str

    @property
    def begins_paragraph(self) -> bool:
        return "\n" in self.between


@lru_cache(maxsize=5_000)  # a row is laid out as a whole, and then piece by piece in a few ways
def laid_out(text: str, width: float) -> tuple[Line, ...]:
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
    return tuple(Line(between, "".join(words)) for between, words in made)


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

#: A row of this many lines is left whole, and a longer one is in pieces of about as many: what is left empty at the foot of a
#: page is less than a piece, and a title is not said to go on every few lines.
MOST_WHOLE, _PIECE = 9, 7
#: How much of a piece must be filled before it ends with a sentence; a sentence longer than the rest is parted.
_FILLED: Final = 0.6
#: Where a sentence or a paragraph ends; not after a number (24. marts) or a short word (jf., kr.).
_ENDS: Final = re.compile(r"(?=[ \t\n])(?:(?<=[^\W\d_]{3}[.!?])[ \t]+(?=[A-ZÆØÅ])|[ \t]*\n[ \t\n]*)")
#: No letter is narrower.
_NARROWEST: Final = min(_WIDTHS.values())


def pieces(texts: Sequence[str], widths: Sequence[float | None], least: int) -> list[tuple[str, ...]]:
    """The cells of a row as the cells of one row or several. A cell without a width (see ``lines``) is not parted, and
    stands in the first. No piece is of fewer lines than ``least``, which its title takes."""
    laid = [laid_out(text, width) if width else () for text, width in zip(texts, widths, strict=True)]
    highest = max(map(len, laid), default=0)
    if highest <= MOST_WHOLE:
        return [tuple(texts)]
    many = ceil(highest / _PIECE)
    even = max(least, ceil(highest / many))
    # A little longer pieces, rather than a last one of a line or two.
    tried = (_pieces(texts, widths, most) for most in range(even, even + _PIECE // 2))
    return next((made for made in tried if len(made) <= many), None) or _pieces(texts, widths, even)


def _pieces(texts: Sequence[str], widths: Sequence[float | None], most: int) -> list[tuple[str, ...]]:
    rests = [text.strip() if width else text for text, width in zip(texts, widths, strict=True)]
    made: list[tuple[str, ...]] = []
    while not made or any(rest for rest, width in zip(rests, widths, strict=True) if width):
        made.append(tuple(_taken(rests, widths, most)))
    return made


def _taken(rests: list[str], widths: Sequence[float | None], most: int) -> list[str]:
    """The next piece of every cell, taken from what is left of it. The longest text says how high they are: no other goes
    lower, so that between the pieces of the longest there is no air."""
    longest = max(
        (place for place, width in enumerate(widths) if width), key=lambda n: len(rests[n]) / (widths[n] or 1)
    )
    taken = list(rests)
    for place in sorted(range(len(rests)), key=lambda place: place != longest):
        width = widths[place]
        if width:
            taken[place] = _beginning(rests[place], width, most)
        rests[place] = rests[place][len(taken[place]) :].lstrip()
        if place == longest:
            most = max(1, len(laid_out(taken[place], width or 1)))
    return taken


def cut_within(text: str, parts: Sequence[str]) -> set[int]:
    """Which of the pieces of a text begin within a paragraph: between them and the one before stands no end of a line."""
    rest, found = text.strip(), set()
    for place, part in enumerate(parts):
        rest = rest[len(part) :]
        rest, between = rest.lstrip(), rest[: len(rest) - len(rest.lstrip())]
        if rest and "\n" not in between:
            found.add(place + 1)
    return found


def shortened(title: str, width: float, most: int) -> str:
    """A title that comes again, on no more lines than ``most``: its first words, where it is longer."""
    words = title.split()
    for many in range(len(words), 1, -1):
        said = title if many == len(words) else f"{' '.join(words[:many])} …"
        if len(laid_out(said + FORTSAT, width)) <= most:
            return said + FORTSAT
    return title + FORTSAT


def _beginning(text: str, width: float, most: int) -> str:
    """As much of a text as stands on at most ``most`` lines, to the end of a sentence where one ends in good time, and not
    with the first line of a paragraph that goes on."""
    # No more than could stand there is laid out, or a long text would be laid out again for each of its pieces.
    signs = ceil((most + 2) * (width / _NARROWEST + 1))
    lines = laid_out(text[:signs], width)
    if len(lines) <= most and len(text) <= signs:
        return text
    room, enough = (_length(lines[:many]) for many in (most, ceil(most * _FILLED)))
    ends = [end.start() for end in _ENDS.finditer(text, 0, room + 1) if enough <= end.start() <= room]
    if not ends and 1 < most < len(lines) and lines[most - 1].begins_paragraph:
        room = _length(lines[: most - 1])
    return text[: ends[-1] if ends else room]


def _length(lines: Sequence[Line]) -> int:
    """How much of a text its first lines are."""
    return sum(len(line.between) + len(line.text) for line in lines)
