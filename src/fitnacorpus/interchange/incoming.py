"""What others said of the texts, as rows of our own tables: Web Annotations, translation memories.

A place is found by its words.  Where they stand nowhere, or in several places alike, nothing is
guessed: the item is left out, and said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from fitnacorpus import anchors, ingest, languages, reading
from fitnacorpus.anchors import Anchor
from fitnacorpus.errors import FitnaError, SourceError
from fitnacorpus.model import Document, Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.reading import ReadingView
from fitnacorpus.tables.judging import Imported, links_of_rows, mentions_of_rows
from fitnacorpus.tables.table import Row
from fitnacorpus.tei import safe
from fitnacorpus.vocabulary import Relation, Status

_PROGRAM: Final = "program"
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^>\[]*>", re.I)
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_END_OF_URI: Final = re.compile(r"(?<![^/:#])[^/:#]*+$")


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of the texts.

    Attributes:
        links: Rows of a table of links, by who says so ("" where nobody is named).
        mentions: Rows of a table of names, likewise.
        left_out: What has no place in the texts, in words.
        unjudged: Items that a program made and nobody judged.
    """

    links: Mapping[str, Sequence[Row]]
    mentions: Mapping[str, Sequence[Row]]
    left_out: tuple[str, ...]
    unjudged: int


def verdicts(said: Said, pipeline: Pipeline, *, by: str, on: str) -> Imported:
    """The verdicts that a file gives, by those whom it names.

    Args:
        said: What it says.
        pipeline: The corpus.
        by: Who answers for what bears no name.
        on: The day, ``YYYY-MM-DD``.
    """
    found = [
        read(rows, pipeline, by=who or by, on=on)
        for read, given in ((links_of_rows, said.links), (mentions_of_rows, said.mentions))
        for who, rows in given.items()
    ]
    return Imported(
        tuple(v for one in found for v in one.verdicts),
        tuple(e for one in found for e in one.errors),
        sum(one.unchanged for one in found) + said.unjudged,
    )


# --- Web Annotations -----------------------------------------------------------------------------


def web_annotations(data: bytes, pipeline: Pipeline, *, where: str) -> Said:
    """What Web Annotations say: a page or a list of them, ours or others'.

    Raises:
        SourceError: this is no JSON with annotations (``bad-annotations``).
    """
    try:
        content = json.loads(data)
        items = content.get("items", [content]) if isinstance(content, dict) else content
        if not isinstance(items, list) or not all(isinstance(x, dict) for x in items):
            raise ValueError("there is no list of annotations in it")
    except (ValueError, RecursionError) as error:
        raise SourceError(
            "bad-annotations", f"these are no Web Annotations ({error})", where=where,
            hint="Give JSON with annotations under 'items'",
        ) from None  # fmt: skip
    finder, gathered = _Finder(pipeline), _Gathered(where)
    for number, item in enumerate(items, start=1):
        _annotation(item, number, finder, gathered)
    return gathered.said()


def _annotation(item: Mapping[str, Any], number: int, finder: _Finder, out: _Gathered) -> None:
    motivation, targets = item.get("motivation"), item.get("target")
    by = _name_of(item.get("creator"))
    if motivation not in ("linking", "identifying"):
        out.leave(number, f"its motivation is {motivation!r}, not linking or identifying")
        return
    if by == _PROGRAM or item.get("status") == Status.PROPOSED:
        out.unjudged += 1
        return
    places = []
    for target in targets if isinstance(targets, list) else [targets]:
        place = finder.target(target)
        if place is None:
            out.leave(number, "its words stand nowhere, or in several places")
            return
        places.append(place)
    if motivation == "linking" and len(places) == 2:
        body = item.get("body")
        note = body.get("value", "") if isinstance(body, dict) else ""
        differs = item.get("differs", [])
        facts = {
            "status": str(item.get("status", Status.ACCEPTED)),
            # Who merely joins two passages does not say that they tell the same.
            "relation": str(item.get("relation", Relation.RELATED)),
            "differs": " ".join([differs] if isinstance(differs, str) else map(str, differs)),
            "event": _ident(item.get("event")),
            "note": str(note),
        }
        out.link(by, number, facts, places)
    elif motivation == "identifying" and len(places) == 1:
        body = item.get("body")
        named = body.get("source") or body.get("id") if isinstance(body, dict) else body
        out.mention(by, number, {"bearer": _ident(named)}, places[0])
    else:
        out.leave(number, f"it has {len(places)} targets")


def _name_of(creator: object) -> str:
    found = creator.get("name", "") if isinstance(creator, dict) else creator
    return " ".join(found.split()) if isinstance(found, str) else ""


def _ident(address: object) -> str:
    """The id at the end of an address."""
    found = _END_OF_URI.search(address) if isinstance(address, str) else None
    return found[0] if found else ""


# --- Translation memories ------------------------------------------------------------------------


def memory(data: bytes, pipeline: Pipeline, *, where: str) -> Said:
    """What a translation memory (TMX) says: two segments that stand in two texts tell the same.

    Raises:
        SourceError: this is no TMX (``bad-memory``), or XML that is refused.
    """
    content = ingest.decode(data, ingest.detect_encoding(data, where=where), where=where)
    try:
        root = safe.parse_text(_DOCTYPE.sub("", content, count=1), where=where)
    except FitnaError as error:
        raise SourceError(error.code, error.what, where=error.where, hint=error.hint) from None
    if root.tag != "tmx":
        raise SourceError(
            "bad-memory", "this is no translation memory (TMX)", where=where,
            hint="Give a file whose outermost element is tmx",
        )  # fmt: skip
    finder, gathered = _Finder(pipeline), _Gathered(where)
    for number, unit in enumerate(root.iter("tu"), start=1):
        facts = _properties(unit)
        if facts.get("status") == Status.PROPOSED:
            gathered.unjudged += 1
            continue
        places = [finder.segment(variant) for variant in unit.iterchildren("tuv")]
        found = [place for place in places if place is not None]
        if len(found) != len(places) or len(found) != 2:
            gathered.leave(number, "its segments stand nowhere, or in several places")
            continue
        row = {
            "status": Status.ACCEPTED.value,
            "relation": facts.get("relation", Relation.SAME_EVENT.value),
            "differs": facts.get("differs", ""),
            "event": facts.get("event", ""),
        }
        gathered.link(facts.get("by", ""), number, row, found)
    return gathered.said()


def _properties(element: etree._Element) -> dict[str, str]:
    return {
        (prop.get("type") or "").removeprefix("x-"): prop.text or ""
        for prop in element.iterchildren("prop")
    }


# --- Places and rows -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage of a text, with its words as a table has them."""

    text: str
    span: Span
    quote: str


class _Finder:
    """Finds words in the texts of a corpus."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._documents = pipeline.documents()
        self._views: dict[str, ReadingView] = {}

    def _view(self, text: str) -> ReadingView:
        if text not in self._views:
            self._views[text] = reading.of_document(self._documents[text])
        return self._views[text]

    def target(self, target: object) -> _Place | None:
        """The place of a target of an annotation."""
        if not isinstance(target, dict):
            return None
        text = _ident(target.get("source"))
        given = target.get("selector", [])
        selectors = [x for x in (given if isinstance(given, list) else [given])
                     if isinstance(x, dict)]  # fmt: skip
        if text not in self._documents.ids:
            return None
        facts: dict[str, Any] = {}
        for selector in selectors:
            facts |= selector
        exact = facts.get("exact")
        if not isinstance(exact, str) or not exact.strip():
            return None
        start, end = facts.get("start"), facts.get("end")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
            span = Span(start, end)
            held = self._view(text).holding(span)
            if held.text[slice(*held.view_span(span))] == exact:
                return self._place(text, span)
        anchor = Anchor(exact, str(facts.get("prefix", "")), str(facts.get("suffix", "")))
        for view in self._view(text).views:
            found = anchors.find(view.text, anchor)
            if found is not None and found.how != "similar":
                return self._place(text, view.source_span(*found.span))
        return None

    def segment(self, variant: etree._Element) -> _Place | None:
        """The one place where the words of a segment stand, in a text of its language."""
        lang = languages.primary(variant.get(_LANG) or variant.get("lang") or "")
        segment = variant.find("seg")
        words = " ".join("".join(segment.itertext()).split()) if segment is not None else ""
        refs = _properties(variant).get("refs", "").split()
        wanted = refs[0].partition(":")[0] if refs else ""
        if not words:
            return None
        pattern = re.compile(r"\s".join(map(re.escape, words.split(" "))))
        found = []
        for text in [wanted] if wanted in self._documents.ids else self._documents.ids:
            if languages.primary(self._documents[text].text.info.lang) != lang:
                continue
            view = self._view(text)
            found += [
                self._place(text, view.source_span(*match.span()))
                for match in pattern.finditer(view.text)
            ]
        return found[0] if len(found) == 1 else None

    def _place(self, text: str, span: Span) -> _Place:
        document: Document = self._documents[text]
        return _Place(text, span, document.text.source[slice(*span)])


class _Gathered:
    """Rows as they are found."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._links: dict[str, list[Row]] = {}
        self._mentions: dict[str, list[Row]] = {}
        self._left: list[str] = []
        self.unjudged = 0

    def leave(self, number: int, why: str) -> None:
        """Say that an item is left out."""
        self._left.append(f"{self._where}, item {number}: {why}")

    def link(
        self, by: str, number: int, facts: Mapping[str, str], places: Iterable[_Place]
    ) -> None:
        """A row of a table of links."""
        row = dict(facts)
        for side, place in zip("ab", places, strict=True):
            row |= _cells(place, f"_{side}", f"quote_{side}")
        self._links.setdefault(by, []).append(self._row(number, row))

    def mention(self, by: str, number: int, facts: Mapping[str, str], place: _Place) -> None:
        """A row of a table of names."""
        row = {**facts, **_cells(place, "", "form")}
        self._mentions.setdefault(by, []).append(self._row(number, row))

    def _row(self, number: int, cells: Mapping[str, str]) -> Row:
        plain = {name: " ".join(words.split()) for name, words in cells.items()}
        return Row(number, plain, dict.fromkeys(plain, 1), self._where)

    def said(self) -> Said:
        """All of it."""
        return Said(self._links, self._mentions, tuple(self._left), self.unjudged)


def _cells(place: _Place, tail: str, quote: str) -> dict[str, str]:
    return {
        f"text{tail}": place.text,
        f"start{tail}": str(place.span.start),
        f"end{tail}": str(place.span.end),
        quote: place.quote,
    }
