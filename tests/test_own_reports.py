"""A repository's own reports and templates: what they can use, what they can never do, and how a mistake is told."""

from __future__ import annotations

import io
import os
import re
import shutil
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import pytest

from tests.command_line import udplan
from tests.documents import NASTY
from tests.plans import FULL_ITEM, PLAN_YAML, REAL_PLAN, PlanFolder, item, sound, write
from tests.test_formats import NBSP, Page
from udplan.documents.blocks import Block, Column, Heading, Kind, Note, Prose, Row, Table
from udplan.documents.disclosure import WHY
from udplan.documents.own.markdown import blocks
from udplan.documents.own.public import NAMES, UNUSED, WORDS, names
from udplan.documents.own.report import _words
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.jinja import Sandbox, Unknown
from udplan.documents.reports import REPORTS
from udplan.figures.select import Valg
from udplan.model.indsats import Art, Indsats
from udplan.model.plan import Plan
from udplan.model.planfile import Grundlag
from udplan.publish import document as publish
from udplan.values.amounts import UDELADT
from udplan.values.totals import Ufuldstændig

Own = Callable[..., str]
REPORT = "templates/rapporter/prøve.md.j2"
EVERYTHING = Valg()


@pytest.fixture
def own(plan_folder: PlanFolder) -> Own:
    """What a template comes out as: ``own("# {{ plan.titel }}", {"sti.yaml": item()}, "html")``."""

    def make(
        template: str,
        files: dict[str, str] | None = None,
        kind: str = "md",
        *,
        valg: Valg = EVERYTHING,
        plan: str = PLAN_YAML,
    ) -> str:
        folder = plan_folder({REPORT: template, **(files if files is not None else {"sti.yaml": item()})}, plan=plan)
        return str(publish.finished(sound(folder), valg, "prøve", kind).content)

    return make


# --- in every format ----------------------------------------------------------------------------------------------

TEMPLATE = """\
# Overblik: {{ plan.titel }}

{% for punkt in punkter %}
## {{ punkt.overskrift }}

*Beløb for {{ punkt.kode }}*

| Tovholder | Antal |{% for hvert in år %} {{ hvert }} |{% endfor %}

|---|---:|{% for _ in år %}---:|{% endfor %}

| {{ punkt.tovholder }} | 2 |{% for hvert in år %} {{ punkt.beløb_i(hvert) }} |{% endfor %}

{% endfor %}
> Vejledende tal.
"""
ITEM = {"kode": "R901 (B)", "beløb": "{2025: '-0,518', 2026: 0, 2028: ikke oplyst}"}


def test_one_template_comes_out_as_md_and_html(own: Own) -> None:
    files = {"sti.yaml": item(**ITEM)}
    assert own(TEMPLATE, files) == (
        "# Overblik: Udmøntningsplan 2025-2028\n\n## Ny cykelsti\n\n"
        f"*Beløb for R901 (B) (mio.{NBSP}kr.)*\n\n"
        "| Tovholder | Antal | 2025 | 2026 | 2027 | 2028 |\n| --- | ---: | ---: | ---: | ---: | ---: |\n"
        "| Arbejdsmarkedschefen | 2 | -0,518 | 0,000 |  | ikke oplyst |\n\n> Vejledende tal.\n"
    )
    page = Page(own(TEMPLATE, files, "html"))
    assert page.texts("h1") == ["Overblik: Udmøntningsplan 2025-2028"]
    assert page.texts("td") == ["2", "−0,518", "0,000", "", "ikke oplyst"]
    assert page.texts("caption") == [f"Beløb for R901 (B) (mio.{NBSP}kr.)"]
    assert page.texts("div", role="note") == ["Vejledende tal."]


def test_the_same_template_comes_out_as_word(plan_folder: PlanFolder) -> None:
    docx = pytest.importorskip("docx", reason="Word-dokumenter kræver udplan[dokumenter]")
    pytest.importorskip("docxtpl", reason="Word-dokumenter kræver udplan[dokumenter]")
    plan = sound(plan_folder({REPORT: TEMPLATE, "sti.yaml": item(**ITEM)}))
    content = publish.finished(plan, Valg(), "prøve", "docx").content
    assert isinstance(content, bytes)
    word = docx.Document(io.BytesIO(content))
    assert "Ny cykelsti" in [paragraph.text for paragraph in word.paragraphs]
    assert "−0,518" in [cell.text for cell in word.tables[0].rows[-1].cells]


def test_the_same_template_comes_out_as_pdf(plan_folder: PlanFolder) -> None:
    pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    pytest.importorskip("fontTools", reason="pdf kræver udplan[dokumenter]")
    pypdf = pytest.importorskip("pypdf", reason="pypdf læser pdf'en igen")
    plan = sound(plan_folder({REPORT: TEMPLATE, "sti.yaml": item(**ITEM)}))
    content = publish.finished(plan, Valg(), "prøve", "pdf").content
    assert isinstance(content, bytes)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert "Ny cykelsti" in text and "−0,518" in text


# --- where templates are found -------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the real plan in it."""
    shutil.copytree(REAL_PLAN, tmp_path / "plans" / "2025-2028")
    return tmp_path


def test_a_report_is_found_in_the_plan_s_folder_before_the_repository_s(repository: Path) -> None:
    write(repository, {"templates/rapporter/Månedsstatus.md.j2": "# Fra repositoriet\n"})
    ran = udplan("report", "maanedsstatus", cwd=repository)
    assert (ran.out, ran.err, ran.status) == ("# Fra repositoriet\n", "", 0)
    write(repository, {"plans/2025-2028/templates/rapporter/Månedsstatus.md.j2": "# Fra planen\n"})
    assert udplan("report", "Månedsstatus", cwd=repository).out == "# Fra planen\n"
    assert udplan("report", "Månedstatus", cwd=repository).err.endswith("Mente du Månedsstatus?\n")
    overview = udplan("report", "--oversigt", cwd=repository).out
    assert "Månedsstatus\n  Planens egen skabelon.\n  udplan report Månedsstatus -o maanedsstatus.html\n" in overview


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_named_on_a_mac_is_found(plan_folder: PlanFolder, form: str) -> None:
    def spelled(text: str) -> str:
        return unicodedata.normalize(form, text)  # type: ignore[arg-type]

    own = {
        spelled("templates/rapporter/årets gang.md.j2"): spelled('{% include "rapporter/fælles/båd.j2" %}'),
        spelled("templates/rapporter/fælles/båd.j2"): "# Både i år\n",
        "templates/rapporter/._årets gang.md.j2": "det, som en Mac lægger ved siden af",
    }
    plan = sound(plan_folder(own))
    assert [name for name in publish.available(plan) if name not in REPORTS] == ["årets gang"]
    assert publish.available(plan)["årets gang"].eksempel == 'udplan report "årets gang" -o aarets-gang.html'
    assert publish.finished(plan, Valg(), "årets gang", "md").content == "# Både i år\n"


def test_a_report_may_take_the_place_of_one_of_udplan_s(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"templates/rapporter/oekonomi.md.j2": "# Vores økonomi\n"}))
    assert list(publish.available(plan)) == list(REPORTS)
    assert publish.finished(plan, Valg(), "økonomi", "md").content == "# Vores økonomi\n"


def test_the_templates_of_the_formats_can_be_replaced(repository: Path) -> None:
    ours = "<title>{{ document.title }}</title>{% for part in parts %}{% if part.block is note %}{{ part.block.text }}"
    ours += "{% endif %}{% endfor %}"
    write(repository, {"templates/dokument.html.j2": "repositoriets", "templates/dokument.md.j2": "repositoriets md"})
    write(repository, {"plans/2025-2028/templates/dokument.html.j2": ours})
    shown = udplan("report", "plan", "--format", "html", cwd=repository).out
    assert shown.startswith("<title>Udmøntningsplan 2025-2028</title>")
    assert "Tidspunkterne er vejledende" in shown
    assert udplan("report", "--udvalg", "BUU", cwd=repository).out == "repositoriets md\n"
    write(repository, {"plans/2025-2028/templates/dokument.css": "b > i { color: red }"})
    (repository / "plans/2025-2028/templates/dokument.html.j2").unlink()
    (repository / "templates/dokument.html.j2").unlink()
    assert "b > i { color: red }" in udplan("report", "plan", "--format", "html", cwd=repository).out


# --- Markdown to blocks --------------------------------------------------------------------------------------------


def made(text: str, decimaler: int = 3) -> tuple[Block, ...]:
    return blocks(text, decimaler)


def test_headings_paragraphs_lists_and_quotations() -> None:
    assert made("# A *b*\n\nEt\nto  \ntre\n\n- a\n- b\n  c\n\n3. x\n4. y\n\n> note\n>\n> mere\n\n```\nkode\n```\n") == (
        Heading(1, "A b"),
        Prose("Et to\ntre"),
        Prose("- a\n- b c"),
        Prose("3. x\n4. y"),
        Note("note\n\nmere"),
        Prose("kode"),
    )


def test_nothing_written_in_a_list_or_a_quotation_is_lost() -> None:
    table = Table("Tabel", (Column("a"),), (Row(("1",)),))
    assert made("- et\n\n  to\n  - tre\n\n  | a |\n  |---|\n  | 1 |\n- fire\n") == (
        Prose("- et\n  to\n  - tre\n- fire"),
        table,
    )
    assert made("> # Vigtigt\n> | a |\n> |---|\n> | 1 |\n") == (Note("Vigtigt"), table)


def test_links_keep_their_address_and_html_is_text() -> None:
    text = "[sagen](https://example.dk/22) og <https://example.dk> og <a@example.dk> ![et billede](x.png) <b>nej</b>"
    assert made(text) == (
        Prose("sagen (https://example.dk/22) og https://example.dk og a@example.dk et billede <b>nej</b>"),
    )


def test_a_table_s_caption_is_the_italics_above_it_or_its_heading() -> None:
    table = "| a |\n|---|\n| b |\n"
    found = made(f"# Titel\n\n*Navnet*\n\n{table}\n## Under\n\n{table}\n*a* og *b*\n\n{table}")
    assert [block.caption for block in found if isinstance(block, Table)] == ["Navnet", "Under", "Under"]
    assert made("*Kun kursiv*\n") == (Prose("Kun kursiv"),)
    assert made(r"\*stjerner\*" + f"\n\n{table}")[0] == Prose("*stjerner*")


@pytest.mark.parametrize(
    ("written", "decimaler", "cell"),
    [
        ("-0,518", 3, Decimal("-0.518")),
        ("1.234,500", 3, Decimal("1234.500")),
        ("0,0005", 3, Decimal("0.0005")),
        ("371.000", 0, Decimal(371000)),
        ("14", 0, Decimal(14)),
        ("2025", 3, "2025"),
        ("2025", 0, "2025"),
        ("14", 3, "14"),
        ("1.234", 3, "1.234"),
        ("0,55%", 2, "0,55%"),
        ("1,5", 3, "1,5"),
        ("", 3, ""),
        ("ikke oplyst", 3, "ikke oplyst"),
    ],
)
def test_a_figure_prints_as_it_was_written(written: str, decimaler: int, cell: object) -> None:
    (table,) = made(f"| a | b |\n|---|---:|\n| x | {written} |\n", decimaler)
    assert isinstance(table, Table)
    assert table.rows[0].cells == ("x", cell)
    assert table.columns[1].kind is (Kind.AMOUNT if isinstance(cell, Decimal) else Kind.COUNT)
    assert made(f"| a | b |\n|---|---|\n| x | {written} |\n", decimaler)[0].rows[0].cells == ("x", written)  # type: ignore[union-attr]


# --- text is data -------------------------------------------------------------------------------------------------

EVERYWHERE = """\
# {{ plan.titel }}

## {{ punkter[0].overskrift }}

{{ punkter[0].kurs }}

- {{ punkter[0].kurs }}

> {{ punkter[0].kurs }}

*{{ punkter[0].kurs }}*

| {{ punkter[0].overskrift }} | To |
|---|---:|
| {{ punkter[0].kurs }} | {{ punkter[0].kurs }} |
"""


@pytest.mark.parametrize(
    "text", [*NASTY, "#set page()", "=HYPERLINK()", "a\u200fb omvendt", "-0,5 | x", "&#10;", "1. *"]
)
def test_text_of_a_plan_is_text_wherever_a_template_puts_it(plan_folder: PlanFolder, text: str) -> None:
    """What the formats show of a block's text is tested with the formats."""
    quoted = "'" + text.replace("'", "''") + "'"
    plan = sound(plan_folder({REPORT: EVERYWHERE, "sti.yaml": item(overskrift=quoted, kurs=quoted)}))
    table = Table(text, (Column(text), Column("To", Kind.COUNT)), (Row((text, text)),))
    assert publish.document(plan, Valg(), "prøve").blocks == (
        Heading(1, plan.grundlag.titel),
        *(Heading(2, text), Prose(text), Prose(f"- {text}"), Note(text), table),
    )


def test_a_long_text_keeps_its_paragraphs_lists_and_line_breaks(own: Own) -> None:
    kurs = '"Et\\nto\\n\\n- a\\n  b\\n- c\\n\\nTil sidst"'
    page = Page(own("# T\n\n{{ punkter[0].kurs }}\n\n| K |\n|---|\n| {{ punkter[0].kurs }} |\n",
                    {"sti.yaml": item(kurs=kurs)}, "html"))  # fmt: skip
    assert page.texts("p")[1:3] == ["Et\nto", "Til sidst"]
    assert page.texts("li")[-2:] == ["a\nb", "c"]
    assert page.texts("th", scope="row") == ["Et\nto\n- a\nb\n- c\nTil sidst"]


def test_every_kind_of_value_prints_in_danish(own: Own) -> None:
    fields = {
        "slut": "2025-01-21",
        "tovholder": "[Arbejdsmarkedschefen, Økonomichefen]",
        "sagsgang": "[{forum: AU, tid: november/december 2024}, KB]",
        "beløb": "{2025: '-0,5', 2026: ikke oplyst}",
        "kurs": "ikke oplyst",
    }
    template = "# T\n\n" + "\n\n".join(
        f"{{{{ punkter[0].{name} }}}}"
        for name in ("slut", "tovholder", "sagsgang", "trin[0].tid", "tværgående", "beløb", "kurs", "kode", "art")
    )
    assert own(template, {"sti.yaml": item(**fields)}).split("\n\n")[1:] == [
        r"21\. januar 2025",
        "Arbejdsmarkedschefen og Økonomichefen",
        "AU, KB",
        "november/december 2024",
        "nej",
        "2025: -0,500, 2026: ikke oplyst",
        "ikke oplyst",
        "drift\n",
    ]


# A tuple, so that each stands under its own name where one fails.
DETOURS = (
    '"%s"|format({0})',
    '"%s" % ({0},)',
    '"%(a)s"|format(a={0})',
    "{0}|string",
    '{0} ~ ""',
    '[{0}]|join(",")',
    '["", [{0}]]|join',
    "[{0}]|map('string')|first",
    "{0}|upper",
    "{0}|trim",
    "{0}|urlencode",
    '{{"a": {0}}}|urlencode',
    "{0}|e",
    "{0}|safe",
    '"a"|replace("a", {0})',
    '"a"|replace("a", new={0})',
    '["a", "b"]|join({0})',
    '"{{}}".format({0})',
    '"{{x}}".format_map({{"x": {0}}})',
    "{0}|pprint",
    "{0}|tojson",
    '{{"a": {0}}}|xmlattr',
    '{{"a": {0}}}|string',
)


@pytest.mark.parametrize("what", ["punkter[0]", "punkter", "summer", "namespace"])
@pytest.mark.parametrize("detour", DETOURS)
def test_nothing_is_printed_in_python_s_words_by_a_detour(own: Own, detour: str, what: str) -> None:
    with pytest.raises(TemplateError, match=r"prøve\.md\.j2:3: .*(kan ikke skrives som|må ikke bruges|findes ikke)"):
        own(f"# T\n\n{{{{ {detour.format(what)} }}}}\n")


def test_a_value_in_a_text_is_in_the_words_it_is_printed_with(own: Own) -> None:
    """Python's own word for an amount has a full stop for its comma: -0.518 mio. kr. would be another amount."""
    fields = {"slut": "2025-01-21", "beløb": "{2025: '-0,518', 2026: ikke oplyst}"}
    values: tuple[str, ...] = (
        "punkter[0].beløb_i(2025)",
        "punkter[0].beløb_i(2026)",
        "punkter[0].beløb_i(2027)",
        "punkter[0].slut",
    )
    values = (*values, "punkter[0].tværgående", "1.5", "år[0]", "[år[0], 0.5]", "punkter[0].art")
    ways = (
        '{0} ~ "."',
        '{0}|string ~ "."',
        '"%s."|format({0})',
        '"%s." % ({0},)',
        '[{0}]|join ~ "."',
        '{0}|trim ~ "."',
    )
    template = "# T\n\n" + "\n\n".join(f"{{{{ {way.format(value)} }}}}" for value in values for way in ways)
    said = own(template, {"sti.yaml": item(**fields)}).replace("\\", "").strip().split("\n\n")[1:]
    printed = ["-0,518.", "ikke oplyst.", ".", "21. januar 2025.", "nej.", "1,5.", "2025.", "2025 og 0,5.", "drift."]
    assert said == [words for words in printed for _ in ways]


def test_a_figure_is_still_one_for_whoever_says_how_it_is_written(own: Own) -> None:
    template = '# T\n\n{{ "%.1f %d %03d %s %%"|format(punkter[0].beløb_i(2025), 2.5, 7, 2.5) }}\n'
    assert own(template, {"sti.yaml": item(beløb="{2025: '-0,518'}")}).endswith("\n-0.5 2 007 2,5 %\n")


@pytest.mark.parametrize(("amount", "said"), [("Ufuldstændig", "-0,518 + ikke oplyst."), ("UDELADT", "udeladt.")])
def test_a_figure_that_lacks_something_is_never_put_in_as_a_whole_one(amount: str, said: str) -> None:
    figure = {"Ufuldstændig": Ufuldstændig(Decimal("-0.518"), 1), "UDELADT": UDELADT}[amount]
    words = _words("mio. kr.", 3, set())
    sandbox = Sandbox(words, words, undefined=Unknown, autoescape=True)
    for way in ('{{ x ~ "." }}', '{{ "%s."|format(x) }}', '{{ [x]|join ~ "." }}', '{{ x|string ~ "." }}'):
        assert sandbox.from_string(way).render(x=figure) == said, way
    with pytest.raises(TypeError):
        sandbox.from_string('{{ "%.1f"|format(x) }}').render(x=figure)


def test_an_address_is_made_of_names_and_their_values(own: Own) -> None:
    template = '# T\n\n{{ {"kode": "A&B", "beløb": 0.5}|urlencode }} {{ "a b"|urlencode }}\n'
    assert own(template).endswith("\nkode=A%26B\\&bel%C3%B8b=0%2C5 a%20b\n")


def test_escaped_text_stays_so_where_it_is_put_together(own: Own) -> None:
    template = '# T\n\n{% set fed %}**a**{% endset %}{{ fed ~ " < " ~ plan.titel }}\n'
    assert own(template, kind="html").count("a &lt; Udmøntningsplan") == 1


# --- mistakes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("# T\n\n{{ punkt }}\n", 3, "navnet »punkt« findes ikke"),
        ("# T\n\n{{ punkter[0].overskirft }}\n", 3, "»overskirft« findes ikke i et punkt. Mente du overskrift?"),
        ("# T\n\n{% for a in punkter %}\n", 3, "skabelonen kan ikke læses"),
        ("# T\n{% if %}\n", 2, "skabelonen kan ikke læses"),
        ("# T\n\n{{ 1 / 0 }}\n", 3, "der bliver divideret med nul"),
        ("# T\n\n{{ punkter[0] }}\n", 3, "et punkt kan ikke skrives som tekst. Skriv et af dens felter"),
        ("# T\n\n{{ summer }}\n", 3, "en funktion kan ikke skrives som tekst"),
        ("# T\n\n{{ plan.model_dump() }}\n", 3, "»model_dump« må ikke bruges i en skabelon"),
        ("# T\n\n{{ punkter[0].belob }}\n", 3, "»belob« findes ikke i et punkt. Mente du beløb?"),
        ("# T\n\n{{ belob }}\n", 3, "navnet »belob« findes ikke. Mente du punkter[0].beløb?"),
        ("# T\n\n{{ aar }}\n", 3, "navnet »aar« findes ikke. Mente du år?"),
        ('# T\n\n{{ summer("udvlg").antal }}\n', 3, '»udvlg« kan der ikke lægges sammen pr. Skriv fx summer("udvalg")'),
        ("# T\n\n{{ summer().antal }}\n", 3, "summer tager en eller to ting"),
        ("Ingen overskrift\n", 1, "dokumentet skal begynde med sin overskrift, skrevet med ét #: # Titel"),
        ("", 1, "dokumentet skal begynde med sin overskrift"),
        ("\n\n## To\n", 3, "dokumentet skal begynde med sin overskrift"),
        ("# T\n\n## A\n\n#### B\n", 5, "overskriften »B« springer et niveau over. Skriv ###."),
        (
            "# T\n\n{% for p in punkter %}\n### {{ p.overskrift }}\n{% endfor %}",
            4,
            "»Ny cykelsti« springer et niveau over",
        ),
        ("# T\n\n# U\n", 3, "»U« er skrevet med ét #, men det er kun dokumentets titel. Skriv ##."),
        ("# T\n\n## {{ punkter[0].kode }}\n", 3, "overskriften efter ## er tom"),
        # what a template may not do
        ('# T\n{% include "../../plan.yaml" %}\n', 2, "skabelonen »../../plan.yaml« findes ikke"),
        ('# T\n{% include "/etc/passwd" %}\n', 2, "skabelonen »/etc/passwd« findes ikke"),
        ('# T\n{{ "".__class__.__mro__ }}\n', 2, "»__class__« må ikke bruges i en skabelon"),
        ("# T\n{{ summer.__globals__ }}\n", 2, "»__globals__« må ikke bruges i en skabelon"),
        ("# T\n{{ punkter[0].fil.read_text() }}\n", 2, "»read_text« findes ikke"),
        ("# T\n{{ punkter[0].fil.unlink() }}\n", 2, "»unlink« findes ikke"),
        ('# T\n{{ punkter[0].parse_file("/etc/passwd") }}\n', 2, "»parse_file« må ikke bruges i en skabelon"),
        (
            '# T\n{{ plan.parse_raw("{}".encode(), content_type="pickle", allow_pickle=True) }}\n',
            2,
            "»parse_raw« må ikke",
        ),
        ("# T\n{{ punkter[0].model_construct().id }}\n", 2, "»model_construct« må ikke bruges i en skabelon"),
        ("# T\n{{ punkter[0].slut.today() }}\n", 2, "»today« må ikke bruges i en skabelon"),
        ("# T\n{{ plan.fora.clear() }}\n", 2, "»clear« må ikke"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(own: Own, template: str, line: int, said: str) -> None:
    with pytest.raises(TemplateError, match=r"prøve\.md\.j2:[0-9]+: ") as told:
        own(template, {"sti.yaml": item(slut="2025-01-21")})
    assert f"{Path(REPORT).name}:{line}: " in str(told.value)
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_a_mistake_is_told_on_the_command_line(repository: Path) -> None:
    write(repository, {"templates/rapporter/prøve.md.j2": "# T\n\n{{ findes_ikke }}\n"})
    ran = udplan("report", "prøve", "-o", "x.html", cwd=repository)
    assert (ran.status, ran.out) == (2, "")
    assert "prøve.md.j2:3: navnet »findes_ikke« findes ikke" in ran.err.replace(os.sep, "/")
    assert not (repository / "x.html").exists()


def test_a_template_that_is_not_utf8_is_told(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({REPORT: "# Økonomi".encode("cp1252")}))
    with pytest.raises(TemplateError, match=r"prøve\.md\.j2: skabelonen er ikke gemt som UTF-8"):
        publish.document(plan, Valg(), "prøve")


# --- what is not public --------------------------------------------------------------------------------------------

HIDDEN = {
    "overskrift": "HEMMELIG",
    "kode": "HEMMELIG",
    "offentlig": "nej",
    "tovholder": "HEMMELIGCHEF",
    "tema": "[HEMMELIG]",
    "note": "HEMMELIG",
    "beløb": "{2025: '-0,5'}",
}


def secrets(plan_folder: PlanFolder) -> Plan:
    bilag = "bilag: [{titel: HEMMELIGT bilag, status: Lukket (§ 12)}, {titel: Åbent bilag}]\n"
    exceptions = "undtagelser: [{regel: ikke-oplyst, id: [hemmelig-sti], begrundelse: HEMMELIG}]\n"
    kontroltal = "kontroltal: [{navn: Alt, kilde: aftalen, hvor: {}, beløb: {2025: '1,5'}}]\n"
    return sound(
        plan_folder(
            {
                "hemmelig-sti.yaml": item(**HIDDEN),
                "hemmelig-pulje.yaml": item(**{**HIDDEN, "art": "pulje"}),
                "pulje.yaml": item(art="pulje", overskrift="Puljen", note="HEMMELIG"),
                "sti.yaml": item(note="HEMMELIG", afledt_af="hemmelig-sti", modpost="hemmelig-sti"),
                "vej.yaml": item(
                    overskrift="Vejen", finansieret_af="pulje", note="HEMMELIG", undtagelser="{x: HEMMELIG}"
                ),
                "skjult.yaml": item(**{**HIDDEN, "finansieret_af": "pulje"}),
            },
            plan=PLAN_YAML + bilag + exceptions + kontroltal,
        )
    )


def reachable(value: object) -> list[str]:
    """Every text that can be reached by the names of fields, as a template reaches them."""
    if isinstance(value, dict):
        return [text for pair in value.items() for each in pair for text in reachable(each)]
    if isinstance(value, tuple | list):
        return [text for each in value for text in reachable(each)]
    if not type(value).__module__.startswith("udplan") or isinstance(value, str):
        return [str(value)]
    properties = [
        name for name in dir(type(value)) if isinstance(getattr(type(value), name), property | cached_property)
    ]
    own = [getattr(value, name) for name in properties if not name.startswith(("_", "model_"))]
    return [text for each in [*getattr(value, "__dict__", {}).values(), *own] for text in reachable(each)]


def test_nothing_internal_can_be_reached_by_a_template(plan_folder: PlanFolder) -> None:
    plan = secrets(plan_folder)
    found = names(plan, Valg())
    summer = found["summer"]
    assert callable(summer)
    every = [summer(each) for each in ("udvalg", "art", "tovholder", "tema", "gruppe", "kode", "bevilling")]
    text = "\n".join([*reachable({**found, "summer": every}), repr({**found, "summer": every})])
    assert "HEMMELIG" not in text.upper()
    assert "Åbent bilag" in text
    assert "Puljen" in text
    assert str(plan.mappe) not in text


def test_sums_count_what_is_not_public_and_say_so(plan_folder: PlanFolder) -> None:
    template = """\
# T

{% for r in summer("tovholder").rækker %}
- {{ r.navn }}: {{ r.beløb[2025] }}
{% endfor %}
- i alt: {{ summer("udvalg").i_alt[0].beløb[2025] }}

{% for k in kontroltal %}
{{ k.navn }} {{ k.sum }} {{ k.resultat }} {{ k.rækker }}
{% endfor %}

{% for p in puljer %}
{{ p.indsats.overskrift }} {{ p.trukket[2025] }} {{ p.træk | map(attribute="id") | list }}
{% endfor %}
"""
    plan = secrets(plan_folder)
    write(plan.mappe, {REPORT: template})
    text = str(publish.finished(plan, Valg(art=Art.DRIFT), "prøve", "md").content)
    assert text.split("\n\n")[1:3] == [
        "- Arbejdsmarkedschefen: 2,000\n- ikke offentligt: udeladt\n- i alt: udeladt",
        "Alt 1,500 stemmer sti, vej og pulje",  # less the sum of drift it would be the hidden pool
    ]
    assert text.endswith(f"\n\n> {WHY.text}\n")
    text = str(publish.finished(plan, Valg(art=Art.PULJE), "prøve", "md").content)
    assert text.endswith(f"\n\nPuljen udeladt vej\n\n> {WHY.text}\n")


def test_an_internal_report_sees_it_all(own: Own) -> None:
    files = {"sti.yaml": item(note="kun os", offentlig="nej")}
    template = "# T\n\n{% for p in punkter %}\n{{ p.overskrift }}: {{ p.note }}\n{% endfor %}\n"
    assert own(template, files) == "# T\n"
    shown = own(template, files, valg=Valg(internt=True))
    assert "Ny cykelsti: kun os" in shown
    assert "> Internt dokument" in shown


# --- docs/skabeloner.md --------------------------------------------------------------------------------------------

PAGE = (Path(__file__).parent.parent / "docs" / "skabeloner.md").read_text(encoding="utf-8")


def test_the_names_are_told(real_plan: Plan) -> None:
    assert list(names(real_plan, Valg())) == list(NAMES)


@pytest.mark.parametrize(
    "thing", [each for each in WORDS if each not in (Indsats, Grundlag)], ids=lambda each: each.__name__
)
def test_every_field_of_what_is_calculated_is_told(thing: type) -> None:
    fields = {
        *getattr(thing, "__dataclass_fields__", ()),
        *(n for n, v in vars(thing).items() if isinstance(v, property)),
    }
    assert set(WORDS[thing]) == fields - UNUSED.get(thing, frozenset())


def test_the_page_s_example_runs(repository: Path) -> None:
    (example,) = re.findall(r"```jinja\n(.*?)```", PAGE, re.DOTALL)
    write(repository, {"templates/rapporter/status.md.j2": example})
    text = udplan("report", "status", "--udvalg", "AU", cwd=repository).out
    assert text.startswith("# Status: Udmøntningsplan 2025-2028\n")
    assert "| AU, drift | -0,718 | -1,350 | -1,613 | -1,875 |" in text
    html = udplan("report", "status", "--udvalg", "AU", "--format", "html", cwd=repository).out
    assert "−0,718" in Page(html).texts("td")


def test_the_full_item_prints_by_every_field(own: Own) -> None:
    fields = re.findall(r"^\| `punkt\.(\w+)` \|", PAGE, re.MULTILINE)
    assert {"overskrift", "beløb", "trin", "tovholdere"} <= set(fields)
    assert "note" not in fields
    template = "# T\n" + "".join(f"{{% if punkter[0].{name} is defined %}}{name} {{% endif %}}" for name in fields)
    text = own(template, {"sti.yaml": FULL_ITEM.replace("offentlig: nej\n", "").replace("afledt_af: halvej\n", "")})
    assert text.split()[2:] == [name.replace("_", r"\_") for name in fields]
