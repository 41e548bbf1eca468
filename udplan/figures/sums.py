"""What the amounts add up to. All in the plan's unit, all ``Decimal``, never rounded.

Blank is no amount, zero is an amount, and ``ikke oplyst`` is an amount that nobody knows: each is counted by itself.
Drift and anlæg are never added unasked, and every amount of the plan counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, Inexact
from enum import StrEnum
from functools import reduce
from itertools import compress
from types import NoneType

from udplan.figures.secrecy import traced
from udplan.figures.select import temaer, tovholdere
from udplan.model.indsats import Art, Bevilling, Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import KRONER, Amount, in_year, stated
from udplan.values.signs import cost_sign
from udplan.values.totals import Ufuldstændig, changed
from udplan.values.unknown import IKKE_OPLYST, UKENDT, IkkeOplyst
from udplan.values.words import danish_order, fold, listed, natural_order

# Room for the sum of any number of the longest amounts; should it ever not do, that is an error and not a rounding.
EXACT = Context(prec=60, traps=[Inexact])
SAMLET = "samlet"
_WHOLE = ("i alt",)
# What most amounts are: nothing is secret in them, and nothing of them is not known.
_PLAIN = frozenset({Decimal, NoneType})

PrÅr = dict[int, Amount]


class Pr(StrEnum):
    """What a sum is made per."""

    UDVALG = "udvalg"
    ART = "art"
    TOVHOLDER = "tovholder"
    TEMA = "tema"
    GRUPPE = "gruppe"
    KODE = "kode"
    BEVILLING = "bevilling"


#: What the amounts of a sum are made of, as ``Sumrække`` names it: what costs, what saves, what is taken in.
PARTS = ("udgifter", "besparelser", "indtægter")


@dataclass(frozen=True)
class Sumrække:
    """One row of a sum. ``beløb`` holds None for a year in which no row states an amount, ``IKKE_OPLYST`` where all
    that is said of it is that, and an ``Ufuldstændig`` where it lacks something.

    ``udgifter``, ``besparelser`` and ``indtægter`` are the same amounts, those that cost, those that save and those that
    are taken in apart (by the plan's ``fortegn``, and by whether the item is an income). An amount that is not known may
    be the one or the other, so both lack it. ``betalt_af_puljer`` is what of the
    amounts is counted twice: in items that are paid from a pool, and in the pool, which is in the row too. ``navne`` are
    the parts of ``navn`` where the sum is made per two things. ``helt_uden`` counts the items that state no amount in any year.
    """

    navn: str
    bevilling: str
    antal: int
    beløb: PrÅr
    uden_beløb: dict[int, int]
    ikke_oplyst: dict[int, int]
    udgifter: PrÅr = field(default_factory=dict)
    besparelser: PrÅr = field(default_factory=dict)
    indtægter: PrÅr = field(default_factory=dict)
    betalt_af_puljer: PrÅr = field(default_factory=dict)
    navne: tuple[str, ...] = ()
    helt_uden: int = 0

    @property
    def har_dobbelt(self) -> bool:
        """Whether any of the amounts is counted twice."""
        return any(amount is not None for amount in self.betalt_af_puljer.values())

    @property
    def dele(self) -> dict[str, PrÅr]:
        """What the amounts are made of, by name: those of these parts that there are."""
        parts: dict[str, PrÅr] = {part: getattr(self, part) for part in PARTS}
        return {name: of for name, of in parts.items() if any(amount is not None for amount in of.values())}


@dataclass(frozen=True)
class Summer:
    """The rows of a sum, and in ``i_alt`` the rows of everything, one a bevilling."""

    enhed: str
    fortegn: str
    år: tuple[int, ...]
    pr: str
    rækker: tuple[Sumrække, ...]
    i_alt: tuple[Sumrække, ...]


def add_up(plan: Plan, items: Iterable[Indsats], *pr: Pr, samlet: bool = False) -> Summer:
    """The sums of some items, a row each of what ``pr`` names: one thing or two. ``samlet`` adds the bevillinger up."""
    items, pr = tuple(items), pr or (Pr.UDVALG,)
    named: dict[tuple[str, ...], list[Indsats]] = {}
    for item in items:
        named.setdefault(tuple(_row_name(plan, item, per) for per in pr), []).append(item)
    orders = [_row_order(plan, per) for per in pr]

    def place(names: tuple[str, ...]) -> tuple[object, ...]:
        return tuple(order(name) for order, name in zip(orders, names, strict=True))

    def rows(names: tuple[str, ...], of: Iterable[Indsats]) -> list[Sumrække]:
        navn = ", ".join(names)
        return [total(plan, navn, SAMLET, of, names)] if samlet else split(plan, navn, of, names)

    rækker = tuple(række for names in sorted(named, key=place) for række in rows(names, named[names]))
    grundlag = plan.grundlag
    return Summer(grundlag.enhed, grundlag.fortegn, grundlag.år, ",".join(pr), rækker, tuple(rows(_WHOLE, items)))


def i_alt(plan: Plan, items: Iterable[Indsats]) -> tuple[Sumrække, ...]:
    """The rows of everything alone, one a bevilling, as ``add_up`` has them."""
    return tuple(split(plan, *_WHOLE, items, _WHOLE))


def carries_money(item: Indsats) -> bool:
    """Whether an item has something to appropriate: all but a hensigt of which no amount is stated, nor said not to be
    known, so that it is no row of a budget."""
    if item.art is not Art.HENSIGT or isinstance(item.beløb, IkkeOplyst):
        return True
    return any(amount is not None for amount in (item.beløb or {}).values())


def total(plan: Plan, navn: str, bevilling: str, items: Iterable[Indsats], navne: tuple[str, ...] = ()) -> Sumrække:
    """The sum of some items as one row."""
    items = tuple(items)
    years = plan.grundlag.år
    of_items = [item.beløb for item in items]
    amounts = {år: [in_year(of_item, år) for of_item in of_items] for år in years}
    is_income = [item.er_indtægt for item in items]
    is_saving = [not income for income in is_income]
    costs = cost_sign(plan.grundlag.fortegn)
    of_pools = [item for item in items if item.finansieret_af or item.art is Art.PULJE]
    return Sumrække(
        navn=navn,
        bevilling=bevilling,
        antal=len(items),
        beløb={år: summed(amounts[år]) for år in years},
        uden_beløb={år: sum(amount is None for amount in amounts[år]) for år in years},
        ikke_oplyst={år: sum(isinstance(amount, IkkeOplyst) for amount in amounts[år]) for år in years},
        udgifter={år: summed(_of_sign(amounts[år], costs)) for år in years},
        besparelser={år: summed(_of_sign(compress(amounts[år], is_saving), -costs)) for år in years},
        indtægter={år: summed(_of_sign(compress(amounts[år], is_income), -costs)) for år in years},
        betalt_af_puljer={år: paid_by_pools(of_pools, år) for år in years},
        navne=navne,
        helt_uden=sum(not stated(of_item) for of_item in zip(*amounts.values(), strict=True)),
    )


def paid_by_pools(items: Sequence[Indsats], år: int) -> Amount:
    """What some items draw in a year on pools that are among them: a sum of them all counts it twice, for the pool's own
    amount is in it too. None where nothing is."""
    pools = {item.id for item in items if item.art is Art.PULJE and item.beløb_i(år)}
    drawn = (item.beløb_i(år) for item in items if item.finansieret_af in pools)
    return summed(amount for amount in drawn if amount)


def pools_twice(sums: Sequence[str]) -> str | None:
    """The sentence that some sums, by name, have both pools and what those pay for; none where no sum has."""
    return f"Både puljer og de punkter, de betaler, er talt med i {listed(dict.fromkeys(sums))}." if sums else None


def has_turned(items: Iterable[Indsats], år: int) -> bool:
    """Whether some items have both a demand and what carries it out (``omsætter``), of one bevilling and each with its amount
    of the year: a sum of them all has what has been turned into measures twice."""
    stating = [item for item in items if isinstance(amount := item.beløb_i(år), Decimal) and amount]
    demands = {(item.id, str(item.bevillingsart)) for item in stating}
    return any((item.omsætter, str(item.bevillingsart)) in demands for item in stating)


def demands_twice(sums: Sequence[str]) -> str | None:
    """The sentence that some sums, by name, have both demands and what carries them out; none where no sum has."""
    named = listed(dict.fromkeys(sums))
    return f"Både krav og de tiltag, de er omsat til, er talt med i {named}." if sums else None


def _of_sign(amounts: Iterable[Amount], sign: int) -> list[Amount]:
    """The amounts of that sign, and those that are not known: they may have it."""
    return [
        amount
        for amount in amounts
        if amount is not None and (isinstance(amount, IkkeOplyst) or (amount > 0 if sign > 0 else amount < 0))
    ]


def exact_sum(amounts: Iterable[Decimal]) -> Decimal | None:
    """The sum of amounts to the last decimal; None where there are no amounts. What is secret in them is in the sum."""
    amounts = tuple(amounts)
    if not amounts:
        return None
    result = reduce(EXACT.add, amounts)
    if _PLAIN.issuperset(map(type, amounts)):
        return result
    return traced(result, ((amount, 1) for amount in amounts))


def difference(amount: Decimal, less: Decimal) -> Decimal:
    """``amount`` less ``less``, to the last decimal; what is secret in them is in the difference."""
    return traced(EXACT.subtract(amount, less), ((amount, 1), (less, -1)))


def summed(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts, with what it lacks: an ``Ufuldstændig`` where some are not known, ``IKKE_OPLYST`` where none is.

    This is where it is decided how a total that leaves something out is told; ``format_amount`` prints it.
    """
    amounts = tuple(amounts)
    if not amounts:
        return None
    figures = stated(amounts)
    if _PLAIN.issuperset(map(type, amounts)):
        return reduce(EXACT.add, figures) if figures else None
    lacking = sum(figure.mangler for figure in figures if isinstance(figure, Ufuldstændig))
    if len(figures) < len(amounts):
        lacking += sum(isinstance(amount, IkkeOplyst) for amount in amounts)
    known = exact_sum(figures)
    if not lacking:
        return known
    if known is None:
        return IKKE_OPLYST
    return traced(Ufuldstændig(known, lacking), ((figure, 1) for figure in figures))


def split(plan: Plan, navn: str, items: Iterable[Indsats], navne: tuple[str, ...] = ()) -> list[Sumrække]:
    """The sum of some items as one row a bevilling: drift, anlæg, and what is not stated to be either."""
    kinds: dict[str, list[Indsats]] = {}
    for item in items:
        kinds.setdefault(str(item.bevillingsart), []).append(item)
    return [total(plan, navn, kind, kinds[kind], navne) for kind in (*Bevilling, UKENDT) if kind in kinds]


def _row_name(plan: Plan, item: Indsats, pr: Pr) -> str:
    match pr:
        case Pr.UDVALG:
            value: object = item.udvalg
        case Pr.ART:
            value = item.art
        case Pr.GRUPPE:
            value = (
                plan.gruppenavne.get(fold(item.gruppe), item.gruppe) if isinstance(item.gruppe, str) else item.gruppe
            )
        case Pr.KODE:
            value = item.kode
        case Pr.BEVILLING:
            value = item.bevillingsart
        case Pr.TEMA:
            value = listed(temaer(plan, item)) or None
        case Pr.TOVHOLDER:
            # Two who share an item are a row of their own: every amount of the plan counts once.
            value = item.tovholder if isinstance(item.tovholder, IkkeOplyst) else listed(item.tovholder)
    return f"uden {pr}" if value is None else str(value)


def _known(plan: Plan, pr: Pr) -> Iterable[str]:
    """The names that rows of a sum may have, in the order of the plan; a document has a sum for each of its sections, so
    none but those that are asked for are looked up."""
    match pr:
        case Pr.UDVALG:
            return plan.grundlag.fora
        case Pr.ART:
            return Art
        case Pr.BEVILLING:
            return Bevilling
        case Pr.GRUPPE:
            return [gruppe.navn for gruppe in plan.grundlag.hensigtsgrupper]
        case Pr.TEMA:
            return [tema.navn for tema in plan.grundlag.temaer]
        case Pr.TOVHOLDER:
            return tovholdere(plan)
        case Pr.KODE:
            return ()


def _row_order(plan: Plan, pr: Pr) -> Callable[[str], tuple[int, int, object]]:
    places = {fold(name): place for place, name in enumerate(_known(plan, pr))}

    def key(name: str) -> tuple[int, int, object]:
        last = 2 if name == UKENDT else 1 if name == f"uden {pr}" else 0
        by_name = natural_order(name) if pr is Pr.KODE else danish_order(name)
        return last, places.get(fold(name), len(places)), by_name

    return key


# --- units and signs --------------------------------------------------------------------------------------------------


def in_unit(sums: Summer, enhed: str) -> Summer:
    """The same sums in another unit, exactly: only the decimal point moves."""
    power = KRONER[sums.enhed] - KRONER[enhed]
    return replace(_each(sums, lambda amount: _moved(amount, power)), enhed=enhed)


def _moved(amount: Decimal, power: int) -> Decimal:
    """An amount with its point moved; noughts that only come of that are no precision that anybody wrote."""
    there = EXACT.scaleb(amount, power)
    return there if power >= 0 else worked_out(there)


def worked_out(amount: Decimal) -> Decimal:
    """An amount without the noughts at its end that only come of how it was worked out."""
    whole = amount.to_integral_value()
    return whole if amount == whole else amount.normalize(EXACT)


def in_sign(sums: Summer, fortegn: str) -> Summer:
    """The same sums as a plan of that ``fortegn`` would write them."""
    return sums if sums.fortegn == fortegn else replace(_each(sums, EXACT.minus), fortegn=fortegn)


def _each(sums: Summer, change: Callable[[Decimal], Decimal]) -> Summer:
    def amounts(of: PrÅr) -> PrÅr:
        return {år: changed(amount, change) for år, amount in of.items()}

    def rows(of: tuple[Sumrække, ...]) -> tuple[Sumrække, ...]:
        return tuple(
            replace(
                row,
                beløb=amounts(row.beløb),
                udgifter=amounts(row.udgifter),
                besparelser=amounts(row.besparelser),
                indtægter=amounts(row.indtægter),
                betalt_af_puljer=amounts(row.betalt_af_puljer),
            )
            for row in of
        )

    return replace(sums, rækker=rows(sums.rækker), i_alt=rows(sums.i_alt))
