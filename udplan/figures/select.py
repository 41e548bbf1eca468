"""Which items: the selection that works alike in every command, and what makes an item a committee's business."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from udplan.history.state import Tilstand
from udplan.model.indsats import Art, Indsats, Trin
from udplan.model.plan import Plan
from udplan.model.planfile import Slags, by_name
from udplan.model.texts import parse_code
from udplan.values.words import fold, listed, nearest, nearest_name, shortened


class UnknownChoice(ValueError):
    """A selection by something that the plan does not know; the text is Danish and names the nearest it knows."""


class SeveralItems(UnknownChoice):
    """What was written may be more than one item; ``items`` are they, in the order of the plan."""

    def __init__(self, written: str, items: Sequence[Indsats]) -> None:
        self.items = tuple(items)
        super().__init__(f"»{shortened(written)}« kan være {len(items)} punkter. Skriv id på det, du mener.")


class Forhold(StrEnum):
    """What an item is to a committee; the order is that of the sections of its extract."""

    EGET = "eget punkt"
    BEHANDLES = "behandles i udvalget"
    KAN_VEDKOMME = "kan vedkomme udvalget"
    TVÆRGÅENDE = "tværgående"


class Stand(StrEnum):
    """Where a step of a sagsgang is, seen from a day."""

    GJORT = "gjort"  # decided there or at a later step, or the item is closed: it will not come
    OVERSKREDET = "overskredet"  # its time is over, and nothing was decided
    KOMMER = "kommer"
    UKENDT = "ukendt"  # without a day to compare with, or without a time


#: A status of a cross-cutting item is monthly (seed 002); this many days leave two weeks to write it in.
FRIST = 45


@dataclass(frozen=True)
class Valg:
    """What was asked for. Values are the plan's own, as ``resolve`` finds them; where nothing is asked for, it is everything.

    ``kun_egne`` leaves a committee its own items, ``uden_tværgående`` those and the ones that pass it.

    The others are not about which items, but about what a report says of them: ``tværgående_helt`` has a committee's
    extract print the cross-cutting items whole and not as a table, ``siden`` is the day from which it tells what has
    changed by the plan's own dates, ``før`` the plan as it was, to tell what has changed since by holding the two against
    one another, ``til`` what the plan is called that is reported, where it is not as it is today, ``dag`` the day that ages
    are measured from (without it nothing is judged as too old), ``frist`` the most days a status may be old, ``år`` the
    year of an årshjul (the plan's first without it), and ``internt`` says that it is for the administration alone.
    """

    udvalg: str | None = None
    tovholder: str | None = None
    art: Art | None = None
    tema: str | None = None
    tværgående: bool = False
    uafsluttede: bool = False
    kun_egne: bool = False
    uden_tværgående: bool = False
    tværgående_helt: bool = False
    siden: date | None = None
    før: Tilstand | None = None
    til: str | None = None
    dag: date | None = None
    frist: int = FRIST
    år: int | None = None
    internt: bool = False


def resolve(plan: Plan, også: Plan | None = None, /, **typed: Any) -> Valg:
    """What a user typed, as the plan's own names. ``typed`` are fields of ``Valg``; None is what was not typed. ``også`` is the
    plan as it was, for a report of both: what only that one knows may be asked for too.

    Raises:
        UnknownChoice: where the plan knows nothing, or more than one thing, by that name.
    """
    finders: dict[str, Callable[[Plan, str], str]] = {
        "udvalg": find_udvalg,
        "tovholder": find_tovholder,
        "art": lambda _, written: find_art(written),
        "tema": find_tema,
    }

    def found(finder: Callable[[Plan, str], str], text: str) -> str:
        try:
            return finder(plan, text)
        except UnknownChoice:
            if også is not None:
                with suppress(UnknownChoice):
                    return finder(også, text)
            raise

    named = {name: found(finders[name], text) for name, text in typed.items() if name in finders and text is not None}
    return Valg(**typed | named)


def find_udvalg(plan: Plan, written: str) -> str:
    """The code of a committee (or another body) by its code, its name or a part of its name that only it has.

    Raises:
        UnknownChoice: where the plan has none, or several; the nearest are named, or all its committees.
    """
    names = {kode: (kode, forum.navn or kode, *forum.også) for kode, forum in plan.grundlag.fora.items()}
    return _find("udvalg", written, names, known=_committees(plan))


def must_own(plan: Plan, kode: str | None) -> None:
    """Refuse a body that no item stands under and counts in: one that is no committee and has no item.

    Raises:
        UnknownChoice: for such a body; the committees are named.
    """
    if kode is None or plan.grundlag.fora[kode].slags.ejer_punkter:
        return
    if all(indsats.udvalg != kode for indsats in plan.indsatser):
        slags = plan.grundlag.fora[kode].slags
        raise UnknownChoice(f"{kode} er ikke et udvalg ({slags}), så intet punkt tæller med dér.{_committees(plan)}")


def _committees(plan: Plan) -> str:
    """The committees of the plan, and what else it knows as bodies, as a sentence."""
    udvalg = plan.grundlag.udvalg
    others = [kode for kode in plan.grundlag.fora if kode not in udvalg]
    also = f"; den kender også {listed(others)}" if others else ""
    return f" Planens udvalg er {listed(udvalg)}{also}." if udvalg else f" Planen kender {listed(others)}."


def find_tovholder(plan: Plan, written: str) -> str:
    """A tovholder's title, from a part of it that only one has."""
    return _find("tovholder", written, {title: (title,) for title in tovholdere(plan)}, parts=True)


def find_art(written: str) -> Art:
    """A kind of point, however it is spelled."""
    return Art(_find("art", written, {art: (art,) for art in Art}))


def find_gruppe(plan: Plan, written: str) -> str:
    """A hensigtsgruppe, from a part of its name that only it has."""
    return _find("gruppe", written, {gruppe.navn: (gruppe.navn,) for gruppe in plan.grundlag.hensigtsgrupper})


def find_tema(plan: Plan, written: str) -> str:
    used = {navn: (navn,) for indsats in plan.indsatser for navn in temaer(plan, indsats)}
    known = {tema.navn: (tema.navn, *tema.også) for tema in plan.grundlag.temaer}
    return _find("tema", written, {**used, **known}, parts=True)


def find_item(plan: Plan, written: str) -> Indsats:
    """An item by its id (or the name of its file), its code, its heading, or a part of one of them that only it has.

    Raises:
        UnknownChoice: where there is none (the nearest are named), or where its file cannot be read.
        SeveralItems: where there are several.
    """
    wanted = fold(written)
    if wanted.endswith(".yaml"):
        wanted = re.split(r"[/\\]", wanted.removesuffix(".yaml"))[-1]
    for is_it in (_is_called, _has_code, _is_headed, _has_in_it):
        if found := [indsats for indsats in plan.indsatser if wanted and is_it(indsats, wanted)]:
            if len(found) > 1:
                raise SeveralItems(written, found)
            return found[0]
    if wanted in plan.ulæste:
        raise UnknownChoice(f"Filen til {wanted} kan ikke læses helt. Kør udplan lint, og ret den først.")
    names = {
        navn: indsats for indsats in plan.indsatser for navn in (indsats.id, indsats.kode, indsats.overskrift) if navn
    }
    near = {names[navn].id: names[navn] for navn in nearest(written, names)}
    mente = [f"{indsats.id} ({shortened(indsats.overskrift)})" for indsats in near.values()]
    mend = (
        f"Mente du {listed(mente, 'eller')}?"
        if mente
        else "Skriv id, kode eller en del af overskriften; udplan list viser dem."
    )
    raise UnknownChoice(f"»{shortened(written)}« findes ikke som punkt i planen. {mend}")


def _is_called(indsats: Indsats, wanted: str) -> bool:
    return indsats.id == wanted


def _has_code(indsats: Indsats, wanted: str) -> bool:
    """Whether it is the code, with or without the marks behind it."""
    code = fold(indsats.kode or "")
    return fold(parse_code(wanted)) in (code, code.partition(" (")[0])


def _is_headed(indsats: Indsats, wanted: str) -> bool:
    return wanted in (fold(indsats.overskrift), fold(indsats.kort or ""))


def _has_in_it(indsats: Indsats, wanted: str) -> bool:
    return any(wanted in fold(text or "") for text in (indsats.overskrift, indsats.kort, indsats.id))


def tovholdere(plan: Plan) -> list[str]:
    """Every role that is a tovholder: those of the register first, in its order, then the others by use."""
    used = (title for indsats in plan.indsatser for title in indsats.tovholdere)
    return list(dict.fromkeys((*plan.grundlag.tovholdere, *used)))


def _find(noun: str, written: str, names: dict[str, tuple[str, ...]], *, parts: bool = True, known: str = "") -> str:
    """The key of the one whose names (as ``by_name`` has them) what was typed is, or is a part of.

    ``known`` is a sentence on what there is, for a noun that has one of its own.
    """
    wanted = fold(written)
    if exact := by_name(names).get(wanted):
        return exact
    partly = [
        name for name, spellings in names.items() if parts and any(wanted in fold(spelling) for spelling in spellings)
    ]
    if len(partly) == 1 and wanted:
        return partly[0]
    if partly and wanted:
        raise UnknownChoice(
            f"»{shortened(written)}« kan være {listed(partly[:6], 'eller')}. Skriv mere af navnet på {noun}."
        )
    near = nearest_name(written, [spelling for spellings in names.values() for spelling in spellings])
    mente = f" Mente du {listed(near, 'eller')}?" if near else known
    if not mente and names:
        mente = f" Planen kender {listed(names)}."
    raise UnknownChoice(f"»{shortened(written)}« findes ikke som {noun} i planen.{mente}")


def forhold(plan: Plan, indsats: Indsats, udvalg: str) -> Forhold | None:
    """What an item is to a committee; None if it is not its business (format.md, "own, through and cross-cutting")."""
    if indsats.udvalg == udvalg:
        return Forhold.EGET
    steps = {through(plan, trin, udvalg) for trin in indsats.trin}
    for relation in (Forhold.BEHANDLES, Forhold.KAN_VEDKOMME):
        if relation in steps:
            return relation
    return Forhold.TVÆRGÅENDE if indsats.tværgående else None


def through(plan: Plan, trin: Trin, udvalg: str) -> Forhold | None:
    """What a step is to a committee: treated there, perhaps its business, or nothing.

    A group reaches a committee only while that exists: at the step's time, or at some time in the plan's years where the
    step has none.
    """
    if trin.forum == udvalg:
        return Forhold.BEHANDLES
    known = plan.grundlag.fora.get(trin.forum)
    if known is None or known.slags is not Slags.GRUPPE:
        return None
    if not plan.grundlag.fora[udvalg].findes(*((trin.tid.fra, trin.tid.til) if trin.tid else plan.grundlag.dage)):
        return None
    members = plan.grundlag.omfattet(trin.forum)
    if members is not None:
        return Forhold.BEHANDLES if udvalg in members else None
    # A group whose members nobody has named may concern any committee, but not the council or the administration.
    return Forhold.KAN_VEDKOMME if plan.grundlag.fora[udvalg].slags.er_udvalg else None


def er_afsluttet(indsats: Indsats, dag: date | None) -> bool:
    """Whether an item is closed, as it is known on a day: one that is closed after it was not yet."""
    return indsats.afsluttet and not (dag and isinstance(indsats.slut, date) and indsats.slut > dag)


def afsluttet(plan: Plan, indsats: Indsats) -> bool:
    """Whether an item is closed on the day that lint looks at its plan, as the reports of that day see it; without a day,
    whether it is said to be."""
    return er_afsluttet(indsats, plan.dag)


def er_besluttet(trin: Trin, dag: date | None) -> bool:
    """Whether a step has its decision, as it is known on a day: none is known before its time."""
    return bool(trin.beslutning) and not (dag and trin.tid and trin.tid.fra > dag)


def stande(indsats: Indsats, dag: date | None) -> tuple[Stand, ...]:
    """Where each step of an item is, seen from ``dag``; the one place that judges it."""
    decided = max((place for place, trin in enumerate(indsats.trin, 1) if er_besluttet(trin, dag)), default=0)

    def stand(place: int, trin: Trin) -> Stand:
        if place <= decided or er_afsluttet(indsats, dag):
            return Stand.GJORT
        if dag is None or trin.tid is None:
            return Stand.UKENDT
        return Stand.OVERSKREDET if trin.tid.til < dag else Stand.KOMMER

    return tuple(stand(place, trin) for place, trin in enumerate(indsats.trin, 1))


@dataclass(frozen=True)
class Led:
    """One step of an item that comes to a committee: its place in the sagsgang (from 1), what it is to it, and where it is."""

    indsats: Indsats
    nummer: int
    trin: Trin
    forhold: Forhold
    stand: Stand

    @property
    def kommer(self) -> bool:
        """Whether it is still to be treated, be it too late."""
        return self.stand is not Stand.GJORT

    @property
    def beslutning(self) -> str | None:
        """What was decided there, as far as that is known on the day it is seen from."""
        return None if self.kommer else self.trin.beslutning


def ledene(plan: Plan, items: Iterable[Indsats], udvalg: str, dag: date | None = None) -> list[Led]:
    """Every step of some items in a committee, or in a group it is of, seen from ``dag``: by date, and undated last."""
    steps = [
        Led(indsats, nummer, trin, relation, stand)
        for indsats in items
        for nummer, (trin, stand) in enumerate(zip(indsats.trin, stande(indsats, dag), strict=True), 1)
        if (relation := through(plan, trin, udvalg))
    ]
    return sorted(steps, key=lambda led: hvornår(led.trin))


def hvornår(trin: Trin) -> tuple[bool, date, timedelta]:
    """A sort key: dated steps by the last day they cover, the more exact first, then those without a time."""
    return (False, trin.tid.til, trin.tid.til - trin.tid.fra) if trin.tid else (True, date.max, timedelta(0))


@lru_cache(maxsize=16)  # every report of a committee asks for the same
def select(plan: Plan, valg: Valg, *, egne: bool = False) -> tuple[Indsats, ...]:
    """The items that were asked for, in the order of the plan.

    ``egne`` takes ``udvalg`` as a sum does: own points only, so that every amount of the plan counts once.
    """
    return tuple(indsats for indsats in plan.indsatser if _is_wanted(plan, valg, indsats, egne=egne))


def _is_wanted(plan: Plan, valg: Valg, indsats: Indsats, *, egne: bool) -> bool:
    if valg.udvalg is not None:
        relation = forhold(plan, indsats, valg.udvalg)
        if relation is None or ((egne or valg.kun_egne) and relation is not Forhold.EGET):
            return False
        if valg.uden_tværgående and relation is Forhold.TVÆRGÅENDE:
            return False
    return (
        (valg.tovholder is None or valg.tovholder in indsats.tovholdere)
        and (valg.art is None or valg.art == indsats.art)
        and (valg.tema is None or valg.tema in temaer(plan, indsats))
        and (not valg.tværgående or indsats.tværgående)
        and (not valg.uafsluttede or not er_afsluttet(indsats, valg.dag))
    )


def temaer(plan: Plan, indsats: Indsats) -> Iterable[str]:
    """The themes of an item under the plan's own names for them."""
    return [plan.temanavne.get(fold(tema), tema) for tema in indsats.tema]
