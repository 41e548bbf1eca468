"""The reports: each is one function from a plan and a selection to a document of blocks, and knows nothing of formats.

Imports ``documents.blocks``, ``figures``, ``model`` and ``values``.

A new report is a new file (in ASCII: ``årshjul`` is ``aarshjul.py``) and a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from udplan.documents.blocks import Document
from udplan.figures.select import Valg
from udplan.model.plan import Plan
from udplan.values.words import fold

Report = Callable[[Plan, Valg], Document]


class Listed(NamedTuple):
    """What a report is, for those who look for one."""

    hvad: str
    eksempel: str
    ser_frem: bool = False  # it speaks of what is to come, and can be of a day
    sammenligner: bool = False  # it tells what has changed since --siden
    af_to: bool = False  # it is about two states of the plan alone: without --siden there is nothing to tell


REPORTS: dict[str, Listed] = {
    "plan": Listed("Hele udmøntningsplanen, som ØK og KB ser den", "udplan report plan -o plan.html"),
    "udvalg": Listed(
        "Et udvalgs udsnit: egne punkter, dem der behandles i udvalget, og de tværgående",
        "udplan report --udvalg BUU -o buu.html",
        ser_frem=True,
    ),
    "sag": Listed(
        "Dagsordenssagen om planen, eller om et udvalgs udsnit",
        "udplan report sag --udvalg BUU -o sag.html",
        ser_frem=True,
    ),
    "direktion": Listed(
        "Direktionens status på de tværgående punkter, OBS-punkter først",
        "udplan report direktion --siden 2025-02-01 --dato i-dag -o status.html",
        ser_frem=True,
        sammenligner=True,
    ),
    "strategi": Listed(
        "Punkterne efter strategisk tema, de politikker de rører ved, og puljerne",
        "udplan report strategi -o strategi.html",
    ),
    "puljer": Listed("Puljerne pr. udvalg: drift, anlæg, anvendt og rest", "udplan report puljer -o puljer.html"),
    "arbejdsplan": Listed(
        "Et udvalgs arbejdsplan, møde for møde eller måned for måned",
        "udplan report arbejdsplan --udvalg AU --dato i-dag -o arbejdsplan.html",
        ser_frem=True,
    ),
    "årshjul": Listed(
        "Årets gang som hjul og tabel", "udplan report årshjul --år 2025 -o aarshjul.html", ser_frem=True
    ),
    "økonomi": Listed(
        "Beløb pr. udvalg og år, besparelser og udgifter, kontroltal", "udplan report økonomi -o oekonomi.html"
    ),
    "opfølgning": Listed(
        "Aftalt, forventet, lys og seneste status, røde først, og hvad kravene er omsat til",
        "udplan report opfølgning --dato i-dag -o opfoelgning.html",
    ),
    "ændringer": Listed(
        "Hvad der er ændret siden en dag, et mærke, en mappe eller en zip",
        "udplan report ændringer --siden 2025-01-31 -o aendringer.html",
        sammenligner=True,
        af_to=True,
    ),
    "tovholder": Listed(
        "Tovholdernes punkter: næste led, seneste status og det, der mangler",
        "udplan report tovholder --dato i-dag -o tovholdere.html",
        ser_frem=True,
    ),
}


def report(navn: str) -> Report:
    """The report of that name; one of ``REPORTS``."""
    module = import_module(f"udplan.documents.reports.{fold(navn)}")
    made: Report = module.report
    return made
