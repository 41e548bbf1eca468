"""Control totals: what an agreement (or another table) states, held against the rows that it covers.

Each year is judged by itself, and so is a total over the whole period. Neither figure is ever overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from udplan.figures.select import temaer
from udplan.figures.sums import (
    PrÅr,
    demands_twice,
    difference,
    exact_sum,
    has_turned,
    paid_by_pools,
    pools_twice,
    summed,
)
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.model.planfile import Hvor, Kontroltal
from udplan.values.amounts import SomSkrevet, half_a_unit, in_year, stated
from udplan.values.totals import is_known
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import fold


class Resultat(StrEnum):
    """How a stated total and the sum of its rows agree (format.md, "Control totals")."""

    STEMMER = "stemmer"
    AFRUNDING = "afrunding"
    FORKLARET = "forklaret"
    STEMMER_IKKE = "stemmer ikke"
    UDELADT = "udeladt"  # in what is public, where it would tell of an item that is not


@dataclass(frozen=True)
class Kontrol:
    """One stated total of one year (``år`` is None for the whole period), held against its rows.

    ``oplyst`` is printed with the decimals that stand in the source. ``forskel`` is the sum less that, and ``grænse`` the
    most that rounding can explain of it. ``rækker`` are the ids that state an amount, ``uden_beløb`` the ids that are
    covered and state none. ``heraf`` names the total that this one is a part of.
    """

    nummer: int
    navn: str
    kilde: str
    år: int | None
    oplyst: Decimal
    sum: Decimal
    forskel: Decimal
    grænse: Decimal
    rækker: tuple[str, ...]
    uden_beløb: tuple[str, ...]
    resultat: Resultat
    forklaring: str | None
    heraf: str | None = None

    @property
    def i_ord(self) -> str:
        """The result as it is printed: what nobody knows can still change a sum that agrees with what is stated."""
        agrees = self.resultat is Resultat.STEMMER and not is_known(self.sum)
        return "stemmer med det, der er oplyst" if agrees else self.resultat.value

    @property
    def periode(self) -> str:
        """What the total is of, as it is printed: a year, or all of them (»i alt«)."""
        return "i alt" if self.år is None else str(self.år)


#: The id of each item that a total covers, and its amounts. A total looks at them many times, and at nothing else.
_Stated = list[tuple[str, PrÅr | IkkeOplyst | None]]


@lru_cache(maxsize=1)  # several rules ask, one after the other, of the same plan
def reconcile(plan: Plan) -> tuple[Kontrol, ...]:
    """Every control total of the plan, year by year, and then for the whole period where that is stated."""
    controls: list[Kontrol] = []
    for nummer, kontroltal in enumerate(plan.grundlag.kontroltal):
        items = [(item.id, item.beløb) for item in covered(plan, kontroltal)]
        by_year = kontroltal.beløb.items() if isinstance(kontroltal.beløb, dict) else ()
        for år, amount in by_year:
            if isinstance(amount, Decimal):
                controls.append(_control(nummer, kontroltal, items, år, (år,), amount))
        if isinstance(kontroltal.i_alt, Decimal):
            controls.append(_control(nummer, kontroltal, items, None, plan.grundlag.år, kontroltal.i_alt))
    return tuple(controls)


def covered(plan: Plan, kontroltal: Kontroltal) -> list[Indsats]:
    """The items that a control total counts; ``udvalg`` means own points only."""
    items: Iterable[Indsats] = plan.indsatser
    for holds in _conditions(plan, kontroltal.hvor):
        items = filter(holds, items)
    return list(items)


def twice_in_totals(plan: Plan, *, public: bool = False) -> list[str]:
    """The sentences on which totals have both pools and what those pay for in their sums, and which both demands and what
    carries those out; ``public`` goes by public items alone, so that it tells nothing of the others."""

    counted = [(kontroltal, _items(plan, kontroltal, public)) for kontroltal in plan.grundlag.kontroltal]

    def named(holds: Callable[[list[Indsats], int], bool]) -> list[str]:
        return [
            kontroltal.navn for kontroltal, items in counted if any(holds(items, år) for år in _years(plan, kontroltal))
        ]

    said = pools_twice(named(lambda items, år: paid_by_pools(items, år) is not None)), demands_twice(named(has_turned))
    return [sentence for sentence in said if sentence]


def _items(plan: Plan, kontroltal: Kontroltal, public: bool) -> list[Indsats]:
    return [item for item in covered(plan, kontroltal) if item.offentlig or not public]


def _years(plan: Plan, kontroltal: Kontroltal) -> Collection[int]:
    """The years that a total states, or is of."""
    if isinstance(kontroltal.i_alt, Decimal):
        return plan.grundlag.år
    return kontroltal.beløb if isinstance(kontroltal.beløb, dict) else ()


def _control(
    nummer: int, kontroltal: Kontroltal, items: _Stated, år: int | None, years: tuple[int, ...], oplyst: Decimal
) -> Kontrol:
    amounts = [in_year(beløb, year) for _, beløb in items for year in years]
    ids = [id_ for id_, _ in items for _ in years]
    rækker = {id_: None for id_, amount in zip(ids, amounts, strict=True) if isinstance(amount, Decimal)}
    total = summed([Decimal(0), *amounts])
    assert isinstance(total, Decimal)
    forskel = difference(total, oplyst)
    figures = (oplyst, *stated(amounts)) if kontroltal.afrundet else ()
    bound = exact_sum(map(half_a_unit, figures))
    if forskel == 0:
        resultat = Resultat.STEMMER
    elif bound is not None and abs(forskel) <= bound:
        resultat = Resultat.AFRUNDING
    else:
        resultat = Resultat.FORKLARET if kontroltal.forklaring else Resultat.STEMMER_IKKE
    return Kontrol(
        nummer=nummer,
        navn=kontroltal.navn,
        kilde=kontroltal.kilde,
        år=år,
        oplyst=SomSkrevet(oplyst),
        sum=total,
        forskel=forskel,
        grænse=bound or Decimal(0),
        rækker=tuple(rækker),
        uden_beløb=tuple(id_ for id_, _ in items if id_ not in rækker),
        resultat=resultat,
        forklaring=kontroltal.forklaring,
        heraf=kontroltal.heraf,
    )


def _conditions(plan: Plan, hvor: Hvor) -> Iterator[Callable[[Indsats], bool]]:
    """What an item must fulfil, a condition for each field of ``hvor`` that is stated; with none stated it is every item."""
    if hvor.udvalg is not None:
        yield lambda item: item.udvalg == hvor.udvalg
    if hvor.art is not None:
        yield lambda item: item.art == hvor.art
    if hvor.bevilling is not None:
        yield lambda item: item.bevillingsart == hvor.bevilling
    if hvor.tema is not None:
        tema = plan.temanavne.get(fold(hvor.tema), hvor.tema)
        yield lambda item: tema in temaer(plan, item)
    if hvor.gruppe is not None:
        gruppe = fold(str(hvor.gruppe))
        yield lambda item: item.gruppe is not None and fold(str(item.gruppe)) == gruppe
    if hvor.kode is not None:
        yield lambda item: item.kode == hvor.kode
    if hvor.tovholder is not None:
        yield lambda item: hvor.tovholder in item.tovholdere
