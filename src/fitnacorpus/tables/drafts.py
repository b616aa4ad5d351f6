"""Draft records for an authority, as a table that `import authority` takes back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fitnacorpus import plugins, stretches
from fitnacorpus.index.lines import lines_with_refs, quoted
from fitnacorpus.model import Document, RegionKind, Span
from fitnacorpus.names.suggest.candidates import CandidateName, TextView
from fitnacorpus.names.suggest.drafting import SURE, Draft, DraftForm, suggest
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.stretches import Stretch
from fitnacorpus.tables import table
from fitnacorpus.tei import authority_write

COLUMNS: Final = (
    "accept", "id", "kind", "form", "lang", "type", "source", "count", "where", "examples",
    "because",
)  # fmt: skip
_LABELS: Final = (RegionKind.HEADING, RegionKind.INFOBOX)
_SHOWN: Final = 3
_AROUND: Final = 30
"""Characters of the source shown on each side of a name in a table."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts, with what is needed to show where they come from.

    Attributes:
        drafts: The drafts, most frequent first.
        documents: The documents, by text id.
        lines: Their lines, each with its ref, by text id.
    """

    drafts: tuple[Draft, ...]
    documents: Mapping[str, Document]
    lines: Mapping[str, Sequence[tuple[Span, str]]]


def draft(
    pipeline: Pipeline,
    *,
    everything: bool = False,
    taggers: Sequence[str] = (),
    within: Sequence[str] = (),
) -> Drafts:
    """Draft records for a corpus.

    Args:
        pipeline: The corpus.
        everything: Whether to read the texts as if there were no authority; else only what the
            authority does not account for is drafted.
        taggers: Names of plugins that look for names beside the patterns.
        within: Chapters or episodes (`stretches.find`); only drafts that stand there are given.
            What is drafted of them still rests on all texts.

    Raises:
        CorpusError: there is no such chapter.
        ConfigError: there is no such plugin, or it lacks its model (``no-model``).
    """
    backends = [plugins.load("tagger", name)() for name in taggers]
    documents = pipeline.documents()
    known: dict[str, list[Span]] = {}
    taken: set[str] = set()
    if not everything:
        known = {d.text.info.id: [Span(m.start, m.end) for m in d.mentions] for d in documents}
        taken = {*pipeline.authority.by_id}
    path = pipeline.folder.authority_path
    if path.exists():
        # The file has ids of its own besides: calendars, itself.
        taken |= authority_write.ids(path.read_bytes()) - {*pipeline.authority.by_id}
    found = suggest([view(d) for d in documents], known=known, backends=backends, taken=taken)
    by_id = {d.text.info.id: d for d in documents}
    if chosen := [stretches.find(words, by_id) for words in within]:
        found = [item for item in found if _stands(item, chosen)]
    return Drafts(
        tuple(found),
        {d.text.info.id: d for d in documents},
        {d.text.info.id: [(s, str(r)) for r, s in lines_with_refs(d)] for d in documents},
    )


def _stands(item: Draft, chosen: Sequence[Stretch]) -> bool:
    """Whether a draft has a place in one of some stretches."""
    places = (place for form in item.forms for place in form.places)
    return any(stretches.holds(chosen, place.text, place.span) for place in places)


def view(document: Document) -> TextView:
    """A document as it is read for names."""
    text = document.text
    return TextView(
        text.info.id,
        text.info.lang,
        text.source,
        tuple(s for e in document.episodes for s in e.sentences),
        tuple(r.body for r in text.regions if r.kind in _LABELS),
        tuple(s for r in text.regions for s in r.markup),
        tuple(r.label for r in text.regions if r.label),
    )


def write(found: Drafts, fmt: str = "tsv") -> str:
    """Drafts as a table, one row a form, with "yes" where a draft is likely a name.

    Args:
        found: The drafts.
        fmt: "tsv" or "csv".
    """
    return table.write(COLUMNS, _rows(found), fmt)


def encode(found: Drafts, fmt: str) -> bytes:
    """The same table as the bytes of a file: "tsv", "csv" or "xlsx"."""
    return table.encode(COLUMNS, _rows(found), fmt)


def _rows(found: Drafts) -> Iterator[dict[str, str]]:
    for item in found.drafts:
        for form, kind in _types(item):
            yield {
                "accept": "yes" if item.weight >= SURE else "",
                "id": item.id,
                "kind": item.kind,
                "form": form.text,
                "lang": form.lang,
                "type": kind,
                "source": " ".join(form.sources),
                "count": str(len(form.places)),
                "where": " ".join(p["ref"] for p in _places(form, found)),
                "examples": " / ".join(p["quote"] for p in _places(form, found)),
                "because": item.because,
            }


def _types(item: Draft) -> Iterator[tuple[DraftForm, str]]:
    """The forms of a draft with their types: the first of each language is preferred."""
    seen: set[str] = set()
    for form in item.forms:
        yield form, "attested" if form.lang in seen else "preferred"
        seen.add(form.lang)


def as_json(found: Drafts) -> list[dict[str, Any]]:
    """Drafts as plain values."""
    return [
        {
            "id": item.id,
            "kind": item.kind,
            "weight": item.weight,
            "because": item.because,
            "forms": [
                {
                    "form": form.text,
                    "lang": form.lang,
                    "type": kind,
                    "source": list(form.sources),
                    "count": len(form.places),
                    "examples": _places(form, found),
                }
                for form, kind in _types(item)
            ],
        }
        for item in found.drafts
    ]


def _places(form: DraftForm, found: Drafts) -> list[dict[str, Any]]:
    return [_place(place, found) for place in form.places[:_SHOWN]]


def _place(place: CandidateName, found: Drafts) -> dict[str, Any]:
    document = found.documents[place.text]
    lines = found.lines[place.text]
    at = bisect_right(lines, place.span.start, key=lambda line: line[0].start) - 1
    ref = lines[at][1] if at >= 0 and lines[at][0].contains(place.span) else ""
    whole = Span(0, len(document.text.source))
    around = "".join(quoted(document, place.span, whole, _AROUND))
    return {
        "text": place.text,
        "ref": ref,
        "start": place.span.start,
        "end": place.span.end,
        "quote": f"…{around.strip()}…",
    }
