"""The budget summary: amounts per year by committee and bevilling, savings against spending, and the control totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from udplan.documents.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Kind,
    Note,
    Row,
    Table,
)
from udplan.documents.reports.shared import columns, committee, document, plan_facts, public
from udplan.documents.reports.totals import (
    amount_columns,
    control_totals,
    public_rows,
    stated,
    unknown_amounts,
    year_columns,
)
from udplan.figures.select import Valg, select
from udplan.figures.sums import Sumrække, add_up
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.signs import sign_in_words, unusual_sign
from udplan.values.unknown import UKENDT, IkkeOplyst
from udplan.values.words import listed


def report(plan: Plan, valg: Valg) -> Document:
    """The amounts of the plan, or of the items selected; ``udvalg`` means own points, so that each counts once.

    The sums count items that are not public; their names stand nowhere.
    """
    items = select(plan, valg, egne=True)
    shown, left_out = public(items)
    return document(
        plan,
        f"Økonomisk overblik: {plan.grundlag.titel}",
        (
            Facts((*plan_facts(plan), Fact("Punkter", str(len(shown))))),
            *_hidden(left_out),
            Heading(2, "Beløb pr. udvalg"),
            *_committees(plan, items),
            Heading(2, "Beløb pr. år"),
            *_years(plan, items),
            Heading(2, "Besparelser og udgifter"),
            *_signs(plan, items),
            *(control_totals(plan) if len(items) == len(plan.indsatser) else ()),
        ),
    )


def _hidden(left_out: Sequence[Block]) -> Iterator[Block]:
    if left_out:
        yield Note("Summerne omfatter også punkter, der ikke er offentlige.")


def _name(plan: Plan, row: Sumrække) -> str:
    if row.navn == UKENDT:
        return "Udvalg ikke oplyst"
    return "Uden udvalg" if row.navn == "uden udvalg" else committee(plan, row.navn)


def _committees(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    sums = add_up(plan, items)
    rows = [(_name(plan, row), row, False) for row in public_rows(plan, sums.rækker, items)]
    rows += [("I alt", row, True) for row in public_rows(plan, sums.i_alt, items)]
    yield Table(
        "Beløb pr. udvalg og bevilling",
        (*columns("Udvalg", "Bevilling"), Column("Punkter", Kind.COUNT), *year_columns(plan)),
        tuple(Row((name, row.bevilling, row.antal, *row.beløb.values()), total=total) for name, row, total in rows),
    )
    yield from unknown_amounts(plan, items)


def _years(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """One picture a bevilling, since drift and anlæg are never added."""
    rows = stated(public_rows(plan, add_up(plan, items).i_alt, items))
    if not rows:
        yield Note("Ingen beløb.")
    for row in rows:
        bars = tuple(Bar(str(år), amount) for år, amount in row.beløb.items() if isinstance(amount, Decimal))
        name, sign = _heading(row.bevilling), sign_in_words(plan.grundlag.fortegn)
        if bars:
            yield Bars(f"{name}: summen pr. år; {sign}.{_not_drawn(row)}", bars)
        else:
            yield Note(f"{name}: beløbene er ikke oplyst.")


def _not_drawn(row: Sumrække) -> str:
    """The years that have no bar, in words: those that state nothing, and those of which nothing is known."""
    silent = [str(år) for år, amount in row.beløb.items() if amount is None]
    unknown = [str(år) for år, amount in row.beløb.items() if isinstance(amount, IkkeOplyst)]
    told = [f" Ingen beløb i {', '.join(silent)}."] if silent else []
    told += [f" Ikke oplyst i {', '.join(unknown)}."] if unknown else []
    return "".join(told)


def _heading(bevilling: str) -> str:
    return "Drift eller anlæg ikke oplyst" if bevilling == UKENDT else bevilling.capitalize()


def _signs(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """The positive and the negative amounts apart: a saving must not hide behind a larger spending."""
    sign = f"; {words}" if (words := unusual_sign(plan.grundlag.fortegn)) else ""
    rows: list[Row] = []
    pictures: list[Bars] = []
    for of_kind in public_rows(plan, add_up(plan, items).i_alt, items):
        bars: list[Bar] = []
        for år, whole in of_kind.beløb.items():
            if whole is None:
                continue
            out, back = of_kind.udgifter[år], of_kind.besparelser[år]
            rows.append(Row((str(år), of_kind.bevilling, out, back, whole)))
            named = (("udgifter", out), ("besparelser", back))
            bars += [Bar(f"{år}, {name}", amount) for name, amount in named if isinstance(amount, Decimal)]
        if bars:
            lacking = [str(år) for år, count in of_kind.ikke_oplyst.items() if count]
            more = f" I {listed(lacking)} mangler beløb, der ikke er oplyst." if lacking else ""
            pictures.append(
                Bars(f"{_heading(of_kind.bevilling)}: udgifter og besparelser hver for sig{sign}.{more}", tuple(bars))
            )
    if not rows:
        yield Note("Ingen beløb.")
        return
    yield Table(
        "Udgifter og besparelser pr. år",
        (*columns("År", "Bevilling"), *amount_columns("Udgifter", "Besparelser", "I alt")),
        tuple(rows),
    )
    yield from pictures
