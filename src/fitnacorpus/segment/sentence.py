"""Where sentences end, by punctuation; and where a very long one is cut, in prose without any.

What ends no sentence (abbreviations, numbers of items, initials) is asked of the languages, of all
of them, since quotations and references of the one stand in texts of the other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from fitnacorpus import languages
from fitnacorpus.arabic_script import is_arabic
from fitnacorpus.model import Span
from fitnacorpus.orthography import fold_text

_NOTE: Final = (
    r"(?: ?\[(?:\d{1,3}|[a-z]|(?:note|nb|n|lower-alpha) ?\d{0,3})\]"
    r"(?::\d{1,4}(?:[-–]\d{1,4})?)?|"
    r" ?\([¬^*]\d{1,3}\)|\(\d{1,3}\)|[¹²³⁰-⁹]+|[†‡§]{1,2}|(?<=[^\W\d][.!?؟])\d{1,3}(?= ))"
)
# The marks of an end, what closes with them, and marks of notes, which belong to the words before.
# ܀ ܁ ܂ end sentences in Syriac, ։ in Armenian, ። in Ethiopic, । ॥ in Indian scripts (Unicode's
# Sentence_Terminal; scripts without spaces between words are not cut).
_MARKS: Final = "[.!?؟…۔܀܁܂։።।॥]"
_BREAK: Final = re.compile(
    rf"(?<!{_MARKS})(?P<marks>{_MARKS}+(?:(?: \.)+(?!\d))?)"
    rf"(?:[\"'”’»)\]*_]*+{_NOTE}*[\"'”’»)\]]*+(?= )|"
    r"(?<=[.!?؟])(?=[^\W\d])|[\"'”’»)\]]*+(?=(?:—|--)[“‘«\"']?[^\W\d_]))"
)
_ERA: Final = re.compile(r"\b(?:(?:B\.\s?)?C\.\s?E|B\.\s?C|A\.\s?[DH])\.$")
_DATED: Final = re.compile(
    r"(?:In|By|On|About|Until|Before|After|From|Since|Early in|Late in)\b(?: [^ ]+){2,6}"
)
"""What says when, and nothing yet: In 680 A.D."""
_INITIAL: Final = re.compile(r"[A-Z]\.")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.)+[A-Z]|[ap]\.m")
_LAST_WORD: Final = re.compile(r"(?<![^\s(\[“\"'«])(?:[^\s(\[“\"'«]|(?<=\w)'(?=\w))+$")
_ITEM: Final = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxl]{1,6}|[IVXL]{1,6}|[A-Za-z])")
_FIGURES: Final = re.compile(r"\d|[ivxlcIVXLC]+(?!\w)")
_ROMAN: Final = re.compile(r"[ivxlc]{1,6}")
_FOLLOWING: Final = re.compile(r"\d ?ff?$")
_ITEM_AFTER: Final = re.compile(r"(?:[ivxl]{1,6}|[b-z])[.)] ?(?:[A-Z]|$)")
_WORD: Final = re.compile(r"\S+")
_LOST: Final = "[…]"
"""Stands where a source has lost words: what is said goes on."""
_AFTER: Final = 8
"""Code points after a full stop that are looked at."""
_DASHED: Final = re.compile(r"(?:—|--)[“‘«\"']?(?=[^\W\d_])")
"""A dash that older books set close between two sentences: "and so it fell.—Then came night"."""
_SIGNATURE: Final = 16
"""Code points that follow such a dash at least; fewer may sign a note: "p. 5.—Ed."."""
LONGEST: Final = 100
"""Words of a sentence from which on one is cut where the narrative goes on.

Classical prose has no full stops; an encoder reads the first 128 tokens or so, and a reader cannot
refer to a sentence of a page.  The longest sentences with full stops of the development books have
about ninety words.
"""
_SHORTEST: Final = 25
"""Words that stay together at least where a long sentence is cut."""
_AIM: Final = 50
"""Words after which a cut is looked for first."""


def sentences_of_words(words: str) -> list[Span]:
    """The sentences of a text in which all white space is one space (`reading`), in order.

    A sentence ends after ``. ! ? ؟ …`` with closing quotes or brackets and marks of notes, before a
    space; between two Arabic letters without one too.  It does not end after an abbreviation, an
    initial or the number of an item, nor before a small letter.  Arabic sentences of more than
    `LONGEST` words are cut where the narrative goes on (قال, ثم, ف and verb).

    Args:
        words: The text; an empty one has no sentence.
    """
    return [piece for span in _ended(words) for piece in _cut(words, span)]


def cut_by_length(words: str) -> int:
    """How many sentences end for no other reason than their length."""
    return sum(len(_cut(words, span)) - 1 for span in _ended(words))


def _ended(words: str) -> list[Span]:
    out: list[Span] = []
    start = 0
    for match in _BREAK.finditer(words):
        end = match.end()
        spaced = words[end : end + 1] == " "
        after = words[end + spaced : end + _AFTER]
        if dash := _DASHED.match(after):
            if len(words) - end < _SIGNATURE or not _begins(words, end, match["marks"], dash):
                continue
            after = after[dash.end() :]
        elif not spaced and not _joined(words, match):
            continue
        if words[match.start() - 1 : end] == _LOST:
            continue
        if after and _ends(words[start : match.end("marks")], match["marks"], after):
            out.append(Span(start, end))
            start = end + spaced
    return [*out, Span(start, len(words))] if words else out


def _begins(words: str, end: int, marks: str, dash: re.Match[str]) -> bool:
    """Whether a sentence begins after a dash that stands close to the marks before it.

    After a question or a cry a word with a capital may go on (he met—who was it?—Bede).
    """
    word = _WORD.match(words, end + dash.end())
    if word is None or not word[0][0].isupper():
        return False
    return marks == "." or word[0] in _rules().starters or dash[0][-1] not in "—-"


def _joined(words: str, match: re.Match[str]) -> bool:
    """Whether a full stop without a space after it stands between two Arabic words."""
    before, after = words[: match.start()][-2:], words[match.end() : match.end() + 2]
    return len(before + after) == 4 and all(map(is_arabic, before + after))


def _ends(before: str, marks: str, after: str) -> bool:
    """Whether the marks at the end of `before` close a sentence, given what stands after them."""
    if marks != ".":
        return not after[0].islower()
    if _ERA.search(before):
        if _DATED.fullmatch(before):
            return False
        return after[0].isupper() and not _INITIAL.match(after)
    if _ITEM.fullmatch(before[:-1]):
        return False
    last = _LAST_WORD.search(before[:-1])
    word = last[0].replace("ـ", "") if last else ""
    rules = _rules()
    if len(word) > 1 and is_arabic(word[0]):
        word = word.removeprefix("و")
    bare = word.lstrip("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
    if _FOLLOWING.search(before[:-1]):
        return after[0].isupper()
    if _INITIALS.fullmatch(word):
        return after.split(" ")[0] in rules.starters
    if word in rules.never or all(part in rules.letters for part in bare.split(".")):
        return False
    if word in rules.before_digit and _FIGURES.match(after):
        return False
    if _ROMAN.fullmatch(word) and after[0].isdigit():
        return False
    if word in rules.eras:
        return after[0].isupper() and not _INITIAL.match(after)
    return not after[0].islower() or _ITEM_AFTER.match(after) is not None


class _Rules(NamedTuple):
    never: frozenset[str]
    letters: frozenset[str]
    before_digit: frozenset[str]
    eras: frozenset[str]
    starters: frozenset[str]


@cache
def _rules() -> _Rules:
    """The rules of all languages together."""
    known = [home.sentences for home in languages.HOMES.values() if home.sentences]
    return _Rules(
        frozenset().union(*(rules.never for rules in known)),
        frozenset().union(*(rules.letters for rules in known)),
        frozenset().union(*(rules.before_digit for rules in known)),
        frozenset().union(*(rules.eras for rules in known)),
        frozenset().union(*(rules.starters for rules in known)),
    )


# --- Prose without full stops --------------------------------------------------------------------


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    """Words with which prose without full stops goes on, the surest first."""
    rules = languages.ARABIC.sentences
    return tuple(re.compile(pattern) for pattern in rules.openings) if rules else ()


def _cut(words: str, span: Span) -> list[Span]:
    """A sentence, in pieces where it is too long."""
    text = words[span.start : span.end]
    if text.count(" ") < LONGEST or not is_arabic(next(filter(str.isalpha, text), "")):
        return [span]
    placed = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(text)]
    ranks = [_rank(words, placed, k) for k in range(len(placed))]
    out: list[Span] = []
    first = 0
    while len(placed) - first > LONGEST:
        inside = range(first + _SHORTEST, min(first + LONGEST, len(placed) - _SHORTEST + 1))
        fit = [k for k in inside if ranks[k]]
        if not fit:
            break
        best = min(fit, key=lambda k: (ranks[k], abs(k - first - _AIM), k))
        out.append(Span(placed[first].start, placed[best - 1].end))
        first = best
    return [*out, Span(placed[first].start, span.end)]


def _rank(words: str, placed: list[Span], k: int) -> int:
    """How well a piece may begin with a word: 1 is best, 0 not at all."""
    word = fold_text(words[placed[k].start : placed[k].end], languages.ARABIC.code).strip()
    stopped = k > 0 and words[placed[k - 1].end - 1] in "،؛,;:"
    for rank, pattern in enumerate(_openings(), start=1):
        if pattern.fullmatch(word):
            return rank if stopped else rank + 1
    return len(_openings()) + 2 if stopped else 0
