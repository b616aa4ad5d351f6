"""Whether a word goes on over the beginning of a line or a page, and what of it is a hyphen."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from fitnacorpus.ingest.tei_elements import local

MARKS: Final = "\u00ac\u2e17\u2e40"
"""Signs that stand for nothing but a word broken at the end of a line: ¬, ⸗ and its like."""
HYPHENS: Final = f"-\u2010{MARKS}"
"""Characters that may be the hyphen of a broken word."""
_INSIDE: Final = re.compile(r"in-?word|worddiv|^hyphen", re.I)
"""Values of @type and @rend, older than @break, for a break inside a word."""
_BETWEEN: Final = frozenset({"", "lb", "pb", "cb", "gb", "fw", "milestone"})
"""What may stand between the two halves of a word."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_NEXT: Final = re.compile(r"\s*([^\W\d_]+)")
_LAST: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\u2010]\Z")


def inside_word(element: etree._Element) -> bool:
    """Whether the encoder says that the beginning of a line or a page stands inside a word."""
    said = str(element.get("break", ""))
    if said:
        return said == "no"
    return any(_INSIDE.search(element.get(name, "")) for name in ("type", "rend"))


class Broken:
    """The words of a text, by which a hyphen at the end of a line is told from one of a compound.

    Args:
        root: The element TEI.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._words: frozenset[str] | None = None

    def is_one_word(self, before: str, element: etree._Element) -> bool | None:
        """Whether what a hyphen parts is one word elsewhere in the text; None where none is parted.

        Args:
            before: What stands before the break, at least its last word.
            element: The break.
        """
        last, after = _LAST.search(before), _NEXT.match(_following(element))
        if last is None or after is None:
            return None
        if self._words is None:
            texts = (x for x in self._root if local(x) == "text")
            said = "\n".join("".join(text.itertext()) for text in texts)
            self._words = frozenset(map(str.lower, _WORD.findall(said)))
        return f"{last[1]}{after[1]}".lower() in self._words


def _following(element: etree._Element) -> str:
    """The characters after a break, beyond other breaks and what a page has around its text."""
    after: etree._Element | None = element
    while after is not None and not (after.tail or "").strip():
        after = after.getnext()
        if after is not None and local(after) not in _BETWEEN:
            return "".join(after.itertext())
    return after.tail or "" if after is not None else ""
