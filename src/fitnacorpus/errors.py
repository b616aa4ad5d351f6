"""Exceptions: what makes the program unable to go on.

Findings about data are values (`model.Problem`); an exception of this module means that the work
asked for cannot be done.  Its text is one line: what is wrong, where, and what to do next.
"""

from __future__ import annotations


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
