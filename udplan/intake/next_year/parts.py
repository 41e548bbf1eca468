"""What is to be changed in a file of the old plan, part by part: each part is made in the first way that is certain, or told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from udplan.edit.fields import CannotSet, Changed, Place, Stryg, Sæt, Ændring, change, is_remarked
from udplan.model.plan import Plan
from udplan.values.amounts import Amount, format_amount
from udplan.yaml.source import Source


class Part(NamedTuple):
    """One thing that is to be otherwise: the ways to make it, the best first, and what the receipt says of it once it is
    made. ``hvad`` is what it is called where it cannot be made."""

    hvad: str
    ways: tuple[Sequence[Ændring], ...]
    told: tuple[str, ...] = ()


class Made(NamedTuple):
    """A file as it goes into the new plan: what the receipt says of it, and what could not be made and why."""

    bliver: Changed
    told: tuple[str, ...]
    not_made: tuple[str, ...]


def made(source: Source, raw: bytes, parts: Sequence[Part]) -> Made:
    """The file with all the parts that can be made."""
    told = tuple(text for part in parts for text in part.told)
    try:
        return Made(change(source, raw, [each for part in parts for each in part.ways[0]]), told, ())
    except CannotSet:
        return _one_by_one(source, raw, parts)


def _one_by_one(source: Source, raw: bytes, parts: Sequence[Part]) -> Made:
    sound: list[Ændring] = []
    told: list[str] = []
    not_made: list[str] = []
    for part in parts:
        why = ""
        for way in part.ways:
            try:
                change(source, raw, [*sound, *way])
            except CannotSet as error:
                why = str(error)
                continue
            sound += way
            told += part.told
            break
        else:
            not_made.append(f"{part.hvad} er ikke ændret: {why}")
    return Made(change(source, raw, sound), tuple(told), tuple(not_made))


def without_points(sti: Place, written: Any, gone: Iterable[int]) -> tuple[Sequence[Ændring], ...]:
    """The ways to take points out of a list, by their places: their lines alone, else the list written anew; where none is
    left, all of it."""
    leaving = set(gone)
    points = written if isinstance(written, list) else [written]
    kept = [point for place, point in enumerate(points) if place not in leaving]
    if not kept:
        return [Stryg(sti)], [Sæt(sti, None)]
    return [Stryg((*sti, place)) for place in sorted(leaving, reverse=True)], *anew(sti, kept)


def anew(sti: Place, value: Any) -> tuple[Sequence[Ændring], ...]:
    """The ways to write a field anew: in its place, else below what it said, which stays as a remark with those within it."""
    return [Sæt(sti, value)], [Stryg(sti), Sæt(sti, value)]


def emptied(source: Source, sti: Place, value: Any) -> tuple[Sequence[Ændring], ...]:
    """The ways to let a field say nothing of what it said: where remarks stand in it, they go with that, as a remark."""
    in_place, below = anew(sti, value)
    return (below, in_place) if is_remarked(source, sti) else (in_place, below)


def in_words(plan: Plan, amount: Amount) -> str:
    """An amount in a sentence, in the plan's unit; nothing where there is none."""
    if isinstance(amount, Decimal):
        return format_amount(amount, plan.grundlag.trykte_decimaler)
    return "" if amount is None else str(amount)
