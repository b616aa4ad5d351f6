"""Persian, as little as makes a language: letters, digits, direction."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from fitnacorpus.languages.language import ARABIC_SCRIPT, RIGHT_TO_LEFT, Language

LANGUAGE: Final = Language(
    code="fa",
    names=MappingProxyType({"en": "Persian", "ar": "الفارسية", "fa": "فارسی"}),
    script=ARABIC_SCRIPT,
    direction=RIGHT_TO_LEFT,
    digits="۰۱۲۳۴۵۶۷۸۹",
)
