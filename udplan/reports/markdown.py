"""Markdown to blocks, so that a report somebody wrote as a Markdown template comes out in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from udplan.blocks import Block, Cell, Column, Heading, Kind, Note, Prose, Row, Table


def blocks(text: str) -> tuple[Block, ...]:
    """Headings, paragraphs, lists, quotations (as notes) and tables; raw html is text. A paragraph right above a table
    that is all in italics is its caption."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    found = list(_blocks(tokens))
    return tuple(_captioned(found))


def _captioned(found: list[Block]) -> Iterator[Block]:
    skip = False
    for block, after in pairwise([*found, None]):
        if skip:
            skip = False
        elif isinstance(block, Prose) and isinstance(after, Table) and _is_caption(block.text):
            yield Table(block.text.strip("*_ "), after.columns, after.rows)
            skip = True
        elif block is not None:
            yield block


def _is_caption(text: str) -> bool:
    return "\n" not in text and len(text) > 2 and text[0] == text[-1] == "*" and text[1] != "*"


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        end = _closing(tokens, place)
        inside = tokens[place + 1 : end]
        if token.type == "heading_open":
            yield Heading(int(token.tag[1:]), _inline(inside))
        elif token.type == "paragraph_open":
            text = _inline(inside)
            emphasised = len(inside) == 1 and _all_emphasis(inside[0])
            yield Prose(f"*{text}*" if emphasised else text)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield Prose("\n".join(f"- {point}" for point in _points(inside)))
        elif token.type == "blockquote_open":
            yield Note("\n\n".join(block.text for block in _blocks(inside) if isinstance(block, Prose)))
        elif token.type == "table_open":
            yield _table(inside)
        elif token.type in ("fence", "code_block"):
            yield Prose(token.content.rstrip("\n"))
        place = end + 1


def _closing(tokens: Sequence[Token], place: int) -> int:
    """The place of the token that closes the one at ``place``; itself where it closes nothing."""
    if tokens[place].nesting != 1:
        return place
    depth = 0
    for at in range(place, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def _inline(tokens: Sequence[Token]) -> str:
    return "".join(_plain(child) for token in tokens for child in token.children or ())


def _plain(token: Token) -> str:
    return "\n" if token.type == "hardbreak" else " " if token.type == "softbreak" else token.content


def _all_emphasis(token: Token) -> bool:
    children = token.children or []
    return len(children) > 1 and children[0].type == "em_open" and children[-1].type == "em_close"


def _points(tokens: Sequence[Token]) -> Iterator[str]:
    place = 0
    while place < len(tokens):
        end = _closing(tokens, place)
        yield "\n  ".join(block.text for block in _blocks(tokens[place + 1 : end]) if isinstance(block, Prose))
        place = end + 1


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[tuple[str, ...]] = []
    aligned: list[bool] = []
    cells: list[str] = []
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            cells = []
        elif token.type in ("th_open", "td_open"):
            cells.append(_inline(tokens[place + 1 : place + 2]))
            if token.type == "th_open":
                aligned.append("right" in str(token.attrGet("style") or ""))
        elif token.type == "tr_close":
            rows.append(tuple(cells))
    head, *body = rows
    columns = tuple(
        Column(name or "–", Kind.AMOUNT if right else Kind.TEXT) for name, right in zip(head, aligned, strict=True)
    )
    rows_ = (Row(tuple(_cell(cell, right) for cell, right in zip(row, aligned, strict=True))) for row in body)
    return Table("Tabel", columns, tuple(rows_))


_FIGURE = re.compile(r"-?[0-9]{1,3}(?:\.?[0-9]{3})*(?:,[0-9]+)?").fullmatch


def _cell(text: str, right: bool) -> Cell:
    """A figure in a column of figures as an amount again, so that each format prints it in its own way."""
    return Decimal(text.replace(".", "").replace(",", ".")) if right and _FIGURE(text) else text
