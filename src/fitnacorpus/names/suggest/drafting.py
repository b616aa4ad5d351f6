"""Drafts of authority records for texts that nobody has tagged.

What looks like a name (`spot_english`, `spot_arabic`, or a backend) is brought together by likely
identity (`clusters`).  A draft is for an editor to accept, change or throw away; nothing here
enters an authority by itself.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Span
from fitnacorpus.names import exonyms
from fitnacorpus.names.skeleton import skeleton
from fitnacorpus.names.suggest import (
    arabic_words,
    bearers,
    likeness,
    readable,
    spot_arabic,
    spot_english,
)
from fitnacorpus.names.suggest.arabic_lexicon import Lexicon
from fitnacorpus.names.suggest.candidates import CandidateName, NameFinder, TextView, outside
from fitnacorpus.names.suggest.clusters import Group, cluster, vote

SURE: Final = 0.6
"""Weight from which a draft is proposed for acceptance."""
_HINT: Final = 4
"""Sounds that a word must share with a name of the other language to be looked at as one."""
_FAINT_HINT: Final = 3
"""Sounds from which it is looked at where it stands after a title as well (قطز, Qutuz)."""
_TIMES: Final = 3
"""A word answers to a name of the other language if it stands so many times as often as the next
one that sounds like it."""
_ONCE: Final = 0.45
"""Doubt that stays of one word seen once, a kunya included: it may be *my father* and a verb."""
_SHARED: Final = 0.5
"""Most that a bare first name of several men weighs: surely a name, and no one bearer's."""
_NAMED: Final = 4
"""Bearers of a bare first name who are named in the reason."""
_COUNTED: Final = 3
"""So many places of one name add up in English; more of the same tell nothing new."""


@dataclass(frozen=True, slots=True)
class DraftForm:
    """A form of a draft: its spelling, language, and where it stands."""

    text: str
    lang: str
    places: tuple[CandidateName, ...]

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
    def places(self) -> tuple[CandidateName, ...]:
        """Every place where it stands."""
        return tuple(place for form in self.forms for place in form.places)


def suggest(
    views: Sequence[TextView],
    *,
    known: Mapping[str, Sequence[Span]] | None = None,
    backends: Iterable[NameFinder] = (),
    taken: Iterable[str] = (),
) -> list[Draft]:
    """Draft records for what looks like a name, most frequent first.

    Args:
        views: The texts.
        known: Places that an authority accounts for, by text; what overlaps them is left out.
        backends: Further finders; what the patterns have found at a place comes first.
        taken: Ids that are taken.
    """
    seen = _found(views, backends)
    free = outside(seen, {text: list(spans) for text, spans in (known or {}).items()})
    return _drafts(cluster(free), set(taken))


def _found(views: Sequence[TextView], backends: Iterable[NameFinder]) -> list[CandidateName]:
    english = [*spot_english.spot(views), *spot_english.events(views)]
    out = [*english, *spot_arabic.spot(views, *_hints(english, views))]
    for backend in backends:
        here: dict[str, list[Span]] = defaultdict(list)
        for candidate in out:
            here[candidate.text].append(candidate.span)
        out += outside(backend(views), here)
    return out


def _hints(
    english: Iterable[CandidateName], views: Sequence[TextView]
) -> tuple[dict[str, str], set[str]]:
    """Arabic words that are, by their sounds and their number, one of the English names.

    Returns:
        Words with their kinds; and words that are too short to be told by that alone, of persons.
    """
    names: dict[str, list[CandidateName]] = defaultdict(list)
    for candidate in english:
        if candidate.kind != "event" and " " not in candidate.form and candidate.weight > 0.25:
            names[candidate.form].append(candidate)
    counts = arabic_words.vocabulary(
        [v for v in views if languages.primary(v.lang) == languages.AR]
    )
    lexicon = Lexicon(counts)
    by_bones: dict[str, list[str]] = defaultdict(list)
    for word in sorted(counts):
        if len(word) > 2:
            by_bones[skeleton(word)].append(word)
    out: dict[str, str] = {}
    faint: set[str] = set()
    for form, candidates in sorted(names.items()):
        known = exonyms.find(form, languages.EN)
        if known is not None:
            # What it is called in Arabic is known; whether the Arabic is a name here, it tells.
            arabic = exonyms.counterparts(known.number)
            out |= {word: known.kind for word in arabic if counts[word]}
            continue
        found = [
            (likeness.strength(word, form), lexicon.number(word), word)
            for word in by_bones.get(skeleton(form), ())
            if not lexicon.common(word)
        ]
        found = sorted((f for f in found if f[0] >= _FAINT_HINT), reverse=True)
        if found and all(f[1] * _TIMES <= found[0][1] for f in found[1:2] if f[0] >= _HINT):
            shared, _, word = found[0]
            if shared >= _HINT:
                out[word] = vote(candidates)
            elif len(found) == 1 and vote(candidates) == "person":
                faint.add(word)
    return out, faint


def _drafts(clusters: Sequence[Sequence[Group]], taken: set[str]) -> list[Draft]:
    out = []
    fathers = bearers.fathers(group for members in clusters for group in members)
    for members in clusters:
        places = [c for group in members for c in group.candidates]
        kind = _kind(members)
        forms = _forms(places, kind)
        weight = _weight(members, kind)
        because = max(places, key=lambda c: (c.weight, c.because)).because
        several = bearers.of_bare(members, fathers) if kind in ("", "person") else ()
        if several:
            weight = min(weight, _SHARED)
            named = ", ".join(bearer.form for bearer in several[:_NAMED])
            more = ", …" if len(several) > _NAMED else ""
            because = f"borne by {len(several)} here, with their fathers: {named}{more}"
        out.append(Draft("", kind or "person", forms, weight, because))
    out.sort(key=lambda d: (-len(d.places), d.forms[0].lang, d.forms[0].text))
    finished = []
    for draft in out:
        ident = readable.ident([(f.text, f.lang) for f in draft.forms], taken)
        taken.add(ident)
        finished.append(Draft(ident, draft.kind, draft.forms, draft.weight, draft.because))
    return finished


def _kind(members: Sequence[Group]) -> str:
    for group in members:
        if group.exonym is not None and not group.event:
            return group.exonym.kind
    return vote(c for group in members for c in group.candidates)


def _weight(members: Sequence[Group], kind: str) -> float:
    """How sure a cluster is a name: its best group, more where both languages have it."""
    doubts: dict[str, float] = {}
    for group in members:
        number = min(group.number, _COUNTED) if group.lang == languages.EN else 1
        each = sorted((c.weight for c in group.candidates), reverse=True)[:number]
        doubt = math.prod(1 - w for w in each)
        if group.exonym is not None and not group.exonym.doubtful:
            doubt = min(doubt, 0.1)
        if not kind:
            # A capital by itself, however often, tells neither what nor whether.
            doubt = max(doubt, 0.45 if group.number < _COUNTED else 0.3)
        if sum(g.number for g in members) == 1 and len(group.real) < 2 and group.exonym is None:
            doubt = max(doubt, _ONCE)
        doubts[group.lang] = min(doubt, doubts.get(group.lang, 1.0))
    return round(1.0 - math.prod(doubts.values()), 2)


def _forms(places: Sequence[CandidateName], kind: str) -> tuple[DraftForm, ...]:
    """Forms of a record, English first; of a person the fullest form leads, else the commonest."""
    spellings: dict[tuple[str, str], list[CandidateName]] = defaultdict(list)
    for s in places:
        spellings[s.lang, s.form].append(s)

    def order(item: tuple[tuple[str, str], list[CandidateName]]) -> tuple[object, ...]:
        (lang, form), found = item
        length = -len(re.split(r"[\s-]+", form)) if kind == "person" else 0
        return (lang != languages.EN, lang, length, -len(found), form)

    return tuple(
        DraftForm(form, lang, tuple(sorted(found, key=lambda s: (s.text, s.span))))
        for (lang, form), found in sorted(spellings.items(), key=order)
    )
