"""The table of contents: what stands on which page.

Each line leads to a bookmark at its heading, and its number is a field (PAGEREF) that asks for the page of that bookmark.
Nothing here can know the pages: Word works the numbers out as it opens the document (``w:dirty``), and until then there is
none, rather than one that is guessed. LibreOffice works them out by itself. There is no TOC field around the lines:
LibreOffice prints what stands in one as it is, and so without numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from udplan.documents.blocks import Block, Contents, Form, Heading
from udplan.documents.formats.word.paragraphs import Paragraphs, text_element
from udplan.documents.formats.word.styles import element
from udplan.documents.printing.text import NBSP, one_line

#: The levels of headings that stand in it at most: the parts of a document and what is in them.
LEVELS: Final = (2, 3, 4)
#: The ids of its bookmarks, beyond those that a municipality's template is likely to have.
FIRST_ID: Final = 700_000


class Entry(NamedTuple):
    """A heading, and the name of the bookmark that stands at it."""

    level: int
    text: str
    bookmark: str


def entries(blocks: Sequence[Block]) -> list[Entry]:
    """The headings that stand in it as they are printed; none where the document has no table of contents."""
    wanted = levels(blocks)
    found = [heading for block in blocks for heading in _headings(block) if heading[0] in wanted]
    return [Entry(level, one_line(text), f"_Toc{FIRST_ID + n:09}") for n, (level, text) in enumerate(found)]


def levels(blocks: Sequence[Block]) -> tuple[int, ...]:
    """The levels of headings that stand in the document's table of contents; none where it has no such table."""
    deepest = max((block.deepest for block in blocks if isinstance(block, Contents)), default=0)
    return tuple(level for level in LEVELS if level <= deepest)


def _headings(block: Block) -> Iterator[tuple[int, str]]:
    if isinstance(block, Heading):
        yield block.level, block.text
    elif isinstance(block, Form):
        for section in block.sections:
            if section.title.strip():
                yield block.level + section.depth, section.title


def contents(found: Sequence[Entry], paragraphs: Paragraphs, width: int, *, brief: bool) -> Iterator[Any]:
    """Its heading, and a line a heading of the document; the parts of a document alone are one paragraph."""
    if not found:
        return
    if brief:
        yield _one_paragraph(found, paragraphs)
        return
    yield paragraphs.paragraph("TOC Heading", ["Indhold"])
    for entry in found:
        line = paragraphs.paragraph(f"toc {entry.level - LEVELS[0] + 1}", [])
        line.pPr.append(element("tabs", element("tab", val="right", leader="dot", pos=width)))
        line.append(_link(entry, element("tab")))
        yield line


def _one_paragraph(found: Sequence[Entry], paragraphs: Paragraphs) -> Any:
    made = paragraphs.paragraph("Fakta", [], name="Indhold:", tab=True)
    for number, entry in enumerate(found):
        if number:
            made.append(element("r", text_element(" · ")))
        made.append(_link(entry, text_element(NBSP)))
    return made


def _link(entry: Entry, between: Any) -> Any:
    """The words of a heading and the number of its page, which lead there."""
    link = element("hyperlink", anchor=entry.bookmark, history=1)
    link.append(element("r", text_element(entry.text)))
    link.append(element("r", between))
    link.extend(_page_of(entry.bookmark))
    return link


def _page_of(bookmark: str) -> Iterator[Any]:
    asked = element("instrText")
    asked.text = f" PAGEREF {bookmark} \\h "
    asked.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    yield element("r", element("fldChar", fldCharType="begin", dirty=1))
    yield element("r", asked)
    yield element("r", element("fldChar", fldCharType="separate"))
    yield element("r", text_element(""))
    yield element("r", element("fldChar", fldCharType="end"))


def mark(heading: Any, bookmark: str, number: int) -> None:
    """Puts a bookmark around the text of a heading."""
    heading.pPr.addnext(element("bookmarkStart", id=number, name=bookmark))
    heading.append(element("bookmarkEnd", id=number))
