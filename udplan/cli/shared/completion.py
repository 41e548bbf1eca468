"""What Tab can suggest as the value of an option: the names in plan.yaml, which alone is read, and those of the rules.

All of them: ``cli.dansk.tab`` picks those that fit what is typed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import typer

from udplan.model import folders

#: Names, and what stands beside each in the list of suggestions.
Names = Iterable[tuple[str, str]]


def _from_plan(names: Callable[[dict[str, Any]], Names]) -> Callable[[typer.Context], list[tuple[str, str]]]:
    def suggest(ctx: typer.Context) -> list[tuple[str, str]]:
        try:
            folder = folders.find_plan(ctx.params.get("plan") or os.environ.get("UDPLAN_PLAN"), Path.cwd())
            return list(names(folders.plan_data(folder)))
        except (folders.NoPlan, AttributeError, TypeError):
            return []  # no plan here, or one that is not filled in yet

    return suggest


def _fora(data: dict[str, Any]) -> Names:
    return ((kode, forum.get("navn") or "") for kode, forum in data["fora"].items())


def _tovholdere(data: dict[str, Any]) -> Names:
    return ((title, "") for title in data.get("tovholdere") or ())


fora = _from_plan(_fora)
tovholdere = _from_plan(_tovholdere)


def rules() -> list[str]:
    from udplan.lint.rules import NAMES

    return [*NAMES]
