"""Persian cardinal numbers in words: falling, joined by و (سی و هفت, دو هزار و پانصد)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fitnacorpus.languages.values import Numeral, Token

_SMALL_WORDS: Final = """یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده
    هفده هجده نوزده"""
_TENS_WORDS: Final = "بیست سی چهل پنجاه شصت هفتاد هشتاد نود"
_HUNDREDS_WORDS: Final = "صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد"
# The fold under which numbers are read writes ی as ي and ک as ك.
_SAME: Final = str.maketrans("یک", "يك")
_SMALL: Final = dict(zip(_SMALL_WORDS.translate(_SAME).split(), range(1, 20), strict=True))
_TENS: Final = dict(zip(_TENS_WORDS.translate(_SAME).split(), range(20, 100, 10), strict=True))
_HUNDREDS: Final = dict(
    zip(_HUNDREDS_WORDS.translate(_SAME).split(), range(100, 1000, 100), strict=True)
)
_SCALES: Final = {"هزار": 1000, "ميليون": 1_000_000}
_ALONE: Final = frozenset({"سه", "نه", "ده", "سي", "صد", "دو", "شش"})
"""Short words that are other words too (نه is "no"): no number by themselves."""
_JOINS: Final = "و"


def read_at(tokens: Sequence[Token], i: int) -> tuple[Numeral, int] | None:
    """The number that begins with token `i`, and the index of the token after it."""
    total = current = 0
    below, least = 1000, 10**9  # what is added next is smaller than what was
    k = end = i
    scale = 1
    while k < len(tokens) and (k == i or not tokens[k].gap.strip()):
        word = tokens[k].text
        value = _SMALL.get(word) or _TENS.get(word) or _HUNDREDS.get(word, 0)
        if word == _JOINS and k > i and end == k:
            k += 1
            continue
        if value and value < below and (k == i or tokens[k - 1].text == _JOINS):
            current += value
            below = 10 if value in _TENS.values() else 100 if value >= 100 else 1
            scale = 0 if k > i else 1
        elif word in _SCALES and end == k and k > i and current and _SCALES[word] < least:
            least = _SCALES[word]
            total, current, below = total + current * least, 0, 1000
            scale *= least
        else:
            break
        k = end = k + 1
    if end == i or (end == i + 1 and tokens[i].text in _ALONE):
        return None
    value = total + current
    counts = value > 1
    numeral = Numeral(
        tokens[i].start, tokens[end - 1].end, value, None, True, counts, max(scale, 1)
    )
    return numeral, end
