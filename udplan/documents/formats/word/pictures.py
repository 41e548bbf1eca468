"""The pictures of a report, drawn in Word: bars, and the wheel of a year.

Their letters are text that Word sets, and what there is to see is said in words too, for those who cannot.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count
from typing import Any, Final

from udplan.documents.blocks import Bar, Bars, Wheel
from udplan.documents.formats.word import drawing
from udplan.documents.formats.word.lines import laid_out
from udplan.documents.formats.word.paragraphs import Paragraphs
from udplan.documents.printing.pictures import scale_in_words
from udplan.documents.printing.text import Printer, one_line
from udplan.values.times import MÅNEDER

#: The numbers of pictures, beyond those that a municipality's template is likely to have.
_FIRST_ID: Final = 700_000
# In twips: the least height of a bar's row, what a line of text in it takes, and the bar itself; the room for an amount.
_ROW, _LINE, _BAR = 260, 200, 150
_AMOUNT, _GUTTER = 1300, 120
_WIDEST = 11_000
#: A picture is never cut by a page, so it has no more bars than a page that lies down has room for.
_MOST_BARS = 20
# The wheel's radii and the room for a month's name, in twips.
_HUB, _RIM, _NAMES, _NAME_WIDTH, _NAME_HEIGHT = 620, 1700, 2060, 900, 420
_STEPS = 6


class Pictures:
    """The pictures of one document, on a page that is ``width`` twips between its margins."""

    def __init__(self, printer: Printer, paragraphs: Paragraphs, width: int) -> None:
        self.printer = printer
        self.paragraphs = paragraphs
        self.width = min(width, _WIDEST)
        self.numbers = count(_FIRST_ID)

    # --- bars ---------------------------------------------------------------------------------------------------

    def bars(self, block: Bars) -> Iterator[Any]:
        """One picture, or several on the same scale, where there are more bars than a page has room for; and below them
        their unit, which stands at no amount in them, and their scale."""
        values = [bar.value for bar in block.bars]
        low, high = block.scale or (min([Decimal(0), *values]), max([Decimal(0), *values]))
        for start in range(0, len(block.bars), _MOST_BARS):
            some = block.bars[start : start + _MOST_BARS]
            yield self._placed(*self._bars(some, low, high), "; ".join(map(self._said, some)))
        unit = f"Beløb i {self.printer.unit.removesuffix('.')}."
        yield self._paragraph("Skema under titel", " ".join(filter(None, (unit, scale_in_words(block, self.printer)))))

    def _bars(self, bars: Sequence[Bar], low: Decimal, high: Decimal) -> tuple[float, float, list[Any]]:
        """The width and height of a picture of bars, and its shapes: the line of zero, and a row a bar."""
        room = 0.3 * self.width
        left, right = room + _GUTTER, self.width - _AMOUNT - _GUTTER
        scale = (right - left) / float(high - low or 1)
        zero = left + float(-low) * scale
        letters = self.paragraphs.styles.letters("Skema tekst")
        shapes, top = [], 0.0
        for bar in bars:
            height = max(_ROW, _LINE * len(laid_out(one_line(bar.label), room / letters)))
            shapes.append(drawing.text(0, top, room, height, [self._paragraph("Skema tekst", one_line(bar.label))]))
            start, end = sorted((zero, zero + float(bar.value) * scale))
            shapes.append(drawing.rectangle(start, top + (height - _BAR) / 2, max(end - start, 10), _BAR, "accent"))
            amount = self._paragraph("Skema beløb", self.printer.cell(bar.value))
            shapes.append(drawing.text(self.width - _AMOUNT, top, _AMOUNT, height, [amount]))
            top += height
        shapes.append(drawing.rectangle(zero - 5, 0, 10, top, "dæmpet"))
        return self.width, top, shapes

    def _said(self, bar: Bar) -> str:
        return f"{one_line(bar.label)}: {self.printer.with_unit(bar.value)}"

    # --- the wheel ----------------------------------------------------------------------------------------------

    def wheel(self, block: Wheel) -> Any:
        """Twelve sectors clockwise from the top; each is filled by its share of the fullest month's."""
        most = max(block.counts, default=0) or 1
        middle_x, middle_y = _NAMES + _NAME_WIDTH / 2, _NAMES + _NAME_HEIGHT / 2
        shapes: list[Any] = []
        for place, number in enumerate(block.counts):
            # The area and not the radius follows the count, so that two things do not look like four.
            rim = math.sqrt(_HUB**2 + (_RIM**2 - _HUB**2) * number / most)
            shapes.append(drawing.polygon(_sector(place, _RIM, middle_x, middle_y), "hoved"))
            if number:
                shapes.append(drawing.polygon(_sector(place, rim, middle_x, middle_y), "accent"))
            x, y = _at(_NAMES, 30 * place + 15, middle_x, middle_y)
            name = f"{MÅNEDER[place][:3]}{f' ({number})' if number else ''}"
            words = [self._paragraph("Skema kryds", name)]
            shapes.append(drawing.text(x - _NAME_WIDTH / 2, y - _NAME_HEIGHT / 2, _NAME_WIDTH, _NAME_HEIGHT, words))
        year = [self._paragraph("Skema kryds", str(block.year))]
        shapes.append(drawing.text(middle_x - _HUB / 2, middle_y - 120, _HUB, 240, year))
        told = (f"{month}: {many}" for month, many in zip(MÅNEDER, block.counts, strict=True) if many)
        return self._placed(2 * middle_x, 2 * middle_y, shapes, f"{block.year}: {'; '.join(told) or 'intet'}.")

    # --- both ---------------------------------------------------------------------------------------------------

    def _paragraph(self, style: str, words: str) -> Any:
        return self.paragraphs.paragraph(style, [words])

    def _placed(self, width: float, height: float, shapes: Sequence[Any], words: str) -> Any:
        """A picture in a paragraph of its own."""
        made = self.paragraphs.paragraph("Normal", [])
        made.append(drawing.picture(next(self.numbers), width, height, words, shapes))
        return made


def _at(radius: float, degrees: float, middle_x: float, middle_y: float) -> drawing.Point:
    angle = math.radians(degrees)
    return middle_x + radius * math.sin(angle), middle_y - radius * math.cos(angle)


def _sector(place: int, rim: float, middle_x: float, middle_y: float) -> list[drawing.Point]:
    """The corners of a sector of a ring, 30 degrees less a small gap."""
    angles = [30 * place + 1 + 28 * step / _STEPS for step in range(_STEPS + 1)]
    outer = [_at(rim, angle, middle_x, middle_y) for angle in angles]
    return outer + [_at(_HUB, angle, middle_x, middle_y) for angle in reversed(angles)]
