"""``offentlig: nej`` keeps its secret: no hidden amount follows from what the public documents print together."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plans import PLAN_YAML, item, sound, write
from udplan.documents.blocks import Bars, Document, Form, Table, rows_of
from udplan.documents.own.public import names
from udplan.documents.reports import REPORTS
from udplan.figures.secrecy import Hidden, guarded
from udplan.figures.select import UnknownChoice, Valg
from udplan.figures.sums import Pr, Summer
from udplan.model.plan import Plan
from udplan.publish import document as publish
from udplan.publish.disclosed import disclosure

YEARS = (2025, 2026)
PLAN = PLAN_YAML.replace("periode: 2025-2028", "periode: 2025-2026")
CHOICES = (Valg(), Valg(udvalg="AU"), Valg(udvalg="BUU"))


def documents(plan: Plan) -> Iterator[Document]:
    for navn in REPORTS:
        for valg in CHOICES:
            try:
                yield publish.document(plan, valg, navn)
            except UnknownChoice:
                assert navn in ("udvalg", "arbejdsplan") and valg.udvalg is None


def figures(document: Document) -> Iterator[Decimal]:
    for block in document.blocks:
        if isinstance(block, Bars):
            yield from (bar.value for bar in block.bars)
        elif isinstance(block, Table | Form):
            yield from (cell for row in rows_of(block) for cell in row if isinstance(cell, Decimal))


def of_a_template(plan: Plan) -> Iterator[Decimal]:
    """Every sum that a template can ask for, in one document."""
    found = names(guarded(plan), Valg(), disclosure(guarded(plan)))
    summer = found["summer"]
    assert callable(summer)
    for pr in Pr:
        sums = summer(pr)
        assert isinstance(sums, Summer)
        for row in (*sums.rækker, *sums.i_alt):
            for by_year in (row.beløb, row.udgifter, row.besparelser):
                yield from (amount for amount in by_year.values() if amount is not None)
    for control in found["kontroltal"]:  # type: ignore[attr-defined]
        yield from (control.oplyst, control.sum, control.forskel)
    for pool in found["puljer"]:  # type: ignore[attr-defined]
        yield from (amount for amount in (pool.anvendt, pool.rest, *pool.trukket.values()) if amount is not None)


# --- an independent look at it ----------------------------------------------------------------------------------------

#: Every hidden amount is moved by a power of this, times something too small to change a sign.
BASE, TINY = 1000, Decimal("1E-45")


def moved(plan: Plan) -> tuple[Plan, list[Hidden]]:
    """The plan with every hidden amount a little other than it is, each by its own bit; and which they are."""
    columns: list[Hidden] = []
    items = []

    def nudged(amount: object, id: str, år: int) -> object:
        if not isinstance(amount, Decimal):
            return amount
        columns.append(Hidden(id, år))
        with localcontext(prec=90):
            return amount + TINY * BASE ** (len(columns) - 1)

    for of in plan.indsatser:
        if of.offentlig:
            items.append(of)
            continue
        amounts = of.beløb
        if isinstance(amounts, dict):
            amounts = {år: nudged(amount, of.id, år) for år, amount in amounts.items()}  # type: ignore[misc]
        items.append(of.model_copy(update={"beløb": amounts, "anvendt": nudged(of.anvendt, of.id, 0)}))
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


def printed(plan: Plan) -> list[Decimal]:
    """Every figure of every public document, and of a template that prints all it can."""
    return [*(figure for document in documents(plan) for figure in figures(document)), *of_a_template(plan)]


@settings(max_examples=25)
@given(files=plans())
def test_no_hidden_amount_follows_from_all_that_is_printed(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), files)
        plan = sound(Path(folder))
    other, columns = moved(plan)
    assert told_of(printed(plan), printed(other), columns) == set()
