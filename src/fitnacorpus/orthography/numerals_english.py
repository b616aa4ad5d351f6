"""English cardinal numbers in words, and with a word after digits (18 thousand)."""

from __future__ import annotations

from typing import Final

from fitnacorpus.orthography.numeral import Numeral, Token

_WORDS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_WORDS_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = {word: value for value, word in enumerate(_WORDS.split(), start=1)}
_TENS: Final = {word: 10 * n for n, word in enumerate(_WORDS_TENS.split(), start=2)}
_SCALES: Final = {"thousand": 1000, "million": 1_000_000}


def read_at(tokens: list[Token], i: int) -> tuple[Numeral, int] | None:
    """The number that begins with token `i`, and the index of the token after it."""
    total = current = 0
    last, least = "", 10**9
    k = end = i
    while k < len(tokens):
        token = tokens[k]
        word = token.text
        if k > i and token.gap.strip(" \t\n-"):
            break
        if word == "and" and last in ("hundred", "scale"):
            k += 1
            continue
        if not last and word in ("a", "an") and _multiplies(tokens, k + 1):
            current, last = 1, "small"
        elif not last and token.digits and token.value and _multiplies(tokens, k + 1):
            current, last = token.value, "small"
        elif word in _SMALL and (
            last in ("", "hundred", "scale") or (last == "tens" and _SMALL[word] < 10)
        ):
            current += _SMALL[word]
            last = "unit" if last == "tens" else "small"
        elif word in _TENS and last in ("", "hundred", "scale"):
            current += _TENS[word]
            last = "tens"
        elif word == "hundred" and last == "small" and current < 100:
            current *= 100
            last = "hundred"
        elif word == "dozen" and last in ("small", "tens") and not total:
            current *= 12
            last = "dozen"
        elif word in _SCALES and current and _SCALES[word] < least:
            least = _SCALES[word]
            total += current * least
            current, last = 0, "scale"
        else:
            break
        k = end = k + 1
    if end == i:
        return None
    value = total + current
    bare = end == i + 1 and value == 1
    return Numeral(tokens[i].start, tokens[end - 1].end, value, None, True, bare), end


def _multiplies(tokens: list[Token], i: int) -> bool:
    if i >= len(tokens) or tokens[i].gap.strip(" \t\n-"):
        return False
    return tokens[i].text in _SCALES or tokens[i].text in ("hundred", "dozen")
