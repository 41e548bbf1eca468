"""``udplan ny``: the file of a new item."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.options import ArtOption, PlanOption, TovholderOption, UdvalgOption
from udplan.cli.shared.steps import fail, load_plan, remark, say

EXAMPLES = """
Eksempler:
  udplan ny "Ny cykelsti" --art anlæg --udvalg AU --tovholder arbejdsmarked
  udplan ny "Partnerskab om havnen" --art hensigt --gruppe Partnerskaber
"""


def command(
    *,
    titel: Annotated[str, typer.Argument(metavar="TITEL", help="Punktets overskrift.")],
    plan: PlanOption = None,
    art: ArtOption = None,
    udvalg: UdvalgOption = None,
    tovholder: TovholderOption = None,
    gruppe: Annotated[
        str | None,
        typer.Option(
            "--gruppe", metavar="GRUPPE", help="Hensigtserklæringens gruppe.", autocompletion=completion.grupper
        ),
    ] = None,
) -> None:
    """Lav filen til et nyt punkt. Spørger om art, udvalg og tovholder, hvis de ikke er givet."""
    from udplan import output
    from udplan.edit.new import UnusableTitle, new_file, new_item
    from udplan.figures import select
    from udplan.model.indsats import Art
    from udplan.values.words import fold

    the_plan = load_plan(plan)
    asks = sys.stdin is not None and sys.stdin.isatty() and output.is_terminal()
    grupper = [group.navn for group in the_plan.grundlag.hensigtsgrupper]
    try:
        art = art or (output.ask("Art", list(Art)) if asks else None)
        kind = select.find_art(art or fail("Sig arten, fx --art drift."))
        hensigt = kind is Art.HENSIGT
        if asks:
            udvalg = udvalg or (None if hensigt else output.ask("Udvalg", the_plan.grundlag.punkters_udvalg))
            gruppe = gruppe or (output.ask("Gruppe", grupper) if hensigt else None)
            tovholder = tovholder or output.ask("Tovholder", select.tovholdere(the_plan))
        given = {
            "overskrift": titel,
            "udvalg": select.find_udvalg(the_plan, udvalg) if udvalg else "",
            "tovholder": select.find_tovholder(the_plan, tovholder) if tovholder else "",
            "gruppe": select.find_gruppe(the_plan, gruppe) if gruppe else "",
        }
        select.must_own(the_plan, given["udvalg"] or None)
        path = new_file(the_plan, titel, given["udvalg"], new_item(the_plan, kind, given))
    except (select.UnknownChoice, UnusableTitle) as error:
        fail(str(error))
    output.show(output.shown_path(path))
    if twin := next((item for item in the_plan.indsatser if fold(item.overskrift) == fold(titel)), None):
        remark(
            f"{output.shown_path(twin.fil)} har den samme overskrift. Er det to punkter, så giv dem hver sin overskrift "
            "eller kode; ellers læses den nye fil som en kopi."
        )
    say("Udfyld felterne, og kør udplan lint.")
