"""What stands where in a source: lines become blocks, and blocks partition the source.

The analysis of lines is the same for every plain format; a format adds its notation (how it writes
headings, links, tables of facts) through a `Notation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Protocol

from fitnacorpus.model import Region, RegionKind, Span

LONGEST_TITLE: Final = 80
"""A line longer than this, in code points, is not taken for a title without notation."""

_LINE: Final = re.compile(r"[^\r\n]+")
RULER: Final = re.compile(r"(?:[*\-_=~—–•·#+][ \t]{0,8}){3,}")
"""A line of signs only."""
_DASH: Final = re.compile(r"[-–—−ـ]+[ \t\u00a0]+")
_STRONG_DASH: Final = re.compile(r"[—ـ]")
_SENTENCE_END: Final = re.compile(r"[.!?؟…۔:;؛،,][\"'”’»)\]]*$")
_STOP: Final = re.compile(r"[.!?؟…۔:][\"'”’»)\]]*$")
_SPEECH_OPENS: Final = re.compile(r"[:؟?][\"'”’»)\]]*$")
SOURCE_NOTE: Final = re.compile(r"(?:sources?|المصدر|المصادر)\s*[:：]", re.I)
_FOOTER_LINES: Final = 4
_NARROWEST: Final = 15
_WIDEST: Final = 120
"""Columns between which a text is wrapped."""
_FEWEST_FILLED: Final = 2
"""Lines without a stop, fewer than which do not show that lines are filled."""
_FEWEST_INNER: Final = 3
"""Line breaks inside paragraphs, fewer than which do not show that a plain text is wrapped."""


@dataclass(frozen=True, slots=True)
class Declined:
    """A reader's answer to a source that is not in its format."""

    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """One line, or several lines of one paragraph, and what it is (see `Region`).

    `level` is the depth as the format writes it; only its order matters.
    """

    kind: RegionKind
    body: Span
    markup: tuple[Span, ...] = ()
    label: Span | None = None
    level: int = 0
    place: str = ""


class Notation(Protocol):
    """How a format writes what is not plain text."""

    def block(self, source: str, line: Span, before: Block | None) -> Block | None:
        """The block that the notation of this line makes, or None for a plain line."""

    def begins(self, source: str, line: Span) -> bool:
        """Whether a plain line begins a paragraph although no blank line stands before it."""

    def opening(self, source: str, body: Span) -> int:
        """How many characters at the beginning of a paragraph are notation."""

    def inline(self, source: str, body: Span) -> tuple[Span, ...]:
        """Spans of notation inside a block of text."""


class NoNotation:
    """Plain text: every line means itself."""

    def block(self, source: str, line: Span, before: Block | None) -> Block | None:
        """None: no line is special."""
        return None

    def begins(self, source: str, line: Span) -> bool:
        """False: only a blank line ends a paragraph."""
        return False

    def opening(self, source: str, body: Span) -> int:
        """0: there is no notation."""
        return 0

    def inline(self, source: str, body: Span) -> tuple[Span, ...]:
        """Nothing: there is no notation."""
        return ()


def analyse(source: str, notation: Notation) -> tuple[Region, ...]:
    """Partition a source into regions."""
    return partition(source, blocks_of(source, notation))


def blocks_of(
    source: str, notation: Notation, span: Span | None = None, *, mixed: bool = False
) -> list[Block]:
    """The blocks of a source, or of a part of it.

    Args:
        source: The source.
        notation: How its format writes what is not plain text.
        span: The part to read; everything if None.
        mixed: Whether items of lists and headings may stand among the lines of a wrapped text.
    """
    return _footers(source, list(_blocks(source, notation, span, mixed)))


def is_wrapped(source: str, span: Span) -> bool:
    """Whether line breaks stand inside paragraphs, as in a text wrapped to a fixed width."""
    return _is_wrapped(source, lines_of(source, span), mixed=False)


def partition(source: str, blocks: Sequence[Block]) -> tuple[Region, ...]:
    """Regions from blocks in order: every character falls in one, heading levels become depths."""
    out: list[Region] = []
    first = blocks[0].body.start if blocks else len(source)
    if first:
        out.append(Region(RegionKind.BLANK, Span(0, 0), first))
    open_levels: list[int] = []
    for index, block in enumerate(blocks):
        end = blocks[index + 1].body.start if index + 1 < len(blocks) else len(source)
        level = 0
        if block.kind is RegionKind.HEADING:
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            level = len(open_levels)
        elif block.kind is RegionKind.VERSE:
            level = block.level
        out.append(
            Region(block.kind, block.body, end, block.markup, block.label, level, block.place)
        )
    return tuple(out)


def lines_of(source: str, span: Span | None = None) -> list[Span]:
    """Lines that are not blank, without the white space around them."""
    out: list[Span] = []
    for match in _LINE.finditer(source, *(span or (0, len(source)))):
        body = match[0].strip()
        if body:
            start = match.start() + match[0].index(body)
            out.append(Span(start, start + len(body)))
    return out


def _blocks(source: str, notation: Notation, span: Span | None, mixed: bool) -> Iterator[Block]:
    lines = lines_of(source, span)
    wrapped = _is_wrapped(source, lines, mixed)
    spaced = any(paragraph_gap(source, line, following) for line, following in pairwise(lines))
    before: Block | None = None
    paragraph: Block | None = None
    opening = True
    for index, line in enumerate(lines):
        words = source[line.start : line.end]
        gap = index == 0 or paragraph_gap(source, lines[index - 1], line)
        block = notation.block(source, line, before)
        if block is None and RULER.fullmatch(words):
            block = Block(RegionKind.BOILERPLATE, line)
        if block is None and _may_be_title(words):
            isolated = gap and (
                index + 1 == len(lines) or paragraph_gap(source, line, lines[index + 1])
            )
            if _after_ruler(source, before):
                block = Block(RegionKind.HEADING, line, level=50)
            elif opening and isolated and index + 1 < len(lines):
                block = Block(RegionKind.HEADING, line, level=40 + index)
        if block is None:
            block = Block(_speech_or_text(source, words, before), line)
        if block.kind in (RegionKind.PARAGRAPH, RegionKind.DIALOGUE):
            opening = False
            goes_on = not gap and block.kind is RegionKind.PARAGRAPH
            goes_on = goes_on and (
                wrapped or _runs_on(source, lines[index - 1], line, mixed=mixed, spaced=spaced)
            )
            goes_on = goes_on and not notation.begins(source, line)
            if goes_on and paragraph is not None:
                paragraph = replace(paragraph, body=Span(paragraph.body.start, line.end))
                before = paragraph
                continue
            if paragraph is not None:
                yield _finished(source, paragraph, notation)
            paragraph = before = block
            continue
        if paragraph is not None:
            yield _finished(source, paragraph, notation)
            paragraph = None
        before = block
        yield block
    if paragraph is not None:
        yield _finished(source, paragraph, notation)


def is_bare(source: str, body: Span, marks: Sequence[Span]) -> bool:
    """Whether nothing but white space stands between the notation of a block.

    Args:
        source: The source.
        body: The block.
        marks: Its notation, in order.
    """
    at = body.start
    for mark in marks:
        if source[at : mark.start].strip():
            return False
        at = max(at, mark.end)
    return not source[at : body.end].strip()


def _finished(source: str, block: Block, notation: Notation) -> Block:
    start = block.body.start
    if block.kind is RegionKind.PARAGRAPH:
        start += notation.opening(source, block.body)
    sign = (Span(block.body.start, start),) if start > block.body.start else ()
    inside = notation.inline(source, Span(start, block.body.end))
    markup = (*sign, *inside)
    if is_bare(source, block.body, markup):
        return Block(RegionKind.BOILERPLATE, block.body)
    return replace(block, markup=markup)


def _is_wrapped(source: str, lines: Sequence[Span], mixed: bool) -> bool:
    """Whether line breaks stand inside paragraphs, as in a text wrapped to a fixed width."""
    inner = [
        line for line, following in pairwise(lines) if not paragraph_gap(source, line, following)
    ]
    if not mixed and _is_filled(source, lines):
        return True
    if len(inner) < (1 if mixed else _FEWEST_INNER):
        return False
    running = sum(not _SENTENCE_END.search(source[s.start : s.end]) for s in inner)
    if running * 10 < len(inner) * 6:
        return False
    widths = sorted(line.end - line.start for line in inner)
    # The full lines tell the width; headings and items of lists are shorter.
    return 40 <= widths[len(widths) * 9 // 10 if mixed else len(widths) // 2] <= 120


def _runs_on(source: str, line: Span, following: Span, *, mixed: bool, spaced: bool) -> bool:
    """Whether a sentence plainly goes on in the next line.

    It does with a small letter after a line without a stop.  Where blank lines part paragraphs, it
    does so in light markup, where titles have signs, with any letter; and in a script without
    capitals, if the lines are too long for a title over a paragraph.
    """
    if _STOP.search(source[line.start : line.end]):
        return False
    first = source[following.start]
    if first.islower():
        return True
    if mixed or not spaced:
        return mixed and spaced
    if first.lower() != first.upper():
        return False
    longest = max(line.end - line.start, following.end - following.start)
    return (
        first.isalpha() and line.end - line.start > LONGEST_TITLE // 2 and longest > LONGEST_TITLE
    )


def _is_filled(source: str, lines: Sequence[Span]) -> bool:
    """Whether lines that end without a stop have no room for the next word (greedy wrapping).

    Verse and titles have room: their lines end where the words do.  Titles under rulers are known.
    """
    width = max((line.end - line.start for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    running: list[int] = []
    ruled = False
    for line, following in pairwise(lines):
        words = source[line.start : line.end]
        title, ruled = ruled, RULER.fullmatch(words) is not None
        if title or ruled or paragraph_gap(source, line, following) or _SENTENCE_END.search(words):
            continue
        running.append(len(words) + 1 + len(source[following.start : following.end].split()[0]))
    full = sum(length > width for length in running)
    return len(running) >= _FEWEST_FILLED and full * 10 >= len(running) * 9


def paragraph_gap(source: str, line: Span, following: Span) -> bool:
    """Whether a blank line stands between two lines."""
    between = source[line.end : following.start].replace("\r\n", "\n").replace("\r", "\n")
    return between.count("\n") > 1


def _may_be_title(words: str) -> bool:
    return (
        len(words) <= LONGEST_TITLE
        and not _SENTENCE_END.search(words)
        and not _DASH.match(words)
        and any(c.isalpha() for c in words)
    )


def _after_ruler(source: str, before: Block | None) -> bool:
    return (
        before is not None
        and before.kind is RegionKind.BOILERPLATE
        and RULER.fullmatch(source[before.body.start : before.body.end]) is not None
    )


def _speech_or_text(source: str, words: str, before: Block | None) -> RegionKind:
    """A line after a dash is speech if a question or a colon leads to it, or speech goes on."""
    if not _DASH.match(words):
        return RegionKind.PARAGRAPH
    if before is not None:
        leads = _SPEECH_OPENS.search(source[before.body.start : before.body.end])
        if before.kind is RegionKind.DIALOGUE or leads:
            return RegionKind.DIALOGUE
    return RegionKind.DIALOGUE if _STRONG_DASH.match(words) else RegionKind.PARAGRAPH


def _footers(source: str, blocks: list[Block]) -> list[Block]:
    """Mark a source note among the last lines as boilerplate."""
    for index in range(max(0, len(blocks) - _FOOTER_LINES), len(blocks)):
        block = blocks[index]
        if block.kind is RegionKind.PARAGRAPH and SOURCE_NOTE.match(source, block.body.start):
            blocks[index] = Block(RegionKind.BOILERPLATE, block.body)
    return blocks
