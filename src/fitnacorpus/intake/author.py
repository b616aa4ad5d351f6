"""When the author of a file died, as far as the file tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_HIJRI: Final = r"(?P<year>\d{2,4})"
_BARE: Final = re.compile(rf"{_HIJRI}(?:\s*ه(?:ـ|جري\w*)?)?")
_OF_AN_AUTHOR: Final = re.compile(
    rf"(?:المتوفى|المتوفي|توفي|(?<!\w)ت)\s*+[:.]?\s*+(?:سنة\s*)?{_HIJRI}"
)
"""How makers of files write it behind the name: (المتوفى: 333هـ), (ت 456)."""
_URI: Final = re.compile(rf"{_HIJRI}[A-Z][A-Za-z]+\.[A-Z]\w+")
"""The name of an OpenITI file: 0456IbnHazm.JamharatAnsab."""
_LAST: Final = 1500
"""A year of the Hijra beyond this one is a filler (9999)."""


def died(about: Mapping[str, str], file: str) -> str:
    """The year of the author's death as a description has it; "" where nothing tells it.

    Args:
        about: What the file says of itself.
        file: Its name.
    """
    for match in (
        _BARE.fullmatch(about.get("died", "")),
        _OF_AN_AUTHOR.search(about.get("author", "")),
        _URI.match(file),
    ):
        if match is not None and 0 < int(match["year"]) <= _LAST:
            return f"{int(match['year'])} AH"
    return ""
