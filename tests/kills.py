"""What is left of a folder when udplan is stopped in the middle of writing there, whatever stops it, and where.

``python -m tests.kills`` stops every command that writes, 200 times each at a random moment, half of them as Ctrl-C does
(SIGINT) and half as the system does (SIGKILL), and prints what it found; it takes some minutes. ``--steps`` stops each of
them before every single thing that it does to a file instead, and half through each that it writes, which the tests do too.

Every file must be the old one or the new one, whole. After Ctrl-C nothing may be left, and after SIGKILL nothing once the
command has been run again. Windows has neither fork nor SIGKILL.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from tests.command_line import udplan
from tests.plans import PLAN_YAML, item, write

PLAN = Path("plans") / "2025-2028"
COMMANDS = {
    "ret": ["ret"],
    "ny": ["ny", "Ny sti", "--art", "drift", "--udvalg", "AU", "--tovholder", "Arbejdsmarkedschefen"],
    "report -o": ["report", "plan", "-o", "plan.md"],
    "report --alle": ["report", "--alle", "--format", "md", "-o", "alle"],
    "eksport -o": ["eksport", "-o", "eksport.csv"],
    "regneark": ["regneark", "-o", "ark.xlsx"],
    "skabelon": ["skabelon", "docx", "-o", "skabelon.docx"],
    "json-skema": ["json-skema"],
    "modtag": ["modtag", "svar.xlsx", "--dato", "2025-03-14"],
    "nyt-år": ["nyt-år", "2026-2029"],
}
#: Begins as all temporary files of udplan's do.
LEFT = ".udplan-"


class State(NamedTuple):
    """The files of a folder and of the memory beside it: whole ones by name, and the names of what was left."""

    whole: dict[str, bytes]
    left: list[str]


def state(folder: Path) -> State:
    every = list(folder.rglob("*"))
    left = sorted(path.name for path in every if path.name.startswith(LEFT))
    files = [path for path in every if path.is_file() and "memory" not in path.parts]
    kept = [file for file in files if not any(part.startswith(LEFT) for part in file.parts)]
    return State({file.relative_to(folder).as_posix(): file.read_bytes() for file in kept}, left)


def prepare(folder: Path, words: list[str]) -> None:
    """A plan in which there is something to do for every command, with the documents of the plan as it was before."""
    sagsgang = "[{forum: AU, tid: januar 2025}, {forum: KB, tid: marts 2025}]"
    write(folder / PLAN, {"plan.yaml": PLAN_YAML, "sti.yaml": item(sagsgang=sagsgang)})
    if words[0] == "modtag":
        _answered_round(folder)
        return
    if words[0] == "nyt-år":
        write(folder / PLAN, {"sti.yaml": item(), "au/bro.yaml": item(overskrift="Bro")})
        return
    if words[0] != "ny":
        assert whole_run(folder, words).status == 0
    new = {f"au/bro-{number}.yaml": item(overskrift=f"Bro {number}", slut="x") for number in range(2)}
    write(folder / PLAN, new)


def _answered_round(folder: Path) -> None:
    """A round that somebody has answered: every field of three items, and the day that ``runde.yaml`` has of it."""
    made = {f"au/bro-{number}.yaml": item(overskrift=f"Bro {number}", tværgående="ja") for number in range(3)}
    write(folder / PLAN, made)
    assert whole_run(folder, ["runde", "runde", "--frist", "2025-03-14"]).status == 0
    sent = (folder / "runde" / "arbejdsmarkedschefen.xlsx").read_bytes()
    (folder / "svar.xlsx").write_bytes(_answer(sent))


@cache
def _answer(sent: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(sent))
    sheet = book["Punkter"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for head, said in {"Ny status": "På vej", "Koordinering og Commitment": "To er med.", "Slut (X)": "X"}.items():
            sheet.cell(row, heads[head]).value = said
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


class Ended(NamedTuple):
    """How a run ended: the exit status (or less the number of the signal), and what it said."""

    status: int
    said: str


def in_child(run: Callable[[], None], folder: Path) -> Ended:
    """Run something in a fork of this process, as the program would be run in ``folder``."""
    errors = folder.parent / "said"
    child = os.fork()
    if child == 0:
        status = 70
        try:
            os.chdir(folder)
            os.environ["XDG_CACHE_HOME"] = str(folder / "memory")
            with errors.open("w", encoding="utf-8") as said, contextlib.redirect_stderr(said):
                try:
                    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
                        run()
                except SystemExit as done:
                    status = int(done.code or 0)
                except KeyboardInterrupt:  # see udplan.__main__
                    said.write("Afbrudt.\n")
                    status = 130
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(status), errors.read_text(encoding="utf-8"))


def whole_run(folder: Path, words: list[str]) -> Ended:
    """A run to its end, in this process: what it imports, no child need import again."""
    ran = udplan(*words, cwd=folder, XDG_CACHE_HOME=str(folder / "memory"))
    return Ended(ran.status, ran.err)


def run_udplan(words: list[str]) -> None:
    from udplan.cli.app import main

    sys.argv = ["udplan", *words]
    main()


#: What is done to files, by its name in ``os``.
STEPS = ("open", "write", "fchmod", "fchown", "replace", "rename", "link", "unlink", "mkdir")


def stopped_at(step: int, by: signal.Signals, words: list[str]) -> None:
    """Run udplan and stop it before the step of that number that it takes, or half through one that writes."""
    left = [step]

    def stopping(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def taken(*words: Any, **more: Any) -> Any:
            if name != "open" or words[1] & os.O_CREAT:
                left[0] -= 1
                if left[0] == 0:
                    if name == "write":
                        real(words[0], words[1][: len(words[1]) // 2])
                        words = (words[0], words[1][len(words[1]) // 2 :])
                    os.kill(os.getpid(), by)
                    made = real(*words, **more)
                    return made + len(words[1]) if name == "write" else made
            return real(*words, **more)

        return taken

    for name in STEPS:
        setattr(os, name, stopping(name))
    run_udplan(words)


class Found(NamedTuple):
    """What was wrong after a run that was stopped, in words; and whether it was stopped before its end."""

    wrong: list[str]
    stopped: bool


def looked_at(folder: Path, words: list[str], by: signal.Signals, ended: Ended, old: State, new: State) -> Found:
    """What is wrong with a folder after a run was stopped there, and after the same command has been run again."""
    wrong = []
    now = state(folder)
    for name, raw in now.whole.items():
        if raw not in (old.whole.get(name), new.whole.get(name)):
            wrong.append(f"{name} is neither the old one nor the new one")
    wrong += [f"{name} is gone" for name in old.whole.keys() - now.whole.keys()]
    if by is signal.SIGINT:
        wrong += [f"{name} was left by Ctrl-C" for name in now.left]
        if ended.status not in (0, 130) or (ended.status == 130 and ended.said.splitlines()[-1:] != ["Afbrudt."]):
            wrong.append(f"Ctrl-C ended with {ended.status}: {ended.said[-200:]!r}")
        if "Traceback" in ended.said:
            wrong.append(f"Ctrl-C ended with a traceback: {ended.said[-200:]!r}")
    again = whole_run(folder, words)
    # What makes a new folder makes it once: the run was stopped behind its work.
    done = now.whole == new.whole and "findes allerede" in again.said
    if again.status != 0 and not done:
        wrong.append(f"the next run ended with {again.status}: {again.said[-200:]!r}")
    after = state(folder)
    wrong += [f"{name} was left after the next run" for name in after.left]
    lacking = [name for name, raw in new.whole.items() if after.whole.get(name) != raw]
    return Found(wrong + [f"{name} is not the new one after the next run" for name in lacking], ended.status != 0)


def before_and_after(words: list[str], folder: Path) -> tuple[State, State]:
    prepare(folder, words)
    old = state(folder)
    assert whole_run(folder, words).status == 0
    return old, state(folder)


def at_every_step(words: list[str], by: signal.Signals) -> Iterator[Found]:
    """Stop a command before everything that it does to a file, until it comes to its end."""
    step = 0
    with tempfile.TemporaryDirectory() as scratch:
        old, new = before_and_after(words, Path(scratch) / "once")
        stopped = True
        while stopped:
            step += 1
            folder = Path(scratch) / "stopped"
            prepare(folder, words)
            ended = in_child(partial(stopped_at, step, by, words), folder)
            found = looked_at(folder, words, by, ended, old, new)
            stopped = found.stopped
            yield found._replace(wrong=[f"step {step}: {each}" for each in found.wrong])
            shutil.rmtree(folder)


def at_random(words: list[str], times: int, chance: random.Random) -> Iterator[Found]:
    """Stop a command as often as that, at any time from its start to its end."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "once"
        old, new = before_and_after(words, folder)
        run = started(folder, words)
        began = time.monotonic()
        run.communicate()
        most = 1.1 * (time.monotonic() - began)
        for number in range(times):
            by = (signal.SIGKILL, signal.SIGINT)[number % 2]
            folder = Path(scratch) / f"{number}"
            prepare(folder, words)
            run = started(folder, words)
            time.sleep(chance.uniform(0, most))
            run.send_signal(by)
            _, said = run.communicate()
            yield looked_at(folder, words, by, Ended(run.returncode, said.decode("utf-8", "replace")), old, new)
            shutil.rmtree(folder)


def started(folder: Path, words: list[str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "memory"), "PYTHONPATH": str(Path(__file__).parents[1])}
    # What stops Python before it has come to udplan, udplan cannot tell.
    code = "print(flush=True); from udplan.__main__ import start; start()"
    program, pipe = [sys.executable, "-c", code, *words], subprocess.PIPE
    run = subprocess.Popen(program, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe)
    assert run.stdout is not None
    run.stdout.readline()
    return run


def main() -> int:
    """Stop the commands, and print a line for each; the exit status says whether all was well."""
    parser = argparse.ArgumentParser(description="Stop udplan as it writes, and see what is left.")
    parser.add_argument("commands", nargs="*", default=list(COMMANDS), help="some of the commands only")
    parser.add_argument("--times", type=int, default=200, help="how often each is stopped at random")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", action="store_true", help="before each step instead")
    asked = parser.parse_args()
    # A shell lets what runs in the background pass over Ctrl-C, and all that is started from it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    failed = 0
    for name in asked.commands:
        words = COMMANDS[name]
        if asked.steps:
            found = [each for by in (signal.SIGKILL, signal.SIGINT) for each in at_every_step(words, by)]
        else:
            found = list(at_random(words, asked.times, random.Random(asked.seed)))
        wrong = Counter(each for one in found for each in one.wrong)
        print(
            f"{name}: {len(found)} runs, {sum(one.stopped for one in found)} stopped before the end, {wrong.total()} wrong"
        )
        for each, times in wrong.most_common(20):
            print(f"  {times} x {each}")
        failed += wrong.total()
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
