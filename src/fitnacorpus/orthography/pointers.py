"""Digits that point to a place in a book and count nothing, as their block shows.

What stands directly before digits (p. 7, ج 2) says so by itself and is read with them
(`numerals`).  Here is what only the neighbours say: citations (Morgan, 517), contents and indices,
items that are numbered one after another, lists of pages and lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from fitnacorpus.languages.values import Numeral

_FIGURES: Final = 4
"""Digits that a page or the year of an edition has at most."""
_PAGES: Final = 2000
"""No page, line or item has a number from here on; a year of an edition may."""
_ITEMS: Final = 3
"""So many numbers that rise by one are those of items; so many pages in a row are an index."""
_PRINTED: Final = 1450
"""The year of an edition is one of these."""
_BEFORE: Final = 32
"""Characters before digits in which a title ends."""
_TITLE: Final = 14
"""Words that a line of contents has at most."""
# After a page, or after the year of an edition.
_RIGHT: Final = re.compile(
    r"[,;.:)\]]|$| ?[-–—]{1,2} ?\d|(?:--|—) ?[A-Z]|"
    r"(?: ?,)? ?ff?\b|,? nn?\.| (?:and|&) \d+[,;.:)\]]|,? notes?\b"
)
_FURTHER: Final = re.compile(r"(?: ?,)? ?ff\b|,? nn?\.|,? note\b")
# Before it: a name, a title or a sign that ends in a comma or a stop; figures in small letters.
_CITED: Final = re.compile(
    r"(?:(?<!\w)[A-ZÀ-ÞĀ-ŽḀ-Ỿ][\w’'‘ʿʾ-]*[.”\"’)]?[,.;]|"
    r"(?<!\w)(?:Ibid|ibid|op\. cit|loc\. cit)\.,?|[”\"’)\]][,;:]) $"
)
_SMALL_ROMAN: Final = re.compile(r"(?<![\w’'])[ivxlc]+[.,] $")
_LISTED: Final = re.compile(r"[^\d\s][,;] $")
_NEXT_ENTRY: Final = re.compile(r" ['’‘“\"]?[A-ZÀ-ÞĀ-ŽḀ-Ỿ]")
_CONTENTS: Final = re.compile(r" [IVXLC]+\. [^\W\d_]")
_CHAPTER: Final = re.compile(r"[,;(] ?c\. $")
_APPARATUS: Final = re.compile(r"(?<!\w)(?:pp?|tom|vol)\. ?[\divxlc]|(?<!\w)l\. [ivxlc]+")
_STREET: Final = re.compile(
    r" (?:[A-Z][\w.’'-]* ){1,3}(?i:street|st\.|road|row|square|place|lane|avenue|terrace)(?!\w)"
)
_CLOCK: Final = re.compile(
    r" (?:o['’]clock|in the (?:morning|forenoon|afternoon|evening)|at night|[ap]\. ?m\.)(?!\w)"
)
_CLOCK_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?i:half|quarter|minutes?) (?:past|to)|[وف]?(?:في )?ال(?:ساعة|دقيقة|ساعه|دقيقه)) $"
)
_HOUR: Final = 16
"""Characters before a number in which it is said to be an hour."""
_SHARE_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?i:one)(?: (?!day|night|week|month|year|hour)[a-z]+)? (?:in|out of) (?:every )?|"
    r"واحدا? (?:من|في) كل )$"
)
_SHARE_AFTER: Final = re.compile(
    r"[.,;:!?)]|$| (?:of|was|were|is|are|had|has|have|who|perished|survived|died|escaped|"
    r"returned|came|fell|could|can|ever|lived|and|or|among)(?!\w)"
)
_YEARS: Final = re.compile(r"(?:in|by|since|until|till|year|سن[ةه]|عام|[aA]\.? ?[dDhH]\.?) $")
_ENDED: Final = re.compile(r"[.!?؟:](?:(?![.!?؟:])\W)*+$")


def without_pointers(text: str, numerals: Sequence[Numeral]) -> list[Numeral]:
    """The numerals of a block, those that only point no longer counting.

    Args:
        text: The block; its white space is single.
        numerals: Its numerals, in order.
    """
    plain = [
        i for i, n in enumerate(numerals)
        if n.counts and not n.words and n.end - n.start <= _FIGURES
    ]  # fmt: skip
    dropped = {i for i, n in enumerate(numerals) if _is_an_hour(text, n)}
    dropped |= _one_in_so_many(text, numerals)
    if plain:
        dropped |= _citations(text, numerals, plain)
        dropped |= _items(numerals, plain)
        dropped |= _pages_and_lines(text, numerals, plain)
        dropped |= {i for i in plain if _stands_alone(text, numerals[i])}
    if not dropped:
        return list(numerals)
    return [
        n._replace(counts=False, reference=n.reference or _is_chapter(text, n))
        if i in dropped
        else n
        for i, n in enumerate(numerals)
    ]


def _is_an_hour(text: str, numeral: Numeral) -> bool:
    """Whether a number is an hour or a minute."""
    before = text[max(0, numeral.start - _HOUR) : numeral.start]
    return bool(_CLOCK.match(text, numeral.end) or _CLOCK_BEFORE.search(before))


def _one_in_so_many(text: str, numerals: Sequence[Numeral]) -> set[int]:
    """Numbers of a share: one man in ten, واحد من كل عشرة."""
    return {
        i
        for i, n in enumerate(numerals)
        if _SHARE_BEFORE.search(text, max(0, n.start - _BEFORE), n.start)
        and (_SHARE_AFTER.match(text, n.end) or not text[n.start].isascii())
    }


def _is_chapter(text: str, numeral: Numeral) -> bool:
    """Whether c. before a number is a chapter: beside pages and volumes, and not about a year."""
    return bool(
        _CHAPTER.search(text, max(0, numeral.start - 5), numeral.start) and _APPARATUS.search(text)
    )


def _citations(text: str, numerals: Sequence[Numeral], plain: Sequence[int]) -> set[int]:
    """Pages and years of editions: after a title, in rows, before ff. or a note.

    In an index, which is known by its rows, the next entry may follow without a sign.
    """
    sure: set[int] = set()
    rows: set[int] = set()
    entries: set[int] = set()
    for i in plain:
        numeral = numerals[i]
        if numeral.value >= _PAGES:
            continue
        left = text[max(0, numeral.start - _BEFORE) : numeral.start]
        between = text[numerals[i - 1].end : numeral.start] if i else ""
        of = next((s for s in (sure, rows, entries) if i - 1 in s), None)
        if of is not None and between.strip(" ,;-–and&"):
            of = None
        if not _RIGHT.match(text, numeral.end):
            if _NEXT_ENTRY.match(text, numeral.end) and (of is not None or _LISTED.search(left)):
                entries.add(i)
        elif (
            _FURTHER.match(text, numeral.end)
            or _CITED.search(left)
            or _SMALL_ROMAN.search(left)
            or (numeral.value >= _PRINTED and left.endswith(", "))
            or _is_chapter(text, numeral)
        ):
            sure.add(i)
        elif of is not None:
            of.add(i)
        elif _LISTED.search(left):
            rows.add(i)
    return sure | rows | entries if len(sure) + len(rows) >= _ITEMS else sure


def _items(numerals: Sequence[Numeral], plain: Sequence[int]) -> set[int]:
    """Numbers of items that are listed in one paragraph: 7 … 8 … 9."""
    out: set[int] = set()
    run: list[int] = []
    for i in plain:
        if run and numerals[i].value != numerals[run[-1]].value + 1:
            run = []
        run.append(i)
        if len(run) >= _ITEMS and numerals[i].value < _PAGES // 10:
            out |= set(run)
    return out


def _pages_and_lines(text: str, numerals: Sequence[Numeral], plain: Sequence[int]) -> set[int]:
    """Two numbers side by side: page and line of a list of misprints."""
    out = {
        i
        for at, after in pairwise(plain)
        if text[numerals[at].end : numerals[after].start] == " "
        and not _YEARS.search(text[max(0, numerals[at].start - 6) : numerals[at].start])
        for i in (at, after)
    }
    return set(plain) if len(out) >= 2 * _ITEMS else out


def _stands_alone(text: str, numeral: Numeral) -> bool:
    """A page of a line of contents, or a house of a street."""
    if numeral.value >= _PAGES:
        return False
    if _STREET.match(text, numeral.end) or _CONTENTS.match(text, numeral.end):
        return True
    line = text[: numeral.start]
    return (
        numeral.end == len(text)
        and line.isascii()
        and line[:1].isupper()
        and 1 < line.count(" ") <= _TITLE
        and not _ENDED.search(line)
    )
