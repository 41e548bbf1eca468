"""The reports: each is one function from a plan and a selection to a document of blocks, and knows nothing of formats.

A new report is a new file and a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from udplan.blocks import Document
from udplan.plan import Plan
from udplan.select import Valg

Report = Callable[[Plan, Valg], Document]


class Listed(NamedTuple):
    """What a report is, for those who look for one."""

    hvad: str
    eksempel: str


REPORTS: dict[str, Listed] = {
    "plan": Listed("Hele udmøntningsplanen, som ØK og KB ser den", "udplan report plan -o plan.html"),
    "udvalg": Listed(
        "Et udvalgs udsnit: egne punkter, dem der behandles i udvalget, og de tværgående", "udplan report --udvalg BUU -o buu.html"
    ),
}


def report(navn: str) -> Report:
    """The report of that name; one of ``REPORTS``."""
    module = import_module(f"udplan.reports.{navn}")
    found: Report = module.report
    return found
