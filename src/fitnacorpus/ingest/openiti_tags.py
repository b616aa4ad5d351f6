"""Tags inside the lines of OpenITI mARkdown: pages, milestones, names, quotations, reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from fitnacorpus import reading
from fitnacorpus.arabic_script import DIGITS
from fitnacorpus.ingest.unmodelled import Found
from fitnacorpus.model import Milestone, SourceName, Span, SpanAnnotation, Unmodelled

_TAG: Final = re.compile(
    r"(?P<page>(?:§[ \t]*)?Page(?P<edge>Beg|End)?V(?P<volume>[^P\s]+)P(?P<number>\d+[A-Za-z]?))"
    r"|(?P<printed><[0-9]{1,4}>)"
    r"|\[[ \t]*(?:ق[ \t]*)?"
    rf"(?P<folio>[0-9{DIGITS}]{{1,3}}\s*+(?:~~[ \t]*+)?[/-]?[ \t]*+[وظأب])[ \t]*\]"
    r"|(?P<chunk>\bms(?P<chunk_number>[A-Z]?\d+)\b|Milestone300)"
    r"|(?P<html></?[A-Za-z][^<>]{0,400}>|!\[[^\]\n]{0,80}\]\([^)\s]{0,400}\)"
    r"|\[\]\([^)\s]{0,400}\))"
    r"|(?P<note>NoteV\d+P\d+(?:N\d+)?)"
    r"|(?P<quran>@Q[BE]@)"
    r"|(?P<cited>@(?P<quoted>QUR@|HAD)(?P<skipped>\d)(?P<counted>\d+))"
    r"|(?P<report>@(?:ISNAD|MATN|HUKM)@)"
    r"|(?P<name>@(?P<what>PER|TOP|SRC|SOC|P|T|S)(?P<letters>\d)(?P<words>\d))(?!\d)"
    r"|(?P<year>@Y[A-Z]\d{1,4})"
    r"|(?P<caesura>%~%)"
    r"|(?P<route>\#\$\#[A-Z]+\d?)"
    r"|(?P<open>@[A-Za-z]+@[A-Za-z]+(?:_[^@\s]+)?@(?:[A-Za-z]+@)?(?:-@[0tf][ftalmr]@)?)"
    r"|(?P<other>@[A-Z]{2,}\d*(?:@\d*)?)"
    r"|(?P<stars>(?<!\S)[*|](?:[ \t]*[*|])*(?!\S)|\(\*\))"
)
_KINDS: Final = {"PER": "person", "P": "person", "TOP": "place", "T": "place", "SRC": ""}
_WORD: Final = re.compile(r"\S+")
_EDGE: Final = " \t\r\n"
_STOPS: Final = ".,;:!?،؛؟:()[]{}«»\"'“”"


class _Page(NamedTuple):
    span: Span
    edge: str
    volume: str
    number: str


class Tags:
    """What the tags of a text say, gathered block by block in reading order.

    Args:
        source: The source.
        text_start: Where the text begins, after the header.
    """

    def __init__(self, source: str, *, text_start: int) -> None:
        self.verse_before = False
        self._source = source
        self._start = text_start
        self._stretches: list[SpanAnnotation] = []
        self._names: list[SourceName] = []
        self._chunks: list[Milestone] = []
        self._pages: list[_Page] = []
        self._printed: list[tuple[int, str]] = []
        self._left = Found(source)

    def read(self, body: Span, marks: Sequence[Span], *, report: bool = False) -> list[Span]:
        """Read the tags of a block.

        Args:
            body: The block.
            marks: Notation at the beginnings of its lines.
            report: Whether it is a report (``$RWY$``), which opens with its chain.

        Returns:
            All notation of the block, in order.
        """
        held = list(marks)
        named: list[re.Match[str]] = []
        cited: list[re.Match[str]] = []
        quran = -1
        chain = marks[0].end if report and marks else -1
        for match in _TAG.finditer(self._source, body.start, body.end):
            span = Span(match.start(), self._tag_end(match, body))
            held.append(span)
            match _group(match):
                case "page":
                    self._pages.append(
                        _Page(span, match["edge"] or "", match["volume"], match["number"])
                    )
                case "chunk" if match["chunk_number"]:
                    at = self._next(span.end)
                    self._chunks.append(Milestone(at, "ms", match["chunk_number"]))
                case "folio":
                    at = self._next(span.end)
                    self._chunks.append(
                        Milestone(
                            at, "folio", " ".join(_WORD.findall(match["folio"].replace("~~", "")))
                        )
                    )
                case "printed":
                    # The number of the page, as the tags of pages give it.
                    self._printed.append((span.end, match["printed"].strip("<>")))
                case "quran" if match[0] == "@QB@":
                    quran = span.end
                case "quran" if quran >= 0:
                    self.stretch("quran", Span(quran, match.start()), held)
                    quran = -1
                case "cited":
                    cited.append(match)
                case "report":
                    if match[0] == "@ISNAD@":
                        chain = span.end
                        continue
                    if chain >= 0:
                        self.stretch("isnad", Span(chain, match.start()), held)
                    chain = -1
                    self.left(match[0], span.start)
                case "name" if match["what"] in _KINDS and int(match["words"]):
                    named.append(match)
                case "caesura":
                    if not overlapping(marks, match.start()):
                        self.caesura(self._next(span.end))
                case "html":
                    self.left(_element(match[0]), span.start)
                case "note":
                    self.left("NoteV…", span.start)
                case "stars":
                    if not overlapping(marks, span.start):
                        self.left("*", span.start)
                case _:
                    self.left(_bare(match[0]), span.start)
        if quran >= 0:
            self.left("@QB@ without @QE@", quran)
        if chain >= 0:
            self.left("chain without @MATN@", chain)
        held = _merged(held)
        for tag in cited:
            kind = "quran" if tag["quoted"] == "QUR@" else "hadith"
            run = self._counted(tag, body, held, int(tag["skipped"]), int(tag["counted"]))
            if run is None or not self._nests(run, body):
                self.left(_bare(tag[0]), tag.start())
            else:
                self.stretch(kind, run, held)
        for tag in named:
            self._name(tag, body, held)
        return held

    def _tag_end(self, match: re.Match[str], body: Span) -> int:
        """End of a tag with the space that sets it off, so that one space is left to read."""
        start, end = match.span()
        apart = start == body.start or self._source[start - 1].isspace()
        if apart and match["caesura"] is None and self._source[end : end + 1] == " ":
            return min(end + 1, body.end)
        return end

    def caesura(self, at: int) -> None:
        """Note where a hemistich begins that is not the first of its line."""
        self._chunks.append(Milestone(at, "caesura", ""))

    def pages(self) -> list[tuple[int, tuple[str, str]]]:
        """Where each page ends, with its volume and number, in order."""
        return [
            (p.span.start, (p.volume.lstrip("0"), p.number.lstrip("0")))
            for p in self._pages
            if p.edge != "Beg"
        ]

    def _next(self, at: int) -> int:
        """The next character that is no white space; the end where there is none."""
        match = _WORD.search(self._source, at)
        return match.start() if match else len(self._source)

    def stretch(self, kind: str, span: Span, marks: Sequence[Span]) -> None:
        """Note a stretch, without white space and notation at its edges."""
        start, end = span
        while start < end and (self._source[start] in _EDGE or overlapping(marks, start)):
            start += 1
        while start < end and (self._source[end - 1] in _EDGE or overlapping(marks, end - 1)):
            end -= 1
        if start < end:
            self._stretches.append(SpanAnnotation(start, end, kind, resp="source"))

    def _counted(
        self, tag: re.Match[str], body: Span, held: Sequence[Span], letters: int, count: int
    ) -> Span | None:
        """The words that a tag counts, without the letters that it says are attached."""
        words: list[Span] = []
        for match in _WORD.finditer(self._source, tag.end(), body.end):
            start, end = match.span()
            while start < end and overlapping(held, start):
                start += 1
            while start < end and overlapping(held, end - 1):
                end -= 1
            if start == end:
                continue
            words.append(Span(start, end))
            if len(words) == count:
                break
        if not words:
            return None
        start, end = words[0].start + letters, words[-1].end
        end = start + len(self._source[start:end].rstrip(_STOPS))
        return Span(start, end) if start < end else None

    def _nests(self, run: Span, body: Span) -> bool:
        """Whether a run lies in every stretch of its block that it touches."""
        near = takewhile(lambda s: s.end > body.start, reversed(self._stretches))
        return all(
            not run.overlaps(Span(s.start, s.end)) or Span(s.start, s.end).contains(run)
            for s in near
        )

    def _name(self, tag: re.Match[str], body: Span, held: Sequence[Span]) -> None:
        """The words that a tag of a name counts."""
        run = self._counted(tag, body, held, int(tag["letters"]), int(tag["words"]))
        apart = run and all(not run.overlaps(Span(n.start, n.end)) for n in self._names[-1:])
        if run is None or not apart or not self._nests(run, body):
            self.left(_bare(tag[0]), tag.start())
            return
        self._names.append(SourceName(*run, _KINDS[tag["what"]]))

    def left(self, what: str, at: int) -> None:
        """Note something that the corpus has no place for."""
        self._left.add(what, at)

    # --- What was found --------------------------------------------------------------------------

    def all_stretches(self) -> tuple[SpanAnnotation, ...]:
        """The stretches, sorted."""
        return tuple(sorted(self._stretches, key=lambda s: (s.start, -s.end)))

    def all_names(self) -> tuple[SourceName, ...]:
        """The names, sorted."""
        return tuple(sorted(self._names))

    def milestones(self) -> tuple[Milestone, ...]:
        """Pages, volumes and chunks, where they begin.

        ``PageV01P002`` stands at the end of its page, so that the page begins after the tag before;
        ``PageBegV…`` stands at the beginning.  Volume or page 0 means that it is not known.  Where
        a word goes on behind the last tag, a page without a number begins.
        """
        out = list(self._chunks)
        begins, volume = self._start, ""
        if not self._pages:
            out += [Milestone(self._next(at), "page", number) for at, number in self._printed]
        begin_tags = any(page.edge == "Beg" for page in self._pages)
        for page in self._pages:
            after = self._next(page.span.end)
            at = after if page.edge == "Beg" else begins
            begins = after
            if begin_tags and page.edge != "Beg":
                continue
            known = page.volume.lstrip("0")
            if known and known != volume:
                volume = known
                out.append(Milestone(at, "volume", volume))
            if number := page.number.lstrip("0"):
                out.append(Milestone(at, "page", number))
        if self._pages and self._inside_word(self._pages[-1].span):
            out.append(Milestone(begins, "page", ""))
        # What begins at one place: the larger unit first.
        order = {"volume": 0, "page": 1}
        return tuple(sorted(out, key=lambda m: (m.at, order.get(m.unit, 2))))

    def _inside_word(self, tag: Span) -> bool:
        around = self._source[tag.start - 1 : tag.start] + self._source[tag.end : tag.end + 1]
        return len(around) == 2 and all(map(reading.of_word, around))

    def unmodelled(self) -> tuple[Unmodelled, ...]:
        """What was noted, in order of first occurrence."""
        unknown = [p for p in self._pages if not p.number.strip("0")]
        for page in unknown:
            self.left("page of unknown number (P000)", page.span.start)
        return self._left.all()


def _bare(tag: str) -> str:
    """A tag without its numbers, so that tags of one kind are told once."""
    return re.sub(r"\d+", "", tag) if tag.startswith("@") else tag


def _element(tag: str) -> str:
    """An HTML tag without its attributes; an image of Markdown."""
    return "![]()" if tag[0] in "![" else "<" + re.split(r"[\s/>]", tag.strip("</"))[0] + ">"


def _group(match: re.Match[str]) -> str:
    """The alternative of the pattern that matched."""
    alternatives = (
        "page", "printed", "folio", "chunk", "html", "note", "quran", "cited", "report", "name",
        "year", "caesura", "route", "open", "other", "stars",
    )  # fmt: skip
    return next(name for name in alternatives if match[name] is not None)


def overlapping(marks: Sequence[Span], at: int) -> bool:
    """Whether a character belongs to notation."""
    return any(mark.start <= at < mark.end for mark in marks)


def _merged(marks: Sequence[Span]) -> list[Span]:
    """Spans in order, with those that meet made one."""
    out: list[Span] = []
    for mark in sorted(marks):
        if out and mark.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, mark.end))
        else:
            out.append(mark)
    return out
