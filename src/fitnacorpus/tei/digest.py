"""The line of a generated file by which a later build knows its own work and its format.

A generated file carries, after the XML declaration, a processing instruction with the format it is
written in and the SHA-256 of that and of all its other bytes.  A file whose digest does not agree
was changed by somebody else.  In the first format the instruction named none.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

FORMAT: Final = 2
"""Format of generated files.  It rises when what stands in them changes its meaning or its place,
so that a file of an earlier format is not taken for one that somebody changed; see `migrate`."""

_LINE: Final = re.compile(
    rb'<\?fitnacorpus (?:format="([1-9][0-9]{0,3})" )?digest="([0-9a-f]{64})"\?>\n'
)
_HEAD: Final = 256
"""Bytes of a file within which the line stands."""
_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def seal(content: str) -> bytes:
    """The bytes of a generated file: XML declaration, format and digest, content."""
    body = content.encode()
    number = b"%d" % FORMAT
    digest = _digest(number, _DECLARATION + body)
    line = b'<?fitnacorpus format="' + number + b'" digest="' + digest + b'"?>\n'
    return _DECLARATION + line + body


def recorded(data: bytes) -> str:
    """The digest that a file carries: that of the content it was generated with; "" for none."""
    match = _LINE.search(data, 0, _HEAD)
    return match[2].decode() if match else ""


def format_of(path: Path) -> int:
    """The format that a generated file says it is written in; 0 for another file."""
    with path.open("rb") as file:
        match = _LINE.search(file.read(_HEAD))
    return int(match[1] or 1) if match else 0


def intact(data: bytes) -> bool:
    """Whether these are the bytes of a generated file that nobody has changed."""
    match = _LINE.search(data, 0, _HEAD)
    if match is None:
        return False
    rest = data[: match.start()] + data[match.end() :]
    return _digest(match[1] or b"", rest) == match[2]


def _digest(number: bytes, rest: bytes) -> bytes:
    return hashlib.sha256(number + rest).hexdigest().encode()
