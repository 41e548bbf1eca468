"""``udplan start``: a new plan, from nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.asking import answer, answers, asks
from udplan.cli.shared.editor import wire, write_schemas
from udplan.cli.shared.steps import fail, quoted, remark, say, say_problems
from udplan.model import folders

if TYPE_CHECKING:
    from udplan.edit.new_plan import Body, NewPlan
    from udplan.model.planfile import Grundlag

EXAMPLES = """
Eksempler:
  udplan start
  udplan start --kommune "Norddjurs Kommune" --periode 2026-2029 --udvalg "BUU=Børne- og Ungdomsudvalget" --tovholder Skolechefen
"""

_T = TypeVar("_T")


def command(
    *,
    mappe: Annotated[
        str | None,
        typer.Argument(metavar="MAPPE", help="Planens mappe. Ellers plans/ og perioden, fx plans/2026-2029."),
    ] = None,
    kommune: Annotated[str | None, typer.Option("--kommune", metavar="NAVN", help="Kommunens navn.")] = None,
    periode: Annotated[
        str | None, typer.Option("--periode", metavar="ÅR", help="Budgetåret og overslagsårene, fx 2026-2029.")
    ] = None,
    enhed: Annotated[
        str | None,
        typer.Option(
            "--enhed",
            metavar="ENHED",
            help="Det, beløb skrives i: mio. kr. (hvis intet siges), 1.000 kr. eller kr.",
            autocompletion=completion.enheder,
        ),
    ] = None,
    udvalg: Annotated[
        list[str] | None,
        typer.Option(
            "--udvalg",
            metavar="KODE=NAVN",
            help="Et udvalg, fx BUU=Børne- og Ungdomsudvalget; gerne flere. ØK, FUDV, KCL, MED og KB kommer med af sig selv.",
        ),
    ] = None,
    tovholder: Annotated[
        list[str] | None,
        typer.Option("--tovholder", metavar="TITEL", help="En stilling, der kan være tovholder; gerne flere."),
    ] = None,
    gruppe: Annotated[
        list[str] | None,
        typer.Option("--gruppe", metavar="GRUPPE", help="En af aftalens grupper af hensigtserklæringer; gerne flere."),
    ] = None,
) -> None:
    """Lav en ny plan: plan.yaml, skemaerne til VS Code, og hvad der så skal ske. Spørger om det, der ikke er givet."""
    from udplan.edit import new_plan as making

    if mappe is not None:
        _must_be_free(Path(mappe))
    asked = asks()
    if not asked:
        _must_have({"--kommune": kommune, "--periode": periode, "--udvalg": udvalg})
    name = _given("--kommune", kommune, making.read_name) or answer(
        "Kommune", making.read_name, hint="fx Norddjurs Kommune"
    )
    years = _given("--periode", periode, making.read_period) or answer(
        "Periode", making.read_period, hint="budgetåret og overslagsårene, fx 2026-2029"
    )
    written = making.period_text(years)
    folder = Path(mappe) if mappe is not None else folders.new_plan(Path.cwd(), written)
    _must_be_free(folder)
    fora = [_certain("--udvalg", each, making.read_body) for each in udvalg or ()]
    tovholdere = [_certain("--tovholder", each, making.read_name) for each in tovholder or ()]
    grupper = [_certain("--gruppe", each, making.read_name) for each in gruppe or ()]
    unit = _given("--enhed", enhed, _unit) or (_asked_unit() if asked else _unit(""))
    try:
        bodies = making.with_standard(fora) if fora else _asked_bodies()
    except making.BadAnswer as error:
        fail(f"--udvalg: {error}")
    if asked:
        more = "en ad gangen, tom linje, når der ikke er flere"
        grupper = grupper or answers(
            "Gruppe af hensigtserklæringer", making.read_name, hint=f"fra budgetaftalen; {more}"
        )
        tovholdere = tovholdere or answers("Tovholder", making.read_name, hint=f"en stilling, fx Økonomichefen; {more}")
    titel = f"Udmøntningsplan {written}"
    _make(folder, making.NewPlan(titel, name, years, unit, bodies, _once(tovholdere), _once(grupper)))


#: What a plan cannot be made without, and how it is said.
_EXAMPLE = {
    "--kommune": ("kommunen", '--kommune "Norddjurs Kommune"'),
    "--periode": ("perioden", "--periode 2026-2029"),
    "--udvalg": ("udvalgene", '--udvalg "BUU=Børne- og Ungdomsudvalget"'),
}


def _must_have(options: Mapping[str, object]) -> None:
    from udplan.values.words import listed

    lacking = [_EXAMPLE[option] for option, given in options.items() if not given]
    if lacking:
        said, written = zip(*lacking, strict=True)
        again = "; --udvalg skrives én gang for hvert" if not options["--udvalg"] else ""
        fail(f"Sig {listed(said)}, fx {' '.join(written)}{again}.")


def _given(option: str, written: str | None, read: Callable[[str], _T]) -> _T | None:
    return None if written is None else _certain(option, written, read)


def _certain(option: str, written: str, read: Callable[[str], _T]) -> _T:
    try:
        return read(written)
    except ValueError as error:
        fail(f"{option}: {error}")


def _unit(written: str) -> str:
    """The unit that was meant; mio. kr. where nothing is said."""
    from udplan.edit.new_plan import BadAnswer
    from udplan.values.amounts import ENHEDER
    from udplan.values.words import listed, shortened

    if not written.strip():
        return ENHEDER[0]
    unit = next((unit for unit in ENHEDER if _bare(unit) == _bare(written)), None)
    if unit is None:
        raise BadAnswer(f"»{shortened(written)}« er ikke en enhed. Skriv {listed(ENHEDER, 'eller')}")
    return unit


def _bare(unit: str) -> str:
    from udplan.values.words import fold

    return fold(unit).replace(" ", "").replace(".", "")


def _asked_unit() -> str:
    from udplan.values.amounts import ENHEDER
    from udplan.values.words import listed

    return answer("Enhed", _unit, choices=ENHEDER, hint=f"{listed(ENHEDER, 'eller')}; tom linje er {ENHEDER[0]}")


def _asked_bodies() -> list[Body]:
    """The bodies of the plan, asked for: the committees one by one, and for each standard one whether it is there."""
    from udplan.edit import new_plan as making
    from udplan.model.planfile import Slags

    fora: list[Body] = []
    without: list[str] = []

    def more(text: str) -> Body | None:
        if not text and not fora:
            raise making.BadAnswer("Planen skal have mindst ét udvalg. Skriv fx BUU=Børne- og Ungdomsudvalget.")
        if not text:
            return None
        body = making.read_body(text)
        making.with_standard([*fora, body])
        return body

    def standard(body: Body, text: str) -> Body | None:
        if text.casefold() in ("nej", "n"):
            without.append(body.kode)
            return None
        given = making.read_body(text)._replace(slags=body.slags) if text else body
        making.with_standard([*fora, given])
        return given

    hint = "kode og navn, fx BUU=Børne- og Ungdomsudvalget; et ad gangen, tom linje, når der ikke er flere"
    while (one := answer("Udvalg", more, hint=hint)) is not None:
        fora.append(one)
    for body in making.STANDARD:
        if body.slags not in {each.slags for each in fora}:
            label = str(body.slags).capitalize() if body.slags is not Slags.GRUPPE else "Alle fagudvalg"
            hint = f"tom linje er {body.kode}={body.navn}; nej, hvis planen ikke skal have det"
            if one := answer(label, lambda text, body=body: standard(body, text), hint=hint):  # type: ignore[misc]
                fora.append(one)
    return making.with_standard(fora, without=without)


def _once(names: list[str]) -> list[str]:
    from udplan.values.words import fold

    return list({fold(name): name for name in reversed(names)}.values())[::-1]


# --- where, and what is made ------------------------------------------------------------------------------------------


def _must_be_free(folder: Path) -> None:
    """Refuse a folder that is a plan, is in one, or is none; nothing is written over."""
    from udplan.output import shown_path

    name = shown_path(folder)
    if not str(folder).strip() or str(folder) == ".." or (folder.exists() and not folder.is_dir()):
        fail(f"{name} er ikke en mappe. Skriv navnet på en ny mappe, fx plans/2026-2029.")
    if there := folders.plan_file_in(folder):
        fail(f"{shown_path(there)} findes allerede og bliver ikke rørt. Ret i den, eller vælg en anden mappe.")
    if above := folders.plan_of(folder):
        fail(f"{name} ligger i planen {shown_path(above)}. Vælg en mappe ved siden af den.")


def _make(folder: Path, new: NewPlan) -> None:
    from udplan import output
    from udplan.disk.refusals import refusal
    from udplan.disk.writing import create_file
    from udplan.edit.new_plan import new_plan
    from udplan.lint.rules.tovholder_er_person import is_person

    raw = new_plan(new).encode("utf-8")
    grundlag = _checked(folder, raw)
    file = folder / folders.PLAN_FILE
    folder.mkdir(parents=True, exist_ok=True)
    write_schemas(folder, grundlag)
    try:
        wire(folder)
    except OSError as error:  # the plan is none the worse
        remark(refusal(error))
    try:
        create_file(file, raw)  # last: a run that was stopped can be made again
    except FileExistsError:
        fail(f"{output.shown_path(file)} blev lavet imens og er ikke rørt.")
    output.show(output.shown_path(file))
    for person in filter(is_person, new.tovholdere):
        remark(f"{person} ligner et personnavn. Skriv stillingen, fx Økonomichefen, under tovholdere i plan.yaml.")
    _say_next(folder, grundlag)


def _checked(folder: Path, raw: bytes) -> Grundlag:
    """The plan as it would be read, with nothing wrong in plan.yaml; what else lies in the folder is another matter."""
    from udplan.lint.run import lint
    from udplan.model.plan import load

    file = folder / folders.PLAN_FILE
    loaded = load(folder, {file: raw})
    problems = [problem for problem in lint(loaded).problems if problem.fil == file]
    if problems or loaded.plan is None:
        say_problems(problems)
        fail("Planen kan ikke laves af det, der er svaret. Intet er skrevet.")
    return loaded.plan.grundlag


def _say_next(folder: Path, grundlag: Grundlag) -> None:
    from udplan.output import shown_path
    from udplan.values.words import listed

    at = "" if _is_meant(folder) else f" --plan {quoted(shown_path(folder))}"
    say(f"Planen er lavet for {grundlag.kommune}, {grundlag.årene}, med {listed(grundlag.fora)}.")
    say("Ret navnene i plan.yaml, hvis noget hedder andet hos jer. Så kan du:")
    steps = {
        f'udplan ny "Overskrift på punktet"{at}': "lave filen til ét punkt",
        f"udplan import tabel.docx{at}": "hente punkterne fra jeres egen tabel i Word eller Excel",
        f"udplan lint{at}": "se, om noget mangler eller er skrevet forkert",
    }
    for command_line, what in steps.items():
        say(f"  {command_line:{max(map(len, steps))}}  {what}")


def _is_meant(folder: Path) -> bool:
    """Whether the plan is the one that a command is about where none is named."""
    try:
        return folders.find_plan(None, Path.cwd()).resolve() == folder.resolve()
    except folders.NoPlan:
        return False
