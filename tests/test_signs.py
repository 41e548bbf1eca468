"""What a plus means: said by every table where it is not the usual, and never two meanings in one column."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.command_line import udplan
from tests.documents import OF_ONE_STATE
from tests.plans import FULL_ITEM, PLAN_YAML, PlanFolder, item, only_item, sound, write
from tests.test_formats import Page
from udplan.documents.blocks import Bars, Form, Kind, Table
from udplan.documents.formats import render
from udplan.documents.reports import report
from udplan.figures.export import rows, turned
from udplan.figures.select import resolve
from udplan.publish import document as publish

TURNED = PLAN_YAML.replace("enhed: mio. kr.", "enhed: mio. kr.\nfortegn: besparelse positiv")
REFUSED = (
    "Fejl: Planerne har ikke samme fortegn (besparelse positiv og udgift positiv). "
    'Vælg et at vise dem med, fx --fortegn "udgift positiv".\n'
)
PLUS = "plus er en besparelse eller en indtægt"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """The same saving and the same cost in two plans, each in its own sign."""
    files = {"a.yaml": ("A", "-5"), "b.yaml": ("B", "2")}
    for name, plan, sign in (("en", PLAN_YAML, ""), ("to", TURNED, "-")):
        texts = {
            file: item(overskrift=title, kode=title, beløb=f"{{2025: {f'{sign}{amount}'.replace('--', '')}}}")
            for file, (title, amount) in files.items()
        }
        write(tmp_path / "plans" / name, {"plan.yaml": plan, **texts})
    return tmp_path


BOTH = ("--plan", "en", "--plan", "to")


@pytest.mark.parametrize("words", [("sum",), ("sum", "--format", "csv"), ("eksport",), ("eksport", "--format", "json")])
def test_plans_of_different_signs_are_not_put_in_one_column(two: Path, words: tuple[str, ...]) -> None:
    ran = udplan(*words, *BOTH, cwd=two)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(REFUSED)


@pytest.mark.parametrize(("fortegn", "amount"), [("udgift positiv", "-3"), ("BESPARELSE POSITIV", "3")])
def test_they_are_turned_to_the_sign_that_is_asked_for(two: Path, fortegn: str, amount: str) -> None:
    ran = udplan("sum", *BOTH, "--fortegn", fortegn, "--brutto", "--format", "json", cwd=two)
    assert [[row["beløb"]["2025"] for row in plan["i_alt"]] for plan in json.loads(ran.out)] == [[amount], [amount]]
    (first, second) = (plan["i_alt"][0] for plan in json.loads(ran.out))
    assert (first["udgifter"], first["besparelser"]) == (second["udgifter"], second["besparelser"])
    shown = udplan("sum", *BOTH, "--fortegn", fortegn, cwd=two).out
    assert shown.count(PLUS) == (0 if fortegn == "udgift positiv" else 2)


def test_an_export_says_the_sign_and_turns_every_amount(two: Path) -> None:
    alone = json.loads(udplan("eksport", "--plan", "to", "--format", "json", cwd=two).out)
    assert {(row["id"], row["beløb"], row["fortegn"]) for row in alone if row["år"] == 2025} == {
        ("a", "5", "besparelse positiv"),
        ("b", "-2", "besparelse positiv"),
    }
    text = udplan("eksport", *BOTH, "--fortegn", "udgift positiv", cwd=two).out.removeprefix("\ufeff")
    found = [row for row in csv.DictReader(io.StringIO(text), delimiter=";") if row["år"] == "2025"]
    assert [(row["id"], row["beløb"], row["fortegn"]) for row in found] == [
        ("a", "-5", "udgift positiv"),
        ("b", "2", "udgift positiv"),
    ] * 2


@pytest.mark.parametrize("words", [("list",), ("sum",), ("sum", "--kontroltal"), ("sammenlign", "to", "to")])
def test_every_row_for_another_program_says_its_unit_and_sign(two: Path, words: tuple[str, ...]) -> None:
    plan = two / "plans" / "to" / "plan.yaml"
    plan.write_text(
        f"{TURNED}kontroltal:\n  - {{navn: Alt, kilde: aftalen, hvor: {{}}, beløb: {{2025: 3}}}}\n", encoding="utf-8"
    )
    of = () if words[0] == "sammenlign" else ("--plan", "to")
    text = udplan(*words, *of, "--format", "csv", cwd=two).out.removeprefix("\ufeff")
    head, *lines = csv.reader(io.StringIO(text), delimiter=";")
    assert head[-2:] == ["enhed", "fortegn"]
    assert {tuple(line[-2:]) for line in lines} == {("mio. kr.", "besparelse positiv")}
    data = json.loads(udplan(*words, *of, "--format", "json", cwd=two).out)
    told = {(row["enhed"], row["fortegn"]) for row in (data if isinstance(data, list) else [data])}
    assert told == {("mio. kr.", "besparelse positiv")}


def test_a_sum_that_is_turned_and_moved_says_what_it_is_now(two: Path) -> None:
    asked = ("--plan", "to", "--fortegn", "udgift positiv", "--enhed", "kr.")
    data = json.loads(udplan("sum", *asked, "--format", "json", cwd=two).out)
    assert (data["enhed"], data["fortegn"]) == ("kr.", "udgift positiv")
    assert udplan("sum", *asked, "--format", "csv", cwd=two).out.count(";kr.;udgift positiv\r\n") == 2


def test_all_amounts_of_an_item_are_turned_and_rates_are_not(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": FULL_ITEM.replace("2028: ikke oplyst", "2028:")})
    plan, one = sound(folder), only_item(folder)
    other = turned(one)
    assert [other.beløb_i(år) for år in (2025, 2026, 2027, 2028)] == [Decimal("0.518"), None, Decimal(0), None]
    assert str(other.beløb_i(2027)) == "0"  # zero has no sign
    assert (other.anvendt, other.procent_af) == ({2025: Decimal("-0.5")}, {2025: Decimal(-100)})
    assert [status.forventet for status in other.status] == [{2025: Decimal("0.4")}]
    assert [move.beløb for move in other.flytning] == [Decimal("-0.5")]
    assert other.procent == one.procent
    assert turned(other) == one
    assert list(rows(plan, plan.grundlag.fortegn)) == list(rows(plan))


def test_an_unknown_sign_is_refused_with_the_two_there_are() -> None:
    ran = udplan("sum", "--fortegn", "minus")
    assert (ran.status, ran.err) == (
        2,
        "Fejl: Fortegnet »minus« findes ikke. Skriv udgift positiv eller besparelse positiv.\n",
    )


def test_control_totals_of_different_signs_are_shown_one_plan_at_a_time(two: Path) -> None:
    ran = udplan("sum", "--kontroltal", *BOTH, cwd=two)
    assert ran.status == 2
    assert ran.err.endswith(
        "Fejl: Planerne har ikke samme fortegn (besparelse positiv og udgift positiv). "
        "Vis deres kontroltal hver for sig, med én --plan.\n"
    )


# --- every table says what plus means -------------------------------------------------------------------------------

ITEMS = {
    "a.yaml": item(overskrift="A", beløb="{2025: 5}"),
    "b.yaml": item(overskrift="B", art="anlæg", kode="1", beløb="{2025: 2, 2026: ikke oplyst}"),
    "c.yaml": item(overskrift="C", art="pulje", beløb="{2025: -2}"),
}
TOTALS = "kontroltal:\n  - {navn: Hele, kilde: aftalen, hvor: {}, beløb: {2025: 5}}\n"
OWN = """\
# Egen

*Beløb*

| Punkt | 2025 |
|---|---:|
{% for punkt in punkter %}
| {{ punkt.overskrift }} | {{ punkt.beløb_i(2025) }} |
{% endfor %}
"""


@pytest.mark.parametrize(
    "words", [["list"], ["sum"], ["sum", "--pr", "art", "--brutto"], ["sum", "--kontroltal"], ["sammenlign"]]
)
def test_every_table_on_the_screen_says_what_plus_means(plan_folder: PlanFolder, words: list[str]) -> None:
    for plan, said in ((TURNED, 1), (PLAN_YAML, 0)):
        folder = str(plan_folder(ITEMS, plan=plan + TOTALS))
        shown = udplan(*words, *([folder, folder] if words == ["sammenlign"] else ["--plan", folder])).out
        assert shown.count(f"mio. kr.; {PLUS}") == said
        assert "mio. kr." in shown


@pytest.mark.parametrize("name", OF_ONE_STATE)
def test_every_table_of_every_document_says_what_plus_means(plan_folder: PlanFolder, name: str) -> None:
    plan = sound(plan_folder(ITEMS, plan=TURNED + TOTALS))
    document = report(name)(plan, resolve(plan, udvalg="AU" if name in ("udvalg", "arbejdsplan") else None))
    of_amounts = [
        block
        for block in document.blocks
        if isinstance(block, Table | Form) and any(column.kind is Kind.AMOUNT for column in block.columns)
    ]
    captions = re.findall(r"^\*.*\(mio\.\u00a0kr\..*\)\*$", render(document, "md"), re.MULTILINE)
    assert len(captions) >= len(of_amounts)
    assert all(caption.endswith(f"(mio.\u00a0kr.; {PLUS})*") for caption in captions)
    shown = Page(render(document, "html")).texts("caption")
    assert all(f"(mio.\u00a0kr.; {PLUS})" in caption for caption in shown if "mio." in caption)
    for block in document.blocks:
        assert not isinstance(block, Bars) or re.search("plus er en (besparelse|indtægt)", block.text)
    usual = sound(plan_folder(ITEMS, plan=PLAN_YAML + TOTALS))
    assert PLUS not in render(report(name)(usual, resolve(usual, udvalg="AU")), "md")


def test_word_and_pdf_and_own_reports_say_it_too(plan_folder: PlanFolder) -> None:
    pytest.importorskip("docx")
    pytest.importorskip("typst")
    import docx

    from udplan.documents.formats.pdf.data import typst_data

    plan = sound(plan_folder({**ITEMS, "templates/rapporter/egen.md.j2": OWN}, plan=TURNED))
    document = report("økonomi")(plan, resolve(plan))
    word = docx.Document(io.BytesIO(render(document, "docx")))
    captions = [paragraph.text for paragraph in word.paragraphs if paragraph.text.startswith("Beløb pr. udvalg og")]
    assert captions == [f"Beløb pr. udvalg og bevilling (mio.\u00a0kr.; {PLUS})"]
    assert f"Beløb pr. udvalg og bevilling (mio.\u00a0kr.; {PLUS})" in typst_data(document)
    own = str(publish.finished(plan, resolve(plan), "egen", "md").content)
    assert f"*Beløb (mio.\u00a0kr.; {PLUS})*" in own
