"""``udplan json-skema``: the plan's JSON Schemas, for editors."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared.editor import schema_texts, write_schemas
from udplan.cli.shared.options import OverskrivOption, PlanOption
from udplan.cli.shared.steps import PLAN_HAS_ERRORS, fail, plan_folder, say_problems

if TYPE_CHECKING:
    from udplan.model.plan import Plan

EXAMPLES = """
Eksempler:
  udplan json-skema
  udplan json-skema --udskriv indsats
"""


class Schema(StrEnum):
    PLAN = "plan"
    INDSATS = "indsats"


def command(
    *,
    plan: PlanOption = None,
    udskriv: Annotated[Schema | None, typer.Option("--udskriv", help="Vis det ene skema, og skriv ingen fil.")] = None,
    ud: Annotated[
        Path | None, typer.Option("-o", metavar="MAPPE", help="Mappen, de skrives i. Ellers planens under schemas/.")
    ] = None,
    overskriv: OverskrivOption = False,
) -> None:
    """Skriv planens JSON-skemaer, så en editor kan hjælpe, mens man skriver."""
    from udplan import output

    folder = plan_folder(plan)
    grundlag = _plan(folder).grundlag
    if udskriv is None:
        write_schemas(folder, grundlag, ud, overskriv=overskriv)
        return
    if ud is not None:
        fail("--udskriv viser skemaet på skærmen og skriver ingen fil, så udelad -o.")
    output.write_data(schema_texts(grundlag)[f"{udskriv}.schema.json"])


def _plan(folder: Path) -> Plan:
    """The plan, if plan.yaml itself can be read: the schemas do not depend on its items."""
    from udplan.model.plan import load

    loaded = load(folder)
    if loaded.plan is None:
        say_problems(loaded.unreadable)
        fail("plan.yaml kan ikke læses, så der bliver ikke skrevet noget. Ret fejlene ovenfor.", PLAN_HAS_ERRORS)
    return loaded.plan
