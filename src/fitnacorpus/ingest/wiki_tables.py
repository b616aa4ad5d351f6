"""Tables of wiki text, and those that Pandoc sets in columns.

In wiki text ``{|`` to ``|}``, ``|-`` between rows, ``!`` and ``|`` before cells (MediaWiki,
Help:Tables); in Pandoc's Markdown a line of dashes for each column, with the head above it and the
rows below (Pandoc User's Guide, simple_tables).
"""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus.ingest.regions import Block, is_bare
from fitnacorpus.model import RegionKind, Span

_EDGE: Final = re.compile(r"^[ \t]*(?P<edge>\{\||\|\})", re.M)
_LINE: Final = re.compile(r"^[^\n]*$", re.M)
_DASHES: Final = re.compile(r" {0,12}-{2,}(?: {1,40}-{2,}){1,40} *")
_RULE: Final = re.compile(r"\{\|.*|\|-.*|\|\}.*")
_CELL: Final = re.compile(r"^(?:\|\+|[|!])|\|\||!!")
"""What stands before a caption, a cell at the beginning of a line, and a cell on the same line."""
_ATTRIBUTES: Final = re.compile(
    r"[ \t]*(?:[\w-]{1,40}[ \t]*=[ \t]*\"[^\"]{0,200}\"[ \t]*)+\|(?!\|)"
)


def tables(source: str) -> list[Span]:
    """The outermost tables of a source; one that is never closed is none."""
    out: list[Span] = []
    opened: list[int] = []
    for match in _EDGE.finditer(source):
        if match["edge"] == "{|":
            opened.append(match.start("edge"))
        elif opened:
            start = opened.pop()
            if not opened:
                out.append(Span(start, match.end()))
    return out


def columns(source: str) -> list[Span]:
    """The tables of a source that are set in columns, from the head to the last row."""
    out: list[Span] = []
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(source)]
    bare = [not source[line.start : line.end].strip() for line in lines]
    for k, line in enumerate(lines):
        if not _DASHES.fullmatch(source[line.start : line.end].rstrip("\r")):
            continue
        if out and line.start < out[-1].end:
            continue
        end = next((i for i in range(k + 1, len(lines)) if bare[i]), len(lines))
        first = k - 1 if k and not bare[k - 1] else k
        if end > k + 1:
            out.append(Span(lines[first].start, lines[end - 1].end))
    return [_trimmed(source, span) for span in out]


def _trimmed(source: str, span: Span) -> Span:
    """A table without the white space before the first word."""
    words = source[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end)


def row(words: str, line: Span) -> Block:
    """A line of a table: notation, or cells between signs.

    Args:
        words: The line.
        line: Where it stands.
    """
    if _RULE.fullmatch(words):
        return Block(RegionKind.BOILERPLATE, line)
    signs: list[Span] = []
    for match in _CELL.finditer(words):
        attributes = _ATTRIBUTES.match(words, match.end())
        end = attributes.end() if attributes else match.end()
        signs.append(Span(line.start + match.start(), line.start + end))
    bare = not any(c.isalnum() for c in words) or is_bare(
        words, Span(0, len(words)), [Span(s.start - line.start, s.end - line.start) for s in signs]
    )
    return Block(RegionKind.BOILERPLATE if bare else RegionKind.INFOBOX, line, tuple(signs))
