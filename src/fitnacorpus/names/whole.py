"""The whole name at a place: what stands around a form that was found, read as names are built.

From the form to the right: *ibn* and a father, his father …, bynames of relation, a regnal number;
to the left: *ibn* (then the form is somebody's father), *abū* (then it is somebody's child),
*banū*.  What comes out is the head of the name, the line of fathers and the bynames, as they stand;
whose name it is, is not decided here (`bearing`).
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import Final

from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.languages.en import name_cues
from fitnacorpus.languages.en import names as en_names
from fitnacorpus.model import Span
from fitnacorpus.names.grammar import Grammar, WholeName
from fitnacorpus.names.textwords import TextWords, folded

_NISBA: Final = re.compile("ال.{2,}ي")
_NAMED_AFTER: Final = ar_names.SECOND - {"الملك"}
"""Second halves of a byname with which no title begins."""
_NO_NISBA: Final = frozenset(folded(word, True) for word in ar_names.LIKE_NISBA.split())


def is_nisba(word: str) -> bool:
    """Whether a folded Arabic word has the shape of a nisba with the article."""
    return _NISBA.fullmatch(word) is not None and word not in _NO_NISBA


def whole_name(
    words: TextWords, span: Span, *, person: bool = True, taken: Container[int] = ()
) -> WholeName:
    """The whole name around a span.

    Args:
        words: The words of the text.
        span: The form that was found, in the string of `words`.
        person: Whether it is known as the name of a person; of others only what makes them part
            of one is read, a word of descent or a kunya.
        taken: Words that belong to names of other kinds, as their indices.
    """
    first, last = words.at(span.start), words.at(span.end - 1)
    if first < 0 or last < first:
        return WholeName(span, words.view[span.start : span.end])
    reader = (_Arabic if words.arabic else _English)(words, person, taken)
    return reader.read(span, first, last)


class _Arabic(Grammar):
    son = ar_names.SON
    daughter = ar_names.DAUGHTER
    father = ar_names.FATHER | ar_names.MOTHER
    tribe = ar_names.TRIBE
    servant = ar_names.SERVANT | ar_names.OWNER

    def alone(self, span: Span, index: int) -> bool:
        w = self.w
        # Most names in a chronicle are one word between words that are part of none.
        return (
            w.word(index) not in self.descended
            and _ends_name(w.word(index + 1))
            and (span.start > w.spans[index].start or _precedes_name(w.word(index - 1)))
        )

    def leftward(self, first: int, last: int) -> tuple[int, int, bool]:
        w = self.w
        at, begin = first, w.spans[first].start
        if w.word(first) in self.descended and w.joined(first - 1):
            named = self.unit_before(first - 1)
            if named is not None and self._is_name(named, first):
                at = named
                begin = w.within(at, self._attached(at))
        while at > 0 and w.joined(at - 1) and begin == w.spans[at].start:
            before = w.bare(at - 1, self.compound)
            if before is not None and not (at == first and self._own(first, last)):
                at, begin = at - 1, w.within(at - 1, before)
                if before:
                    break
                continue
            descent = w.bare(at - 1, self.descended)
            if descent is None:
                break
            named = self.unit_before(at - 2) if descent == 0 and w.joined(at - 2) else None
            between = w.word(at - 1) in ar_names.BETWEEN
            if named is not None and (between or self._is_name(named, at - 1)):
                at = named
                strip = self._attached(at)
                begin = w.within(at, strip)
                if strip:
                    break
                continue
            at, begin = at - 1, w.within(at - 1, descent)
            break
        if at == first and not self._own(first, last) and self._titled(first):
            return first - 2, w.within(first - 2, w.without_particle(first - 2)), False
        if at > 0 and w.joined(at - 1) and begin == w.spans[at].start:
            tribe = w.bare(at - 1, self.tribe)
            if tribe is not None:
                return at - 1, w.within(at - 1, tribe), True
        return at, begin, False

    def _titled(self, index: int) -> bool:
        """Whether a byname stands before a name: عز الدين before مسعود."""
        w = self.w
        return (
            index > 1
            and w.word(index - 1) in ar_names.OF_A_TITLE
            and w.joined(index - 1)
            and w.joined(index - 2)
            and w.word(index - 2) not in ar_names.FUNCTION | ar_names.PREPOSITION
        )

    def own_name(self, start: int, head_end: int, last: int) -> int:
        w = self.w
        if w.word(head_end - 1) in ar_names.OF_A_TITLE and head_end <= last:
            return last + 1
        kunya = w.bare(start, self.father) is not None and self.unit(start) == head_end
        titled = w.word(head_end - 1) in ar_names.OF_A_TITLE
        if not (kunya or titled) or not w.joined(head_end - 1) or head_end in self.taken:
            return head_end
        stop = None if self._attached(head_end) else self.unit(head_end)
        descends = stop is not None and self.descent(stop) is not None
        return stop if stop is not None and descends else head_end

    def _attached(self, index: int) -> int:
        """Letters of a particle that is attached to the first word of a name."""
        known = self.w.bare(index, self.compound)
        return self.w.without_particle(index) if known is None else known

    def _own(self, first: int, last: int) -> bool:
        """Whether the form itself begins as a kunya does, so that no other can stand before it."""
        return self.w.bare(first, self.father) is not None and last > first

    def unit_before(self, index: int) -> int | None:
        """Where the name that ends at a word begins; None if it is no name."""
        w = self.w
        word = w.word(index)
        if not word or word in ar_names.FUNCTION or word in self.son:
            return None
        start = index
        if index and w.joined(index - 1):
            if word in ar_names.SECOND or w.bare(index - 1, self.servant) is not None:
                start = index - 1
            if start and w.joined(start - 1) and w.bare(start - 1, self.father) is not None:
                start -= 1
        return start

    def _is_name(self, start: int, end: int) -> bool:
        """Whether the words before an *ibn* with alif are the name of a man, and no verb."""
        w = self.w
        if end - start > 1:
            return True
        word = w.word(start)
        known = w.isms[word] or w.isms[word[w.without_particle(start) :]]
        descended = start > 0 and w.joined(start - 1) and w.word(start - 1) in self.son
        return bool(known or descended)

    def unit(self, index: int) -> int | None:
        w = self.w
        word = w.word(index)
        if not word or word in ar_names.FUNCTION:
            return None
        if word in self.father or word in self.servant:
            following = index + 1
            if not w.joined(index) or w.word(following) in self.son:
                return following if word not in self.servant else None
            if word in self.servant:
                return following + 1
            return self.unit(following)
        if w.joined(index) and w.word(index + 1) in ar_names.SECOND:
            return index + 2
        return index + 1

    def descent(self, index: int) -> int | None:
        w = self.w
        if not 0 < index < len(w) or w.word(index) not in self.descended:
            return None
        if not w.joined(index - 1) or not w.joined(index):
            return None
        following = w.word(index + 1)
        if following in ar_names.KIN or following in ar_names.AGES:
            return None
        return index + 1

    def byname(self, index: int, last: int, descended: bool) -> int | None:
        w = self.w
        if not 0 < index < len(w) or not w.joined(index - 1):
            return None
        word = w.word(index)
        if not descended and word in _NAMED_AFTER and index == last + 1:
            return index + 1
        if word.startswith("ال") and w.word(index + 1) in ar_names.REGNAL:
            return index + 1
        # The fold writes ي for ئ; no nisba ends in a hamza.
        nisba = _NISBA.fullmatch(word) and word not in _NO_NISBA and "ئ" not in w.raw(index)
        place = index in self.taken
        return index + 1 if (nisba and not place) or word in ar_names.TRADES else None


@lru_cache(maxsize=65536)
def _precedes_name(word: str) -> bool:
    """Whether no name goes on to the left with an Arabic word, particles taken off."""
    known = _Arabic.compound | _Arabic.descended | _Arabic.tribe | ar_names.OF_A_TITLE
    return not any(word[end:] in known for end in range(3))


@lru_cache(maxsize=65536)
def _ends_name(word: str) -> bool:
    """Whether no name goes on to the right with an Arabic word."""
    known = _Arabic.descended | ar_names.SECOND | ar_names.TRADES
    return word not in known and not _NISBA.fullmatch(word)


_NO_NAMES: Final = (
    en_names.TITLES | name_cues.TITLES | name_cues.FUNCTION | name_cues.COMMON | name_cues.CALENDAR
) - en_names.SECOND
"""Words with a capital that are part of no name."""


class _English(Grammar):
    son = en_names.SON
    daughter = en_names.DAUGHTER
    father = en_names.FATHER | en_names.MOTHER
    tribe = en_names.TRIBE
    servant = en_names.SERVANT
    _before_article = father | servant | son | tribe

    def begins(self, index: int) -> int:
        """After the article: a form without it (Zubayr) is the whole of al-Zubayr."""
        return self.w.spans[index].start + self.w.article(index)

    def leftward(self, first: int, last: int) -> tuple[int, int, bool]:
        w = self.w
        at = first
        of_child = w.word(first) in en_names.CHILD and w.word(first + 1) == "of"
        if of_child or w.word(first) in self.son:
            named = self.unit_before(first - 1) if w.joined(first - 1, comma=of_child) else None
            at = first if named is None else named
        while at > 0:
            before = at - 1
            if w.word(before) in en_names.ARTICLE and w.word(before - 1) in self._before_article:
                before -= 1
            if not w.joined(at - 1) or not w.joined(before):
                break
            word = w.word(before)
            if word in self.tribe:
                return before, w.spans[before].start, True
            if word in self.compound and w.capital(before):
                at = before
            elif word in self.descended:
                named = self.unit_before(before - 1) if w.joined(before - 1) else None
                if named is None:
                    if not w.capital(before):
                        break
                    at = before
                    break
                at = named
            elif word == "of" and w.word(before - 1) in en_names.CHILD:
                child = before - 1
                if w.word(child - 1) == "the":
                    child -= 1
                named = self.unit_before(child - 1) if w.joined(child - 1, comma=True) else None
                if named is None:
                    break
                at = named
            elif self.person and at == first and self._name(before) and not self._own(first, last):
                at = before
            else:
                break
        return at, w.spans[at].start if at < first else w.spans[first].start, False

    def _own(self, first: int, last: int) -> bool:
        return last > first

    def _name(self, index: int) -> bool:
        """Whether a word with a capital can only be a name: the text never writes it without."""
        w = self.w
        word = w.word(index)
        return (
            w.capital(index)
            and index not in self.taken
            and len(word) > 1
            and word not in _NO_NAMES
            and word not in w.common
            and not (word.endswith("ing") and w.opens(index))
            and not self.w.raw(index).endswith(("'s", "’s", "s'", "s’"))
        )

    def unit_before(self, index: int) -> int | None:
        w = self.w
        if not self._name(index):
            return None
        start = index
        while start and w.joined(start - 1):
            before = w.word(start - 1)
            second = w.word(start) in en_names.SECOND and w.capital(start - 1)
            if before in en_names.ARTICLE or before in self.compound or second:
                start -= 1
            else:
                break
        return start

    def unit(self, index: int) -> int | None:
        w = self.w
        word = w.word(index)
        if not word:
            return None
        compound = word in self.father or word in self.servant or word in en_names.ARTICLE
        if compound and w.joined(index):
            if (w.capital(index) or w.capital(index + 1)) and (
                end := self.unit(index + 1)
            ) is not None:
                return end
            return index + 1 if w.capital(index) else None
        if not w.capital(index):
            return None
        return index + 2 if w.joined(index) and w.word(index + 1) in en_names.SECOND else index + 1

    def descent(self, index: int) -> int | None:
        w = self.w
        if not 0 < index < len(w):
            return None
        word = w.word(index)
        if word in self.son or word in self.daughter:
            return index + 1 if w.joined(index - 1) and w.joined(index) else None
        if word == "the" and w.word(index + 1) in en_names.CHILD:
            if not w.joined(index - 1, comma=True):
                return None
            index += 1
            word = w.word(index)
        if word not in en_names.CHILD or w.word(index + 1) != "of":
            return None
        if not (w.joined(index - 1, comma=True) and w.joined(index) and w.joined(index + 1)):
            return None
        after = index + 2
        return after + 1 if w.word(after) == "the" and w.capital(after + 1) else after

    def byname(self, index: int, last: int, descended: bool) -> int | None:
        w = self.w
        if not 0 < index < len(w) or not w.joined(index - 1):
            return None
        if w.articled(index):
            return index + 1
        if w.word(index) in en_names.APART and w.capital(index + 1) and w.joined(index):
            return index + 2 if w.raw(index).islower() else None
        plain = not descended and self._name(index) and w.word(index) not in en_names.NUMERALS
        return index + 1 if plain and w.word(index) not in self.compound else None

    def numeral(self, index: int) -> tuple[int, int]:
        w = self.w
        if 0 < index < len(w) and w.joined(index - 1) and w.raw(index).isupper():
            word = w.word(index)
            # "I" after a name is the pronoun more often than the first of a name.
            if word in en_names.NUMERALS[1:]:
                return en_names.NUMERALS.index(word) + 1, index + 1
        return 0, index
