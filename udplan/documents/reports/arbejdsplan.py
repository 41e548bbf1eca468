"""A committee's work plan (seeds 001 and 004): what it treats at which meeting, or in which month, from the steps of the sagsgang."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from udplan.documents.blocks import Block, Column, Document, Kind, Note, Row, Table
from udplan.documents.reports.shared import (
    VEJLEDENDE,
    abbreviations_in,
    as_of,
    asked_udvalg,
    bullets,
    committee,
    document,
    month_of,
    public,
    roles,
    titel,
)
from udplan.figures.select import Forhold, Led, Stand, Valg, er_afsluttet, ledene, select
from udplan.model.plan import Plan
from udplan.values.times import MÅNEDER, format_date
from udplan.values.words import fold, listed


class _When(NamedTuple):
    """A row of the plan: what it is called, and by what it is sorted. It stands where it ends; of those that end on one day
    the shortest stands first."""

    day: date
    wide: timedelta
    label: str


_UNDATED = _When(date.max, timedelta.max, "Uden tidspunkt")


def report(plan: Plan, valg: Valg) -> Document:
    """Meeting by meeting (where plan.yaml has the committee's) or month by month, the steps that come to ``valg.udvalg``
    and those it has decided; times that are longer than that have rows of their own, and undated steps stand last.

    Steps that will not come are left out: those of a closed item that nobody decided, and those that a later step has
    passed, which are named. ``udplan.publish.calendar`` writes the dated ones as a calendar.

    Raises:
        UnknownChoice: if no committee was asked for.
    """
    udvalg = asked_udvalg(valg, "arbejdsplan")
    shown, left_out = public(select(plan, valg))
    every = ledene(plan, shown, udvalg, valg.dag)
    blocks = (*_table(plan, udvalg, every, valg.dag), *_passed(valg, every))
    return document(
        plan,
        f"Arbejdsplan for {committee(plan, udvalg)}: {plan.grundlag.titel}",
        (*as_of(valg), *left_out, *blocks, *abbreviations_in(plan, blocks), VEJLEDENDE),
    )


def _table(plan: Plan, udvalg: str, every: Sequence[Led], dag: date | None) -> Iterator[Block]:
    meetings = sorted(set(plan.grundlag.fora[udvalg].møder))
    rows: dict[_When, list[Led]] = {_at(day): [] for day in meetings}
    for led in every:
        if led.kommer or led.beslutning:
            for when in _rows_of(meetings, led, dag):
                rows.setdefault(when, []).append(led)
    if not any(rows.values()):
        yield Note("Ingen punkter skal behandles i udvalget.")
    if not rows:
        return
    decided = any(led.beslutning for members in rows.values() for led in members)
    what = (Column("Til behandling", Kind.PROSE), *((Column("Besluttet", Kind.PROSE),) if decided else ()))
    yield Table(
        f"Arbejdsplan, {'møde for møde' if meetings else 'måned for måned'}",
        (Column("Møde" if meetings else "Måned", share=140), *what),
        tuple(
            Row((when.label, *_cells(udvalg, when, meetings, rows[when], dag)[: len(what)])) for when in sorted(rows)
        ),
    )


def _at(meeting: date) -> _When:
    return _When(meeting, timedelta(0), format_date(meeting))


def _rows_of(meetings: Sequence[date], led: Led, dag: date | None) -> list[_When]:
    """The rows that a step stands in: the meetings that can be meant, or else the month or the time itself."""
    tid = led.trin.tid
    if tid is None:
        return [_UNDATED]
    month = month_of(tid)
    if month is None:
        return [_When(tid.til, tid.til - tid.fra, f"{str(tid)[0].upper()}{str(tid)[1:]}")]
    if meant := meant_by(meetings, led, dag):
        return [_at(day) for day in meant]
    if meetings and tid.dato:
        return [_When(tid.dato, timedelta(0), f"{format_date(tid.dato)} (intet møde)")]
    return [_When(month, timedelta(month.day), f"{MÅNEDER[month.month - 1].capitalize()} {month.year}")]


def meant_by(meetings: Iterable[date], led: Led, dag: date | None) -> list[date]:
    """The meetings that a step's time can mean, in order; none where it covers more than a month or two (``month_of``), for
    then nobody can say which. What still comes is not meant for one that is over on ``dag``, as long as there is another."""
    tid = led.trin.tid
    meant = sorted({day for day in meetings if tid.fra <= day <= tid.til}) if tid and month_of(tid) else []
    left = [day for day in meant if dag and led.kommer and day >= dag]
    return left or meant


def one_of(meant: Sequence[date]) -> list[str]:
    """The words on which meetings can be meant, where that is more than one."""
    return [f"et af møderne {listed(map(format_date, meant), 'eller')}"] if len(meant) > 1 else []


def _cells(
    udvalg: str, when: _When, meetings: Sequence[date], steps: Sequence[Led], dag: date | None
) -> tuple[str, str]:
    ahead = [
        f"{titel(led.indsats)} ({', '.join(_said(udvalg, when, meetings, led, dag))})" for led in steps if led.kommer
    ]
    decided = [f"{titel(led.indsats)}: {led.beslutning}" for led in steps if led.beslutning]
    return bullets(ahead), bullets(decided)


def _said(udvalg: str, when: _When, meetings: Sequence[date], led: Led, dag: date | None) -> Iterator[str]:
    """Who has the item, through whom it comes, and when, where the row does not say it."""
    yield roles(led.indsats)
    if led.trin.forum != udvalg:
        yield f"gennem {led.trin.forum}"
    if led.forhold is Forhold.KAN_VEDKOMME:
        yield str(led.forhold)
    tid = led.trin.tid
    if tid and not (meetings and tid.dato) and fold(str(tid)) != fold(when.label):
        yield str(tid)
    yield from one_of(meant_by(meetings, led, dag))
    if led.stand is Stand.OVERSKREDET:
        yield str(led.stand)


def _passed(valg: Valg, every: Sequence[Led]) -> Iterator[Block]:
    passed = [led for led in every if not led.kommer and not led.beslutning and not er_afsluttet(led.indsats, valg.dag)]
    if passed:
        names = listed(dict.fromkeys(f"{titel(led.indsats)} ({led.trin.forum})" for led in passed))
        yield Note(f"{len(passed)} led er ikke med, for et senere led er besluttet: {names}.")
