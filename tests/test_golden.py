"""Golden documents: every report and format of the real plan, the same bytes every time and everywhere."""

from __future__ import annotations

import pytest

from tests.command_line import start, udplan
from tests.goldens import GOLDEN, hold_still

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


def whole(words: tuple[str, ...]) -> tuple[str, ...]:
    """A command line with the plan that it is about."""
    return (*words, *(() if "--plan" in words else ("--plan", "plans/2025-2028")))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_is_as_it_was(name: str) -> None:
    ran = udplan(*whole(DOCUMENTS[name]))
    assert ran.status == 0, ran.err
    hold_still(name, ran.raw)


@pytest.mark.process
@pytest.mark.parametrize("name", ["plan.html", "arbejdsplan-buu.ics", "direktion.md"])
def test_the_document_is_the_same_in_another_place(name: str) -> None:
    ran = start(*whole(DOCUMENTS[name]), environment=ELSEWHERE)
    assert (ran.status, ran.raw) == (0, (GOLDEN / name).read_bytes()), ran.err
