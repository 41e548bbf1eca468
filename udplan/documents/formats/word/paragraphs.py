"""Text as the paragraphs of Word: headings, running text with its lists, and lines with a name before them.

Text from a plan becomes the text of an element and nothing else, and what Word cannot hold is shown as a box. What comes
again and again is copied: an element is always copied with all that is in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from docx.oxml.ns import qn

from udplan.documents.blocks import Changed
from udplan.documents.formats.word.lines import WIDEST, wide
from udplan.documents.formats.word.styles import LOWEST_LEVEL, Styles, element
from udplan.documents.printing.hyphens import hyphen_places
from udplan.documents.printing.text import NBSP, Bullets, Numbered, flow, light, lines, one_line
from udplan.values.differ import Del

BOX = "\u25a1"
# How much wider letters are in bold, in which titles and names of columns stand.
_BOLD: Final = 1.06
#: Stands in its colour before the word of a light, which is always there.
LIGHT = "\u25cf"

# No shorter one has a place for a hyphen.
_LONG_WORD: Final = re.compile(r"\S{7,}")
# What no font shows (control, private use, half of a pair) or XML cannot hold.
_UNSEEN = frozenset({"Cc", "Co", "Cs"})


def clean(text: str) -> str:
    """The text as Word can hold it: a box for each sign that cannot be shown."""
    if text.isprintable():  # quick to ask, and then there is nothing to replace
        return text
    return "".join(BOX if _is_unseen(sign) else sign for sign in text)


def _is_unseen(sign: str) -> bool:
    return sign not in "\t\n\r" and (unicodedata.category(sign) in _UNSEEN or ord(sign) & 0xFFFE == 0xFFFE)


@dataclass(frozen=True)
class Paragraphs:
    """Paragraphs in the styles of one document."""

    styles: Styles

    def paragraph(self, style: str, texts: Iterable[str], *, name: str = "", tab: bool = False) -> Any:
        """A paragraph of lines; ``name`` stands in bold before them, in a column of its own where ``tab``."""
        made = copy(_empty(self.styles.id(style)))
        if name:
            made.append(element("r", element("rPr", element("b")), text_element(name)))
            made.append(element("r", element("tab") if tab else text_element(" ")))
        for n, line in enumerate(texts):
            run = copy(_RUN)
            run[0].text = clean(line)
            if n:
                run.insert(0, element("br"))
            made.append(run)
        return made

    def light(self, style: str, text: str) -> Any:
        """A paragraph with a light in words, and before them a mark of its colour."""
        made = self.paragraph(style, lines(text))
        if mark := mark_of(text):
            style = self.styles.id(f"Lys {light(text)[0]}")
            made.pPr.addnext(element("r", element("rPr", element("rStyle", val=style)), text_element(mark)))
        return made

    def changed(self, block: Changed) -> Iterator[Any]:
        """A text that was changed: what is gone is struck and what is new underlined, each in a style of its own."""
        for line in block.lines:
            made = self.paragraph("Normal", (), name=f"{one_line(block.name)}:")
            for place, run in enumerate(line):
                text = element("r", text_element(one_line(run.tekst)))
                if style := _MARKS.get(run.del_):
                    text.insert(0, element("rPr", element("rStyle", val=self.styles.id(style))))
                if place:
                    made.append(element("r", text_element(" ")))
                made.append(text)
            yield made

    def heading(self, level: int, text: str) -> Any:
        return self.paragraph(f"heading {min(level, LOWEST_LEVEL)}", [one_line(text)])

    def prose(
        self,
        text: str,
        paragraph: str = "Normal",
        point: str = "List Bullet",
        number: str = "Punkt med nummer",
        sign: str = "",
        after: int = 0,
    ) -> Iterator[Any]:
        """Running text; ``sign`` marks a point where its style does not, and ``after`` is as in ``flow``."""
        for piece in flow(text, after):
            if isinstance(piece, Bullets):
                for first, *rest in piece.points:
                    yield self.paragraph(point, [sign + first, *rest])
            elif isinstance(piece, Numbered):
                for place, lines_of_it in enumerate(piece.points, piece.start):
                    made = self.paragraph(number, lines_of_it)
                    made.pPr.addnext(element("r", text_element(f"{place}."), element("tab")))
                    yield made
            else:
                yield self.paragraph(paragraph, piece.lines)


#: The styles of words that are gone, and of words that are new.
_MARKS: Final = {Del.SLETTET: "Slettet tekst", Del.NY: "Ny tekst"}


@lru_cache(maxsize=100)  # a copy is quicker than to make it anew
def _empty(style: str) -> Any:
    """A paragraph without a text, by the id of its style."""
    return element("p", element("pPr", element("pStyle", val=style)))


def mark_of(text: str) -> str:
    """What stands before the words of a light in its colour; nothing before a text without one."""
    return LIGHT + NBSP if light(text)[0] else ""


_TEXT: Final = element("t")
_TEXT.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
_RUN: Final = element("r", copy(_TEXT))


def keep_with_next(elements: Iterable[Any]) -> None:
    """Keeps paragraphs, or the rows of a table, on the page of what stands after them; of a row it is said in each of its
    paragraphs."""
    for properties in (found for each in elements for found in each.iter(qn("w:pPr"))):
        if properties.find(qn("w:keepNext")) is None:
            properties.find(qn("w:pStyle")).addnext(element("keepNext"))


def text_element(text: str) -> Any:
    """The text of a run, with every space as it was written."""
    made = copy(_TEXT)
    made.text = clean(text)
    return made


def hyphenate(cell: Any, room: float) -> None:
    """Puts soft hyphens into the words of a cell that are wider than ``room``, in thousandths of the size of its letters.

    Word hyphenates by itself; LibreOffice as it comes has no Danish hyphenation, and breaks such a word anywhere, without a
    hyphen. They are elements and no signs of the text: who searches does not meet them.
    """
    for text in list(cell.iter(qn("w:t"))):
        first, *others = _parted(text.text or "", room)
        if not others:
            continue
        text.text = first
        for other in reversed(others):
            after = copy(text)
            after.text = other
            text.addnext(after)
            text.addnext(element("softHyphen"))


def _parted(text: str, room: float) -> list[str]:
    """The text, parted where a soft hyphen may stand."""
    if max(map(len, text.split()), default=0) * WIDEST * _BOLD <= room:
        return [text]  # as in most cells: no word of so few letters is too wide
    long = (word for word in _LONG_WORD.finditer(text) if wide(word[0]) * _BOLD > room)
    places = [word.start() + place for word in long for place in hyphen_places(word[0])]
    return [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
