"""A plan file as it is written, for those who mend it: its encoding, its parts and its values, each by itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from udplan.values.words import fold
from udplan.yaml import source
from udplan.yaml.explain import TOP
from udplan.yaml.lines import BULLETS, ODD_SPACES, Blocks
from udplan.yaml.problem import SourceError
from udplan.yaml.source import canonical, is_mapping, is_scalar

_BOM = b"\xef\xbb\xbf"
# The letters and signs of Windows-1252 that Danish text has, as bytes.
_WINDOWS = frozenset("æøåÆØÅéÉäÄöÖüÜ§²½“”’–—…•°´«»\u00a0".encode("cp1252"))
# What one of those would be in the old DOS code page 865: a letter that stands alone, an apostrophe that is none; and
# controls, which UTF-16 without its mark is full of.
_NOT_SURE = re.compile(
    "(?<![A-Za-zæøåÆØÅéÉ])[æøåÆØÅ](?![A-Za-zæøåÆØÅéÉ])|(?<![a-zæøå])’|(?<=[A-Za-zæøå])[”“](?=[A-Za-zæøå])|[^\\S \t\r\n\u00a0]|\x00"
)

Encode = Callable[[str], bytes]


def decode_any(raw: bytes) -> tuple[str | None, Encode, str | None]:
    """The text of a file, how to write it again, and what that changes, in Danish; no text where none is certain.

    UTF-8 keeps its byte order mark, if it has one. UTF-16 and what can only be Windows-1252 are written as UTF-8.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return raw.decode("utf-16"), _utf8, "gemt som UTF-8 i stedet for UTF-16"
        except UnicodeDecodeError:
            return None, _utf8, None
    mark = _BOM if raw.startswith(_BOM) else b""
    try:
        return raw[len(mark) :].decode("utf-8"), lambda text: mark + text.encode("utf-8"), None
    except UnicodeDecodeError:
        if frozenset(byte for byte in raw if byte >= 0x80) <= _WINDOWS:
            text = raw.decode("cp1252")
            if not _NOT_SURE.search(text) and re.search("[æøåÆØÅ]", text):
                return text, _utf8, "gemt som UTF-8 i stedet for Windows-1252"
        return None, _utf8, None


def _utf8(text: str) -> bytes:
    return text.encode("utf-8")


# --- what a text says, piece by piece ---------------------------------------------------------------------------------


class Said(NamedTuple):
    """A key, a value or the beginning or end of a group, where it stands; ``owner`` is where its group begins."""

    start: int
    end: int
    what: str
    owner: int


def nodes(text: str, keys: Mapping[str, str]) -> Any:
    """The nodes of a text that can be read as fields, whatever they say; None of one that cannot."""
    try:
        root = source.nodes(text, keys)
    except SourceError:
        return None
    return root if is_mapping(root) else None


def said(node: Any, level: int = 0) -> Iterator[Said]:
    """Everything that a node says, in order."""
    start = node.start_mark.index
    if is_scalar(node):
        yield Said(start, node.end_mark.index, f"={node.value}", start)
        return
    sign = "{" if is_mapping(node) else "["
    yield Said(start, start, sign, start)
    if level < source.MOST_LEVELS:
        for each in node.value:
            for one in each if isinstance(each, tuple) else (each,):
                yield from said(one, level + 1)
    yield Said(start, start, f"{sign} end", start)


class Part:
    """A part of a file that is mended by itself: the whole of it, or a top-level field of one that cannot be read."""

    def __init__(self, text: str, keys: Mapping[str, str], root: Any = None) -> None:
        self.text, self.keys, self.root = text, keys, root or nodes(text, keys)

    @cached_property
    def said(self) -> list[Said]:
        return list(said(self.root))

    @cached_property
    def scalars(self) -> list[Written]:
        return list(_of_mapping(self.root, _names(self.keys), "")) if self.root is not None else []

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
        at = bisect_right(self._texts, (place, len(self.text))) - 1
        return at >= 0 and place < self._texts[at][1]

    @cached_property
    def _texts(self) -> list[tuple[int, int]]:
        return [(scalar.start, scalar.end) for scalar in self.scalars if scalar.is_long]


def parts(text: str, keys: Mapping[str, str], known: dict[str, Part]) -> Iterator[tuple[int, Part]]:
    """The whole text, if it can be read; else each top-level field, so that one fault does not hide the others.

    With each part comes where it begins. ``known`` are parts that were read before, by their text.
    """

    def part(start: int, end: int) -> tuple[int, Part]:
        written = text[start:end]
        if written not in known:
            known[written] = Part(written, keys)
        return start, known[written]

    whole = part(0, len(text))
    if whole[1].root is not None:
        yield whole
        return
    starts = [found.start() for found in TOP.finditer(text)]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    yield from (part(start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True))


def top_fields(text: str, keys: Mapping[str, str]) -> dict[str, Any]:
    """The top-level fields of a file, those that can be read by themselves with what they say, the others with ``""``."""
    found: dict[str, Any] = {}
    for _, part in parts(text, keys, {}):
        data = source.parse(Path(), part.text.encode("utf-8", "replace"), keys).data
        if data is None and part.text.strip():
            data = {canonical(part.text.partition(":")[0].strip(" \"'"), keys): ""}
        found |= data or {}
    return found


# --- values, each where it stands -------------------------------------------------------------------------------------


class Written(NamedTuple):
    """A key or a value as it is written: from and to in the text, with its quotes.

    ``field`` is the field it belongs to; ``is_key`` says that it is that field's own name. ``in_flow`` says that it
    stands in braces or brackets, where a comma means something. ``is_long`` says that it is a text of more lines.
    """

    field: str
    value: str
    start: int
    end: int
    quote: str
    is_key: bool
    is_amount: bool
    in_flow: bool
    is_long: bool


#: Fields that hold one amount. Years hold one each.
_AMOUNTS = frozenset({"anvendt", "beløb", "i_alt"})
#: Groups whose names are the plan's own: codes, years, rules. What looks like a field there is none.
_OWN_NAMES = frozenset({"fora", "beløb", "procent", "undtagelser", "regler", "afsnit"})


def _names(keys: Mapping[str, str]) -> dict[str, str]:
    """Every spelling of a field's name, capitals or not, to the name."""
    return {**{fold(name): name for name in keys.values()}, **keys}


def _of_mapping(
    node: Any, names: dict[str, str], parent: str, *, flow: bool = False, level: int = 0
) -> Iterator[Written]:
    flow = flow or bool(node.flow_style)
    pairs = [(key, value) for key, value in node.value if is_scalar(key)]
    meant = [_meant(key.value, names, parent) for key, _ in pairs]
    times = Counter(meant)
    for (key_node, value_node), name in zip(pairs, meant, strict=True):
        # What would stand twice keeps the names it has: which of the two is right, nobody can tell.
        own = canonical(key_node.value, names)
        yield _written(key_node, name if times[name] == 1 else key_node.value, is_key=True, flow=flow)
        is_year = parent in ("beløb", "procent") and own.isdigit()
        field = parent if is_year else name
        yield from _of_value(value_node, names, field, flow=flow, is_year=is_year, level=level + 1)


def _meant(key: str, names: dict[str, str], parent: str) -> str:
    return key if parent in _OWN_NAMES else names.get(fold(key)) or canonical(key, names)


def _of_value(
    node: Any, names: dict[str, str], field: str, *, flow: bool, is_year: bool, level: int
) -> Iterator[Written]:
    if level > source.MOST_LEVELS:
        return
    if is_mapping(node):
        yield from _of_mapping(node, names, field, flow=flow, level=level)
    elif not is_scalar(node):
        for each in node.value:
            yield from _of_value(each, names, field, flow=flow or bool(node.flow_style), is_year=False, level=level + 1)
    else:
        yield _written(node, field, is_key=False, flow=flow, is_amount=is_year or field in _AMOUNTS)


def _written(node: Any, field: str, *, is_key: bool, flow: bool, is_amount: bool = False) -> Written:
    start, end = node.start_mark, node.end_mark
    return Written(
        field=field,
        value=node.value,
        start=start.index,
        end=end.index,
        quote=node.style if node.style in ("'", '"') else "",
        is_key=is_key,
        is_amount=is_amount,
        in_flow=flow,
        is_long=node.style in ("|", ">") or start.line != end.line,
    )


def begins_oddly(scalar: Written) -> bool:
    """Whether a name begins with a space that is none, so that it is another name to YAML."""
    return scalar.is_key and not scalar.quote and scalar.value[:1] in tuple(ODD_SPACES)
