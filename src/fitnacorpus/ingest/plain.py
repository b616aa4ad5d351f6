"""Reader for plain text: paragraphs by line or by blank line, rulers, titles, dialogue."""

from __future__ import annotations

from fitnacorpus.ingest.regions import Declined, NoNotation, analyse
from fitnacorpus.model import Region


def read(source: str) -> tuple[Region, ...] | Declined:
    """The regions of a plain text; never declines."""
    return analyse(source, NoNotation())
