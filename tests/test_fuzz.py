"""Whatever may come (``tests/fuzz``): a small share, the same every time; and that the checks themselves can fail."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import shapes
from tests.fuzz.cases import PLAN, SOUND, Case, kind, written
from tests.fuzz.lines import every_line
from tests.fuzz.trials import REFUSED, TRIALS, Trial, Tried, every_command, hostile_words, known_sums
from udplan.cli.commands import NAMES
from udplan.documents.formats import FORMATS
from udplan.documents.reports import REPORTS
from udplan.model.plan import load


@pytest.mark.parametrize("trial", TRIALS, ids=[trial.name for trial in TRIALS])
def test_what_has_to_hold_holds(trial: Trial) -> None:
    tried: Tried = Counter()

    @settings(max_examples=trial.share, suppress_health_check=[HealthCheck.too_slow])
    @given(trial.cases)
    def attempt(case: Case) -> None:
        trial.holds(case, tried)

    attempt()
    assert tried.total() >= trial.share
    assert tried[REFUSED] <= trial.share // 3, "most plans of hostile words are to be read"


def test_every_command_and_every_document_in_every_format_is_reached() -> None:
    lines = every_line()
    reached = {kind(line) for line in lines}
    assert {line[0] for line in lines} >= set(NAMES) - {"vis"}  # which goes on until it is stopped: tests/test_live.py
    assert reached >= {(f"report {name}", format) for name, format in product(REPORTS, FORMATS)}
    assert {("report arbejdsplan", "ics"), ("eksport", "csv"), ("lint", "sarif"), ("sammenlign", "json")} <= reached


def test_every_line_does_what_it_is_for_on_a_sound_plan() -> None:
    """All but those of docx and pdf, which take long, and have their own tests."""
    every_command(Counter(), skip=("docx", "pdf"))


def test_the_sound_plan_is_sound() -> None:
    with written(Case(SOUND), Counter()) as folder:
        assert load(folder.path / PLAN).unreadable == []


# --- that a fault would be seen --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "harmless", "taken"),
    [
        ("html", "<p>text</p>", "<p><b>text</b></p>"),
        ("html", "<p>text</p>", "<p>text<!-- b --></p>"),
        ("html", '<p class="text">b</p>', '<p class="text" onclick="b">b</p>'),
        ("md", "text\n", "# text\n"),
        ("md", "text\n", "*text*\n"),
        ("md", "text\n", "[text](b)\n"),
        ("md", "text\n", "https://text.dk\n"),
        ("md", "| text |\n| --- |\n| b |\n", "| text | b |\n| --- | --- |\n| b | c |\n"),
        ("csv", "text;b\r\n", "text;b;c\r\n"),
        ("csv", "text;b\r\n", "text;=1+1\r\n"),
        ("csv", "text;-1\r\n", "text;-1+1\r\n"),
        ("ics", "SUMMARY:text\r\n", "SUMMARY:text\r\nURL:b\r\n"),
        ("json", '{"a": "text"}', '{"a": "text", "c": "d"}'),
    ],
)
def test_a_text_that_is_taken_for_more_makes_another_shape(ending: str, harmless: str, taken: str) -> None:
    shape = shapes.SHAPES[ending]
    assert shape(harmless.encode()) == shape(harmless.replace("text", "other").encode())
    assert shape(harmless.encode()) != shape(taken.encode())


def test_a_heading_too_many_is_seen_in_every_document() -> None:
    """A text that makes a heading is played by a plan with one more item, which makes one for certain."""
    plan = {f"{PLAN}/plan.yaml": SOUND[f"{PLAN}/plan.yaml"], f"{PLAN}/halvej.yaml": SOUND[f"{PLAN}/halvej.yaml"]}
    more = {**plan, f"{PLAN}/ny-vej.yaml": SOUND[f"{PLAN}/ny-vej.yaml"]}
    for format in FORMATS:
        with pytest.raises(AssertionError, match=f"{format}: .* became "):
            hostile_words(Case(more, (("report", "plan", "-o", f"plan.{format}"),), twin=plan), Counter())


def test_a_wrong_sum_is_seen() -> None:
    (trial,) = (trial for trial in TRIALS if trial.holds is known_sums)

    @settings(max_examples=3)
    @given(trial.cases)
    def attempt(case: Case) -> None:
        first, *others = case.truth
        other = first._replace(udvalg="BUU" if first.udvalg == "AU" else "AU")
        with pytest.raises(AssertionError):
            known_sums(Case(case.files, truth=(other, *others)), Counter())

    attempt()
