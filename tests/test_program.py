"""The program as a process: how it ends, whatever becomes of its output and of itself; and the tests' own copy of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import ROOT, start, udplan

#: What the installed command ``udplan`` runs.
PROGRAM = "from udplan.cli.app import program; program()"
ON_UNIX = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither this device, nor this end of a pipe, nor such a shell"
)


@pytest.mark.process
def test_the_installed_command_says_and_ends_as_main_does() -> None:
    for words in (("lint", "--streng"), ("list", "--plan", "findes-ikke")):
        installed, ours = start(*words, code=PROGRAM), udplan(*words)
        assert (installed.status, installed.raw, installed.err) == (ours.status, ours.raw, ours.err)


@ON_UNIX
@pytest.mark.process
def test_nothing_more_is_said_to_a_reader_who_has_seen_enough() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        ran = subprocess.run(
            [sys.executable, "-m", "udplan", "report", "plan"],
            cwd=ROOT,
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.stderr == b""


@ON_UNIX
@pytest.mark.process
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_in_words() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM, "sum"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == 2
    assert ran.stderr.decode("utf-8").startswith("Fejl: ")
    assert "Traceback" not in ran.stderr.decode("utf-8")


@ON_UNIX
@pytest.mark.process
def test_without_a_screen_a_document_is_written_and_nothing_else_into_it(tmp_path: Path) -> None:
    """The shell closes all three ends; on Windows it is ``pythonw`` that has none."""
    line = f'"{sys.executable}" -m udplan report --udvalg BUU -o "{tmp_path / "buu.md"}" <&- >&- 2>&-'
    assert subprocess.run(["sh", "-c", line], cwd=ROOT, check=False).returncode == 0
    assert (tmp_path / "buu.md").read_text(encoding="utf-8").startswith("# Børne- og Ungdomsudvalget")
    shown = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m udplan report --udvalg BUU --dato 2025-01-01 <&- >&-'],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert (shown.returncode, shown.stderr) == (0, b"")


def test_a_mistake_of_udplan_s_own_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*every: object) -> None:
        raise KeyError("au")

    monkeypatch.setattr("udplan.figures.select.select", broken)
    ran = udplan("list")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Der er en fejl i udplan selv (KeyError: 'au'). Planens filer er ikke ændret.\n")
    with pytest.raises(KeyError):
        udplan("list", UDPLAN_FEJLSOEG="1")


def test_a_file_that_cannot_be_written_is_told_with_its_name(tmp_path: Path) -> None:
    ran = udplan("list", "-o", str(tmp_path / "findes-ikke" / "x.csv"))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Fejl: ") and "findes-ikke" in ran.err


def test_a_run_in_this_process_leaves_it_as_it_was(tmp_path: Path) -> None:
    def state() -> tuple[object, ...]:
        return Path.cwd(), dict(os.environ), sys.argv, sys.stdin, sys.stdout, sys.stderr

    before = state()
    for words in (("lint",), ("list", "--plan", "findes-ikke"), ("--version",)):
        udplan(*words, cwd=tmp_path, PYTHONIOENCODING="cp1252", COLUMNS="40", UDPLAN_PLAN="andetsteds")
        assert state() == before
