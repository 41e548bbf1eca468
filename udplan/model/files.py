"""The files of a plan: which there are, and what is wrong with their names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from udplan.model.folders import PLAN_FILE
from udplan.values.words import as_id, nfc
from udplan.yaml.problem import Niveau, Problem

#: Folders of a plan that hold no initiatives.
_NOT_ITEMS = frozenset({"templates"})


def item_files(folder: Path, problems: list[Problem]) -> list[Path]:
    """The file of every initiative below a plan's folder, in the order of their paths; what is left out is told."""
    return sorted(_item_files(folder, problems), key=str)


def _item_files(folder: Path, problems: list[Problem], *, top: bool = True) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name, path = entry.name, Path(entry.path)
            if name.startswith(".") or name in _NOT_ITEMS:
                continue
            if entry.is_dir():
                yield from _item_files(path, problems, top=False)
            elif name == PLAN_FILE:
                if not top:
                    problems.append(_of_file(path, _SECOND_PLAN))
            elif name.endswith(".yaml"):
                yield path
            elif name.lower().endswith((".yml", ".yaml")):
                # It must be told: a file left out is missing from every total.
                meant = f"{as_id(path.stem) or path.stem}.yaml"
                problems.append(_of_file(path, f"{name} bliver ikke læst. Omdøb den til {meant}.", meant))


_SECOND_PLAN = "Der kan kun være én plan.yaml i en plan, og den ligger øverst. Omdøb filen, eller slet den."
_ID = re.compile("[a-z0-9-]+")


def same_ids(folder: Path, files: list[Path], problems: list[Problem]) -> set[Path]:
    """Tell of file names that are no ids, and of ids that two files have; gives the later files of those."""
    first: dict[str, Path] = {}
    doubles: set[Path] = set()
    for file in files:
        stem = file.stem
        if not _ID.fullmatch(stem):
            problems.append(_no_id(file))
            stem = nfc(stem).casefold()
        earlier = first.setdefault(stem, file)
        if earlier is not file:
            besked = (
                f"Filen hedder det samme som {earlier.relative_to(folder).as_posix()}, og filens navn er punktets id. "
                "Omdøb den ene fil, eller slet den, hvis det er samme punkt."
            )
            problems.append(Problem(file, 1, 1, "id-kolliderer", Niveau.FEJL, besked))
            doubles.add(file)
    return doubles


def _no_id(file: Path) -> Problem:
    rule = "En fils navn skrives med små bogstaver fra a til z, tal og bindestreger."
    meant = as_id(file.stem)
    if not meant:
        return _of_file(file, f"{rule} Omdøb den, fx til ny-cykelsti.yaml.")
    return _of_file(file, f"{rule} Omdøb den til {meant}.yaml.", f"{meant}.yaml")


def _of_file(path: Path, besked: str, forslag: str | None = None) -> Problem:
    return Problem(path, 1, 1, "filnavn", Niveau.FEJL, besked, forslag)
