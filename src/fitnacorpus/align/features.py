"""What is compared of a text, put together.

Vectors are what takes time.  Which of them two texts need hangs on how long both are (`propose`),
so either sort is read when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from fitnacorpus.align.account import Account
from fitnacorpus.align.outline import Outline
from fitnacorpus.align.units import Units
from fitnacorpus.model import Passage, Span


@dataclass(frozen=True)
class Features:
    """A text as it is compared.

    Attributes:
        outline: The text.
        size: How many units it has.
        read_account: Gives what is compared of its episodes; the mean is left to the comparison.
        read_units: Gives what is compared of its units.
    """

    outline: Outline
    size: int
    read_account: Callable[[], Account]
    read_units: Callable[[], Units]

    @cached_property
    def account(self) -> Account:
        """What is compared of its episodes, their sentences and words."""
        return self.read_account()

    @cached_property
    def units(self) -> Units:
        """What is compared of its units."""
        return self.read_units()

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
