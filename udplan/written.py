"""A plan file as it is written, for those who mend it: its encoding, its top-level fields and its values, each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from udplan.causes import TOP
from udplan.source import Source, canonical, compose, is_mapping, is_scalar, parse
from udplan.words import fold

_BOM = b"\xef\xbb\xbf"
# The letters and signs of Windows-1252 that Danish text has, as bytes; and æøå as the old DOS code page 865 has them.
_WINDOWS = frozenset("æøåÆØÅéÉäÄöÖüÜ§²½“”‘’–—…•°´«»\u00a0".encode("cp1252"))
_SURELY_WINDOWS = frozenset("æøåÆØÅ".encode("cp1252"))
_DOS = frozenset("æøåÆØÅ".encode("cp865")) - frozenset("‘’".encode("cp1252"))

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
        high = {byte for byte in raw if byte >= 0x80}
        if high <= _WINDOWS and high & _SURELY_WINDOWS and not high & _DOS:
            return raw.decode("cp1252"), _utf8, "gemt som UTF-8 i stedet for Windows-1252"
        return None, _utf8, None


def _utf8(text: str) -> bytes:
    return text.encode("utf-8")


# --- top-level fields, each by itself ---------------------------------------------------------------------------------

@dataclass(frozen=True)
class Section:
    """A top-level field: from and to in the text, and what it says by itself (None where it cannot be read)."""

    start: int
    end: int
    data: dict[str, Any] | None


def sections(text: str, keys: Mapping[str, str], source: Source) -> list[Section]:
    """The text split where a key begins a line, each part read alone, so that one fault does not hide the others."""
    starts = [found.start() for found in TOP.finditer(text)]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    found = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = parse(source.path, text[start:end].encode("utf-8", "replace"), keys)
        found.append(Section(start, end, None if part.problems else part.data))
    return found


# --- values, each where it stands -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """A key or a value as it is written: from and to in the text, with its quotes.

    ``field`` is the field it belongs to; ``is_key`` says that it is that field's own name. ``in_flow`` says that it
    stands in braces or brackets, where a comma means something.
    """

    field: str
    value: str
    start: int
    end: int
    quote: str
    is_key: bool
    is_amount: bool
    in_flow: bool


def scalars(text: str, keys: Mapping[str, str]) -> Iterator[Written]:
    """Every key and value of a file that can be read, text blocks apart; nothing of one that cannot."""
    root = compose(text)
    if is_mapping(root):
        yield from _of_mapping(root, keys, "", in_flow=False)


def _of_mapping(node: Any, keys: Mapping[str, str], parent: str, *, in_flow: bool) -> Iterator[Written]:
    flow = in_flow or bool(node.flow_style)
    known = {fold(name): name for name in keys.values()}
    for key_node, value_node in node.value:
        if not is_scalar(key_node):
            continue
        name = canonical(key_node.value, keys)
        # A name that is a field's but for its capitals is that field's; a year or a committee's code is left alone.
        yield _written(key_node, known.get(fold(name), name), is_key=True, in_flow=flow)
        is_year = parent in ("beløb", "procent") and name.isdigit()
        yield from _of_value(value_node, keys, parent if is_year else name, in_flow=flow, is_amount=is_year)


def _of_value(node: Any, keys: Mapping[str, str], field: str, *, in_flow: bool, is_amount: bool) -> Iterator[Written]:
    if is_mapping(node):
        yield from _of_mapping(node, keys, field, in_flow=in_flow)
    elif not is_scalar(node):
        for each in node.value:
            yield from _of_value(each, keys, field, in_flow=in_flow or bool(node.flow_style), is_amount=False)
    elif node.style not in ("|", ">") and node.value and "\n" not in node.value:
        yield _written(node, field, is_key=False, in_flow=in_flow, is_amount=is_amount or field == "anvendt")


def _written(node: Any, field: str, *, is_key: bool, in_flow: bool, is_amount: bool = False) -> Written:
    return Written(
        field=field,
        value=node.value,
        start=node.start_mark.index,
        end=node.end_mark.index,
        quote=node.style if node.style in ("'", '"') else "",
        is_key=is_key,
        is_amount=is_amount,
        in_flow=in_flow,
    )
