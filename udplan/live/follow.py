"""The whole of it: a first look, a server that shows it, and a look anew whenever a file is saved, until Ctrl-C."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Final, NoReturn

from udplan.live.board import Board
from udplan.live.looking import Asked, Look, look
from udplan.live.server import Server
from udplan.live.watching import Seen, seen, wait_for_change

#: Seconds until a file that a program holds is tried again: that it is let go of is seen in no name, time or size.
_AGAIN: Final = 2.0


class Live:
    """A document that follows its plan. ``first`` is how it was when it began.

    What a look finds wrong, it tells; only what was there before the look counts as seen, so nothing saved meanwhile is lost.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._seen: Seen = seen(asked.folders)
        self.first: Look = look(asked)
        self._board = Board(self.first)

    def serve(self, port: int, started: Callable[[str], None]) -> NoReturn:
        """Serve until ``KeyboardInterrupt``, which is raised on; ``started`` is called with the address.

        Raises:
            OSError: if the port is taken.
        """
        gc.disable()  # as the program starts; it is collected between two looks, when nobody waits
        with _serving(Server(self._board, port), self._board) as server:
            started(server.address)
            while True:
                self._next()

    def _next(self) -> None:
        last = self._board.look
        self._seen = wait_for_change(self._asked.folders, self._seen, _AGAIN if last.may_heal else None)
        self._board.put(look(self._asked, last.page))
        gc.collect()


@contextmanager
def _serving(server: Server, board: Board) -> Iterator[Server]:
    """The server at work, and gone afterwards with all its threads and its port."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="vis")
    thread.start()
    try:
        yield server
    finally:
        board.close()
        server.shutdown()
        thread.join()
        server.server_close()
