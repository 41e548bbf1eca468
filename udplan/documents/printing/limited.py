"""A template that is not udplan's own, at arm's length: in a process of its own, with limits on what it may use.

Such a template can loop for ever, double a text until the memory is full, or bring down the library that fills it in. So
what fills it in is called in a worker, which hands back the value or the error; the worker is ended if it takes too
long, and ends if it takes too much. It is started where it is first needed and kept for the documents that follow.

The worker has no way to the network: Typst asks ``https_proxy`` where to fetch packages through, and there it names a
kind of proxy that Typst's downloader does not have, at a port that nobody can listen on.
"""

from __future__ import annotations

import atexit
import faulthandler
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, Final, TypeVar

from udplan.documents.printing.errors import TemplateError

#: How long a template may take over one document. A large plan takes one or two seconds, and ten times that on a slow machine.
SECONDS: Final = 30
#: How much memory it may use, in bytes, everything that Python and the libraries use counted.
MEMORY: Final = 1024**3
#: How much it may write, in bytes.
OUTPUT: Final = 100_000_000

TOO_LONG: Final = (
    "skabelonen er ikke færdig efter {seconds} sekunder og er standset. Se efter en gentagelse, der ikke hører op, "
    "eller gentagelser inden i hinanden."
)
TOO_MUCH_MEMORY: Final = (
    f"skabelonen bruger mere end {MEMORY // 1024**3} GB hukommelse og er standset. Se efter en tekst eller en liste, "
    'der bliver ganget op eller fordoblet mange gange, fx "a" * 500000000.'
)
TOO_LARGE: Final = (
    f"skabelonen skriver mere end {OUTPUT // 1_000_000} MB og er standset. Se efter gentagelser inden i hinanden, "
    "eller en tekst, der bliver ganget op."
)
ENDED: Final = (
    "skabelonen har standset det program, der udfylder den. Den bruger nok for meget hukommelse: se efter en tekst, "
    "der bliver fordoblet mange gange, eller noget, der kalder sig selv uden ende."
)

_NOWHERE: Final = "socks5://127.0.0.1:0"

_T = TypeVar("_T")


def limited(template: Path, call: Callable[..., _T], *args: object) -> _T:
    """What ``call(*args)`` gives, worked out in the worker. ``call``, what it is given and what it gives are pickled.

    Raises:
        TemplateError: if a limit is passed; it names ``template`` and the limit.
        Exception: what ``call`` raises, with the worker's traceback as its cause.
    """
    request = (str(Path.cwd()), call, args)
    worker = _Worker.at_work()
    start = time.monotonic()
    try:
        kind, value = worker.ask(request, SECONDS)
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        worker.end()
        took_too_long = time.monotonic() - start >= SECONDS
        what = TOO_LONG.format(seconds=SECONDS) if took_too_long else ENDED
        raise TemplateError(f"{template}: {what}") from error
    except BaseException:  # Ctrl-C ends the worker too
        worker.end()
        raise
    if kind == "limit":
        raise TemplateError(f"{template}: {value}")
    if kind == "error":
        raised, told = value
        raise raised from _InWorker(told)
    made: _T = value
    return made


class _InWorker(Exception):
    """The traceback of an error, as the worker saw it."""


class _Worker:
    """The other process, seen from this one."""

    _only: _Worker | None = None

    @classmethod
    def at_work(cls) -> _Worker:
        """The worker, started if there is none. One that is not asked any more ends by itself with this process."""
        if cls._only is not None and cls._only._process.poll() is not None:
            cls._only.end()  # somebody else has ended it
        if cls._only is None:
            cls._only = cls()
            atexit.register(cls._only.end)
        return cls._only

    def __init__(self) -> None:
        """Start it; on Windows without a console, so that Ctrl-C is for this process alone, as it is elsewhere."""
        code = f"import sys; sys.path[:] = {sys.path!a}; from {__name__} import serve; serve()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, request: object, seconds: int) -> tuple[str, Any]:
        """What the worker answers; it is killed, and the answer ends, when the time is up."""
        assert self._process.stdin is not None and self._process.stdout is not None
        asked = pickle.dumps(request)
        timer = threading.Timer(seconds, self._process.kill)
        timer.start()
        try:
            self._process.stdin.write(asked)
            self._process.stdin.flush()
            answer: tuple[str, Any] = pickle.load(self._process.stdout)
            return answer
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process and let go of all it has; a new one is started for whoever asks next."""
        type(self)._only = None
        atexit.unregister(self.end)
        self._process.kill()
        with suppress(OSError):  # what was on its way to it is lost with it
            self._process.communicate()


def _environment() -> dict[str, str]:
    """The variables of this process, but with a proxy that cannot be reached and nothing that gets round it."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**kept, "https_proxy": _NOWHERE}


# --- in the worker --------------------------------------------------------------------------------------------------


def serve() -> None:
    """Answer what is asked on standard input until nobody asks any more."""
    requests, answers = _streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks decides when it ends
    _limit_memory()
    asked: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, asked), daemon=True).start()
    while True:
        request = asked.get()
        faulthandler.dump_traceback_later(2 * SECONDS, exit=True)  # should a library let no other thread run meanwhile
        answers.write(_answer(*request))
        answers.flush()
        faulthandler.cancel_dump_traceback_later()


def _listen(requests: BinaryIO, asked: SimpleQueue[tuple[Any, ...]]) -> None:
    """Pass on what is asked; where nobody is there any more to ask, the process is over, whatever it is in the middle of."""
    with suppress(EOFError):
        while True:
            asked.put(pickle.load(requests))
    os._exit(0)


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """The two ends of the conversation; what else the process reads is empty, and what it prints goes nowhere."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return requests, answers


def _answer(folder: str, call: Callable[..., object], args: tuple[object, ...]) -> bytes:
    try:
        os.chdir(folder)
        answer = pickle.dumps(("value", call(*args)))
        return answer if len(answer) <= OUTPUT else pickle.dumps(("limit", TOO_LARGE))
    except MemoryError:
        return pickle.dumps(("limit", TOO_MUCH_MEMORY))
    except Exception as error:  # whatever it is, it is raised again where it was asked for
        return _raised(error)


def _raised(error: Exception) -> bytes:
    told = "".join(traceback.format_exception(error))
    try:
        answer = pickle.dumps(("error", (error, told)))
        pickle.loads(answer)
    except Exception:  # an error that cannot be handed over is told by its words
        return pickle.dumps(("error", (RuntimeError(f"{type(error).__name__}: {error}"), told)))
    return answer


def _limit_memory() -> None:
    """Have the system refuse more than ``MEMORY``: then Python raises ``MemoryError``, and Typst ends the process.

    On macOS the system takes the limit and does not keep it; there time and output are what stops a template.
    """
    if sys.platform == "win32":
        from udplan.documents.printing.windows import limit_memory

        limit_memory(MEMORY)
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    with suppress(ValueError, OSError):  # a system without this limit
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
