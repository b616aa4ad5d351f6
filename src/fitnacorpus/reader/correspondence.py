"""What corresponds to what, sentence by sentence: the linked words, and those that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from fitnacorpus.compare import Comparison, compare
from fitnacorpus.model import Passage, PassageLink, Span
from fitnacorpus.reader.cutting import cutting
from fitnacorpus.reader.view import View


class Sentence(NamedTuple):
    """A sentence of an episode.

    Attributes:
        span: Where it stands.
        id: Fragment of its permalink, such as ``e3.p2.s1``.
        links: Keys of the links that it carries, the weak ones left out.
        firm: Whether a person accepted one of them.
    """

    span: Span
    id: str
    links: tuple[str, ...]
    firm: bool


class Difference(NamedTuple):
    """Words by which an account gainsays another, as a reviewer judged."""

    span: Span
    aspect: str


class Correspondence:
    """The linked sentences of all texts, and the words of the judged differences.

    Args:
        view: The corpus.
        compared: Gives the comparison of an event; the default makes each anew.
    """

    def __init__(self, view: View, compared: Callable[[str], Comparison] | None = None) -> None:
        self.view = view
        self._compared = compared or (lambda event: compare(cutting(view, event), event))

    @cached_property
    def _keys(self) -> dict[tuple[Passage, Passage], str]:
        return {(x.a, x.b): f"{number:x}" for number, x in enumerate(self.view.links)}

    def key(self, link: PassageLink) -> str:
        """A short name of a link, the same on all pages of one build."""
        return self._keys[link.a, link.b]

    @cached_property
    def _by_episode(self) -> dict[tuple[str, str], list[tuple[Passage, str, bool]]]:
        out: dict[tuple[str, str], list[tuple[Passage, str, bool]]] = defaultdict(list)
        for link in self.view.links:
            if not self.view.is_weak(link):
                for side in (link.a, link.b):
                    carried = side, self.key(link), link.status == "accepted"
                    out[side.text, side.episode].append(carried)
        return out

    def sentences(self, text: str) -> list[Sentence]:
        """All sentences of the episodes of a text."""
        out = []
        for episode in self.view.by_id[text].episodes:
            links = self._by_episode.get((text, episode.id), ())
            for number, paragraph in enumerate(episode.paragraphs, start=1):
                for index, span in enumerate(paragraph.sentences, start=1):
                    carried = [x for x in links if x[0].start < span.end and span.start < x[0].end]
                    ident = f"{episode.id}.p{number}.s{index}"
                    keys = tuple(key for _, key, _ in carried)
                    out.append(Sentence(span, ident, keys, any(firm for *_, firm in carried)))
        return out

    @cached_property
    def _ends(self) -> dict[str, tuple[Passage, Passage]]:
        return {key: passages for passages, key in self._keys.items()}

    def across(self, text: str, sentence: Sentence) -> list[Passage]:
        """The passages of other languages that correspond to a sentence, as far as they show."""
        view, out = self.view, dict[Passage, None]()
        for key in sentence.links:
            there = next(p for p in self._ends[key] if p.text != text or not _over(p, sentence))
            foreign = view.language(there.text) != view.language(text)
            if foreign and there.text not in view.withheld:
                out[there] = None
        return list(out)

    @cached_property
    def _differences(self) -> dict[str, set[Difference]]:
        out: dict[str, set[Difference]] = defaultdict(set)
        for event in sorted(self.view.differing - {""}):
            if event not in self.view.authority.by_id:
                continue
            for _, rows in self._compared(event).groups():
                for row in rows:
                    for statement in row.statements if row.status == "differs" else ():
                        for c in statement.citations:
                            out[c.text].add(Difference(Span(c.start, c.end), row.aspect))
        return out

    def differences(self, text: str) -> list[Difference]:
        """The words of a text on which a reviewer judged that it differs from another."""
        return sorted(self._differences.get(text, ()))


def _over(passage: Passage, sentence: Sentence) -> bool:
    return passage.start < sentence.span.end and sentence.span.start < passage.end
