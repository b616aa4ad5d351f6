"""English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from fitnacorpus.languages.language import LATIN_SCRIPT, Language

LANGUAGE: Final = Language(
    code="en",
    names=MappingProxyType({"en": "English", "ar": "الإنجليزية"}),
    script=LATIN_SCRIPT,
    fold_without=frozenset(),
)
