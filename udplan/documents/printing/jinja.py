"""The template engine: where templates are found, what they may do, and how a mistake in one is told.

Templates are sandboxed (they read no files but templates, and run no code), an unknown name is an error, and everything they
print is escaped for the format: text from a plan is data, also in a template that somebody else wrote.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import TypeGuard

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape

from udplan.documents import blocks
from udplan.documents.blocks import Cell
from udplan.documents.printing.errors import NoSuchTemplate, TemplateError
from udplan.documents.printing.files import find, is_packaged, read_template
from udplan.documents.printing.limited import OUTPUT, TOO_LARGE
from udplan.documents.printing.mistakes import TOO_LARGE_NUMBER, kind_name, meant, of_jinja, of_python
from udplan.documents.printing.ours import render_ours
from udplan.documents.printing.spoken import NotAllowed, Spoken
from udplan.values.unknown import IkkeOplyst

#: The kinds of block; a template asks for them as ``{% if block is heading %}``.
_KINDS = (
    *(blocks.Heading, blocks.Contents, blocks.Prose, blocks.Note, blocks.Gap, blocks.Facts, blocks.Table, blocks.Form),
    *(blocks.Changed, blocks.Bars, blocks.Steps, blocks.Wheel),
)


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


_TESTS = {kind.__name__.lower(): _is(kind) for kind in _KINDS}


class Unknown(jinja2.StrictUndefined):
    """A name that nothing answers to: an error wherever it is used, in Danish."""

    @staticmethod
    def suggested(name: str) -> str:
        """The question whether another name was meant."""
        return ""

    @property
    def _undefined_message(self) -> str:
        name, holder = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if holder is missing:
            return f"navnet »{name}« findes ikke{self.suggested(name)}"
        return f"»{name}« findes ikke i {kind_name(type(holder).__name__)}{meant(name, _fields(holder))}"


def unknown(suggested: Callable[[str], str]) -> type[Unknown]:
    """``Unknown`` where ``suggested`` knows the names that a template has."""
    return type("Unknown", (Unknown,), {"suggested": staticmethod(suggested)})


def _fields(thing: object) -> list[str]:
    """The names that a template can ask a thing for."""
    if isinstance(thing, Mapping):
        return [str(name) for name in thing]
    return [name for name in dir(thing) if not name.startswith(("_", "model_")) and not _is_borrowed(thing, name)]


def _is_borrowed(thing: object, name: str) -> bool:
    """Whether it is pydantic that gives the thing that name, or that it is a tuple too: no business of a template."""
    owner = next((kind for kind in type(thing).__mro__ if name in vars(kind)), type(thing))
    return owner.__module__.startswith("pydantic") or (owner is tuple and type(thing) is not tuple)


# Whether a kind of thing may be asked for a name; nothing else of the thing counts. A page asks many thousand times.
_SAFE: dict[tuple[type, str], bool] = {}


class Sandbox(Spoken):
    """What a template may do: read the values it is given, and call what is harmless."""

    def is_safe_callable(self, obj: object) -> bool:
        """No methods of classes: those make new things out of nothing, from a file or the clock (``date.today``)."""
        return super().is_safe_callable(obj) and not isinstance(getattr(obj, "__self__", None), type)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Nothing borrowed: what pydantic gives a model makes copies without our guards, and warns of what it does not know."""
        asked = type(obj), attr
        if asked not in _SAFE:
            _SAFE[asked] = super().is_safe_attribute(obj, attr, value) and not _is_borrowed(obj, attr)
        return _SAFE[asked]

    def call(__self, __context: Context, __obj: object, *args: object, **kwargs: object) -> object:  # noqa: N805
        if not __self.is_safe_callable(__obj):
            raise SecurityError(
                f"»{getattr(__obj, '__name__', kind_name(type(__obj).__name__))}« må ikke bruges i en skabelon"
            )
        return super().call(__context, __obj, *args, **kwargs)

    def unsafe_undefined(self, obj: object, attribute: str) -> jinja2.Undefined:
        return self.undefined(f"»{attribute}« må ikke bruges i en skabelon", exc=SecurityError)


class _Folders(jinja2.BaseLoader):
    """Templates by name, from the first folder that has one. ``read`` are the files that were used."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.read: set[str] = set()

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:
        try:
            path = find(template, self.folders)
        except NoSuchTemplate as error:
            raise jinja2.TemplateNotFound(template) from error
        self.read.add(str(path))
        return read_template(path), str(path), None


#: A whole number longer than this is no figure of a plan, and Python has a limit of its own for how many it prints.
_MOST_BITS = 1000


def as_cell(value: object, instead: str = "Skriv et af dens felter.") -> Cell:
    """A value that a template prints, as it can stand in a cell; ``instead`` says what to write where it cannot.

    Raises:
        NotAllowed: of what has no text of its own, such as a list or a block: nobody reads Python's word for it.
    """
    if value is None or isinstance(value, (str, Decimal, IkkeOplyst)):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and isfinite(value):
        return str(value).replace(".", ",")
    if isinstance(value, float) or (isinstance(value, int) and value.bit_length() > _MOST_BITS):
        raise NotAllowed(TOO_LARGE_NUMBER)
    if isinstance(value, int):
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)  # this raises the error that says so
    raise NotAllowed(f"{kind_name(type(value).__name__)} kan ikke skrives som tekst. {instead}")


_HALF = re.compile("[\ud800-\udfff]")


def _whole(text: str) -> str:
    r"""The text, where each of its signs is one.

    Raises:
        NotAllowed: of half a sign (``"\ud83d"``), which cannot stand in a file.
    """
    if half := _HALF.search(text):
        raise NotAllowed(f"U+{ord(half[0]):04X} er kun et halvt tegn og kan ikke skrives. Skriv tegnet selv.")
    return text


class _Ours(Exception):
    """An error of our own code, on its way out of a template; its cause is the error."""


def render_template(
    name: str,
    folders: Sequence[Path],
    write: Callable[[object], str],
    words: Callable[[object], str],
    names: dict[str, object],
) -> str:
    """The template of that name, from the first of ``folders`` or the packaged one, filled in with ``names``.

    ``write`` makes a value ready for the format (figures in Danish); it is asked for every value that a template
    prints, except those that are ``Markup`` already. What it gives that is no ``Markup`` is escaped as html. ``words``
    are the same without any escaping, for values that the template puts into texts of its own.

    Raises:
        TemplateError: with the file and the line of the mistake.
    """

    if not folders:
        return render_ours(name, write, _TESTS, names)

    def finalize(value: object) -> object:
        return _whole(value if isinstance(value, Markup) else escape(_own_errors_apart(write, value)))

    loader = _Folders(folders)
    environment = Sandbox(
        lambda value: _own_errors_apart(words, value),
        finalize,
        loader=loader,
        undefined=unknown(lambda name: _suggested(name, names, environment, loader.read)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests |= _TESTS
    try:
        text = _whole(environment.get_template(name).render(names))
    except (TemplateError, MemoryError):
        raise
    except _Ours as ours:
        raise ours.__cause__ or ours from None
    except Exception as error:  # a template can raise anything: 1/0 is an error of its author, not of ours
        file, line = _place(error, loader.read)
        if file and is_packaged(Path(file)):
            raise  # udplan's own
        where = f"{file}:{line}" if file else name
        raise TemplateError(f"{where}: {told(error, environment)}") from error
    if len(text) > OUTPUT:
        raise TemplateError(f"{find(name, folders)}: {TOO_LARGE}")
    return text


def _own_errors_apart(make: Callable[[object], str], value: object) -> str:
    try:
        return make(value)
    except (jinja2.TemplateError, MemoryError):
        raise  # of the value: it is unknown, or cannot be printed
    except Exception as error:
        raise _Ours from error


def _is_list(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    """Whether something is points, and not the fields of one thing: what has names is a tuple too."""
    return type(value) in (list, tuple) and bool(value)


def _suggested(name: str, names: Mapping[str, object], environment: jinja2.Environment, files: Iterable[str]) -> str:
    """The question whether another name was meant: one that the template is given or makes, or else a field of one."""
    trees = [environment.parse(read_template(Path(file))) for file in files]
    made = [node.name for tree in trees for node in tree.find_all(nodes.Name) if node.ctx == "store"]
    macros = [node.name for tree in trees for node in tree.find_all(nodes.Macro)]
    fields: dict[str, str] = {}
    for given, value in names.items():
        first, path = (value[0], f"{given}[0]") if _is_list(value) else (value, given)
        if type(first).__module__.startswith("udplan"):
            fields |= {field: f"{path}.{field}" for field in _fields(first) if field not in fields}
    return meant(name, [*names, *made, *macros]) or meant(name, fields, fields)


def _place(error: Exception, templates: set[str]) -> tuple[str, int | None]:
    """The file and the line of a mistake, as near as the engine knows them; no file where it does not."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or error.name or "", error.lineno  # of what is never closed, Jinja gives the file as name
    # The engine puts the templates' own lines into the traceback; the innermost is where it went wrong.
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in templates]
    return (frames[-1].filename, frames[-1].lineno) if frames else ("", None)


def told(error: Exception, environment: jinja2.Environment) -> str:
    """What is wrong in a template, in Danish, on one line."""

    def known(kind: str) -> Iterable[str]:
        return environment.filters if kind == "filter" else environment.tests

    if isinstance(error, jinja2.TemplateNotFound):
        return f"skabelonen »{error.name}« findes ikke"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"skabelonen kan ikke læses: {of_jinja(error.message or '', known)}"
    if isinstance(error, (NotAllowed, UndefinedError, SecurityError)):
        return of_jinja(error.message or "", known, ours=True)
    if isinstance(error, jinja2.TemplateError):
        return of_jinja(error.message or "", known)
    return of_python(error)
