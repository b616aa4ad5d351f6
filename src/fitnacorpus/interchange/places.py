"""Places and located events for maps: GeoJSON (RFC 7946) and the Linked Places Format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from fitnacorpus.interchange.words import title
from fitnacorpus.model import Authority, Document, Entry

LPF_CONTEXT: Final = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
"""The context that the format demands; `linked_places` writes the terms it uses beside it, so that
nothing need be fetched to read a file."""
_TERMS: Final[Mapping[str, Any]] = {
    "geojson": "https://purl.org/geojson/vocab#",
    "lpo": "http://linkedpasts.org/ontology/lpo#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "type": "@type",
    "Feature": "geojson:Feature",
    "FeatureCollection": "geojson:FeatureCollection",
    "Point": "geojson:Point",
    "features": {"@id": "geojson:features", "@container": "@set"},
    "geometry": "geojson:geometry",
    "coordinates": {"@id": "geojson:coordinates", "@container": "@list"},
    "properties": "geojson:properties",
    "title": "dcterms:title",
    "names": {"@id": "lpo:name_attestation", "@container": "@set"},
    "toponym": "lpo:toponym",
    "lang": "dcterms:language",
    "descriptions": {"@id": "dcterms:description", "@container": "@set"},
    "value": "@value",
    "links": {"@id": "lpo:link", "@container": "@set"},
    "identifier": {"@id": "dcterms:identifier", "@type": "@id"},
    "closeMatch": "skos:closeMatch",
    "certainty": "lpo:certainty",
    "citations": {"@id": "lpo:citation", "@container": "@set"},
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}
_CERTAIN: Final = {"high": "certain", "medium": "less-certain", "low": "uncertain"}
"""Certainty of a place in the authority to the words of the Linked Places Format."""
_SITES: Final = {
    "wikidata": "http://www.wikidata.org/entity/",
    "geonames": "https://sws.geonames.org/",
    "pleiades": "https://pleiades.stoa.org/places/",
    "viaf": "http://viaf.org/viaf/",
}
"""Kinds of identifiers, in small letters, to the beginning of their addresses."""


def geojson(authority: Authority, documents: Iterable[Document], kind: str) -> dict[str, Any]:
    """The places of a corpus, or its events where and when they happened.

    A place without coordinates, and an event without such a place, are left out; an event of
    several places is a feature at each.

    Args:
        authority: The authority.
        documents: The accounts, for how often each names it.
        kind: "place" or "event".
    """
    counts = _mentions(documents)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": entry.id if site is entry else f"{entry.id}@{site.id}",
                "geometry": _point(site),
                "properties": _properties(entry, site, counts.get(entry.id, {})),
            }
            for entry in authority.entries
            if entry.kind == kind
            for site in _sites(entry, authority)
        ],
    }


def _sites(entry: Entry, authority: Authority) -> Iterator[Entry]:
    """The located places of an entry: itself, or those where the event happened."""
    candidates = [entry] if entry.kind == "place" else map(authority.by_id.get, entry.where)
    return (site for site in candidates if site is not None and site.geo is not None)


def nowhere(authority: Authority, kind: str) -> tuple[int, int]:
    """How many entries of a kind a map leaves out because nothing says where they are, of how many.

    Args:
        authority: The authority.
        kind: "place" or "event".
    """
    entries = [entry for entry in authority.entries if entry.kind == kind]
    return sum(not any(_sites(entry, authority)) for entry in entries), len(entries)


def _point(place: Entry) -> dict[str, Any]:
    """RFC 7946, 3.1.1: longitude first."""
    assert place.geo is not None
    latitude, longitude = place.geo
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _properties(entry: Entry, site: Entry, counts: Mapping[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "names": _names(entry),
        "mentions": dict(counts),
        "certainty": site.geo_cert,
        "note": dict(entry.notes),
        "when": dict(entry.when),
        "identifiers": dict(entry.idnos),
    }
    if site is not entry:
        found["place"] = site.id
    return {key: value for key, value in found.items() if value}


def _names(entry: Entry) -> dict[str, str]:
    langs = dict.fromkeys(form.lang for form in entry.forms if form.type == "preferred")
    return {lang: entry.name(lang) for lang in langs}


def _mentions(documents: Iterable[Document]) -> dict[str, Counter[str]]:
    """Entry id to text id to how often the text names it beyond doubt."""
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        for mention in document.mentions:
            if mention.status == "resolved":
                counts.setdefault(mention.ref, Counter())[document.text.info.id] += 1
    return counts


def linked_places(authority: Authority, documents: Sequence[Document], base: str) -> dict[str, Any]:
    """The places of a corpus in the Linked Places Format 1.1, those without coordinates as well.

    Args:
        authority: The authority.
        documents: The accounts, which attest the names.
        base: Address that the ids of places are put behind.
    """
    titles = {d.text.info.id: title(d) for d in documents}
    return {
        "type": "FeatureCollection",
        "@context": [LPF_CONTEXT, dict(_TERMS)],
        "features": [
            _linked(entry, titles, base) for entry in authority.entries if entry.kind == "place"
        ],
    }


def _linked(entry: Entry, titles: Mapping[str, str], base: str) -> dict[str, Any]:
    feature: dict[str, Any] = {
        "@id": base + entry.id,
        "type": "Feature",
        "properties": {"title": next(iter(_names(entry).values()), entry.forms[0].text)},
        "names": [
            {"toponym": form.text, "lang": form.lang}
            | (
                {"citations": [{"@id": base + text, "label": titles[text]} for text in attested]}
                if (attested := [text for text in form.source if text in titles])
                else {}
            )
            for form in entry.forms
        ],
    }
    # RFC 7946, 3.2: a feature that is nowhere has the member all the same, with null.
    feature["geometry"] = None if entry.geo is None else _point(entry)
    if entry.geo is not None and entry.geo_cert:
        feature["geometry"]["certainty"] = _CERTAIN[entry.geo_cert]
    if entry.notes:
        feature["descriptions"] = [
            {"value": words, "lang": lang} for lang, words in entry.notes.items()
        ]
    if links := [address for kind, value in entry.idnos if (address := _address(kind, value))]:
        feature["links"] = [{"type": "closeMatch", "identifier": address} for address in links]
    return feature


def _address(kind: str, value: str) -> str:
    """The address of an identifier elsewhere, or "" where its site is not known."""
    if value.startswith(("http://", "https://")):
        return value
    site = _SITES.get(kind.casefold(), "")
    return site + value if site else ""
