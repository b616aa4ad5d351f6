"""A finding about the data of a corpus."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding about data.

    Attributes:
        code: Stable kebab-case identifier, listed in ``docs/reference.md``.
        severity: "error", "warning" or "note".
        message: What is wrong.
        hint: What to do next.
        file: Path relative to the corpus folder.
        line: Line number from 1, or 0 when the finding has no line.
        column: Column from 1, or 0.
    """

    code: str
    severity: str
    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
