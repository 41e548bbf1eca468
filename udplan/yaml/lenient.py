"""A plan file as it is written, for those who mend it: its parts and its values, each by itself."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from udplan.values.words import fold
from udplan.yaml.checks import MOST_LEVELS, check_structure, telling
from udplan.yaml.compose import ComposeError, compose, is_mapping, is_scalar
from udplan.yaml.explain import TOP
from udplan.yaml.form import Form, Shape, under
from udplan.yaml.lines import BULLETS, ODD_SPACES, Blocks
from udplan.yaml.pattern import Pattern
from udplan.yaml.problem import SourceError
from udplan.yaml.read import parse
from udplan.yaml.source import canonical

# --- what stands in a text, piece by piece ----------------------------------------------------------------------------


class Element(NamedTuple):
    """A key, a value, or the beginning or end of a group: where it stands, and its text (a sign, where it is a group)."""

    start: int
    end: int
    text: str


def nodes(text: str, keys: Mapping[str, str]) -> Any:
    """The nodes of a text that can be read as fields, whatever they say; None where it cannot be read."""
    try:
        check_structure(text, telling(text.encode(errors="replace")), keys)
        root = compose(text)
    except (SourceError, ComposeError):
        return None
    return root if is_mapping(root) else None


def elements(node: Any, level: int = 0) -> Iterator[Element]:
    """Every key and value of a node, and every group's beginning and end, in order."""
    start = node.start_mark.index
    if is_scalar(node):
        yield Element(start, node.end_mark.index, f"={node.value}")
        return
    sign = "{" if is_mapping(node) else "["
    yield Element(start, start, sign)
    if level < MOST_LEVELS:
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                yield from elements(part, level + 1)
    yield Element(start, start, f"{sign} end")


class Part:
    """A part of a file that is mended by itself: the whole of it, or a top-level field of one that cannot be read."""

    def __init__(self, text: str, form: Form, root: Any = None) -> None:
        self.text, self.form, self.keys = text, form, form.keys
        self.root = root or nodes(text, form.keys)

    @cached_property
    def elements(self) -> list[Element]:
        return list(elements(self.root))

    @cached_property
    def scalars(self) -> list[Written]:
        return list(_of_mapping(self.root, _names(self.keys), self.form.top)) if self.root is not None else []

    @cached_property
    def has_odd_signs(self) -> bool:
        """Whether anything in it is not seen as what it is: a space of another kind, a bullet of Word's own."""
        return any(sign in self.text for sign in ODD_SPACES + BULLETS)

    @cached_property
    def keys_at(self) -> frozenset[int]:
        """Where the names of its fields begin."""
        return frozenset(scalar.start for scalar in self.scalars if scalar.is_key)

    @cached_property
    def blocks(self) -> Blocks:
        return Blocks(self.text)

    def is_text(self, place: int) -> bool:
        """Whether a place stands in a text of more lines, in which nothing is a field."""
        if self.root is None:
            return place in self.blocks
        at = bisect_right(self._long_spans, (place, len(self.text))) - 1
        return at >= 0 and place < self._long_spans[at][1]

    @cached_property
    def _long_spans(self) -> list[tuple[int, int]]:
        return [(scalar.start, scalar.end) for scalar in self.scalars if scalar.is_long]


def parts(text: str, form: Form, known: dict[str, Part]) -> Iterator[tuple[int, Part]]:
    """The whole text, if it can be read; else each top-level field, so that one fault does not hide the others.

    With each part comes where it begins. ``known`` are parts that were read before, by their text.
    """

    def part(start: int, end: int) -> tuple[int, Part]:
        written = text[start:end]
        if written not in known:
            known[written] = Part(written, form)
        return start, known[written]

    whole = part(0, len(text))
    if whole[1].root is not None:
        yield whole
        return
    yield from (part(start, end) for start, end in _top_level(text))


_YEAR = Pattern("(?:19|20)[0-9]{2}:")


def _top_level(text: str) -> Iterator[tuple[int, int]]:
    """From and to of each top-level field by the look of its lines, and of what stands above the first. A year is no field:
    it belongs to the one above it, also where it is not further in."""
    starts = [field.start() for field in TOP.finditer(text) if not _YEAR.match(text, field.start())]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    yield from zip(starts, [*starts[1:], len(text)], strict=True)


def fields(text: str, form: Form) -> list[Part]:
    """Each top-level field by itself, those that can be read so."""
    every = (Part(text[start:end], form) for start, end in _top_level(text))
    return [part for part in every if part.root is not None]


def top_fields(text: str, form: Form) -> dict[str, Any]:
    """The top-level fields of a file, those that can be read by themselves with what they say, the others with ``""``."""
    fields: dict[str, Any] = {}
    for _, part in parts(text, form, {}):
        data = parse(Path(), part.text.encode("utf-8", "replace"), form).data
        if data is None and part.text.strip():
            data = {canonical(part.text.partition(":")[0].strip(" \"'"), form.keys): ""}
        fields |= data or {}
    return fields


# --- values, each where it stands -------------------------------------------------------------------------------------


class Written(NamedTuple):
    """A key or a value as it is written: from and to in the text, with its quotes.

    ``name`` is, of a key, the name it stands for, and ``shape`` says of a value what may stand in its place. ``in_flow``
    says that it stands in braces or brackets, where a comma means something; ``is_long`` that it is a text of more lines.
    """

    value: str
    start: int
    end: int
    quote: str
    in_flow: bool
    is_long: bool
    name: str | None = None
    shape: Shape | None = None

    @property
    def is_key(self) -> bool:
        return self.name is not None


def _names(keys: Mapping[str, str]) -> dict[str, str]:
    """Every spelling of a field's name, capitals or not, to the name."""
    return {**{fold(name): name for name in keys.values()}, **keys}


def _of_mapping(
    node: Any, names: dict[str, str], shape: Shape | None, *, flow: bool = False, level: int = 0
) -> Iterator[Written]:
    flow = flow or bool(node.flow_style)
    pairs = [(key, value) for key, value in node.value if is_scalar(key)]
    meant = [_meant(key.value, names, shape) for key, _ in pairs]
    times = Counter(meant)
    for (key_node, value_node), name in zip(pairs, meant, strict=True):
        # Two names that would become the same are left as they are: either of the two may be the right one.
        yield _as_written(key_node, flow=flow, name=name if times[name] == 1 else key_node.value)
        below = under(shape, canonical(key_node.value, names) if shape and shape.own_names else name)
        yield from _of_value(value_node, names, below, flow=flow, level=level + 1)


def _meant(key: str, names: dict[str, str], shape: Shape | None) -> str:
    return key if shape and shape.own_names else names.get(fold(key)) or canonical(key, names)


def _of_value(node: Any, names: dict[str, str], shape: Shape | None, *, flow: bool, level: int) -> Iterator[Written]:
    if level > MOST_LEVELS:
        return
    if is_mapping(node):
        yield from _of_mapping(node, names, shape, flow=flow, level=level)
    elif is_scalar(node):
        yield _as_written(node, flow=flow, shape=shape)
    else:
        point = shape and shape.point
        for item in node.value:
            yield from _of_value(item, names, point, flow=flow or bool(node.flow_style), level=level + 1)


def _as_written(node: Any, *, flow: bool, name: str | None = None, shape: Shape | None = None) -> Written:
    start, end = node.start_mark, node.end_mark
    return Written(
        value=node.value,
        start=start.index,
        end=end.index,
        quote=node.style if node.style in ("'", '"') else "",
        in_flow=flow,
        is_long=node.style in ("|", ">") or start.line != end.line,
        name=name,
        shape=shape,
    )


def begins_oddly(scalar: Written) -> bool:
    """Whether a name begins with a space of another kind, which YAML reads as a part of the name."""
    return scalar.is_key and not scalar.quote and scalar.value[:1] in tuple(ODD_SPACES)
