"""A path of decision as somebody writes it, on the line or when asked, as its file is to have it."""

from __future__ import annotations

import re
from typing import Any

from udplan.figures.select import find_udvalg
from udplan.model.indsats import INGEN
from udplan.model.kind import is_unknown
from udplan.model.plan import Plan
from udplan.values.steps import Step, pieces, read_step, read_steps, splits, told_of_cell
from udplan.values.times import parse_time
from udplan.values.unknown import UKENDT, BadValue


def read_path(plan: Plan, written: str) -> Any:
    """A path of decision: bodies by code or name (or a part of a name), as ``values.steps`` reads them; or ``ingen:`` and why.

    Raises:
        BadValue: for what is no path, and for one that may be meant in more ways than one.
        UnknownChoice: for a body that the plan does not know.
    """
    text = " ".join(written.split())
    if reason := re.fullmatch(r"ingen\s*[:=]?\s*(.*)", text, re.IGNORECASE):
        if not reason[1]:
            raise BadValue("Skriv også hvorfor: fx ingen: Er indarbejdet i budgettet")
        return {INGEN: reason[1]}
    if is_unknown(text):
        return UKENDT
    names = plan.grundlag.forumnavne
    if found := read_steps(text, names):
        if not found.certain and (told := told_of_cell(text, names)):
            raise BadValue(*told)
        steps = found.steps
    else:
        steps = tuple(_step(plan, piece) for piece in pieces(text))
    if any(step.tid for step in steps):
        return [{"forum": step.forum, "tid": step.tid} if step.tid else step.forum for step in steps]
    return ", ".join(step.forum for step in steps)


def _step(plan: Plan, piece: str) -> Step:
    """A step of which only a part of a name is written; else what is wrong with it."""
    if not piece:
        raise BadValue("Der er et komma for meget i sagsgangen. Skriv fx BUU, ØK, KB.")
    names = plan.grundlag.forumnavne
    if step := read_step(piece, names):
        return step
    for forum, tid in splits(piece, names):
        try:
            parse_time(tid)
        except BadValue as error:
            raise BadValue(f"{forum}: {error.besked}") from error
    return Step(find_udvalg(plan, piece))
