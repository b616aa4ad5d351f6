"""Aligned passages with their words: as a table, as lines of JSON, and as a translation memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

import fitnacorpus
from fitnacorpus import languages
from fitnacorpus.documents import Documents
from fitnacorpus.interchange.words import SOURCE, Choice, Reader
from fitnacorpus.model import Passage, PassageLink, Span
from fitnacorpus.tables import table
from fitnacorpus.vocabulary import Relation, Status

COLUMNS: Final = (
    "relation", "status", "differs", "event", "score", "by", "note",
    "lang_a", "refs_a", "words_a", "lang_b", "refs_b", "words_b",
)  # fmt: skip
"""Columns of a table of pairs; refs of several sentences are separated by spaces."""
_TRANSLATES: Final = frozenset({Relation.SAME_EVENT})
"""Relations of pairs that a translation memory may hold: nobody shall learn to translate from a
passage that only mentions what the other tells."""


@dataclass(frozen=True, slots=True)
class Side:
    """One passage of a pair.

    Attributes:
        lang: Its language.
        refs: Refs of its sentences.
        words: Its words.
    """

    lang: str
    refs: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A link with the words of both passages.

    Attributes:
        link: The link.
        by: Who says so: "program", or the name of a reviewer.
        a: The first passage.
        b: The second passage.
    """

    link: PassageLink
    by: str
    a: Side
    b: Side


_LINE_ENDS: Final = {ord(char): f"\\u{ord(char):04x}" for char in "\u0085\u2028\u2029"}
"""Characters that end a line for many readers, and that JSON lets stand in a string."""


class Pairs:
    """The pairs of a corpus, in the order of its alignments.

    Args:
        documents: The accounts.
        links: Their links.
        reviewers: From `resp` to a reviewer's name.
        choice: How the words are given.
    """

    def __init__(
        self,
        documents: Documents,
        links: Sequence[PassageLink],
        reviewers: Mapping[str, str],
        choice: Choice = SOURCE,
    ) -> None:
        self._documents, self._links, self._reviewers = documents, links, reviewers
        self._choice = choice
        self._readers: dict[str, Reader] = {}

    def __iter__(self) -> Iterator[Pair]:
        for link in self._links:
            by = self._reviewers.get(link.resp, link.resp)
            yield Pair(link, by, self._side(link.a), self._side(link.b))

    def _side(self, passage: Passage) -> Side:
        reader = self._readers.get(passage.text)
        if reader is None:
            reader = Reader(self._documents[passage.text], self._choice)
            self._readers[passage.text] = reader
        span = Span(passage.start, passage.end)
        refs = tuple(str(ref) for ref, _ in reader.within(span))
        return Side(reader.lang, refs, reader.words(span))


def rows(pairs: Iterable[Pair], fmt: str) -> bytes:
    """Pairs as a table.

    Args:
        pairs: The pairs.
        fmt: "tsv", "csv" or "xlsx".
    """
    return table.encode(COLUMNS, (_row(pair) for pair in pairs), fmt)


def _row(pair: Pair) -> Mapping[str, str]:
    link = pair.link
    return {
        "relation": link.relation,
        "status": link.status,
        "differs": " ".join(link.differs),
        "event": link.event,
        "score": f"{link.score:.2f}",
        "by": pair.by,
        "note": link.note,
        "lang_a": pair.a.lang,
        "refs_a": " ".join(pair.a.refs),
        "words_a": pair.a.words,
        "lang_b": pair.b.lang,
        "refs_b": " ".join(pair.b.refs),
        "words_b": pair.b.words,
    }


def json_lines(pairs: Iterable[Pair]) -> Iterator[str]:
    """Pairs as lines of JSON, each ending in a line break."""
    for pair in pairs:
        link = pair.link
        content: dict[str, Any] = {
            "relation": link.relation,
            "status": link.status,
            "differs": list(link.differs),
            "event": link.event,
            "score": round(link.score, 2),
            "by": pair.by,
            "note": link.note,
            "evidence": list(link.evidence),
        }
        for name, side in (("a", pair.a), ("b", pair.b)):
            content[name] = {"lang": side.lang, "refs": list(side.refs), "words": side.words}
        yield json.dumps(content, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def tmx(pairs: Iterable[Pair], *, proposed: bool = False) -> bytes:
    """A translation memory (TMX 1.4b) of the pairs that tell the same in two languages.

    Relation, event, facets and reviewer stand in each unit as properties, the refs of the
    sentences in each variant.

    Args:
        pairs: The pairs; those that are rejected, of one language or of another relation than
            sameEvent are left out.
        proposed: Whether links that nobody has judged are taken as well.
    """
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "fitnacorpus",
            "creationtoolversion": fitnacorpus.__version__,
            "segtype": "paragraph",
            "o-tmf": "TEI",
            "adminlang": languages.EN,
            "srclang": "*all*",
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for pair in pairs:
        if _is_translation(pair, proposed=proposed):
            _unit(body, pair)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _is_translation(pair: Pair, *, proposed: bool) -> bool:
    link = pair.link
    taken = {Status.ACCEPTED, Status.PROPOSED} if proposed else {Status.ACCEPTED}
    langs = {languages.primary(side.lang) for side in (pair.a, pair.b)}
    return link.relation in _TRANSLATES and link.status in taken and len(langs) > 1


def unjudged(pairs: Iterable[Pair]) -> int:
    """How many pairs a translation memory leaves out for no other reason than that they wait."""
    return sum(
        _is_translation(pair, proposed=True) and not _is_translation(pair, proposed=False)
        for pair in pairs
    )


def _unit(body: etree._Element, pair: Pair) -> None:
    link = pair.link
    unit = etree.SubElement(body, "tu")
    facts = {
        "relation": link.relation,
        "event": link.event,
        "differs": " ".join(link.differs),
        "status": link.status,
        "by": pair.by,
        "score": f"{link.score:.2f}",
    }
    _properties(unit, facts)
    for side in (pair.a, pair.b):
        variant = etree.SubElement(unit, "tuv")
        variant.set("{http://www.w3.org/XML/1998/namespace}lang", side.lang)
        _properties(variant, {"refs": " ".join(side.refs)})
        etree.SubElement(variant, "seg").text = side.words


def _properties(parent: etree._Element, facts: Mapping[str, str]) -> None:
    for name, value in facts.items():
        if value:
            etree.SubElement(parent, "prop", type=f"x-{name}").text = value
