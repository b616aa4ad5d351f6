"""Segmentation: from a text to sentences, paragraphs and episodes.

Sentences follow from punctuation alone.  Episodes begin where an editor cut; a text that nobody has
cut yet gets a draft from its headings and from changes of vocabulary (after Hearst's TextTiling,
Computational Linguistics 23:1, 1997).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean, pstdev
from typing import Final

from fitnacorpus.errors import ConfigError
from fitnacorpus.model import Episode, Paragraph, Region, RegionKind, Span, Text
from fitnacorpus.orthography import fold_text
from fitnacorpus.position import position

_RUNNING: Final = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.VERSE)
_DIVIDERS: Final = (RegionKind.HEADING, RegionKind.INFOBOX)

_BREAK: Final = re.compile(r"[.!?؟…۔]+[\"'”’»)\]*_]*(?=\s)")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(\[“\"'])(?:[A-Za-zʿʾ]|[A-Z]\.\s?[A-Z]|ca|cf|ch|d|ed|e\.g|etc|fl|i\.e|no|nos|p|pp|"
    r"r|St|Dr|Mr|Mrs|Ms|vol|vols|vs|AD|AH|BC|BCE|CE)\.$"
)
_ERA: Final = re.compile(r"\b(?:(?:B\.\s?)?C\.\s?E|B\.\s?C|A\.\s?[DH])\.$")


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of an episode: `Cut` with its anchor found."""

    id: str
    offset: int
    title: Mapping[str, str] = field(default_factory=dict)
    event: str = ""


def sentences(source: str, span: Span) -> tuple[Span, ...]:
    """Split a stretch of text into sentences.

    A sentence ends after ``. ! ? ؟ …`` and closing quotes or brackets before white space, and at a
    line break that follows such an ending; not after an abbreviation (``b.``, ``C. E.``) unless a
    capital after an era begins a new one.  Only white space stands between sentences.

    Args:
        source: The source of the text.
        span: The stretch to split; not blank.
    """
    out: list[Span] = []
    start = span.start
    for match in _BREAK.finditer(source, span.start, span.end):
        end = match.end()
        rest = source[end : span.end]
        after = rest.lstrip()
        if not after or not _ends(source, start, end, after):
            continue
        out.append(Span(start, end))
        start = end + len(rest) - len(after)
    out.append(Span(start, start + len(source[start : span.end].rstrip())))
    return tuple(out)


def _ends(source: str, start: int, end: int, after: str) -> bool:
    """Whether the full stop before `end` closes a sentence, given what stands on both sides."""
    before = source[max(start, end - 12) : end]
    if before.endswith(".."):
        return not after[0].islower()
    if _ERA.search(before):
        return after[0].isupper() and not re.match(r"[A-Z]\.", after)
    if _ABBREVIATION.search(before):
        return False
    return not after[0].islower()


def paragraphs(text: Text) -> list[tuple[Region, tuple[Span, ...]]]:
    """The regions of running text, each with its sentences, in order."""
    return [(r, sentences(text.source, r.body)) for r in text.regions if r.kind in _RUNNING]


def episodes(text: Text, starts: Sequence[Start], *, where: str = "") -> tuple[Episode, ...]:
    """Cut a text into episodes.

    An episode runs to the next start; the first begins with the first sentence.  A start inside a
    sentence moves to the beginning of that sentence.

    Args:
        text: The text.
        starts: Where episodes begin, in any order; empty for a draft (see `draft`).
        where: Path of the description, for messages.

    Raises:
        ConfigError: two episodes begin with the same sentence, or one would run across a heading or
            a table of facts (``bad-cut``).
    """
    if not starts:
        starts = draft(text)
    spans = [s for _, parts in paragraphs(text) for s in parts]
    chosen: dict[int, Start] = {}
    for start in sorted(starts, key=lambda s: s.offset):
        index = _sentence_at(spans, start.offset)
        if index in chosen:
            raise ConfigError(
                "bad-cut",
                f"episodes {chosen[index].id} and {start.id} begin with the same sentence",
                where=where,
                hint="Move or remove one of the two cuts",
            )
        chosen[index] = start
    first = min(chosen)
    chosen[0] = chosen.pop(first)
    return tuple(_assemble(text, chosen, where))


def _sentence_at(spans: Sequence[Span], offset: int) -> int:
    """Index of the sentence that holds `offset`, or else of the next, or else of the last."""
    for index, span in enumerate(spans):
        if offset < span.end:
            return index
    return len(spans) - 1


def _assemble(text: Text, chosen: Mapping[int, Start], where: str) -> Iterator[Episode]:
    current: Start | None = None
    gathered: list[Paragraph] = []
    divided = False
    index = 0
    for region in text.regions:
        if region.kind in _DIVIDERS:
            divided = True
        if region.kind not in _RUNNING:
            continue
        parts = sentences(text.source, region.body)
        runs: list[list[Span]] = []
        for number, span in enumerate(parts):
            if index in chosen:
                if current is not None and runs:
                    gathered.append(_part(region, runs.pop(), parts))
                if current is not None:
                    yield _episode(current, gathered)
                current, gathered, divided = chosen[index], [], False
            if divided:
                line, _ = position(text.source, span.start)
                assert current is not None
                raise ConfigError(
                    "bad-cut",
                    f"episode {current.id} runs across a heading above line {line} of the source",
                    where=where,
                    hint=f"Run 'fitnacorpus update {text.info.id}' to let an episode begin there",
                )
            if number == 0 or not runs:
                runs.append([])
            runs[-1].append(span)
            index += 1
        gathered.append(_part(region, runs.pop(), parts))
    assert current is not None
    yield _episode(current, gathered)


def _part(region: Region, run: Sequence[Span], whole: Sequence[Span]) -> Paragraph:
    opens, closes = run[0] == whole[0], run[-1] == whole[-1]
    part = {(True, True): "", (True, False): "I", (False, True): "F", (False, False): "M"}
    return Paragraph(
        run[0].start,
        run[-1].end,
        tuple(run),
        part[opens, closes],
        region.kind is RegionKind.DIALOGUE,
        region.kind is RegionKind.VERSE,
    )


def _episode(start: Start, gathered: Sequence[Paragraph]) -> Episode:
    return Episode(start.id, tuple(gathered), start.title, start.event)


# --- Drafting ------------------------------------------------------------------------------------

_WINDOW: Final = 3
_SHORTEST_EPISODE: Final = 3
_STEM: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def draft(text: Text, *, kept: Sequence[Start] = (), retired: Collection[str] = ()) -> list[Start]:
    """Propose where episodes begin: after every heading, and where the vocabulary changes.

    Two windows of three sentences slide over each section; a valley in their similarity that is
    deeper than the section's mean by half a standard deviation begins an episode, if at least three
    sentences remain on both sides.

    Args:
        text: The text.
        kept: Starts that hold already.  Then only the beginning of a section that has no start gets
            one, and new ids continue the numbering.
        retired: Ids that were in use once, and are not given again.
    """
    out = list(kept)
    taken = {*retired, *(start.id for start in kept)}
    number = max((int(i[1:]) for i in taken if re.fullmatch("e[0-9]+", i)), default=0)
    for section in _sections(text):
        opening = section[0]
        held = any(opening.start <= s.offset < opening.end for s in kept)
        offsets = [] if held else [opening.start]
        if not kept:
            offsets += [section[i].start for i in _valleys(text, section)]
        for offset in offsets:
            number += 1
            out.append(Start(f"e{number}", offset))
    return sorted(out, key=lambda s: s.offset)


def _sections(text: Text) -> list[list[Span]]:
    """Sentences between dividers."""
    out: list[list[Span]] = [[]]
    for region in text.regions:
        if region.kind in _DIVIDERS and out[-1]:
            out.append([])
        if region.kind in _RUNNING:
            out[-1].extend(sentences(text.source, region.body))
    return [section for section in out if section]


def _valleys(text: Text, section: Sequence[Span]) -> list[int]:
    """Indices of sentences before which the vocabulary changes."""
    bags = [_bag(text, span) for span in section]
    gaps = range(_SHORTEST_EPISODE, len(bags) - _SHORTEST_EPISODE + 1)
    if len(gaps) < 2:
        return []
    likeness = {
        gap: _cosine(sum(bags[max(0, gap - _WINDOW) : gap], Counter()),
                     sum(bags[gap : gap + _WINDOW], Counter()))
        for gap in gaps
    }  # fmt: skip
    depth = {gap: _depth(likeness, gap) for gap in gaps}
    threshold = mean(depth.values()) + pstdev(depth.values()) / 2
    out: list[int] = []
    for gap in sorted(gaps, key=lambda g: (-depth[g], g)):
        if depth[gap] > threshold and all(abs(gap - other) >= _SHORTEST_EPISODE for other in out):
            out.append(gap)
    return sorted(out)


def _depth(likeness: Mapping[int, float], gap: int) -> float:
    """How far similarity rises on both sides of a gap before it falls again."""
    total = 0.0
    for step in (-1, 1):
        peak, here = likeness[gap], gap + step
        while here in likeness and likeness[here] >= peak:
            peak, here = likeness[here], here + step
        total += peak - likeness[gap]
    return total


def _bag(text: Text, span: Span) -> Counter[str]:
    folded = fold_text(text.source[span.start : span.end], text.info.lang, "search")
    return Counter(word[:_STEM] for word in _WORD.findall(folded))


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    dot = sum(count * b[word] for word, count in a.items())
    norm = sum(c * c for c in a.values()) * sum(c * c for c in b.values())
    return float(dot / norm**0.5) if norm else 0.0
