"""The strategic plan (seeds 000 and 004): by theme and by title, the policies that items touch, and the pools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from udplan.documents.blocks import Block, Document, Heading, Note, Row, Table
from udplan.documents.reports.puljer import pool_marks, pools, pools_by_heading
from udplan.documents.reports.shared import (
    VEJLEDENDE,
    columns,
    committee,
    document,
    heading_alone,
    is_heading_alone,
    only_headings,
    points,
    policies,
    public,
    roles,
    themes,
    titel,
    told,
)
from udplan.figures.select import Valg, select, temaer
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.words import listed

_OVERBLIK = Note(
    "Den strategiske plan ligger oven på den faste plan. Den er et overblik og ikke en udtømmende liste, og ansvaret "
    "for punkterne er hos deres tovholdere."
)


def report(plan: Plan, valg: Valg) -> Document:
    """The items that are tagged with a theme, under each of their themes; ``valg.tema`` shows one of them. A plan without
    themes has nothing on them."""
    chosen = select(plan, valg)
    shown, left_out = public(chosen)
    held = select(plan, valg, egne=True)
    alone = [item for _, members in _wanted(plan, valg, shown) for item in members if is_heading_alone(item)]
    named = {item.id: item for item in (*alone, *pools_by_heading(plan, held))}.values()
    return document(
        plan,
        f"Strategisk overblik: {plan.grundlag.titel}",
        (
            _OVERBLIK,
            *left_out,
            *_themes(plan, valg, shown),
            Heading(2, "Politikker og strategier"),
            *index(shown),
            Heading(2, "Puljer på udvalgene"),
            *pools(plan, held, level=3),
            *heading_alone(named, lambda item: _marks(plan, item, valg.dag)),
            VEJLEDENDE,
        ),
    )


def _marks(plan: Plan, item: Indsats, dag: date | None) -> Iterator[str]:
    """What is known of an item that is known by its heading alone, its themes with it."""
    yield from pool_marks(plan, item, dag)
    yield from temaer(plan, item)


def _wanted(plan: Plan, valg: Valg, items: Sequence[Indsats]) -> list[tuple[str, list[Indsats]]]:
    """The themes that were asked for, with their items."""
    return [(navn, members) for navn, members in themes(plan, items) if valg.tema in (None, navn)]


def _themes(plan: Plan, valg: Valg, items: Sequence[Indsats]) -> Iterator[Block]:
    wanted = _wanted(plan, valg, items)
    if not wanted:
        return
    for navn, members in wanted:
        yield Heading(2, navn)
        if members and not told(members):
            yield only_headings(members)
            continue
        yield Table(
            f"Punkter under {navn}",
            columns("Punkt", "Tovholder", "Udvalg", "Politikker og strategier"),
            tuple(
                Row(
                    (
                        titel(indsats),
                        roles(indsats),
                        committee(plan, indsats.udvalg),
                        "\n".join(indsats.strategier),
                    )
                )
                for indsats in told(members)
            ),
        )
    untagged = [indsats for indsats in items if not list(temaer(plan, indsats))]
    if untagged:
        yield Note(f"{points(len(untagged)).capitalize()} har intet tema og står kun i den faste plan.")


def index(items: Sequence[Indsats]) -> Iterator[Block]:
    """The reverse index: which items each policy or strategy hangs together with."""
    named = policies(items)
    if not named:
        yield Note("Punkterne nævner ingen andre politikker eller strategier.")
        return
    yield Table(
        "Hvilke punkter der hænger sammen med hvilke politikker og strategier",
        columns("Politik eller strategi", "Punkter", "Tovholdere"),
        tuple(
            Row((navn, "\n".join(map(titel, members)), listed(dict.fromkeys(map(roles, members)))))
            for navn, members in named
        ),
    )
