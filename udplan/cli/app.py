"""The program: the app with its commands, and how it is run.

A command's file is imported when it is run; all of them are where help and completion show what there is, and these come
at once: what a command uses, it imports itself.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from udplan import __version__
from udplan.cli import commands
from udplan.cli.dansk import WRONG_USE, DanskApp, command
from udplan.cli.shared.steps import DONE, say

if TYPE_CHECKING:
    from typer._click.core import Command


def made(name: str) -> Command:
    """The command of that name, from its file; one of ``commands.NAMES``."""
    from udplan.cli.shared.options import spread

    module = commands.module(name)
    return command(name, spread(module.command), module.EXAMPLES)


app = DanskApp(
    help="Udmøntningsplanen som ren tekst: tjek den, læg den sammen, og skriv dokumenterne.",
    no_args_is_help=True,
    meant=commands.MEANT,
    makers={name: partial(made, name) for name in commands.NAMES},
    epilog="""
    Eksempler:
      udplan lint
      udplan sum --pr udvalg
      udplan report --udvalg BUU
      udplan report plan -o plan.html
    """,
)


@app.callback(invoke_without_command=True)
def top(version: Annotated[bool, typer.Option("--version", help="Vis udplans version.")] = False) -> None:
    if version:
        from udplan.output import show

        show(f"udplan {__version__}")
        raise typer.Exit(DONE)


def main() -> None:
    """The program: nothing that stands in a file or on the line ends in a traceback."""
    from udplan.disk import writing
    from udplan.disk.refusals import refusal
    from udplan.output import prepare_streams

    _fill_closed_ends()
    prepare_streams()
    writing.begin()
    try:
        try:
            app(prog_name="udplan")
        finally:
            sys.stdout.flush()  # here, where a closed pipe or a full disk is still told in words
    except BrokenPipeError:
        # The reader (a pager, head) has seen enough; say nothing more, not even when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(DONE) from None
    except OSError as error:
        if os.environ.get("UDPLAN_FEJLSOEG"):
            raise
        say(f"Fejl: {refusal(error)}")
        raise SystemExit(WRONG_USE) from None
    except Exception as error:  # a mistake of udplan's own can be anything
        if os.environ.get("UDPLAN_FEJLSOEG"):
            raise
        say(f"Der er en fejl i udplan selv ({type(error).__name__}: {error}). {_said_of(writing.written)}")
        say("Sæt UDPLAN_FEJLSOEG=1 for at se, hvor den er, og meld den.")
        raise SystemExit(WRONG_USE) from None


def _fill_closed_ends() -> None:
    """Let a program that was started without a screen (``>&-``, ``pythonw``) print to the void.

    Else the first file that it opens would be given the number of the screen, and get what is printed.
    """
    while (void := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(void)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def _said_of(written: Sequence[Path]) -> str:
    """What the user must know of the plan after a mistake of udplan's own."""
    from udplan.output import shown_path

    changed = [shown_path(file) for file in written if file.suffix == ".yaml"]
    return (
        f"Før den skete, blev disse filer skrevet: {', '.join(changed)}."
        if changed
        else "Planens filer er ikke ændret."
    )


def program() -> None:
    """``main`` as the installed command: no taking apart at the end.

    Python would take every module and the whole plan apart before it let go, which takes longer than it takes to check 150
    files. The system frees them at once. Where other processes have helped, Python must let go of what they shared.
    """
    try:
        main()
    except SystemExit as done:
        if isinstance(done.code, str):
            raise
        if "multiprocessing.util" in sys.modules:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is on its way out: Ctrl-C once more is no news
            raise
        if sys.stderr is not None:
            sys.stderr.flush()
        os._exit(done.code or DONE)
