"""A block of an OpenITI text while its lines are gathered."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from fitnacorpus.model import RegionKind, Span


@dataclass(slots=True)
class Draft:
    """A block while its lines are gathered.

    Attributes:
        kind: What it is.
        lines: Its lines.
        marks: Notation in them.
        level: Of a heading its depth; of a line of verse 1 where it opens a poem.
        report: Whether it is a report, which opens with its chain.
        open: Whether lines may still go on with it.
        verse: Lines of verse inside a paragraph.
        caesuras: Where hemistichs begin.
        note: Number of a note.
        label: Where it stands.
        group: What the note belongs to: its page, or None.
        tagged: Whether tags are read in it.
    """

    kind: RegionKind
    lines: list[Span]
    marks: list[Span] = field(default_factory=list)
    level: int = 0
    report: bool = False
    open: bool = True
    verse: list[Span] = field(default_factory=list)
    caesuras: tuple[int, ...] = ()
    note: str = ""
    label: Span | None = None
    group: Hashable | None = None
    tagged: bool = True
