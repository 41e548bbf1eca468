"""The formats: what they print of a document, and that no text in it is ever taken for anything but text."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
import itertools
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from types import CodeType
from typing import Literal

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup

from tests.command_line import start
from tests.documents import COLUMNS, NASTY, YEARS, nasty_document, rendered, rich_document
from udplan.documents.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Document,
    DocumentError,
    Fact,
    Facts,
    Form,
    Heading,
    Item,
    Kind,
    Note,
    Prose,
    Row,
    Section,
    Table,
)
from udplan.documents.formats import md, render
from udplan.documents.printing import ours
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.files import packaged_templates
from udplan.documents.printing.pictures import bar_chart
from udplan.documents.printing.text import Bullets, Numbered, Paragraph, Printer, flow, last_number, lines, one_line
from udplan.values.unknown import IKKE_OPLYST

NBSP = "\u00a0"
HOST = MarkdownIt("commonmark").enable(["table", "strikethrough"])
#: Elements that have no end.
VOID = frozenset({"meta", "br", "rect", "line", "input"})


class Page(HTMLParser):
    """A page as a test asks about it: its elements in order, each with its attributes and all its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(source)
        self.close()
        assert not self.open, f"never closed: {self.open[-1][0]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element: tuple[str, dict[str, str | None], list[str]] = (tag, dict(attrs), [])
        self.elements.append(element)
        if tag == "br":
            self.handle_data("\n")
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, _, text in self.open:
            text.append(data)

    def texts(self, tag: str, **wanted: str) -> list[str]:
        """The text of every such element, line breaks kept, other space as one."""
        return [
            "\n".join(" ".join(line.split(" ")).strip() for line in "".join(text).strip().split("\n"))
            for name, attributes, text in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]

    def attributes(self, tag: str, name: str) -> list[str | None]:
        return [attributes[name] for each, attributes, _ in self.elements if each == tag and name in attributes]


def document(*blocks: Block, decimaler: int = 3, enhed: str = "mio. kr.") -> Document:
    return Document("Prøve", "Norddjurs Kommune", enhed, decimaler, (Heading(1, "Prøve"), *blocks))


def body(*blocks: Block) -> str:
    """A document's Markdown below its title."""
    return render(document(*blocks), "md").removeprefix("# Prøve\n\n")


def page(*blocks: Block) -> Page:
    return Page(render(document(*blocks), "html"))


# Running text


def test_flow_keeps_paragraphs_points_and_line_breaks() -> None:
    text = "Et\r\n  to\n\n\nTre:\n- a\n  b\n\n- c\nfire\n-fem\n - seks"
    assert flow(text) == (
        Paragraph(("Et", "to")),
        Paragraph(("Tre:",)),
        Bullets((("a", "b"), ("c",))),
        Paragraph(("fire", "-fem")),
        Bullets((("seks",),)),
    )
    assert flow("") == flow(" \n\t\n") == ()


def test_flow_knows_a_list_that_counts_from_one() -> None:
    """A day, a lone number and a number out of turn are text."""
    assert flow("Sådan:\n1. Først\n   og så\n\n2) Siden\n3. Sidst\nEfter") == (
        Paragraph(("Sådan:",)),
        Numbered((("Først", "og så"), ("Siden",), ("Sidst",))),
        Paragraph(("Efter",)),
    )
    days = ("1. januar\n2. februar", "24. marts 2025\n25. marts 2025")
    for text in ("1. Alene", "2. To\n3. Tre", "1. A\n3. C", "1.000\n2.000", *days):
        assert flow(text) == (Paragraph(tuple(text.split("\n"))),)
    assert flow("1. A\n2. B\n1. C\n2. D") == (Numbered((("A",), ("B",))), Numbered((("C",), ("D",))))
    assert Numbered((("A", "a"), ("B",))).lines == ("1. A", "a", "2. B")  # for a format without such lists


def test_a_list_counts_on_behind_what_stands_between_its_points() -> None:
    with_text, with_list = "1. A\n\n   a\n\n2. B\n3. C", "1. A\n   - a\n2. B\n3. C"
    first, rest = Numbered((("A",),)), Numbered((("B",), ("C",)), 2)
    assert flow(with_text) == (first, Paragraph(("a",)), rest) and rest.lines == ("2. B", "3. C")
    assert flow(with_list) == (first, Bullets((("a",),)), rest)
    assert body(Prose(with_text)) == "1. A\n\na\n\n2. B\n3. C\n"
    assert body(Prose(with_list)) == "1. A\n\n- a\n\n2. B\n3. C\n"
    for text in (with_text, with_list):
        assert page(Prose(text)).attributes("ol", "start") == ["2"]
        assert Page(HOST.render(body(Prose(text)))).attributes("ol", "start") == ["2"]


def test_the_rest_of_a_text_goes_on_with_its_list() -> None:
    assert [last_number(text) for text in ("", "Et\n1. A\n2. B\n  b", "1. A\n2. B\nC", "1. A\n- a\n2. B")] == [
        0,
        2,
        0,
        0,
    ]
    assert last_number("3. C", 2) == last_number("", 3) == 3
    assert flow("3. C", 2) == (Numbered((("C",),), 3),)
    assert flow("og b\n3. C\n1. D\n2. E", 2) == (
        Paragraph(("og b",)),
        Numbered((("C",),), 3),
        Numbered((("D",), ("E",))),
    )


def test_lists_that_follow_one_another_each_count_from_one() -> None:
    written = body(Prose("1. A\n2. B\n1. C\n2. D\n1. E\n2. F"))
    assert [each.split() for each in Page(HOST.render(written)).texts("ol")] == [["A", "B"], ["C", "D"], ["E", "F"]]


def test_numbered_lists_stay_numbered() -> None:
    numbered = Prose("Sådan:\n1. Først\n2. Siden\n1. Igen\n2. Nu")
    assert body(numbered) == "Sådan:\n\n1. Først\n2. Siden\n\n1) Igen\n2) Nu\n"
    assert [each.split() for each in page(numbered).texts("ol")[-2:]] == [["Først", "Siden"], ["Igen", "Nu"]]
    assert [each.split() for each in Page(HOST.render(body(numbered))).texts("ol")] == [
        ["Først", "Siden"],
        ["Igen", "Nu"],
    ]


def test_markdown_has_no_backslash_where_nothing_can_be_taken_for_a_mark() -> None:
    """Behind a name a date is no point of a list, and an amount is none anywhere."""
    assert body(Facts((Fact("Dato", "24. marts"),))) == "- **Dato:** 24. marts\n"
    assert body(Prose("-0,5 og +1\n21.1.2025\n= 2")) == "-0,5 og +1\\\n21.1.2025\\\n= 2\n"
    assert body(Prose("24. marts")) == "24\\. marts\n"
    days = "Frister:\n24. marts\n5. maj"  # right below a line, no number but 1 begins a list
    assert body(Prose(days)) == "Frister:\\\n24. marts\\\n5. maj\n"
    assert body(Facts((Fact("Frister", days),))) == "- **Frister:** Frister:\\\n  24. marts\\\n  5. maj\n"
    assert body(Prose("- a\n  24. marts\n  1. maj")) == "- a\\\n  24. marts\\\n  1\\. maj\n"
    for text in ("+ a", "> a", "---", "===", "1) a", "-", "a\n---", "a\n==="):
        assert "\\" in body(Prose(text)).replace("\\\n", "\n")


@given(st.text(alphabet="ab -\n\r\t" + NBSP))
def test_flow_loses_no_letter(text: str) -> None:
    pieces = [
        word
        for piece in flow(text)
        for part in (piece.points if isinstance(piece, Bullets) else (piece.lines,))
        for word in part
    ]
    assert re.sub(r"[\s-]", "", "".join(pieces)) == re.sub(r"[\s-]", "", text)


# Figures


def test_figures_blank_zero_and_not_stated_are_three_things() -> None:
    columns = (Column("Navn"), Column("2025", Kind.AMOUNT), Column("Antal", Kind.COUNT))
    table = Table(
        "Beløb",
        columns,
        (
            Row(("Minus", Decimal("-1234.5"), 12345)),
            Row(("Nul", Decimal(0), 0)),
            Row(("Blank", None, None)),
            Row(("Ukendt", IKKE_OPLYST, IKKE_OPLYST)),
            Row(("I alt", Decimal("0.0005"), 2025), total=True),
        ),
    )
    assert body(table) == (
        f"*Beløb (mio.{NBSP}kr.)*\n\n"
        "| Navn | 2025 | Antal |\n| --- | ---: | ---: |\n"
        "| Minus | -1.234,500 | 12.345 |\n| Nul | 0,000 | 0 |\n| Blank |  |  |\n"
        "| Ukendt | ikke oplyst | ikke oplyst |\n| **I alt** | **0,0005** | **2.025** |\n"
    )
    shown = page(table)
    assert shown.texts("td", **{"data-navn": "2025"}) == ["−1.234,500", "0,000", "", "ikke oplyst", "0,0005"]
    assert shown.texts("caption") == [f"Beløb (mio.{NBSP}kr.)"]


def test_a_whole_number_that_is_no_count_is_printed_as_it_is() -> None:
    table = Table("År", (Column("Navn"), Column("År")), (Row(("Start", 2025)),))
    assert "| Start | 2025 |" in body(table)


def test_the_documents_unit_and_decimals_hold_everywhere() -> None:
    bars = Bars("Udgifter", (Bar("2025", Decimal(-371000)),))
    table = Table("Beløb i kr.", (Column("Navn"), Column("2025", Kind.AMOUNT)), (Row(("A", Decimal(371000))),))
    kroner = document(bars, table, enhed="kr.", decimaler=0)
    assert f"- 2025: -371.000{NBSP}kr." in render(kroner, "md")
    assert "*Beløb i kr.*" in render(kroner, "md")
    shown = Page(render(kroner, "html"))
    assert shown.texts("dd", **{"class": "tal"}) == [f"−371.000{NBSP}kr."]
    assert shown.texts("td", **{"class": "tal"}) == ["371.000"]


def test_a_picture_on_a_common_scale_says_it_on_a_page_too() -> None:
    bars = (Bar("2025", Decimal(2)),)
    shared = Page(render(document(Bars("Udgifter", bars, (Decimal(-1), Decimal(3)))), "html"))
    assert shared.texts("p", **{"class": "skala"}) == [
        f"Skala: fra −1,000{NBSP}mio.{NBSP}kr. til 3,000{NBSP}mio.{NBSP}kr."
    ]
    assert not Page(render(document(Bars("Udgifter", bars)), "html")).texts("p", **{"class": "skala"})


@given(st.lists(st.decimals(-(10**9), 10**9, places=3), max_size=6))
def test_bars_stay_inside_the_picture_and_start_at_zero(values: list[Decimal]) -> None:
    chart = bar_chart([Bar(str(n), value) for n, value in enumerate(values)])
    zero = float(chart.zero[:-1])
    for bar, value in zip(chart.bars, values, strict=True):
        x, width = float(bar.x[:-1]), float(bar.width[:-1])
        assert 0 <= x <= 100 and 0 <= width <= 100 and x + width <= 100.02
        assert abs((x + width if value < 0 else x) - zero) <= 0.02


# The form


def form(*items: Item, totals: tuple[Row, ...] = (), title: str = "Afsnit") -> Form:
    columns = (Column("Titel"), Column("Forum"), Column("Slut", Kind.MARK), Column("Kurs", Kind.PROSE), *YEARS[:2])
    return Form("Drift", columns, (Section(title, items, totals),), level=2)


def test_a_form_is_a_table_of_amounts_and_each_item_in_prose() -> None:
    item = Item(
        "a", ("Titel A", "ØK", "X", "Et.\nTo.\n\n- p\n- q", Decimal("-0.518"), None), ("Afsluttet", "OBS: se her")
    )
    other = Item("b", ("Titel B", IKKE_OPLYST, None, " ", None, IKKE_OPLYST))
    total = Row(("I alt", "beregnet", "", "", Decimal("-0.518"), None), total=True)
    assert body(form(item, other, totals=(total,))) == (
        "## Afsnit\n\n"
        f"*Drift (mio.{NBSP}kr.)*\n\n"
        "| Titel | 2025 | 2026 |\n| --- | ---: | ---: |\n"
        "| Titel A | -0,518 |  |\n| Titel B |  | ikke oplyst |\n| **I alt, beregnet** | **-0,518** |  |\n\n"
        "### Titel A\n\n**Afsluttet** · **OBS: se her**\n\n- **Forum:** ØK\n- **Slut:** X\n\n"
        "**Kurs:** Et.\\\nTo.\n\n- p\n- q\n\n"
        "### Titel B\n\n- **Forum:** ikke oplyst\n"
    )
    shown = page(form(item, other, totals=(total,)))
    assert shown.texts("h2") == ["Indhold", "Afsnit"]
    assert shown.texts("h3") == ["Titel A", "Titel B"]
    assert shown.texts("th", scope="row") == ["Titel A", "Titel B", "I alt, beregnet"]
    assert [href for href in shown.attributes("a", "href") if href in ("#a", "#b")] == ["#a", "#b"]
    # Each shows its own amounts, and leads back to its row.
    assert shown.attributes("tr", "id") == ["række_a", "række_b"]
    assert [href for href in shown.attributes("a", "href") if href and "række" in href] == ["#række_a", "#række_b"]
    words = f"Beløb (mio.{NBSP}kr.) 2026: ikke oplyst Til tabellen"
    assert shown.texts("article", id="b") == [f"Titel B\n\nForumikke oplyst\n\n\n{words}"]
    assert shown.texts("li", **{"class": "obs"}) == ["OBS: se her"]


def test_a_section_without_amounts_has_no_table_of_them() -> None:
    without = form(Item("a", ("Titel A", "ØK", None, None, None, "")))
    assert "|" not in body(without)
    assert not page(without).texts("table")
    assert "ikke oplyst" in body(form(Item("a", ("Titel A", "ØK", None, None, None, IKKE_OPLYST))))
    zero = form(Item("a", ("Titel A", "ØK", None, None, None, Decimal(0))))
    assert "0,000" in body(zero)


def test_nothing_says_so() -> None:
    assert body(form()) == "## Afsnit\n\nIngen.\n"
    assert page(form()).texts("p")[1] == "Ingen."
    assert body(Form("Drift", COLUMNS, ())) == "Ingen.\n"
    assert page(Form("Drift", COLUMNS, ())).texts("p")[1] == "Ingen."
    empty = Table("Kontroltal", (Column("Navn"),), ())
    assert body(empty) == "*Kontroltal*\n\nIngen.\n"
    assert page(empty).texts("p")[1:3] == ["Kontroltal", "Ingen."]


def test_items_without_a_section_title_stand_at_its_level_and_in_the_contents() -> None:
    untitled = form(Item("a", ("Titel A", "ØK", None, None, None, None)), title="")
    assert body(untitled).startswith("## Titel A\n")
    assert page(untitled).texts("nav") == ["Indhold\n\nTitel A"]
    below = dataclasses.replace(untitled, level=3)
    assert page(Heading(2, "Del"), below).texts("nav") == ["Indhold\n\nDel"]


def test_levels_end_at_six() -> None:
    deep = tuple(Heading(level, f"Niveau {level}") for level in range(2, 8))
    assert "\n###### Niveau 7\n" in render(document(*deep), "md")
    assert page(*deep).texts("h6") == ["Niveau 6", "Niveau 7"]


def test_ids_are_unique_and_safe() -> None:
    same = Item("a", ("A", None, None, None, None, None))
    with pytest.raises(DocumentError):
        document(form(same, same))
    with pytest.raises(DocumentError):
        document(form(same._replace(id="a b")))


# Html


@pytest.mark.parametrize("made", [rich_document, nasty_document])
def test_html_is_one_sound_file(made: Callable[[], Document]) -> None:
    source = rendered(made, "html")
    shown = Page(source)
    ids = [attributes["id"] for _, attributes, _ in shown.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = shown.attributes("a", "href")
    assert all(link and link.startswith("#") and link[1:] in ids for link in links)
    assert links[0] == "#til_indholdet"
    assert shown.attributes("html", "lang") == ["da"]
    tags = [tag for tag, _, _ in shown.elements]
    assert not {"link", "img", "b", "i", "iframe", "object"} & set(tags)
    once = ("h1", "header", "nav", "main", "footer", "title", "style", "script", "form")
    assert [tags.count(tag) for tag in once] == [1] * len(once)
    assert not re.search(r"url\(|@import|src=", source.split("</style>")[0])
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(shown.texts("caption")) == tags.count("table")
    # A table is one without roles, which would not be valid; the page's script gives them to old screen readers.
    scopes = [str(attributes["scope"]) for tag, attributes, _ in shown.elements if tag == "th"]
    assert {"row", "col"} == set(scopes)
    assert {attributes["role"] for _, attributes, _ in shown.elements if "role" in attributes} <= {
        "search",
        "status",
        "note",
    }


@pytest.mark.parametrize("made", [rich_document, nasty_document])
def test_only_our_own_script_may_run(made: Callable[[], Document]) -> None:
    source = rendered(made, "html")
    [script] = re.findall("<script>(.*?)</script>", source, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    [policy] = [
        str(attributes["content"])
        for _, attributes, _ in Page(source).elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest}'"
    assert source.index("Content-Security-Policy") < source.index("<title")


def test_items_carry_their_facets() -> None:
    item = Item(
        "a",
        ("A", None, None, None, None, None),
        facets=(
            *(Fact("udvalg", 'Ø"K'), Fact("tovholder", "En\nto"), Fact("tovholder", "<b>")),
            *(Fact("art", "drift"), Fact("afsluttet", "ja"), Fact("onclick", "alert(1)")),
        ),
    )
    other = item._replace(id="b", facets=(Fact("tovholder", "Å"), Fact("tovholder", "ikke oplyst")))
    shown = page(form(item, other))
    assert shown.attributes("article", "data-udvalg") == ['Ø"K']
    assert shown.attributes("article", "data-tovholder") == ["En to\n<b>", "Å\nikke oplyst"]
    assert shown.attributes("article", "data-afsluttet") == ["ja"]
    assert not shown.attributes("article", "onclick") and not shown.attributes("article", "data-onclick")
    assert shown.attributes("select", "name") == ["udvalg", "tovholder", "art"]
    assert shown.texts("option") == [
        *("Alle", 'Ø"K', "Uden udvalg"),
        *("Alle", "<b>", "En to", "Å", "Ikke oplyst"),
        *("Alle", "Drift", "Uden art"),
    ]


def test_nothing_is_offered_that_finds_nothing() -> None:
    bare = Item("a", ("A", None, None, None, None, None))
    one = bare._replace(id="b", facets=(Fact("udvalg", "ØK"), Fact("afsluttet", "nej")))
    assert not page(form(bare)).texts("form")
    assert not page(form(bare, one)).texts("form")
    same = page(form(one, one._replace(id="c")))
    assert same.texts("form") == ["Søg i punkterne\n\nNulstil"]
    assert not same.attributes("select", "name")
    assert [attributes["hidden"] for tag, attributes, _ in same.elements if tag == "form"] == [None]


def test_figures_can_be_sorted_by_their_exact_value() -> None:
    columns = (Column("Navn"), Column("2025", Kind.AMOUNT), Column("Antal", Kind.COUNT))
    rows = (Row(("A", Decimal("-1234.5"), 12345)), Row(("B", None, 0)), Row(("C", IKKE_OPLYST, None)))
    assert page(Table("Beløb", columns, rows)).attributes("td", "data-value") == ["-1234.5", "12345", "0"]


def test_a_link_leads_to_a_file_beside_the_document_and_nowhere_else() -> None:
    files = ("udvalg-buu.html", "Bilag 1 (æ&ø).pdf", "a_b*.md")
    others = ("../plan.html", "javascript:alert(1).html", "https://example.dk/a", "\\\\server\\a.pdf", ".", "", "a")
    table = Table("Filer", (Column("Navn"), Column("Fil", Kind.LINK)), tuple(Row(("A", x)) for x in (*files, *others)))
    shown = page(table)
    assert shown.attributes("a", "href")[1:] == [
        "udvalg-buu.html",
        "Bilag%201%20%28%C3%A6%26%C3%B8%29.pdf",
        "a_b%2A.md",
    ]
    assert shown.texts("a")[1:] == list(files)
    assert shown.texts("td") == [*files, *others]
    hosted = Page(HOST.render(render(document(table), "md")))
    assert hosted.attributes("a", "href") == shown.attributes("a", "href")[1:]
    assert hosted.texts("td")[1::2] == [*files, *others]


def test_html_shows_every_text_as_it_was_written() -> None:
    shown = Page(rendered(nasty_document, "html"))
    # A heading's text stands on one line; everything else below may hold line breaks.
    assert shown.texts("h1") == [NASTY[0]]
    assert shown.texts("title") == [f"{NASTY[0]} – {NASTY[1]}"]
    assert shown.texts("h2")[1:] == list(NASTY)
    assert shown.texts("h4") == list(NASTY)
    for text in NASTY:
        if not text.startswith("- "):  # that one is a list, by the rules of Prose
            assert shown.texts("p").count(text) >= 2  # as prose and as a note
            assert f"{text}\n{text}" in shown.texts("p")
        assert text in shown.texts("dt")
        assert text in shown.texts("dd")
        assert f"{text}\n{text}" in shown.texts("td")
        assert shown.texts("li").count(text) >= 3  # two points and a mark
        assert shown.texts("th").count(text) == 2
    assert shown.texts("footer") == [f"{NASTY[1]} · {NASTY[0]}"]


def test_headings_of_the_same_name_have_addresses_of_their_own() -> None:
    shown = page(Heading(2, "Økonomi"), Heading(2, "Økonomi"), Heading(2, "***"))
    assert shown.attributes("h2", "id")[1:] == ["afsnit_oekonomi", "afsnit_oekonomi_2", "afsnit_uden-navn"]


def test_a_page_of_one_text_has_no_contents() -> None:
    assert not page(Prose("Kort.")).texts("nav")


# Markdown


def text_of(markdown: str) -> str:
    """What a git host shows of it, as text."""
    shown = Page(HOST.render(markdown))
    tags = {tag for tag, _, _ in shown.elements}
    assert tags <= {"h2", "p", "br", "ul", "li", "strong", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
    return " ".join("".join("".join(text) for _, _, text in shown.elements[:1]).split())


MEANINGFUL = st.lists(
    st.sampled_from(
        [
            *"\\`*_{}[]()<>#+-.!|~&$:=@%^\"'1a æ\n\t",
            *(NBSP, "&amp;", "&#42;", "https://a_b", "www.a_b", "- ", "1. ", "```", "~~~", "---", "](", "<b>", "<!--"),
            *NASTY,
        ]
    ),
    max_size=12,
).map("".join)


@given(MEANINGFUL)
def test_markdown_shows_every_text_as_it_was_written(text: str) -> None:
    escaped, words = md.escape(text), " ".join(text.split())
    assert text_of(f"## {escaped}\n") == words
    assert text_of(f"- {escaped}\n") == words
    if words:
        assert text_of(f"**{escaped}**\n") == words
    cells = Page(HOST.render(f"| a | b |\n| --- | --- |\n| {md.broken(text)} | c |\n"))
    first, second = cells.texts("td")
    assert second == "c"
    assert [one_line(line) for line in first.split("\n") if one_line(line)] == list(lines(text))


@pytest.mark.parametrize("prefix", ["", "> "])
@given(text=MEANINGFUL)
def test_markdown_prose_keeps_every_line(prefix: str, text: str) -> None:
    shown = Page(HOST.render(md.prose(text, prefix)))

    def written(tag: str) -> list[tuple[str, ...]]:
        return [lines(each) for each in shown.texts(tag)]

    pieces = flow(text)
    assert written("p") == [piece.lines for piece in pieces if isinstance(piece, Paragraph)]
    assert written("li") == [
        tuple(filter(None, point))
        for piece in pieces
        if isinstance(piece, Bullets | Numbered)
        for point in piece.points
    ]


def test_markdown_tables_hold_whatever_stands_in_them() -> None:
    shown = Page(HOST.render(rendered(nasty_document, "md")))
    rows = [tag for tag, _, _ in shown.elements if tag == "tr"]
    assert len(rows) == 1 + len(NASTY) + 1 + len(NASTY) + 1
    cells = [tag for tag, _, _ in shown.elements if tag == "td"]
    assert len(cells) == 4 * len(NASTY) + 2 * (len(NASTY) + 1)
    for text in NASTY:
        assert text in shown.texts("td")
        assert text in shown.texts("h2") and text in shown.texts("h4")
    assert "{{" not in rendered(nasty_document, "md")


@pytest.mark.parametrize("width", [80, 120])
def test_markdown_reads_well_on_a_terminal(width: int) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    screen = io.StringIO()
    Console(file=screen, width=width, legacy_windows=False).print(Markdown(rendered(rich_document, "md")))
    shown = screen.getvalue()
    assert all(len(line) <= width for line in shown.splitlines())
    assert re.search(r"^ Økonomiudvalget i alt +12,400 +1,000 +1,000 +1,000 *$", shown, re.MULTILINE)
    assert "<br>" not in shown and "\\" not in shown and "**" not in shown
    assert re.search(r"alle udvalg\s+\(Reduceret", shown)


# Templates


def override(folder: Path, name: str, source: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(source, encoding="utf-8", newline="\n")
    return folder


def test_the_first_folder_that_has_a_template_wins(tmp_path: Path) -> None:
    first = override(tmp_path / "plan", "dokument.md.j2", "Plan: {{ document.title }}\n")
    second = override(tmp_path / "lager", "dokument.md.j2", "Lager\n")
    override(second, "dokument.css", "p { color: teal }")
    folders = [tmp_path / "findes-ikke", first, second]
    assert render(document(), "md", folders) == "Plan: Prøve\n"
    assert "p { color: teal }" in render(document(), "html", folders)
    assert "p { color: teal }" not in render(document(), "html")


def test_text_is_data_in_a_template_that_forgets_to_escape(tmp_path: Path) -> None:
    source = (
        "{{ document.kommune }}{{ document.blocks[1].rows[0].cells[1] }}{{ document.blocks[1].rows[0].cells[2] }}\n"
    )
    for name in ("dokument.md.j2", "dokument.html.j2"):
        override(tmp_path, name, source)
    table = Table("T", (Column("N"), *YEARS[:2]), (Row(("a", Decimal("-11.4"), None)),))
    nasty = dataclasses.replace(document(table), kommune="<b>*x*")
    assert render(nasty, "md", [tmp_path]) == "\\<b>\\*x\\*-11,400\n"
    assert render(nasty, "html", [tmp_path]) == "&lt;b&gt;*x*−11,400\n"


def test_templates_are_read_as_nfc(tmp_path: Path) -> None:
    override(tmp_path, "dokument.md.j2", unicodedata.normalize("NFD", "Økonomi på årsbasis\n"))
    assert render(document(), "md", [tmp_path]) == "Økonomi på årsbasis\n"
    override(tmp_path, "dokument.md.j2", "\ufeffMed mærke forrest\n")
    assert render(document(), "md", [tmp_path]) == "Med mærke forrest\n"


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("a\n\n{{ dokument.title }}\n", 3, "navnet »dokument« findes ikke"),
        ("a\n{{ document.titel }}\n", 2, "»titel« findes ikke i dokumentet. Mente du title?"),
        ("{% if %}\n", 1, "skabelonen kan ikke læses"),
        ("a\nb\n{% for x in y %}\n", 3, "skabelonen kan ikke læses"),
        ("{% macro m() %}\n{{ 1/0 }}\n{% endmacro %}\n\n{{ m() }}\n", 2, "der bliver divideret med nul"),
        ("\n{{ document.__class__.__mro__ }}\n", 2, "»__class__« må ikke bruges i en skabelon"),
        ("\n{{ caption.__globals__ }}\n", 2, "»__globals__« må ikke bruges i en skabelon"),
        ("\n{% set x = [] %}\n{{ x.append(1) }}\n", 3, "må ikke bruges"),
        ("\n{% include '../hemmelig.txt' %}\n", 2, "»../hemmelig.txt« findes ikke"),
        ("\n{% include '/etc/hostname' %}\n", 2, "»/etc/hostname« findes ikke"),
        ("{{ range(100000000) | list }}\n", 1, "range er for lang"),
        ("{{ prose(7) }}\n", 1, "der skal stå en tekst, ikke et helt tal"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(tmp_path: Path, source: str, line: int, words: str) -> None:
    override(tmp_path, "hemmelig.txt", "hemmeligt")
    folder = override(tmp_path / "templates", "dokument.md.j2", source)
    with pytest.raises(TemplateError) as caught:
        render(document(), "md", [folder])
    message = str(caught.value)
    assert message.startswith(f"{folder / 'dokument.md.j2'}:{line}: ")
    assert words in message and "\n" not in message


def test_a_template_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "dokument.css").write_bytes("p::before { content: 'å' }".encode("cp1252"))
    with pytest.raises(TemplateError, match=r"dokument\.css: skabelonen er ikke gemt som UTF-8"):
        render(document(), "html", [tmp_path])


def test_our_own_page_is_the_same_in_the_sandbox(tmp_path: Path) -> None:
    css = (packaged_templates() / "dokument.css").read_text("utf-8")
    folder = override(tmp_path / "templates", "dokument.css", f"/* vores */{css}")
    assert render(rich_document(), "html", [folder]).replace("/* vores */", "") == render(rich_document(), "html")


# --- what is compiled -------------------------------------------------------------------------------------------


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The templates as they are installed, where Python may leave what it has compiled; nothing is compiled yet."""
    folder = tmp_path / "templates"
    shutil.copytree(packaged_templates(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(ours, "packaged_templates", lambda: folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    forget(monkeypatch)
    return folder


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next document be as the first of a new run."""
    monkeypatch.setattr(ours, "_COMPILED", ours.Compiled())


def compiled_again(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of the templates that are compiled from now on."""
    names: list[str | None] = []
    compiled = jinja2.Environment.compile

    def watched(
        self: jinja2.Environment, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        names.append(name)
        return compiled(self, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", watched)
    return names


ALL_OF_HTML = ["dokument.html.j2", "dokument.js", "dokument.css"]


def test_a_template_is_compiled_once(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = compiled_again(monkeypatch)
    first = render(rich_document(), "html")
    assert names == ALL_OF_HTML
    assert render(rich_document(), "html") == first
    forget(monkeypatch)
    assert render(rich_document(), "html") == first
    assert names == ALL_OF_HTML
    kept = sorted(path.name for path in (installed / "__pycache__").iterdir())
    assert kept == [f"{name}.{sys.implementation.cache_tag}.bin" for name in sorted(ALL_OF_HTML)]


def test_a_template_that_is_changed_is_compiled_anew(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(document(), "md")
    forget(monkeypatch)
    template = installed / "dokument.md.j2"
    template.write_text(template.read_text("utf-8") + "Nyt\n", encoding="utf-8", newline="\n")
    assert render(document(), "md") == f"{first}\nNyt\n"


@pytest.mark.parametrize(
    "spoil", [lambda raw: b"", lambda raw: raw[:-9], lambda raw: raw[:-1] + b"?", lambda raw: b"x" * 99]
)
def test_what_is_compiled_and_broken_is_passed_over_and_written_anew(
    installed: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[bytes], bytes]
) -> None:
    first = render(document(), "md")
    (kept,) = (installed / "__pycache__").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(spoil(whole))
    forget(monkeypatch)
    names = compiled_again(monkeypatch)
    assert render(document(), "md") == first
    assert names == ["dokument.md.j2"]
    assert kept.read_bytes() == whole


def test_nothing_is_kept_where_it_cannot_be_or_is_not_wanted(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (installed / "__pycache__").write_text("en fil, hvor mappen skulle være", encoding="utf-8")
    first = render(document(), "md")
    forget(monkeypatch)
    (installed / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render(document(), "md") == first
    assert not (installed / "__pycache__").exists()


def test_nothing_is_kept_of_somebody_elses_template(installed: Path, tmp_path: Path) -> None:
    folder = override(tmp_path / "plan", "dokument.md.j2", "Vores: {{ document.title }}\n")
    assert render(document(), "md", [folder]) == "Vores: Prøve\n"
    assert [path.name for path in folder.iterdir()] == ["dokument.md.j2"]
    assert not (installed / "__pycache__").exists()


@pytest.mark.process
def test_templates_are_found_in_a_wheel_as_in_a_working_copy(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    assert packaged_templates() == root / "templates"
    installed = tmp_path / "udplan"
    shutil.copytree(root / "udplan", installed, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "templates", installed / "templates")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from udplan.documents.printing.files import packaged_templates; "
    )
    ran = start(str(tmp_path), code=code + "print(packaged_templates())")
    assert Path(ran.out.strip()) == (installed / "templates").resolve()


# The registry


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(ValueError, match=r"Formatet »htm« findes ikke\. Skriv md, html, docx eller pdf\."):
        render(document(), "htm")


@pytest.mark.process
def test_a_format_costs_nothing_until_it_is_used() -> None:
    libraries = {"jinja2", "markupsafe", "rich", "pydantic", "docx", "docxtpl", "lxml", "pyphen", "typst"}
    ran = start(code=f"import sys, udplan.documents.formats; print(sorted({libraries} & set(sys.modules)))")
    assert (ran.out.strip(), ran.err) == ("[]", "")


@pytest.mark.parametrize("name", ["md", "html"])
def test_the_same_document_gives_the_same_text(name: Literal["md", "html"]) -> None:
    text = render(rich_document(), name)
    assert text == rendered(rich_document, name)
    assert text.endswith("\n")


def test_notes_facts_and_units_in_both_formats() -> None:
    blocks = (Note("Tiderne er\nvejledende."), Facts((Fact("Tovholder", "Økonomichefen\nDirektøren"),)))
    assert body(*blocks) == "> Tiderne er\\\n> vejledende.\n\n- **Tovholder:** Økonomichefen\\\n  Direktøren\n"
    shown = page(*blocks)
    assert shown.texts("div", role="note") == ["Tiderne er\nvejledende."]
    assert shown.texts("dd") == ["Økonomichefen\nDirektøren"]
    assert Printer("1.000 kr.", 0, "-").with_unit(Decimal(1000)) == f"1.000{NBSP}1.000{NBSP}kr."


def test_rows_about_the_same_say_so_for_the_cards_of_a_narrow_screen() -> None:
    """What they share is hidden in a card; what differs, and what stands behind it, never is."""
    columns = (Column("Pulje"), Column("Slags"), Column("År"), Column("Rest"))
    rows = tuple(map(Row, (("A", "drift", "2025", "0"), ("A", "drift", "2026", "0"), ("B", "drift", "2025", "0"))))
    shown = render(Document("T", "K", "mio. kr.", 3, (Heading(1, "T"), Table("P", columns, rows))), "html")
    assert isinstance(shown, str)
    assert shown.count('<tr class="samme">') == 1
    assert re.findall(r'<td class="igen" data-navn="(\w+)"', shown) == ["Slags"]


@pytest.mark.parametrize("text", ["<b>a b</b>", "<b>a  b</b>", "<b>a\nb</b>"])
def test_one_line_of_what_is_markup_is_a_text_like_any_other(text: str) -> None:
    assert type(one_line(Markup(text))) is str
    assert one_line(Markup(text)) == one_line(text)
