"""A long item of a form in pieces, each a row that stays on one page, so that the title can stand at each of them.

No program says in a file where its pages will end: Word and others break lines and pages as they print. So a long row is
parted beforehand, where its lines end, into pieces so short that little paper is lost where one does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import ceil
from typing import Final

from udplan.documents.formats.word.lines import Line, laid_out

#: What stands after a title that comes again.
FORTSAT: Final = " (fortsat)"

#: A row of this many lines is left whole, and the pieces of a longer one are about as long.
_WHOLE, _PIECE = 16, 10


def pieces(texts: Sequence[str], widths: Sequence[float | None], least: int) -> list[tuple[str, ...]]:
    """The cells of a row as the cells of one row or several. A cell without a width (see ``lines``) is not parted, and
    stands in the first. No piece is of fewer lines than ``least``, which its title takes."""
    laid = [laid_out(text, width) if width else None for text, width in zip(texts, widths, strict=True)]
    highest = max((len(lines) for lines in laid if lines), default=0)
    if highest <= _WHOLE:
        return [tuple(texts)]
    most = max(least, ceil(highest / ceil(highest / _PIECE)))
    parted = [[text] if lines is None else list(_parted(lines, most)) for text, lines in zip(texts, laid, strict=True)]
    return list(zip_longest(*parted, fillvalue=""))


def _parted(lines: Sequence[Line], most: int) -> Iterator[str]:
    """The lines in pieces of at most ``most``, none of which ends with the first line of a paragraph."""
    start = 0
    while start < len(lines):
        end = start + most
        if end < len(lines) and lines[end - 1].begins_paragraph:
            end -= 1
        first, *rest = lines[start:end]
        yield first.text + "".join(f"{line.between}{line.text}" for line in rest)
        start = end
