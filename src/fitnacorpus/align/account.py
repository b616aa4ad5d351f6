"""An account as it is compared with another, passage by passage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitnacorpus.align.words import Words

    Vectors = NDArray[np.float32]

Encode = Callable[[Sequence[str], str], Any]
"""From strings and their language to an (n, d) array of unit rows."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Account:
    """What is compared of an account, passage by passage.

    Attributes:
        passages: The text of n passages.
        vectors: One unit row a passage; a row of zeros is never linked.
        sentences: One unit row a sentence.
        starts: For each passage the row of its first sentence; every passage has one at least.
        words: Its words.
        names: Authority ids in each passage.
        figures: Numbers and years in each passage, as `figures.keys` gives them.
        deeds: What is done in each passage, concepts of the lexicon.
        mean: Mean vector of the language over the corpus; None for that of the account.
        lang: Primary language; "" where nobody knows it.
    """

    passages: tuple[str, ...]
    vectors: Vectors
    sentences: Vectors
    starts: tuple[int, ...]
    words: Words
    names: tuple[AbstractSet[str], ...]
    figures: tuple[AbstractSet[str], ...]
    deeds: tuple[AbstractSet[str], ...]
    mean: Vectors | None = None
    lang: str = ""


def read_account(
    passages: Sequence[str],
    lang: str,
    vectors: Encode,
    names: Sequence[AbstractSet[str]] | None = None,
    *,
    sentences: Sequence[Sequence[str]] | None = None,
    figures: Sequence[AbstractSet[str]] | None = None,
    mean: Vectors | None = None,
    words_alone: bool = True,
) -> Account:
    """Read what is compared of an account.

    Args:
        passages: Passages in reading order.
        lang: Their language.
        vectors: Encodes passages and words.
        names: For each passage the authority ids mentioned in it.
        sentences: For each passage its sentences, where they are known already.
        figures: For each passage its numbers and years, where they are known already.
        mean: Mean vector of the language over the corpus.
        words_alone: Whether words are encoded one by one; only pairs of short accounts are
            weighed by them, and it costs more than anything else.
    """
    from fitnacorpus.align import event_terms, words
    from fitnacorpus.align import figures as finding

    parts = [[s for s in of if s.strip()] or [""] for of in sentences or map(_split, passages)]
    starts = (0, *accumulate(len(of) for of in parts))
    return Account(
        tuple(passages),
        vectors(passages, lang),
        vectors([s for of in parts for s in of], lang),
        starts[:-1],
        words.read(passages if words_alone else [""] * len(passages), lang, vectors),
        tuple(names or [frozenset()] * len(passages)),
        tuple(figures or [finding.find(p, lang) for p in passages]),
        tuple(event_terms.concepts(p) for p in passages),
        mean,
        lang.partition("-")[0],
    )


def _split(passage: str) -> list[str]:
    """The sentences of a passage of which nobody has said where they end."""
    return _SENTENCE_END.split(passage)


def part(account: Account, span: range) -> Account:
    """A stretch of an account, as an account of its own; words are weighed within it."""
    import numpy as np

    from fitnacorpus.align.words import Words

    inside = slice(span.start, span.stop)
    starts = (*account.starts, len(account.sentences))
    first, last = starts[span.start], starts[span.stop]
    held = account.words.holders[inside]
    every = np.concatenate([np.zeros(0, dtype=np.int64), *held])
    used, counts = np.unique(every, return_counts=True)
    return replace(
        account,
        passages=account.passages[inside],
        vectors=account.vectors[inside],
        sentences=account.sentences[first:last],
        starts=tuple(row - first for row in starts[span.start : span.stop]),
        words=Words(
            account.words.vectors[used],
            np.log((len(span) + 1) / counts).astype(np.float32),
            tuple(np.searchsorted(used, own) for own in held),
        ),
        names=account.names[inside],
        figures=account.figures[inside],
        deeds=account.deeds[inside],
    )


def counted(*some: Account) -> Counter[str]:
    """In how many passages of some accounts each name, deed and figure stands."""
    from fitnacorpus.align import shared

    return shared.counted(*map(traits, some))


def traits(account: Account) -> list[AbstractSet[str]]:
    """Names, deeds and figures of each passage."""
    kinds = zip(account.names, account.deeds, account.figures, strict=True)
    return [names | deeds | figures for names, deeds, figures in kinds]
