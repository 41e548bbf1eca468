"""Golden documents: every report and format of the real plan, the same bytes every time and everywhere.

``UDPLAN_GOLDEN=1`` writes them again; the difference is read before it is committed, and CI runs without it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
PLAN = ROOT / "plans" / "2025-2028"

DOCUMENTS = {
    "plan.md": ("report", "plan", "--format", "md"),
    "plan.html": ("report", "plan", "--format", "html"),
    "udvalg-buu.md": ("report", "--udvalg", "BUU"),
    "udvalg-buu.html": ("report", "--udvalg", "BUU", "--format", "html"),
    "udvalg-au.md": ("report", "--udvalg", "AU"),
    "sum-udvalg.json": ("sum", "--format", "json"),
    "sum-art.csv": ("sum", "--pr", "art", "--format", "csv"),
    "kontroltal.json": ("sum", "--kontroltal", "--format", "json"),
    "list-buu.csv": ("list", "--udvalg", "BUU", "--format", "csv"),
    "list.json": ("list", "--format", "json"),
    "lint.txt": ("lint", "--vis-undtagelser"),
}

ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Auckland",
    "LC_ALL": "C",
    "PYTHONIOENCODING": "cp1252",
    "FORCE_COLOR": "1",
    "GITHUB_ACTIONS": "true",
    "COLUMNS": "40",
}


def printed(*words: str, **environment: str) -> bytes:
    """What udplan prints on standard output about the real plan, seen from the root of the repository."""
    ran = subprocess.run(
        [sys.executable, "-m", "udplan", *words, "--plan", "plans/2025-2028"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
    return ran.stdout


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_is_as_it_was(name: str) -> None:
    written = printed(*DOCUMENTS[name], PYTHONIOENCODING="utf-8")
    golden = GOLDEN / name
    if os.environ.get("UDPLAN_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(written)
    assert written.decode("utf-8") == golden.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", ["plan.html", "udvalg-buu.md", "list.json", "list-buu.csv"])
def test_the_document_is_the_same_in_another_place(name: str) -> None:
    assert printed(*DOCUMENTS[name], **ELSEWHERE) == (GOLDEN / name).read_bytes()
