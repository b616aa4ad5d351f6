"""Drafts of authority records for texts that nobody has tagged.

What looks like a name (`spot_english`, `spot_arabic`, or a backend) is brought together by likely
identity: spellings with one structural key, parts of one longer name only, and across scripts and
spellings what `NameIndex` finds each the other's best match.  A draft is for an editor to accept,
change or throw away; nothing here enters an authority by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import distance

from fitnacorpus.model import Span
from fitnacorpus.names import likeness, spot_arabic, spot_english
from fitnacorpus.names.index import NameIndex
from fitnacorpus.names.sighting import Reading, Sighting, Spotter
from fitnacorpus.names.skeleton import skeleton
from fitnacorpus.orthography import arabic, fold_key, name_key
from fitnacorpus.orthography.translit import romanize

SURE: Final = 0.6
"""Weight from which a draft is proposed for acceptance."""
_LOOKED_AT: Final = 40
_HINT: Final = 4
"""Sounds that a word must share with a name of the other language to be one by that alone."""
_ALIKE: Final = 3
"""Sounds that two names must share to be one."""
_SON: Final = frozenset({"bn", "b", "ibn", arabic.SON, arabic.DAUGHTER, "bint", "bt"})


@dataclass(frozen=True, slots=True)
class DraftForm:
    """A form of a draft: its spelling, language, and where it stands."""

    text: str
    lang: str
    places: tuple[Sighting, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Texts in which it stands."""
        return tuple(sorted({s.text for s in self.places}))


@dataclass(frozen=True, slots=True)
class Draft:
    """A record that an editor may accept.

    Attributes:
        id: Proposed id.
        kind: Proposed kind; "person" where nothing tells.
        forms: Its forms; the first of a language is the one to prefer.
        weight: How much it looks like a name, between 0 and 1.
        because: The best reason, in words.
    """

    id: str
    kind: str
    forms: tuple[DraftForm, ...]
    weight: float
    because: str

    @property
    def places(self) -> tuple[Sighting, ...]:
        """Every place where it stands."""
        return tuple(place for form in self.forms for place in form.places)


def suggest(
    readings: Sequence[Reading],
    *,
    known: Mapping[str, Sequence[Span]] | None = None,
    backends: Iterable[Spotter] = (),
    taken: Iterable[str] = (),
) -> list[Draft]:
    """Draft records for what looks like a name, most frequent first.

    Args:
        readings: The texts.
        known: Places that an authority accounts for, by text; what overlaps them is left out.
        backends: Further spotters; what the patterns have found at a place comes first.
        taken: Ids that are taken.
    """
    seen = _spotted(readings, backends)
    free = _outside(seen, known or {})
    groups = _groups(free)
    _join_across(groups)
    _join_parts(groups)
    return _drafts(groups, set(taken))


def _spotted(readings: Sequence[Reading], backends: Iterable[Spotter]) -> list[Sighting]:
    english = [*spot_english.spot(readings), *spot_english.events(readings)]
    hints = _hints({s.form for s in english if s.kind != "event"}, readings)
    out = [*english, *spot_arabic.spot(readings, hints)]
    for backend in backends:
        here = defaultdict(list)
        for sighting in out:
            here[sighting.text].append(sighting.span)
        out += _outside(backend(readings), here)
    return out


def _outside(
    sightings: Iterable[Sighting], covered: Mapping[str, Sequence[Span]]
) -> list[Sighting]:
    """Sightings that overlap none of the spans of their text."""
    taken = {text: {i for span in spans for i in range(*span)} for text, spans in covered.items()}
    return [s for s in sightings if not taken.get(s.text, set()).intersection(range(*s.span))]


def _hints(english: Iterable[str], readings: Sequence[Reading]) -> list[str]:
    """Arabic words that are, by their sounds, one of the English names."""
    by_bones: dict[str, list[str]] = defaultdict(list)
    for form in sorted(english):
        if len(form.split()) == 1:
            by_bones[skeleton(form)].append(form)
    out = set()
    for word in spot_arabic.single_words(readings):
        for form in by_bones.get(skeleton(word), ()):
            if likeness.strength(word, form) >= _HINT:
                out.add(word)
    return sorted(out)


class _Group:
    """Sightings of one spelling, and the cluster they have been put in (union-find)."""

    def __init__(self, lang: str, key: str) -> None:
        self.lang = lang
        self.key = key
        self.sightings: list[Sighting] = []
        self.up = self

    @property
    def top(self) -> _Group:
        """The group that stands for the cluster."""
        group = self
        while group.up is not group:
            group = group.up
        return group

    @property
    def form(self) -> str:
        counts = Counter(s.form for s in self.sightings)
        return min(counts, key=lambda f: (-counts[f], f))

    @property
    def words(self) -> list[str]:
        return self.key.split()

    @property
    def kind(self) -> str:
        return _vote(self.sightings)

    def join(self, other: _Group) -> None:
        self.top.up = other.top


def _vote(sightings: Iterable[Sighting]) -> str:
    votes: Counter[str] = Counter()
    for s in sightings:
        if s.kind:
            votes[s.kind] += round(100 * s.weight)
    return max(votes, key=lambda k: (votes[k], k)) if votes else ""


def _groups(sightings: Iterable[Sighting]) -> list[_Group]:
    out: dict[tuple[str, str, bool], _Group] = {}
    for sighting in sightings:
        key = name_key(sighting.form) or fold_key(sighting.form)
        place = (sighting.lang, key, sighting.kind == "event")
        out.setdefault(place, _Group(sighting.lang, key)).sightings.append(sighting)
    return [out[place] for place in sorted(out)]


def _join_across(groups: Sequence[_Group]) -> None:
    """Bring together names that are each the other's best match, in either script."""
    forms = [group.form for group in groups]
    index = NameIndex(forms)
    by_bones: dict[str, list[int]] = defaultdict(list)
    for position, form in enumerate(forms):
        by_bones[skeleton(form)].append(position)
    best: dict[tuple[int, str], tuple[tuple[float, int], int]] = {}
    for position, form in enumerate(forms):
        found = {hit.position: hit.tier for hit in index.search(form, limit=_LOOKED_AT)}
        found |= {other: "fuzzy" for other in by_bones[skeleton(form)] if other not in found}
        for other, tier in sorted(found.items()):
            likeness_here = _same(groups[position], groups[other], tier)
            if other != position and likeness_here:
                rank = (likeness_here, len(groups[other].sightings))
                place = (position, groups[other].lang)
                if place not in best or rank > best[place][0]:
                    best[place] = (rank, other)
    for (position, lang), (_, other) in sorted(best.items()):
        # In one language spellings form chains; across languages each has one counterpart.
        back = best.get((other, groups[position].lang))
        if back and (back[1] == position or lang == groups[position].lang):
            groups[position].join(groups[other])


def _same(a: _Group, b: _Group, tier: str) -> float:
    """How surely two names are one record, 0 for not at all."""
    kinds = {a.kind, b.kind} - {""}
    if len(kinds) == 2 and ("event" in kinds or a.lang == b.lang):
        return 0
    if a.lang != b.lang:
        ar, en = (a, b) if a.lang == "ar" else (b, a)
        strength = likeness.same_name(ar.form, en.form)
        return strength if strength >= _ALIKE else 0
    if len(_real(a.words)) != len(_real(b.words)):
        return 0
    if a.lang == "ar":
        # What Arabic writes it means: الحسن and الحسين are brothers.
        return 0
    bones = [skeleton(x.form) for x in (a, b)]
    shortest = min(map(len, bones))
    if shortest <= _ALIKE and _vowels(a.form) != _vowels(b.form):
        return 0
    if tier != "fuzzy" or bones[0] == bones[1]:
        alike = all(f(a.form) == f(b.form) for f in (_begins_open, _ends_open))
        return shortest if shortest >= _ALIKE and alike else 0
    long = shortest > 2 * _ALIKE and len(_real(a.words)) > 1
    return 1 if long and distance.OSA.distance(*bones) <= 1 else 0


def _real(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _SON]


def _vowels(form: str) -> str:
    """The vowels of a Latin spelling: o as u, e as i, y and w as the vowels they stand for."""
    plain = re.sub("[aeiou]h?$", "", fold_key(form, profile="tag").lower())
    return "".join(re.findall("[aiu]", plain.translate(str.maketrans("oeyw", "uiiu"))))


def _begins_open(form: str) -> bool:
    """Whether a name begins with a vowel, however it is written; the article is left out."""
    return re.match("(?:al-)?[aeiouاعئء]", fold_key(form, profile="tag").lower()) is not None


def _ends_open(form: str) -> bool:
    """Whether a name ends in a vowel or the feminine ending, however it is written."""
    return re.search("(?:[aeiou]h?|[ةاىيه])$", fold_key(form, profile="tag").lower()) is not None


def _join_parts(groups: Sequence[_Group]) -> None:
    """Put the part of a name (Ashtar, مالك) to the one longer name that has it."""
    by_edge: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    for group in groups:
        if group.words and group.kind not in ("event", "place", "group"):
            for word in {group.words[0], group.words[-1]}:
                by_edge[group.lang, word].append(group)
    for group in groups:
        if not group.words or len(_real(group.words)) > 2 or group.kind not in ("", "person"):
            continue
        longer = {*by_edge[group.lang, group.words[0]], *by_edge[group.lang, group.words[-1]]}
        tops = {
            id(other.top): other
            for other in longer
            if len(other.words) > len(group.words) and _is_part(group.words, other.words)
        }
        if len(tops) == 1 and id(group.top) not in tops:
            group.join(next(iter(tops.values())))


def _is_part(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether words begin a name, or end it without being a father's name."""
    size = len(part)
    if list(whole[:size]) == list(part):
        return True
    return list(whole[-size:]) == list(part) and (
        part[0] in _SON or not _SON.intersection(whole[:-size])
    )


def _drafts(groups: Sequence[_Group], taken: set[str]) -> list[Draft]:
    clusters: dict[int, list[_Group]] = defaultdict(list)
    for group in groups:
        clusters[id(group.top)].append(group)
    out = []
    for members in clusters.values():
        places = [s for group in members for s in group.sightings]
        kind = _vote(places)
        forms = _forms(places, kind)
        doubt = 1.0
        for weight in sorted((s.weight for s in places), reverse=True)[:3]:
            doubt *= 1 - weight
        best = max(places, key=lambda s: (s.weight, s.because))
        out.append(Draft("", kind or "person", forms, round(1 - doubt, 2), best.because))
    out.sort(key=lambda d: (-len(d.places), d.forms[0].lang, d.forms[0].text))
    named = []
    for draft in out:
        ident = _ident(draft.forms, taken)
        taken.add(ident)
        named.append(Draft(ident, draft.kind, draft.forms, draft.weight, draft.because))
    return named


def _forms(places: Sequence[Sighting], kind: str) -> tuple[DraftForm, ...]:
    """Forms of a record, English first; of a person the fullest form leads, else the commonest."""
    spellings: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for s in places:
        spellings[s.lang, s.form].append(s)

    def order(item: tuple[tuple[str, str], list[Sighting]]) -> tuple[object, ...]:
        (lang, form), found = item
        length = -len(form.split()) if kind == "person" else 0
        return (lang != "en", lang, length, -len(found), form)

    return tuple(
        DraftForm(form, lang, tuple(sorted(found, key=lambda s: (s.text, s.span))))
        for (lang, form), found in sorted(spellings.items(), key=order)
    )


def _ident(forms: Sequence[DraftForm], taken: set[str]) -> str:
    """An id out of the first form: letters, digits and hyphens."""
    first = forms[0]
    latin = first.text if first.lang == "en" else romanize(first.text)
    words = fold_key(latin, "en").split()
    base = "-".join("b" if w in ("ibn", "bin", "ben") else w for w in words)
    base = re.sub("[^a-z0-9-]+", "", base).strip("-") or "name"
    if not base[0].isalpha():
        base = f"n-{base}"
    ident, number = base, 2
    while ident in taken:
        ident, number = f"{base}-{number}", number + 1
    return ident
