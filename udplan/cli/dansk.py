"""Every Danish word that typer prints: usage, help, and what is wrong with a command line.

Typer 0.28 carries its own copy of click, and neither can be translated: most of the words are plain English
strings, written where they are used. So the words live here, in two groups: what this module writes itself
(the help page, and the errors that typer raises as classes of their own), and ``_PHRASES``, which takes the
English of the other errors to Danish. A new version of typer with a new phrase or class fails the tests.

Use ``DanskApp`` where typer says ``typer.Typer``; its commands are ``DanskCommand``. What the user gets:

* Names of commands and options, and choices, are read whatever the case, the Unicode form and the spelling
  of æøå: ``--TVÆRGÅENDE`` and ``--tvaergaaende`` are ``--tværgående``. Other values, and whatever stands
  after ``--``, are left alone.
* An option that takes one value and is given twice is an error, where typer would use the last in silence.
* Help is plain text of a fixed width: no colour, no markup, the same in a terminal, a test and CI.
* An error is a sentence or two on standard error, and the exit status is 2 (130 for ``typer.Abort``).
"""

from __future__ import annotations

import errno
import inspect
import re
import sys
from ast import literal_eval
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

import typer

# The private parts of typer that this module needs, and the rest of udplan never sees. Typer publishes one
# class of error (BadParameter) and none of its parameter types; the parser alone knows an option as it was
# typed, and how often; Command and Parameter are what TyperGroup and TyperOption are made of.
from typer._click.core import Command, Parameter
from typer._click.exceptions import (
    BadArgumentUsage,
    BadOptionUsage,
    FileError,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._click.parser import _OptionParser
from typer._click.types import DateTime, File, FloatRange, FuncParamType, IntRange, ParamType, Tuple
from typer._types import TyperChoice
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from udplan.values.words import fold, listed, nearest

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

WRONG_USE: Final = 2
INTERRUPTED: Final = 130
# Fits a window of 80 columns, the narrowest in common use. Asking the terminal would make the text differ.
_WIDTH: Final = 78
# Word turns two hyphens into one of these when a command is written in a document and copied out again.
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"

# Help texts of options that typer adds by itself.
_HELP: Final = {
    "Show this message and exit.": "Vis denne hjælp.",
    "Install completion for the current shell.": "Slå fuldførelse med Tab til i denne kommandolinje.",
    "Install completion for the specified shell.": "Slå fuldførelse med Tab til i den valgte kommandolinje.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Vis scriptet bag fuldførelse med Tab, til at kopiere eller tilpasse."
    ),
    "Show completion for the specified shell, to copy it or customize the installation.": (
        "Vis scriptet bag fuldførelse med Tab i den valgte kommandolinje, til at kopiere eller tilpasse."
    ),
}

# What a value is called in help, by the name of its type.
_KINDS: Final = {
    "str": "TEKST",
    "int": "HELTAL",
    "int range": "HELTAL",
    "float": "TAL",
    "float range": "TAL",
    "boolean": "true|false",
    "uuid": "UUID",
    "filename": "FIL",
    "file": "FIL",
    "directory": "MAPPE",
    "path": "STI",
}
_PATHS: Final = {"File": "Filen", "Directory": "Mappen", "Path": "Stien"}
_STRFTIME: Final = {"%Y": "ÅÅÅÅ", "%m": "MM", "%d": "DD", "%H": "tt", "%M": "mm", "%S": "ss"}

# What typer says with a text only, and what we say instead. {v} is the value, in quotes; {kind}, {range},
# {formats} and {choices} are what the parameter takes.
_PHRASES: Final = {
    r"(?P<v>.+) is not a valid int(?: range)?\.": "{v} er ikke et helt tal.",
    r"(?P<v>.+) is not a valid float(?: range)?\.": "{v} er ikke et tal, som 7 eller 11.4 er det.",
    r"(?P<v>.+) is not in the range .+\.": "{v} er uden for det tilladte, som er {range}.",
    r"(?P<v>.+) is not a valid boolean\. Recognized values: .+": "Skriv true eller false i stedet for {v}.",
    r"(?P<v>.+) is not a valid UUID\.": "{v} er ikke et UUID.",
    r"(?P<v>.+) does not match the formats .+\.": "{v} er ikke en dato, der kan læses. Skriv {formats}.",
    r"(?P<v>.+) is not one of .+\.": "{v} kan ikke vælges. Vælg {choices}.",
    r"(?P<path>File|Directory|Path) (?P<v>.+) does not exist\.": "{path} {v} findes ikke.",
    r"(?P<path>File|Directory|Path) (?P<v>.+) is a file\.": "{v} er en fil. Skriv navnet på en mappe.",
    r"(?P<path>File|Directory|Path) (?P<v>.+) is a directory\.": "{v} er en mappe. Skriv navnet på en fil.",
    r"(?P<path>File|Directory|Path) (?P<v>.+) is not readable\.": "Du har ikke adgang til at læse {v}.",
    r"(?P<path>File|Directory|Path) (?P<v>.+) is not writable\.": "Du har ikke adgang til at skrive i {v}.",
    r"(?P<count>\d+) values are required, but (?P<given>\d+) given\.": "Skriv {count} værdier, ikke {given}.",
    r"Takes (?P<count>\d+) values but (?P<given>\d+) given\.": "Skriv {count} værdier, ikke {given}.",
    r"Value must be an iterable\.": "Skriv en liste af værdier.",
    r"Missing command\.": "Der mangler en kommando: {commands}.",
    r"No such command (?P<v>.+?)\.(?: Did you mean .+\?)?": "Kommandoen {v} findes ikke.",
    r"Got unexpected extra argument\(s\) \((?P<extra>.*)\)": "Der er noget tilovers på linjen: {extra}.",
}

_OS_ERRORS: Final = {
    errno.ENOENT: "den findes ikke",
    errno.EACCES: "du har ikke adgang",
    errno.EPERM: "du har ikke adgang",
    errno.EISDIR: "den er en mappe",
    errno.ENOTDIR: "en del af stien er ikke en mappe",
    errno.ENOSPC: "disken er fuld",
    errno.EROFS: "drevet kan kun læses",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EINVAL: "navnet er ikke gyldigt",
}


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
                error.option_name = _as_typed(error.option_name, typed)
            raise
        if not self.ctx.resilient_parsing:
            self._refuse_twice(order)
        return opts, rest, order

    def _refuse_dashes(self, typed: Sequence[str]) -> None:
        # Typer would take the word for an argument, and go on without the selection it asks for.
        for word in typed:
            name = word.partition("=")[0]
            meant = f"--{_bare(name)}"
            if name[:1] in _DASHES and fold(meant) in self._long_opt:
                self.ctx.fail(f"Stregen i {_shown(name)} er en tankestreg. Skriv to bindestreger: {meant}.")

    def _refuse_twice(self, order: Sequence[Parameter]) -> None:
        for param in order:
            if order.count(param) > 1 and isinstance(param, TyperOption) and _takes_one(param):
                self.ctx.fail(f"{_called(param)} står her mere end en gang. Skriv den kun en gang.")


class _Dansk(Command):
    """What DanskCommand and DanskGroup share."""

    def __init__(self, *args: Any, deprecated: bool = False, **settings: Any) -> None:
        super().__init__(*args, **settings)
        # Not given to typer, which would add English to the help and print English when the command runs.
        self.is_deprecated = deprecated

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and leave Python with its exit status; see ``typer.Typer.__call__``.

        The status is what ``typer.Exit`` says, or else the whole number that the command returns, or else 0.
        With ``standalone_mode`` off, values are returned and errors raised, as typer does it.
        """
        settings: dict[str, Any] = {
            "args": args,
            "prog_name": prog_name,
            "complete_var": complete_var,
            "windows_expand_args": windows_expand_args,
            **extra,
        }
        if not standalone_mode:
            return super().main(standalone_mode=False, **settings)  # type: ignore[safe-super]
        try:
            status = super().main(standalone_mode=False, **settings)  # type: ignore[safe-super]
        except typer.Abort:
            typer.echo("Afbrudt.", err=True)
            sys.exit(INTERRUPTED)
        except typer.TyperException as error:
            typer.echo(on_screen(error), err=True)
            sys.exit(WRONG_USE)
        sys.exit(status if type(status) is int else 0)

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        if parent is None:
            extra = {"terminal_width": _WIDTH, "token_normalize_func": fold, **extra}
            # Here, because typer adds these two to the command after it has been made.
            for param in self.params:
                if param.name in _COMPLETION:
                    param.callback = _COMPLETION[param.name]
        return super().make_context(info_name, args, parent, **extra)

    def make_parser(self, ctx: Context) -> _OptionParser:
        parser = _Parser(ctx)
        for param in self.get_params(ctx):
            param.add_to_parser(parser, ctx)
        return parser

    def invoke(self, ctx: Context) -> Any:
        if self.is_deprecated:
            typer.echo(f"Bemærk: {ctx.command_path} er udgået og forsvinder i en senere version.", err=True)
        return super().invoke(ctx)

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        return ["[VALGMULIGHEDER]", *(_in_usage(param, ctx) for param in _arguments(self, ctx))]

    def get_short_help_str(self, limit: int = 45) -> str:
        # Typer would stop at the first word that ends in a full stop, and "mio." and "kr." do.
        text = self.short_help or inspect.cleandoc(self.help or "").partition("\n\n")[0]
        return " ".join(["(udgået)"] * self.is_deprecated + text.split())

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Brug: ")

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        # Click's plain page, whatever the app says of markup: TyperCommand would hand over to rich.
        Command.format_help(self, ctx, formatter)

    def format_help_text(self, ctx: Context, formatter: HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        if self.is_deprecated:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text("Kommandoen er udgået og forsvinder i en senere version.")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, TyperOption)]
        _section(formatter, "Argumenter", [_record(each, ctx) for each in _arguments(self, ctx)])
        _section(formatter, "Kommandoer", _commands(self, ctx))
        _section(formatter, "Valgmuligheder", [_record(each, ctx) for each in options if not each.hidden])

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        # As it was written: an example that is broken in two cannot be copied.
        if self.epilog:
            formatter.write(f"\n{inspect.cleandoc(self.epilog)}\n")


class DanskCommand(_Dansk, TyperCommand):
    """A command whose help and errors are in Danish."""


class DanskGroup(_Dansk, TyperGroup):
    """A command with commands under it, whose help and errors are in Danish."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        return [*super().collect_usage_pieces(ctx), "KOMMANDO ..."]

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        known = {fold(name): name for name in self.list_commands(ctx)}
        return super().resolve_command(ctx, [known.get(fold(args[0]), args[0]), *args[1:]])


class DanskApp(typer.Typer):
    """A ``typer.Typer`` that speaks Danish; takes the same settings, and so does its ``command``."""

    def __init__(self, **settings: Any) -> None:
        # Plain tracebacks: one is for whoever mends udplan, and rich need not be imported to show it.
        fixed: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False}
        super().__init__(**{"cls": DanskGroup, **fixed, **settings})

    def command(self, name: str | None = None, **settings: Any) -> Callable[..., Any]:
        return super().command(name, **{"cls": DanskCommand, **settings})


# ---- errors ----


def on_screen(error: typer.TyperException) -> str:
    """The lines that tell the user what is wrong, and where help is."""
    if isinstance(error, NoArgsIsHelpError):
        return error.message
    text = f"Fejl: {danish(error)}"
    if isinstance(error, UsageError) and error.ctx is not None and error.ctx.help_option_names:
        text += f'\nPrøv "{error.ctx.command_path} {max(error.ctx.help_option_names, key=len)}".'
    return text


def danish(error: typer.TyperException) -> str:
    """What the error says, in Danish; a text that is not typer's own is passed on as it is."""
    match error:
        case NoSuchOption():
            near = _near_options(error.option_name, error.ctx)
            return f"Valgmuligheden {_shown(error.option_name)} findes ikke.{_did_you_mean(near)}"
        case BadOptionUsage():
            return _bad_option_usage(error)
        case BadArgumentUsage():
            return _bad_argument_usage(error)
        case MissingParameter():
            return _missing(error)
        case typer.BadParameter():
            return f"{_hint(error)}{_bad_value(error)}"
        case FileError():
            return _file_error(error.filename, error.__cause__)
        case UsageError() if error.ctx is not None:
            return _misplaced(error, error.ctx)
        case _:
            return _phrase(error)


def _phrase(error: typer.TyperException, **facts: str) -> str:
    for english, said in _PHRASES.items():
        if found := re.fullmatch(english, error.message, re.DOTALL):
            groups = found.groupdict()
            facts |= {name: _shown(text) for name, text in groups.items()}
            if "v" in groups:
                facts["v"] = f'"{_shown(_unquoted(groups["v"]))}"'
            if "path" in groups:
                facts["path"] = _PATHS[groups["path"]]
            return said.format_map(defaultdict(lambda: "noget andet", facts))
    return error.message


def _bad_value(error: typer.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    wrong = error.__context__
    if isinstance(kind, FuncParamType) and isinstance(wrong, ValueError):
        return str(getattr(wrong, "besked", f'"{_shown(error.message)}" kan ikke læses.'))
    if isinstance(kind, File) and isinstance(wrong, OSError):
        return _file_error(str(wrong.filename), wrong)
    facts: dict[str, str] = {}
    if isinstance(kind, IntRange | FloatRange):
        facts["range"] = _range(kind)
    if isinstance(kind, DateTime):
        facts["formats"] = listed([_date(each) for each in kind.formats], "eller")
    if isinstance(kind, TyperChoice):
        facts["choices"] = listed(_choices(kind), "eller")
    said = _phrase(error, **facts)
    if isinstance(kind, TyperChoice) and (found := re.match("(.+) is not one of ", error.message)):
        said += _did_you_mean(nearest(_unquoted(found[1]), _choices(kind)))
    return said


def _missing(error: MissingParameter) -> str:
    param = error.param
    if param is None:
        return error.message or "Der mangler noget på linjen."
    kind = "Argumentet" if isinstance(param, TyperArgument) else "Valgmuligheden"
    choose = f" Vælg {listed(_choices(param.type), 'eller')}." if isinstance(param.type, TyperChoice) else ""
    return f"{kind} {_called(param)} mangler.{choose}"


def _bad_option_usage(error: BadOptionUsage) -> str:
    param = next((each for each in _options(error.ctx) if error.option_name in map(fold, _names(each))), None)
    if param is None or error.ctx is None:
        return f"Valgmuligheden {_shown(error.option_name)} er brugt forkert."
    if param.is_flag or param.count:
        return f"{_called(param)} tager ingen værdi. Skriv den uden lighedstegn."
    many = "en værdi" if param.nargs == 1 else f"{param.nargs} værdier"
    return f"{_called(param)} skal følges af {many}: {_called(param)} {_kind(param)}."


def _bad_argument_usage(error: BadArgumentUsage) -> str:
    if error.ctx is not None:
        for param in _arguments(error.ctx.command, error.ctx):
            if repr(param.name) in error.message:
                return f"{_called(param)} skal have {param.nargs} værdier."
    return error.message


def _file_error(filename: str, wrong: BaseException | None) -> str:
    why = "det er ikke til at se hvorfor"
    if isinstance(wrong, OSError):
        why = _OS_ERRORS.get(wrong.errno or 0, wrong.strerror or why)
    return f'Filen "{_shown(filename)}" kan ikke åbnes: {why}.'


def _hint(error: typer.BadParameter) -> str:
    """Whose value is wrong, and where it came from when that was not the command line."""
    if error.param is None:
        return ""
    name, source = _called(error.param), None
    if error.ctx is not None and error.param.name is not None:
        source = error.ctx.get_parameter_source(error.param.name)
    envvar = _envvar(error.param, error.ctx) if source is not None and source.name == "ENVIRONMENT" else ""
    return f"{name} (fra miljøvariablen {envvar}): " if envvar else f"{name}: "


def _did_you_mean(words: Sequence[str]) -> str:
    return f" Mente du {listed(words, 'eller')}?" if words else ""


def _misplaced(error: UsageError, ctx: Context) -> str:
    """A command that is missing or unknown, or a word too many, which is often an option without hyphens."""
    known = [name for name, _ in _commands(ctx.command, ctx)]
    said = _phrase(error, commands=listed(known, "eller"))
    if unknown := re.match(r"No such command (.+?)\.", error.message):
        near = nearest(_unquoted(unknown[1]), known)
        return said + (_did_you_mean(near) or f" Skriv {listed(known, 'eller')}.")
    if extra := re.match(r"Got unexpected extra argument\(s\) \((\S+)", error.message):
        return said + _did_you_mean(_near_options(extra[1], ctx))
    return said


def _near_options(word: str, ctx: Context | None) -> list[str]:
    # Without the hyphens, which make every short name look like every other.
    names = {_bare(name): name for param in _options(ctx) if not param.hidden for name in _names(param)}
    return [names[each] for each in nearest(_bare(word), names)]


def _bare(name: str) -> str:
    return name.lstrip("-" + _DASHES)


def _as_typed(option: str, typed: Sequence[str]) -> str:
    """The word on the line that gave this option, which the parser has folded or cut a letter out of."""
    words = [word.partition("=")[0] for word in typed]
    same = (word for word in words if fold(word) == option)
    letter = (word for word in words if word[:1] == "-" != word[1:2] and option[1:] in fold(word))
    return next(same, next(letter, option))


def _shown(text: str) -> str:
    """The text as it may be printed: nothing in it can steer a terminal or hide."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _unquoted(text: str) -> str:
    """The value that typer printed with repr()."""
    try:
        return str(literal_eval(text))
    except (SyntaxError, ValueError):
        return text


# ---- parameters ----


def _options(ctx: Context | None) -> list[TyperOption]:
    params = ctx.command.get_params(ctx) if ctx is not None else []
    return [param for param in params if isinstance(param, TyperOption)]


def _arguments(command: Command, ctx: Context) -> list[TyperArgument]:
    return [each for each in command.get_params(ctx) if isinstance(each, TyperArgument) and not each.hidden]


def _commands(command: Command, ctx: Context) -> list[tuple[str, str]]:
    """The name of each command of a group, and what it does; none when the command is no group."""
    if not isinstance(command, TyperGroup):
        return []
    found = [(name, command.get_command(ctx, name)) for name in command.list_commands(ctx)]
    return [(name, each.get_short_help_str()) for name, each in found if each is not None and not each.hidden]


def _names(param: TyperOption) -> list[str]:
    return [*param.opts, *param.secondary_opts]


def _takes_one(param: TyperOption) -> bool:
    return not (param.multiple or param.count) and (not param.is_flag or bool(param.secondary_opts))


def _called(param: Parameter) -> str:
    """The name of a parameter in a sentence: ``--udvalg``, ``FIL``."""
    if isinstance(param, TyperOption):
        return max(param.opts or param.secondary_opts, key=len)
    return param.metavar or (param.name or "").upper()


def _in_usage(param: TyperArgument, ctx: Context) -> str:
    name = _called(param) + ("..." if param.nargs != 1 else "")
    return name if param.required or name.startswith("[") else f"[{name}]"


def _kind(param: Parameter) -> str:
    """What to write as the value: ``FIL``, ``md|html``, ``ÅÅÅÅ-MM-DD``."""
    if param.metavar is not None:
        return param.metavar
    many = "..." if param.nargs != 1 and not param.type.is_composite else ""
    return _kind_of(param.type, getattr(param, "show_choices", True)) + many


def _kind_of(kind: ParamType, show_choices: bool = True) -> str:
    if isinstance(kind, TyperChoice):
        return "|".join(_choices(kind)) if show_choices else "TEKST"
    if isinstance(kind, DateTime):
        return "|".join(_date(each) for each in kind.formats)
    if isinstance(kind, Tuple):
        return " ".join(_kind_of(each) for each in kind.types)
    return _KINDS.get(kind.name, "VÆRDI")


def _choices(kind: TyperChoice[Any]) -> list[str]:
    return [_plain(choice) for choice in kind.choices]


def _date(pattern: str) -> str:
    for directive, letters in _STRFTIME.items():
        pattern = pattern.replace(directive, letters)
    return pattern


def _range(kind: IntRange | FloatRange) -> str:
    if None not in (kind.min, kind.max) and not (kind.min_open or kind.max_open):
        return f"fra {kind.min} til {kind.max}"
    least = f"{'over' if kind.min_open else 'mindst'} {kind.min}" if kind.min is not None else ""
    most = f"{'under' if kind.max_open else 'højst'} {kind.max}" if kind.max is not None else ""
    return " og ".join(filter(None, [least, most]))


def _envvar(param: Parameter, ctx: Context | None) -> str:
    names: str | Iterable[str] = param.envvar or ()
    if not names and isinstance(param, TyperOption) and param.allow_from_autoenv:
        prefix = ctx.auto_envvar_prefix if ctx is not None else None
        names = f"{prefix}_{(param.name or '').upper()}" if prefix else ()
    return names if isinstance(names, str) else ", ".join(names)


def _default(param: TyperArgument | TyperOption, ctx: Context) -> str:
    if isinstance(param.show_default, str):
        return param.show_default
    value = param.get_default(ctx, call=False)
    if value is None or not param.show_default:
        return ""
    if isinstance(param, TyperOption) and param.is_bool_flag:
        names = param.opts if value else param.secondary_opts
        return names[0] if names and param.secondary_opts else ""
    if callable(value):
        return "beregnes"
    return ", ".join(map(_plain, value if isinstance(value, list | tuple) else [value]))


def _plain(value: object) -> str:
    if isinstance(value, Enum):
        value = value.value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _record(param: TyperArgument | TyperOption, ctx: Context) -> tuple[str, str]:
    """A line of the help page: what to write, and what it does."""
    notes = []
    if isinstance(param, TyperOption):
        kind = "" if param.is_flag or param.count else f" {_kind(param)}"
        both = [sorted(names, key=len) for names in (param.opts, param.secondary_opts) if names]
        what = " / ".join(", ".join(names) for names in both) + kind
    else:
        what = _called(param) + ("..." if param.nargs != 1 else "")
        if param.metavar is None and isinstance(param.type, TyperChoice | DateTime) and param.show_choices:
            notes.append(_kind(param).removesuffix("..."))
    if isinstance(param.type, IntRange | FloatRange):
        notes.append(_range(param.type))
    if param.required:
        notes.append("skal skrives")
    if default := _default(param, ctx):
        notes.append(f"ellers {default}")
    if param.show_envvar and (envvar := _envvar(param, ctx)):
        notes.append(f"miljøvariabel {envvar}")
    text = _HELP.get(param.help or "", param.help or "")
    return what, f"{text} [{'; '.join(notes)}]".strip() if notes else text


def _section(formatter: HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


# ---- completion ----


def _install(ctx: Context, param: Parameter, value: Any) -> Any:
    """Do what typer's own callback for ``--install-completion`` does, and say it in Danish."""
    if not value or ctx.resilient_parsing:
        return value
    from typer._completion_shared import install

    shell = _shell(ctx, value)
    try:
        _, path = install(shell=shell)
    except (OSError, ValueError, RuntimeError) as error:
        ctx.fail(f"Fuldførelse med Tab kunne ikke slås til i {shell}: {_shown(str(error))}")
    typer.echo(f"Fuldførelse med Tab er slået til i {shell}. Scriptet ligger i {path}")
    typer.echo("Den virker, når du åbner et nyt vindue.")
    raise typer.Exit


def _show(ctx: Context, param: Parameter, value: Any) -> Any:
    """Check the shell, which typer would refuse in English; the script itself has no words."""
    if not value or ctx.resilient_parsing:
        return value
    from typer.completion import show_callback

    return show_callback(ctx, param, _shell(ctx, value))


def _shell(ctx: Context, value: Any) -> str:
    from typer._completion_shared import Shells, _get_shell_name

    shell = value if isinstance(value, str) else _get_shell_name()
    known = [each.value for each in Shells]
    if shell not in known:
        ctx.fail(f"Fuldførelse med Tab findes til {listed(known)}, ikke til {shell or 'denne linje'}.")
    return str(shell)


_COMPLETION: Final = {"install_completion": _install, "show_completion": _show}
