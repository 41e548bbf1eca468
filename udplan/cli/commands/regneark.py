"""``udplan regneark``: the items as an Excel sheet to work in, which carries what it said when it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared.files import refuse_ending, write
from udplan.cli.shared.options import OutOption, OverskrivOption, PlanOption, Udsnit
from udplan.cli.shared.steps import fail, load_plan, remark, say, say_why_empty, valg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from udplan.intake.sheet import Ark
    from udplan.model.indsats import Indsats
    from udplan.model.plan import Plan

EXAMPLES = """
Eksempler:
  udplan regneark -o plan.xlsx
  udplan regneark --tovholder arbejdsmarked --uafsluttede -o arbejdsmarked.xlsx
  udplan regneark --udvalg BUU --felter overskrift,koordinering,sagsgang,beløb -o buu.xlsx
"""


def command(
    *,
    plan: PlanOption = None,
    udvælgelse: Udsnit,
    felter: Annotated[
        str | None,
        typer.Option(
            "--felter",
            metavar="FELTER",
            help="Hvilke felter, med komma imellem: fx overskrift,tovholder,beløb. beløb er alle år, status en ny status.",
        ),
    ] = None,
    internt: Annotated[
        bool,
        typer.Option("--internt", help="Tag også punkter med, der ikke er offentlige. Arket er så til internt brug."),
    ] = False,
    ud: OutOption = None,
    overskriv: OverskrivOption = False,
) -> None:
    """Skriv punkterne som et ark til Excel, der kan rettes i og sendes rundt.

    De gule felter kan rettes. Arket husker, hvad der stod, så det kan ses, hvad der blev rettet. Noter er aldrig med, og
    punkter, der ikke er offentlige, kun med --internt.
    """
    if ud is None:
        fail("Et regneark skrives til en fil. Skriv fx udplan regneark -o plan.xlsx.")
    refuse_ending(ud, ["xlsx"])
    the_plan = load_plan(plan)
    wanted = valg(the_plan, udvælgelse)
    from udplan.figures.select import select

    items = select(the_plan, wanted)
    say_why_empty(the_plan, wanted, items)
    sheet = _sheet(the_plan, items, felter, internt=internt)
    left_out = len(items) - len(sheet.rækker)
    if left_out:
        what = (
            "et punkt, der ikke er offentligt, er"
            if left_out == 1
            else f"{left_out} punkter, der ikke er offentlige, er"
        )
        remark(f"{what} ikke med i arket. Til internt brug: --internt.")
    elif hidden := sum(not item.offentlig for item in items):
        what = "et punkt, der ikke er offentligt" if hidden == 1 else f"{hidden} punkter, der ikke er offentlige"
        remark(f"arket er til internt brug, for det har {what}.")
    if items and not sheet.rækker:
        say("Der er ingen punkter i arket.")
    write(ud, _workbook(sheet), overskriv=overskriv)


def _sheet(plan: Plan, items: Sequence[Indsats], written: str | None, *, internt: bool) -> Ark:
    from udplan.intake.sheet import SÆDVANLIGE, UkendtFelt, ark, felter

    names = SÆDVANLIGE if written is None else [name for name in map(str.strip, written.split(",")) if name]
    try:
        return ark(plan, items, felter(plan, names), internt=internt)
    except UkendtFelt as error:
        fail(f"--felter: {error}")


def _workbook(sheet: Ark) -> bytes:
    from udplan.documents.printing.errors import MissingPackage
    from udplan.intake.workbook import xlsx
    from udplan.office.sheet_out import CannotWriteSheet

    try:
        return xlsx(sheet)
    except (MissingPackage, CannotWriteSheet) as error:
        fail(str(error))
