"""The plan as it was: on a day, at a tag or a revision of git, in a folder and in a zip; and why it cannot be had."""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import subprocess
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.command_line import udplan
from tests.plans import PLAN_YAML, item, write
from udplan.cli.shared.since import compared
from udplan.disk.unpacked import laid_out
from udplan.documents.reports import REPORTS
from udplan.figures.select import Valg
from udplan.history import git as asked_git
from udplan.history import packed, stored
from udplan.history.asked import as_it_was, proposals, tags
from udplan.history.git import Repository
from udplan.history.state import NoSuchState, Tilstand
from udplan.model.plan import Plan, load
from udplan.publish.document import finished

BEHANDLET = PLAN_YAML + "behandlet:\n  - {forum: ØK, dato: 2025-03-24}\n  - {forum: KB, dato: 2025-03-18}\n"
INSTEAD = "Skriv i stedet en mappe eller en zip med planen, som den var."
WHAT = "Skriv en dag (fx 2025-03-24), et mærke eller en revision i git, en mappe eller en zip."
AGAIN = "Højreklik på planens mappe, vælg Komprimer, og prøv med den nye zip."


@pytest.fixture(autouse=True)
def plain_git(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as it is where nobody has set it up, and a place for what is laid out that can be looked at afterwards."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    moment = tmp_path_factory.mktemp("moment")
    monkeypatch.setattr(tempfile, "tempdir", str(moment))


def git(folder: Path, *words: str, at: str = "2025-01-03T12:00:00+0100") -> str:
    """Git on the command line, as somebody else uses it; ``at`` is what its clock shows."""
    who = {f"GIT_{role}_{what}": "anna@eksempel.dk" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    when = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    ran = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", "-C", str(folder), *words],
        env={**os.environ, **who, **when},
        capture_output=True,
        check=True,
    )
    return ran.stdout.decode("utf-8").strip()


def commit(folder: Path, at: str, files: Mapping[str, str | bytes] = {}, *words: str) -> str:
    """Write some files of a repository and commit all there is; the revision it was."""
    write(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "--allow-empty", "-m", "x", *words, at=at)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with a plan in it, committed in January, changed and tagged on 21 March, and changed in April."""
    top = tmp_path / "Økonomi og plan"
    top.mkdir()
    git(top, "init")
    plan = "plans/2025-2028"
    commit(top, "2025-01-03T12:00:00+0100", {f"{plan}/plan.yaml": BEHANDLET, f"{plan}/sti.yaml": item()})
    commit(top, "2025-03-21T16:30:00+0100", {f"{plan}/miljø/vej.yaml": item(overskrift="Vej på Ørsø"), "LÆS.md": "x"})
    git(top, "tag", "byraad-2025")
    commit(top, "2025-04-02T09:00:00+0200", {f"{plan}/sti.yaml": item(beløb="{2025: 2}")})
    return top


def plan_in(top: Path) -> Path:
    return top / "plans" / "2025-2028"


def said(tilstand: Tilstand) -> list[object]:
    """All that a state says of its plan, and where each of it is said to stand."""
    plan = tilstand.plan
    places = (plan.mappe, plan.fil, *plan.filer, *plan.sources, *(source.path for source in plan.sources.values()))
    return [plan.grundlag, *(each.model_dump() for each in plan.indsatser), *places, tilstand.ulæste]


def refusal(folder: Path, written: str | date) -> str:
    with pytest.raises(NoSuchState) as error:
        as_it_was(folder, written)
    return str(error.value)


# --- the same plan, whatever it is had from --------------------------------------------------------------------------


def test_a_plan_is_the_same_from_a_day_a_tag_a_revision_a_folder_and_a_zip(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan_in(repo)
    sha = git(repo, "rev-parse", "byraad-2025")
    copy = tmp_path / "kopi"
    git(repo, "worktree", "add", str(copy), "byraad-2025")
    shutil.make_archive(str(tmp_path / "alt"), "zip", copy)
    shutil.make_archive(str(tmp_path / "planen"), "zip", plan_in(copy).parent, "2025-2028")
    shutil.make_archive(str(tmp_path / "indhold"), "zip", plan_in(copy))
    shutil.copytree(plan_in(copy), tmp_path / "Gammel plan")
    monkeypatch.chdir(tmp_path)
    short = sha[:7]
    names = {
        "2025-03-24": f"24. marts 2025 (seneste ændring 21. marts 2025, {short})",
        "21. marts 2025": f"21. marts 2025 (seneste ændring 21. marts 2025, {short})",
        "byraad-2025": "mærket byraad-2025 (21. marts 2025)",
        "HEAD~1": f"revision {short} (21. marts 2025)",
        short: f"revision {short} (21. marts 2025)",
        "kopi": "mappen kopi",
        "./kopi": "mappen kopi",
        str(plan_in(copy)): "mappen 2025-2028",
        str(plan_in(copy) / "plan.yaml"): "mappen 2025-2028",
        "Gammel plan": "mappen Gammel plan",
        "alt.zip": "zip-filen alt.zip",
        "planen.zip": "zip-filen planen.zip",
        str(tmp_path / "indhold.zip"): "zip-filen indhold.zip",
    }
    states = {written: as_it_was(folder, written) for written in names}
    assert {written: state.navn for written, state in states.items()} == names
    first = said(states["2025-03-24"])
    assert [each.overskrift for each in states["2025-03-24"].plan.indsatser] == ["Ny cykelsti", "Vej på Ørsø"]
    for written, state in states.items():
        assert said(state) == first, written
        assert state.plan.mappe == folder
    assert states["2025-03-24"].dag == date(2025, 3, 24)
    assert states["byraad-2025"].dag is None
    assert as_it_was(folder, date(2025, 3, 24)).navn == names["2025-03-24"]
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


def test_a_state_is_read_as_the_plan_itself_is(repo: Path) -> None:
    """Held against the folder as it stands, where nothing is changed since: every amount, remark and line end is the same."""
    folder = plan_in(repo)
    write(folder, {"dos.yaml": "\ufeff" + item(overskrift="Fra Notesblok").replace("\n", "\r\n")})
    (repo / ".gitattributes").write_text("*.yaml text=auto eol=crlf\n", encoding="utf-8")
    commit(repo, "2025-05-01T09:00:00+0200")
    now, then = load(folder).plan, as_it_was(folder, "main").plan
    assert now is not None
    assert [each.model_dump() for each in then.indsatser] == [each.model_dump() for each in now.indsatser]
    assert finished(then, Valg(), "plan", "md").content == finished(now, Valg(), "plan", "md").content


def test_nothing_of_the_repository_is_changed_by_asking(repo: Path) -> None:
    def every() -> dict[Path, tuple[int, bytes]]:
        return {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in repo.rglob("*") if file.is_file()}

    before = every()
    for written in ("2025-03-24", "byraad-2025", "findes-ikke"):
        try:
            as_it_was(plan_in(repo), written)
        except NoSuchState:
            assert written == "findes-ikke"
    assert every() == before


def test_a_file_that_could_not_be_read_then_is_told_and_the_others_are_there(repo: Path) -> None:
    folder = plan_in(repo)
    sha = commit(repo, "2025-05-01T09:00:00+0200", {"plans/2025-2028/spor.yaml": "overskrift: [\n"})
    state = as_it_was(folder, sha)
    assert [(problem.fil, problem.regel) for problem in state.ulæste] == [(folder / "spor.yaml", "yaml-form")]
    assert "Ny cykelsti" in [each.overskrift for each in state.plan.indsatser]


def test_a_link_in_git_is_told_and_not_followed(repo: Path) -> None:
    folder = plan_in(repo)
    (folder / "genvej.yaml").symlink_to(folder / "sti.yaml")
    state = as_it_was(folder, commit(repo, "2025-05-01T09:00:00+0200"))
    assert [(problem.fil.name, problem.besked) for problem in state.ulæste] == [
        ("genvej.yaml", "Filen var en genvej (link) til en anden fil, så det, der stod i den, kan ikke ses.")
    ]
    assert "genvej" not in state.plan.efter_id


def test_files_that_cannot_stand_on_this_disk_are_told_and_lie_nowhere() -> None:
    names = {"a.yaml": b"1", "a.yaml/b.yaml": b"2", "../c.yaml": b"3", "/d.yaml": b"4", "e/f.yaml": b"5"}
    with laid_out(names) as (folder, refused):
        files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert files == {"a.yaml", "e/f.yaml"}
    assert sorted(refused) == ["../c.yaml", "/d.yaml", "a.yaml/b.yaml"]
    assert not folder.exists()


def test_a_plan_that_cannot_be_read_then_is_refused_with_the_words_of_lint(repo: Path) -> None:
    sha = commit(repo, "2025-05-01T09:00:00+0200", {"plans/2025-2028/plan.yaml": "titel: X\nperiode: 25-28\n"})
    words = refusal(plan_in(repo), sha)
    first = load(plan_in(repo)).unreadable[0]
    assert words == (
        f"Planen kan ikke læses, som den var (revision {sha[:7]} (1. maj 2025)). plan.yaml, linje {first.linje}: {first.besked}"
    )


# --- days -------------------------------------------------------------------------------------------------------------


def test_a_day_is_the_plan_when_that_day_was_over_by_the_clock_of_the_commit(repo: Path) -> None:
    late = commit(repo, "2025-06-10T23:59:59-0300", {"plans/2025-2028/sti.yaml": item(beløb="{2025: 3}")})
    early = commit(repo, "2025-06-11T00:00:00+0200", {"plans/2025-2028/sti.yaml": item(beløb="{2025: 4}")})
    assert as_it_was(plan_in(repo), "2025-06-10").navn.endswith(f"10. juni 2025, {late[:7]})")
    assert as_it_was(plan_in(repo), "2025-06-11").navn.endswith(f"11. juni 2025, {early[:7]})")


def test_a_branch_counts_from_the_day_it_was_merged(repo: Path) -> None:
    git(repo, "switch", "-c", "forslag")
    commit(repo, "2025-05-05T09:00:00+0200", {"plans/2025-2028/ny.yaml": item(overskrift="Fra en gren")})
    git(repo, "switch", "main")
    git(repo, "merge", "--no-ff", "-m", "x", "forslag", at="2025-05-20T09:00:00+0200")
    folder = plan_in(repo)
    assert "ny" not in as_it_was(folder, "2025-05-06").plan.efter_id
    assert "ny" in as_it_was(folder, "2025-05-20").plan.efter_id
    branch = git(repo, "rev-parse", "forslag")[:7]
    assert as_it_was(folder, "forslag").navn == f"grenen forslag (5. maj 2025, {branch})"


def test_a_commit_that_did_not_change_the_plan_is_not_its_latest_change(repo: Path) -> None:
    changed = git(repo, "rev-parse", "HEAD")[:7]
    commit(repo, "2025-07-01T09:00:00+0200", {"LÆS.md": "y"})
    state = as_it_was(plan_in(repo), "2025-07-02")
    assert state.navn == f"2. juli 2025 (seneste ændring 2. april 2025, {changed})"


def test_a_day_before_the_history_names_the_first(repo: Path) -> None:
    words = "Planens historie i git begynder 3. januar 2025. Skriv 2025-01-03 eller en senere dag."
    assert refusal(plan_in(repo), "2025-01-02") == words


def test_a_plan_that_was_away_on_a_day(repo: Path) -> None:
    git(repo, "mv", "plans", "arkiv")
    commit(repo, "2025-05-01T09:00:00+0200")
    git(repo, "mv", "arkiv", "plans")
    commit(repo, "2025-06-01T09:00:00+0200")
    words = "1. maj 2025 var der ingen plan i den mappe, den ligger i nu. Dengang stod der en plan i arkiv/2025-2028. Er det den"
    assert refusal(plan_in(repo), "2025-05-01").startswith(words)


def test_names_that_are_no_text_or_are_spelled_in_two_ways_are_the_disks_own(repo: Path) -> None:
    """A Mac writes ø as two signs: two files that git tells apart are two, and lint tells of them as it does today."""
    folder = plan_in(repo)
    for name in (
        b"sti\xff.yaml",
        "øst.yaml".encode(),
        unicodedata.normalize("NFD", "åst.yaml").encode(),
        "åst.yaml".encode(),
    ):
        write(folder, {os.fsdecode(name): item(overskrift=repr(name))})
    state = as_it_was(folder, commit(repo, "2025-05-01T09:00:00+0200"))
    now = load(folder)
    assert now.plan is not None
    assert state.plan.filer == now.plan.filer
    assert state.ulæste == tuple(now.unreadable)


def test_a_day_wins_over_a_tag_with_its_name(repo: Path) -> None:
    git(repo, "tag", "2025-03-24", "HEAD")
    assert as_it_was(plan_in(repo), "2025-03-24").dag == date(2025, 3, 24)
    assert as_it_was(plan_in(repo), "refs/tags/2025-03-24").navn.endswith("(2. april 2025)")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("i går", "i går er ikke en dato; skriv fx 2025-01-21. Er det en mappe eller en zip, så findes den ikke her."),
        ("2025-02-30", "30. februar 2025 findes ikke; februar 2025 har 28 dage."),
    ],
)
def test_what_was_meant_as_a_day_is_told_as_one(repo: Path, written: str, words: str) -> None:
    assert refusal(plan_in(repo), written).startswith(words)


# --- revisions --------------------------------------------------------------------------------------------------------


def test_an_unknown_revision_names_the_nearest(repo: Path) -> None:
    none = "er hverken et mærke eller en revision i git, en mappe eller en zip."
    assert refusal(plan_in(repo), "byrad-2025") == f"»byrad-2025« {none} Mente du byraad-2025?"
    assert refusal(plan_in(repo), "zzz") == f"»zzz« {none} Git kender byraad-2025 og main. {WHAT}"


@pytest.mark.parametrize(
    "written", ["--output=fare", "-x", "--all", "a\x00b", "a\nb", "x" * 10_000, "HEAD..main", "^HEAD"]
)
def test_no_option_and_no_range_reaches_git(repo: Path, written: str) -> None:
    assert "er hverken et mærke eller en revision i git" in refusal(plan_in(repo), written)
    assert not (plan_in(repo) / "fare").exists()


def test_a_revision_wins_over_a_folder_by_its_name_and_a_path_over_the_revision(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(plan_in(repo), repo / "byraad-2025")
    monkeypatch.chdir(repo)
    assert as_it_was(plan_in(repo), "byraad-2025").navn == "mærket byraad-2025 (21. marts 2025)"
    for written in ("./byraad-2025", "byraad-2025/"):
        assert as_it_was(plan_in(repo), written).navn == "mappen byraad-2025"


def test_a_plan_that_was_not_in_git_then_is_told_with_where_it_may_have_stood(tmp_path: Path) -> None:
    git(tmp_path, "init")
    write(tmp_path, {"gammel plan/plan.yaml": PLAN_YAML, "gammel plan/sti.yaml": item()})
    old = commit(tmp_path, "2025-01-03T12:00:00+0100")
    (tmp_path / "plans").mkdir()
    git(tmp_path, "mv", "gammel plan", "plans/2025-2028")
    commit(tmp_path, "2025-02-03T12:00:00+0100")
    there = (
        "Dengang stod der en plan i gammel plan. Er det den, mappen er flyttet fra, så kør "
        f'git archive -o foer.zip {old[:7]} "gammel plan", øverst i jeres mappe, og skriv foer.zip.'
    )
    folder = plan_in(tmp_path)
    assert refusal(folder, "HEAD~1") == f"I revisionen HEAD~1 er der ingen plan i mappen plans/2025-2028. {there}"
    begins = "Planens historie i git begynder 3. februar 2025. Skriv 2025-02-03 eller en senere dag."
    assert refusal(folder, "2025-01-05") == f"{begins} {there}"
    git(tmp_path, "archive", "-o", "foer.zip", old[:7], "gammel plan")
    assert "sti" in as_it_was(folder, str(tmp_path / "foer.zip")).plan.efter_id


def test_a_repository_that_was_there_before_its_plan(tmp_path: Path) -> None:
    top = tmp_path / "planen"
    top.mkdir()
    git(top, "init")
    commit(top, "2025-01-03T12:00:00+0100", {"LÆS.md": "x"})
    commit(top, "2025-02-03T12:00:00+0100", {"plan.yaml": PLAN_YAML, "sti.yaml": item()})
    before = as_it_was(top, "HEAD~1")
    assert re.sub("[0-9a-f]{7}", "…", before.navn) == "revision … (3. januar 2025), hvor planen ikke var lavet"
    assert (before.plan.indsatser, before.plan.grundlag.kommune) == ((), "Norddjurs Kommune")
    assert as_it_was(top, "2025-02-03").plan.efter_id
    begins = "Planens historie i git begynder 3. februar 2025. Skriv 2025-02-03 eller en senere dag."
    assert refusal(top, "2025-01-05") == begins  # what stood in the folder before the plan did is no plan


def test_a_plan_that_is_the_whole_repository_and_one_in_a_worktree(tmp_path: Path) -> None:
    top = tmp_path / "planen"
    write(top, {"plan.yaml": PLAN_YAML, "sti.yaml": item(), "templates/logo.png": b"\x89PNG"})
    git(top, "init")
    commit(top, "2025-01-03T12:00:00+0100")
    git(top, "worktree", "add", "-b", "andet", str(tmp_path / "andet"))
    for folder in (top, tmp_path / "andet"):
        state = as_it_was(folder, "HEAD")
        assert [*state.plan.efter_id] == ["sti"]
        assert state.ulæste == ()


def test_git_in_a_hook_is_asked_of_the_plan_and_not_of_the_hooks_repository(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "en anden"))
    monkeypatch.setenv("GIT_INDEX_FILE", "index")
    assert as_it_was(plan_in(repo), "byraad-2025").plan.efter_id


# --- git that cannot be asked ----------------------------------------------------------------------------------------


def test_without_git_and_without_a_repository_a_folder_and_a_zip_are_proposed(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "uden", {"plan.yaml": PLAN_YAML, "sti.yaml": item()})
    none = f"Planens mappe ligger ikke i git, så planens historie kan ikke ses. {INSTEAD}"
    assert refusal(tmp_path / "uden", "2025-03-24") == none
    assert refusal(tmp_path / "uden", "byraad") == f"»byraad« er ikke en mappe eller en zip. {none}"
    assert tags(tmp_path / "uden") == []
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = f"Git er ikke installeret (git-scm.com), så planens historie kan ikke ses. {INSTEAD}"
    assert refusal(plan_in(repo), "2025-03-24") == missing
    assert as_it_was(plan_in(repo), str(tmp_path / "uden")).plan.efter_id  # which needs none


def test_a_git_that_lies_where_one_stands_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows looks there first."""
    monkeypatch.setattr(shutil, "which", lambda *_, **__: ".\\git.EXE")
    with pytest.raises(NoSuchState, match="Git er ikke installeret"):
        asked_git._git("elsewhere")


def test_a_repository_with_nothing_in_it(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": PLAN_YAML})
    git(tmp_path, "init")
    assert refusal(tmp_path, "2025-03-24") == f"Der er endnu ikke gemt noget i git (ingen commits). {INSTEAD}"


def test_a_plan_that_nobody_has_committed(repo: Path) -> None:
    write(repo / "plans" / "2026-2029", {"plan.yaml": PLAN_YAML})
    never = (
        "Planen er aldrig gemt i git, så den har ingen historie. Gem den først: git add plans/2026-2029 og git commit."
    )
    assert refusal(repo / "plans" / "2026-2029", "2025-03-24") == never
    before = as_it_was(repo / "plans" / "2026-2029", "byraad-2025")  # next year's plan, beside the one that was there
    assert before.navn == "mærket byraad-2025 (21. marts 2025), hvor planen ikke var lavet"
    assert before.plan.indsatser == ()


def test_a_shallow_clone_says_how_to_have_the_rest(repo: Path, tmp_path: Path) -> None:
    clone = tmp_path / "ci"
    git(tmp_path, "clone", "--depth", "1", "--no-tags", repo.as_uri(), str(clone))
    words = (
        "Her er kun det nyeste af historien (en shallow clone). Hent resten med git fetch --unshallow; "
        "i CI med fetch-depth: 0 på GitHub eller GIT_DEPTH: 0 på GitLab."
    )
    folder = plan_in(clone)
    assert refusal(folder, "2025-03-24") == f"24. marts 2025 ligger før det, der er hentet af planens historie. {words}"
    assert refusal(folder, "byraad-2025").endswith(words)
    short = git(repo, "rev-parse", "HEAD")[:7]
    assert as_it_was(folder, "2025-12-24").navn == f"24. december 2025 (revision fra 2. april 2025, {short})"
    assert as_it_was(folder, "HEAD").plan.efter_id
    assert as_it_was(folder, "origin/main").navn.startswith("grenen origin/main (2. april 2025, ")


def test_a_folder_that_somebody_else_owns(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    words = refusal(plan_in(repo), "byraad-2025")
    run = "Mappen ejes af en anden bruger, så git vil ikke læse i den. Stoler du på den, så kør: "
    assert f"{run}git config --global --add safe.directory " in words
    assert words.endswith("plan'" if "'" in words else "plan")


def test_what_git_says_besides_is_told_on_a_line(repo: Path) -> None:
    (repo / ".git" / "config").write_text("[core\nx\n", encoding="utf-8")
    assert refusal(plan_in(repo), "2025-03-24").startswith(
        "Git kan ikke læse planens historie og siger: »bad config line 1 in file "
    )


def test_a_git_that_does_not_answer_is_left(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("git", 60)

    monkeypatch.setattr(subprocess, "run", late)
    assert refusal(plan_in(repo), "2025-03-24") == f"Git svarede ikke i 60 sekunder. Prøv igen. {INSTEAD}"


def test_a_plan_in_git_that_is_far_too_large(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked_git, "MOST_FILES", 2)
    short = git(repo, "rev-parse", "byraad-2025")[:7]
    words = f"Planen fyldte over 50 MB eller 2 filer i {short} og bliver ikke læst."
    assert refusal(plan_in(repo), "byraad-2025") == words


# --- folders ----------------------------------------------------------------------------------------------------------


def test_of_several_plans_the_one_in_the_same_place_counts(repo: Path, tmp_path: Path) -> None:
    folder = plan_in(repo)
    many = tmp_path / "arkiv"
    for name in ("plans/2021-2024", "plans/2025-2028", "x/2025-2028"):
        write(many / name, {"plan.yaml": PLAN_YAML, f"{name[0]}-sti.yaml": item()})
    assert "p-sti" in as_it_was(folder, str(many)).plan.efter_id
    shutil.rmtree(many / "plans" / "2025-2028")
    assert "x-sti" in as_it_was(folder, str(many)).plan.efter_id
    (many / "x" / "2025-2028").rename(many / "x" / "ny")
    words = "Mappen arkiv har flere planer: plans/2021-2024 og x/ny. Skriv mappen med den ene af dem."
    assert refusal(folder, str(many)) == words
    shutil.rmtree(many / "x")
    assert "p-sti" in as_it_was(folder, str(many)).plan.efter_id


def test_another_plan_is_found_from_the_plans_own_folder(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that one stands in is above ``../..`` as it is written, and is no part of it."""
    shutil.copytree(plan_in(repo), repo.parent / "kopi" / "2025-2028")
    monkeypatch.chdir(plan_in(repo))
    for written in ("../../../kopi", "../../../kopi/2025-2028", "../2025-2028", "."):
        assert len(as_it_was(plan_in(repo), written).plan.indsatser) == 2


def test_a_folder_without_a_plan_and_one_that_is_not_there(repo: Path, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    assert refusal(plan_in(repo), str(tmp_path / "tom")) == "Mappen tom har ingen plan: der er ingen plan.yaml."
    assert refusal(plan_in(repo), "./ikke-her") == f"»./ikke-her« findes ikke. {WHAT}"
    assert refusal(plan_in(repo), "plan-marts.zip") == f"»plan-marts.zip« findes ikke. {WHAT}"


# --- zips -------------------------------------------------------------------------------------------------------------

SOUND: dict[str, str | bytes] = {"2025-2028/plan.yaml": PLAN_YAML, "2025-2028/sti.yaml": item()}
Zipped = Callable[..., Path]


@pytest.fixture
def zipped(tmp_path: Path) -> Zipped:
    """Writes a zip of some files by their names, or as they are to be put there, beside a plan in ``plans/2025-2028``."""
    write(tmp_path / "plans" / "2025-2028", {"plan.yaml": PLAN_YAML, "sti.yaml": item()})

    def make(files: Mapping[str, str | bytes], *more: tuple[zipfile.ZipInfo, bytes]) -> Path:
        path = tmp_path / "plan-marts.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in files.items():
                package.writestr(name, content)
            for info, raw in more:
                package.writestr(info, raw)
        return path

    return make


def from_zip(path: Path) -> Tilstand:
    return as_it_was(plan_in(path.parent), str(path))


def zip_refusal(path: Path) -> str:
    return refusal(plan_in(path.parent), str(path))


def test_what_mac_windows_and_word_put_in_a_zip_is_left_out(zipped: Zipped) -> None:
    beside = {
        "__MACOSX/2025-2028/._plan.yaml": b"\0\5\x16\7",
        "2025-2028/._sti.yaml": b"\0\5\x16\7",
        "2025-2028/.DS_Store": b"\0",
        "2025-2028/Thumbs.db": b"\0",
        "2025-2028/~$ting.docx": b"\0",
        "2025-2028/møder/": b"",
    }
    state = from_zip(zipped({**SOUND, **beside}))
    assert ([*state.plan.efter_id], state.ulæste) == (["sti"], ())


@pytest.mark.parametrize(("encoding", "flag"), [("utf-8", True), ("utf-8", False), ("cp850", False)])
def test_names_are_read_as_windows_and_a_mac_write_them(zipped: Zipped, encoding: str, flag: bool) -> None:
    """Without the sign for UTF-8, which Stifinder leaves out where the console's own code page has the signs."""
    path = zipped(SOUND | {"2025-2028/Miljø på Ærø/vej.yaml": item(overskrift="Vej")})
    raw, name = path.read_bytes(), "Miljø på Ærø".encode()
    if not flag:
        # Each sign outside ASCII is two bytes in UTF-8; the name keeps its length, so that no offset in the zip moves.
        instead = "Miljø på Ærø".encode(encoding)
        raw = raw.replace(name, instead + b"x" * (len(name) - len(instead)))
        for header, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            start = 0
            while (start := raw.find(header, start)) != -1:
                raw = raw[: start + at] + b"\0\0" + raw[start + at + 2 :]
                start += 4
        path.write_bytes(raw)
    filer = [file for file in from_zip(path).plan.filer if file.stem == "vej"]
    assert [file.parent.name.rstrip("x") for file in filer] == ["Miljø på Ærø"]


def test_a_zip_with_backslashes_between_its_folders(zipped: Zipped) -> None:
    """As Compress-Archive of an older PowerShell writes them."""
    infos = [(zipfile.ZipInfo("x"), content) for content in SOUND.values()]
    for (info, _), name in zip(infos, SOUND, strict=True):
        info.filename = info.orig_filename = name.replace("/", "\\")
    path = zipped({}, *[(info, str(content).encode()) for info, content in infos])
    assert [*from_zip(path).plan.efter_id] == ["sti"]


@pytest.mark.parametrize(
    "name", ["../ond.yaml", "2025-2028/../../ond.yaml", "/ond.yaml", "C:/ond.yaml", "..\\ond.yaml"]
)
def test_a_zip_that_leads_out_of_itself(zipped: Zipped, name: str) -> None:
    path = zipped({**SOUND, name: item()})
    words = f"plan-marts.zip har stier i sig, der fører ud af filen selv, og bliver ikke læst. {AGAIN}"
    assert zip_refusal(path) == words
    assert not list(path.parent.rglob("ond.yaml"))


def test_a_zip_with_a_link(zipped: Zipped) -> None:
    link = zipfile.ZipInfo("2025-2028/vej.yaml")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    words = "plan-marts.zip har en genvej (link) i sig: 2025-2028/vej.yaml. Slet genvejen, og lav zip-filen igen."
    assert zip_refusal(zipped(SOUND, (link, b"/etc/passwd"))) == words


def test_a_zip_that_grows_is_not_unpacked(zipped: Zipped) -> None:
    words = f"plan-marts.zip fylder over 50 MB, når den pakkes ud, og bliver ikke læst. {AGAIN}"
    path = zipped({**SOUND, "2025-2028/stor.yaml": b"# \n" * 17_000_000})
    assert path.stat().st_size < 500_000
    assert zip_refusal(path) == words
    lied = path.read_bytes().replace((51_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    path.write_bytes(lied)  # what it says of its size is not what is believed
    assert zip_refusal(path).startswith("plan-marts.zip er ikke en zip, eller den er beskadiget.")


def test_what_is_large_beside_the_plan_is_not_unpacked(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_BYTES", 10_000)
    large = {"2025-2028/templates/logo.png": b"\0" * 20_000, "film/stor.yaml": b"\0" * 20_000}
    assert [*from_zip(zipped({**SOUND, **large})).plan.efter_id] == ["sti"]


def test_a_zip_with_too_many_files(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_FILES", 1)
    words = f"plan-marts.zip har over 1 filer i planens mappe og bliver ikke læst. {AGAIN}"
    assert zip_refusal(zipped(SOUND)) == words


def test_a_zip_with_a_password(zipped: Zipped) -> None:
    path = zipped(SOUND)
    raw = path.read_bytes()
    for header, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = 0
        while (start := raw.find(header, start)) != -1:
            raw = raw[: start + at] + bytes([raw[start + at] | 1]) + raw[start + at + 1 :]
            start += 4
    path.write_bytes(raw)
    assert zip_refusal(path) == f"plan-marts.zip har en adgangskode eller er pakket på en ukendt måde. {AGAIN}"


def test_a_zip_that_is_none_or_is_cut_short_or_turned(zipped: Zipped) -> None:
    words = f"plan-marts.zip er ikke en zip, eller den er beskadiget. {AGAIN}"
    path = zipped(SOUND)
    whole = path.read_bytes()
    for raw in (b"", b"PK", b"%PDF-1.7", whole[:-10], whole[: len(whole) // 2]):
        path.write_bytes(raw)
        assert zip_refusal(path) == words
    for at in range(0, len(whole), 7):  # whatever byte is turned, it is told, or it did not matter
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            from_zip(path)
        except NoSuchState as error:
            assert str(error)


def test_a_zip_with_two_plans_with_none_and_with_the_same_file_twice(zipped: Zipped) -> None:
    two = {"a/plan.yaml": PLAN_YAML, "b/plan.yaml": PLAN_YAML}
    assert zip_refusal(zipped(two)) == (
        "plan-marts.zip har flere planer: a og b. Lav en zip med kun den ene, og skriv den."
    )
    assert zip_refusal(zipped({"a/sti.yaml": item()})) == "plan-marts.zip har ingen plan: der er ingen plan.yaml."
    assert [*from_zip(zipped({**SOUND, "b/plan.yaml": PLAN_YAML})).plan.efter_id] == [
        "sti"
    ]  # by the name of its folder
    assert [*from_zip(zipped({**SOUND, "2025-2028/x/plan.yaml": PLAN_YAML})).plan.efter_id] == ["sti"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package, pytest.warns(UserWarning):
        for name in ("plan.yaml", "plan.yaml"):
            package.writestr(name, PLAN_YAML)
    path = zipped(SOUND)
    path.write_bytes(buffer.getvalue())
    assert zip_refusal(path) == f"plan-marts.zip har to filer med samme navn i sig: plan.yaml. {AGAIN}"


def test_a_file_that_is_no_zip_is_told_as_one(repo: Path) -> None:
    words = f"LÆS.md er ikke en zip, eller den er beskadiget. {AGAIN}"
    assert refusal(plan_in(repo), str(repo / "LÆS.md")) == words


def test_where_a_plan_stands_in_its_repository(tmp_path: Path) -> None:
    assert stored.Own.of(tmp_path / "plans" / "2025-2028") == ("plans/2025-2028", "2025-2028")
    assert stored.Own.of(tmp_path / "Min plan") == ("", "Min plan")


# --- what to ask for --------------------------------------------------------------------------------------------------


def test_tags_and_the_newest_day_the_plan_was_treated_on_are_proposed(repo: Path, tmp_path: Path) -> None:
    for month in range(1, 7):
        git(repo, "tag", "-a", "-m", "x", f"møde-{month}", at=f"2026-0{month}-01T12:00:00+0100")
    plan = load(plan_in(repo)).plan
    assert plan is not None
    assert proposals(plan) == [*(f"møde-{month}" for month in (6, 5, 4, 3, 2)), "2025-03-24"]
    assert tags(plan_in(repo))[:2] == ["møde-6", "møde-5"]
    assert Repository.of(plan_in(repo)).names()[-1] == "main"


# --- on the command line ----------------------------------------------------------------------------------------------


def test_direktion_tells_what_is_since_a_state_and_falls_back_on_the_plans_own_dates(
    repo: Path, tmp_path: Path
) -> None:
    status = item(tværgående="ja", status="[{dato: 2025-04-01, tekst: Nyt}]")
    write(plan_in(repo), {"sti.yaml": status})
    write(tmp_path / "uden", {"plan.yaml": PLAN_YAML, "sti.yaml": status})
    since = ("report", "direktion", "--dato", "2025-05-01", "--siden")
    ran = udplan(*since, "2025-03-24", cwd=repo)
    assert (ran.status, ran.err) == (0, "")
    assert "Ændret siden 24. marts 2025" in ran.out
    without = udplan(*since, "2025-03-24", cwd=tmp_path / "uden")
    assert without.status == 0
    assert without.err == (
        "Bemærk: planen kan ikke ses, som den var 24. marts 2025, så det nye er fundet ved de datoer, der står i den. "
        f"Planens mappe ligger ikke i git, så planens historie kan ikke ses. {INSTEAD}\n"
    )
    assert "Ændret siden 24. marts 2025" in without.out
    early = udplan(*since, "2024-12-01", cwd=repo)
    assert (early.status, early.err.count("Planens historie i git begynder 3. januar 2025.")) == (0, 1)
    tag = udplan(*since, "byrad-2025", cwd=repo)
    assert (tag.status, tag.out) == (2, "")
    assert tag.err.startswith("Fejl: --siden: »byrad-2025« er hverken et mærke eller en revision i git")


def test_a_file_that_could_not_be_read_then_is_told_on_the_screen(repo: Path) -> None:
    sha = commit(repo, "2025-05-01T09:00:00+0200", {"plans/2025-2028/spor.yaml": "overskrift: [\n"})
    (plan_in(repo) / "spor.yaml").unlink()
    ran = udplan("report", "direktion", "--siden", sha[:7], "--dato", "2025-06-01", cwd=repo)
    assert ran.err == (
        f"Bemærk: 1 fil kan ikke læses i planen, som den var (revision {sha[:7]} (1. maj 2025)): "
        "spor.yaml. Det, der står der, bliver ikke sammenlignet.\n"
    )


def test_today_is_a_day(repo: Path) -> None:
    ran = udplan("report", "direktion", "--siden", "i-dag", "--dato", "2025-05-01", cwd=repo)
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("økonomi", "--siden", "2025-03-24"),
            "--siden kan ikke bruges til rapporten økonomi. Det, der er ændret siden, står i ",
        ),
        (
            ("direktion", "--siden", "2025-03-24", "--til", "2025-04-01"),
            "--til hører til rapporten ændringer: udplan report ændringer --siden HVAD --til HVAD.",
        ),
    ],
)
def test_the_reports_that_do_not_compare_say_so(repo: Path, words: tuple[str, ...], told: str) -> None:
    ran = udplan("report", *words, cwd=repo)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Fejl: {told}")


def asked(folder: Path, siden: str | None, til: str | None = None) -> tuple[Plan, dict[str, Any]]:
    plan = load(folder).plan
    assert plan is not None
    return compared(plan, REPORTS, "ændringer", siden, til)


def test_two_states_may_be_held_against_one_another(repo: Path) -> None:
    folder = plan_in(repo)
    now, told = asked(folder, "2025-03-20", "byraad-2025")
    assert told["til"] == "mærket byraad-2025 (21. marts 2025)"
    assert now.mappe == told["før"].plan.mappe == folder
    assert (len(told["før"].plan.indsatser), len(now.indsatser)) == (1, 2)
    assert told["siden"] == date(2025, 3, 20)
    now, told = asked(folder, "byraad-2025")
    assert ("til" in told, told["siden"], now.indsatser[0].beløb) == (False, None, {2025: Decimal(2)})


def test_what_is_about_two_states_alone_proposes_the_first_and_falls_back_on_nothing(
    repo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "uden", {"plan.yaml": PLAN_YAML})
    sha = commit(repo, "2025-05-01T09:00:00+0200", {"plans/2025-2028/spor.yaml": "overskrift: [\n"})[:7]
    (plan_in(repo) / "spor.yaml").unlink()
    first = "Sig, hvad planen skal holdes op mod. Skriv fx"
    for folder, siden, til, words, status in (
        (plan_in(repo), None, None, f"{first} --siden byraad-2025 eller --siden 2025-03-24.", 2),
        (plan_in(repo), None, "byraad-2025", f"{first} --siden byraad-2025 eller --siden 2025-03-24.", 2),
        (tmp_path / "uden", None, None, f"{first} --siden 2025-03-24 eller --siden plan-marts.zip.", 2),
        (tmp_path / "uden", "2025-03-24", None, "--siden: Planens mappe ligger ikke i git", 2),
        (plan_in(repo), "byraad-2025", "2024-01-01", "--til: Planens historie i git begynder", 2),
        (
            plan_in(repo),
            "byraad-2025",
            sha,
            f"--til: 1 fil kan ikke læses i planen, som den var (revision {sha} (1. maj 2025)): spor.yaml. Vælg en anden.\n",
            1,
        ),
    ):
        with pytest.raises(typer.Exit) as ended:
            asked(folder, siden, til)
        assert ended.value.exit_code == status
        assert capsys.readouterr().err.startswith(
            f"Fejl: {words}"
        )  # and no place in a file of today's stands before it


def test_a_template_of_ones_own_may_say_since_when(repo: Path) -> None:
    write(repo, {"templates/rapporter/nyt.md.j2": "# Siden {{ valg.siden }}\n"})
    ran = udplan("report", "nyt", "--siden", "2025-03-24", "--dato", "2025-05-01", cwd=repo)
    assert (ran.status, ran.err) == (0, "")
    assert "Siden 24. marts 2025" in ran.out


def test_all_documents_at_once_take_a_state(repo: Path, tmp_path: Path) -> None:
    ran = udplan("report", "--alle", "-o", str(tmp_path / "ud"), "--format", "md", "--siden", "byraad-2025", cwd=repo)
    assert ran.status == 0, ran.err


def test_tab_suggests_the_tags(repo: Path) -> None:
    for option in ("--siden", "--til"):
        given = {"_TAB_WORDS": f"udplan\nreport\ndirektion\n{option}", "_TAB_WORD": "by"}
        assert udplan(cwd=repo, _UDPLAN_COMPLETE="complete_bash", **given).out.splitlines() == ["byraad-2025"]
