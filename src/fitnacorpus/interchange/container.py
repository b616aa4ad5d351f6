"""Zip files that are the same whenever they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can give its members: no time of day enters the bytes."""


def pack(members: Iterable[tuple[str, bytes]], *, stored: str = "") -> bytes:
    """A zip file.

    Args:
        members: Names and contents, in order.
        stored: Name of the member that is not compressed, or "".
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
