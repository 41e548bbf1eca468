"""What reports say of amounts: sums, what they leave out because nobody knows it, and the stated control totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from udplan.documents.blocks import Block, Column, Heading, Kind, Note, Row, Table
from udplan.documents.printing.text import TRUE_MINUS
from udplan.documents.reports.shared import columns, committee, notes
from udplan.figures.control import Kontrol, Resultat, covered, reconcile, twice_in_totals
from udplan.figures.secrecy import Secret, SecretWord, SecretWords
from udplan.figures.sums import Pr, Sumrække, add_up, demands_twice, has_turned, i_alt, summed
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import Amount, format_amount, least_decimals
from udplan.values.totals import is_known
from udplan.values.unknown import UKENDT, IkkeOplyst
from udplan.values.words import how_many, listed


def amount_columns(*names: str) -> tuple[Column, ...]:
    """Columns of amounts."""
    return tuple(Column(name, Kind.AMOUNT) for name in names)


def year_columns(plan: Plan) -> tuple[Column, ...]:
    """A column of amounts for each of the plan's years."""
    return amount_columns(*map(str, plan.grundlag.år))


def in_words(plan: Plan, amount: Amount) -> str:
    """An amount in a sentence, as the plan's tables print it; nothing where there is none."""
    if not isinstance(amount, Decimal):
        return "" if amount is None else str(amount)
    return format_amount(
        amount, least_decimals(amount, plan.grundlag.enhed, plan.grundlag.trykte_decimaler), TRUE_MINUS
    )


def public_rows(plan: Plan, rows: Iterable[Sumrække], items: Iterable[Indsats], *pr: Pr) -> tuple[Sumrække, ...]:
    """The rows of a sum per ``pr`` that a public item is in, with the counts of those items alone, and what of those is paid
    by public pools: a row of hidden items, and a count that they are in, would tell where they are."""
    items = tuple(items)
    if all(item.offentlig for item in items):
        return tuple(rows)
    shown = add_up(plan, (item for item in items if item.offentlig), *pr)
    counts = {(row.navn, row.bevilling): row for row in (*shown.rækker, *shown.i_alt)}
    return tuple(
        replace(
            row,
            antal=of.antal,
            uden_beløb=of.uden_beløb,
            helt_uden=of.helt_uden,
            betalt_af_puljer=of.betalt_af_puljer,
        )
        for row in rows
        if (of := counts.get((row.navn, row.bevilling)))
    )


def stated(rows: Iterable[Sumrække]) -> tuple[Sumrække, ...]:
    """The rows in which any amount is stated, or said not to be known: a total of nothing is no total."""
    return tuple(row for row in rows if any(amount is not None for amount in row.beløb.values()))


def sum_table(plan: Plan, caption: str, items: Sequence[Indsats]) -> Iterator[Block]:
    """The sum of some items, a row a bevilling; drift and anlæg are never added."""
    rows = stated(public_rows(plan, i_alt(plan, items), items))
    if not rows:
        yield Note("Ingen af punkterne har et oplyst beløb.")
    else:
        rows_of_amounts = tuple(Row((row.bevilling, *row.beløb.values())) for row in rows)
        yield Table(caption, (*columns("Bevilling"), *year_columns(plan)), rows_of_amounts)
    yield from about_sums(plan, items)


def committee_amounts(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """The sums of some items by committee and year, a table a bevilling: drift and anlæg are never added."""
    sums = add_up(plan, items)
    rows = stated(public_rows(plan, sums.rækker, items))
    for whole in stated(public_rows(plan, sums.i_alt, items)):
        own = [Row((row_name(plan, row), *row.beløb.values())) for row in rows if row.bevilling == whole.bevilling]
        total = [Row(("I alt", *whole.beløb.values()), total=True)] if len(own) > 1 else []
        caption = f"{bevilling_heading(whole.bevilling)}: beløb pr. udvalg"
        yield Table(caption, (*columns("Udvalg"), *year_columns(plan)), (*own, *total))
    if not rows:
        yield Note("Ingen af punkterne har et oplyst beløb.")
    yield from about_sums(plan, items)


def row_name(plan: Plan, row: Sumrække) -> str:
    """What a sum's row by committee is called: the committee's name, or that there is none, or that it is not known."""
    if row.navn == UKENDT:
        return "Udvalg ikke oplyst"
    return "Uden udvalg" if row.navn == "uden udvalg" else committee(plan, row.navn)


def bevilling_heading(bevilling: str) -> str:
    return "Drift eller anlæg ikke oplyst" if bevilling == UKENDT else bevilling.capitalize()


def _missing_amounts(items: Iterable[Indsats]) -> tuple[Block, ...]:
    """The note that a total lacks what nobody knows yet."""
    unknown = sum(isinstance(indsats.beløb, IkkeOplyst) for indsats in items)
    if not unknown:
        return ()
    what = "et punkt, hvis beløb" if unknown == 1 else f"{unknown} punkter, hvis beløb"
    return (Note(f"Summerne omfatter ikke {what} endnu ikke er oplyst."),)


def still_counted(left_out: Iterable[Note]) -> Iterator[Note]:
    """The note that items are left out (``public``), where there are sums: their amounts are not."""
    for note in left_out:
        yield Note(f"{note.text} Beløbene tæller med i planens summer.")


def about_sums(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """What stands beside the sums of some items: what they count twice because the pool that pays for it, or the demand that
    it carries out, is in them too, and what they leave out because nobody knows it, whole items and single years."""
    seen = [item for item in items if item.offentlig]
    if rows := [row for row in i_alt(plan, seen) if row.har_dobbelt]:
        yield Table(
            "Heraf betalt af puljer, der selv er talt med i summerne",
            (*columns("Bevilling"), *year_columns(plan)),
            tuple(Row((row.bevilling, *row.betalt_af_puljer.values())) for row in rows),
        )
    yield from notes(demands_twice([str(år) for år in plan.grundlag.år if has_turned(seen, år)]))
    yield from _missing_amounts(items)
    unknown = {år: sum(_is_unknown(indsats, år) for indsats in items) for år in plan.grundlag.år}
    years = [f"{år} ({how_many(count, 'beløb', 'beløb')})" for år, count in unknown.items() if count]
    if years:
        yield Note(f"Enkelte beløb er ikke oplyst og er ikke med i summerne: {listed(years)}.")


def _is_unknown(indsats: Indsats, år: int) -> bool:
    """Whether just this year's amount is ``ikke oplyst``, and not that of the whole item."""
    return isinstance(indsats.beløb, dict) and isinstance(indsats.beløb_i(år), IkkeOplyst)


def control_totals(plan: Plan) -> Iterator[Block]:
    """Stated totals, a row each with its years; then the years in which one is not just the sum of its items."""
    controls = reconcile(plan)
    if not controls:
        return
    periods = [str(år) for år in plan.grundlag.år if any(control.år == år for control in controls)]
    periods += ["i alt"] if any(control.år is None for control in controls) else []
    by_total: dict[int, dict[str, Kontrol]] = {}
    for control in controls:
        by_total.setdefault(control.nummer, {})[control.periode] = control
    yield Heading(2, "Kontroltal")
    yield Table(
        "Oplyste totaler; hvor de stemmer, er de også summen af punkterne",
        (*columns("Kontroltal"), *amount_columns(*map(str.capitalize, periods)), *columns("Resultat", "Kilde")),
        tuple(_total_row(periods, of) for of in by_total.values()),
    )
    if more := [control for control in controls if _more_to_say(plan, control)]:
        yield _control_table("Oplyste totaler, hvor summen af punkterne afviger eller mangler noget", more)
    yield from notes(*twice_in_totals(plan, public=True))


def _more_to_say(plan: Plan, control: Kontrol) -> bool:
    """Whether a total is not just the sum of its items, as far as the public ones tell: whether it stands in the second table
    must not tell of the others."""
    items = covered(plan, plan.grundlag.kontroltal[control.nummer])
    years = plan.grundlag.år if control.år is None else (control.år,)
    known = summed([Decimal(0), *(item.beløb_i(år) for item in items if item.offentlig for år in years)])
    return not is_known(known) or known != control.oplyst


def _total_row(periods: Sequence[str], of: Mapping[str, Kontrol]) -> Row:
    """A total with what is stated for each period; that, and whether the sum agrees, tells as much as the sum does."""
    controls = list(of.values())
    said = SecretWords.of((control.periode, _verdict_of(control)) for control in controls)
    figures = (_stated_figure(of[period]) if period in of else None for period in periods)
    return Row((controls[0].navn, *figures, said, controls[0].kilde))


def _verdict_of(control: Kontrol) -> str:
    """Whether the sum agrees with what is stated; that tells as much as the sum does."""
    return SecretWord.of(control.i_ord, control.sum)


def _control_table(caption: str, controls: Iterable[Kontrol]) -> Table:
    """Stated totals against the sums of their rows, a row each year."""
    return Table(
        caption=caption,
        columns=(
            *columns("Kontroltal", "År"),
            *amount_columns("Oplyst", "Sum", "Forskel"),
            *columns("Resultat", "Kilde"),
        ),
        rows=tuple(map(_control_row, controls)),
    )


def _control_row(control: Kontrol) -> Row:
    """Whether the sum agrees with what is stated tells as much as the sum does."""
    verdict = SecretWord.of(_verdict(control), control.sum)
    figures = _stated_figure(control), control.sum, control.forskel
    return Row((control.navn, control.periode, *figures, verdict, control.kilde))


def _stated_figure(control: Kontrol) -> Decimal:
    """What is stated; beside the word that the sum agrees with it, it tells as much as the sum does."""
    return control.sum.beside(control.oplyst) if isinstance(control.sum, Secret) else control.oplyst


def _verdict(control: Kontrol) -> str:
    explained = control.resultat is Resultat.FORKLARET and control.forklaring
    return f"{control.resultat}: {control.forklaring}" if explained else control.i_ord
