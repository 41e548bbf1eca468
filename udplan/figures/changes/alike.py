"""Texts of a field, as they are held against one another."""

from __future__ import annotations

from typing import Any

from udplan.values.differ import same
from udplan.values.unknown import IkkeOplyst


def text(value: Any) -> str | IkkeOplyst | None:
    """A text; one of nothing but spaces is blank."""
    if value is None or isinstance(value, IkkeOplyst):
        return value
    return str(value) if str(value).strip() else None


def alike(one: str | IkkeOplyst | None, other: str | IkkeOplyst | None) -> bool:
    """Whether two say the same; blank and ``ikke oplyst`` are each only like themselves."""
    return one == other or (isinstance(one, str) and isinstance(other, str) and same(one, other))
