"""Where the notes at the foot of a page begin, in OpenITI texts that draw no rule above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from fitnacorpus.ingest.notes import MARK, label
from fitnacorpus.model import Span

_PAGE_TAG: Final = re.compile(r"Page(?:Beg|End)?V[^P\s]+P\d+[A-Za-z]?")
_NAMED: Final = re.compile(
    r"\*\s*+(?:~~[ \t]*+)?\(?(?:ال)?هامش[ \t]*+[()]?\s*+(?:~~[ \t]*+)?\*?[ \t]*+(?=\S)"
)
"""How the Shia Online Library and some books of al-Shamila name what follows: notes."""
_OPENING: Final = re.compile(r"(?:#(?!#)|~~)?[ \t]*")
_OPENS_LINE: Final = re.compile(r"(?:^|[\r\n])(?:#(?!#))?[ \t]*(?:@[A-Z]{3}@?[0-9]+[ \t]+)?$")


class Foot(NamedTuple):
    """Where the notes of a page begin: after notation from `start` to `end`, if that is any."""

    start: int
    end: int


def feet(source: str, start: int) -> list[Foot]:
    """The beginnings of notes, in order; at most one a page.

    Notes begin where the source says so, or where the numbers of a page count anew: each stood in
    its text before, and each but the first opens a line.

    Args:
        source: The source.
        start: Where its text begins.
    """
    edges = [start, *(match.end() for match in _PAGE_TAG.finditer(source, start))]
    found = (_foot(source, Span(*edge)) for edge in pairwise(edges))
    return [foot for foot in found if foot is not None]


def _foot(source: str, page: Span) -> Foot | None:
    if named := _NAMED.search(source, *page):
        return Foot(*named.span())
    marks = list(MARK.finditer(source, *page))
    for style in {mark.lastgroup for mark in marks}:
        ours = [mark for mark in marks if mark.lastgroup == style]
        labels = [label(mark[style or 0]) for mark in ours]
        firsts = [index for index, number in enumerate(labels) if number == "1"]
        if len(firsts) < 2:
            continue
        at = firsts[-1]
        notes, text = labels[at:], labels[:at]
        counted = notes == [str(n) for n in range(1, len(notes) + 1)]
        if not counted or not set(notes) <= set(text):
            continue
        others = ours[at + 1 :]
        if not others and source[ours[at].start() - 1] not in " \t\r\n~":
            continue
        if all(_OPENS_LINE.search(source, page.start, mark.start()) for mark in others):
            return Foot(ours[at].start(), ours[at].start())
    return None


def split_lines(source: str, lines: Sequence[Span], found: Sequence[Foot]) -> list[Span]:
    """Lines, of which one in whose midst notes begin becomes two."""
    out: list[Span] = []
    index = 0
    for line in lines:
        while index < len(found) and found[index].start < line.start:
            index += 1
        at = found[index].start if index < len(found) else line.end
        opening = _OPENING.match(source, line.start, line.end)
        if at < line.end and opening and source[opening.end() : at].strip():
            words = source[line.start : at].rstrip()
            out += [Span(line.start, line.start + len(words)), Span(at, line.end)]
        else:
            out.append(line)
    return out
