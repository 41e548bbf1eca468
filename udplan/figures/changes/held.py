"""Two states of a plan held against one another, for the items that were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from udplan.figures.changes import items, planfile
from udplan.figures.changes.change import Slags, Ændring
from udplan.figures.compare import DifferentUnits, refuse_different
from udplan.figures.select import UnknownChoice, Valg, select
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.words import fold


@dataclass(frozen=True, eq=False)
class Holdt:
    """What was held against one another. ``ændringer`` stand by kind, and then in the order of the plan, what is gone last.

    ``ulæste`` are the ids of the files that cannot be read today: what is in them is held against nothing. ``før`` and
    ``efter`` are the items that were asked for, as each state has them: those that are, or were, what was asked for.
    """

    ændringer: tuple[Ændring, ...]
    ulæste: tuple[str, ...]
    før: tuple[Indsats, ...]
    efter: tuple[Indsats, ...]

    def af(self, *slags: Slags) -> list[Ændring]:
        """The changes of some kinds."""
        return [ændring for ændring in self.ændringer if ændring.slags in slags]

    @property
    def skjulte(self) -> int:
        """How many of the items are not public in both states."""
        return len({item.id for item in (*self.før, *self.efter) if not item.offentlig})

    @property
    def offentligt(self) -> Holdt:
        """What of it a public document may tell."""
        return replace(self, ændringer=tuple(ændring for ændring in self.ændringer if ændring.offentlig))


def hold(plan: Plan, valg: Valg) -> Holdt:
    """What has changed since ``valg.før``, of the items that are what was asked for in either state; where all are, of the
    plan itself too.

    Raises:
        UnknownChoice: where there is no state to hold against, or the two have not the same unit and sign.
    """
    if valg.før is None:
        raise UnknownChoice("Sig, hvad der skal sammenlignes med, fx udplan report ændringer --siden 2025-01-31.")
    before = valg.før.plan
    try:
        refuse_different(before, plan)
    except DifferentUnits as error:
        raise UnknownChoice(str(error)) from error
    then, now = selected(before, valg), selected(plan, valg)
    ids = {item.id for item in (*then, *now)}
    of_items = [ændring for ændring in _of_items(before, plan) if ændring.punkt and ændring.punkt.id in ids]
    whole = len(then) == len(before.indsatser) and len(now) == len(plan.indsatser)
    of_plan = planfile.changed(before, plan) if whole else ()
    order = list(Slags)
    every = sorted((*of_items, *of_plan), key=lambda ændring: order.index(ændring.slags))
    unread = sorted(before.ulæste | plan.ulæste) if whole else sorted((before.ulæste | plan.ulæste) & ids)
    return Holdt(tuple(every), tuple(unread), then, now)


def selected(plan: Plan, valg: Valg, *, egne: bool = False) -> tuple[Indsats, ...]:
    """The items of a state that were asked for; where it does not know the body, none comes there."""
    if valg.udvalg is not None and valg.udvalg not in plan.grundlag.fora:
        return ()
    return select(plan, valg, egne=egne)


def _of_items(before: Plan, after: Plan) -> Iterator[Ændring]:
    """Every change of an item, in the order of the later state and then of the earlier."""
    new = [item for item in after.indsatser if item.id not in before.efter_id and item.id not in before.ulæste]
    gone = [item for item in before.indsatser if item.id not in after.efter_id and item.id not in after.ulæste]
    ids = {_likeness(item): item for item in gone}, {_likeness(item): item for item in new}
    for item in after.indsatser:
        if (old := before.efter_id.get(item.id)) is not None:
            yield from items.changed(before, after, old, item)
        elif item.id not in before.ulæste:
            yield Ændring(Slags.NY, "id", None, item.id, None, item, bemærk=_another(ids[0].get(_likeness(item))))
    for item in gone:
        yield Ændring(Slags.UDGÅET, "id", item.id, None, item, bemærk=_another(ids[1].get(_likeness(item))))


def _likeness(item: Indsats) -> tuple[str, str, bool]:
    return fold(item.kode or ""), fold(item.overskrift), item.offentlig


def _another(item: Indsats | None) -> str:
    """That an item may be another one under a new id."""
    return f"har måske skiftet id ({item.id})" if item else ""
