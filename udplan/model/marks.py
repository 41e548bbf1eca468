"""What the model says of a field besides its kind: what asks for it, who misses it, and how a new file shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from udplan.model.indsats import Art
    from udplan.model.kind import Base

_Mark = TypeVar("_Mark")


class Krav(NamedTuple):
    """Items of some arts must have the field. ``hvad`` ends the sentence that asks for it, and ``når`` says it in the
    field reference. ``kun_dem`` says that others may not have it; ``til_afsluttet`` that a rule asks for it instead, and
    only while the item is unfinished."""

    når: str
    arter: frozenset[Art] = frozenset()
    hvad: str = ""
    kun_dem: bool = False
    til_afsluttet: bool = False


class Savnes:
    """A reader of the plan misses the field, as long as the item is unfinished."""


class INyFil(NamedTuple):
    """The file of a new item has the field, for items of ``arter`` (all, where none are named).

    ``bemærkning`` stands behind it (where there is none, what its kind says to write) and may name ``{enhed}``,
    ``{fortegn}`` and ``{led}`` of the plan; ``ellers`` is what is written where nothing was given, and ``undtagelse`` the
    rule that then does not hold for the item, and why.
    """

    bemærkning: str | None = None
    arter: frozenset[Art] = frozenset()
    ellers: str = ""
    undtagelse: tuple[str, str] | None = None


def marked(model: type[Base], mark: type[_Mark]) -> Iterator[tuple[str, _Mark]]:
    """The fields of a model that have a mark, with it, in the order of the model."""
    for navn, info in model.model_fields.items():
        yield from ((navn, found_mark) for found_mark in marks_of(info.metadata, mark))


def marks_of(metadata: list[Any], mark: type[_Mark]) -> Iterator[_Mark]:
    """The marks of a sort among what stands behind a field's type."""
    return (each for each in metadata if isinstance(each, mark))
