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
from udplan.model.indsats import Indsats, Trin
from udplan.model.plan import Plan
from udplan.model.planfile import Behandling
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
    unordered = [*_steps(shown), *_treatments(plan), *_statuses(shown), *_closings(shown)]
    events = sorted(unordered, key=lambda event: (event.fra, event.til))
    this_year = [event for event in events if event.fra.year <= year <= event.til.year]
    return document(
        plan,
        f"Årshjul {year}: {plan.grundlag.titel}",
        (
            *left_out,
            *_year(year, [event for event in this_year if event.months <= _MOST_MONTHS]),
            *_long(year, [event for event in this_year if event.months > _MOST_MONTHS]),
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
                kort = f"{trin.forum}: {_short(indsats)}"
                yield _Event(trin.tid.fra, trin.tid.til, str(trin.tid), _decided(trin), titel(indsats), kort)


def _decided(of: Trin | Behandling) -> str:
    """The body, and what it decided, if anything."""
    return f"{of.forum}: {of.beslutning}" if of.beslutning else of.forum


def _treatments(plan: Plan) -> Iterator[_Event]:
    for treated in plan.grundlag.behandlet:
        if treated.dato:
            kort = f"{treated.forum}: Planen"
            yield _day(treated.dato, _decided(treated), plan.grundlag.titel, kort)


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
    by_month = [[event for event in events if event.falls_in(year, month)] for month in range(1, 13)]
    if not any(by_month):
        yield Note(f"Planen har ingen tidspunkter i {year}.")
        return
    busy = [name for name, inside in zip(MÅNEDER, by_month, strict=True) if inside]
    months = how_many(len(busy), "måned", "måneder")
    text = f"Planen har noget i {months} af {year}: {listed(busy)}."
    yield Wheel(text, year, tuple(tuple(dict.fromkeys(event.kort for event in inside)) for inside in by_month))
    yield Heading(2, "Måned for måned")
    yield _table(
        f"Årshjul {year}",
        [(name.capitalize(), event) for name, inside in zip(MÅNEDER, by_month, strict=True) for event in inside],
    )


def _long(year: int, events: Sequence[_Event]) -> Iterator[Block]:
    if events:
        yield Heading(2, "Længere perioder")
        yield _table(f"Det, der ikke har en bestemt måned i {year}", [(event.tid, event) for event in events])


def _table(caption: str, rows: Sequence[tuple[str, _Event]]) -> Table:
    return Table(
        caption,
        columns("Måned", "Hvornår", "Hvad", "Punkt"),
        tuple(Row((label, event.tid, event.hvad, event.punkt)) for label, event in rows),
    )


def _outside(year: int, events: Sequence[_Event], items: Sequence[Indsats]) -> Iterator[Block]:
    """What the wheel does not show, so that nobody takes it for the whole plan."""
    others = sorted({other for event in events for other in (event.fra.year, event.til.year)} - {year})
    if others:
        yield Note(f"Planen har også tidspunkter i {listed(map(str, others))}.")
    steps = [trin for indsats in items if not indsats.afsluttet for trin in indsats.trin]
    undated = sum(trin.tid is None and not trin.beslutning for trin in steps)
    if undated:
        yield Note(f"{undated} led i sagsgangen har intet tidspunkt og er ikke med.")
