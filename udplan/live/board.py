"""Where what is to be seen hangs: the newest look, and those who wait for one that says something else."""

from __future__ import annotations

from threading import Condition

from udplan.live.looking import Look


class Board:
    """Many may read and wait while one puts up a look. ``told`` is the look as the page gets it."""

    def __init__(self, look: Look) -> None:
        self._changed = Condition()
        self.look, self.told, self.is_closed = look, look.told(), False

    def put(self, look: Look) -> None:
        told = look.told()
        with self._changed:
            self.look, self.told = look, told
            self._changed.notify_all()

    def close(self) -> None:
        """Let nobody wait any more."""
        with self._changed:
            self.is_closed = True
            self._changed.notify_all()

    def after(self, known: str | None, seconds: float) -> str | None:
        """What is told once it is not ``known`` any more; ``known`` itself, if that takes longer; None once it is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self.is_closed or self.told != known, seconds)
            return None if self.is_closed else self.told
