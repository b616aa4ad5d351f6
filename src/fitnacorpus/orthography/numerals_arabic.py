"""Arabic cardinal numbers in words.

The grammar: a unit and ten make a teen (ثمانية عشر); whatever else is added is joined by و, falling
(مائة وخمسة وعشرون) or, as older prose has it, rising (خمس وستين ومائتين وألف); a unit before مائة
and anything before ألف multiplies.  The duals stand for two thousand and two hundred, in construct
too (ألفي فارس, مائتا رجل).  Source of the forms: Wright, Grammar I, §318-326.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fitnacorpus.orthography.numeral import Numeral, Token
from fitnacorpus.orthography.steps import belongs_to_letter

_UNITS: Final = {
    **dict.fromkeys(("واحد", "واحده", "احد", "احدى"), 1),
    **dict.fromkeys(("اثنان", "اثنين", "اثنتان", "اثنتين", "اثنا", "اثني", "اثنتا", "اثنتي"), 2),
    **dict.fromkeys(("ثلاث", "ثلاثه", "ثلثه"), 3),
    **dict.fromkeys(("اربع", "اربعه"), 4),
    **dict.fromkeys(("خمس", "خمسه"), 5),
    **dict.fromkeys(("ست", "سته"), 6),
    **dict.fromkeys(("سبع", "سبعه"), 7),
    **dict.fromkeys(("ثمان", "ثماني", "ثمانيه", "ثمنيه"), 8),
    **dict.fromkeys(("تسع", "تسعه"), 9),
}
_TEN: Final = ("عشر", "عشره")
_TENS: Final = {
    stem + ending: value
    for stems, value in (
        (("عشر",), 20),
        (("ثلاث", "ثلث"), 30),
        (("اربع",), 40),
        (("خمس",), 50),
        (("ست",), 60),
        (("سبع",), 70),
        (("ثمان", "ثمن"), 80),
        (("تسع",), 90),
    )
    for stem in stems
    for ending in ("ون", "ين")
}
_HUNDRED: Final = ("مائه", "مئه", "مايه")
_HUNDREDS: Final = {
    **dict.fromkeys((h + e for h in ("مائت", "مئت", "مايت") for e in ("ان", "ين", "ا", "ي")), 200),
    **{
        stem + hundred: value
        for stem, value in (
            ("ثلاث", 300),
            ("ثلث", 300),
            ("اربع", 400),
            ("خمس", 500),
            ("ست", 600),
            ("سبع", 700),
            ("ثمان", 800),
            ("ثماني", 800),
            ("تسع", 900),
        )
        for hundred in _HUNDRED
    },
}
_SCALES: Final = {
    **dict.fromkeys(("الف", "الفا", "الاف", "الالاف"), 1000),
    **dict.fromkeys(("مليون", "مليونا", "ملايين"), 1_000_000),
}
_DUAL_SCALES: Final = {
    **dict.fromkeys(("الفان", "الفين", "الفي"), 2000),
    **dict.fromkeys(("مليونان", "مليونين", "مليوني"), 2_000_000),
}
_FEW: Final = ("بضع", "بضعه")

_BOUND_TWO: Final = frozenset({"اثنا", "اثني", "اثنتا", "اثنتي"})
_ONE_OF: Final = frozenset({"احد", "احدى"})
# Words that a particle turns into another word: لست is "I am not", كست "she clothed".
_NO_PARTICLE: Final = frozenset({"ست", "ستر"})
# Masculine forms that are common nouns with the article: the lion, the lady, the alif.
_NO_ARTICLE: Final = frozenset({"سبع", "ست", "خمس", "الف", "الفا", "تسع", "عشر", "احد", "احدى"})
# After one of these a ten ends an ordinal (الثالث عشر, الثالث والعشرين) and counts nothing.
_ORDINAL: Final = re.compile(
    r"[وف]?[بلك]?(?:ال|ل)?(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)ه?"
)
_SAME: Final = str.maketrans("أإآٱة", "ااااه")
_SHADDA: Final = "\u0651"
_WHITE: Final = " \t\n"
_TANWIN: Final = "\u064b"


class _Part(NamedTuple):
    """A word of a number: its kind, its value, whether و joins it, and its particles."""

    kind: str
    value: int
    joined: bool
    particles: int = 0


def _kind(word: str) -> tuple[str, int] | None:
    for kind, table in (
        ("unit", _UNITS),
        ("tens", _TENS),
        ("hundreds", _HUNDREDS),
        ("scale", _SCALES),
        ("dual", _DUAL_SCALES),
    ):
        if word in table:
            return kind, table[word]
    if word in _TEN:
        return "ten", 10
    if word in _HUNDRED:
        return "hundred", 100
    if word in _FEW:
        return "few", 3
    return None


def _part(token: Token) -> _Part | None:
    """What a written word is in a number, with و, ف, ب, ل, ك or the article before it."""
    if token.digits:
        return _Part("digits", token.value, joined=False)
    word = token.text.translate(_SAME)
    # وأحد is "and one of", واحد is "one".
    if (found := _kind(word)) and not token.text.startswith(("وأ", "وإ")):
        return _Part(*found, joined=False)
    joined = word[0] == "و"
    taken = 0
    if word[0] in "وف":
        word, taken = word[1:], 1
        if found := _kind(word):
            return _Part(*found, joined, taken)
    if word[:1] in tuple("بلك"):
        word, taken = ("ا" + word if word.startswith("لل") else word)[1:], taken + 1
        if word not in _NO_PARTICLE and (found := _kind(word)):
            return _Part(*found, joined, taken)
    if word.startswith("ال") and word[2:] not in _NO_ARTICLE and (found := _kind(word[2:])):
        return _Part(*found, joined, taken)
    return None


class _Sum:
    """A number as it grows word by word: least and greatest value."""

    def __init__(self) -> None:
        self.low = self.high = 0  # below a thousand
        self.done_low = self.done_high = 0  # thousands and millions
        self.last = ""
        self.least = 10**9  # least scale so far: thousands may follow millions, not thousands

    def _add(self, value: int, spread: int = 0) -> None:
        self.low += value
        self.high += value + spread

    def _scale(self, value: int) -> None:
        self.done_low += max(self.low, 1) * value
        self.done_high += max(self.high, 1) * value
        self.low = self.high = 0

    def take(self, part: _Part) -> bool:
        """Takes the next word if it continues the number."""
        kind, value, last = part.kind, part.value, self.last
        if not last:
            ok = kind != "digits" or value > 0
        elif part.joined:
            rest = self.low % 100
            ok = {
                "unit": rest == 0,
                "ten": rest == 0,
                "tens": rest < 10
                and last in ("unit", "few", "hundred", "hundreds", "scale", "dual"),
                "hundred": self.low < 100,
                "hundreds": self.low < 100,
                "scale": bool(self.low) != bool(self.done_low) and value < self.least,
                "dual": bool(self.low) != bool(self.done_low) and value // 2 < self.least,
            }.get(kind, False) and last != "digits"
        else:
            ok = {
                "ten": last in ("unit", "few") and self.low % 100 < 10,
                "hundred": last == "unit" and self.low % 100 >= 3,
                "scale": (self.low > 0 and value < self.least) or last == "scale",
            }.get(kind, False)
        if not ok:
            return False
        if kind in ("dual", "scale") and part.joined and last:
            self.done_low += value
            self.done_high += value
        elif kind == "dual":
            self._add(1)
            self._scale(value)
        elif kind == "scale" and last == "scale":
            self.done_low *= value
            self.done_high *= value
        elif kind == "scale":
            self._scale(value)
        elif kind == "hundred" and last == "unit" and not part.joined:
            unit = self.low % 100
            self._add(unit * 99)
        else:
            self._add(value, 6 if kind == "few" else 0)
        if kind in ("scale", "dual"):
            self.least = min(self.least, 1_000_000 if value >= 1_000_000 else 1000)
        self.last = kind
        return True

    @property
    def value(self) -> int:
        return self.done_low + self.low

    @property
    def upper(self) -> int:
        return self.done_high + self.high


def read_at(tokens: list[Token], i: int) -> tuple[Numeral, int] | None:
    """The number that begins with token `i`, and the index of the token after it."""
    total = _Sum()
    k, particles = i, 0
    scaled: tuple[int, int, int] | None = None  # end and values after the last thousands
    while k < len(tokens):
        # و may stand by itself between the words: واحد و عشرون.
        loose = (
            i < k < len(tokens) - 1 and tokens[k].text == "و" and not tokens[k].gap.strip(_WHITE)
        )
        at = k + 1 if loose else k
        token = tokens[at]
        part = _part(token)
        if part is None or (at > i and token.gap.strip(_WHITE)):
            break
        following = _part(tokens[at + 1]) if at + 1 < len(tokens) else None
        if loose:
            part = part._replace(joined=True)
        elif token.text == "واحد" and following and following[:3] == ("ten", 10, False):
            part = part._replace(joined=True, particles=1)  # eleven, without the hamza of أحد
        previous = tokens[at - 1] if at else None
        if not _possible(token, part, following, previous, first=k == i):
            break
        if k == i and _is_dual(tokens, k):
            part = part._replace(kind="dual", value=2000)
        if not total.take(part):
            if part.kind == "scale" and not part.joined and scaled:
                # Two numbers: in ثلاثة آلاف وأربعة آلاف the second thousands claim the four.
                k, value, upper = scaled
                return _numeral(tokens, i, k, particles, value, upper), k
            break
        particles = part.particles if k == i else particles
        k = at + 1
        if part.kind in ("scale", "dual"):
            scaled = k, total.value, total.upper
    if k == i or (k == i + 1 and tokens[i].digits):
        return None
    return _numeral(tokens, i, k, particles, total.value, total.upper), k


def _numeral(
    tokens: list[Token], i: int, k: int, particles: int, value: int, upper: int
) -> Numeral:
    letters = [n for n, c in enumerate(tokens[i].source) if not belongs_to_letter(c)]
    return Numeral(
        tokens[i].start + letters[particles],
        tokens[k - 1].end,
        value,
        upper if upper != value else None,
        words=True,
        bare=k == i + 1 and value == 1,
    )


def _possible(
    token: Token, part: _Part, following: _Part | None, previous: Token | None, first: bool
) -> bool:
    """Whether a word that can be a number is one among its neighbours."""
    word = token.text.translate(_SAME)
    before = previous.text.translate(_SAME) if first and previous and not token.gap.strip() else ""
    if part.kind in ("ten", "tens") and _ORDINAL.fullmatch(before):
        return False
    if before.endswith("يوم") and word == "الاثنين":
        return False  # Monday
    if part.kind in ("scale", "dual") and _SHADDA in token.source:
        return False  # ألّف, he composed
    if first and part.kind == "scale" and word.endswith(("لاف", "لالاف", "لايين")):
        return False  # thousands, millions: no number of them
    if word.endswith(tuple(_BOUND_TWO)) and part.value == 2:
        return following is not None and following.kind == "ten" and not following.joined
    return True


def _is_dual(tokens: list[Token], i: int) -> bool:
    """Whether ألفا with no number before it is the dual in construct (ألفا رجل)."""
    token = tokens[i]
    if not token.text.translate(_SAME).endswith("الفا") or _TANWIN in token.source:
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None and not following.gap.strip(" ") and following.text != "من"
