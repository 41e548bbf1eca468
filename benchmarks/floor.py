"""The least that any lint of plan files in Python could cost: what the benchmark divides by.

Typer is imported, one pydantic model is defined, and every file is read and composed by libyaml. Nothing is kept,
checked or printed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from pydantic import BaseModel
from ruamel.yaml.cyaml import CBaseLoader


class Initiative(BaseModel):
    """One model, so that the price of defining models at all is in the floor."""

    title: str
    amounts: dict[int, str] = {}


def compose(folder: Path) -> None:
    """Read and compose every YAML file of a folder."""
    for path in folder.rglob("*.yaml"):
        with path.open("rb") as stream:
            loader = CBaseLoader(stream.read())
        loader.get_single_node()
        loader.dispose()


if __name__ == "__main__":
    assert typer  # imported for its price alone
    compose(Path(sys.argv[1]))
