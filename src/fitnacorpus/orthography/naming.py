"""The structural key of a name in either script."""

from __future__ import annotations

from fitnacorpus.arabic_script import is_arabic
from fitnacorpus.orthography import arabic, latin


def name_key(name: str) -> str:
    """The structural key of a name: `arabic.name_key` or `latin.name_key`, by its first letter.

    Equal keys mean "the same name by rules of spelling or structure".  Keys of different scripts
    are never equal, and a key is never shown.
    """
    first = next((c for c in name if c.isalpha() and c not in "ʿʾʻʼ"), "")
    return arabic.name_key(name) if first and is_arabic(first) else latin.name_key(name)
