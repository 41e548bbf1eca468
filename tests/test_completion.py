"""Completion with Tab in the shells themselves: what is pressed in a terminal, and what udplan is then called with."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer._completion_shared import get_completion_script
from typer.testing import CliRunner

from tests.command_line import ROOT, udplan
from tests.plans import PlanFolder
from udplan.cli.app import app
from udplan.cli.dansk import tab

PLAN = """\
titel: "Prøve"
kommune: "Prøvekommune"
periode: 2025-2028
enhed: mio. kr.
fora:
  KB: {navn: "Kommunalbestyrelsen", slags: kommunalbestyrelse}
  ØK: {navn: "Økonomiudvalget", slags: økonomiudvalg}
  AU: {navn: "Arbejdsmarkedsudvalget", slags: fagudvalg}
temaer: [{navn: Klima}, Velfærd]
hensigtsgrupper:
  - Partnerskaber
tovholdere:
  - Økonomichefen
  - Leder af kultur og fritid
  - Leder af $(touch fare) & "Æ" 'Ø' * {a,b}
  - Xylofon (A); B!
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a plan whose names are hard to quote, and a file with a name that is one of them."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "Xa").touch()
    (tmp_path / "templates" / "rapporter").mkdir(parents=True)
    (tmp_path / "templates" / "rapporter" / "vores eget.md.j2").touch()
    return tmp_path


def suggested(shell: str, *words: str, cwd: Path) -> list[str]:
    """What udplan gives a shell's script for the last of some words, as they stand on the line."""
    given = {"_TAB_WORDS": "\n".join(("udplan", *words[:-1])), "_TAB_WORD": words[-1]}
    ran = udplan(cwd=cwd, _UDPLAN_COMPLETE=f"complete_{shell}", **given)
    return [line for line in ran.out.splitlines() if line]


# --- what fits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("list --udvalg Øk", ["ØK"]),
        ("list --udvalg øk", ["ØK"]),
        ("list --udvalg oe", ["ØK"]),
        ("list --udvalg=øk", ["--udvalg=ØK"]),
        ("list --tovholder økonomi", ["Økonomichefen"]),
        ("list --tovholder xylofon", ["Xylofon (A); B!"]),
        ("list --tva", ["--tværgående"]),
        ("list --TV", ["--tværgående"]),
        ("LI", ["lint", "list"]),
        ("list --format J", ["json"]),
        ("regel BELOEB-f", ["beloeb-form"]),
        ("regel beløb-f", ["beloeb-form"]),
        ("list --udvalg Q", []),
        ("sum --fortegn ud", ["udgift positiv"]),
        ("eksport --fortegn=BE", ["--fortegn=besparelse positiv"]),
        ("sum --enhed 1", ["1.000 kr."]),
        ("sum --pr ud", ["udvalg"]),
        (
            "sum --pr udvalg,",
            [f"udvalg,{name}" for name in ("art", "tovholder", "tema", "gruppe", "kode", "bevilling")],
        ),
        ("sum --pr UDVALG,a", ["UDVALG,art"]),
        ("sum --pr=udvalg,a", ["--pr=udvalg,art"]),
        ("report ar", ["arbejdsplan"]),
        ("report aa", ["årshjul"]),
        ("report vores", ["vores eget"]),
        ("report plan --format h", ["html"]),
        ("report arbejdsplan --format i", ["ics"]),
        ("list --art raa", ["råderum"]),
        ("list --tema kl", ["Klima"]),
        ("ny x --gruppe p", ["Partnerskaber"]),
    ],
)
def test_what_fits_is_found_however_it_is_spelled(here: Path, line: str, names: list[str]) -> None:
    assert [said.partition("\t")[0] for said in suggested("fish", *line.split(), cwd=here)] == names


def test_a_name_that_is_begun_with_a_quotation_mark_is_found_too(here: Path) -> None:
    for typed in ('"Leder af k', "'leder af K", "leder\\ af\\ k", '"Leder af kultur '):
        assert suggested("zsh", "list", "--tovholder", typed, cwd=here) == ["Leder af kultur og fritid\t"]


def test_a_script_of_typer_s_own_finds_nothing(here: Path) -> None:
    ran = udplan(cwd=here, _UDPLAN_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="udplan list --tovholder ")
    assert ran.out.strip() == ""


@pytest.mark.parametrize(
    ("value", "typed", "bash", "powershell"),
    [
        ("ØK", "", "ØK", "ØK"),
        ("--udvalg=ØK", "--", "--udvalg=ØK", "--udvalg=ØK"),
        ("Leder af a", "", "Leder\\ af\\ a", "'Leder af a'"),
        ("Leder af a", '"L', "Leder af a", "'Leder af a'"),
        ("a'b’c", "", "a\\'b’c", "'a''b’’c'"),
        ("a'b", "'a", "a'\\''b", "'a''b'"),
        ('$(x) `y` "z"', '"', '\\$(x) \\`y\\` \\"z\\"', "'$(x) `y` \"z\"'"),
        ("$(x)&|;", "", "\\$\\(x\\)\\&\\|\\;", "'$(x)&|;'"),
    ],
)
def test_a_value_is_one_word_and_only_a_word_to_the_shell(value: str, typed: str, bash: str, powershell: str) -> None:
    assert tab.bash(value, typed, "") == bash
    assert tab.powershell(value, typed, "") == f"{powershell}\t{value}\t{value}"


@pytest.mark.parametrize(
    ("field", "written", "option"),
    [
        *(("fora", written, "--udvalg") for written in ("", "AU", "[AU]", "{AU: }", "{AU: AU}", "{AU: {navn: [a]}}")),
        *(
            ("temaer", written, "--tema")
            for written in ("", "AU", "{AU: a}", "[]", "[{navn: AU}]", "[[a], {b: c}, AU]")
        ),
    ],
)
def test_a_plan_that_is_not_filled_in_suggests_what_it_has(
    plan_folder: PlanFolder, field: str, written: str, option: str
) -> None:
    folder = plan_folder(plan=f"titel: Plan\n{field}: {written}\n")
    names = [said.partition("\t")[0] for said in suggested("fish", "list", option, "", cwd=folder)]
    assert names == (["AU"] if "AU" in written and written not in ("AU", "[AU]", "{AU: a}") else [])


def test_where_no_plan_can_be_reached_nothing_is_suggested(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", gone)
    assert suggested("fish", "list", "--udvalg", "", cwd=here) == []
    assert [said.partition("\t")[0] for said in suggested("fish", "report", "pla", cwd=here)] == ["plan"]


def test_what_is_suggested_is_utf_8_whatever_the_console(here: Path) -> None:
    given = {"_TAB_WORDS": "udplan\nlist\n--udvalg", "_TAB_WORD": "ø", "_UDPLAN_COMPLETE": "complete_powershell"}
    assert udplan(cwd=here, PYTHONIOENCODING="cp1252", **given).raw == "ØK\tØK\tØkonomiudvalget\n".encode()


# --- in the shells ---------------------------------------------------------------------------------------------------

#: What a shell is started with, without anybody's own settings, and what it is told first.
STARTED = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
BEGIN = {
    "bash": "source {script}; bind 'set enable-bracketed-paste off'; PS1='klar> '",
    "zsh": "fpath+={folder}; autoload -Uz compinit; compinit -u -d {folder}/dump; PS1='klar> '",
    "fish": "source {script}; function fish_prompt; echo -n 'klar> '; end; function fish_right_prompt; end",
}

#: A program that makes what it stands on its own terminal, and becomes the shell.
OWN_TERMINAL = "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"


class Terminal:
    """A shell in a terminal of its own, where udplan is the real one to complete, and else writes down its words."""

    def __init__(self, shell: str, folder: Path, cwd: Path) -> None:
        self.called, self.completed = folder / "called", folder / "completed"
        script = folder / ("_udplan" if shell == "zsh" else f"udplan.{shell}")
        text = get_completion_script(prog_name="udplan", complete_var="_UDPLAN_COMPLETE", shell=shell)
        script.write_text(text + "\n", encoding="ascii")
        (folder / "bin").mkdir(parents=True, exist_ok=True)
        program = folder / "bin" / "udplan"
        program.write_text(
            f"#!{sys.executable}\nimport json, os, sys\nif '_UDPLAN_COMPLETE' in os.environ:\n"
            "    from udplan.cli.app import main\n"
            f"    try: main()\n    finally: open({str(self.completed)!r}, 'w', encoding='utf-8').write('x')\n"
            f"open({str(self.called)!r}, 'w', encoding='utf-8').write(json.dumps(sys.argv[1:]))\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        environment = {
            **{name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ},
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
        }
        self.end, theirs = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL, *STARTED[shell]],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=cwd,
            env=environment,
        )
        os.close(theirs)
        self.seen = ""
        self.send(BEGIN[shell].format(script=script, folder=folder) + "\r")
        self.wait_for("klar> ", times=2 if shell == "bash" else 1)

    def send(self, keys: str) -> None:
        os.write(self.end, keys.encode())

    def read(self, seconds: float) -> None:
        ready, _, _ = select.select([self.end], [], [], seconds)
        if ready:
            self.seen += os.read(self.end, 65536).decode("utf-8", "replace")

    def wait_for(self, text: str, times: int = 1) -> None:
        limit = time.monotonic() + 20
        while self.seen.count(text) < times and time.monotonic() < limit:
            self.read(0.2)
        self.settle()

    def settle(self, seconds: float = 0.3) -> None:
        """Read until nothing more has come for a while."""
        before = None
        while before != self.seen:
            before = self.seen
            self.read(seconds)

    def words(self, typed: str) -> Sequence[str]:
        """What udplan is called with when this is typed, which ends in Tab, and then Enter."""
        for file in (self.called, self.completed):
            file.unlink(missing_ok=True)
        self.send(typed)
        self.wait_until_written(self.completed)
        self.settle()
        self.send("\r")
        self.wait_until_written(self.called)
        return json.loads(self.called.read_text(encoding="utf-8")) if self.called.exists() else [self.seen]

    def wait_until_written(self, file: Path) -> None:
        limit = time.monotonic() + 20
        while not (file.exists() and file.stat().st_size) and time.monotonic() < limit:
            self.read(0.05)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.end)


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal")
@pytest.mark.parametrize("shell", STARTED)
def test_a_shell_writes_what_is_meant(shell: str, here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    terminal = Terminal(shell, tmp_path_factory.mktemp("home"), here)
    try:
        assert terminal.words("udplan list --udvalg Øk\t") == ["list", "--udvalg", "ØK"]
        assert terminal.words("udplan list --udvalg øk\t") == ["list", "--udvalg", "ØK"]
        assert terminal.words("udplan list --udvalg=øk\t") == ["list", "--udvalg=ØK"]
        kultur = ["list", "--tovholder", "Leder af kultur og fritid"]
        assert terminal.words("udplan list --tovholder Leder\\ af\\ k\t") == kultur
        assert terminal.words('udplan list --tovholder "Leder af k\t') == kultur
        assert terminal.words("udplan list --tovholder 'Leder af k\t") == kultur
        hard = ["list", "--tovholder", "Leder af $(touch fare) & \"Æ\" 'Ø' * {a,b}"]
        assert terminal.words("udplan list --tovholder Leder\\ af\\ \\$\t") == hard
        assert terminal.words("udplan list --tovholder 'Leder af $\t") == hard
        assert terminal.words("udplan list --tovholder xyl\t") == ["list", "--tovholder", "Xylofon (A); B!"]
        assert terminal.words("udplan list -o Xa\t") == ["list", "-o", "Xa"]
        assert not (here / "fare").exists()
    finally:
        terminal.close()


def test_the_scripts_are_shown_as_they_are_installed() -> None:
    for shell, known in tab.SHELLS.items():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("typer._completion_shared._get_shell_name", lambda shell=shell: shell)
            said = CliRunner().invoke(app, ["--show-completion"], prog_name="udplan").stdout
        assert "_TAB_WORDS" in said
        assert known.script.isascii()
        assert f"complete_{'powershell' if shell == 'pwsh' else shell}" in said
        assert "%(" not in said
