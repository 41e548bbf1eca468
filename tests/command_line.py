"""udplan's command line for the tests: in this process, or in one of its own where that is what is tested.

``udplan`` calls ``main`` here, which takes a tenth of the time of a start of Python. What only a start shows (imports,
the variables that Python reads as it starts, what a pipe or a terminal does) runs through ``start``, and those tests are
marked ``process``: ``python -m pytest -m process`` runs them alone.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from udplan.cli.app import main

ROOT = Path(__file__).parent.parent


class Ran:
    """What a run of udplan gave: its exit status, what it printed as bytes (``raw``) and as text, and its errors."""

    def __init__(self, status: int, out: bytes, err: bytes) -> None:
        self.status, self.raw = status, out
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        assert "Traceback" not in self.out + self.err, self.err


class _Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def udplan(*words: str, cwd: Path = ROOT, typed: Sequence[str] | None = None, **environment: str) -> Ran:
    """A run of udplan in this process, from a folder and with some variables of its own.

    ``typed`` are the lines that somebody writes at a terminal; without them there is no terminal.
    PYTHONIOENCODING is the code page of its console (UTF-8 unless said otherwise); of the other variables, those count
    that udplan and its libraries ask for as they run. Afterwards this process is as it was: a plan is cached as itself
    alone, so that the next run reads its files anew. An exception that the command line does not catch is the test's.
    """
    encoding, _, errors = environment.get("PYTHONIOENCODING", "utf-8").partition(":")
    stream = io.TextIOWrapper if typed is None else _Terminal
    out, err = (stream(io.BytesIO(), encoding=encoding, errors=errors or "strict") for _ in range(2))
    keyboard = stream(io.BytesIO("".join(f"{line}\n" for line in typed or ()).encode(encoding)), encoding=encoding)
    with _as_if_started(words, environment, keyboard), chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        status = _status()
    return Ran(status, _written(out), _written(err))


def start(*words: str, cwd: Path = ROOT, code: str = "", environment: Mapping[str, str] = {}, **more: str) -> Ran:
    """The same in a Python of its own, as a user meets it; ``code`` is run in udplan's place, with the words."""
    program = ["-c", code] if code else ["-m", "udplan"]
    ran = subprocess.run(
        [sys.executable, *program, *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment, **more},
        capture_output=True,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


@contextmanager
def _as_if_started(words: Sequence[str], environment: dict[str, str], keyboard: io.TextIOWrapper) -> Iterator[None]:
    """What a program finds as it starts: the line, its variables and what is typed; put back afterwards."""
    argv, variables, before = sys.argv, dict(os.environ), sys.stdin
    sys.argv = ["udplan", *words]
    os.environ.update(environment)
    sys.stdin = keyboard
    try:
        yield
    finally:
        sys.argv, sys.stdin = argv, before
        os.environ.clear()
        os.environ.update(variables)


def _status() -> int:
    """The status that ``main`` ends with; a text is what Python prints on its way out, with status 1."""
    try:
        main()
    except SystemExit as done:
        if isinstance(done.code, str):
            print(done.code, file=sys.stderr)
            return 1
        return done.code or 0
    return 0


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()
