"""Segmentation: from a text to sentences, paragraphs and episodes.

Sentences follow from punctuation alone.  Episodes begin where an editor cut; a text that nobody has
cut yet gets a draft from its headings, its rulers, and from where the narrative turns (`drafting`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from fitnacorpus import reading
from fitnacorpus.errors import ConfigError
from fitnacorpus.model import Episode, Paragraph, Region, RegionKind, Span, Text
from fitnacorpus.orthography import scripts
from fitnacorpus.position import position
from fitnacorpus.segment import change, divisions, drafting
from fitnacorpus.segment.drafting import Sentence
from fitnacorpus.segment.sentence import sentences_of_words

__all__ = ["Start", "draft", "episodes", "is_text", "paragraphs", "sentence_at", "sentences"]

_RUNNING: Final = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.VERSE)
_FENCE: Final = re.compile(r"(?::{3,}|`{3,}|~{3,})")
"""What ends a part of a text in Pandoc's Markdown; an ornament has other signs."""
_DIVIDERS: Final = (RegionKind.HEADING, RegionKind.INFOBOX)

_LONGEST_TITLE: Final = 90
"""Code points of a heading that a title takes over; a line of a list of contents."""


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of an episode: `Cut` with its anchor found."""

    id: str
    offset: int
    title: Mapping[str, str] = field(default_factory=dict)
    event: str = ""


def sentences(
    source: str, span: Span, skipped: Sequence[Span] = (), whole: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """Split a stretch of text into sentences.

    A sentence ends after ``. ! ? ؟ …`` and closing quotes or brackets before white space; not after
    an abbreviation (``b.``, ``C. E.``) unless a capital after an era begins a new one.  Only white
    space stands between sentences; what is not read belongs to the words that it touches.

    Args:
        source: The source of the text.
        span: The stretch to split; not blank.
        skipped: What is not read in it: notation and notes.
        whole: What no sentence ends in, in order: names and dates that the source marks.
    """
    skips = sorted(skipped)
    view = reading.of_span(source, span, skips)
    read = [view.source_span(*words) for words in sentences_of_words(view.text)]
    out: list[Span] = []
    start = span.start
    for words, following in pairwise(read):
        end, begins = _between(source, Span(words.end, following.start), skips)
        if _is_inside(end, whole):
            continue
        out.append(Span(start, end))
        start = begins
    out.append(Span(start, start + len(source[start : span.end].rstrip())))
    return tuple(out)


def _is_inside(at: int, spans: Sequence[Span]) -> bool:
    """Whether a place lies inside one of some spans, which are sorted and may hold one another."""
    first = bisect_left(spans, at, key=lambda span: span.start)
    return any(span.end > at for span in spans[max(first - _NESTED, 0) : first])


_NESTED: Final = 8
"""Names that may begin one after the other inside one name, at most: a name with its parts."""


def _between(source: str, gap: Span, skips: Sequence[Span]) -> Span:
    """The white space that parts two sentences, of all that stands between their words.

    Args:
        source: The source.
        gap: What stands between the words.
        skips: What is not read, in order.
    """
    at = gap.start
    while at < gap.end:
        skip = bisect_right(skips, at, key=lambda span: span.start) - 1
        if skip >= 0 and at < skips[skip].end:
            at = skips[skip].end
        elif source[at].isspace():
            space = source[at : gap.end]
            return Span(at, at + len(space) - len(space.lstrip()))
        else:
            at += 1
    return Span(gap.end, gap.end)


Paragraphs = Sequence[tuple[Region, tuple[Span, ...]]]
"""The regions of running text of a text, each with its sentences, in order."""


def paragraphs(text: Text) -> list[tuple[Region, tuple[Span, ...]]]:
    """The regions of running text, each with its sentences, in order."""
    notes = reading.notes_inside(text.regions, text.transcript.span_annotations)
    given, whole = text.transcript.sentences, _whole(text)
    return [
        (
            region,
            _given(text.source, region.body, given)
            or sentences(text.source, region.body, (*region.markup, *notes.get(index, ())), whole),
        )
        for index, region in enumerate(text.regions)
        if region.kind in _RUNNING
    ]


def _whole(text: Text) -> list[Span]:
    """What the source marks as one thing, which a full stop in it does not part."""
    names = {Span(name.start, name.end) for name in text.transcript.names}
    return sorted(names | {Span(date.start, date.end) for date in text.transcript.dates})


def _given(source: str, body: Span, given: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences that the source itself marks in a paragraph, if they are the whole of it."""
    first = bisect_left(given, body.start, key=lambda span: span.start)
    last = bisect_left(given, body.end, key=lambda span: span.start)
    inside = given[first:last]
    ends = [body.start, *(span.end for span in inside)]
    starts = [*(span.start for span in inside), body.end]
    gaps = all(a <= b and not source[a:b].strip() for a, b in zip(ends, starts, strict=True))
    return tuple(inside) if gaps and inside else ()


def episodes(
    text: Text, starts: Sequence[Start], *, where: str = "", running: Paragraphs | None = None
) -> tuple[Episode, ...]:
    """Cut a text into episodes.

    An episode runs to the next start; the first begins with the first sentence.  A start inside a
    sentence moves to the beginning of that sentence.

    Args:
        text: The text.
        starts: Where episodes begin, in any order; empty for a draft (see `draft`).
        where: Path of the description, for messages.
        running: The `paragraphs` of the text, where the caller already has them.

    Raises:
        ConfigError: two episodes begin with the same sentence, or one would run across a heading or
            a table of facts (``bad-cut``).
    """
    if not starts:
        starts = draft(text)
    running = paragraphs(text) if running is None else running
    spans = [s for _, parts in running for s in parts]
    chosen: dict[int, Start] = {}
    for start in sorted(starts, key=lambda s: s.offset):
        index = sentence_at(spans, start.offset)
        if index in chosen:
            raise _together(text, chosen[index], start, where)
        chosen[index] = start
    first = min(chosen)
    chosen[0] = chosen.pop(first)
    return tuple(_assemble(text, running, chosen, where))


def sentence_at(spans: Sequence[Span], offset: int) -> int:
    """Index of the sentence that holds `offset`, or else of the next, or else of the last."""
    return min(bisect_right(spans, offset, key=lambda span: span.end), len(spans) - 1)


def is_text(text: Text, offset: int) -> bool:
    """Whether an offset lies in running text, and in no heading, note or what is set aside."""
    at = bisect_right(text.regions, offset, key=lambda region: region.start) - 1
    return at >= 0 and text.regions[at].kind in _RUNNING


def _together(text: Text, one: Start, other: Start, where: str) -> ConfigError:
    """The refusal of two episodes with one beginning, and why they have it."""
    what = f"episodes {one.id} and {other.id} begin with the same sentence"
    for start in (one, other):
        if not is_text(text, start.offset):
            line, _ = position(text.source, start.offset)
            return ConfigError(
                "bad-cut",
                f"{what}: line {line} of the source, with which {start.id} begins, is not read as "
                "text of the book (a heading, a note, or set aside as front or back matter)",
                where=where,
                hint=f"Run 'fitnacorpus update {text.info.id}': it drops the episodes that have no "
                "text left, and says which they were",
            )
    return ConfigError("bad-cut", what, where=where, hint="Move or remove one of the two cuts")


def _assemble(
    text: Text, running: Paragraphs, chosen: Mapping[int, Start], where: str
) -> Iterator[Episode]:
    current: Start | None = None
    gathered: list[Paragraph] = []
    divided = False
    index = 0
    cut = {region.start: parts for region, parts in running}
    for region in text.regions:
        if region.kind in _DIVIDERS:
            divided = True
        if region.kind not in _RUNNING:
            continue
        parts = cut[region.start]
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


def draft(text: Text, *, kept: Sequence[Start] = (), retired: Collection[str] = ()) -> list[Start]:
    """Propose where episodes begin: under every heading, in every numbered division, at turns.

    Ids are given once: they are written down with the words of the beginning (`fitnacorpus add`,
    `update`), and from then on go with these words.  What is inserted later keeps to the episode
    it stands in, unless a heading comes with it.

    Args:
        text: The text.
        kept: Starts that hold already.  Then only the beginning of a section that has no start gets
            one, and new ids continue the numbering: what an editor left whole is not cut.
        retired: Ids that were in use once, and are not given again.
    """
    out = list(kept)
    taken = {*retired, *(start.id for start in kept)}
    number = max((int(i[1:]) for i in taken if re.fullmatch("e[0-9]+", i)), default=0)
    for section in _sections(text):
        opening = section.spans[0]
        held = any(opening.start <= s.offset < opening.end for s in kept)
        offsets = [] if held else [opening.start]
        if not kept:
            offsets += _turns(section, text.info.lang)
        titles = _titles(text.info.lang, section.heading, len(offsets))
        for offset, title in zip(offsets, titles, strict=True):
            number += 1
            out.append(Start(f"e{number}", offset, title))
    return sorted(out, key=lambda s: s.offset)


class _Section(NamedTuple):
    """What stands under one heading: the words of the heading, and the sentences."""

    heading: str
    spans: list[Span]
    sentences: list[Sentence]


def _sections(text: Text) -> list[_Section]:
    """Sentences between dividers: headings, and where a division without one begins."""
    divided = divisions.beginnings(text)
    out = [_Section("", [], [])]
    whole = _whole(text)
    notes = reading.notes_inside(text.regions, text.transcript.span_annotations)
    ruled, before = False, None
    for index, region in enumerate(text.regions):
        if region.kind in _DIVIDERS:
            heading = ""
            if region.kind is RegionKind.HEADING:
                skipped = (*region.markup, *notes.get(index, ()))
                heading = reading.of_span(text.source, region.body, skipped).text
            if out[-1].spans:
                out.append(_Section(heading, [], []))
            else:
                out[-1] = _Section(heading or out[-1].heading, [], [])
            ruled, before = False, None
        elif region.kind is RegionKind.BOILERPLATE:
            line = text.source[region.body.start : region.body.end]
            ruled = ruled or not (any(c.isalnum() for c in line) or _FENCE.fullmatch(line.strip()))
        elif region.kind in _RUNNING:
            if region.body.start in divided and out[-1].spans:
                out.append(_Section(divided[region.body.start], [], []))
                ruled, before = False, None
            elif region.body.start in divided and not out[-1].heading:
                out[-1] = out[-1]._replace(heading=divided[region.body.start])
            skipped = (*region.markup, *notes.get(index, ()))
            spans = sentences(text.source, region.body, skipped, whole)
            speech = region.kind is RegionKind.DIALOGUE
            for number, span in enumerate(spans):
                words = reading.of_span(text.source, span, skipped).text
                opens = number == 0
                verse = region.kind is RegionKind.VERSE
                answer = speech and opens and before is not None
                made = Sentence(words, len(words.split()), opens, verse, answer, ruled and opens)
                out[-1].spans.append(span)
                out[-1].sentences.append(made)
            ruled, before = False, region
    return [section for section in out if section.spans]


def _turns(section: _Section, lang: str) -> list[int]:
    """Offsets inside a section at which an episode begins, the first one left out."""
    words = [sentence.words for sentence in section.sentences]
    opens = [sentence.opens for sentence in section.sentences]
    values = change.scores(words, opens, lang)
    found = drafting.beginnings(section.sentences, values)
    return [section.spans[index].start for index in found]


def _titles(lang: str, heading: str, count: int) -> list[Mapping[str, str]]:
    """The titles of the episodes under a heading: its words, numbered from the second on."""
    words = " ".join(heading.split()).strip(" .:،؛*-–—|[]")
    if len(words) > _LONGEST_TITLE:
        words = words[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    lang = lang.partition("-")[0]
    script = scripts.of_text(words)
    if not count or not script or script != scripts.of_language(lang):
        return [{}] * count
    return [{lang: words}, *({lang: f"{words} ({n})"} for n in range(2, count + 1))]
