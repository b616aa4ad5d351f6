"""Where strings of an authority stand in a text: one pass, word edges, spans in the source.

All strings are looked for at once (Aho and Corasick 1975) in the `tag` fold.  Most of what the
automaton finds is the inside of longer words (the ʿAlī of ʿAlīm), and most of the rest stands
between spaces; both are told by one look at the characters beside, so that only names with marks,
particles or signs at their edges are judged letter by letter.  A place is a plain tuple: there are
ten of them to every name that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final

from pyarabic import araby_const as araby

from fitnacorpus import arabic_script
from fitnacorpus.arabic_script import LAST_MARK
from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.model import Span
from fitnacorpus.names.hits import Bearer
from fitnacorpus.orthography import fold

Place = tuple[int, int, tuple[Bearer, ...]]
"""First character, end, and who bears the string that stands there."""

# Wright, vol. 1, §§ 356, 361, 366: the question a- before another particle (alone it would find
# حمد in أحمد), wa- or fa-, then bi-, li-, ka-, sa-; or the vocative written together with its name.
_PARTICLES: Final = re.compile("(?:أ(?=[وفبلكس]))?[وف]?[بلكس]?|يا")
_BEFORE_NAMES: Final = f"وفبلكساأ{araby.TATWEEL}"
"""Last letters of particles; a tatweel is no letter."""


def _letters(first: str, last: str) -> frozenset[str]:
    return frozenset(map(chr, range(ord(first), ord(last) + 1)))


_PLAIN: Final = _letters("a", "z")
_ARABIC: Final = _letters(araby.HAMZA, araby.GHAIN) | _letters(araby.FEH, araby.YEH)
_GOES_ON: Final = _PLAIN | _ARABIC
"""A letter of these behind a string makes it a part of a longer word."""
_BEGUN: Final = _PLAIN | (_letters(araby.HAMZA, araby.YEH) - frozenset(_BEFORE_NAMES))
"""The same of a letter before it."""
_FIRST: Final = _ARABIC | _letters("\0", "\x7f")
"""Letters that carry no sign of their own before them."""
_ATTACHED: Final = frozenset("وفبلكس")
"""Particles of one letter that stand by themselves before a name."""
_APART: Final = frozenset(" \n.,:;،؛")
# The number of a note behind the last letter of a name.
_NOTE_MARK: Final = re.compile(r"[\d⁰¹²³⁴-⁹]{1,3}(?!\w)")
_FLAG: Final = re.compile("[A-Z]{2,}")
AYN: Final = "ʿʾʻʼ"
"""Letters of transliteration that the fold drops; ' and ‘ may as well be quotation marks."""


class Places:
    """Strings that are looked for, with their bearers; built once, used on many texts.

    Args:
        bearers: The strings in the `tag` fold, each with whether it stands only behind the
            preposition li-, which has swallowed the alif of the article.
    """

    def __init__(self, bearers: Mapping[tuple[str, bool], tuple[Bearer, ...]]) -> None:
        import ahocorasick

        self._automaton = ahocorasick.Automaton()
        for text, _ in bearers:
            known = (bearers.get((text, False)), bearers.get((text, True)))
            self._automaton.add_word(text, (len(text) - 1, *known))
        if bearers:
            self._automaton.make_automaton()

    def __bool__(self) -> bool:
        return len(self._automaton) > 0

    def find(self, source: str, lang: str, spelt: Iterable[str] = ()) -> list[Place]:
        """All places at word edges, overlapping ones included, in no order.

        Args:
            source: The text.
            lang: Its language.
            spelt: The same text in other spellings, of the same length line by line.  Only their
                lines that differ are looked at, for places where the text itself has none.
        """
        if not self:
            return []
        found = self._in_fold(source, source, lang)
        for other in spelt:
            if other == source:
                continue
            known = {place[:2] for place in found}
            for start, mine, theirs in _differing(source, other):
                found += [
                    (first + start, end + start, bearers)
                    for first, end, bearers in self._in_fold(mine, theirs, lang)
                    if (first + start, end + start) not in known
                ]
        return found

    def _in_fold(self, source: str, spelt: str, lang: str) -> list[Place]:
        found: list[Place] = []
        folded = fold(spelt, lang, "tag")
        offsets = folded.offsets.data  # read one by one, which numpy itself is slow at
        padded = f"\n{source}\n"
        for last, (back, bearers, after_lam) in self._automaton.iter(folded.text):
            start, end = offsets[last - back], offsets[last] + 1
            after = padded[end + 1]
            if after in _GOES_ON:
                continue
            before = padded[start]
            if before in _BEGUN:
                continue
            if before in _APART and after in _APART and padded[start + 1] in _FIRST:
                if bearers is not None:
                    found.append((start, end, bearers))
                continue
            if (
                before in _ATTACHED
                and after in _APART
                and padded[start - 1] in _APART
                and padded[start + 1] in _ARABIC
            ):
                # One plain particle, as `_at_edges` judges it.
                name = source[start:end]
                swallows = before == "ل" and name.startswith("ال")
                if bearers is not None and not swallows and before + name not in ar_names.ONE_WORD:
                    found.append((start, end, bearers))
                elif after_lam is not None and before == "ل":
                    found.append((start, end, after_lam))
                continue
            span = folded.source_span(last - back, last + 1)
            if span.start and source[span.start - 1] in AYN:
                span = Span(span.start - 1, span.end)
            if bearers is not None and _at_edges(source, span, after_lam=False):
                found.append((*span, bearers))
            elif after_lam is not None and _at_edges(source, span, after_lam=True):
                found.append((*span, after_lam))
        return found


def _differing(source: str, other: str) -> Iterator[tuple[int, str, str]]:
    """The lines in which two spellings of a text differ, with where they begin."""
    at = 0
    for mine, theirs in zip(source.split("\n"), other.split("\n"), strict=True):
        if mine != theirs:
            yield at, mine, theirs
        at += len(mine) + 1


def _at_edges(source: str, span: Span, *, after_lam: bool) -> bool:
    """Whether a span begins a word, attached particles allowed for, and ends one."""
    start = span.start
    while start and _letter(source[start - 1]):
        start -= 1
    before = "".join(c for c in source[start : span.start] if c.isalpha() and c != araby.TATWEEL)
    if after_lam:
        if not before.endswith("ل") or not _PARTICLES.fullmatch(before):
            return False
    elif before:
        attached = _PARTICLES.fullmatch(before) and _attachable(source, span, before)
        if not attached or before + source[span.start : span.end] in ar_names.ONE_WORD:
            return False
    after = source[span.end : span.end + 4]
    if not after or not _letter(after[0]) or _NOTE_MARK.match(after):
        return True
    # Flags of the web (KIA, POW) are glued to the names in tables of facts.
    return source[span.end - 1].islower() and _FLAG.match(after) is not None


def _attachable(source: str, span: Span, before: str) -> bool:
    """Particles stand before Arabic letters only; li- swallows the alif of the article."""
    word = source[span.start : span.start + 2]
    return arabic_script.in_block(word[0]) and not (before.endswith("ل") and word == "ال")


def _letter(char: str) -> bool:
    return (
        (char.isalnum() and char not in AYN)
        or char in ("_", araby.TATWEEL)
        or araby.FATHATAN <= char <= LAST_MARK
        or char == araby.MINI_ALEF
    )


_WHERE: Final = itemgetter(0, 1)


def inside(places: Iterable[Place], zones: Sequence[Span]) -> list[Place]:
    """The places that lie in one zone, in order; zones are in order."""
    out: list[Place] = []
    each = iter(zones)
    zone = next(each, None)
    for place in sorted(places, key=_WHERE):
        start, end, _ = place
        while zone is not None and zone[1] <= start:
            zone = next(each, None)
        if zone is None:
            break
        if zone[0] <= start and end <= zone[1]:
            out.append(place)
    return out


def longest(places: Iterable[Place]) -> list[Place]:
    """Of overlapping places the longest, then the first."""
    chosen: list[Place] = []
    cluster: list[Place] = []
    close = -1
    for place in sorted(places, key=_WHERE):
        if place[0] >= close:
            chosen += _apart(cluster) if len(cluster) > 1 else cluster
            cluster = []
        cluster.append(place)
        close = max(close, place[1])
    return [*chosen, *_apart(cluster)]


def _apart(places: list[Place]) -> list[Place]:
    """The same of places that overlap in one run."""
    chosen: list[Place] = []
    taken: set[int] = set()
    for place in sorted(places, key=lambda p: (p[0] - p[1], p[0])):
        start, end, _ = place
        if start not in taken and end - 1 not in taken:
            taken.update(range(start, end))
            chosen.append(place)
    return sorted(chosen, key=_WHERE)
