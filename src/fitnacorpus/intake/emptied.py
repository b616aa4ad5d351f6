"""Episodes whose beginning is no text any more: it is read as a heading, a note or front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, NamedTuple

from fitnacorpus import anchors, segment
from fitnacorpus.judgements import Verdict
from fitnacorpus.model import Span, Text
from fitnacorpus.position import position
from fitnacorpus.segment import Start

_SHOWN: Final = 40
"""Code points of a beginning that are shown."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """An episode that lost its beginning.

    Attributes:
        id: Its id.
        title: Its title, or "".
        event: The event it was given, or "".
        began: The first words of what it was.
        at: Where they stand in the source.
        line: On which line that is.
        begins: With which words it begins now; "" if it has no text left.
        heir: The episode to which its address leads then.
        verdicts: Ids of the verdicts in force on passages in it.
    """

    id: str
    title: str
    event: str
    began: str
    at: int
    line: int
    begins: str = ""
    heir: str = ""
    verdicts: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What became of it, in words."""
        name = self.id + f" “{self.title}”" * bool(self.title)
        place = f"“{self.began}” (line {self.line}) is no text any more"
        if self.begins:
            return f"{name} begins with “{self.begins}” now: {place}"
        parts = [f"{name} is dropped: {place}", f"its address leads to {self.heir}"]
        if self.event:
            parts.append(f"its event was {self.event}")
        if self.verdicts:
            noun = "verdict" if len(self.verdicts) == 1 else "verdicts"
            parts.append(f"{noun} {', '.join(v[:8] for v in self.verdicts)} spoke of it")
        return "; ".join(parts)


class Standing(NamedTuple):
    """The starts that hold, and what became of the others."""

    kept: list[Start]
    emptied: tuple[Emptied, ...]


def heirs(emptied: Iterable[Emptied], starts: Sequence[Start]) -> tuple[Emptied, ...]:
    """The same, each that is dropped with the episode that follows it, or else goes before it.

    Args:
        emptied: What became of the episodes.
        starts: The starts of all that are left; at least one.
    """
    return tuple(
        one
        if one.begins
        else replace(one, heir=next((s.id for s in starts if s.offset >= one.at), starts[-1].id))
        for one in emptied
    )


def standing(text: Text, starts: Sequence[Start], verdicts: Iterable[Verdict]) -> Standing:
    """Which starts still have text.

    A start outside running text means the next sentence, unless another start means it too: then
    the episode has no text left.  So has one behind all text.

    Args:
        text: The text as it is read now.
        starts: Where its episodes began.
        verdicts: Those in force.
    """
    spans = [s for _, parts in segment.paragraphs(text) for s in parts]
    ordered = sorted(starts, key=lambda start: start.offset)
    loose = {s.id for s in ordered if not segment.is_text(text, s.offset)}
    kept: list[Start] = []
    for index, group in groupby(ordered, key=lambda s: segment.sentence_at(spans, s.offset)):
        rivals = list(group)
        behind = [s for s in rivals if s.id in loose and s.offset >= spans[-1].end]
        rivals = [s for s in rivals if s not in behind]
        firm = [s for s in rivals if s.id not in loose]
        kept += firm or [replace(s, offset=spans[index].start) for s in rivals[-1:]]
    if not loose:
        return Standing(kept, ())
    judged = _judged(text, verdicts)
    ends = [*(start.offset for start in ordered[1:]), len(text.source)]
    held = {start.id for start in kept}
    out = []
    for start, end in zip(ordered, ends, strict=True):
        if start.id not in loose:
            continue
        at = spans[segment.sentence_at(spans, start.offset)]
        spoke = (v for v, places in judged.items() if any(start.offset <= p < end for p in places))
        out.append(
            Emptied(
                start.id,
                next(iter(start.title.values()), ""),
                start.event,
                _words(text, Span(start.offset, end)),
                start.offset,
                position(text.source, start.offset)[0],
                _words(text, at) if start.id in held else "",
                verdicts=tuple(spoke),
            )
        )
    return Standing(kept, tuple(out))


def _words(text: Text, span: Span) -> str:
    """The first words of a stretch of the source."""
    words = " ".join(text.source[span.start : min(span.end, span.start + 3 * _SHOWN)].split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _judged(text: Text, verdicts: Iterable[Verdict]) -> Mapping[str, list[int]]:
    """Where the passages of verdicts in a text begin, by the id of the verdict."""
    out: dict[str, list[int]] = {}
    for verdict in verdicts:
        for side in (verdict.a, verdict.b):
            found = (
                anchors.find(text.source, side.anchor) if side and side.text == text.info.id
                else None
            )  # fmt: skip
            if found is not None:
                out.setdefault(verdict.id, []).append(found.span.start)
    return out
