"""Problems: making them from places in files and from errors, and bringing them into order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Problem
from fitnacorpus.tei.scan import BaseHandler, Tag

SEVERITIES: Final = ("error", "warning", "note")
"""From the gravest."""


class Place(NamedTuple):
    """Where something stands in a file of the corpus; line and column from 1, or 0."""

    file: str
    line: int = 0
    column: int = 0


def place(file: str, tag: Tag) -> Place:
    """Where a tag stands."""
    return Place(file, tag.line, tag.column)


def error(code: str, at: Place, message: str, hint: str) -> Problem:
    """An error at a place."""
    return Problem(code, "error", message, hint, *at)


class Gatherer(BaseHandler):
    """A listener that gathers what it finds wrong.

    Attributes:
        file: The file, relative to the corpus.
        found: The problems so far.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def report(self, code: str, tag: Tag, message: str, hint: str) -> None:
        """Note an error at a tag."""
        self.found.append(error(code, place(self.file, tag), message, hint))


def as_problem(error: FitnaError, folder: CorpusFolder) -> Problem:
    """An exception as a problem."""
    match = re.fullmatch(r"(.*?)(?::(\d+))?(?::(\d+))?", error.where)
    file, line, column = match.groups() if match else (error.where, None, None)
    return Problem(
        error.code,
        "error",
        error.what,
        error.hint,
        folder.relative(file or ""),
        int(line or 0),
        int(column or 0),
    )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once; errors first, then by file and line."""
    return sorted(
        dict.fromkeys(problems),
        key=lambda p: (SEVERITIES.index(p.severity), p.file, p.line, p.column, p.code, p.message),
    )
