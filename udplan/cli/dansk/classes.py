"""Typer's app, group and command, as they read a line and print their help and errors in Danish."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final, cast

import typer

# The private parts of typer that these classes need, and the rest of udplan never sees: the parser alone knows an
# option as it was typed, and how often; Command is what TyperCommand and TyperGroup are made of.
from typer._click.core import Command, Parameter
from typer._click.exceptions import NoSuchOption, UsageError
from typer._click.parser import _OptionParser
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info
from typer.models import CommandInfo, TyperPath

from udplan.cli.dansk import help_page, shells, tab
from udplan.cli.dansk.errors import on_screen
from udplan.cli.dansk.params import DASHES, as_typed, bare, called, value_of
from udplan.output import line, show, show_lines
from udplan.values.words import fold, printable

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

WRONG_USE: Final = 2
INTERRUPTED: Final = 130


class _Parser(_OptionParser):
    """Typer's parser; its errors know where they are, and a dash or an option given twice is one too."""

    ctx: Context

    def parse_args(self, args: list[str]) -> tuple[dict[str, Any], list[str], list[Parameter]]:
        typed = list(takewhile(lambda word: word != "--", args))  # now: the parser eats its list
        if not self.ctx.resilient_parsing:
            self._refuse_dashes(typed)
        try:
            opts, rest, order = super().parse_args(args)
        except UsageError as error:
            error.ctx = self.ctx
            if isinstance(error, NoSuchOption):
                error.option_name = as_typed(error.option_name, typed)
            raise
        if not self.ctx.resilient_parsing:
            self._refuse_twice(order)
            self._refuse_blank(opts, order)
        return opts, rest, order

    def _refuse_dashes(self, typed: Sequence[str]) -> None:
        # Typer would take the word for an argument, and go on without the selection it asks for.
        for word in typed:
            name = word.partition("=")[0]
            meant = f"--{bare(name)}"
            if name[:1] in DASHES and fold(meant) in self._long_opt:
                self.ctx.fail(f"Stregen i {printable(name)} er en tankestreg. Skriv to bindestreger: {meant}.")

    def _refuse_twice(self, order: Sequence[Parameter]) -> None:
        for param in order:
            takes_one = isinstance(param, TyperOption) and not (param.multiple or param.is_flag)
            if takes_one and order.count(param) > 1:
                self.ctx.fail(f"{called(param)} står her mere end en gang. Skriv den kun en gang.")

    def _refuse_blank(self, opts: Mapping[str, Any], order: Sequence[Parameter]) -> None:
        # A script whose variable is empty would have everything selected, or write in the folder that one stands in.
        for param in order:
            given = opts.get(param.name or "")
            if not isinstance(param, TyperOption) and param.nargs != 1:
                continue  # the files of lint and ret, which say it themselves
            if not any(isinstance(value, str) and not value.strip() for value in [given, *_several(given)]):
                continue
            if isinstance(param.type, TyperPath):
                noun = "en mappe" if param.metavar == "MAPPE" else "en fil"
                self.ctx.fail(f"Skriv navnet på {noun} efter {called(param)}.")
            mend = (
                f"{called(param)} {value_of(param)}" if isinstance(param, TyperOption) else "noget i anførselstegnene"
            )
            self.ctx.fail(f"{called(param)} er tom. Skriv {mend}{'' if param.required else ', eller udelad den'}.")


def _several(given: Any) -> Sequence[Any]:
    """The values of an option that may be given more than once."""
    return given if isinstance(given, list | tuple) else ()


class _Dansk(Command):
    """What DanskCommand and DanskGroup share."""

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the command line and leave Python with its exit status: what ``typer.Exit`` says, or else 0."""
        try:
            # So that typer raises its errors here, and does not print them in English.
            status = super().main(*args, **settings | {"standalone_mode": False})  # type: ignore[safe-super]
        except typer.Abort:  # nobody answered
            status = INTERRUPTED
        except typer.TyperException as error:
            show_lines(map(line, on_screen(error).split("\n")), err=True)
            sys.exit(WRONG_USE)
        if status == INTERRUPTED:  # what typer makes of Ctrl-C, which it says nothing of
            show("Afbrudt.", err=True)
        sys.exit(status or 0)

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        if parent is None:
            extra = {"terminal_width": help_page.width(), "token_normalize_func": fold, **extra}
            # Here, because typer adds these two to the command after it has been made.
            for param in self.params:
                if param.name in shells.CALLBACKS:
                    param.callback = shells.CALLBACKS[param.name]
        return super().make_context(info_name, args, parent, **extra)

    def make_parser(self, ctx: Context) -> _OptionParser:
        parser = _Parser(ctx)
        for param in self.get_params(ctx):
            param.add_to_parser(parser, ctx)
        return parser

    def get_short_help_str(self, limit: int = 45) -> str:
        return help_page.short(self.help)

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, help_page.usage(self, ctx), prefix="Brug: ")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        help_page.write_sections(self, ctx, formatter)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        # As it was written: an example that is broken in two cannot be copied.
        if self.epilog:
            formatter.write(f"\n{inspect.cleandoc(self.epilog)}\n")


class DanskCommand(_Dansk, TyperCommand):
    """A command whose help and errors are in Danish."""


def command(name: str, run: Callable[..., None], epilog: str) -> Command:
    """A command made of a function, as ``DanskApp.command`` has it, for those of ``DanskApp`` that are made when asked for."""
    info = CommandInfo(name, cls=DanskCommand, callback=run, epilog=epilog)
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


class _Made(Mapping[str, Command]):
    """Commands by name, each made when it is first asked for: a run imports and makes the one that it runs."""

    def __init__(self, makers: Mapping[str, Callable[[], Command]]) -> None:
        self._makers = makers
        self._made: dict[str, Command] = {}

    def __getitem__(self, name: str) -> Command:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class DanskGroup(_Dansk, TyperGroup):
    """A command with commands under it, whose help and errors are in Danish.

    ``meant`` are words that somebody may write for a command that is called something else, with the name of it or a
    sentence where there is none. ``makers`` are what makes each command that typer was not given ready-made.
    """

    meant: Mapping[str, str] = {}
    makers: Mapping[str, Callable[[], Command]] = {}

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        if self.makers:
            self.commands = cast(MutableMapping[str, Command], _Made(self.makers))

    def list_commands(self, ctx: Context) -> list[str]:
        return [*self.commands]  # typer's own asks for the commands too, and would have them all made

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        known = {fold(name): name for name in self.list_commands(ctx)}
        return super().resolve_command(ctx, [known.get(fold(args[0]), args[0]), *args[1:]])


class DanskApp(typer.Typer):
    """A ``typer.Typer`` that speaks Danish; takes the same settings, and so does its ``command``.

    ``meant`` and ``makers`` are what ``DanskGroup`` has by those names; with ``makers``, ``command`` is not for use.
    """

    def __init__(
        self, *, meant: Mapping[str, str] = {}, makers: Mapping[str, Callable[[], Command]] = {}, **settings: Any
    ) -> None:
        tab.take_place_of_typers()
        # No markup: help is plain text. Plain tracebacks: one is for whoever mends udplan, and rich need not be
        # imported to show it.
        by_spelling = {fold(word): command for word, command in meant.items()}

        group = type("Group", (DanskGroup,), {"meant": by_spelling, "makers": makers})
        super().__init__(cls=group, rich_markup_mode=None, pretty_exceptions_enable=False, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[..., Any]:
        return super().command(name, cls=DanskCommand, **settings)
