"""Everything that typer prints is Danish: each error is provoked, and typer's source searched for more."""

from __future__ import annotations

import ast
import datetime
import errno
import os
import re
import subprocess
import sys
import unicodedata
import uuid
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.testing import CliRunner, Result

from udplan.cli import dansk
from udplan.cli.dansk import DanskApp, DanskCommand, DanskGroup, danish, on_screen
from udplan.values.unknown import BadValue

TYPER = Path(typer.__file__).parent


class Format(Enum):
    md = "md"
    html = "html"
    docx = "docx"


def period(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{4}", text):
        raise BadValue(f'"{text}" er ikke en periode. Skriv fx 2025-2028.')
    return text


def refuse(value: str | None) -> str | None:
    if value == "XYZ":
        raise typer.BadParameter("udvalget XYZ findes ikke. Mente du BUU?")
    return value


app = DanskApp(help="Gør en plan til dokumenter.", no_args_is_help=True)
under = DanskApp(help="Kommandoer under en kommando.")


@app.callback()
def root(
    plan: Annotated[
        Path | None,
        typer.Option(envvar="UDPLAN_PLAN", exists=True, file_okay=False, help="Mappen med planen."),
    ] = None,
) -> None: ...


@app.command(
    epilog="""
    Eksempler:
      udplan report --udvalg BUU
      udplan report --udvalg ØK --format html -o en/lang/sti/til/en/fil/paa/et/drev/langt/borte/udvalg.html
    """
)
def report(
    navn: Annotated[str | None, typer.Argument(help="Rapportens navn.")] = None,
    udvalg: Annotated[str | None, typer.Option(callback=refuse, help="Kun dette udvalg.")] = None,
    tema: Annotated[list[str] | None, typer.Option(help="Kun disse temaer.")] = None,
    form: Annotated[Format, typer.Option("--format", help="Dokumentets format.")] = Format.md,
    ud: Annotated[Path | None, typer.Option("-o", "--ud", metavar="FIL", help="Filen at skrive i.")] = None,
    tværgående: Annotated[bool, typer.Option("--tværgående", help="Kun de tværgående.")] = False,
    streng: Annotated[bool, typer.Option("--streng/--mild", help="Advarsler er fejl.")] = False,
) -> None:
    """Skriv et dokument med beløb i mio. kr. og pr. år.

    Mere om sagen.
    """
    typer.echo(f"{navn} {udvalg} {tema} {form.value} {ud} {tværgående} {streng}")


@app.command()
def typerne(
    mappe: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="En mappe.")],
    flere: Annotated[list[Format] | None, typer.Argument(help="Et format.")] = None,
    år: Annotated[int, typer.Option("--år", min=2025, max=2028, help="Et år.")] = 2025,
    antal: Annotated[int, typer.Option("--antal", min=1)] = 1,
    højst: Annotated[float, typer.Option("--højst", max=5, envvar="UDPLAN_HOJST")] = 0.5,
    hel: Annotated[int | None, typer.Option("--hel")] = None,
    tal: Annotated[float | None, typer.Option("--tal")] = None,
    dato: Annotated[datetime.datetime | None, typer.Option("--dato", formats=["%Y-%m-%d"])] = None,
    nøgle: Annotated[uuid.UUID | None, typer.Option("--nøgle")] = None,
    fil: Annotated[Path | None, typer.Option("--fil", exists=True, dir_okay=False)] = None,
    sti: Annotated[Path | None, typer.Option("--sti", exists=True)] = None,
    ind: Annotated[typer.FileText | None, typer.Option("--ind", encoding="utf-8")] = None,
    ned: Annotated[typer.FileTextWrite | None, typer.Option("--ned", encoding="utf-8")] = None,
    par: Annotated[tuple[int, str], typer.Option("--par")] = (1, "a"),
    fra: Annotated[str | None, typer.Option("--fra", parser=period, metavar="PERIODE")] = None,
    til: Annotated[int | None, typer.Option("--til", parser=int)] = None,
    skjult: Annotated[str | None, typer.Option("--skjult", hidden=True)] = None,
    tavs: Annotated[str, typer.Option("--tavs", show_default="ingenting")] = "",
    *,
    nu: Annotated[str, typer.Option("--nu", default_factory=lambda: "nu")],
) -> None:
    """Alle slags parametre."""
    if ned is not None:
        ned.write("x")


@app.command()
def krav(
    nummer: Annotated[int, typer.Argument()],
    ja: Annotated[bool, typer.Argument()],
    par: Annotated[tuple[str, str] | None, typer.Argument()] = None,
    *,
    form: Annotated[Format, typer.Option("--form")],
    udvalg: Annotated[str, typer.Option("--udvalg")],
) -> None:
    """Det, der skal skrives."""


@app.command()
def tråd(ord: Annotated[list[str], typer.Argument()]) -> None:
    """Gentag ordene."""
    typer.echo("|".join(ord))


@app.command()
def stop() -> None:
    """Hold op."""
    raise typer.Abort


@app.command(deprecated=True)
def gammel() -> int:
    """Fra før."""
    return 1


@app.command()
def plan_fejl() -> None:
    """Afslut med 1."""
    raise typer.Exit(1)


@under.command()
def dyb(navn: str) -> None:
    """Nede."""


@under.command()
def dybere() -> None:
    """Længere nede."""


app.add_typer(under, name="under")


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
        ("report --udvalg", "--udvalg skal følges af en værdi: --udvalg TEKST."),
        ("report -o", "--ud skal følges af en værdi: --ud FIL."),
        ("typerne . --par 1", "--par skal følges af 2 værdier: --par HELTAL TEKST."),
        ("report --tværgående=ja", "--tværgående tager ingen værdi. Skriv den uden lighedstegn."),
        ("report --udvalg A --UDVALG B", "--udvalg står her mere end en gang. Skriv den kun en gang."),
        ("report --streng --mild", "--streng står her mere end en gang. Skriv den kun en gang."),
        ("report a b", "Der er noget tilovers på linjen: b."),
        ("report a udvalg BUU", "Der er noget tilovers på linjen: udvalg BUU. Mente du --udvalg?"),
        ("report --udvalg XYZ", "--udvalg: udvalget XYZ findes ikke. Mente du BUU?"),
        ("report --format pdf", '--format: "pdf" kan ikke vælges. Vælg md, html eller docx.'),
        (
            "report --format htlm",
            '--format: "htlm" kan ikke vælges. Vælg md, html eller docx. Mente du html?',
        ),
        ("reprot", 'Kommandoen "reprot" findes ikke. Mente du report?'),
        (
            "qqqq",
            'Kommandoen "qqqq" findes ikke. Skriv report, typerne, krav, tråd, stop, gammel, plan-fejl eller under.',
        ),
        ("under dy", 'Kommandoen "dy" findes ikke. Mente du dyb eller dybere?'),
        ("under", "Der mangler en kommando: dyb eller dybere."),
        ("under dyb", "Argumentet NAVN mangler."),
        ("krav", "Argumentet NUMMER mangler."),
        ("krav 1 true --udvalg a", "Valgmuligheden --form mangler. Vælg md, html eller docx."),
        ("krav 1 true --form md", "Valgmuligheden --udvalg mangler."),
        ("krav 1 true a", "PAR skal have 2 værdier."),
        ("krav x true", 'NUMMER: "x" er ikke et helt tal.'),
        ("krav 1 måske", 'JA: Skriv true eller false i stedet for "måske".'),
        ("typerne nix", 'MAPPE: Mappen "nix" findes ikke.'),
        ("typerne fil.txt", 'MAPPE: "fil.txt" er en fil. Skriv navnet på en mappe.'),
        ("typerne . --fil .", '--fil: "." er en mappe. Skriv navnet på en fil.'),
        ("typerne . --fil nix", '--fil: Filen "nix" findes ikke.'),
        ("typerne . --sti nix", '--sti: Stien "nix" findes ikke.'),
        ("typerne . --ind nix", '--ind: Filen "nix" kan ikke åbnes: den findes ikke.'),
        ("typerne . md pdf", 'FLERE: "pdf" kan ikke vælges. Vælg md, html eller docx.'),
        ("typerne . --år 2029", '--år: "2029" er uden for det tilladte, som er fra 2025 til 2028.'),
        ("typerne . --år i-år", '--år: "i-år" er ikke et helt tal.'),
        ("typerne . --antal 0", '--antal: "0" er uden for det tilladte, som er mindst 1.'),
        ("typerne . --højst 5.5", '--højst: "5.5" er uden for det tilladte, som er højst 5.'),
        ("typerne . --hel 1,5", '--hel: "1,5" er ikke et helt tal.'),
        ("typerne . --tal 1,5", '--tal: "1,5" er ikke et tal, som 7 eller 11.4 er det.'),
        ("typerne . --dato 1/2", '--dato: "1/2" er ikke en dato, der kan læses. Skriv ÅÅÅÅ-MM-DD.'),
        ("typerne . --nøgle x", '--nøgle: "x" er ikke et UUID.'),
        ("typerne . --par a b", '--par: "a" er ikke et helt tal.'),
        ("typerne . --fra 2025", '--fra: "2025" er ikke en periode. Skriv fx 2025-2028.'),
        ("typerne . --til x", '--til: "x" kan ikke læses.'),
    ],
)
def test_an_error_says_what_is_wrong_in_danish(
    line: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fil.txt").touch()
    monkeypatch.chdir(tmp_path)
    assert refused(*line.split()) == f"Fejl: {said}"


def test_a_value_from_the_environment_is_blamed_on_its_variable() -> None:
    said = refused("stop", UDPLAN_PLAN="nix")
    assert said == 'Fejl: --plan (fra miljøvariablen UDPLAN_PLAN): Mappen "nix" findes ikke.'


def test_no_right_to_read_or_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert refused("typerne", str(tmp_path)) == f'Fejl: MAPPE: Du har ikke adgang til at læse "{tmp_path}".'


def test_a_file_that_cannot_be_opened_when_it_is_written(tmp_path: Path) -> None:
    result = run("typerne", str(tmp_path), "--ned", str(tmp_path))
    assert result.exit_code == 2
    why = "du har ikke adgang" if os.name == "nt" else "den er en mappe"
    assert result.stderr == f'Fejl: Filen "{tmp_path}" kan ikke åbnes: {why}.\n'


def test_way_to_help_names_the_command_that_refused() -> None:
    assert run("under", "dyb").stderr.endswith('Prøv "udplan under dyb --help".\n')


def test_nothing_typed_can_steer_the_terminal() -> None:
    for args in (["report", "--\x1b[31m"], ["\x1b[31m"], ["report", "a", "\x1b\u202eb"], ["under", "\u202e"]):
        assert refused(*args).isprintable()
    assert refused("krav", "\u202e1", "true") == 'Fejl: NUMMER: "\\u202e1" er ikke et helt tal.'


def test_status_of_the_process() -> None:
    assert (run("stop").exit_code, run("stop").stderr) == (130, "Afbrudt.\n")
    assert run("plan-fejl").exit_code == 1
    assert run("gammel").exit_code == 1
    assert run("report").exit_code == 0


def test_without_standalone_mode_errors_are_raised_and_values_returned() -> None:
    result = CliRunner().invoke(app, ["report", "--nix"], standalone_mode=False)
    assert isinstance(result.exception, typer.TyperException)
    assert danish(result.exception) == "Valgmuligheden --nix findes ikke."
    assert CliRunner().invoke(app, ["gammel"], standalone_mode=False).return_value == 1


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
    assert run("report", unicodedata.normalize(form, name)).stdout == "None None None md None True False\n"


def test_short_options_values_and_equals_signs_work_as_typer_has_them() -> None:
    said = run("report", "NAVN", "-oX.md", "--UDVALG=Økonomi=Ø", "--tema", "A", "--Tema", "å", "--format", "HTML")
    assert said.stdout == "NAVN Økonomi=Ø ['A', 'å'] html X.md False False\n"
    assert run("report", "-o", "-").stdout == "None None None md - False False\n"


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

PAGES = [["--help"], ["report", "--help"], ["typerne", "--help"], ["krav", "--help"], ["gammel", "--help"]]


def test_help_of_the_program() -> None:
    assert (
        run("--help").stdout
        == """\
Brug: udplan [VALGMULIGHEDER] KOMMANDO ...

  Gør en plan til dokumenter.

Kommandoer:
  report     Skriv et dokument med beløb i mio. kr. og pr. år.
  typerne    Alle slags parametre.
  krav       Det, der skal skrives.
  tråd       Gentag ordene.
  stop       Hold op.
  gammel     (udgået) Fra før.
  plan-fejl  Afslut med 1.
  under      Kommandoer under en kommando.

Valgmuligheder:
  --plan MAPPE          Mappen med planen. [miljøvariabel UDPLAN_PLAN]
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
  --udvalg TEKST         Kun dette udvalg.
  --tema TEKST           Kun disse temaer.
  --format md|html|docx  Dokumentets format. [ellers md]
  -o, --ud FIL           Filen at skrive i.
  --tværgående           Kun de tværgående.
  --streng / --mild      Advarsler er fejl. [ellers --mild]
  --help                 Vis denne hjælp.

Eksempler:
  udplan report --udvalg BUU
  udplan report --udvalg ØK --format html -o en/lang/sti/til/en/fil/paa/et/drev/langt/borte/udvalg.html
"""
    )


def test_help_of_every_kind_of_parameter() -> None:
    assert (
        run("typerne", "--help").stdout
        == """\
Brug: udplan typerne [VALGMULIGHEDER] MAPPE [FLERE...]

  Alle slags parametre.

Argumenter:
  MAPPE     En mappe. [skal skrives]
  FLERE...  Et format. [md|html|docx]

Valgmuligheder:
  --år HELTAL         Et år. [fra 2025 til 2028; ellers 2025]
  --antal HELTAL      [mindst 1; ellers 1]
  --højst TAL         [højst 5; ellers 0.5; miljøvariabel UDPLAN_HOJST]
  --hel HELTAL
  --tal TAL
  --dato ÅÅÅÅ-MM-DD
  --nøgle UUID
  --fil FIL
  --sti STI
  --ind FIL
  --ned FIL
  --par HELTAL TEKST  [ellers 1, a]
  --fra PERIODE
  --til HELTAL
  --tavs TEKST        [ellers ingenting]
  --nu TEKST          [ellers beregnes]
  --help              Vis denne hjælp.
"""
    )


def test_a_command_that_is_going_away_says_so() -> None:
    said = "udgået og forsvinder i en senere version."
    assert f"Kommandoen er {said}" in run("gammel", "--help").stdout
    assert run("gammel").stderr == f"Bemærk: udplan gammel er {said}\n"


def test_help_has_no_english() -> None:
    english = re.compile(
        r"\b(usage|options?|arguments?|args|commands?|show|this|message|exit|required|default|dynamic|error"
        r"|try|for|the|current|shell|install|copy|env|var|deprecated|missing|invalid|text|str|int|float|path"
        r"|directory|file|filename|boolean|datetime|range|choice)\b",
        re.IGNORECASE,
    )
    for page in PAGES:
        text = re.sub(r"(?<!\w)--?[\w-]+", "", run(*page).output)
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
            "PYTHONPATH": str(Path(dansk.__file__).parents[2]),
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
    assert said.startswith("Fejl: Fuldførelse med Tab kunne ikke slås til i bash: ")


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


def test_completion_completes_commands_and_options() -> None:
    bash = {"_UDPLAN_COMPLETE": "complete_bash", "COMP_CWORD": "1"}
    assert run(COMP_WORDS="udplan re", **bash).stdout == "report\n"
    bash["COMP_CWORD"] = "2"
    assert run(COMP_WORDS="udplan report --tv", **bash).stdout == "--tværgående\n"


# ---- nothing of typer's is forgotten ----


def subclasses(kind: type[BaseException]) -> set[type[BaseException]]:
    return {kind}.union(*(subclasses(each) for each in kind.__subclasses__()))


def test_every_class_of_error_in_typer_is_known() -> None:
    """A class that is new here needs a case in ``danish``, and an error in the list above."""
    import typer._click.exceptions as its

    found = {each for each in subclasses(typer.TyperException) if each.__module__.startswith("typer")}
    assert found == {
        typer.TyperException,
        its.ClickException,
        its.UsageError,
        its.BadParameter,
        its.MissingParameter,
        its.NoSuchOption,
        its.BadOptionUsage,
        its.BadArgumentUsage,
        its.NoArgsIsHelpError,
        its.FileError,
    }
    own = {name for name, each in vars(typer).items() if isinstance(each, type) and issubclass(each, Exception)}
    assert own == {"Abort", "BadParameter", "Exit", "TyperException"}


def sources() -> Iterator[ast.AST]:
    """Each node of typer's source, less what udplan never runs: its command, rich and the test tools."""
    for path in sorted(TYPER.rglob("*.py")):
        if path.name not in {"cli.py", "rich_utils.py", "testing.py"}:
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


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


def calls(*names: str) -> Iterator[ast.Call]:
    for node in sources():
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node


def test_every_text_of_typers_errors_is_translated() -> None:
    sample = {
        "self.name": "int range",
        "self.name.title()": "File",
        "name": "Directory",
        **dict.fromkeys(["len_type", "len_value", "self.nargs", "len(value)"], "2"),
    }
    texts = {
        text
        for call in calls("fail", "UsageError", "BadParameter")
        for text in [written(call.args[0], sample)]
        if text is not None
    }
    texts |= {  # the text of a choice is made in a function of its own
        str(written(node.value, sample))
        for node in sources()
        if isinstance(node, ast.Return) and node.value is not None and "is not one of" in ast.unparse(node)
    }
    assert len(texts) == 18
    here = {
        "''x'': 'x'",  # a file that cannot be opened: by its OSError, in the list above
    }
    kept = {text for text in texts if danish(typer.TyperException(text)) == text}
    assert kept == here


def test_every_help_text_of_typer_is_translated() -> None:
    texts = {
        str(written(keyword.value, {}))
        for call in calls("Option", "option")
        for keyword in call.keywords
        if keyword.arg == "help" and isinstance(keyword.value, ast.Constant)
    }
    assert texts == set(dansk._HELP)


def test_every_line_that_typer_prints_is_known() -> None:
    """Lines that are new here need Danish, or a reason why nobody sees them."""
    texts = {text for call in calls("echo", "secho") if call.args for text in [written(call.args[0], {})] if text}
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
    tree = ast.parse(Path(dansk.__file__).read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    for text in texts - {dansk._DASHES}:
        if isinstance(text, str):
            text.encode("cp1252")


def test_every_error_number_has_a_sentence_that_fits() -> None:
    for number, said in dansk._OS_ERRORS.items():
        assert number in errno.errorcode
        assert said == said.strip(" .")


# ---- cost ----


@pytest.mark.process
def test_the_module_imports_next_to_nothing_over_typer() -> None:
    code = "import sys, typer; had = set(sys.modules); import udplan.cli.dansk; print(*sorted({*sys.modules} - had))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert set(found.stdout.split()) <= {
        "__future__",
        "udplan",
        "udplan.cli",
        "udplan.cli.dansk",
        "udplan.values",
        "udplan.values.words",
        "unicodedata",
    }


def test_the_classes_can_be_used_without_the_app() -> None:
    plain = typer.Typer(cls=DanskGroup, rich_markup_mode="rich")
    plain.command(cls=DanskCommand)(report)
    plain.command(cls=DanskCommand)(stop)
    result = CliRunner().invoke(plain, ["report", "--help"], prog_name="udplan")
    assert result.stdout.startswith("Brug: udplan report [VALGMULIGHEDER] [NAVN]\n")
