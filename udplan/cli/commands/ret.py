"""``udplan ret``: put right what is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared.options import PlanOption
from udplan.cli.shared.paths import check_are_read, named_paths, plan_folders, stands_in
from udplan.cli.shared.steps import say

if TYPE_CHECKING:
    from udplan.edit.sources import Mendable

EXAMPLES = """
Eksempler:
  udplan ret --kun-vis
  udplan ret plans/2025-2028/au/au-puljen.yaml
  udplan ret
"""


def command(
    *,
    filer: Annotated[
        list[str] | None,
        typer.Argument(metavar="FIL", help="Kun disse filer eller mapper. Ellers hele planen."),
    ] = None,
    plan: PlanOption = None,
    kun_vis: Annotated[bool, typer.Option("--kun-vis", help="Vis rettelserne, og skriv ingenting.")] = False,
) -> None:
    """Ret det, der er sikkert: skrivemåder, usynlige tegn, anførselstegn, indrykning. Intet skifter betydning."""
    from udplan.edit.sources import plan_sources

    paths = named_paths(filer)
    read = [mendable for folder in plan_folders(plan, paths) for mendable in plan_sources(folder)]
    check_are_read(paths, [mendable.source.path for mendable in read])
    wanted = [mendable for mendable in read if not paths or stands_in(mendable.source.path, paths)]
    changed = sum(_repair(mendable, kun_vis=kun_vis) for mendable in wanted)
    files = f"{changed} {'fil' if changed == 1 else 'filer'}"
    say(f"{'Kan rettes' if kun_vis else 'Rettet'}: {files}. Kør udplan lint for at se, hvad der er tilbage.")


def _repair(mendable: Mendable, *, kun_vis: bool) -> bool:
    """Repair a file of a plan; whether there was something to do in it."""
    from udplan import output
    from udplan.edit.repair import diff, left_alone, repair

    source, raw, context = mendable
    repaired = repair(source, raw, context)
    name = output.shown_path(source.path)
    for besked in left_alone(source, repaired.raw):
        say(f"{name}: {besked}")
    if repaired.raw == raw:
        return False
    if kun_vis:
        output.write_data(diff(name, repaired))
    else:
        output.write_file(source.path, repaired.raw)
    say(f"{name}: {'; '.join(repaired.edits)}")
    return True
