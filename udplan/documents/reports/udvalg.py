"""A committee's extract of the plan (seed 001): its own points, those it treats, the cross-cutting, what is coming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from udplan.documents.blocks import Block, Document, Heading
from udplan.documents.reports.paper_form import form, heading, is_anlæg
from udplan.documents.reports.shared import (
    INGEN,
    VEJLEDENDE,
    abbreviations,
    as_of,
    asked_udvalg,
    by_heading,
    committee,
    document,
    led_table,
    public,
)
from udplan.documents.reports.totals import unknown_amounts
from udplan.figures.select import Forhold, Valg, forhold, ledene, select, through
from udplan.model.indsats import Art, Indsats
from udplan.model.plan import Plan
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import listed

_IKKE_OPLYST = "Udvalg ikke oplyst"


def report(plan: Plan, valg: Valg) -> Document:
    """The extract of ``valg.udvalg``, each item once, in the first section that fits.

    Raises:
        UnknownChoice: if no committee was asked for.
    """
    udvalg = asked_udvalg(valg, "udvalg")
    chosen = select(plan, valg)
    shown, left_out = public(chosen)
    own = [indsats for indsats in chosen if indsats.udvalg == udvalg]
    relations = [(indsats, forhold(plan, indsats, udvalg)) for indsats in shown]
    treated = [indsats for indsats, of in relations if of in (Forhold.BEHANDLES, Forhold.KAN_VEDKOMME)]
    cross_cutting = [indsats for indsats, of in relations if of is Forhold.TVÆRGÅENDE]
    navn = committee(plan, udvalg)
    return document(
        plan,
        f"{navn}: udsnit af {plan.grundlag.titel}",
        (
            *left_out,
            Heading(2, "Egne punkter"),
            *_own(plan, navn, own),
            Heading(2, "Punkter, der behandles i udvalget"),
            *_others(plan, "Punkter, der behandles i udvalget", udvalg, treated),
            *(() if valg.kun_egne else _cross_cutting(plan, udvalg, cross_cutting)),
            Heading(2, "Kommer i udvalget"),
            *as_of(valg),
            *_coming(plan, udvalg, shown, valg.dag),
            *abbreviations(plan, shown),
            VEJLEDENDE,
        ),
    )


def _own(plan: Plan, navn: str, items: Sequence[Indsats]) -> Iterator[Block]:
    if not any(indsats.offentlig for indsats in items):
        yield INGEN
        return
    drift = [indsats for indsats in items if not is_anlæg(indsats)]
    anlæg = [indsats for indsats in items if is_anlæg(indsats)]

    def section(indsats: Indsats) -> str:
        if indsats.art is Art.HENSIGT:
            return f"Hensigtserklæringer: {indsats.gruppe}"
        return "Art ikke oplyst" if isinstance(indsats.art, IkkeOplyst) else heading(plan, indsats)

    if any(indsats.offentlig for indsats in drift):
        yield form(plan, f"Egne punkter, {navn}", by_heading(drift, section), level=3)
    if any(indsats.offentlig for indsats in anlæg):
        yield form(plan, f"Anlæg ud over basis, {navn}", [(f"Anlæg, {navn}", anlæg)], level=3, anlæg=True)
    yield from unknown_amounts(plan, items)


def _cross_cutting(plan: Plan, udvalg: str, items: Sequence[Indsats]) -> Iterator[Block]:
    yield Heading(2, "Tværgående punkter")
    yield from _others(plan, "Tværgående punkter", udvalg, items)


def _others(plan: Plan, caption: str, udvalg: str, items: Sequence[Indsats]) -> Iterator[Block]:
    """Items of other committees: no total stands under them, because they count where they belong."""
    if not items:
        yield INGEN
        return

    def section(indsats: Indsats) -> str:
        if isinstance(indsats.udvalg, IkkeOplyst):
            return _IKKE_OPLYST
        if indsats.udvalg is None:
            return "Hensigtserklæringer"
        return f"Hører under {committee(plan, indsats.udvalg)}"

    def marks(indsats: Indsats) -> Iterator[str]:
        if forhold(plan, indsats, udvalg) is Forhold.KAN_VEDKOMME:
            yield "Kan vedkomme udvalget"
        elif forhold(plan, indsats, udvalg) is Forhold.BEHANDLES and all(trin.forum != udvalg for trin in indsats.trin):
            groups = dict.fromkeys(trin.forum for trin in indsats.trin if through(plan, trin, udvalg))
            yield f"Gennem {listed(committee(plan, kode) for kode in groups)}"

    known = [indsats for indsats in items if not isinstance(indsats.udvalg, IkkeOplyst)]
    unknown = [indsats for indsats in items if isinstance(indsats.udvalg, IkkeOplyst)]
    sections = by_heading([*known, *unknown], section)
    yield form(plan, caption, sections, level=3, totals=False, marks=marks)


def _coming(plan: Plan, udvalg: str, items: Sequence[Indsats], dag: date | None) -> Iterator[Block]:
    steps = [led for led in ledene(plan, items, udvalg, dag) if led.kommer]
    yield from led_table("Led i sagsgangen for uafsluttede punkter", steps)
