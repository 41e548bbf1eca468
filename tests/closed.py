"""A folder that one may not look into, for any user: to an administrator, as who the tests may run, every folder is open."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def close(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the system say no to all that stands in a folder, and to what asks for its content, as Linux says it."""
    own = folder.absolute()

    def closed(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def ask(path: Any, *more: Any, **named: Any) -> Any:
            asked = Path(path).absolute() if isinstance(path, str | os.PathLike) else Path()
            if own in asked.parents or (asked == own and name in ("scandir", "listdir")):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
            return real(path, *more, **named)

        return ask

    for name in ("stat", "lstat", "open", "scandir", "listdir", "mkdir", "readlink"):
        monkeypatch.setattr(os, name, closed(name, getattr(os, name)))
