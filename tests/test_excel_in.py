"""Excel files as tables: every odd cell is what it is, and a file that could do harm is refused in words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from udplan.office import excel_in, package
from udplan.office.excel_in import hidden, read
from udplan.office.grid import CannotReadOffice, Cell, Row, Sort
from udplan.office.package import open_package
from udplan.office.sheet_out import Fane, Spalte, workbook

HERE = Path("svar.xlsx")


def made(write: Callable[[Any, Any], object]) -> bytes:
    """An Excel file as XlsxWriter makes it; ``write`` is given the file and its one sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    write(book, book.add_worksheet("Ark"))
    book.close()
    return out.getvalue()


def rows(raw: bytes) -> tuple[Row, ...]:
    (table,) = read(HERE, raw).tabeller
    return table.rækker


def only_cell(write: Callable[[Any, Any], object]) -> Cell:
    ((cell,),) = [row.celler for row in rows(made(write))]
    return cell


def changed(
    raw: bytes,
    name: str,
    change: Callable[[bytes], bytes] = lambda was: was,
    pack: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The file with one part of it changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", pack) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return out.getvalue()


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """The file with one part more."""
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


SOUND = made(lambda _, sheet: sheet.write_string(0, 0, "Overskrift"))
SHEET = "xl/worksheets/sheet1.xml"


# --- what a cell holds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("write", "sort", "text", "tal"),
    [
        (lambda sheet: sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!"), Sort.FEJL, "#DIV/0!", None),
        (lambda sheet: sheet.write_number(0, 0, 0.1 + 0.2), Sort.TAL, "0,3", "0.3"),
        (lambda sheet: sheet.write_number(0, 0, 1.1000000000000001), Sort.TAL, "1,1", "1.1"),
        (lambda sheet: sheet.write_number(0, 0, -0.518), Sort.TAL, "-0,518", "-0.518"),
        (lambda sheet: sheet.write_number(0, 0, 45778), Sort.TAL, "45778", "45778"),
        (lambda sheet: sheet.write_number(0, 0, -0.0), Sort.TAL, "0", "0"),
        (
            lambda sheet: sheet.write_formula(0, 0, "=10/3", None, 10 / 3),
            Sort.TAL,
            "3,33333333333333",
            "3.33333333333333",
        ),
        (lambda sheet: sheet.write_string(0, 0, "0,5"), Sort.TEKST, "0,5", None),
        (lambda sheet: sheet.write_string(0, 0, "\u00a00,5"), Sort.TEKST, "\u00a00,5", None),
        (lambda sheet: sheet.write_string(0, 0, "(0,5)"), Sort.TEKST, "(0,5)", None),
        (lambda sheet: sheet.write_string(0, 0, "1.000"), Sort.TEKST, "1.000", None),
        (lambda sheet: sheet.write_string(0, 0, "=HYPERLINK(1)"), Sort.TEKST, "=HYPERLINK(1)", None),
        (lambda sheet: sheet.write_boolean(0, 0, True), Sort.SANDT, "SAND", None),
        (lambda sheet: sheet.write_boolean(0, 0, False), Sort.SANDT, "FALSK", None),
    ],
)
def test_a_cell_is_what_it_is(write: Callable[[Any], Any], sort: Sort, text: str, tal: str | None) -> None:
    cell = only_cell(lambda _, sheet: write(sheet))
    assert (cell.sort, cell.text) == (sort, text)
    assert cell.tal == (None if tal is None else Decimal(tal))


def test_a_formula_whose_result_nobody_has_saved_is_not_blank() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=B1*2"
    out = io.BytesIO()
    book.save(out)
    assert rows(out.getvalue()) == (Row(1, (Cell("=B1*2", sort=Sort.UBEREGNET),)),)


def test_a_formula_that_gives_an_empty_text_is_blank() -> None:
    raw = in_sheet('<row r="2"><c r="A2" t="str"><f>IF(1,"","")</f><v></v></c><c r="B2"><v>2</v></c></row>')(SOUND)
    assert rows(raw)[1].celler == (Cell(""), Cell("2", 1, sort=Sort.TAL, tal=Decimal(2)))


@pytest.mark.parametrize(
    ("form", "text"), [("dd-mm-yyyy", "21-01-2025"), ("d. mmmm yyyy", "21-01-2025"), ("dd-mm-yyyy hh:mm", "21-01-2025")]
)
def test_a_day_is_a_day(form: str, text: str) -> None:
    cell = only_cell(
        lambda book, sheet: sheet.write_datetime(0, 0, datetime(2025, 1, 21), book.add_format({"num_format": form}))
    )
    assert (cell.sort, cell.text, cell.tal) == (Sort.DATO, text, None)


def test_what_the_look_of_a_cell_says_otherwise_is_told() -> None:
    def look(**form: Any) -> Callable[[Any, Any], object]:
        return lambda book, sheet: sheet.write_number(0, 0, 0.0055, book.add_format(form))

    assert only_cell(look(num_format="0.00%")).bemærkninger == ("Tallet vises i procent, og i cellen står 0,0055.",)
    assert only_cell(look(num_format="#,##0.0,")).bemærkninger == (
        "Tallet vises i tusinder eller millioner, og i cellen står 0,0055.",
    )
    assert only_cell(look(num_format="#,##0.000")).bemærkninger == ()
    assert only_cell(look(font_strikeout=True)).bemærkninger == ("Teksten er streget ud.",)
    assert only_cell(lambda _, sheet: sheet.write_comment(0, 0, "Passer det?")).bemærkninger == (
        "Kommentar: Passer det?",
    )


def test_merged_cells_are_one_and_those_below_say_so() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_string(0, 0, "før")
        sheet.merge_range(0, 1, 1, 2, "1,000")
        sheet.write_string(0, 3, "efter")
        sheet.write_string(1, 0, "under")

    first, second = rows(made(write))
    assert first.celler == (Cell("før"), Cell("1,000", 1, 2), Cell("efter", 3))
    told = ("Cellen er flettet sammen med B1 ovenover.",)
    assert second.celler == (
        Cell("under"),
        Cell("", 1, 2, bemærkninger=told, ovenfra="1,000"),
    )


def test_what_is_hidden_is_told() -> None:
    def write(book: Any, sheet: Any) -> None:
        for row in range(3):
            sheet.write_string(row, 1, f"række {row + 1}")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        book.add_worksheet("Gamle tal").hide()
        for name in excel_in.OWN:
            book.add_worksheet(name).very_hidden()

    got = read(HERE, made(write))
    (table,) = got.tabeller
    assert got.bemærkninger == ("Fanebladet »Gamle tal« er skjult og er ikke læst.",)
    assert table.bemærkninger == ("Kolonne B er skjult, og den er læst.",)
    assert [(row.nummer, row.bemærkninger) for row in table.rækker] == [
        (1, ()),
        (2, ("Rækken er skjult, og den er læst.",)),
        (3, ()),
    ]


#: Any text that a plan can hold: no halves of signs, and none of the two that are no signs.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1)


@given(st.lists(TEXTS | st.from_regex(r"_x[0-9A-F]{4}_|x005F_", fullmatch=True), min_size=1, max_size=6))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    spalter = [Spalte(f"Felt {number}") for number in range(len(texts) + 1)]
    _, row = rows(workbook(Fane("Punkter", spalter, [["id", *texts]])))
    assert [cell.text for cell in row.celler[1:]] == [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]


@given(st.decimals("-9999", "9999", places=6).map(lambda amount: amount + 0))
def test_any_amount_comes_back_exactly(amount: Decimal) -> None:
    _, row = rows(workbook(Fane("Punkter", [Spalte("2025", tal=True, decimaler=3)], [[amount]])))
    assert row.celler[0].tal == amount


def test_the_unseen_is_carried_whole_however_long_it_is() -> None:
    long = "".join(f"{number} " for number in range(30_000)) + "slut"
    assert hidden(HERE, workbook(Fane("Punkter", [Spalte("Id")], [["a"]]), long)) == long
    assert hidden(HERE, SOUND) is None


# --- what is refused --------------------------------------------------------------------------------------------------


def bomb(raw: bytes) -> bytes:
    return with_part(raw, "xl/media/image1.xml", b"<a>" + b" " * 70_000_000 + b"</a>")


def laughs(raw: bytes) -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE sst [<!ENTITY l0 "ha">{lol}]>'.encode()
    return changed(
        raw, "xl/sharedStrings.xml", lambda was: was.replace(b"<sst", dtd + b"<sst").replace(b"Over", b"&l9;")
    )


def outside(raw: bytes) -> bytes:
    dtd = b'<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return changed(
        raw, "xl/sharedStrings.xml", lambda was: was.replace(b"<sst", dtd + b"<sst").replace(b"Over", b"&x;")
    )


def as_utf_16(raw: bytes) -> bytes:
    said = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE sst [<!ENTITY x "ha">]><sst><si><t>&x;</t></si></sst>'
    return changed(raw, "xl/sharedStrings.xml", lambda _: said.encode("utf-16"))


def in_sheet(xml: str) -> Callable[[bytes], bytes]:
    def put(raw: bytes) -> bytes:
        more = xml.encode() + b"</sheetData>"
        return changed(raw, SHEET, lambda was: was.replace(b"</sheetData>", more), zipfile.ZIP_STORED)

    return put


def merged(raw: bytes) -> bytes:
    area = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return changed(raw, SHEET, lambda was: was.replace(b"</sheetData>", b"</sheetData>" + area))


def nested(raw: bytes) -> bytes:
    deep = b"<ext>" * 5_000 + b"</ext>" * 5_000
    return changed(raw, SHEET, lambda was: was.replace(b"</worksheet>", b"<extLst>" + deep + b"</extLst></worksheet>"))


def typed(was: str, becomes: str) -> Callable[[bytes], bytes]:
    return lambda raw: changed(raw, "[Content_Types].xml", lambda types: types.replace(was.encode(), becomes.encode()))


MAIN = "spreadsheetml.sheet.main+xml"
HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "zip bomb": (bomb, "alt for stor, når den pakkes ud"),
    "billion laughs": (laughs, "har en dokumenttype eller andet i sig, som Word og Excel aldrig skriver"),
    "XXE": (outside, "har en dokumenttype"),
    "XXE in UTF-16": (as_utf_16, "har en dokumenttype"),
    "path out of it": (lambda raw: with_part(raw, "../../ud.xml", b""), "har stier i sig, der fører ud af filen selv"),
    "path on a drive": (lambda raw: with_part(raw, "C:\\ud.xml", b""), "har stier i sig, der fører ud af filen selv"),
    "macros": (lambda raw: with_part(raw, "xl/vbaProject.bin", b"x"), "har makroer, og den slags filer bliver ikke læst"),
    "macros by type": (typed("vnd.openxmlformats-officedocument." + MAIN, "vnd.ms-excel.sheet.macroEnabled.main+xml"), "har makroer"),
    "strict": (
        lambda raw: changed(
            raw,
            "_rels/.rels",
            lambda was: was.replace(b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"),
        ),
        "er gemt som »Strict Open XML«. Åbn den i Excel, og gem den som .xlsx, der ikke er Strict.",
    ),
    "encrypted": (lambda _: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500), "har en adgangskode eller en fortrolighedsmærkning"),
    "no zip": (lambda _: b"Overskrift;Tovholder\r\n", "er ikke en fil fra Excel. Åbn den i Excel, og gem den som .xlsx."),
    "a pdf": (lambda _: b"%PDF-1.7", "er en pdf, og den kan ikke læses ind"),
    "empty": (lambda _: b"", "er tom."),
    "cut short": (lambda raw: raw[:-200], "er beskadiget, eller den er lavet på en måde, udplan ikke kender."),
    "a zip": (lambda _: zipped(**{"a.txt": b"x"}), "er en zip og ikke en fil fra Excel."),
    "from LibreOffice": (lambda _: zipped(mimetype=b"x"), "er en fil fra LibreOffice og ikke en fil fra Excel."),
    "from Word": (typed(MAIN, "wordprocessingml.document.main+xml"), "er en fil fra Word. Her skal der stå en fil, der ender på .xlsx."),
    "binary": (typed(MAIN, "ms-excel.sheet.binary"), "er ikke en fil fra Excel."),
    "no workbook": (lambda raw: changed(raw, "xl/workbook.xml", lambda _: b"<workbook"), "er beskadiget"),
    "no xml": (lambda raw: changed(raw, SHEET, lambda _: b"<worksheet><sheetData>"), "er beskadiget"),
    "a row far down": (in_sheet('<row r="999999999999"><c r="A1"><v>1</v></c></row>'), "er beskadiget"),
    "no such column": (in_sheet('<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>'), "er beskadiget"),
    "no such number": (in_sheet('<row r="2"><c r="A2"><v>1.000,5</v></c></row>'), "er beskadiget"),
    "cells without end": (in_sheet('<row r="2"><c r="A2"/></row>' * 100_001), "har over 100.000 celler"),
    "marks without end": (
        lambda raw: changed(raw, "xl/styles.xml", lambda was: was + b"<a/>" * 1_100_000, zipfile.ZIP_STORED),
        "har mere i sig, end nogen plan har",
    ),
    "nested": (nested, "er beskadiget"),
}  # fmt: skip


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def test_cells_merged_over_the_whole_sheet_are_one_cell() -> None:
    assert rows(merged(SOUND)) == (Row(1, (Cell("Overskrift", 0, 16_384),)),)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_do_harm_is_refused_in_words(name: str) -> None:
    spoil, said = HOSTILE[name]
    raw = spoil(SOUND)
    with pytest.raises(CannotReadOffice) as refused:
        read(HERE, raw)
    assert str(refused.value).startswith(f"{HERE} ")
    assert said in str(refused.value)


def test_a_file_that_is_open_in_excel_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "~$svar.xlsx"
    path.write_bytes(b"x" * 165)
    with pytest.raises(CannotReadOffice, match=r"en midlertidig fil fra Excel: filen med navnet svar\.xlsx er åben"):
        read(path)


def test_an_old_format_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "svar.xls"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500))
    with pytest.raises(
        CannotReadOffice, match=r"er i et gammelt format \(\.xls\), som udplan ikke læser\. Åbn den i Excel"
    ):
        read(path)


def test_a_part_that_says_it_is_smaller_than_it_is_is_not_unpacked_further(tmp_path: Path) -> None:
    out = io.BytesIO(SOUND)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/stor.xml", b"<a>" + bytes(1_000_000))
    lies = out.getvalue().replace((1_000_003).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(CannotReadOffice, match="er beskadiget"):
        read(HERE, lies)


def test_a_part_that_is_broken_far_into_it_is_told() -> None:
    long = made(lambda _, sheet: [sheet.write_string(row, 0, f"{row} {row**5}") for row in range(9_000)])
    plain = changed(long, "", pack=zipfile.ZIP_STORED)
    with pytest.raises(CannotReadOffice, match="er beskadiget"):
        read(HERE, plain.replace(b"<t>8999 ", b"<t>8998 "))


def test_a_large_picture_is_no_bomb() -> None:
    parts = with_part(SOUND, "xl/media/image1.png", bytes(range(256)) * 40_000)
    assert "xl/media/image1.png" in open_package(HERE, "xlsx", parts).namelist()
    assert package.MOST_RATIO > 100
