"""``offentlig: nej`` keeps its secret: no hidden amount follows from what the public documents print together."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command_line import udplan
from tests.documents import OF_ONE_STATE
from tests.plans import PLAN_YAML, PlanFolder, item, sound, write
from udplan.documents.balance import balanced
from udplan.documents.blocks import Document, Form
from udplan.documents.disclosure import WHY
from udplan.documents.own.public import names
from udplan.figures.secrecy import Disclosure, Hidden, Secret, guarded, traced
from udplan.figures.select import UnknownChoice, Valg
from udplan.figures.sums import Pr, Summer
from udplan.model.indsats import Art
from udplan.model.plan import Plan
from udplan.publish import document as publish
from udplan.publish.disclosed import disclosure
from udplan.values.amounts import stated

YEARS = (2025, 2026)
PLAN = PLAN_YAML.replace("periode: 2025-2028", "periode: 2025-2026")
CHOICES = (Valg(), Valg(udvalg="AU"), Valg(udvalg="BUU"))
#: Selections whose documents are written in one go (``--alle``), beside those of the whole plan.
SELECTIONS = (Valg(), Valg(art=Art.DRIFT), Valg(art=Art.RÅDERUM), Valg(tværgående=True))
NUMBER = re.compile(r"[-−]?[0-9]+(?:\.[0-9]{3})*,[0-9]+")


def documents(plan: Plan, selected: Valg) -> Iterator[Document]:
    for navn in OF_ONE_STATE:
        for valg in CHOICES:
            try:
                yield publish.document(plan, replace(selected, udvalg=valg.udvalg), navn)
            except UnknownChoice:
                assert navn in ("udvalg", "arbejdsplan") and valg.udvalg is None


def figures(value: object) -> Iterator[Decimal]:
    """Every figure in the blocks of a document, those that stand in a text with them."""
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, str):
        for number in NUMBER.findall(value):
            yield Decimal(number.replace("−", "-").replace(".", "").replace(",", "."))
    elif isinstance(value, tuple):
        for inside in value:
            yield from figures(inside)
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures(getattr(value, field.name))


def of_a_template(plan: Plan, selected: Valg) -> Iterator[Decimal]:
    """Every sum that a template can ask for, in one document."""
    found = names(guarded(plan), selected, disclosure(guarded(plan), selected))
    summer = found["summer"]
    assert callable(summer)
    for pr in Pr:
        sums = summer(pr)
        assert isinstance(sums, Summer)
        for row in (*sums.rækker, *sums.i_alt):
            for by_year in (row.beløb, row.udgifter, row.besparelser):
                yield from stated(by_year.values())
    for control in found["kontroltal"]:  # type: ignore[attr-defined]
        yield from (control.oplyst, control.sum, control.forskel)
    for pool in found["puljer"]:  # type: ignore[attr-defined]
        for by_year in (pool.anvendt, pool.rest, pool.trukket):
            yield from stated(by_year.values())


# --- an independent look at it ----------------------------------------------------------------------------------------

#: Every hidden amount is moved by a power of this, times something too small to change a sign.
BASE, TINY = 1000, Decimal("1E-45")


def moved(plan: Plan) -> tuple[Plan, list[Hidden]]:
    """The plan with every hidden amount a little other than it is, each by its own bit; and which they are."""
    columns: list[Hidden] = []
    items = []

    def nudged(amount: object, of: Hidden) -> object:
        if not isinstance(amount, Decimal):
            return amount
        columns.append(of)
        with localcontext(prec=90):
            return amount + TINY * BASE ** (len(columns) - 1)

    for of in plan.indsatser:
        if of.offentlig:
            items.append(of)
            continue
        fields = {felt: getattr(of, felt) for felt in ("beløb", "anvendt")}
        for felt, amounts in fields.items():
            if isinstance(amounts, dict):
                fields[felt] = {år: nudged(amount, Hidden(of.id, år, felt)) for år, amount in amounts.items()}
        items.append(of.model_copy(update=fields))
    return replace(plan, indsatser=tuple(items)), columns


def row_of(before: Decimal, after: Decimal, width: int) -> list[Fraction]:
    """How often each hidden amount is in a figure, read from how far the figure moved."""
    with localcontext(prec=90):
        rest = int((after - before) / TINY)
    row = []
    for _ in range(width):
        digit = (rest + BASE // 2) % BASE - BASE // 2
        row.append(Fraction(digit))
        rest = (rest - digit) // BASE
    assert rest == 0
    return row


def rank(rows: list[list[Fraction]]) -> int:
    rows, size = [row for row in rows if any(row)], 0
    while rows:
        pivot = rows.pop()
        place = next((n for n, number in enumerate(pivot) if number), None)
        if place is None:
            continue
        size += 1
        rows = [[a - row[place] / pivot[place] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        rows = [row for row in rows if any(row)]
    return size


def told_of(before: list[Decimal], after: list[Decimal], columns: list[Hidden]) -> set[str]:
    """The hidden items of which some sum of printed figures holds nothing but that item."""
    assert [figure.is_nan() for figure in before] == [figure.is_nan() for figure in after]
    pairs = [(a, b) for a, b in zip(before, after, strict=True) if not a.is_nan()]
    rows = [list(row) for row in {tuple(row_of(a, b, len(columns))) for a, b in pairs}]
    whole = rank(rows)

    def without(own: str) -> int:
        return rank([[number for number, of in zip(row, columns, strict=True) if of.id != own] for row in rows])

    return {own for own in {of.id for of in columns} if without(own) < whole}


# --- random plans -----------------------------------------------------------------------------------------------------

AMOUNT = st.sampled_from(["1", "-2", "'3,5'", "'-0,25'", "", "ikke oplyst"])


@st.composite
def plans(draw: st.DrawFn) -> dict[str, str]:
    """The files of a plan with one to three hidden items; the first item is a pool that others may draw on."""
    count = draw(st.integers(2, 7))
    hidden = draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=3))
    files = {}
    for number in range(count):
        art = draw(st.sampled_from(["drift", "råderum", "anlæg", "pulje"])) if number else "pulje"
        files[f"punkt-{number}.yaml"] = item(
            overskrift=f"Punkt {number}",
            art=art,
            kode=f"R{number}",
            udvalg=draw(st.sampled_from(["AU", "BUU", "ØK", "ikke oplyst"])),
            tovholder=draw(st.sampled_from(["Økonomichefen", "Arbejdsmarkedschefen"])),
            tværgående=draw(st.sampled_from(["ja", "nej"])),
            bevilling=draw(st.sampled_from(["drift", "anlæg"])) if art == "pulje" else None,
            anvendt=draw(st.sampled_from([None, "'0,5'"])) if art == "pulje" else None,
            finansieret_af=draw(st.sampled_from([None, "punkt-0"])) if number else None,
            beløb="".join(f"\n  {år}: {draw(AMOUNT)}" for år in YEARS),
            offentlig="nej" if number in hidden else None,
        )
    where = st.sampled_from(["{}", "{udvalg: AU}", "{art: drift}", "{udvalg: BUU, bevilling: drift}"])
    controls = "".join(
        f"  - {{navn: K{number}, kilde: k, hvor: {hvor}, beløb: {{2025: 1}}, i_alt: 2}}\n"
        for number, hvor in enumerate(draw(st.lists(where, max_size=3)))
    )
    return {"plan.yaml": PLAN + (f"kontroltal:\n{controls}" if controls else ""), **files}


def printed(plan: Plan, selected: Valg) -> list[Decimal]:
    """Every figure of every public document of the plan and of what was selected, and of a template that prints all
    it can of that."""
    chosen = dict.fromkeys((Valg(), selected))
    return [
        *(figure for valg in chosen for document in documents(plan, valg) for figure in figures(document.blocks)),
        *of_a_template(plan, selected),
    ]


@settings(max_examples=25)
@given(files=plans(), selected=st.sampled_from(SELECTIONS))
def test_no_hidden_amount_follows_from_all_that_is_printed(files: dict[str, str], selected: Valg) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), files)
        plan = sound(Path(folder))
    other, columns = moved(plan)
    assert told_of(printed(plan, selected), printed(other, selected), columns) == set()


# --- what stands where a total is left out -----------------------------------------------------------------------------

Files = dict[str, str]


def amounts(**by_year: str) -> str:
    return "".join(f"\n  {year.removeprefix('y')}: '{amount}'" for year, amount in by_year.items())


def secret(number: int, **fields: str | None) -> dict[str, str]:
    """A hidden råderumsforslag of AU, unless ``fields`` say otherwise."""
    given: dict[str, str | None] = {"art": "råderum", "beløb": amounts(y2025="-0,5"), **fields}
    return {f"skjult-{number}.yaml": item(overskrift=f"Skjult {number}", offentlig="nej", **given)}


OPEN = {
    "aaben.yaml": item(overskrift="Åbent AU", art="råderum", beløb=amounts(y2025="1", y2026="1")),
    "anden.yaml": item(overskrift="Åbent BUU", udvalg="BUU", beløb=amounts(y2025="2", y2026="2")),
}


def text(plan: Plan, navn: str, kind: str = "md", **valg: object) -> str:
    return str(publish.finished(plan, Valg(**valg), navn, kind).content)  # type: ignore[arg-type]


def test_a_control_total_that_is_left_out_in_one_year_is_told_of_the_others(plan_folder: PlanFolder) -> None:
    """ "udeladt" stood for all years, though the total could be told in all but one."""
    total = "kontroltal:\n  - {navn: Alt, kilde: aftalen, hvor: {}, beløb: {2025: '3,5', 2026: 3}}\n"
    plan = sound(plan_folder({**OPEN, **secret(1)}, plan=PLAN + total))
    for navn in ("plan", "økonomi"):
        (row,) = re.findall(r"(?m)^\| Alt \| udeladt \| 3 .*", text(plan, navn))
        assert row == "| Alt | udeladt | 3 | 2025: udeladt; ellers stemmer | aftalen |"


def test_that_a_pool_is_overdrawn_tells_no_more_than_its_rest(plan_folder: PlanFolder) -> None:
    """One pool is overdrawn for all to see, the other by a hidden item alone, or not: its row is the same."""
    pool = {"art": "pulje", "beløb": amounts(y2025="1")}
    files = {
        "aaben.yaml": item(**pool, overskrift="Åben", anvendt="'1,5'"),
        "lukket.yaml": item(**pool, overskrift="Lukket"),
    }
    for drawn in ("2", "0,2"):
        hidden = {
            "vej.yaml": item(overskrift="Vej", offentlig="nej", finansieret_af="lukket", beløb=amounts(y2025=drawn))
        }
        page = text(sound(plan_folder({**files, **hidden}, plan=PLAN)), "puljer")
        assert re.search(r"\| Åben .* \| -0,500 \| overtrukket med 0,500 \|", page)
        assert re.search(r"\| Lukket .* \| udeladt \| udeladt \| udeladt \|", page)


def test_the_total_of_one_hidden_item_is_left_out_and_the_page_says_why_once(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({**OPEN, **secret(1)}, plan=PLAN))
    for navn, rows in {
        "plan": [
            "| **I alt** | **udeladt** | **1,000** |",
            "| **Budgetændringer drift i alt** | **udeladt** | **3,000** |",
        ],
        "økonomi": [
            "| Arbejdsmarkedsudvalget | drift | 1 | udeladt | 1,000 |",
            "| Børne- og Ungdomsudvalget | drift | 1 | 2,000 | 2,000 |",
            "| **I alt** | **drift** | **2** | **udeladt** | **3,000** |",
            "| 2025 | drift | 3,000 | udeladt | udeladt |",
        ],
        "sag": ["| drift | udeladt | 3,000 |"],
    }.items():
        page = text(plan, navn)
        assert [row for row in rows if row not in page] == []
        assert page.count(WHY.text) == 1
        assert "Totalen er udeladt" not in text(plan, navn, internt=True)
    assert WHY.text == ("Totalen er udeladt, for ellers kunne beløbet på et punkt, der ikke er offentligt, regnes ud.")
    assert "| **I alt** | **udeladt** | **1,000** |" in text(plan, "udvalg", udvalg="AU")
    assert "udeladt</td>" in text(plan, "plan", "html") and "NaN" not in text(plan, "plan", "html")
    assert WHY not in publish.document(plan, Valg(udvalg="BUU"), "udvalg").blocks
    assert "| **I alt** | **0,500** | **1,000** |" in text(plan, "udvalg", udvalg="AU", internt=True)


def test_the_columns_are_as_wide_as_what_is_printed(plan_folder: PlanFolder) -> None:
    """They were as wide as the totals that are left out, and told how many digits those have."""
    columns = []
    for hidden in ("0,5", "-499,5"):
        plan = sound(plan_folder({**OPEN, **secret(1, beløb=amounts(y2025=hidden))}, plan=PLAN))
        made = balanced(publish.document(plan, Valg(), "plan")).blocks
        columns.append([block.columns for block in made if isinstance(block, Form)])
    assert columns[0] == columns[1] != []


def test_two_hidden_items_hide_each_other(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({**OPEN, **secret(1), **secret(2)}, plan=PLAN))
    assert "| Arbejdsmarkedsudvalget | drift | 1 | 0,000 | 1,000 |" in text(plan, "økonomi")
    assert "udeladt" not in text(plan, "økonomi")


def test_two_do_not_in_a_year_that_only_one_has(plan_folder: PlanFolder) -> None:
    both = secret(2, beløb=amounts(y2025="-0,5", y2026="-0,25"))
    page = text(sound(plan_folder({**OPEN, **secret(1), **both}, plan=PLAN)), "økonomi")
    assert "| Arbejdsmarkedsudvalget | drift | 1 | 0,000 | udeladt |" in page
    assert "| **I alt** | **drift** | **2** | **2,000** | **udeladt** |" in page


def test_the_smaller_total_is_left_out_where_one_reveals_the_other(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({**OPEN, **secret(1), **secret(2, art="drift", udvalg="BUU")}, plan=PLAN))
    page = text(plan, "plan")
    assert "| **Budgetændringer drift i alt** | **2,000** | **3,000** |" in page
    assert page.count("| **I alt** | **udeladt** |") == 2


def test_a_second_document_does_not_reveal_what_the_first_leaves_out(plan_folder: PlanFolder) -> None:
    """AU's two could stand for themselves; but the whole of the plan less AU is the third."""
    three = {**secret(1), **secret(2), **secret(3, art="drift", udvalg="BUU")}
    plan = sound(plan_folder({**OPEN, **three}, plan=PLAN))
    assert "| **I alt** | **drift** | **2** | **1,500** | **3,000** |" in text(plan, "økonomi")
    for page in (text(plan, "økonomi"), text(plan, "udvalg", udvalg="AU"), text(plan, "sag", udvalg="AU")):
        assert "udeladt" in page and "0,000" not in page


def test_what_has_no_amount_hides_nothing(plan_folder: PlanFolder) -> None:
    blank = {**secret(1, beløb=amounts(y2025="")), **secret(2, beløb="ikke oplyst")}
    assert "Totalen er udeladt" not in text(sound(plan_folder({**OPEN, **blank}, plan=PLAN)), "økonomi")


def test_a_control_total_tells_as_much_as_its_sum(plan_folder: PlanFolder) -> None:
    stated = (
        "kontroltal:\n"
        "  - {navn: AU, kilde: side 4, hvor: {udvalg: AU}, beløb: {2025: '0,5', 2026: 1}}\n"
        "  - {navn: BUU, kilde: side 5, hvor: {udvalg: BUU}, beløb: {2025: 2}}\n"
    )
    plan = sound(plan_folder({**OPEN, **secret(1)}, plan=PLAN + stated))
    for navn in ("plan", "økonomi"):
        page = text(plan, navn)
        assert "| AU | udeladt | 1 | 2025: udeladt; ellers stemmer | side 4 |" in page
        assert "| BUU | 2 |  | stemmer | side 5 |" in page
        # It is among those with more to say because the public items are not what is stated, whatever the hidden one adds.
        assert "| AU | 2025 | udeladt | udeladt | udeladt | udeladt | side 4 |" in page
    nothing = sound(plan_folder({**OPEN, **secret(1, beløb=amounts(y2025="-1"))}, plan=PLAN + stated))
    assert "| AU | 2025 | udeladt | udeladt | udeladt | udeladt | side 4 |" in text(nothing, "plan")  # a sum of 0 too


def test_a_bar_that_tells_too_much_is_named_instead(plan_folder: PlanFolder) -> None:
    page = text(sound(plan_folder({**OPEN, **secret(1)}, plan=PLAN)), "økonomi")
    assert "Drift: summen pr. år; minus er en besparelse. Udeladt: 2025.\n\n- 2026: 3,000" in page
    # What hidden items alone save is in no picture: it would tell of them. The table says that it is left out.
    assert re.search(r"\| 2025 \| drift \| [0-9,]+ \| udeladt \| udeladt \|", page)


def test_a_pool_does_not_tell_what_one_hidden_item_draws(plan_folder: PlanFolder) -> None:
    pool = {"pulje.yaml": item(art="pulje", overskrift="Puljen", bevilling="drift", beløb=amounts(y2025="5"))}
    files = {**OPEN, **pool, **secret(1, finansieret_af="pulje")}
    page = text(sound(plan_folder(files, plan=PLAN)), "puljer")
    assert "| Puljen | drift |  | 5,000 | udeladt | udeladt |" in page


def test_no_heading_stands_for_a_hidden_item_alone(plan_folder: PlanFolder) -> None:
    alone = {**secret(1, udvalg="ØK"), **secret(2, art="anlæg", udvalg="ØK")}
    plan = sound(plan_folder({**OPEN, **alone}, plan=PLAN))
    assert "Råderumsforslag - ØK" not in text(plan, "plan")
    assert "## Anlæg ud over basis - budget 2025-2026\n\n> Ingen." in text(plan, "plan")
    assert "Økonomiudvalget" not in text(plan, "økonomi") and "anlæg" not in text(plan, "økonomi")


def test_a_template_may_compare_what_is_left_out(plan_folder: PlanFolder) -> None:
    template = (
        "# T\n\n{% for r in summer('udvalg').rækker %}\n"
        "- {{ r.navn }}: {{ r.beløb[2025] }} {{ r.beløb[2025] + 1 }} {{ 'minus' if r.beløb[2025] < 0 else 'plus' }}\n"
        "{% endfor %}\n"
    )
    plan = sound(plan_folder({**OPEN, **secret(1), "templates/rapporter/egen.md.j2": template}, plan=PLAN))
    assert text(plan, "egen") == (f"# T\n\n- AU: udeladt udeladt plus\n- BUU: 2,000 3,000 plus\n\n> {WHY.text}\n")


def test_the_stated_totals_of_a_template_are_left_out_with_the_sum(plan_folder: PlanFolder) -> None:
    stated = "kontroltal: [{navn: AU, kilde: k, hvor: {udvalg: AU}, beløb: {2025: '0,5', 2026: 1}, i_alt: '1,5'}]\n"
    template = (
        "# T\n\n{% for k in kontroltal %}\n- {{ k.periode }}: {{ k.oplyst }} {{ k.sum }} {{ k.resultat }}\n{% endfor %}\n\n"
        "{{ plan.kontroltal[0].beløb }}; {{ plan.kontroltal[0].i_alt }}\n"
    )
    files = {**OPEN, **secret(1), "templates/rapporter/egen.md.j2": template}
    page = text(sound(plan_folder(files, plan=PLAN + stated)), "egen")
    assert "- 2025: udeladt udeladt udeladt\n- 2026: 1 1,000 stemmer\n- i alt: udeladt udeladt udeladt\n" in page
    assert "2025: udeladt, 2026: 1,000; udeladt" in page


# --- on the screen, which is for the administration ---------------------------------------------------------------------


def test_the_command_line_marks_what_is_not_public(plan_folder: PlanFolder) -> None:
    folder = plan_folder({**OPEN, **secret(1)}, plan=PLAN)
    listed = udplan("list", "--plan", str(folder), COLUMNS="200").out
    assert "Skjult 1 (ikke offentligt)" in listed and "Åbent AU (ikke" not in listed
    rows = json.loads(udplan("list", "--plan", str(folder), "--format", "json").out)
    assert {row["id"]: row["offentlig"] for row in rows} == {"aaben": True, "anden": True, "skjult-1": False}
    compared = udplan("sammenlign", str(folder), str(folder), COLUMNS="200").out
    assert "Skjult 1 (ikke offentligt)" in compared
    rows = json.loads(udplan("sammenlign", str(folder), str(folder), "--format", "json").out)
    assert {row["offentlig"] for row in rows if row["id"] == "skjult-1"} == {False}
    ran = udplan("sum", "--pr", "tovholder", "--plan", str(folder))
    assert ran.err == (
        "Bemærk: tallene er til internt brug, for de har et punkt, der ikke er offentligt. "
        "Til andre: udplan report økonomi.\n"
    )
    assert "2,500" in ran.out
    assert udplan("sum", "--udvalg", "BUU", "--plan", str(folder)).err == ""


# --- what may be let out, by itself ---------------------------------------------------------------------------------------


def figure(*of: str, size: int = 1) -> Secret:
    return Secret.of(Decimal(1), {Hidden(id, 2025): 1 for id in of}, size)


def test_differences_of_three_are_seen_through() -> None:
    """None of ab, bc and ca is one item's, nor is any difference of two; but ab less bc and ca again is a, twice."""
    out = Disclosure()
    assert [out.admits(figure(*pair)) for pair in ("ab", "bc", "ca", "ba", "abc", "a")] == [
        *(True, True, False, True, False, False)
    ]
    assert out.tells(figure("b", "a")) and not out.tells(figure("a"))


def test_two_years_of_one_item_are_one_secret() -> None:
    both = Secret.of(Decimal(2), {Hidden("a", 2025): 1, Hidden("a", 2026): 1}, 1)
    assert not Disclosure().admits(both)


def test_a_secret_is_still_the_kind_of_figure_that_it_was() -> None:
    class Marked(Decimal):
        mark = ""

    marked = Marked(2)
    marked.mark = "x"
    kept = traced(marked, [(figure("a"), 1), (figure("b"), 1)])
    assert isinstance(kept, Marked) and isinstance(kept, Secret)
    assert kept == 2 and kept.mark == "x" and kept.size == 2
    out = Disclosure()
    assert out.printed(kept).is_nan() and out.admits(kept) and out.printed(kept) is marked


def test_the_largest_is_let_out_first() -> None:
    out = Disclosure()
    out.admit_all([figure("a", "b", size=2), figure("a", "b", "c", size=5)])
    assert [out.tells(figure(*of)) for of in ("ab", "abc")] == [False, True]


def test_what_is_used_of_a_hidden_pool_is_its_own(plan_folder: PlanFolder) -> None:
    """Also where it is what public items draw: the figure would tell that there is such a pool."""
    pool = item(
        art="pulje", overskrift="Skjult pulje", offentlig="nej", bevilling="anlæg", beløb="\n  2025: 5\n  2026: 5"
    )
    draws = item(overskrift="Krydset", finansieret_af="skjult", beløb="\n  2025: 0,9")
    plan = sound(plan_folder({**OPEN, "skjult.yaml": pool, "krydset.yaml": draws}, plan=PLAN))
    assert "0,900" not in text(plan, "puljer")
