"""What a command costs, as a ratio to another in the same run: programs are run in turn, each run is divided by the one of
the other right before it, and the median of that is the ratio. A machine that is slow for a while is slow for both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parent

#: A program and its words.
Command = Sequence[str | Path]

# The machine's own settings for Python (no byte code, warnings, other paths) are not what is measured.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "UDPLAN"))}


class Cost(NamedTuple):
    """What one run of a command took: ``processor`` and ``wall`` in seconds, and its peak in ``megabytes``. Windows tells
    neither the first nor the last: there, the first is the second, and the last None."""

    processor: float
    wall: float
    megabytes: float | None


class Row(NamedTuple):
    """One line of the table: what a command takes, what it is divided by, each as a median, the median of the ratios, and the
    most that it may be. ``limit`` None is a figure that nothing is asked of.
    """

    what: str
    floor: float
    command: float
    ratio: float
    limit: float | None
    megabytes: float | None = None
    memory_limit: float | None = None

    @property
    def verdict(self) -> str:
        """What is broken, and by how much: nothing, the ratio, the memory, or both."""
        broken = [
            f"{what} {value / limit - 1:+.0%}"
            for what, value, limit in (("time", self.ratio, self.limit), ("memory", self.megabytes, self.memory_limit))
            if value is not None and limit is not None and value > limit
        ]
        return ", ".join(broken)


def install(folder: Path) -> Path:
    """Build the wheel and install it, byte-compiled, in a fresh environment; the folder of its programs."""
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip: list[str | Path] = [programs / "python", "-m", "pip", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, HERE.parent], check=True, env=ENVIRONMENT)
    wheel = f"{next(folder.glob('udplan-*.whl'))}[dokumenter]"
    pinned = HERE.parent / "constraints.txt"
    constraints: list[str | Path] = ["--constraint", pinned] if pinned.exists() else []
    subprocess.run([*pip, "install", "--compile", *constraints, wheel], check=True, env=ENVIRONMENT)
    return programs


def run(command: Command, folder: Path, *, statuses: Sequence[int] = (0,)) -> Cost:
    """Run a command once in a folder; it must succeed, or end with one of ``statuses``."""
    before = time.perf_counter()
    process = subprocess.Popen(
        [*command], cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if sys.platform == "win32":
        status, processor, megabytes = process.wait(), None, None
    else:
        _, waited, usage = os.wait4(process.pid, 0)
        status = process.returncode = os.waitstatus_to_exitcode(waited)
        processor = usage.ru_utime + usage.ru_stime
        megabytes = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    wall = time.perf_counter() - before
    if status not in statuses:
        raise SystemExit(f"{' '.join(map(str, command))} ended with status {status}")
    return Cost(wall if processor is None else processor, wall, megabytes)


class Bench:
    """A run of the benchmark: commands are run in ``folder``, ``runs`` times each and once more to warm the system's caches.

    What is measured against the same command in several lines is run anew for each, in turn with what it is the floor of.
    """

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder, self.runs = folder, runs

    def compare(
        self,
        what: str,
        floor: Command,
        command: Command,
        limit: float | None,
        *,
        memory_limit: float | None = None,
        of: str = "processor",
        statuses: Sequence[int] = (0,),
    ) -> Row:
        """A line: a command and its floor in turn; ``of`` is the clock that the limit is about."""
        pairs = [(run(floor, self.folder, statuses=statuses), run(command, self.folder)) for _ in range(self.runs + 1)][
            1:
        ]
        peaks = [cost.megabytes for _, cost in pairs if cost.megabytes is not None]
        times = [(getattr(of_floor, of), getattr(of_command, of)) for of_floor, of_command in pairs]
        return Row(
            what,
            median(base for base, _ in times),
            median(own for _, own in times),
            median(own / base for base, own in times),
            limit,
            max(peaks, default=None),
            memory_limit,
        )

    def growth(self, what: str, small: Command, large: Command, times: float, limit: float | None) -> Row:
        """A line: how much more time a command takes of ``times`` as much, divided by ``times``."""
        row = self.compare(what, small, large, limit)
        return row._replace(floor=row.floor * times, ratio=row.ratio / times, megabytes=None)


def table(rows: Sequence[Row]) -> str:
    """The rows as text: seconds, their ratio and its limit, peak memory and its limit, and what is broken."""

    def cell(value: float | None, decimals: int) -> str:
        return "-" if value is None else f"{value:.{decimals}f}"

    wide = max(len(row.what) for row in rows)
    lines = [f"{'':{wide}} {'floor s':>8} {'udplan s':>8} {'ratio':>6} {'limit':>6} {'MB':>6} {'limit':>6}"]
    lines += [
        f"{row.what:{wide}} {row.floor:8.3f} {row.command:8.3f} {row.ratio:6.2f} {cell(row.limit, 2):>6} "
        f"{cell(row.megabytes, 0):>6} {cell(row.memory_limit, 0):>6}  {row.verdict}".rstrip()
        for row in rows
    ]
    return "\n".join(lines)
