"""What is common to a new text and one that has changed: its episodes, drafted and anchored."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from fitnacorpus import anchors, segment
from fitnacorpus.description import Cut
from fitnacorpus.intake.emptied import Emptied
from fitnacorpus.model import Span, Text, TextInfo, Unmodelled


@dataclass(frozen=True, slots=True)
class Added:
    """A text that was taken in.

    Attributes:
        info: What is known about it.
        path: Its description.
        episodes: Number of its episodes.
        unmodelled: What of its source the corpus has no place for.
        orphans: Verdicts in force of which a passage in it has no place any more.
        moved: Verdicts in force of which a passage in it stands among other words.
        emptied: Its episodes whose beginning is no text any more.
        proposed: Its title, if that is only the heading with which it begins; else "".
    """

    info: TextInfo
    path: Path
    episodes: int
    unmodelled: tuple[Unmodelled, ...] = ()
    orphans: int = 0
    moved: int = 0
    emptied: tuple[Emptied, ...] = ()
    proposed: str = ""


def cuts_at(text: Text, starts: list[segment.Start]) -> tuple[Cut, ...]:
    """Cuts at starts, each anchored by the first words of its sentence."""
    sentences = [s for _, parts in segment.paragraphs(text) for s in parts]
    out = []
    for start in starts:
        index = bisect_right(sentences, start.offset, key=lambda span: span.end)
        sentence = sentences[min(index, len(sentences) - 1)]
        end = min(sentence.end, sentence.start + anchors.EDGE)
        while end < sentence.end and not text.source[end].isspace():
            end += 1
        anchor = anchors.make(text.source, Span(sentence.start, end))
        out.append(Cut(start.id, anchor, start.title, start.event))
    return tuple(out)
