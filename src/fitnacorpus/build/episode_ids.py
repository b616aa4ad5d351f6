"""Ids of episodes that people changed by hand: what was cited by an id now stands under another.

Only what was built tells with which words an id went; so it is compared before it is written anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fitnacorpus import anchors
from fitnacorpus.anchors import Anchor
from fitnacorpus.annotate import editors
from fitnacorpus.description import Description
from fitnacorpus.model import Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tei.beginnings import beginnings

_SHOWN: Final = 40
"""Code points of a beginning that are shown."""
_NEAR: Final = 24
"""Code points by which the place of a beginning may be off whose words have been edited."""


@dataclass(frozen=True, slots=True)
class ChangedId:
    """An id of an episode that no longer goes with the words that it went with.

    Attributes:
        text: The text.
        id: The id.
        gone: Whether no episode has it any more, and nothing leads on from it.
        began: The first words of what it was.
        now: The episode in which these words stand now, or "".
        same: Whether that episode begins with them: it has another id, and that is all.
        verdicts: Number of verdicts in force on passages in what it was.
    """

    text: str
    id: str
    gone: bool
    began: str
    now: str
    same: bool
    verdicts: int

    @property
    def what(self) -> str:
        """What happened, in words."""
        how = "is no episode any more" if self.gone else "now begins elsewhere"
        where = f", and what began “{self.began}” " + (
            f"is {self.now} now"
            if self.same
            else f"stands in {self.now}"
            if self.now
            else "is gone"
        )
        number = f"{self.verdicts} verdict{'' if self.verdicts == 1 else 's'}"
        judged = f"; {number} spoke of passages in it" if self.verdicts else ""
        return f"{self.text}:{self.id} {how}{where}{judged}"

    @property
    def hint(self) -> str:
        """What to do about it."""
        if self.gone and self.now:
            return f'Lead on from it: write {self.id} = "{self.now}" below [retired]'
        if self.gone:
            return "Name the episode that took its place below [retired]"
        return (
            "Where it was cited, other words are found: give the words their id back, unless "
            "that is meant"
        )


def built(pipeline: Pipeline, item: Description) -> Mapping[str, Anchor]:
    """With which words the episodes of a text began when it was last built; none if drafted."""
    return beginnings(pipeline.folder.text_path(item.info.id)) if item.cuts else {}


def changed_ids(
    pipeline: Pipeline, item: Description, before: Mapping[str, Anchor]
) -> Iterator[ChangedId]:
    """The ids of a text that no longer go with the words that they went with.

    Args:
        pipeline: The corpus.
        item: The description of the text, whose source can be read.
        before: What `built` gave.

    Raises:
        ConfigError: a cut has no place in the source (``lost-cut``).
    """
    if not before:
        return
    source = pipeline.text(item).source
    starts = {cut.id: editors.start(cut, source, item.path).offset for cut in item.cuts}
    places: dict[str, int | None] = {}
    for ident, anchor in before.items():
        if ident in starts and source.startswith(anchor.quote, starts[ident]):
            places[ident] = starts[ident]
        else:
            found = anchors.find(source, anchor)
            places[ident] = found.span.start if found else None
    for number, (ident, anchor) in enumerate(before.items()):
        place = places[ident]
        if ident in item.retired or (place is None and ident in starts):
            continue  # words that were edited tell nothing
        if place is not None and ident in starts and _same(source, starts[ident], place):
            continue
        later = [p for p in [*places.values()][number + 1 :] if p is not None and p > (place or 0)]
        now = _holds(starts, place)
        yield ChangedId(
            item.info.id,
            ident,
            ident not in starts,
            " ".join(anchor.quote.split())[:_SHOWN].rstrip(),
            now,
            bool(now) and place is not None and _same(source, starts[now], place),
            0 if place is None
            else _judged(pipeline, item.info.id, Span(place, min(later, default=len(source)))),
        )  # fmt: skip


def _same(source: str, start: int, place: int) -> bool:
    """Whether two offsets are one beginning."""
    first, last = sorted((start, place))
    return last - first <= _NEAR or source[first:last].isspace()


def _holds(starts: Mapping[str, int], place: int | None) -> str:
    """The episode in which an offset lies, or ""."""
    if place is None:
        return ""
    before = [(start, ident) for ident, start in starts.items() if start <= place + _NEAR]
    exact = [ident for start, ident in before if abs(start - place) <= _NEAR]
    return exact[0] if exact else max(before, default=(0, ""))[1]


def _judged(pipeline: Pipeline, text: str, span: Span) -> int:
    """Number of verdicts in force on passages that begin in a stretch of a text."""
    return sum(
        any(
            side is not None and side.text == text and at is not None
            and span.start <= at.start < span.end
            for side, at in ((placed.verdict.a, placed.a), (placed.verdict.b, placed.b))
        )
        for placed in pipeline.judgements.placed
    )  # fmt: skip
