"""``udplan runde``: a sheet and a mail draft for each tovholder, and who has answered."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared.options import PlanOption, Udvælgelse
from udplan.cli.shared.steps import DONE, PLAN_HAS_ERRORS, day, fail, load_plan, remark, say, say_why_empty, valg
from udplan.model import folders

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from udplan.intake.answers.contacts import Kontakter
    from udplan.intake.answers.rounds import Runde
    from udplan.intake.answers.sending import Pakke
    from udplan.model.plan import Plan

EXAMPLES = """
Eksempler:
  udplan runde runder/marts --frist 2025-03-14 --kontakter kontakter.csv
  udplan runde runder/marts --frist 2025-03-14 --word --tovholder arbejdsmarked
  udplan runde runder/marts --mangler
  udplan runde runder/marts --rykker --kontakter kontakter.csv
"""


def command(
    *,
    mappe: Annotated[Path, typer.Argument(metavar="MAPPE", help="En ny mappe til runden; ikke inde i planen.")],
    plan: PlanOption = None,
    udvælgelse: Udvælgelse,
    frist: Annotated[
        str | None, typer.Option("--frist", metavar="DATO", help="Den dag, der skal være svaret: fx 2025-03-14.")
    ] = None,
    word: Annotated[bool, typer.Option("--word", help="Ark i Word i stedet for Excel.")] = False,
    kontakter: Annotated[
        Path | None,
        typer.Option(
            "--kontakter", metavar="FIL", help="Mailadresser, stilling;mail på hver linje. Gemmes ikke i planen."
        ),
    ] = None,
    internt: Annotated[
        bool,
        typer.Option("--internt", help="Tag også punkter med, der ikke er offentlige. Arkene er så til internt brug."),
    ] = False,
    mangler: Annotated[bool, typer.Option("--mangler", help="Vis, hvem der ikke er modtaget svar fra.")] = False,
    rykker: Annotated[bool, typer.Option("--rykker", help="Skriv nye kladder til dem, der mangler.")] = False,
) -> None:
    """Lav en statusrunde: et ark og en mailkladde til hver tovholder, og en oversigt. Intet bliver sendt.

    Uden valg: de uafsluttede punkter med særligt behov for tværgående koordinering. Svarene tages ind med udplan modtag.
    """
    if mangler or rykker:
        raise typer.Exit(_follow_up(mappe, plan, frist, kontakter, rykker=rykker, internt=internt))
    last = day(frist, "--frist") or fail("Sig, hvornår der skal være svaret: --frist 2025-03-14.")
    the_plan = load_plan(plan)
    _refuse_folder(mappe)
    from udplan.documents.printing.errors import MissingPackage
    from udplan.figures.select import select, tovholdere
    from udplan.intake.answers.sending import kan_skrives, pakke, sædvanlig
    from udplan.office.sheet_out import CannotWriteSheet

    wanted = sædvanlig(valg(the_plan, udvælgelse))
    say_why_empty(the_plan, wanted, select(the_plan, wanted))
    contacts = _contacts(kontakter, tovholdere(the_plan))
    try:
        made = pakke(the_plan, wanted, last, contacts.mails, word=word, internt=internt)
    except (MissingPackage, CannotWriteSheet) as error:
        fail(str(error))
    if not made.modtagere:
        fail("Ingen af punkterne har en tovholder, der kan få et ark, så der er ingen runde at lave.", PLAN_HAS_ERRORS)
    if not kan_skrives(mappe, made.filer):
        fail(f"{mappe} findes allerede. Vælg et nyt navn til runden.")
    _write(mappe, made)
    raise typer.Exit(_tell(mappe, made, contacts, internt=internt))


def _refuse_folder(mappe: Path) -> None:
    """Refuse a folder within a plan: its files would be read as items, and a plan is often published whole."""
    from udplan.intake.answers.rounds import RUNDER

    real = Path(os.path.realpath(mappe))
    if above := next((folder for folder in (real, *real.parents) if (folder / folders.PLAN_FILE).is_file()), None):
        fail(f"{mappe} ligger inde i planen {above.name}. Læg runden uden for den, fx i {Path(RUNDER) / mappe.name}.")
    if mappe.is_file():
        fail(f"{mappe} er en fil. Skriv navnet på en ny mappe.")


def _contacts(path: Path | None, roles: Iterable[str]) -> Kontakter:
    from udplan.intake.answers.contacts import ForkerteKontakter, Kontakter, kontakter

    if path is None:
        return Kontakter({}, ())
    try:
        return kontakter(path, roles)
    except ForkerteKontakter as error:
        fail(str(error))


def _write(mappe: Path, made: Pakke) -> None:
    from udplan.disk.writing import create_file, tidy
    from udplan.intake.answers.sending import mangler_at_skrive

    mappe.mkdir(parents=True, exist_ok=True)
    tidy(mappe)
    for path, raw in mangler_at_skrive(mappe, made.filer):
        create_file(path, raw)


def _tell(mappe: Path, made: Pakke, contacts: Kontakter, *, internt: bool) -> int:
    from udplan.intake.answers.rounds import OVERSIGT
    from udplan.output import shown_path
    from udplan.values.words import few, how_many, listed

    for each in made.modtagere:
        shared = f", {how_many(len(each.fælles), 'fælles', 'fælles')}" if each.fælles else ""
        to = listed(contacts.mails.get(each.stilling, ["ingen adresse"]))
        say(f"{each.stilling}: {how_many(len(each.punkter), 'punkt', 'punkter')}{shared}; {to}")
    for without in made.uden:
        what = how_many(len(without.punkter), "punkt", "punkter")
        say(f"{without.stilling}: {what}, ingen kladde: {without.hvorfor}.")
    if several := {item.id for each in made.modtagere for item in each.fælles}:
        remark(f"{how_many(len(several), 'punkt', 'punkter')} har flere tovholdere og står i ark hos dem alle.")
    if left := made.ikke_offentlige:
        one = "et punkt, der ikke er offentligt, er ikke med."
        what = one if left == 1 else f"{left} punkter, der ikke er offentlige, er ikke med."
        remark(f"{what} Til internt brug: --internt.")
    elif internt:
        remark("arkene er til internt brug.")
    if contacts.ukendte:
        names = listed(few(contacts.ukendte, len(contacts.ukendte)))
        remark(f"--kontakter nævner {names}, som ikke er tovholder i planen.")
    say(
        f"Skrevet: {how_many(len(made.modtagere), 'kladde', 'kladder')} i {shown_path(mappe)}. Begynd med {OVERSIGT}. Intet er sendt."
    )
    return DONE


def _follow_up(
    mappe: Path, plan: str | None, frist: str | None, kontakter: Path | None, *, rykker: bool, internt: bool
) -> int:
    """Who has not answered; with new drafts for them, where that is asked for."""
    from udplan.intake.answers.rounds import RUNDE, ForkertRunde, læs
    from udplan.values.times import format_date

    if not (mappe / RUNDE).is_file():
        fail(f"{mappe} er ikke en runde: der er ingen {RUNDE} i den.")
    try:
        runde = læs(mappe)
    except ForkertRunde as error:
        fail(str(error))
    say(f"{runde.plan}, svar senest {format_date(runde.frist)}: {_counted(runde)}.")
    for sent in runde.mangler:
        say(f"  Mangler: {sent.stilling} ({len(sent.punkter)})")
    if not rykker or not runde.mangler:
        return DONE
    last = day(frist, "--frist") or runde.frist
    contacts = _contacts(kontakter, [sent.stilling for sent in runde.sendt])
    return _remind(load_plan(plan), mappe, runde, last, contacts, internt=internt)


def _counted(runde: Runde) -> str:
    return f"{len(runde.sendt) - len(runde.mangler)} af {len(runde.sendt)} har svaret"


def _remind(plan: Plan, mappe: Path, runde: Runde, last: date, contacts: Kontakter, *, internt: bool) -> int:
    from udplan.cli.shared.files import write
    from udplan.intake.answers.sending import rykkere

    drafts, without = rykkere(plan, mappe, runde, last, contacts.mails, internt=internt)
    for name, raw in drafts.items():
        write(mappe / name, raw, overskriv=False)
    for each in without:
        say(f"{each.stilling}: ingen rykker, for {each.hvorfor}.")
    return PLAN_HAS_ERRORS if without else DONE
