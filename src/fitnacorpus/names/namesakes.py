"""Persons who bear one name (ism), each as the texts call them: with their fathers, where said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fitnacorpus import languages, reading
from fitnacorpus.model import Authority, Document, Entry, Span
from fitnacorpus.names import parts
from fitnacorpus.orthography import name_key

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Called:
    """A name as it stands in a text.

    Attributes:
        form: Its words.
        lang: Language of the text.
        ref: Authority id of its bearer, or "" where the authority has none.
        text: Text id.
        start: First code point.
    """

    form: str
    lang: str
    ref: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Namesake:
    """One of several persons of a name.

    Attributes:
        name: His or her name: the authority's, or the longest the texts have for a person who is
            not in it.
        ref: Authority id, or "".
        count: How often the texts name him or her so that it is known who is meant.
        text: Id of the first text that does, or "".
        start: First code point there, or -1.
    """

    name: str
    ref: str
    count: int
    text: str = ""
    start: int = -1


@lru_cache(maxsize=1 << 16)
def ism(name: str, lang: str) -> str:
    """The own name in a name, as names are compared, or "" where it has none that is certain.

    Args:
        name: The name.
        lang: Its language.
    """
    for part in parts.find(name, lang.partition("-")[0]):
        if part.kind == "ism":
            return name_key(name[part.start : part.end])
    words = name.split()
    return name_key(name) if len(words) == 1 else ""


def isms(entry: Entry) -> frozenset[str]:
    """The own names of a person in all scripts, as names are compared."""
    if entry.kind != PERSON:
        return frozenset()
    # A bare form may be a kunya, a nisba or a title; a name in full shows which word is the ism.
    found = {ism(f.text, f.lang) for f in entry.forms if len(f.text.split()) > 1} - {""}
    marked = {name_key(p.text) for f in entry.forms for p in f.parts if p.kind == "ism"}
    # A man called Salim for short, whose full name begins so, is a Salim.
    bare = {name_key(f.text) for f in entry.forms if len(f.text.split()) == 1}
    begun = {name_key(f.text.split()[0]) for f in entry.forms if len(f.text.split()) > 1}
    return frozenset(marked | found | bare & begun)


def of_documents(documents: Iterable[Document]) -> list[Called]:
    """The persons that texts name, as they do."""
    out = []
    for document in documents:
        info, view = document.text.info, reading.of_document(document)
        out += [
            Called(view.read(Span(m.start, m.end)), info.lang, m.ref, info.id, m.start)
            for m in document.mentions
            if m.kind == PERSON and m.type == "name" and m.status != "ambiguous"
        ]
    return out


class Namesakes:
    """The persons of a corpus by their own names.

    Args:
        authority: The authority.
        called: Persons as the texts name them.
    """

    def __init__(self, authority: Authority, called: Sequence[Called]) -> None:
        self._counts = Counter(item.ref for item in called if item.ref)
        self._first: dict[str, Called] = {}
        self._bearers: dict[str, list[Entry]] = defaultdict(list)
        self._isms: dict[str, frozenset[str]] = {}
        self._strangers: dict[str, dict[str, list[Called]]] = defaultdict(dict)
        for entry in authority.entries:
            self._isms[entry.id] = isms(entry)
            for own in self._isms[entry.id]:
                self._bearers[own].append(entry)
        for item in called:
            if item.ref:
                self._first.setdefault(item.ref, item)
            elif len(item.form.split()) > 1 and (own := ism(item.form, item.lang)):
                self._strangers[own].setdefault(name_key(item.form), []).append(item)

    def of_entry(self, entry: Entry, prefer: str) -> list[Namesake]:
        """Other persons of an entry's name whom the texts name; arguments as of `find`."""
        found = self._of(self._isms.get(entry.id, frozenset()), prefer)
        return [one for one in found if one.ref != entry.id and one.count]

    def find(self, name: str, lang: str, prefer: str = "") -> list[Namesake]:
        """The persons who bear the own name in a name, those named most first.

        Args:
            name: A name; its ism counts.
            lang: Its language.
            prefer: Language in which bearers are to be called, or "" for that of the name.
        """
        own = ism(name, lang)
        if not own:
            return []
        scripts = frozenset({own}).union(*(self._isms[e.id] for e in self._bearers.get(own, ())))
        return self._of(scripts, prefer or lang)

    def _of(self, names: frozenset[str], prefer: str) -> list[Namesake]:
        bearers = {e.id: e for own in sorted(names) for e in self._bearers.get(own, ())}
        out = []
        for entry in bearers.values():
            first = self._first.get(entry.id)
            name = entry.name(prefer) or entry.name(languages.EN) or entry.id
            place = (first.text, first.start) if first else ("", -1)
            out.append(Namesake(name, entry.id, self._counts[entry.id], *place))
        for own in sorted(names):
            for items in self._strangers.get(own, {}).values():
                longest = max(items, key=lambda item: len(item.form))
                words = " ".join(longest.form.split())
                out.append(Namesake(words, "", len(items), items[0].text, items[0].start))
        return sorted(out, key=lambda x: (-x.count, x.ref == "", x.name))
