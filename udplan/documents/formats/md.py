"""Markdown that renders on any git host (CommonMark with pipe tables), and on a terminal through rich."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count, repeat
from pathlib import Path

from markupsafe import Markup

from udplan.documents.blocks import Cell, Document, Kind
from udplan.documents.formats.screen_form import LOWEST_LEVEL, screen_form
from udplan.documents.printing.jinja import as_cell, render_template
from udplan.documents.printing.text import (
    HYPHEN_MINUS,
    Bullets,
    Numbered,
    Paragraph,
    Piece,
    Printer,
    address,
    flow,
    lines,
    one_line,
)
from udplan.values.differ import Del, Run

# What means something anywhere in a line; braces do where a host runs a template language over Markdown.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<|~$#]|&(?=[#A-Za-z])|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What means something first on a line: headings are caught above; quotes, lists, rules, tables' rulers. A mark of a list
# has a space behind it: a date and an amount have not.
_FIRST = re.compile(r"^(?:>|[+-](?=\s|$)|[-=:](?=[-=:\s|]*$)|([0-9]{1,9})(?=[.)](?:\s|$)))")
# Right below a line of text no number but 1 begins a list.
_NO_LIST_BELOW = re.compile("(?!0*1[.)])[0-9]")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")


def inline(text: str) -> Markup:
    """The text on one line for the middle of a line, such as a cell, where nothing counts as its beginning."""
    return Markup(_ANYWHERE.sub(r"\\\g<0>", one_line(text)))


def escape(text: str) -> Markup:
    """The text on one line, so that Markdown shows it as it was written.

    >>> escape("1. [a](b) | <i>")
    Markup('1\\\\. \\\\[a\\\\](b) \\\\| \\\\<i>')
    """
    escaped = inline(text)
    return Markup(_FIRST.sub(lambda found: f"{found[1]}\\" if found[1] else f"\\{found[0]}", escaped))


def _below(first: Markup, more: Sequence[str], indent: int = 0) -> Markup:
    """A paragraph: its first line as it is to be printed, and the others below it."""
    others = (inline(line) if _NO_LIST_BELOW.match(line) else escape(line) for line in more)
    return Markup(f"\\\n{' ' * indent}").join([first, *others])


def broken(text: str) -> Markup:
    """The text for a cell, where line breaks are marks; the space is for readers that leave the mark out."""
    return Markup(" <br>").join(map(inline, lines(text)))


def point(text: str) -> Markup:
    """The text for a point of a list, behind its name: its lines stay below one another."""
    first, *more = lines(text) or ("",)
    return _below(inline(first), more, 2)


def with_name(name: str, text: str) -> Markup:
    """Running text behind its name, or below it where the text begins with a list."""
    pieces = flow(text)
    if not pieces or not isinstance(pieces[0], Paragraph):
        return Markup("**{}**\n\n{}").format(inline(name), prose(text))
    return Markup("**{}:** {}").format(inline(name), _pieces(pieces, behind=True))


def prose(text: str, prefix: str = "") -> Markup:
    """Running text as paragraphs and lists, with ``prefix`` (``"> "`` makes a quotation) on every line."""
    written = _pieces(flow(text))
    return Markup("\n".join(f"{prefix}{line}".rstrip(" ") for line in written.split("\n")))


def _pieces(pieces: Sequence[Piece], *, behind: bool = False) -> Markup:
    """Pieces of running text, a blank line between them; ``behind`` is where the first line stands behind a name."""
    written: list[Markup] = []
    sign = "."
    for place, piece in enumerate(pieces):
        if isinstance(piece, Bullets | Numbered):
            # Two lists that follow one another would be one, were they marked alike.
            sign = ")" if sign == "." and place and isinstance(pieces[place - 1], Numbered) else "."
            marks = (
                (f"{number}{sign} " for number in count(piece.start)) if isinstance(piece, Numbered) else repeat("- ")
            )
            points = (
                Markup(mark) + _below(escape(first), more, len(mark))
                for mark, (first, *more) in zip(marks, piece.points, strict=False)
            )
            written.append(Markup("\n").join(points))
        else:
            first, *more = piece.lines
            written.append(_below(inline(first) if behind and not place else escape(first), more))
    return Markup("\n\n").join(written)


def changed(name: str, runs: Sequence[Run]) -> Markup:
    """A line of a text that was changed, behind the name of the text: what is gone is struck, what is new is bold, and both
    stand so on the page itself."""
    return Markup(" ").join([Markup("**{}:**").format(inline(name)), *map(_marked, runs)])


def _marked(run: Run) -> Markup:
    mark = {Del.SLETTET: "~~", Del.NY: "**"}.get(run.del_, "")
    return Markup("{0}{1}{0}").format(Markup(mark), inline(run.tekst))


def write(enhed: str, decimaler: int) -> Callable[[object], Markup]:
    """What makes a value safe to print in Markdown: text escaped, figures in Danish."""
    printer = Printer(enhed, decimaler, HYPHEN_MINUS)

    def written(value: object) -> Markup:
        cell = as_cell(value)
        return escape(cell) if isinstance(cell, str) else Markup(printer.cell(cell))

    return written


def render(document: Document, templates: Sequence[Path] = ()) -> str:
    """The document as Markdown, by the template ``dokument.md.j2``.

    Raises:
        TemplateError: if a template cannot be used.
    """
    printer = Printer(document.enhed, document.decimaler, HYPHEN_MINUS, document.tegn)

    def cell(value: Cell, kind: Kind, total: bool = False) -> Markup:
        text = broken(value) if isinstance(value, str) else Markup(printer.cell(value, kind))
        if kind is Kind.LINK and isinstance(value, str) and (file := address(value)):
            text = Markup("[{}]({})").format(text, Markup(file))
        return Markup("**{}**").format(text) if total and text else text

    text = render_template(
        "dokument.md.j2",
        templates,
        write(document.enhed, document.decimaler),
        lambda value: printer.cell(as_cell(value)),
        {
            "document": document,
            "broken": broken,
            "caption": printer.caption,
            "changed": changed,
            "inline": inline,
            "cell": cell,
            "lowest_level": LOWEST_LEVEL,
            "point": point,
            "prose": prose,
            "with_name": with_name,
            "screen_form": lambda form: screen_form(form, printer),
            "with_unit": lambda value: Markup(printer.with_unit(value)),
        },
    )
    return _MANY_BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"
