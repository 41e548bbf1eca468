"""The files and folders that lint and ret are asked about: what was not checked never looks as if it was."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import Ran, udplan
from tests.plans import PLAN_YAML, PlanFolder, item, write
from udplan.model.folders import BEGIN, find_plan

BROKEN = item(art="drfit")
CLEAN = "0 fejl, 0 advarsler, 0 undtagelser.\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with two plans, one sound and one with an error in it, and a folder of other files."""
    texts = {"kurs": "Se kilden", "koordinering": "x"}
    files = {
        "plans/a/plan.yaml": PLAN_YAML,
        "plans/a/au/sti.yaml": item(**texts),
        "plans/a/au/noter.md": "",
        "plans/a/billeder/kort.png": "",
        "plans/b/plan.yaml": PLAN_YAML,
        "plans/b/bro.yaml": BROKEN,
        "plans/b/veje/vej.yaml": item(overskrift="Vej", **texts),
        "andet/sti.yaml": BROKEN,
        "tom/noter.md": "",
    }
    write(tmp_path, files)
    return tmp_path


def lint(here: Path, *words: str) -> Ran:
    return udplan("lint", *words, cwd=here)


@pytest.mark.parametrize(
    "words", [["plans/a/au/sti.yaml"], ["plans/a/au"], ["plans/b/veje"], ["plans/a"], ["plans/a/plan.yaml"]]
)
def test_a_file_or_the_files_in_a_folder_are_checked(here: Path, words: list[str]) -> None:
    ran = lint(here, *words)
    assert (ran.status, ran.out) == (0, CLEAN)


@pytest.mark.parametrize(
    "words", [["plans/b"], ["plans"], ["."], ["plans/b/bro.yaml"], ["plans/b", "--plan", "plans/b"]]
)
def test_a_folder_means_all_that_is_in_it(here: Path, words: list[str]) -> None:
    """``.`` is every plan below where one stands."""
    (here / "andet" / "sti.yaml").unlink()
    ran = lint(here, *words)
    assert ran.status == 1
    assert "plans/b/bro.yaml:2:6: fejl: »drfit« kan ikke stå her." in ran.out
    assert ran.out.endswith("1 fejl, 0 advarsler, 0 undtagelser.\n")


@pytest.mark.parametrize(
    ("words", "besked"),
    [
        (["nej.yaml"], "Filen nej.yaml findes ikke."),
        (["nej.yaml", "--plan", "plans/a"], "Filen nej.yaml findes ikke."),
        (["plans/a/au/sti.yaml", "plans/a/nej.yaml"], "Filen plans/a/nej.yaml findes ikke."),
        (["plans/b/bro.yaml", "--plan", "plans/a"], "Filen plans/b/bro.yaml ligger ikke i planen plans/a."),
        (["plans", "--plan", "plans/a"], "Mappen plans ligger ikke i planen plans/a."),
        (["andet/sti.yaml"], "Filen andet/sti.yaml ligger ikke i en plan: der er ingen plan.yaml over den."),
        (["tom"], "Mappen tom ligger ikke i en plan, og der er ingen plan i den. " + BEGIN),
        (
            ["plans/a/au/noter.md"],
            "Filen plans/a/au/noter.md er ikke en af planens filer. Et punkt er en fil, der ender på .yaml.",
        ),
        (
            ["plans/a/billeder"],
            "Mappen plans/a/billeder har ingen af planens filer i sig. Et punkt er en fil, der ender på .yaml.",
        ),
    ],
)
@pytest.mark.parametrize("command", ["lint", "ret"])
def test_what_is_no_part_of_the_plan_is_wrong_use(here: Path, command: str, words: list[str], besked: str) -> None:
    ran = udplan(command, *words, cwd=here)
    assert (ran.status, ran.out, ran.err) == (2, "", f"Fejl: {besked}\n")


@pytest.mark.parametrize("broken", ["titel: [", "titel: Plan\n", "", PLAN_YAML + "enhed: kr.\n"])
@pytest.mark.parametrize(
    "words", [["plans/a/au/sti.yaml"], ["plans/a/au"], ["plans/a/au/sti.yaml", "--plan", "plans/a"]]
)
@pytest.mark.parametrize("form", ["tekst", "json", "github", "sarif"])
def test_what_stops_the_check_of_a_file_is_shown_and_counted(
    here: Path, broken: str, words: list[str], form: str
) -> None:
    (here / "plans" / "a" / "plan.yaml").write_text(broken, encoding="utf-8")
    ran = lint(here, *words, "--format", form)
    assert ran.status == 1
    assert "plans/a/plan.yaml" in ran.out
    assert ran.out == lint(here, "--plan", "plans/a", "--format", form).out


def test_a_file_that_is_left_out_of_the_plan_is_told_when_it_is_asked_for(here: Path) -> None:
    write(here, {"plans/a/bro.yml": item(), "plans/a/templates/bro.yaml": item(), "plans/a/au/sti-2.yaml": item()})
    assert "bliver ikke læst" in lint(here, "plans/a/bro.yml").out
    assert "bliver ikke læst" in lint(here, "plans/a/templates").out
    assert "ligner en kopi af au/sti.yaml" in lint(here, "plans/a/au/sti-2.yaml").out


LEFT = "Rettet: 0 filer. Kør udplan lint for at se, hvad der er tilbage.\n"
BY_HAND = "linje {} kan betyde flere ting og er ladt stå; ret den i hånden."
UNREAD = "filen kan ikke læses og er ladt stå; udplan lint siger hvorfor."


@pytest.mark.parametrize(
    ("text", "besked"),
    [
        (item(tovholder="\n- Arbejdsmarkedschefen\n\t- Skolechefen"), BY_HAND.format(6)),
        (item(status="\n  - dato: 2025-02-01\n\ttekst: Nyt"), BY_HAND.format(9)),
        (item(kurs='"Udbud'), BY_HAND.format(7)),
        ("", UNREAD),
        (item(kurs="Næste år").encode("latin-1") + b"\x00", UNREAD),
    ],
)
def test_ret_names_what_it_leaves_and_lint_does_not_promise_it(here: Path, text: str | bytes, besked: str) -> None:
    write(here, {"plans/a/au/p.yaml": text})
    ran = udplan("ret", "plans/a/au/p.yaml", cwd=here)
    assert ran.out + ran.err == f"plans/a/au/p.yaml: {besked}\n{LEFT}"


@pytest.mark.parametrize(
    "text",
    [
        item(tovholder="\n- Arbejdsmarkedschefen\n\t- Skolechefen"),
        item(status="\n  - dato: 2025-02-01\n\ttekst: Nyt"),
        item() + "\tnote: x\n",
    ],
)
def test_lint_promises_no_repair_of_a_tab_that_ret_leaves(here: Path, text: str) -> None:
    write(here, {"plans/a/au/p.yaml": text})
    ran = lint(here, "plans/a/au/p.yaml")
    assert "Her står en tabulator. Ryk linjen ind med mellemrum. [yaml-form]" in ran.out


def test_ret_mends_the_files_in_a_folder_and_no_others(here: Path) -> None:
    for file in ("plans/b/veje/vej.yaml", "plans/b/bro.yaml"):
        path = here / file
        path.write_text(path.read_text(encoding="utf-8") + "slut: x\n", encoding="utf-8")
    ran = udplan("ret", "plans/b/veje", cwd=here)
    assert (ran.status, ran.err.splitlines()[0]) == (0, "plans/b/veje/vej.yaml: x skrevet som X")
    assert (here / "plans/b/bro.yaml").read_text(encoding="utf-8").endswith("slut: x\n")
    assert udplan("ret", "plans", cwd=here).err.startswith("plans/b/bro.yaml: x skrevet som X")


@pytest.mark.parametrize("words", [("",), ("sti.yaml", "")])
@pytest.mark.parametrize("command", [("lint",), ("ret", "--kun-vis")])
def test_an_empty_name_is_no_file(plan_folder: PlanFolder, command: tuple[str, ...], words: tuple[str, ...]) -> None:
    ran = udplan(*command, *words, cwd=plan_folder({"sti.yaml": item()}))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "Fejl: Filens navn er tomt. Skriv en fil eller en mappe, eller . for alt her.\n"


# --- the newest plan --------------------------------------------------------------------------------------------------

_OLD, _NEW = PLAN_YAML.replace("2025-2028", "2023-2026"), PLAN_YAML


def _unread(newest: Path, way: str) -> None:
    """Something that has befallen the newest plan.yaml."""
    file = newest / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    match way:
        case "a pipe":
            os.mkfifo(file)
        case "a folder":
            file.mkdir()
        case "a link that leads nowhere":
            file.symlink_to("findes-ikke")
        case "another spelling":
            (newest / "Plan.yaml").write_text(text, encoding="utf-8")
        case _:
            file.write_text(re.sub("periode: .*\n", way, text), encoding="utf-8")


@pytest.mark.parametrize(
    "way",
    [
        'periode: 2025-2028\ntitel: "uafsluttet\n',
        "periode: []\n",
        "periode: 0000-0003\n",
        "perode: 2025-2028\n",
        "",
        "another spelling",
        *(
            pytest.param(way, marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows has none, or lets few make one"))
            for way in ("a pipe", "a folder", "a link that leads nowhere")
        ),
    ],
)  # fmt: skip
def test_a_newest_plan_that_cannot_be_read_gives_no_older_figures(tmp_path: Path, way: str) -> None:
    """On Windows ``Plan.yaml`` is plan.yaml, and is read."""
    old, new = item(kurs="x", koordinering="x"), item(overskrift="Ny", kurs="x", koordinering="x")
    files = {
        "2023-2026/plan.yaml": _OLD,
        "2023-2026/sti.yaml": old,
        "2025-2028/plan.yaml": _NEW,
        "2025-2028/ny.yaml": new,
    }
    write(tmp_path, {f"plans/{name}": text for name, text in files.items()})
    _unread(tmp_path / "plans" / "2025-2028", way)
    before = sorted(tmp_path.rglob("*"))
    ran = lint(tmp_path)
    assert ran.status == 1
    assert "plans/2025-2028/plan.yaml:" in ran.out and "2023-2026" not in ran.out
    for command in (("sum",), ("list",), ("report", "plan"), ("ny", "Ny sti", "--art", "drift", "--udvalg", "AU")):
        stopped = udplan(*command, cwd=tmp_path)
        assert (stopped.status, stopped.out) == (1, "")
        assert "plans/2025-2028/plan.yaml:" in stopped.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_plan_whose_years_nobody_can_say_is_the_newest(tmp_path: Path) -> None:
    write(tmp_path, {"plans/gammel/plan.yaml": _NEW, "plans/ny/plan.yaml": "titel: [\n"})
    assert "plans/ny/plan.yaml:1:" in lint(tmp_path).out


def test_a_folder_that_cannot_be_opened_is_a_plan_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"plans/2023-2026/plan.yaml": _OLD, "plans/2025-2028/plan.yaml": _NEW})
    real = Path.iterdir

    def closed(path: Path) -> Iterator[Path]:
        if path.name == "2025-2028":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    assert find_plan(None, tmp_path).name == "2025-2028"
