"""The commands as a room: each is a file that is named, options are declared once, and the start is quick."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import pytest
import typer
from typer.testing import CliRunner

from tests.command_line import udplan
from tests.plans import PlanFolder, item, sound
from udplan.cli import commands
from udplan.cli.app import app
from udplan.cli.commands import report as report_command
from udplan.cli.commands import sum as sum_command
from udplan.cli.dansk import DanskApp
from udplan.cli.shared.options import Udsnit, Udvælgelse, spread
from udplan.documents.reports import REPORTS
from udplan.figures.select import FRIST, Valg, resolve, select
from udplan.figures.sums import Pr
from udplan.publish import document as publish

ROOT = Path(__file__).parent.parent
FOLDER = Path(inspect.getfile(commands)).parent


def options(name: str) -> list[str]:
    """The options of a command, as they are written, in the order of its help page."""
    group: Any = typer.main.get_command(app)
    return [option for param in group.commands[name].params for option in param.opts if option.startswith("-")]


def of(kind: type[Udvælgelse]) -> list[str]:
    names = [*Udvælgelse.__annotations__, *(Udsnit.__annotations__ if kind is Udsnit else ())]
    return [f"--{name.replace('_', '-')}" for name in names]


def test_every_file_of_a_command_is_named() -> None:
    files = {file.stem for file in FOLDER.glob("*.py")} - {"__init__"}
    assert files == {*map(commands.file_name, commands.NAMES)}
    group: Any = typer.main.get_command(app)
    assert {name: command.name for name, command in group.commands.items()} == {name: name for name in commands.NAMES}


@pytest.mark.parametrize("name", commands.NAMES)
def test_every_command_says_what_it_does_and_shows_examples_of_itself(name: str) -> None:
    module = commands.module(name)
    assert module.command.__doc__
    first, *examples = module.EXAMPLES.strip().splitlines()
    assert first == "Eksempler:"
    assert all(example.startswith(f"  udplan {name}") for example in examples)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("opret", "Mente du ny?"),
        ("new", "Mente du ny?"),
        ("tjek", "Mente du lint?"),
        ("check", "Mente du lint?"),
        ("rapport", "Mente du report?"),
        ("liste", "Mente du list?"),
        ("summer", "Mente du sum?"),
        ("fix", "Mente du ret?"),
        ("diff", "Mente du sammenlign?"),
        ("EXPORT", "Mente du eksport?"),
        ("Aendringer", "Det er et dokument. Skriv udplan report ændringer."),
        ("lnit", "Mente du list eller lint?"),
        ("kontroltal", "Skriv udplan sum --kontroltal."),
        ("årshjul", "Det er et dokument. Skriv udplan report årshjul."),
        ("init", "Mente du start?"),
        ("ny-plan", "Mente du start?"),
        ("rename", "Mente du omdøb?"),
        ("importer", "Mente du import?"),
        ("indlæs", "Mente du import?"),
        ("svar", "Mente du modtag?"),
        ("rykker", "Mente du runde?"),
        ("outlook", "Mente du runde?"),
        ("afslut", "Mente du luk?"),
        ("preview", "Mente du vis?"),
        ("forhåndsvisning", "Mente du vis?"),
        ("excel", "Skriv udplan regneark for et ark at rette i, eller -o punkter.xlsx efter list, sum og eksport."),
        ("word", "Skriv udplan report -o plan.docx for et dokument, eller udplan import for at hente et skema."),
        ("slet", "Slet punktets fil, eller skriv udplan luk, når det er afsluttet."),
    ],
)
def test_an_unknown_command_is_known_by_what_it_does(word: str, said: str) -> None:
    ran = udplan(word)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f'Fejl: Kommandoen "{word}" findes ikke. {said}\nPrøv "udplan --help".\n'


def test_what_an_unknown_command_is_answered_with_is_there() -> None:
    for said in set(commands.MEANT.values()) - {*commands.NAMES}:
        for name, option in re.findall(r"udplan (\w+)?(?: ?(--\w+))?", said):
            assert name in ("", *commands.NAMES), said
            assert not option or option in (*options(name or "sum"), "--help", "--version"), said
    assert not set(commands.MEANT) & {*commands.NAMES}
    documents = {
        word for word, said in commands.MEANT.items() if said == f"Det er et dokument. Skriv udplan report {word}."
    }
    assert documents == {*REPORTS}


# --- what selects ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "kind"), [("sum", Udvælgelse), ("list", Udsnit), ("report", Udsnit), ("vis", Udsnit)])
def test_a_command_that_selects_has_every_option_that_does_side_by_side(name: str, kind: type[Udvælgelse]) -> None:
    had = options(name)
    first = had.index("--udvalg")
    assert had[first : first + len(of(kind))] == of(kind)


def test_what_is_selected_by_is_a_field_of_a_valg_by_the_same_name_and_default() -> None:
    defaults = {field.name: field.default for field in fields(Valg)}
    for name in (*Udvælgelse.__annotations__, *Udsnit.__annotations__):
        assert getattr(Udsnit, name) == defaults[name]


class WithOneMore(Udvælgelse):
    """The same, and an option that there is none of."""

    kun_nye: Annotated[bool, typer.Option("--kun-nye", help="Kun de nye.")] = False


def test_a_new_option_that_selects_is_a_line_in_one_place() -> None:
    got: list[dict[str, Any]] = []

    def command(
        *,
        plan: Annotated[str | None, typer.Option("--plan", metavar="MAPPE")] = None,
        asked: WithOneMore,
        ud: Annotated[str | None, typer.Option("-o", metavar="FIL")] = None,
    ) -> None:
        """Vis."""
        got.append({"plan": plan, "ud": ud} | vars(asked))

    small = DanskApp()
    small.command("vis")(spread(command))
    ran = CliRunner().invoke(small, ["--plan", "x", "--UDVALG", "AU", "--kun-nye", "-o", "y"])
    assert (ran.exit_code, ran.output) == (0, "")
    typed = {name: getattr(Udvælgelse, name) for name in get_type_hints(Udvælgelse)} | {"udvalg": "AU"}
    assert got == [{"plan": "x", "ud": "y", "kun_nye": True} | typed]
    page = CliRunner().invoke(small, ["--help"]).output
    places = [page.index(option) for option in ("--plan", "--udvalg", "--uafsluttede", "--kun-nye", "-o FIL")]
    assert places == sorted(places)


#: For each option that selects: a value that leaves out some items of the real plan.
CHOOSES = {
    "udvalg": "AU",
    "tovholder": "Arbejdsmarkedschefen",
    "art": "råderum",
    "tema": "Økonomisk bæredygtighed",
    "tværgående": True,
    "uafsluttede": True,
}


@pytest.mark.parametrize("name", get_type_hints(Udvælgelse))
def test_every_option_that_selects_leaves_something_out(name: str, plan_folder: PlanFolder) -> None:
    files = {
        "a.yaml": item(art="råderum", tema="Økonomisk bæredygtighed", tværgående="ja"),
        "b.yaml": item(slut="X", udvalg="BUU", sagsgang="BUU, KB", tovholder="Økonomichefen"),
    }
    plan = sound(plan_folder(files))
    assert name in CHOOSES, f"{name}: say here which value of it leaves something out"
    chosen = select(plan, resolve(plan, **{name: CHOOSES[name]}))
    assert [indsats.id for indsats in chosen] == ["a"], f"select.py asks nowhere for Valg.{name}"


def test_what_the_help_says_without_importing_it_is_so() -> None:
    assert tuple(Pr) == sum_command.PER
    assert inspect.signature(report_command.command).parameters["frist"].default == FRIST


# --- what goes wrong -------------------------------------------------------------------------------------------------


def test_a_fault_in_udplan_is_not_told_as_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise ValueError("year 99999 is out of range")

    monkeypatch.setattr(publish, "finished", faulty)
    monkeypatch.chdir(ROOT)
    ran = CliRunner().invoke(app, ["report", "plan"])
    assert isinstance(ran.exception, ValueError)
    assert ran.output == ""


# --- start-up --------------------------------------------------------------------------------------------------------

SLOW = ("pydantic", "rich", "jinja2", "ruamel")
CODE = f"""\
import sys, udplan.cli.app as cli
try: cli.app(sys.argv[1:], prog_name='udplan')
except SystemExit: pass
print(*(name for name in {SLOW} if name in sys.modules), file=sys.stderr)
"""


def imported(*words: str, complete: str = "") -> tuple[str, list[str]]:
    """What udplan prints, and which of the slow packages it imported for that."""
    *before, word = complete.split(" ")
    completing = {"_UDPLAN_COMPLETE": "complete_zsh", "_TAB_WORDS": "\n".join(before), "_TAB_WORD": word}
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", **(completing if complete else {})}
    ran = subprocess.run([sys.executable, "-c", CODE, *words], cwd=ROOT, env=env, capture_output=True, check=True)
    return ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8").split()


def test_completion_comes_at_once() -> None:
    for complete, suggested in (("udplan re", "report"), ("udplan report --tv", "--tværgående")):
        text, slow = imported(complete=complete)
        assert suggested in text
        assert slow == []
    text, slow = imported(complete="udplan report --udvalg B")
    assert "BUU" in text
    assert slow == ["ruamel"]  # it reads plan.yaml


def test_no_module_of_a_command_imports_what_is_slow() -> None:
    text, slow = imported("--version")
    assert text.startswith("udplan ")
    assert slow == []


@pytest.mark.process
def test_a_run_imports_the_command_that_it_runs_and_no_other() -> None:
    code = CODE.rpartition("print(")[0] + (
        "print(*sorted(name for name in sys.modules if name.startswith('udplan.cli.commands.')), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, "RET", "--help"], cwd=ROOT, capture_output=True, check=True)
    assert ran.stderr.decode("utf-8").split() == ["udplan.cli.commands.ret"]
