"""The files of a plan as they are mended: sound or not, and with what an amount in them means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from udplan.edit.repair import repair
from udplan.model import forms
from udplan.model.files import item_files
from udplan.model.folders import PLAN_FILE
from udplan.model.kind import Kontekst
from udplan.model.plan import own_context
from udplan.model.planfile import Grundlag
from udplan.values.amounts import ENHEDER
from udplan.values.words import fold
from udplan.yaml.lenient import top_fields
from udplan.yaml.read import parse
from udplan.yaml.source import Source


class Mendable(NamedTuple):
    """A file with its bytes and what its values are read against; None where plan.yaml does not say what an amount means."""

    source: Source
    raw: bytes
    context: Kontekst | None


def plan_sources(folder: Path) -> Iterator[Mendable]:
    """Every file of a plan, plan.yaml first. The settings are those of plan.yaml as it is when it is repaired.

    Raises:
        OSError: where a file cannot be opened.
    """
    file = folder / PLAN_FILE
    raw = file.read_bytes()
    source = parse(file, raw, forms.GRUNDLAG)
    context = _certain_context(source, raw)
    yield Mendable(source, raw, context)
    for file in item_files(folder, []):
        raw = file.read_bytes()
        yield Mendable(parse(file, raw, forms.INDSATS), raw, context)


def _certain_context(plan: Source, raw: bytes) -> Kontekst | None:
    data = top_fields(repair(plan, raw, None).after, forms.GRUNDLAG)
    enheder, decimaltegn = set(map(fold, ENHEDER)), {"komma", "punktum", "none"}
    understood = fold(str(data.get("enhed"))) in enheder and fold(str(data.get("decimaltegn"))) in decimaltegn
    # A name that is spelled wrong may be that of a setting.
    return own_context(data) if understood and data.keys() <= Grundlag.model_fields.keys() else None
