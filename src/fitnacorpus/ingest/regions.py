"""What stands where in a source: lines become blocks, and blocks partition the source.

The analysis of lines is the same for every plain format; a format adds its notation (how it writes
headings, links, tables of facts) through a `Notation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final, Protocol

from fitnacorpus.model import Region, RegionKind, Span

LONGEST_TITLE: Final = 80
"""A line longer than this, in code points, is not taken for a title without notation."""

_LINE: Final = re.compile(r"[^\r\n]+")
_RULER: Final = re.compile(r"(?:[*\-_=~—–•·#+][ \t]?){3,}")
_DASH: Final = re.compile(r"[-–—−ـ]+[ \t\u00a0]+")
_STRONG_DASH: Final = re.compile(r"[—ـ]")
_SENTENCE_END: Final = re.compile(r"[.!?؟…۔:;؛،,][\"'”’»)\]]*$")
_SPEECH_OPENS: Final = re.compile(r"[:؟?][\"'”’»)\]]*$")
_SOURCE_NOTE: Final = re.compile(r"(?:sources?|المصدر|المصادر)\s*[:：]", re.I)
_FOOTER_LINES: Final = 4


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

    def inline(self, source: str, body: Span) -> tuple[Span, ...]:
        """Spans of notation inside a block of text."""


class NoNotation:
    """Plain text: every line means itself."""

    def block(self, source: str, line: Span, before: Block | None) -> Block | None:
        """None: no line is special."""
        return None

    def inline(self, source: str, body: Span) -> tuple[Span, ...]:
        """Nothing: there is no notation."""
        return ()


def analyse(source: str, notation: Notation) -> tuple[Region, ...]:
    """Partition a source into regions."""
    return partition(source, _footers(source, list(_blocks(source, notation))))


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


def _lines(source: str) -> list[Span]:
    """Lines that are not blank, without the white space around them."""
    out: list[Span] = []
    for match in _LINE.finditer(source):
        body = match[0].strip()
        if body:
            start = match.start() + match[0].index(body)
            out.append(Span(start, start + len(body)))
    return out


def _blocks(source: str, notation: Notation) -> Iterator[Block]:
    lines = _lines(source)
    wrapped = _is_wrapped(source, lines)
    before: Block | None = None
    paragraph: Block | None = None
    opening = True
    for index, line in enumerate(lines):
        words = source[line.start : line.end]
        gap = index == 0 or _blank_between(source, lines[index - 1], line)
        block = notation.block(source, line, before)
        if block is None and _RULER.fullmatch(words):
            block = Block(RegionKind.BOILERPLATE, line)
        if block is None and _may_be_title(words):
            isolated = gap and (
                index + 1 == len(lines) or _blank_between(source, line, lines[index + 1])
            )
            if _after_ruler(source, before):
                block = Block(RegionKind.HEADING, line, level=50)
            elif opening and isolated and index + 1 < len(lines):
                block = Block(RegionKind.HEADING, line, level=40 + index)
        if block is None:
            block = Block(_speech_or_text(source, words, before), line)
        if block.kind in (RegionKind.PARAGRAPH, RegionKind.DIALOGUE):
            opening = False
            goes_on = wrapped and not gap and block.kind is RegionKind.PARAGRAPH
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


def _finished(source: str, block: Block, notation: Notation) -> Block:
    return replace(block, markup=notation.inline(source, block.body))


def _is_wrapped(source: str, lines: Sequence[Span]) -> bool:
    """Whether line breaks stand inside paragraphs, as in a text wrapped to a fixed width."""
    inner = [
        line for line, following in pairwise(lines) if not _blank_between(source, line, following)
    ]
    if len(inner) < 3:
        return False
    running = sum(not _SENTENCE_END.search(source[s.start : s.end]) for s in inner)
    return running * 10 >= len(inner) * 6 and 40 <= median(s.end - s.start for s in inner) <= 120


def _blank_between(source: str, line: Span, following: Span) -> bool:
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
        and _RULER.fullmatch(source[before.body.start : before.body.end]) is not None
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
        if block.kind is RegionKind.PARAGRAPH and _SOURCE_NOTE.match(source, block.body.start):
            blocks[index] = Block(RegionKind.BOILERPLATE, block.body)
    return blocks
