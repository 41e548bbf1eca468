"""What lint found, for those who read it: people, programs, GitHub's annotations and SARIF."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.command_line import udplan
from tests.plans import PlanFolder, item, verdict
from udplan.lint.output import FORMATS, problem_text, verdict_text
from udplan.lint.rules import NAMES, rule
from udplan.lint.rules.pages import page
from udplan.lint.run import Verdict, only
from udplan.values.words import printable
from udplan.yaml.problem import Niveau, Problem

FILES = {
    "au/sti.yaml": item(beløb="\n  2025: 11,4 mio. kr.", kort="a # b"),
    "bro.yaml": item(overskrift="Ny bro X"),
    "vej.yaml": "overskrift: Vej: ny\n",
}


def a_problem(**told: Any) -> Problem:
    """A problem about the word »bro« in line 7."""
    about = {
        "fil": Path("plans/sti.yaml"),
        "linje": 7,
        "kolonne": 9,
        "regel": "yaml-form",
        "niveau": Niveau.FEJL,
        "besked": "Der er noget galt.",
        "længde": 3,
        "tekst": "  note: bro",
    }
    return Problem(**{**about, **told})


def shown(format: str, *problems: Problem) -> str:
    return FORMATS[format](Verdict(list(problems), []))


# --- GitHub ----------------------------------------------------------------------------------------------------------

ANNOTATION = re.compile(r"::(error|warning) ([^:]*)::(.*)")


def as_annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """GitHub's own reading: the kind, the properties and the message of each command (actions/toolkit, command.ts)."""
    found = [ANNOTATION.fullmatch(line) for line in re.split(r"[\r\n]+", text) if is_command(line)]
    assert all(found)
    return [
        (
            each[1],
            {key: plain(value) for key, _, value in (one.partition("=") for one in each[2].split(","))},
            plain(each[3]),
        )
        for each in found
        if each
    ]


def is_command(line: str) -> bool:
    """Whether GitHub's runner takes a line for a command (actions/runner, ActionCommand.cs: TryParseV2, then TryParse)."""
    return line.lstrip().startswith("::") or "##[" in line


def plain_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not is_command(line)]


def plain(escaped: str) -> str:
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%25", "%")):
        escaped = escaped.replace(code, sign)
    return escaped


def test_an_annotation_is_a_line_with_the_place_the_rule_and_the_message() -> None:
    assert shown("github", a_problem()) == (
        "::error file=plans/sti.yaml,line=7,col=9,endColumn=12,title=yaml-form::Der er noget galt.\n"
        "plans/sti.yaml:7:9: fejl: Der er noget galt. [yaml-form]\n"
        "1 fejl, 0 advarsler, 0 undtagelser.\n"
    )
    annotation, line, count = shown("github", a_problem(niveau=Niveau.ADVARSEL, forslag='"bro"')).splitlines()
    assert annotation.startswith("::warning ")
    assert annotation.endswith('::Der er noget galt. Skriv i stedet: "bro"')
    assert line == 'plans/sti.yaml:7:9: advarsel: Der er noget galt. Skriv i stedet: "bro" [yaml-form]'
    assert count == "0 fejl, 1 advarsel, 0 undtagelser."


def test_a_plan_without_problems_says_so_to_github_too() -> None:
    assert shown("github") == "0 fejl, 0 advarsler, 0 undtagelser.\n"


@pytest.mark.parametrize(
    "nasty",
    [
        *("100 % %0A", "a\nb\r\nc", "a::b", "a,b=c:d", "::error file=x::y", "æøå 🚲", "a\n::stop-commands::x"),
        *("\r::error::x", "a\x85 ::error::x\u2028::error::y", " \t::error::x", "a ##[error]x", "#\u200b#[error]x"),
        *("%0A::error::x", "%0D%0A::error::x", "##[##[add-mask]x"),
    ],
)
def test_whatever_a_file_says_forges_no_command_and_stays_inside_its_annotation(nasty: str) -> None:
    text = shown("github", a_problem(besked=nasty, forslag=nasty), a_problem(fil=Path(f"plans/{nasty}.yaml")))
    assert [*map(is_command, re.split(r"[\r\n]+", text))] == [True, True, False, False, False, False]
    first, second = as_annotations(text)
    told = printable(nasty)
    assert (first[0], first[1]["file"], first[2]) == ("error", "plans/sti.yaml", f"{told} Skriv i stedet: {told}")
    assert (second[1]["file"], second[1]["line"], second[2]) == (f"plans/{told}.yaml", "7", "Der er noget galt.")


def test_a_file_s_own_name_forges_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("::error file=x::y.yaml", " ::error::y.yaml", "\n::error::y.yaml"):
        *_, line, _ = shown("github", a_problem(fil=Path(name))).splitlines()
        assert line.startswith(("> ", "\\n")), name
        assert line.endswith(".yaml:7:9: fejl: Der er noget galt. [yaml-form]")


def test_what_github_does_not_show_is_found_in_the_log() -> None:
    """GitHub shows the first ten errors of a step, so those of the eleventh and twelfth item are found nowhere else."""
    folder = Path(__file__).parent / "cases" / "a13-over-ti-annotationer"
    ran = udplan("lint", "--plan", str(folder), "--format", "github")
    assert (ran.status, len(as_annotations(ran.out))) == (1, 12)
    *lines, count = plain_lines(ran.out)
    root = "tests/cases/a13-over-ti-annotationer"
    assert [line.partition(": ")[0] for line in lines] == [
        f"{root}/{number:02}-punkt-{number}.yaml:10:9" for number in range(1, 13)
    ]
    assert lines[-1] == (
        f"{root}/12-punkt-12.yaml:10:9: fejl: 12.000 kan læses på to måder. "
        "Mente du 12,000 (12 millioner kroner) eller 12000 (12 milliarder kroner)? [beloeb-form]"
    )
    assert count == "12 fejl, 0 advarsler, 0 undtagelser."


def test_every_problem_of_a_plan_is_an_annotation(plan_folder: PlanFolder) -> None:
    found = verdict(plan_folder(FILES))
    said = as_annotations(FORMATS["github"](found))
    assert len(said) == len(found.problems) > 3
    assert [(kind, properties["line"], properties["title"]) for kind, properties, _ in said] == [
        ("error" if each.niveau is Niveau.FEJL else "warning", str(each.linje), each.regel) for each in found.problems
    ]


# --- SARIF -----------------------------------------------------------------------------------------------------------


def check_sarif(log: dict[str, Any]) -> list[dict[str, Any]]:
    """The results of a log that has what the schema of SARIF 2.1.0 asks for, and says the same as it where it refers."""
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert set(run) <= {"tool", "columnKind", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert driver["name"] == "udplan"
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", driver["version"])
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(NAMES)
    for told in driver["rules"]:
        own = page(rule(told["id"]).side)
        assert (told["shortDescription"]["text"], told["help"]["text"]) == (own.title, own.text)
    for result in run["results"]:
        assert result["level"] in ("none", "note", "warning", "error")
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        artifact, region = (location["physicalLocation"][name] for name in ("artifactLocation", "region"))
        assert re.fullmatch(r"(?:[A-Za-z0-9/._~!$&'()*+,;=@-]|%[0-9A-F]{2})+", artifact["uri"])
        assert artifact["uriBaseId"] == "%SRCROOT%"
        assert all(isinstance(number, int) and number >= 1 for number in region.values())
        assert region["endColumn"] > region["startColumn"]
    results: list[dict[str, Any]] = run["results"]
    return results


def test_sarif_has_the_shape_of_its_schema_and_every_problem(plan_folder: PlanFolder) -> None:
    found = verdict(plan_folder(FILES))
    results = check_sarif(json.loads(FORMATS["sarif"](found)))
    assert [(each["ruleId"], each["level"]) for each in results] == [
        (each.regel, "error" if each.niveau is Niveau.FEJL else "warning") for each in found.problems
    ]
    regions = [each["locations"][0]["physicalLocation"]["region"] for each in results]
    assert [(region["startLine"], region["startColumn"]) for region in regions] == [
        (each.linje, each.kolonne) for each in found.problems
    ]


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    assert check_sarif(json.loads(shown("sarif"))) == []


@pytest.mark.parametrize("name", ["Ny sti.yaml", "økonomi.yaml", "a#b?.yaml", "100%.yaml"])
def test_a_path_is_a_uri_whatever_the_file_is_called(name: str) -> None:
    (result,) = check_sarif(json.loads(shown("sarif", a_problem(fil=Path("plans") / name))))
    assert unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == f"plans/{name}"


# --- paths ------------------------------------------------------------------------------------------------------------


def said_paths(folder: Path, *words: str, cwd: Path) -> dict[str, set[str]]:
    """The paths that each format names, for a lint of a plan from somewhere."""
    outputs = {name: udplan("lint", "--plan", str(folder), "--format", name, *words, cwd=cwd).out for name in FORMATS}
    return {
        "json": {each["fil"] for each in json.loads(outputs["json"])},
        "github": {properties["file"] for _, properties, _ in as_annotations(outputs["github"])},
        "sarif": {
            each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for each in check_sarif(json.loads(outputs["sarif"]))
        },
    }


@pytest.mark.parametrize("git", ["folder", "file"])
def test_paths_are_from_the_root_of_the_repository_wherever_one_stands(plan_folder: PlanFolder, git: str) -> None:
    root = plan_folder({f"plans/2025-2028/{name}": text for name, text in FILES.items()})
    plan = root / "plans" / "2025-2028"
    (root / "plan.yaml").rename(plan / "plan.yaml")
    if git == "folder":
        (root / ".git").mkdir()
    else:  # a worktree has a file there
        (root / ".git").write_text("gitdir: et andet sted\n", encoding="utf-8")
    from_root = {f"plans/2025-2028/{name}" for name in FILES}
    assert said_paths(plan, cwd=root) == dict.fromkeys(("json", "github", "sarif"), from_root)
    assert said_paths(plan, cwd=plan) == {"json": set(FILES), "github": from_root, "sarif": from_root}


def test_paths_outside_a_repository_are_from_where_one_stands(plan_folder: PlanFolder) -> None:
    plan = plan_folder(FILES)
    if any((folder / ".git").exists() for folder in plan.parents):
        pytest.skip("the folder for temporary files is in a repository")
    assert said_paths(plan, cwd=plan) == {name: set(FILES) for name in ("json", "github", "sarif")}


# --- only the files that changed --------------------------------------------------------------------------------------


def test_lint_of_changed_files_tells_of_them_alone_and_checks_them_against_the_whole_plan(
    plan_folder: PlanFolder,
) -> None:
    folder = plan_folder({"sti.yaml": item(), "au/ny.yaml": item(afledt_af="sti"), "vej.yaml": "["})
    alone = [problem.regel for problem in only(verdict(folder), [folder / "au" / "ny.yaml"]).problems]
    assert sorted(alone) == ["tekst-mangler", "titel-kolliderer"]
    ran = udplan("lint", "au/ny.yaml", "--format", "json", cwd=folder)
    assert (ran.status, {each["fil"] for each in json.loads(ran.out)}) == (0, {"au/ny.yaml"})
    both = udplan("lint", "au/ny.yaml", "vej.yaml", "--format", "json", cwd=folder)
    assert (both.status, {each["fil"] for each in json.loads(both.out)}) == (1, {"au/ny.yaml", "vej.yaml"})


def test_a_changed_file_of_each_of_two_plans(plan_folder: PlanFolder) -> None:
    root = plan_folder({"a/sti.yaml": "[", "b/sti.yaml": item()})
    text = (root / "plan.yaml").read_bytes()
    (root / "plan.yaml").unlink()
    for name in ("a", "b"):
        (root / name / "plan.yaml").write_bytes(text)
    ran = udplan("lint", "a/sti.yaml", "b/sti.yaml", "--format", "json", cwd=root)
    assert {each["fil"] for each in json.loads(ran.out)} == {"a/sti.yaml", "b/sti.yaml"}


def test_a_changed_file_that_is_gone_or_in_no_plan_is_wrong_use(plan_folder: PlanFolder, tmp_path: Path) -> None:
    folder = plan_folder({"plans/a/plan.yaml": "titel: a\n"})
    assert udplan("lint", "væk.yaml", cwd=folder).err == "Fejl: Filen væk.yaml findes ikke.\n"
    (folder / "plan.yaml").unlink()
    (folder / "løs.yaml").write_text(item(), encoding="utf-8")
    ran = udplan("lint", "løs.yaml", cwd=folder)
    assert (ran.status, ran.err) == (
        2,
        "Fejl: Filen løs.yaml ligger ikke i en plan: der er ingen plan.yaml over den.\n",
    )


# --- people -----------------------------------------------------------------------------------------------------------


def test_a_problem_for_a_reader_is_the_place_the_words_the_line_and_what_to_write() -> None:
    assert problem_text(a_problem(forslag="Bro")) == (
        "plans/sti.yaml:7:9: fejl: Der er noget galt. [yaml-form]\n"
        "      note: bro\n"
        "            ^^^\n"
        "    Skriv i stedet: Bro"
    )


@pytest.mark.parametrize("at", [0, 50, 5000, 9996])
def test_a_long_line_is_cut_around_what_is_wrong(at: int) -> None:
    tekst = "".join(chr(ord("a") + place % 26) for place in range(10_000))
    _, line, caret = problem_text(a_problem(tekst=tekst, kolonne=at + 1)).split("\n")
    start = caret.index("^")
    assert len(line) <= 120
    assert line[start : start + 3] == tekst[at : at + 3]


def test_what_does_not_show_is_a_space_on_the_screen_and_the_caret_is_still_under_it() -> None:
    text = problem_text(a_problem(tekst="\tnote: \x1b[31m\u202ebro", kolonne=14))
    assert "\x1b" not in text
    assert "\u202e" not in text
    _, line, caret = text.split("\n")
    assert line[caret.index("^") :] == "bro"


def test_the_count_closes_the_list(plan_folder: PlanFolder) -> None:
    exception = "undtagelser:\n  sagsgang-mangler: Kommer i foråret\n"
    found = verdict(plan_folder({"sti.yaml": item(sagsgang="ikke oplyst", kurs="a", koordinering="b") + exception}))
    assert verdict_text(found).splitlines()[-1] == "0 fejl, 1 advarsel, 1 undtagelse."
    assert "undtaget: " not in verdict_text(found)
    assert "\x1b" not in verdict_text(found)
    assert "\x1b[33m" in verdict_text(found, colour=True)
    excepted = verdict_text(found, show_excepted=True).splitlines()[-3:-1]
    assert re.search(r"sti\.yaml:5:11: undtaget: .* \[sagsgang-mangler\]$", excepted[0])
    assert excepted[1] == "    Hvorfor: Kommer i foråret"
