"""Requests and answers as values, and reading what a request says without trusting it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, unquote_to_bytes

from fitnacorpus.toml_files import NOT_XML

LONGEST_TARGET: Final = 4096
"""Characters of a path with its query."""
LONGEST_QUERY: Final = 200
"""Characters of a name that is searched."""
LARGEST_BODY: Final = 16_384
"""Bytes of a form."""
_MOST_FIELDS: Final = 60
"""Fields of a form or a query; more are refused."""

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Request:
    """A request, as it came.

    Attributes:
        method: GET, HEAD, POST or another.
        target: Path and query; its bytes as Latin-1 characters.
        headers: By their names in small letters.
        body: The bytes sent with it.
    """

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """A request is not served.

    Args:
        status: HTTP status code.
        reason: Key of the phrase that says why; "" for that of the status.
        values: What fills the phrase.
        headers: Headers that belong to the status.
    """

    def __init__(
        self, status: int, reason: str = "", headers: Mapping[str, str] | None = None, **values: str
    ) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason or f"http {status}"
        self.values = values
        self.headers = headers or {}


def path_of(target: str) -> str:
    """The path of a target, decoded once.

    It is a name to be looked up and never a place on a disk; what can only be meant as one is
    refused all the same.

    Raises:
        RefusedError: the target is too long, or no path that a page could have.
    """
    if len(target) > LONGEST_TARGET:
        raise RefusedError(414)
    raw = target.partition("?")[0]
    try:
        path = unquote_to_bytes(raw.encode("latin-1")).decode("utf-8")
    except UnicodeError:
        raise RefusedError(400) from None
    if not path.startswith("/") or "\\" in path or _CONTROL.search(path):
        raise RefusedError(400)
    if any(part in (".", "..") for part in path.split("/")):
        raise RefusedError(400)
    return path


def query_of(target: str) -> dict[str, list[str]]:
    """The fields of a target's query."""
    return _fields(target.partition("?")[2])


def form_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form that was sent.

    Raises:
        RefusedError: it is too large, or no form.
    """
    if len(request.body) > LARGEST_BODY:
        raise RefusedError(413)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise RefusedError(415)
    return _fields(request.body.decode("latin-1"))


def _fields(encoded: str) -> dict[str, list[str]]:
    try:
        return parse_qs(
            encoded.encode("latin-1").decode("utf-8"),
            keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS,
        )  # fmt: skip
    except ValueError:
        raise RefusedError(400) from None


def line(fields: Mapping[str, list[str]], name: str) -> str:
    """The last value of a field, on one line, without what cannot stand in XML; else ""."""
    value = fields.get(name, [""])[-1]
    return " ".join(NOT_XML.sub(" ", _CONTROL.sub(" ", value)).split())


def is_local(address: str) -> bool:
    """Whether an address leads to a page of this very reader, so that it may be gone back to."""
    return (
        address.startswith("/")
        and not address.startswith("//")
        and "\\" not in address
        and address.isascii()
        and not _CONTROL.search(address)
        and " " not in address
        and len(address) <= LONGEST_TARGET
    )
