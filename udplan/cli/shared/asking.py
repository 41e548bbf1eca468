"""Questions on the terminal: each is asked again until its answer can be used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from udplan.cli.shared.steps import fail, say

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


#: A text that stands in one field is shorter (see ``yaml.read``).
_MOST_BYTES = 1_000_000


def piped(option: str) -> str:
    """The text on standard input, whatever wrote it there; ends the command where it is none."""
    if sys.stdin is None or sys.stdin.isatty():
        fail(f"{option} - læser teksten fra standard input, og dér er ingen. Skriv fx {option} - < tekst.txt")
    raw = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        fail(f"Teksten til {option} fylder over 1 MB. Skriv det vigtigste, og henvis til resten i sagen.")
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        fail(f"Teksten til {option} er ikke UTF-8. Gem den igen, og vælg UTF-8 som tegnkodning.")
