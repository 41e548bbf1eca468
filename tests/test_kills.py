"""A run that is stopped leaves whole files, whatever stops it and where; ``tests.kills`` is the same at large, by hand."""

from __future__ import annotations

import sys

import pytest

from tests.command_line import start

KILLS = "from tests.kills import main; raise SystemExit(main())"


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
@pytest.mark.parametrize("name", ["ret", "ny", "report -o", "modtag", "nyt-år"])
def test_a_command_that_is_stopped_before_any_of_its_steps_leaves_whole_files(name: str) -> None:
    """On Windows a file that is open cannot be given a name, so it is closed first; the steps are the same otherwise."""
    ran = start("--steps", name, code=KILLS)
    assert ran.status == 0, ran.out + ran.err
    assert ", 0 wrong" in ran.out
