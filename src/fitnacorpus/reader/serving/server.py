"""Sockets: one thread a connection, one request a connection, and an end that comes at once."""

from __future__ import annotations

import errno
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from fitnacorpus.api import Corpus
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError, FitnaError
from fitnacorpus.pipeline import Progress
from fitnacorpus.reader.serving.cases import Cases
from fitnacorpus.reader.serving.controls import Review, Served
from fitnacorpus.reader.serving.guard import Guard, is_loopback
from fitnacorpus.reader.serving.http import LARGEST_BODY, Answer, Request
from fitnacorpus.reader.serving.routes import Routes
from fitnacorpus.reader.serving.sitting import Sitting
from fitnacorpus.reader.serving.state import Keeper
from fitnacorpus.reader.serving.watching import EVERY, Watch
from fitnacorpus.review.items import Desk

PORT: Final = 8000
"""Where the reader is served unless another port is named."""
_TRIED: Final = 20
"""How many ports from `PORT` on are tried."""
_PATIENCE: Final = 10
"""Seconds that a connection may be silent."""
_LONGEST: Final = 60
"""Seconds after which a connection ends, however busy: a page takes one or two."""
_MOST: Final = 32
"""Connections at a time; browsers make six each."""
_OWN_FILES: Final = 24
"""Files that the program itself may have open, at most."""
_FILES_EACH: Final = 3
"""Files that an answer may need: its socket, and the index with its journal."""
_OUT_OF_FILES: Final = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_PAUSE: Final = 0.1
"""Seconds to wait before a connection is taken again where none could be."""
_BUSY: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Options:
    """How a corpus is served.

    Attributes:
        host: Address or name to listen at.
        port: Port, 0 for any that is free; None for `PORT` or one of the next.
        watch: Whether to build and show what changes.
        by: Who reviews; "" where nothing is reviewed.
        public: Whether to withhold texts that are not cleared.
        remote_review: Whether other machines may review.
        every: Seconds between two looks for changes.
    """

    host: str = "127.0.0.1"
    port: int | None = None
    watch: bool = False
    by: str = ""
    public: bool = False
    remote_review: bool = False
    every: float = EVERY


class Server(ThreadingHTTPServer):
    """A socket that listens, and what answers at it."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    routes: Routes
    longest: float = _LONGEST

    def __init__(self, host: str, port: int) -> None:
        self._open: dict[socket.socket, float] = {}
        self._most = _most_connections()
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        self.address_family, address = found[0][0], found[0][4]
        super().__init__((str(address[0]), port), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        """Take a connection; where the system has no file left for it, wait and not spin."""
        try:
            return super().get_request()
        except OSError as error:
            if error.errno in _OUT_OF_FILES:
                time.sleep(_PAUSE)
            raise

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, or say that too many are waiting."""
        if len(self._open) >= self._most:
            with suppress(OSError):
                request.setblocking(False)
                request.send(_BUSY)
            self.shutdown_request(request)
            return
        self._open[request] = time.monotonic() + self.longest
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection."""
        self._open.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """End connections that have taken too long; their threads then see their end."""
        now = time.monotonic()
        for request, end in list(self._open.items()):
            if now > end:
                with suppress(OSError):
                    request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke is nobody's concern; anything else is told in one line."""
        error = sys.exception()
        if not isinstance(error, OSError):
            print(f"fitnacorpus: this is a fault of the program ({error!r})", file=sys.stderr)


def _most_connections() -> int:
    """How many connections may be open, so that files are left for what answers them."""
    try:
        import resource
    except ImportError:
        return _MOST
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return _MOST
    return max(1, min(_MOST, (files - _OWN_FILES) // _FILES_EACH))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Also what cannot be read as a request is answered with a status and headers.
    default_request_version = "HTTP/1.0"
    timeout = _PATIENCE
    server: Server

    def _answer(self) -> None:
        if "transfer-encoding" in self.headers:
            self._send(self.server.routes.refuse(411))
            return
        length = self.headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()):
            self._send(self.server.routes.refuse(400))
            return
        if len(length) > 9 or int(length) > LARGEST_BODY:
            self._send(self.server.routes.refuse(413))
            self._drain()
            return
        try:
            body = self.rfile.read(int(length))
        except TimeoutError:
            self._send(self.server.routes.refuse(408))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self.server.routes.answer(Request(self.command, self.path, headers, body)))

    do_GET = do_HEAD = do_POST = _answer  # noqa: N815
    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = _answer  # noqa: N815

    def _send(self, answer: Answer) -> None:
        # One request a connection: what is left unread of it can never be taken for another.
        self.close_connection = True
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _drain(self) -> None:
        """Read a body that is too large for a while, so that its sender gets to the answer."""
        self.wfile.flush()
        self.connection.settimeout(1)
        for _ in range(64):
            if not self.connection.recv(LARGEST_BODY):
                return

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what could not be read as a request in the style of the house."""
        self.command = getattr(self, "command", None) or "GET"
        self._send(self.server.routes.refuse(int(code)))

    def version_string(self) -> str:
        """The name of the program, without versions."""
        return "fitnacorpus"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: standard error is for what a person must know."""


class Reader:
    """A corpus that is being served: `keeper` has its present state, `routes` answers requests.

    Args:
        folder: The corpus.
        options: How.
        progress: Told what is being built at the beginning.

    Raises:
        FitnaError: the corpus cannot be built, or the port not be had (``port-taken``,
            ``bad-host``); or other machines would review without leave (``remote-review``).
    """

    def __init__(
        self, folder: CorpusFolder, options: Options, progress: Progress | None = None
    ) -> None:
        self._server = _listen(options)
        try:
            secret = secrets.token_urlsafe(32)
            sitting = Sitting(folder, options.by) if options.by else None

            def dress(corpus: Corpus, name: str, error: FitnaError | None) -> Served:
                review = _review(corpus, sitting, secret) if sitting else None
                where = folder.relative(error.where) if error else ""
                return Served(name, error, where, live=options.watch, review=review)

            self.keeper = Keeper(folder, dress, public=options.public, progress=progress)
        except BaseException:
            self._server.server_close()
            raise
        guard = Guard(options.host, self.port, secret)
        self.routes = self._server.routes = Routes(self.keeper, guard)
        self._watch = (
            Watch(folder, lambda: self.keeper.seen, self.keeper.renew, every=options.every)
            if options.watch
            else None
        )

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """The address of its first page."""
        host = str(self._server.server_address[0])
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def run(self) -> None:
        """Serve until `stop` is called."""
        if self._watch:
            self._watch.start()
        try:
            self._server.serve_forever(poll_interval=0.1)
        finally:
            if self._watch:
                self._watch.stop()
            self._server.server_close()

    def stop(self) -> None:
        """End `run`, which another thread is in."""
        self._server.shutdown()


def _review(corpus: Corpus, sitting: Sitting, secret: str) -> Review:
    return Review(
        Cases(Desk(corpus.pipeline, sitting.by)),
        sitting,
        secret,
        {(d.text.info.id, e.id): e for d in corpus.texts for e in d.episodes},
        corpus.authority,
    )


def _listen(options: Options) -> Server:
    if options.by and not options.remote_review and not is_loopback(options.host):
        raise CorpusError(
            "remote-review",
            f"at {options.host} other machines could give verdicts in your name",
            hint="Leave --host out, or allow it with --remote-review",
        )
    ports = range(PORT, PORT + _TRIED) if options.port is None else [options.port]
    for port in ports:
        try:
            return Server(options.host, port)
        except (OverflowError, socket.gaierror, UnicodeError) as error:
            raise _bad_host(options, error) from None
        except PermissionError as error:
            raise _bad_host(options, error) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise _bad_host(options, error) from None
    taken = f"port {ports[0]}" if len(ports) == 1 else f"ports {ports[0]} to {ports[-1]}"
    raise CorpusError(
        "port-taken",
        f"{taken} at {options.host}: another program listens there",
        hint="Name another port with --port, or end that program",
    )


def _bad_host(options: Options, error: Exception) -> CorpusError:
    why = getattr(error, "strerror", None) or str(error)
    return CorpusError(
        "bad-host",
        f"cannot listen at {options.host}: {why}",
        hint="Name an address of this machine with --host, and a port above 1023 with --port",
    )


def until_stopped(reader: Reader, begun: Callable[[], None]) -> None:
    """Serve until the user or the system ends it (ctrl-C, SIGTERM), and then end at once.

    Args:
        reader: What to serve.
        begun: Called when a request would be answered.
    """

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    try:
        begun()
        reader.run()
    except KeyboardInterrupt:
        pass
