"""Word files read cell by cell: what each of Word's ways to write a text says, and what a hostile file is told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import udplan
from tests.plans import PlanFolder
from tests.word_files import NAMESPACES, p, package, save, span, table, tc, tr, unzipped, zipped
from udplan.documents.printing.errors import MissingPackage
from udplan.office.grid import CannotReadOffice, Cell, Read
from udplan.office.word_in import read

W = NAMESPACES
BULLETS = {
    "numbering": f"<w:numbering {W}>"
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    "</w:numbering>",
    "styles": f"<w:styles {W}>"
    '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punkt2"><w:basedOn w:val="Punkt"/></w:style>'
    '<w:style w:type="character" w:styleId="Skjult"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="O2"><w:name w:val="heading 2"/></w:style>'
    "</w:styles>",
    "comments": f'<w:comments {W}><w:comment w:id="7"><w:p><w:r><w:t>Passer det?</w:t></w:r></w:p></w:comment></w:comments>',
    "footnotes": f'<w:footnotes {W}><w:footnote w:id="3"><w:p><w:r><w:t>Se bilag 2</w:t></w:r></w:p></w:footnote></w:footnotes>',
}


def t(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(number: int, text: str) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def field(*runs: str) -> str:
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{"".join(runs)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
BOX = "<w:txbxContent><w:p><w:r><w:t>I en boks</w:t></w:r></w:p></w:txbxContent>"

# What a cell holds, and what is read of it.
CELLS: dict[str, tuple[str, str]] = {
    "two paragraphs": (p("a") + p("") + p("b"), "a\n\nb"),
    "a line break": ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>", "a\nb"),
    "a point by its style": (p("Sådan:") + p("a", '<w:pStyle w:val="Punkt"/>') + p("b", '<w:pStyle w:val="Punkt2"/>'), "Sådan:\n- a\n- b"),
    "points and what follows": (numbered(1, "a") + p("Slut."), "- a\nSlut."),
    "numbers": (numbered(2, "a") + numbered(2, "b"), "1. a\n2. b"),
    "a list that is turned off": (p("a", '<w:pStyle w:val="Punkt"/><w:numPr><w:numId w:val="0"/></w:numPr>'), "a"),
    "a bullet of Symbol": ('<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + t("\u00a0a") + "</w:p>", "- a"),
    "a tab and a hard space": ("<w:p>" + t("\u00a0a") + "<w:r><w:tab/><w:t>b</w:t></w:r></w:p>", "a b"),
    "hyphens": ("<w:p><w:r><w:noBreakHyphen/><w:t>0,5</w:t><w:softHyphen/></w:r></w:p>", "-0,5"),
    "a soft hyphen as a sign": (p("sekre\u00adtariat"), "sekretariat"),
    "a field": (field("<w:r><w:instrText>DATE</w:instrText></w:r>", SEPARATE, t("2023")), "2023"),
    "a field without a result": (field("<w:r><w:instrText>DATE</w:instrText></w:r>") + p("b"), "b"),
    "a field in a field": (field(field(t("x"), SEPARATE, t("y"))[5:-6], SEPARATE, t("z")), "z"),
    "a field that does not end": ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>', ""),
    "inserted and deleted": (
        f'<w:p>{t("a ")}<w:del>{t("b")}<w:r><w:delText>c</w:delText></w:r></w:del><w:ins>{t("d")}</w:ins></w:p>',
        "a d",
    ),
    "moved": (f'<w:p><w:moveFrom>{t("a")}</w:moveFrom><w:moveTo>{t("b")}</w:moveTo></w:p>', "b"),
    "a paragraph's end deleted": (p("a ", "<w:rPr><w:del/></w:rPr>") + p("b"), "a b"),
    "in content controls": (f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt>", "a"),
    "a link": (f"<w:p><w:hyperlink>{t('a')}</w:hyperlink></w:p>", "a"),
    "hidden": (f"<w:p>{t('a')}{t('b', '<w:vanish/>')}{t('c', '<w:rStyle w:val=@Skjult@/>').replace('@', chr(34))}</w:p>", "a"),
    "not hidden": (f"<w:p>{t('a', '<w:vanish w:val=@0@/>').replace('@', chr(34))}</w:p>", "a"),
    "struck through": (f"<w:p>{t('0,9', '<w:strike/>')}{t(' 0,8')}</w:p>", "0,9 0,8"),
    "a table in it": (p("a") + table(("x", "y"), ("", ""), widths=(1, 1)) + p("b"), "a\nx | y\nb"),
    "a box": (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{t('a')}</w:p>",
        "a",
    ),
}  # fmt: skip


def one(folder: Path, body: str, rettelser: str = "godkend") -> Cell:
    return read(save(folder, table(tr(tc(body)), widths=(1000,)), BULLETS), rettelser).tabeller[0].rækker[0].celler[0]


@pytest.mark.parametrize(("body", "text"), CELLS.values(), ids=CELLS)
def test_a_cell_is_read_as_its_reader_sees_it(tmp_path: Path, body: str, text: str) -> None:
    assert one(tmp_path, body).prosa == text


TOLD = {
    "inserted and deleted": "har sporede rettelser; den nye tekst er læst",
    "hidden": "skjult tekst er ikke læst: »b«",
    "struck through": "gennemstreget tekst er læst med: »0,9«",
}


@pytest.mark.parametrize(("name", "said"), TOLD.items())
def test_what_is_not_read_is_told(tmp_path: Path, name: str, said: str) -> None:
    assert said in one(tmp_path, CELLS[name][0]).bemærkninger


def test_comments_and_footnotes_are_told_with_their_words(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:t>a</w:t><w:commentReference w:id="7"/><w:footnoteReference w:id="3"/><w:drawing/></w:r></w:p>'
    assert one(tmp_path, body).bemærkninger == (
        "en kommentar er ikke læst: »Passer det?«",
        "en fodnote er ikke læst: »Se bilag 2«",
        "et billede eller et indlejret objekt er ikke læst",
    )


def test_the_text_of_a_box_is_apart_and_once(tmp_path: Path) -> None:
    assert one(tmp_path, CELLS["a box"][0]).tekstfelter == ("I en boks",)


def test_tracked_changes_can_be_refused(tmp_path: Path) -> None:
    assert one(tmp_path, CELLS["inserted and deleted"][0], "afvis").text == "a bc"
    rows = table(
        tr(tc("ny"), properties="<w:ins/>"), tr(tc("gammel"), properties="<w:del/>"), tr(tc("begge")), widths=(1,)
    )
    path = save(tmp_path, rows)
    texts = {mode: [row.celler[0].text for row in read(path, mode).tabeller[0].rækker] for mode in ("godkend", "afvis")}
    assert texts == {"godkend": ["ny", "begge"], "afvis": ["gammel", "begge"]}
    assert read(path).tabeller[0].bemærkninger == ("række 2 er slettet med sporede rettelser og ikke læst: »gammel«",)


def test_cells_stand_where_the_grid_has_them(tmp_path: Path) -> None:
    body = table(
        tr(tc("a", span(2)), tc("b", "<w:vMerge w:val='restart'/>")),
        tr(tc("c"), tc("", "<w:vMerge/>"), properties="<w:gridBefore w:val='1'/>"),
        f"<w:sdt><w:sdtContent>{tr('d', 'e', 'f')}</w:sdtContent></w:sdt>",
        tr(tc("g", "<w:hMerge w:val='restart'/>"), tc("", "<w:hMerge w:val='continue'/>"), tc("h")),
        widths=(1, 2, 3),
    )
    (made,) = read(save(tmp_path, body)).tabeller
    assert made.bredder == (1, 2, 3)
    assert [[(cell.text, cell.kolonne, cell.bredde, cell.ovenfra) for cell in row.celler] for row in made.rækker] == [
        [("a", 0, 2, None), ("b", 2, 1, None)],
        [("c", 1, 1, None), ("", 2, 1, "b")],
        [("d", 0, 1, None), ("e", 1, 1, None), ("f", 2, 1, None)],
        [("g", 0, 2, None), ("h", 2, 1, None)],
    ]


def test_tables_have_what_stands_above_them_and_inner_ones_come_after(tmp_path: Path) -> None:
    inner = table(("x",), widths=(1,))
    body = (
        p("Drift", '<w:pStyle w:val="O2"/>')
        + p("mio. kr.")
        + table(tr(tc(inner)), widths=(1,))
        + table(("y",))
        + p("z")
    )
    made: Read = read(save(tmp_path, body, BULLETS))
    assert [(each.navn, each.inde_i, [tuple(of) for of in each.før]) for each in made.tabeller] == [
        ("tabel 1", None, [("Drift", 2), ("mio. kr.", 0)]),
        ("tabel 1, indre tabel 1", "tabel 1", [("Drift", 2), ("mio. kr.", 0)]),
        ("tabel 2", None, []),
    ]
    assert [of.text for of in made.efter] == ["z"]


# --- hostile files ------------------------------------------------------------------------------------------------------

DOCUMENT = "word/document.xml"
SOUND = package(p("a") + table(("b",), widths=(1,)))
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def changed(**parts: Callable[[bytes], bytes]) -> bytes:
    files = unzipped(SOUND)
    names = {"document": DOCUMENT, "rels": "_rels/.rels", "types": "[Content_Types].xml"}
    return zipped(files | {names[name]: change(files[names[name]]) for name, change in parts.items()})


def nested(levels: int) -> bytes:
    tables = b"<w:tbl><w:tr><w:tc>" * levels + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * levels
    return changed(document=lambda raw: raw.replace(b"</w:body>", tables + b"</w:body>"))


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("a.docx", lambda: changed(document=lambda raw: raw + b" " * 70_000_000), "alt for stor"),
    "billion laughs": (
        "a.docx",
        lambda: changed(document=lambda raw: f'<!DOCTYPE x [<!ENTITY l0 "l">{LAUGHS}]>'.encode() + raw.replace(b">a<", b">&l9;<")),
        "aldrig skriver",
    ),
    "xxe": (
        "a.docx",
        lambda: changed(document=lambda raw: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + raw.replace(b">a<", b">&e;<")),
        "aldrig skriver",
    ),
    "5,000 tables": ("a.docx", lambda: nested(5000), "alt for mange lag"),
    "40 tables": ("a.docx", lambda: nested(40), "over 20 tabeller inde i hinanden"),
    "too many rows": (
        "a.docx",
        lambda: changed(document=lambda raw: raw.replace(b"<w:tr>", b"<w:tr/>" * 10_001 + b"<w:tr>")),
        "flere rækker",
    ),
    "names that lead out": ("a.docx", lambda: zipped(unzipped(SOUND) | {"../../a.xml": b"x"}), "fører ud af filen"),
    "macros": ("a.docx", lambda: zipped(unzipped(SOUND) | {"word/vbaProject.bin": b"x"}), "makroer"),
    "macros by name": ("a.docm", lambda: SOUND, "makroer"),
    "encrypted": ("a.docx", lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "adgangskode"),
    "old": ("a.doc", lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "gammelt format"),
    "strict": (
        "a.docx",
        lambda: changed(rels=lambda raw: raw.replace(b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument")),
        "Strict",
    ),
    "no zip": ("a.docx", lambda: b"Hej", "ikke en fil fra Word"),
    "nothing": ("a.docx", lambda: b"", "tom"),
    "cut short": ("a.docx", lambda: SOUND[: len(SOUND) // 2], "beskadiget"),
    "no document": ("a.docx", lambda: zipped({n: c for n, c in unzipped(SOUND).items() if n != DOCUMENT}), "beskadiget"),
    "no xml": ("a.docx", lambda: changed(document=lambda raw: raw.replace(b"<w:body>", b"<w:boody>")), "beskadiget"),
    "a span that is no number": (
        "a.docx",
        lambda: changed(document=lambda raw: raw.replace(b"<w:tcPr></w:tcPr>", b'<w:tcPr><w:gridSpan w:val="abc"/></w:tcPr>')),
        "gridSpan er »abc«",
    ),
    "a span without end": (
        "a.docx",
        lambda: changed(document=lambda raw: raw.replace(b"<w:tcPr></w:tcPr>", b'<w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr>')),
        "over 200 kolonner",
    ),
    "a lock": ("~$a.docx", lambda: b"x", "midlertidig fil"),
    "pdf": ("a.docx", lambda: b"%PDF-1.7", "pdf"),
    "a mail": ("a.msg", lambda: b"x", "Outlook"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_told_in_a_sentence_and_nothing_is_written(
    plan_folder: PlanFolder, name: str, make: Callable[[], bytes], said: str
) -> None:
    folder = plan_folder()
    (folder / name).write_bytes(make())
    before = sorted(folder.iterdir())
    ran = udplan("import", name, "--plan", ".", cwd=folder)
    assert ran.status == 2
    assert ran.err.startswith("Fejl: ")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""
    assert sorted(folder.iterdir()) == before


def test_without_lxml_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingPackage, match="Word-filer kræver programdele"):
        read(save(tmp_path, p("a")))


def test_what_is_no_word_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"Hej")
    with pytest.raises(CannotReadOffice):
        read(path)
