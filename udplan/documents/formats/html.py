"""HTML: one self-contained, accessible file, readable on a telephone, in the dark and on paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from udplan.documents.blocks import Block, Cell, Document, Fact, Form, Heading
from udplan.documents.formats.screen_form import ScreenForm, ScreenSection, screen_form
from udplan.documents.formats.table_widths import STEPS, TELEPHONE, table_widths
from udplan.documents.printing.jinja import as_cell, render_template
from udplan.documents.printing.pictures import bar_chart, scale_in_words, wheel
from udplan.documents.printing.text import TRUE_MINUS, Printer, address, flow, light, lines, one_line
from udplan.values.totals import MANGLER
from udplan.values.unknown import IKKE_OPLYST
from udplan.values.words import danish_order, fold, hyphenated, take_name

#: The levels of headings that the table of contents shows, below the title.
CONTENTS_LEVELS = (2, 3)
#: The facets that a reader chooses among, in order; each has an attribute of its own on an item (``data-udvalg``).
CHOICES = ("udvalg", "tovholder", "art")
#: The facet that a reader ticks off: whether the item is finished, ``ja`` or ``nej``.
FINISHED = "afsluttet"


@dataclass
class Entry:
    """A line of the table of contents, with what stands under it."""

    level: int
    text: str
    anchor: str
    under: list[Entry] = field(default_factory=list)


class Part(NamedTuple):
    """A block with what html needs besides: a form as it is shown, and the ids of its headings in ``anchors``, in order."""

    block: Block
    form: ScreenForm | None
    anchors: tuple[str, ...]


class Choice(NamedTuple):
    """A facet to choose by: ``values`` as they are written; the last may be empty, for items without one."""

    name: str
    values: tuple[str, ...]


class Finder(NamedTuple):
    """What a reader can find items by. It stands before ``part``, which leads to the first of them."""

    part: Part
    choices: tuple[Choice, ...]
    unfinished: bool


def _anchor(heading: str, taken: set[str]) -> str:
    """An id for a heading: readable in an address, given once, and apart from items' ids by its ``afsnit_``."""
    return take_name(f"afsnit_{hyphenated(fold(heading)) or 'uden-navn'}", taken, "_")


def _parts(document: Document, printer: Printer) -> Iterator[Part]:
    taken: set[str] = set()
    for block in document.blocks:
        if isinstance(block, Heading):
            yield Part(block, None, (_anchor(block.text, taken),))
        elif isinstance(block, Form):
            form = screen_form(block, printer)
            yield Part(block, form, tuple(_anchor(section.title, taken) for section in form.sections))
        else:
            yield Part(block, None, ())


def _entries(parts: Sequence[Part]) -> Iterator[Entry]:
    for part in parts:
        if isinstance(part.block, Heading):
            yield Entry(part.block.level, one_line(part.block.text), part.anchors[0])
        elif part.form:
            for section, anchor in zip(part.form.sections, part.anchors, strict=True):
                yield from _section_entries(section, anchor)


def _section_entries(section: ScreenSection, anchor: str) -> Iterator[Entry]:
    """A section by its title; one without a title by its items, unless a heading above already leads to them."""
    if section.title:
        yield Entry(section.level, section.title, anchor)
    elif section.level == CONTENTS_LEVELS[0]:
        yield from (Entry(item.level, item.title, item.id) for item in section.items)


def contents(parts: Sequence[Part]) -> list[Entry]:
    """The table of contents: sections under the part they stand in."""
    top: list[Entry] = []
    for entry in _entries(parts):
        if entry.level in CONTENTS_LEVELS:
            above = top[-1] if top and top[-1].level < entry.level else None
            (above.under if above else top).append(entry)
    return top


def finder(parts: Sequence[Part]) -> Finder | None:
    """What a reader can find the document's items by; None where fewer than two have facets."""
    items = [item for part in parts if part.form for section in part.form.sections for item in section.items]
    with_facets = [item.facets for item in items if item.facets]
    if len(with_facets) < 2:
        return None
    choices = (Choice(name, _values(name, with_facets)) for name in CHOICES)
    finished = {fact.value for facts in with_facets for fact in facts if fact.name == FINISHED}
    return Finder(
        _first_with_items(parts), tuple(choice for choice in choices if len(choice.values) > 1), len(finished) > 1
    )


def _first_with_items(parts: Sequence[Part]) -> Part:
    """The heading of the part in which the first items stand, or their form, where no heading leads to it: what comes
    before is for every reader, also those who look for nothing."""
    place = next(
        n for n, part in enumerate(parts) if part.form and any(section.items for section in part.form.sections)
    )
    above = [
        part for part in parts[1:place] if isinstance(part.block, Heading) and part.block.level == CONTENTS_LEVELS[0]
    ]
    return above[-1] if above else parts[place]


def _values(name: str, items: Sequence[tuple[Fact, ...]]) -> tuple[str, ...]:
    """The values of a facet in Danish order; what nobody knows and what has none stand last."""
    values = {value for facts in items for value in facet_values(facts, name) or [""]}
    last = {str(IKKE_OPLYST): 1, "": 2}
    return tuple(sorted(values, key=lambda text: (last.get(text, 0), danish_order(text))))


def facet_values(facts: Sequence[Fact], name: str) -> list[str]:
    """An item's values of a facet, each on one line."""
    return [one_line(fact.value) for fact in facts if fact.name == name]


def facet_attributes(facts: Sequence[Fact]) -> list[Fact]:
    """The facets that the page's script knows, each with its values on a line each."""
    by_name = ((name, facet_values(facts, name)) for name in (*CHOICES, FINISHED))
    return [Fact(name, "\n".join(values)) for name, values in by_name if values]


def exact(value: Cell) -> str:
    """A figure as a program reads it, for sorting by; empty where there is none."""
    if isinstance(value, Decimal):
        return "" if value.is_nan() else f"{value:f}"
    return str(value) if isinstance(value, int) else ""


def broken(text: str) -> Markup:
    """The lines of a text; for each cell of a table a macro would take its time."""
    written = lines(text)
    return Markup("<br>").join(written) if len(written) > 1 else escape("".join(written))


def figure_text(shown: str) -> Markup:
    """A printed figure, with what it lacks on a line of its own: beside it, four years would fill a page."""
    known, mark, lacks = shown.partition(MANGLER)
    if not mark or lacks:
        return escape(shown)
    return Markup('{} <span class="mangler">{}</span>').format(known, mark.strip())


def fingerprint(script: str) -> str:
    """What a Content-Security-Policy knows a script by: nothing else on the page can run."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def render(document: Document, templates: Sequence[Path] = ()) -> str:
    """The document as one html file, by ``dokument.html.j2`` with ``dokument.css`` and ``dokument.js`` in it.

    Raises:
        TemplateError: if a template cannot be used.
    """
    printer = Printer(document.enhed, document.decimaler, TRUE_MINUS, document.tegn)
    parts = list(_parts(document, printer))

    def words(value: object) -> str:
        return value if type(value) is str else printer.cell(as_cell(value))

    return render_template(
        "dokument.html.j2",
        templates,
        words,
        words,
        {
            "document": document,
            "address": address,
            "broken": broken,
            "parts": parts,
            "contents": contents(parts),
            "caption": printer.caption,
            "cell": printer.cell,
            "chart": lambda bars: bar_chart(bars.bars, bars.scale),
            "exact": exact,
            "facet_attributes": facet_attributes,
            "figure_text": figure_text,
            "finder": finder(parts),
            "fingerprint": fingerprint,
            "flow": flow,
            "light": light,
            "lines": lines,
            "one_line": one_line,
            "widths": lambda table: table_widths(table, printer),
            "scale": lambda bars: scale_in_words(bars, printer),
            "steps": (TELEPHONE, *STEPS),
            "wheel": lambda block: wheel(block.counts),
            "with_unit": printer.with_unit,
        },
    )
