"""A page a tovholder: their items, the next step and the last status of each, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udplan.documents.blocks import Block, Cell, Column, Document, Form, Heading, Item, Kind, Note, Prose, Section
from udplan.documents.reports.paper_form import standing, years_share
from udplan.documents.reports.shared import (
    AFSLUTTET,
    TVÆRGÅENDE,
    VEJLEDENDE,
    abbreviations_in,
    as_of,
    bullets,
    committee,
    document,
    facets,
    heading_alone,
    is_late,
    newest,
    next_step,
    points,
    public,
    status_text,
    titel,
    told,
)
from udplan.documents.reports.totals import year_columns
from udplan.figures.select import Stand, Valg, er_afsluttet, select, stande, tovholdere
from udplan.model.indsats import Art, Indsats
from udplan.model.marks import Savnes, marked
from udplan.model.plan import Plan
from udplan.values.times import format_date
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import listed, take_name


def report(plan: Plan, valg: Valg) -> Document:
    """The items by tovholder, in the order of the register, or those of ``valg.tovholder``; an item that two share
    stands under both."""
    shown, left_out = public(select(plan, valg))
    everyone = [valg.tovholder] if valg.tovholder else tovholdere(plan)
    sections = tuple(_sections(plan, valg, shown, everyone))
    title = f"{valg.tovholder or 'Tovholdernes punkter'}: {plan.grundlag.titel}"
    return document(
        plan,
        title,
        (
            *as_of(valg),
            *left_out,
            *abbreviations_in(plan, sections, brief=True),
            *sections,
            VEJLEDENDE,
        ),
    )


def _sections(plan: Plan, valg: Valg, shown: Sequence[Indsats], everyone: Sequence[str]) -> Iterator[Block]:
    given: set[str] = set()
    begun = False  # the first page has the title, and the first tovholder under it
    for role in everyone:
        own = [indsats for indsats in shown if role in indsats.tovholdere]
        helps = [indsats for indsats in plan.indsatser if role in indsats.medvirkende and indsats.offentlig]
        if own or helps or valg.tovholder:
            yield Heading(2, role, new_page=begun)
            begun = True
            yield from _owed(own, valg)
            yield from _form(plan, valg, f"Punkter, {role}", own, given)
        if helps:
            yield Prose(f"Medvirker i:\n\n{bullets(map(titel, helps))}")
    unknown = told(indsats for indsats in shown if isinstance(indsats.tovholder, IkkeOplyst))
    if unknown:
        yield Heading(2, "Tovholder ikke oplyst", new_page=begun)
        begun = True
        yield from _form(plan, valg, "Punkter uden kendt tovholder", unknown, given)
    yield from heading_alone(shown, lambda indsats: standing(plan, indsats, valg.dag), new_page=begun)


def _owed(own: Sequence[Indsats], valg: Valg) -> Iterator[Block]:
    if not own:
        yield Note("Ingen egne punkter.")
        return
    lacking = sum(bool(owed(indsats, valg)) for indsats in own)
    open_items = sum(not er_afsluttet(indsats, valg.dag) for indsats in own)
    lack = f"Der mangler noget på {lacking} af dem." if lacking else "Der mangler ikke noget på dem."
    yield Prose(f"{points(len(own))}, {open_items} uafsluttet. {lack}")


def _form(plan: Plan, valg: Valg, caption: str, items: Sequence[Indsats], given: set[str]) -> Iterator[Block]:
    if not items:
        return
    # An item that two share stands in the document twice, each time by an id of its own; no id of a plan has a _.
    columns = _columns(plan, any(newest(indsats, valg.dag) for indsats in items))
    names = [column.name for column in columns]
    rows = tuple(_item(plan, valg, indsats, take_name(indsats.id, given, "_"), names) for indsats in items)
    yield Form(caption, columns, (Section("", rows),), level=3)


def _columns(plan: Plan, statuses: bool) -> tuple[Column, ...]:
    """The columns with their shares of the page: without a status there is no column for one, and what lacks has the room."""
    years = year_columns(plan)
    facts = (Column("Punkt", share=16), Column("Udvalg eller gruppe", share=11), Column("Næste led", share=10))
    room = max(20, 100 - sum(column.share for column in facts) - years_share(plan, len(years)))
    if not statuses:
        return (*facts, Column("Mangler", share=room), *years)
    since, lack = 8, (room - 8) // 2
    status = Column("Seneste status", Kind.PROSE, share=room - since - lack)
    return (*facts, Column("Status fra", share=since), Column("Mangler", share=lack), status, *years)


def _item(plan: Plan, valg: Valg, indsats: Indsats, item_id: str, names: Sequence[str]) -> Item:
    status = newest(indsats, valg.dag)
    marks = (
        *(["OBS"] if status and status.obs else []),
        *([TVÆRGÅENDE] if indsats.tværgående else []),
        *([AFSLUTTET] if er_afsluttet(indsats, valg.dag) else []),
    )
    home = str(indsats.gruppe) if indsats.art is Art.HENSIGT else committee(plan, indsats.udvalg)
    cells: dict[str, Cell] = {
        "Punkt": titel(indsats),
        "Udvalg eller gruppe": home,
        "Næste led": next_step(indsats, valg.dag),
        "Status fra": format_date(status.dato) if status else "",
        "Mangler": listed(owed(indsats, valg)),
        "Seneste status": status_text(status) if status else "",
        **{str(år): indsats.beløb_i(år) for år in plan.grundlag.år},
    }
    return Item(
        id=item_id,
        cells=tuple(cells[name] for name in names),
        marks=marks,
        facets=facets(plan, indsats, valg.dag),
    )


def owed(indsats: Indsats, valg: Valg) -> list[str]:
    """What an unfinished item still lacks, in words; a closed one lacks nothing.

    A status is owed where the item is cross-cutting: those are the direktion's monthly list (seed 002).
    """
    if er_afsluttet(indsats, valg.dag):
        return []
    lacking = [navn for navn, _ in marked(Indsats, Savnes) if getattr(indsats, navn) is None]
    unknown = list(indsats.ikke_oplyste())
    steps = zip(indsats.trin, stande(indsats, valg.dag), strict=True)
    lacking += [f"{navn} (ikke oplyst)" for navn, years in unknown if not years]
    lacking += [f"{navn} i {listed(map(str, years))} (ikke oplyst)" for navn, years in unknown if years]
    lacking += [
        f"beslutning fra {trin.forum}, {trin.tid} ({stand})" for trin, stand in steps if stand is Stand.OVERSKREDET
    ]
    if indsats.tværgående:
        status = newest(indsats, valg.dag)
        if status is None:
            lacking.append("status")
        elif valg.dag and is_late(indsats, valg):
            lacking.append(f"ny status (den seneste er {(valg.dag - status.dato).days} dage gammel)")
    return lacking
