"""The monthly status to the direktion (seed 002): the cross-cutting items, OBS first, each with its newest status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from udplan.documents.blocks import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Form,
    Heading,
    Item,
    Kind,
    Note,
    Row,
    Section,
    Table,
)
from udplan.documents.reports.shared import (
    AFSLUTTET,
    INGEN,
    VEJLEDENDE,
    columns,
    document,
    facets,
    is_late,
    newest,
    next_step,
    public,
    roles,
    status_text,
    titel,
    treated,
)
from udplan.figures.select import Valg, select
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.times import format_date


def report(plan: Plan, valg: Valg) -> Document:
    """The cross-cutting items as they stand on ``valg.dag``, or as the plan has them last.

    An item whose newest status is an OBS-punkt stands first, also if it is closed: nothing that calls for the
    direktion may stand at the end of a list.
    """
    items, left_out = public(select(plan, replace(valg, tværgående=True)))
    obs = [indsats for indsats in items if _is_obs(indsats, valg.dag)]
    closed = [indsats for indsats in items if indsats.afsluttet and indsats not in obs]
    others = [indsats for indsats in items if indsats not in obs and indsats not in closed]
    return document(
        plan,
        f"Status på tværgående punkter: {plan.grundlag.titel}",
        (
            _facts(valg, len(items), len(obs), len(closed)),
            *left_out,
            *_part(plan, valg, "OBS-punkter", obs),
            *_part(plan, valg, "Øvrige punkter", others),
            *_part(plan, valg, "Afsluttede punkter, der stadig står på listen", closed),
            *_ages(valg, [indsats for indsats in items if not indsats.afsluttet]),
            *_changes(valg, items),
            *treated(plan),
            VEJLEDENDE,
        ),
    )


def _is_obs(indsats: Indsats, dag: date | None) -> bool:
    status = newest(indsats, dag)
    return status is not None and status.obs


def _facts(valg: Valg, items: int, obs: int, closed: int) -> Facts:
    facts = [Fact("Punkter på listen", str(items)), Fact("OBS-punkter", str(obs)), Fact("Afsluttede", str(closed))]
    if valg.dag:
        facts.append(Fact("Opgjort", format_date(valg.dag)))
    return Facts(tuple(facts))


def _part(plan: Plan, valg: Valg, title: str, items: Sequence[Indsats]) -> Iterator[Block]:
    yield Heading(2, title)
    if not items:
        yield INGEN
        return
    facts = columns("Punkt", "Tovholder (Chef/Direktør)", "Status fra", "Næste led")
    every = (*facts, Column("Seneste status", Kind.PROSE))
    yield Form(title, every, (Section("", tuple(_item(plan, valg, indsats) for indsats in items)),), level=3)


def _item(plan: Plan, valg: Valg, indsats: Indsats) -> Item:
    status = newest(indsats, valg.dag)
    when = format_date(status.dato) if status else ""
    return Item(
        id=indsats.id,
        cells=(titel(indsats), roles(indsats), when, next_step(indsats), status_text(status)),
        marks=tuple(_marks(valg, indsats)),
        facets=facets(plan, indsats),
    )


def _marks(valg: Valg, indsats: Indsats) -> Iterator[str]:
    if _is_obs(indsats, valg.dag):
        yield "OBS"
    if indsats.afsluttet:
        yield AFSLUTTET
    elif is_late(indsats, valg):
        yield f"Ingen status de seneste {valg.frist} dage"
    if valg.siden and list(_changed(valg, indsats)):
        yield f"Ændret siden {format_date(valg.siden)}"


def _ages(valg: Valg, items: Sequence[Indsats]) -> Iterator[Block]:
    """Which statuses are older than ``valg.frist`` days; without a day, how old each is beside the newest of them."""
    if valg.dag is not None:
        late = [indsats for indsats in items if is_late(indsats, valg)]
        yield Heading(2, f"Status er ældre end {valg.frist} dage")
        days = f"Dage før {format_date(valg.dag)}"
        yield from _age_table("Punkter, der mangler en ny status", days, late, valg.dag, valg.dag)
        return
    yield Heading(2, "Hvor gammel er status?")
    latest = max((status.dato for indsats in items if (status := newest(indsats, None))), default=None)
    if latest is None:
        yield Note("Ingen af punkterne har fået en status endnu.")
        return
    newest_day = format_date(latest)
    yield Note(
        f"Der er ikke valgt en dag at måle fra, så alderen er regnet fra den nyeste status på listen, {newest_day}."
    )
    yield from _age_table("Statussernes alder", "Dage før den nyeste", items, None, latest)


def _age_table(caption: str, days: str, items: Sequence[Indsats], dag: date | None, latest: date) -> Iterator[Block]:
    if not items:
        yield INGEN
        return
    dated = [(indsats, status.dato if (status := newest(indsats, dag)) else None) for indsats in items]
    dated.sort(key=lambda pair: pair[1] or date.min)
    yield Table(
        caption,
        (*columns("Punkt", "Tovholder", "Status fra"), Column(days, Kind.COUNT)),
        tuple(
            Row(
                (
                    titel(indsats),
                    roles(indsats),
                    format_date(day) if day else "Ingen status",
                    (latest - day).days if day else None,
                )
            )
            for indsats, day in dated
        ),
    )


def _changes(valg: Valg, items: Iterable[Indsats]) -> Iterator[Block]:
    if valg.siden is None:
        return
    yield Heading(2, f"Ændret siden {format_date(valg.siden)}")
    changes = [(day, titel(indsats), change) for indsats in items for day, change in _changed(valg, indsats)]
    if not changes:
        yield INGEN
        return
    changes.sort(key=lambda change: change[0])
    yield Table(
        "Nye statusser, beslutninger og afslutninger, den nævnte dag med",
        (*columns("Punkt", "Dato"), Column("Ændring", Kind.PROSE)),
        tuple(Row((title, format_date(day), change)) for day, title, change in changes),
    )


def _changed(valg: Valg, indsats: Indsats) -> Iterator[tuple[date, str]]:
    """What the plan dates on or after ``valg.siden`` (and not after ``valg.dag``): statuses, decisions, the closing."""
    changes = [
        (status.dato, f"{'OBS' if status.obs else 'Status'}: {status.tekst or 'ingen tekst'}")
        for status in indsats.status
    ]
    changes += [
        (trin.tid.dato, f"Beslutning i {trin.forum}: {trin.beslutning}")
        for trin in indsats.trin
        if trin.beslutning and trin.tid and trin.tid.dato
    ]
    if isinstance(indsats.slut, date):
        changes.append((indsats.slut, AFSLUTTET))
    first, last = valg.siden or date.min, valg.dag or date.max
    yield from ((day, change) for day, change in changes if first <= day <= last)
