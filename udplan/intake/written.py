"""What somebody writes for a field, as a plan file has it: read by the field's own kind, and names as the options find them."""

from __future__ import annotations

import re
from collections.abc import Callable

from udplan.figures import select
from udplan.intake.amounts import as_figure
from udplan.model.groups import Text
from udplan.model.kind import InPlan, Kind, Scalar, is_unknown
from udplan.model.kinds import Choice
from udplan.model.money import Figure
from udplan.model.plan import Plan
from udplan.model.texts import Body, Names, Reference
from udplan.values.unknown import UKENDT
from udplan.values.words import fold

#: A value as ``yaml.read`` gives it: a text, or a list of names.
Værdi = str | list[str]


def as_written(kind: Kind, text: str, plan: Plan) -> Værdi:
    """The value of a text; what is blank is an empty text, and several names stand with a semicolon between.

    Raises:
        BadValue: where it is no value of the field.
        UnknownChoice: for a name that the plan does not know, or knows more than once.
    """
    text = text.replace("\r\n", "\n")
    if not text.strip():
        return ""
    if kind.unknown and is_unknown(text):
        return UKENDT
    if isinstance(kind, Names):
        names = [_name(kind.point, name.strip(), plan) for name in text.split(";") if name.strip()]
        return names[0] if len(names) == 1 else names
    if isinstance(kind, Figure):
        return as_figure(text, plan, kind)
    if isinstance(kind, Text):
        return _name(kind, text, plan)
    return _by_kind(kind, text.strip(), plan)


def _by_kind(kind: Kind, text: str, plan: Plan) -> str:
    if isinstance(kind, Choice):
        return str(kind.parse(text))
    if isinstance(kind, Scalar):
        kind.parse(text)
    elif isinstance(kind, InPlan):
        kind.parse(text, plan.grundlag.kontekst)
    return kind.rewrite(text, plan.grundlag.kontekst)


def _name(kind: Kind, text: str, plan: Plan) -> str:
    """A text, or the name that it is a part of, where a register has such names."""
    if isinstance(kind, Body):
        return select.find_udvalg(plan, text)
    if isinstance(kind, Reference):
        return select.find_item(plan, text).id
    assert isinstance(kind, Text)
    if kind.register == "grupper":
        return select.find_gruppe(plan, text)
    if kind.register in _KNOWN:
        find, names = _KNOWN[kind.register]
        # One that the plan has nothing like is a new one, of which lint has its own words.
        known = any(fold(text) in fold(name) for name in names(plan))
        return find(plan, text) if known else text
    if kind.line:
        text = re.sub(r"\s*[\r\n]\s*", " ", text.strip())
    return kind.rewrite(text, plan.grundlag.kontekst)


def _themes(plan: Plan) -> list[str]:
    return [name for tema in plan.grundlag.temaer for name in (tema.navn, *tema.også)]


_KNOWN: dict[str, tuple[Callable[[Plan, str], str], Callable[[Plan], list[str]]]] = {
    "roller": (select.find_tovholder, select.tovholdere),
    "temaer": (select.find_tema, _themes),
}
