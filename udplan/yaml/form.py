"""What the reader of YAML must know of the fields that may stand in a file, and no more: it knows no field by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol


class Refused(NamedTuple):
    """Why a value may not stand in brackets: the rule that says so, in which words, and what is read in its place."""

    regel: str
    besked: str
    read_as: Any


class Shape(Protocol):
    """What may stand at a place in a file: one value, a group of fields, or a list."""

    @property
    def own_names(self) -> bool:
        """Whether the names in a group are the plan's own (years, codes, rules), and not those of fields."""

    @property
    def running(self) -> bool:
        """Whether it is a text that runs on as it likes, so that a # in it may well be a part of it."""

    @property
    def long(self) -> bool:
        """Whether it is a text that may be of many lines."""

    @property
    def in_order(self) -> tuple[str, ...]:
        """The names of a group's fields, in the order in which they are written; none where the names are the plan's own."""

    def takes(self, text: str) -> bool:
        """Whether a text on one line may be its value, as far as that can be told without a plan."""

    def under(self, name: str) -> Shape | None:
        """What stands under a name in the group; None where no such field is known."""

    @property
    def point(self) -> Shape | None:
        """What each point of the list is; None where it is not a list."""

    def in_brackets(self, name: str, points: list[Any], plain: list[list[str]]) -> Refused | None:
        """Why a list in brackets may not stand here, under the field's ``name``; None where it may. ``plain`` are the
        points that are texts without quotes, those beside one another together: a comma would have split those."""


class Form(NamedTuple):
    """A file's fields: every spelling of every field's name, to the name; and the shape of the whole file.

    ``begin`` is the Danish sentence on what to write in a file that is empty, ``example`` a line of such a file, and
    ``whole`` all of one, to copy.
    """

    keys: Mapping[str, str]
    top: Shape | None
    begin: str = ""
    example: str = ""
    whole: str | None = None


def under(shape: Shape | None, name: str) -> Shape | None:
    """``Shape.under`` where there is a shape."""
    return shape and shape.under(name)
