"""The template engine: where templates are found, what they may do, and how a mistake in one is told.

Templates are sandboxed (they cannot read files or run code), an unknown name is an error, and everything they
print is escaped for the format: text from a plan is data, also in a template that somebody else wrote.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from udplan.documents import blocks
from udplan.documents.blocks import Cell
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.files import first, packaged_templates, read_template

#: The kinds of block; a template asks for them as ``{% if block is heading %}``.
_KINDS = (
    *(blocks.Heading, blocks.Contents, blocks.Prose, blocks.Note, blocks.Gap, blocks.Facts, blocks.Table, blocks.Form),
    *(blocks.Bars, blocks.Steps, blocks.Wheel),
)


class Unknown(jinja2.StrictUndefined):
    """A name that nothing answers to: an error wherever it is used, in Danish."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"navnet »{self._undefined_name}« findes ikke"
        return f"»{self._undefined_name}« findes ikke i {type(self._undefined_obj).__name__}"


class Sandbox(ImmutableSandboxedEnvironment):
    """What a template may do: read the values it is given, and call what is harmless."""

    def is_safe_callable(self, obj: object) -> bool:
        """No methods of classes: those make new things out of nothing, from a file or the clock (``date.today``)."""
        return super().is_safe_callable(obj) and not isinstance(getattr(obj, "__self__", None), type)

    def call(__self, __context: Context, __obj: object, *args: object, **kwargs: object) -> object:  # noqa: N805
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"»{getattr(__obj, '__name__', __obj)}« må ikke bruges i en skabelon")
        return super().call(__context, __obj, *args, **kwargs)

    def unsafe_undefined(self, obj: object, attribute: str) -> jinja2.Undefined:
        return self.undefined(f"»{attribute}« må ikke bruges i en skabelon", exc=SecurityError)


class _Folders(jinja2.BaseLoader):
    """Templates by name, from the first folder that has one. ``read`` are the files that were used."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.read: set[str] = set()

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:
        path = first(template, self.folders)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        self.read.add(str(path))
        return read_template(path), str(path), None


def render_template(name: str, folders: Sequence[Path], write: Callable[[Cell], str], names: dict[str, object]) -> str:
    """The template of that name, from the first of ``folders`` or the packaged one, filled in with ``names``.

    ``write`` makes a value ready for the format (escaped, figures in Danish); it is asked for every value that
    a template prints, except those that are ``Markup`` already.

    Raises:
        TemplateError: with the file and the line of the mistake.
    """

    def finalize(value: object) -> object:
        return value if isinstance(value, Markup) else Markup(write(value))  # type: ignore[arg-type]

    loader = _Folders([*folders, packaged_templates()])
    environment = Sandbox(
        loader=loader,
        undefined=Unknown,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests |= {kind.__name__.lower(): _is(kind) for kind in _KINDS}
    try:
        return environment.get_template(name).render(names)
    except TemplateError:
        raise
    except Exception as error:  # a template can raise anything: 1/0 is an error of its author, not of ours
        raise TemplateError(_told(error, name, loader.read)) from error


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


def _told(error: Exception, name: str, templates: set[str]) -> str:
    """One Danish line about a mistake: where, as near as the engine knows it, and what."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename or name}:{error.lineno}: skabelonen kan ikke læses: {error.message}"
    # The engine puts the templates' own lines into the traceback; the innermost is where it went wrong.
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in templates]
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else name
    if isinstance(error, jinja2.TemplateNotFound):
        return f"{where}: skabelonen »{error.name}« findes ikke"
    what = error.message if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
    return f"{where}: {what}"
