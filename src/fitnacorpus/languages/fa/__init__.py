"""Persian: letters, digits, direction, numbers, dates of its own calendar left alone, names.

What Persian shares with Arabic by its script (formulae of blessing, Hijri months) stands there.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from fitnacorpus.languages.fa import numbers
from fitnacorpus.languages.language import (
    ARABIC_SCRIPT,
    RIGHT_TO_LEFT,
    Language,
    Sentences,
    nouns,
)

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="fa",
    names=MappingProxyType({"en": "Persian", "ar": "الفارسية", "fa": "فارسی"}),
    script=ARABIC_SCRIPT,
    direction=RIGHT_TO_LEFT,
    digits="۰۱۲۳۴۵۶۷۸۹",
    shared=False,
    numerals=numbers.read_at,
    nouns=nouns(
        """
        commodity men      | مرد | | مردان
        commodity horsemen | سوار | | سواران
        unit day           | روز | | روزها
        unit parasang      | فرسنگ | | فرسنگها
        """
    ),
    sentences=Sentences(letters=frozenset(["ج", "ص", "ق", "م"])),
)
