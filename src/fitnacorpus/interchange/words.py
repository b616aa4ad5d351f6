"""The words of a passage as an export gives them: as the source reads, or as editors correct it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import Final

from fitnacorpus import languages, reading
from fitnacorpus.index.lines import lines_with_refs
from fitnacorpus.model import Correction, Document, Mention, Span
from fitnacorpus.orthography import Profile, fold_text
from fitnacorpus.refs import Ref


@dataclass(frozen=True, slots=True)
class Choice:
    """How words are given.

    Attributes:
        corrected: Whether the corrections of the editors are made.
        profile: How the words are folded; None leaves them as they are written.
    """

    corrected: bool = False
    profile: Profile | None = None


SOURCE: Final = Choice()
"""The words as they stand in the source."""


def title(document: Document) -> str:
    """The title of an account in its own language, failing that in any, failing that its id."""
    info = document.text.info
    return languages.chosen(info.title, info.lang)[1] or info.id


class Reader:
    """Reads the passages of one document.

    Args:
        document: The document.
        choice: How its words are given.
    """

    def __init__(self, document: Document, choice: Choice = SOURCE) -> None:
        self.document, self.choice = document, choice
        self._view = reading.of_document(document)
        self._made = _apart(document.corrections) if choice.corrected else ()

    @property
    def lang(self) -> str:
        """The language of the text."""
        return self.document.text.info.lang

    def words(self, span: Span) -> str:
        """The words of a span of the source, on one line."""
        pieces, at = [], span.start
        for change in self._made:
            if span.start <= change.start and change.end <= span.end:
                pieces += [self._read(Span(at, change.start)), change.corr or change.reg]
                at = change.end
        words = "".join([*pieces, self._read(Span(at, span.end))])
        if self.choice.profile is not None:
            words = fold_text(words, self.lang, self.choice.profile)
        return " ".join(words.split())

    def _read(self, span: Span) -> str:
        """The words of a span with the space at their edges."""
        view = self._view.holding(span)
        return view.text[slice(*view.view_span(span))]

    @cached_property
    def sentences(self) -> Sequence[tuple[Ref, Span]]:
        """The sentences of all episodes with their refs, in the order of the text."""
        return [(ref, span) for ref, span in lines_with_refs(self.document) if ref.sentence]

    def within(self, span: Span) -> Sequence[tuple[Ref, Span]]:
        """The sentences of which a span holds at least a character."""
        first = bisect_right(self._ends, span.start)
        return list(
            takewhile(lambda line: line[1].start < span.end, islice(self.sentences, first, None))
        )

    def mentions(self, span: Span) -> Sequence[Mention]:
        """The names that stand whole in a span, in the order of the text."""
        first = bisect_left(self._starts, span.start)
        following = islice(self._mentions, first, bisect_left(self._starts, span.end))
        return [mention for mention in following if mention.end <= span.end]

    @cached_property
    def _mentions(self) -> list[Mention]:
        return sorted(self.document.mentions, key=lambda mention: mention.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self._mentions]

    @cached_property
    def _ends(self) -> list[int]:
        return [span.end for _, span in self.sentences]


def _apart(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections that give another reading, none inside another."""
    kept: list[Correction] = []
    for item in corrections:
        if (item.corr or item.reg) and (not kept or item.start >= kept[-1].end):
            kept.append(item)
    return tuple(kept)
