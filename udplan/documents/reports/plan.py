"""The fixed plan: a first page that says where it stands, and every item under the headings of the paper form (seeds 001, 003)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from udplan.documents.blocks import Block, Contents, Document, Fact, Facts, Form, Heading, Note, Prose
from udplan.documents.reports.paper_form import (
    Gruppe,
    Skema,
    codes_in_headings,
    form,
    grupper,
    heading,
    is_anlæg,
    is_shown,
    is_unplaced,
    standing,
)
from udplan.documents.reports.shared import (
    TVÆRGÅENDE,
    VEJLEDENDE,
    abbreviations_in_brief,
    bullets,
    by_heading,
    committee,
    count_table,
    day_facts,
    document,
    heading_alone,
    only_headings,
    plan_facts,
    public,
    titel,
    treated,
)
from udplan.documents.reports.totals import about_sums, committee_amounts, control_totals, still_counted
from udplan.figures.select import Valg, select
from udplan.model.indsats import Art, Indsats
from udplan.model.plan import Plan
from udplan.values.unknown import UKENDT


def report(plan: Plan, valg: Valg) -> Document:
    """The whole plan, or the items of it that were selected."""
    chosen = select(plan, valg)
    shown, left_out = public(chosen)
    return document(
        plan,
        plan.grundlag.titel,
        (
            *_first_page(plan, valg, chosen),
            *still_counted(left_out),
            Contents(),
            *abbreviations_in_brief(plan, shown, codes_in_headings(plan, shown)),
            VEJLEDENDE,
            *parts(plan, chosen, valg.dag),
            *(control_totals(plan) if len(chosen) == len(plan.indsatser) else ()),
        ),
    )


def _first_page(plan: Plan, valg: Valg, chosen: Sequence[Indsats]) -> Iterator[Block]:
    """Where the plan stands: what was decided of it, how much there is of what, what it costs, and who must work together."""
    shown = [indsats for indsats in chosen if indsats.offentlig]
    prisniveau = plan.grundlag.prisniveau
    yield Facts((*plan_facts(plan), *([Fact("Prisniveau", str(prisniveau))] if prisniveau else []), *day_facts(valg)))
    yield from treated(plan)
    yield Heading(2, "Planen i tal")
    arter = by_heading(shown, lambda indsats: str(indsats.art))
    order = [*map(str, Art), UKENDT]
    groups = sorted(arter, key=lambda group: order.index(group[0]))
    named = [("Art ikke oplyst" if art == UKENDT else art.capitalize(), items) for art, items in groups]
    yield count_table("Punkter efter art", "Art", named, valg.dag)
    yield from committee_amounts(plan, chosen)
    if cross_cutting := [indsats for indsats in shown if indsats.tværgående]:
        yield Heading(2, TVÆRGÅENDE)
        yield Prose(bullets(_with_committee(plan, indsats) for indsats in cross_cutting))


def _with_committee(plan: Plan, indsats: Indsats) -> str:
    udvalg = f", {committee(plan, indsats.udvalg)}" if isinstance(indsats.udvalg, str) else ""
    return f"{titel(indsats)}{udvalg}"


def parts(plan: Plan, items: Sequence[Indsats], dag: date | None) -> Iterator[Block]:
    """The parts of the plan in its order: drift and råderum, anlæg, hensigtserklæringer, what has no place yet, and what is
    known by its heading alone."""
    placed = [indsats for indsats in items if not is_unplaced(indsats)]
    unplaced = [indsats for indsats in items if is_unplaced(indsats)]
    drift = [indsats for indsats in placed if indsats.art is not Art.HENSIGT and not is_anlæg(indsats)]
    anlæg = [indsats for indsats in placed if is_anlæg(indsats)]
    hensigter = [indsats for indsats in placed if indsats.art is Art.HENSIGT]
    år = f"budget {plan.grundlag.årene}"

    def by_committee(of: Sequence[Indsats]) -> tuple[Gruppe, ...]:
        return grupper(by_heading(of, lambda indsats: heading(plan, indsats)))

    for title, members, whole in (
        (
            f"Budgetændringer drift – {år}",
            drift,
            form(plan, "Budgetændringer drift", by_committee(drift), level=3, dag=dag),
        ),
        (
            f"Anlæg ud over basis - {år}",
            anlæg,
            form(plan, "Anlæg ud over basis", by_committee(anlæg), level=3, dag=dag, skema=Skema.ANLÆG),
        ),
        (
            "Hensigtserklæringer",
            hensigter,
            form(plan, "Hensigtserklæringer", by_gruppe(hensigter), level=3, dag=dag, skema=Skema.HENSIGT),
        ),
    ):
        # A part without a form is two lines, and takes no page of its own.
        yield Heading(2, title, new_page=whole is not None)
        yield from _part(plan, members, whole)
    if any(map(is_shown, unplaced)):
        yield Heading(2, "Endnu ikke placeret")
        yield Note("Punkter, hvor art, udvalg eller gruppe endnu ikke er oplyst.")
        whole = form(plan, "Endnu ikke placeret", [Gruppe("", unplaced)], level=3, dag=dag)
        yield from _part(plan, unplaced, whole)
    yield from heading_alone(items, lambda indsats: standing(plan, indsats, dag))


def _part(plan: Plan, items: Sequence[Indsats], whole: Form | None) -> Iterator[Block]:
    """A part's form, or the word that it has none, and what its sums leave out."""
    if whole is None:
        yield only_headings(items)
    if any(indsats.offentlig for indsats in items):
        yield from (whole,) if whole else ()
        yield from about_sums(plan, items)


def by_gruppe(items: Sequence[Indsats]) -> tuple[Gruppe, ...]:
    """Hensigter under the groups of the agreement, and there under the headings that it has in them."""
    found = []
    for gruppe, members in by_heading(items, lambda indsats: str(indsats.gruppe)):
        alone = [indsats for indsats in members if not indsats.afsnit]
        under = by_heading((each for each in members if each.afsnit), lambda indsats: str(indsats.afsnit))
        found.append(Gruppe(gruppe, alone, grupper(under)))
    return tuple(found)
