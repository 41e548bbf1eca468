"""The text of a Word file as its reader sees it: tracked changes taken or refused, fields by their result, a line for a paragraph.

What stands there and is not part of the text is told in ``said``: comments, hidden text, what is struck through, footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from udplan.office.grid import SeEfter, Streget
from udplan.office.word_parts import Parts, tag
from udplan.office.word_styles import Styles, W, child, toggle, val
from udplan.values.words import shortened

#: What is only a cover around what is read.
_COVERS: Final = frozenset({"sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "rubyBase"})
_NEW: Final = frozenset({"ins", "moveTo"})
_OLD: Final = frozenset({"del", "moveFrom"})
_NO_TEXT: Final = frozenset(
    {"instrText", "delInstrText", "lastRenderedPageBreak", "rPr", "annotationRef", "footnoteRef"}
)
#: The signs of Symbol and Wingdings that a form has, by their place in the font.
_SIGNS: Final = {
    **dict.fromkeys((0xB7, 0xA7, 0x76, 0x6C, 0x6E, 0x71, 0xD8), "•"),
    **{0x2D: "−", 0xFC: "✓", 0xFE: "✓", 0xFB: "✗", 0xFD: "✗", 0xA8: "☐", 0x6F: "☐", 0xE0: "→", 0xB3: "≥", 0xA3: "≤"},
}
_BULLET: Final = re.compile("[ \u00a0]*[•·▪◦●■‣⁃\uf0a7\uf0b7\uf0d8\uf076][ \u00a0]*(?=\\S)")
_SPACES: Final = re.compile("[ \t]+")
_UNSEEN: Final = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_EDGES: Final = " \t\n\u00a0\u202f"
#: Names of the boxes that a shape may hold its text in.
_BOX: Final = W + "txbxContent"
_MOST_LEVELS: Final = 20


class Line(NamedTuple):
    """A paragraph, a point of a list or a row of a table in a cell."""

    text: str
    is_paragraph: bool = True


class Texts:
    """Reads the paragraphs of one file. ``said`` and ``boxes`` gather what is beside the text, until they are taken."""

    def __init__(self, parts: Parts, related: dict[str, str], *, rejects: bool) -> None:
        self.styles = Styles(parts, related.get("styles"), related.get("numbering"))
        self.parts, self.rejects = parts, rejects
        self._notes = {
            kind: {val(each, "id"): each for each in parts.children(related.get(part))}
            for kind, part in (("comment", "comments"), ("footnote", "footnotes"), ("endnote", "endnotes"))
        }
        self.said: list[str] = []
        self.boxes: list[str] = []
        self.tables: list[Any] = []
        self.is_changed = False
        self._fields: list[bool] = []
        self._depth = 0

    def take(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What was said since it was last taken, and the texts of the boxes."""
        if self.is_changed:
            self.said.append(f"har sporede rettelser; den {'gamle' if self.rejects else 'nye'} tekst er læst")
        taken = tuple(dict.fromkeys(self.said)), tuple(dict.fromkeys(self.boxes))
        self.said, self.boxes, self.is_changed, self._fields = [], [], False, []
        return taken

    def unwrapped(self, element: Any) -> Iterator[Any]:
        """What stands in an element, whatever content controls, links and tracked changes stand around it."""
        for each in element:
            name = tag(each)
            if name == "sdt":
                inner = child(each, "sdtContent")
                if inner is not None:
                    yield from self.unwrapped(inner)
            elif name in _COVERS:
                yield from self.unwrapped(each)
            elif name in _NEW or name in _OLD:
                self.is_changed = True
                if (name in _OLD) is self.rejects:
                    yield from self.unwrapped(each)
            elif name == "AlternateContent":  # the same twice, for programs of two ages
                choice = next((of for of in each if tag(of) == "Choice"), None)
                if choice is None:
                    choice = next((of for of in each if tag(of) == "Fallback"), None)
                if choice is not None:
                    yield from self.unwrapped(choice)
            elif name:
                yield each

    def lines(self, cell: Any) -> list[Line]:
        """The paragraphs of a cell, and the rows of tables in it, that have something on them."""
        self._depth += 1
        if self._depth > _MOST_LEVELS:
            raise self.parts.mangled(f"der er over {_MOST_LEVELS} tabeller inde i hinanden")
        made: list[Line] = []
        joins = False
        for each in self.unwrapped(cell):
            name = tag(each)
            if name == "p":
                line = self._paragraph(each)
                if joins and made and made[-1].text:
                    line = made[-1]._replace(text=made.pop().text + line.text)
                made.append(line)
                joins = self._joins(each)
            elif name == "tbl":
                self.tables += [each] if self._depth == 1 else []
                made += self._rows(each)
                joins = False
        self._depth -= 1
        return [line._replace(text=text) for line in made if (text := _tidy(line.text))]

    def _joins(self, paragraph: Any) -> bool:
        """Whether the end of a paragraph is taken away by a tracked change, so that the next goes on in it."""
        mark = child(paragraph, "pPr", "rPr")
        gone = child(mark, "ins" if self.rejects else "del")
        return gone is not None

    def _rows(self, table: Any) -> Iterator[Line]:
        for row in (each for each in self.unwrapped(table) if tag(each) == "tr"):
            cells = [each for each in self.unwrapped(row) if tag(each) == "tc"]
            told = [" ".join(" ".join(line.text.split("\n")) for line in self.lines(each)) for each in cells]
            if any(told):
                yield Line(" | ".join(told), is_paragraph=False)

    def paragraph(self, paragraph: Any) -> str:
        """The text of a paragraph that stands by itself."""
        return _tidy(self._paragraph(paragraph).text)

    def _paragraph(self, paragraph: Any) -> Line:
        mark = self.styles.mark(paragraph)
        text = "".join(self._runs(paragraph, val(child(paragraph, "pPr", "pStyle")))).lstrip(_EDGES)
        if not mark and (bullet := _BULLET.match(text)):
            mark, text = "- ", text[bullet.end() :]
        return Line(mark + text if text else "", is_paragraph=not mark and not text.startswith("- "))

    def _runs(self, element: Any, style: str | None) -> Iterator[str]:
        for each in self.unwrapped(element):
            name = tag(each)
            if name == "r":
                yield self._run(each, style)
            elif name in ("oMath", "oMathPara"):
                yield "".join(of.text or "" for of in each.iter() if tag(of) == "t")

    def _run(self, run: Any, style: str | None) -> str:
        text = "".join(self._signs(run))
        if not text.strip(_EDGES):
            return text
        properties = child(run, "rPr")
        if self._is(properties, "vanish", style):
            self.said.append(f"skjult tekst er ikke læst: »{shortened(text.strip(_EDGES))}«")
            return ""
        if self._is(properties, "strike", style) or self._is(properties, "dstrike", style):
            self.said.append(Streget(f"gennemstreget tekst er læst med: »{shortened(text.strip(_EDGES))}«"))
        return text

    def _is(self, properties: Any, name: str, style: str | None) -> bool:
        own = toggle(properties, name)
        return self.styles.toggled(name, val(child(properties, "rStyle")), style) if own is None else own

    def _signs(self, run: Any) -> Iterator[str]:
        for each in self.unwrapped(run):
            name = tag(each)
            if name == "fldChar":
                self._field(val(each, "fldCharType"))
            elif not all(self._fields) or name in _NO_TEXT:
                continue
            elif name in ("t", "delText"):
                yield _UNSEEN.sub("", each.text or "")
            elif name in ("tab", "ptab"):
                yield " "
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield self._sign(each)
            elif name in ("commentReference", "footnoteReference", "endnoteReference"):
                self._note(name.removesuffix("Reference"), val(each, "id"))
            elif name in ("drawing", "pict", "object"):
                self._shape(each)
            elif name == "ruby":
                yield from self._runs(each, None)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _sign(self, sign: Any) -> str:
        number = int(val(sign, "char") or "0", 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", val(sign, "char") or "") else 0
        if shown := _SIGNS.get(number & 0xFF):
            return shown
        self.said.append(SeEfter(f"et tegn fra skrifttypen {shortened(val(sign, 'font') or '?', 30)} kan ikke læses"))
        return "□"

    def _note(self, kind: str, identity: str | None) -> None:
        word = {"comment": "en kommentar", "footnote": "en fodnote", "endnote": "en slutnote"}[kind]
        note = self._notes[kind].get(identity)
        text = "" if note is None else " ".join(of.text or "" for of in note.iter(W + "t")).strip(_EDGES)
        self.said.append(f"{word} er ikke læst{f': »{shortened(text, 80)}«' if text else ''}")

    def _shape(self, shape: Any) -> None:
        """The text of a box, which hangs on the paragraph and is no part of it; a picture is told."""
        boxes = list(shape.iter(_BOX))
        for box in boxes:
            self.tables += [each for each in self.unwrapped(box) if tag(each) == "tbl"]
            kept, self._fields, deep = self._fields, [], self._depth
            text = " ".join(line.text for line in self.lines(box)).replace("\n", " ")
            self._fields, self._depth = kept, deep
            if text:
                self.boxes.append(text)
        if not boxes:
            self.said.append("et billede eller et indlejret objekt er ikke læst")


def as_text(lines: Iterable[Line]) -> str:
    """A line for a paragraph."""
    return "\n".join(line.text for line in lines)


def as_prose(lines: Iterable[Line]) -> str:
    """Running text as a plan file has it: a blank line between two paragraphs, and the lines of a point indented below it."""
    made = ""
    last: Line | None = None
    for line in lines:
        parted = "" if last is None else "\n\n" if last.is_paragraph and line.is_paragraph else "\n"
        made += parted + (line.text if line.is_paragraph else line.text.replace("\n", "\n  "))
        last = line
    return made


def _tidy(text: str) -> str:
    return "\n".join(_SPACES.sub(" ", line).strip(_EDGES) for line in text.strip(_EDGES).split("\n"))
