"""A state of a plan, to hold another against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from udplan.model.plan import Plan
from udplan.yaml.problem import Problem


class NoSuchState(ValueError):
    """A state that cannot be had; the text is Danish, and says what to write instead."""


@dataclass(frozen=True, eq=False)
class Tilstand:
    """A plan as it was, or as it is.

    ``navn`` is what a document calls the state (»mærket byraad-2025«, »24. marts 2025«, »en mappe«), and never a path.
    ``dag`` is the day that was asked for, where it was one. ``ulæste`` are the problems of files that cannot be read today:
    the items in them stand outside ``plan``, and cannot be compared.
    """

    plan: Plan
    navn: str
    dag: date | None = None
    ulæste: tuple[Problem, ...] = ()
