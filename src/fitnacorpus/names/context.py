"""What an authority tells about who stands with whom: the ground on which homonyms are ranked.

An editor's record names more than its own bearer: its note says whose governor he was and where,
the labels of events bring people and places together, and `@source` tells in how many texts a
bearer is named.  All of this is read from the authority alone, so that a document depends on its
own text and on the authority, and not on the other texts of the corpus.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from fitnacorpus.model import Authority, Entry

Finder = Callable[[str, str], Iterable[Sequence[str]]]
"""From a text and its language to the possible bearers of each name in it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the authority knows about its entries beyond their names.

    Attributes:
        companions: Entry to other entries, with the number of records that name both.
        texts: Entry to the number of texts in which an editor found it named.
        events: Event to the entries that its record names, its places included.
        deaths: Person to the year of his death, of the Common Era, where the record has it.
    """

    companions: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    texts: Mapping[str, int] = field(default_factory=dict)
    events: Mapping[str, frozenset[str]] = field(default_factory=dict)
    deaths: Mapping[str, int] = field(default_factory=dict)

    def of(self, entries: AbstractSet[str], events: AbstractSet[str]) -> Context:
        """What it knows of some entries and of their part in some events, and nothing else."""
        return Context(
            {
                ref: {other: n for other, n in sorted(known.items()) if other in entries}
                for ref, known in sorted(self.companions.items())
                if ref in entries
            },
            {ref: n for ref, n in sorted(self.texts.items()) if ref in entries},
            {e: self.events[e] & entries for e in sorted(events) if e in self.events},
            {ref: year for ref, year in sorted(self.deaths.items()) if ref in entries},
        )


def from_authority(authority: Authority, find: Finder) -> Context:
    """Read the records of an authority as context.

    Args:
        authority: The authority.
        find: Finds the names that stand in the notes and labels.
    """
    companions: dict[str, Counter[str]] = defaultdict(Counter)
    events: dict[str, frozenset[str]] = {}
    namesakes = _namesakes(authority)
    for entry in authority.entries:
        named = _named(entry, find)
        if entry.kind == "event":
            named |= {*entry.where}
            events[entry.id] = frozenset(named)
            pairs = [(a, b) for a in named for b in named if a != b]
        else:
            pairs = [(entry.id, other) for other in named - {entry.id}]
            pairs += [(other, entry.id) for other in named - {entry.id}]
        for a, b in pairs:
            # "Not Muawiya I": a note that tells two namesakes apart does not bring them together.
            if b not in namesakes[a]:
                companions[a][b] += 1
    texts = {e.id: len({s for form in e.forms for s in form.source}) for e in authority.entries}
    deaths = {e.id: year for e in authority.entries if (year := _year_of_death(e))}
    return Context(dict(companions), texts, events, deaths)


def _year_of_death(entry: Entry) -> int:
    """The last year in which a person may have died, or 0."""
    if entry.kind != "person":
        return 0
    when = entry.when.get("notAfter") or entry.when.get("when") or ""
    return int(when[:4]) if when[:4].isdecimal() else 0


def _named(entry: Entry, find: Finder) -> set[str]:
    """Entries that the note, or for an event the labels, name beyond doubt."""
    sources = [(note, lang) for lang, note in entry.notes.items()]
    if entry.kind == "event":
        sources += [(form.text, form.lang) for form in entry.forms]
    return {
        bearers[0]
        for source, lang in sources
        for bearers in find(source, lang.partition("-")[0])
        if len(bearers) == 1
    }


def _namesakes(authority: Authority) -> Mapping[str, set[str]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in authority.entries:
        for form in entry.forms:
            owners[form.text].add(entry.id)
    out: dict[str, set[str]] = defaultdict(set)
    for ids in owners.values():
        for ident in ids:
            out[ident] |= ids
    return out
