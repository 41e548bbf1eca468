"""Word documents, read back by python-docx: the form, styles, language, any text, and a municipality's template."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Length, Mm, Pt, Twips
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from hypothesis import example, given
from hypothesis import strategies as st

from tests.command_line import ROOT, start
from tests.documents import COLUMNS, CROSS, NASTY, YEARS, figure_of, nasty_document, paper_form, rendered, rich_document
from tests.examples import few
from tests.goldens import hold_still
from udplan import __version__
from udplan.documents.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Contents,
    Document,
    Fact,
    Facts,
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
from udplan.documents.formats import render, word_template
from udplan.documents.formats.word.lines import laid_out, pieces, wide
from udplan.documents.formats.word.paragraphs import BOX, clean
from udplan.documents.formats.word.typefaces import letters_of
from udplan.documents.formats.word.widths import TWIPS_PER_EM, column_widths
from udplan.documents.printing.ems import ems
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.text import Paragraph as ParagraphOfLines
from udplan.documents.printing.text import flow, lines
from udplan.documents.reports import report
from udplan.figures.select import resolve
from udplan.model.plan import Plan
from udplan.values.unknown import IKKE_OPLYST


def document(*blocks: Block) -> Document:
    return Document("Prøve", "Norddjurs Kommune", "mio. kr.", 3, (Heading(1, "Prøve"), *blocks))


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def word(*blocks: Block) -> WordDocument:
    return opened(render(document(*blocks), "docx"))


def form(*items: Item, title: str = "Økonomiudvalget", totals: tuple[Row, ...] = ()) -> Form:
    return Form("Drift", COLUMNS, (Section(title, items, totals),), level=2)


def item(**cells: Any) -> Item:
    """An item of the form with a title, and what else is said of it by the place of its column."""
    filled = {"c0": "Effektiviseringsbidrag", **cells}
    return Item("effektiviseringsbidrag", tuple(filled.get(f"c{n}") for n in range(len(COLUMNS))))


def styled(paragraphs: list[Paragraph], style: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.style is not None and paragraph.style.name == style]


def headings(found: WordDocument) -> Iterator[tuple[int, str]]:
    """Every heading with its level in order, those in tables included."""
    names = {style.style_id: style.name for style in found.styles}
    for paragraph in found.element.body.iter(qn("w:p")):
        style = names.get(paragraph.style, "") if paragraph.style else ""
        if style and style.startswith("Heading "):
            yield int(style.removeprefix("Heading ")), Paragraph(paragraph, found).text


def millimetres(*lengths: Length | None) -> list[int]:
    """Whole millimetres; a twip is more than python-docx keeps."""
    return [round(length.mm) if length is not None else 0 for length in lengths]


def cell_text(table: WordTable, row: int, column: int) -> str:
    return str(table.rows[row].cells[column].text)


def as_text(content: bytes) -> str:
    """All of a Word document as text: each paragraph with its style, each row of a table on a line of its own."""
    found = opened(content)
    written = [f"{found.core_properties.title} | {found.core_properties.author} | {found.core_properties.language}"]
    for block in found.iter_inner_content():
        if isinstance(block, Paragraph):
            if block.text:
                written.append(f"[{block.style.name if block.style else ''}] {_shown(block.text)}")
        else:
            written.append(f"[{block.style.name if block.style else ''}]")
            for row in block.rows:
                head = "=" if row._tr.xpath("w:trPr/w:tblHeader") else "|"
                written.append(f"{head} " + " | ".join(_shown(cell.text) for cell in _distinct(row.cells)))
    written.append(f"[Footer] {found.sections[0].footer.paragraphs[0].text}")
    return "\n".join(written) + "\n"


def _shown(text: str) -> str:
    return text.replace("\n", " ¶ ")


def _distinct(cells: tuple[Any, ...]) -> list[Any]:
    """A merged cell once."""
    return [cell for n, cell in enumerate(cells) if n == 0 or cell._tc is not cells[n - 1]._tc]


# The page and the styles


def test_the_page_is_a4_landscape_with_its_name_and_number_at_the_foot() -> None:
    section = opened(rendered(rich_document, "docx")).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert millimetres(section.page_width, section.page_height) == [297, 210]
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Norddjurs Kommune · Udmøntningsplan 2025-2028 · Beløb i mio.\u00a0kr.\tSide ")
    assert foot._p.xpath("w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_the_unit_is_only_at_the_foot_where_there_are_amounts() -> None:
    assert "Beløb i" not in word(Prose("Ingen tal.")).sections[0].footer.paragraphs[0].text


def test_the_language_title_and_author_are_set_and_nothing_else_is_said_of_anyone() -> None:
    found = opened(rendered(rich_document, "docx"))
    assert found.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["da-DK"]
    said = found.core_properties
    assert (said.title, said.subject) == ("Udmøntningsplan 2025-2028", "Udmøntningsplan 2025-2028")
    assert (said.author, said.language) == ("Norddjurs Kommune", "da-DK")
    assert (said.last_modified_by, said.comments, said.created, said.modified) == ("", "", None, None)


def test_the_headings_are_words_own_at_the_levels_of_the_blocks() -> None:
    made = rich_document()
    found = list(headings(opened(rendered(rich_document, "docx"))))
    forms = [block for block in made.blocks if isinstance(block, Form)]
    items = {str(each.cells[0]) for block in forms for section in block.sections for each in section.items}
    assert found == [(each.level, each.text) for each in outline(made.blocks) if each.text not in items]


def test_levels_end_at_nine() -> None:
    deep = [Heading(level, f"Niveau {level}") for level in range(2, 12)]
    assert [level for level, _ in headings(word(*deep))] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9]


# Blocks


def test_running_text_keeps_paragraphs_points_and_line_breaks() -> None:
    found = word(Prose("Et\nto\n\nTre:\n- a\n- b"), Note("Tiderne er vejledende.\n\n- og punkter"))
    assert styled(found.paragraphs, "Normal") == ["Et\nto", "Tre:"]
    assert styled(found.paragraphs, "List Bullet") == ["a", "b"]
    assert styled(found.paragraphs, "Bemærkning") == ["Tiderne er vejledende.", "• og punkter"]


def test_a_point_has_a_bullet_in_the_documents_own_lists() -> None:
    found = word(Prose("- a"), form(item(c2="- b")))
    numbering: Any = found.part.numbering_part.element
    for name in ("List Bullet", "Skema punkt"):
        style: Any = found.styles[name].element
        (number,) = style.xpath("w:pPr/w:numPr/w:numId/@w:val")
        (abstract,) = numbering.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
        level = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl"
        assert numbering.xpath(f"{level}/w:lvlText/@w:val") == ["•"]
        assert numbering.xpath(f"{level}/w:pStyle/@w:val") == [style.styleId]


def test_facts_have_their_name_in_bold_before_them() -> None:
    (fact,) = word(Facts((Fact("Tovholder", "Økonomichefen\nDirektøren"),))).paragraphs[1:]
    assert fact.text == "Tovholder:\tØkonomichefen\nDirektøren"
    assert [run.bold for run in fact.runs if run.text.strip()] == [True, None, None]


def test_a_table_has_a_marked_header_row_a_caption_and_a_description() -> None:
    columns = (Column("Navn"), Column("Antal", Kind.COUNT), Column("Sum", Kind.AMOUNT))
    rows = (Row(("AU", 1250, Decimal("-0.5"))), Row(("I alt", 1250, Decimal("-1234.5")), total=True))
    found = word(Table("Puljer", columns, rows))
    assert styled(found.paragraphs, "Caption") == ["Puljer (mio.\u00a0kr.)"]
    (table,) = found.tables
    assert table.style is not None and table.style.name == "Skema"
    properties = table._tbl.tblPr
    assert properties.xpath("w:tblCaption/@w:val") == ["Puljer (mio.\u00a0kr.)"]
    assert properties.xpath("w:tblDescription/@w:val") == ["Tabel med 3 kolonner: Navn; Antal; Sum."]
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Navn", "Antal", "Sum"], ["AU", "1.250", "\u22120,500"], ["I alt", "1.250", "\u22121.234,500"]]  # fmt: skip
    styles = [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows[1:]]
    assert styles == [["Skema titel", "Skema beløb", "Skema beløb"], ["Skema sum", "Skema sum tal", "Skema sum tal"]]
    for name in ("Skema beløb", "Skema sum tal", "Skema hoved tal"):
        assert found.styles[name].paragraph_format.alignment == 2  # right


def test_a_table_of_nothing_says_so() -> None:
    found = word(Table("Puljer", (Column("Navn"),), ()), Form("Anlæg", COLUMNS, ()))
    assert not found.tables
    assert styled(found.paragraphs, "Normal") == ["Ingen.", "Ingen."]


def test_the_form_is_one_wide_table_with_its_sections_across_all_columns() -> None:
    made = rich_document()
    found = opened(rendered(rich_document, "docx"))
    forms = [block for block in made.blocks if isinstance(block, Form)]
    tables = [table for table in found.tables if len(table.columns) == len(COLUMNS)]
    assert len(tables) == len(forms)
    for block, table in zip(forms, tables, strict=True):
        assert [cell.text for cell in table.rows[1].cells] == [column.name for column in block.columns]
        merged = [row for row in table.rows if row._tr.xpath(f"w:tc/w:tcPr/w:gridSpan[@w:val='{len(COLUMNS)}']")]
        name, *titles = [row.cells[0].text for row in merged if row.cells[0].text != "Ingen."]
        assert name.replace("\u00a0", " ").startswith(block.caption)
        assert titles == [section.title for section in block.sections if section.title]


def test_each_page_of_a_form_says_what_it_is_and_its_unit() -> None:
    table = word(form(item())).tables[0]
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, True, False, False]
    assert cell_text(table, 0, 0) == "Drift (mio.\u00a0kr.)"


def test_all_forms_of_the_same_columns_are_equally_wide_and_fill_the_page() -> None:
    found = opened(rendered(rich_document, "docx"))
    section = found.sections[0]
    assert section.page_width and section.left_margin and section.right_margin
    width = (section.page_width - section.left_margin - section.right_margin) // 635
    forms = [table for table in found.tables if len(table.columns) == len(COLUMNS)]
    (grid,) = {tuple(map(int, table._tbl.xpath("w:tblGrid/w:gridCol/@w:w"))) for table in forms}
    assert sum(grid) == width
    assert min(grid[2], grid[3]) > max(grid[7:])  # prose is wider than amounts


def test_an_item_says_what_it_is_under_its_title_and_obs_in_red() -> None:
    marked = item()._replace(marks=(CROSS, "OBS: status er ikke opdateret"))
    found = word(form(marked))
    paragraphs = found.tables[0].rows[3].cells[0].paragraphs
    assert [(each.style.name, each.text) for each in paragraphs if each.style] == [
        ("Skema titel", "Effektiviseringsbidrag"),
        ("Skema mærke", CROSS),
        ("Skema OBS", "OBS: status er ikke opdateret"),
    ]
    obs, mark, title = (found.styles[name].font for name in ("Skema OBS", "Skema mærke", "Skema titel"))
    assert obs.bold and mark.bold and title.bold
    assert str(obs.color.rgb) == "A80F1C" and str(mark.color.rgb) != "A80F1C"


def test_a_light_has_a_mark_of_its_colour_before_its_word() -> None:
    said = ("rød", "gul, OBS", "grøn, 1. marts 2025", "OBS", "uden status", "")
    rows = tuple(Row((f"Punkt {number}", text)) for number, text in enumerate(said))
    found = word(Table("Lys", (Column("Punkt"), Column("Lys", Kind.LIGHT)), rows))
    shown = [row.cells[1].paragraphs[0] for row in found.tables[0].rows[1:]]
    assert [each.text for each in shown] == [
        *("\u25cf\u00a0rød", "\u25cf\u00a0gul, OBS", "\u25cf\u00a0grøn, 1. marts 2025", "OBS", "uden status", "")
    ]
    marks = [each.runs[0].style for each in shown[:3]]
    assert [mark.name for mark in marks] == ["Lys rød", "Lys gul", "Lys grøn"]
    for mark in marks:
        assert contrast(str(mark.font.color.rgb)) >= 4.5


def contrast(colour: str) -> float:
    """Of a colour on white paper, as WCAG reckons it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_zero_blank_and_not_stated_are_three_things() -> None:
    (table,) = word(form(item(c7=Decimal("-0.518"), c8=None, c9=Decimal(0), c10=IKKE_OPLYST))).tables
    assert [cell_text(table, 3, place) for place in range(7, 11)] == ["\u22120,518", "", "0,000", "ikke oplyst"]


def test_totals_stand_in_their_section_and_last() -> None:
    total = Row(("I alt", *[""] * 6, *[Decimal(1)] * 4), total=True)
    whole = Row(("Drift i alt", *[""] * 6, *[Decimal(1)] * 4), total=True)
    rows = word(dataclasses.replace(form(item(), totals=(total,)), totals=(whole,))).tables[0].rows
    assert [row.cells[0].text for row in rows][-3:] == ["Effektiviseringsbidrag", "I alt", "Drift i alt"]
    paragraphs = [paragraph for row in rows[-2:] for cell in row.cells for paragraph in cell.paragraphs]
    assert {paragraph.style.name for paragraph in paragraphs if paragraph.style} == {"Skema sum", "Skema sum tal"}


def test_no_page_cuts_a_row_and_the_title_comes_again_in_each_piece_of_a_long_one() -> None:
    long = {"c1": "Økonomichefen", "c2": "Meget lang tekst. " * 200, "c3": "- et punkt\n- to\n\n" + "Ord og ord. " * 90}
    found = word(form(item(c2="Kort."), item(**long, c7=Decimal(1))._replace(id="lang", marks=(CROSS,))))
    rows = found.tables[0].rows
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in rows)
    first, *others = rows[4:]
    assert len(others) > 1
    assert [cell.text for cell in first.cells][:2] == [f"Effektiviseringsbidrag\n{CROSS}", "Økonomichefen"]
    for row in others:
        assert [(each.text, each.style.name) for each in row.cells[0].paragraphs if each.style] == [
            ("Effektiviseringsbidrag (fortsat)", "Skema fortsat")
        ]
        assert [cell.text for cell in row.cells][4:] == [""] * 7
    for place, text in ((2, long["c2"]), (3, long["c3"])):  # nothing is lost, and nothing comes twice
        said = " ".join(row.cells[place].text for row in (first, *others))
        assert said.split() == text.replace("- ", "").split()
    heights = [max(len(laid_out(row.cells[2].text, 25_000)), 1) for row in others]
    assert max(heights) < 20


@given(
    st.lists(st.sampled_from(["Ord", "lange ord", ". ", " ", "\n\n", "a", "- ", "é" * 900])).map("".join),
    st.integers(1, 12),
)
@few()
def test_pieces_are_the_whole_text_and_none_is_empty(text: str, least: int) -> None:
    parted = [piece for (piece,) in pieces([text * 8], [9000], least)]
    assert "".join("".join(parted).split()) == "".join(text.split()) * 8
    assert len(parted) == 1 or all(map(str.strip, parted))


def test_a_long_text_is_parted_where_a_sentence_ends_and_seldom() -> None:
    """Where a page cuts nobody knows here; so pieces are of some lines, and read whole."""
    sentence = "Udvalget drøfter forslaget jf. Økonomi den 24. Marts kl. Tolv og beder om et notat. "
    whole = [" ".join([sentence.strip()] * 4)]
    assert pieces(whole, [25_000], 1) == [tuple(whole)]
    parted = [piece for (piece,) in pieces([sentence * 40], [25_000], 1)]
    assert len(parted) > 2 and all(piece.endswith("et notat.") for piece in parted)
    assert all(4 < len(laid_out(piece, 25_000)) <= 9 for piece in parted[:-1])


def test_a_row_of_a_table_may_be_cut_where_it_would_leave_most_of_a_page_empty() -> None:
    rows = (Row(("kort", "Ord.")), Row(("lang", "Meget lang tekst. " * 400)))
    (table,) = word(Table("Status", (Column("Navn"), Column("Tekst", Kind.PROSE)), rows)).tables
    assert [bool(row._tr.xpath("w:trPr/w:cantSplit")) for row in table.rows] == [True, True, False]


def test_between_the_pieces_of_an_item_there_is_no_line() -> None:
    rows = word(form(item(c2="Meget lang tekst. " * 200))).tables[0].rows[3:]
    drawn = [[each.tag.rpartition("}")[2] for each in row._tr.xpath("w:tc[1]/w:tcPr/w:tcBorders/*")] for row in rows]
    assert drawn == [["bottom"], *[["top", "bottom"]] * (len(rows) - 2), ["top"]]


@given(st.text(st.sampled_from("ab -\n.é—"), max_size=200), st.integers(500, 9000))
@few()
def test_lines_are_the_whole_text_and_no_longer_than_there_is_room_for(text: str, width: int) -> None:
    laid = laid_out(text, width)
    assert "".join(line.between + line.text for line in laid) == text.strip()
    assert all(len(line.text) * 220 <= width or not re.search("[ \n]", line.text) for line in laid)


def test_what_is_a_title_s_stands_below_it() -> None:
    found = word(form(item()._replace(under=("R307 (B)", "Reduceret bidrag"), marks=(CROSS,))))
    assert [(each.style.name, each.text) for each in found.tables[0].rows[3].cells[0].paragraphs if each.style][1:] == [
        ("Skema under titel", "R307 (B)"), ("Skema under titel", "Reduceret bidrag"), ("Skema mærke", CROSS)]  # fmt: skip


def test_no_heading_or_head_of_a_table_stands_alone_at_the_foot_of_a_page() -> None:
    """Word keeps a row with the next where its paragraphs say so themselves or by their style; LibreOffice asks the first."""
    found = word(Table("Puljer", (Column("Navn"),), (Row(("a",)),)), form(item()))
    keeping = {style.name for style in found.styles if style.element.xpath("w:pPr/w:keepNext")}
    assert {"Caption", "Skema navn", "Skema hoved", "Skema hoved tal", "Heading 2", "TOC Heading"} <= keeping
    section = found.tables[1].rows[2].cells[0].paragraphs[0]
    assert section.text == "Økonomiudvalget" and section._p.xpath("w:pPr/w:keepNext")
    assert found.styles.element.xpath("w:docDefaults/w:pPrDefault/w:pPr/w:widowControl")


def test_sections_of_more_depth_are_headings_below_theirs() -> None:
    sections = (Section("Børn", (), depth=0), Section("Skoler", (item(),), depth=1), Section("Unge", ()))
    found = word(Form("Hensigter", COLUMNS, sections, level=2))
    assert list(headings(found))[1:] == [(2, "Børn"), (3, "Skoler"), (2, "Unge")]
    assert [row.cells[0].text for row in found.tables[0].rows][2:] == [
        "Børn", "Skoler", "Effektiviseringsbidrag", "Unge", "Ingen."]  # fmt: skip


def test_an_empty_section_says_so() -> None:
    table = word(form()).tables[0]
    assert [row.cells[0].text for row in table.rows] == [
        "Drift (mio.\u00a0kr.)", "Overskrift", "Økonomiudvalget", "Ingen."]  # fmt: skip


def test_pictures_are_told_in_words() -> None:
    found = word(
        Bars("Det stiger.", (Bar("2025", Decimal("11.682")), Bar("2026", Decimal("-0.35")))),
        Steps("Tre led.", (Step("FUDV", "november 2024", True), Step("KB", "", False))),
        Wheel("Året rundt.", 2025, (2, *[0] * 10, 1)),
    )
    assert list(filter(None, styled(found.paragraphs, "Normal"))) == ["Det stiger.", "Tre led.", "Året rundt."]
    assert styled(found.paragraphs, "List Bullet") == ["FUDV, november 2024 – behandlet", "KB – kommer"]


def pictures(found: WordDocument) -> list[Any]:
    return list(found.element.body.iter("{*}inline"))


def said(found: WordDocument) -> list[str]:
    return [next(each.iter("{*}docPr")).get("descr") for each in pictures(found)]


def bars_of(found: WordDocument) -> list[tuple[int, int]]:
    """Where each filled rectangle of the first picture begins and ends, in EMU; the last is the line of zero."""
    shapes = [each for each in pictures(found)[0].iter("{*}wsp") if each.find("{*}txbx") is None]
    places = [(each.find(".//{*}off"), each.find(".//{*}ext")) for each in shapes]
    return [(int(off.get("x")), int(off.get("x")) + int(ext.get("cx"))) for off, ext in places]


def test_bars_are_a_picture_with_their_amounts_in_words_and_no_table() -> None:
    found = word(Bars("Det stiger.", (Bar("2025", Decimal("11.682")), Bar("2026", Decimal("-0.35")))))
    assert not found.tables
    assert said(found) == ["2025: 11,682\u00a0mio.\u00a0kr.; 2026: \u22120,350\u00a0mio.\u00a0kr."]
    letters = [text.text for text in pictures(found)[0].iter(qn("w:t"))]
    assert letters == ["2025", "11,682", "2026", "\u22120,350"]
    above, below, zero = bars_of(found)
    middle = sum(zero) // 2
    assert abs(above[0] - middle) < 5000 and abs(below[1] - middle) < 5000
    assert (above[1] - above[0]) / (below[1] - below[0]) == pytest.approx(11.682 / 0.35, rel=0.01)


def test_bars_on_one_scale_have_their_zero_at_the_same_place() -> None:
    scale = (Decimal(-10), Decimal(20))
    one, other = (bars_of(word(Bars("Ord.", (Bar("A", Decimal(n)),), scale))) for n in (20, 2))
    assert one[-1] == other[-1] and one[0][0] == other[0][0]
    assert (one[0][1] - one[0][0]) == pytest.approx(10 * (other[0][1] - other[0][0]), rel=0.01)


def test_below_bars_stand_their_unit_and_their_scale() -> None:
    """No amount in the picture says its unit, and a bar is as long as another only where their scale is the same."""
    bars = tuple(Bar(f"Nr. {n}", Decimal(n)) for n in range(45))
    alone = word(Bars("Ord.", bars))
    assert styled(alone.paragraphs, "Skema under titel") == ["Beløb i mio.\u00a0kr."]
    shared = word(Bars("Ord.", bars, (Decimal(-1), Decimal(50))))
    scale = "Skala: fra \u22121,000\u00a0mio.\u00a0kr. til 50,000\u00a0mio.\u00a0kr."
    assert styled(shared.paragraphs, "Skema under titel") == [f"Beløb i mio.\u00a0kr. {scale}"]


def test_many_bars_are_several_pictures_on_one_scale() -> None:
    found = word(Bars("Ord.", tuple(Bar(f"Nr. {n}", Decimal(n)) for n in range(45))))
    assert len(pictures(found)) == 3
    assert sum(text.count("Nr. ") for text in said(found)) == 45
    numbers = [next(each.iter("{*}docPr")).get("id") for each in pictures(found)]
    assert len(set(numbers)) == 3


def test_the_wheel_is_a_picture_that_counts_each_month() -> None:
    found = word(Wheel("Året rundt.", 2025, (2, *[0] * 10, 1)))
    assert said(found) == ["2025: januar: 2; december: 1."]
    letters = [text.text for text in pictures(found)[0].iter(qn("w:t"))]
    assert letters[:3] == ["jan (2)", "feb", "mar"] and letters[-2:] == ["dec (1)", "2025"]


def test_what_must_be_written_is_seen_as_a_gap_and_said_in_a_word() -> None:
    found = word(Gap("Hvad direktionen indstiller."))
    assert styled(found.paragraphs, "Skrives") == ["Skrives: Hvad direktionen indstiller."]
    style: Any = found.styles["Skrives"].element
    assert set(style.xpath("w:pPr/w:pBdr/*/@w:val")) == {"dashed"} and style.xpath("w:pPr/w:shd")


def test_the_contents_lead_to_the_headings_and_ask_for_their_pages() -> None:
    sections = (Section("Økonomi", (item(),)), Section("Skoler", (), depth=1))
    found = word(Contents(), Heading(2, "Drift"), Form("Drift", COLUMNS, sections, level=3), Heading(4, "Småt"))
    assert styled(found.paragraphs, "toc 1") == ["Drift\t"]
    assert styled(found.paragraphs, "toc 2") == ["Økonomi\t"]
    assert styled(found.paragraphs, "toc 3") == ["Skoler\t", "Småt\t"]
    links = found.element.body.xpath("//w:hyperlink/@w:anchor")
    marks = found.element.body.xpath("//w:bookmarkStart")
    assert links == [mark.get(qn("w:name")) for mark in marks] and len(set(links)) == 4
    assert [Paragraph(mark.getparent(), found).text for mark in marks] == ["Drift", "Økonomi", "Skoler", "Småt"]
    asked = found.element.body.xpath("//w:instrText/text()")
    assert asked == [f" PAGEREF {link} \\h " for link in links]
    assert set(found.element.body.xpath("//w:fldChar[@w:fldCharType='begin']/@w:dirty")) == {"1"}
    assert not word(Heading(2, "Drift")).element.body.xpath("//w:bookmarkStart")


def test_short_contents_lead_to_the_parts_alone_in_one_paragraph() -> None:
    blocks = (Heading(2, "Drift"), Form("F", COLUMNS, (Section("Økonomi", (item(),)),), level=3), Heading(2, "Slut"))
    found = word(Contents(deepest=2), *blocks)
    assert [each for each in found.paragraphs if each.style.name.startswith("toc")] == []
    (line,) = (each for each in found.paragraphs if each.text.startswith("Indhold:"))
    assert line.text == "Indhold:\tDrift\u00a0 · Slut\u00a0"  # Word fills in the pages
    assert len(found.element.body.xpath("//w:bookmarkStart")) == len(line._p.xpath("w:hyperlink")) == 2


def test_a_total_stands_on_the_page_of_the_row_before_it() -> None:
    total = Row(("I alt", *[""] * (len(COLUMNS) - 1)), total=True)
    form_ = Form("F", COLUMNS, (Section("A", (item(),), (total,)),), (total,), level=2)
    rows = word(form_, Table("T", (Column("Navn"),), (Row(("a",)), Row(("b",)), Row(("I alt",), total=True)))).tables
    kept = [[bool(row.cells[0].paragraphs[0]._p.xpath("w:pPr/w:keepNext")) for row in table.rows] for table in rows]
    assert kept == [[False, False, True, True, True, False], [False, False, True, False]]


def test_a_heading_may_begin_a_page() -> None:
    found = word(Heading(2, "Ny", new_page=True), Heading(2, "Samme"))
    assert [bool(each._p.xpath("w:pPr/w:pageBreakBefore")) for each in found.paragraphs] == [False, True, False]


def test_a_document_of_running_text_stands_up() -> None:
    section = opened(render(dataclasses.replace(document(Prose("Tekst.")), portrait=True), "docx")).sections[0]
    assert section.orientation == WD_ORIENT.PORTRAIT
    assert millimetres(section.page_width, section.page_height, section.left_margin) == [210, 297, 25]


def test_what_is_numbered_stays_numbered() -> None:
    """Each point is a paragraph, with the lines that continue it below its text and not below its number."""
    text = "Vi gør:\n1. et\n   og mere\n\n   En forklaring.\n\n2) to\n3. tre"
    found = word(Prose(text), form(item(c2="1. et\n2. to")))
    assert styled(found.paragraphs, "Normal")[:2] == ["Vi gør:", "En forklaring."]
    assert styled(found.paragraphs, "Punkt med nummer") == ["1.\tet\nog mere", "2.\tto", "3.\ttre"]
    cell = found.tables[0].rows[3].cells[2].paragraphs
    assert styled(cell, "Skema nummer") == ["1.\tet", "2.\tto"]


def test_a_numbered_list_goes_on_in_the_next_piece_of_a_row() -> None:
    points = [f"{n}.\tUdvalget drøfter punktet og sender det videre." for n in range(1, 90)]
    rows = word(form(item(c2="\n".join(points).replace("\t", " ")))).tables[0].rows[3:]
    assert len(rows) > 2
    assert [text for row in rows for text in styled(row.cells[2].paragraphs, "Skema nummer")] == points


@pytest.mark.parametrize(
    "text", ["Frister:\n24. marts 2025: høring\n5. maj 2025: beslutning", "Vi gør:\n1. et\n3) tre"]
)
def test_a_day_or_a_number_out_of_turn_is_no_point_of_a_list(text: str) -> None:
    assert styled(word(Prose(text)).paragraphs, "Normal") == [text]


def test_two_tables_never_become_one() -> None:
    one = Table("A", (Column("N"),), (Row(("a",)),))
    body = word(one, one).element.body
    kinds = [child.tag for child in body]
    assert all((first, second) != (qn("w:tbl"), qn("w:tbl")) for first, second in itertools.pairwise(kinds))
    assert kinds[-2:] != [qn("w:tbl"), qn("w:sectPr")]


# Any text


def test_every_text_is_shown_as_it_was_written() -> None:
    found = opened(rendered(nasty_document, "docx"))
    assert [text for level, text in headings(found) if level == 2] == list(NASTY)
    (table, wide) = found.tables
    assert [row.cells[0].text for row in table.rows[1:]] == list(NASTY)
    assert [row.cells[1].text for row in table.rows[1:]] == [f"{text}\n{text}" for text in NASTY]
    rows = {row.cells[0].paragraphs[0].text: row for row in wide.rows[3:-1]}
    assert list(rows) == list(NASTY)
    for text, row in rows.items():
        assert [each.text for each in row.cells[0].paragraphs] == [text, text]  # the title and a mark
        assert [each.text for each in row.cells[2].paragraphs if each.style.name == "Skema punkt"][-2:] == [text, text]
    facts = styled(found.paragraphs, "Fakta")
    assert facts == [f"{text}:\t{text}" for text in NASTY]


@given(st.text(st.characters(), max_size=30))
@few()
@example("\f\t0")
def test_no_text_stops_a_document(text: str) -> None:
    titled = text if text.strip() else "x"
    made = Document(
        titled, text, text, 3,
        (Heading(1, titled), Prose(text), Note(text), Facts((Fact(text, text),)),
         Form(titled, (Column(titled), Column("2025", Kind.AMOUNT)),
              (Section(titled, (Item("a", (titled, IKKE_OPLYST), (text,)),)),), level=2)),
    )  # fmt: skip
    found = opened(render(made, "docx"))
    shown = "\n".join(paragraph.text for paragraph in found.paragraphs)
    for piece in flow(text):
        written = piece.lines if isinstance(piece, ParagraphOfLines) else itertools.chain(*piece.points)
        assert all(clean(line) in shown for line in written)


def test_what_no_font_shows_becomes_a_box() -> None:
    text = "a\u0000b\u0008c\uf0b7d\ue000e\ud800f\uffffg\U0001fffeh\u0085i\u001bj"
    assert clean(text) == f"a{BOX}b{BOX}c{BOX}d{BOX}e{BOX}f{BOX}g{BOX}h{BOX}i{BOX}j"
    assert clean("æøå \u00a0–\u2212 \u200f\U0001f600 中\t\n") == "æøå \u00a0–\u2212 \u200f\U0001f600 中\t\n"
    assert word(Prose(text)).paragraphs[1].text == clean(text)


def test_a_title_of_any_length_fits_the_properties() -> None:
    long = dataclasses.replace(document(), title="Å" * 400)
    assert opened(render(long, "docx")).core_properties.title == "Å" * 255


def test_spaces_that_do_not_break_are_kept() -> None:
    assert word(Prose("a\u00a0\u00a0b\nc\u202fd")).paragraphs[1].text == "a\u00a0\u00a0b\nc\u202fd"


# What Word demands of the file

#: The order in which the format has properties (ISO/IEC 29500-1, 17); Word calls a file that has another damaged.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b i strike color sz szCs u lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan tcBorders shd tcMar vAlign",
    "style": "name basedOn qFormat pPr rPr tblPr tcPr tblStylePr",
}


@pytest.mark.parametrize("content", [lambda: rendered(rich_document, "docx"), word_template])
def test_properties_stand_once_and_in_their_order(content: Callable[[], bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(content())) as parts:
        roots = [parse_xml(parts.read(name)) for name in parts.namelist() if re.fullmatch(r"word/\w+\.xml", name)]
    seen: set[str] = set()
    for properties in itertools.chain.from_iterable(root.iter() for root in roots):
        kind = str(properties.tag).rpartition("}")[2]
        if kind in ORDER:
            names = [str(child.tag).rpartition("}")[2] for child in properties]
            places = [ORDER[kind].split().index(name) for name in names]
            assert places == sorted(set(places)), f"{kind}: {names}"
            seen.add(kind)
    assert seen >= {"pPr", "rPr", "tblPr", "style"}


def test_every_colour_that_the_styles_mention_has_a_name_at_their_top() -> None:
    text = (ROOT / "templates" / "word" / "styles.xml").read_text(encoding="utf-8")
    named = re.findall(r'<!ENTITY (\w+) "[0-9A-F]{6}">', text)
    assert set(re.findall(r"&(\w+);", text)) == set(named) and len(named) == len(set(named))
    assert not re.search('(?:color w:val|w:color|w:fill)="[0-9A-F]{6}"', text)


# The same every time


@pytest.mark.parametrize("made", [rich_document, nasty_document])
def test_the_same_document_gives_the_same_bytes(made: Callable[[], Document]) -> None:
    content = render(made(), "docx")
    assert content == rendered(made, "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in part.filename for part in parts.infolist())
        assert parts.testzip() is None


@pytest.mark.process
def test_the_same_bytes_in_another_place() -> None:
    code = (
        "import sys; from tests.documents import rich_document; from udplan.documents.formats import render; "
        "sys.stdout.buffer.write(render(rich_document(), 'docx'))"
    )
    elsewhere = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    assert start(code=code, environment=elsewhere).raw == rendered(rich_document, "docx")


@pytest.mark.parametrize(("name", "udvalg"), [("plan", None), ("udvalg", "BUU"), ("udvalg", "AU")])
def test_the_text_of_the_real_plan_is_as_it_was(real_plan: Plan, name: str, udvalg: str | None) -> None:
    written = as_text(render(report(name)(real_plan, resolve(real_plan, udvalg=udvalg)), "docx"))
    hold_still(f"{name if udvalg is None else f'{name}-{udvalg.lower()}'}.docx.txt", written.encode("utf-8"))


# Widths


def test_a_text_is_as_wide_on_every_python() -> None:
    """A sum of floats is rounded otherwise from Python 3.12 on; a sum of hundredths is not."""
    assert [ems("i" * 10), ems("ab" * 50), ems("1" * 10)] == [3, 52, 5.6]


def test_no_figure_or_word_is_broken_where_there_is_room() -> None:
    columns = (Column("Overskrift"), Column("Kurs", Kind.PROSE), *YEARS)
    texts = [["Arbejdsmarkedsudvalgspuljen"], ["Lang tekst " * 200], *[["\u22121.234,500"]] * 4]
    widths = column_widths(columns, texts, 14000, fill=True)
    assert sum(widths) == 14000
    for place in (0, 2, 3, 4, 5):
        assert widths[place] > ems(texts[place][0]) * TWIPS_PER_EM
    assert widths[1] > 5 * widths[2]


def test_columns_with_a_share_have_it_and_prose_gets_the_rest() -> None:
    columns = (
        Column("Nr."), Column("Overskrift", share=110), Column("Tovholder", share=80), Column("Kurs", Kind.PROSE),
        Column("Koordinering", Kind.PROSE), Column("Slut (X)", Kind.MARK, share=20), *YEARS)  # fmt: skip
    texts = [["Nr.", "14-A-2"], ["Overskrift", "Arbejdsmarkedsudvalgspuljen"], ["Tovholder", "Økonomichefen"],
        ["Kurs", "Lang tekst " * 200], ["Koordinering", "Kort."], ["Slut (X)", "X"], *[["2025", "\u221234,500"]] * 4]  # fmt: skip
    widths = column_widths(columns, texts, 15000, fill=True)
    assert sum(widths) == 15000
    assert [round(width / 150) for width in widths[1:3]] == [11, 8]
    assert widths[0] > ems("14-A-2") * TWIPS_PER_EM  # a number is never broken, not even at its hyphens
    assert widths[5] > ems("Slut") * TWIPS_PER_EM  # nor is a word that has no room for a hyphen
    assert all(width > ems("\u221234,500") * TWIPS_PER_EM for width in widths[6:])
    assert 0.5 < sum(widths[3:5]) / 15000 < 0.65


def test_shares_that_are_too_much_still_fit_the_page() -> None:
    columns = (Column("A", share=700), Column("B", share=600), Column("C", Kind.PROSE))
    widths = column_widths(columns, [["A"], ["B"], ["C", "tekst"]], 10000, fill=True)
    assert sum(widths) == 10000 and min(widths) > 1000


def test_on_a_narrow_page_the_figures_stay_whole() -> None:
    columns = (Column("Overskrift"), Column("Kurs", Kind.PROSE), *YEARS)
    texts = [["Arbejdsmarkedsudvalgspuljen"], ["Kommunalbestyrelsesmøderne"], *[["\u22121.234,500"]] * 4]
    widths = column_widths(columns, texts, 5000, fill=True)
    assert sum(widths) == 5000
    assert all(width > ems("\u22121.234,500") * TWIPS_PER_EM for width in widths[2:])


def test_a_narrow_table_is_no_wider_than_its_texts() -> None:
    assert sum(column_widths((Column("A"), Column("B")), [["kort"], ["ord"]], 14000, fill=False)) < 2000


def hyphenated(cell: Any) -> str:
    """The text of a cell with a bar at each soft hyphen, which python-docx leaves out."""
    marks = {qn("w:t"): None, qn("w:softHyphen"): "|"}
    return "".join(marks[each.tag] or each.text for each in cell.iter(*marks))


def test_a_word_wider_than_its_column_is_parted_where_danish_parts_it() -> None:
    """LibreOffice as it comes has no Danish hyphenation, and would break such a word anywhere, without a hyphen."""
    columns = (Column("Overskrift"), Column("Tovholder", share=40), Column("Kurs", Kind.PROSE))
    cells = ("Effektiviseringsbidrag", "Økonomichefen (Chef/Direktør) R307-999999999", "Økonomichefen. " * 90)
    items = (Item("a", cells), Item("b", ("Kort", "ØK", "Kort.")))
    (table,) = word(Form("Drift", columns, (Section("", items),), level=2)).tables
    assert hyphenated(table.rows[2].cells[1]._tc) == "Øko|no|mi|che|fen (Chef/Direk|tør) R307-999999999"
    assert cell_text(table, 2, 1) == cells[1]
    for fits in (table.rows[2].cells[0], table.rows[2].cells[2], table.rows[3].cells[1]):
        assert "|" not in hyphenated(fits._tc)


def test_a_table_uses_the_page_where_its_text_would_be_wrapped() -> None:
    title = "En aktiv og helhedsorienteret indsats for de unge"
    columns = (Column("Overskrift"), Column("Tovholder"), *YEARS)
    texts = [["Overskrift", title], ["Tovholder", "Økonomichefen og HR"], *[["2025", "\u22121,500"]] * 4]
    widths = column_widths(columns, texts, 14000, fill=False)
    assert widths[0] > ems(title) * TWIPS_PER_EM and sum(widths) < 14000
    texts[0][1] = title * 3
    widths = column_widths(columns, texts, 9000, fill=False)
    assert (
        sum(widths) == 9000
        and widths[0] > 3000
        and widths[1] > ems("Økonomichefen og HR") * TWIPS_PER_EM
        and min(widths[2:]) > ems("\u22121,500") * TWIPS_PER_EM
    )


# A municipality's own template


Change = Callable[[WordDocument], object]


def template(tmp_path: Path, change: Change = lambda found: None, name: str = "vores.docx") -> Path:
    """The default template with a change to it."""
    found = opened(word_template())
    change(found)
    found.save(str(tmp_path / name))
    return tmp_path / name


def just_the_place(found: WordDocument) -> None:
    """Leaves nothing in the body but the place of the document."""
    kept = (place(found)._p, found.element.body.sectPr)
    for other in [each for each in found.element.body if each not in kept]:
        found.element.body.remove(other)


def place(found: WordDocument) -> Paragraph:
    """The paragraph that the document is to replace."""
    return next(each for each in found.paragraphs if each.text == "{{p dokument }}")


def add(text: str) -> Change:
    return lambda found: place(found).insert_paragraph_before(text)


def head(text: str) -> Change:
    def change(found: WordDocument) -> None:
        found.sections[0].header.paragraphs[0].text = text

    return change


def test_the_default_template_gives_the_default_document(tmp_path: Path) -> None:
    ours, theirs = rendered(rich_document, "docx"), render(rich_document(), "docx", skabelon=template(tmp_path))
    assert as_text(theirs) == as_text(ours).replace("mio.\u00a0kr.\tSide", "mio. kr.\tSide")
    assert word_template() == word_template()
    assert theirs == render(rich_document(), "docx", skabelon=template(tmp_path))


def test_fields_are_filled_in_everywhere_and_text_is_only_text(tmp_path: Path) -> None:
    def change(found: WordDocument) -> None:
        head("{{ kommune }}: {{ titel }}")(found)
        add("Beløb i {{ enhed }}, 1 < 2 & 3")(found)

    own = template(tmp_path, change)
    text = document(Prose("{{ 7*7 }} {_{ a < b & c }_} {%_ ]]>"))
    made = dataclasses.replace(text, title="a < b & {{ 7*7 }}", kommune="<w:t>")
    found = opened(render(made, "docx", skabelon=own))
    assert found.sections[0].header.paragraphs[0].text == "<w:t>: a < b & {{ 7*7 }}"
    texts = [paragraph.text for paragraph in found.paragraphs]
    assert texts == ["Beløb i mio. kr., 1 < 2 & 3", "Prøve", "{{ 7*7 }} {_{ a < b & c }_} {%_ ]]>"]
    assert found.core_properties.title == "a < b & {{ 7*7 }}"


def test_the_templates_own_styles_decide(tmp_path: Path) -> None:
    """The library's empty document: its own headings and lists, English, upright, and none of our styles."""
    found = docx.Document()
    found.core_properties.author = "En Person"
    found.add_paragraph("Før")
    found.add_paragraph("{{p dokument }}")
    found.add_paragraph("Efter")
    heading: Any = found.styles["Heading 1"].element
    heading.set(qn("w:styleId"), "Overskrift1")  # as in a Danish Word
    before = heading.xpath("w:rPr/w:color/@w:val")
    found.save(str(tmp_path / "vores.docx"))
    shown = opened(render(rich_document(), "docx", skabelon=tmp_path / "vores.docx"))
    assert next(headings(shown)) == (1, "Udmøntningsplan 2025-2028")
    kept: Any = shown.styles["Heading 1"].element
    assert kept.styleId == "Overskrift1" and kept.xpath("w:rPr/w:color/@w:val") == before
    assert [style.name for style in shown.styles].count("Heading 1") == 1
    assert shown.tables[1].style is not None and shown.tables[1].style.name == "Skema"
    assert shown.core_properties.author == "Norddjurs Kommune"
    assert shown.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["da-DK"]


def test_a_template_that_stands_up_lies_down_for_the_form_only(tmp_path: Path) -> None:
    def upright(found: WordDocument) -> None:
        section = found.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.orientation = WD_ORIENT.PORTRAIT
        found.paragraphs[0].insert_paragraph_before("Før")
        found.add_paragraph("Efter")

    own = template(tmp_path, upright)
    shown = opened(render(rich_document(), "docx", skabelon=own))
    standing, lying = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert [section.orientation for section in shown.sections] == [standing, lying, standing]
    assert millimetres(*(section.page_width for section in shown.sections)) == [210, 297, 210]
    assert all("Norddjurs Kommune" in section.footer.paragraphs[0].text for section in shown.sections)
    assert len(opened(render(document(Prose("Kort.")), "docx", skabelon=own)).sections) == 1

    def alone(found: WordDocument) -> None:
        upright(found)
        just_the_place(found)

    shown = opened(render(rich_document(), "docx", skabelon=template(tmp_path, alone)))
    assert [section.orientation for section in shown.sections] == [WD_ORIENT.LANDSCAPE]


def test_a_template_beside_the_plan_is_used_unless_another_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    template(folder, add("Planens egen"), "dokument.docx")
    other = template(tmp_path, add("En anden"))
    for skabelon, words in ((None, "Planens egen"), (other, "En anden")):
        found = opened(render(document(), "docx", [tmp_path / "findes-ikke", folder], skabelon))
        assert found.paragraphs[0].text == words


def in_a_table(found: WordDocument) -> None:
    paragraph = place(found)
    found.add_table(1, 1).rows[0].cells[0].text = paragraph.text
    paragraph._p.getparent().remove(paragraph._p)


def without_a_place(found: WordDocument) -> None:
    paragraph = place(found)
    paragraph.text = "Ingenting"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            head("Plan for {{ titell }}"),
            "sidehovedet, »Plan for {{ titell }}«: navnet »titell« findes ikke. Mente du titel? Felterne er",
        ),
        (add("Se {{ titel"), "brødteksten, »Se {{ titel«: feltet mangler }} i samme afsnit"),
        (add("{% if titel %}x"), "brødteksten, »{% endif %}«: skabelonen kan ikke læses: "),
        (
            add("Se {{p dokument }} her"),
            "brødteksten, »Se {{p dokument }} her«: Et felt med p tager hele sit afsnit med sig.",
        ),
        (add("{{p dokument }}{{ titel }}"), "brødteksten, »{{p dokument }}{{ titel }}«: Et felt med p tager hele sit"),
        (head("Side {{p titel }}"), "sidehovedet, »Side {{p titel }}«: Et felt med p tager hele sit afsnit med sig."),
        (add("{{ titel + }}"), "brødteksten, »{{ titel + }}«: skabelonen kan ikke læses: »}}« kan ikke stå her"),
        (add("{{ titel.__class__ }}"), "»__class__« må ikke bruges i en skabelon"),
        (add("{{ 1/0 }}"), "»{{ 1/0 }}«: der bliver divideret med nul"),
        (add("{{ range(10**9)|list }}"), "range er for lang"),
        (
            add("{% include '/etc/hostname' %}"),
            "»{% include '/etc/hostname' %}«: en Word-skabelon kan ikke hente andre skabeloner",
        ),
        (add("{{ 10**5000 }}"), "»{{ 10**5000 }}«: et tal er for stort"),
        (add("{{ [1] }}"), "»{{ [1] }}«: en liste kan ikke skrives som tekst. Skriv et af dens felter."),
        (add("{{ titel.upper }}"), "»{{ titel.upper }}«: en funktion kan ikke skrives som tekst."),
        (add("{{ titel ~ range }}"), "»{{ titel ~ range }}«: en funktion kan ikke skrives som tekst."),
        (add("{{ dokument }}"), "brødteksten, »dokument«: Skriv {{p dokument }} (med p)"),
        (head("{{p dokument }}"), "sidehovedet, »dokument«: Skriv {{p dokument }} (med p)"),
        (in_a_table, "brødteksten, »dokument«: Skriv {{p dokument }} (med p)"),
        (without_a_place, "skabelonen siger ikke, hvor dokumentet skal stå. Skriv {{p dokument }}"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(tmp_path: Path, change: Change, told: str) -> None:
    own = template(tmp_path, change)
    with pytest.raises(TemplateError) as caught:
        render(rich_document(), "docx", skabelon=own)
    message = str(caught.value)
    assert message.startswith(f"{own}: ") and told in message and "\n" not in message


def test_the_template_may_print_the_title_itself(tmp_path: Path) -> None:
    def change(found: WordDocument) -> None:
        add("Bilag 1: {{ titel }}")(found)
        place(found).text = "{{p dokument_uden_titel }}"

    shown = opened(render(document(Heading(2, "Afsnit"), Prose("Ord.")), "docx", skabelon=template(tmp_path, change)))
    assert [each.text for each in shown.paragraphs] == ["Bilag 1: Prøve", "Afsnit", "Ord."]


def test_the_columns_fit_the_letters_of_the_template(tmp_path: Path) -> None:
    """In larger or wider letters a figure needs more room, and a long row is parted sooner."""

    def letters(size: float, typeface: str) -> Change:
        def change(found: WordDocument) -> None:
            for name in ("Skema brødtekst", "Skema sum tal", "Skema beløb"):
                found.styles[name].font.size, found.styles[name].font.name = Pt(size), typeface

        return change

    made = document(form(item(c2="Meget lang tekst. " * 100, c7=Decimal("-1234.5"))))
    found = {}
    for name, change in {
        "ours": letters(8, "Calibri"),
        "large": letters(11, "Calibri"),
        "wide": letters(8, "Verdana"),
    }.items():
        (table,) = opened(render(made, "docx", skabelon=template(tmp_path, change))).tables
        found[name] = (table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")[7], len(table.rows))
    for other in ("large", "wide"):
        assert int(found[other][0]) > int(found["ours"][0]) + 100
        assert found[other][1] > found["ours"][1]


def test_letters_are_those_of_the_theme_where_a_style_says_so() -> None:
    found = docx.Document()  # the library's own, with the typefaces of its theme
    assert letters_of(found, "Normal") == (220, "Cambria")
    assert letters_of(found, "Heading1") == (280, "Calibri")


def test_long_words_are_hyphenated_in_a_template_that_never_was_asked_to(tmp_path: Path) -> None:
    def without(found: WordDocument) -> None:
        settings: Any = found.settings.element
        settings.remove(settings.find(qn("w:autoHyphenation")))

    def refused(found: WordDocument) -> None:
        found.settings.element.find(qn("w:autoHyphenation")).set(qn("w:val"), "0")

    for change, value in ((without, None), (refused, "0")):
        settings = opened(render(document(), "docx", skabelon=template(tmp_path, change))).settings.element
        (asked,) = settings.findall(qn("w:autoHyphenation"))
        assert asked.get(qn("w:val")) == value
        assert asked.getprevious().tag == qn("w:defaultTabStop") and asked.getnext().tag == qn("w:hyphenationZone")


def test_a_document_of_running_text_stands_up_in_a_template_that_lies_down(tmp_path: Path) -> None:
    upright = dataclasses.replace(document(Prose("Tekst.")), portrait=True)
    (section,) = opened(render(upright, "docx", skabelon=template(tmp_path, just_the_place))).sections
    assert section.orientation == WD_ORIENT.PORTRAIT
    assert millimetres(section.page_width, section.page_height) == [210, 297]
    assert section.page_width and section.left_margin and section.right_margin
    width = (section.page_width - section.left_margin - section.right_margin) // 635
    assert section.footer._element.xpath("//w:tab[@w:val='right']/@w:pos") == [str(width)]


def test_every_style_of_ours_has_a_sample_in_the_default_template() -> None:
    found = opened(word_template())
    used = {each.get(qn("w:val")) for each in found.element.body.iter(*map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle")))}
    ours = ["List Bullet", "Caption", *(style.name for style in found.styles if not style.builtin)]
    assert [name for name in ours if found.styles[name].style_id not in used] == []
    assert [level for level, _ in headings(found)][:9] == list(range(1, 10))
    assert found.paragraphs[1].text == "{{p dokument }}"


def test_a_document_says_what_wrote_it_and_nothing_of_the_template_s_program(tmp_path: Path) -> None:
    """The library's empty document says that it was written by Word for Mac."""
    own = docx.Document()
    own.add_paragraph("{{p dokument }}")
    own.save(str(tmp_path / "vores.docx"))
    for content in (render(document(), "docx"), render(document(), "docx", skabelon=tmp_path / "vores.docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            said = parts.read("docProps/app.xml").decode("utf-8")
        assert f"<Application>udplan {__version__}</Application>" in said and "Microsoft" not in said


def test_a_word_that_is_no_field_s_name_is_told_without_the_fields(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"»\{\{ \[\]\|max \}\}«: listen er tom$"):
        render(rich_document(), "docx", skabelon=template(tmp_path, add("{{ []|max }}")))


def test_a_word_template_prints_in_danish_too(tmp_path: Path) -> None:
    own = template(tmp_path, add('Svar: {{ 0.5 }}, {{ 1.5 ~ " og " ~ true }}, {{ none }}{{ titel|upper }}'))
    said = [
        paragraph.text
        for paragraph in opened(
            render(dataclasses.replace(document(), title="Plan & mål"), "docx", skabelon=own)
        ).paragraphs
    ]
    assert "Svar: 0,5, 1,5 og ja, PLAN & MÅL" in said


@pytest.mark.parametrize("content", [b"", b"hej", b"PK\x03\x04stumper", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_file_that_is_no_word_document_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vores.docx").write_bytes(content)
    with pytest.raises(TemplateError, match=r"vores\.docx: filen kan ikke læses som et Word-dokument\. Gem den"):
        render(document(), "docx", skabelon=tmp_path / "vores.docx")


@pytest.mark.parametrize(
    "field",
    [
        '{{ "<w:p>"|safe }}',
        '{{ "</w:p>"|safe }}',
        '{{ "</w:body>"|safe }}',
        '{{ "<w:tbl/>"|safe }}',
        r'{{ "\ud800" }}',
        r'{{ "\x01" }}',
        '{{ "a" * 40000000 }}',
    ],
)
def test_fields_that_break_the_document_are_told(tmp_path: Path, field: str) -> None:
    """The library mends what it can, and leaves out the rest, the place of the document too."""
    own = template(tmp_path, add(field))
    with pytest.raises(TemplateError) as told:
        render(document(), "docx", skabelon=own)
    assert str(told.value) == (
        f"{own}: brødteksten: skabelonen kan ikke udfyldes. Det, der står i felterne, ødelægger Word-dokumentet."
    )


def test_a_template_that_says_nothing_of_its_page_is_filled_in(tmp_path: Path) -> None:
    own = template(tmp_path, lambda found: found.element.body.remove(found.element.body.sectPr))
    made = opened(render(document(Prose("Vores")), "docx", skabelon=own))
    assert [paragraph.text for paragraph in made.paragraphs][-1] == "Vores"


def test_a_missing_template_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    told = (
        r"findes-ikke\.docx: Word-skabelonen findes ikke\. Ret stien, eller lav en skabelon med: udplan skabelon docx"
    )
    with pytest.raises(TemplateError, match=told):
        render(document(), "docx", skabelon=tmp_path / "findes-ikke.docx")


# The registry


def test_a_word_template_is_for_word_only(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="kan kun bruges til docx, ikke til html"):
        render(document(), str("html"), skabelon=tmp_path / "vores.docx")  # noqa: UP018


def test_lines_of_a_cell_stand_below_one_another() -> None:
    (table,) = word(form(item(c1="Økonomichefen\nDirektøren"))).tables
    assert lines(cell_text(table, 3, 1)) == ("Økonomichefen", "Direktøren")


@pytest.mark.parametrize("years", range(4, 11))
@pytest.mark.parametrize("signs", range(7, 15))
def test_no_amount_is_wider_than_its_cell(signs: int, years: int) -> None:
    found = opened(render(paper_form(years, figure_of(signs)), "docx"))
    letters = letters_of(found, "SkemaSumTal")[0] / 1000
    cells = [cell for table in found.tables for row in table.rows for cell in row.cells]
    amounts = [cell for cell in cells if re.fullmatch(r"\u2212[0-9.]+,[0-9]+", cell.text)]
    assert len(amounts) == 2 * years and {len(cell.text) for cell in amounts} == {signs}
    edges = Twips(120)
    assert all(wide(cell.text) * letters <= Length((cell.width or 0) - edges).twips for cell in amounts)
    page = found.sections[0].page_width or 0
    assert all((cell.width or 0) > 0.13 * page for cell in cells if cell.text == "Kort tekst.")


def test_amounts_of_many_years_stand_in_tables_of_their_own_below_the_form() -> None:
    found = opened(render(paper_form(20, figure_of(13)), "docx"))
    form, *tables = found.tables
    assert [cell.text for cell in form.rows[1].cells] == ["Overskrift", "Tovholder", "Kurs", "Koordinering", "Slut (X)"]
    names = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert [name for header in names for name in header if name != "Overskrift"] == [str(2025 + n) for n in range(20)]
    assert all([row.cells[0].text for row in table.rows] == ["Overskrift", "Punkt 14-A-9", "I alt"] for table in tables)
