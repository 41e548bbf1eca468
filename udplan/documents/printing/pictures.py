"""Pictures as plain geometry: figures in, positions out. A template draws them.

Letters stay out of the drawing: as ordinary text beside it they wrap, can be read aloud and searched, and
their contrast can be measured.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from udplan.documents.blocks import Bar, Bars
from udplan.documents.printing.text import Printer
from udplan.values.times import MÅNEDER


class DrawnBar(NamedTuple):
    """One bar. ``x`` and ``width`` are per cent of the picture's width, ready for an attribute."""

    label: str
    value: Decimal
    x: str
    width: str


class BarChart(NamedTuple):
    """Bars on one scale, and where on it zero is."""

    zero: str
    bars: tuple[DrawnBar, ...]


def bar_chart(bars: Sequence[Bar], scale: tuple[Decimal, Decimal] | None = None) -> BarChart:
    """Horizontal bars from a common zero, to the left of it where an amount is negative.

    ``scale`` is what the picture's whole width stands for (``blocks.Bars``). A bar that it has no room for widens it.
    """
    ends = [Decimal(0), *(scale or ()), *(bar.value for bar in bars)]
    low = min(ends)
    span = max(ends) - low or Decimal(1)

    def drawn(bar: Bar) -> DrawnBar:
        start = min(bar.value, Decimal(0)) - low
        return DrawnBar(bar.label, bar.value, _percent(start / span), _percent(abs(bar.value) / span))

    return BarChart(_percent(-low / span), tuple(map(drawn, bars)))


def scale_in_words(block: Bars, printer: Printer) -> str:
    """What the picture's width stands for, with the unit; empty where its bars are their own scale."""
    return f"Skala: fra {' til '.join(map(printer.with_unit, block.scale))}" if block.scale else ""


def _percent(share: Decimal) -> str:
    return f"{abs(share) * 100:.2f}%"


# A wheel's radii, in the hundreds of a picture that is 200 wide and has its middle in (0, 0).
_HUB, _RIM = 34.0, 98.0
#: How far from the middle a month's name stands, in per cent of the whole width: outside the drawing's own square.
_NAMES = 44.0


@dataclass(frozen=True)
class DrawnMonth:
    """One month of a wheel.

    ``track`` is its whole sector and ``filled`` the part that shows how much falls in it (empty for nothing), both as
    the ``d`` of a path; ``left`` and ``top`` say where its name stands, in per cent of the picture.
    """

    navn: str
    count: int
    track: str
    filled: str
    left: str
    top: str


def wheel(counts: Sequence[int]) -> tuple[DrawnMonth, ...]:
    """Twelve sectors clockwise from the top; the fullest month is filled to the rim, the others by their share."""
    most = max(counts, default=0) or 1

    def drawn(place: int, count: int) -> DrawnMonth:
        middle = math.radians(30 * place + 15)
        # The area and not the radius follows the count, so that two things do not look like four.
        rim = math.sqrt(_HUB**2 + (_RIM**2 - _HUB**2) * count / most)
        return DrawnMonth(
            MÅNEDER[place],
            count,
            _sector(place, _HUB, _RIM),
            _sector(place, _HUB, rim) if count else "",
            f"{50 + _NAMES * math.sin(middle):.2f}%",
            f"{50 - _NAMES * math.cos(middle):.2f}%",
        )

    return tuple(drawn(place, count) for place, count in enumerate(counts))


def _sector(place: int, inner: float, outer: float) -> str:
    """A sector of a ring, 30 degrees less a small gap."""

    def at(radius: float, degrees: float) -> str:
        angle = math.radians(degrees)
        return f"{radius * math.sin(angle):.2f} {-radius * math.cos(angle):.2f}"

    start, end = 30 * place + 1, 30 * place + 29
    return (
        f"M{at(inner, start)}L{at(outer, start)}A{outer:.2f} {outer:.2f} 0 0 1 {at(outer, end)}"
        f"L{at(inner, end)}A{inner:.2f} {inner:.2f} 0 0 0 {at(inner, start)}Z"
    )
