"""The commands. One is one file: a function ``command`` whose parameters are its options, and its ``EXAMPLES``.

A new command is a new file (``json-skema`` is ``json_skema.py``) and a line here. Its docstring is its help. It loads,
makes one call and prints; what is slow to import, it imports inside the function.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

#: In the order of the help page.
NAMES = (
    "lint",
    "sum",
    "sammenlign",
    "eksport",
    "list",
    "report",
    "skabelon",
    "ret",
    "ny",
    "regel",
    "json-skema",
)


def module(name: str) -> ModuleType:
    """The file of the command of that name; one of ``NAMES``."""
    return import_module(f"udplan.cli.commands.{name.replace('-', '_')}")
