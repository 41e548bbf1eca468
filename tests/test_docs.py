"""The pages for users: what they show is what udplan prints, their commands exist, and what is generated is fresh."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
from ruamel.yaml import YAML

from tests.command_line import udplan
from tests.plans import write
from udplan.cli.app import app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
#: Written from the program itself; their own tests are the rules' and the command line's.
MADE = {"kommandoer.md", "regler.md", "felter.md", "skabeloner.md"}

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"(?:^|[\s/\\`])udplan( [^`|>;\n]*|(?=[`|>;\n]))")


def blocks(page: Path) -> list[tuple[str, str]]:
    """The code blocks of a page: language and text."""
    return [(match[1], match[2]) for match in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


def commands(page: Path) -> Iterator[list[str]]:
    """Every command of udplan's on a page, in a block of commands or in the running text."""
    text = page.read_text(encoding="utf-8")
    spans = re.findall(r"(?<!`)`((?:[^\s`]*[/\\])?udplan [^`]+)`(?!`)", _BLOCK.sub("", text))
    for each in [*spans, *(code for language, code in blocks(page) if language in ("sh", "powershell", "yaml"))]:
        for match in _COMMAND.finditer(each):
            words = shlex.split(match[1], comments=True)
            if words and not words[0].endswith("/") and "pip" not in words:
                yield words


COMMANDS: Any = typer.main.get_command(app)
FOUND = [(page.name, words) for page in PAGES for words in commands(page)]


@pytest.mark.parametrize(("page", "words"), FOUND, ids=[f"{page}: {' '.join(words)}" for page, words in FOUND])
def test_a_command_on_a_page_is_one_that_udplan_understands(page: str, words: list[str]) -> None:
    group = COMMANDS
    name, *rest = words
    if name.startswith("-"):
        assert name in {"--help", *(option for each in group.params for option in each.opts)}
        return
    assert name in group.commands, f"{page}: udplan {name}"
    try:
        group.commands[name].make_context(name, list(rest))
    except typer.Exit as done:  # --help
        assert done.exit_code == 0


def test_the_pages_have_commands_to_check() -> None:
    pages = {page for page, _ in FOUND}
    assert {"README.md", "ci.md", "filer.md", "vejledning.md"} <= pages
    assert ["lint", "--format", "github"] in [words for page, words in FOUND if page == "ci.md"]
    assert ["ret", "--kun-vis"] in [words for page, words in FOUND if page == "filer.md"]


# --- the page on files -----------------------------------------------------------------------------------------------------

FILES = (DOCS / "filer.md").read_text(encoding="utf-8")
MISTAKE = re.search(r"<!-- fejl: (\S+) \| (.+?) \| (.+?) -->", FILES)
SHOWN = re.findall(r"<!-- udskrift(, når fejlen er rettet)?: (.+?) -->\n```text\n(.*?)```", FILES, re.DOTALL)


@pytest.mark.parametrize(("mended", "command", "shown"), SHOWN)
def test_the_page_on_files_shows_what_udplan_prints(tmp_path: Path, mended: str, command: str, shown: str) -> None:
    shutil.copytree(ROOT / "plans" / "2025-2028", tmp_path / "plans" / "2025-2028")
    assert MISTAKE
    file = tmp_path / "plans" / "2025-2028" / MISTAKE[1]
    before = file.read_text(encoding="utf-8")
    assert before.count(MISTAKE[2]) == 1
    if not mended:
        file.write_text(before.replace(MISTAKE[2], MISTAKE[3]), encoding="utf-8", newline="")
    ran = udplan(*command.split(), cwd=tmp_path)
    assert ran.out.replace("\r\n", "\n") == shown
    assert (ran.err, ran.status) == ("", 0 if mended else 1)


def test_the_page_on_files_shows_the_mistake_and_its_mending() -> None:
    assert MISTAKE
    assert MISTAKE[3] in FILES.split("```yaml")[1].split("```")[0]
    assert [bool(mended) for mended, _, _ in SHOWN] == [False, True]


# --- CI for users --------------------------------------------------------------------------------------------------


def yaml_blocks() -> list[Any]:
    return [YAML(typ="safe", pure=True).load(text) for language, text in blocks(DOCS / "ci.md") if language == "yaml"]


def test_the_examples_for_ci_can_be_read() -> None:
    found = yaml_blocks()
    assert len(found) == 8
    github = found[0]
    assert [step["run"] for step in github["jobs"]["lint"]["steps"] if "run" in step][
        -1
    ] == "udplan lint --format github"
    assert github["jobs"]["udgiv"]["permissions"]["pages"] == "write"
    gitlab = next(each for each in found if "image" in each)
    assert "udplan report plan -o public/index.html" in gitlab["pages"]["script"]


def test_the_hook_is_the_one_that_the_page_names() -> None:
    hook, shows = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    named = next(each["repos"] for each in yaml_blocks() if isinstance(each, dict) and "repos" in each)
    of_one_plan = {"args": ["--plan", "plans/2025-2028"], "files": "^plans/2025-2028/"}
    assert named[0]["hooks"] == [{"id": hook["id"]}, {"id": shows["id"], **of_one_plan}]
    assert (shows["entry"], shows["files"]) == ("udplan report aendringer --siden HEAD", hook["files"])
    assert (shows["pass_filenames"], shows["verbose"]) == (False, True)  # it is about the plan, and is there to be read
    assert (hook["language"], hook["entry"]) == ("python", "udplan lint")
    assert "pass_filenames" not in hook  # it is on unless said otherwise
    pattern = re.compile(hook["files"])
    assert pattern.search("plans/2025-2028/au/au-puljen.yaml")
    assert pattern.search("kommunen/plans/2025-2028/plan.yaml")
    assert not pattern.search("mkdocs.yaml")
    assert not pattern.search("plans/2025-2028/noter.txt")


def test_the_examples_for_ci_show_what_a_pull_request_changes(tmp_path: Path) -> None:
    """The lines of the example are run by a shell, in a clone whose base is ``origin/main``."""
    job = next(each["aendringer"] for each in yaml_blocks() if isinstance(each, dict) and "aendringer" in each)
    lines = next(step["run"] for step in job["steps"] if "ændringer" in step.get("run", ""))
    shutil.copytree(ROOT / "plans" / "2025-2028", tmp_path / "plans" / "2025-2028")
    git = ["git", "-c", "user.name=Kontoret", "-c", "user.email=kontoret@kommunen.example"]
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["commit", "-qm", "Planen"],
        ["update-ref", "refs/remotes/origin/main", "HEAD"],
    ):
        subprocess.run([*git, *words], cwd=tmp_path, check=True)
    changed = tmp_path / "plans" / "2025-2028" / "au" / "au-puljen.yaml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("2025: 0,100", "2025: 0,250"), encoding="utf-8")
    next_year = tmp_path / "plans" / "2026-2029"
    shutil.copytree(ROOT / "plans" / "2025-2028", next_year)
    subprocess.run([*git, "add", "-A"], cwd=tmp_path, check=True)
    subprocess.run([*git, "commit", "-qm", "Ændret"], cwd=tmp_path, check=True)
    programs = tmp_path / "programs"
    write(programs, {"udplan": f'#!/bin/sh\nexec "{sys.executable}" -m udplan "$@"\n'})
    (programs / "udplan").chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    more = {"BASE": "origin/main", "GITHUB_STEP_SUMMARY": "summary.md", "PYTHONPATH": str(ROOT), "PATH": path}
    subprocess.run(["bash", "-ec", lines], cwd=tmp_path, check=True, env=os.environ | more)
    shown = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert shown == (tmp_path / "aendringer.md").read_text(encoding="utf-8")
    changed_since, made_since = shown.split("# Ændringer siden ")[1:]
    assert changed_since.index("ontroltal") < changed_since.index("0,250")  # the verdict first
    assert "hvor planen ikke var lavet" in made_since.splitlines()[0]
    assert "| Nyt punkt | 23 | 23 punkter |" in made_since


def test_changed_files_are_checked_against_the_whole_plan(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "plans" / "2025-2028", tmp_path / "plans" / "2025-2028")
    old = "plans/2025-2028/au/r901-pulje-og-loentilskud.yaml"
    new = "plans/2025-2028/au/r902-ny.yaml"
    text = (tmp_path / old).read_text(encoding="utf-8") + "sagsgang: TEKNIK, KB\nafledt_af: findes-ikke\n"
    (tmp_path / new).write_text(text, encoding="utf-8", newline="")
    found = json.loads(udplan("lint", "--format", "json", new, cwd=tmp_path).out)
    assert {problem["fil"] for problem in found} == {new}
    assert {"samme-kode", "ukendt-forum", "afledt-af-ukendt"} <= {problem["regel"] for problem in found}


# --- what is generated ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", DOCS / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


STALE = "{} is not what the program says now. Write it again: python docs/make.py"


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_page_that_is_made_is_fresh(make: ModuleType, name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == make.PAGES[name](), STALE.format(f"docs/{name}")


def test_every_page_that_is_made_is_known_here(make: ModuleType) -> None:
    assert set(make.PAGES) == MADE


def test_the_schemas_are_fresh(make: ModuleType) -> None:
    assert {*(ROOT / "schemas").rglob("*.json")} == set(make.schemas())
    for file, text in make.schemas().items():
        assert file.read_text(encoding="utf-8") == text, STALE.format(file.relative_to(ROOT))


def test_the_page_of_fields_has_every_field_once(make: ModuleType) -> None:
    own = make.fields().split("## plan.yaml")[0].split("### Felter under")[0]
    for felt in make.felter(make.Indsats):
        assert own.count(f"| `{felt.navn}`") == 1


def test_the_schemas_and_the_pages_come_with_the_source() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {"/docs", "/schemas"} <= set(project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
