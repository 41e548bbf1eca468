"""The command line: load, one call, print, exit status. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from udplan import __version__
from udplan.cli.dansk import DanskApp
from udplan.model import folders

if TYPE_CHECKING:
    from datetime import date

    from udplan.figures.select import Valg
    from udplan.lint.run import Verdict
    from udplan.model.plan import Plan

DONE, PLAN_HAS_ERRORS, WRONG_USE = 0, 1, 2

app = DanskApp(
    help="Udmøntningsplanen som ren tekst: tjek den, læg den sammen, og skriv dokumenterne.",
    no_args_is_help=True,
    epilog="""
    Eksempler:
      udplan lint
      udplan sum --pr udvalg
      udplan report --udvalg BUU
      udplan report plan -o plan.html
    """,
)


class LintFormat(StrEnum):
    TEKST = "tekst"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class DataFormat(StrEnum):
    TABEL = "tabel"
    JSON = "json"
    CSV = "csv"


class SchemaChoice(StrEnum):
    PLAN = "plan"
    INDSATS = "indsats"


class ExportFormat(StrEnum):
    CSV = "csv"
    JSON = "json"


# The same words as ``udplan.figures.sums.Pr``, which this module does not import: help must come at once.
PER = ("udvalg", "art", "tovholder", "tema", "gruppe", "kode", "bevilling")


# --- completion: reads plan.yaml alone ---------------------------------------------------------------------------


def _complete(
    names: Callable[[dict[str, Any]], Iterable[tuple[str, str]]],
) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from udplan.values.words import fold

        try:
            folder = folders.find_plan(ctx.params.get("plan") or os.environ.get("UDPLAN_PLAN"), Path.cwd())
            found = list(names(folders.plan_data(folder)))
        except (folders.NoPlan, AttributeError, TypeError):
            return []
        return [(name, what) for name, what in found if fold(name).startswith(fold(incomplete))]

    return complete


def _fora(data: dict[str, Any]) -> Iterable[tuple[str, str]]:
    return ((kode, forum.get("navn") or "") for kode, forum in data["fora"].items())


def _roles(data: dict[str, Any]) -> Iterable[tuple[str, str]]:
    return ((title, "") for title in data.get("tovholdere") or ())


def _rules(incomplete: str) -> list[str]:
    from udplan.lint.rules import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


# --- options that several commands take --------------------------------------------------------------------------

PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="MAPPE",
        envvar="UDPLAN_PLAN",
        show_envvar=False,
        help="Planens mappe. Ellers den nyeste under plans/.",
    ),
]
PlansOption = Annotated[
    list[str] | None,
    typer.Option("--plan", metavar="MAPPE", help="Planens mappe; gerne flere. Ellers den nyeste under plans/."),
]
UdvalgOption = Annotated[
    str | None,
    typer.Option("--udvalg", metavar="UDVALG", help="Et udvalg: koden eller navnet.", autocompletion=_complete(_fora)),
]
TovholderOption = Annotated[
    str | None,
    typer.Option(
        "--tovholder", metavar="TITEL", help="En tovholder: en del af titlen er nok.", autocompletion=_complete(_roles)
    ),
]
ArtOption = Annotated[
    str | None, typer.Option("--art", metavar="ART", help="drift, råderum, anlæg, hensigt eller pulje.")
]
TemaOption = Annotated[str | None, typer.Option("--tema", metavar="TEMA", help="Et strategisk tema.")]
TværgåendeOption = Annotated[
    bool, typer.Option("--tværgående", help="Kun punkter med særligt behov for tværgående koordinering.")
]
UafsluttedeOption = Annotated[bool, typer.Option("--uafsluttede", help="Kun punkter, der ikke er afsluttet.")]
KunEgneOption = Annotated[bool, typer.Option("--kun-egne", help="Uden de tværgående punkter i et udvalgs udsnit.")]
DatoOption = Annotated[
    str | None, typer.Option("--dato", metavar="DATO", help="Sammenlign med en dag: i-dag, eller fx 2025-03-15.")
]
OutOption = Annotated[Path | None, typer.Option("-o", metavar="FIL", help="Skriv til en fil i stedet for skærmen.")]


# --- commands ----------------------------------------------------------------------------------------------------


@app.callback(invoke_without_command=True)
def top(version: Annotated[bool, typer.Option("--version", help="Vis udplans version.")] = False) -> None:
    if version:
        typer.echo(f"udplan {__version__}")
        raise typer.Exit(DONE)


@app.command(
    epilog="""
    Eksempler:
      udplan lint
      udplan lint plans/2025-2028/au/au-puljen.yaml
      udplan lint --vis-undtagelser
      udplan lint --format json
    """
)
def lint(
    filer: Annotated[
        list[Path] | None, typer.Argument(metavar="FIL", help="Vis kun det, der gælder disse filer.")
    ] = None,
    plan: PlanOption = None,
    format: Annotated[LintFormat, typer.Option("--format", help="Hvordan det vises.")] = LintFormat.TEKST,
    streng: Annotated[bool, typer.Option("--streng", help="Advarsler tæller som fejl.")] = False,
    dato: DatoOption = None,
    vis_undtagelser: Annotated[
        bool, typer.Option("--vis-undtagelser", help="Vis også det, der er undtaget, og hvorfor.")
    ] = False,
) -> None:
    """Tjek planen: form, sagsgange, kontroltal og det, der endnu ikke er oplyst."""
    from udplan import output
    from udplan.lint import output as verdicts
    from udplan.lint.run import only

    verdict = _lint(_plan_folders(plan, filer or []), _day(dato))
    if filer:
        verdict = only(verdict, filer)
    if format is LintFormat.TEKST:
        print(verdicts.verdict_text(verdict, colour=output.is_terminal(), show_excepted=vis_undtagelser))
    else:
        output.write_data(verdicts.FORMATS[format](verdict))
    raise typer.Exit(PLAN_HAS_ERRORS if verdict.errors or (streng and verdict.warnings) else DONE)


@app.command(
    "sum",
    epilog="""
    Eksempler:
      udplan sum
      udplan sum --pr tovholder --udvalg AU
      udplan sum --pr art --format csv -o summer.csv
      udplan sum --kontroltal
    """,
)
def sum_(
    pr: Annotated[
        str, typer.Option("--pr", metavar="HVAD", help=f"Hvad der lægges sammen efter: {', '.join(PER)}; eller to.")
    ] = "udvalg",
    plan: PlansOption = None,
    udvalg: UdvalgOption = None,
    tovholder: TovholderOption = None,
    art: ArtOption = None,
    tema: TemaOption = None,
    tværgående: TværgåendeOption = False,
    uafsluttede: UafsluttedeOption = False,
    samlet: Annotated[bool, typer.Option("--samlet", help="Læg drift og anlæg sammen.")] = False,
    brutto: Annotated[bool, typer.Option("--brutto", help="Vis også udgifter og besparelser hver for sig.")] = False,
    enhed: Annotated[
        str | None, typer.Option("--enhed", metavar="ENHED", help="Vis beløb i mio. kr., 1.000 kr. eller kr.")
    ] = None,
    kontroltal: Annotated[
        bool, typer.Option("--kontroltal", help="Vis de oplyste totaler mod summen af punkterne.")
    ] = False,
    format: Annotated[DataFormat, typer.Option("--format", help="Hvordan det vises.")] = DataFormat.TABEL,
    ud: OutOption = None,
) -> None:
    """Læg beløbene sammen pr. år. --udvalg er her kun udvalgets egne punkter."""
    from udplan.figures import control, sums, tables
    from udplan.figures.select import select
    from udplan.values.amounts import DECIMALER, ENHEDER
    from udplan.values.words import listed

    per = [sums.Pr(_known(each, PER, "--pr")) for each in pr.split(",")]
    if len(per) > 2 or len(set(per)) < len(per):
        _fail("--pr tager højst to forskellige ting, fx --pr udvalg,art.")
    unit = None if enhed is None else _known(enhed, ENHEDER, "Enheden")
    beside = {"udvalg": udvalg, "tovholder": tovholder, "art": art, "tema": tema, "tværgående": tværgående}
    beside |= {"uafsluttede": uafsluttede, "samlet": samlet, "brutto": brutto, "enhed": enhed}
    unused = [f"--{name}" for name, value in beside.items() if value]
    if kontroltal and unused:
        _fail(f"--kontroltal viser alle planens kontroltal i dens egen enhed, så udelad {listed(unused)}.")
    rows: list[Any] = []
    data: list[Any] = []
    shown: list[Callable[[], Any]] = []
    plans = [_plan(each) for each in (*(plan or ()),) or (None,)]
    units = sorted({each.grundlag.enhed for each in plans})
    if len(units) > 1 and unit is None and not kontroltal:
        _fail(f'Planerne har ikke samme enhed ({listed(units)}). Vælg en at vise dem i, fx --enhed "mio. kr.".')
    for the_plan in plans:
        name = {"plan": the_plan.mappe.resolve().name} if len(plans) > 1 else {}
        if kontroltal:
            controls = control.reconcile(the_plan)
            found: list[Any] = tables.control_rows(controls)
            data += [name | row for row in found]
            shown.append(partial(tables.control_table, the_plan, controls))
        else:
            valg = _valg(
                the_plan,
                udvalg=udvalg,
                tovholder=tovholder,
                art=art,
                tema=tema,
                tværgående=tværgående,
                uafsluttede=uafsluttede,
            )
            summer = sums.add_up(the_plan, select(the_plan, valg, egne=True), *per, samlet=samlet)
            decimaler = the_plan.grundlag.trykte_decimaler
            if unit is not None:
                summer, decimaler = sums.in_unit(summer, unit), DECIMALER[unit]
            found = tables.sum_rows((*summer.rækker, *summer.i_alt), brutto=brutto)
            data.append(name | tables.sums_data(summer, brutto=brutto))
            shown.append(partial(tables.sum_table, summer, decimaler, brutto=brutto))
        rows += [name | row for row in found]
    if not kontroltal and len(plans) == 1:
        data = data[0]
    headings = [f"{the_plan.grundlag.titel}\n" if len(plans) > 1 else None for the_plan in plans]
    _write_rows(format, ud, rows, lambda: tables.as_json(data), *zip(headings, shown, strict=True))


@app.command(
    epilog="""
    Eksempler:
      udplan sammenlign 2023-2026 2025-2028
      udplan sammenlign 2023-2026 2025-2028 --format csv -o aendret.csv
    """
)
def sammenlign(
    før: Annotated[str, typer.Argument(metavar="FØR", help="Den tidligere plan.")],
    efter: Annotated[str, typer.Argument(metavar="EFTER", help="Den senere plan.")],
    format: Annotated[DataFormat, typer.Option("--format", help="Hvordan det vises.")] = DataFormat.TABEL,
    ud: OutOption = None,
) -> None:
    """Hold to planer op mod hinanden: hvad er videreført, ændret, udgået og nyt."""
    from udplan.figures import tables
    from udplan.figures.compare import DifferentUnits, compare

    before, after = _plan(før), _plan(efter)
    try:
        found = compare(before, after)
    except DifferentUnits as error:
        _fail(str(error))
    common = [år for år in before.grundlag.år if år in after.grundlag.år]
    if not common:
        print("De to planer har ingen år til fælles.", file=sys.stderr)
    grundlag = after.grundlag
    rows = tables.comparison_rows(found)
    table = partial(tables.comparison_table, grundlag.enhed, grundlag.trykte_decimaler, found, common)
    _write_rows(format, ud, rows, lambda: tables.as_json(rows), (None, table))


@app.command(
    epilog="""
    Eksempler:
      udplan eksport -o plan.csv
      udplan eksport --plan 2023-2026 --plan 2025-2028 --format csv -o planer.csv
    """
)
def eksport(
    plan: PlansOption = None,
    format: Annotated[
        ExportFormat | None, typer.Option("--format", help="csv til Excel og Power BI, eller json.")
    ] = None,
    ud: OutOption = None,
) -> None:
    """Skriv den lange tabel: en række pr. punkt og år med alle felter, til Excel, Power BI og DuckDB."""
    from udplan import output
    from udplan.figures import export, tables

    kind = format or (ExportFormat.JSON if ud is not None and ud.suffix.lower() == ".json" else ExportFormat.CSV)
    rows = [row for each in (*(plan or ()),) or (None,) for row in export.rows(_plan(each))]
    csv = kind is ExportFormat.CSV
    text = tables.as_csv(rows, export.COLUMNS) if csv else tables.as_json(rows)
    if ud is not None:
        _write(ud, text, bom=csv)
    else:
        output.write_data(text, bom=csv)


@app.command(
    "list",
    epilog="""
    Eksempler:
      udplan list --udvalg BUU
      udplan list --tovholder arbejdsmarked --uafsluttede
      udplan list --format csv -o punkter.csv
    """,
)
def list_(
    plan: PlanOption = None,
    udvalg: UdvalgOption = None,
    tovholder: TovholderOption = None,
    art: ArtOption = None,
    tema: TemaOption = None,
    tværgående: TværgåendeOption = False,
    uafsluttede: UafsluttedeOption = False,
    kun_egne: KunEgneOption = False,
    format: Annotated[DataFormat, typer.Option("--format", help="Hvordan det vises.")] = DataFormat.TABEL,
    ud: OutOption = None,
) -> None:
    """Vis punkterne, en række til hvert."""
    from udplan.figures import tables
    from udplan.figures.select import select

    the_plan = _plan(plan)
    valg = _valg(
        the_plan,
        udvalg=udvalg,
        tovholder=tovholder,
        art=art,
        tema=tema,
        tværgående=tværgående,
        uafsluttede=uafsluttede,
        kun_egne=kun_egne,
    )
    rows = tables.list_rows(the_plan, valg, select(the_plan, valg))
    _write_rows(format, ud, rows, lambda: tables.as_json(rows), (None, lambda: tables.list_table(the_plan, rows)))


@app.command(
    epilog="""
    Eksempler:
      udplan report --udvalg BUU
      udplan report plan -o plan.html
      udplan report udvalg --udvalg AU --format md -o au.md
      udplan report --oversigt
    """
)
def report(
    navn: Annotated[str | None, typer.Argument(metavar="NAVN", help="Dokumentet; se --oversigt.")] = None,
    plan: PlanOption = None,
    udvalg: UdvalgOption = None,
    tovholder: TovholderOption = None,
    art: ArtOption = None,
    tema: TemaOption = None,
    tværgående: TværgåendeOption = False,
    uafsluttede: UafsluttedeOption = False,
    kun_egne: KunEgneOption = False,
    siden: Annotated[
        str | None, typer.Option("--siden", metavar="DATO", help="Vis, hvad der er sket siden da.")
    ] = None,
    dato: DatoOption = None,
    frist: Annotated[int, typer.Option("--frist", metavar="DAGE", help="Så gammel må en status være.")] = 45,
    år: Annotated[int | None, typer.Option("--år", metavar="ÅR", help="Årshjulets år. Ellers planens første.")] = None,
    internt: Annotated[bool, typer.Option("--internt", help="Med noter og punkter, der ikke er offentlige.")] = False,
    skabelon: Annotated[
        Path | None, typer.Option("--skabelon", metavar="FIL", help="Jeres egen Word-skabelon, til docx.")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="md, html, docx eller pdf. Ellers det, filen ender på."),
    ] = None,
    ud: OutOption = None,
    alle: Annotated[bool, typer.Option("--alle", help="Skriv alle dokumenter til mappen -o, med en forside.")] = False,
    oversigt: Annotated[bool, typer.Option("--oversigt", help="Vis, hvilke dokumenter der findes.")] = False,
) -> None:
    """Skriv et dokument. Uden navn: udvalgets udsnit, hvis --udvalg er givet, ellers hele planen."""
    from udplan import output
    from udplan.documents import publish
    from udplan.documents.formats import MissingPackage, TemplateError
    from udplan.figures.select import UnknownChoice

    the_plan = _plan(plan)
    known = publish.available(the_plan)
    if oversigt:
        for name, listed in known.items():
            print(f"{name}\n  {listed.hvad}.\n  {listed.eksempel}")
        return
    if alle and (ud is None or navn is not None):
        _fail("--alle skriver til en mappe og tager intet navn: udplan report --alle -o MAPPE.")
    name = _known(navn or ("udvalg" if udvalg else "plan"), known, "Dokumentet")
    kind = "html" if alle and format is None else _format(format, None if alle else ud, name)
    if kind in ("docx", "pdf") and ud is None:
        _fail(f"{kind} skal skrives til en fil: -o {name}.{kind}.")
    valg = _valg(
        the_plan,
        udvalg=udvalg,
        tovholder=tovholder,
        art=art,
        tema=tema,
        tværgående=tværgående,
        uafsluttede=uafsluttede,
        kun_egne=kun_egne,
        siden=_day(siden, "--siden"),
        dag=_day(dato),
        frist=frist,
        år=år,
        internt=internt,
    )
    try:
        if alle and ud is not None:
            whole = publish.write_everything(the_plan, valg, kind, ud, skabelon)
            for warning in whole.warnings:
                print(f"Bemærk: {warning}", file=sys.stderr)
            print(f"Skrevet: {whole.antal} filer i {output.shown_path(ud)}, med forside i index.html", file=sys.stderr)
            return
        done = publish.finished(the_plan, valg, name, kind, skabelon)
    except (UnknownChoice, TemplateError, MissingPackage, ValueError) as error:
        _fail(str(error))
    for warning in done.warnings:
        print(f"Bemærk: {warning}", file=sys.stderr)
    if ud is not None:
        _write(ud, done.content)
    elif kind == "md" and output.is_terminal():
        from rich.markdown import Markdown

        output.console().print(Markdown(str(done.content)))
    else:
        output.write_data(str(done.content))


@app.command(
    epilog="""
    Eksempler:
      udplan skabelon docx -o skabelon.docx
    """
)
def skabelon(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="docx.")],
    ud: OutOption = None,
) -> None:
    """Skriv en Word-skabelon at begynde med; ret den i Word, og brug den med report --skabelon."""
    from udplan.documents.formats import MissingPackage, word_template

    _known(format, ("docx",), "Skabelonen")
    target = ud or Path("skabelon.docx")
    if ud is None and target.exists():
        _fail(f"{target} findes allerede. Skriv et andet navn: -o NAVN.docx.")
    try:
        _write(target, word_template())
    except MissingPackage as error:
        _fail(str(error))


@app.command(
    epilog="""
    Eksempler:
      udplan ret --kun-vis
      udplan ret plans/2025-2028/au/au-puljen.yaml
      udplan ret
    """
)
def ret(
    filer: Annotated[
        list[Path] | None, typer.Argument(metavar="FIL", help="Kun disse filer. Ellers hele planen.")
    ] = None,
    plan: PlanOption = None,
    kun_vis: Annotated[bool, typer.Option("--kun-vis", help="Vis rettelserne, og skriv ingenting.")] = False,
) -> None:
    """Ret det, der er sikkert: skrivemåder, usynlige tegn, anførselstegn, indrykning. Intet skifter betydning."""
    from udplan import output
    from udplan.edit.repair import diff, repair
    from udplan.edit.sources import plan_sources

    changed = 0
    for folder in _plan_folders(plan, filer or []):
        wanted = {file.resolve() for file in filer or []}
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
            print(f"{name}: {'; '.join(repaired.edits)}", file=sys.stderr)
    what = "Kan rettes" if kun_vis else "Rettet"
    print(
        f"{what}: {changed} {'fil' if changed == 1 else 'filer'}. Kør udplan lint for at se, hvad der er tilbage.",
        file=sys.stderr,
    )


@app.command(
    epilog="""
    Eksempler:
      udplan ny "Ny cykelsti" --art anlæg --udvalg AU --tovholder arbejdsmarked
      udplan ny "Partnerskab om havnen" --art hensigt --gruppe Partnerskaber
    """
)
def ny(
    titel: Annotated[str, typer.Argument(metavar="TITEL", help="Punktets overskrift.")],
    plan: PlanOption = None,
    art: ArtOption = None,
    udvalg: UdvalgOption = None,
    tovholder: TovholderOption = None,
    gruppe: Annotated[
        str | None, typer.Option("--gruppe", metavar="GRUPPE", help="Hensigtserklæringens gruppe.")
    ] = None,
) -> None:
    """Lav filen til et nyt punkt. Spørger om art, udvalg og tovholder, hvis de ikke er givet."""
    from udplan import output
    from udplan.edit.new import new_item, new_path
    from udplan.figures import select
    from udplan.model.indsats import Art

    the_plan = _plan(plan)
    ask = sys.stdin is not None and sys.stdin.isatty() and output.is_terminal()
    grupper = [each.navn for each in the_plan.grundlag.hensigtsgrupper]
    try:
        kind = select.find_art(
            art or (output.ask("Art", list(Art)) if ask else "") or _fail("Sig arten, fx --art drift.")
        )
        hensigt = kind is Art.HENSIGT
        if ask:
            udvalg = udvalg or (None if hensigt else output.ask("Udvalg", list(the_plan.grundlag.fora)))
            gruppe = gruppe or (output.ask("Gruppe", grupper) if hensigt else None)
            tovholder = tovholder or output.ask("Tovholder", select.tovholdere(the_plan))
        given = {
            "overskrift": titel,
            "udvalg": select.find_udvalg(the_plan, udvalg) if udvalg else "",
            "tovholder": select.find_tovholder(the_plan, tovholder) if tovholder else "",
            "gruppe": select.find_gruppe(the_plan, gruppe) if gruppe else "",
        }
        path = new_path(the_plan, titel, given["udvalg"])
    except (select.UnknownChoice, ValueError) as error:
        _fail(str(error))
    output.write_file(path, new_item(the_plan, kind, given).encode("utf-8"))
    print(output.shown_path(path))
    print("Udfyld felterne, og kør udplan lint.", file=sys.stderr)


@app.command(
    epilog="""
    Eksempler:
      udplan regel
      udplan regel beloeb-form
    """
)
def regel(
    navn: Annotated[
        str | None,
        typer.Argument(metavar="NAVN", help="Reglens navn, som det står sidst i en meddelelse.", autocompletion=_rules),
    ] = None,
) -> None:
    """Forklar en regel: hvorfor den er der, forkert og rigtigt. Uden navn: vis dem alle."""
    from udplan.lint.rules import NAMES, rule
    from udplan.lint.rules.pages import as_text, page

    if navn is None:
        width = max(map(len, NAMES))
        for name in NAMES:
            print(f"{name:{width}}  {page(rule(name).side).title}")
        return
    found = rule(_known(navn, NAMES, "Reglen"))
    print(as_text(found.navn, found.niveau, page(found.side)), end="")


@app.command(
    "json-skema",
    epilog="""
    Eksempler:
      udplan json-skema
      udplan json-skema --udskriv indsats
    """,
)
def json_skema(
    plan: PlanOption = None,
    udskriv: Annotated[
        SchemaChoice | None, typer.Option("--udskriv", help="Vis det ene skema, og skriv ingen fil.")
    ] = None,
    ud: Annotated[
        Path | None, typer.Option("-o", metavar="MAPPE", help="Mappen, de skrives i. Ellers planens under schemas/.")
    ] = None,
) -> None:
    """Skriv planens JSON-skemaer, så en editor kan hjælpe, mens man skriver."""
    from udplan import output
    from udplan.figures.tables import as_json
    from udplan.lint import output as verdicts
    from udplan.model.plan import load
    from udplan.schema import json_schemas

    folder = _plan_folder(plan)
    loaded = load(folder)
    if loaded.plan is None:
        print(verdicts.problems_text(loaded.unreadable), file=sys.stderr)
        _fail("plan.yaml kan ikke læses, så der bliver ikke skrevet noget. Ret fejlene ovenfor.", PLAN_HAS_ERRORS)
    texts = {name: as_json(schema) for name, schema in json_schemas(loaded.plan.grundlag).items()}
    if udskriv is not None:
        output.write_data(texts[f"{udskriv.value}.schema.json"])
        return
    into = ud or folders.repository(folder) / "schemas" / folder.resolve().name
    into.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        _write(into / name, text)


# --- what the commands share -------------------------------------------------------------------------------------


def _fail(message: str, status: int = WRONG_USE) -> NoReturn:
    print(f"Fejl: {message}", file=sys.stderr)
    raise typer.Exit(status)


def _known(written: str, known: Iterable[str], what: str) -> str:
    from udplan.values.words import fold, listed, nearest

    names = {fold(name): name for name in known}
    found = names.get(fold(written))
    if found is None:
        near = nearest(written, names.values())
        mente = f" Mente du {listed(near, 'eller')}?" if near else f" Skriv {listed(names.values(), 'eller')}."
        _fail(f"{what} »{written}« findes ikke.{mente}")
    return found


def _format(written: str | None, ud: Path | None, navn: str) -> str:
    from udplan.documents.formats import FORMATS
    from udplan.documents.publish import CALENDAR

    known = [*FORMATS, *(kind for name, kind in [CALENDAR] if name == navn)]
    if written is not None:
        return _known(written, known, "Formatet")
    return _known(ud.suffix.lstrip(".") or "md", known, "Formatet") if ud is not None else "md"


def _plan_folder(written: str | None) -> Path:
    try:
        return folders.find_plan(written, Path.cwd())
    except folders.NoPlan as error:
        _fail(str(error))


def _plan_folders(written: str | None, files: list[Path]) -> list[Path]:
    """The plans that a lint is about: the one that was named, or those that the files belong to."""
    if written is not None or not files:
        return [_plan_folder(written)]
    found: dict[Path, None] = {}
    for file in files:
        folder = folders.plan_of(file)
        if not file.exists():
            _fail(f"Filen {file} findes ikke.")
        if folder is None:
            _fail(f"Filen {file} ligger ikke i en plan: der er ingen plan.yaml over den.")
        found[folder] = None
    return list(found)


def _day(written: str | None, option: str = "--dato") -> date | None:
    """The day that was asked for; the one place where udplan asks the clock."""
    from datetime import date

    from udplan.values.times import parse_date
    from udplan.values.unknown import BadValue
    from udplan.values.words import fold

    if written is None:
        return None
    if fold(written).replace(" ", "-") in ("i-dag", "idag"):
        return date.today()
    try:
        return parse_date(written)
    except BadValue as error:
        _fail(f"{option}: {error.besked}")


def _lint(plans: list[Path], dag: date | None) -> Verdict:
    from udplan.lint.run import Verdict, lint
    from udplan.model.plan import load

    verdicts = [lint(load(folder), dag) for folder in plans]
    return Verdict(
        [problem for verdict in verdicts for problem in verdict.problems],
        [each for verdict in verdicts for each in verdict.excepted],
    )


def _plan(written: str | None) -> Plan:
    """The plan, if all of it can be read: a total must never shrink in silence."""
    from udplan.lint import output as verdicts
    from udplan.lint.run import lint
    from udplan.model.plan import load

    loaded = load(_plan_folder(written))
    if loaded.plan is None or loaded.unreadable:
        print(verdicts.problems_text(loaded.unreadable), file=sys.stderr)
        _fail("Planen kan ikke læses helt, så der bliver ikke skrevet noget. Ret fejlene ovenfor.", PLAN_HAS_ERRORS)
    errors = lint(loaded).errors
    if errors:
        print(f"Bemærk: planen har {errors} fejl. Kør udplan lint for at se dem.", file=sys.stderr)
    return loaded.plan


def _valg(plan: Plan, **wanted: Any) -> Valg:
    from udplan.figures.select import UnknownChoice, resolve

    try:
        return resolve(plan, **wanted)
    except UnknownChoice as error:
        _fail(str(error))


def _write(path: Path, content: str | bytes, *, bom: bool = False) -> None:
    from udplan import output

    output.write_file(path, content if isinstance(content, bytes) else content.encode("utf-8-sig" if bom else "utf-8"))
    print(f"Skrevet: {output.shown_path(path)}", file=sys.stderr)


def _write_rows(
    format: DataFormat,
    ud: Path | None,
    rows: list[Any],
    json: Callable[[], str],
    *shown: tuple[str | None, Callable[[], Any]],
) -> None:
    """Rows as the format asks for: csv, json, or one table after another, each with its heading."""
    from udplan import output
    from udplan.figures.tables import as_csv

    if ud is not None and format is DataFormat.TABEL:
        kind = ud.suffix.lstrip(".").lower()
        format = DataFormat(kind) if kind in (DataFormat.CSV, DataFormat.JSON) else format
    if format is DataFormat.TABEL:
        console = output.console()
        with console.capture() as capture:
            for heading, table in shown:
                if heading:
                    console.print(heading)
                console.print(table())
        text = "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"
        if ud is not None:
            _write(ud, text)
        else:
            print(text, end="")
        return
    bom = format is DataFormat.CSV
    text = as_csv(rows) if bom else json()
    if ud is not None:
        _write(ud, text, bom=bom)
    else:
        output.write_data(text, bom=bom)


def main() -> None:
    """The program: nothing that stands in a file or on the line ends in a traceback."""
    from udplan.output import prepare_streams

    prepare_streams()
    try:
        try:
            app(prog_name="udplan")
        finally:
            if sys.stdout is not None:  # it is, where the caller has closed it
                sys.stdout.flush()  # here, where a closed pipe or a full disk is still told in words
    except BrokenPipeError:
        # The reader (a pager, head) has seen enough; say nothing more, not even when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(DONE) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(f"Fejl: {error.strerror or error}{where}", file=sys.stderr)
        raise SystemExit(WRONG_USE) from None
    except Exception as error:
        if os.environ.get("UDPLAN_FEJLSOEG"):
            raise
        print(
            f"Der er en fejl i udplan selv ({type(error).__name__}: {error}). Planens filer er ikke ændret.\n"
            "Sæt UDPLAN_FEJLSOEG=1 for at se, hvor den er, og meld den.",
            file=sys.stderr,
        )
        raise SystemExit(WRONG_USE) from None


def program() -> None:
    """``main`` as the installed command: no garbage collector, and no taking apart at the end.

    A command is over before there is garbage worth looking for; and Python would take every module and the whole plan
    apart before it let go, which takes longer than it takes to check 150 files. The system frees them at once.
    """
    import gc

    gc.disable()
    try:
        main()
    except SystemExit as done:
        if isinstance(done.code, str):
            raise
        if sys.stderr is not None:
            sys.stderr.flush()
        os._exit(done.code or DONE)
