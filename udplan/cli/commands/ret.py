"""``udplan ret``: put right what is certain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from udplan.cli.shared.options import PlanOption
from udplan.cli.shared.steps import plan_folders, say

EXAMPLES = """
Eksempler:
  udplan ret --kun-vis
  udplan ret plans/2025-2028/au/au-puljen.yaml
  udplan ret
"""


def command(
    *,
    filer: Annotated[
        list[Path] | None, typer.Argument(metavar="FIL", help="Kun disse filer. Ellers hele planen.")
    ] = None,
    plan: PlanOption = None,
    kun_vis: Annotated[bool, typer.Option("--kun-vis", help="Vis rettelserne, og skriv ingenting.")] = False,
) -> None:
    """Ret det, der er sikkert: skrivemåder, usynlige tegn, anførselstegn, indrykning. Intet skifter betydning."""
    changed = sum(_repair(folder, filer or [], kun_vis=kun_vis) for folder in plan_folders(plan, filer or []))
    files = f"{changed} {'fil' if changed == 1 else 'filer'}"
    say(f"{'Kan rettes' if kun_vis else 'Rettet'}: {files}. Kør udplan lint for at se, hvad der er tilbage.")


def _repair(folder: Path, files: list[Path], *, kun_vis: bool) -> int:
    """Repair the files of a plan, or those of ``files`` that are its; how many there was something to do in."""
    from udplan import output
    from udplan.edit.repair import diff, repair
    from udplan.edit.sources import plan_sources

    wanted = {file.resolve() for file in files}
    changed = 0
    for source, raw, context in plan_sources(folder):
        if wanted and source.path.resolve() not in wanted:
            continue
        repaired = repair(source, raw, context)
        if repaired.raw == raw:
            continue
        changed += 1
        name = output.shown_path(source.path)
        if kun_vis:
            output.write_data(diff(name, repaired))
        else:
            output.write_file(source.path, repaired.raw)
        say(f"{name}: {'; '.join(repaired.edits)}")
    return changed
