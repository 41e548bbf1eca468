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


def standard_input() -> str:
    """The text that stands on standard input, whatever program wrote it there, less the line end behind it; ends the
    command where it is none. A terminal is none: one cuts what is pasted in long lines."""
    from udplan.disk.decoding import decode_any

    if sys.stdin is None or sys.stdin.isatty():
        fail(
            "- henter teksten fra en fil, og her er ingen. Skriv < tekst.txt til sidst i linjen. "
            "PowerShell kender ikke <: skriv cmd, tryk Enter, og prøv igen."
        )
    raw = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        fail("Teksten fylder over 1 MB. Skriv det vigtigste, og henvis til resten i sagen.")
    text, _, _ = decode_any(raw)
    if text is None:
        fail("Teksten kan ikke læses. Gem den igen, vælg UTF-8 som tegnkodning, og prøv igen.")
    text = text.replace("\r\n", "\n").strip("\n")
    if not text.strip():
        fail("Der kom ingen tekst ind. Skriv den, eller hent den fra en fil med < tekst.txt.")
    return text
