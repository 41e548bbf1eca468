"""Markdown to blocks, so that a report somebody wrote as a Markdown template comes out in every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from udplan.documents.blocks import Block, Cell, Column, Heading, Kind, Note, Prose, Row, Table
from udplan.documents.printing.text import HYPHEN_MINUS, Printer
from udplan.values.totals import MANGLER, Ufuldstændig

#: How an amount is printed in a cell.
Printed = Callable[[Decimal], str]
_UNNAMED = "Tabel"


@dataclass(frozen=True)
class _Italic(Prose):
    """A paragraph that is all in italics: the caption of the table below it, or else just a paragraph."""


def blocks(text: str, decimaler: int, enhed: str = "mio. kr.") -> tuple[Block, ...]:
    """Headings, paragraphs, lists, quotations (as notes) and tables; raw html is text.

    A paragraph right above a table that is all in italics is its caption; without one it is called what the heading
    above it says. Lists have one level, and a list with numbers is lines that begin with them. A figure in a column
    that is aligned to the right is an amount if it is written as one, with at least ``decimaler`` decimals and in
    kroner with both digits of the øre.
    """
    printed = Printer(enhed, decimaler, HYPHEN_MINUS).cell
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    return tuple(_captioned(list(_blocks(tokens, printed))))


def _captioned(found: list[Block]) -> Iterator[Block]:
    heading, caption = "", ""
    for block, after in pairwise([*found, None]):
        if isinstance(block, _Italic) and isinstance(after, Table):
            caption = block.text
        elif isinstance(block, Table):
            yield replace(block, caption=caption or heading or _UNNAMED)
            caption = ""
        elif isinstance(block, _Italic):
            yield Prose(block.text)
        elif block is not None:
            heading = block.text if isinstance(block, Heading) else heading
            yield block


def _blocks(tokens: Sequence[Token], printed: Printed) -> Iterator[Block]:
    for token, inside in _parts(tokens):
        if token.type == "heading_open":
            yield Heading(int(token.tag[1:]), _inline(inside))
        elif token.type == "paragraph_open":
            yield (_Italic if _is_italic(inside[0]) else Prose)(_inline(inside))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            points = [list(_blocks(within, printed)) for _, within in _parts(inside)]
            yield Prose("\n".join(_points(token, map(_lines, points))))
            yield from _tables(block for point in points for block in point)
        elif token.type == "blockquote_open":
            quoted = list(_blocks(inside, printed))
            yield Note("\n\n".join(block.text for block in quoted if not isinstance(block, Table)))  # type: ignore[union-attr]
            yield from _tables(quoted)
        elif token.type == "table_open":
            yield _table(inside, printed)
        elif token.type in ("fence", "code_block"):
            yield Prose(token.content.rstrip("\n"))


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Each token with those inside it, up to the one that closes it."""
    place = 0
    while place < len(tokens):
        end = _closing(tokens, place)
        yield tokens[place], tokens[place + 1 : end]
        place = end + 1


def _closing(tokens: Sequence[Token], place: int) -> int:
    """The place of the token that closes the one at ``place``; itself where it closes nothing."""
    depth = 0
    for at in range(place, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


# --- text -------------------------------------------------------------------------------------------------------


def _inline(tokens: Sequence[Token]) -> str:
    return "".join(_plain([child for token in tokens for child in token.children or ()]))


def _plain(children: Iterable[Token]) -> Iterator[str]:
    """The words without their marks; a link is its words, with the address behind where they do not say it."""
    link: list[str] = []
    for child in children:
        if child.type == "link_open":
            link = [str(child.attrGet("href")), ""]
        elif child.type == "link_close":
            address, words = link
            yield words if words in (address, address.removeprefix("mailto:")) else f"{words} ({address})"
            link = []
        else:
            text = "\n" if child.type == "hardbreak" else " " if child.type == "softbreak" else child.content
            if link:
                link[1] += text
            else:
                yield text


def _is_italic(token: Token) -> bool:
    children = [child for child in token.children or () if child.type != "text" or child.content]
    return (
        len(children) > 2
        and (children[0].type, children[-1].type) == ("em_open", "em_close")
        and all(child.level > 0 for child in children[1:-1])
    )


def _points(opening: Token, points: Iterable[list[str]]) -> Iterator[str]:
    """The points of a list; each stays one point, whatever lines it has."""
    for number, lines in enumerate(points, int(opening.attrGet("start") or 1)):
        mark = f"{number}." if opening.type == "ordered_list_open" else "-"
        yield "\n  ".join([f"{mark} {lines[0] if lines else ''}".rstrip(), *lines[1:]])


def _lines(point: Iterable[Block]) -> list[str]:
    texts = (block.text for block in point if not isinstance(block, Table))  # type: ignore[union-attr]
    return [line.strip(" ") for text in texts for line in text.split("\n") if line.strip(" ")]


def _tables(found: Iterable[Block]) -> Iterator[Table]:
    """The tables inside a list or a quotation, which have no place there: they come after it."""
    return (block for block in found if isinstance(block, Table))


# --- tables -----------------------------------------------------------------------------------------------------


def _table(tokens: Sequence[Token], printed: Printed) -> Table:
    rows: list[list[str]] = []
    right: list[bool] = []
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(_inline(tokens[place + 1 : place + 2]))
            if token.type == "th_open":
                right.append("right" in str(token.attrGet("style") or ""))
    head, *body = rows
    cells = [
        [_cell(text, printed) if is_right else text for text, is_right in zip(row, right, strict=True)] for row in body
    ]
    columns = [
        Column(name or "–", _kind(is_right, [row[place] for row in cells]))
        for place, (name, is_right) in enumerate(zip(head, right, strict=True))
    ]
    return Table(_UNNAMED, tuple(columns), tuple(Row(tuple(row)) for row in cells))


def _kind(right: bool, cells: Iterable[Cell]) -> Kind:
    """A column of figures that are no amounts (years, counts) has no unit."""
    return Kind.AMOUNT if any(isinstance(cell, Decimal) for cell in cells) else Kind.COUNT if right else Kind.TEXT


_FIGURE = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?").fullmatch


def _cell(text: str, printed: Printed) -> Cell:
    """A figure that is written as an amount as an amount again, so that each format prints it in its own way.

    What would be printed with other digits than were written (a year, a count, a percentage) stays text.
    """
    known = text.removesuffix(MANGLER)
    if not _FIGURE(known):
        return text
    amount = Decimal(known.replace(".", "").replace(",", "."))
    amount = amount if known == text else Ufuldstændig(amount, 1)
    return amount if printed(amount) == text else text
