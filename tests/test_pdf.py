"""The pdf, read back by a library that is not ours: its tags, its words, and that no text can stop or bend it."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import start
from tests.documents import COLUMNS, NASTY, YEARS, figure_of, nasty_document, paper_form, rendered, rich_document
from tests.goldens import hold_still
from udplan.documents.balance import balanced
from udplan.documents.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Contents,
    Document,
    Form,
    Gap,
    Heading,
    Item,
    Kind,
    Note,
    Prose,
    Row,
    Section,
    Step,
    Steps,
    Table,
    Wheel,
    outline,
)
from udplan.documents.formats import render
from udplan.documents.formats.pdf import fonts, missing, pages
from udplan.documents.formats.pdf.data import typst_data
from udplan.documents.printing.errors import MissingPackage, TemplateError
from udplan.documents.reports import report
from udplan.figures.select import resolve
from udplan.model.plan import Plan
from udplan.values.times import MÅNEDER
from udplan.values.unknown import IKKE_OPLYST

pytest.importorskip("typst", reason="typst er ikke installeret")
pypdf = pytest.importorskip("pypdf", reason="pypdf er ikke installeret")

NBSP = "\u00a0"


def document(*blocks: Block) -> Document:
    return Document("Prøve", "Norddjurs Kommune", "mio. kr.", 3, (Heading(1, "Prøve"), *blocks))


class Pdf:
    """A pdf as a test asks about it."""

    def __init__(self, made: Document | bytes) -> None:
        raw = made if isinstance(made, bytes) else pages.render(balanced(made))
        self.reader: Any = pypdf.PdfReader(io.BytesIO(raw))
        self.root: Any = self.reader.trailer["/Root"]

    @property
    def text(self) -> str:
        """All its text, with one space for any other, so that a text can be found however its lines are broken."""
        return squeezed("\n".join(page.extract_text() for page in self.reader.pages))

    def tags(self, *wanted: str) -> list[Any]:
        """Its structure elements of these types, in order."""
        return [element for element in self._elements(self.root["/StructTreeRoot"]["/K"]) if element["/S"] in wanted]

    def within(self, element: Any, *wanted: str) -> list[Any]:
        """The structure elements of these types in another, in order."""
        return [below for below in self._elements(element["/K"]) if below["/S"] in wanted]

    def ids(self) -> list[str]:
        """The ids of its list of ids, in the order of the list."""

        def walk(node: Any) -> Iterator[str]:
            yield from map(str, node.get("/Names", [])[::2])
            for child in node.get("/Kids", []):
                yield from walk(child.get_object())

        return list(walk(self.root["/StructTreeRoot"]["/IDTree"]))

    def _elements(self, node: Any) -> Iterator[Any]:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from self._elements(child)
        elif isinstance(node, dict) and "/S" in node:
            yield node
            if "/K" in node:
                yield from self._elements(node["/K"])

    def outline(self) -> list[tuple[int, str]]:
        def walk(entries: list[Any], level: int) -> Iterator[tuple[int, str]]:
            for entry in entries:
                if isinstance(entry, list):
                    yield from walk(entry, level + 1)
                else:
                    yield level, str(entry.title)

        return list(walk(self.reader.outline, 1))


def squeezed(text: str) -> str:
    """The text without spaces: a pdf knows places, and where a space was is a guess of whoever reads it."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\u200b\u00ad")


def attributes(element: Any) -> dict[str, Any]:
    found = element.get("/A", [])
    return {key: value for each in (found if isinstance(found, list) else [found]) for key, value in each.items()}


# Accessible to those who listen


def test_it_says_what_it_is() -> None:
    made = Pdf(rendered(rich_document, "pdf"))
    assert made.root["/Lang"] == "da"
    assert made.root["/MarkInfo"]["/Marked"]
    assert made.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.reader.metadata.title == "Udmøntningsplan 2025-2028"
    assert made.reader.metadata.author == "Norddjurs Kommune"
    metadata = made.root["/Metadata"].get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    for page in made.reader.pages:
        assert page["/Tabs"] == "/S"
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)


def test_tables_have_headers_that_say_what_they_are_headers_of() -> None:
    made = Pdf(rendered(rich_document, "pdf"))
    tables = [block for block in rich_document().blocks if isinstance(block, Table | Form)]
    assert len(made.tags("/Table")) == len(made.tags("/THead")) == len(made.tags("/Caption")) == len(tables)
    headers = {str(header["/ID"]): attributes(header)["/Scope"] for header in made.tags("/TH")}
    sections = [section for block in tables if isinstance(block, Form) for section in block.sections if section.title]
    assert list(headers.values()).count("/Column") == sum(len(block.columns) for block in tables)
    assert list(headers.values()).count("/Both") == len(sections)
    assert headers.keys() == set(made.ids())
    assert made.ids() == sorted(made.ids())


def test_every_row_says_which_it_is() -> None:
    """Who listens at an amount hears the column and the row: the title, and the number that stands before it."""
    made = Pdf(rendered(rich_document, "pdf"))
    tables = [block for block in rich_document().blocks if isinstance(block, Table | Form)]
    scopes = {str(header["/ID"]): attributes(header)["/Scope"] for header in made.tags("/TH")}
    named = 0
    for table, block in zip(made.tags("/Table"), tables, strict=True):
        last = block.title if isinstance(block, Form) else 0
        for row in made.within(table, "/TR"):
            cells = made.within(row, "/TH", "/TD")
            kinds = [cell["/S"] for cell in cells]
            assert kinds[0] == "/TH"
            if "/TD" not in kinds:
                continue  # the head of the table, or of a section
            heads = [str(cell["/ID"]) for cell in cells if cell["/S"] == "/TH"]
            assert 1 <= len(heads) <= last + 1 and {scopes[head] for head in heads} == {"/Row"}
            for cell in cells[len(heads) :]:
                said = [str(each) for each in attributes(cell)["/Headers"]]
                assert set(heads) <= set(said) <= scopes.keys()
                assert len(said) > len(heads)  # and the column, or the section that stands below it
            named += 1
    assert named >= sum(len(block.rows) for block in tables if isinstance(block, Table))


def test_a_light_has_a_dot_of_its_colour_that_nobody_need_listen_to() -> None:
    def made(kind: Kind, *said: str) -> tuple[Pdf, list[str]]:
        rows = tuple(Row((f"Punkt {number}", text)) for number, text in enumerate(said))
        pdf = Pdf(document(Table("Lys", (Column("Punkt"), Column("Lys", kind)), rows)))
        drawn = pdf.reader.pages[0].get_contents().get_data().decode("latin-1")
        return pdf, re.findall(r"([\d.]+ [\d.]+ [\d.]+) (?:scn|sc|rg)\b", drawn)

    said = ("rød", "gul, OBS", "grøn", "OBS", "uden lys")
    (plain, before), (dotted, after) = made(Kind.TEXT, *said), made(Kind.LIGHT, *said)
    assert len(set(after) - set(before)) == 3
    assert made(Kind.LIGHT, *said[3:])[1] == made(Kind.TEXT, *said[3:])[1]
    assert dotted.text == plain.text
    assert [tag["/S"] for tag in dotted.tags("/TH", "/TD", "/Figure")] == [
        tag["/S"] for tag in plain.tags("/TH", "/TD", "/Figure")
    ]


def test_the_number_and_the_title_are_headers_of_their_row() -> None:
    columns = (Column("Nr."), Column("Overskrift"), *YEARS[:2])
    item = Item("a", ("A-1", "Havnen", Decimal("-0.4"), None))
    total = Row(("", "I alt", Decimal("-0.4"), None), total=True)
    made = Pdf(document(Form("Anlæg", columns, (Section("", (item,)),), (total,), level=2, title=1)))
    rows = [[cell["/S"] for cell in made.within(row, "/TH", "/TD")] for row in made.tags("/TR")]
    assert rows == [["/TH"] * 4, ["/TH", "/TH", "/TD", "/TD"], ["/TH", "/TD", "/TD"]]


def test_headings_are_headings_and_make_the_outline() -> None:
    made = Pdf(rendered(rich_document, "pdf"))
    headings = list(outline(rich_document().blocks))
    for level in range(1, 7):
        assert len(made.tags(f"/H{level}")) == sum(heading.level == level for heading in headings)
    assert [entry for entry in made.outline() if entry[0] < 4][:4] == [
        (1, "Udmøntningsplan 2025-2028"),
        (2, "Budgetændringer drift"),
        (3, "Økonomiudvalget og tværgående driftsændringer og råderumsforslag"),
        (3, "Arbejdsmarkedsudvalget"),
    ]
    # Down to each item, which the contents leave out.
    assert [squeezed(title) for _, title in made.outline()] == [squeezed(heading.text) for heading in headings]
    deep = Pdf(document(*(Heading(level, f"Niveau {level}") for level in range(2, 8))))
    assert len(deep.tags("/H6")) == 2


def test_pictures_say_in_words_what_they_show() -> None:
    made = Pdf(
        document(
            Bars("Udgifterne falder.", (Bar("2025", Decimal("1.5")), Bar("2026", Decimal("-0.25")))),
            Steps("ØK har behandlet sagen.", (Step("ØK", "21. januar 2025", True), Step("KB", "", False))),
            Wheel("Året.", 2025, (2, *[0] * 10, 1)),
        )
    )
    assert [figure["/Alt"] for figure in made.tags("/Figure")] == [
        f"Søjler. 2025: 1,500{NBSP}mio.{NBSP}kr. og 2026: −0,250{NBSP}mio.{NBSP}kr.",
        "Forløb i 2 trin. 1. ØK, 21. januar 2025, behandlet; 2. KB",
        "Årshjul for 2025. januar: 2; december: 1",
    ]
    for text in ("Udgifterne falder.", "−0,250 mio. kr.", "21. januar 2025 (behandlet)", "Året.", "jan2"):
        assert squeezed(text) in made.text


# The paper form


def test_the_form_is_the_wide_table() -> None:
    columns = (Column("Titel"), Column("Kurs", Kind.PROSE), Column("Slut (X)", Kind.MARK), *YEARS[:2])
    items = tuple(
        Item(f"i{n}", (f"Punkt {n}", "Linje et.\n\n- a\n- b", "X", Decimal("-1234.5"), IKKE_OPLYST), ("OBS: se her",))
        for n in range(30)
    )
    total = Row(("Drift i alt", "", "", Decimal("0.0005"), None), total=True)
    made = Pdf(
        document(Form("Drift", columns, (Section("Økonomiudvalget", items), Section("Tomt", ())), (total,), level=2))
    )
    pages = [page.extract_text() for page in made.reader.pages]
    assert len(pages) > 1
    assert all("Slut" in page for page in pages)  # the header is repeated
    assert pages[1].count(f"Side 2 af {len(pages)}") == 1
    assert "Norddjurs Kommune · Prøve" in pages[1]
    assert all("Økonomiudvalget" in page for page in pages[:-1])  # and so is the section, and the name of the table
    assert all(squeezed(page).startswith("Drift(mio.kr.)(fortsat)") for page in pages[1:])
    # What is repeated is left out of the tags: it is heard once.
    assert len(made.tags("/TH")) == 5 + 2 + 30 + 1 + 1
    for text in ("−1.234,500", "ikke oplyst", "OBS: se her", "Drift i alt", "0,0005", "Ingen.", "Drift (mio. kr.)"):
        assert squeezed(text) in made.text
    spans = [attributes(cell).get("/ColSpan", 1) for cell in made.tags("/TH", "/TD")]
    assert spans.count(5) == 3 and spans.count(3) == 1  # two sections, »Ingen.«, and the name of the total
    assert len(made.tags("/TR")) == 1 + 2 + 30 + 1 + 1


FORM = (
    Column("Nr.", share=60),
    Column("Overskrift", share=110),
    Column("Kurs", Kind.PROSE, share=280),
    Column("Koordinering", Kind.PROSE, share=280),
    Column("MED/Høring m.v.", share=40),
    *YEARS,
)


def wide(number: int, words: int, **more: Any) -> Item:
    """An item of the form, of so many words; its title takes four lines."""
    title = f"Punkt {number} om Økonomiudvalgets ejendomsadministration og driften af bygningerne"
    return Item(f"i{number}", (f"A-{number}", title, "ord " * words, "Kort.", "X", *[Decimal(1)] * len(YEARS)), **more)


def pages_of(*blocks: Block) -> list[str]:
    return [squeezed(page.extract_text()) for page in Pdf(document(*blocks)).reader.pages]


def test_a_title_cut_by_a_page_comes_again() -> None:
    items = tuple(wide(number, 800) for number in range(8))
    form = Form("Drift", FORM, (Section("Udvalg", ()), Section("Del", items, depth=1)), level=2, title=1)
    made = Pdf(document(form))
    shown = [squeezed(page.extract_text()) for page in made.reader.pages]
    assert len(shown) > 4
    for before, after in pairwise(shown):
        last = max(map(int, re.findall("Punkt([0-9])om", before)))
        goes_on = re.search(rf"Punkt{last}om.*?\(fortsat\)", after)
        assert goes_on or re.search(rf"Del(?:.*?)A-\u2060?{last + 1}Punkt{last + 1}om", after)
        # It is printed last, so that no colour of the row lies over it.
        assert goes_on is None or after.find("ord") < goes_on.start()
        assert after.count("UdvalgDel") == 1
    # It is heard once: what is printed again is no text of the document.
    assert len(made.tags("/H4")) == len(items)
    titles = [squeezed(title) for _, title in made.outline()]
    assert titles == ["Prøve", "Udvalg", "Del", *(squeezed(str(item.cells[1])) for item in items)]


def test_a_title_is_cut_to_what_is_left_of_its_row() -> None:
    """The rest of the row is two lines, and the title four: it must not run into the next row."""

    def shown(words: int) -> list[str]:
        return pages_of(Form("Drift", FORM, (Section("", (wide(1, words), wide(2, 5))),), level=2, title=1))

    room = shown(1200)[0].count("ord")
    second = shown(room + 5)[1]
    assert second.count("ord") < 60
    again = second.partition("Punkt1")[2].partition("(fortsat)")[0]
    assert again.endswith("…") and "bygningerne" not in again


@pytest.mark.parametrize("before", range(4, 32, 2))
def test_nothing_is_left_alone_at_the_foot_of_a_page(before: int) -> None:
    """Whatever stands before it: heading, caption, head, section and the whole first title are on one page."""
    filler = (Prose("\n".join(["linje"] * before)), Heading(2, "Delen"))
    sections = (Section("Udvalget", (wide(1, 500), wide(2, 500))),)
    shown = pages_of(*filler, Form("Formular", FORM, sections, level=3, title=1))
    first = next(page for page in shown if "Delen" in page)
    for text in ("Formular(mio.kr.)", "Overskrift", "Udvalget", "Punkt1om", "bygningerne", "ordordord"):
        assert text in first
    table = Table("Tabel", (Column("Navn"), Column("Tekst")), tuple(Row((f"Række {n}", "x")) for n in range(40)))
    first = next(page for page in pages_of(*filler, table) if "Delen" in page)
    for text in ("Tabel", "NavnTekst", "Række0"):
        assert text in first
    for page in pages_of(Prose("\n".join(["linje"] * before)), Form("F", FORM, sections, level=2, title=1)):
        for number in (1, 2):
            start = page.find(f"A-{number}Punkt")
            assert start < 0 or "bygningerne" in page[start:]  # no line of a title is left behind


def test_columns_have_the_same_places_through_a_whole_document() -> None:
    forms = [Form(f"Form {n}", FORM, (Section("", (wide(n, 30 * n),)),), level=2, title=1) for n in (1, 9)]
    places: dict[str, set[int]] = {}

    def seen(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if text.strip() in ("Overskrift", "Kurs", "Koordinering", "2026"):
            places.setdefault(text.strip(), set()).add(round(cm[0] * tm[4] + cm[4]))

    for page in Pdf(document(*forms)).reader.pages:
        page.extract_text(visitor_text=seen)
    assert [len(found) for found in places.values()] == [1] * 4
    left, right = min(places["Kurs"]), min(places["2026"])
    assert 0.55 < (right - left) / (842 - 57) < 0.75  # the texts, and the narrow column and a year after them


@pytest.mark.parametrize("share", [0, 30, 70])
def test_a_figure_stands_in_its_column_whatever_share_that_has(share: int) -> None:
    years = tuple(Column(year.name, Kind.AMOUNT, share) for year in YEARS)
    columns = (Column("Titel", share=200), Column("Kurs", Kind.PROSE, share=700), *years)
    item = Item("a", ("Titel", "Kurs", *[Decimal("-1234567.125")] * len(years)))
    ends: dict[str, float] = {}

    def seen(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        ends.setdefault(text.strip(), cm[0] * tm[4] + cm[4])

    Pdf(document(Form("F", columns, (Section("", (item,)),), level=2))).reader.pages[0].extract_text(visitor_text=seen)
    names = [ends[year.name] for year in years]
    assert all(after - before > 12 * 0.5 * 8.2 for before, after in pairwise(names))
    assert names[-1] < 842 - 34


@pytest.mark.parametrize(("signs", "years"), [*product(range(7, 15), (4, 7, 10)), (13, 20)])
def test_no_amount_is_wider_than_its_cell_however_many_years_there_are(signs: int, years: int) -> None:
    """It begins where its column does, and no nearer the next, or the edge of the page, than it is wide."""
    lines: dict[tuple[int, int], list[float]] = {}
    read = 0

    def seen(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if re.fullmatch(r"\u2212[0-9.]+,[0-9]+", text.strip()):
            lines.setdefault((read, round(cm[3] * tm[5] + cm[5])), []).append(float(cm[0] * tm[4] + cm[4]))

    shown = Pdf(paper_form(years, figure_of(signs))).reader.pages
    for page in shown:
        read += 1
        page.extract_text(visitor_text=seen)
    assert sum(map(len, lines.values())) == 2 * years  # in the row of the item, and in its total
    least = (signs - 5) * 0.49 * 7.5  # the signs but for the points and the comma, which are narrow
    assert all(after - before > least for begun in lines.values() for before, after in pairwise([*begun, 842 - 28]))


@pytest.mark.parametrize("signs", range(7, 11))
def test_no_word_is_broken_in_a_column_of_amounts(signs: int) -> None:
    """ "ikke oplyst" stood as "ikke op-" and "lyst", where an amount of seven signs was the longest."""
    made = paper_form(4, figure_of(signs))
    heading, form = made.blocks
    assert isinstance(form, Form)
    item = form.sections[0].items[0]
    unknown = item._replace(cells=(*item.cells[:-2], IKKE_OPLYST, item.cells[-1]))
    changed = dataclasses.replace(form, sections=(Section("", (unknown,)),))
    shown = dataclasses.replace(made, blocks=(heading, changed))
    (page,) = Pdf(shown).reader.pages
    assert re.search(r"ikke\s+oplyst", page.extract_text())


@pytest.mark.parametrize("words", [5, 120])
def test_a_total_stands_on_the_page_of_the_row_before_it(words: int) -> None:
    """A row that there would be room for at the foot of a page, but not with its total, goes on to the next with it."""
    total = Row(("", "I alt", "", "", "", *[Decimal(9)] * len(YEARS)), total=True)
    for before in range(0, 30):
        filler = Prose("\n".join(["linje"] * before))
        sections = (Section("Udvalget", (wide(1, 100), wide(2, words)), (total,)),)
        shown = pages_of(filler, Form("Formular", FORM, sections, level=2, title=1))
        assert "Punkt2om" in next(page for page in shown if "Ialt" in page)


def test_long_words_are_hyphenated_and_a_number_is_not_broken() -> None:
    item = Item("a", ("A-12 B", "Økonomiudvalgets arbejdsmarkedsforvaltning", "", "", "", *[None] * len(YEARS)))
    shown = Pdf(document(Form("F", FORM, (Section("", (item,)),), level=2, title=1))).reader.pages[0].extract_text()
    lines = shown.replace("\u00a0", " ").replace("\u2060", "").splitlines()
    assert "A-12 B" in [line.strip()[:6] for line in lines]
    assert any(line.endswith(("-", "\u00ad")) for line in lines)


def test_a_narrow_table_keeps_its_columns_too() -> None:
    columns = (Column("Udvalg", share=60), Column("Økonomiudvalgets beslutning", share=120), Column("Hvad", Kind.PROSE))
    row = Row(("Arbejdsmarkedsudvalget", "Arbejdsmarkedsforvaltningen", "x"))
    ends: list[float] = []

    def seen(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if text.strip() in ("Hvad", "x"):
            ends.append(round(float(cm[0] * tm[4] + cm[4])))

    page = Pdf(document(Table("T", columns, (row,)))).reader.pages[0]
    shown = page.extract_text(visitor_text=seen)
    assert len(set(ends)) == 1 and ends[0] == pytest.approx(28 + 0.18 * 785 + 5, abs=3)
    assert len(re.findall("[a-zæøå][-\u00ad]\n", shown)) >= 3


def test_what_stands_under_a_title() -> None:
    item = wide(1, 5, under=("R307 (B)", "Reduceret bidrag"), marks=("Afsluttet",))
    shown = pages_of(Form("F", FORM, (Section("", (item,)),), level=2, title=1))[0]
    assert "bygningerneR307(B)ReduceretbidragAfsluttet" in shown


# A page for each kind of document


def test_the_contents_lead_to_their_pages() -> None:
    form = Form("F", FORM, (Section("Afsnittet", (wide(1, 5),)),), level=3, title=1)
    made = Pdf(document(Contents(), Heading(2, "Delen", new_page=True), form, Heading(2, "Den anden", new_page=True)))
    assert len(made.reader.pages) == 3
    first = made.reader.pages[0]
    listed = squeezed(first.extract_text()).replace(".", "")
    assert "IndholdDelen2Afsnittet2Denanden3" in listed and "Punkt1" not in listed
    links = [note.get_object() for note in first["/Annots"] if note.get_object()["/Subtype"] == "/Link"]
    assert len(links) >= 3


def test_short_contents_name_the_parts_alone_on_a_line() -> None:
    parts = [block for n in range(6) for block in (Heading(2, f"Del {n}"), Heading(3, f"Afsnit {n}"))]
    made = Pdf(document(Contents(deepest=2), *parts, Heading(2, "Sidst", new_page=True)))
    places = [annotation.get_object()["/Rect"] for annotation in made.reader.pages[0]["/Annots"]]
    assert len(places) == 7
    assert len({round(float(top)) for _, _, _, top in places}) == 1
    assert "IndholdDel01·Del11·Del21·Del31·Del41·Del51·Sidst2" in made.text


def test_small_tables_stand_beside_each_other_where_there_is_room() -> None:
    def places(*names: str) -> list[int]:
        tops: dict[str, int] = {}

        def seen(text: str, page: list[float], *_: object) -> None:
            tops.setdefault(text.strip(), round(page[5]))

        tables = (Table(f"T{name}", (Column("Hvad"), Column("Andet")), (Row((name, "kort")),)) for name in names)
        Pdf(document(*tables)).reader.pages[0].extract_text(visitor_text=seen)
        return [next(top for text, top in tops.items() if name[:3] in text) for name in names]

    first, second = places("Aaa", "Bbb")
    assert first == second
    first, second = places("Aaa " * 25, "Bbb " * 25)
    assert first > second


def test_running_text_stands_on_upright_pages() -> None:
    made = Pdf(dataclasses.replace(document(Prose("Et langt stykke. " * 300)), portrait=True))
    for page in made.reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    longest = max(map(len, made.reader.pages[0].extract_text().splitlines()))
    assert 60 < longest < 105


def test_a_gap_is_seen_as_one_and_says_so() -> None:
    made = Pdf(document(Gap("Hvad der blev sagt i høringen.")))
    assert "Skrives:Hvadderblevsagtihøringen." in made.text
    operations = made.reader.pages[0].get_contents().operations
    assert any(operator == b"d" and operands[0] for operands, operator in operations)  # a dashed line


def test_pictures_of_one_scale_have_their_zero_in_one_place() -> None:
    scale = (Decimal(-1), Decimal(3))
    bars = (
        Bars("En.", (Bar("Et langt navn på et udvalg", Decimal(3)),), scale),
        Bars("To.", (Bar("ØK", Decimal(-1)),), scale),
    )
    first, second = json.loads(typst_data(document(*bars)))["blocks"][1:]
    assert first["zero"] == second["zero"] == "25.00%"
    assert (first["bars"][0]["width"], second["bars"][0]["width"]) == ("75.00%", "25.00%")
    said = f"Skala: fra −1,000{NBSP}mio.{NBSP}kr. til 3,000{NBSP}mio.{NBSP}kr."
    assert first["scale"] == said and said in first["alt"]
    made = Pdf(document(*bars))
    assert made.text.count(squeezed(said)) == 2
    too_large = Bars("Tre.", (Bar("KFU", Decimal(5)),), scale)
    assert json.loads(typst_data(document(too_large)))["blocks"][1]["bars"][0]["width"] == "83.33%"


def test_a_list_counts_on_behind_what_stands_between_its_points() -> None:
    made = Pdf(document(Prose("1. A\n\n   a\n\n2. B\n3. C")))
    assert "1.Aa2.B3.C" in made.text


def test_a_wheel_is_one_page_with_its_counts() -> None:
    made = Pdf(document(Wheel("Året.", 2025, tuple(range(10, 22)))))
    assert len(made.reader.pages) == 1
    for place, name in enumerate(MÅNEDER):
        assert f"{name[:3]}{10 + place}" in made.text
    assert made.tags("/Figure")[0]["/Alt"].endswith("; december: 21")


@pytest.mark.parametrize("text", ["kort\n" * 100, "et langt ord og et til " * 300, "- punkt\n" * 100])
def test_long_texts_go_on_over_the_page(text: str) -> None:
    columns = (Column("Titel"), Column("Kurs", Kind.PROSE), *(Column(f"K{n}", Kind.PROSE) for n in range(4)))
    first, second = (Item(f"i{n}", (f"Punkt {n}", text, *["x"] * 4)) for n in range(2))
    form = Form("Drift", columns, (Section("", (first, second)),), level=2)
    for block in (form, Table("Tabel", columns, (Row(first.cells), Row(second.cells)))):
        pages = Pdf(document(block)).reader.pages
        assert len(pages) > 1
        for page in pages:
            heights: list[float] = []
            page.extract_text(
                visitor_text=lambda text, cm, tm, font, size, found=heights: found.append(cm[3] * tm[5] + cm[5])
            )
            assert heights and min(heights) >= 0  # nothing stands below the edge of the page


def test_obs_is_red_and_a_word() -> None:
    item = Item("a", ("Titel", *[None] * 10), ("OBS: status er ikke opdateret",))
    content = Pdf(document(Form("Drift", COLUMNS, (Section("", (item,)),), level=2))).reader.pages[0]
    colours = [
        tuple(round(float(part) * 255) for part in operands)
        for operands, operator in content.get_contents().operations
        if operator in (b"rg", b"scn", b"sc") and len(operands) == 3
    ]
    assert (0xA8, 0x0F, 0x1C) in colours


def test_nothing_says_so() -> None:
    empty = Table("Kontroltal", (Column("Navn"),), ())
    made = Pdf(document(empty, Form("Drift", COLUMNS, ())))
    assert made.text.count("Ingen.") == 2


# Text is data


def test_every_text_is_shown_as_it_was_written() -> None:
    made = Pdf(rendered(nasty_document, "pdf"))
    assert made.reader.metadata.title == NASTY[0]
    shown = made.text
    for text in NASTY:
        assert shown.count(squeezed(text.removeprefix("- "))) >= 8
    assert [title for level, title in made.outline() if level == 2] == list(NASTY)


TEXTS = (
    ("a😀b", "a□b"),
    ("\uf0b7 punkt", "□punkt"),
    ("漢字", "□□"),
    ("a\x01b\x7f", "a□b□"),
    ("שלום", "□□□□"),
    ("a\ufeffb", "ab"),
    ("a\ud800b", "a□b"),
    ("a\u200fb\u202ec\u202c", "abc"),
    ("🕊\ufe0f\u200d🔥", "□□"),
    ("x" * 400, "x" * 400),
    ("å og 2 − 1 ≤ 3", "åog2−1≤3"),
    ("a\u2028b\x0bc\x85d", "abcd"),
)


@pytest.mark.parametrize("texts", [TEXTS[:-1], TEXTS[-1:]])
def test_no_text_stops_it(texts: tuple[tuple[str, str], ...]) -> None:
    def blocks(text: str) -> tuple[Block, ...]:
        columns = (Column(f"N{text}"), *YEARS[:1])
        item = Item(f"i{hash(text)}", (text, None), (text,))
        return (
            Heading(2, f"O{text}"),
            Prose(f"- {text}\n\n{text}"),
            Table(f"C{text}", columns, (Row((text, None)),)),
            Form(f"F{text}", columns, (Section(f"S{text}", (item,)),)),
            Bars(f"B{text}", (Bar(text, Decimal(1)),)),
            Steps(f"T{text}", (Step(text, text, True),)),
            Wheel(f"W{text}", 2025, (1, *[0] * 11)),
        )

    every = document(*(block for text, _ in texts for block in blocks(text)))
    title, kommune = ("".join(f"{letter}{text}" for text, _ in texts) for letter in "PK")
    made = Pdf(dataclasses.replace(every, title=title, kommune=kommune))
    seen = "".join(sign for sign in made.text if sign not in pdf_unseen())
    for _, shown in texts:
        for letter in "NOCFSBTWPK":
            assert f"{letter}{shown}" in seen
        assert seen.count(shown) >= 10


def pdf_unseen() -> frozenset[str]:
    return frozenset(map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0xFE00, 0xFE10)]))


def test_what_cannot_be_shown_is_told_with_file_and_line() -> None:
    made = document(Prose("Et 😀 og to 😀"), Note("Et \uf0b7 her"), Heading(2, "Skrevet som kode 漢"))
    assert missing.missing_characters(made) == {
        "😀": ["Et 😀 og to 😀"],
        "\uf0b7": ["Et \uf0b7 her"],
        "漢": ["Skrevet som kode 漢"],
    }
    first = (Path("a.yaml"), "overskrift: x\r\nkurs: |\r\n  Et 😀 og to 😀\r\n" + "  😀\n" * 6)
    second = (Path("b.yaml"), 'note: "\uf0b7"\nkurs: "\\u6f22"\n')
    assert missing.warnings(made, [first, second], shown_path=lambda path: path.name) == [
        "Pdf'ens skrift har ikke 😀 (U+1F600), så der står □ i stedet. Tegnet er skrevet i "
        "a.yaml:3, a.yaml:4, a.yaml:5, a.yaml:6, a.yaml:7 og 2 linjer mere",
        "Pdf'ens skrift har ikke tegnet U+F0B7, så der står □ i stedet. Tegnet er skrevet i b.yaml:1",
        "Pdf'ens skrift har ikke 漢 (U+6F22), så der står □ i stedet. Tegnet er skrevet i »Skrevet som kode 漢«",
    ]


def test_no_text_is_asked_for_where_everything_can_be_shown() -> None:
    never = (pytest.fail("a text was asked for") for _ in range(1))
    assert missing.warnings(rich_document(), never) == []


def test_the_real_plan_needs_no_other_letters(real_plan: Plan) -> None:
    assert missing.missing_characters(report("plan")(real_plan, resolve(real_plan))) == {}


def test_the_fonts_have_what_danes_write() -> None:
    shown = fonts.coverage(fonts.folders(()))
    assert {ord(sign) for sign in "abcæøåÆØÅéüöäß0123456789−–—…•»«“”’§½²€%□→" + NBSP} <= shown


# Templates


def override(folder: Path, source: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "dokument.typ").write_text(source, encoding="utf-8", newline="\n")
    return folder


HEAD = """\
#let dokument = json(bytes(sys.inputs.dokument))
#set document(title: "T")
#set text(lang: "da", font: "Source Sans 3")
"""


def test_the_first_folder_that_has_a_template_wins(tmp_path: Path) -> None:
    own = override(tmp_path / "templates", f'{HEAD}#import "navn.typ": navn\n= Vores\n#navn #dokument.title')
    (own / "navn.typ").write_text('#let navn = "Jævnt"', encoding="utf-8")
    assert Pdf(pages.render(document(), [tmp_path / "findes-ikke", own])).text == "VoresJævntPrøve"


def test_fonts_beside_a_template_count(tmp_path: Path) -> None:
    own = tmp_path / "fonts"
    own.mkdir()
    (own / "ødelagt.otf").write_bytes(b"ikke en skrifttype")
    with pytest.raises(TemplateError, match=r"ødelagt\.otf: skrifttypen kan ikke læses"):
        pages.render(document(), [tmp_path])


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("#let x = (\n", 1, "en parentes, en klamme eller et $ bliver aldrig lukket"),
        ("#dokument.titel\n", 1, "feltet »titel« findes ikke"),
        ("a\n\n#ukendt\n", 3, "navnet »ukendt« findes ikke"),
        ('\n#read("../hemmelig.txt")\n', 2, "den fil må en skabelon ikke læse"),
        ('\n#read("/../hemmelig.txt")\n', 2, "den fil må en skabelon ikke læse"),
        ('\n#import "@preview/cetz:0.4.0"\n', 2, "pakker fra nettet kan ikke bruges"),
        ('#let p = "@pre" + "view/cetz:0.3.0"\n#import p: *\n', 2, "pakker fra nettet kan ikke bruges"),
        ("#while true {}\n", 1, "gentagelsen hører aldrig op"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(tmp_path: Path, source: str, line: int, words: str) -> None:
    (tmp_path / "hemmelig.txt").write_text("hemmeligt", encoding="utf-8")
    folder = override(tmp_path / "templates", HEAD + source)
    with pytest.raises(TemplateError) as caught:
        render(document(), "pdf", [folder])
    message = str(caught.value)
    assert message.startswith(f"{folder / 'dokument.typ'}:{line + 3}: ")
    assert words in message and "\n" not in message


def test_a_template_that_is_not_accessible_is_told(tmp_path: Path) -> None:
    folder = override(tmp_path / "templates", "Uden titel\n")
    with pytest.raises(TemplateError, match=r"dokument\.typ.*: dokumentet mangler sin titel: #set document"):
        render(document(), "pdf", [folder])


def test_a_template_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "dokument.typ").write_bytes("= Økonomi".encode("cp1252"))
    with pytest.raises(TemplateError, match=r"dokument\.typ: skabelonen er ikke gemt som UTF-8"):
        pages.render(document(), [tmp_path])


# The same everywhere


@pytest.mark.process
def test_the_same_bytes_in_another_place() -> None:
    code = (
        "import hashlib, tests.documents as d, udplan.documents.formats.pdf.pages as p; "
        "print(hashlib.sha256(p.render(d.rich_document())).hexdigest())"
    )
    elsewhere = {
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
        "HOME": "/",
    }
    here = hashlib.sha256(rendered(rich_document, "pdf")).hexdigest()
    assert start(code=code, environment=elsewhere).out.strip() == here


@pytest.mark.process
@pytest.mark.skipif(sys.platform != "linux", reason="hukommelsen spørges der om på hvert system for sig")
def test_a_set_of_documents_takes_the_memory_of_one() -> None:
    code = """
import resource
from udplan.documents.blocks import Column, Document, Heading, Kind, Row, Table
from udplan.documents.formats.pdf.pages import render
for number in range(8):
    text = f"Udvalget sætter gang i nummer {number} af indsatserne i udmøntningsplanen. " * 3
    rows = tuple(Row((f"Punkt {number}.{row}", f"{row}: {text}")) for row in range(60))
    table = Table("Indsatser", (Column("Punkt"), Column("Tekst", Kind.PROSE)), rows)
    render(Document("Prøve", "Norddjurs Kommune", "mio. kr.", 3, (Heading(1, "Prøve"), table)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    most = [int(line) // 1024 for line in start(code=code).out.split()]
    assert most[-1] - most[1] < 40, most  # 80 MB and more, where each is remembered


def test_missing_packages_are_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingPackage, match=r'^Pdf kræver .* -m pip install "docxtpl'):
        pages.render(document())
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("platform.machine", lambda: "ARM64")
    with pytest.raises(MissingPackage, match=r"findes ikke til Windows på Arm.*--format docx"):
        pages.render(document())


@pytest.mark.parametrize("name", ["plan", "udvalg-buu"])
def test_the_data_is_as_it_was(name: str, real_plan: Plan) -> None:
    navn, _, udvalg = name.partition("-")
    data = json.loads(typst_data(balanced(report(navn)(real_plan, resolve(real_plan, udvalg=udvalg.upper() or None)))))
    assert data["kommune"] == "Norddjurs Kommune"
    hold_still(f"{name}.typ.json", f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode())
