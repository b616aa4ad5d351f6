"""How encoders number pages: ``12``, ``p. 12``, ``ج 3 ص 12``."""

from __future__ import annotations

import re
from typing import Final

_VOLUME_AND_PAGE: Final = re.compile(
    r"(?:vol(?:ume)?\.?|v|ج)\s*(?P<volume>[^\s,;:،]+?)\s*+[,;:،]?\s*+(?:p(?:age)?\.?|ص)\s*"
    r"(?P<page>\S+)",
    re.I,
)
_PAGE: Final = re.compile(r"(?:p(?:age)?\.?|ص)\s*(\d\S*)", re.I)


def volume_and_page(n: str) -> tuple[str, str]:
    """The volume, or "" where none is named, and the page; what is no such number is all page.

    Args:
        n: A number as an encoder wrote it, its white space single spaces.
    """
    if match := _VOLUME_AND_PAGE.fullmatch(n):
        return match["volume"], match["page"]
    match = _PAGE.fullmatch(n)
    return "", match[1] if match else n
