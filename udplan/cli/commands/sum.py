"""``udplan sum``: what the amounts add up to, a row each of what it is asked per; or the stated totals against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.listing import Listing, Table, write_listing
from udplan.cli.shared.options import (
    DataFormat,
    FormatOption,
    FortegnOption,
    OutOption,
    OverskrivOption,
    PlansOption,
    Udvælgelse,
)
from udplan.cli.shared.steps import (
    asked_sign,
    fail,
    load_plans,
    one_of,
    own_valg,
    refuse_several_signs,
    remark,
    remark_hidden,
    say,
    say_why_empty,
)

if TYPE_CHECKING:
    from udplan.figures.sums import Pr
    from udplan.model.plan import Plan

EXAMPLES = """
Eksempler:
  udplan sum
  udplan sum --pr tovholder --udvalg AU
  udplan sum --pr art --format csv -o summer.csv
  udplan sum -o summer.xlsx
  udplan sum --kontroltal
"""

# The same words as ``udplan.figures.sums.Pr``, which this module does not import: help must come at once.
PER = ("udvalg", "art", "tovholder", "tema", "gruppe", "kode", "bevilling")


def command(
    *,
    pr: Annotated[
        str,
        typer.Option(
            "--pr",
            metavar="HVAD",
            help=f"Hvad der lægges sammen efter: {', '.join(PER)}; eller to.",
            autocompletion=completion.one_or_two(PER),
        ),
    ] = "udvalg",
    plan: PlansOption = None,
    udvælgelse: Udvælgelse,
    samlet: Annotated[bool, typer.Option("--samlet", help="Læg drift og anlæg sammen.")] = False,
    brutto: Annotated[
        bool, typer.Option("--brutto", help="Vis også udgifter, besparelser og indtægter hver for sig.")
    ] = False,
    enhed: Annotated[
        str | None,
        typer.Option(
            "--enhed",
            metavar="ENHED",
            help="Vis beløb i mio. kr., 1.000 kr. eller kr.",
            autocompletion=completion.enheder,
        ),
    ] = None,
    fortegn: FortegnOption = None,
    kontroltal: Annotated[
        bool, typer.Option("--kontroltal", help="Vis de oplyste totaler mod summen af punkterne.")
    ] = False,
    format: FormatOption = DataFormat.TABEL,
    ud: OutOption = None,
    overskriv: OverskrivOption = False,
) -> None:
    """Læg beløbene sammen pr. år. --udvalg er her kun udvalgets egne punkter.

    Til internt brug: punkter, der ikke er offentlige, er med.
    """
    from udplan.values.amounts import ENHEDER

    per = _per(pr)
    unit = None if enhed is None else one_of(enhed, ENHEDER, "Enheden")
    sign = asked_sign(fortegn)
    if kontroltal:
        options = {"samlet": samlet, "brutto": brutto, "enhed": enhed, "fortegn": fortegn}
        _refuse_beside_kontroltal(vars(udvælgelse) | options)
        listing = control_listing(load_plans(plan))
    else:
        listing = sum_listing(load_plans(plan), udvælgelse, per, samlet=samlet, brutto=brutto, unit=unit, sign=sign)
    write_listing(listing, format, ud, overskriv=overskriv)


def _per(written: str) -> list[Pr]:
    """The one or two things that were asked for, with a comma between."""
    from udplan.figures.sums import Pr

    per = [Pr(one_of(name, PER, "--pr")) for name in written.split(",")]
    if len(per) > 2 or len(set(per)) < len(per):
        fail("--pr tager højst to forskellige ting, fx --pr udvalg,art.")
    return per


def _refuse_beside_kontroltal(options: dict[str, Any]) -> None:
    from udplan.values.words import listed

    given = [f"--{name}" for name, value in options.items() if value]
    if given:
        fail(f"--kontroltal viser alle planens kontroltal, som den selv skriver dem, så udelad {listed(given)}.")


def sum_listing(
    plans: Sequence[Plan],
    udvælgelse: Udvælgelse,
    per: Sequence[Pr],
    *,
    samlet: bool,
    brutto: bool,
    unit: str | None,
    sign: str | None,
) -> Listing:
    """The sums of one plan or several, in ``unit`` and ``sign`` or their own; json is an object a plan, alone where there
    is one."""
    from udplan.figures.rows import Row, sum_lines, sums_data
    from udplan.figures.screen import sum_table
    from udplan.figures.select import select
    from udplan.figures.sums import add_up, carries_money, demands_twice, has_turned, in_sign, in_unit
    from udplan.values.amounts import DECIMALER

    _refuse_several_units(plans, unit)
    refuse_several_signs(plans, sign)
    rows: list[Row] = []
    data: list[Row] = []
    made: list[Table] = []
    decimals = 0
    for plan, mark, heading in _told_apart(plans):
        wanted = own_valg(plan, udvælgelse)
        items = select(plan, wanted, egne=True)
        say_why_empty(plan, wanted, items, egne=True)
        remark_hidden(items)
        with_money = tuple(filter(carries_money, items))
        if items and not with_money:
            say("De valgte punkter er hensigter uden beløb, så der er intet at lægge sammen.")
        if twice := demands_twice([str(år) for år in plan.grundlag.år if has_turned(with_money, år)]):
            remark(f"{twice[0].lower()}{twice[1:]}")
        summer, decimaler = add_up(plan, with_money, *per, samlet=samlet), plan.grundlag.trykte_decimaler
        if unit is not None:
            summer, decimaler = in_unit(summer, unit), DECIMALER[unit]
        summer = summer if sign is None else in_sign(summer, sign)
        decimals = max(decimals, decimaler)
        rows += [mark | row for row in sum_lines(summer, brutto=brutto)]
        data.append(mark | sums_data(summer, brutto=brutto))
        made.append(Table(partial(sum_table, summer, decimaler, brutto=brutto), heading))
    return Listing(
        rows,
        data if len(plans) > 1 else data[0],
        made,
        navn="Summer",
        decimaler=decimals,
        sum=len(summer.i_alt) if len(plans) == 1 else 0,
    )


def _refuse_several_units(plans: Sequence[Plan], unit: str | None) -> None:
    from udplan.values.words import listed

    units = sorted({plan.grundlag.enhed for plan in plans})
    if len(units) > 1 and unit is None:
        fail(f'Planerne har ikke samme enhed ({listed(units)}). Vælg en at vise dem i, fx --enhed "mio. kr.".')


def control_listing(plans: Sequence[Plan]) -> Listing:
    """The stated totals of one plan or several, each against the sum of its items."""
    from udplan.figures.control import reconcile, twice_in_totals
    from udplan.figures.rows import Row, control_rows
    from udplan.figures.screen import control_table
    from udplan.values.words import listed

    signs = sorted({plan.grundlag.fortegn for plan in plans})
    if len(signs) > 1:
        fail(f"Planerne har ikke samme fortegn ({listed(signs)}). Vis deres kontroltal hver for sig, med én --plan.")
    rows: list[Row] = []
    made: list[Table] = []
    for plan, mark, heading in _told_apart(plans):
        controls = reconcile(plan)
        if not controls:
            say("Planen har ingen kontroltal.")
        remark_hidden(plan.indsatser)
        for twice in twice_in_totals(plan):
            remark(f"{twice[0].lower()}{twice[1:]}")
        rows += [mark | row for row in control_rows(plan, controls)]
        made.append(Table(partial(control_table, plan, controls), heading))
    decimaler = max(plan.grundlag.trykte_decimaler for plan in plans)
    return Listing(rows, rows, made, navn="Kontroltal", decimaler=decimaler)


def _told_apart(plans: Sequence[Plan]) -> Iterator[tuple[Plan, dict[str, Any], str | None]]:
    """Each plan, with what its rows and its table begin with so that they are not taken for another plan's."""
    for plan in plans:
        if len(plans) > 1:
            yield plan, {"plan": plan.mappe.resolve().name}, plan.grundlag.titel
        else:
            yield plan, {}, None
