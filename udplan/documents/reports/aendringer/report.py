"""What has changed: counts, totals, and then every change once, each kind in a section of its own."""

from __future__ import annotations

from collections.abc import Iterator

from udplan.documents.blocks import Block, Column, Document, Fact, Facts, Heading, Kind, Note, Prose, Row, Table
from udplan.documents.reports.aendringer.sections import sections
from udplan.documents.reports.aendringer.totals import totals
from udplan.documents.reports.aendringer.verdict import verdict
from udplan.documents.reports.shared import abbreviations_in, bullets, columns, committee, document, points, titel
from udplan.figures.changes.change import Slags
from udplan.figures.changes.held import Holdt, hold
from udplan.figures.select import Valg
from udplan.history.state import Tilstand
from udplan.model.plan import Plan
from udplan.values.words import how_many

#: What the later state is called where nothing else is said of it.
_NU = "planen, som den står nu"


def report(plan: Plan, valg: Valg) -> Document:
    """The changes of the plan since ``valg.før``, or of the items that were, or are, what was asked for.

    What is not public in both states is named nowhere; the totals count it, as far as they do not tell of it.

    Raises:
        UnknownChoice: where there is no state to hold the plan against, or their amounts cannot be.
    """
    every = hold(plan, valg)
    assert valg.før is not None  # else it was refused
    held = every.offentligt
    of = f" for {committee(_knows(valg.udvalg, plan, valg.før.plan), valg.udvalg)}" if valg.udvalg else ""
    told = (*_counts(held), *totals(plan, valg.før.plan, valg), *sections(plan, held), *_unread(plan, valg.før, held))
    return document(
        plan,
        f"Ændringer siden {valg.før.navn}{of}: {plan.grundlag.titel}",
        (
            Facts(
                (
                    *verdict(valg.før.plan, plan, valg),
                    Fact("Før", valg.før.navn),
                    Fact("Efter", valg.til or _NU),
                    *_only(valg),
                )
            ),
            *_hidden(every.skjulte),
            *told,
            *abbreviations_in(plan, told, brief=True),
        ),
    )


def _knows(udvalg: str, *plans: Plan) -> Plan:
    """The first of some states that has a committee; the last where none has."""
    return next((plan for plan in plans if udvalg in plan.grundlag.fora), plans[-1])


def _only(valg: Valg) -> Iterator[Fact]:
    """Which items it is about, where the title does not say it."""
    chosen = [
        *([f"tovholder {valg.tovholder}"] if valg.tovholder else []),
        *([f"art {valg.art}"] if valg.art else []),
        *([f"tema {valg.tema}"] if valg.tema else []),
        *(["tværgående"] if valg.tværgående else []),
        *(["uafsluttede"] if valg.uafsluttede else []),
        *(["udvalgets egne"] if valg.kun_egne else []),
        *(["ikke de tværgående"] if valg.uden_tværgående else []),
    ]
    if chosen:
        yield Fact("Kun punkter", ", ".join(chosen))


def _hidden(count: int) -> Iterator[Block]:
    """The note that items are left out, by how many are not public, and not by whether anything in them has changed."""
    if count:
        what = "Et punkt" if count == 1 else f"{count} punkter"
        yield Note(
            f"{what}, der ikke er eller ikke var offentligt, er udeladt her, uanset om der er ændret noget. Beløbene tæller "
            "med i summerne."
        )


def _counts(held: Holdt) -> Iterator[Block]:
    if not held.ændringer:
        yield Note(
            "Der er ikke ændret noget." if not held.ulæste else "Der er ikke ændret noget i det, der kan sammenlignes."
        )
        return
    rows = []
    for slags in Slags:
        if of := held.af(slags):
            items = {ændring.punkt.id for ændring in of if ændring.punkt}
            rows.append(Row((slags.capitalize(), len(of), points(len(items)) if items else "")))
    named = (Column("Ændring"), Column("Antal", Kind.COUNT), *columns("På"))
    yield Table("Ændringer efter slags", named, tuple(rows))


def _unread(plan: Plan, before: Tilstand, held: Holdt) -> Iterator[Block]:
    """The files of either state that cannot be read today: by heading where the other state has the item, and it is public."""
    if not held.ulæste:
        return
    either = {**before.plan.efter_id, **plan.efter_id}
    named = [titel(either[id]) for id in held.ulæste if id in either and either[id].offentlig]
    rest = len(held.ulæste) - len(named)
    yield Heading(2, "Kan ikke sammenlignes")
    yield Note(
        f"{how_many(len(held.ulæste), 'fil', 'filer')} i den ene udgave af planen kan ikke læses af udplan i dag. Det, der står "
        "i dem, er ikke holdt op mod noget, og beløbene er ikke med i den udgaves summer."
    )
    more = [f"{how_many(rest, 'punkt', 'punkter')}, der kun er i den fil, der ikke kan læses"] if rest else []
    yield Prose(bullets([*named, *more]))
