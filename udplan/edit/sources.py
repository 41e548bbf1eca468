"""The files of a plan as they are mended: sound or not, and with what an amount in them means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from udplan.disk.reading import read_start
from udplan.edit.repair import repair
from udplan.model import forms
from udplan.model.files import item_files
from udplan.model.folders import PLAN_FILE
from udplan.model.kind import Kontekst
from udplan.model.plan import own_context
from udplan.model.planfile import Grundlag
from udplan.values.amounts import ENHEDER
from udplan.values.words import fold
from udplan.yaml.form import Form
from udplan.yaml.lenient import top_fields
from udplan.yaml.problem import Niveau, Problem
from udplan.yaml.read import MOST_BYTES, cannot_open, parse
from udplan.yaml.source import Source


class Mendable(NamedTuple):
    """A file with its bytes and what its values are read against; None where plan.yaml does not say what an amount means."""

    source: Source
    raw: bytes
    context: Kontekst | None


def plan_sources(folder: Path, problems: list[Problem]) -> Iterator[Mendable]:
    """Every file of a plan, plan.yaml first. The settings are those of plan.yaml as it is when it is repaired.

    What cannot be opened is told in ``problems`` and left out; without plan.yaml nobody knows what an amount means.
    """
    context = None
    if plan := _opened(folder / PLAN_FILE, forms.GRUNDLAG, problems):
        context = _certain_context(*plan)
        yield Mendable(*plan, context)
    told: list[Problem] = []
    files = item_files(folder, told)
    problems += (problem for problem in told if problem.regel == "kan-ikke-laeses")
    for file in files:
        if item := _opened(file, forms.INDSATS, problems):
            yield Mendable(*item, context)


def _opened(file: Path, form: Form, problems: list[Problem]) -> tuple[Source, bytes] | None:
    try:
        raw = read_start(file, MOST_BYTES + 1)
    except OSError as error:
        problems.append(Problem(file, 1, 1, "kan-ikke-laeses", Niveau.FEJL, cannot_open(error)))
        return None
    return parse(file, raw, form), raw


def _certain_context(plan: Source, raw: bytes) -> Kontekst | None:
    data = top_fields(repair(plan, raw, None).after, forms.GRUNDLAG)
    enheder, decimaltegn = set(map(fold, ENHEDER)), {"komma", "punktum", "none"}
    understood = fold(str(data.get("enhed"))) in enheder and fold(str(data.get("decimaltegn"))) in decimaltegn
    # A name that is spelled wrong may be that of a setting.
    return own_context(data) if understood and data.keys() <= Grundlag.model_fields.keys() else None
