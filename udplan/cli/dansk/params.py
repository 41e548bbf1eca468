"""The options and arguments of a command: what each is called in a sentence, and what may stand as its value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from typer._types import TyperChoice
from typer.core import TyperArgument, TyperOption

from udplan.values.words import fold

if TYPE_CHECKING:
    from typer._click.core import Command, Context, Parameter

# Word turns two hyphens into one of these when a command is written in a document and copied out again.
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


def options(command: Command, ctx: Context) -> list[TyperOption]:
    return [param for param in command.get_params(ctx) if isinstance(param, TyperOption)]


def arguments(command: Command, ctx: Context) -> list[TyperArgument]:
    return [param for param in command.get_params(ctx) if isinstance(param, TyperArgument)]


def called(param: Parameter | None) -> str:
    """The name of a parameter in a sentence: ``--udvalg``, ``FIL``."""
    if isinstance(param, TyperOption):
        return max(param.opts, key=len)
    return (param.metavar if param is not None else None) or ""


def repeated(param: TyperArgument) -> str:
    """The name of an argument where it is said how many of it there may be: ``FIL...``."""
    return called(param) + ("..." if param.nargs != 1 else "")


def value_of(param: TyperOption) -> str:
    """What to write as the value of an option: ``FIL``, ``tabel|json|csv``."""
    return param.metavar or "|".join(choices(param.type))


def choices(kind: Any) -> list[str]:
    """What can be chosen, for a type that is a choice."""
    return [str(choice) for choice in kind.choices] if isinstance(kind, TyperChoice) else []


def bare(name: str) -> str:
    """The name of an option without its hyphens, or the dashes that Word made of them."""
    return name.lstrip("-" + DASHES)


def as_typed(option: str, typed: Sequence[str]) -> str:
    """The word on the line that gave this option, which the parser has folded or cut a letter out of."""
    words = [word.partition("=")[0] for word in typed]
    same = (word for word in words if fold(word) == option)
    letter = (word for word in words if word[:1] == "-" != word[1:2] and option[1:] in fold(word))
    return next(same, next(letter, option))
