"""Pictures as plain geometry: figures in, positions out. A template draws them.

Letters stay out of the drawing: as ordinary text beside it they wrap, can be read aloud and searched, and
their contrast can be measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from udplan.blocks import Bar


@dataclass(frozen=True)
class DrawnBar:
    """One bar. ``x`` and ``width`` are per cent of the picture's width, ready for an attribute."""

    label: str
    value: Decimal
    x: str
    width: str


@dataclass(frozen=True)
class BarChart:
    """Bars on one scale, and where on it zero is."""

    zero: str
    bars: tuple[DrawnBar, ...]


def bar_chart(bars: Sequence[Bar]) -> BarChart:
    """Horizontal bars from a common zero, to the left of it where an amount is negative."""
    low = min([Decimal(0), *(bar.value for bar in bars)])
    span = max([Decimal(0), *(bar.value for bar in bars)]) - low or Decimal(1)

    def drawn(bar: Bar) -> DrawnBar:
        start = min(bar.value, Decimal(0)) - low
        return DrawnBar(bar.label, bar.value, _percent(start / span), _percent(abs(bar.value) / span))

    return BarChart(_percent(-low / span), tuple(map(drawn, bars)))


def _percent(share: Decimal) -> str:
    return f"{abs(share) * 100:.2f}%"
