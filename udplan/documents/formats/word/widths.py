"""How wide the columns of a table are: by their share of the page, or from what stands in them, with no figure, number or
word broken where there is room, and the rest for prose.

Word could do it itself, but every program would then do it differently, and a table of many pages would be
slow to open. Widths are in twips (1/20 point); texts are measured in ems, and ``em`` is how many twips one is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import fsum

from udplan.documents.blocks import Column, Kind
from udplan.documents.printing.ems import ems

TWIPS_PER_EM = 160  # the text of a cell is 8 points
PADDING = 150  # both sides of a cell, and its lines

# The most that a column may ask for, in ems: beyond, a long text is wrapped, and a long word broken.
_MOST = {Kind.TEXT: 12.0, Kind.PROSE: 40.0, Kind.AMOUNT: 12.0, Kind.COUNT: 10.0, Kind.MARK: 8.0, Kind.LIGHT: 10.0}
# In a table that need not fill the page, text may have what is left of it before it is wrapped.
_MOST_WITH_ROOM = {**_MOST, Kind.TEXT: 80.0, Kind.PROSE: 80.0, Kind.LIGHT: 40.0}
_LONGEST_WORD = 13.0
# A text of at most this many ems with a digit in it is a number or a code, and stays on one line.
_LONGEST_CODE = 6.0
_NARROWEST = 0.3
# How much of the page a text keeps, where figures need more room than is left.
_LEAST_PROSE, _LEAST_WORDS = 0.15, 0.03
# A word of no more letters than this cannot be hyphenated.
_SHORT_WORD = 6
# The longest word of a column's name may be hyphenated once, or the names would be the highest row of each page.
_PART_OF_NAME = 0.6
# A word is cut after a hyphen, and after nothing else; one with a digit is not: it is a code.
_WORDS = re.compile(r"[ \n\t]|(?<=-)(?<![0-9]-)(?![^ \n\t]*[0-9])")


def column_widths(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], width: int, *, fill: bool, em: int = TWIPS_PER_EM
) -> list[int]:
    """A width a column, together at most ``width``, and all of it if ``fill`` or if any column has a share.

    ``texts`` are the cells as they are printed, a sequence a column, its name among them. A column with a share has that,
    unless a figure or a code in it needs more. Floats are added by ``fsum``, which gives the same on every Python; ``sum``
    does not.
    """
    if not any(column.share for column in columns):
        return _by_content(columns, texts, width, fill=fill, em=em)
    shared = [place for place, column in enumerate(columns) if column.share]
    others = [place for place, column in enumerate(columns) if not column.share]
    fixed = {
        place: max(width * columns[place].share / 1000, _unbroken(columns[place], texts[place], em)) for place in shared
    }
    rest = max(width - fsum(fixed.values()), width * 0.2 * bool(others))
    free = _by_content(
        [columns[place] for place in others], [texts[place] for place in others], int(rest), fill=True, em=em
    )
    widths = {**fixed, **dict(zip(others, map(float, free), strict=True))}
    return _whole(_fitted(columns, [widths[place] for place in range(len(columns))], width), width)


def _fitted(columns: Sequence[Column], widths: Sequence[float], width: float) -> list[float]:
    """Widths that add up to the page. Figures keep theirs: what is too much is taken from the prose, and then from other
    texts; what is left, the prose has."""
    fitted = list(widths)
    prose = [place for place, column in enumerate(columns) if column.kind is Kind.PROSE]
    words = [place for place, column in enumerate(columns) if not _is_figure(column)]
    for places, least in ((prose, _LEAST_PROSE), (words, _LEAST_WORDS), (range(len(columns)), 0)):
        have = fsum(fitted[place] for place in places)
        wanted = max(have + width - fsum(fitted), min(have, len(places) * width * least))
        for place in places:
            fitted[place] *= wanted / have
    return fitted


def _by_content(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], width: int, *, fill: bool, em: int
) -> list[int]:
    if not columns:
        return []
    least = [_least(column, inside, em) for column, inside in zip(columns, texts, strict=True)]
    wanted = [
        max(low, _wanted((_MOST if fill else _MOST_WITH_ROOM)[column.kind], inside, em))
        for column, low, inside in zip(columns, least, texts, strict=True)
    ]
    if fsum(least) >= width:  # a page too narrow: figures stay whole, words are broken
        figures = fsum(low for column, low in zip(columns, least, strict=True) if _is_figure(column))
        share = max(0.2, (width - figures) / max(1, fsum(least) - figures))
        squeezed = [low if _is_figure(column) else low * share for column, low in zip(columns, least, strict=True)]
        return _whole([low * width / fsum(squeezed) for low in squeezed], width)
    if fsum(wanted) > width and not fill:
        return _whole(_levelled(least, wanted, width), width)
    if fsum(wanted) > width:
        share = (width - fsum(least)) / (fsum(wanted) - fsum(least))
        return _whole([low + (want - low) * share for low, want in zip(least, wanted, strict=True)], width)
    if not fill:
        return _whole(wanted, round(fsum(wanted)))
    growing = [column.kind is Kind.PROSE for column in columns]
    if not any(growing):
        growing = [not _is_figure(column) for column in columns]
    extra = (width - fsum(wanted)) / max(1, sum(growing) or len(columns))
    return _whole(
        [want + extra * (grows or not any(growing)) for want, grows in zip(wanted, growing, strict=True)], width
    )


def _levelled(least: Sequence[float], wanted: Sequence[float], width: float) -> list[float]:
    """Widths that add up, where all cannot have what they want: who wants little has it, and the others share the rest."""
    widths, left = list(least), width - fsum(least)
    by_want = sorted(range(len(least)), key=lambda place: wanted[place] - least[place])
    for many, place in zip(range(len(least), 0, -1), by_want, strict=True):
        more = min(wanted[place] - least[place], left / many)
        widths[place] += more
        left -= more
    return widths


def _is_figure(column: Column) -> bool:
    return column.kind in (Kind.AMOUNT, Kind.COUNT, Kind.MARK)


def _unbroken(column: Column, texts: Sequence[str], em: int) -> float:
    """The width of what must not be broken in a column whose long words may be hyphenated: figures, codes, short words."""
    kept: set[str] = set()
    if column.kind is not Kind.PROSE:  # which has room enough, and much to look through
        kept.update(word for text in set(texts) for word in _words(text) if len(word) <= _SHORT_WORD or _is_code(word))
    if _is_figure(column):
        kept.update(word for text in texts[1:] for word in text.split(" "))
    name = max(map(ems, _words(texts[0])), default=0) * _PART_OF_NAME
    return max(name, *map(ems, kept), 0) * em + PADDING


def _least(column: Column, texts: Sequence[str], em: int) -> float:
    """The width of the longest word. A figure or a code is never broken."""
    longest = max(map(ems, {word for text in set(texts) for word in _words(text)}), default=0)
    return (longest if _is_figure(column) else min(_LONGEST_WORD, longest)) * em + PADDING


def _words(text: str) -> list[str]:
    """What a line may not be broken within: a word, or a whole code with the spaces in it (``R307 (B)``)."""
    return [text] if _is_code(text) else _WORDS.split(text)


def _is_code(text: str) -> bool:
    return len(text) <= _LONGEST_CODE / _NARROWEST and any(map(str.isdecimal, text)) and ems(text) <= _LONGEST_CODE


def _wanted(most: float, texts: Sequence[str], em: int) -> float:
    """The width of the longest line, or of ``most`` ems, the most that it may ask for."""
    longest = (line for text in set(texts) for line in text.split("\n"))
    wide = (most if len(line) > most / _NARROWEST else ems(line) for line in longest)
    return min(most, max(wide, default=0)) * em + PADDING


def _whole(widths: Sequence[float], total: int) -> list[int]:
    """Whole twips that add up; what rounding leaves goes to the widest."""
    whole = [int(width) for width in widths]
    whole[whole.index(max(whole))] += total - sum(whole)
    return whole
