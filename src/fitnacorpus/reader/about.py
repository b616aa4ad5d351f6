"""What a page says of itself: to lists of links, to search engines, to whoever cites it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fitnacorpus import languages
from fitnacorpus.model import Entry
from fitnacorpus.orthography import bilingual
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.events import dates

_LONGEST: Final = 200
"""Characters of a description; lists of links show about as many."""
_SCHEMA: Final = {"person": "Person", "place": "Place", "group": "Organization", "event": "Event"}
"""Types of schema.org for the kinds of entries."""

_NOBODY: Final = frozenset({"unknown", "anonymous", "مجهول", "غير معروف"})
"""What descriptions say in place of an author; it is nobody's name."""


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself.

    Attributes:
        description: A sentence or two.
        kind: Type of Open Graph.
        linked: The same as data in the terms of schema.org.
        source: What a citation of the page, or of a place in it, is made of; None where there is
            nothing to cite.
    """

    description: str
    kind: str
    linked: Mapping[str, Any]
    source: Mapping[str, str] | None


def of_site(shelf: Shelf, description: str) -> About:
    """The first page, and every page that is about nothing else."""
    return About(_short(description), "website", _edition(shelf) | {"@type": "WebSite"}, None)


def of_text(shelf: Shelf, text: str, description: str) -> About:
    """A page of a text."""
    info = shelf.view.by_id[text].text.info
    title, w = shelf.text_title(text), shelf.wording
    work = w.given(info.work)
    linked: dict[str, Any] = {
        "@type": "Chapter" if work and work != title else "CreativeWork",
        "name": title,
        "inLanguage": info.lang,
    }
    author = "" if nobody(info.author) else shelf.wording.given(info.author)
    if author:
        linked["author"] = {"@type": "Person", "name": author}
    if work and work != title:
        linked["isPartOf"] = {"@type": "Book", "name": work}
    linked["includedInDataCatalog"] = _edition(shelf)
    source = _source(shelf) | {"kind": "text", "id": text, "title": title, "author": author}
    return About(_short(description), "article", _in_context(linked), source)


def of_entry(shelf: Shelf, entry: Entry) -> About:
    """The page of an event, a person, a place or a group."""
    w = shelf.wording
    title = w.name(entry)
    names = dict.fromkeys(f.text for f in entry.forms if f.type not in ("slip", "title"))
    linked: dict[str, Any] = {"@type": _SCHEMA[entry.kind], "name": title}
    if others := [name for name in names if name != title]:
        linked["alternateName"] = others
    if entry.geo:
        linked["geo"] = {
            "@type": "GeoCoordinates", "latitude": entry.geo[0], "longitude": entry.geo[1],
        }  # fmt: skip
    note = w.title(entry.notes)
    told = [dates(entry, w)]
    if entry.kind == "event":
        told.append(w.count("account", len(shelf.view.texts_of(entry.id))))
    else:
        told.append(w.count("mention", len(shelf.view.places.get(entry.id, ()))))
    facts = " · ".join(filter(None, told))
    source = _source(shelf) | {"kind": entry.kind, "id": entry.id, "title": title, "author": ""}
    kind = "profile" if entry.kind == "person" else "article"
    description = f"{title}. {note}" if note else f"{title}. {facts}"
    return About(_short(description), kind, _in_context(linked), source)


def nobody(author: str) -> bool:
    """Whether an author is only said to be unknown, in whatever language."""
    said = {bilingual.in_language(author, lang).casefold() for lang in languages.INTERFACE}
    return bool(said & _NOBODY)


def _source(shelf: Shelf) -> dict[str, str]:
    s = shelf.view.settings
    w = shelf.wording
    publisher = w.given(s.publisher) if s.published else ""
    return {
        "corpus": w.given(s.title), "editors": w.given(w.who(s.editors)), "publisher": publisher,
        "lang": w.lang,
    }  # fmt: skip


def _edition(shelf: Shelf) -> dict[str, Any]:
    s = shelf.view.settings
    out: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": shelf.wording.given(s.title),
        "inLanguage": sorted({d.text.info.lang for d in shelf.view.texts}),
    }
    if s.licence:
        out["license"] = s.licence
    if s.published:
        out["publisher"] = {"@type": "Organization", "name": shelf.wording.given(s.publisher)}
    return out


def _in_context(linked: dict[str, Any]) -> dict[str, Any]:
    return {"@context": "https://schema.org", **linked}


def _short(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rpartition(' ')[0]} …"


def ways(shelf: Shelf) -> list[str]:
    """How to read, as far as the corpus has what is to be read."""
    view, w = shelf.view, shelf.wording
    several = any(len(view.texts_of(e.id)) > 1 for e in view.events)
    return [
        w("how 1" if view.links else "how alone"),
        *([w("how 2")] if several else ()),
        *([w("how 3")] if view.named else ()),
    ]


def lead(shelf: Shelf) -> str:
    """What a corpus holds, in words that are true of it."""
    view, w = shelf.view, shelf.wording
    infos = [d.text.info for d in view.texts]
    named = w.join(list(dict.fromkeys(shelf.language(i.id) for i in infos)))
    texts = w.count("text", len(infos))
    return w("what this holds linked" if view.links else "what this holds", n=texts, of=named)
