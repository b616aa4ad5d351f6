"""Bilingual parallel-text corpora: Arabic and English accounts of the same events.

The names below are the public interface; each is imported when it is first used.
"""

from __future__ import annotations

# Nothing is imported here: an interruption while it is would be no line of ours.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from fitnacorpus.align.accounts import Link, align_accounts
    from fitnacorpus.align.translation import Bead, align_translation
    from fitnacorpus.api import Corpus, open
    from fitnacorpus.errors import FitnaError
    from fitnacorpus.names.index import NameHit, NameIndex
    from fitnacorpus.orthography import Folded, fold

__version__ = "0.1.0"

__all__ = [
    "Bead",
    "Corpus",
    "FitnaError",
    "Folded",
    "Link",
    "NameHit",
    "NameIndex",
    "align_accounts",
    "align_translation",
    "fold",
    "open",
]

_HOMES = {
    "Bead": "align.translation",
    "Corpus": "api",
    "FitnaError": "errors",
    "Folded": "orthography",
    "Link": "align.accounts",
    "NameHit": "names.index",
    "NameIndex": "names.index",
    "align_accounts": "align.accounts",
    "align_translation": "align.translation",
    "fold": "orthography",
    "open": "api",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"fitnacorpus.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'fitnacorpus' has no attribute '{name}'")


def __dir__() -> list[str]:
    # What a person who asks is to see; modules that happen to be loaded are no part of it.
    return sorted([*__all__, "__version__"])
