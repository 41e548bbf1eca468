"""Everything that typer prints is Danish: each error is provoked, and typer's source searched for more."""

from __future__ import annotations

import ast
import inspect
import os
import re
import subprocess
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from subprocess import CalledProcessError
from typing import Annotated, Any

import pytest
import typer
from typer._click.types import ParamType
from typer._types import TyperChoice
from typer.core import TyperGroup, TyperOption
from typer.main import get_command
from typer.testing import CliRunner, Result

from tests.command_line import udplan
from udplan.cli import dansk
from udplan.cli.app import app as program
from udplan.cli.dansk import DanskApp
from udplan.cli.dansk.errors import PHRASES, on_screen
from udplan.cli.dansk.help_page import TYPERS
from udplan.cli.dansk.params import DASHES

TYPER = Path(typer.__file__).parent
DANSK = Path(dansk.__file__).parent


class Format(StrEnum):
    MD = "md"
    HTML = "html"
    DOCX = "docx"


#: A small program with one of every kind of parameter that udplan's commands have.
app = DanskApp(help="Gør en plan til dokumenter.", no_args_is_help=True)


@app.callback(invoke_without_command=True)
def root() -> None: ...


@app.command(
    epilog="""
    Eksempler:
      udplan report --udvalg BUU
      udplan report --udvalg ØK --format html -o en/lang/sti/til/en/fil/paa/et/drev/langt/borte/udvalg.html
    """
)
def report(
    navn: Annotated[str | None, typer.Argument(metavar="NAVN", help="Rapportens navn.")] = None,
    udvalg: Annotated[str | None, typer.Option(metavar="UDVALG", help="Kun dette udvalg.")] = None,
    tema: Annotated[list[str] | None, typer.Option(metavar="TEMA", help="Kun disse temaer.")] = None,
    form: Annotated[Format, typer.Option("--format", help="Dokumentets format.")] = Format.MD,
    ud: Annotated[Path | None, typer.Option("-o", "--ud", metavar="FIL", help="Filen at skrive i.")] = None,
    tværgående: Annotated[bool, typer.Option("--tværgående", help="Kun de tværgående.")] = False,
    frist: Annotated[
        int, typer.Option("--frist", metavar="DAGE", min=0, max=90, help="Så gammel må en status være.")
    ] = 45,
) -> None:
    """Skriv et dokument med beløb i mio. kr. og pr. år.

    Mere om sagen.
    """
    typer.echo(f"{navn} {udvalg} {tema} {form.value} {ud} {tværgående} {frist}")


@app.command()
def tråd(ord: Annotated[list[str], typer.Argument(metavar="ORD", help="Ordene.")]) -> None:
    """Gentag ordene."""
    typer.echo("|".join(ord))


@app.command()
def stop() -> None:
    """Hold op."""
    raise typer.Abort


@app.command()
def plan_fejl() -> None:
    """Afslut med 1."""
    raise typer.Exit(1)


def run(*args: str, **env: str) -> Result:
    return CliRunner().invoke(app, args, prog_name="udplan", env=env)


def refused(*args: str, **env: str) -> str:
    """The error without its last line, which must show the way to help."""
    result = run(*args, **env)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    *error, way, end = result.stderr.split("\n")
    assert re.fullmatch(r'Prøv "udplan( \w+)* --help"\.', way), result.stderr
    assert not end
    return "\n".join(error)


# ---- errors ----


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("report --udvlag x", "Valgmuligheden --udvlag findes ikke. Mente du --udvalg?"),
        ("report --TVÆRAAENDE", "Valgmuligheden --TVÆRAAENDE findes ikke. Mente du --tværgående?"),
        ("report --qqqq=1", "Valgmuligheden --qqqq findes ikke."),
        ("report -x", "Valgmuligheden -x findes ikke."),
        ("report -udvalg BUU", "Valgmuligheden -udvalg findes ikke. Mente du --udvalg?"),
        ("report --hjælp", "Valgmuligheden --hjælp findes ikke. Mente du --help?"),
        ("report –udvalg BUU", "Stregen i –udvalg er en tankestreg. Skriv to bindestreger: --udvalg."),
        ("report −Tema=x", "Stregen i −Tema er en tankestreg. Skriv to bindestreger: --Tema."),
        ("report --udvalg", "--udvalg skal følges af en værdi: --udvalg UDVALG."),
        ("report -o", "--ud skal følges af en værdi: --ud FIL."),
        ("report --tværgående=ja", "--tværgående tager ingen værdi. Skriv den uden lighedstegn."),
        ("report --udvalg A --UDVALG B", "--udvalg står her mere end en gang. Skriv den kun en gang."),
        ("report a b", "Der er noget tilovers på linjen: b."),
        ("report a udvalg BUU", "Der er noget tilovers på linjen: udvalg BUU. Mente du --udvalg?"),
        ("report --format pdf", '--format: "pdf" kan ikke vælges. Vælg md, html eller docx.'),
        (
            "report --format htlm",
            '--format: "htlm" kan ikke vælges. Vælg md, html eller docx. Mente du html?',
        ),
        ("reprot", 'Kommandoen "reprot" findes ikke. Mente du report?'),
        (
            "qqqq",
            'Kommandoen "qqqq" findes ikke. Skriv report, tråd, stop eller plan-fejl.',
        ),
        ("tråd", "Argumentet ORD mangler."),
        ("report --frist 1,5", '--frist: "1,5" er ikke et helt tal.'),
        ("report --frist -5", '--frist: "-5" er uden for rækkevidde. Skriv et helt tal fra 0 til 90.'),
        ("report --frist 91", '--frist: "91" er uden for rækkevidde. Skriv et helt tal fra 0 til 90.'),
        ("report --udvalg=", "--udvalg er tom. Skriv --udvalg UDVALG, eller udelad den."),
        ("report --tema=a --tema=", "--tema er tom. Skriv --tema TEMA, eller udelad den."),
        ("report --format=", "--format er tom. Skriv --format md|html|docx, eller udelad den."),
        ("report --frist=", "--frist er tom. Skriv --frist DAGE, eller udelad den."),
    ],
)
def test_an_error_says_what_is_wrong_in_danish(line: str, said: str) -> None:
    assert refused(*line.split()) == f"Fejl: {said}"


def test_no_right_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert refused("report", "-o", str(tmp_path)) == f'Fejl: --ud: Du har ikke adgang til at læse "{tmp_path}".'


def test_way_to_help_names_the_command_that_refused() -> None:
    assert run("tråd").stderr.endswith('Prøv "udplan tråd --help".\n')


def test_nothing_typed_can_steer_the_terminal() -> None:
    for args in (["report", "--\x1b[31m"], ["\x1b[31m"], ["report", "a", "\x1b\u202eb"], ["\u202e"]):
        assert refused(*args).isprintable()
    assert refused("report", "--frist", "\u202e1") == 'Fejl: --frist: "<U+202E>1" er ikke et helt tal.'


def test_status_of_the_process() -> None:
    assert (run("stop").exit_code, run("stop").stderr) == (130, "Afbrudt.\n")
    assert run("plan-fejl").exit_code == 1
    assert run("report").exit_code == 0


def test_no_arguments_shows_help_as_wrong_use() -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == run("--help").stdout


def test_a_text_of_our_own_is_left_as_it_is() -> None:
    assert on_screen(typer.TyperException("Planen er tom.")) == "Fejl: Planen er tom."


# ---- names of options and commands ----


@pytest.mark.parametrize("name", ["--tværgående", "--TVÆRGÅENDE", "--tvaergaaende", "--Tværgaaende"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_option_is_known_in_any_spelling(name: str, form: Any) -> None:
    assert run("report", unicodedata.normalize(form, name)).stdout == "None None None md None True 45\n"


def test_short_options_values_and_equals_signs_work_as_typer_has_them() -> None:
    said = run("report", "NAVN", "-oX.md", "--UDVALG=Økonomi=Ø", "--tema", "A", "--Tema", "å", "--format", "HTML")
    assert said.stdout == "NAVN Økonomi=Ø ['A', 'å'] html X.md False 45\n"
    assert run("report", "-o", "-").stdout == "None None None md - False 45\n"


def test_values_are_passed_on_as_they_were_typed() -> None:
    decomposed = unicodedata.normalize("NFD", "Årsag")
    assert run("report", "--udvalg", decomposed).stdout.split()[1] == decomposed


def test_words_after_two_hyphens_are_left_alone() -> None:
    words = ["--Tværgående", "–udvalg", "--", unicodedata.normalize("NFD", "å"), "-O"]
    assert run("tråd", "--", *words).stdout == "|".join(words) + "\n"
    assert run("report", "--", "–udvalg").stdout.startswith("–udvalg None")


@pytest.mark.parametrize("name", ["tråd", "TRÅD", "traad", unicodedata.normalize("NFD", "Tråd")])
def test_a_command_is_known_in_any_spelling(name: str) -> None:
    assert run(name, "a").stdout == "a\n"
    assert "Brug: udplan tråd " in run(name, "--help").stdout


# ---- help ----


def test_help_of_the_program() -> None:
    assert (
        run("--help").stdout
        == """\
Brug: udplan [VALGMULIGHEDER] KOMMANDO ...

  Gør en plan til dokumenter.

Kommandoer:
  report     Skriv et dokument med beløb i mio. kr. og pr. år.
  tråd       Gentag ordene.
  stop       Hold op.
  plan-fejl  Afslut med 1.

Valgmuligheder:
  --install-completion  Slå fuldførelse med Tab til i denne kommandolinje.
  --show-completion     Vis scriptet bag fuldførelse med Tab, til at kopiere
                        eller tilpasse.
  --help                Vis denne hjælp.
"""
    )


def test_help_of_a_command_keeps_the_lines_of_its_examples() -> None:
    assert (
        run("report", "--help").stdout
        == """\
Brug: udplan report [VALGMULIGHEDER] [NAVN]

  Skriv et dokument med beløb i mio. kr. og pr. år.

  Mere om sagen.

Argumenter:
  NAVN  Rapportens navn.

Valgmuligheder:
  --udvalg UDVALG        Kun dette udvalg.
  --tema TEMA            Kun disse temaer.
  --format md|html|docx  Dokumentets format. [ellers md]
  -o, --ud FIL           Filen at skrive i.
  --tværgående           Kun de tværgående.
  --frist DAGE           Så gammel må en status være. [ellers 45]
  --help                 Vis denne hjælp.

Eksempler:
  udplan report --udvalg BUU
  udplan report --udvalg ØK --format html -o en/lang/sti/til/en/fil/paa/et/drev/langt/borte/udvalg.html
"""
    )


def test_help_shows_an_argument_that_must_be_there() -> None:
    assert (
        run("tråd", "--help").stdout
        == """\
Brug: udplan tråd [VALGMULIGHEDER] ORD...

  Gentag ordene.

Argumenter:
  ORD...  Ordene. [skal skrives]

Valgmuligheder:
  --help  Vis denne hjælp.
"""
    )


def test_help_has_no_english() -> None:
    english = re.compile(
        r"\b(usage|options?|arguments?|args|commands?|show|this|message|exit|required|default|dynamic|error"
        r"|try|the|current|shell|install|copy|env|var|deprecated|missing|invalid|text|str|int|float|path"
        r"|directory|file|filename|boolean|datetime|range|choice)\b",
        re.IGNORECASE,
    )
    for name in ("", *PROGRAM.commands):
        page = CliRunner().invoke(program, [*name.split(), "--help"], prog_name="udplan").output
        text = re.sub(r"(?<!\w)--?[\w-]+", "", page)
        assert english.findall(text) == []


def in_a_process(*args: str, encoding: str = "utf-8", **env: str) -> str:
    """What the sample app above prints in a Python of its own, which reads these variables as it starts."""
    code = "import sys; sys.argv[0] = 'udplan'; from test_dansk import app; app(prog_name='udplan')"
    found = subprocess.run(
        [sys.executable, "-c", code, *args],
        capture_output=True,
        encoding=encoding,
        cwd=Path(__file__).parent,
        env={
            **os.environ,
            "PYTHONPATH": str(DANSK.parents[2]),
            "PYTHONIOENCODING": encoding,
            **env,
        },
        check=False,
    )
    return found.stdout + found.stderr


@pytest.mark.process
def test_help_is_the_same_everywhere() -> None:
    loud = {"FORCE_COLOR": "1", "GITHUB_ACTIONS": "true", "TERMINAL_WIDTH": "200", "COLUMNS": "40"}
    assert in_a_process("report", "--help", encoding="cp1252", **loud) == run("report", "--help").stdout
    assert in_a_process("report", "--nix", **loud) == run("report", "--nix").stderr


@pytest.mark.parametrize(("columns", "width"), [(30, 60), (60, 60), (80, 78), (92, 90), (102, 100), (300, 100)])
def test_help_is_as_wide_as_the_terminal_it_is_shown_on(columns: int, width: int) -> None:
    page = udplan("--help", typed=[], COLUMNS=str(columns)).out.partition("Eksempler:")[0]
    assert width - 14 <= max(map(len, page.splitlines())) <= width
    assert udplan("--help", COLUMNS=str(columns)).out == udplan("--help", typed=[], COLUMNS="80").out


# ---- completion ----


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and bash for a shell: installing writes in both."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "bash")
    assert Path.home() == tmp_path
    return tmp_path


# Typer reads and writes the shell's own files in the machine's encoding.
@pytest.mark.filterwarnings("ignore::EncodingWarning")
def test_completion_is_installed_in_danish(home: Path) -> None:
    result = run("--install-completion")
    script = home / ".bash_completions" / "udplan.sh"
    assert script.is_file()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"Fuldførelse med Tab er slået til i bash. Scriptet ligger i {script}\n"
        "Den virker, når du åbner et nyt vindue.\n"
    )


@pytest.mark.filterwarnings("ignore::EncodingWarning")
def test_completion_that_cannot_be_installed(home: Path) -> None:
    (home / ".bash_completions").touch()
    said = refused("--install-completion")
    assert said == (
        "Fejl: Fuldførelse med Tab kunne ikke slås til i bash. "
        f"{home / '.bash_completions'} findes allerede og er ikke en mappe."
    )


@pytest.mark.filterwarnings("ignore::EncodingWarning")
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
            "dens opsætningsfil er ikke gemt som UTF-8.",
        ),
        (CalledProcessError(1, "pwsh"), "den ville ikke sige, hvor dens opsætning ligger."),
        (RuntimeError("Could not determine home directory."), "systemet siger ikke, hvor din egen mappe er."),
    ],
    ids=["encoding", "powershell", "home"],
)
def test_whatever_keeps_completion_from_being_installed_is_told_in_danish(
    home: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fails(**_: object) -> None:
        raise error

    monkeypatch.setattr("typer._completion_shared.install", fails)
    told = refused("--install-completion")
    assert told == f"Fejl: Fuldførelse med Tab kunne ikke slås til i bash: {said}"


def test_completion_is_shown(home: Path) -> None:
    assert "complete -o default -F _udplan_completion udplan" in run("--show-completion").stdout


@pytest.mark.parametrize("shell", ["cmd", None])
@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_a_shell_without_completion(
    home: Path, monkeypatch: pytest.MonkeyPatch, shell: str | None, option: str
) -> None:
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: shell)
    assert refused(option) == (
        f"Fejl: Fuldførelse med Tab findes til bash, zsh, fish, powershell og pwsh, ikke til {shell or 'denne linje'}."
    )


def completed(of: typer.Typer, shell: str, *words: str) -> str:
    given = {"_TAB_WORDS": "\n".join(("udplan", *words[:-1])), "_TAB_WORD": words[-1]}
    return CliRunner().invoke(of, prog_name="udplan", env={"_UDPLAN_COMPLETE": f"complete_{shell}", **given}).stdout


def test_completion_completes_commands_and_options() -> None:
    assert completed(app, "bash", "re") == "report\n"
    assert completed(app, "bash", "report", "--tv") == "--tværgående\n"


def test_what_stands_beside_a_suggestion_is_danish_and_on_its_line() -> None:
    text = completed(program, "zsh", "sum", "--")
    assert "\n--help\tVis denne hjælp.\n" in text
    assert "gruppe, kode, bevilling; eller to.\n" in text


# ---- nothing that typer can say of udplan's commands is forgotten ----


def group(of: typer.Typer) -> TyperGroup:
    command = get_command(of)
    assert isinstance(command, TyperGroup)
    return command


PROGRAM = group(program)
COMMANDS = [PROGRAM, *PROGRAM.commands.values()]
PARAMS: list[Any] = [param for command in COMMANDS for param in command.params]


def is_flag(param: Any) -> bool:
    return isinstance(param, TyperOption) and bool(param.is_flag)


def test_the_commands_have_nothing_that_dansk_has_no_words_for() -> None:
    """What fails here is a feature of typer's that no command had before: give it words in ``dansk`` first."""
    for command in COMMANDS:
        assert not (command.deprecated or command.hidden or command.short_help), command.name
    for param in PARAMS:
        assert param.help, param
        assert not param.envvar or param.type.name == "str", param  # an error would not say where the value is from
        assert None not in (getattr(param.type, "min", 0), getattr(param.type, "max", 0)), param  # a range has two ends
        assert not (param.hidden or (param.show_envvar and param.envvar) or callable(param.default)), param
        if isinstance(param, TyperOption):
            assert param.nargs == 1, param
            assert not (param.required or param.count or param.secondary_opts or param.prompt), param
            assert param.is_flag or param.metavar or isinstance(param.type, TyperChoice), param
        else:
            assert param.metavar, param
            assert param.nargs in (1, -1), param


def test_every_kind_of_parameter_is_in_the_small_program_too() -> None:
    small = group(app)
    params = [param for command in (small, *small.commands.values()) for param in command.params]
    assert {type(param.type) for param in PARAMS} == {type(param.type) for param in params}


def subclasses(kind: type[Any]) -> set[type[Any]]:
    return {kind}.union(*(subclasses(below) for below in kind.__subclasses__()))


def test_every_class_of_error_in_typer_is_known() -> None:
    """A class that is new here needs a case in ``danish``, and an error in the list above."""
    import typer._click.exceptions as its

    assert {kind for kind in subclasses(typer.TyperException) if kind.__module__.startswith("typer")} == {
        typer.TyperException,
        its.ClickException,
        its.UsageError,
        its.BadParameter,
        its.MissingParameter,
        its.NoSuchOption,
        its.BadOptionUsage,
        its.NoArgsIsHelpError,
        its.BadArgumentUsage,  # never: of an argument with a number of values
        its.FileError,  # never: of a parameter that is an open file
    }
    own = {name for name, kind in vars(typer).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert own == {"Abort", "BadParameter", "Exit", "TyperException"}


def sources() -> Iterator[ast.stmt]:
    """Each piece of typer's source, less what udplan never runs: its command, rich and the test tools."""
    for path in sorted(TYPER.rglob("*.py")):
        if path.name not in {"cli.py", "rich_utils.py", "testing.py"}:
            yield from ast.parse(path.read_text(encoding="utf-8")).body


def written(node: ast.expr, sample: dict[str, str]) -> str | None:
    """A text as the source writes it, with samples where values go; None when it is no text."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(written(part, sample)) for part in parts)
        case ast.FormattedValue(value=value):
            return sample.get(ast.unparse(value), "'x'")
        case ast.Call(func=ast.Name("_"), args=[text]):
            return written(text, sample)
        case ast.Call(func=ast.Attribute(value=ast.Call() as inner, attr="format")):
            return re.sub(r"\{.*?\}", "'x'", str(written(inner, sample)))
        case ast.BinOp(left=ast.Call() | ast.Constant() as left):
            return written(left, sample)
    return None


def calls(piece: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(piece):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node


def refusals(piece: ast.AST, type_name: str = "") -> set[str]:
    """The texts that a piece of typer's source can refuse a line with; a type's own stand with its name in them."""
    sample = {"self.name": type_name, "self.name.title()": type_name.title(), "name": type_name.title()}
    sample["self._describe_range()"] = "0<=x<=90"
    refused = {written(call.args[0], sample) for call in calls(piece, "fail", "UsageError", "BadParameter")}
    refused |= {  # the text of a choice is made in a function of its own
        written(node.value, sample)
        for node in ast.walk(piece)
        if isinstance(node, ast.Return) and node.value is not None and "is not one of" in ast.unparse(node)
    }
    return {text for text in refused if text is not None}


def refusals_of(kind: ParamType) -> set[str]:
    """The texts that a type can refuse a value with."""
    classes = [each for each in type(kind).__mro__ if issubclass(each, ParamType)]
    pieces = [ast.parse(textwrap.dedent(inspect.getsource(each))) for each in classes]
    return {text for piece in pieces for text in refusals(piece, kind.name)}


#: What none of our parameters can be refused with, and what one would have to be.
NEVER: dict[str, Callable[[Any], bool]] = {
    "Path 'x' does not exist.": lambda param: param.type.exists,
    "Path 'x' is a file.": lambda param: not param.type.file_okay,
    "Path 'x' is a directory.": lambda param: not param.type.dir_okay,
    "Path 'x' is not writable.": lambda param: param.type.writable,
    "Value must be an iterable.": lambda param: bool(param.envvar) and (param.multiple or param.nargs != 1),
    "Takes 'x' values but 'x' given.": lambda param: param.nargs > 1,
    "Missing command.": lambda _: not PROGRAM.invoke_without_command,
}


def test_every_text_that_typer_can_refuse_a_line_with_is_translated() -> None:
    types = {kind.__name__ for kind in subclasses(ParamType)}
    texts: set[str] = set()
    for piece in sources():
        if not (isinstance(piece, ast.ClassDef) and piece.name in types):
            texts |= refusals(piece)
    for param in PARAMS:
        # A flag has no value that could be wrong, where no variable of the environment gives it one.
        if not is_flag(param) or param.envvar:
            texts |= refusals_of(param.type)
    english = {text for text in texts if not any(re.fullmatch(pattern, text) for pattern in PHRASES)}
    assert english == set(NEVER)
    for text, could in NEVER.items():
        of_path = text.startswith("Path")
        assert not any(could(param) for param in PARAMS if not of_path or param.type.name == "path"), text
    assert {param.type.name for param in PARAMS if hasattr(param.type, "file_okay")} == {"path"}
    unused = {pattern for pattern in PHRASES if not any(re.fullmatch(pattern, text) for text in texts)}
    assert unused == set()


def test_every_help_text_of_typers_own_options_is_translated() -> None:
    with typer.Context(PROGRAM) as ctx:
        own = {*PROGRAM.params, PROGRAM.get_help_option(ctx)}
    assert {param.help for param in own if isinstance(param, TyperOption) and param.name != "version"} == set(TYPERS)


def test_every_line_that_typer_prints_is_known() -> None:
    """Lines that are new here need Danish, or a reason why nobody sees them."""
    echoes = [call for piece in sources() for call in calls(piece, "echo", "secho") if call.args]
    texts = {text for call in echoes for text in [written(call.args[0], {})] if text}
    replaced = {
        "Error: 'x'",  # on_screen
        "'x'\n'x'",  # on_screen
        "Aborted!",  # main
        "'x' completion installed in 'x'",  # _install
        "Completion will take effect once you restart the terminal",  # _install
        "Shell 'x' is not supported.",  # _shell
        "Shell 'x' not supported.",  # _shell
    }
    unseen = {
        "Invalid completion instruction.",  # a variable that only the completion script sets, set wrongly
        "Completion instruction \"'x'\" not supported.",
        "Couldn't get PowerShell user profile",  # a PowerShell that does not know where it keeps its profile
        "Couldn't decode the path automatically",
        "Error: The value you entered was invalid.",  # questions: udplan asks none
        "Error: The two entered values do not match.",
        "Error: invalid input",
        "Couldn't detect Bash version, shell completion is not supported.",  # a way in that typer left
        "Shell completion is not supported for Bash versions older than 4.4.",
    }
    assert texts == replaced | unseen


def test_every_word_fits_a_danish_windows_console() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in DANSK.glob("*.py")]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    for text in texts - {DASHES}:
        if isinstance(text, str):
            text.encode("cp1252")


# ---- cost ----


@pytest.mark.process
def test_the_module_imports_next_to_nothing_over_typer() -> None:
    code = "import sys, typer; had = set(sys.modules); import udplan.cli.dansk; print(*sorted({*sys.modules} - had))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    own = {"__future__", "unicodedata", "udplan", "udplan.cli", "udplan.output", "udplan.values", "udplan.values.words"}
    dansk_own = {f"udplan.cli.dansk.{path.stem}" for path in DANSK.glob("*.py")}
    assert set(found.stdout.split()) <= own | {"udplan.cli.dansk"} | dansk_own
