"""Runs of a source as HTML: every character escaped, names as links, notation left out.

Names are plain inline elements: padding, `bdi` or a button around a name would tear an Arabic word
apart where a particle is attached to it.  Links lead from pages two folders deep.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, islice
from typing import Final

from markupsafe import Markup

from fitnacorpus import languages
from fitnacorpus.arabic_script import BLOCKS, is_arabic
from fitnacorpus.model import (
    Document,
    Mention,
    Milestone,
    Passage,
    Span,
    SpanAnnotation,
    TextualState,
)
from fitnacorpus.reader.correspondence import Difference, Sentence
from fitnacorpus.tei import layers
from fitnacorpus.tei.nesting import Spans, cut, spans_of

UP: Final = "../../"
"""From a page of prose to the root of its tree."""

_ARABIC_RUN: Final = re.compile(rf"[{BLOCKS}]+(?:[ \u00a0]+[{BLOCKS}]+)*")
_LATIN: Final = "A-Za-z\u00c0-\u024f\u1e00-\u1eff\u02be\u02bf"
_LATIN_RUN: Final = re.compile(rf"[{_LATIN}][{_LATIN}0-9'’.-]*(?: +[{_LATIN}][{_LATIN}0-9'’.-]*)*")
_TAGS: Final = {"emphasis": "em"}
_UNSEEN: Final = ("ms",)
"""Units that only serve programs: OpenITI counts every 300 words."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """An element around a span.

    Attributes:
        span: What it stands around.
        opening: Its start tag.
        closing: Its end tag.
        note: A link that follows it.
        link: Whether it is a link itself, which may hold no other one.
        hidden: Whether its characters are left out.
        anchored: Its start tag where permalinks are wanted; "" for the same.
        aimed: Whether it stands only for its permalink.
    """

    span: Span
    opening: str
    closing: str
    note: str = ""
    link: bool = False
    hidden: bool = False
    anchored: str = ""
    aimed: bool = False


def is_rtl(lang: str) -> bool:
    """Whether a language is written from right to left."""
    return languages.is_rtl(lang)


def way(words: str) -> str:
    """The direction of words that an editor wrote, by the script of most of their letters.

    The first letter decides nothing: a title in Arabic may open an English sentence.
    """
    letters = [is_arabic(c) for c in words if c.isalpha()]
    return "rtl" if 2 * sum(letters) > len(letters) else "ltr"


class Prose:
    """The words of one document, ready to be cut into passages.

    Args:
        document: The text.
        describe: From a mention to what there is to say of its doubt; "" where there is none.
        sentences: Its sentences with the links that they carry.
        differences: Its words of which a reviewer judged that they gainsay another account.
        place: From a fragment of the text to the address of its page from the root of the tree.
    """

    def __init__(
        self,
        document: Document,
        describe: Callable[[Mention], str],
        sentences: Sequence[Sentence] = (),
        differences: Sequence[Difference] = (),
        place: Callable[[str], str] | None = None,
    ) -> None:
        self.document = document
        self._sentences, self._differences = sentences, differences
        text = document.text.info.id
        self._place = place or (lambda fragment: f"texts/{text}/index.html#{fragment}")
        self.source = document.text.source
        self.lang = document.text.info.lang
        self._run = _LATIN_RUN if is_rtl(self.lang) else _ARABIC_RUN
        self._pieces = sorted(self._all(describe), key=lambda p: (p.span.start, -p.span.end))
        self._starts = [p.span.start for p in self._pieces]
        # How far the elements up to each one reach: where to begin looking for those still open.
        self._reach = list(accumulate((p.span.end for p in self._pieces), max))
        self._marks = [(m.at, _milestone(m)) for m in document.milestones if _is_seen(m)]

    def _all(self, describe: Callable[[Mention], str]) -> Iterator[_Piece]:
        document = self.document
        yield from self._carrying()
        marks = {Span(s.start, s.end): s for s in document.span_annotations if s.kind == "mark"}
        for region in document.text.regions:
            for span in region.markup:
                if mark := marks.get(span):
                    yield self._mark(mark)
                else:
                    yield _Piece(span, "", "", hidden=True)
            if region.label:
                yield _Piece(region.label, '<span class="label">', "</span>")
        for number, c in enumerate(document.corrections, start=1):
            note = Markup('<a class="note" href="{}{}">{}</a>').format(
                UP, self._place(f"note-{number}"), number
            )
            yield _Piece(Span(c.start, c.end), '<span class="sic">', "</span>", note=str(note))
        firm = Spans(spans_of((*document.mentions, *document.corrections)))

        def parts(item: SpanAnnotation | TextualState) -> list[Span]:
            whole = [Span(item.start, item.end)]
            return cut(whole, firm) if layers.yields(item) else whole

        for s in document.span_annotations:
            if s.kind == "mark":
                continue
            lang = Markup(' lang="{}"').format(s.lang) if s.lang else ""
            tag = _TAGS.get(s.kind, "span")
            opening = Markup("<{}{}{}>").format(
                Markup(tag), Markup(' class="{}"').format(s.kind), Markup(lang)
            )
            for span in parts(s):
                yield _Piece(span, str(opening), f"</{tag}>")
        for state in document.states:
            if state.start < state.end:
                told = " ".join(filter(None, (state.kind, state.reason, state.extent)))
                opening = Markup('<span class="state" title="{}">').format(told)
                for span in parts(state):
                    yield _Piece(span, str(opening), "</span>")
        for d in document.dates:
            years = f"{d.not_before or '…'} – {d.not_after or '…'}"
            opening = Markup('<span class="date" title="{}">').format(years)
            yield _Piece(Span(d.start, d.end), str(opening), "</span>")
        for h in document.honorifics:
            yield _Piece(Span(h.start, h.end), '<span class="blessing">', "</span>")
        for m in document.mentions:
            yield self._mention(m, describe(m))

    def _carrying(self) -> Iterator[_Piece]:
        """The sentences, and in them the words that differ; they yield to all that stands there."""
        document = self.document
        layers_of = (
            document.span_annotations, document.states, document.dates, document.honorifics,
            document.mentions, document.corrections,
        )  # fmt: skip
        around = Spans(span for layer in layers_of for span in spans_of(layer))
        for sentence in self._sentences:
            opening = ""
            if sentence.links:
                opening = Markup('<span class="run{}" data-l="{}">').format(
                    "" if sentence.firm else " may", " ".join(sentence.links)
                )
            for number, span in enumerate(cut([sentence.span], around)):
                anchored = str(opening)
                if not number:
                    tag = opening[5:] if opening else ">"
                    anchored = f'<span id="{sentence.id}"{tag}'
                elif not opening:
                    continue
                yield _Piece(span, str(opening), "</span>", anchored=anchored, aimed=not opening)
        whole = {sentence.span for sentence in self._sentences}
        for span, aspect in self._differences:
            long = " long" if span in whole else ""
            opening = Markup('<span class="dif{}" data-of="{}">').format(long, aspect)
            for part in cut([span], around):
                yield _Piece(part, str(opening), "</span>")

    def _mark(self, mark: SpanAnnotation) -> _Piece:
        """The mark of a note, leading to the note where that is known."""
        span = Span(mark.start, mark.end)
        if not mark.source:
            return _Piece(span, '<sup class="mark">', "</sup>")
        opening = Markup('<sup class="mark"><a href="{}{}">').format(
            UP, self._place(f"note.p{mark.source}")
        )
        return _Piece(span, str(opening), "</a></sup>", link=True)

    def _mention(self, m: Mention, title: str) -> _Piece:
        span = Span(m.start, m.end)
        if not m.ref:
            opening = f'<span class="nm unknown" title="{escape(title)}">'
            return _Piece(span, opening, "</span>")
        folder = "events" if m.kind == "event" else "names"
        ids = " ".join(escape(c.ref) for c in m.candidates)
        first = ids.partition(" ")[0]
        doubt = f' title="{escape(title)}"' if title else ""
        opening = (
            f'<a class="nm {"ambiguous" if title else m.kind}" '
            f'href="{UP}{folder}/{first}/index.html" data-n="{ids}"{doubt}>'
        )
        return _Piece(span, opening, "</a>", link=True)

    def run(self, start: int, end: int, *, ids: bool = False) -> Markup:
        """The source between two code points; with `ids`, each sentence with its permalink.

        An element that the run cuts through is opened and closed inside it; of two elements that
        cross, and of two links inside one another, the inner one is left out.
        """
        out: list[str] = []
        held: list[_Piece] = []
        at = start
        for piece in self._touching(start, end):
            if piece.aimed and not ids:
                continue
            limit = min(piece.span.end, end)
            at = self._close(out, held, at, piece.span.start)
            crossing = held and held[-1].span.end < limit
            if crossing or (piece.link and any(p.link for p in held)):
                continue
            begin = max(piece.span.start, start)
            self._words(out, at, begin, held)
            at = max(at, begin)
            out.append(piece.anchored or piece.opening if ids else piece.opening)
            held.append(piece)
        at = self._close(out, held, at, end)
        self._words(out, at, end, held)
        out += [piece.closing for piece in reversed(held)]
        return Markup("".join(out))

    def _touching(self, start: int, end: int) -> Iterator[_Piece]:
        """The elements that share a character with a run, in nesting order."""
        index = bisect_left(self._starts, start)
        while index and self._reach[index - 1] > start:
            index -= 1
        for piece in self._pieces[index : bisect_left(self._starts, end)]:
            if piece.span.end > start:
                yield piece

    def _close(self, out: list[str], held: list[_Piece], at: int, limit: int) -> int:
        while held and held[-1].span.end <= limit:
            self._words(out, at, held[-1].span.end, held)
            at = max(at, held[-1].span.end)
            piece = held.pop()
            out.append(piece.closing)
            if not any(p.link for p in held):
                out.append(piece.note)
        return at

    def _words(self, out: list[str], start: int, end: int, held: list[_Piece]) -> None:
        """The bare characters of a run, page numbers between them."""
        if start >= end:
            return
        first = bisect_left(self._marks, start, key=lambda mark: mark[0])
        hidden = bool(held) and held[-1].hidden
        for at, mark in islice(self._marks, first, None):
            if at >= end:
                break
            if hidden:
                out.append(mark)
            else:
                self._script(out, self.source[start:at])
                out.append(mark)
                start = at
        if not hidden:
            self._script(out, self.source[start:end])

    def _script(self, out: list[str], words: str) -> None:
        """Characters; runs in the other script are isolated, so that each keeps its direction."""
        at = 0
        for found in self._run.finditer(words):
            out.append(escape(words[at : found.start()]))
            lang, way = (languages.AR, "rtl") if is_arabic(found[0][0]) else (languages.EN, "ltr")
            out.append(f'<bdi lang="{lang}" dir="{way}">{escape(found[0])}</bdi>')
            at = found.end()
        out.append(escape(words[at:]))

    def passage(self, passage: Passage, *, ids: bool = False) -> Markup:
        """The paragraphs of a passage, as far as it goes; with `ids`, each with its permalink."""
        episode = next(e for e in self.document.episodes if e.id == passage.episode)
        out = []
        for number, paragraph in enumerate(episode.paragraphs, start=1):
            inside = [
                s for s in paragraph.sentences if s.start < passage.end and passage.start < s.end
            ]
            if not inside:
                continue
            whole = len(inside) == len(paragraph.sentences)
            start, end = inside[0].start, inside[-1].end
            if whole:
                start, end = paragraph.start, paragraph.end
            kind = "speech" if paragraph.speech else "verse" if paragraph.verse else ""
            opening = Markup("<p{}{}>").format(
                Markup(' id="{}.p{}"').format(episode.id, number) if ids else "",
                Markup(' class="{}"').format(kind) if kind else "",
            )
            out.append(opening + self.run(start, end, ids=ids) + Markup("</p>"))
        return Markup("\n").join(out)


def _is_seen(item: Milestone) -> bool:
    """Whether a page shows a milestone: a beginning without a number says nothing to a reader."""
    return item.unit not in _UNSEEN and (item.unit == "caesura" or bool(item.n))


def _milestone(item: Milestone) -> str:
    if item.unit == "caesura":
        return '<span class="caesura"> </span>'
    # The stylesheet says the unit, in the language of the interface.
    unit, _, edition = item.unit.partition("-")
    if unit != "page":
        unit, edition = item.unit, ""
    of = Markup(' data-of="{}"').format(edition) if edition else ""
    return str(Markup('<span class="page" data-unit="{}"{}>{}</span>').format(unit, of, item.n))
