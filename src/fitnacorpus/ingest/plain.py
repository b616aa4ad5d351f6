"""Reader for plain text: paragraphs by line or by blank line, rulers, titles, dialogue."""

from __future__ import annotations

from fitnacorpus.ingest.regions import Declined, NoNotation, analyse
from fitnacorpus.model import Transcript


def read(source: str) -> Transcript | Declined:
    """The transcript of a plain text; never declines."""
    return Transcript(source, analyse(source, NoNotation()))
