"""A path of decision that was written as a table's cell has it: ``BUU januar 2026, ØK februar 2026, KB``, ``BUU → ØK``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from udplan.values.times import parse_time
from udplan.values.unknown import BadValue
from udplan.values.words import fold


class Step(NamedTuple):
    """A body by its code, and its time as it was written, where it has one."""

    forum: str
    tid: str | None = None


class Steps(NamedTuple):
    """Steps in order; ``certain`` says that there is no other way to read them."""

    steps: tuple[Step, ...]
    certain: bool

    @property
    def form(self) -> str:
        """How a plan file writes them on one line."""
        if not any(step.tid for step in self.steps):
            return ", ".join(step.forum for step in self.steps)
        return f"[{', '.join(_in_list(step) for step in self.steps)}]"


def _in_list(step: Step) -> str:
    if step.tid:
        return f"{{forum: {step.forum}, tid: {step.tid}}}"
    return step.forum if "," not in step.forum else f'"{step.forum}"'


#: What stands between two steps, where they are certain: one sign of them all, or several.
_SIGNS = (",", ";", "->", "=>", "→", "➔", ">")
_ANY = "|".join(_SIGNS)
_DOUBTFUL = "/"


def pieces(text: str) -> list[str]:
    """What stands between the signs that part steps."""
    return [piece.strip() for piece in re.split(_ANY, text)]


def read_steps(text: str, fora: Mapping[str, str]) -> Steps | None:
    """The steps that a text on one line names, each a body that ``fora`` (folded names to codes) knows, with a time or
    without; None where they are not steps.

    A stroke is doubtful: ``BUU/ØK`` may be two bodies that meet together.

    >>> read_steps("BUU -> KB", {"buu": "BUU", "kb": "KB"}).form
    'BUU, KB'
    >>> read_steps("BUU (januar 2026); KB", {"buu": "BUU", "kb": "KB"}).form
    '[{forum: BUU, tid: januar 2026}, KB]'
    """
    for sign in (*_SIGNS, _ANY, _DOUBTFUL):
        steps = [read_step(piece.strip(), fora) for piece in re.split(sign, text)]
        known = tuple(step for step in steps if step is not None)
        if len(known) == len(steps):
            return Steps(known, certain=sign != _DOUBTFUL)
    return None


def read_step(piece: str, fora: Mapping[str, str]) -> Step | None:
    """One step: the name of a body, and perhaps a time behind it."""
    if code := fora.get(fold(piece)):
        return Step(code)
    return next((Step(code, tid) for code, tid in splits(piece, fora) if _is_time(tid)), None)


def splits(piece: str, fora: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The bodies that a step may begin with, the longest name first, and what stands behind each, less the brackets that
    people put around a time."""
    words = piece.split()
    for at in range(len(words), 0, -1):
        if code := fora.get(fold(" ".join(words[:at]).rstrip(":,"))):
            behind = " ".join(words[at:])
            yield code, behind[1:-1].strip() if behind[:1] == "(" and behind[-1:] == ")" else behind


def _is_time(text: str) -> bool:
    try:
        parse_time(text)
    except BadValue:
        return False
    return "," not in text and ":" not in text


def told_of_cell(text: str, fora: Mapping[str, str]) -> tuple[str, str | None] | None:
    """What to say in Danish of a path that has signs or times between its steps, and how it is written; None where its
    names are only unknown."""
    if found := read_steps(text, fora):
        mend = "; udplan ret kan gøre det." if found.certain else ". Er det et fælles møde, så giv det sit eget forum."
        how = "som en liste, når de har tider" if found.form[0] == "[" else "med komma imellem"
        return f"Skriv leddene {how}: {found.form}{mend}", found.form
    steps = (read_step(piece.strip(), fora) for piece in text.split(","))
    timed = next((step for step in steps if step and step.tid), None)
    if timed is None:
        return None
    form = f"[{_in_list(timed)}, …]"
    return f"Et led med en tid skal stå i en liste: {form}. Skriv alle leddene på den måde.", None
