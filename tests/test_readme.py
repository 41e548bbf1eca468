"""The README shows what udplan prints, and its commands are those that work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command_line import udplan

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"<!-- eksempel: (.+?) -->\n```text\n(.+?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_every_line_that_is_shown_is_printed_in_that_order(command: str, shown: str) -> None:
    real = udplan(*command.split(), "--plan", "plans/2025-2028").out.splitlines()
    place = 0
    for line in filter(None, shown.splitlines()):
        assert line in real[place:], f"not printed, or not there: {line}"
        place = real.index(line, place) + 1


def test_the_readme_counts_what_lint_counts() -> None:
    last = udplan("lint", "--plan", "plans/2025-2028").out.splitlines()[-1]
    assert last == "0 fejl, 15 advarsler, 17 undtagelser."
    assert "15 warnings" in README
    assert "**17 exceptions are in force.**" in README
