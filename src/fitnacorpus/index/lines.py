"""The lines of a document as the index holds them: their refs, contexts and readings."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from fitnacorpus import reading
from fitnacorpus.model import Correction, Document, RegionKind, Span
from fitnacorpus.orthography import fold_text
from fitnacorpus.orthography.arabic import with_full_alefs
from fitnacorpus.reading import ReadingView
from fitnacorpus.refs import Ref

SPELLINGS: Final = "\n"
"""What parts the spellings of a line: no words stand side by side over it."""
CONTEXT: Final = 60
"""Code points of context kept on either side of a mention."""
_PERSON: Final = "person"
_UNCITED: Final = frozenset({"words", "line", "caesura"})
"""Units that count and are not cited."""
_CITED_WORDS: Final = 120
"""Code points of a cited passage that are kept of its beginning."""
_DIVISIONS: Final = {
    RegionKind.HEADING: "head",
    RegionKind.INFOBOX: "infobox",
    RegionKind.NOTE: "note",
}


def lines_with_refs(document: Document) -> list[tuple[Ref, Span]]:
    """Sentences, headings, notes and lines of tables of facts with their refs, in order."""
    info = document.text.info
    out: list[tuple[Ref, Span]] = []
    counts: Counter[str] = Counter()
    for region in document.text.regions:
        if name := _DIVISIONS.get(region.kind):
            counts[name] += 1
            out.append((Ref(info.id, name, counts[name]), region.body))
    for episode in document.episodes:
        for number, paragraph in enumerate(episode.paragraphs, start=1):
            for index, sentence in enumerate(paragraph.sentences, start=1):
                out.append((Ref(info.id, episode.id, number, index), sentence))
    return sorted(out, key=lambda pair: pair[1])


def rows(document: Document) -> list[tuple[tuple[object, ...], str]]:
    """Rows of the table `lines`, each with its folded words; a corrected line stands twice.

    A line is held as it is read; a note that interrupts it is a line of its own with the same ref.
    """
    found = list(_rows(document))
    words = folded([words for _, words in found], document.text.info.lang)
    return [(row, here) for (row, _), here in zip(found, words, strict=True)]


def _rows(document: Document) -> Iterator[tuple[tuple[object, ...], str]]:
    """The rows of `lines`, each with its words where corrections are made."""
    info = document.text.info
    frames = {e.id: Span(e.start, e.end) for e in document.episodes}
    views = reading.of_document(document).views
    for ref, line in lines_with_refs(document):
        frame = frames.get(ref.division, line)
        for view in views:
            here, around = view.view_span(line), view.view_span(frame)
            if here.start == here.end:
                continue
            start = max(around.start, here.start - CONTEXT)
            end = min(around.end, here.end + CONTEXT)
            body = view.part(here)
            inside = _corrections(document.corrections, line, view)
            for changes in ((), inside) if inside else ((),):
                row = (
                    info.id, info.lang, str(ref), _spaced(view.text[start : here.start]),
                    body.text, _spaced(view.text[here.end : end]),
                    json.dumps(changes, ensure_ascii=False), json.dumps(body.runs),
                )  # fmt: skip
                yield row, corrected_words(body.text, changes)


def citations(document: Document) -> Iterator[tuple[object, ...]]:
    """Rows of the table `citations`; a page has its volume before its number (2.30)."""
    info, lines = document.text.info, lines_with_refs(document)
    cited = [m for m in document.milestones if m.n and m.unit not in _UNCITED]
    if not cited or not lines:
        return
    view = reading.of_document(document)
    ends = [line.end for _, line in lines]
    last = len(document.text.source)
    following: dict[str, int] = {}
    found = []
    for item in reversed(cited):
        end = following.get(item.unit, last)
        following[item.unit] = item.at
        found.append((item, end))
    volume = ""
    for item, end in reversed(found):
        volume = item.n if item.unit == "volume" else volume
        index = bisect_right(ends, item.at)
        if index == len(lines):
            continue
        ref, line = lines[index]
        start = max(item.at, line.start)
        words = " ".join(view.read(Span(start, max(start, min(end, line.end)))).split())
        n = f"{volume}.{item.n}" if item.unit == "page" and volume else item.n
        yield (info.id, start, max(start, end), info.lang, item.unit, n, str(ref),
               words[:_CITED_WORDS])  # fmt: skip


def strangers(document: Document) -> Iterator[tuple[str, int, str, str, str]]:
    """Rows of the table `strangers`: persons whose names no entry bears, as they are read."""
    info = document.text.info
    view = reading.of_document(document)
    lines = lines_with_refs(document)
    at = 0
    for mention in document.mentions:
        if mention.candidates or mention.kind != _PERSON:
            continue
        while lines[at][1].end <= mention.start:
            at += 1
        words = " ".join(view.read(Span(mention.start, mention.end)).split())
        yield info.id, mention.start, info.lang, str(lines[at][0]), words


def folded(lines: Sequence[str], lang: str) -> list[str]:
    """The words of lines as they are compared: without small alefs and, where that differs, again.

    All are folded at once, since folding the parts of a text that is cut at white space gives the
    parts of its fold.

    Args:
        lines: The words of each, corrections made.
        lang: Language of the text.

    Returns:
        For each line one or two spellings, word for word, with `SPELLINGS` between them.
    """
    if not lines:
        return []
    one_line = [" ".join(words.split("\n")) for words in lines]
    plain = fold_text("\n".join(one_line), lang).split("\n")
    full = [with_full_alefs(words) for words in one_line]
    other = [k for k, words in enumerate(full) if words != one_line[k]]
    again = fold_text("\n".join(full[k] for k in other), lang).split("\n")
    for k, spelt in zip(other, again, strict=False):
        if spelt != plain[k]:
            plain[k] += SPELLINGS + spelt
    return plain


def quoted(document: Document, span: Span, frame: Span, most: int) -> tuple[str, str, str]:
    """A span as it is read, with up to so many code points before and after it.

    Args:
        document: The document.
        span: The span, in the source.
        frame: The span of the source that the context stays in.
        most: Code points on either side.

    Returns:
        What stands before, the span, and what stands after.
    """
    # Notation and white space that are not read take room in the source.
    wide = Span(max(frame.start, span.start - 3 * most), min(frame.end, span.end + 3 * most))
    view = reading.near(document, wide).holding(span)
    before, after = context(view, span, frame, most)
    return before, _spaced(view.text[slice(*view.view_span(span))]), after


def context(view: ReadingView, span: Span, frame: Span, most: int = CONTEXT) -> tuple[str, str]:
    """Code points as read on both sides of a span, cut at word edges.

    Args:
        view: The text as it is read.
        span: The span, in the source.
        frame: The span of the source that the context stays in.
        most: How many code points on either side.
    """
    words, inside, bounds = view.text, view.view_span(span), view.view_span(frame)
    start = max(bounds.start, inside.start - most)
    while bounds.start < start < inside.start and not words[start - 1].isspace():
        start += 1
    end = min(bounds.end, inside.end + most)
    while inside.end < end < bounds.end and not words[end].isspace():
        end -= 1
    return _spaced(words[start : inside.start]), _spaced(words[inside.end : end])


def _spaced(words: str) -> str:
    return words.replace("\n", " ")


def _corrections(
    corrections: Sequence[Correction], line: Span, view: ReadingView
) -> tuple[tuple[int, int, str], ...]:
    """Corrections inside a line, none inside another, with offsets into the line as it is read."""
    out: list[tuple[int, int, str]] = []
    base = view.view_span(line).start
    for c in corrections:
        if (c.corr or c.reg) and line.start <= c.start and c.end <= line.end:
            span = view.view_span(Span(c.start, c.end))
            start, end = span.start - base, span.end - base
            if start < end and (not out or start >= out[-1][1]):
                out.append((start, end, c.corr or c.reg))
    return tuple(out)


def corrected_words(body: str, changes: Sequence[Sequence[Any]]) -> str:
    """A line with corrections made, as `corrected` has it."""
    return corrected(body, changes)[0] if changes else body


def corrected(body: str, changes: Sequence[Sequence[Any]]) -> tuple[str, list[Span]]:
    """A line with corrections made, and for each of its characters the place in the line.

    Args:
        body: The line as it is read.
        changes: Start, end and what to read there, in order.
    """
    pieces: list[str] = []
    places: list[Span] = []
    at = 0
    for start, end, corr in (*changes, (len(body), len(body), "")):
        pieces += [body[at:start], corr]
        places += [Span(i, i + 1) for i in range(at, start)]
        places += [Span(start, end)] * len(corr)
        at = end
    return "".join(pieces), places
