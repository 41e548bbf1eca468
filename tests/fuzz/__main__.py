"""``python -m tests.fuzz --minutes 10 --seed 1``: try more than the suite does, and keep what does not hold.

Every fault is saved once, as small as Hypothesis can make it: a folder with the files, and with the lines and what was
wrong in ``fault.txt``.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.cases import Case
from tests.fuzz.trials import TRIALS, Trial, Tried, every_command
from tests.plans import write

_ROUND = settings(
    max_examples=20,
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


class Search:
    """What was tried, and the faults that were found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tried: Tried = Counter()
        self.inputs: Counter[str] = Counter()
        self.faults: dict[str, int] = {}

    def round(self, trial: Trial, number: int) -> None:
        """Some cases of a trial. A fault that is known is counted, and does not keep the next from being found."""
        failed: list[tuple[Case, Exception]] = []

        @seed(number)
        @_ROUND
        @given(trial.cases)
        def attempt(case: Case) -> None:
            self.inputs[trial.name] += 1
            try:
                trial.holds(case, self.tried)
            except Exception as error:
                if _mark(trial, error) in self.faults:
                    self.faults[_mark(trial, error)] += 1
                    return
                failed.append((case, error))
                raise

        try:
            attempt()
        except Exception:
            if not failed:
                raise
            self._keep(trial, *failed[-1])

    def _keep(self, trial: Trial, case: Case, error: Exception) -> None:
        self.faults[_mark(trial, error)] = 1
        folder = self.folder / f"{len(self.faults)}-{trial.name}"
        write(folder, case.files)
        error.__notes__ = []  # the case, which is in the folder
        told = "".join(traceback.format_exception(error))
        lines = "\n".join(repr(words) for words in case.lines)
        write(
            folder,
            {"fault.txt": f"{lines}\n\n{case.truth or ''}\n\n{told}".encode("utf-8", "backslashreplace").decode()},
        )
        print(f"{folder}: {type(error).__name__}: {str(error)[:300]!r}", flush=True)


def _mark(trial: Trial, error: Exception) -> str:
    """What makes a fault another one: where it was raised, and what it says without figures and what was quoted."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/udplan/" in frame.filename]
    place = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    said = re.sub(r"[0-9]+|'[^']*'|\"[^\"]*\"|»[^«]*«", "", str(error).partition("\n")[0])[:40]
    return f"{trial.name} {type(error).__name__} {Path(place.filename).name} {place.name} {said}"


def _rounds(until: float, first: int) -> Iterator[tuple[Trial, int]]:
    number = first
    while monotonic() < until:
        for trial in TRIALS:
            yield trial, number
        number += 1


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--minutes", type=float, default=10.0, help="how long to try")
    asked.add_argument("--seed", type=int, default=random.randrange(10**6), help="the same seed tries the same")
    chosen = asked.parse_args()
    search = Search(Path(tempfile.mkdtemp(prefix="udplan-faults-")))
    print(f"seed {chosen.seed}; faults are saved in {search.folder}", flush=True)
    every_command(search.tried)
    for trial, number in _rounds(monotonic() + 60 * chosen.minutes, chosen.seed):
        search.round(trial, number)
    print(f"{search.inputs.total()} inputs: {', '.join(f'{name} {count}' for name, count in search.inputs.items())}")
    print(f"{search.tried.total()} lines:")
    for (command, format), count in sorted(search.tried.items()):
        print(f"  {count:6}  {command} {format}")
    print(f"{len(search.faults)} faults in {search.folder}" if search.faults else "no fault")
    for mark, count in search.faults.items():
        print(f"  {count:6}  {mark}")
    return 1 if search.faults else 0


if __name__ == "__main__":
    sys.exit(main())
