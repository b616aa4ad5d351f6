"""Writing a document as TEI.

The characters of the source are written as they stand, white space included, so that no reader has
to guess what was there; lines are broken for people inside tags, where a break means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fitnacorpus.model import Document, Episode, Paragraph, Region, RegionKind, Span
from fitnacorpus.refs import Ref
from fitnacorpus.tei import (
    AUTHORITY,
    NAMESPACE,
    annotation_elements,
    declaration,
    inline,
    layers,
)
from fitnacorpus.tei import header as tei_header
from fitnacorpus.tei.header import Change, Edition
from fitnacorpus.tei.inline import Point, attributes, text

_XML_SPACE: Final = " \t\r\n"


def write(
    document: Document,
    edition: Edition,
    reviewers: Mapping[str, str],
    changes: Sequence[Change] = (),
) -> str:
    """The TEI of a document, without the XML declaration.

    Args:
        document: The document; its annotations must nest (`layers.spans`, `inline.crossing`).
        edition: What the header says about the edition as a whole.
        reviewers: xml:id to name of the people named in `@resp` or in `changes`.
        changes: What reviewers did to what the file holds.

    Returns:
        The file's content; the same document gives the same characters.
    """
    info = document.text.info
    root = attributes({"xmlns": NAMESPACE, "xml:id": info.id, "xml:lang": info.lang})
    body = _Body(document).render()
    head = tei_header.render(document, edition, reviewers, changes)
    rend = ""
    # Only if they are all the source's: a correction may hold a carriage return as well.
    pairs = document.text.source.count("\r\n")
    if inline.ends_lines_in_crlf(document.text.source) and body.count("&#13;") == pairs:
        body, rend = body.replace("&#13;\n", "\n"), inline.CRLF
    opening = f'<text xml:space="preserve"{attributes({"rend": rend})}>'
    return f"{declaration.MODEL}<TEI{root}>\n{head}\n{opening}<body>{body}</body></text>\n</TEI>\n"


class _Body:
    """One pass over the regions of a document, opening and closing divisions on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.text.source
        self.text_id = document.text.info.id
        self.elements = layers.elements(document)
        self.next_element = 0
        self.points = layers.points(document)
        self.next_point = 0
        self.out: list[str] = []
        self.gap_last = False
        self.closers: list[str] = []
        self.sections = 0
        self.in_verse = False
        self.before = ""
        self.counts = {"head": 0, "infobox": 0, "note": 0}
        self.pending = [
            (episode, number, paragraph)
            for episode in document.episodes
            for number, paragraph in enumerate(episode.paragraphs, start=1)
        ]
        self.pending.reverse()

    def render(self) -> str:
        """The content of the body element."""
        regions = self.document.text.regions
        listing = False
        self._gap(0, 0)
        for region in regions:
            is_fact = region.kind is RegionKind.INFOBOX
            if listing and not is_fact:
                self._insert_close()
            if self.in_verse and (region.kind is not RegionKind.VERSE or region.level):
                self._close_verse()
            if is_fact and not listing:
                self._open('<div type="infobox"><list\n>', "</list></div>")
            listing = is_fact
            self._region(region)
            self._gap(region.body.end, region.end)
        while self.closers:
            self._insert_close()
        return "".join(self.out)

    def _region(self, region: Region) -> None:
        match region.kind:
            case RegionKind.HEADING:
                self._heading(region)
            case RegionKind.INFOBOX:
                self._write(f"<item{self._number('infobox')}>{self._line(region.body)}</item\n>")
            case RegionKind.NOTE:
                values = {"type": "source", "place": region.place}
                opening = f"<note{attributes(values)}{self._number('note')}>"
                self._write(f"{opening}{self._line(region.body)}</note\n>")
            case RegionKind.BOILERPLATE:
                words = inline.render(self.source, region.body, (), self._points(region.body.end))
                self._write(f'<fw type="boilerplate">{words}</fw>')
            case RegionKind.PARAGRAPH | RegionKind.DIALOGUE | RegionKind.VERSE:
                self._paragraphs(region)

    def _write(self, content: str) -> None:
        self.out.append(content)
        self.gap_last = False

    def _open(self, opening: str, closing: str) -> None:
        self._write(opening)
        self.closers.append(closing)

    def _insert_close(self) -> None:
        """Close the innermost division, before the gap that was written last."""
        gap = self.out.pop() if self.gap_last else ""
        self.out += [self.closers.pop(), gap]
        self.gap_last = True

    def _close_verse(self) -> None:
        self._insert_close()
        self.in_verse = False

    def _points(self, limit: int) -> list[Point]:
        """What stands before a place and was not written yet."""
        first = self.next_point
        while self.next_point < len(self.points) and self.points[self.next_point].at < limit:
            self.next_point += 1
        return self.points[first : self.next_point]

    def _gap(self, start: int, end: int) -> None:
        """What stands between lines: white space, and the pages that begin there."""
        self.out.append(self._between(start, end))
        self.gap_last = True

    def _between(self, start: int, end: int) -> str:
        at, out = start, ""
        for point in self._points(end + 1):
            out += _space(self.source[at : point.at]) + point.content
            at = point.at
        return out + _space(self.source[at:end])

    def _number(self, division: str) -> str:
        self.counts[division] += 1
        ref = Ref(self.text_id, division, self.counts[division])
        return attributes({"xml:id": ref.xml_id, "n": str(ref.paragraph)})

    def _heading(self, region: Region) -> None:
        while self.sections >= region.level:
            self._insert_close()
            self.sections -= 1
        self._open('<div type="section"\n>', "</div\n>")
        self.sections += 1
        self._write(f"<head{self._number('head')}>{self._line(region.body)}</head>")

    def _paragraphs(self, region: Region) -> None:
        at = region.body.start
        while self.pending and self.pending[-1][2].start < region.body.end:
            episode, number, paragraph = self.pending.pop()
            if at < paragraph.start:
                self._gap(at, paragraph.start)
            if number == 1:
                self._open(self._episode(episode), "</div\n>")
            if paragraph.verse and not self.in_verse:
                opens = region.level and paragraph.start == region.start
                self._open('<lg type="stanza"\n>' if opens else "<lg\n>", "</lg>")
                self.in_verse = True
            self._write(self._paragraph(episode, number, paragraph))
            at = paragraph.end
            if number == len(episode.paragraphs):
                if self.in_verse:
                    self._close_verse()
                self._insert_close()
        if at < region.body.end:
            self._gap(at, region.body.end)

    def _episode(self, episode: Episode) -> str:
        values = {
            "type": "episode",
            "n": episode.id,
            "xml:id": Ref(self.text_id, episode.id).xml_id,
            "corresp": f"{AUTHORITY}#{episode.event}" if episode.event else "",
        }
        heads = "".join(
            f'<head type="editorial" resp="#editor" xml:lang="{lang}">'
            # Programs that show no border between a heading and the text need a break in it.
            f"{annotation_elements.written_in(title, lang)}\n</head\n>"
            for lang, title in episode.title.items()
        )
        return f"<div{attributes(values)}\n>{heads}"

    def _paragraph(self, episode: Episode, number: int, paragraph: Paragraph) -> str:
        ref = Ref(self.text_id, episode.id, number)
        values = {"xml:id": ref.xml_id, "n": str(number), "part": paragraph.part}
        parts: list[str] = []
        at = paragraph.start
        if paragraph.part in ("I", "M"):
            values["next"] = self._neighbour(self.pending[-1])
        if paragraph.part in ("M", "F"):
            values["prev"] = self.before
        self.before = f"#{ref.xml_id}"
        of_paragraph = ref.xml_id
        for index, span in enumerate(paragraph.sentences, start=1):
            # As `Ref` writes it; nothing in a ref has to be escaped.
            numbered = f' xml:id="{of_paragraph}.s{index}" n="{index}"'
            if at < span.start:
                parts.append(self._between(at, span.start))
            parts.append(f"<s{numbered}>{self._line(span)}</s\n>")
            at = span.end
        inner = "".join(parts)
        if paragraph.speech:
            inner = f"<said>{inner}</said>"
        name = "l" if paragraph.verse else "p"
        return f"<{name}{attributes(values)}\n>{inner}</{name}>"

    def _neighbour(self, pending: tuple[Episode, int, Paragraph]) -> str:
        episode, number, _ = pending
        return f"#{Ref(self.text_id, episode.id, number).xml_id}"

    def _line(self, span: Span) -> str:
        """A stretch of text with its inline elements; stretches are asked for in order."""
        elements, first, (start, end) = self.elements, self.next_element, span
        count = len(elements)
        while first < count and elements[first].span.start < start:
            first += 1
        last = first
        # Before the end of the line, or at it without extent.
        while last < count and (
            elements[last].span.start < end or elements[last].span == (end, end)
        ):
            last += 1
        self.next_element = last
        return inline.render(self.source, span, self.elements[first:last], self._points(span.end))


def _space(space: str) -> str:
    """White space between lines; what XML does not count as such stands in an element."""
    words = space.strip(_XML_SPACE)
    if not words:
        return text(space)
    before, _, after = space.partition(words)
    return f'{text(before)}<fw type="blank">{text(words)}</fw>{text(after)}'
