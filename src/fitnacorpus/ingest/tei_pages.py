"""How encoders number pages: ``12``, ``p. 12``, ``ج 3 ص 12``; and of which edition they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


_PRINT: Final = "print"
_NAME: Final = re.compile(r"[^\w.-]+")


def first_edition(editions: Iterable[str]) -> str:
    """The edition whose pages are the pages of a text that has those of several.

    Args:
        editions: The ``@ed`` of each page, in order; "" where it has none.

    Returns:
        "" if there is a page without an edition, the one called print, or else the first.
    """
    names = list(dict.fromkeys(editions))
    return "" if "" in names or not names else _PRINT if _PRINT in names else names[0]


def unit(name: str, attributes: Mapping[str, str], first: str) -> str:
    """The unit of a print that begins at an empty element.

    Args:
        name: The element: ``pb``, ``cb``, ``gb`` or ``milestone``.
        attributes: Its attributes.
        first: The edition whose pages are those of the text; a page of another one is a unit of its
            own (``page-shamela``).
    """
    if name != "pb":
        return {"cb": "column", "gb": "gathering"}.get(name) or attributes.get("unit") or "unit"
    edition = _NAME.sub("-", attributes.get("ed", "")).strip("-")
    return "page" if attributes.get("ed", "") == first or not edition else f"page-{edition}"
