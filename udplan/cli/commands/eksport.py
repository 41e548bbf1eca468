"""``udplan eksport``: the long table, for other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from udplan.cli.shared.listing import Listing, write_listing
from udplan.cli.shared.options import DataFormat, FortegnOption, OutOption, OverskrivOption, PlansOption
from udplan.cli.shared.steps import asked_sign, load_plans, refuse_several_signs, say

EXAMPLES = """
Eksempler:
  udplan eksport -o plan.csv
  udplan eksport -o plan.xlsx
  udplan eksport --plan 2023-2026 --plan 2025-2028 --format csv -o planer.csv
"""


class Format(StrEnum):
    CSV = DataFormat.CSV
    JSON = DataFormat.JSON
    XLSX = DataFormat.XLSX


def command(
    *,
    plan: PlansOption = None,
    fortegn: FortegnOption = None,
    format: Annotated[
        Format | None, typer.Option("--format", help="csv til Excel og Power BI, json, eller xlsx til Excel.")
    ] = None,
    ud: OutOption = None,
    overskriv: OverskrivOption = False,
) -> None:
    """Skriv den lange tabel: en række pr. punkt og år med alle felter, til Excel, Power BI og DuckDB.

    Til internt brug: noter og punkter, der ikke er offentlige, er med.
    """
    from udplan.figures import export

    plans, sign = load_plans(plan), asked_sign(fortegn)
    refuse_several_signs(plans, sign)
    rows = [row for one in plans for row in export.rows(one, sign or one.grundlag.fortegn)]
    if not rows:
        say("Der er ingen punkter i planen." if len(plans) == 1 else "Der er ingen punkter i planerne.")
    write_listing(
        Listing(
            rows,
            rows,
            columns=export.COLUMNS,
            navn="Eksport",
            decimaler=max(one.grundlag.trykte_decimaler for one in plans),
        ),
        None if format is None else DataFormat(format),
        ud,
        overskriv=overskriv,
    )
