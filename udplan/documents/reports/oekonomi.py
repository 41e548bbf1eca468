"""The budget summary: amounts per year by committee and bevilling, what costs, saves and is taken in, and the control totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from udplan.documents.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Kind,
    Note,
    Row,
    Table,
)
from udplan.documents.reports.shared import columns, committee, document, plan_facts, public
from udplan.documents.reports.totals import (
    about_sums,
    amount_columns,
    control_totals,
    public_rows,
    stated,
    year_columns,
)
from udplan.figures.select import Valg, select
from udplan.figures.sums import PARTS, Sumrække, add_up, carries_money, i_alt
from udplan.model.indsats import Bevilling, Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import stated as stated_of
from udplan.values.signs import sign_in_words, unusual_sign
from udplan.values.unknown import UKENDT, IkkeOplyst
from udplan.values.words import how_many, listed


def report(plan: Plan, valg: Valg) -> Document:
    """The amounts of the plan, or of the items selected; ``udvalg`` means own points, so that each counts once.

    The sums count items that are not public; their names stand nowhere. Hensigter that carry no amount are in no table.
    """
    items = select(plan, valg, egne=True)
    shown, left_out = public(items)
    budget = tuple(filter(carries_money, items))
    of = f"Økonomisk overblik for {committee(plan, valg.udvalg)}" if valg.udvalg else "Økonomisk overblik"
    return document(
        plan,
        f"{of}: {plan.grundlag.titel}",
        (
            Facts((*plan_facts(plan), Fact("Punkter", str(len(shown))))),
            *_hidden(left_out),
            Heading(2, "Beløb pr. udvalg"),
            *_committees(plan, budget),
            *_intentions(shown),
            Heading(2, "Beløb pr. år"),
            *_years(plan, budget),
            *_signs(plan, budget),
            *(control_totals(plan) if len(items) == len(plan.indsatser) else ()),
        ),
    )


def _intentions(shown: Sequence[Indsats]) -> Iterator[Block]:
    """How many points are in no table, because there is nothing in them to appropriate."""
    if count := sum(not carries_money(item) for item in shown):
        told = how_many(count, "hensigtserklæring", "hensigtserklæringer")
        yield Note(f"{told} uden beløb er ikke med i tabellerne: der er ikke noget at bevilge.")


def _hidden(left_out: Sequence[Block]) -> Iterator[Block]:
    if left_out:
        yield Note("Summerne omfatter også punkter, der ikke er offentlige.")


def _name(plan: Plan, row: Sumrække) -> str:
    if row.navn == UKENDT:
        return "Udvalg ikke oplyst"
    return "Uden udvalg" if row.navn == "uden udvalg" else committee(plan, row.navn)


def _committees(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    sums = add_up(plan, items)
    rows = [(_name(plan, row), row, False) for row in public_rows(plan, sums.rækker, items)]
    rows += [("I alt", row, True) for row in public_rows(plan, sums.i_alt, items)]
    yield Table(
        "Beløb pr. udvalg og bevilling",
        (*columns("Udvalg", "Bevilling"), Column("Punkter", Kind.COUNT), *year_columns(plan)),
        tuple(Row((name, row.bevilling, row.antal, *row.beløb.values()), total=total) for name, row, total in rows),
    )
    yield from about_sums(plan, items)


def _years(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """One picture a bevilling, since drift and anlæg are never added."""
    rows = stated(public_rows(plan, i_alt(plan, items), items))
    if not rows:
        yield Note("Ingen beløb.")
    seen = {row.bevilling: _sum_drawn(plan, row) for row in _of_public(plan, items)}
    yield from _on_one_scale([(row.bevilling, _sum_drawn(plan, row)) for row in rows], seen)


def _of_public(plan: Plan, items: Sequence[Indsats]) -> Sequence[Sumrække]:
    """The sums of the public items alone, by bevilling: what a page is made of must not tell of the others."""
    return i_alt(plan, public(items)[0])


def _sum_drawn(plan: Plan, row: Sumrække) -> Bars:
    bars = tuple(Bar(str(år), amount) for år, amount in row.beløb.items() if isinstance(amount, Decimal))
    return Bars(f"{_heading(row.bevilling)}: summen pr. år; {_sign(plan, row)}.{_not_drawn(row)}", bars)


def _sign(plan: Plan, row: Sumrække) -> str:
    """What the other sign is in a row, in words: what is in it, or else what would be."""
    income = "indtægter" in row.dele or (row.bevilling == Bevilling.ANLÆG and "besparelser" not in row.dele)
    saving = "besparelser" in row.dele or not income
    return sign_in_words(plan.grundlag.fortegn, besparelse=saving, indtægt=income)


_INDTÆGTER = PARTS[-1]
#: The least part of a scale that the greatest bar of a picture must be, for it to show anything.
_SEEN = Decimal("0.02")


def _scale(pictures: Iterable[Bars]) -> tuple[Decimal, Decimal]:
    values = [Decimal(0), *(bar.value for picture in pictures for bar in picture.bars)]
    return min(values), max(values)


def _on_one_scale(pictures: Sequence[tuple[str, Bars]], seen: Mapping[str, Bars]) -> Iterator[Block]:
    """Pictures of one kind on one scale, each with its bevilling; in words where there is nothing to see in one, by what is
    public of it (``seen``)."""
    scale = _scale(picture for _, picture in pictures)
    least, most = _scale(seen.values())
    drawn = [
        name
        for name, picture in seen.items()
        if len(picture.bars) > 1 and max(abs(bar.value) for bar in picture.bars) >= (most - least) * _SEEN
    ]
    for name, picture in pictures:
        if name in drawn:
            yield replace(picture, scale=scale)
        elif not picture.bars:
            yield Note(f"{_heading(name)}: beløbene er ikke oplyst.")
        else:
            yield Note(
                f"{picture.text} {_WHY_NOT.get(len(seen[name].bars), _TRIFLES)}, så der er intet billede; se tabellen."
            )
    if len(drawn) > 1:
        yield Note("Billederne ovenfor har samme målestok og samme nullinje, så søjlerne kan sammenlignes.")


#: Why there is no picture, by how many public amounts there are.
_WHY_NOT = {0: "Ingen af de offentlige punkter har beløb her", 1: "Der er kun ét beløb"}
_TRIFLES = "Beløbene er for små ved siden af de andre"


def _not_drawn(row: Sumrække) -> str:
    """The years that have no bar, in words: those that state nothing, and those of which nothing is known."""
    silent = [str(år) for år, amount in row.beløb.items() if amount is None]
    unknown = [str(år) for år, amount in row.beløb.items() if isinstance(amount, IkkeOplyst)]
    told = [f" Ingen beløb i {', '.join(silent)}."] if silent else []
    told += [f" Ikke oplyst i {', '.join(unknown)}."] if unknown else []
    return "".join(told)


def _heading(bevilling: str) -> str:
    return "Drift eller anlæg ikke oplyst" if bevilling == UKENDT else bevilling.capitalize()


def _signs(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """What costs, what saves and what is taken in apart: a saving must not hide behind a larger spending, and an income,
    such as the sale of land, is no saving."""
    rows = public_rows(plan, i_alt(plan, items), items)
    # What hidden items alone take in has no column: it would tell of them.
    of_public = _of_public(plan, items)
    parts = [part for part in PARTS if part != _INDTÆGTER or any(part in row.dele for row in of_public)]
    yield Heading(2, listed([*parts[1:], parts[0]]).capitalize())
    seen_in = {row.bevilling: row.beløb for row in of_public}
    told = [
        Row((str(år), row.bevilling, *(getattr(row, part)[år] for part in parts), whole))
        for row in rows
        for år, whole in row.beløb.items()
        if whole is not None and seen_in[row.bevilling][år] is not None  # else the total alone would stand there
    ]
    if not told:
        yield Note("Ingen beløb." if not any(row.dele for row in rows) else "Ingen af de offentlige punkter har beløb.")
        return
    yield Table(
        f"{listed(parts).capitalize()} pr. år",
        (*columns("År", "Bevilling"), *amount_columns(*(part.capitalize() for part in parts), "I alt")),
        tuple(told),
    )
    if any(row.bevilling == UKENDT and stated_of(row.besparelser.values()) for row in of_public):
        yield Note(
            "Hvor det ikke er oplyst, om et punkt er drift eller anlæg, er det talt med under besparelser. "
            "Er det en indtægt, kan punktet sige det selv."
        )
    dele = {row.bevilling: list(row.dele) for row in of_public if row.dele}
    seen = {row.bevilling: _parts_drawn(plan, row, dele[row.bevilling]) for row in of_public if row.dele}
    drawn = [(row.bevilling, _parts_drawn(plan, row, dele[row.bevilling])) for row in rows if row.bevilling in dele]
    yield from _on_one_scale(drawn, seen)


def _parts_drawn(plan: Plan, row: Sumrække, dele: Sequence[str]) -> Bars:
    """The parts of a row that public items have, each year."""
    sign = f"; {_sign(plan, row)}" if unusual_sign(plan.grundlag.fortegn) else ""
    lacking = [str(år) for år, count in row.ikke_oplyst.items() if count]
    more = f" I {listed(lacking)} mangler beløb, der ikke er oplyst." if lacking else ""
    apart = " hver for sig" if len(dele) > 1 else " pr. år"
    bars = tuple(
        Bar(f"{år}, {part}", amount)
        for år in row.beløb
        for part in dele
        if isinstance(amount := getattr(row, part)[år], Decimal)
    )
    return Bars(f"{_heading(row.bevilling)}: {listed(dele)}{apart}{sign}.{more}", bars)
