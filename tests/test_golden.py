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
    "sag.md": ("report", "sag"),
    "sag-au.md": ("report", "sag", "--udvalg", "AU"),
    "direktion.md": ("report", "direktion", "--siden", "2025-01-01", "--dato", "2025-03-01"),
    "arbejdsplan-buu.md": ("report", "arbejdsplan", "--udvalg", "BUU"),
    "arbejdsplan-buu.ics": ("report", "arbejdsplan", "--udvalg", "BUU", "--format", "ics"),
    "aarshjul.md": ("report", "årshjul"),
    "aarshjul.html": ("report", "årshjul", "--format", "html"),
    "oekonomi.md": ("report", "økonomi"),
    "tovholder.md": ("report", "tovholder"),
    "strategi-2021.md": ("report", "strategi", "--plan", "plans/2021-2024"),
    "puljer-2021.md": ("report", "puljer", "--plan", "plans/2021-2024"),
    "plan-2023.md": ("report", "plan", "--plan", "plans/2023-2026"),
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
    which = () if "--plan" in words else ("--plan", "plans/2025-2028")
    ran = subprocess.run(
        [sys.executable, "-m", "udplan", *words, *which],
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


@pytest.mark.parametrize(
    "name", ["plan.html", "udvalg-buu.md", "list.json", "list-buu.csv", "arbejdsplan-buu.ics", "direktion.md"]
)
def test_the_document_is_the_same_in_another_place(name: str) -> None:
    assert printed(*DOCUMENTS[name], **ELSEWHERE) == (GOLDEN / name).read_bytes()
