"""A parallel edition as EPUB 3: events with the passages that tell them, then the accounts whole.

Every passage links to its place in its account, and every episode of an account to the events it is
part of.  Arabic runs from right to left.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.builder import ElementMaker

from fitnacorpus import languages
from fitnacorpus.documents import Documents
from fitnacorpus.interchange.container import pack
from fitnacorpus.interchange.words import Reader, title
from fitnacorpus.model import Alignment, Authority, Entry, Episode, Span, TextInfo
from fitnacorpus.orthography import bilingual
from fitnacorpus.refs import Ref
from fitnacorpus.tei.house import NO_LICENCE
from fitnacorpus.vocabulary import EventRole

_XHTML: Final = "http://www.w3.org/1999/xhtml"
_OPS: Final = "http://www.idpf.org/2007/ops"
_OPF: Final = "http://www.idpf.org/2007/opf"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_E: Final = ElementMaker(namespace=_XHTML, nsmap={None: _XHTML, "epub": _OPS})
_MIMETYPE: Final = "application/epub+zip"
_CONTAINER: Final = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
_STYLE: Final = b"""body { margin: 1em; line-height: 1.5; }
blockquote { margin: 1em 0; padding-inline-start: 1em; border-inline-start: 2px solid #888; }
[dir=rtl] { font-size: 1.15em; text-align: right; }
.verse { margin: 0 2em; }
.from { font-size: .85em; }
"""
_MODIFIED: Final = "1980-01-01T00:00:00Z"
"""EPUB demands a time of change; a real one would make each file differ from the last."""


@dataclass(frozen=True, slots=True)
class About:
    """What the book says of itself.

    Attributes:
        title: Its title.
        publisher: Who publishes it.
        licence: Address of the licence of what editors wrote, or "".
        withheld: Ids of texts whose words are left out.
    """

    title: str
    publisher: str
    licence: str
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    title: str
    lang: str
    content: tuple[etree._Element, ...]
    parts: tuple[_Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """An episode, as the contents of the book list it: anchor, title and its language."""

    anchor: str
    title: str
    lang: str


def write(
    documents: Documents, authority: Authority, alignments: Sequence[Alignment], about: About
) -> bytes:
    """The bytes of an EPUB file.

    Args:
        documents: The accounts.
        authority: Names of events.
        alignments: Which passages tell which event.
        about: What the book says of itself.
    """
    readers = {d.text.info.id: Reader(d) for d in documents if d.text.info.id not in about.withheld}
    told = {a.event: _told(a, readers) for a in alignments if a.event}
    events = [entry.id for entry in authority.entries if told.get(entry.id)]
    pages = [
        _title_page(documents, about),
        *(_event(event, authority, told[event], readers) for event in events),
        *(_account(reader, told, authority) for reader in readers.values()),
    ]
    members: list[tuple[str, bytes]] = [
        ("mimetype", _MIMETYPE.encode()),
        ("META-INF/container.xml", _CONTAINER),
        ("book/package.opf", _package(pages, documents, about)),
        ("book/contents.xhtml", _contents(pages, about)),
        ("book/style.css", _STYLE),
        *((f"book/{page.name}", _xhtml(page)) for page in pages),
    ]
    return pack(members, stored="mimetype")


def _told(alignment: Alignment, readers: dict[str, Reader]) -> list[Ref]:
    """The passages that tell an event or touch on it, each as the ref of its first sentence."""
    spans = {
        (t.passage.text, Span(t.passage.start, t.passage.end)): None
        for t in alignment.tellings
        if t.how not in (EventRole.ABSENT, EventRole.NO_COUNTERPART) and t.passage.text in readers
    }
    found: dict[Ref, None] = {}
    for text, span in sorted(spans):
        for ref, _ in readers[text].within(span):
            found.setdefault(Ref(text, ref.division, ref.paragraph, ref.sentence))
    return list(found)


def _direction(lang: str) -> str:
    return "rtl" if languages.is_rtl(lang) else "ltr"


def _in_language(element: etree._Element, lang: str) -> etree._Element:
    element.set(f"{{{_XML}}}lang", lang)
    element.set("lang", lang)
    element.set("dir", _direction(lang))
    return element


def _title_page(documents: Documents, about: About) -> _Page:
    texts = _E.ul()
    for document in documents:
        info = document.text.info
        author = bilingual.in_language(info.author, info.lang)
        words = ", ".join(part for part in (title(document), author) if part)
        item = _in_language(_E.li(words), info.lang)
        rights = _stated(info)
        if info.id in about.withheld:
            rights += "; words withheld: not cleared for publication"
        item.append(_in_language(_E.p({"class": "from"}, rights), languages.EN))
        texts.append(item)
    address = _E.a({"href": about.licence}, about.licence) if about.licence else NO_LICENCE
    licence = _E.p("Licence of what the editors wrote: ", address)
    content = (_E.h1(about.title), _E.p(about.publisher), texts, licence)
    return _Page("title.xhtml", about.title, languages.EN, content)


def _event(
    event: str, authority: Authority, refs: Sequence[Ref], readers: dict[str, Reader]
) -> _Page:
    entry = authority.by_id[event]
    lang, name = _name(entry)
    content = [_E.h1(name)]
    if lang != languages.AR and (arabic := entry.name(languages.AR)):
        content.append(_in_language(_E.p(arabic), languages.AR))
    for passage in _runs(refs):
        reader = readers[passage[0].text]
        spans = dict(reader.sentences)
        words = " ".join(reader.words(spans[ref]) for ref in passage)
        link = f"{_account_file(passage[0].text)}#{_anchor(passage[0])}"
        quote = _in_language(_E.blockquote(_E.p(words)), reader.lang)
        quote.append(_E.p({"class": "from"}, _E.a({"href": link}, title(reader.document))))
        content.append(quote)
    return _Page(_event_file(event), name, lang, tuple(content))


def _name(entry: Entry) -> tuple[str, str]:
    """The language of the name under which an event has its page, and the name."""
    if name := entry.name(languages.EN):
        return languages.EN, name
    return entry.forms[0].lang, entry.forms[0].text


def _runs(refs: Sequence[Ref]) -> Iterator[list[Ref]]:
    """Sentences that belong to one episode of one text, together."""
    run: list[Ref] = []
    for ref in refs:
        if run and (run[-1].text, run[-1].division) != (ref.text, ref.division):
            yield run
            run = []
        run.append(ref)
    if run:
        yield run


def _event_file(event: str) -> str:
    """The file of an event: in ASCII, as readers of books want it, and no other event's.

    No id has a tilde, so that one that is written in other letters meets none that is not.
    """
    name = f"-{event}" if event.isascii() else f"~{event.encode('punycode').decode('ascii')}"
    return f"event{name}.xhtml"


def _account_file(text_id: str) -> str:
    return f"account-{text_id}.xhtml"


def _anchor(ref: Ref) -> str:
    return f"{ref.division}.p{ref.paragraph}.s{ref.sentence}"


def _account(reader: Reader, told: dict[str, list[Ref]], authority: Authority) -> _Page:
    document = reader.document
    content = [_E.h1(title(document))]
    events: dict[str, list[str]] = {}
    for event, refs in told.items():
        if event not in authority.by_id or len({ref.text for ref in refs}) < 2:
            continue  # no other account tells it
        for ref in refs:
            if ref.text == document.text.info.id:
                of = events.setdefault(ref.division, [])
                if event not in of:
                    of.append(event)
    parts = []
    for episode in document.episodes:
        lang, heading = languages.chosen(episode.title, reader.lang)
        part = _Part(episode.id, heading or episode.id, lang or reader.lang)
        parts.append(part)
        content.append(_episode(episode, part, reader, events.get(episode.id, []), authority))
    info = document.text.info
    name = _account_file(info.id)
    return _Page(name, title(document), info.lang, tuple(content), tuple(parts))


def _episode(
    episode: Episode, part: _Part, reader: Reader, events: Sequence[str], authority: Authority
) -> etree._Element:
    section = _E.section({"id": part.anchor})
    section.append(_in_language(_E.h2(part.title), part.lang))
    spans = list(reader.within(Span(episode.start, episode.end)))
    numbers = dict.fromkeys(ref.paragraph for ref, _ in spans)
    for number in numbers:
        block = _E.p()
        if episode.paragraphs[number - 1].verse:
            block.set("class", "verse")
        for ref, span in spans:
            if ref.paragraph == number:
                block.append(_E.span({"id": _anchor(ref)}, reader.words(span)))
                block[-1].tail = " "
        section.append(block)
    if events:
        line = _in_language(_E.p({"class": "from"}, "Told by others: "), languages.EN)
        for event in events:
            lang, name = _name(authority.by_id[event])
            line.append(_in_language(_E.a({"href": _event_file(event)}, name), lang))
            line[-1].tail = " "
        section.append(line)
    return section


def _xhtml(page: _Page) -> bytes:
    html = _in_language(_E.html(), page.lang)
    head = _E.head(
        _E.title(page.title),
        _E.link({"rel": "stylesheet", "href": "style.css", "type": "text/css"}),
    )
    html.extend([head, _E.body(*page.content)])
    return _serialised(html, doctype="<!DOCTYPE html>")


def _contents(pages: Sequence[_Page], about: About) -> bytes:
    items = []
    for page in pages:
        items.append(_E.li(_in_language(_E.a({"href": page.name}, page.title), page.lang)))
        if page.parts:
            links = (
                _in_language(_E.a({"href": f"{page.name}#{part.anchor}"}, part.title), part.lang)
                for part in page.parts
            )
            items[-1].append(_E.ol(*map(_E.li, links)))
    nav = _E.nav({f"{{{_OPS}}}type": "toc"}, _E.h1("Contents"), _E.ol(*items))
    html = _in_language(_E.html(_E.head(_E.title(about.title)), _E.body(nav)), languages.EN)
    return _serialised(html, doctype="<!DOCTYPE html>")


def _package(pages: Sequence[_Page], documents: Documents, about: About) -> bytes:
    opf = ElementMaker(namespace=_OPF, nsmap={None: _OPF, "dc": _DC})
    dc = ElementMaker(namespace=_DC)
    name = f"{about.title} {about.publisher}"
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, name).urn
    langs = dict.fromkeys(d.text.info.lang for d in documents)
    package = opf.package(
        {"version": "3.0", "unique-identifier": "id", f"{{{_XML}}}lang": languages.EN},
        opf.metadata(
            dc.identifier({"id": "id"}, identifier),
            dc.title(about.title),
            *(dc.language(lang) for lang in langs),
            dc.publisher(about.publisher),
            *map(dc.rights, _rights(documents, about)),
            opf.meta({"property": "dcterms:modified"}, _MODIFIED),
        ),
        opf.manifest(
            opf.item(
                {"id": "contents", "href": "contents.xhtml", "properties": "nav",
                 "media-type": "application/xhtml+xml"}
            ),
            opf.item({"id": "style", "href": "style.css", "media-type": "text/css"}),
            *(
                opf.item({"id": f"page{number}", "href": page.name,
                          "media-type": "application/xhtml+xml"})
                for number, page in enumerate(pages)
            ),
        ),
        opf.spine(
            *(opf.itemref({"idref": f"page{number}"}) for number, _ in enumerate(pages))
        ),
    )  # fmt: skip
    return _serialised(package)


def _rights(documents: Documents, about: About) -> Iterator[str]:
    """The rights of each part: the licence of the editors covers no words but their own."""
    yield f"What the editors wrote: {about.licence or NO_LICENCE}"
    for document in documents:
        info = document.text.info
        if info.id not in about.withheld:
            yield f"{title(document)}: {_stated(info)}"


def _stated(info: TextInfo) -> str:
    return bilingual.in_language(info.rights, languages.EN) or "rights not stated"


def _serialised(root: etree._Element, doctype: str | None = None) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)
    return content
