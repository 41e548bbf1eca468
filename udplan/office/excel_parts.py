"""The parts of an Excel file that its sheets share: which sheets there are, the texts, and what a style says of a cell.

They are read as what they are and no more: a library that builds the whole workbook takes minutes of a file that is made
for it, and reads an escaped sign otherwise than Excel does.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from udplan.documents.printing.errors import optional
from udplan.office.grid import CannotReadOffice
from udplan.office.package import damaged, open_package, part_of

#: Marks of xml in one part: some five a cell of a sheet.
_MOST_MARKS: Final = 1_000_000
#: An underscore and what follows stand for one sign, as Excel writes those that xml cannot hold.
_SIGN: Final = re.compile("_x([0-9A-Fa-f]{4})_")
# A format in which a number is a day or a time: of what it shows, not of the texts and colours beside it.
_BESIDE: Final = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.', re.IGNORECASE)
_DAY: Final = re.compile("[dmyhs]", re.IGNORECASE)
_DAY_NUMBERS: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENT_NUMBERS: Final = frozenset((9, 10))
_SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")


class Look(NamedTuple):
    """What the style of a cell makes of its value."""

    dag: bool = False
    procent: bool = False
    tusinder: bool = False
    streget: bool = False


class Sheet(NamedTuple):
    """A sheet by its name; ``del_`` is its part, None of one that is a picture of figures."""

    navn: str
    skjult: bool
    del_: str | None


class Book:
    """An Excel file, opened. Every method raises CannotReadOffice of what is not as it must be."""

    def __init__(self, path: Path, raw: bytes | None = None) -> None:
        self.path = path
        self._package = open_package(path, "xlsx", raw)
        self._names = frozenset(self._package.namelist())
        self._main = next((of for kind, of in self._relations("").values() if kind == "officeDocument"), None)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets in their order."""
        relations = self._relations(self._main or "")
        found = []
        for sheet in self._root(self._main).iterfind("{*}sheets/{*}sheet"):
            by_id = [value for name, value in sheet.attrib.items() if name.endswith("}id")]
            kind, part = relations.get(by_id[0] if by_id else "", ("", ""))
            own = part if kind == "worksheet" else None
            found.append(Sheet(sheet.get("name", ""), sheet.get("state", "visible") != "visible", own))
        if not found:
            raise self.damaged()
        return found

    @cached_property
    def counts_from_1904(self) -> bool:
        """Whether days are counted as on an old Mac."""
        return is_on(next(self._root(self._main).iterfind("{*}workbookPr"), None), "date1904")

    @cached_property
    def strings(self) -> list[str]:
        """The texts that cells name by their place."""
        part = self._of("sharedStrings")
        return [] if part is None else [text_of(element) for element in self.elements(part, "{*}si")]

    @cached_property
    def looks(self) -> list[Look]:
        """What each style makes of a value, by its place."""
        part = self._of("styles")
        if part is None:
            return []
        root = self._root(part)
        forms = {form.get("numFmtId"): form.get("formatCode", "") for form in root.iterfind("{*}numFmts/{*}numFmt")}
        fonts = (font for of in root.iterfind("{*}fonts") for font in of)
        struck = [any(local(mark) == "strike" and not _is_off(mark) for mark in font) for font in fonts]
        return [_look(forms, struck, style) for style in root.iterfind("{*}cellXfs/{*}xf")]

    def remarks(self, sheet: str) -> dict[str, str]:
        """What is written beside the cells of a sheet, by the name of the cell."""
        parts = [part for kind, part in self._relations(sheet).values() if kind == "comments"]
        return {remark.get("ref", ""): _words(remark) for part in parts for remark in self.elements(part, "{*}comment")}

    def elements(self, part: str, *tags: str) -> Iterator[Any]:
        """The elements of a part by some names, one after the other as they end; each is forgotten when the next is read."""
        with optional("Excel-filer"):
            from lxml import etree
        content = io.BytesIO(self._content(part))
        try:
            read = etree.iterparse(
                content, tag=tags, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
            )
            for _, element in read:
                yield element
                element.clear()
                if (before := element.getprevious()) is not None:
                    element.getparent().remove(before)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error

    def damaged(self) -> CannotReadOffice:
        return damaged(self.path, "xlsx")

    def _of(self, wanted: str) -> str | None:
        return next((part for kind, part in self._relations(self._main or "").values() if kind == wanted), None)

    def _root(self, part: str | None) -> Any:
        with optional("Excel-filer"):
            from lxml import etree
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        content = self._content(part or "")
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error

    def _content(self, part: str) -> bytes:
        content = part_of(self.path, self._package, "xlsx", part)
        if content.count(b"<") > _MOST_MARKS:
            raise CannotReadOffice(
                f"{self.path} har mere i sig, end nogen plan har. "
                "Slet de rækker, kolonner og faneblade, der ikke skal med, og prøv igen."
            )
        return content

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points at, by the names it has for it: the kind of each, and its part."""
        folder, name = posixpath.split(part)
        own = posixpath.join(folder, "_rels", f"{name}.rels")
        if own not in self._names:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in self._root(own).iterfind("{*}Relationship")
            if each.get("TargetMode") != "External"
        }


def text_of(element: Any) -> str:
    """The text in an element as it was typed, without what says how it is pronounced."""
    texts = []
    for child in element:
        match local(child):
            case "t":
                texts.append(child.text or "")
            case "r":
                texts += [part.text or "" for part in child if local(part) == "t"]
    return typed("".join(texts))


def local(element: Any) -> str:
    """The name of an element without its namespace: there are two, and a file has the one or the other."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]


def typed(text: str) -> str:
    """A text as it was typed: Excel writes a sign that xml cannot hold by its number, such as the end of a line."""
    if "_x" in text:
        text = _SIGN.sub(lambda match: chr(int(match[1], 16)), text)
    return re.sub("\r\n?", "\n", text) if "\r" in text else text


def is_on(element: Any, name: str) -> bool:
    return element is not None and element.get(name) in ("1", "true", "on")


def _is_off(element: Any) -> bool:
    return element.get("val") in ("0", "false", "off")


def _look(forms: dict[str, str], struck: Sequence[bool], style: Any) -> Look:
    number = style.get("numFmtId", "0")
    form = _BESIDE.sub("", forms.get(number, "")).partition(";")[0]
    known = int(number) if number.isascii() and number.isdigit() and number not in forms else 0
    font = style.get("fontId", "0")
    return Look(
        dag=known in _DAY_NUMBERS or (bool(_DAY.search(form)) and form.casefold() not in ("general", "standard")),
        procent=known in _PERCENT_NUMBERS or "%" in form,
        tusinder=bool(_SCALED.search(form)),
        streget=font.isascii() and font.isdigit() and int(font) < len(struck) and struck[int(font)],
    )


def _words(remark: Any) -> str:
    said = "".join(text_of(text) for text in remark.iterfind("{*}text"))
    # One of a conversation has a foreword to those whose Excel is too old for it.
    return re.sub(r"\A\[[^\]]*\].*?\n(?:Comment|Kommentar):\s*", "", said, flags=re.DOTALL).strip()
