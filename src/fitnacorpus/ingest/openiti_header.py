"""What the header of an OpenITI file says of the book, whatever its maker calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pyarabic import araby_const as araby

_META: Final = re.compile(
    r"#META#\s*+(?:[0-9]+\.)?(?P<key>[^:]*[^:\s])\s*+:{1,2}\s*+(?P<value>.*\S)"
)
_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("booktitle", "الكتاب", "title", "bk", "iso", "booktitlealt"),
    "author": ("authorname", "المؤلف", "author", "lng", "authoraka", "auth"),
    "died": ("authordied",),
    "editor": ("ededitor", "المحقق", "editor", "تحقيق", "دراسة وتحقيق", "تصحيح", "ed_info"),
    "publisher": ("edpublisher", "الناشر", "دار النشر", "publisher"),
    "place": ("edplace", "مكان النشر", "البلد"),
    "year": ("edyear", "عام النشر", "تاريخ النشر", "سنة النشر", "سنة الطبع", "طبعة"),
}
"""What is wanted to the labels under which makers give it (in small letters), the best first:
al-Jami al-Kabir, al-Shamila (old and new), Rafed, Shia Online Library, Masaha, Hindawi, GRAR."""
_NOTHING: Final = {"nodata", "notgiven", "no data", "none", "nocode", "n/a"}
_DIRECTIONS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls of direction, which some makers of files leave at the ends of words."""
_BARE_ZERO: Final = re.compile(rf"[0{araby.ZERO}]\s*\D*")


def about(lines: Sequence[str]) -> dict[str, str]:
    """Title, author, editor, publisher, place and year, as far as the header has them.

    Args:
        lines: The lines of the header.
    """
    said: dict[str, str] = {}
    inside: dict[str, str] = {}
    for line in lines:
        match = _META.match(line)
        if match is None:
            continue
        # Pilcrows of the maker stand between fields that became one.
        first, *others = match["value"].split("\N{PILCROW SIGN}")
        _say(said, match["key"], first)
        for key, _, words in (field.partition(":") for field in others):
            _say(inside, key, words)
    found: dict[str, str] = {}
    for key, labels in _FIELDS.items():
        # What has a line of its own is more certain than what became a part of another.
        for held in (said, inside):
            value = next((held[label] for label in labels if held.get(label)), "")
            if value:
                found.setdefault(key, value)
    return found


def _say(said: dict[str, str], key: str, words: str) -> None:
    """Note what a field says, if anything, unless it was said before."""
    value = _DIRECTIONS.sub("", " ".join(words.split())).strip("[] ")
    if value and value.lower() not in _NOTHING and not _BARE_ZERO.fullmatch(value):
        said.setdefault(key.strip().lower(), value)
