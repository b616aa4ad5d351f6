"""Where the episodes of a section begin, as far as the program can tell.

A section is what stands under one heading.  Inside it an episode begins where the narrative turns
(`change`), and where it would else grow too long; never after a colon or an Arabic "he said",
inside words in quotation marks, before an answer of a dialogue, or before a line of verse: a poem
belongs to who speaks it.  The best set of beginnings is found by dynamic programming, in time
linear in the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import mean, pstdev
from typing import Final, NamedTuple

from fitnacorpus.orthography.quotations import awaits_speech

LONGEST: Final = 600
"""Words that an episode has at most, unless nothing in it may be parted; some three pages of a
print, which a reader compares at a glance."""
SHORTEST: Final = 20
"""Words that an episode has at least, unless a heading stands over fewer."""
_FEW: Final = 3
"""Sentences, fewer than which are an episode only if they are long."""
_LONG: Final = 100
"""Words that make few sentences long."""
_LEVEL: Final = 1.0
"""Standard deviations by which the score of a beginning lies over the mean of its section."""
_RULED: Final = 5.0
"""What a line of signs speaks for a beginning, in standard deviations: more than any words do."""
_TOO_SHORT, _TOO_FEW, _TOO_LONG = 20.0, 2.0, 10.0
"""What an episode of the wrong size costs, in the same unit: too few words more than anything, too
many (the longer the more) more than the worst place to part."""
_OPENING_QUOTES: Final = "«“"
_CLOSING_QUOTES: Final = "»”"
_LINE_OF_VERSE: Final = 14
"""Words that a line of Arabic verse has at most, as a rule."""
_FORGOTTEN: Final = 1500
"""Words after which a quotation mark that nothing closes is a misprint."""
_LEADS: Final = re.compile(r"[:：][\s\"'“”‘’«»(\[—–-]*$")
_ASKS: Final = re.compile(r"[?؟:][\s\"'”’»)\]]*$")
_GOES_ON: Final = re.compile(r"[\s\"'“‘«(\[]*[a-z]")


class Sentence(NamedTuple):
    """A sentence as drafting sees it.

    Attributes:
        words: What is read of it.
        length: Words in it.
        opens: Whether a paragraph begins with it.
        verse: Whether it is verse.
        answer: Whether it is a line of dialogue that goes on with one before it.
        ruled: Whether a line of signs stands before it.
    """

    words: str
    length: int
    opens: bool
    verse: bool
    answer: bool
    ruled: bool


def partable(sentences: Sequence[Sentence]) -> list[bool]:
    """Whether an episode may begin with each sentence."""
    out: list[bool] = []
    depth = since = 0
    for index, sentence in enumerate(sentences):
        before = sentences[index - 1].words if index else ""
        inside = depth > 0 and since < _FORGOTTEN
        bound = (
            sentence.verse
            or inside
            or _LEADS.search(before) is not None
            or (sentence.opens and awaits_speech(before))
            or (sentence.answer and (sentences[index - 1].answer or _ASKS.search(before)))
            or (not sentence.opens and _GOES_ON.match(sentence.words))
            or _in_a_poem(sentences, index)
        )
        out.append(index == 0 or not bound)
        if not inside:
            depth = since = 0
        for character in sentence.words:
            if character in _OPENING_QUOTES:
                depth += 1
            elif character in _CLOSING_QUOTES:
                depth = max(0, depth - 1)
        since = since + sentence.length if depth else 0
    return out


def _in_a_poem(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether a short sentence stands between two lines of verse: a line that lost its signs."""
    around = sentences[max(0, index - 1) : index + 2]
    return (
        len(around) == 3
        and around[0].verse
        and around[2].verse
        and sentences[index].length <= _LINE_OF_VERSE
    )


def beginnings(sentences: Sequence[Sentence], values: Sequence[float]) -> list[int]:
    """Indices of the sentences with which episodes of a section begin, the first one left out.

    Args:
        sentences: The sentences of the section, in order.
        values: How much speaks for something new at each (`change.scores`).
    """
    gains = _gains(sentences, values)
    allowed = partable(sentences)
    total = [0]
    for sentence in sentences:
        total.append(total[-1] + sentence.length)
    count = len(sentences)
    best = [0.0] + [float("-inf")] * count
    origin = [0] * (count + 1)
    for end in range(1, count + 1):
        if end < count and not allowed[end]:
            continue
        for start in range(end - 1, -1, -1):
            if start and not allowed[start]:
                continue
            size = total[end] - total[start]
            value = best[start] + gains[start]
            if start or end < count or size > LONGEST:
                value -= _cost(size, end - start)
            if value > best[end]:
                best[end], origin[end] = value, start
            if size > LONGEST:
                # Whatever begins further back is longer still, and no better.
                break
    out: list[int] = []
    at = count
    while at:
        at = origin[at]
        out.append(at)
    return sorted(out)[1:]


def _cost(size: int, count: int) -> float:
    if size > LONGEST:
        return _TOO_LONG * size / LONGEST
    if size < SHORTEST:
        return _TOO_SHORT
    return _TOO_FEW if count < _FEW and size < _LONG else 0.0


def _gains(sentences: Sequence[Sentence], values: Sequence[float]) -> list[float]:
    """What a beginning at each sentence is worth, in standard deviations of the section."""
    rest = values[1:]
    spread = pstdev(rest) if len(rest) > 1 else 0.0
    middle = mean(rest) if rest else 0.0
    out = [0.0]
    for sentence, value in zip(sentences[1:], rest, strict=True):
        score = (value - middle) / spread if spread > 1e-6 else 0.0
        out.append(score - _LEVEL + (_RULED if sentence.ruled else 0.0))
    return out
