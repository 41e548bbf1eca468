"""``udplan sammenlign``: two plans against one another, item by item."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared.listing import Listing, Table, write_listing
from udplan.cli.shared.options import DataFormat, FormatOption, OutOption, OverskrivOption
from udplan.cli.shared.steps import fail, load_plan, say

if TYPE_CHECKING:
    from udplan.model.plan import Plan

EXAMPLES = """
Eksempler:
  udplan sammenlign 2023-2026 2025-2028
  udplan sammenlign 2023-2026 2025-2028 --format csv -o aendret.csv
  udplan sammenlign 2023-2026 2025-2028 -o aendret.xlsx
"""


def command(
    *,
    før: Annotated[str, typer.Argument(metavar="FØR", help="Den tidligere plan.")],
    efter: Annotated[str, typer.Argument(metavar="EFTER", help="Den senere plan.")],
    format: FormatOption = DataFormat.TABEL,
    ud: OutOption = None,
    overskriv: OverskrivOption = False,
) -> None:
    """Hold to planer op mod hinanden: hvad er videreført, ændret, udgået og nyt.

    Til internt brug: punkter, der ikke er offentlige, er med og har et mærke.
    """
    write_listing(_listing(load_plan(før), load_plan(efter)), format, ud, overskriv=overskriv)


def _listing(before: Plan, after: Plan) -> Listing:
    from udplan.figures.compare import DifferentUnits, compare
    from udplan.figures.rows import comparison_rows
    from udplan.figures.screen import comparison_table

    try:
        compared = compare(before, after)
    except DifferentUnits as error:
        fail(str(error))
    common = [år for år in before.grundlag.år if år in after.grundlag.år]
    if not common:
        say("De to planer har ingen år til fælles.")
    rows = comparison_rows(after.grundlag, compared)
    if not rows:
        say("Ingen af de to planer har punkter.")
    return Listing(
        rows,
        rows,
        [Table(partial(comparison_table, after.grundlag, compared, common))],
        navn="Sammenligning",
        decimaler=after.grundlag.trykte_decimaler,
    )
