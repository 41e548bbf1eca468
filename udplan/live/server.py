"""The server: the page, the document, and what is new, for a browser on this machine and for nobody else.

Any page on the web can have a browser ask 127.0.0.1 for something, by a name that it lets lead there if need be. So an
answer is given only where the browser says that it was asked by our own page, or by whoever uses it, and by our own name.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any, Final

from udplan.disk.reading import read_file
from udplan.documents.printing.files import packaged_templates
from udplan.live.board import Board

HOST: Final = "127.0.0.1"
#: Seconds that a browser may take to ask.
_PATIENCE: Final = 10
#: Seconds between two signs of life on a line where nothing is new; one that nobody reads any more is found out by it.
_HEARTBEAT: Final = 10.0

_ALWAYS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
#: A document lets only its own script run; one by somebody's own template can at least fetch and send nothing.
_DOCUMENT_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_FILES: Final = {
    "/": ("side.html", "text/html"),
    "/vis.css": ("vis.css", "text/css"),
    "/vis.js": ("vis.js", "text/javascript"),
}


class Server(ThreadingHTTPServer):
    """Listens on this machine alone, at ``port``, or at one that the system chooses (0).

    Raises:
        OSError: if the port is taken.
    """

    # On Windows it would let two programs listen at one port.
    allow_reuse_address = os.name != "nt"
    daemon_threads = True
    block_on_close = False

    def __init__(self, board: Board, port: int = 0) -> None:
        self.board = board
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """Without asking what this machine is called, which can take seconds."""
        if exclusive := getattr(socket, "SO_EXCLUSIVEADDRUSE", None):
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    @property
    def names(self) -> tuple[str, str]:
        """What a browser of ours calls this server."""
        return f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle is nothing to tell of."""
        if os.environ.get("UDPLAN_FEJLSOEG"):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = _PATIENCE

    def do_GET(self) -> None:
        if refused := self._refused():
            self.send_error(refused)
            return
        path = self.path.partition("?")[0]
        page = self.server.board.look.page
        if path in _FILES:
            name, kind = _FILES[path]
            self._send(read_file(packaged_templates() / "vis" / name), kind, {"Content-Security-Policy": _PAGE_POLICY})
        elif path == "/dokument" and page is not None:
            self._send(page.html, "text/html", {"Content-Security-Policy": _DOCUMENT_POLICY})
        elif path == "/nyt":
            self._tell()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _refused(self) -> HTTPStatus | None:
        """Why a request gets nothing: it came by another name than ours, or another page asked for it."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0] not in self.server.names:
            return HTTPStatus.MISDIRECTED_REQUEST
        origins = self.headers.get_all("Origin", [])
        sites = self.headers.get_all("Sec-Fetch-Site", [])
        ours = all(origin == f"http://{hosts[0]}" for origin in origins)
        return None if ours and all(site in ("same-origin", "none") for site in sites) else HTTPStatus.FORBIDDEN

    def _send(self, body: bytes, kind: str, headers: Mapping[str, str]) -> None:
        self._head(
            HTTPStatus.OK, {"Content-Type": f"{kind}; charset=utf-8", "Content-Length": f"{len(body)}", **headers}
        )
        if self.command != "HEAD":
            self.wfile.write(body)

    def _tell(self) -> None:
        """What is to be seen now, and again whenever it is something else (server-sent events), until either side goes."""
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8"})
        if self.command == "HEAD":
            return
        known: str | None = None
        with suppress(OSError):  # the page was closed
            self.wfile.write(b"retry: 1000\n\n")
            while (told := self.server.board.after(known, _HEARTBEAT)) is not None:
                self.wfile.write(b":\n\n" if told == known else f"data: {told}\n\n".encode())
                known = told

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A refusal, with nothing in it; also what the library itself says no to."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            code = HTTPStatus.METHOD_NOT_ALLOWED
        more = {"Allow": "GET, HEAD"} if code == HTTPStatus.METHOD_NOT_ALLOWED else {}
        self._head(code, {"Content-Length": "0", **more})

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_ALWAYS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def version_string(self) -> str:
        return "udplan"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the screen is the user's."""
