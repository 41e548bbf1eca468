"""A plan repository's own reports: one Markdown template each (``templates/rapporter/NAVN.md.j2``), in every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from markupsafe import Markup

from udplan.documents.blocks import Block, Document, DocumentError, Heading
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.files import find, read_template
from udplan.documents.printing.limited import limited
from udplan.figures.secrecy import Disclosure
from udplan.figures.select import Valg
from udplan.model.plan import Plan
from udplan.values.signs import unusual_sign
from udplan.values.words import listed, nfc

FOLDER = "rapporter"
ENDING = ".md.j2"


def own_reports(templates: Sequence[Path]) -> dict[str, str]:
    """The reports that folders of templates hold: the name of each, and its template."""
    reports: dict[str, str] = {}
    for folder in templates:
        # Not Path.glob, which finds nothing in a folder that may not be opened, so that a report would be gone in silence.
        names: list[str] = []
        with suppress(FileNotFoundError, NotADirectoryError):
            names = sorted(nfc(path.name) for path in (folder / FOLDER).iterdir())  # a Mac writes å as two characters
        for name in names:
            if name.endswith(ENDING) and not name.startswith("."):
                reports.setdefault(name.removesuffix(ENDING), f"{FOLDER}/{name}")
    return reports


def own_report(
    plan: Plan, valg: Valg, template: str, templates: Sequence[Path], disclosure: Disclosure
) -> tuple[Document, Disclosure]:
    """The report of a template, as a document that every format can render. Sums that ``disclosure`` does not let out
    are left out; where the template prints one, the document ends with the word why. With it comes what is let out then.

    Raises:
        TemplateError: if the template has a mistake or passes a limit, or the document is not one that can be read by
            everybody.
    """
    known = replace(plan, sources={})  # a report needs no places in files, and they are not for the worker
    asked = replace(valg, før=None)  # and neither is the plan as it was
    return limited(find(template, templates), _report, known, asked, template, templates, disclosure)


def _report(
    plan: Plan, valg: Valg, template: str, templates: Sequence[Path], disclosure: Disclosure
) -> tuple[Document, Disclosure]:
    """The same, as the worker makes it."""
    from udplan.documents.disclosure import WHY
    from udplan.documents.own.markdown import blocks
    from udplan.documents.own.public import names
    from udplan.documents.printing.jinja import render_template

    grundlag = plan.grundlag
    printed: set[Decimal] = set()
    words = _words(grundlag.enhed, grundlag.trykte_decimaler, printed)
    text = render_template(template, templates, _write(words), words, names(plan, valg, disclosure))
    body = blocks(text, grundlag.trykte_decimaler, grundlag.enhed)
    if any(amount.is_nan() for amount in printed):
        body = (*body, WHY)
    file = find(template, templates)
    heading, mistake = _mistake(body)
    if mistake:
        raise TemplateError(f"{file}:{_line(file, heading)}: {mistake}")
    title = body[0].text  # type: ignore[union-attr]
    sign = unusual_sign(grundlag.fortegn)
    try:
        made = Document(title, grundlag.kommune, grundlag.enhed, grundlag.trykte_decimaler, body, sign)
    except DocumentError as error:
        raise TemplateError(f"{file}: dokumentet kan ikke læses af alle: {error}") from error
    return made, disclosure


def _words(enhed: str, decimaler: int, printed: set[Decimal]) -> Callable[[object], str]:
    """What makes text of a value: figures, dates and lists in Danish, and text as it was written.
    ``printed`` gathers the amounts.
    """
    from udplan.documents.printing.jinja import as_cell
    from udplan.documents.printing.text import HYPHEN_MINUS, Printer
    from udplan.model.indsats import Sagsgang
    from udplan.values.times import Tid, format_date

    printer = Printer(enhed, decimaler, HYPHEN_MINUS)

    def words(value: object) -> str:
        if isinstance(value, date):
            return format_date(value)
        if isinstance(value, Decimal):
            printed.add(value)
        if isinstance(value, Tid | Sagsgang):
            return str(value)
        if isinstance(value, list | tuple):
            return listed(map(words, value))
        if isinstance(value, dict):
            return ", ".join(f"{words(key)}: {words(inside)}" for key, inside in value.items())
        return printer.cell(as_cell(value, "Skriv et af dens felter, se docs/skabeloner.md."))

    return words


def _write(words: Callable[[object], str]) -> Callable[[object], Markup]:
    """What makes a value ready to stand in Markdown.

    Line breaks go in as character references, so that a text may stand in a heading or a cell and still has them.
    """
    from udplan.documents.formats.md import escape

    def line(text: str) -> Markup:
        return Markup(" " * (len(text) - len(text.lstrip(" ")))) + escape(text)

    return lambda value: Markup("&#10;").join(map(line, re.split("\r\n|\n|\r", words(value).strip())))


# --- mistakes ---------------------------------------------------------------------------------------------------


def _mistake(body: Sequence[Block]) -> tuple[Heading | None, str]:
    """What is wrong with the headings, and at which; nothing where all is well (WCAG 1.3.1, PDF/UA-1 7.4.2)."""
    if not body or not isinstance(body[0], Heading) or body[0].level != 1:
        first = next((block for block in body if isinstance(block, Heading)), None)
        return first, "dokumentet skal begynde med sin overskrift, skrevet med ét #: # Titel"
    level = 0
    for heading in (block for block in body if isinstance(block, Heading)):
        if not heading.text.strip():
            return heading, f"overskriften efter {'#' * heading.level} er tom"
        if level and heading.level == 1:
            return heading, f"»{heading.text}« er skrevet med ét #, men det er kun dokumentets titel. Skriv ##."
        if heading.level > level + 1:
            return heading, f"overskriften »{heading.text}« springer et niveau over. Skriv {'#' * (level + 1)}."
        level = heading.level
    return None, ""


def _line(file: Path, heading: Heading | None) -> int:
    """The line of the template that a heading was most likely written by: the one with its words, or else a field."""
    if heading is None:
        return 1
    mark = "#" * heading.level + " "
    lines = [
        (number, line.strip())
        for number, line in enumerate(read_template(file).split("\n"), 1)
        if f"{line.strip()} ".startswith(mark)
    ]
    likely = [number for number, line in lines if line.removeprefix(mark) == heading.text]
    fields = [number for number, line in lines if "{{" in line]
    return next(iter([*likely, *fields, *(number for number, _ in lines), 1]))
