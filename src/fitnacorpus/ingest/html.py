"""Reader for books in HTML, as Project Gutenberg and other libraries publish them.

The characters of the text are the text content of ``body``; white space between blocks becomes a
line break, inside a block a space.  Headings, lines of poems, notes with their marks, side notes
and numbers of pages are told by their elements, and by the classes that makers of such books use;
lists of contents, indexes, tables and title pages are kept apart from the text.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from fitnacorpus.errors import SourceError
from fitnacorpus.ingest import gutenberg, paratext
from fitnacorpus.ingest.builder import TranscriptBuilder
from fitnacorpus.ingest.html_notes import Notes, is_page, words_of
from fitnacorpus.ingest.packed.page import LOST
from fitnacorpus.ingest.regions import Block, Declined, partition
from fitnacorpus.ingest.unmodelled import Found
from fitnacorpus.model import Region, RegionKind, Transcript, Unmodelled

_ROOT: Final = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html)\b", re.I | re.S
)
_SKIPPED: Final = frozenset(
    ["head", "style", "script", "nav", "form", "button", "select", "template", "noscript"]
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = frozenset(
    ["p", "li", "dd", "dt", "blockquote", "pre", "address", "figcaption", "caption", "center"]
)
_GROUPS: Final = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "body",
        "html",
        "ul",
        "ol",
        "dl",
        "aside",
        "figure",
        "header",
        "footer",
        "hgroup",
        "details",
    ]
)
_LEFT: Final = frozenset(["img", "svg", "object", "iframe", "video", "audio"])
_POEM: Final = re.compile(r"\b(?:poem|poetry|stanza|verse|lg)\b", re.I)
_ASIDE: Final = re.compile(r"\b(?:side-?note|margin(?:al)?-?note|sni)\b", re.I)
_PAGE_ID: Final = re.compile(r"(?:page|pg|p)[_-]?(?P<n>\d+|[ivxlc]+)", re.I)
_PAGE_WORDS: Final = re.compile(
    r"[\[{(]?\s*(?:[^\W\d_]{1,12}\.?\s+|p\.?)?(?P<n>\d+|[ivxlc]+)\s*[\]})]?", re.I
)
_FRONT: Final = re.compile(
    r"\b(?:toc|contents|index|title-?page|tp|tnote|transnote|mynote|transcriber|"
    r"boilerplate|pg-?header|pg-?footer)\b",
    re.I,
)
_CENTRED: Final = re.compile(r"\b(?:c|ce?nte?r(?:ed)?|titlepage|author)\b", re.I)
_TITLE_WORDS: Final = 20
"""Words that a centred line outside a poem has at most, if it is part of a title page."""
_LINKED: Final = 0.6
"""Share of its letters that are links into the file, from which on a block is a list of contents
or part of an index."""
_INDEX: Final = 5
"""Items, fewer than which are no index."""
_NAME_OF_FILE: Final = re.compile(
    r"^(?:the )?project gutenberg(?:'s|’s)?(?: e-?(?:book|text) of)? "
    r"|(?:(?<!\s)\s++|(?<![\s|—-]))[|—-]++\s*+(?:a )?project gutenberg.*$",
    re.I,
)


def is_html(source: str) -> bool:
    """Whether a source is a page of HTML: it begins as one does."""
    return _ROOT.match(source) is not None


def read(source: str) -> Transcript | Declined:
    """The transcript of a page of HTML; declines what is none.

    Raises:
        SourceError: it cannot be parsed (``broken-html``).
    """
    if not is_html(source):
        return Declined("it does not begin as a page of HTML does")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(source.encode(), parser)
    except etree.LxmlError as error:
        raise SourceError(
            "broken-html", f"it cannot be parsed: {error}", hint="Mend the file, then add it again"
        ) from None
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        return Declined("there is no body in it")
    return _Walk(root, body).transcript()


class _Walk:
    """One pass over the elements of a page, in reading order."""

    def __init__(self, root: etree._Element, body: etree._Element) -> None:
        self._root = root
        self._builder = TranscriptBuilder()
        self._notes = Notes(body)
        self._left: dict[str, list[int]] = {}
        self._kind = RegionKind.PARAGRAPH
        self._place = ""
        self._level = 0
        self._poem = False
        self._front = False
        self._visit(body)

    def transcript(self) -> Transcript:
        """What was found."""
        source, regions = self._builder.finish()
        frame = gutenberg.frame(source)
        if frame is not None:
            regions = tuple(_outside(region, frame) for region in regions)
        around, about = Found(source), self._about()
        if frame is not None or "gutenberg" in (self._root.findtext("head/title") or "").lower():
            blocks = [Block(x.kind, x.body, x.markup, x.label, x.level, x.place) for x in regions]
            paratext.set_aside(source, blocks, around)
            regions = partition(source, blocks)
            about = paratext.author_by(source, blocks, about)
        left = [Unmodelled(what, line, times) for what, (line, times) in self._left.items()]
        left += [item._replace(line=0) for item in around.all()]
        stretches = self._notes.numbered(self._builder.span_annotations, regions)
        return Transcript(
            source,
            regions,
            tuple(sorted(stretches, key=lambda s: (s.start, -s.end))),
            tuple(self._builder.milestones),
            unmodelled=tuple(left),
            about={**about, **(frame.about if frame else {})},
        )

    def _about(self) -> dict[str, str]:
        """What the head says of the book."""
        said: dict[str, str] = {}
        for meta in self._root.iterfind("head/meta"):
            key = (meta.get("name") or meta.get("property") or "").lower()
            value = " ".join((meta.get("content") or "").split())
            if value:
                said.setdefault(
                    key.removeprefix("dcterms.").removeprefix("dc.").removeprefix("og:"), value
                )
        about = {key: said[name] for key, name in _META.items() if name in said}
        about.setdefault("author", said.get("author", ""))
        title = self._root.find("head/title")
        if title is not None and "title" not in about:
            words, _, author = _NAME_OF_FILE.sub("", words_of(title)).partition(", by ")
            about["title"] = words.strip()
            about["author"] = about["author"] or author.strip()
        lang = self._root.get("lang") or self._root.get(
            "{http://www.w3.org/XML/1998/namespace}lang"
        )
        return {key: value for key, value in {**about, "lang": lang or ""}.items() if value}

    def _tell(self, what: str, element: etree._Element) -> None:
        entry = self._left.setdefault(what, [element.sourceline or 0, 0])
        entry[1] += 1

    # --- Blocks ----------------------------------------------------------------------------------

    def _visit(self, element: etree._Element) -> None:
        """An element and what it holds; not the characters after it."""
        name = element.tag if isinstance(element.tag, str) else ""
        classes = element.get("class") or ""
        if not name or name in _SKIPPED:
            return
        if name in _LEFT or name == LOST:
            self._tell(element.get("what") or f"<{name}>", element)
        elif is_page(element):
            self._page(element)
        elif note := self._notes.begins(element):
            self._aside(element, "foot", label=note)
        elif _ASIDE.search(classes) and name not in ("span", "a", "i", "small"):
            self._aside(element, "margin")
        elif name in _HEADINGS:
            self._block(element, RegionKind.HEADING, _HEADINGS[name])
        elif name == "table":
            self._tell("<table>", element)
            for row in element.iter("tr"):
                self._block(row, RegionKind.BOILERPLATE)
        elif name in _GROUPS or (name in _BLOCKS and self._holds_blocks(element)):
            self._group(element, classes)
        elif name in _BLOCKS:
            self._text(element, classes)
        else:
            self._inline(element)

    def _holds_blocks(self, element: etree._Element) -> bool:
        return any(child.tag in _BLOCKS | _GROUPS | _HEADINGS.keys() for child in element)

    def _group(self, element: etree._Element, classes: str) -> None:
        """Blocks that stand together; characters between them are blocks of their own."""
        if self._builder.in_block:
            self._builder.block(self._kind, place=self._place)
        poem, front = self._poem, self._front
        named = f"{classes} {element.get('id') or ''}"
        self._poem = poem or _POEM.search(classes) is not None
        self._front = front or _FRONT.search(named) is not None or _is_index(element)
        if self._poem and not self._holds_blocks(element):
            self._lines(element)
        elif self._poem and all(child.tag in ("div", "p", "span", "br") for child in element):
            for number, child in enumerate(element):
                self._line(child, first=number == 0)
        else:
            self._loose(element.text)
            for child in element:
                self._visit(child)
                if child.tail and child.tail.strip():
                    self._loose(child.tail)
        self._builder.block()
        self._poem, self._front = poem, front

    def _loose(self, words: str | None) -> None:
        if words and words.strip():
            if not self._builder.in_block:
                self._open(RegionKind.PARAGRAPH)
            self._builder.write(words, keep=False)

    def _open(self, kind: RegionKind, level: int = 0) -> None:
        if self._kind is RegionKind.NOTE:
            kind = RegionKind.NOTE
        elif self._front and kind is not RegionKind.HEADING:
            kind = RegionKind.BOILERPLATE
        self._builder.block(kind, level=level, place=self._place)

    def _text(self, element: etree._Element, classes: str) -> None:
        """A paragraph, a poem, or what is none of the text."""
        words = words_of(element)
        if not words:
            self._inline(element)
        elif self._poem or (_POEM.search(classes) and element.find("br") is not None):
            self._lines(element)
        elif element.tag == "pre":
            self._builder.block(RegionKind.BOILERPLATE)
            self._builder.write("".join(element.itertext()), keep=True)
            self._builder.block()
        else:
            titled = _CENTRED.search(classes) and len(words.split()) <= _TITLE_WORDS
            outside = titled or _FRONT.search(classes) or _is_linked(element, words)
            self._block(element, RegionKind.BOILERPLATE if outside else RegionKind.PARAGRAPH)

    def _block(self, element: etree._Element, kind: RegionKind, level: int = 0) -> None:
        if words_of(element):
            self._open(kind, level)
        self._inline(element)
        self._builder.block()

    def _aside(self, element: etree._Element, place: str, label: str = "") -> None:
        """A note that stands apart: each of its paragraphs is a block."""
        kind, was, poem = self._kind, self._place, self._poem
        self._kind, self._place, self._poem = RegionKind.NOTE, place, False
        self._builder.block(RegionKind.NOTE, place=place)
        if label:
            self._notes.began(label)
        held = element.tag in _BLOCKS and not self._holds_blocks(element)
        if held or not self._holds_blocks(element):
            self._inline(element)
            self._builder.block()
        else:
            self._loose(element.text)
            for child in element:
                self._visit(child)
                self._loose(child.tail)
            self._builder.block()
        self._kind, self._place, self._poem = kind, was, poem
        self._builder.block()

    # --- Poems -----------------------------------------------------------------------------------

    def _lines(self, element: etree._Element) -> None:
        """A poem whose lines are parted by br."""
        self._verse(first=True)
        self._builder.write(element.text or "", keep=False)
        for child in element:
            if child.tag == "br":
                self._verse(first=False)
            else:
                self._visit(child)
            self._builder.write(child.tail or "", keep=False)
        self._builder.block()

    def _line(self, element: etree._Element, *, first: bool) -> None:
        """A line of a poem that is an element, or a stanza with lines of its own."""
        if element.tag == "br":
            return
        if self._holds_blocks(element) or _POEM.search(element.get("class") or ""):
            self._group(element, element.get("class") or "")
            return
        if words_of(element):
            self._verse(first=first)
        self._inline(element)
        self._builder.block()

    def _verse(self, *, first: bool) -> None:
        self._open(RegionKind.VERSE, int(first))

    # --- Inside blocks ---------------------------------------------------------------------------

    def _inline(self, element: etree._Element) -> None:
        """The characters of an element and of what it holds."""
        name = element.tag
        builder = self._builder
        if name == "br":
            builder.space()
            return
        if (mark := self._notes.mark(element)) is not None:
            spans = [
                builder.open(builder.notation()),
                builder.open(builder.stretch("mark", source=mark)),
            ]
        elif self._notes.is_label(element):
            spans = [builder.open(builder.label())]
        elif name in ("i", "em") and words_of(element):
            spans = [builder.open(builder.stretch("emphasis"))]
        elif name == "span" and _ASIDE.search(element.get("class") or ""):
            spans = [builder.open(builder.stretch("note", source="margin"))]
        else:
            spans = []
        builder.write(element.text or "", keep=False)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child)
            builder.write(child.tail or "", keep=False)
        for span in reversed(spans):
            builder.close(span)
        if name in ("td", "th", "dt", "dd"):
            builder.space()

    def _child(self, child: etree._Element) -> None:
        if child.tag in _SKIPPED:
            return
        if child.tag in _LEFT or child.tag == LOST:
            self._tell(child.get("what") or f"<{child.tag}>", child)
        elif is_page(child):
            self._page(child)
        else:
            self._inline(child)

    # --- Pages -----------------------------------------------------------------------------------

    def _page(self, element: etree._Element) -> None:
        """The number of a page that begins here."""
        ids = [element.get("id"), element.get("name"), *(e.get("id") for e in element)]
        said = _PAGE_WORDS.fullmatch(words_of(element))
        found = said or next((match for i in ids if i and (match := _PAGE_ID.fullmatch(i))), None)
        if found:
            self._builder.milestone("page", found["n"])
        elif words_of(element):
            self._tell(f'<{element.tag} class="{element.get("class")}"> and its words', element)


_META: Final = {"title": "title", "author": "creator", "publisher": "publisher", "rights": "rights"}


def _is_linked(element: etree._Element, words: str) -> bool:
    """Whether most of a block are links into the file."""
    linked = sum(
        len(words_of(link))
        for link in element.iter("a")
        if (link.get("href") or "").startswith("#")
    )
    return linked > _LINKED * len(words)


def _is_index(element: etree._Element) -> bool:
    """Whether a list leads from its items to pages."""
    if element.tag not in ("ul", "ol", "dl"):
        return False
    items = list(element.iter("li", "dd"))
    paged = sum(any(words_of(a).isdecimal() for a in item.iter("a")) for item in items)
    return len(items) >= _INDEX and 2 * paged > len(items)


def _outside(region: Region, frame: gutenberg.Frame) -> Region:
    """A region; boilerplate where it stands outside the book."""
    if frame.start <= region.body.start and region.body.end <= frame.end:
        return region
    return Region(RegionKind.BOILERPLATE, region.body, region.end)
