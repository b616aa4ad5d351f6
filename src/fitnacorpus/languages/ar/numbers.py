"""Arabic cardinal numbers in words.

The grammar: a unit and ten make a teen (ثمانية عشر); whatever else is added is joined by و, falling
(مائة وخمسة وعشرون) or, as older prose has it, rising (خمس وستين ومائتين وألف); a unit before مائة
and anything before ألف multiplies.  The duals stand for two thousand and two hundred, in construct
too (ألفي فارس, مائتا رجل).  Source of the forms: Wright, Grammar I, §318-336.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from pyarabic import araby_const as araby

from fitnacorpus.arabic_script import FIRST, MARKS
from fitnacorpus.languages.ar.nouns import COUNTED, OF_RANK, RANKS
from fitnacorpus.languages.ar.number_words import (
    HUNDRED,
    HUNDREDS_OF,
    MILLIARD,
    MILLION,
    SCALES,
    THOUSAND,
    kind_of,
)
from fitnacorpus.languages.values import Numeral, Token

_FEW_SPREAD: Final = 6
"""بضع is three to nine (Lane, Lexicon)."""

_BOUND_TWO: Final = (
    "اثنا", "اثني", "اثنتا", "اثنتي", "ثنتا", "ثنتي", "اثنى", "اثنتى", "ثنتى",
)  # fmt: skip
# Words that a particle turns into another word: لست is "I am not", كست "she clothed".
_NO_PARTICLE: Final = frozenset({"ست", "ستر"})
# Masculine forms that are common nouns with the article: the lion, the lady, the alif; الاثنين is
# Monday far more often than "the two".
_NO_ARTICLE: Final = frozenset(
    {"سبع", "ست", "خمس", "الف", "الفا", "تسع", "عشر", "احد", "احدى", "اثنين", "ثلاثا", "اربعا"}
)
# Written alike: five and a fifth, seven, a seventh and a lion, six and a lady.  Before a definite
# noun they are the fraction or the noun.
_ALSO_FRACTIONS: Final = frozenset({"خمس", "سبع", "تسع", "عشر", "ست"})
_OF_WHAT: Final = frozenset({"هذا", "هذه", "ذلك", "تلك", "ما", "كل", "جميع"})
"""After these a fraction stands as before a definite noun: خمس ما غنموا."""
_WITH_PRONOUN: Final = frozenset({"خمسه", "سبعه", "تسعه", "عشره"})
_PARTS: Final = frozenset({"اثلاث", "ارباع", "اخماس", "اسداس", "اسباع", "اثمان", "اتساع", "اعشار"})
_SHARES: Final = {"نصف": Fraction(1, 2), "ربع": Fraction(1, 4), "ثلث": Fraction(1, 3)}
# After one of these a ten ends an ordinal (الثالث عشر, الثالث والعشرين) and counts nothing.
_ORDINAL: Final = re.compile(
    r"[وف]?[بلك]?(?:ال|ل)?(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)ه?"
)
_PERCENT: Final = frozenset({"بالمائه", "بالمئه", "المائه", "المئه"})
_MANNERS: Final = re.compile("[وفب]?(?:ا?حسن|ا?سا?ء|سوء|لين|جميل|طيب|كريم)[ت]?")
_DEFINITE: Final = re.compile("[وف]?[بك]?ال")
_SAME: Final = str.maketrans("أإآٱة", "ااااه")
_MARKS: Final = re.compile(f"[{MARKS}{araby.MINI_ALEF}{araby.TATWEEL}]")


class _Part(NamedTuple):
    """A word of a number: its kind, its value, whether و joins it, and its particles."""

    kind: str
    value: int
    joined: bool
    particles: int = 0


def _part(token: Token, *, inside: bool = False) -> _Part | None:
    """What a written word is in a number, with و, ف, ب, ل, ك or the article before it.

    Args:
        token: The word.
        inside: Whether its neighbours make it a number, so that it cannot be another word with the
            article: المائة والسبع والعشرين, الأحد عشر.
    """
    if token.digits:
        return _Part("digits", token.value, joined=False)
    return _part_of_word(token.text, inside)


@lru_cache(maxsize=65536)
def _part_of_word(text: str, inside: bool) -> _Part | None:
    word = text.translate(_SAME)
    if text == "مأة":
        return _Part("hundred", 100, joined=False)
    # وأحد is "and one of", واحد is "one".
    if (found := kind_of(word)) and not text.startswith(("وأ", "وإ")):
        return _Part(*found, joined=False)
    joined = word[0] == "و"
    taken = 0
    if word[0] in "وف":
        word, taken = word[1:], 1
        if found := kind_of(word):
            return _Part(*found, joined, taken)
    if word[:1] in tuple("بلك"):
        word = "ا" + word[1:] if word.startswith("لل") else word[1:]
        taken += 1
        if (inside or word not in _NO_PARTICLE) and (found := kind_of(word)):
            return _Part(*found, joined, taken)
    known = inside or word[2:] not in _NO_ARTICLE
    if word.startswith("ال") and known and (found := kind_of(word[2:])):
        return _Part(*found, joined, taken)
    return None


@lru_cache(maxsize=65536)
def _may_begin(text: str) -> bool:
    """Whether a number or a fraction may begin with a written word: few do, and most are asked."""
    parts = (_part_of_word(text, inside) for inside in (False, True))
    return text.translate(_SAME) in _SHARES or any(parts)


class _Sum:
    """A number as it grows word by word: least and greatest value."""

    def __init__(self) -> None:
        self.low = self.high = 0  # below a thousand
        self.done_low = self.done_high = 0  # thousands and millions
        self.last = ""
        self.least = 10 * MILLIARD  # least scale so far: thousands may follow millions
        self.scale = 1  # what the first part was multiplied by; 0 once more was added
        self.tail_low = self.tail_high = 0  # the last thousands, where they were added to others

    def _add(self, value: int, spread: int = 0) -> None:
        self.low += value
        self.high += value + spread

    def _scale(self, value: int) -> None:
        self.done_low += max(self.low, 1) * value
        self.done_high += max(self.high, 1) * value
        self.low = self.high = 0

    def _fits(self, part: _Part) -> bool:
        kind, value, last = part.kind, part.value, self.last
        if not last:
            return kind != "digits" or value > 0
        if part.joined:
            rest = self.low % 100
            return last != "digits" and {
                "unit": rest == 0,
                "ten": rest == 0,
                "tens": rest < 10
                and last in ("unit", "few", "hundred", "hundreds", "scale", "dual"),
                "hundred": self.low < 100,
                "hundreds": self.low < 100,
                "scale": bool(self.low) != bool(self.done_low) and value < self.least,
                "dual": bool(self.low) != bool(self.done_low) and value // 2 < self.least,
            }.get(kind, False)
        return {
            "ten": last in ("unit", "few") and self.low % 100 < 10,
            "hundred": last in ("unit", "few") and self.low % 100 >= 3,
            "scale": (self.low > 0 and (value < self.least or self._rounds(value)))
            or last in ("scale", "dual"),
        }.get(kind, False)

    def _rounds(self, scale: int) -> bool:
        """Whether the thousands so far are round beside those that follow.

        مائة ألف وأربعة وعشرين ألفا is one number; ثلاثة آلاف وأربعة آلاف are two.
        """
        count, rest = divmod(self.done_low, scale)
        return not rest and any(count % step == 0 and self.high < step for step in (THOUSAND, 100))

    def take(self, part: _Part) -> bool:
        """Takes the next word if it continues the number."""
        kind, value, last = part.kind, part.value, self.last
        if not self._fits(part):
            return False
        multiplies = not part.joined and kind in ("scale", "hundred")
        if last and multiplies:
            self.scale *= value
        elif last and self.scale > 1:
            self.scale = 0
        if kind in ("dual", "scale") and part.joined and last:
            self.done_low += value
            self.done_high += value
        elif kind == "dual":
            self._add(1)
            self._scale(value)
        elif kind == "scale" and last in ("scale", "dual"):
            self.done_low += (self.tail_low or self.done_low) * (value - 1)
            self.done_high += (self.tail_high or self.done_high) * (value - 1)
        elif kind == "scale":
            if value >= self.least:
                self.tail_low, self.tail_high = self.low * value, self.high * value
            self._scale(value)
        elif kind == "hundred" and last in ("unit", "few") and not part.joined:
            self.low += self.low % 100 * 99
            self.high += self.high % 100 * 99
        else:
            self._add(value, _FEW_SPREAD if kind == "few" else 0)
        if kind in ("scale", "dual"):
            self.least = min(self.least, next(s for s in _STEPS if value >= s))
        self.last = kind
        return True

    @property
    def value(self) -> int:
        return self.done_low + self.low

    @property
    def upper(self) -> int:
        return self.done_high + self.high


_STEPS: Final = (MILLIARD, MILLION, THOUSAND)


def read_at(tokens: Sequence[Token], i: int) -> tuple[Numeral, int] | None:
    """The number that begins with token `i`, and the index of the token after it."""
    word = tokens[i].text
    if not (word[0].isdecimal() or (word[0] >= FIRST and _may_begin(word))):
        return None
    if found := _fraction(tokens, i):
        return found
    total = _Sum()
    k, particles = i, 0
    scaled: tuple[int, int, int] | None = None  # end and values after the last thousands
    while k < len(tokens):
        # و may stand by itself between the words: واحد و عشرون.
        loose = i < k < len(tokens) - 1 and tokens[k].text == "و" and _near(tokens[k])
        at = k + 1 if loose else k
        token = tokens[at]
        following = _part(tokens[at + 1]) if at + 1 < len(tokens) else None
        teen = following is not None and following[:3] == ("ten", 10, False)
        part = _part(token, inside=teen or at > i)
        if part is None or (at > i and not _near(token)):
            break
        if at > i and not _goes_on(token, part):
            break
        if at > i and part.joined and _word(tokens, at)[1:] == _word(tokens, at + 1):
            break  # by hundreds and by fifties: مئة مئة وخمسين خمسين
        if loose:
            part = part._replace(joined=True)
        elif token.text == "واحد" and teen:
            part = part._replace(joined=True, particles=1)  # eleven, without the hamza of أحد
        if not _possible(tokens, at, part, following, first=k == i):
            break
        if k == i and _is_dual(tokens, k):
            part = part._replace(kind="dual", value=2 * part.value)
        if at > i and _hundreds_apart(tokens, at, part, following):
            part, at = part._replace(kind="hundreds", value=100 * part.value), at + 1
        if not total.take(part):
            if part.kind == "scale" and not part.joined and scaled:
                # Two numbers: in ثلاثة آلاف وأربعة آلاف the second thousands claim the four.
                k, value, upper = scaled
                return _numeral(tokens, i, k, particles, value, upper, 1), k
            break
        particles = part.particles if k == i else particles
        k = at + 1
        if part.kind in ("scale", "dual"):
            scaled = k, total.value, total.upper
    if k == i or (k == i + 1 and tokens[i].digits):
        return None
    value, upper = total.value, total.upper
    if total.least >= MILLION and _word(tokens, k) == "ونصف" and _near(tokens[k]):
        value, upper, k = value + total.least // 2, upper + total.least // 2, k + 1
        if _word(tokens, k).removeprefix("ال") in SCALES:
            k += 1
    return _numeral(tokens, i, k, particles, value, upper, max(total.scale, 1)), k


def _hundreds_apart(tokens: Sequence[Token], at: int, part: _Part, following: _Part | None) -> bool:
    """Whether hundreds that are added stand as two words: سبع عشرة وأربع مائة."""
    hundred = following is not None and following.kind == "hundred" and not following.joined
    return hundred and part.kind == "unit" and part.value > 2 and _near(tokens[at + 1])


def _goes_on(token: Token, part: _Part) -> bool:
    """Whether a word can stand inside a number: not in الاثنين لعشر خلون, nor in أحد العشرة."""
    if part.particles > part.joined:
        return False
    return part.kind != "ten" or not token.text.startswith("ال")


def _near(token: Token) -> bool:
    return not token.gap.strip(" ")


def _word(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].text.translate(_SAME) if i < len(tokens) else ""


def _fraction(tokens: Sequence[Token], i: int) -> tuple[Numeral, int] | None:
    """Half a million, 1.5 million; or a fraction of something, which counts nothing."""
    token, word = tokens[i], _word(tokens, i)
    near = i + 1 < len(tokens) and _near(tokens[i + 1])
    following = _word(tokens, i + 1) if near else ""
    scale = SCALES.get(following.removeprefix("ال"), 0)
    share = _SHARES.get(word)
    if "." in token.text and token.text[0].isdecimal():
        share = Fraction(token.text)
    if share and scale >= THOUSAND and (share * scale).denominator == 1:
        return _numeral(tokens, i, i + 2, 0, int(share * scale), int(share * scale), scale), i + 2
    if share and scale:
        return _nothing(tokens, i, i + 2), i + 2
    part = _part(token)
    if part is None or part.kind not in ("unit", "ten"):
        return None
    if following in _PARTS:
        return _nothing(tokens, i, i + 2), i + 2
    bare = _MARKS.sub("", token.source).translate(_SAME)[part.particles :]
    definite = following in _OF_WHAT or (
        following.startswith("ال") and not {following, following[2:]} & {*SCALES, *HUNDRED}
    )
    fraction = bare in _ALSO_FRACTIONS and (
        definite or token.source[part.particles + 1 : part.particles + 2] == araby.DAMMA
    )
    # خمسه is his fifth, or خمسة as some typists write it before what is counted.
    pronoun = (
        bare in _WITH_PRONOUN
        and token.text.endswith("ه")
        and not (following in COUNTED or following.startswith(("عشر", "و", "الاف", "الف")))
    )
    if fraction or pronoun:
        return _nothing(tokens, i, i + 1), i + 1
    return None


def _nothing(tokens: Sequence[Token], i: int, k: int) -> Numeral:
    return Numeral(tokens[i].start, tokens[k - 1].end, 0, words=True, counts=False)


def _numeral(
    tokens: Sequence[Token], i: int, k: int, particles: int, value: int, upper: int, scale: int
) -> Numeral:
    letters = [n for n, c in enumerate(tokens[i].source) if not _MARKS.match(c)]
    return Numeral(
        tokens[i].start + letters[particles],
        tokens[k - 1].end,
        value,
        upper if upper != value else None,
        words=True,
        counts=not (k == i + 1 and value == 1),
        scale=scale,
    )


def _possible(
    tokens: Sequence[Token], at: int, part: _Part, following: _Part | None, first: bool
) -> bool:
    """Whether a word that can be a number is one among its neighbours."""
    token, word = tokens[at], _word(tokens, at)
    before = _word(tokens, at - 1) if first and at and _near(token) else ""
    if part.kind in ("ten", "tens") and _ORDINAL.fullmatch(before):
        return False
    if first and word.endswith(HUNDREDS_OF):
        return False  # hundreds: no number of them
    if first and word in _PERCENT and at and not _definite_sum(tokens, at, following):
        return False
    if first and part.value in RANKS and OF_RANK.fullmatch(before):
        # قائد مائة فارس leads a hundred horsemen.
        return following is not None or _word(tokens, at + 1) in COUNTED
    if first and word.endswith("عشره") and _MANNERS.fullmatch(before):
        return False  # حسن العشرة, good company
    if part.kind in ("scale", "dual") and araby.SHADDA in token.source:
        return False  # ألّف, he composed
    if first and part.kind == "tens" and word.startswith("ال") and _DEFINITE.match(before):
        return False  # القول الثلاثون, the thirtieth saying
    if first and word == "الف" and at + 1 < len(tokens) and _near(tokens[at + 1]):
        # ألف كتابا, he composed a book; after a thousand stands an indefinite genitive.
        counted = _word(tokens, at + 1)
        if following is None and (counted.startswith("ال") or counted[3:].endswith("ا")):
            return counted in COUNTED
    if first and part.kind == "scale" and word.endswith(("لاف", "لالاف", "لايين", "ليارات")):
        return False  # thousands, millions: no number of them
    if first and word.endswith(("الفي", "الفى")) and part.kind == "dual":
        # Two thousand of something; أُلفي by itself is a verb.
        more = following is not None and following.joined and following.kind == "hundreds"
        return more or _word(tokens, at + 1) in {*COUNTED, *SCALES}
    if word.endswith(_BOUND_TWO) and part.value == 2:
        return following is not None and following.kind == "ten" and not following.joined
    return True


def _definite_sum(tokens: Sequence[Token], at: int, following: _Part | None) -> bool:
    """Whether a definite hundred goes on as a number: المائة والسبع والعشرون, بعد المائة."""
    if following is not None and following.kind == "scale":
        return True
    if _word(tokens, at - 1) == "بعد" and _near(tokens[at]):
        return True
    if at + 1 >= len(tokens) or not _near(tokens[at + 1]):
        return False
    more = _part(tokens[at + 1], inside=True)
    return more is not None and more.joined and tokens[at + 1].text.startswith("وال")


def _is_dual(tokens: Sequence[Token], i: int) -> bool:
    """Whether ألفا or مليونا with no number before it is the dual in construct (ألفا رجل)."""
    token = tokens[i]
    if not _word(tokens, i).endswith(("الفا", "مليونا")) or araby.FATHATAN in token.source:
        return False
    return i + 1 < len(tokens) and _near(tokens[i + 1]) and _word(tokens, i + 1) in COUNTED
