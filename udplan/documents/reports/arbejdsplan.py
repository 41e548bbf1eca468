"""A committee's work plan (seeds 001 and 004): what it treats in which month, from the steps of the sagsgang."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udplan.documents.blocks import Block, Document, Heading, Note, Row, Table
from udplan.documents.reports.shared import (
    VEJLEDENDE,
    abbreviations,
    asked_udvalg,
    by_heading,
    columns,
    committee,
    document,
    public,
    roles,
    titel,
    when,
)
from udplan.figures.select import Led, Valg, ledene, select
from udplan.model.plan import Plan
from udplan.values.times import MÅNEDER


def report(plan: Plan, valg: Valg) -> Document:
    """Month by month, the steps that come to ``valg.udvalg`` and those it has decided; undated steps stand last.

    Steps of a closed item that nobody decided are left out: they will not come. ``udplan.publish.calendar`` writes the
    dated ones as a calendar.

    Raises:
        UnknownChoice: if no committee was asked for.
    """
    udvalg = asked_udvalg(valg, "arbejdsplan")
    shown, left_out = public(select(plan, valg))
    steps = [led for led in ledene(plan, shown, udvalg) if led.kommer or led.trin.beslutning]
    return document(
        plan,
        f"Arbejdsplan for {committee(plan, udvalg)}: {plan.grundlag.titel}",
        (
            *left_out,
            *_months(plan, steps),
            *abbreviations(plan, [led.indsats for led in steps]),
            VEJLEDENDE,
        ),
    )


def _months(plan: Plan, steps: Sequence[Led]) -> Iterator[Block]:
    if not steps:
        yield Note("Ingen punkter skal behandles i udvalget.")
        return
    decided = any(led.trin.beslutning for led in steps)
    names = ("Punkt", "Hvornår", "Led", "Tovholder", "Forhold", *(("Beslutning",) if decided else ()))
    for month, members in by_heading(steps, _month):
        yield Heading(2, month)
        yield Table(
            f"Arbejdsplan, {month[0].lower()}{month[1:]}",
            columns(*names),
            tuple(
                Row(
                    (
                        titel(led.indsats),
                        when(led),
                        led.trin.forum,
                        roles(led.indsats),
                        str(led.forhold),
                        *((led.trin.beslutning or "",) if decided else ()),
                    )
                )
                for led in members
            ),
        )


def _month(led: Led) -> str:
    """The month in which the step's time begins; what was written stands beside it."""
    tid = led.trin.tid
    return f"{MÅNEDER[tid.fra.month - 1].capitalize()} {tid.fra.year}" if tid else "Uden tidspunkt"
