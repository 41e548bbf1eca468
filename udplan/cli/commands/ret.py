"""``udplan ret``: put right what is certain."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.dansk import WRONG_USE
from udplan.cli.shared.changes import show_diff, write_change
from udplan.cli.shared.options import KunVisOption, PlanOption
from udplan.cli.shared.paths import check_are_read, named_paths, plan_folders, stands_in
from udplan.cli.shared.steps import DONE, say, say_problems

if TYPE_CHECKING:
    from udplan.edit.sources import Mendable
    from udplan.yaml.problem import Problem

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
    kun_vis: KunVisOption = False,
) -> None:
    """Ret det, der er sikkert: skrivemåder, usynlige tegn, anførselstegn, indrykning. Intet skifter betydning."""
    from udplan.disk.writing import tidy
    from udplan.edit.sources import plan_sources

    paths = named_paths(filer)
    problems: list[Problem] = []
    read = [mendable for folder in plan_folders(plan, paths) for mendable in plan_sources(folder, problems)]
    check_are_read(paths, [*(mendable.source.path for mendable in read), *(problem.fil for problem in problems)])
    wanted = [mendable for mendable in read if not paths or stands_in(mendable.source.path, paths)]
    unread = [problem for problem in problems if not paths or stands_in(problem.fil, paths)]
    if not kun_vis:
        for folder in {mendable.source.path.parent for mendable in wanted}:
            tidy(folder)
    done = Counter(_repair(mendable, kun_vis=kun_vis) for mendable in wanted)
    if unread:
        say_problems(unread)
    files = f"{done[True]} {'fil' if done[True] == 1 else 'filer'}"
    say(f"{'Kan rettes' if kun_vis else 'Rettet'}: {files}. Kør udplan lint for at se, hvad der er tilbage.")
    raise typer.Exit(WRONG_USE if unread or done[None] else DONE)


def _repair(mendable: Mendable, *, kun_vis: bool) -> bool | None:
    """Repair a file of a plan; whether there was something to do in it, and None where it could not be written."""
    from udplan import output
    from udplan.edit.repair import left_alone, repair

    source, raw, context = mendable
    repaired = repair(source, raw, context)
    name = output.shown_path(source.path)
    for besked in left_alone(source, repaired.raw):
        say(f"{name}: {besked}")
    if repaired.raw == raw:
        return False
    if kun_vis:
        show_diff(name, repaired.before, repaired.after)
    elif written := write_change(source.path, repaired.raw, raw):
        name = output.shown_path(written)
    else:
        return None
    say(f"{name}: {'; '.join(repaired.edits)}")
    return True
