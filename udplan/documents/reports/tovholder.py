"""A page a tovholder: their items, the next step and the last status of each, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
    next_step,
    points,
    public,
    status_text,
    titel,
    told,
)
from udplan.documents.reports.totals import year_columns
from udplan.figures.followup import newest
from udplan.figures.select import Stand, Valg, er_afsluttet, select, stande, tovholdere
from udplan.model.indsats import Art, Indsats
from udplan.model.marks import Savnes, marked
from udplan.model.plan import Plan
from udplan.values.times import format_date
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import how_many, listed, take_name

_STATUS = "Seneste status"
#: The fields that an item lacks where they are blank.
_SAVNES = tuple(navn for navn, _ in marked(Indsats, Savnes))
#: How much of the page each column wants, seen beside the others.
_WISHES = {"Punkt": 20, "Udvalg eller gruppe": 14, "Næste led": 13, "Status fra": 9, "Mangler": 20, _STATUS: 24}


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
    lack = f"Der mangler noget på {points(lacking)}; se Mangler." if lacking else "Der mangler ikke noget."
    if len(own) == 1:
        state = "ikke afsluttet" if open_items else "afsluttet"
    else:
        state = f"heraf {how_many(open_items, 'uafsluttet', 'uafsluttede')}" if open_items else "alle afsluttet"
    yield Prose(f"{points(len(own))}, {state}. {lack}")


def _form(plan: Plan, valg: Valg, caption: str, items: Sequence[Indsats], given: set[str]) -> Iterator[Block]:
    if not items:
        return
    # An item that two share stands in the document twice, each time by an id of its own; no id of a plan has a _.
    cells = [_cells(plan, valg, indsats) for indsats in items]
    columns = _columns(plan, cells)
    rows = tuple(
        Item(
            id=take_name(indsats.id, given, "_"),
            cells=tuple(own[column.name] for column in columns),
            marks=_marks(valg, indsats),
            facets=facets(plan, indsats, valg.dag),
        )
        for indsats, own in zip(items, cells, strict=True)
    )
    yield Form(caption, columns, (Section("", rows),), level=3)


def _columns(plan: Plan, cells: Sequence[Mapping[str, Cell]]) -> tuple[Column, ...]:
    """The columns that have a text in some row, and the years. They share what the years leave of the page."""
    years = year_columns(plan)
    room = max(500, 1000 - years_share(plan, len(years)))  # many years leave the words no less than half
    shown = {name: wish for name, wish in _WISHES.items() if any(own[name] for own in cells)}
    return (
        *(
            Column(name, Kind.PROSE if name == _STATUS else Kind.TEXT, share=room * wish // sum(shown.values()))
            for name, wish in shown.items()
        ),
        *years,
    )


def _cells(plan: Plan, valg: Valg, indsats: Indsats) -> dict[str, Cell]:
    """What an item has to say under each column."""
    status = newest(indsats, valg.dag)
    home = str(indsats.gruppe) if indsats.art is Art.HENSIGT else committee(plan, indsats.udvalg)
    return {
        "Punkt": titel(indsats),
        "Udvalg eller gruppe": home,
        "Næste led": next_step(indsats, valg.dag),
        "Status fra": format_date(status.dato) if status else "",
        "Mangler": listed(owed(indsats, valg)),
        _STATUS: status_text(status) if status else "",
        **{str(år): indsats.beløb_i(år) for år in plan.grundlag.år},
    }


def _marks(valg: Valg, indsats: Indsats) -> tuple[str, ...]:
    status = newest(indsats, valg.dag)
    return (
        *(["OBS"] if status and status.obs else []),
        *([TVÆRGÅENDE] if indsats.tværgående else []),
        *([AFSLUTTET] if er_afsluttet(indsats, valg.dag) else []),
    )


def owed(indsats: Indsats, valg: Valg) -> list[str]:
    """What an unfinished item still lacks, in words; a closed one lacks nothing.

    A status is owed where the item is cross-cutting: those are the direktion's monthly list (seed 002).
    """
    if er_afsluttet(indsats, valg.dag):
        return []
    lacking = [navn for navn in _SAVNES if getattr(indsats, navn) is None]
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
