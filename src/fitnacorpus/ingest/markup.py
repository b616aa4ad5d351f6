"""Reader for light markup as it comes off the web: Markdown and wiki text, also mixed.

Understands headings (``## title``, ``== title ==``, a line all in bold), emphasis, links, a table
of facts (``Infobox`` and a list of ``- Key: value``), lines that are nothing but a link, and the
closing sections of an encyclopedia article.
"""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus.ingest.regions import Block, Declined, analyse
from fitnacorpus.model import RegionKind, Span, Transcript

_HASHES: Final = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_HASHES_CLOSE: Final = re.compile(r"[ \t]+#+$")
_EQUALS: Final = re.compile(r"(={1,6})[ \t]*(?=[^=\s])(.*?[^=\s])[ \t]*\1")
_BOLD_LINE: Final = re.compile(r"(\*\*\*?|__)(?=[^\s*_])([^*\n]{1,80})(?<=[^\s*_])\1")
_INFOBOX: Final = re.compile(r"\{*\s*infobox\b.{0,60}", re.I)
_FACT: Final = re.compile(r"[-*|][ \t]*(?P<label>[^\s:=|][^:=|\n]{0,39}?)[ \t]*[:=][ \t]*(?=\S)")
_LINK_LINE: Final = re.compile(r"(?:!?\[[^\]\n]*\]\([^)\n]*\)[ \t|·•]*)+")
_EMPHASIS: Final = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]+?)(?<=[^\s*])\1(?![\w*])")
_WIKI_QUOTES: Final = re.compile(r"(?<!')('{2,3}|'{5})(?=[^\s'])([^\n]+?)(?<=[^\s'])\1(?!')")
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\]|\n]*\|)?([^\]|\n]+)\]\]")
_LINK: Final = re.compile(r"\[([^\]\n]+)\]\([^)\s]*\)")
_CLOSING_SECTIONS: Final = frozenset(
    {
        "bibliography",
        "citations",
        "external links",
        "footnotes",
        "further reading",
        "notes and references",
        "references",
        "see also",
        "الهوامش",
        "المراجع",
        "انظر أيضا",
        "انظر أيضًا",
        "روابط خارجية",
        "مراجع",
        "وصلات خارجية",
    }
)


def read(source: str) -> Transcript | Declined:
    """The transcript of a text with light markup; declines a source without any."""
    notation = _Markup()
    regions = analyse(source, notation)
    if not notation.seen and not any(region.markup for region in regions):
        return Declined("there is no heading, emphasis, link or table of facts in it")
    return Transcript(source, regions)


class _Markup:
    """The notation, and whether any line of it was met."""

    def __init__(self) -> None:
        self.seen = False
        self._closing = 0

    def block(self, source: str, line: Span, before: Block | None) -> Block | None:
        words = source[line.start : line.end]
        block = (
            _heading(words, line)
            or _fact(words, line, before)
            or (Block(RegionKind.BOILERPLATE, line) if _LINK_LINE.fullmatch(words) else None)
        )
        if block is not None and block.kind is RegionKind.HEADING:
            self._closing = self._closes(source, block)
        if self._closing:
            block = Block(RegionKind.BOILERPLATE, line)
        self.seen = self.seen or block is not None
        return block

    def _closes(self, source: str, heading: Block) -> int:
        """The level of a closing section that goes on or begins with this heading, else 0."""
        if self._closing and heading.level > self._closing:
            return self._closing
        start = heading.markup[0].end
        title = source[start : heading.markup[-1].start] if len(heading.markup) > 1 else ""
        title = title or source[start : heading.body.end]
        return heading.level if title.strip(" *=#").lower() in _CLOSING_SECTIONS else 0

    def inline(self, source: str, body: Span) -> tuple[Span, ...]:
        return _inline(source, body)


def _heading(words: str, line: Span) -> Block | None:
    at = line.start
    if match := _HASHES.match(words):
        close = _HASHES_CLOSE.search(words, match.end())
        end = close.start() if close else len(words)
        edges = [Span(0, match.end())] + ([Span(end, len(words))] if close else [])
        return _title(words, line, edges, len(match[1]))
    if match := _EQUALS.fullmatch(words):
        edges = [Span(0, match.start(2)), Span(match.end(2), len(words))]
        return _title(words, line, edges, len(match[1]))
    if match := _BOLD_LINE.fullmatch(words):
        marks = (Span(at, at + match.start(2)), Span(at + match.end(2), line.end))
        return Block(RegionKind.HEADING, line, marks, level=7)
    return None


def _title(words: str, line: Span, edges: list[Span], level: int) -> Block:
    """A heading between its edges; emphasis inside it is notation too."""
    inside = Span(edges[0].end, edges[1].start if len(edges) > 1 else len(words))
    marks = sorted([*edges, *_inline(words, inside)])
    joined: list[Span] = []
    for mark in marks:
        if joined and joined[-1].end == mark.start:
            joined[-1] = Span(joined[-1].start, mark.end)
        else:
            joined.append(mark)
    markup = tuple(Span(line.start + m.start, line.start + m.end) for m in joined)
    return Block(RegionKind.HEADING, line, markup, level=level)


def _fact(words: str, line: Span, before: Block | None) -> Block | None:
    """A line of a table of facts: its head, or an item after the head or another item."""
    if _INFOBOX.fullmatch(words):
        return Block(RegionKind.INFOBOX, line)
    if before is None or before.kind is not RegionKind.INFOBOX:
        return None
    if match := _FACT.match(words):
        label = Span(line.start + match.start("label"), line.start + match.end("label"))
        marks = (Span(line.start, label.start), Span(label.end, line.start + match.end()))
        return Block(RegionKind.INFOBOX, line, marks, label)
    return Block(RegionKind.INFOBOX, line) if words == "}}" else None


def _inline(source: str, body: Span) -> tuple[Span, ...]:
    """Spans of emphasis and link notation inside a stretch of text, in order, none overlapping."""
    found: list[Span] = []
    for pattern, group in ((_WIKI_LINK, 1), (_LINK, 1), (_EMPHASIS, 2), (_WIKI_QUOTES, 2)):
        for match in pattern.finditer(source, body.start, body.end):
            pair = (
                Span(match.start(), match.start(group)),
                Span(match.end(group), match.end()),
            )
            if not any(mine.overlaps(other) for mine in pair for other in found):
                found.extend(pair)
    return tuple(sorted(found))
