"""``udplan json-skema``: the plan's JSON Schemas, for editors."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared.files import may_write, write
from udplan.cli.shared.options import OverskrivOption, PlanOption
from udplan.cli.shared.steps import PLAN_HAS_ERRORS, fail, plan_folder, say_problems
from udplan.model import folders

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
    from udplan.figures.printed import as_json
    from udplan.schema import json_schemas

    folder = plan_folder(plan)
    schemas = json_schemas(_plan(folder).grundlag)
    texts = {name: as_json(schema) for name, schema in schemas.items()}
    if udskriv is not None:
        if ud is not None:
            fail("--udskriv viser skemaet på skærmen og skriver ingen fil, så udelad -o.")
        output.write_data(texts[f"{udskriv}.schema.json"])
        return
    into = ud or folders.repository(folder) / "schemas" / folder.resolve().name
    # The plan's own place for them is udplan's, whoever wrote them there last and on which machine.
    may_write([into / name for name in texts], overskriv=overskriv or ud is None)
    into.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write(into / name, text, overskriv=True)


def _plan(folder: Path) -> Plan:
    """The plan, if plan.yaml itself can be read: the schemas do not depend on its items."""
    from udplan.model.plan import load

    loaded = load(folder)
    if loaded.plan is None:
        say_problems(loaded.unreadable)
        fail("plan.yaml kan ikke læses, så der bliver ikke skrevet noget. Ret fejlene ovenfor.", PLAN_HAS_ERRORS)
    return loaded.plan
