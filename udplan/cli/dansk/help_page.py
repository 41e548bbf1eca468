"""The help page: its sections, and a line for each option, argument and command."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

from typer.core import TyperArgument, TyperGroup, TyperOption

from udplan.cli.dansk.params import arguments, options, repeated, value_of

if TYPE_CHECKING:
    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter

# Fits a window of 80 columns; where there is no window, the text is the same everywhere.
WIDTH: Final = 78
# A window that is narrower breaks the lines itself, and longer lines than this are hard to read.
_NARROWEST: Final = 60
_WIDEST: Final = 100

# Help texts of options that typer adds by itself.
TYPERS: Final = {
    "Show this message and exit.": "Vis denne hjælp.",
    "Install completion for the current shell.": "Slå fuldførelse med Tab til i denne kommandolinje.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Vis scriptet bag fuldførelse med Tab, til at kopiere eller tilpasse."
    ),
}


def width() -> int:
    """How wide the help page is: as the terminal that it is shown on, less a margin."""
    if sys.stdout is None or not sys.stdout.isatty():
        return WIDTH
    return min(max(get_terminal_size().columns - 2, _NARROWEST), _WIDEST)


def in_danish(help_text: str) -> str:
    """The help of an option, in Danish where it is typer's own."""
    return TYPERS.get(help_text, help_text)


def usage(command: Command, ctx: Context) -> str:
    """What stands after the command in the line of usage."""
    names = [(repeated(param), param.required) for param in arguments(command, ctx)]
    words = ["[VALGMULIGHEDER]", *(name if required else f"[{name}]" for name, required in names)]
    return " ".join([*words, "KOMMANDO ..."] if isinstance(command, TyperGroup) else words)


def short(help_text: str | None) -> str:
    """The first paragraph. Typer would stop at the first word that ends in a full stop, and "mio." and "kr." do."""
    return " ".join(inspect.cleandoc(help_text or "").partition("\n\n")[0].split())


def subcommands(command: Command, ctx: Context) -> list[tuple[str, str]]:
    """The name of each command of a group, and what it does; none when the command is no group."""
    return (
        [(name, short(sub.help)) for name, sub in command.commands.items()] if isinstance(command, TyperGroup) else []
    )


def write_sections(command: Command, ctx: Context, formatter: HelpFormatter) -> None:
    """The arguments, commands and options, under a heading each."""
    _section(formatter, "Argumenter", [_argument(param, ctx) for param in arguments(command, ctx)])
    _section(formatter, "Kommandoer", subcommands(command, ctx))
    _section(formatter, "Valgmuligheder", [_option(param, ctx) for param in options(command, ctx)])


def _section(formatter: HelpFormatter, heading: str, lines: Sequence[tuple[str, str]]) -> None:
    if lines:
        with formatter.section(heading):
            formatter.write_dl(lines)


def _argument(param: TyperArgument, ctx: Context) -> tuple[str, str]:
    return repeated(param), _text(param, ctx)


def _option(param: TyperOption, ctx: Context) -> tuple[str, str]:
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {value_of(param)}", _text(param, ctx)


def _text(param: TyperArgument | TyperOption, ctx: Context) -> str:
    text = in_danish(param.help or "")
    default = param.get_default(ctx, call=False)
    if param.required:
        text += " [skal skrives]"
    elif default is not None and default is not False:
        text += f" [ellers {default}]"
    return text
