"""The real command line, in a process of its own, as a user meets it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "plans" / "2025-2028"


class Ran:
    """What a run of udplan gave."""

    def __init__(self, status: int, out: bytes, err: bytes) -> None:
        self.status, self.raw = status, out
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")


def udplan(*words: str, cwd: Path = ROOT, environment: dict[str, str] | None = None, **more: str) -> Ran:
    ran = subprocess.run(
        [sys.executable, "-m", "udplan", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **(environment or {}), **more},
        capture_output=True,
        check=False,
    )
    found = Ran(ran.returncode, ran.stdout, ran.stderr)
    assert "Traceback" not in found.out + found.err
    return found


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The real plan, to spoil."""
    folder = tmp_path / "plans" / "2025-2028"
    shutil.copytree(PLAN, folder)
    return folder


def test_sum_per_udvalg_is_what_the_seeds_say() -> None:
    found = json.loads(udplan("sum", "--pr", "udvalg", "--format", "json").out)
    rows = {(row["navn"], row["bevilling"]): list(row["beløb"].values()) for row in found["rækker"]}
    totals = {row["bevilling"]: list(row["beløb"].values()) for row in found["i_alt"]}
    assert rows["AU", "drift"] == ["-0.718", "-1.350", "-1.613", "-1.875"]
    assert rows["ØK", "drift"] == ["12.400", "1.000", "1.000", "1.000"]
    assert totals["drift"] == ["11.682", "-0.350", "-0.613", "-0.875"]
    assert (found["enhed"], found["år"], found["pr"]) == ("mio. kr.", [2025, 2026, 2027, 2028], "udvalg")


def test_the_extract_of_a_committee_without_points_of_its_own() -> None:
    text = udplan("report", "--udvalg", "BUU").out
    own, rest = text.split("## Punkter, der behandles i udvalget")
    through, cross = rest.split("## Tværgående punkter")
    assert "Ingen." in own
    assert "I alt" not in text
    for title in (
        "#### Effektiviseringsbidrag og novembergreb",
        "forsørgelsesudgifter R307 (B)",
        "#### Politiske visioner",
        "#### De nationale reformer",
    ):
        assert title in through
    assert "-0,518 | -1,050 | -1,313 | -1,575" in through
    assert "Kan vedkomme udvalget" in through
    assert cross.count("#### Flådestyring R003 (I)(B)") == 1
    assert "Effektiviseringsbidrag" not in cross.split("## Kommer i udvalget")[0]


def test_a_stated_11_4_prints_with_three_decimals_and_blank_prints_blank() -> None:
    assert "| Effektiviseringsbidrag og novembergreb – alle udvalg | 11,400 |  |  |  |" in udplan("report", "plan").out


def test_the_real_plan_has_no_errors() -> None:
    ran = udplan("lint")
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == "0 fejl, 15 advarsler, 17 undtagelser."
    assert udplan("lint", "--streng").status == 1


def test_lint_shows_the_line_with_a_caret_and_what_to_write(plan: Path) -> None:
    file = plan / "au" / "au-puljen.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("0,100", "0,1OO"), encoding="utf-8", newline="")
    ran = udplan("lint", cwd=plan.parent.parent)
    lines = ran.out.splitlines()
    assert ran.status == 1
    place = next(number for number, line in enumerate(lines) if "[beloeb-form]" in line)
    assert lines[place].startswith("plans/2025-2028/au/au-puljen.yaml:")
    assert lines[place + 2].index("^") == lines[place + 1].index("0,1OO")


def test_lint_as_json_has_the_promised_fields(plan: Path) -> None:
    (plan / "au" / "ny.yaml").write_text("overskirft: Ny\n", encoding="utf-8", newline="")
    found = json.loads(udplan("lint", "--format", "json", cwd=plan.parent.parent).out)
    first = next(problem for problem in found if problem["regel"] == "ukendt-felt")
    assert list(first) == ["fil", "linje", "kolonne", "regel", "niveau", "besked", "forslag"]
    assert (first["fil"], first["linje"], first["kolonne"]) == ("plans/2025-2028/au/ny.yaml", 1, 1)
    assert (first["niveau"], first["forslag"]) == ("fejl", "overskrift")


def test_lint_of_one_file_checks_it_against_its_whole_plan(plan: Path) -> None:
    file = plan / "au" / "r307-fravaer-forsoergelse.yaml"
    assert udplan("lint", str(file), cwd=plan).out.splitlines()[-1] == "0 fejl, 1 advarsel, 1 undtagelse."


def test_a_changed_thousandth_is_an_error_with_the_difference(plan: Path) -> None:
    file = plan / "au" / "r901-pulje-og-loentilskud.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("2027: -0,300", "2027: -0,301"), encoding="utf-8", newline=""
    )
    ran = udplan("lint", cwd=plan)
    assert ran.status == 1
    assert "Arbejdsmarkedsudvalget 2027: summen er -1,614, men der er oplyst -1,613. Forskellen er -0,001." in ran.out


@pytest.mark.parametrize("command", [("report", "plan"), ("sum",), ("list",)])
def test_a_plan_with_an_unreadable_file_gives_no_figures(plan: Path, command: tuple[str, ...]) -> None:
    (plan / "au" / "au-puljen.yaml").write_bytes("overskrift: Økonomi".encode("cp1252"))
    ran = udplan(*command, cwd=plan)
    assert ran.status == 1
    assert ran.out == ""
    assert "au-puljen.yaml" in ran.err
    assert "ikke gemt som UTF-8" in ran.err


def test_a_file_is_written_whole_or_not_at_all(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.html"
    assert udplan("report", "plan", "-o", str(target), cwd=plan).status == 0
    first = target.read_bytes()
    assert first.startswith(b"<!doctype html>") or first.startswith(b"<!DOCTYPE html>")
    (plan / "au" / "au-puljen.yaml").write_text("[", encoding="utf-8")
    assert udplan("report", "plan", "-o", str(target), cwd=plan).status == 1
    assert target.read_bytes() == first
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_the_format_follows_the_name_of_the_file(plan: Path, tmp_path: Path) -> None:
    udplan("list", "-o", str(tmp_path / "p.csv"), cwd=plan)
    assert (tmp_path / "p.csv").read_bytes().startswith(b"\xef\xbb\xbfid;overskrift;")
    ran = udplan("report", "plan", "-o", str(tmp_path / "p.docs"), cwd=plan)
    assert (ran.status, "docs" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rapport",), "Mente du report?"),
        (("report", "udvalgg", "--udvalg", "AU"), "Mente du udvalg?"),
        (("report", "--udvalg", "BUUU"), "Mente du BUU?"),
        (("list", "--tovholder", "Økonmichefen"), "Mente du Økonomichefen?"),
        (("list", "--plan", "2025-2029"), "Mente du 2025-2028"),
        (("report", "plan", "--format", "htm"), "Mente du html?"),
        (("list", "--udvlag", "AU"), "Mente du --udvalg?"),
    ],
)
def test_what_is_unknown_is_answered_with_the_nearest(words: tuple[str, ...], said: str) -> None:
    ran = udplan(*words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize(
    "written", ["BUU", "buu", "Børne- og Ungdomsudvalget", "boerne- og ungdomsudvalget", "ungdomsudv"]
)
def test_a_committee_is_found_however_it_is_written(written: str) -> None:
    assert udplan("list", "--udvalg", written).out == udplan("list", "--udvalg", "BUU").out


def test_options_are_read_in_any_form() -> None:
    plain = udplan("list", "--tværgående", "--format", "json").out
    assert len(json.loads(plain)) == 18
    for written in ("--Tva\u030aergående".replace("a\u030ae", "æ"), "--TVÆRGA\u030aENDE", "--tvaergaaende"):
        assert udplan("list", written, "--format", "json").out == plain


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}])
def test_any_console_shows_everything(environment: dict[str, str]) -> None:
    shown: list[tuple[str, ...]] = [
        ("sum",),
        ("list",),
        ("lint",),
        ("--help",),
        ("report", "--help"),
        ("sum", "--kontroltal"),
    ]
    for words in shown:
        ran = udplan(*words, environment=environment)
        assert ran.status == 0, ran.err
        assert "-0,718" in ran.out or "sum" not in words
    data: list[tuple[str, ...]] = [("report", "plan"), ("sum", "--format", "json"), ("list", "--format", "csv")]
    for words in data:
        assert udplan(*words, environment=environment).raw == udplan(*words).raw


def test_completion_knows_the_plans_committees_and_managers() -> None:
    for written, found in (
        ("udplan report --udvalg B", "BUU"),
        ("udplan list --tovholder Kommunal", "Kommunaldirektøren"),
    ):
        ran = udplan(_UDPLAN_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=written)
        assert found in ran.out


def test_completion_and_help_import_neither_pydantic_nor_rich_nor_jinja() -> None:
    code = (
        "import sys, udplan.cli\n"
        "try: udplan.cli.app(sys.argv[1:], prog_name='udplan')\n"
        "except SystemExit: pass\n"
        "print([name for name in ('pydantic', 'rich', 'jinja2', 'ruamel') if name in sys.modules])"
    )
    for words in (["--help"], ["report", "--help"]):
        ran = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, check=True)
        assert ran.stdout.decode("utf-8").splitlines()[-1] == "[]"


def test_every_command_shows_an_example() -> None:
    for command in ("lint", "sum", "list", "report"):
        assert f"  udplan {command}" in udplan(command, "--help").out


def test_no_plan_here(tmp_path: Path) -> None:
    ran = udplan("lint", cwd=tmp_path)
    assert (ran.status, ran.err) == (
        2,
        "Fejl: Her er ingen plan. Gå til mappen med plans/, eller sig hvor planen er: --plan MAPPE.\n",
    )


def test_the_newest_plan_is_the_one_that_is_meant(plan: Path) -> None:
    older = plan.parent / "2023-2026"
    shutil.copytree(plan, older)
    text = (older / "plan.yaml").read_text(encoding="utf-8")
    (older / "plan.yaml").write_text(text.replace("2025-2028", "2023-2026"), encoding="utf-8")
    assert json.loads(udplan("sum", "--format", "json", cwd=plan.parent.parent).out)["år"][0] == 2025


def test_a_plan_points_may_be_kept_from_the_public(plan: Path) -> None:
    file = plan / "au" / "r901-pulje-og-loentilskud.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "offentlig: nej\nnote: hemmelig\n", encoding="utf-8", newline="")
    text = udplan("report", "--udvalg", "AU", cwd=plan).out
    assert "R901" not in text
    assert "hemmelig" not in text
    assert "Et punkt er ikke offentligt og er udeladt her. Beløbene tæller med i planens summer." in text
