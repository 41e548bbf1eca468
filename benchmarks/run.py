"""Measure udplan against what it is made of and against its peers, from an installed wheel. See README.md in this folder.

python benchmarks/run.py
python benchmarks/run.py --sizes 150 --runs 9
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import peers
from costs import ENVIRONMENT, HERE, Bench, Command, Row, install, run, table
from make_plan import write_plan

#: A whole plan of 94 items, as a municipality has them.
FULL = HERE.parent / "tests" / "fuldplan"
#: The size that an office has, and that most is measured on.
OFFICE = 150
#: The most times its floor that lint of so many items may take, with every rule on.
LINT = {150: 1.15, 1_500: 1.40, 15_000: 1.7}
#: The most memory, in MB, that lint of so many items may take.
MEMORY = {15_000: 300}
#: The most times lint of the same plan that a command may take.
OF_LINT = {"sum": 1.0, "list": 1.0, "status": 1.0, "html": 1.5, "docx": 3.0, "pdf": 4.0}
#: The same for what goes out to Word and Excel and comes in from them, for the plan held against itself, and for next year.
OFFICE_WORK = {
    "regneark": 4.0,
    "modtag": 6.0,
    "import": 5.0,
    "ændringer, folder": 5.0,
    "ændringer, git": 6.0,
    "nyt-år": 4.0,
}
#: The most times lint of the full plan that all its documents may take, and the most memory, in MB.
WHOLE_SET = {"html": (4.0, None), "docx": (8.0, None), "pdf": (15.0, 300)}
#: The most that time may grow by, for each time that the items do: 1.15 is 15 % more than as many times.
GROWTH = 1.15
HELP = 2.0
IMPORTED = 100


class Measured:
    """What the lines of the table need: the plans by their sizes, and the programs of the environment."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder = folder
        self.empty = folder / "empty"
        self.empty.mkdir()
        programs = install(folder)
        self.python, self.udplan = programs / "python", programs / "udplan"
        self.bench = Bench(self.empty, runs)

    def plan(self, count: int) -> Path:
        """The plan of so many items, made when it is first asked for."""
        plan = self.folder / f"plan-{count}"
        if not plan.exists():
            write_plan(plan, count)
        return plan

    def does(self, name: str, plan: Path, *words: str | Path) -> Command:
        return [self.udplan, name, *words, "--plan", plan]

    def report(self, plan: Path, kind: str) -> Command:
        return self.does("report", plan, "plan", "-o", self.folder / f"plan.{kind}")


def lint(at: Measured, count: int) -> Iterator[Row]:
    """Lint of a plan of so many items against its floor, and against those who read as much."""
    plan = at.plan(count)
    command = at.does("lint", plan)
    floor = [at.python, HERE / "floor.py", plan]
    limit, memory = LINT.get(count), MEMORY.get(count)
    yield at.bench.compare(f"lint / floor, {count:,} files", floor, command, limit, memory_limit=memory)
    if bean := peers.bean_check(at.folder, count):
        yield at.bench.compare(f"lint / bean-check, {count:,}", bean, command, 1.5 if count == OFFICE else None)
    if hledger := peers.hledger(at.folder, count):
        wall = 1.2 if count == max(LINT) else None
        yield at.bench.compare(f"lint / hledger, {count:,}, wall", hledger, command, wall, of="wall")
    if count == OFFICE:
        if yamllint := peers.yamllint(plan):
            yield at.bench.compare(f"lint / yamllint, {count:,}", yamllint, command, 1 / 3.5, statuses=(0, 1))
        schema = HERE.parent / "schemas" / "2025-2028" / "indsats.schema.json"
        if schemas := peers.check_jsonschema(plan, schema):
            yield at.bench.compare(f"lint / check-jsonschema, {count:,}", schemas, command, None, statuses=(0, 1))


def of_lint(at: Measured) -> Iterator[Row]:
    """What an office of 150 items waits for, each against lint of the same plan; nothing is written in it."""
    plan = at.plan(OFFICE)
    item = min(plan.glob("*/*.yaml")).stem
    commands: dict[str, Command] = {
        "sum": at.does("sum", plan),
        "list": at.does("list", plan),
        "status": at.does("status", plan, item, "I gang", "--dato", "2025-03-14", "--kun-vis"),
        **{kind: at.report(plan, kind) for kind in ("html", "docx", "pdf")},
    }
    for name, command in commands.items():
        yield at.bench.compare(f"{name} / lint, {OFFICE}", at.does("lint", plan), command, OF_LINT[name])


def office_work(at: Measured) -> Iterator[Row]:
    """The way out to Word and Excel and back, what has changed, and next year; nothing is written in the plan."""
    plan, sheet, written = at.plan(OFFICE), at.folder / "plan.xlsx", at.folder / "table.docx"
    # In a folder of its own: the plans beside it are looked through for what has been imported before.
    source, into = at.plan(IMPORTED), at.folder / "import" / "plan-of-none"
    run([*at.does("report", source, "plan", "-o", written)], at.empty)
    into.mkdir(parents=True)
    shutil.copy(source / "plan.yaml", into)
    before, tracked = _changed(at)
    commands: dict[str, Command] = {
        "regneark": at.does("regneark", plan, "-o", sheet),
        "modtag": at.does("modtag", plan, sheet, "--kun-vis"),
        "import": at.does("import", into, written, "--kun-vis"),
        "ændringer, folder": at.does("report", tracked, "ændringer", "--siden", before, "-o", at.folder / "a.html"),
        "ændringer, git": at.does("report", tracked, "ændringer", "--siden", "HEAD", "-o", at.folder / "b.html"),
        "nyt-år": [at.udplan, "nyt-år", "2026-2029", "--fra", plan, "--kun-vis"],
    }
    for name, command in commands.items():
        yield at.bench.compare(f"{name} / lint, {OFFICE}", at.does("lint", plan), command, OFFICE_WORK[name])


def _changed(at: Measured) -> tuple[Path, Path]:
    """A plan as it was, and the same in git, with a tenth of its items changed since."""
    before, tracked = at.plan(OFFICE), at.folder / "tracked" / "plans" / "2025-2028"
    shutil.copytree(before, tracked)
    git = ["git", "-c", "user.name=udplan", "-c", "user.email=udplan@kommunen.example"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Planen"]):
        subprocess.run([*git, *words], cwd=at.folder / "tracked", check=True, env=ENVIRONMENT, capture_output=True)
    for file in sorted(tracked.glob("*/*.yaml"))[::10]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Medarbejderne bliver hørt", "MED bliver hørt"), encoding="utf-8", newline="\n")
    return before, tracked


def whole_set(at: Measured) -> Iterator[Row]:
    """All documents of the full plan, in one format at a time, against lint of it."""
    plan = at.folder / "full" / "plans" / "2025-2028"
    shutil.copytree(FULL, plan)
    lint = at.does("lint", plan)
    for kind, (limit, memory) in WHOLE_SET.items():
        command = at.does("report", plan, "--alle", "--format", kind, "-o", at.folder / f"all-{kind}")
        # The full plan has a pool that is overdrawn, which is an error of lint's.
        yield at.bench.compare(
            f"--alle {kind} / lint, full plan", lint, command, limit, memory_limit=memory, statuses=(0, 1)
        )


def growth(at: Measured, sizes: list[int]) -> Iterator[Row]:
    """Whether time grows faster than what it is spent on."""
    for small, large in pairwise(sizes):
        limit = GROWTH if small > OFFICE else None  # from the smallest, the start of Python is most of it
        for name, words in (("lint", ()), ("sum", ()), ("eksport", ("--format", "csv"))):
            few, many = (at.does(name, at.plan(count), *words) for count in (small, large))
            yield at.bench.growth(f"{name}, {small:,} to {large:,}, a time", few, many, large / small, limit)
    for kind in ("html", "docx", "pdf"):
        few, many = (at.report(at.plan(count), kind) for count in (50, 500))
        yield at.bench.growth(f"{kind}, 50 to 500, a time", few, many, 10, GROWTH)


def measure(folder: Path, sizes: list[int], runs: int) -> Iterator[Row]:
    """Every line of the table; the plans, the environment and the wheel are made in ``folder``."""
    at = Measured(folder, runs)
    for count in sizes:
        yield from lint(at, count)
    if OFFICE in sizes:
        yield from of_lint(at)
        yield from office_work(at)
        yield from whole_set(at)
    yield from growth(at, sizes)
    yield at.bench.compare("--help / import typer", [at.python, "-c", "import typer"], [at.udplan, "--help"], HELP)


def main() -> int:
    """Measure, print one table, and say by the exit status whether every limit holds."""
    parser = argparse.ArgumentParser(description="Measure udplan from an installed wheel.")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(LINT), help="plans of how many initiatives")
    parser.add_argument("--runs", type=int, default=5, help="runs of each command, of which the median counts")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="udplan-benchmark-") as folder:
        rows = []
        for row in measure(Path(folder), sorted(chosen.sizes), chosen.runs):
            rows.append(row)
            print(f"{row.what}: {row.ratio:.2f}", file=sys.stderr, flush=True)
    print(table(rows))
    return 1 if any(row.verdict for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
