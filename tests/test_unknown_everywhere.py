"""What nobody knows is told wherever a figure leaves it out: every report of a plan in which each kind of amount is unknown
once, held against the same plan with those amounts known."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.documents import OF_ONE_STATE
from tests.plans import PLAN_YAML, PlanFolder, item, sound
from tests.test_formats import Page
from tests.test_unknown_totals import FILES, TOTALS, marked
from udplan.documents.blocks import Bars, Cell, Document, Form, Table
from udplan.documents.formats import render
from udplan.documents.reports import report
from udplan.figures.select import Valg
from udplan.values.amounts import format_amount
from udplan.values.totals import Ufuldstændig

#: Besides the kinds of ``FILES``: an item of which no more is known than its heading.
ALONE = {
    "alene.yaml": item(
        overskrift="Alene",
        tovholder="ikke oplyst",
        kurs="ikke oplyst",
        koordinering="ikke oplyst",
        sagsgang="ikke oplyst",
        beløb="ikke oplyst",
        tværgående="ja",
    )
}
UNKNOWN = {name: text.replace("udvalg: AU", "tværgående: ja\nudvalg: AU", 1) for name, text in FILES.items()} | ALONE
_YEARS = "\n  2025: 1000\n  2026: 1000\n  2027: 1000\n  2028: 1000"


def known(text: str) -> str:
    """The same item with a great amount for each that is not known: every figure that leaves one out is another."""
    whole = text.replace("beløb: ikke oplyst", f"beløb:{_YEARS}")
    return "\n".join(
        line.replace("ikke oplyst", "1000") if line.startswith("  20") else line for line in whole.split("\n")
    )


def made(plan_folder: PlanFolder, files: dict[str, str], name: str, udvalg: str | None) -> Document:
    return report(name)(sound(plan_folder(files, plan=PLAN_YAML + TOTALS)), Valg(udvalg=udvalg))


def rows(block: Table | Form) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """The rows of a block, each with the heading that it stands under."""
    if isinstance(block, Table):
        yield from (("", row.cells) for row in block.rows)
        return
    for section in block.sections:
        yield from ((section.title, item.cells) for item in section.items)
        yield from ((section.title, row.cells) for row in section.totals)
    yield from (("", row.cells) for row in block.totals)


def cells(document: Document) -> Iterator[tuple[tuple[object, ...], Cell, bool]]:
    """Every figure of a document by where it stands, and whether it says that it lacks something."""
    for block in document.blocks:
        if isinstance(block, Bars):
            told = "ikke oplyst" in block.text.casefold()
            for bar in block.bars:
                yield (block.text.partition(":")[0], bar.label), bar.value, told or isinstance(bar.value, Ufuldstændig)
        elif isinstance(block, Table | Form):
            for section, row in rows(block):
                words = tuple(each for each in row if isinstance(each, str) and each and "stemmer" not in each)
                lacks = any(isinstance(each, Ufuldstændig) for each in row)
                for column, cell in zip(block.columns, row, strict=True):
                    # What a sum lacks is told at the sum, also for the difference that is worked out of it.
                    told = isinstance(cell, Ufuldstændig) or (column.name == "Forskel" and lacks)
                    yield (block.caption, section, words, column.name), cell, told


CASES = [
    (name, udvalg)
    for name in OF_ONE_STATE
    for udvalg in (None, "AU")
    if udvalg or name not in ("udvalg", "arbejdsplan")
]


@pytest.mark.parametrize(("name", "udvalg"), CASES)
def test_a_figure_that_leaves_something_out_says_so(plan_folder: PlanFolder, name: str, udvalg: str | None) -> None:
    whole = {
        place: cell
        for place, cell, _ in cells(
            made(plan_folder, {each: known(text) for each, text in UNKNOWN.items()}, name, udvalg)
        )
    }
    silent = [
        (place, cell, whole[place])
        for place, cell, told in cells(made(plan_folder, UNKNOWN, name, udvalg))
        if isinstance(cell, Decimal) and not told and whole.get(place, cell) != cell
    ]
    assert silent == []


@pytest.mark.parametrize(("name", "udvalg"), CASES)
def test_every_format_prints_what_it_lacks(plan_folder: PlanFolder, name: str, udvalg: str | None) -> None:
    docx = pytest.importorskip("docx")
    pytest.importorskip("typst")
    document = made(plan_folder, UNKNOWN, name, udvalg)
    lacking = {
        f"{format_amount(cell).removesuffix(' + ikke oplyst')} + ikke oplyst"
        for _, cell, _ in cells(document)
        if isinstance(cell, Ufuldstændig)
    }
    page = Page(render(document, "html"))
    word = docx.Document(io.BytesIO(render(document, "docx")))
    texts = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert marked(render(document, "md")) >= lacking
    assert marked(" | ".join((*page.texts("td"), *page.texts("dd")))) >= lacking
    assert marked(" | ".join([*texts, *(each.text for each in word.paragraphs)])) >= lacking
