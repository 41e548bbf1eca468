"""What a document consists of, whatever its words: a text that is taken for anything but text makes another shape."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from pypdf import PdfReader

_HOST = MarkdownIt("commonmark").enable(["table", "strikethrough"])
#: A link that a host of Markdown finds in bare text; udplan writes none.
_BARE_LINK = re.compile(r"(?<![\w<`\\])(?:https?://|www\.)\w")


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shape: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":  # a line within a text, which is as long as it is
            self.shape.append(" ".join([tag, *sorted(name for name, _ in attrs)]))

    def handle_endtag(self, tag: str) -> None:
        self.shape.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.shape.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.shape.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.shape.append("instruction")


def html(raw: bytes) -> list[str]:
    """Every element, with the names of its attributes."""
    elements = _Elements()
    elements.feed(raw.decode("utf-8"))
    elements.close()
    return elements.shape


def md(raw: bytes) -> list[str]:
    """Every block and every mark in a text, as a host of Markdown reads it; the texts themselves are one each."""
    text = raw.decode("utf-8")
    shape = []
    for token in _HOST.parse(text):
        within = [child.type for child in token.children or () if child.type not in ("text", "text_special")]
        shape += [token.type, *(kind for kind in within if kind not in ("softbreak", "hardbreak"))]
    return [*shape, *(["bare link"] * len(_BARE_LINK.findall(text)))]


def docx(raw: bytes) -> list[str]:
    """Every part, and every element of the document that is no text."""
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        shape = parts.namelist()
        for name in (name for name in shape[:] if name.endswith((".xml", ".rels"))):
            root = ElementTree.fromstring(parts.read(name))
            shape += [element.tag for element in root.iter() if element.tag.rpartition("}")[2] not in ("t", "br")]
    return shape


def pdf(raw: bytes) -> list[str]:
    """The elements of the tree of structure that a screen reader is told, and the number of links.

    Not their order: where a table has not room on its page, Typst puts its caption beside it, in an element for both.
    """
    reader = PdfReader(io.BytesIO(raw))
    root: Any = reader.trailer["/Root"]
    links = sum(
        annotation.get_object().get("/Subtype") == "/Link"
        for page in reader.pages
        for annotation in page.get("/Annots") or ()
    )
    names = root.get("/Names", {}).keys()
    return [
        *sorted(_tags(root["/StructTreeRoot"])),
        f"{links} links",
        *map(str, names),
        *sorted({*root.keys()} - {"/Lang"}),
    ]


def _tags(node: Any) -> Iterator[str]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, dict):
        if "/S" in node and node["/S"] not in ("/Span", "/NonStruct", "/Div"):
            yield str(node["/S"])
        if "/K" in node:
            yield from _tags(node["/K"])


def rows(raw: bytes) -> list[str]:
    """The cells of each row, and the formulas: only ``="…"``, which gives its own text, may be one."""
    shape = []
    for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"):
        shape.append(str(len(row)))
        shape += ["formula" for cell in row if cell.startswith(("=", "@", "+", "\t", "\r")) and not _GIVES_TEXT(cell)]
        shape += ["formula" for cell in row if cell.startswith("-") and not _FIGURE(cell)]
    return shape


_GIVES_TEXT = re.compile('="[^"]*"', re.DOTALL).fullmatch
_FIGURE = re.compile("-[0-9]+(?:,[0-9]+)?").fullmatch


def ics(raw: bytes) -> list[str]:
    """The name of each property, with the lines that go on put together."""
    text = raw.decode("utf-8").replace("\r\n ", "")
    return [re.split("[:;]", line)[0] for line in re.split("\r\n|\r|\n", text)]


def names(raw: bytes) -> list[str]:
    """Every name and place of a value in json."""
    return sorted(map(repr, _paths(json.loads(raw))))


def _paths(value: Any, *above: Any) -> Iterator[tuple[Any, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inside in pairs:
        yield from _paths(inside, *above, name)
    if not isinstance(value, dict | list):
        yield above


#: By what a file ends in, or the name of a format.
SHAPES: dict[str, Callable[[bytes], list[str]]] = {
    "html": html, "md": md, "docx": docx, "pdf": pdf, "csv": rows, "ics": ics, "json": names,
}  # fmt: skip
