"""The engine of templates as far as it makes text of values: always in the words that the format prints them with.

Jinja makes text in more places than ``{{ … }}``: ``~``, ``%``, ``join``, ``string`` and every filter of texts ask Python
for it. Python's word for an item is a dump of it, and for an amount one with a full stop for its comma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import wraps
from math import isfinite
from typing import Any, Final

import jinja2
from jinja2 import nodes, pass_context, pass_eval_context
from jinja2.filters import do_join, make_attrgetter
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from udplan.values.totals import Ufuldstændig

#: The filters that make text of what they are given, each with how many of its arguments.
_OF_TEXT: Final = {
    **dict.fromkeys(("capitalize", "center", "e", "escape", "forceescape", "indent", "lower", "safe", "string"), 1),
    **dict.fromkeys(("striptags", "title", "trim", "truncate", "upper", "urlize"), 1),
    **dict.fromkeys(("wordcount", "wordwrap"), 1),
    "replace": 3,
}
#: What is of no use in a document: Python's and JSON's words, English units, Latin, and what is another at every run.
_NO_FILTERS: Final = ("filesizeformat", "pprint", "random", "tojson", "xmlattr")
_NO_GLOBALS: Final = ("lipsum",)
#: The name of ``~`` among the filters, which nobody can write.
_TOGETHER: Final = "~"
_PYTHON_S_OWN = re.compile(r"%(?:\(.*?\))?[-#0 +.*\d]*[ra]")


class NotAllowed(jinja2.TemplateRuntimeError):
    """What our own code says of a value that a template cannot have; its words are Danish."""


class Spoken(ImmutableSandboxedEnvironment):
    """An engine that makes text of a value by ``words``, which raises ``NotAllowed`` for what has none.

    ``finalize`` makes of a value what is printed.
    """

    intercepted_binops = frozenset({"%"})

    def __init__(self, words: Callable[[object], str], finalize: Callable[[object], object], **options: Any) -> None:
        # Nothing is worked out before the template runs: a mistake in it would have no line.
        super().__init__(optimized=False, finalize=pass_context(lambda _, value: finalize(value)), **options)
        self.words = words
        self.binop_table["%"] = self._remainder
        for name, count in _OF_TEXT.items():
            self.filters[name] = self._of_text(self.filters[name], count)
        self.filters |= {_TOGETHER: self._together, "join": self._joining(), "format": self._format}
        self.filters["urlencode"] = self._encoding(self.filters["urlencode"])
        for name in _NO_FILTERS:
            self.filters[name] = _refusing(name)
        for name in _NO_GLOBALS:
            del self.globals[name]

    def text(self, value: object) -> str:
        """The value as text; text that is escaped already stays so."""
        return value if isinstance(value, str) else self.words(value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """``"{}".format(…)`` has ways of its own into what it is given, and is not needed."""
        if super().wrap_str_format(value) is None:
            return None
        hint = "»format« må ikke bruges efter et punktum. Sæt tekster sammen med ~, eller brug filteret format."
        return self.undefined(hint, exc=jinja2.exceptions.SecurityError)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Together().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        return tree

    def _together(self, parts: Iterable[object]) -> str:
        return markup_join(map(self.text, parts))

    def _joining(self) -> Callable[..., str]:
        @pass_eval_context
        def join(context: nodes.EvalContext, value: Any, d: object = "", attribute: str | int | None = None) -> str:
            parts = value if attribute is None else map(make_attrgetter(self, attribute), value)
            made: str = do_join(context, [self.text(part) for part in parts], self.text(d))
            return made

        return join

    def _encoding(self, made: Callable[[Any], str]) -> Callable[..., str]:
        """``urlencode``, which takes a text or what an address asks for by name."""

        def encoded(value: object) -> str:
            if isinstance(value, Mapping):
                return made({name: self.text(one) for name, one in value.items()})
            return made(self.text(value))

        return encoded

    def _of_text(self, made: Callable[..., Any], count: int) -> Callable[..., Any]:
        """The filter, given texts; what the engine hands it first, if it asks, is no value."""
        first = 1 if hasattr(made, "jinja_pass_arg") else 0

        @wraps(made)
        def filtered(*values: object, **named: object) -> Any:
            spoken = [self.text(one) if first <= at < first + count else one for at, one in enumerate(values)]
            return made(
                *spoken, **{name: self.text(one) if name in ("old", "new") else one for name, one in named.items()}
            )

        return filtered

    def _format(self, value: object, *values: object, **named: object) -> Any:
        return self._remainder(self.text(value), named or values)

    def _remainder(self, left: Any, right: Any) -> Any:
        if not isinstance(left, str):
            return left % right
        if _PYTHON_S_OWN.search(left.replace("%%", "")):
            raise NotAllowed("%r og %a kan ikke bruges i en skabelon. Skriv %s.")
        if isinstance(right, tuple):
            return left % tuple(map(self._inserted, right))
        if isinstance(right, Mapping) and "%(" in left:
            if "%" in left.replace("%%", "").replace("%(", ""):
                raise NotAllowed("enten skal alle % i teksten have et navn, %(navn)s, eller ingen")
            return left % {name: self._inserted(value) for name, value in right.items()}
        return left % (self._inserted(right),)

    def _inserted(self, value: object) -> object:
        """A value for ``%``: a figure is still one, for ``%d`` and ``%.1f``, unless it lacks something or is left out."""
        if isinstance(value, Decimal | float) and not isinstance(value, Ufuldstændig) and isfinite(value):
            return _Figure(value, self.words(value))
        return value if isinstance(value, int) and not isinstance(value, bool) else self.text(value)


def _refusing(name: str) -> Callable[..., str]:
    def refused(*values: object, **named: object) -> str:
        raise NotAllowed(f"filteret »{name}« må ikke bruges i en skabelon")

    return refused


class _Figure(Decimal):
    """A figure that has its words along."""

    def __new__(cls, value: Any, words: str) -> _Figure:
        made = super().__new__(cls, value)
        made._words = words
        return made

    _words: str

    def __str__(self) -> str:
        return self._words


class _Together(NodeTransformer):
    """Makes a filter of each ``~``, which else asks Python for the text of its parts."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        parts = nodes.List([self.visit(part) for part in node.nodes], lineno=node.lineno)
        return nodes.Filter(parts, _TOGETHER, [], [], None, None, lineno=node.lineno)
