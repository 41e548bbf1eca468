"""How items go: their light, what is now expected of them, and what demands have been turned into. In the plan's unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from udplan.figures.pools import left
from udplan.figures.secrecy import Secret, traced
from udplan.figures.sums import EXACT, PrÅr, difference, summed, worked_out
from udplan.model.indsats import Indsats, Lys, Status
from udplan.model.plan import Plan
from udplan.values.amounts import Amount, half_a_unit, stated
from udplan.values.times import format_date
from udplan.values.totals import Ufuldstændig, is_known
from udplan.values.unknown import IKKE_OPLYST, IkkeOplyst


def statuses(item: Indsats, dag: date | None) -> list[Status]:
    """The statuses of an item that are not after ``dag``, the newest first; of two on one day, the one that stands last."""
    known = [status for status in item.status if dag is None or status.dato <= dag]
    return sorted(known, key=lambda status: status.dato)[::-1]


def newest(item: Indsats, dag: date | None) -> Status | None:
    """The newest status, not looking past ``dag``."""
    return next(iter(statuses(item, dag)), None)


def light(item: Indsats, dag: date | None) -> Status | None:
    """The newest status that has a light: one that says nothing of it does not put it out, or a red item would leave every
    list because somebody wrote a line of text."""
    return next((status for status in statuses(item, dag) if status.lys is not None), None)


def light_in_words(item: Indsats, dag: date | None) -> str:
    """The light; with its day, where there is a newer status, which has none. Nothing where no status has one."""
    found, latest = light(item, dag), newest(item, dag)
    if found is None or latest is None:
        return ""
    return str(found.lys) if latest.dato == found.dato else f"{found.lys}, {format_date(found.dato)}"


def expected(item: Indsats, år: int, dag: date | None) -> Amount:
    """What is now expected of a year: as the newest status says that says anything of it; None where none does."""
    for status in statuses(item, dag):
        if isinstance(status.forventet, IkkeOplyst):
            return IKKE_OPLYST
        if (amount := (status.forventet or {}).get(år)) is not None:
            return amount
    return None


def off(agreed: Amount, now: Amount) -> Amount:
    """What is expected less what was agreed; None where either is not stated, and not known where one of them is not."""
    if agreed is None or now is None:
        return None
    return difference(now, agreed) if isinstance(now, Decimal) and isinstance(agreed, Decimal) else IKKE_OPLYST


def urgency(item: Indsats, dag: date | None) -> int:
    """The place of an item among others: red, yellow, green, those without a light, and those without a status."""
    if found := light(item, dag):
        return [*Lys].index(found.lys or Lys.GRØN)
    return len(Lys) + (not statuses(item, dag))


# --- rates and demands ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sats:
    """The rate of one year (``procent``) and its base (``procent_af``), as an item states them."""

    procent: Decimal
    grundlag: Decimal

    @property
    def produkt(self) -> Decimal:
        """The rate of the base without a sign, exactly; the sign is the plan's business."""
        return worked_out(abs(EXACT.multiply(self.grundlag, self.procent).scaleb(-2)))

    def gives(self, amount: Decimal) -> bool:
        """Whether it is an amount, but for the sign and for what rounding can explain: the rate and the amount are rounded
        where they are printed, half a unit of the last decimal of each."""
        slack = abs(self.grundlag) * half_a_unit(self.procent) / 100 + half_a_unit(amount)
        return abs(self.produkt - abs(amount)) <= slack


def rate(item: Indsats, år: int) -> Sats | None:
    """The rate of a year with its base; None where the item does not state both."""
    procent = (item.procent or {}).get(år)
    grundlag = item.procent_af.get(år) if isinstance(item.procent_af, dict) else None
    return Sats(procent, grundlag) if isinstance(procent, Decimal) and isinstance(grundlag, Decimal) else None


@dataclass(frozen=True)
class Krav:
    """A demand, and the items that carry it out (``omsætter``). All sizes are without a sign.

    ``størrelse`` is what the demand is a year: its rate of the base where it states both, else its own amount. ``omsat`` is
    what the measures add up to, as they are written, and ``rest`` what of the demand is not in a measure: None where
    ``ens`` is false, for then the measures are not all of one sign and one bevilling. Nothing is left where the measures are
    more than the demand; how much more, ``ud_over`` says, which is None in the other years.
    """

    indsats: Indsats
    tiltag: tuple[Indsats, ...]
    størrelse: PrÅr
    omsat: PrÅr
    rest: PrÅr
    ud_over: PrÅr
    ens: bool


def demands(plan: Plan) -> list[Krav]:
    """Every item that others carry out, in the order of the plan."""
    measures: dict[str, list[Indsats]] = {}
    for item in plan.indsatser:
        if item.omsætter:
            measures.setdefault(item.omsætter, []).append(item)
    return [_demand(plan, item, measures[item.id]) for item in plan.indsatser if item.id in measures]


def _demand(plan: Plan, item: Indsats, measures: list[Indsats]) -> Krav:
    years = plan.grundlag.år
    amounts = stated(measure.beløb_i(år) for measure in measures for år in years)
    of_one_sign = len({amount > 0 for amount in amounts if amount}) < 2
    alike = of_one_sign and len({str(measure.bevillingsart) for measure in measures}) == 1
    sizes = {år: _size(item, år) for år in years}
    turned = {år: summed(measure.beløb_i(år) for measure in measures) for år in years}
    apart = {år: _rest_and_beyond(sizes[år], turned[år]) if alike else (None, None) for år in years}
    rest, beyond = ({år: each[place] for år, each in apart.items()} for place in range(2))
    return Krav(item, tuple(measures), sizes, turned, rest, beyond, alike)


def _size(item: Indsats, år: int) -> Amount:
    """What a demand is in a year: its rate of the base; its own amount, where that is the same but for rounding, or where it
    does not state both."""
    sats, own = rate(item, år), item.beløb_i(år)
    if sats is None or (isinstance(own, Decimal) and sats.gives(own)):
        return _size_of(own)
    return sats.produkt


def _rest_and_beyond(size: Amount, turned: Amount) -> tuple[Amount, Amount]:
    """What is left of a demand, and what the measures are more than it; where no measure states an amount, all is left."""
    if size is None or turned is None:
        return size, None
    rest = left(size, _size_of(turned)) if is_known(turned) else IKKE_OPLYST
    if not isinstance(rest, Decimal):
        return rest, None
    if isinstance(rest, Secret):  # which of the two it is tells of what is secret in it
        return rest.beside(max(rest.plain, _NOTHING)), rest.beside(max(-rest.plain, _NOTHING))
    return (_NOTHING, -rest) if rest < 0 else (rest, None)


_NOTHING = Decimal(0)


def _size_of(amount: Amount) -> Amount:
    """An amount without its sign; what it lacks it lacks, and what is secret in it is secret."""
    if not isinstance(amount, Decimal):
        return amount
    size = EXACT.abs(amount)
    if isinstance(amount, Ufuldstændig):
        size = Ufuldstændig(size, amount.mangler)
    return traced(size, ((amount, -1 if amount < 0 else 1),))
