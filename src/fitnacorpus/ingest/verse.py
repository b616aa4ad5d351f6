"""Lines of verse as Arabic editions write them: hemistichs, and what stands between them.

A bayt is told by its notation alone, never by its metre: ``صدر %~% عجز``, ``( صدر % عجز )``,
``% صدر % عجز %`` (al-Jami al-Kabir in OpenITI), ``صدر ... عجز`` (al-Maktaba al-Shamila),
``صدر *** عجز`` of web pages, ``صدر * * عجز`` of
the Shia Online Library, ``صدر # عجز`` of Masaha.  A sign leaves the
space before it, so that the hemistichs stay apart when it is passed over.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fitnacorpus.arabic_script import DIGITS
from fitnacorpus.model import Span

_LONGEST: Final = 14
"""Words that a hemistich has at most.  A hemistich of the longest metre (al-kamil, al-tawil) has
some nine, particles written apart; what is longer between such signs is prose."""
_ARROW: Final = re.compile(r"%~%[ \t]*")
_BRACKETED: Final = re.compile(
    r"[(%][ \t]*+(?P<inside>[^()%]+(?:%(?:[ \t]*%)?[^()%]+)+)(?P<end>[)%][ \t%]*)"
)
_STROKE: Final = re.compile(r"%(?:[ \t]*%)?[ \t]*")
_STARS: Final = re.compile(r"\*{3}[ \t]*")
_LONE: Final = re.compile(r"(?<=\s)#[ \t]+|\*(?:[ \t]*\*){0,2}[ \t]+")
_PAIR: Final = re.compile(
    r"(?<!\*\s)(?<=\s)\*\s*+(?:~~)?[ \t]*+\*(?!\S|\s*+(?:~~)?[ \t]*+\*)\s*+(?:~~)?[ \t]*"
)
"""Two stars, between which a line may break, and no third."""
_DOTS: Final = re.compile(r"(?:\.{3}|\u2026)[ \t]+")
_FEWEST, _UNEVEN = 2, 4
"""Words that each of two hemistichs has at least, and by which they differ at most, where only dots
part them: an omission in prose seldom stands in the middle of a line of its own."""
_COUNTED: Final = re.compile(rf"(?<![ \t])[ \t]*+[0-9{DIGITS}]{{1,4}}$")
_LETTER: Final = re.compile(r"[^\W\d_]")


class Bayt(NamedTuple):
    """A line of verse.

    Attributes:
        notation: Signs that are no words, in order.
        caesuras: First code points of the hemistichs after the first.
    """

    notation: tuple[Span, ...]
    caesuras: tuple[int, ...]


def bayt(source: str, line: Span) -> Bayt | None:
    """The line of verse that a line is, or None.

    Args:
        source: The source.
        line: The line without notation that opens a paragraph or stands for a page.
    """
    words = source[line.start : line.end]
    if "%~%" in words:
        return _arrows(words, line)
    if words[:1] in ("(", "%") and "%" in words[1:]:
        return _between_strokes(words, line)
    if "***" in words:
        signs = [Span(*match.span()) for match in _STARS.finditer(words)]
        if len(signs) == 1 and signs[0].start > 0 and signs[0].end < len(words):
            return _made(words, line, signs)
    return None


def dotted(source: str, line: Span) -> Bayt | None:
    """The line of verse that a line is if dots part its hemistichs (``صدر ... عجز``), or None.

    Dots are an omission in prose as well, so that surroundings have to speak for it too.
    """
    words = source[line.start : line.end]
    signs = [Span(*match.span()) for match in _DOTS.finditer(words)]
    if len(signs) != 1 or not words[: signs[0].start].endswith((" ", "\t")) or words[-1] in ".:":
        return None
    sides = (len(words[: signs[0].start].split()), len(words[signs[0].end :].split()))
    if min(sides) < _FEWEST or abs(sides[0] - sides[1]) > _UNEVEN:
        return None
    return _made(words, line, signs)


def parted(source: str, line: Span) -> Bayt | None:
    """The line of verse that a paragraph of one line is if one lone sign parts it, or None."""
    words = source[line.start : line.end]
    signs = [Span(*match.span()) for match in _LONE.finditer(words)]
    if len(signs) != 1:
        return None
    sides = (len(words[: signs[0].start].split()), len(words[signs[0].end :].split()))
    if min(sides) < _FEWEST or abs(sides[0] - sides[1]) > _UNEVEN:
        return None
    return _made(words, line, signs)


class Poem(NamedTuple):
    """Verse that opens a paragraph, its lines run together: where, its signs and hemistichs."""

    span: Span
    notation: tuple[Span, ...]
    caesuras: tuple[int, ...]


def poem(source: str, body: Span) -> Poem | None:
    """The poem with which a paragraph begins, or None.

    Two stars stand between hemistichs, nothing between lines.  The last hemistich is taken to be as
    long as the one before the stars, since nothing parts it from the prose that follows.

    Args:
        source: The source.
        body: The paragraph without the notation that opens it.
    """
    signs = [Span(*match.span()) for match in _PAIR.finditer(source, *body)]
    edges = [body.start, *(sign.end for sign in signs)]
    kept = []
    for index, (start, sign) in enumerate(zip(edges, signs, strict=False)):
        if len(source[start : sign.start].split()) > _LONGEST * (2 if index else 1):
            break
        kept.append(sign)
    if not kept:
        return None
    first = len(re.findall(r"\w", source[body.start : kept[0].start]))
    end = kept[-1].end
    for word in re.finditer(r"\S+", source[end : body.end]):
        end = kept[-1].end + word.end()
        if len(re.findall(r"\w", source[kept[-1].end : end])) >= first:
            break
    return Poem(Span(body.start, end), tuple(kept), tuple(sign.end for sign in kept))


def _arrows(words: str, line: Span) -> Bayt | None:
    signs = [Span(*match.span()) for match in _ARROW.finditer(words)]
    if words.lstrip().startswith("%") and not words.lstrip().startswith("%~%"):
        start = len(words) - len(words.lstrip("% \t"))
        signs.insert(0, Span(0, start))
    tail = len(words.rstrip("% \t"))
    if tail < len(words) and not words.endswith("%~%") and tail >= signs[-1].end:
        signs.append(Span(tail, len(words)))
    return _made(words, line, signs)


def _between_strokes(words: str, line: Span) -> Bayt | None:
    """``( a % b )`` and ``% a % b %``; a number behind is that of the line."""
    counted = _COUNTED.search(words)
    shown = words[: counted.start()] if counted else words
    match = _BRACKETED.fullmatch(shown.rstrip())
    if match is None or (shown[0] == "(") != (match["end"][0] == ")"):
        return None
    start, end = match.span("inside")
    inside = shown[start:end]
    start += len(inside) - len(inside.lstrip())
    signs = [Span(0, start)]
    signs += [Span(*found.span()) for found in _STROKE.finditer(shown, start, end)]
    if signs[-1].end < end:
        signs.append(Span(end, len(words)))
    else:
        signs[-1] = Span(signs[-1].start, len(words))
    return _made(words, line, signs)


def _made(words: str, line: Span, signs: list[Span]) -> Bayt | None:
    """A bayt of what stands between signs, if that can be hemistichs."""
    parts: list[Span] = []
    at = 0
    for sign in (*signs, Span(len(words), len(words))):
        parts.append(Span(at, sign.start))
        at = sign.end
    held = [part for part in parts if _LETTER.search(words, part.start, part.end)]
    if not held or any(len(words[p.start : p.end].split()) > _LONGEST for p in held):
        return None
    kept = tuple(Span(line.start + s.start, line.start + s.end) for s in signs if s.start < s.end)
    return Bayt(kept, tuple(line.start + part.start for part in held[1:]))
