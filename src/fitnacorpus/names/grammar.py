"""A whole name, and the walk that reads it: what the grammars of both languages have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Container
from typing import Final, NamedTuple

from fitnacorpus.model import Span
from fitnacorpus.names.textwords import TextWords

_MOST: Final = 12
"""Fathers of one name that are read; a genealogy beyond them tells no man apart."""


class WholeName(NamedTuple):
    """A name as it stands in a text.

    Attributes:
        span: Where it stands, attached particles left out.
        head: The words before the first *ibn*; "" for a name that begins with *ibn*.
        also: His own name, where it stands after a kunya or a byname that is the head (Abū Naṣr
            Sābūr b. Ardashīr, ʿIzz al-Dīn Masʿūd).
        fathers: The names after each *ibn*, nearest first.
        bynames: What follows: nisbas, a family name.
        number: Regnal number, 0 for none.
        daughter: Whether the first word of descent is *bint*.
        family: Whether the name is that of a family or tribe (Banū …).
        inside: Whether the form that was looked at is not the head: somebody's father or child.
    """

    span: Span
    head: str
    fathers: tuple[str, ...] = ()
    bynames: tuple[str, ...] = ()
    number: int = 0
    daughter: bool = False
    family: bool = False
    inside: bool = False
    also: str = ""

    @property
    def bare(self) -> bool:
        """Whether nothing but the head stands here."""
        more = self.fathers or self.bynames or self.number or self.inside or self.family
        return not (more or self.also)


class Grammar(ABC):
    """What both languages have in common: the walk to the left and to the right."""

    son: frozenset[str]
    daughter: frozenset[str]
    father: frozenset[str]
    tribe: frozenset[str]
    servant: frozenset[str]
    # Unions of these, which every step of the walk asks for.
    descended: frozenset[str]
    compound: frozenset[str]

    def __init_subclass__(cls) -> None:
        cls.descended = cls.son | cls.daughter
        cls.compound = cls.father | cls.servant

    def __init__(self, words: TextWords, person: bool, taken: Container[int]) -> None:
        self.w = words
        self.person = person
        self.taken = taken

    def read(self, span: Span, first: int, last: int) -> WholeName:
        """The name around the words `first` to `last`, which hold the form."""
        w = self.w
        if first == last and self.alone(span, first):
            word = w.spans[first]
            return WholeName(span, w.view[max(word.start, span.start) : min(word.end, span.end)])
        whole_words = span.end >= w.spans[last].end
        fathers: list[str] = []
        bynames: list[str] = []
        start, begin, family = first, span.start, False
        if span.start <= self.begins(first):
            start, begin, family = self.leftward(first, last)
        inside = start < first
        head_end = self.head_end(start, first, last, inside)
        own_end = self.own_name(start, head_end, last) if whole_words else head_end
        end, number = own_end, 0
        daughter = w.word(own_end) in self.daughter
        if whole_words or head_end <= last:
            end, fathers, bynames, number = self.rightward(own_end, max(last, own_end - 1))
        head = " ".join(self.text(i, begin) for i in range(start, head_end))
        if not whole_words and head_end > last:
            head = head[: len(head) - (w.spans[last].end - span.end)]
        close = max(span.end, w.spans[end - 1].end if end > last + 1 else span.end)
        return WholeName(
            Span(begin, close), head, tuple(fathers), tuple(bynames), number,
            daughter, family, inside, self.run(head_end, own_end),
        )  # fmt: skip

    def text(self, index: int, begin: int = 0) -> str:
        """A word from a code point on, as it stands."""
        span = self.w.spans[index]
        return self.w.view[max(span.start, begin) : span.end]

    def run(self, start: int, end: int) -> str:
        """Words as they stand, joined by one space."""
        return " ".join(self.text(i) for i in range(start, end))

    def head_end(self, start: int, first: int, last: int, inside: bool) -> int:
        """Index after the head: before the first word of descent, or after the form."""
        if inside:
            if self.w.bare(start, self.descended) is not None:
                return start
            end = self.unit(start)
            return end if end is not None else last + 1
        for index in range(first + 1, last + 1):
            if self.descent(index) is not None:
                return index
        return last + 1

    # What the languages differ in.

    def own_name(self, start: int, head_end: int, last: int) -> int:
        """Index after the own name that follows a head which is none; else `head_end`."""
        return head_end

    def begins(self, index: int) -> int:
        """The code point up to which a form that begins in a word begins with it."""
        return self.w.spans[index].start

    def alone(self, span: Span, index: int) -> bool:
        """Whether it is plain from the neighbours that a word is all of a name; else unknown."""
        return False

    @abstractmethod
    def leftward(self, first: int, last: int) -> tuple[int, int, bool]:
        """First word and code point of the name around a form, and whether it is a family's."""

    @abstractmethod
    def unit(self, index: int) -> int | None:
        """Index after the one name that begins at a word; None if none does."""

    @abstractmethod
    def descent(self, index: int) -> int | None:
        """Where the father begins, if a word of descent stands here; else None."""

    def rightward(self, index: int, last: int) -> tuple[int, list[str], list[str], int]:
        """Fathers, bynames and number from a word on, and the index after them."""
        fathers: list[str] = []
        bynames: list[str] = []
        number, end = 0, index
        while len(fathers) < _MOST:
            after = self.descent(end)
            stop = self.unit(after) if after is not None else None
            if after is None or stop is None:
                break
            fathers.append(self.run(after, stop))
            end = stop
        named = self.person or fathers
        while named and (stop := self.byname(end, last, bool(fathers))) is not None:
            bynames.append(self.run(end, stop))
            end = stop
        if not fathers:
            number, end = self.numeral(end)
        return end, fathers, bynames, number

    @abstractmethod
    def byname(self, index: int, last: int, descended: bool) -> int | None:
        """Index after the byname that begins at a word; None if none does."""

    def numeral(self, index: int) -> tuple[int, int]:
        """The regnal number at a word, 0 for none, and the index after it."""
        return 0, index
