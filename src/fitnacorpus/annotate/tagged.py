"""What a tagger finds in a text, before anything is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fitnacorpus import reading, segment
from fitnacorpus.model import Text, Transcript
from fitnacorpus.names.hits import Hit
from fitnacorpus.names.tag import Tagger
from fitnacorpus.reading import ReadingView


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text as it is read, with its names: what a document is made from, and its key.

    Attributes:
        text: The text.
        view: The text as it is read.
        running: Its paragraphs with their sentences.
        entries: The entries one of whose forms can stand in it.
        hits: The names that the tagger finds.
    """

    text: Text
    view: ReadingView
    running: segment.Paragraphs
    entries: frozenset[str]
    hits: Sequence[Hit]


def tagged(text: Text, tagger: Tagger) -> Tagged:
    """Read a text and look for its names.

    Args:
        text: The text.
        tagger: A tagger for the whole authority.
    """
    view, running = reading.of_text(text), segment.paragraphs(text)
    sentences = [s for _, parts in running for s in parts]
    hits = tagger.hits(unmarked(text), sentences, view)
    return Tagged(text, view, running, tagger.entries(text, view), hits)


def unmarked(text: Text) -> Text:
    """A text without what its source marks in it."""
    return replace(text, transcript=Transcript(text.source, text.regions))
