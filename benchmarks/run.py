"""Measure ``udplan lint`` against its floor, from an installed wheel. See README.md in this folder.

python benchmarks/run.py
python benchmarks/run.py --sizes 150 1500 --runs 9
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from make_plan import write_plan

HERE = Path(__file__).resolve().parent

#: The most times its floor that lint of so many initiatives may take, with every rule on.
LIMITS = {150: 1.5, 1_500: 1.8, 15_000: 2.5}
#: The most memory, in MB, that lint of so many initiatives may take.
MEMORY_LIMITS = {15_000: 600}
HELP_LIMIT = 2.0
#: The most times lint of the same plan of 150 that writing the whole plan in a format may take.
DOCUMENTS = {"html": 2.0, "pdf": 7.0, "docx": 4.0}
DOCUMENT_SIZE = 150
#: The most times the same lint that a new status of one of its items may take, which tries the plan with it.
STATUS_LIMIT = 1.5
#: The most times the same lint that the way out to Excel and back may take: all of it as a sheet, and that sheet taken back.
SHEET_LIMIT, ANSWER_LIMIT = 4.0, 6.0
#: The most times the same lint that reading so many rows of somebody's Word table as items may take.
IMPORT_LIMIT, IMPORTED = 5.0, 100
#: The most times the same lint that next year's plan may take, made and tried.
NEXT_YEAR_LIMIT = 4.0

# The machine's own settings for Python (no byte code, warnings, other paths) are not what is measured.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


class Cost(NamedTuple):
    """What one run of a command took; ``megabytes`` is its peak, None where the system does not say."""

    seconds: float
    megabytes: float | None


class Row(NamedTuple):
    """One line of the table: medians of a command and of its floor, and what the ratio may be."""

    what: str
    floor: float
    command: float
    limit: float | None
    megabytes: float | None
    memory_limit: float | None

    @property
    def ratio(self) -> float:
        return self.command / self.floor

    @property
    def verdict(self) -> str:
        """What is broken: nothing, the ratio, the memory, or both."""
        broken = [
            what
            for what, value, limit in (("slow", self.ratio, self.limit), ("memory", self.megabytes, self.memory_limit))
            if value is not None and limit is not None and value > limit
        ]
        return ", ".join(broken)


def install(folder: Path) -> Path:
    """Build the wheel and install it, byte-compiled, in a fresh environment; the folder of its programs."""
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip: list[str | Path] = [programs / "python", "-m", "pip", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, HERE.parent], check=True, env=_ENVIRONMENT)
    wheel = f"{next(folder.glob('udplan-*.whl'))}[dokumenter]"
    pinned = HERE.parent / "constraints.txt"
    constraints: list[str | Path] = ["--constraint", pinned] if pinned.exists() else []
    subprocess.run([*pip, "install", "--compile", *constraints, wheel], check=True, env=_ENVIRONMENT)
    return programs


def run(command: list[str | Path], folder: Path) -> Cost:
    """Run a command once in an empty folder; it must succeed."""
    before = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if sys.platform == "win32":
        status, megabytes = process.wait(), None
    else:
        _, waited, usage = os.wait4(process.pid, 0)
        status = process.returncode = os.waitstatus_to_exitcode(waited)
        megabytes = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    seconds = time.perf_counter() - before
    if status:
        raise SystemExit(f"{' '.join(map(str, command))} ended with status {status}")
    return Cost(seconds, megabytes)


def compare(
    what: str,
    floor: list[str | Path],
    command: list[str | Path],
    folder: Path,
    *,
    runs: int,
    limit: float | None,
    memory_limit: float | None = None,
) -> Row:
    """Run a command and its floor in turn; the first of each only warms the system's caches."""
    pairs = [(run(floor, folder), run(command, folder)) for _ in range(runs + 1)][1:]
    peaks = [cost.megabytes for _, cost in pairs if cost.megabytes is not None]
    return Row(
        what,
        median(cost.seconds for cost, _ in pairs),
        median(cost.seconds for _, cost in pairs),
        limit,
        max(peaks, default=None),
        memory_limit,
    )


def measure(folder: Path, sizes: list[int], runs: int) -> list[Row]:
    """Every line of the table; the plans, the environment and the wheel are made in ``folder``."""
    programs = install(folder)
    python, udplan = programs / "python", programs / "udplan"
    empty = folder / "empty"
    empty.mkdir()
    rows = []
    for size in sizes:
        plan = folder / f"plan-{size}"
        write_plan(plan, size)
        rows.append(
            compare(
                f"lint, {size:,} files",
                [python, HERE / "floor.py", plan],
                [udplan, "lint", "--plan", plan],
                empty,
                runs=runs,
                limit=LIMITS.get(size),
                memory_limit=MEMORY_LIMITS.get(size),
            )
        )
    if DOCUMENT_SIZE in sizes:
        plan = folder / f"plan-{DOCUMENT_SIZE}"
        lint: list[str | Path] = [udplan, "lint", "--plan", plan]
        item = min(plan.glob("*/*.yaml")).stem
        # Shown and not written: each run has the same plan.
        status: list[str | Path] = [
            udplan,
            "status",
            item,
            "I gang",
            "--dato",
            "2025-03-14",
            "--kun-vis",
            "--plan",
            plan,
        ]
        rows.append(compare(f"status, {DOCUMENT_SIZE} items", lint, status, empty, runs=runs, limit=STATUS_LIMIT))
        next_year: list[str | Path] = [udplan, "nyt-år", "2026-2029", "--kun-vis", "--fra", plan]
        rows.append(compare(f"nyt-år, {DOCUMENT_SIZE} items", lint, next_year, empty, runs=runs, limit=NEXT_YEAR_LIMIT))
        for kind, limit in DOCUMENTS.items():
            report: list[str | Path] = [udplan, "report", "plan", "--plan", plan, "-o", folder / f"plan.{kind}"]
            rows.append(compare(f"{kind}, {DOCUMENT_SIZE} items", lint, report, empty, runs=runs, limit=limit))
        rows += [
            compare(what, lint, command, empty, runs=runs, limit=limit)
            for what, command, limit in office(folder, udplan, plan)
        ]
    trivial: list[str | Path] = [python, "-c", "import typer"]
    rows.append(compare("--help", trivial, [udplan, "--help"], empty, runs=runs, limit=HELP_LIMIT))
    return rows


def office(folder: Path, udplan: Path, plan: Path) -> Iterator[tuple[str, list[str | Path], float]]:
    """What is measured against lint of a plan on the way out to Word and Excel, and in from them; nothing is written in it."""
    sheet, written = folder / "plan.xlsx", folder / "table.docx"
    yield f"regneark, {DOCUMENT_SIZE} items", [udplan, "regneark", "--plan", plan, "-o", sheet], SHEET_LIMIT
    yield f"modtag, {DOCUMENT_SIZE} items", [udplan, "modtag", sheet, "--kun-vis", "--plan", plan], ANSWER_LIMIT
    source, into = folder / "plan-of-table", folder / "plan-of-none"
    write_plan(source, IMPORTED)
    run([udplan, "report", "plan", "--plan", source, "-o", written], folder)
    into.mkdir()
    (into / "plan.yaml").write_bytes((source / "plan.yaml").read_bytes())
    yield f"import, {IMPORTED} rows", [udplan, "import", written, "--kun-vis", "--plan", into], IMPORT_LIMIT


def table(rows: list[Row]) -> str:
    """The rows as text: seconds, their ratio and its limit, peak memory and its limit."""

    def cell(value: float | None, decimals: int) -> str:
        return "-" if value is None else f"{value:.{decimals}f}"

    lines = [f"{'':20} {'floor s':>8} {'udplan s':>8} {'ratio':>6} {'limit':>6} {'MB':>6} {'limit':>6}"]
    lines += [
        f"{row.what:20} {row.floor:8.3f} {row.command:8.3f} {row.ratio:6.2f} {cell(row.limit, 1):>6} "
        f"{cell(row.megabytes, 0):>6} {cell(row.memory_limit, 0):>6}  {row.verdict}".rstrip()
        for row in rows
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure, print one table, and say by the exit status whether every limit holds."""
    parser = argparse.ArgumentParser(description="Measure udplan lint against its floor, from an installed wheel.")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(LIMITS), help="plans of how many initiatives")
    parser.add_argument("--runs", type=int, default=5, help="runs of each command, of which the median counts")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="udplan-benchmark-") as folder:
        rows = measure(Path(folder), chosen.sizes, chosen.runs)
    print(table(rows))
    return 1 if any(row.verdict for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
