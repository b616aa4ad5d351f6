"""Orthography: how Arabic and English spell, and what a comparison of spellings forgives.

Pure functions over strings.  `fold` stands under everything that compares; beside it are the
structural keys of names, transliteration, honorific formulae, numbers and dates.
"""

from __future__ import annotations

from fitnacorpus.orthography.folding import Folded, fold, fold_key, fold_text
from fitnacorpus.orthography.naming import name_key
from fitnacorpus.orthography.profiles import (
    PROFILES,
    STEP_NAMES,
    Profile,
    get_profile,
    profile_from_steps,
)

__all__ = [
    "PROFILES",
    "STEP_NAMES",
    "Folded",
    "Profile",
    "fold",
    "fold_key",
    "fold_text",
    "get_profile",
    "name_key",
    "profile_from_steps",
]
