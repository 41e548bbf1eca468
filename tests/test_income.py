"""Income is no saving: minus on anlæg is a sale, and the words follow in every document and on every screen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import udplan
from tests.documents import OF_ONE_STATE
from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, sound
from udplan.documents.blocks import Bars, Note
from udplan.documents.formats import render
from udplan.documents.reports import report
from udplan.figures.select import Valg, resolve
from udplan.model.plan import Plan
from udplan.publish.document import finished

TURNED = PLAN_YAML + "fortegn: besparelse positiv\n"
CASES = Path(__file__).parent / "cases"
#: Title, art, amounts of two years, and what else the item says.
ITEMS: tuple[tuple[str, str, tuple[str, str], dict[str, str]], ...] = (
    ("Skole", "drift", ("5", "6"), {}),
    ("Rengøring", "råderum", ("-2", "-3"), {"kode": "R1"}),
    ("Grundsalg", "anlæg", ("-7", "-8"), {"kode": "1"}),
    ("Sti", "anlæg", ("4", "3"), {"kode": "2"}),
    ("Takst", "drift", ("-1", "-1,5"), {"indtægt": "ja"}),
    ("Bygning", "anlæg", ("-0,5", "-0,25"), {"indtægt": "nej", "kode": "3"}),
)


def amount(text: str, *, turn: bool) -> str:
    return text if not turn else text[1:] if text.startswith("-") else f"-{text}"


def entered(plan_folder: PlanFolder, *, turn: bool) -> Path:
    files = {
        f"{title.lower()}.yaml".replace("ø", "oe"): item(
            overskrift=title,
            art=art,
            beløb="".join(f"\n  {2025 + n}: '{amount(text, turn=turn)}'" for n, text in enumerate(amounts)),
            **more,
        )
        for title, art, amounts, more in ITEMS
    }
    return plan_folder(files, plan=TURNED if turn else PLAN_YAML)


def without_signs(text: str) -> str:
    """A text without its signs and what they mean, so that only the words and the sizes are left."""
    text = re.sub(r"[-−](?=[0-9])", "", text)
    text = re.sub(r"(?:; )?(?:minus|plus) er (?:en besparelse eller en indtægt|en besparelse|en indtægt)", "", text)
    return "\n".join(re.sub("[; ,]+", " ", line).strip(" -") for line in text.splitlines())


def said(plan: Plan, name: str) -> str:
    needs_one = name in ("udvalg", "arbejdsplan")
    page = render(report(name)(plan, resolve(plan, udvalg="AU" if needs_one else None)), "md")
    return without_signs(page.replace("(mio.\u00a0kr.; )", "(mio.\u00a0kr.)"))


@pytest.mark.parametrize("name", OF_ONE_STATE)
def test_the_same_amounts_in_the_other_sign_give_the_same_words_in_every_report(
    plan_folder: PlanFolder, name: str
) -> None:
    usual = said(sound(entered(plan_folder, turn=False)), name)
    turned = said(sound(entered(plan_folder, turn=True)), name)
    assert re.sub(r" ?\)", ")", turned) == re.sub(r" ?\)", ")", usual)


SCREENS = [["sum"], ["sum", "--brutto"], ["sum", "--pr", "art", "--brutto", "--samlet"], ["list"]]


@pytest.mark.parametrize("words", SCREENS, ids=" ".join)
def test_the_same_amounts_in_the_other_sign_give_the_same_words_on_every_screen(
    plan_folder: PlanFolder, words: list[str]
) -> None:
    def shown(*, turn: bool) -> list[str]:
        text = without_signs(udplan(*words, "--plan", str(entered(plan_folder, turn=turn))).out)
        return [re.sub(r"[\s─━]+", " ", line).strip() for line in text.splitlines()]

    assert shown(turn=True) == shown(turn=False)


@pytest.mark.parametrize("turn", [False, True])
def test_costs_savings_and_incomes_are_three_columns_where_all_three_are(plan_folder: PlanFolder, turn: bool) -> None:
    page = render(report("økonomi")(plan := sound(entered(plan_folder, turn=turn)), resolve(plan)), "md")
    assert "## Besparelser, indtægter og udgifter" in page
    assert "| År | Bevilling | Udgifter | Besparelser | Indtægter | I alt |" in page
    drift = ["5,000", "-2,000", "-1,000", "2,000"]
    anlæg = ["4,000", "-0,500", "-7,000", "-3,500"]
    for kind, figures in (("drift", drift), ("anlæg", anlæg)):
        written = [amount(figure, turn=turn) for figure in figures]
        assert f"| 2025 | {kind} | {' | '.join(written)} |" in page
    shown = udplan("sum", "--brutto", "--plan", str(plan.mappe)).out
    for part in ("udgifter", "besparelser", "indtægter"):
        assert f"heraf {part}" in shown
    (row,) = (
        row
        for row in json.loads(udplan("sum", "--brutto", "--format", "json", "--plan", str(plan.mappe)).out)["i_alt"]
        if row["bevilling"] == "anlæg"
    )
    assert row["indtægter"]["2025"] == amount("-7", turn=turn)


def test_the_pictures_of_a_kind_stand_on_one_scale(plan_folder: PlanFolder) -> None:
    plan = sound(entered(plan_folder, turn=False))
    scales = [block.scale for block in report("økonomi")(plan, resolve(plan)).blocks if isinstance(block, Bars)]
    # Drift is 2 and 1,5 in all, anlæg -3,5 and -5,25; then each part apart.
    assert [tuple(map(str, scale or ())) for scale in scales] == [("-5.25", "2"), ("-5.25", "2")] + [("-8", "6")] * 2


def test_a_trifle_beside_the_others_is_a_sentence(plan_folder: PlanFolder) -> None:
    files = {
        "a.yaml": item(beløb="{2025: 100, 2026: 100}"),
        "b.yaml": item(overskrift="Lille", art="anlæg", kode="1", beløb="{2025: '0,1', 2026: '0,1'}"),
    }
    plan = sound(plan_folder(files))
    blocks = report("økonomi")(plan, resolve(plan)).blocks
    assert not any(block.text.startswith("Anlæg") for block in blocks if isinstance(block, Bars))
    small = [block.text for block in blocks if isinstance(block, Note) and block.text.startswith("Anlæg")]
    assert all("Beløbene er for små ved siden af de andre" in text for text in small) and len(small) == 2


def hensigter() -> Iterator[tuple[str, str]]:
    yield "a.yaml", item()
    yield "b.yaml", hensigt(overskrift="Uden beløb")
    yield "c.yaml", hensigt(overskrift="Tomt beløb", beløb="\n  2025:")
    yield "d.yaml", hensigt(overskrift="Med beløb", beløb="{2025: 3}")
    yield "e.yaml", hensigt(overskrift="Ukendt beløb", beløb="ikke oplyst")


def test_a_hensigt_without_an_amount_is_no_row_of_a_budget(plan_folder: PlanFolder) -> None:
    folder = plan_folder(dict(hensigter()))
    data = json.loads(udplan("sum", "--plan", str(folder), "--format", "json").out)
    assert [(row["bevilling"], row["antal"]) for row in data["i_alt"]] == [("drift", 1), ("ikke oplyst", 2)]
    page = render(report("økonomi")(plan := sound(folder), resolve(plan)), "md")
    assert "2 hensigtserklæringer uden beløb er ikke med i tabellerne" in page
    assert "| **I alt** | **ikke oplyst** | **2** |" in page


def test_a_sum_of_hensigter_alone_says_why_it_is_empty(plan_folder: PlanFolder) -> None:
    ran = udplan("sum", "--plan", str(plan_folder({"b.yaml": hensigt()})))
    assert "De valgte punkter er hensigter uden beløb, så der er intet at lægge sammen." in ran.err


# --- the cases --------------------------------------------------------------------------------------------------------


def test_the_sales_of_a_real_table_of_building_projects_are_incomes() -> None:
    plan = sound(CASES / "b01-skanderborg-anlaegsstatus")
    page = render(report("økonomi")(plan, resolve(plan)), "md")
    assert "| 2015 | anlæg | 185,628 | -21,312 | 164,316 |" in page.replace("|  |", "|").replace("| | ", "| ")
    assert "indtægter" in page.lower()
    shown = udplan("sum", "--brutto", "--plan", str(plan.mappe)).out
    assert re.search(r"heraf indtægter +-21,312", shown) and "besparelser" not in shown


@pytest.mark.parametrize("written", ["145.005,60", "204.994,40", "350.000"])
def test_øre_keep_both_digits_wherever_they_are_printed(written: str) -> None:
    plan = sound(CASES / "b05-sermersooq-bevilling")
    for kind in ("md", "html"):
        assert written in render(report("puljer")(plan, resolve(plan)), kind)


def test_an_amount_keeps_the_precision_that_was_written_in_every_unit(plan_folder: PlanFolder) -> None:
    plan = PLAN_YAML.replace("mio. kr.", "1.000 kr.")
    folder = plan_folder({"a.yaml": item(beløb="{2025: '145.005,60'}")}, plan=plan)
    assert "145.005,60" in udplan("list", "--plan", str(folder)).out
    assert "145.005,60" in udplan("sum", "--plan", str(folder)).out
    assert "145.005,60" in render(report("plan")(sound(folder), resolve(sound(folder))), "md")
    # In another unit the point is moved, and no noughts come of it.
    assert re.search(r"145\.005\.600\s", udplan("sum", "--plan", str(folder), "--enhed", "kr.").out)
    assert re.search(r"145,0056\s", udplan("sum", "--plan", str(folder), "--enhed", "mio. kr.").out)


def test_where_hidden_items_alone_have_amounts_no_picture_is_called_too_small(plan_folder: PlanFolder) -> None:
    files = {
        "a.yaml": item(beløb="{2025: 100, 2026: 100}"),
        "b.yaml": item(overskrift="Vej", art="anlæg", kode="1", beløb="\n  2025:\n  2026:"),
        "c.yaml": item(overskrift="Salg", art="anlæg", kode="2", beløb="{2025: -5, 2026: -6}", offentlig="nej"),
    }
    plan = sound(plan_folder(files))
    page = str(finished(plan, Valg(), "økonomi", "md").content)
    assert "for små" not in page
    assert (
        "Anlæg: summen pr. år; minus er en indtægt. Ingen beløb i 2027, 2028. "
        "Ingen af de offentlige punkter har beløb her, så der er intet billede; se tabellen." in page
    )
    assert "| 2025 | anlæg |" not in page.partition("## Besparelser")[2]  # a row of nothing but »udeladt«
