"""The pages of names: the index in both alphabets, and one page for each bearer."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from fitnacorpus import languages
from fitnacorpus.model import Entry, Form
from fitnacorpus.names import namesakes
from fitnacorpus.names.index import NameIndex
from fitnacorpus.orthography import fold_key
from fitnacorpus.orthography.romanisation import TAGS, romanize_name
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.events import dates
from fitnacorpus.reader.mentioned import Mentioned, Mentions, fragment_of
from fitnacorpus.reader.prose import UP
from fitnacorpus.reader.view import View
from fitnacorpus.reader.wording import Wording


@dataclass(frozen=True, slots=True)
class EntryView:
    """The page of a person, place or group.

    Attributes:
        entry: The record.
        title: Its name in the language of the interface.
        other: Its name in the other language.
        kind: Its kind in words.
        note: Its identification.
        count: Number of mentions in words.
        facts: Label and value: coordinates and the like.
        forms: Its spellings: text, language tag, what it is.
        mentions: Where it stands, by text.
        confused: Other records that it may be taken for, each with the reason.
        namesakes: Of a person: others of the same name, with their fathers where the texts say
            them; each with its name, the record or None, how often it is named, and where.
        events: The events there, or in which editors recorded a part of the person's.
        differing: Ids of the events of which a reviewer judged that accounts differ.
    """

    entry: Entry
    title: str
    other: str
    kind: str
    note: str
    count: str
    facts: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, str, str], ...]
    mentions: tuple[Mentions, ...]
    confused: tuple[tuple[Entry, str], ...]
    namesakes: tuple[tuple[str, Entry | None, str, str], ...]
    events: tuple[tuple[Entry, str], ...]
    differing: frozenset[str]


class Register:
    """What the pages of names have in common.

    Args:
        view: The corpus.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.mentioned = Mentioned(view)
        self._strangers: dict[str, set[str]] = {}

    @cached_property
    def _forms(self) -> list[tuple[Entry, Form]]:
        return [(e, f) for e in self.view.named for f in e.forms if f.type != "title"]

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(form.text for _, form in self._forms)

    @cached_property
    def _by_fold(self) -> dict[str, dict[str, str]]:
        """For each folded spelling the entries that have it, each with its spelling."""
        out: dict[str, dict[str, str]] = defaultdict(dict)
        for entry in self.view.named:
            for form in entry.forms:
                out[fold_key(form.text)].setdefault(entry.id, form.text)
        return out

    @cached_property
    def _events_at(self) -> dict[str, list[Entry]]:
        out: dict[str, list[Entry]] = defaultdict(list)
        for event in self.view.events:
            for place in event.where:
                out[place].append(event)
        return out

    def confused(self, entry: Entry, w: Wording) -> Iterator[tuple[Entry, str]]:
        """The records that an entry may be taken for, each once, with the strongest reason."""
        by_id = self.view.authority.by_id
        seen = {entry.id}
        for form in entry.forms:
            for other, shared in self._by_fold[fold_key(form.text)].items():
                if other not in seen:
                    seen.add(other)
                    yield by_id[other], w("shared form", form=shared)
        for other in sorted(self.view.rivals.get(entry.id, set()) - seen):
            seen.add(other)
            if other in by_id:
                yield by_id[other], w("doubtful here")
        if entry.kind != "person":
            return
        for other in sorted(self._apart(entry) - seen):
            yield by_id[other], w("begins alike")

    @cached_property
    def _persons(self) -> namesakes.Namesakes:
        shown = (d for text, d in self.view.by_id.items() if text not in self.view.withheld)
        return namesakes.Namesakes(self.view.authority, namesakes.of_documents(shown))

    def _namesakes(self, entry: Entry, w: Wording) -> Iterator[tuple[str, Entry | None, str, str]]:
        """Other persons of an entry's name: name, record, count, address of the first place."""
        for one in self._persons.of_entry(entry, w.lang):
            record = self.view.authority.by_id.get(one.ref)
            name = w.name(record) if record else one.name
            yield name, record, w.count("mention", one.count), self._address(one)

    def _address(self, one: namesakes.Namesake) -> str:
        """The address of the first place of a person, from a page of a name."""
        fragment = fragment_of(self.mentioned.ref(one.text, one.start))
        return UP + self.view.place(one.text, fragment)

    def _apart(self, entry: Entry) -> set[str]:
        """Ids of the records whose names begin like an entry's and are certainly another's."""
        if entry.id not in self._strangers:
            names = sorted({entry.name(languages.AR), entry.name(languages.EN)} - {""})
            alike = (self._forms[i] for name in names for i in self._index.apart(name))
            mine = {_first_word(form.text) for form in entry.forms}
            self._strangers[entry.id] = {e.id for e, f in alike if _first_word(f.text) in mine}
        return self._strangers[entry.id]

    def entry_view(self, shelf: Shelf, ident: str) -> EntryView:
        """The page of a person, place or group."""
        w, view = shelf.wording, self.view
        entry = view.authority.by_id[ident]
        places = view.places.get(ident, [])
        label = w("died" if entry.kind == "person" else "dates")
        facts = [(label, said)] if (said := dates(entry, w)) else []
        facts += [(kind, value) for kind, value in entry.idnos]
        if entry.geo:
            cert = f" ({w(f'cert {entry.geo_cert}')})" if entry.geo_cert else ""
            facts.append((w("coordinates"), f"{entry.geo[0]:g}, {entry.geo[1]:g}{cert}"))
        return EntryView(
            entry=entry,
            title=w.name(entry),
            other=entry.name(w.other),
            kind=w("place kind" if entry.kind == "place" else entry.kind),
            note=w.said(w.title(entry.notes)),
            count=w.count("mention", len(places)) if places else w("no mentions"),
            facts=tuple(facts),
            forms=tuple(_forms(shelf, entry)),
            mentions=self.mentioned.of(shelf, ident),
            confused=tuple(self.confused(entry, w)),
            namesakes=tuple(self._namesakes(entry, w)),
            events=tuple(self._happenings(shelf, ident)),
            differing=view.differing,
        )

    @cached_property
    def _parts(self) -> dict[str, list[tuple[Entry, str]]]:
        """For each bearer the events in which editors recorded a part of his, with the part."""
        out: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for event in self.view.events:
            for role, bearer in event.roles:
                out[bearer].append((event, role))
        return out

    def _happenings(self, shelf: Shelf, ident: str) -> Iterator[tuple[Entry, str]]:
        """The events at a place or of a person, each with its dates and his part in words."""
        w = shelf.wording
        for event in self._events_at.get(ident, ()):
            yield event, dates(event, w)
        for event, role in self._parts.get(ident, ()):
            yield event, " · ".join(filter(None, (w(f"part {role}"), dates(event, w))))


def _first_word(name: str) -> str:
    return fold_key(name).partition(" ")[0]


def _forms(shelf: Shelf, entry: Entry) -> Iterator[tuple[str, str, str]]:
    w = shelf.wording
    named = {p.text for p in shelf.view.places.get(entry.id, ())}
    for form in entry.forms:
        what = w("variant" if form.type == "attested" and not named & {*form.source} else form.type)
        if form.lang in TAGS.values() and form.type == "variant":
            what = w(form.lang)
        elif named & {*form.source}:
            texts = [f"\u2068{shelf.text_title(t)}\u2069" for t in form.source if t in named]
            label = w("attested") if form.type == "preferred" else what
            what = (
                f"{label} {w.join(texts)}"
                if form.type in ("attested", "slip")
                else (
                    f"{what}؛ {label} {w.join(texts)}"
                    if w.lang == languages.AR
                    else f"{what}; {label} {w.join(texts)}"
                )
            )
        yield form.text, form.lang, what
    for text, tag in _romanised(entry):
        yield text, tag, w(tag)


def _romanised(entry: Entry) -> Iterator[tuple[str, str]]:
    """Its vocalised name in the schemes in which the authority gives none, with language tags."""
    given = {form.lang for form in entry.forms}
    for scheme, tag in TAGS.items():
        if tag not in given:
            forms = (f.text for f in entry.forms if f.lang == languages.AR and f.type != "title")
            found = next(filter(None, (romanize_name(text, scheme) for text in forms)), "")
            if found:
                yield found, tag


# --- The index -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A name in the index: the id it leads to, its name, that in the other script, its mentions."""

    id: str
    kind: str
    name: str
    other: str
    count: str


def alphabet(view: View, w: Wording, lang: str) -> list[tuple[str, list[IndexLine]]]:
    """Persons, places and groups under their first letters, in the alphabet of a language.

    The article is left out of the order in both alphabets.
    """
    rows = []
    for entry in view.named:
        name = entry.name(lang)
        if name:
            key = sort_key(name, lang)
            count = w.count("mention", len(view.places.get(entry.id, ())))
            other = entry.name(languages.EN if lang == languages.AR else languages.AR)
            rows.append((key, IndexLine(entry.id, entry.kind, name, other, count)))
    rows.sort(key=lambda row: (row[0], row[1].id))
    return [
        (letter, [line for _, line in lines])
        for letter, lines in groupby(rows, key=lambda row: row[0][:1].upper())
    ]


def sort_key(name: str, lang: str) -> str:
    """What a name is sorted by: its search fold without the article."""
    folded = fold_key(name, lang)
    if lang == languages.AR:
        return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded
    first, _, rest = folded.partition(" ")
    if first in ("al", "the") and rest:
        folded = rest
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
