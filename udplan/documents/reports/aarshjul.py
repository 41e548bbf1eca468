"""The årshjul: one year on one page, as a wheel and as months × bodies with counts, and then month by month, from what the
plan dates and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from udplan.documents.blocks import Block, Column, Document, Heading, Kind, Note, Row, Table, Wheel
from udplan.documents.reports.shared import (
    AFSLUTTET,
    VEJLEDENDE,
    abbreviations_in,
    as_of,
    bullets,
    by_heading,
    columns,
    document,
    month_of,
    points,
    public,
    titel,
)
from udplan.figures.select import Stand, Valg, er_afsluttet, er_besluttet, select, stande
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.times import MÅNEDER, Præcision, Tid, format_date
from udplan.values.words import fold, how_many, listed

_STATUS = "Status"
_LONG = "Længere perioder"


class _Event(NamedTuple):
    """What falls at some time: ``hvem`` is the code of a body, or what else it is, and ``hvad`` what is said of it."""

    tid: Tid
    hvem: str
    hvad: str
    mærker: tuple[str, ...] = ()

    def falls_in(self, year: int) -> bool:
        if month_of(self.tid):
            return self.tid.til.year == year
        return self.tid.fra.year <= year <= self.tid.til.year


def report(plan: Plan, valg: Valg) -> Document:
    """What falls in each month of ``valg.år`` (the plan's first year without it): steps, decisions on the plan itself,
    statuses and closings. A time stands in the month where it ends, or by itself where it is longer than two months."""
    year = valg.år or plan.grundlag.år[0]
    shown, left_out = public(select(plan, valg))
    dag = valg.dag
    unordered = [*_steps(shown, dag), *_treatments(plan, dag), *_statuses(shown, dag), *_closings(shown, dag)]
    events = sorted(unordered, key=lambda event: (event.tid.til, event.tid.til - event.tid.fra))
    blocks = (
        *_year(plan, year, [event for event in events if event.falls_in(year)]),
        *_meetings(plan, year),
        *_months(year, [event for event in events if event.falls_in(year)]),
        *_outside(year, events, shown, dag),
    )
    return document(
        plan,
        f"Årshjul {year}: {plan.grundlag.titel}",
        (*as_of(valg), *left_out, *blocks, *abbreviations_in(plan, blocks, brief=True), VEJLEDENDE),
        portrait=True,
    )


# --- what falls when ----------------------------------------------------------------------------------------------


def _day(day: date) -> Tid:
    return Tid(day.isoformat(), day, day, Præcision.DAG)


def _short(indsats: Indsats) -> str:
    return indsats.kort or titel(indsats)


def _steps(items: Sequence[Indsats], dag: date | None) -> Iterator[_Event]:
    """The steps that come, be it too late, and those that were decided."""
    for indsats in items:
        for trin, stand in zip(indsats.trin, stande(indsats, dag), strict=True):
            decided = er_besluttet(trin, dag)
            if trin.tid and (decided or stand is not Stand.GJORT):
                late = stand is Stand.OVERSKREDET
                marks = (*(["besluttet"] if decided else []), *([str(stand)] if late else []))
                yield _Event(trin.tid, trin.forum, _short(indsats), marks)


def _treatments(plan: Plan, dag: date | None) -> Iterator[_Event]:
    for treated in plan.grundlag.behandlet:
        if treated.dato:
            known = treated.beslutning and not (dag and treated.dato > dag)
            yield _Event(_day(treated.dato), treated.forum, plan.grundlag.titel, ("besluttet",) if known else ())


def _statuses(items: Sequence[Indsats], dag: date | None) -> Iterator[_Event]:
    """Statuses by the day they are from: together they show how often status is given."""
    days: dict[date, int] = {}
    for indsats in items:
        for status in indsats.status:
            if dag is None or status.dato <= dag:
                days[status.dato] = days.get(status.dato, 0) + 1
    for day, count in days.items():
        yield _Event(_day(day), _STATUS, points(count))


def _closings(items: Sequence[Indsats], dag: date | None) -> Iterator[_Event]:
    for indsats in items:
        if isinstance(indsats.slut, date) and er_afsluttet(indsats, dag):
            yield _Event(_day(indsats.slut), AFSLUTTET, _short(indsats))


# --- the year on one page -----------------------------------------------------------------------------------------


def _year(plan: Plan, year: int, events: Sequence[_Event]) -> Iterator[Block]:
    """The wheel, and in words what it shows: of the bodies alone, for a status is no meeting."""
    of_bodies = [event for event in events if event.hvem in plan.grundlag.fora]
    if not of_bodies:
        yield Note(f"Planen har ingen led med tidspunkter i {year}.")
        return
    bodies = [kode for kode in plan.grundlag.fora if any(event.hvem == kode for event in of_bodies)]
    in_month = dict(by_heading(of_bodies, _month))
    by_month = [_counts(bodies, in_month.get(month, ())) for month in range(1, 13)]
    long = _counts(bodies, in_month.get(None, ()))
    totals = [sum(counts) for counts in by_month]
    busy = [name for name, total in zip(MÅNEDER, totals, strict=True) if total]
    most = [name for name, total in zip(MÅNEDER, totals, strict=True) if total == max(totals)]
    text = f"Planen har {how_many(len(of_bodies), 'led', 'led')} i {year}{_spread(len(busy), most, sum(totals), sum(long))}."
    yield Wheel(text, year, tuple(totals))
    rows = [*zip((name.capitalize() for name in MÅNEDER), by_month, strict=True)]
    rows += [(_LONG, long)] if any(long) else []
    sums = [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]
    yield Table(
        f"Antal led i hver måned af {year}",
        (Column("Måned"), *(Column(kode, Kind.COUNT) for kode in bodies), Column("I alt", Kind.COUNT)),
        (
            *(Row((label, *(count or None for count in counts), sum(counts))) for label, counts in rows),
            Row(("I alt", *sums, sum(sums)), total=True),
        ),
    )


def _spread(months: int, most: Sequence[str], dated: int, long: int) -> str:
    """How a year's steps are spread, as the end of a sentence that says how many there are: the months that have any, those
    with the most, how many steps are in a month, and how many in longer times."""
    if not months:
        return ", i en længere periode" if long == 1 else ", alle i længere perioder"
    where = f"i {most[0]}" if months == 1 else f"fordelt på {months} måneder, flest i {listed(most)}"
    if long:
        return f": {dated} {where}{',' if months > 1 else ''} og {long} i {'en længere periode' if long == 1 else 'længere perioder'}"
    return f", {'alle ' if dated > 1 else ''}{where}" if months == 1 else f" {where}"


def _month(event: _Event) -> int | None:
    month = month_of(event.tid)
    return month.month if month else None


def _counts(bodies: Sequence[str], events: Sequence[_Event]) -> list[int]:
    return [sum(event.hvem == kode for event in events) for kode in bodies]


def _meetings(plan: Plan, year: int) -> Iterator[Block]:
    """The meeting calendar of those whose meetings stand in plan.yaml."""
    fora = {
        kode: [day for day in sorted(set(forum.møder)) if day.year == year]
        for kode, forum in plan.grundlag.fora.items()
    }
    known = {kode: days for kode, days in fora.items() if days}
    if not known:
        return
    yield Heading(2, f"Møder i {year}")
    yield Table(
        f"Mødekalender {year}",
        columns("Måned", *known),
        tuple(
            Row((name.capitalize(), *(_days_of(days, month) for days in known.values())))
            for month, name in enumerate(MÅNEDER, 1)
        ),
    )


def _days_of(days: Sequence[date], month: int) -> str:
    return listed(f"{day.day}." for day in days if day.month == month)


# --- month by month -----------------------------------------------------------------------------------------------


def _months(year: int, events: Sequence[_Event]) -> Iterator[Block]:
    """A row a month, and one a longer time, after the month in which it ends; in it a line for who and when."""
    if not events:
        return
    by_row = by_heading(sorted(events, key=_row_order), _row)
    yield Heading(2, "Måned for måned", new_page=True)
    yield Table(
        f"Årshjul {year}, måned for måned",
        (Column("Hvornår", share=150), Column("Hvad", Kind.PROSE, share=850)),
        tuple(Row((label, bullets(_lines(label, members)))) for label, members in by_row),
    )


def _row(event: _Event) -> str:
    month = month_of(event.tid)
    if month:
        return f"{MÅNEDER[month.month - 1].capitalize()} {month.year}"
    return f"{str(event.tid)[0].upper()}{str(event.tid)[1:]}"


def _row_order(event: _Event) -> tuple[date, bool]:
    month = month_of(event.tid)
    return month or event.tid.til, month is None


def _lines(label: str, events: Sequence[_Event]) -> Iterator[str]:
    """The meetings, a line each; what is no meeting (statuses, closings) in a line a kind, with its days."""
    others = (_STATUS, AFSLUTTET)
    meetings = [event for event in events if event.hvem not in others]
    for who_and_when, members in by_heading(meetings, lambda event: ", ".join((event.hvem, *_when(label, event)))):
        yield f"{who_and_when}: {'; '.join(_marked(event.hvad, event.mærker) for event in members)}"
    for hvem, members in by_heading([event for event in events if event.hvem in others], lambda event: event.hvem):
        yield f"{hvem}: {'; '.join(_marked(event.hvad, _when(label, event)) for event in members)}"


def _marked(hvad: str, marks: Sequence[str]) -> str:
    return f"{hvad} ({', '.join(marks)})" if marks else hvad


def _when(label: str, event: _Event) -> tuple[str, ...]:
    """When it is, where the row does not say so."""
    day = event.tid.dato
    when = format_date(day).removesuffix(f" {day.year}") if day else str(event.tid)
    return () if fold(when) == fold(label) else (when,)


def _outside(year: int, events: Sequence[_Event], items: Sequence[Indsats], dag: date | None) -> Iterator[Block]:
    """What the wheel does not show, so that nobody takes it for the whole plan."""
    others = sorted({event.tid.til.year for event in events if not event.falls_in(year)})
    said = [f"Planen har også tidspunkter i {listed(map(str, others))}."] if others else []
    steps = ((trin, stand) for indsats in items for trin, stand in zip(indsats.trin, stande(indsats, dag), strict=True))
    undated = sum(trin.tid is None and stand is not Stand.GJORT for trin, stand in steps)
    if undated:
        said.append(f"{undated} led i sagsgangen har intet tidspunkt og er ikke med.")
    if said:
        yield Note(" ".join(said))
