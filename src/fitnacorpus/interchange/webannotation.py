"""Names and links as Web Annotations (W3C Recommendation, 23 February 2017), a page of them.

A name is an annotation that identifies; a link is one that links two passages.  Places are told by
what is quoted and what stands around it, and by code points of the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from fitnacorpus import reading
from fitnacorpus.documents import Documents
from fitnacorpus.model import Document, Mention, PassageLink, Span
from fitnacorpus.vocabulary import Status

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
"""The context that the recommendation demands."""
TERMS: Final[Mapping[str, Any]] = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fc": "urn:x-fitnacorpus:terms:",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "items": {"@id": "as:items", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "identifying": "oa:identifying",
    "linking": "oa:linking",
    "tagging": "oa:tagging",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "value": "rdf:value",
    "language": "dc:language",
    "creator": "dcterms:creator",
    "relation": "fc:relation",
    "status": "fc:status",
    "certainty": "fc:certainty",
    "event": {"@id": "fc:event", "@type": "@id"},
    "differs": "fc:differs",
}
"""The terms of a page, those of the recommendation among them: they stand in every file, so that
nothing need be fetched to read it."""
_AROUND: Final = 32
"""Characters of context before and after what is quoted."""


def page(
    documents: Documents, links: Sequence[PassageLink], reviewers: Mapping[str, str], base: str
) -> dict[str, Any]:
    """All names beyond doubt and all links that nobody rejected, as one page of annotations.

    Args:
        documents: The accounts.
        links: Links.
        reviewers: From `resp` to a reviewer's name.
        base: Address that the ids of texts and entries are put behind.
    """
    marks = _Marks(documents, base)
    items = [*_names(documents, marks, reviewers, base), *_links(links, marks, reviewers, base)]
    return {
        "@context": [CONTEXT, dict(TERMS)],
        "id": base + "annotations",
        "type": "AnnotationPage",
        "items": items,
    }


class _Marks:
    """Makes targets: which characters of which text."""

    def __init__(self, documents: Documents, base: str) -> None:
        self._documents, self._base = documents, base
        self._views: dict[str, reading.ReadingView] = {}

    def target(self, text_id: str, span: Span) -> dict[str, Any]:
        """A passage: by its words and their surroundings, and by its place in the source."""
        document = self._documents[text_id]
        view = self._views.get(text_id)
        if view is None:
            view = self._views[text_id] = reading.of_document(document)
        view = view.holding(span)
        here = view.view_span(span)
        return {
            "type": "SpecificResource",
            "source": self._base + text_id,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": view.text[here.start : here.end],
                    "prefix": view.text[max(0, here.start - _AROUND) : here.start],
                    "suffix": view.text[here.end : here.end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        }


def _names(
    documents: Sequence[Document], marks: _Marks, reviewers: Mapping[str, str], base: str
) -> Iterator[dict[str, Any]]:
    for document in documents:
        text_id = document.text.info.id
        for mention in document.mentions:
            if mention.status == "resolved":
                yield {
                    "id": f"{base}{text_id}/name/{mention.start}-{mention.end}",
                    "type": "Annotation",
                    "motivation": "identifying",
                    "creator": _creator(mention, reviewers),
                    "certainty": mention.candidates[0].cert,
                    "body": {
                        "type": "SpecificResource",
                        "source": base + mention.ref,
                        "purpose": "identifying",
                    },
                    "target": marks.target(text_id, Span(mention.start, mention.end)),
                }


def _creator(item: Mention | PassageLink, reviewers: Mapping[str, str]) -> str:
    return reviewers.get(item.resp, item.resp)


def _links(
    links: Sequence[PassageLink], marks: _Marks, reviewers: Mapping[str, str], base: str
) -> Iterator[dict[str, Any]]:
    for link in links:
        if link.status == Status.REJECTED:
            continue
        a, b = link.a, link.b
        made: dict[str, Any] = {
            "id": f"{base}{a.text}/{a.start}-{a.end}/{b.text}/{b.start}-{b.end}",
            "type": "Annotation",
            "motivation": "linking",
            "creator": _creator(link, reviewers),
            "relation": link.relation,
            "status": link.status,
            "certainty": round(link.score, 2),
            "target": [marks.target(x.text, Span(x.start, x.end)) for x in (a, b)],
        }
        if link.event:
            made["event"] = base + link.event
        if link.differs:
            made["differs"] = list(link.differs)
        if link.note:
            made["body"] = {"type": "TextualBody", "value": link.note}
        yield made
