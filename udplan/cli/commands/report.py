"""``udplan report``: a document, or all of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.files import ending, may_write, refuse_ending, write
from udplan.cli.shared.options import (
    DatoOption,
    FristOption,
    InterntOption,
    OutOption,
    OverskrivOption,
    PlanOption,
    TværgåendeHeltOption,
    Udsnit,
    ÅrOption,
)
from udplan.cli.shared.since import compared
from udplan.cli.shared.steps import day, fail, load_plan, one_of, remark, say, valg

if TYPE_CHECKING:
    from udplan.figures.select import Valg
    from udplan.model.plan import Plan
    from udplan.publish.document import Finished

EXAMPLES = """
Eksempler:
  udplan report --udvalg BUU
  udplan report plan -o plan.html
  udplan report udvalg --udvalg AU --format md -o au.md
  udplan report --oversigt
"""


def command(
    *,
    navn: Annotated[
        str | None, typer.Argument(metavar="NAVN", help="Dokumentet; se --oversigt.", autocompletion=completion.reports)
    ] = None,
    plan: PlanOption = None,
    udvælgelse: Udsnit,
    tværgående_helt: TværgåendeHeltOption = False,
    siden: Annotated[
        str | None,
        typer.Option(
            "--siden",
            metavar="HVAD",
            help="Vis, hvad der er ændret siden: en dag, et mærke i git, en mappe eller en zip med den gamle plan.",
            autocompletion=completion.states,
        ),
    ] = None,
    til: Annotated[
        str | None,
        typer.Option(
            "--til",
            metavar="HVAD",
            help="Og kun til da; skrives som --siden. Ellers til planen, som den er nu.",
            autocompletion=completion.states,
        ),
    ] = None,
    dato: DatoOption = None,
    frist: FristOption = 45,
    år: ÅrOption = None,
    internt: InterntOption = False,
    skabelon: Annotated[
        Path | None, typer.Option("--skabelon", metavar="FIL", help="Jeres egen Word-skabelon, til docx.")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="md, html, docx eller pdf; arbejdsplan også ics, ændringer også json, csv og xlsx. Ellers det, filen ender på.",
            autocompletion=completion.formats,
        ),
    ] = None,
    ud: OutOption = None,
    overskriv: OverskrivOption = False,
    alle: Annotated[bool, typer.Option("--alle", help="Skriv alle dokumenter til mappen -o, med en forside.")] = False,
    oversigt: Annotated[bool, typer.Option("--oversigt", help="Vis, hvilke dokumenter der findes.")] = False,
) -> None:
    """Skriv et dokument. Uden navn: udvalgets udsnit, hvis --udvalg er givet, ellers hele planen."""
    from udplan.publish.document import ROWS, available, finished

    the_plan = load_plan(plan)
    if oversigt:
        _print_overview(the_plan)
        return
    if alle and (ud is None or navn is not None):
        fail("--alle skriver til en mappe og tager intet navn: udplan report --alle -o MAPPE.")
    known = available(the_plan)
    name = one_of(navn or ("udvalg" if udvælgelse.udvalg else "plan"), known, "Dokumentet")
    kind = _format(format or "html", None, name) if alle else _format(format, ud, name)
    if kind in ("docx", "pdf") and ud is None:
        fail(f"{kind} skal skrives til en fil: -o {name}.{kind}.")
    dag = day(dato)
    the_plan, told = compared(the_plan, known, None if alle else name, siden, til)
    told |= {"dag": dag, "tværgående_helt": tværgående_helt, "frist": frist, "år": år, "internt": internt}
    before = told["før"].plan if not alle and known[name].af_to else None
    wanted = valg(the_plan, udvælgelse, også=before, **told)
    no_day = dag is None and (alle or known[name].ser_frem)
    with _refusals_told():
        if kind in ROWS:
            _write_rows(the_plan, wanted, kind, ud, overskriv=overskriv)
        elif alle and ud is not None:
            _write_all(the_plan, wanted, kind, ud, skabelon, overskriv=overskriv)
        else:
            _write_one(finished(the_plan, wanted, name, kind, skabelon), kind, ud, overskriv=overskriv)
    if no_day:  # last, so that it stands below what was written, and with no refusal
        _remark_no_day()


def _remark_no_day() -> None:
    remark(
        "intet er sammenlignet med en dag, så intet led står som overskredet. "
        "Skriv --dato i-dag, eller sæt UDPLAN_DATO=i-dag en gang for alle."
    )


def _remark_gaps(gaps: int, documents: int) -> None:
    from udplan.values.words import how_many

    if gaps:
        where = "i dokumentet" if documents == 1 else f"i {documents} af dokumenterne"
        remark(f"{how_many(gaps, 'sted', 'steder')} {where} skal I selv skrive, før det kan bruges. De er mærket.")


def _print_overview(plan: Plan) -> None:
    from udplan.output import show
    from udplan.publish.document import available

    for name, listed in available(plan).items():
        for said in (name, f"  {listed.hvad}.", f"  {listed.eksempel}"):
            show(said)


def _format(written: str | None, ud: Path | None, navn: str) -> str:
    """The format that was asked for, or that the name of the file ends in, or md."""
    from udplan.publish.document import kinds

    known = kinds(navn)
    kind = None if written is None else one_of(written, known, "Formatet")
    if ud is not None:
        refuse_ending(ud, known, kind)
    return kind or ending(ud) or "md"


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Around what makes documents: what it cannot do with what was asked for is told as wrong use."""
    from udplan.documents.printing.errors import MissingPackage, TemplateError, WrongFormat
    from udplan.figures.select import UnknownChoice

    try:
        yield
    except (UnknownChoice, TemplateError, MissingPackage, WrongFormat) as error:
        if error.__cause__ is not None and os.environ.get("UDPLAN_FEJLSOEG"):
            raise  # with the words of the library that it came from
        fail(str(error))


def _write_all(plan: Plan, wanted: Valg, kind: str, folder: Path, skabelon: Path | None, *, overskriv: bool) -> None:
    from udplan.output import shown_path
    from udplan.publish.document import kinds
    from udplan.publish.everything import files, index_file, write_everything

    if not folder.is_dir() and (folder.exists() or ending(folder) in kinds("plan")):
        fail(f"{folder} er ikke en mappe. --alle skriver til en mappe: -o MAPPE.")
    may_write([folder / name for name in files(plan, wanted, kind)], overskriv=overskriv)
    whole = write_everything(plan, wanted, kind, folder, skabelon)
    for warning in whole.warnings:
        remark(warning)
    say(f"Skrevet: {whole.antal} filer i {shown_path(folder)}, med forside i {index_file(kind)}")
    _remark_gaps(whole.gaps, whole.with_gaps)


def _write_rows(plan: Plan, wanted: Valg, kind: str, ud: Path | None, *, overskriv: bool) -> None:
    from udplan.cli.shared.listing import Listing, write_listing
    from udplan.cli.shared.options import DataFormat
    from udplan.figures.changes.rows import COLUMNS
    from udplan.publish.document import change_rows

    rows = change_rows(plan, wanted)
    listing = Listing(rows, rows, columns=COLUMNS, navn="Ændringer", decimaler=plan.grundlag.trykte_decimaler)
    write_listing(listing, DataFormat(kind), ud, overskriv=overskriv)


def _write_one(done: Finished, kind: str, ud: Path | None, *, overskriv: bool) -> None:
    from udplan import output

    for warning in done.warnings:
        remark(warning)
    if ud is not None:
        write(ud, done.content, overskriv=overskriv)
    elif kind == "md" and output.is_terminal():
        from udplan.cli.shared.terminal import ScreenMarkdown

        output.console().print(ScreenMarkdown(str(done.content)))
    else:
        output.write_data(str(done.content))
    _remark_gaps(done.gaps, 1)
