"""Questions on the terminal: each is asked again until its answer can be used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from udplan.cli.shared.steps import say

_T = TypeVar("_T")


def asks() -> bool:
    """Whether there is somebody to ask."""
    from udplan import output

    return sys.stdin is not None and sys.stdin.isatty() and output.is_terminal()


def answer(label: str, read: Callable[[str], _T], *, choices: Sequence[str] = (), hint: str = "") -> _T:
    """What ``read`` makes of an answer. Where it refuses one (a ValueError in Danish words), that is said, and the question
    asked again."""
    from udplan import output

    while True:
        try:
            return read(output.ask(label, choices, hint=hint))
        except ValueError as error:
            say(str(error))


def answers(label: str, read: Callable[[str], _T], *, hint: str) -> list[_T]:
    """Answers to the same question, one a line, until a line is blank."""
    found: list[_T] = []
    while (one := answer(label, lambda text: read(text) if text else None, hint=hint)) is not None:
        found.append(one)
    return found
