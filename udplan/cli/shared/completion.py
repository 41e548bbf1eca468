"""What Tab can suggest as a value: the names in plan.yaml, which alone is read, and those that udplan itself has.

All of them: ``cli.dansk.tab`` picks those that fit what is typed. What is slow to import is imported when Tab is pressed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from udplan.cli.dansk.tab import WORD
from udplan.model import folders
from udplan.values.words import fold

#: Names, and what stands beside each in the list of suggestions.
Names = Iterable[tuple[str, str]]


def _folder(ctx: typer.Context) -> Path:
    return folders.find_plan(ctx.params.get("plan") or os.environ.get("UDPLAN_PLAN"), Path.cwd())


def _from_plan(names: Callable[[dict[str, Any]], Names]) -> Callable[[typer.Context], list[tuple[str, str]]]:
    def suggest(ctx: typer.Context) -> list[tuple[str, str]]:
        try:
            return list(names(folders.plan_data(_folder(ctx))))
        except (folders.NoPlan, OSError):
            return []  # no plan here, or none that can be reached

    return suggest


def _fora(data: dict[str, Any]) -> Names:
    fora = data.get("fora")
    for kode, forum in fora.items() if isinstance(fora, dict) else ():
        yield kode, _text(forum.get("navn")) if isinstance(forum, dict) else ""


def _named(field: str) -> Callable[[dict[str, Any]], Names]:
    """The names of a register whose points are a name, or have one."""

    def names(data: dict[str, Any]) -> Names:
        points = data.get(field)
        for point in points if isinstance(points, list) else ():
            if name := _text(point.get("navn") if isinstance(point, dict) else point):
                yield name, ""

    return names


def _text(value: Any) -> str:
    """A text of a plan that is not checked; nothing in the place of what is none."""
    return value if isinstance(value, str) else ""


fora = _from_plan(_fora)
tovholdere = _from_plan(_named("tovholdere"))
temaer = _from_plan(_named("temaer"))
grupper = _from_plan(_named("hensigtsgrupper"))


def names_of_register(ctx: typer.Context) -> list[tuple[str, str]]:
    """The names of the register that is named before them on the line."""
    registers = {"tovholder": tovholdere, "forum": fora, "gruppe": grupper, "tema": temaer}
    suggest = registers.get(str(ctx.params.get("register") or ""))
    return suggest(ctx) if suggest else []


def rules() -> list[str]:
    from udplan.lint.rules import NAMES

    return [*NAMES]


def arter() -> list[str]:
    from udplan.model.indsats import Art

    return [*Art]


def lys() -> list[str]:
    from udplan.model.indsats import Lys

    return [*Lys]


def punkter(ctx: typer.Context) -> list[tuple[str, str]]:
    """The ids of the items, and the heading beside each, as the beginning of the file has it."""
    from udplan.disk.reading import read_start
    from udplan.model.files import item_files

    def heading(file: Path) -> str:
        with suppress(OSError):
            text = read_start(file, 4_000).decode("utf-8", "replace")
            return next(
                (line.partition(":")[2].strip(" '\"") for line in text.splitlines() if line[:11] == "overskrift:"), ""
            )
        return ""

    try:
        return [(file.stem, heading(file)) for file in item_files(_folder(ctx), [])]
    except (folders.NoPlan, OSError):
        return []


def fortegn() -> list[str]:
    from udplan.values.signs import FORTEGN

    return [*FORTEGN]


def enheder() -> list[str]:
    from udplan.values.amounts import ENHEDER

    return [*ENHEDER]


def one_or_two(names: Sequence[str]) -> Callable[[], list[str]]:
    """Names of which two may be written with a comma between; the second is suggested once the comma is there."""

    def suggest() -> list[str]:
        first, comma, _ = os.environ.get(WORD, "").rpartition("=")[2].partition(",")
        return [f"{first}{comma}{name}" for name in names if name != fold(first)] if comma else [*names]

    return suggest


def reports(ctx: typer.Context) -> list[tuple[str, str]]:
    """The documents, the repository's own with them, and what each is."""
    from udplan.documents.own.report import own_reports
    from udplan.documents.reports import REPORTS

    ours = {name: listed.hvad for name, listed in REPORTS.items()}
    try:
        return [*(dict.fromkeys(own_reports(folders.templates(_folder(ctx))), "") | ours).items()]
    except (folders.NoPlan, OSError):
        return [*ours.items()]


def states(ctx: typer.Context) -> list[str]:
    """The tags of the plan's repository: the plan as it was at one of them may be asked for."""
    from udplan.history.asked import tags

    try:
        return tags(_folder(ctx))
    except (folders.NoPlan, OSError):
        return []


def formats() -> list[str]:
    """The formats of any document: those of one, with the calendar that only one can be."""
    from udplan.publish.document import every_kind

    return [*every_kind()]
