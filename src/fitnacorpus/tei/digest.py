"""The digest line of generated files: how a later build tells its own work from a hand edit.

A generated file carries, after the XML declaration, a processing instruction with the SHA-256 of
all its other bytes.  A file whose digest does not agree was changed by somebody else.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

_LINE: Final = re.compile(rb'<\?fitnacorpus digest="([0-9a-f]{64})"\?>\n')
_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def seal(content: str) -> bytes:
    """The bytes of a generated file: XML declaration, digest, content."""
    body = content.encode()
    digest = hashlib.sha256(_DECLARATION + body).hexdigest().encode()
    return _DECLARATION + b'<?fitnacorpus digest="' + digest + b'"?>\n' + body


def recorded(data: bytes) -> str:
    """The digest that a file carries: that of the content it was generated with; "" for none."""
    match = _LINE.search(data, 0, 256)
    return match[1].decode() if match else ""


def intact(data: bytes) -> bool:
    """Whether these are the bytes of a generated file that nobody has changed."""
    match = _LINE.search(data, 0, 256)
    if match is None:
        return False
    rest = data[: match.start()] + data[match.end() :]
    return hashlib.sha256(rest).hexdigest().encode() == match[1]
