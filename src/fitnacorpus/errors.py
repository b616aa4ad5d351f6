"""Exceptions: what makes the program unable to go on.

Findings about data are values (`model.Problem`); an exception of this module means that the work
asked for cannot be done.  Its text is one line: what is wrong, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_LISTED: Final = 20
"""Ids that a hint lists; of more it says how many there are."""


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A question with the likeliest of the known words, or ""."""
    meant = get_close_matches(given, list(known), n=1)
    return f"Did you mean '{meant[0]}'?" if meant else ""


def choose(given: str, known: Iterable[str], *, otherwise: str) -> str:
    """A hint for a name that is not known: the likeliest, and what there is.

    Args:
        given: The name.
        known: What there is.
        otherwise: What to do where there is nothing, or too much for a list.
    """
    names = sorted(known)
    rest = f"Choose one of {', '.join(names)}" if 0 < len(names) <= _LISTED else otherwise
    return f"{did_you_mean(given, names)} {rest}".strip()


class FitnaError(Exception):
    """The work cannot go on.

    Args:
        code: Stable kebab-case identifier, listed in ``docs/reference.md``.
        what: What is wrong, in a few words, without a final stop.
        where: File, or ``file:line`` or ``file:line:column``; empty when there is no place.
        hint: What the user can do next, as an imperative sentence.
    """

    def __init__(self, code: str, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(code, what, where, hint)
        self.code = code
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f". {self.hint}" if self.hint else ""
        return " ".join(f"{place}{self.what}{hint} [{self.code}]".split())


class ConfigError(FitnaError):
    """The settings, or the description of a text, cannot be used."""


class SourceError(FitnaError):
    """A source file cannot be read as a text."""


class AuthorityError(FitnaError):
    """The authority file cannot be used."""


class JudgementError(FitnaError):
    """A file of verdicts cannot be read."""


class CorpusError(FitnaError):
    """The corpus folder cannot be used: missing, locked, full, or edited by hand."""
