"""``udplan list``: the items, a row each."""

from __future__ import annotations

from functools import partial

from udplan.cli.shared.listing import Listing, Table, write_listing
from udplan.cli.shared.options import DataFormat, FormatOption, OutOption, OverskrivOption, PlanOption, Udsnit
from udplan.cli.shared.steps import load_plan, say_why_empty, valg

EXAMPLES = """
Eksempler:
  udplan list --udvalg BUU
  udplan list --tovholder arbejdsmarked --uafsluttede
  udplan list --format csv -o punkter.csv
  udplan list --udvalg BUU -o buu.xlsx
"""


def command(
    *,
    plan: PlanOption = None,
    udvælgelse: Udsnit,
    format: FormatOption = DataFormat.TABEL,
    ud: OutOption = None,
    overskriv: OverskrivOption = False,
) -> None:
    """Vis punkterne, en række til hvert.

    Til internt brug: punkter, der ikke er offentlige, er med og har et mærke.
    """
    from udplan.figures.rows import list_rows
    from udplan.figures.screen import list_table
    from udplan.figures.select import select

    the_plan = load_plan(plan)
    wanted = valg(the_plan, udvælgelse)
    items = select(the_plan, wanted)
    say_why_empty(the_plan, wanted, items)
    rows = list_rows(the_plan, wanted, items)
    listing = Listing(
        rows,
        rows,
        [Table(partial(list_table, the_plan, rows))],
        navn="Punkter",
        decimaler=the_plan.grundlag.trykte_decimaler,
    )
    write_listing(listing, format, ud, overskriv=overskriv)
