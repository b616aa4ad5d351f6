"""English cardinal numbers in words, and with a word after digits (18 thousand, 1.5 million).

A unit may stand before its ten (four and twenty), a score counts twenty (threescore and ten), and
after thousands a comma may stand before what is smaller (twelve thousand, five hundred men).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from fitnacorpus.languages.language import words
from fitnacorpus.languages.values import Numeral, Token

_SMALL_WORDS: Final = """one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen"""
_SMALL: Final = {word: value for value, word in enumerate(_SMALL_WORDS.split(), start=1)}
_TENS_WORDS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS: Final = {word: 10 * n for n, word in enumerate(_TENS_WORDS.split(), start=2)}
_SCORES: Final = {"twoscore": 40, "threescore": 60, "fourscore": 80, "sixscore": 120}
_MILLION, _BILLION = 1_000_000, 1_000_000_000
_SCALES: Final = {
    "thousand": 1000,
    **dict.fromkeys(("million", "millions"), _MILLION),
    **dict.fromkeys(("billion", "billions"), _BILLION),
}
_BARE: Final = {"hundred": 100}
_MULTIPLES: Final = {"dozen": 12, "score": 20}
_UNIT_ORDINAL_WORDS: Final = "first second third fourth fifth sixth seventh eighth ninth"
_UNIT_ORDINALS: Final = frozenset(_UNIT_ORDINAL_WORDS.split())
_ORDINAL_WORDS: Final = """tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
    seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth
    eightieth ninetieth hundredth thousandth"""
_ORDINALS: Final = _UNIT_ORDINALS | frozenset(_ORDINAL_WORDS.split())
_PARTS: Final = "third quarter fourth fifth sixth seventh eighth ninth tenth"
_FRACTIONS: Final = frozenset(
    {"half", "halves", *(part + ending for part in _PARTS.split() for ending in ("", "s"))}
)
_TENTHS: Final = frozenset({"hundredth", "thousandth", "millionth"})
_SHARES: Final = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}
_STARTS: Final = frozenset({*_SMALL, *_TENS, *_SCORES, *_BARE, *_SHARES, "a", "an"})
"""Words with which a number may begin."""
_ENDINGS: Final = frozenset({"odd", "strong"})
"""What a hyphen may join to a number that still counts; a two-edged sword does not."""
_PARTED: Final = words(
    """cut cuts cutting tear tears tore torn break breaks broke broken split splits rent rend rends
    cleft cleave cleaved cloven snap snapped snaps sawn sawed saw hewn hewed hew chop chopped sever
    severed slit sliced sundered bisected bent doubled folded"""
)
"""What is done to a thing that is then "in two"."""
_WITHIN: Final = 6
"""Words between the verb and "in two": tore the great red banner in two."""
_NO_NOUN: Final = words(
    """and but or by with at on in as when while before after from to for so then he she it they we
    you i his her their the a an that which who"""
)
"""Words that are not what a number before them counts."""
_WHITE: Final = " -\u2010\u2011"
"""What may stand between the words of one number."""


def read_at(tokens: Sequence[Token], i: int) -> tuple[Numeral, int] | None:
    """The number that begins with token `i`, and the index of the token after it."""
    if not tokens[i].text[0].isdecimal() and tokens[i].text not in _STARTS:
        return None
    if found := _share(tokens, i):
        return found
    total = current = 0
    last, least = "", 10**12
    scale, parts = 1, 0  # what the only part was multiplied by; how many parts were added
    k = end = i
    while k < len(tokens):
        token = tokens[k]
        word = token.text
        if k > i and not _near(token) and not _after_comma(tokens, k, last):
            break
        if word == "and" and last in ("hundred", "scale", "score"):
            k += 1
            continue
        if not last and word in ("a", "an") and _multiplies(tokens, k + 1):
            current, last, parts = 1, "small", 1
        elif not last and token.digits and token.value and _multiplies(tokens, k + 1):
            current, last, parts = token.value, "small", 1
        elif word in _SMALL and (
            last in ("", "hundred", "scale", "score") or (last == "tens" and _SMALL[word] < 10)
        ):
            parts += last != "tens"
            current += _SMALL[word]
            last = "unit" if last == "tens" else "small"
            if _twenties(tokens, k, _SMALL[word]):
                current += _TENS[tokens[k + 2].text]
                last, k = "unit", k + 2
        elif word in _TENS and last in ("", "hundred", "scale"):
            current, last, parts = current + _TENS[word], "tens", parts + 1
        elif word in _SCORES and last in ("", "hundred", "scale"):
            current, last, parts = current + _SCORES[word], "score", parts + 1
        elif word in _BARE and not last and _text(tokens, k + 1) in {*_SMALL, *_TENS}:
            current, last, parts = _BARE[word], "hundred", 1  # the hundred twenty-seven provinces
        elif word == "hundred" and last in ("small", "unit") and current < 100:
            current, last, scale = current * 100, "hundred", scale * 100
        elif word in _MULTIPLES and last in ("small", "tens", "unit") and not total:
            current *= _MULTIPLES[word]
            scale *= _MULTIPLES[word]
            last = "score"
        elif word in _SCALES and current and _SCALES[word] < least:
            least = _SCALES[word]
            total += current * least
            current, last, scale = 0, "scale", scale * least
        else:
            break
        k = end = k + 1
    if end == i:
        return None
    if ends := _counts_nothing(tokens, end, last):
        return Numeral(tokens[i].start, tokens[ends - 1].end, 0, words=True, counts=False), ends
    value = total + current
    if found := _and_a_half(tokens, i, end, value, last, least):
        return found
    if value == 2 and _in_two(tokens, i, end):
        return Numeral(tokens[i].start, tokens[end - 1].end, 0, words=True, counts=False), end
    compound = end < len(tokens) and tokens[end].gap == "-" and tokens[end].text not in _ENDINGS
    counts = not (end == i + 1 and value == 1) and not compound
    scale = scale if parts == 1 else 1
    return Numeral(tokens[i].start, tokens[end - 1].end, value, None, True, counts, scale), end


def _near(token: Token) -> bool:
    return not token.gap.strip(_WHITE)


def _text(tokens: Sequence[Token], i: int) -> str:
    """The word at a place, if only a space or a hyphen stands before it."""
    return tokens[i].text if i < len(tokens) and _near(tokens[i]) else ""


def _multiplies(tokens: Sequence[Token], i: int) -> bool:
    return _text(tokens, i) in {*_SCALES, *_MULTIPLES, "hundred"}


def _twenties(tokens: Sequence[Token], k: int, value: int) -> bool:
    """Whether four, and, twenty stand here as one number."""
    return (
        value < 10
        and _text(tokens, k + 1) == "and"
        and _text(tokens, k + 2) in _TENS
        and not (k and tokens[k - 1].text in ("between", "from"))
        and _text(tokens, k + 3) not in {*_SMALL, *_MULTIPLES, "hundred"}
    )


def _after_comma(tokens: Sequence[Token], k: int, last: str) -> bool:
    """Whether a number goes on after thousands and a comma: "twelve thousand, five hundred men".

    In "two thousand, five hundred of them horsemen" there are two numbers.
    """
    if last != "scale" or tokens[k].gap.strip() != "," or tokens[k].text not in {*_SMALL, *_TENS}:
        return False
    end = k + 1
    while _text(tokens, end) in {*_SMALL, *_TENS, "hundred", "and"}:
        end += 1
    if _text(tokens, end) == "of" or end >= len(tokens):
        return False
    return _text(tokens, end) not in ("", "and", "or", "were", "was", "to") and (
        "hundred" in (t.text for t in tokens[k:end])
    )


def _counts_nothing(tokens: Sequence[Token], end: int, last: str) -> int:
    """Index after an ordinal or a fraction that the words before `end` begin, or 0."""
    at = end + (last in ("hundred", "scale") and _text(tokens, end) == "and")
    following = _text(tokens, at)
    if last == "tens":
        ordinal = following in _UNIT_ORDINALS
    else:
        ordinal = last in ("hundred", "scale") and following in _ORDINALS
    if ordinal:
        return at + 1
    if last in ("small", "unit", "tens") and _text(tokens, end) in {*_FRACTIONS, *_TENTHS}:
        return end + 1
    return 0


def _in_two(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether "two" is what becomes of a thing and counts nothing: cut in two, tore it in two."""
    if not i or tokens[i - 1].text not in ("in", "into") or not _near(tokens[i]):
        return False
    following = _text(tokens, end)
    if following and following not in _NO_NOUN:
        return False
    return any(token.text in _PARTED for token in tokens[max(0, i - 1 - _WITHIN) : i - 1])


def _and_a_half(
    tokens: Sequence[Token], i: int, end: int, value: int, last: str, least: int
) -> tuple[Numeral, int] | None:
    """Two and a half thousand; a million and a half; "two and a half" by itself counts nothing."""
    if (_text(tokens, end), _text(tokens, end + 1)) != ("and", "a"):
        return None
    share = _SHARES.get(_text(tokens, end + 2))
    if not share:
        return None
    end += 3
    scale = _SCALES.get(_text(tokens, end), 0)
    total = Fraction(0)
    if last in ("small", "unit") and scale:
        total, end = (value + share) * scale, end + 1
    elif last == "scale" and least >= 1_000_000:
        total = value + share * least
    counts = total > 0 and total.denominator == 1
    amount = int(total) if counts else 0
    return Numeral(tokens[i].start, tokens[end - 1].end, amount, None, True, counts), end


def _share(tokens: Sequence[Token], i: int) -> tuple[Numeral, int] | None:
    """Half a million, three quarters of a million, 1.5 million."""
    token, k = tokens[i], i
    share = Fraction(0)
    if "." in token.text and token.text[0].isdecimal():
        share, k = Fraction(token.text), i + 1
    else:
        times = 1
        if token.text in ("a", "an", "one"):
            k += 1
        elif token.text in _SMALL:
            times, k = _SMALL[token.text], k + 1
        word = tokens[i].text if k == i else _text(tokens, k)
        share = times * _SHARES.get(word.removesuffix("s"), Fraction(0))
        k += 1
        if share and _text(tokens, k) == "of":
            k += 1
        if share and _text(tokens, k) in ("a", "an"):
            k += 1
    unit = _text(tokens, k)
    scale = {**_SCALES, **_MULTIPLES, "hundred": 100}.get(unit, 0)
    if not share or not scale:
        return None
    amount = share * scale
    counts = amount.denominator == 1
    value = int(amount) if counts else 0
    return Numeral(token.start, tokens[k].end, value, None, True, counts), k + 1
