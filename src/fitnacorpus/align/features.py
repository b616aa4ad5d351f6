"""What is compared of a text, put together."""

from __future__ import annotations

from dataclasses import dataclass

from fitnacorpus.align.account import Account
from fitnacorpus.align.outline import Outline
from fitnacorpus.align.units import Units
from fitnacorpus.model import Passage, Span


@dataclass(frozen=True, slots=True)
class Features:
    """A text as it is compared.

    Attributes:
        outline: The text.
        account: What is compared of its episodes; its mean is left to the comparison.
        units: What is compared of its units.
    """

    outline: Outline
    account: Account
    units: Units

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its sentences; their rows are `account.sentences`."""
        return self.outline.spans

    @property
    def traits(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """For each sentence the names; the event terms; the numbers and years in it."""
        own = self.outline.sentences
        names, terms, numbers = zip(*own, strict=True) if own else ((), (), ())
        return names, terms, numbers

    def words(self, span: Span) -> str:
        """A stretch of its source."""
        return self.outline.document.text.source[span.start : span.end]

    def inside(self, episode: int) -> range:
        """The sentences of an episode."""
        starts = (*self.account.starts, len(self.spans))
        return range(starts[episode], starts[episode + 1])

    def passage(self, episode: int, run: range) -> Passage:
        """A run of sentences of an episode."""
        start, end = self.spans[run.start].start, self.spans[run.stop - 1].end
        return Passage(self.outline.text, self.outline.document.episodes[episode].id, start, end)
