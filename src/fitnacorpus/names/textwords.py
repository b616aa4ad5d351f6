"""The words of a stretch of plain text, with what the grammar of names asks of them.

A word has a span, a folded spelling, and a neighbour only if nothing but white space (or a bracket
of an editor's restoration) stands between the two.  What is notation must be gone from the string.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Final

from fitnacorpus import languages
from fitnacorpus.arabic_script import BLOCK, WORD
from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.model import Span
from fitnacorpus.orthography import fold_key, fold_text

AYN_SIGNS: Final = "ʿʾʻʼ‘’'`"
# The first of these says what the last says of most English words, in half the time.
_WORD: Final = re.compile(
    rf"[A-Za-z]++(?![\w{AYN_SIGNS}-])|[{WORD}]+|[{AYN_SIGNS}]?[^\W\d_{BLOCK}](?:[\w{AYN_SIGNS}-]*[^\W_])?"
)
# White space, brackets of a restoration, the mark of a note.
_GAP: Final = re.compile(r"(?:[^\S\n]|[\[\]]|[(\[][¬^]?\d{1,3}[)\]])*")
_COMMA: Final = re.compile(r"[^\S\n]*,?[^\S\n]+")
_STOPPED: Final = re.compile(r"\.?[^\S\n]*")
_MARK: Final = re.compile(r"[^\s\[\]()\"“”‘’']|\n")
_OPENING: Final = re.compile(r"(?:^|[.!?:;\n][\"'”’»)\]]{0,2}[^\S\n]*|[\"“‘«(\[])$")
_AS_SPAN: Final = partial(tuple.__new__, Span)
_NEAR: Final = 8
"""Code points before a word that are looked at for the end of a sentence."""
_MOSTLY: Final = 3
"""How often *the City* must be the Prophet's for each time that it is some city's."""
_OF_HIS_TIME: Final = frozenset({"رسول", "النبي", "المهاجرين", "الانصار", "الحجاز", "يثرب"})
"""Words beside which *the City* is the Prophet's."""
STOP: Final = "."
"""Stands for whatever ends a run of words: punctuation, the end of a line."""
_ARTICLED: Final = re.compile(r"(?:[aeu][lnrsdtz]|ash|ath|adh)-[^\W\d_a-zà-ÿ]?", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
# Wright, vol. 1, §§ 356, 366: wa-, fa-, then bi-, li-, ka-.
_ATTACHED: Final = re.compile("[وف]?[بلك]?")
_ATTACHABLE: Final = "وفبلك"
_SHORTEST: Final = 3
"""Letters that must be left of a word when a particle is taken off."""


@lru_cache(maxsize=65536)
def folded(word: str, arabic: bool) -> str:
    """A word as the lexicon spells it: the `tag` fold, English in lower case."""
    if arabic:
        return fold_key(word, languages.AR, "tag")
    return _POSSESSIVE.sub("", fold_key(word, languages.EN, "tag")).lower()


def _all_folded(raw: Sequence[str], arabic: bool) -> list[str]:
    """Many words as `folded` gives them, each spelling folded once and all in one pass."""
    spellings = list(dict.fromkeys(raw))
    # Folding the parts of a text cut at white space gives the parts of its fold.
    keys = fold_text(
        "\n".join(spellings), languages.AR if arabic else languages.EN, "tag"
    ).split("\n")  # fmt: skip
    if not arabic:
        keys = [_POSSESSIVE.sub("", key).lower() for key in keys]
    known = dict(zip(spellings, keys, strict=True))
    return list(map(known.__getitem__, raw))


class TextWords:
    """The words of one string.

    Args:
        view: The string, without notation.
        lang: Its language.
    """

    def __init__(self, view: str, lang: str) -> None:
        self.view = view
        self.arabic = lang.partition("-")[0] == languages.AR
        self.spans = list(map(_AS_SPAN, map(re.Match.span, _WORD.finditer(view))))
        self._starts = list(map(itemgetter(0), self.spans))
        self._raw = [view[start:end] for start, end in self.spans]
        self._words = _all_folded(self._raw, self.arabic)
        self._isms: Counter[str] | None = None
        self._lower: frozenset[str] | None = None
        self._medina: bool | None = None

    def __len__(self) -> int:
        return len(self.spans)

    def at(self, offset: int) -> int:
        """Index of the word that holds a code point, or of the one before it; -1 for none."""
        return bisect_right(self._starts, offset) - 1

    def raw(self, index: int) -> str:
        """A word as it stands."""
        return self._raw[index]

    def word(self, index: int) -> str:
        """The folded word, or "" beyond the ends."""
        return self._words[index] if 0 <= index < len(self._words) else ""

    def joined(self, index: int, *, comma: bool = False) -> bool:
        """Whether a word and the next one stand together; a stop after ``b.`` is allowed for."""
        if not 0 <= index < len(self.spans) - 1:
            return False
        gap = self.view[self.spans[index].end : self.spans[index + 1].start]
        if gap == " ":
            return True
        if _GAP.fullmatch(gap) or (comma and _COMMA.fullmatch(gap)):
            return True
        return len(self.word(index)) <= 2 and _STOPPED.fullmatch(gap) is not None

    def beside(self, index: int, step: int) -> str:
        """The word before (step -1) or after (1) one; a stop if a mark or a line stands between."""
        first, second = (index + step, index) if step < 0 else (index, index + step)
        if not (first >= 0 and second < len(self.spans)):
            return STOP
        gap = self.view[self.spans[first].end : self.spans[second].start]
        return STOP if gap != " " and _MARK.search(gap) else self._words[index + step]

    def bare(self, index: int, words: Container[str]) -> int | None:
        """How many letters of particles stand before a word of a set; None if it is not one."""
        word = self.word(index)
        if not word:
            return None
        if word in words:
            return 0
        if self.arabic and word[0] in _ATTACHABLE and (match := _ATTACHED.match(word)):
            for end in range(1, match.end() + 1):
                if word[end:] in words:
                    return end
        return None

    def within(self, index: int, letters: int) -> int:
        """The code point after so many letters of a word, marks passed over."""
        at = self.spans[index].start
        while letters:
            at += 1
            while at < self.spans[index].end and not self.view[at].isalpha():
                at += 1
            letters -= 1
        return at

    def capital(self, index: int) -> bool:
        """Whether a Latin word is written as a name: with a capital, or an article and one."""
        if not 0 <= index < len(self.spans):
            return False
        raw = self.raw(index).lstrip(AYN_SIGNS)
        if raw[:1].isupper():
            return True
        article = _ARTICLED.match(raw)
        return (
            article is not None and raw[article.end() - 1 :].lstrip("-" + AYN_SIGNS)[:1].isupper()
        )

    def article(self, index: int) -> int:
        """Code points of the hyphened article at the beginning of a Latin word."""
        article = _ARTICLED.match(self.raw(index))
        return self.raw(index).index("-") + 1 if article else 0

    def articled(self, index: int) -> bool:
        """Whether a Latin word is a name with a hyphened article (al-Basri)."""
        return self.capital(index) and _ARTICLED.match(self.raw(index)) is not None

    @property
    def isms(self) -> Counter[str]:
        """Arabic words that stand before *ibn* without alif: the names of the text itself."""
        if self._isms is None:
            self._isms = Counter(
                self._words[i - 1]
                for i, word in enumerate(self._words)
                if i and word in ar_names.BETWEEN and self.joined(i - 1)
            )
        return self._isms

    @property
    def common(self) -> frozenset[str]:
        """Words that the text also writes with a small letter."""
        if self._lower is None:
            self._lower = frozenset(
                word for word, raw in zip(self._words, self._raw, strict=True) if raw[:1].islower()
            )
        return self._lower

    @property
    def is_about_medina(self) -> bool:
        """Whether *the City* stands mostly beside Mecca or the Prophet's men in this text."""
        if self._medina is None:
            at = [i for i, word in enumerate(self._words) if word.endswith("لمدينة")]
            told = sum(
                self.word(i - 1) in ar_names.GOVERNED
                or any(w.endswith("مكة") or w in _OF_HIS_TIME for w in self._words[i - 20 : i + 20])
                for i in at
                if i >= 20
            )
            any_city = sum(self.word(i - 1) in ar_names.OF_A_CITY - {"اهل"} for i in at)
            self._medina = told >= _MOSTLY * any_city
        return self._medina

    def is_a_city_near(self, index: int) -> bool:
        """Whether the text has just told of a city, which *the city* may be."""
        before = self._words[max(0, index - 60) : index]
        return any(word.endswith("مدينة") and not word.endswith("لمدينة") for word in before)

    def opens(self, index: int) -> bool:
        """Whether a word stands where any has a capital: first in a sentence or a quotation."""
        start = self.spans[index].start
        return _OPENING.search(self.view, max(0, start - _NEAR), start) is not None

    def _more_often(self, rest: str, word: str) -> bool:
        """Whether a text that names men so names them without the particle, too."""
        return 0 < self.isms[rest] >= self.isms[word]

    def without_particle(self, index: int) -> int:
        """Letters of an attached particle before an Arabic name that no list knows."""
        word = self.word(index)
        if word in ar_names.WITH_WAW:
            return 0
        for end in (2, 1):
            match = _ATTACHED.fullmatch(word[:end])
            if match and len(word) - end >= _SHORTEST and self._more_often(word[end:], word):
                return end
        return int(word[:1] in ("و", "ف") and len(word) > _SHORTEST)
