"""Notes that stand apart from the words they belong to, and the marks that call them.

A mark is a number in brackets: ``(1)``, ``[1]``, ``«1»``, ``(¬1)``, ``[ (1) ]``.  Not every such
number is one; it is if a note bears it, if its sign says so (¬ ^), or if the numbers of its kind
count as marks count: from 1 on, anew on every page or on through the book.  So is one in square
brackets that touches the word before it.  A mark that may belong to several notes is attached to
none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from fitnacorpus.arabic_script import DIGITS
from fitnacorpus.ingest.regions import Block
from fitnacorpus.model import RegionKind, Span, SpanAnnotation

_BROKEN: Final = r"\s*(?:~~[ \t]*)?"
"""Space inside a mark, in which a line may break."""
MARK: Final = re.compile(
    rf"\[{_BROKEN}\((?P<boxed>[0-9{DIGITS}]{{1,3}})\){_BROKEN}\]"
    rf"|\((?P<round>[¬^]?[0-9{DIGITS}]{{1,3}})\)"
    rf"|\[(?P<square>[¬^]?[0-9{DIGITS}]{{1,4}})\]"
    rf"|«(?P<angle>[¬^]?[0-9{DIGITS}]{{1,3}})»"
)
_STYLES: Final = ("boxed", "round", "square", "angle")
_RUNNING: Final = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.VERSE, RegionKind.HEADING)
_AFTER_WORD: Final = re.compile(r"[^\W\d_][\W]{0,3}$|[.،؛؟!?,;:\"'”’»)\]][ \t]?$")
_IN_ORDER: Final = 0.9
"""Share of the numbers of one kind that must count as marks do, for all that do to be marks."""
_FEWEST: Final = 3
"""Numbers of one kind without any note, fewer than which prove no counting."""
_BAND: Final = 60
"""Runs by which two sequences may be out of step, beyond the difference of their lengths."""


class Mark(NamedTuple):
    """A number that may call a note: where, its style and number, and whether its sign says so."""

    span: Span
    style: str
    label: str
    sure: bool


class Labelled(NamedTuple):
    """A note that bears a number: index of its block, the number, and what it belongs to.

    `group` is a page or a run of notes; None where nothing tells to which marks a note belongs.
    """

    block: int
    label: str
    group: Hashable | None


class Attached(NamedTuple):
    """What became of marks and notes.

    Attributes:
        blocks: The blocks, marks of notes being notation in them.
        stretches: The marks, each with the number of its note among the notes of the text, or "".
        loose: First code points of marks whose note is not known.
        idle: First code points of numbered notes whose mark is not known.
    """

    blocks: list[Block]
    stretches: list[SpanAnnotation]
    loose: list[int]
    idle: list[int]


def label(number: str) -> str:
    """A number as it is compared: Western digits, no sign."""
    return str(int(number.lstrip("¬^")))


def attach(
    source: str,
    blocks: Sequence[Block],
    notes: Sequence[Labelled],
    groups: Callable[[int], Iterable[Hashable]],
    pages: Sequence[int] = (),
) -> Attached:
    """Find the marks in running text and attach the notes to them.

    Args:
        source: The source.
        blocks: All blocks, in order.
        notes: The numbered notes, in order.
        groups: The groups to which the notes of a mark at a place may belong, the likeliest first.
        pages: Where pages end, sorted; marks may count anew there.
    """
    marks = [mark for block in blocks if block.kind in _RUNNING for mark in _marks(source, block)]
    owner = _owners(marks, notes, groups)
    called = set(owner.values())
    accepted = _accepted(marks, owner, pages)
    ordinal = _ordinals(blocks)
    starts = [block.body.start for block in blocks]
    found: dict[int, list[Span]] = defaultdict(list)
    stretches, loose = [], []
    for index in accepted:
        span = marks[index].span
        found[bisect_right(starts, span.start) - 1].append(span)
        number = ordinal[notes[owner[index]].block] if index in owner else None
        stretches.append(SpanAnnotation(*span, "mark", source=str(number or ""), resp="source"))
        if number is None:
            loose.append(span.start)
    out = [_marked(block, found[k]) if k in found else block for k, block in enumerate(blocks)]
    idle = [blocks[n.block].body.start for k, n in enumerate(notes) if k not in called]
    return Attached(out, stretches, loose, idle)


def _marked(block: Block, marks: Sequence[Span]) -> Block:
    """A block with marks of notes among its notation; a line break inside a mark is the mark's."""
    kept = (m for m in block.markup if not any(mark.contains(m) for mark in marks))
    return replace(block, markup=tuple(sorted((*kept, *marks))))


def _ordinals(blocks: Sequence[Block]) -> dict[int, int]:
    """For the index of each note its number among the notes of the text."""
    held = [index for index, block in enumerate(blocks) if block.kind is RegionKind.NOTE]
    return {index: number for number, index in enumerate(held, start=1)}


def _marks(source: str, block: Block) -> Iterable[Mark]:
    """Numbers in brackets that follow a word of a block."""
    for match in MARK.finditer(source, block.body.start, block.body.end):
        style = match.lastgroup or ""
        span = Span(*match.span())
        if any(span.overlaps(mark) and not span.contains(mark) for mark in block.markup):
            continue
        before = source[max(block.body.start, span.start - 4) : span.start]
        touches = style == "square" and re.search(r"[^\s\d]$", before) is not None
        sure = match[style][0] in "¬^" or touches
        if sure or _AFTER_WORD.search(before) or _follows(source, block, span):
            yield Mark(span, style, label(match[style]), sure)


def _follows(source: str, block: Block, span: Span) -> bool:
    """Whether only notation and space stand between a mark and a word of its block."""
    at = span.start
    for mark in reversed([m for m in block.markup if m.end <= span.start]):
        if source[mark.end : at].strip():
            break
        at = mark.start
    return bool(source[block.body.start : at].strip()) and at < span.start


# --- Which note a mark calls ---------------------------------------------------------------------


def _owners(
    marks: Sequence[Mark],
    notes: Sequence[Labelled],
    groups: Callable[[int], Iterable[Hashable]],
) -> dict[int, int]:
    """Index of a mark to the index of its note."""
    grouped: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    free: list[int] = []
    for index, note in enumerate(notes):
        if note.group is None:
            free.append(index)
        else:
            grouped[note.group, note.label].append(index)
    out: dict[int, int] = {}
    for index, mark in enumerate(marks):
        for group in groups(mark.span.start):
            if waiting := grouped.get((group, mark.label)):
                out[index] = waiting.pop(0)
                break
    if free:
        rest = [index for index in range(len(marks)) if index not in out]
        out |= _at_the_end(marks, notes, rest, free)
    return out


def _at_the_end(
    marks: Sequence[Mark], notes: Sequence[Labelled], rest: Sequence[int], free: Sequence[int]
) -> dict[int, int]:
    """Marks and notes of a book whose notes stand together at its end."""
    counts = Counter(notes[index].label for index in free)
    if max(counts.values()) == 1:
        by_label = {notes[index].label: index for index in free}
        out: dict[int, int] = {}
        for index in rest:
            note = by_label.pop(marks[index].label, None)
            if note is not None:
                out[index] = note
        return out
    ours = _runs([marks[index].label for index in rest])
    theirs = _runs([notes[index].label for index in free])
    out = {}
    for a, b in _pairs([s for s, _ in ours], [s for s, _ in theirs]):
        places = {marks[rest[k]].label: rest[k] for k in reversed(ours[a][1])}
        for k in theirs[b][1]:
            if notes[free[k]].label in places:
                out[places[notes[free[k]].label]] = free[k]
    return out


def _runs(labels: Sequence[str]) -> list[tuple[frozenset[str], range]]:
    """Stretches of rising numbers, each as a set and as a range of indices."""
    values = [int(x) for x in labels]
    edges = [0, *(k + 1 for k, (a, b) in enumerate(pairwise(values)) if b <= a), len(values)]
    return [(frozenset(labels[a:b]), range(a, b)) for a, b in pairwise(edges) if a < b]


def _pairs(
    ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]
) -> list[tuple[int, int]]:
    """Runs that belong together in every best matching that keeps the order.

    What could be matched in another way as well is left out.
    """
    if len(ours) == len(theirs) and all(a == b for a, b in zip(ours, theirs, strict=True)):
        return [(k, k) for k in range(len(ours))]
    band = abs(len(ours) - len(theirs)) + _BAND
    ahead = _best(ours, theirs, band)
    back = _best(ours[::-1], theirs[::-1], band)
    n, m = len(ours), len(theirs)
    whole = ahead[n, m]
    held: dict[int, list[int]] = defaultdict(list)
    for (i, j), value in ahead.items():
        if i < n and j < m:
            gain = _gain(ours[i], theirs[j])
            rest = back.get((n - i - 1, m - j - 1))
            if gain > 0 and rest is not None and value + gain + rest >= whole:
                held[i].append(j)
    taken = Counter(j for options in held.values() for j in options)
    return sorted((i, o[0]) for i, o in held.items() if len(o) == 1 and taken[o[0]] == 1)


def _gain(a: frozenset[str], b: frozenset[str]) -> int:
    return 2 * len(a & b) - len(a ^ b)


def _best(
    a: Sequence[frozenset[str]], b: Sequence[frozenset[str]], band: int
) -> dict[tuple[int, int], int]:
    """The most that the first i and the first j runs can share, inside a band."""
    out: dict[tuple[int, int], int] = {}
    for i in range(len(a) + 1):
        for j in range(max(0, i - band), min(len(b), i + band) + 1):
            best = max(out.get((i - 1, j), 0), out.get((i, j - 1), 0))
            if i and j:
                best = max(best, out.get((i - 1, j - 1), 0) + _gain(a[i - 1], b[j - 1]))
            out[i, j] = best
    return out


# --- Which numbers are marks ---------------------------------------------------------------------


def _accepted(marks: Sequence[Mark], owner: dict[int, int], pages: Sequence[int]) -> list[int]:
    """Indices of the numbers that are marks of notes."""
    out = set(owner) | {index for index, mark in enumerate(marks) if mark.sure}
    for styles in (*((style,) for style in _STYLES), _STYLES):
        mine = [index for index, mark in enumerate(marks) if mark.style in styles]
        counting = _counting(marks, mine, pages)
        enough = len(mine) >= _FEWEST or any(index in out for index in mine)
        if mine and enough and len(counting) >= _IN_ORDER * len(mine):
            out |= counting
    return sorted(out)


def _counting(marks: Sequence[Mark], mine: Sequence[int], pages: Sequence[int]) -> set[int]:
    """Those numbers that go on from the one before, say it again, or begin anew with a page."""
    out: set[int] = set()
    last, page = 0, 0
    for index in mine:
        number = int(marks[index].label)
        here = bisect_left(pages, marks[index].span.start)
        anew = number == 1 and (here != page or not pages or last == 0)
        if number in (last, last + 1) or anew or (last == 0 and not pages):
            out.add(index)
        last, page = number, here
    return out
