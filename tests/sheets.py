"""Sheets for the tests: sent from a small plan, changed as somebody in Excel or Word would, and taken back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tests.command_line import Ran, udplan
from tests.plans import PLAN_YAML, item, write
from udplan.intake.sheet import Ark, ark, felter
from udplan.intake.workbook import xlsx
from udplan.model.plan import Plan, load

PLAN = Path("plans") / "2025-2028"
REGISTER = """\
tovholdere:
  - Arbejdsmarkedschefen
  - Økonomichefen
  - Skolechefen
"""
STI = """\
overskrift: Ny cykelsti
art: drift
kode: D1
udvalg: AU
tovholder: Arbejdsmarkedschefen
tværgående: ja
kurs: Stien skal hænge sammen.
koordinering: To afdelinger er med.   # se sag 24/12
sagsgang:
  - forum: AU
    tid: 2025-01-21
    beslutning: Tiltrådt
  - forum: KB
    tid: marts 2025   # vejledende
beløb:
  2025: -0,518
  2026:    # tom i tabellen, ikke nul
  2027: -1,000
  2028: ikke oplyst
status:
  - dato: 2025-02-01
    tekst: I gang
note: hemmeligt-notat
"""
BRO = item(
    overskrift="Ny bro", kode="D2", tovholder="Økonomichefen", tværgående="ja", beløb="ikke oplyst", sagsgang="AU, KB"
)
HUS = item(
    overskrift="Hemmeligt-hus",
    kode="D3",
    tovholder="Økonomichefen",
    tværgående="ja",
    offentlig="nej",
    sagsgang="AU, KB",
)


def a_plan(folder: Path, files: Mapping[str, str] = {}) -> Plan:
    """A plan of three items in ``plans/`` of a folder; one of them is not public, and one has a note."""
    write(
        folder / PLAN, {"plan.yaml": PLAN_YAML + REGISTER, "sti.yaml": STI, "bro.yaml": BRO, "hus.yaml": HUS, **files}
    )
    return loaded(folder)


def loaded(folder: Path) -> Plan:
    plan = load(folder / PLAN).plan
    assert plan is not None
    return plan


def sheet(plan: Plan, **how: Any) -> Ark:
    names = felter(
        plan,
        how.pop(
            "felter",
            ("overskrift", "tovholder", "koordinering", "kurs", "sagsgang", "med_høring", "slut", "beløb", "status"),
        ),
    )
    return ark(plan, plan.indsatser, names, **how)


def excel(made: Ark, change: Callable[[Any], object] = lambda punkter: None) -> bytes:
    """A sheet as an Excel file, as somebody has saved it again. ``change`` is given the visible one."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx(made)))
    change(book["Punkter"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(made: Ark, punkter: Any, id: str, felt: str) -> Any:
    column = next(place for place, column in enumerate(made.kolonner, 1) if column.felt == felt)
    row = next(row for row in range(1, punkter.max_row + 1) if punkter.cell(row, 1).value == id)
    return punkter.cell(row, column)


def answer(folder: Path, made: Ark, values: Mapping[tuple[str, str], Any], name: str = "svar.xlsx") -> Path:
    """An answer in which some cells say something else, by id and field."""

    def change(punkter: Any) -> None:
        for (id, felt), value in values.items():
            cell(made, punkter, id, felt).value = value

    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(excel(made, change))
    return path


def modtag(folder: Path, *words: str) -> Ran:
    return udplan("modtag", *words, cwd=folder)


def text(folder: Path, id: str) -> str:
    return (folder / PLAN / f"{id}.yaml").read_bytes().decode()


def unzipped(raw: bytes) -> bytes:
    """Every byte of a file of Office's, unpacked."""
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        return b"\n".join(parts.read(part) for part in parts.namelist())
