"""How it goes with what was agreed (seed 000): lights, expectations, and what each demand has been turned into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from udplan.documents.blocks import Block, Cell, Column, Document, Fact, Facts, Heading, Kind, Note, Prose, Row, Table
from udplan.documents.reports.paper_form import standing
from udplan.documents.reports.shared import (
    AFSLUTTET,
    bullets,
    by_heading,
    columns,
    committee,
    document,
    heading_alone,
    notes,
    public,
    titel,
    told,
)
from udplan.documents.reports.totals import amount_columns, in_words, year_columns
from udplan.figures.followup import Krav, demands, expected, light, light_in_words, newest, off, rate, urgency
from udplan.figures.select import Valg, er_afsluttet, select
from udplan.figures.sums import carries_money, demands_twice, has_turned, paid_by_pools, pools_twice, summed
from udplan.model.indsats import Bevilling, Indsats, Lys
from udplan.model.plan import Plan
from udplan.values.amounts import amount_text
from udplan.values.times import format_date
from udplan.values.unknown import IKKE_OPLYST, UKENDT
from udplan.values.words import how_many, listed

#: What stands in the place of a light, in the order of ``urgency``.
_UDEN = ("uden lys", "uden status")


def report(plan: Plan, valg: Valg) -> Document:
    """What is red, yellow or OBS first, then the others by committee, as they stand on ``valg.dag`` or as the plan has them
    last; then the demands that any of them carries out. The totals are of the items that are shown."""
    items, left_out = public(select(plan, valg, egne=True))
    of = f"Opfølgning for {committee(plan, valg.udvalg)}" if valg.udvalg else "Opfølgning"
    day = format_date(valg.dag) if valg.dag else "de nyeste statusser i planen"
    return document(
        plan,
        f"{of}: {plan.grundlag.titel}",
        (
            Facts((Fact("Opgjort", day), Fact("Punkter", str(len(items))))),
            *left_out,
            *_counts(plan, items, valg.dag),
            *_items(plan, items, valg.dag),
            *_totals(plan, items, valg.dag),
            *_demands(plan, items),
            *heading_alone(items, lambda indsats: standing(plan, indsats, valg.dag)),
        ),
    )


def _place(plan: Plan, item: Indsats) -> str:
    name = committee(plan, item.udvalg)
    return "Udvalg ikke oplyst" if name == UKENDT else name or "Uden udvalg"


def _counts(plan: Plan, items: Sequence[Indsats], dag: date | None) -> Iterator[Block]:
    """How many of each light, and how many have none, a row a committee; what is closed is counted apart, whatever its light
    was last."""
    yield Heading(2, "Hvordan det går")
    if not items:
        yield Note("Ingen punkter.")
        return
    lights = (*Lys, *_UDEN, *([AFSLUTTET] if any(er_afsluttet(item, dag) for item in items) else []))

    def row(name: str, of: Sequence[Indsats], *, total: bool = False) -> Row:
        found = [len(Lys) + len(_UDEN) if er_afsluttet(item, dag) else urgency(item, dag) for item in of]
        obs = sum(_obs(item, dag) for item in of)
        return Row((name, *(found.count(place) for place in range(len(lights))), len(of), obs), total=total)

    yield Table(
        "Punkter efter seneste lys",
        (
            Column("Udvalg"),
            *(Column(name.capitalize(), Kind.COUNT) for name in lights),
            Column("I alt", Kind.COUNT),
            Column("Heraf OBS", Kind.COUNT),
        ),
        (
            *(row(name, of) for name, of in by_heading(items, lambda item: _place(plan, item))),
            row("I alt", items, total=True),
        ),
    )


def _years(plan: Plan, items: Sequence[Indsats], dag: date | None) -> list[int]:
    """The years of which anybody expects something; else the first, so that what was agreed is seen."""
    years = [år for år in plan.grundlag.år if any(expected(item, år, dag) is not None for item in items)]
    return years or [plan.grundlag.år[0]]


def _items(plan: Plan, items: Sequence[Indsats], dag: date | None) -> Iterator[Block]:
    """What calls for somebody first, whatever its committee; then the others by committee, and those without a status by
    what was agreed alone. Each item stands once."""
    urgent = sorted(
        (item for item in told(items) if _calls(item, dag)),
        key=lambda item: (*_place_of(item, dag), not _obs(item, dag)),
    )
    if urgent:
        yield Heading(2, _CALLING)
        yield _table(plan, "Røde, gule og OBS-punkter", urgent, dag, _years(plan, items, dag), place=True)
    for name, of in by_heading(told(items), lambda item: _place(plan, item)):
        rest = [item for item in of if not _calls(item, dag)]
        if not rest:
            continue
        yield Heading(2, name)
        if len(rest) < len(of):
            yield Note(f"Udvalgets røde, gule og OBS-punkter står under {_CALLING}.")
        if with_status := sorted((item for item in rest if newest(item, dag)), key=lambda item: _place_of(item, dag)):
            caption = f"Aftalt, forventet og seneste status, {name}"
            yield _table(plan, caption, with_status, dag, _years(plan, items, dag))
        if silent := [item for item in rest if not newest(item, dag)]:
            yield Table(
                f"Aftalt, {how_many(len(silent), 'punkt', 'punkter')} uden status, {name}",
                (*columns("Punkt"), *year_columns(plan)),
                tuple(Row((_marked(item, dag), *map(item.beløb_i, plan.grundlag.år))) for item in silent),
            )


#: The heading of what calls for somebody.
_CALLING = "Rød, gul og OBS"


def _obs(item: Indsats, dag: date | None) -> bool:
    status = newest(item, dag)
    return status is not None and status.obs


def _calls(item: Indsats, dag: date | None) -> bool:
    """Whether it calls for somebody: an OBS-punkt does even when it is closed, a light no longer."""
    found = light(item, dag)
    lit = found is not None and found.lys in (Lys.RØD, Lys.GUL)
    return _obs(item, dag) or (lit and not er_afsluttet(item, dag))


def _place_of(item: Indsats, dag: date | None) -> tuple[bool, int]:
    """The place of an item among others: what is closed last, and by its light."""
    return er_afsluttet(item, dag), urgency(item, dag)


def _marked(item: Indsats, dag: date | None) -> str:
    """The title, and that the item is closed, where no column of lights says so."""
    return f"{titel(item)} ({AFSLUTTET.lower()})" if er_afsluttet(item, dag) else titel(item)


def _table(
    plan: Plan, caption: str, items: Sequence[Indsats], dag: date | None, years: Sequence[int], *, place: bool = False
) -> Table:
    """Items with their light, amounts and status, a line for each year of which something is expected. What nobody expects
    anything of has no columns for it."""
    named = columns("År") if len(years) > 1 else ()
    when = f" {years[0]}" if len(years) == 1 else ""
    amounts = amount_columns(f"Aftalt{when}", f"Forventet{when}", "Forskel")
    every = (
        *(Column("Punkt"), *(columns("Udvalg") if place else ()), Column("Lys", Kind.LIGHT)),
        *(*named, *amounts, Column("Seneste status", Kind.PROSE)),
    )
    rows = [
        (titel(item), *((_place(plan, item),) if place else ()), _light(item, dag), *cells, said)
        for item in items
        for cells, said in _lines(item, years, dag)
    ]
    kept = [i for i, column in enumerate(every) if column not in amounts[1:] or any(row[i] is not None for row in rows)]
    return Table(caption, tuple(every[i] for i in kept), tuple(Row(tuple(row[i] for i in kept)) for row in rows))


def _lines(item: Indsats, years: Sequence[int], dag: date | None) -> Iterator[tuple[tuple[Cell, ...], str]]:
    """A line for each year of which something is expected; else one, with the first amount. Its status stands on the first."""
    said = _status(item, dag)
    lines = [år for år in years if expected(item, år, dag) is not None]
    lines = lines or [år for år in years if item.beløb_i(år) is not None][:1]
    for år in lines or years[:1]:
        agreed, now = item.beløb_i(år), expected(item, år, dag)
        named = (str(år) if lines else "",) if len(years) > 1 else ()
        yield (*named, agreed, now, off(agreed, now)), said
        said = ""


def _light(item: Indsats, dag: date | None) -> str:
    """The light in words, or that there is none; and that the item is closed."""
    said = light_in_words(item, dag) or _UDEN[urgency(item, dag) - len(Lys)]
    return f"{said}, {AFSLUTTET.lower()}" if er_afsluttet(item, dag) else said


def _status(item: Indsats, dag: date | None) -> str:
    status = newest(item, dag)
    if status is None:
        return ""  # the column of lights says so
    return f"{format_date(status.dato)}{', OBS' if status.obs else ''}: {status.tekst or 'ingen tekst'}"


def _totals(plan: Plan, items: Sequence[Indsats], dag: date | None) -> Iterator[Block]:
    """What was agreed and what is expected, of the items of which both are known; drift and anlæg apart. The others of which
    something is expected are named below: a reader who subtracts one total from the other must get the difference."""
    yield Heading(2, "Aftalt og forventet i alt")
    rows: list[Row] = []
    twice: list[str] = []
    turned: list[str] = []
    lacking: dict[str, list[int]] = {}
    for år in _years(plan, items, dag):
        for kind in (*map(str, Bevilling), UKENDT):
            every = [item for item in items if str(item.bevillingsart) == kind and carries_money(item)]
            of = [item for item in every if _both_known(item, år, dag)]
            if of:
                agreed, now = summed(i.beløb_i(år) for i in of), summed(expected(i, år, dag) for i in of)
                apart = summed(off(item.beløb_i(år), expected(item, år, dag)) for item in of)
                rows.append(Row((str(år), kind, f"{len(of)} af {len(every)}", agreed, now, apart)))
                twice += [str(år)] if paid_by_pools(of, år) is not None else []
                turned += [str(år)] if has_turned(of, år) else []
        for item in items:
            if not _both_known(item, år, dag) and (why := _why_not(item, år, dag)):
                lacking.setdefault(f"{titel(item)}: {why}", []).append(år)
    if rows:
        yield Table(
            "Kun de viste punkter, hvor både det aftalte og det forventede er kendt",
            (*columns("År", "Bevilling", "Punkter med begge tal"), *amount_columns("Aftalt", "Forventet", "Forskel")),
            tuple(rows),
        )
        yield from notes(pools_twice(twice), demands_twice(turned))
    elif lacking:
        yield Note("Intet punkt har både et aftalt og et forventet beløb, der er kendt.")
    else:
        yield Note("Ingen statusser siger, hvad der nu ventes.")
    if lacking:
        yield Note("Disse punkter har en forventning, men er ikke talt med i de år, hvor et af tallene mangler:")
        yield Prose(bullets(f"{said} i {listed(map(str, years))}" for said, years in lacking.items()))


def _both_known(item: Indsats, år: int, dag: date | None) -> bool:
    return isinstance(item.beløb_i(år), Decimal) and isinstance(expected(item, år, dag), Decimal)


def _why_not(item: Indsats, år: int, dag: date | None) -> str:
    """Which of the two figures is lacking, in words; nothing where the status says nothing of the year."""
    agreed, now = item.beløb_i(år), expected(item, år, dag)
    if now is None or (agreed is None and not isinstance(now, Decimal)):
        return ""  # a status whose expectation is not known says so of every year, also those without an amount
    if agreed is None:
        return "der er ikke aftalt noget beløb"
    said = [
        *(["det aftalte"] if not isinstance(agreed, Decimal) else []),
        *(["det forventede"] if now is IKKE_OPLYST else []),
    ]
    return f"{listed(said)} er ikke oplyst"


# --- demands ----------------------------------------------------------------------------------------------------------


def _demands(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """The demands that any of the items is, or carries out; each whole, for its rest is everybody's."""
    shown = {item.id for item in items}
    wanted = [
        krav
        for krav in demands(plan)
        if krav.indsats.offentlig and shown & {krav.indsats.id, *(item.id for item in krav.tiltag)}
    ]
    if wanted:
        yield Heading(2, "Krav og det, de er omsat til")
    for krav in wanted:
        yield Heading(3, titel(krav.indsats))
        yield from _sizes(plan, krav)
        yield from _measures(plan, krav)


def _sizes(plan: Plan, krav: Krav) -> Iterator[Block]:
    """What the demand is, year by year, in words where it is a rate of something."""
    rates = {år: sats for år in plan.grundlag.år if (sats := rate(krav.indsats, år))}
    if not rates:
        return
    said = [f"{år}: {amount_text(sats.procent)} pct. af {in_words(plan, sats.grundlag)}" for år, sats in rates.items()]
    own = [str(år) for år, size in krav.størrelse.items() if år not in rates and isinstance(size, Decimal)]
    others = f" I {listed(own)} er det punktets eget beløb." if own else ""
    yield Note(f"Kravet er sats gange grundlag ({plan.grundlag.enhed}): {'; '.join(said)}.{others}")


def _measures(plan: Plan, krav: Krav) -> Iterator[Block]:
    years = plan.grundlag.år
    shown = [item for item in krav.tiltag if item.offentlig]
    rows = [Row(("Kravet, uden fortegn", None, *krav.størrelse.values()))]
    for name, of in by_heading(shown, lambda item: _place(plan, item)):
        every = [item for item in krav.tiltag if _place(plan, item) == name]
        rows.append(Row((name, len(of), *(summed(item.beløb_i(år) for item in every) for år in years))))
    if krav.ens:
        rows.append(Row(("Omsat i alt", len(shown), *krav.omsat.values()), total=True))
        rows.append(Row(("Rest, uden fortegn", None, *krav.rest.values()), total=True))
        # Where any of it is secret, the row tells nothing by being there.
        if any(beyond is not None for beyond in krav.ud_over.values()):
            rows.append(Row(("Omsat ud over kravet, uden fortegn", None, *krav.ud_over.values()), total=True))
    yield Table(
        f"Hvad kravet er omsat til, {titel(krav.indsats)}",
        (Column("Udvalg"), Column("Tiltag", Kind.COUNT), *year_columns(plan)),
        tuple(rows),
    )
    yield from notes(pools_twice([str(år) for år in years if paid_by_pools(shown, år) is not None]))
    if not krav.ens:
        yield Note(
            "Resten er ikke regnet ud: tiltagene har ikke alle samme fortegn, eller de er både drift og anlæg, og udplan "
            "gætter ikke på, hvilke der tæller."
        )
    if hidden := len(krav.tiltag) - len(shown):
        what = how_many(hidden, "tiltag er ikke offentligt", "tiltag er ikke offentlige")
        yield Note(f"{what} og er ikke nævnt; beløbene er talt med.")
    yield Table(
        f"Tiltagene, {titel(krav.indsats)}",
        (*columns("Tiltag", "Udvalg"), *year_columns(plan)),
        tuple(Row((titel(item), _place(plan, item), *(item.beløb_i(år) for år in years))) for item in shown),
    )
