"""The pools that lie with each committee (seed 000, section 3); drift, anlæg and not stated are never added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from udplan.documents.blocks import Block, Cell, Column, Document, Heading, Kind, Note, Row, Table
from udplan.documents.reports.shared import by_heading, columns, committee, document, public, titel
from udplan.documents.reports.totals import amount_columns, unknown_amounts
from udplan.figures.pools import Pulje
from udplan.figures.pools import pools as every_pool
from udplan.figures.select import Valg, select
from udplan.figures.sums import summed
from udplan.model.indsats import Art, Bevilling, Indsats
from udplan.model.plan import Plan
from udplan.values.unknown import UKENDT


def report(plan: Plan, valg: Valg) -> Document:
    """The pools of the plan, or a committee's own."""
    return document(plan, f"Puljer: {plan.grundlag.titel}", pools(plan, select(plan, valg, egne=True), level=2))


def pools(plan: Plan, items: Sequence[Indsats], *, level: int) -> Iterator[Block]:
    """The pools among some items: a heading and a table a committee, and the sums of all of them, a row a kind.

    The sums count pools that are not public, as every sum of the plan does; they are named nowhere.
    """
    every = [indsats for indsats in items if indsats.art is Art.PULJE]
    shown, left_out = public(every)
    yield from left_out
    if not shown:
        yield Note("Ingen puljer.")
        return
    held = {pool.indsats.id: pool for pool in every_pool(plan)}
    years = [år for år in plan.grundlag.år if any(indsats.beløb_i(år) is not None for indsats in shown)]
    figures = amount_columns(*map(str, years), "Anvendt", "Rest")
    for navn, members in by_heading(shown, lambda indsats: committee(plan, indsats.udvalg)):
        place = "Udvalg ikke oplyst" if navn == UKENDT else navn
        yield Heading(level, place)
        yield Table(
            f"Puljer, {place}",
            (*columns("Pulje", "Drift eller anlæg", "Servicerammen"), *figures),
            tuple(
                Row((titel(pulje), str(pulje.bevillingsart), _frame(pulje), *_figures(years, held, [pulje])))
                for pulje in members
            ),
        )
    yield Heading(level, "Alle puljer")
    yield Table(
        "Puljerne lagt sammen, hver slags for sig",
        (Column("Drift eller anlæg"), Column("Puljer", Kind.COUNT), *figures),
        tuple(
            Row((kind, seen, *_figures(years, held, members)))
            for kind in (*map(str, Bevilling), UKENDT)
            if (members := [pulje for pulje in every if str(pulje.bevillingsart) == kind])
            and (seen := sum(pulje.offentlig for pulje in members))
        ),
    )
    yield from unknown_amounts(plan, every)
    yield Note(
        "Anvendt er det, puljen selv siger, eller det, andre punkter trækker på den. "
        "Rest er beløbet i alle årene minus det; tomt, hvor planen ikke siger, hvad der er anvendt."
    )


def _frame(indsats: Indsats) -> str:
    if indsats.servicerammen is None:
        return ""
    return "inden for" if indsats.servicerammen else "uden for"


def _figures(years: Sequence[int], held: Mapping[str, Pulje], members: Sequence[Indsats]) -> Iterator[Cell]:
    """What some pools hold a year, what is used, and what is left, where all of them say what is used."""
    for år in years:
        yield summed(indsats.beløb_i(år) for indsats in members)
    of = [held[indsats.id] for indsats in members]
    yield summed(pool.anvendt for pool in of)
    yield None if any(pool.rest is None for pool in of) else summed(pool.rest for pool in of)
