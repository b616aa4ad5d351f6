"""Tables of wiki text: ``{|`` to ``|}``, ``|-`` between rows, ``!`` and ``|`` before cells.

Source: MediaWiki, Help:Tables.
"""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus.ingest.regions import Block, is_bare
from fitnacorpus.model import RegionKind, Span

_EDGE: Final = re.compile(r"^[ \t]*(?P<edge>\{\||\|\})", re.M)
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
