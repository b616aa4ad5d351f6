"""What a reader without an authority sees: strings that look like names, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from fitnacorpus import languages
from fitnacorpus.model import Span
from fitnacorpus.orthography.arabic import with_dotted_ya

BREAK = "\x1f"
"""Stands in `TextView.plain` where no name runs on."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A text as it is read for names.

    Attributes:
        text: Text id.
        lang: Main language.
        source: The decoded source.
        sentences: Its sentences.
        labels: Headings and lines of tables of facts: what is capital there tells little.
        markup: Notation; it parts words as a space does.
        fields: Labels of tables of facts; no name runs over them.
        plain: `source` as it is read: notation is blank, a label is a `BREAK` between blanks, and
            a final ya has its dots.  It is as long as the source, so that offsets hold in both.
    """

    text: str
    lang: str
    source: str
    sentences: tuple[Span, ...]
    labels: tuple[Span, ...] = ()
    markup: tuple[Span, ...] = ()
    fields: tuple[Span, ...] = ()
    plain: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        pieces, at = [], 0
        marked = [(s, " ") for s in self.markup] + [(s, BREAK) for s in self.fields]
        for span, sign in sorted(marked):
            if span.end > at:
                start = max(at, span.start)
                pieces += [self.source[at:start], sign + " " * (span.end - start - 1)]
                at = span.end
        plain = "".join([*pieces, self.source[at:]])
        if languages.script_of(self.lang) == languages.ARABIC_SCRIPT:
            plain = with_dotted_ya(plain)
        object.__setattr__(self, "plain", plain)

    @property
    def zones(self) -> tuple[Span, ...]:
        """Sentences and labels."""
        return (*self.sentences, *self.labels)


@dataclass(frozen=True, slots=True)
class CandidateName:
    """A string that looks like a name.

    Attributes:
        text: Text id.
        lang: "ar" or "en".
        span: Where it stands, without attached particles.
        form: The name as it would stand alone.
        kind: "person", "place", "group", "event", or "" where nothing tells.
        because: The reason, in words.
        weight: How much it looks like a name, between 0 and 1.
    """

    text: str
    lang: str
    span: Span
    form: str
    kind: str = ""
    because: str = ""
    weight: float = 0.5


NameFinder = Callable[[Sequence[TextView]], Iterable[CandidateName]]
"""What a backend gives: from the texts of its language to what looks like a name in them."""


def outside(
    candidates: Iterable[CandidateName], covered: dict[str, list[Span]]
) -> list[CandidateName]:
    """Candidates that overlap none of the spans of their text.

    Args:
        candidates: The candidates.
        covered: Spans by text id, in any order.
    """
    merged: dict[str, tuple[list[int], list[int]]] = {}
    for text, spans in covered.items():
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if ends and start < ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        merged[text] = (starts, ends)

    def free(candidate: CandidateName) -> bool:
        starts, ends = merged.get(candidate.text, ([], []))
        at = bisect_right(starts, candidate.span.end - 1) - 1
        return at < 0 or ends[at] <= candidate.span.start

    return [c for c in candidates if free(c)]
