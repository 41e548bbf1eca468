"""How wide the columns of a table are, from what stands in them: no figure or word is broken, and prose gets the rest.

Word could do it itself, but every program would then do it differently, and a table of many pages would be
slow to open. Widths are in twips (1/20 point); texts are measured in ems.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, fsum

from udplan.documents.blocks import Column, Kind
from udplan.documents.printing.ems import ems

TWIPS_PER_EM = 160  # the text of a cell is 8 points
PADDING = 190  # both sides of a cell, and its lines

# The most that a column may ask for, in ems: beyond, a long text is wrapped, and a long word broken.
_MOST = {Kind.TEXT: 12.0, Kind.PROSE: 40.0, Kind.AMOUNT: 12.0, Kind.COUNT: 10.0, Kind.MARK: 8.0, Kind.LIGHT: 10.0}
_LONGEST_WORD = 13.0


def column_widths(columns: Sequence[Column], texts: Sequence[Sequence[str]], width: int, *, fill: bool) -> list[int]:
    """A width a column, together at most ``width``, and all of it if ``fill``.

    ``texts`` are the cells as they are printed, a sequence a column, its name among them. Floats are added by ``fsum``,
    which gives the same on every Python; ``sum`` does not.
    """
    least = [_least(column, inside) for column, inside in zip(columns, texts, strict=True)]
    wanted = [max(low, _wanted(column.kind, inside)) for column, low, inside in zip(columns, least, texts, strict=True)]
    if fsum(least) >= width:  # a page too narrow: figures stay whole, words are broken
        figures = fsum(low for column, low in zip(columns, least, strict=True) if _is_figure(column))
        share = max(0.2, (width - figures) / max(1, fsum(least) - figures))
        squeezed = [low if _is_figure(column) else low * share for column, low in zip(columns, least, strict=True)]
        return _whole([low * width / fsum(squeezed) for low in squeezed], width)
    if fsum(wanted) > width:
        share = (width - fsum(least)) / (fsum(wanted) - fsum(least))
        return _whole([low + (want - low) * share for low, want in zip(least, wanted, strict=True)], width)
    if not fill:
        return _whole(wanted, round(fsum(wanted)))
    growing = [column.kind is Kind.PROSE for column in columns]
    if not any(growing):
        growing = [not _is_figure(column) for column in columns]
    extra = (width - fsum(wanted)) / max(1, sum(growing))
    return _whole([want + extra * grows for want, grows in zip(wanted, growing, strict=True)], width)


def printed_lines(text: str, width: int) -> int:
    """About how many lines the text takes in a column of that width."""
    inside = max(1.0, (width - PADDING) / TWIPS_PER_EM)
    return sum(max(1, ceil(ems(line) / inside)) for line in text.split("\n"))


def _is_figure(column: Column) -> bool:
    return column.kind in (Kind.AMOUNT, Kind.COUNT, Kind.MARK)


def _least(column: Column, texts: Sequence[str]) -> float:
    """The width of the longest word: a line may end after a space or a hyphen. A figure is never broken."""
    words = (word for text in texts for word in re.split(r"[ \n\t]|(?<=-)", text))
    longest = max(map(ems, words), default=0)
    return (longest if _is_figure(column) else min(_LONGEST_WORD, longest)) * TWIPS_PER_EM + PADDING


def _wanted(kind: Kind, texts: Sequence[str]) -> float:
    lines = (line for text in texts for line in text.split("\n"))
    return min(_MOST[kind], max(map(ems, lines), default=0)) * TWIPS_PER_EM + PADDING


def _whole(widths: Sequence[float], total: int) -> list[int]:
    """Whole twips that add up; what rounding leaves goes to the widest."""
    whole = [int(width) for width in widths]
    whole[whole.index(max(whole))] += total - sum(whole)
    return whole
