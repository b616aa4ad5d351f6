"""A corpus served to tests: in this process, at a free port."""

import contextlib
import http.client
import re
import socket
import threading
from typing import NamedTuple
from urllib.parse import urlencode

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.reader.serving.server import Options, Reader


class Reply(NamedTuple):
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()


@contextlib.contextmanager
def serving(root, **options):
    """The corpus in a folder behind an address."""
    reader = Reader(CorpusFolder(root), Options(**{"port": 0, "every": 0.05, **options}))
    thread = threading.Thread(target=reader.run, daemon=True)
    thread.start()
    try:
        yield reader
    finally:
        reader.stop()
        thread.join()


def ask(reader, target, method="GET", headers=None, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", reader.port, timeout=20)
    with contextlib.closing(connection):
        connection.request(method, target, body=body, headers=headers or {})
        return _reply(connection.getresponse())


def send(reader, data):
    """Any bytes, and what comes back."""
    with socket.create_connection(("127.0.0.1", reader.port), timeout=20) as wire:
        wire.sendall(data)
        return _reply_of(wire)


def _reply_of(wire):
    response = http.client.HTTPResponse(wire)
    with contextlib.closing(response):
        response.begin()
        return _reply(response)


def _reply(response):
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Reply(response.status, headers, response.read())


def secret_of(reader, page="/review/links/"):
    return re.search(r'name="secret" value="([^"]+)"', ask(reader, page).text)[1]


def keys_of(page):
    return re.findall(r'data-key="([0-9a-f]+)"', page.text)


def post(reader, path, fields, headers=None):
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode(fields, doseq=True)
    return ask(reader, path, "POST", {**kind, **(headers or {})}, body)
