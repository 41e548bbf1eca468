"""The fixed plan: every item in the parts and under the headings of the paper form (seeds 001 and 003)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udplan.documents.blocks import Block, Document, Fact, Facts, Heading, Note
from udplan.documents.reports.paper_form import form, heading, is_anlæg, is_unplaced
from udplan.documents.reports.shared import (
    INGEN,
    VEJLEDENDE,
    abbreviations,
    by_heading,
    document,
    plan_facts,
    public,
    treated,
)
from udplan.documents.reports.totals import control_totals, unknown_amounts
from udplan.figures.select import Valg, select
from udplan.model.indsats import Art, Indsats
from udplan.model.plan import Plan


def report(plan: Plan, valg: Valg) -> Document:
    """The whole plan, or the items of it that were selected."""
    chosen = select(plan, valg)
    shown, left_out = public(chosen)
    return document(
        plan,
        plan.grundlag.titel,
        (
            _facts(plan),
            *left_out,
            *parts(plan, chosen),
            *(control_totals(plan) if len(chosen) == len(plan.indsatser) else ()),
            *treated(plan),
            *abbreviations(plan, shown),
            VEJLEDENDE,
        ),
    )


def parts(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """The parts of the plan in its order: drift and råderum, anlæg, hensigtserklæringer, and what has no place yet."""
    placed = [indsats for indsats in items if not is_unplaced(indsats)]
    unplaced = [indsats for indsats in items if is_unplaced(indsats)]
    drift = [indsats for indsats in placed if indsats.art is not Art.HENSIGT and not is_anlæg(indsats)]
    anlæg = [indsats for indsats in placed if is_anlæg(indsats)]
    hensigter = [indsats for indsats in placed if indsats.art is Art.HENSIGT]
    år = f"budget {plan.grundlag.årene}"

    def seen(of: Sequence[Indsats]) -> bool:
        return any(indsats.offentlig for indsats in of)

    def by_committee(of: Sequence[Indsats]) -> list[tuple[str, list[Indsats]]]:
        return by_heading(of, lambda indsats: heading(plan, indsats))

    yield Heading(2, f"Budgetændringer drift – {år}")
    yield form(plan, "Budgetændringer drift", by_committee(drift), level=3) if seen(drift) else INGEN
    yield from unknown_amounts(plan, drift) if seen(drift) else ()
    yield Heading(2, f"Anlæg ud over basis - {år}")
    yield form(plan, "Anlæg ud over basis", by_committee(anlæg), level=3, anlæg=True) if seen(anlæg) else INGEN
    yield from unknown_amounts(plan, anlæg) if seen(anlæg) else ()
    yield Heading(2, "Hensigtserklæringer")
    groups = by_heading(hensigter, lambda indsats: str(indsats.gruppe))
    if not seen(hensigter):
        yield INGEN
    for gruppe, members in ((gruppe, members) for gruppe, members in groups if seen(members)):
        yield Heading(3, gruppe)
        sections = by_heading(members, lambda indsats: indsats.afsnit or "")
        yield form(plan, f"Hensigtserklæringer: {gruppe}", sections, level=4)
    yield from unknown_amounts(plan, hensigter) if seen(hensigter) else ()
    if seen(unplaced):
        yield Heading(2, "Endnu ikke placeret")
        yield Note("Punkter, hvor art, udvalg eller gruppe endnu ikke er oplyst.")
        yield form(plan, "Endnu ikke placeret", [("", unplaced)], level=3)
        yield from unknown_amounts(plan, unplaced)


def _facts(plan: Plan) -> Facts:
    prisniveau = plan.grundlag.prisniveau
    return Facts((*plan_facts(plan), *([Fact("Prisniveau", str(prisniveau))] if prisniveau else [])))
