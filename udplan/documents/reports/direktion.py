"""The monthly status to the direktion (seed 002): the cross-cutting items at a glance, what has changed, what is said of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

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
from udplan.documents.reports.paper_form import standing
from udplan.documents.reports.shared import (
    AFSLUTTET,
    INGEN,
    TVÆRGÅENDE,
    VEJLEDENDE,
    abbreviations_in,
    as_of,
    columns,
    document,
    facets,
    heading_alone,
    is_late,
    next_step,
    only_headings,
    public,
    roles,
    titel,
    told,
)
from udplan.documents.reports.totals import in_words
from udplan.figures.changes.change import Slags, Ændring
from udplan.figures.changes.held import hold
from udplan.figures.changes.wording import said
from udplan.figures.followup import light_in_words, newest, urgency
from udplan.figures.select import Valg, er_afsluttet, er_besluttet, select
from udplan.history.state import Tilstand
from udplan.model.indsats import Indsats, Lys, Status
from udplan.model.plan import Plan
from udplan.values.amounts import Amount
from udplan.values.signs import unusual_sign
from udplan.values.times import format_date
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import listed

#: What stands in the place of a light where there is none, in the order of ``urgency``.
_LYS = (*map(str, Lys), "med status, uden lys", "ingen status")


def report(plan: Plan, valg: Valg) -> Document:
    """The cross-cutting items as they stand on ``valg.dag``, or as the plan has them last.

    Those whose newest status is an OBS-punkt stand first, also if they are closed: nothing that calls for the direktion may
    stand at the end of a list. Then come the lights, red first, and what is closed last.
    """
    chosen, left_out = public(select(plan, replace(valg, tværgående=True)))
    items = sorted(chosen, key=lambda indsats: _place(valg, indsats))
    told_of = (*_overview(valg, items), *_changes(plan, valg, items), *_items(plan, valg, items))
    return document(
        plan,
        f"Status på tværgående punkter: {plan.grundlag.titel}",
        (
            *as_of(valg),
            *left_out,
            *_counted(valg, items),
            *told_of,
            *heading_alone(
                items, lambda indsats: (mark for mark in standing(plan, indsats, valg.dag) if mark != TVÆRGÅENDE)
            ),
            *abbreviations_in(plan, told_of, brief=True),
            VEJLEDENDE,
        ),
    )


def _place(valg: Valg, indsats: Indsats) -> tuple[bool, bool, int]:
    return not _is_obs(newest(indsats, valg.dag)), er_afsluttet(indsats, valg.dag), urgency(indsats, valg.dag)


def _is_obs(status: Status | None) -> bool:
    return status is not None and status.obs


def _counted(valg: Valg, items: Sequence[Indsats]) -> Iterator[Block]:
    """How many there are, and what some of them are; then each item once, by its light and status, so that it adds up. A
    kind that no item is of is left out, but for OBS."""
    ahead = [indsats for indsats in items if not er_afsluttet(indsats, valg.dag)]
    places = [urgency(indsats, valg.dag) for indsats in ahead]
    yield _facts(
        ("Punkter på listen", len(items)),
        ("Heraf OBS-punkter", sum(_is_obs(newest(indsats, valg.dag)) for indsats in items)),
        *([("Heraf kun nævnt ved overskriften", alone)] if (alone := len(items) - len(told(items))) else []),
        *(
            [(f"Heraf med status ældre end {valg.frist} dage", late)]
            if (late := sum(_is_old(i, valg) for i in ahead))
            else []
        ),
    )
    if not items:
        return
    yield Note("Hvert punkt talt én gang, efter seneste lys og status:")
    yield _facts(
        *((lys.capitalize(), count) for place, lys in enumerate(_LYS) if (count := places.count(place))),
        ("Afsluttede, der stadig står på listen", len(items) - len(ahead)),
    )


def _facts(*counts: tuple[str, int]) -> Facts:
    return Facts(tuple(Fact(name, str(count)) for name, count in counts))


def _is_old(indsats: Indsats, valg: Valg) -> bool:
    """Whether there is a status, and it is too old."""
    return newest(indsats, valg.dag) is not None and is_late(indsats, valg)


def _overview(valg: Valg, items: Sequence[Indsats]) -> Iterator[Block]:
    """What calls for the direktion at a glance: the OBS-punkter and what has a light."""
    yield Heading(2, "OBS, rød, gul og grøn")
    signals = [(indsats, said) for indsats in items if (said := _signals(valg, indsats))]
    rows = [Row((titel(each), ", ".join([*said, *_closed(valg, each)]), roles(each))) for each, said in signals]
    if not rows:
        yield Note("Intet punkt er OBS-punkt eller har fået et lys.")
        return
    named = (Column("Punkt"), Column("Lys", Kind.LIGHT), Column("Tovholder (Chef/Direktør)"))
    yield Table("Punkter med OBS eller lys", named, tuple(rows))


def _closed(valg: Valg, indsats: Indsats) -> list[str]:
    return [AFSLUTTET.lower()] if er_afsluttet(indsats, valg.dag) else []


def _signals(valg: Valg, indsats: Indsats) -> list[str]:
    """The light, and whether the newest status is OBS, in words; none where it has neither."""
    obs = _is_obs(newest(indsats, valg.dag))
    return [*filter(None, (light_in_words(indsats, valg.dag), "OBS" if obs else ""))]


# --- what has changed ---------------------------------------------------------------------------------------------


def _changes(plan: Plan, valg: Valg, items: Sequence[Indsats]) -> Iterator[Block]:
    if valg.før is not None:
        yield from _since_state(plan, valg, valg.før)
        return
    if valg.siden is None:
        return
    yield Heading(2, f"Ændret siden {format_date(valg.siden)}")
    changes = [(day, titel(indsats), change) for indsats in items for day, change in _changed(plan, valg, indsats)]
    if not changes:
        yield INGEN
        return
    changes.sort(key=lambda change: change[0])
    yield Table(
        f"Nye statusser, beslutninger og afslutninger fra og med {format_date(valg.siden)}",
        (*columns("Punkt", "Dato"), Column("Ændring", Kind.PROSE)),
        tuple(Row((title, format_date(day), change)) for day, title, change in changes),
    )


def _since_state(plan: Plan, valg: Valg, before: Tilstand) -> Iterator[Block]:
    """What has changed since a state of the plan: the same as the report »ændringer« says of the cross-cutting items, those
    with them that no longer are."""
    yield Heading(2, f"Ændret siden {before.navn}")
    held = hold(plan, replace(valg, tværgående=True)).offentligt
    of_items = [ændring for ændring in held.ændringer if ændring.punkt]
    if not of_items:
        yield INGEN
        return
    items = dict.fromkeys(item.id for item in (*plan.indsatser, *before.plan.indsatser))
    places = {id: place for place, id in enumerate(items)}
    of_items.sort(key=lambda ændring: places[ændring.punkt.id] if ændring.punkt else 0)
    yield Table(
        f"Alt, der er ændret på de tværgående punkter siden {before.navn}",
        (*columns("Punkt"), Column("Ændring", Kind.PROSE)),
        tuple(Row((titel(of.punkt), change_in_words(plan, of))) for of in of_items if of.punkt),
    )


def change_in_words(plan: Plan, of: Ændring) -> str:
    """A change as one sentence, a status with its day."""
    if of.slags is Slags.STATUS:
        return f"{format_date(of.dag)}: {status_news(plan, of)}" if of.dag else status_news(plan, of)
    return said(of, partial(in_words, plan))


def _changed(plan: Plan, valg: Valg, indsats: Indsats) -> Iterator[tuple[date, str]]:
    """What the plan dates on or after ``valg.siden`` (and not after ``valg.dag``): statuses, decisions, the closing."""
    latest = newest(indsats, valg.dag)
    changes = [
        *((status.dato, news) for status, news in _new_statuses(plan, indsats, latest) if news),
        *(
            (trin.tid.dato, f"Beslutning i {trin.forum}: {trin.beslutning}")
            for trin in indsats.trin
            if er_besluttet(trin, valg.dag) and trin.tid and trin.tid.dato
        ),
    ]
    if isinstance(indsats.slut, date):
        changes.append((indsats.slut, AFSLUTTET))
    first, last = valg.siden or date.min, valg.dag or date.max
    yield from ((day, change) for day, change in changes if first <= day <= last)


def status_news(plan: Plan, of: Ændring) -> str:
    """What a changed status says otherwise than the one before it, or than it said itself."""
    before, after = of.før, of.efter
    if isinstance(after, Status) and not isinstance(before, Status) and of.ny:
        news = next((news for status, news in _new_statuses(plan, of.ny, None) if status is after), "")
        return news or "Ny status, som siger det samme som den før"
    if isinstance(after, Status) and isinstance(before, Status):
        return f"Status rettet: {_in_short(plan, before)} → {_in_short(plan, after)}"
    return f"Status fjernet: {_in_short(plan, before)}" if isinstance(before, Status) else ""


def _in_short(plan: Plan, status: Status) -> str:
    """All that a status says, on one line."""
    words = [
        *(["OBS"] if status.obs else []),
        *([f"lys: {status.lys}"] if status.lys else []),
        *_new_expectations(plan, {}, _stated(plan, status)),
        *([" ".join(status.tekst.split())] if status.tekst else []),
    ]
    return ", ".join(words) or "ingen tekst"


def _new_statuses(plan: Plan, indsats: Indsats, latest: Status | None) -> Iterator[tuple[Status, str]]:
    """Every status, with what it says otherwise than the one before it, or nothing. The text of ``latest`` stands elsewhere."""
    before, lys = None, "intet"
    forventet: dict[int, Amount] = {}
    for status in sorted(indsats.status, key=lambda status: status.dato):
        news = [] if before and before.tekst == status.tekst else ["Ny status"]
        if status.obs is not _is_obs(before):
            news.append("OBS" if status.obs else "ikke længere OBS")
        if status.lys and status.lys != lys:
            news.append(f"lys: {lys} → {status.lys}" if before else f"lys: {status.lys}")
        lys = status.lys or lys
        now = forventet | _stated(plan, status)
        news += _new_expectations(plan, forventet, now)
        forventet = now
        text = f": {status.tekst}" if status is not latest and status.tekst and news else ""
        said = ", ".join(news)
        yield status, f"{said[:1].upper()}{said[1:]}{text}"
        before = status


def _stated(plan: Plan, status: Status) -> dict[int, Amount]:
    """What a status says is expected, by year; nothing of the years it does not name."""
    if isinstance(status.forventet, IkkeOplyst):
        return dict.fromkeys(plan.grundlag.år, status.forventet)
    return {år: amount for år, amount in (status.forventet or {}).items() if amount is not None}


def _new_expectations(plan: Plan, before: Mapping[int, Amount], now: Mapping[int, Amount]) -> Iterator[str]:
    """What is expected otherwise than before, in the plan's unit and sign; years of which the same is said stand together."""
    unit = "; ".join(filter(None, (plan.grundlag.enhed, unusual_sign(plan.grundlag.fortegn))))
    years: dict[str, list[str]] = {}
    for år, amount in now.items():
        if (was := before.get(år)) != amount:
            said = in_words(plan, amount) if was is None else f"{in_words(plan, was)} → {in_words(plan, amount)}"
            said += f" ({unit})" if isinstance(was, Decimal) or isinstance(amount, Decimal) else ""
            years.setdefault(said, []).append(str(år))
    yield from (f"forventet {listed(of)}: {said}" for said, of in years.items())


# --- the items ----------------------------------------------------------------------------------------------------


def _items(plan: Plan, valg: Valg, items: Sequence[Indsats]) -> Iterator[Block]:
    yield Heading(2, "Punkterne")
    known = told(items)
    if not known:
        yield only_headings(items)
        return
    facts = (
        Column("Punkt", share=240),
        Column("Tovholder (Chef/Direktør)", share=150),
        Column("Status fra", share=90),
        Column("Næste led", share=170),
    )
    rows = tuple(_item(plan, valg, indsats) for indsats in known)
    every = (*facts, Column("Seneste status", Kind.PROSE, share=350))
    yield Form("Status på punkterne", every, (Section("", rows),), level=3)


def _item(plan: Plan, valg: Valg, indsats: Indsats) -> Item:
    """Each thing once: that there is no status, that it is too old, and that the item is closed."""
    status, closed = newest(indsats, valg.dag), er_afsluttet(indsats, valg.dag)
    ahead = "" if closed else next_step(indsats, valg.dag)
    signals = [signal if signal == "OBS" else signal.capitalize() for signal in reversed(_signals(valg, indsats))]
    marks = (", ".join(signals), AFSLUTTET if closed else "")
    return Item(
        id=indsats.id,
        cells=(titel(indsats), roles(indsats), _since(valg, indsats), ahead, (status.tekst if status else None) or ""),
        marks=tuple(filter(None, marks)),
        facets=facets(plan, indsats, valg.dag),
    )


def _since(valg: Valg, indsats: Indsats) -> str:
    """The day of the newest status, and how old it is where that is too old."""
    status = newest(indsats, valg.dag)
    if status is None:
        return "Ingen status"
    day = format_date(status.dato)
    if valg.dag is None or er_afsluttet(indsats, valg.dag) or not is_late(indsats, valg):
        return day
    return f"{day} ({(valg.dag - status.dato).days} dage siden)"
