"""A committee's extract of the plan (seed 001): its own points, those it treats, the cross-cutting, and what is coming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from udplan.blocks import Block, Column, Document, Heading, Note, Row, Table
from udplan.model import Art, Indsats, Trin
from udplan.plan import Plan
from udplan.reports.form import VEJLEDENDE, abbreviations, by_heading, form, heading, is_anlæg, missing_amounts, public, titel
from udplan.select import Forhold, UnknownChoice, Valg, forhold, select, through
from udplan.values import IkkeOplyst
from udplan.words import listed

_IKKE_OPLYST = "Udvalg ikke oplyst"


def report(plan: Plan, valg: Valg) -> Document:
    """The extract of ``valg.udvalg``, each item once, in the first section that fits.

    Raises:
        UnknownChoice: if no committee was asked for.
    """
    if valg.udvalg is None:
        raise UnknownChoice("Sig hvilket udvalg, fx udplan report udvalg --udvalg BUU.")
    udvalg = valg.udvalg
    shown, left_out = public(select(plan, valg))
    found: dict[Forhold, list[Indsats]] = {each: [] for each in Forhold}
    for indsats in shown:
        what = forhold(plan, indsats, udvalg)
        if what is not None:
            found[what].append(indsats)
    navn = plan.grundlag.fora[udvalg].navn or udvalg
    title = f"{navn}: udsnit af {plan.grundlag.titel}"
    treated = [indsats for indsats in shown if indsats in found[Forhold.BEHANDLES] + found[Forhold.KAN_VEDKOMME]]
    return Document(
        title=title,
        kommune=plan.grundlag.kommune,
        enhed=plan.grundlag.enhed,
        decimaler=plan.grundlag.trykte_decimaler,
        blocks=(
            Heading(1, title),
            *left_out,
            Heading(2, "Egne punkter"),
            *_own(plan, navn, found[Forhold.EGET]),
            Heading(2, "Punkter, der behandles i udvalget"),
            *_others(plan, "Punkter, der behandles i udvalget", udvalg, treated),
            *(() if valg.kun_egne else _cross_cutting(plan, udvalg, found[Forhold.TVÆRGÅENDE])),
            Heading(2, "Kommer i udvalget"),
            *_coming(plan, udvalg, shown),
            *abbreviations(plan, shown),
            VEJLEDENDE,
        ),
    )


def _own(plan: Plan, navn: str, items: Sequence[Indsats]) -> Iterator[Block]:
    if not items:
        yield Note("Ingen.")
        return
    drift = [indsats for indsats in items if not is_anlæg(indsats)]
    anlæg = [indsats for indsats in items if is_anlæg(indsats)]

    def section(indsats: Indsats) -> str:
        if indsats.art is Art.HENSIGT:
            return f"Hensigtserklæringer: {indsats.gruppe}"
        return "Art ikke oplyst" if isinstance(indsats.art, IkkeOplyst) else heading(plan, indsats)

    if drift:
        yield form(plan, f"Egne punkter, {navn}", by_heading(drift, section), level=3)
    if anlæg:
        yield form(plan, f"Anlæg ud over basis, {navn}", [(f"Anlæg, {navn}", anlæg)], level=3, anlæg=True)
    yield from missing_amounts(items)


def _cross_cutting(plan: Plan, udvalg: str, items: Sequence[Indsats]) -> Iterator[Block]:
    yield Heading(2, "Tværgående punkter")
    yield from _others(plan, "Tværgående punkter", udvalg, items)


def _others(plan: Plan, caption: str, udvalg: str, items: Sequence[Indsats]) -> Iterator[Block]:
    """Items of other committees: no total stands under them, because they count where they belong."""
    if not items:
        yield Note("Ingen.")
        return

    def section(indsats: Indsats) -> str:
        if isinstance(indsats.udvalg, IkkeOplyst):
            return _IKKE_OPLYST
        if indsats.udvalg is None:
            return "Hensigtserklæringer"
        forum = plan.grundlag.fora.get(indsats.udvalg)
        return f"Hører under {forum.navn or indsats.udvalg if forum else indsats.udvalg}"

    def marks(indsats: Indsats) -> Iterator[str]:
        if forhold(plan, indsats, udvalg) is Forhold.KAN_VEDKOMME:
            yield "Kan vedkomme udvalget"
        elif forhold(plan, indsats, udvalg) is Forhold.BEHANDLES and all(trin.forum != udvalg for trin in indsats.trin):
            groups = dict.fromkeys(trin.forum for trin in indsats.trin if through(plan, trin.forum, udvalg))
            yield f"Gennem {listed(plan.grundlag.fora[kode].navn or kode for kode in groups)}"

    known = [indsats for indsats in items if not isinstance(indsats.udvalg, IkkeOplyst)]
    unknown = [indsats for indsats in items if isinstance(indsats.udvalg, IkkeOplyst)]
    sections = by_heading([*known, *unknown], section)
    yield form(plan, caption, sections, level=3, totals=False, marks=marks)


def _coming(plan: Plan, udvalg: str, items: Sequence[Indsats]) -> Iterator[Block]:
    steps = [
        (indsats, trin)
        for indsats in items
        if not indsats.afsluttet
        for trin in indsats.trin
        if through(plan, trin.forum, udvalg) and not trin.beslutning
    ]
    if not steps:
        yield Note("Ingen.")
        return
    rows = sorted(steps, key=lambda step: _when(step[1]))
    yield Table(
        caption="Led i sagsgangen for uafsluttede punkter",
        columns=(Column("Hvornår"), Column("Punkt"), Column("Led"), Column("Forhold")),
        rows=tuple(
            Row((
                str(trin.tid) if trin.tid else "Tidspunkt ikke angivet",
                titel(indsats),
                trin.forum,
                str(through(plan, trin.forum, udvalg)),
            ))
            for indsats, trin in rows
        ),
    )


def _when(trin: Trin) -> tuple[bool, date, date]:
    return (False, trin.tid.fra, trin.tid.til) if trin.tid else (True, date.max, date.max)
