"""``udplan import``: an office's own table as plan files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from udplan.cli.shared.files import may_write, refuse_ending, write
from udplan.cli.shared.options import KunKvitteringOption, KvitteringOption, OverskrivOption, PlanOption
from udplan.cli.shared.steps import DONE, PLAN_HAS_ERRORS, fail, remark, say, say_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from udplan.intake.table.entries import Fil
    from udplan.intake.table.found import Fundet
    from udplan.intake.table.sections import Sted
    from udplan.model.plan import Plan
    from udplan.office.grid import Read

EXAMPLES = """
Eksempler:
  udplan import "Udmøntningsplan 2025.docx" --kun-vis
  udplan import "Udmøntningsplan 2025.docx" --plan plans/2025-2028 -o kvittering.md
  udplan import plan.xlsx --kolonne "Bemærkninger=note" --afsnit "Særlige puljer=udvalg:ØK,art:pulje"
"""


class Rettelser(StrEnum):
    GODKEND = "godkend"
    AFVIS = "afvis"


def command(
    *,
    fil: Annotated[str, typer.Argument(metavar="FIL", help="Skemaet: en .docx eller en .xlsx.")],
    plan: PlanOption = None,
    kolonne: Annotated[
        list[str] | None,
        typer.Option(
            "--kolonne",
            metavar="NAVN=FELT",
            help='Hvad en kolonne er, fx "Bemærkninger=note"; X=udelad læser den ikke. Gerne flere.',
        ),
    ] = None,
    afsnit: Annotated[
        list[str] | None,
        typer.Option(
            "--afsnit",
            metavar="NAVN=STED",
            help='Hvor punkterne under et afsnit hører til, fx "Særlige puljer=udvalg:ØK,art:pulje". Gerne flere.',
        ),
    ] = None,
    ark: Annotated[
        list[str] | None,
        typer.Option("--ark", metavar="NAVN", help="Kun dette ark eller denne tabel, fx Drift eller »tabel 2«."),
    ] = None,
    rettelser: Annotated[
        Rettelser, typer.Option("--rettelser", help="Læs sporede rettelser, som om de er godkendt eller afvist.")
    ] = Rettelser.GODKEND,
    kun_vis: KunKvitteringOption = False,
    ud: KvitteringOption = None,
    overskriv: OverskrivOption = False,
) -> None:
    """Hent et skema fra Word eller Excel ind som planfiler, en fil pr. punkt. Findes et punkt, bliver det ikke rørt."""
    if ud is not None:
        refuse_ending(ud, ["md"])
    path = Path(fil)
    read = _only(_read(path, rettelser), ark or [])
    from udplan.intake.table.tabular import find

    columns, headings = _columns(kolonne or []), _headings(afsnit or [])
    folder = _folder(plan, read, columns)
    if not (folder / "plan.yaml").exists():
        _propose(path, folder, read, columns, kun_vis=kun_vis)
    the_plan = _plan(folder)
    fundet = find(read, the_plan, columns, _known(headings, the_plan))
    _refuse_unknown(path, read, fundet, the_plan)
    _refuse_absent(kolonne or [], afsnit or [], fundet)
    if ud is not None and not kun_vis:
        may_write([ud], overskriv=overskriv)
    files = _files(the_plan, fundet)
    if not kun_vis:
        files = [_written(file) for file in files]
    certain = _tell(path, the_plan, fundet, files, ud, kun_vis=kun_vis, overskriv=overskriv)
    raise typer.Exit(DONE if certain else PLAN_HAS_ERRORS)


def _read(path: Path, rettelser: Rettelser) -> Read:
    from udplan.disk.refusals import refusal
    from udplan.documents.printing.errors import MissingPackage
    from udplan.office.grid import CannotReadOffice

    try:
        if path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
            from udplan.office import excel_in

            return excel_in.read(path)
        from udplan.office import word_in

        return word_in.read(path, rettelser.value)
    except (CannotReadOffice, MissingPackage) as error:
        fail(str(error))
    except OSError as error:
        fail(refusal(error, str(path)))


def _only(read: Read, names: list[str]) -> Read:
    """The tables that were named, or all of them."""
    from udplan.cli.shared.steps import one_of

    if not names:
        return read
    wanted = {one_of(name, [table.navn for table in read.tabeller], "Arket") for name in names}
    return read._replace(tabeller=tuple(table for table in read.tabeller if table.navn in wanted))


def _pairs(written: list[str], option: str, example: str) -> list[tuple[str, str]]:
    pairs = []
    for each in written:
        name, equals, said = each.rpartition("=")
        if not equals or not name.strip() or not said.strip():
            fail(f"{option} skal have et navn, et lighedstegn og hvad det er, fx {option} {example}.")
        pairs.append((name.strip(), said.strip()))
    return pairs


def _columns(written: list[str]) -> dict[str, str]:
    """What columns are said to be, by their headings."""
    from udplan.cli.shared.steps import one_of
    from udplan.intake.table.columns import FIELDS, LEFT_OUT, squeezed

    found = {}
    for name, said in _pairs(written, "--kolonne", '"Bemærkninger=note"'):
        is_year = said.isdigit() and len(said) == 4
        found[squeezed(name)] = said if is_year else one_of(said, (*FIELDS, LEFT_OUT), "Feltet")
    return found


def _headings(written: list[str]) -> dict[str, dict[str, str]]:
    """Where the items below a heading belong, by the heading, as it was typed."""
    found = {}
    for name, said in _pairs(written, "--afsnit", '"Særlige puljer=udvalg:ØK"'):
        parts = [part.partition(":") for part in said.split(",")]
        places = {field.strip(): value.strip() for field, _, value in parts}
        if not set(places) <= {"udvalg", "art", "gruppe", "afsnit"} or not all(places.values()):
            fail(f"--afsnit »{name}«: skriv udvalg:KODE, art:ART eller gruppe:NAVN, med komma imellem.")
        found[name] = places
    return found


def _known(headings: Mapping[str, Mapping[str, str]], plan: Plan) -> dict[str, Sted]:
    """The places that were typed, as the plan names them."""
    from udplan.figures import select
    from udplan.intake.table.sections import Sted, bare

    found = {}
    try:
        for name, said in headings.items():
            udvalg = select.find_udvalg(plan, said["udvalg"]) if "udvalg" in said else None
            art = str(select.find_art(said["art"])) if "art" in said else None
            gruppe = select.find_gruppe(plan, said["gruppe"]) if "gruppe" in said else None
            found[bare(name)] = Sted(udvalg, art, gruppe, said.get("afsnit"))
    except select.UnknownChoice as error:
        fail(str(error))
    return found


def _folder(written: str | None, read: Read, columns: Mapping[str, str]) -> Path:
    """The folder of the plan: the one that was named or is there, else where a new one would be."""
    import re

    from udplan.intake.table.plan_proposal import proposal
    from udplan.model import folders

    try:
        return folders.find_plan(written, Path.cwd())
    except folders.NoPlan as error:
        if written is not None:
            if "Mente du" in str(error) and not re.search("[0-9]{4}", written):
                fail(str(error))
            named = Path(written)
            named = named.parent if named.name == folders.PLAN_FILE else named
            is_name = len(named.parts) == 1 and not named.exists() and Path(folders.PLANS).is_dir()
            return folders.PLANS / named if is_name else named
        found = proposal(read, columns)
        return Path("plans") / (f"{found.år[0]}-{found.år[-1]}" if found else "ny-plan")


def _propose(path: Path, folder: Path, read: Read, columns: Mapping[str, str], *, kun_vis: bool) -> NoReturn:
    """Write a plan.yaml to begin with, and stop."""
    from udplan import output
    from udplan.disk.refusals import refusal
    from udplan.disk.writing import create_file
    from udplan.intake.table.columns import head_of
    from udplan.intake.table.plan_proposal import plan_text, proposal

    found = proposal(read, columns)
    if found is None:
        if not any(head_of(table.rækker, at, columns) for table in read.tabeller for at in range(len(table.rækker))):
            _refuse_formless(path, read)
        fail(
            "Her er ingen plan, og filen har intet skema med årstal, som udplan kan lave en af. Lav planen med udplan start."
        )
    text, written = plan_text(found), folder / "plan.yaml"
    if kun_vis:
        output.write_data(text)
        say(f"Her er ingen plan. {output.shown_path(written)} ville blive skrevet sådan; ingen punkter er læst endnu.")
    else:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            create_file(written, text.encode("utf-8"))
        except OSError as error:
            fail(refusal(error))
        output.show(output.shown_path(written))
        say("Her var ingen plan, så udplan har skrevet et forslag til plan.yaml. Ingen punkter er skrevet endnu.")
        say("Skriv kommunens navn i den, se resten efter, og kør kommandoen igen.")
    raise typer.Exit(PLAN_HAS_ERRORS)


def _plan(folder: Path) -> Plan:
    """The plan; items of it that cannot be read stand outside it, and are left as they are."""
    from udplan.model.plan import load

    loaded = load(folder)
    if loaded.plan is None:
        say_problems(loaded.unreadable)
        fail("plan.yaml kan ikke læses, så intet er hentet ind. Ret den, og kør kommandoen igen.", PLAN_HAS_ERRORS)
    return loaded.plan


def _refuse_unknown(path: Path, read: Read, fundet: Fundet, plan: Plan) -> None:
    """Stop where something in the table would be lost in silence."""
    import re

    if not fundet.skemaer:
        _refuse_formless(path, read)
    for wrong in fundet.forkert:
        say(f"Fejl: {wrong}")
    others = [name for name in fundet.ukendte if name in fundet.år]
    if others:
        left_out = " ".join(f'--kolonne "{name}=udelad"' for name in others)
        say(
            f"Fejl: Skemaets år er {_years(fundet.år.values())}, og planens er {_years(plan.grundlag.år)}. Hører skemaet til "
            f"en anden plan, så sig hvilken med --plan. Skal det ind i denne, så skriv {left_out}: de beløb bliver ikke læst."
        )
    for name in (name for name in fundet.ukendte if name not in others):
        year = re.search(r"(?<![0-9])(?:19|2[01])[0-9]{2}(?![0-9])", name)
        amounts = f' Er det beløbene for {year[0]}, så skriv --kolonne "{name}={year[0]}".' if year else ""
        say(
            f"Fejl: Kolonnen »{name}« kendes ikke, og der står noget i den. Skriv, hvad den er: "
            f'--kolonne "{name}=note", eller --kolonne "{name}=udelad".{amounts}'
        )
    if fundet.forkert or fundet.ukendte:
        fail("Intet er skrevet.", PLAN_HAS_ERRORS)


def _years(years: Iterable[int]) -> str:
    """Years as they are said: from the first to the last, where they are all there."""
    from udplan.values.words import listed

    said = sorted(set(years))
    whole = len(said) > 1 and said == list(range(said[0], said[-1] + 1))
    return f"{said[0]}-{said[-1]}" if whole else listed(map(str, said))


def _refuse_absent(kolonne: list[str], afsnit: list[str], fundet: Fundet) -> None:
    """Stop where something was said of a column or a heading that is not there: a name spelled wrong says nothing."""
    from udplan.intake.table.columns import squeezed
    from udplan.intake.table.sections import bare

    absent = [
        f"--kolonne »{name}«" for name, _ in _pairs(kolonne, "--kolonne", "") if squeezed(name) not in fundet.kolonner
    ]
    absent += [f"--afsnit »{name}«" for name, _ in _pairs(afsnit, "--afsnit", "") if bare(name) not in fundet.afsnit]
    for name in absent:
        say(f"Fejl: {name} findes ikke i skemaet. Skriv overskriften, som den står der.")
    if absent:
        fail("Intet er skrevet.", PLAN_HAS_ERRORS)


def _refuse_formless(path: Path, read: Read) -> NoReturn:
    from udplan.values.words import listed

    seen = f" Her er {listed(table.navn for table in read.tabeller)}." if read.tabeller else ""
    fail(
        f"{path.name} har intet skema med punkter.{seen} Et skema har en række med Overskrift og mindst to af "
        'Tovholder, Kurs, Koordinering, Sagsgang og Slut. Hedder de noget andet, så sig det: --kolonne "Emne=overskrift".',
        PLAN_HAS_ERRORS,
    )


def _files(plan: Plan, fundet: Fundet) -> list[Fil]:
    """The file of each item, and the remark where another plan has one that is nearly the same."""
    from udplan.intake.table.entries import files, ids_elsewhere, near

    others = ids_elsewhere(plan)
    made = list(files(plan, fundet.punkter, others))
    for file in made:
        if file.tekst is not None and (other := near(file, others)):
            title = file.punkt.felter.get("overskrift")
            fundet.nævnt.append(
                f"{file.punkt.hvor}: »{title}« ligner {other} i en anden plan. Er det det samme, så giv det dét id"
            )
    return made


def _written(file: Fil) -> Fil:
    from udplan import output
    from udplan.disk.refusals import refusal
    from udplan.intake.table.entries import write as write_item

    if file.tekst is None or file.sti is None:
        return file
    try:
        write_item(file)
    except OSError as error:
        return file._replace(sti=None, hvorfor=refusal(error, output.shown_path(file.sti)))
    return file


def _tell(
    path: Path, plan: Plan, fundet: Fundet, files: list[Fil], ud: Path | None, *, kun_vis: bool, overskriv: bool
) -> bool:
    """Print the receipt, and write it where that was asked for; whether all is certain."""
    from udplan import output
    from udplan.intake.table.receipt import as_markdown, receipt, sections

    kvittering = receipt(path.name, plan, fundet, files, kun_vis=kun_vis)
    names = {file.sti: output.shown_path(file.sti) for file in files if file.sti is not None}
    told = list(sections(kvittering, plan, names))
    for heading, lines in told:
        output.show(heading)
        for line in lines:
            output.show(f"  {line}")
    if ud is not None and not kun_vis:
        write(ud, as_markdown(told), overskriv=overskriv)
    if not kvittering.is_certain:
        remark("der er noget, et menneske skal se efter; det står i kvitteringen ovenfor.")
    if not kun_vis:
        say("Kør udplan lint: den siger, hvad der mangler i filerne.")
    return kvittering.is_certain
