"""The pools that lie with each committee (seed 000, section 3), year by year; drift, anlæg and not stated are never added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from udplan.documents.blocks import Block, Cell, Column, Document, Heading, Kind, Note, Row, Table
from udplan.documents.reports.paper_form import standing
from udplan.documents.reports.shared import (
    by_heading,
    columns,
    committee,
    document,
    heading_alone,
    is_heading_alone,
    public,
    titel,
)
from udplan.documents.reports.totals import about_sums, amount_columns, in_words, still_counted, year_columns
from udplan.figures.pools import Pulje
from udplan.figures.pools import pools as every_pool
from udplan.figures.secrecy import Secret, SecretWord
from udplan.figures.select import Valg, select
from udplan.figures.sums import EXACT, summed
from udplan.model.indsats import Art, Bevilling, Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import Amount
from udplan.values.signs import cost_sign
from udplan.values.unknown import IKKE_OPLYST, UKENDT
from udplan.values.words import listed


def report(plan: Plan, valg: Valg) -> Document:
    """The pools of the plan, or a committee's own."""
    of = f"Puljer under {committee(plan, valg.udvalg)}" if valg.udvalg else "Puljer"
    items = select(plan, valg, egne=True)
    blocks = pools(plan, items, level=2, udvalg=valg.udvalg)
    named = heading_alone(pools_by_heading(plan, items), lambda pulje: pool_marks(plan, pulje, valg.dag))
    return document(plan, f"{of}: {plan.grundlag.titel}", (*blocks, *named))


def pools_by_heading(plan: Plan, items: Sequence[Indsats]) -> list[Indsats]:
    """The pools of which no more is known than the heading, and on which no item draws: no table of pools has them."""
    drawn = {pool.indsats.id for pool in every_pool(plan) if pool.træk}
    return [each for each in items if each.art is Art.PULJE and is_heading_alone(each) and each.id not in drawn]


def pool_marks(plan: Plan, pulje: Indsats, dag: date | None) -> Iterator[str]:
    """What is known of such a pool besides, in words."""
    yield from standing(plan, pulje, dag)
    if isinstance(pulje.bevilling, Bevilling):
        yield str(pulje.bevilling)
    if frame := _frame(pulje):
        yield f"{frame} servicerammen"


def pools(plan: Plan, items: Sequence[Indsats], *, level: int, udvalg: str | None = None) -> Iterator[Block]:
    """The pools among some items, ``udvalg``'s where they are one committee's: a heading and a table a committee, what draws
    on them, and the sums of all of them, a row a kind and year. ``pools_by_heading`` are in the sums alone.

    The sums count pools that are not public, as every sum of the plan does; they are named nowhere.
    """
    every = [indsats for indsats in items if indsats.art is Art.PULJE]
    shown, left_out = public(every)
    yield from still_counted(left_out)
    if not shown:
        yield Note(f"{committee(plan, udvalg)} har ingen puljer." if udvalg else "Ingen puljer.")
        return
    held = {pool.indsats.id: pool for pool in every_pool(plan)}
    years = _Years.of(plan, [held[pulje.id] for pulje in shown])
    alone = pools_by_heading(plan, shown)
    for navn, members in by_heading(
        (each for each in shown if each not in alone), lambda indsats: committee(plan, indsats.udvalg)
    ):
        place = "Udvalg ikke oplyst" if navn == UKENDT else navn
        rows = [cells for pulje in members for cells in years.rows([held[pulje.id]])]
        # What hidden items alone have overdrawn has no column: it would tell of them.
        said_of = [_overdrawn(plan, row) for row in rows]
        remarks = ["Bemærk"] if any(said and not isinstance(said, SecretWord) for said in said_of) else []
        yield Heading(level, place)
        yield Table(
            f"Puljer, {place}",
            (*columns("Pulje", "Drift eller anlæg", "Servicerammen"), *years.columns, *columns(*remarks)),
            tuple(
                Row((titel(pulje), str(pulje.bevillingsart), _frame(pulje), *cells, *(said for _ in remarks)))
                for pulje in members
                for cells in years.rows([held[pulje.id]])
                for said in [_overdrawn(plan, cells)]
            ),
        )
        yield from _draws(plan, place, [held[pulje.id] for pulje in members])
    yield Heading(level, f"Alle puljer under {committee(plan, udvalg)}" if udvalg else "Alle puljer")
    yield Table(
        "Puljerne lagt sammen, hver slags for sig",
        (Column("Drift eller anlæg"), Column("Puljer", Kind.COUNT), *years.columns),
        tuple(_sums(years, held, every)),
    )
    yield from about_sums(plan, every)
    yield _HOW


_HOW = Note(
    "Anvendt er det, der står ved puljen, eller ellers det, andre punkter trækker på den. "
    "Rest er årets beløb minus anvendt. Resten flyttes ikke til næste år. "
    "Rest er tom, når planen ikke siger både beløbet, og hvad der er anvendt. "
    "Rest er ikke oplyst, når beløbet eller anvendt ikke er oplyst. "
    "Når tal er lagt sammen, er anvendt kun for de puljer, hvor det står. "
    "Mangler et af de to tal for én af puljerne, er resten også tom."
)


def _overdrawn(plan: Plan, cells: Sequence[Cell]) -> str:
    """That more is used than a pool holds, and how much, in words, or that something is used where no amount is stated;
    nothing where there is a rest, or none is known."""
    *_, amount, used, rest = cells
    if amount is None and isinstance(used, Decimal):
        return SecretWord.of("anvendt, men puljen har intet beløb" if used else "", used)
    if not isinstance(rest, Decimal):
        return ""
    over = EXACT.abs(rest.plain if isinstance(rest, Secret) else rest)
    said = f"overtrukket med {in_words(plan, over)}" if rest * cost_sign(plan.grundlag.fortegn) < 0 else ""
    return SecretWord.of(said, rest)


def _frame(indsats: Indsats) -> str:
    if indsats.servicerammen is None:
        return ""
    return "inden for" if indsats.servicerammen else "uden for"


#: A year of which the amount is ``ikke oplyst``, and nothing is said to be used.
_NOT_KNOWN = (IKKE_OPLYST, None, IKKE_OPLYST)


@dataclass(frozen=True)
class _Years:
    """The years of which pools say something: a row each; where there is but one, it is the name of a column."""

    years: tuple[int, ...]

    @staticmethod
    def of(plan: Plan, shown: Sequence[Pulje]) -> _Years:
        return _Years(tuple(år for år in plan.grundlag.år if set(_figures(år, shown)) != {None}))

    @property
    def columns(self) -> tuple[Column, ...]:
        if len(self.years) == 1:
            return amount_columns(str(self.years[0]), "Anvendt", "Rest")
        return (*columns("År"), *amount_columns("Beløb", "Anvendt", "Rest"))

    def rows(self, of: Sequence[Pulje]) -> Iterator[tuple[Cell, ...]]:
        """What some pools hold, use and have left: a row a year in which they say something, one for the years of which
        nothing is known, and one where they say nothing."""
        told = {år: figures for år in self.years if set(figures := _figures(år, of)) != {None}}
        unknown = [år for år, figures in told.items() if figures == _NOT_KNOWN]
        named = {år: listed(map(str, unknown)) if år in unknown else str(år) for år in told if år not in unknown[1:]}
        for år in named or {0: ""}:
            figures = told.get(år, (None, None, None))
            yield figures if len(self.years) == 1 else (named.get(år, ""), *figures)


def _figures(år: int, of: Sequence[Pulje]) -> tuple[Amount, Amount, Amount]:
    """What some pools hold in a year, what is used, and what is left, where all that hold anything say what is used, and all
    that are used what they hold: else the three would not add up."""
    amount = summed(pool.beløb[år] for pool in of)
    used = summed(pool.anvendt[år] for pool in of)
    silent = any(pool.rest[år] is None and (pool.beløb[år] is not None or pool.anvendt[år]) for pool in of)
    return amount, used, None if silent else summed(pool.rest[år] for pool in of)


def _draws(plan: Plan, place: str, of: Sequence[Pulje]) -> Iterator[Block]:
    """The items that are paid from some pools, by name; what is drawn by those that are not public is in the sums alone."""
    rows = [
        Row((titel(pool.indsats), titel(item), *(item.beløb_i(år) for år in plan.grundlag.år)))
        for pool in of
        for item in pool.træk
        if item.offentlig
    ]
    if rows:
        named = (*columns("Pulje", "Punkt, der betales af den"), *year_columns(plan))
        yield Table(f"Punkter, der trækker på puljerne, {place}", named, tuple(rows))


def _sums(years: _Years, held: Mapping[str, Pulje], every: Sequence[Indsats]) -> Iterator[Row]:
    """The pools of a kind added up, a row a year; a kind that no public pool is of has none."""
    for kind in (*map(str, Bevilling), UKENDT):
        members = [pulje for pulje in every if str(pulje.bevillingsart) == kind]
        if seen := sum(pulje.offentlig for pulje in members):
            for cells in years.rows([held[pulje.id] for pulje in members]):
                yield Row((kind, seen, *cells))
