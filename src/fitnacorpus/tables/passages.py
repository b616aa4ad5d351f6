"""Passages as cells of a table: their offsets and words, and back to the place in the source."""

from __future__ import annotations

from typing import Final

from fitnacorpus.errors import JudgementError
from fitnacorpus.model import Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tables.table import Row

_EDGE: Final = 2000
"""Of a passage of more than twice as many characters only both ends are written."""


def words(source: str, span: Span) -> str:
    """Words as a cell holds them: white space is single spaces, of a long passage both ends."""
    whole = " ".join(source[span.start : span.end].split())
    return whole if len(whole) <= 2 * _EDGE else f"{whole[:_EDGE]} […] {whole[-_EDGE:]}"


def span_of(row: Row, side: str, pipeline: Pipeline) -> Span:
    """The passage of a row, if its words still stand where they stood.

    Args:
        row: The row.
        side: "a" or "b" in a table of links, "" in one of names.
        pipeline: The corpus.

    Raises:
        SourceError: the row names no text or no offsets (``bad-table``).
        JudgementError: other words stand there now (``stale-row``).
    """
    tail = f"_{side}" if side else ""
    text = row.get(f"text{tail}")
    source = pipeline.sources.get(text)
    if source is None:
        raise row.bad(f"text{tail}", f"there is no text '{text}'", "Export the table again")
    numbers = []
    for name in ("start", "end"):
        value = row.get(f"{name}{tail}")
        if not value.isdecimal():
            raise row.bad(f"{name}{tail}", f"'{value}' is no offset", "Leave it as exported")
        numbers.append(int(value))
    found = Span(*numbers)
    quote = row.get(f"quote{tail}") if side else row.get("form")
    if found.start >= found.end or words(source, found) != quote:
        raise JudgementError(
            "stale-row",
            f"“{quote[:40]}” does not stand in {text} at {found.start} any more",
            where=f"{row.table}:{row.number}",
            hint="Export the table again, or delete the row",
        )
    return found
