"""Measure what a kB of one file costs as the file grows, for files as odd as files can be. See README.md in this folder.

python benchmarks/growth.py
python benchmarks/growth.py --sizes 10 40 --runs 5
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).resolve().parent.parent))  # the tests' files, wherever this is run from

from floor import compose

from tests.plans import PLAN_YAML, item, write
from tests.worst import files
from udplan.edit.repair import repair
from udplan.edit.sources import plan_sources
from udplan.lint.run import lint
from udplan.model.plan import load

#: The most times the floor that a kB may cost: some three times what the dearest file costs when nothing is wrong.
LIMIT = 50
#: The most times as much that a kB may cost in a file of four times the size. What is squared costs four times as much.
GROWTH_LIMIT = 3.0


class Row(NamedTuple):
    """What a kB of one file costs, in µs, in its small and its large size; and on the floor in its large size."""

    what: str
    small: float
    large: float
    floor: float

    @property
    def verdict(self) -> str:
        """What is broken: nothing, the growth, the cost, or both."""
        broken = [("grows", self.large > GROWTH_LIMIT * self.small), ("slow", self.large > LIMIT * self.floor)]
        return ", ".join(word for word, is_broken in broken if is_broken)


def cost(action: Callable[[], object], kilobytes: float, runs: int) -> float:
    """The processor time of the quickest run, in µs a kB, without the garbage collector, as the program runs."""
    seconds = []
    for _ in range(runs):
        started = time.process_time()
        action()
        seconds.append(time.process_time() - started)
    return max(min(seconds), 1e-6) / kilobytes * 1e6  # a coarse clock may say 0


def measure(folder: Path, small: int, large: int, runs: int) -> Iterator[Row]:
    """Check and repair every file in both sizes (kB)."""

    def put(content: bytes) -> None:
        write(folder, {"plan.yaml": PLAN_YAML, "sti.yaml": content})

    status = "  - dato: 2025-02-01\n    tekst: Afventer\n"
    put((item() + "status:\n" + status * (large * 1000 // len(status))).encode())
    floor = cost(lambda: compose(folder), large, runs)
    smaller, larger = files(small * 1000), files(large * 1000)
    for name in larger:
        for command, action in (
            ("lint", lambda: lint(load(folder))),
            ("ret", lambda: [repair(*each) for each in plan_sources(folder, [])]),
        ):
            put(smaller[name])
            before = cost(action, small, runs)
            put(larger[name])
            yield Row(f"{command}, {name}", before, cost(action, large, runs), floor)


def main() -> int:
    """Measure, print one table, and say by the exit status whether every limit holds."""
    parser = argparse.ArgumentParser(description="Measure what a kB costs as one odd file grows.")
    parser.add_argument("--sizes", type=int, nargs=2, default=[25, 100], help="the two sizes of a file, in kB")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the quickest counts")
    chosen = parser.parse_args()
    small, large = chosen.sizes
    gc.disable()
    print(f"{'µs a kB':36} {f'{small} kB':>8} {f'{large} kB':>8} {'growth':>7} {'floor':>6} {'ratio':>6}")
    broken = False
    with tempfile.TemporaryDirectory(prefix="udplan-growth-") as folder:
        for row in measure(Path(folder), small, large, chosen.runs):
            growth, ratio = row.large / row.small, row.large / row.floor
            print(
                f"{row.what:36} {row.small:8.0f} {row.large:8.0f} {growth:7.2f} {row.floor:6.0f} {ratio:6.1f}  "
                f"{row.verdict}".rstrip()
            )
            broken |= bool(row.verdict)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
