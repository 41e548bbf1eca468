"""The årshjul: one year as a wheel and as a table, from what the plan dates and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from udplan.documents.blocks import Block, Document, Heading, Note, Row, Table, Wheel
from udplan.documents.reports.shared import (
    AFSLUTTET,
    VEJLEDENDE,
    abbreviations,
    columns,
    document,
    points,
    public,
    titel,
)
from udplan.figures.select import Valg, select
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.times import MÅNEDER, format_date
from udplan.values.words import how_many, listed

#: A time that covers more months than this says no month: it is listed by itself.
_MOST_MONTHS = 2


class _Event(NamedTuple):
    """What falls on some days: ``kort`` for the wheel, the rest for the table."""

    fra: date
    til: date
    tid: str
    hvad: str
    punkt: str
    kort: str

    @property
    def months(self) -> int:
        return (self.til.year - self.fra.year) * 12 + self.til.month - self.fra.month + 1

    def falls_in(self, year: int, month: int) -> bool:
        return (self.fra.year, self.fra.month) <= (year, month) <= (self.til.year, self.til.month)


def report(plan: Plan, valg: Valg) -> Document:
    """What falls in each month of ``valg.år`` (the plan's first year without it): steps, decisions on the plan itself,
    statuses and closings."""
    year = valg.år or plan.grundlag.år[0]
    shown, left_out = public(select(plan, valg))
    found = [*_steps(shown), *_treatments(plan), *_statuses(shown), *_closings(shown)]
    events = sorted(found, key=lambda each: (each.fra, each.til))
    this_year = [each for each in events if each.fra.year <= year <= each.til.year]
    return document(
        plan,
        f"Årshjul {year}: {plan.grundlag.titel}",
        (
            *left_out,
            *_year(year, [each for each in this_year if each.months <= _MOST_MONTHS]),
            *_long(year, [each for each in this_year if each.months > _MOST_MONTHS]),
            *_outside(year, events, shown),
            *abbreviations(plan, shown),
            VEJLEDENDE,
        ),
    )


def _short(indsats: Indsats) -> str:
    return indsats.kort or titel(indsats)


def _day(day: date, hvad: str, punkt: str, kort: str) -> _Event:
    return _Event(day, day, format_date(day), hvad, punkt, kort)


def _steps(items: Sequence[Indsats]) -> Iterator[_Event]:
    for indsats in items:
        for trin in indsats.trin:
            if trin.tid and (trin.beslutning or not indsats.afsluttet):
                what = f"{trin.forum}: {trin.beslutning}" if trin.beslutning else trin.forum
                kort = f"{trin.forum}: {_short(indsats)}"
                yield _Event(trin.tid.fra, trin.tid.til, str(trin.tid), what, titel(indsats), kort)


def _treatments(plan: Plan) -> Iterator[_Event]:
    for each in plan.grundlag.behandlet:
        if each.dato:
            what = f"{each.forum}: {each.beslutning}" if each.beslutning else each.forum
            yield _day(each.dato, what, plan.grundlag.titel, f"{each.forum}: Planen")


def _statuses(items: Sequence[Indsats]) -> Iterator[_Event]:
    """Statuses by the day they are from: together they show how often status is given."""
    days: dict[date, int] = {}
    for indsats in items:
        for status in indsats.status:
            days[status.dato] = days.get(status.dato, 0) + 1
    for day, count in days.items():
        yield _day(day, "Status", points(count), f"Status på {points(count)}")


def _closings(items: Sequence[Indsats]) -> Iterator[_Event]:
    for indsats in items:
        if isinstance(indsats.slut, date):
            yield _day(indsats.slut, AFSLUTTET, titel(indsats), f"{AFSLUTTET}: {_short(indsats)}")


def _year(year: int, events: Sequence[_Event]) -> Iterator[Block]:
    by_month = [[each for each in events if each.falls_in(year, month)] for month in range(1, 13)]
    if not any(by_month):
        yield Note(f"Planen har ingen tidspunkter i {year}.")
        return
    busy = [month for month, found in zip(MÅNEDER, by_month, strict=True) if found]
    months = how_many(len(busy), "måned", "måneder")
    text = f"Planen har noget i {months} af {year}: {listed(busy)}."
    yield Wheel(text, year, tuple(tuple(dict.fromkeys(each.kort for each in found)) for found in by_month))
    yield Heading(2, "Måned for måned")
    yield _table(
        f"Årshjul {year}",
        [(f"{month.capitalize()}", each) for month, found in zip(MÅNEDER, by_month, strict=True) for each in found],
    )


def _long(year: int, events: Sequence[_Event]) -> Iterator[Block]:
    if events:
        yield Heading(2, "Længere perioder")
        yield _table(f"Det, der ikke har en bestemt måned i {year}", [(each.tid, each) for each in events])


def _table(caption: str, rows: Sequence[tuple[str, _Event]]) -> Table:
    return Table(
        caption,
        columns("Måned", "Hvornår", "Hvad", "Punkt"),
        tuple(Row((label, each.tid, each.hvad, each.punkt)) for label, each in rows),
    )


def _outside(year: int, events: Sequence[_Event], items: Sequence[Indsats]) -> Iterator[Block]:
    """What the wheel does not show, so that nobody takes it for the whole plan."""
    others = sorted({other for each in events for other in (each.fra.year, each.til.year)} - {year})
    if others:
        yield Note(f"Planen har også tidspunkter i {listed(map(str, others))}.")
    steps = [trin for each in items if not each.afsluttet for trin in each.trin]
    undated = sum(trin.tid is None and not trin.beslutning for trin in steps)
    if undated:
        yield Note(f"{undated} led i sagsgangen har intet tidspunkt og er ikke med.")
