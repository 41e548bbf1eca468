"""What is wrong with a command line, in Danish: from typer's errors to the lines on the screen.

Some of typer's errors are classes of their own, and their sentences are written here. The others are told apart by
their English text alone, and ``PHRASES`` has the Danish for it.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import typer

# Typer publishes one class of error (BadParameter); the others are private to it.
from typer._click.exceptions import BadOptionUsage, MissingParameter, NoArgsIsHelpError, NoSuchOption, UsageError

from udplan.cli.dansk.help_page import subcommands
from udplan.cli.dansk.params import bare, called, choices, options, value_of
from udplan.values.words import fold, listed, nearest, printable

if TYPE_CHECKING:
    from typer._click.core import Context

#: What typer says with a text only, and what we say instead. {value} and {extra} are what was typed, {low} and {high} its
#: limits, and {choices} what could have been.
PHRASES: Final = {
    r"(?P<value>.+) is not a valid int(?: range)?\.": '"{value}" er ikke et helt tal.',
    r"(?P<value>.+) is not in the range (?P<low>\S+)<=x<=(?P<high>\S+)\.": (
        '"{value}" er uden for rækkevidde. Skriv et helt tal fra {low} til {high}.'
    ),
    r"(?P<value>.+) is not one of .+\.": '"{value}" kan ikke vælges. Vælg {choices}.',
    r"Path (?P<value>.+) is not readable\.": 'Du har ikke adgang til at læse "{value}".',
    r"No such command (?P<value>.+?)\.(?: Did you mean .+\?)?": 'Kommandoen "{value}" findes ikke.',
    r"Got unexpected extra argument\(s\) \((?P<extra>.*)\)": "Der er noget tilovers på linjen: {extra}.",
}


def on_screen(error: typer.TyperException) -> str:
    """The lines that tell the user what is wrong, and where help is."""
    if isinstance(error, NoArgsIsHelpError):
        return error.message
    text = f"Fejl: {danish(error)}"
    if isinstance(error, UsageError) and error.ctx is not None:
        text += f'\nPrøv "{error.ctx.command_path} --help".'
    return text


def danish(error: typer.TyperException) -> str:
    """What the error says, in Danish; a text that is not typer's own is passed on as it is."""
    match error:
        case NoSuchOption():
            near = _near_options(error.option_name, error.ctx)
            return f"Valgmuligheden {printable(error.option_name)} findes ikke.{_did_you_mean(near)}"
        case BadOptionUsage():
            return _bad_option_usage(error)
        case MissingParameter():
            return f"Argumentet {called(error.param)} mangler."
        case typer.BadParameter():
            return f"{called(error.param)}: {_bad_value(error)}"
        case UsageError() if error.ctx is not None:
            return _misplaced(error.message, error.ctx)
        case _:
            return error.message


def _bad_option_usage(error: BadOptionUsage) -> str:
    """An option without its value, or a flag with one."""
    for param in options(error.ctx.command, error.ctx) if error.ctx is not None else []:
        if error.option_name not in map(fold, param.opts):
            continue
        if param.is_flag:
            return f"{called(param)} tager ingen værdi. Skriv den uden lighedstegn."
        return f"{called(param)} skal følges af en værdi: {called(param)} {value_of(param)}."
    return f"Valgmuligheden {printable(error.option_name)} er brugt forkert."


def _bad_value(error: typer.BadParameter) -> str:
    known = choices(error.param.type) if error.param is not None else []
    wrong = re.match("(.+) is not one of ", error.message)
    near = nearest(_unquoted(wrong[1]), known) if wrong else []
    return _phrase(error.message, known) + _did_you_mean(near)


def _misplaced(message: str, ctx: Context) -> str:
    """A command that is unknown, or a word too many, which is often an option without hyphens."""
    said = _phrase(message)
    if unknown := re.match(r"No such command (.+?)\.", message):
        known = [name for name, _ in subcommands(ctx.command, ctx)]
        word = _unquoted(unknown[1])
        meant = getattr(ctx.command, "meant", {}).get(fold(word))
        if meant is not None and meant not in known:
            return f"{said} {meant}"
        near = [meant] if meant is not None else nearest(word, known)
        return said + (_did_you_mean(near) or f" Skriv {listed(known, 'eller')}.")
    if extra := re.match(r"Got unexpected extra argument\(s\) \((\S+)", message):
        return said + _did_you_mean(_near_options(extra[1], ctx))
    return said


def _phrase(message: str, known: Sequence[str] = ()) -> str:
    for english, said in PHRASES.items():
        if told := re.fullmatch(english, message, re.DOTALL):
            words = told.groupdict()
            typed = {name: printable(_unquoted(text) if name == "value" else text) for name, text in words.items()}
            return said.format(**typed, choices=listed(known, "eller"))
    return message


def _near_options(word: str, ctx: Context | None) -> list[str]:
    # Without the hyphens, which make every short name look like every other.
    params = options(ctx.command, ctx) if ctx is not None else []
    names = {bare(name): name for param in params for name in param.opts}
    return [names[name] for name in nearest(bare(word), names)]


def _did_you_mean(words: Sequence[str]) -> str:
    return f" Mente du {listed(words, 'eller')}?" if words else ""


def _unquoted(text: str) -> str:
    """The value that typer printed with repr()."""
    try:
        return str(literal_eval(text))
    except (SyntaxError, ValueError):
        return text
