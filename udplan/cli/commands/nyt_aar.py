"""``udplan nyt-år``: next year's plan from this one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from udplan.cli.dansk import WRONG_USE
from udplan.cli.shared import completion
from udplan.cli.shared.changes import named_item
from udplan.cli.shared.files import may_write, refuse_ending, write
from udplan.cli.shared.options import KunKvitteringOption, KvitteringOption, OverskrivOption
from udplan.cli.shared.steps import (
    DONE,
    PLAN_HAS_ERRORS,
    fail,
    load_whole,
    quoted,
    remark,
    remark_hidden,
    say,
)
from udplan.model import folders

if TYPE_CHECKING:
    from udplan.intake.next_year.making import LacksItems, NextYear
    from udplan.model.plan import Plan

EXAMPLES = """
Eksempler:
  udplan nyt-år 2026-2029 --kun-vis
  udplan nyt-år 2026-2029 --fra 2025-2028 --også pulje-trafiksikkerhed -o kvittering.md
"""


def command(
    *,
    periode: Annotated[
        str, typer.Argument(metavar="PERIODE", help="Den nye plans budgetår og overslagsår, fx 2026-2029.")
    ],
    fra: Annotated[
        str | None,
        typer.Option(
            "--fra", metavar="MAPPE", envvar="UDPLAN_PLAN", show_envvar=False, help="Den gamle plan. Ellers den nyeste."
        ),
    ] = None,
    også: Annotated[
        list[str] | None,
        typer.Option(
            "--også",
            metavar="ID",
            help="Et afsluttet punkt, der skal med, som det står (kun år og anvendt følger planen); gerne flere.",
            autocompletion=completion.punkter,
        ),
    ] = None,
    uden: Annotated[
        list[str] | None,
        typer.Option(
            "--uden",
            metavar="ID",
            help="Et punkt, der ikke skal med; gerne flere.",
            autocompletion=completion.punkter,
        ),
    ] = None,
    kun_vis: KunKvitteringOption = False,
    ud: KvitteringOption = None,
    overskriv: OverskrivOption = False,
) -> None:
    """Lav næste års plan ud fra denne, i en mappe ved siden af. Den gamle bliver ikke rørt.

    De punkter, der ikke er afsluttet, går med. Det, der ikke går med, og det, der skal besluttes, står i kvitteringen.
    """
    from udplan.edit.new_plan import BadAnswer, read_period
    from udplan.intake.next_year.making import CannotMake, LacksItems, next_year

    if ud is not None:
        refuse_ending(ud, ["md"])
    try:
        år = read_period(periode)
    except BadAnswer as error:
        fail(f"PERIODE: {error}")
    plan = load_whole(fra).plan
    assert plan is not None
    chosen = [[named_item(plan, each) for each in written or ()] for written in (også, uden)]
    try:
        made = next_year(plan, år, også=chosen[0], uden=chosen[1])
    except LacksItems as error:
        _refuse_lacking(error, periode, fra, [[each.id for each in of] for of in chosen])
    except CannotMake as error:
        fail(str(error))
    _must_be_free(made.mappe)
    if kun_vis:
        raise typer.Exit(_tell(made, plan, kun_vis=True))
    if ud is not None:
        _must_be_writable(ud, overskriv=overskriv)
    try:
        status = max(_write(made, ud, overskriv=overskriv), _tell(made, plan, kun_vis=False))
        sys.stdout.flush()  # here, where a pipe that is closed can still be told of
    except (KeyboardInterrupt, OSError):
        _say_written(made)
        raise
    _say_next(made, plan)
    raise typer.Exit(status)


def _refuse_lacking(error: LacksItems, periode: str, fra: str | None, chosen: list[list[str]]) -> NoReturn:
    """Say what lacks, all of it, and the whole command that takes it along."""
    for lacks in error.lacks:
        why = "er valgt fra med --uden" if lacks.mangler in error.uden else "er afsluttet"
        say(f"{lacks.indsats.id}: {lacks.felt} er {lacks.mangler}, som ikke går med, for det {why}.")
    også, uden = [*chosen[0], *error.også], [each for each in chosen[1] if each not in error.uden]
    words = [*(["--fra", quoted(fra)] if fra else []), *(word for each in også for word in ("--også", each))]
    words += [word for each in uden for word in ("--uden", each)]
    fail(
        "Et punkt, der går med, kan ikke henvise til et, der ikke gør. Intet er skrevet. Ret henvisningerne, eller tag "
        f"punkterne med: {' '.join(['udplan nyt-år', periode, *words])}"
    )


def _must_be_free(folder: Path) -> None:
    from udplan.output import shown_path

    if os.path.lexists(folder):
        fail(f"{shown_path(folder)} findes allerede og bliver ikke rørt. Slet den, eller vælg en anden periode.")


def _must_be_writable(ud: Path, *, overskriv: bool) -> None:
    """Refuse a receipt that could not be written, before there is anything to write it of."""
    from udplan.output import own_path, shown_path

    folder = own_path(ud).parent
    if not folder.is_dir():
        fail(f"Mappen {shown_path(folder)} findes ikke. Lav den først, eller vælg et andet sted til -o.")
    if ud.is_dir() or not os.access(folder, os.W_OK):
        fail(f"{shown_path(ud)} kan ikke skrives. Vælg et andet navn til -o.")
    may_write([ud], overskriv=overskriv)


def _write(made: NextYear, ud: Path | None, *, overskriv: bool) -> int:
    """Make the folder, and then at once the receipt of it; the status to end with."""
    from udplan.disk.folders import create_folder
    from udplan.disk.refusals import refusal
    from udplan.intake.next_year.receipt import sections
    from udplan.intake.table.receipt import as_markdown
    from udplan.output import shown_path

    receipt = as_markdown([*sections(made, kun_vis=False)])
    try:
        create_folder(made.mappe, made.filer)
    except KeyboardInterrupt:  # which may have waited until the folder was there: then its receipt is to be there too
        if ud is not None and _is_there(made):
            write(ud, receipt, overskriv=overskriv)
        raise
    except FileExistsError:
        fail(f"{shown_path(made.mappe)} blev lavet imens og er ikke rørt.")
    except OSError as error:
        fail(f"{refusal(error, shown_path(made.mappe))} Intet er skrevet.")
    if ud is None:
        return DONE
    try:
        write(ud, receipt, overskriv=overskriv)
    except OSError as error:  # the folder is there, and the receipt is still to be printed
        say(f"Fejl: {refusal(error, shown_path(ud))}")
        return WRONG_USE
    return DONE


def _tell(made: NextYear, plan: Plan, *, kun_vis: bool) -> int:
    """Print the receipt; the status to end with."""
    from udplan import output
    from udplan.intake.next_year.receipt import is_certain, sections

    for heading, lines in sections(made, kun_vis=kun_vis):
        output.show(heading)
        for line in lines:
            output.show(f"  {line}")
    remark_hidden(plan.indsatser)
    certain = is_certain(made)
    if not certain:
        remark("den nye plan har noget, der skal rettes; det står i kvitteringen ovenfor.")
    if kun_vis:
        say(f"Intet er skrevet. Uden --kun-vis laver kommandoen {output.shown_path(made.mappe)}.")
    return DONE if certain else PLAN_HAS_ERRORS


def _say_written(made: NextYear) -> None:
    """Tell of a run that was stopped that the folder is there all the same, if it is."""
    from udplan.output import shown_path

    if _is_there(made):
        say(f"Skrevet: {shown_path(made.mappe)}")


def _is_there(made: NextYear) -> bool:
    from udplan.disk.writing import written

    return made.mappe / folders.PLAN_FILE in written


def _say_next(made: NextYear, plan: Plan) -> None:
    from udplan.output import shown_path

    old, new = (quoted(_name(folder)) for folder in (plan.mappe, made.mappe))
    say(f"Skrevet: {shown_path(made.mappe)}, {len(made.filer)} filer. Så kan du:")
    steps = {
        f"udplan lint --plan {new}": "se, hvad der mangler",
        f"udplan sammenlign {old} {new}": "se de to planer ved siden af hinanden",
        f"udplan json-skema --plan {new}": "give VS Code skemaerne til de nye år",
    }
    for command_line, what in steps.items():
        say(f"  {command_line:{max(map(len, steps))}}  {what}")


def _name(folder: Path) -> str:
    """What a plan is called on the command line: its name, where it lies among the others."""
    from udplan.output import own_path, shown_path

    whole = own_path(folder)
    return whole.name if whole.parent.name == folders.PLANS else shown_path(folder)
