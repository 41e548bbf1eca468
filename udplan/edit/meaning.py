"""What a part of a plan file means, in a form that is the same however it is written; so a repair can be held against it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from udplan.model.groups import Free, Group
from udplan.model.kind import Kind, Kontekst
from udplan.model.money import AmountOrPerYear, PerYear
from udplan.values.unknown import BadValue
from udplan.values.words import fold
from udplan.yaml.compose import is_mapping, is_scalar
from udplan.yaml.form import Shape
from udplan.yaml.lenient import Element, Part, Written
from udplan.yaml.lines import BULLETS, ODD_SPACES

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_SPACES = dict.fromkeys(map(ord, f"{ODD_SPACES}\t"), " ")
_DASHES = dict.fromkeys(map(ord, f"{BULLETS}\u2022"), "-")


def rewritten(value: str, shape: Shape | None, context: Kontekst | None) -> str:
    """A value as the format writes it; unchanged where it is no value of its field."""
    if value and isinstance(shape, Kind):
        with suppress(BadValue):
            return shape.rewrite(value, context)
    return value


def same_words(value: str, *, is_long: bool = False) -> str:
    """A value without all that nobody sees: signs without width, which kind of space it is, and Word's own bullets.

    ``is_long`` says that it is a text of more lines, in which a bullet is a dash.
    """
    value = value.translate(_UNSEEN).translate(_SPACES)
    value = value.translate(_DASHES) if is_long else value.lstrip(f" {BULLETS}")
    return re.sub(" *\n *", "\n", re.sub(" +", " ", value)).strip(" ")


def meaning(part: Part, context: Kontekst | None) -> list[Element]:
    """Every name, value and group of a part that can be read, in order, with what it means for its text."""
    written = {(scalar.start, scalar.end): scalar for scalar in part.scalars}

    def meant(element: Element) -> Element:
        scalar = written.get((element.start, element.end))
        return element._replace(text=f"={_meant(part, scalar, context)}") if scalar else element

    return list(map(meant, part.elements))


def _meant(part: Part, scalar: Written, context: Kontekst | None) -> str:
    if scalar.name is not None:
        name = same_words(scalar.name)
        return part.keys.get(name) or part.keys.get(fold(name)) or name
    words = same_words(scalar.value, is_long=scalar.is_long)
    return words if scalar.is_long else rewritten(words, scalar.shape, context)


def words(part: Part) -> list[str]:
    """The words of a part that can be read, in order, whatever they are to YAML: names, values, or points of a list."""
    texts = (same_words(element.text[1:], is_long=True) for element in part.elements if element.text[0] == "=")
    return [word for text in texts for word in re.split(r"[\s:]+", text) if word not in ("", "-")]


_FIELD = re.compile(r"([^\s:]+):")


def is_glued(part: Part) -> bool:
    """Whether YAML reads a line that looks like a point of a list, or like a field, as more of the text above it."""
    for scalar in part.scalars:
        written = part.text[scalar.start : scalar.end]
        if scalar.is_long and not scalar.quote and written[:1] not in ("|", ">"):
            for line in written.splitlines()[1:]:
                seen = same_words(line, is_long=True)
                field = _FIELD.match(seen)
                if (
                    seen[:2] == "- "
                    or seen == "-"
                    or (field and (field[1] in part.keys or fold(field[1]) in part.keys))
                ):
                    return True
    return False


def is_text_for_group(scalar: Written, part: Part) -> bool:
    """Whether a text in quotes stands behind a name that is to have a group of fields: ``AU: "navn: Udvalget"``."""
    behind_name = part.text[: scalar.start].rstrip(" ")[-1:] == ":"
    is_group = isinstance(scalar.shape, Group | Free | PerYear) and not isinstance(scalar.shape, AmountOrPerYear)
    return bool(scalar.quote) and behind_name and is_group


def has_misplaced(part: Part) -> bool:
    """Whether a field, or a year, stands in a group that has no such field; what is a field nowhere is only spelled wrong."""
    return _has_misplaced(part.root, part.form.top, part)


def _has_misplaced(node: Any, shape: Shape | None, part: Part) -> bool:
    if is_scalar(node) or shape is None:
        return False
    if not is_mapping(node):
        return any(_has_misplaced(item, shape.point, part) for item in node.value)
    named = [(part.keys.get(fold(str(key.value)), str(key.value)), value) for key, value in node.value]
    known = [name for name, _ in named if name in part.keys or re.fullmatch("[0-9]{4}", name)]
    if isinstance(shape, Group) and not shape.fields.keys() >= {*known}:
        return True
    return any(_has_misplaced(value, shape.under(name), part) for name, value in named)
