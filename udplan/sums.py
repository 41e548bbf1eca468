"""What the amounts add up to, and whether that is what the agreement says. All in the plan's unit, all ``Decimal``.

Blank is no amount, zero is an amount, and ``ikke oplyst`` is an amount that nobody knows: each is counted by itself.
Drift and anlæg are never added unasked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from enum import StrEnum
from functools import lru_cache

from udplan.grundlag import Hvor, Kontroltal
from udplan.model import Art, Bevilling, Indsats
from udplan.plan import Plan
from udplan.select import temaer, tovholdere
from udplan.values import IkkeOplyst
from udplan.words import danish_order, fold, listed, natural_order

# Room for the sum of any number of the longest amounts; should it ever not do, that is an error and not a rounding.
_EXACT = Context(prec=60, traps=[Inexact])
IKKE_OPLYST = "ikke oplyst"
SAMLET = "samlet"


class Pr(StrEnum):
    """What a sum is made per."""

    UDVALG = "udvalg"
    ART = "art"
    TOVHOLDER = "tovholder"
    TEMA = "tema"
    GRUPPE = "gruppe"
    KODE = "kode"


@dataclass(frozen=True)
class Sumrække:
    """One row of a sum. ``beløb`` holds None for a year in which no row states an amount."""

    navn: str
    bevilling: str
    antal: int
    beløb: dict[int, Decimal | None]
    uden_beløb: dict[int, int]
    ikke_oplyst: dict[int, int]


@dataclass(frozen=True)
class Summer:
    """Rows of a sum, and the same for everything: one element a bevilling."""

    enhed: str
    år: tuple[int, ...]
    pr: str
    rækker: tuple[Sumrække, ...]
    i_alt: tuple[Sumrække, ...]


def add_up(plan: Plan, indsatser: Iterable[Indsats], pr: Pr = Pr.UDVALG, *, samlet: bool = False) -> Summer:
    """The sums of some items, a row each of what ``pr`` names. ``samlet`` adds drift and anlæg up."""
    items = tuple(indsatser)
    named: dict[str, list[Indsats]] = {}
    for item in items:
        named.setdefault(_name(plan, item, pr), []).append(item)
    names = sorted(named, key=_row_order(plan, pr))

    def rows(navn: str, of: Iterable[Indsats]) -> list[Sumrække]:
        return [total(plan, navn, SAMLET, of)] if samlet else split(plan, navn, of)

    rækker = tuple(række for navn in names for række in rows(navn, named[navn]))
    return Summer(plan.grundlag.enhed, plan.grundlag.år, pr.value, rækker, tuple(rows("i alt", items)))


def total(plan: Plan, navn: str, bevilling: str, items: Iterable[Indsats]) -> Sumrække:
    """The sum of some items as one row."""
    items = tuple(items)
    år = plan.grundlag.år
    amounts = {each: [item.beløb_i(each) for item in items] for each in år}
    return Sumrække(
        navn=navn,
        bevilling=bevilling,
        antal=len(items),
        beløb={each: _sum(amount for amount in amounts[each] if isinstance(amount, Decimal)) for each in år},
        uden_beløb={each: sum(amount is None for amount in amounts[each]) for each in år},
        ikke_oplyst={each: sum(isinstance(amount, IkkeOplyst) for amount in amounts[each]) for each in år},
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal | None:
    found = None
    for amount in amounts:
        found = amount if found is None else _EXACT.add(found, amount)
    return found


def split(plan: Plan, navn: str, items: Iterable[Indsats]) -> list[Sumrække]:
    """The sum of some items as one row a bevilling: drift, anlæg, and what nobody has said which is."""
    kinds: dict[str, list[Indsats]] = {}
    for item in items:
        kinds.setdefault(str(item.bevillingsart), []).append(item)
    return [total(plan, navn, kind, kinds[kind]) for kind in (*Bevilling, IKKE_OPLYST) if kind in kinds]


def _name(plan: Plan, item: Indsats, pr: Pr) -> str:
    match pr:
        case Pr.UDVALG:
            value: object = item.udvalg
        case Pr.ART:
            value = item.art
        case Pr.GRUPPE:
            value = plan.gruppenavne.get(fold(str(item.gruppe)), item.gruppe)
        case Pr.KODE:
            value = item.kode
        case Pr.TEMA:
            value = listed(temaer(plan, item)) or None
        case Pr.TOVHOLDER:
            # Two who share an item are a row of their own: every amount of the plan counts once.
            value = item.tovholder if isinstance(item.tovholder, IkkeOplyst) else listed(item.tovholder)
    return f"uden {pr}" if value is None else str(value)


def _row_order(plan: Plan, pr: Pr) -> Callable[[str], tuple[int, int, object]]:
    known: dict[Pr, Iterable[str]] = {
        Pr.UDVALG: plan.grundlag.fora,
        Pr.ART: Art,
        Pr.GRUPPE: (gruppe.navn for gruppe in plan.grundlag.hensigtsgrupper),
        Pr.TEMA: (tema.navn for tema in plan.grundlag.temaer),
        Pr.TOVHOLDER: tovholdere(plan),
        Pr.KODE: (),
    }
    places = {fold(name): place for place, name in enumerate(known[pr])}

    def key(name: str) -> tuple[int, int, object]:
        last = 2 if name == IKKE_OPLYST else 1 if name == f"uden {pr}" else 0
        by_name = natural_order(name) if pr is Pr.KODE else danish_order(name)
        return last, places.get(fold(name), len(places)), by_name

    return key


class Resultat(StrEnum):
    """How a stated total and the sum of its rows agree (format.md, "Control totals")."""

    STEMMER = "stemmer"
    AFRUNDING = "afrunding"
    FORKLARET = "forklaret"
    STEMMER_IKKE = "stemmer ikke"


@dataclass(frozen=True)
class Kontrol:
    """One stated total of one year, held against its rows. ``forskel`` is the sum less what is stated.

    ``grænse`` is the most that rounding can explain, ``rækker`` the ids that state an amount, and ``uden_beløb`` the
    ids that are covered and state none.
    """

    nummer: int
    navn: str
    kilde: str
    år: int
    oplyst: Decimal
    sum: Decimal
    forskel: Decimal
    grænse: Decimal
    rækker: tuple[str, ...]
    uden_beløb: tuple[str, ...]
    resultat: Resultat
    forklaring: str | None


@lru_cache(maxsize=1)  # two rules ask, one after the other, of the same plan
def reconcile(plan: Plan) -> tuple[Kontrol, ...]:
    """Every control total of the plan, year by year."""
    found: list[Kontrol] = []
    for nummer, kontroltal in enumerate(plan.grundlag.kontroltal):
        if isinstance(kontroltal.beløb, dict):
            items = [item for item in plan.indsatser if covers(plan, kontroltal.hvor, item)]
            for år, stated in kontroltal.beløb.items():
                if isinstance(stated, Decimal):
                    found.append(_control(nummer, kontroltal, items, år, stated))
    return tuple(found)


def _control(nummer: int, kontroltal: Kontroltal, items: list[Indsats], år: int, stated: Decimal) -> Kontrol:
    amounts = {item.id: amount for item in items if isinstance(amount := item.beløb_i(år), Decimal)}
    found = _sum(amounts.values()) or Decimal(0)
    difference = _EXACT.subtract(found, stated)
    rounded = [_half_a_unit(each) for each in (stated, *amounts.values())] if kontroltal.afrundet else []
    bound = _sum(rounded) or Decimal(0)
    if difference == 0:
        resultat = Resultat.STEMMER
    elif kontroltal.afrundet and abs(difference) <= bound:
        resultat = Resultat.AFRUNDING
    else:
        resultat = Resultat.FORKLARET if kontroltal.forklaring else Resultat.STEMMER_IKKE
    return Kontrol(
        nummer=nummer,
        navn=kontroltal.navn,
        kilde=kontroltal.kilde,
        år=år,
        oplyst=stated,
        sum=found,
        forskel=difference,
        grænse=bound,
        rækker=tuple(amounts),
        uden_beløb=tuple(item.id for item in items if item.id not in amounts),
        resultat=resultat,
        forklaring=kontroltal.forklaring,
    )


def _half_a_unit(amount: Decimal) -> Decimal:
    """Half a unit of the last decimal that was printed: what rounding can have taken from it."""
    exponent = amount.as_tuple().exponent
    return Decimal((0, (5,), int(exponent) - 1))


def covers(plan: Plan, hvor: Hvor, item: Indsats) -> bool:
    """Whether a control total counts an item; ``udvalg`` means own points only."""
    return (
        (hvor.udvalg is None or hvor.udvalg == item.udvalg)
        and (hvor.art is None or hvor.art == item.art)
        and (hvor.bevilling is None or hvor.bevilling == item.bevillingsart)
        and (hvor.tema is None or plan.temanavne.get(fold(hvor.tema), hvor.tema) in temaer(plan, item))
        and (hvor.gruppe is None or fold(str(hvor.gruppe)) == fold(str(item.gruppe)))
        and (hvor.kode is None or hvor.kode == item.kode)
        and (hvor.tovholder is None or hvor.tovholder in item.tovholdere)
    )
