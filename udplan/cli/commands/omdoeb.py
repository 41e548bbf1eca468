"""``udplan omdøb``: a name that the plan knows somebody by, changed everywhere at once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.changes import show_diff
from udplan.cli.shared.options import PlanOption
from udplan.cli.shared.steps import PLAN_HAS_ERRORS, fail, load_whole, remark, say
from udplan.model import folders

if TYPE_CHECKING:
    from udplan.edit.fields import Place
    from udplan.intake.rename import Omdøbning

EXAMPLES = """
Eksempler:
  udplan omdøb tovholder Skolechefen "Skole- og dagtilbudschefen" --kun-vis
  udplan omdøb forum BUU BØU
"""


class Register(StrEnum):
    TOVHOLDER = "tovholder"
    FORUM = "forum"
    GRUPPE = "gruppe"
    TEMA = "tema"


def command(
    *,
    register: Annotated[Register, typer.Argument(metavar="HVAD", help="tovholder, forum, gruppe eller tema.")],
    gammel: Annotated[
        str,
        typer.Argument(
            metavar="GAMMEL", help="Navnet, som det står i planen nu.", autocompletion=completion.names_of_register
        ),
    ],
    ny: Annotated[str, typer.Argument(metavar="NY", help="Navnet, der skal stå i stedet.")],
    plan: PlanOption = None,
    kun_vis: Annotated[bool, typer.Option("--kun-vis", help="Vis rettelserne, og skriv ingenting.")] = False,
) -> None:
    """Skift navnet på en tovholder, et forum, en gruppe eller et tema, i plan.yaml og i alle punkter på én gang."""
    from udplan.intake.rename import CannotRename, omdøb

    loaded = load_whole(plan)
    try:
        found = omdøb(loaded, register, gammel, ny)
    except CannotRename as error:
        fail(str(error))
    if found.prøvet.nægtet:
        for refused in found.prøvet.nægtet[:_MOST_TOLD]:
            say(f"{_name(refused.fil)}: {_field(refused.ændring.sti)}: {refused.hvorfor}")
        fail(f"{found.gammel} er ikke omdøbt, og intet er skrevet. Ret det ovenfor, og prøv igen.", PLAN_HAS_ERRORS)
    if kun_vis:
        for rettelse in found.prøvet.rettelser:
            show_diff(_name(rettelse.fil), rettelse.bliver.before, rettelse.bliver.after)
    else:
        _write(found)
    assert loaded.plan is not None
    _tell(found, ny, loaded.plan.mappe, kun_vis=kun_vis)


_MOST_TOLD = 10


def _write(found: Omdøbning) -> None:
    from udplan.disk.refusals import refusal
    from udplan.intake.rename import NotWritten, skriv_alle
    from udplan.values.words import listed

    try:
        done = skriv_alle(found.prøvet.rettelser)
    except NotWritten as error:
        left = f"{listed(map(_name, error.tilbage))} har det nye navn; kør kommandoen igen, når det er rettet."
        fail(f"{refusal(error.hvorfor, _name(error.fil))} {left if error.tilbage else 'Intet er omdøbt.'}")
    for written in done:
        for said in written.remarks(_name(written.path)):
            remark(said)


def _tell(found: Omdøbning, ny: str, folder: Path, *, kun_vis: bool) -> None:
    from udplan.values.words import few, how_many, listed

    for file, places in found.steder.items():
        fields = list(dict.fromkeys(map(_field, places)))
        say(f"{_name(file)}: {listed(few(fields, len(fields)))}")
    places_of = sum(map(len, found.steder.values()))
    files = how_many(len(found.steder), "fil", "filer")
    done = "Kan omdøbes" if kun_vis else "Omdøbt"
    say(f"{done}: {found.gammel} til {' '.join(ny.split())}, {how_many(places_of, 'sted', 'steder')} i {files}.")
    schemas = folders.repository(folder) / "schemas" / folder.resolve().name
    if not kun_vis and schemas.is_dir():
        say("Kør udplan json-skema, så en editor foreslår det nye navn.")
    if found.omtalt:
        mentions = [f"{_name(file)} ({', '.join(dict.fromkeys(fields))})" for file, fields in found.omtalt.items()]
        remark(
            f"{found.gammel} er også nævnt i teksten i {listed(few(mentions, len(mentions)))}. "
            "Tekst bliver ikke rettet; se, om den stadig passer."
        )


def _field(sti: Place) -> str:
    """A field as it is called on the screen: its name, and that of the group it stands in."""
    names = [str(step) for step in sti if isinstance(step, str)]
    return ".".join(names) if names[0] in ("fora", "kontroltal") else names[0]


def _name(file: Path) -> str:
    from udplan.output import shown_path

    return shown_path(file)
