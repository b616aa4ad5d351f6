"""Words of which the source says lemma, part of speech or form: `w`, and `pc` for punctuation.

TEI lets a word hold what says how its letters look or stand in the source, and nothing that means
something: no name stands in a `w`.  Where one begins or ends inside a word (the particle before an
Arabic name), the word is written in pieces (``@part``), of which the first has its attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from fitnacorpus.model import Span, Token
from fitnacorpus.tei.inline import Element, attributes
from fitnacorpus.tei.nesting import Spans

_RANK: Final = 7.2
"""Inside everything on the same characters but the state that these are in."""


def is_token(values: Iterable[str]) -> bool:
    """Whether attributes of a word say more of it than that it is one."""
    return not NAMED.isdisjoint(values)


NAMED: Final = frozenset({"lemma", "pos", "msd", "norm"})
"""Attributes of TEI that say what a word is in its language."""


def elements(
    tokens: Sequence[Token],
    source: str,
    firm: Iterable[Span],
    loose: Iterable[Span],
    points: Iterable[int] = (),
) -> Iterator[Element]:
    """The tokens of a document as elements.

    Args:
        tokens: The tokens, apart.
        source: The source.
        firm: What no word may hold.
        loose: What a word may hold, if it does not cross it.
        points: Where pages and the like begin.
    """
    around, inside = Spans(firm), Spans(loose)
    pages = Spans(Span(at, at) for at in points)
    for token in tokens:
        span = Span(token.start, token.end)
        borders = _borders(span, around, inside)
        is_word = any(c.isalnum() for c in source[token.start : token.end])
        # In TEI nothing but characters and states stands in `pc`.
        name = "w" if is_word or inside.touch(span) or pages.touch(span) else "pc"
        values = {"lemma": token.lemma, "pos": token.pos, "msd": token.msd, "norm": token.norm}
        last = len(borders) - 2
        for number, (start, end) in enumerate(pairwise(borders)):
            part = "" if not last else "I" if not number else "F" if number == last else "M"
            said = attributes({**values, "part": part}) if not number else f' part="{part}"'
            yield Element(Span(start, end), _RANK, f"<{name}{said}>", f"</{name}>")


def _borders(token: Span, firm: Spans, loose: Spans) -> list[int]:
    """Where the pieces of a token begin, and its end."""
    borders = {
        at
        for other in firm.over(token)
        if not other.contains(token)
        for at in other
        if token.start < at < token.end
    }
    held = [other for other in loose.over(token) if not other.contains(token)]
    while True:
        ends = [token.start, *sorted(borders), token.end]
        crossed = {
            at
            for other in held
            for piece in map(Span, ends, ends[1:])
            if other.overlaps(piece) and not (other.contains(piece) or piece.contains(other))
            for at in other
            if token.start < at < token.end
        }
        if crossed <= borders:
            return ends
        borders |= crossed


class Reader:
    """Puts the tokens of a file together again."""

    def __init__(self) -> None:
        self.found: list[Token] = []
        self._begun: Token | None = None

    def take(self, span: Span, values: Mapping[str, str]) -> None:
        """A token, or a piece of one.

        Raises:
            ValueError: a piece follows on none.
        """
        part = values.get("part", "")
        if part in ("", "I"):
            said = (values.get(name, "") for name in ("lemma", "pos", "msd", "norm"))
            token = Token(span.start, span.end, *said)
        elif self._begun is None:
            raise ValueError("a piece of a word without its beginning")
        else:
            token = self._begun._replace(end=span.end)
        self._begun = None if part in ("", "F") else token
        if self._begun is None:
            self.found.append(token)
