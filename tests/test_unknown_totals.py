"""A total that lacks what nobody knows says so where it stands: on the screen, in every document and for own templates."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import udplan
from tests.examples import few
from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, sound, write
from tests.test_formats import Page
from udplan.documents.blocks import Bars, Document, Form, Table, rows_of
from udplan.documents.formats import render
from udplan.documents.reports import REPORTS, report
from udplan.figures.printed import as_csv
from udplan.figures.rows import sum_rows
from udplan.figures.screen import sum_table
from udplan.figures.select import Valg, resolve
from udplan.figures.sums import add_up, in_sign, in_unit, summed
from udplan.model.plan import Plan
from udplan.publish import document as publish
from udplan.values.amounts import amount_text, format_amount, stated
from udplan.values.totals import MANGLER, Ufuldstændig, is_known
from udplan.values.unknown import IKKE_OPLYST

YEARS = (2025, 2026, 2027, 2028)


def amounts(*years: str) -> str:
    return "".join(f"\n  {year}: {text}" for year, text in zip(YEARS, years, strict=False))


#: One item of each kind with a year that is unknown, beside one of its kind that is known.
FILES = {
    "drift-a.yaml": item(overskrift="Drift A", beløb=amounts("1", "2", "", "")),
    "drift-b.yaml": item(overskrift="Drift B", beløb=amounts("4", "ikke oplyst", "ikke oplyst", "")),
    "raaderum-a.yaml": item(overskrift="Råderum A", art="råderum", kode="R1", beløb=amounts("-8", "-8")),
    "raaderum-b.yaml": item(overskrift="Råderum B", art="råderum", kode="R2", beløb=amounts("ikke oplyst", "-8")),
    "anlaeg-a.yaml": item(overskrift="Anlæg A", art="anlæg", udvalg="BUU", kode="1", beløb=amounts("16", "16")),
    "anlaeg-b.yaml": item(overskrift="Anlæg B", art="anlæg", udvalg="BUU", kode="2", beløb="ikke oplyst"),
    "hensigt-a.yaml": hensigt(overskrift="Hensigt A", bevilling="drift", beløb=amounts("32")),
    "hensigt-b.yaml": hensigt(overskrift="Hensigt B", bevilling="drift", beløb=amounts("ikke oplyst")),
    "pulje-a.yaml": item(overskrift="Pulje A", art="pulje", bevilling="drift", beløb=amounts("64"), anvendt="1"),
    "pulje-b.yaml": item(
        overskrift="Pulje B", art="pulje", bevilling="drift", beløb=amounts("ikke oplyst"), anvendt="1"
    ),
    "traek.yaml": item(overskrift="Træk", udvalg="ØK", finansieret_af="pulje-c", beløb=amounts("128", "ikke oplyst")),
    "pulje-c.yaml": item(overskrift="Pulje C", art="pulje", udvalg="ØK", bevilling="drift", beløb=amounts("256")),
    "uplaceret.yaml": item(overskrift="Uplaceret", art="ikke oplyst", beløb="ikke oplyst"),
}
TOTALS = """\
kontroltal:
  - {navn: AU, kilde: aftalen, hvor: {udvalg: AU, art: drift}, beløb: {2025: 5, 2026: 2}, i_alt: 7}
"""
TEMPLATE = """\
# Egne summer

| Udvalg |{% for hvert in år %} {{ hvert }} |{% endfor %}

|---|{% for _ in år %}---:|{% endfor %}

{% for række in summer("udvalg").i_alt %}
| {{ række.bevilling }} |{% for hvert in år %} {{ række.beløb[hvert] }} |{% endfor %}

{% endfor %}
{% for pulje in puljer %}
| {{ pulje.indsats.overskrift }} | {{ pulje.beløb[2025] }} | {{ pulje.anvendt[2025] }} | {{ pulje.rest[2025] }} | |
{% endfor %}
"""


@pytest.fixture
def plan(plan_folder: PlanFolder) -> Plan:
    return sound(plan_folder({**FILES, "templates/rapporter/egne.md.j2": TEMPLATE}, plan=PLAN_YAML + TOTALS))


def marked(text: str) -> set[str]:
    """The totals in a text that say that they lack something, with the minus of a keyboard."""
    return {
        f"{figure} + ikke oplyst"
        for figure in re.findall(
            r"(-?[0-9.]+,[0-9]+)(?: mio. kr.)? \+ ikke oplyst", text.replace("−", "-").replace("\u00a0", " ")
        )
    }


# --- the one place ------------------------------------------------------------------------------------------------


def test_a_sum_says_what_it_lacks() -> None:
    one, two = Decimal("1.5"), Decimal("2")
    assert (summed([]), summed([None, None]), summed([one, None, two])) == (None, None, Decimal("3.5"))
    assert summed([None, IKKE_OPLYST]) is IKKE_OPLYST
    partial = summed([one, IKKE_OPLYST, None, two, IKKE_OPLYST])
    assert isinstance(partial, Ufuldstændig)
    assert (partial, partial.mangler, format_amount(partial)) == (Decimal("3.5"), 2, f"3,500{MANGLER}")
    more = summed([partial, one, IKKE_OPLYST])
    assert isinstance(more, Ufuldstændig)
    assert (more, more.mangler) == (Decimal(5), 3)
    assert [is_known(amount) for amount in (one, None, IKKE_OPLYST, partial)] == [True, True, False, False]


def test_a_mark_outlives_another_unit_and_another_sign(plan: Plan) -> None:
    found = add_up(plan, plan.indsatser, samlet=True)
    (row,) = in_unit(in_sign(found, "besparelse positiv"), "kr.").i_alt
    assert [format_amount(amount, 0) for amount in stated(row.beløb.values())] == [
        f"-493.000.000{MANGLER}",
        f"-2.000.000{MANGLER}",
    ]
    assert (row.beløb[2027], row.beløb[2028]) == (IKKE_OPLYST, IKKE_OPLYST)


# --- the screen, json and csv ---------------------------------------------------------------------------------------


def test_a_sum_on_the_screen_has_its_mark_and_says_what_it_is(plan: Plan) -> None:
    shown = udplan("sum", "--plan", str(plan.mappe)).out
    of_au = next(line for line in shown.splitlines() if line.startswith(" AU") and "drift" in line)
    assert re.split(r"\s{2,}", of_au.strip()) == ["AU", "drift", "6", "1", "61,000 + ?", "-14,000 + ?", "?"]
    assert "mio. kr.; ? er ikke oplyst" in shown


def test_json_and_csv_keep_the_figure_by_itself_with_the_count_beside_it(plan: Plan) -> None:
    (row,) = (
        row
        for row in json.loads(udplan("sum", "--plan", str(plan.mappe), "--format", "json").out)["rækker"]
        if (row["navn"], row["bevilling"]) == ("AU", "drift")
    )
    assert row["beløb"] == {"2025": "61", "2026": "-14", "2027": None, "2028": None}
    assert row["ikke_oplyst"] == {"2025": 2, "2026": 1, "2027": 1, "2028": 0}
    text = udplan("sum", "--plan", str(plan.mappe), "--format", "csv").out
    (line,) = (line for line in text.split("\r\n") if line.startswith("AU;drift;"))
    assert line == "AU;drift;6;61;-14;;;0;2;5;6;2;1;1;0;;;;;mio. kr.;udgift positiv"


def test_what_is_not_known_may_be_a_cost_or_a_saving_so_both_say_that_they_lack_it(plan_folder: PlanFolder) -> None:
    files = {
        "a.yaml": item(overskrift="A", beløb=amounts("1,5", "2", "", "4")),
        "b.yaml": item(overskrift="B", beløb=amounts("ikke oplyst", "-1", "ikke oplyst", "")),
    }
    own = '# Egne\n\n{% set r = summer("udvalg").i_alt[0] %}\n{{ r.udgifter[2025] }} og {{ r.besparelser[2025] }}.\n'
    plan = sound(plan_folder({**files, "templates/rapporter/egne.md.j2": own}))
    (row,) = add_up(plan, plan.indsatser).i_alt

    def told(amount: object) -> str:
        return "" if amount is None else format_amount(amount) if isinstance(amount, Decimal) else str(amount)

    assert [told(row.udgifter[år]) for år in YEARS] == [f"1,500{MANGLER}", "2,000", "ikke oplyst", "4,000"]
    assert [told(row.besparelser[år]) for år in YEARS] == ["ikke oplyst", "-1,000", "ikke oplyst", ""]
    shown = udplan("sum", "--brutto", "--plan", str(plan.mappe)).out
    assert re.search(r"  heraf udgifter +1,500 \+ \? +2,000 +\? +4,000\n", shown)
    assert re.search(r"  heraf besparelser +\? +-1,000 +\?\n", shown)
    data = json.loads(udplan("sum", "--brutto", "--plan", str(plan.mappe), "--format", "json").out)["i_alt"][0]
    assert data["udgifter"] == {"2025": "1.5", "2026": "2", "2027": None, "2028": "4"}
    assert data["besparelser"] == {"2025": None, "2026": "-1", "2027": None, "2028": None}
    text = render(report("økonomi")(plan, resolve(plan)), "md")
    assert "| 2025 | drift | 1,500 + ikke oplyst | ikke oplyst | 1,500 + ikke oplyst |" in text
    assert "| 2027 | drift | ikke oplyst | ikke oplyst | ikke oplyst |" in text
    assert "- 2025, udgifter: 1,500 mio. kr. + ikke oplyst" in text.replace("\u00a0", " ")
    ran = udplan("report", "egne", "--plan", str(plan.mappe))
    assert "1,500 + ikke oplyst og ikke oplyst." in ran.out.replace("\u00a0", " "), ran.err


# --- documents ------------------------------------------------------------------------------------------------------


def figures(document: Document) -> Iterator[object]:
    """Every cell and bar of a document."""
    for block in document.blocks:
        if isinstance(block, Table | Form):
            yield from (cell for row in rows_of(block) for cell in row)
        elif isinstance(block, Bars):
            yield from (bar.value for bar in block.bars)


def made(plan: Plan, name: str) -> Document:
    return report(name)(plan, resolve(plan, udvalg="AU" if name == "udvalg" else None))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "plan",
            {"69,000", "2,000", "-8,000", "445,000", "-14,000", "16,000", "32,000", "7,000", "61,000", "477,000"},
        ),
        ("udvalg", {"69,000", "2,000", "-8,000", "61,000", "-14,000"}),
        ("sag", {"477,000", "-14,000", "16,000"}),
        (
            "økonomi",
            {"61,000", "-14,000", "16,000", "32,000", "477,000", "2,000", "7,000", "485,000", "-8,000", "-16,000"},
        ),
        ("puljer", {"320,000", "191,000"}),
        ("strategi", {"320,000", "191,000"}),
    ],
)
def test_every_total_that_lacks_something_says_so_in_every_format(plan: Plan, name: str, wanted: set[str]) -> None:
    pytest.importorskip("docx")
    pytest.importorskip("typst")
    import docx

    from udplan.documents.formats.pdf.data import typst_data

    document = made(plan, name)
    lacking = {f"{figure} + ikke oplyst" for figure in wanted}
    assert {
        format_amount(value).replace("\u00a0", " ") for value in figures(document) if isinstance(value, Ufuldstændig)
    } == lacking
    assert marked(render(document, "md")) == lacking
    html = render(document, "html")
    assert '<span class="mangler">+ ikke oplyst</span>' in html  # on a line of its own: beside it there is no room
    page = Page(html)
    assert marked(" | ".join((*page.texts("td"), *page.texts("dd")))) == lacking
    word = docx.Document(io.BytesIO(render(document, "docx")))
    assert marked(" | ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)) == lacking
    assert marked(typst_data(document)) == lacking


def test_the_reports_without_totals_are_those_that_are_not_tested_here() -> None:
    assert set(REPORTS) == {
        *("plan", "udvalg", "sag", "økonomi", "puljer", "strategi"),
        *("direktion", "arbejdsplan", "årshjul", "tovholder", "opfølgning", "ændringer"),
    }


@pytest.mark.parametrize("name", ["plan", "udvalg", "sag", "økonomi"])
def test_a_total_with_a_pool_and_what_it_pays_for_says_so_beside_it(plan_folder: PlanFolder, name: str) -> None:
    """``Træk`` (128 in 2025) is paid by ``Pulje C`` (256), and both are in the total; in 2026 the pool holds nothing."""
    of_au = {
        **FILES,
        "traek.yaml": FILES["traek.yaml"].replace("ØK", "AU"),
        "pulje-c.yaml": FILES["pulje-c.yaml"].replace("ØK", "AU"),
    }
    text = render(made(sound(plan_folder(of_au)), name), "md").replace("\u00a0", " ")
    said = "*Heraf betalt af puljer, der selv er talt med i summerne (mio. kr.)*"
    assert said in text
    for told in text.split(said)[1:]:
        assert told.startswith(
            "\n\n| Bevilling | 2025 | 2026 | 2027 | 2028 |\n| --- | ---: | ---: | ---: | ---: |\n| drift | 128,000 |  |  |  |\n\n"
        )


@pytest.mark.parametrize("name", ["puljer", "strategi"])
def test_sums_of_pools_alone_count_nothing_twice(plan: Plan, name: str) -> None:
    assert "der selv er talt med" not in render(made(plan, name), "md")


def test_what_is_paid_by_a_pool_is_counted_twice_only_where_both_are_in_the_sum(plan_folder: PlanFolder) -> None:
    pool = item(overskrift="Pulje", art="pulje", udvalg="ØK", bevilling="drift", beløb=amounts("9", "9", "0", ""))
    drift = item(overskrift="A", finansieret_af="pulje", beløb=amounts("1", "ikke oplyst", "1", "1"))
    anlæg = item(overskrift="B", art="anlæg", finansieret_af="pulje", beløb=amounts("2"))
    plan = sound(plan_folder({"pulje.yaml": pool, "a.yaml": drift, "b.yaml": anlæg}))
    found = add_up(plan, plan.indsatser)
    assert [row.betalt_af_puljer for row in found.rækker] == [dict.fromkeys(YEARS)] * 3
    of_drift, of_anlæg = found.i_alt
    assert of_drift.betalt_af_puljer == {2025: Decimal(1), 2026: IKKE_OPLYST, 2027: None, 2028: None}
    assert of_anlæg.betalt_af_puljer == dict.fromkeys(YEARS)
    (whole,) = in_unit(in_sign(add_up(plan, plan.indsatser, samlet=True), "besparelse positiv"), "kr.").i_alt
    assert whole.betalt_af_puljer[2025] == -3_000_000
    shown = udplan("sum", "--plan", str(plan.mappe)).out
    assert re.findall(r"^ .*heraf betalt af puljer, der selv er talt med .*$", shown, re.MULTILINE) == [
        line for line in shown.splitlines() if re.search(r"talt med +1,000 +\?$", line)
    ]
    assert shown.index("i alt") < shown.index("heraf betalt")
    data = json.loads(udplan("sum", "--plan", str(plan.mappe), "--format", "json").out)
    assert data["i_alt"][0]["betalt_af_puljer"] == {"2025": "1", "2026": None, "2027": None, "2028": None}


def test_a_pool_that_is_not_public_tells_no_document_what_it_pays_for(plan_folder: PlanFolder) -> None:
    pool = item(overskrift="Pulje", art="pulje", bevilling="drift", beløb=amounts("9"), offentlig="nej")
    plan = sound(plan_folder({"pulje.yaml": pool, "a.yaml": item(finansieret_af="pulje", beløb=amounts("1"))}))
    for navn in ("plan", "sag", "økonomi"):
        for internt in (False, True):
            text = str(publish.finished(plan, Valg(internt=internt), navn, "md").content)
            assert ("der selv er talt med" in text) is internt, navn
    assert "heraf betalt af puljer" in udplan("sum", "--plan", str(plan.mappe)).out


def test_a_stated_total_of_both_pools_and_what_they_pay_for_says_so(plan_folder: PlanFolder) -> None:
    pool = item(overskrift="Pulje", art="pulje", bevilling="drift", beløb=amounts("9", "9"))
    paid = item(overskrift="A", finansieret_af="pulje", beløb=amounts("1", ""))
    stated = """\
kontroltal:
  - {navn: Drift, kilde: aftalen, hvor: {bevilling: drift}, beløb: {2025: 10}}
  - {navn: Puljer, kilde: aftalen, hvor: {art: pulje}, beløb: {2025: 9}}
  - {navn: Drift senere, kilde: aftalen, hvor: {bevilling: drift}, beløb: {2026: 9}}
"""
    plan = sound(plan_folder({"pulje.yaml": pool, "a.yaml": paid}, plan=PLAN_YAML + stated))
    said = "puljer og de punkter, de betaler, er talt med i Drift."
    assert f"> Både {said}\n" in render(made(plan, "økonomi"), "md")
    assert f"Bemærk: både {said}\n" in udplan("sum", "--kontroltal", "--plan", str(plan.mappe)).err


def test_what_is_agreed_and_expected_says_where_pools_are_counted_too(plan_folder: PlanFolder) -> None:
    status = "\n  - {dato: 2025-02-01, tekst: Går, forventet: {2025: '1', 2026: '1'}}"
    pool = item(overskrift="Pulje", art="pulje", bevilling="drift", beløb=amounts("9", ""), status=status)
    paid = item(overskrift="A", finansieret_af="pulje", beløb=amounts("1", "1"), status=status)
    plan = sound(plan_folder({"pulje.yaml": pool, "a.yaml": paid}))
    assert "> Både puljer og de punkter, de betaler, er talt med i 2025.\n" in render(made(plan, "opfølgning"), "md")


def test_a_total_of_which_nothing_is_known_says_so_and_one_of_nothing_is_blank(plan_folder: PlanFolder) -> None:
    folder = plan_folder(
        {"a.yaml": item(beløb=amounts("ikke oplyst", "", "ikke oplyst")), "b.yaml": item(beløb=amounts("", ""))}
    )
    plan = sound(folder)
    (row,) = add_up(plan, plan.indsatser).rækker
    assert list(row.beløb.values()) == [IKKE_OPLYST, None, IKKE_OPLYST, None]
    assert "| **I alt** | **ikke oplyst** |  | **ikke oplyst** |  |" in render(made(plan, "plan"), "md")
    assert "| drift | ikke oplyst |  | ikke oplyst |  |" in render(made(plan, "sag"), "md")
    assert "Drift: beløbene er ikke oplyst." in render(made(plan, "økonomi"), "md")
    shown = udplan("sum", "--plan", str(folder)).out
    assert re.search(r"^ i alt +drift +2 +2 +\? +\?$", shown, re.MULTILINE)


def test_what_is_missing_is_said_once_in_a_note_that_agrees_with_the_marks(plan: Plan) -> None:
    for name in ("økonomi", "sag"):
        text = render(made(plan, name), "md")
        assert text.count("Summerne omfatter ikke 2 punkter, hvis beløb endnu ikke er oplyst.") == 1
        assert text.count("Enkelte beløb er ikke oplyst") == 1
    (whole,) = add_up(plan, plan.indsatser, samlet=True).i_alt
    lacks = whole.beløb[2025]
    assert isinstance(lacks, Ufuldstændig)
    assert lacks.mangler == whole.ikke_oplyst[2025] == 2 + 3
    assert "2025 (3 beløb)" in text


def test_a_picture_of_costs_and_savings_says_which_years_lack_something(plan: Plan) -> None:
    said = [block.text for block in made(plan, "økonomi").blocks if isinstance(block, Bars)]
    assert (
        "Drift: udgifter og besparelser hver for sig. I 2025, 2026 og 2027 mangler beløb, der ikke er oplyst." in said
    )
    assert "Drift: summen pr. år; minus er en besparelse. Ingen beløb i 2028. Ikke oplyst i 2027." in said


def test_a_control_total_says_that_its_sum_lacks_something(plan: Plan) -> None:
    shown = udplan("sum", "--kontroltal", "--plan", str(plan.mappe)).out
    assert re.search(
        r"^ AU +2026 +stemmer med det, der er oplyst +aftalen +2 +2,000 \+ \? +0,000$", shown, re.MULTILINE
    )
    assert re.search(r"^ AU +2025 +stemmer +aftalen +5 +5,000 +0,000$", shown, re.MULTILINE)
    assert "| AU | i alt | 7 | 7,000 + ikke oplyst | 0,000 | stemmer med det, der er oplyst | aftalen |" in render(
        made(plan, "plan"), "md"
    )


@pytest.mark.parametrize("kind", ["md", "html"])
def test_sums_and_pools_of_own_templates_have_the_mark_too(plan: Plan, kind: str) -> None:
    text = str(publish.finished(plan, Valg(), "egne", kind).content)
    assert marked(re.sub("<[^>]+>", "", text)) >= {
        "477,000 + ikke oplyst",
        "-14,000 + ikke oplyst",
    }
    if kind == "md":
        assert "| Pulje B | ikke oplyst | 1,000 | ikke oplyst |" in text
        assert "| Pulje C | 256,000 | 128,000 | 128,000 |" in text


# --- random plans ---------------------------------------------------------------------------------------------------

AMOUNT = st.one_of(
    st.sampled_from(["", "ikke oplyst", "0"]),
    st.decimals(-1000, 1000, places=3).map(lambda value: amount_text(value)),
)


@given(st.lists(st.tuples(st.sampled_from(["ØK", "AU"]), AMOUNT, AMOUNT), min_size=1, max_size=6))
@few()
def test_what_is_seen_and_what_is_told_as_unknown_is_what_the_files_hold(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    texts = {
        f"i{n}.yaml": item(udvalg=udvalg, overskrift=f"Punkt {n}", beløb=amounts(f"'{first}'", f"'{second}'"))
        for n, (udvalg, first, second) in enumerate(rows)
    }
    write(folder, {"plan.yaml": PLAN_YAML, **texts})
    plan = sound(folder)
    found = add_up(plan, plan.indsatser)
    wanted = []
    for place in (1, 2):
        written = [row[place] for row in rows]
        figures = [Decimal(text.replace(",", ".")) for text in written if text not in ("", "ikke oplyst")]
        known = format_amount(sum(figures, Decimal(0))) if figures else None
        wanted.append((known, written.count("ikke oplyst")))
    # On the screen.
    total = sum_table(found, 3).rows[-1]
    assert [seen(total[place]) for place in (4, 5)] == [(known, bool(unknown)) for known, unknown in wanted]
    # As csv, with the count.
    head, *lines = csv.reader(io.StringIO(as_csv(sum_rows((*found.rækker, *found.i_alt)))), delimiter=";")
    last = dict(zip(head, lines[-1], strict=True))
    for year, (known, unknown) in zip(YEARS, wanted, strict=False):
        figure = last[str(year)]
        assert (format_amount(Decimal(figure.replace(",", "."))) if figure else None) == known
        assert last[f"ikke_oplyst_{year}"] == str(unknown)
    # In documents.
    document = made(plan, "økonomi")
    (line,) = re.findall(r"^\| \*\*I alt\*\* \|.*$", render(document, "md"), re.MULTILINE)
    cells = [cell.strip(" *") for cell in line.split("|")]
    assert [seen(cell) for cell in cells[4:6]] == [(known, bool(unknown)) for known, unknown in wanted]
    shown = Page(render(document, "html")).texts("td")
    place = max(n for n in range(len(shown)) if shown[n : n + 2] == ["drift", str(len(rows))])
    assert [seen(cell) for cell in shown[place + 2 : place + 4]] == [
        (known, bool(unknown)) for known, unknown in wanted
    ]


def seen(cell: str) -> tuple[str | None, bool]:
    """What a printed total says: its figure, and whether it lacks something."""
    text = cell.replace("\u00a0", " ").replace("−", "-").strip()
    if text in ("", "?", "ikke oplyst"):
        return None, bool(text)
    figure, plus, _ = text.partition(" + ")
    return figure, bool(plus)
