"""The house: rooms in a line, imports that run one way along it, and no room too large to hold in the head."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "udplan"

#: The line, from file to command. A room imports those that stand before it, and no others.
ROOMS = (
    "values",
    "disk",
    "output",
    "yaml",
    "model",
    "history",
    "edit",
    "figures",
    "figures/changes",
    "lint/rules",
    "lint",
    "schema",
    "documents",
    "documents/printing",
    "documents/formats/word",
    "documents/formats/pdf",
    "documents/formats",
    "documents/reports",
    "documents/reports/aendringer",
    "documents/own",
    "publish",
    "live",
    "office",
    "intake",
    "intake/table",
    "intake/answers",
    "intake/next_year",
    "cli/dansk",
    "cli/shared",
    "cli/commands",
    "cli",
    "__main__",
)
#: What cannot be held in the head at once.
MOST_LINES = 400
MOST_MODULES = 15

FILES = sorted(PACKAGE.rglob("*.py"))


def room(name: str) -> str:
    """The room of a module (``udplan.values.words``): its folder, or itself where it stands in none."""
    parts = name.split(".")[1:]
    folder = [part for count, part in enumerate(parts, 1) if PACKAGE.joinpath(*parts[:count]).is_dir()]
    return "/".join(folder) or parts[0]


def imported(file: Path) -> Iterator[str]:
    """The modules and names of udplan's own that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("udplan."):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "udplan":
            yield from (f"udplan.{alias.name}" for alias in node.names if alias.name != "__version__")
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("udplan."))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way_along_the_line(file: Path) -> None:
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    if module == "udplan":
        assert list(imported(file)) == []
        return
    own = room(module)
    before = ROOMS[: ROOMS.index(own)]
    late = {name for name in imported(file) if room(name) not in (own, *before)}
    assert late == set(), f"{own} may import {before}"


def test_every_room_is_in_the_line_and_none_is_too_large() -> None:
    folders = {file.parent.relative_to(PACKAGE).as_posix() for file in FILES} - {"."}
    alone = {file.stem for file in FILES if file.parent == PACKAGE} - {"__init__"}
    assert folders | alone == set(ROOMS)
    for folder in folders - {"lint/rules", "cli/commands"}:  # of these one is one file, and knows of no other
        assert len(list((PACKAGE / folder).glob("*.py"))) <= MOST_MODULES, folder
    for file in FILES:
        assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, file


def test_every_room_says_what_it_is_for_and_what_it_may_import() -> None:
    for folder in {file.parent for file in FILES} - {PACKAGE}:
        said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
        assert re.search("import", said, re.IGNORECASE), folder


def test_the_page_for_contributors_draws_the_rooms() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for place in ROOMS:
        assert re.search(rf"^ *{re.escape(place.rpartition('/')[2])}(?:/|\.py)?\s", page, re.MULTILINE), place


def test_what_is_worked_out_is_never_changed_afterwards() -> None:
    """So that two who ask for the same figures may be given the same thing."""
    for file in sorted((PACKAGE / "figures").glob("[!_]*.py")):
        module = import_module(f"udplan.figures.{file.stem}")
        for name, made in vars(module).items():
            if is_dataclass(made) and made.__module__ == module.__name__:
                assert made.__dataclass_params__.frozen, f"{file.stem}.{name}"  # type: ignore[union-attr]
