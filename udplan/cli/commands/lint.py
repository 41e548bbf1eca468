"""``udplan lint``: every problem of a plan, at its place."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared.options import DatoOption, PlanOption
from udplan.cli.shared.paths import check_are_read, named_paths, plan_folders
from udplan.cli.shared.steps import DONE, PLAN_HAS_ERRORS, day

if TYPE_CHECKING:
    from datetime import date

    from udplan.lint.run import Verdict

EXAMPLES = """
Eksempler:
  udplan lint
  udplan lint plans/2025-2028/au/au-puljen.yaml
  udplan lint plans/2025-2028/au
  udplan lint --vis-undtagelser
  udplan lint --format json
"""


class Format(StrEnum):
    TEKST = "tekst"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def command(
    *,
    filer: Annotated[
        list[str] | None,
        typer.Argument(metavar="FIL", help="Vis kun det, der gælder disse filer eller mapper."),
    ] = None,
    plan: PlanOption = None,
    format: Annotated[Format, typer.Option("--format", help="Hvordan det vises.")] = Format.TEKST,
    streng: Annotated[bool, typer.Option("--streng", help="Advarsler tæller som fejl.")] = False,
    dato: DatoOption = None,
    vis_undtagelser: Annotated[
        bool, typer.Option("--vis-undtagelser", help="Vis også det, der er undtaget, og hvorfor.")
    ] = False,
) -> None:
    """Tjek planen: form, sagsgange, kontroltal og det, der endnu ikke er oplyst."""
    from udplan import output
    from udplan.lint.output import FORMATS, verdict_text

    paths = named_paths(filer)
    verdict = _verdict(plan_folders(plan, paths), paths, day(dato))
    if format is Format.TEKST:
        output.show_lines([verdict_text(verdict, colour=output.in_colour(), show_excepted=vis_undtagelser)])
    else:
        output.write_data(FORMATS[format](verdict))
    raise typer.Exit(PLAN_HAS_ERRORS if verdict.errors or (streng and verdict.warnings) else DONE)


def _verdict(plans: list[Path], paths: list[Path], dag: date | None) -> Verdict:
    """What lint says of some plans, as one; of the files and folders that were named, where any were."""
    from udplan.lint.run import Verdict, lint, only
    from udplan.model.plan import load

    verdicts, read = [], set[Path]()
    for folder in plans:
        loaded = load(folder)
        verdict = lint(loaded, dag)
        read |= {problem.fil for problem in verdict.problems}
        if loaded.plan is None:
            read |= set(paths)  # what keeps a plan from being read keeps each of its files from being checked
        elif paths:
            read |= {loaded.plan.fil, *loaded.plan.filer}
            verdict = only(verdict, paths)
        verdicts.append(verdict)
    check_are_read(paths, read)
    return Verdict(
        [problem for verdict in verdicts for problem in verdict.problems],
        [excepted for verdict in verdicts for excepted in verdict.excepted],
    )
