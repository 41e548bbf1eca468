"""A sheet as a Word document: a table for each item, a row for each field, and what it was when it was sent, unseen.

An item is known by the ``#`` and id in its first row: content controls are lost in LibreOffice, and a table of all items
would have twenty columns on a page. The unseen text is hidden text in the last paragraph, which every program keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from udplan.documents.printing.errors import optional
from udplan.office.word_parts import Parts, tag

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_YELLOW: Final = "FFF8DC"
#: Of the page's width, in percent: the names of the fields.
_NAMES: Final = 27
#: What the unseen text begins with.
_CARRIED: Final = "udplan-ark "
_MOST_PARAGRAPHS: Final = 100_000


class Felt(NamedTuple):
    """A field of an item: its heading and text; one that may be changed is yellow."""

    overskrift: str
    tekst: str
    kan_rettes: bool


class Kort(NamedTuple):
    """An item: its id, what it is called, and its fields."""

    id: str
    titel: str
    felter: tuple[Felt, ...]


def document(titel: str, kommune: str, indledning: Sequence[str], kort: Sequence[Kort], skjult: str) -> bytes:
    """The document; the same content gives the same bytes. ``skjult`` is what it carries unseen, on one line.

    Raises:
        MissingPackage: if python-docx is not installed.
    """
    with optional("Ark i Word"):
        from udplan.documents.formats.word.docx import describe, saved
        from udplan.documents.formats.word.page import page, text_width
        from udplan.documents.formats.word.paragraphs import Paragraphs

    word, styles = page(kommune, titel, "", portrait=True)
    paragraphs = Paragraphs(styles)
    end = word.element.body.sectPr
    width = text_width(word.sections[0])
    end.addprevious(paragraphs.heading(1, titel))
    for text in indledning:
        end.addprevious(paragraphs.paragraph("Normal", [text]))
    for card in kort:
        end.addprevious(_card(paragraphs, card, width))
        end.addprevious(paragraphs.paragraph("Normal", []))
    end.addprevious(_unseen(paragraphs, skjult))
    describe(word, titel, kommune)
    return saved(word)


def _card(paragraphs: Any, card: Kort, width: int) -> Any:
    from udplan.documents.formats.word.paragraphs import clean
    from udplan.documents.formats.word.styles import colour, element

    left = width * _NAMES // 100
    widths = (left, width - left)

    def cell(place: int, content: Sequence[Any], fill: str) -> Any:
        shade = [element("shd", val="clear", color="auto", fill=fill)] if fill else []
        return element("tc", element("tcPr", element("tcW", w=widths[place], type="dxa"), *shade), *content)

    def row(*cells: Any, head: bool = False) -> Any:
        properties = element("trPr", *([element("cantSplit"), element("tblHeader")] if head else []))
        return element("tr", properties, *cells)

    heads = [[paragraphs.paragraph("Skema hoved", [text])] for text in (f"#{card.id}", card.titel)]
    rows = [row(*(cell(place, content, colour("hoved")) for place, content in enumerate(heads)), head=True)]
    for felt in card.felter:
        name = [paragraphs.paragraph("Skema tekst", [felt.overskrift])]
        said = list(_paragraphs(paragraphs, felt.tekst))
        fill = _YELLOW if felt.kan_rettes else ""
        rows.append(row(cell(0, name, colour("flade")), cell(1, said, fill)))
    look: dict[str, str | int] = {
        "val": "0620",
        "firstRow": 1,
        "lastRow": 0,
        "firstColumn": 0,
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val=paragraphs.styles.id("Skema")),
            element("tblW", w=width, type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", **look),
            element("tblCaption", val=clean(card.titel)),
        ),
        element("tblGrid", *(element("gridCol", w=each) for each in widths)),
        *rows,
    )


def _paragraphs(paragraphs: Any, text: str) -> Iterator[Any]:
    """A text as it is read again: a paragraph for what blank lines part, and for each point of a list."""
    blocks = [re.split(r"\n(?=- )", block) for block in re.split(r"\n\s*\n", text)]
    for piece in (piece for block in blocks for piece in block):
        yield paragraphs.paragraph("Skema brødtekst", piece.split("\n"))


def _unseen(paragraphs: Any, text: str) -> Any:
    from udplan.documents.formats.word.paragraphs import text_element
    from udplan.documents.formats.word.styles import element

    made = paragraphs.paragraph("Normal", [])
    made.pPr.append(element("spacing", before=0, after=0, line=20, lineRule="exact"))
    made.pPr.append(element("rPr", element("vanish")))
    made.append(element("r", element("rPr", element("noProof"), element("vanish")), text_element(text)))
    return made


def hidden(path: Path, raw: bytes | None = None) -> str | None:
    """What a Word document of udplan's carries unseen; None where it carries nothing. ``raw`` are its bytes, where it is an
    attachment.

    Raises:
        CannotReadOffice: if it is not a Word file as Word writes it.
        MissingPackage: if lxml is not installed.
        OSError: if it cannot be opened.
    """
    with optional("Word-filer"):
        root = _body(Parts(path, raw))
    for paragraph in reversed(list(root.iter(f"{_W}p"))[-_MOST_PARAGRAPHS:]) if root is not None else ():
        text = "".join(each.text or "" for each in paragraph.iter(f"{_W}t"))
        if text.lstrip().startswith(_CARRIED):
            return text
    return None


def _body(package: Parts) -> Any:
    root = package.tree(package.main)
    return next((each for each in root if tag(each) == "body"), None) if root is not None else None
