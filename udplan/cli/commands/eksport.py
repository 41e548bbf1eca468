"""``udplan eksport``: the long table, for other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from udplan.cli.shared.listing import Listing, write_listing
from udplan.cli.shared.options import DataFormat, OutOption, PlansOption
from udplan.cli.shared.steps import load_plans

EXAMPLES = """
Eksempler:
  udplan eksport -o plan.csv
  udplan eksport --plan 2023-2026 --plan 2025-2028 --format csv -o planer.csv
"""


class Format(StrEnum):
    CSV = DataFormat.CSV
    JSON = DataFormat.JSON


def command(
    *,
    plan: PlansOption = None,
    format: Annotated[Format | None, typer.Option("--format", help="csv til Excel og Power BI, eller json.")] = None,
    ud: OutOption = None,
) -> None:
    """Skriv den lange tabel: en række pr. punkt og år med alle felter, til Excel, Power BI og DuckDB.

    Til internt brug: noter og punkter, der ikke er offentlige, er med.
    """
    from udplan.figures import export

    by_name = Format.JSON if ud is not None and ud.suffix.lower() == ".json" else Format.CSV
    rows = [row for one in load_plans(plan) for row in export.rows(one)]
    write_listing(Listing(rows, rows, columns=export.COLUMNS), DataFormat(format or by_name), ud)
