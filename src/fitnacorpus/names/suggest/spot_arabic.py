"""Names in Arabic that nobody has recorded.

Arabic has no capitals, so that several weak signs are added up.  Strong: the patterns of names
(nasab with ابن or بن, kunya with أبو), and formulae of blessing after a name.  Weaker: titles,
words for places and battles before a name, the vocative, verbs of speech, short quotations, motion
towards.  Against: a word that stands in the same texts with and without the article is a common
noun, for a name does not change its definiteness.  A word that is a name once is one everywhere:
every place where it stands is a sighting, attached particles taken off.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from fitnacorpus.model import Span
from fitnacorpus.names.suggest import arabic_words, cues
from fitnacorpus.names.suggest.arabic_words import Line, Word
from fitnacorpus.names.suggest.sighting import Reading, Sighting
from fitnacorpus.orthography import fold_text, honorifics

_ENOUGH: Final = 0.6
"""Weight from which a word counts as a name."""
_NEVER: Final = (
    cues.AR_STOP | cues.AR_TITLES | cues.AR_SPEECH | cues.AR_MOVING | cues.AR_PLACE_CUES
    | cues.AR_PEOPLE_CUES | cues.AR_EVENT_CUES | cues.AR_SON | cues.AR_KIN | cues.AR_COMPOUND
    | cues.AR_HONOURED | cues.AR_NO_NAME
)  # fmt: skip
_CERTAIN: Final = 1000
_ROUNDS: Final = 8
"""How often what has been found is looked at for its neighbours: lists are walked along."""
_LAQAB: Final = 0.3
"""Share of its places that a laqab has after a name."""
_REPEATS: Final = 3
"""So many sightings of one kind add up; more of the same tell nothing new."""


def spot(readings: Sequence[Reading], hints: Iterable[str] = ()) -> Iterator[Sighting]:
    """What looks like a name in Arabic texts.

    Args:
        readings: The texts.
        hints: Words, folded with `tag`, that are names by evidence from elsewhere.
    """
    mine = [r for r in readings if r.lang.startswith("ar")]
    known = arabic_words.vocabulary(mine)
    hinted = frozenset(hints)
    # What is found the first time tells where particles are: والحسين holds a name, والده does not.
    lines, _, accepted = _look(mine, known, hinted)
    for key in {*hinted, *accepted}:
        known[key] += _CERTAIN
    lines, patterned, accepted = _look(mine, known, hinted)
    taken: set[tuple[str, int]] = set()
    for (reading, words), start, end in patterned:
        span = Span(words[start].span.start, words[end - 1].span.end)
        taken |= {(reading.text, i) for i in range(*span)}
        yield Sighting(reading.text, "ar", span, _joined(words[start:end]), "person",
                       "words for son, father or servant", 0.95)  # fmt: skip
    for reading, words in lines:
        yield from _events(reading, words, accepted)
        for start, end in _runs(words, accepted):
            span = Span(words[start].span.start, words[end - 1].span.end)
            if (reading.text, span.start) not in taken:
                kind, because, weight = accepted[words[start].key]
                form = _joined(words[start:end])
                yield Sighting(reading.text, "ar", span, form, kind, because, weight)


def _look(
    readings: Sequence[Reading], known: Counter[str], hints: frozenset[str]
) -> tuple[list[Line], list[tuple[Line, int, int]], dict[str, tuple[str, str, float]]]:
    """Lines in words, patterns of names in them, and the single words that are names."""
    lines = [
        Line(r, arabic_words.words(r, span, known))
        for r in readings
        for span in (*r.sentences, *r.labels)
    ]
    nouns = arabic_words.common_nouns(lines)
    evidence = _Evidence(nouns, known)
    for hint in sorted(hints):
        evidence.add(hint, "", "stands in the other language", 0.7)
    blessed = {r.text: frozenset(h.start for h in honorifics.find(r.source)) for r in readings}
    patterned: list[tuple[Line, int, int]] = []
    for line in lines:
        for start, end in _patterns(line.words, nouns):
            patterned.append((line, start, end))
            if line.words[start].key not in cues.AR_COMPOUND | cues.AR_SON:
                evidence.add(line.words[start].key, "person", "before “بن”", 0.9)
        _cues(line.reading, line.words, blessed[line.reading.text], evidence)
    accepted = evidence.accepted()
    told: set[tuple[int, str]] = set()
    for _ in range(_ROUNDS):
        _neighbours(lines, evidence, accepted, told)
        accepted = evidence.accepted()
    return lines, patterned, accepted


def single_words(readings: Sequence[Reading]) -> list[str]:
    """Words of the Arabic texts that may be names, folded, for comparison with another language."""
    mine = [r for r in readings if r.lang.startswith("ar")]
    known = arabic_words.vocabulary(mine)
    lines = [
        Line(r, arabic_words.words(r, span, known))
        for r in mine
        for span in (*r.sentences, *r.labels)
    ]
    nouns = arabic_words.common_nouns(lines)
    counts = Counter(w.key for _, words in lines for w in words)
    return sorted(k for k in counts if k not in nouns and k not in cues.AR_STOP and len(k) > 2)


class _Evidence:
    """Weak signs for words, added up: one minus the product of doubts."""

    def __init__(self, nouns: frozenset[str], known: Counter[str]) -> None:
        self._nouns = nouns
        self._known = known
        self._seen: dict[str, Counter[tuple[str, str, float]]] = defaultdict(Counter)

    def add(self, key: str, kind: str, because: str, weight: float) -> None:
        if len(key) > 1 and key not in _NEVER and not self._conjoined(key):
            self._seen[key][kind, because, weight] += 1

    def _conjoined(self, key: str) -> bool:
        """Whether a word may be *and* or *then* with a word that stands alone elsewhere."""
        return key[0] in "وف" and key[1:] in self._known

    def accepted(self) -> dict[str, tuple[str, str, float]]:
        """Words that are names: kind, best reason and weight."""
        out = {}
        for key, signs in self._seen.items():
            doubt = math.prod((1 - w) ** min(n, _REPEATS) for (_, _, w), n in signs.items())
            weight = (1 - doubt) * (0.4 if key in self._nouns else 1)
            if weight < _ENOUGH:
                continue
            votes: Counter[str] = Counter()
            for (kind, _, w), n in signs.items():
                votes[kind] += round(1000 * w) * n if kind else 0
            kind = max(votes, key=lambda k: (votes[k], k))
            (_, because, _), _ = max(signs.items(), key=lambda item: (item[0][2], item[1]))
            out[key] = (kind if votes[kind] else "", because, round(min(weight, 0.99), 2))
        return out


def _patterns(words: Sequence[Word], nouns: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Nasabs and kunyas: where they begin and end."""
    at = 0
    while at < len(words):
        start, end = _pattern(words, at, nouns)
        if end > start:
            yield start, end
            at = end
        else:
            at += 1


def _pattern(words: Sequence[Word], at: int, nouns: frozenset[str]) -> tuple[int, int]:
    key = words[at].key
    if key in ("بن", "بنت") and at and words[at].joined and not words[at].particles:
        start = _head(words, at)
        if start < at and words[at - 1].key not in cues.AR_STOP | cues.AR_TITLES:
            return start, _lineage(words, at)
    elif key == "ابن" and _follows(words, at + 1):
        following = words[at + 1].key
        if following not in cues.AR_KIN | cues.AR_STOP | nouns:
            return at, _lineage(words, at)
    elif (
        key in cues.AR_FATHER
        and _follows(words, at + 1)
        and not _before_son(words, at)
        and words[at + 1].key not in cues.AR_STOP | nouns
    ):
        end = _nisba(words, at + 2)
        while _follows(words, end) and words[end].key in ("بن", "بنت"):
            end = _lineage(words, end)
        return at, end
    return at, at


def _before_son(words: Sequence[Word], at: int) -> bool:
    """Whether a kunya is itself the father in a nasab, which is read as a whole."""
    return at > 0 and words[at].joined and words[at - 1].key in cues.AR_SON


def _head(words: Sequence[Word], at: int) -> int:
    """Where the name before بن begins: one word, or two where the first is عبد or أبو."""
    start = at - 1
    if start and words[start].joined and words[start - 1].key in cues.AR_COMPOUND:
        start -= 1
    return start


def _lineage(words: Sequence[Word], at: int) -> int:
    """Where a lineage ends that has its word for son at a place."""
    end = at + 1
    if _follows(words, end) and words[end].key in cues.AR_COMPOUND:
        end += 1
    end = end + 1 if _follows(words, end) else end
    if _follows(words, end) and words[end].key in ("بن", "بنت"):
        return _lineage(words, end)
    return _nisba(words, end)


def _nisba(words: Sequence[Word], at: int) -> int:
    """Past a nisba or a laqab of that shape: ال…ي."""
    if _follows(words, at):
        key = words[at].key
        if key.startswith("ال") and key.endswith("ي") and len(key) > 4:
            return at + 1
    return at


def _follows(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].joined and not words[at].particles


def _cues(
    reading: Reading, words: Sequence[Word], blessed: frozenset[int], evidence: _Evidence
) -> None:
    """Count what the neighbours of each word tell of it."""
    for index, word in enumerate(words):
        before = words[index - 1] if index and word.near else None
        if before and not word.particles:
            _after(before, word, index, words, evidence)
        if before and before.key == "الى" and index > 1 and _moves(words[index - 2].whole):
            evidence.add(word.key, "place", f"after “{words[index - 2].form} إلى”", 0.45)
        called = before is not None and before.key == "يا" and not word.key.startswith("ال")
        if called and word.key not in cues.AR_VOCATIVE_COMMON:
            evidence.add(word.key, "person", "after “يا”", 0.6)
        gap = reading.source[word.span.end : word.span.end + 3]
        if any(word.span.end + n in blessed for n in range(1, 4) if not gap[: n - 1].strip(" (")):
            evidence.add(word.key, "person", "before a formula of blessing", 0.5)
        if word.quoted and _quoted_alone(reading.source, word):
            evidence.add(word.key, "", "alone in quotation marks", 0.4)


def _after(
    before: Word, word: Word, index: int, words: Sequence[Word], evidence: _Evidence
) -> None:
    cue, key = before.key, word.key
    if cue in cues.AR_HONOURED and index > 1 and words[index - 2].key in cues.AR_TITLES:
        evidence.add(key, "person", f"after “{words[index - 2].form} {before.form}”", 0.6)
    elif cue in cues.AR_TITLES and key not in cues.AR_HONOURED:
        evidence.add(key, "person", f"after “{before.form}”", 0.4)
    elif cue in cues.AR_EVENT_CUES:
        evidence.add(key, "place", f"after “{before.form}”", 0.6)
    elif cue in cues.AR_GROUP_CUES:
        evidence.add(key, "group", f"after “{before.form}”", 0.5)
    elif cue in cues.AR_PLACE_CUES or (
        cue == "على" and index > 1 and words[index - 2].whole.rstrip("ا") in cues.AR_OFFICES
    ):
        evidence.add(key, "place", f"after “{before.form}”", 0.65 if cue == "على" else 0.5)
    elif cue in cues.AR_PEOPLE_CUES:
        evidence.add(key, "place" if key.startswith("ال") else "", f"after “{before.form}”", 0.2)
    elif cue in cues.AR_SPEECH and not key.startswith("ال"):
        evidence.add(key, "person", "after a verb", 0.25)
    elif cue in cues.AR_PLACE_BEFORE and key.startswith("ال"):
        evidence.add(key, "place", f"after “{before.form}”", 0.15)


def _moves(verb: str) -> bool:
    """Whether a word is a form of a verb of motion, a conjunction before it allowed for."""
    bare = verb[1:] if verb[0] in "وف" else verb
    return any(v.startswith(bare) or bare.startswith(v) for v in cues.AR_MOVING if len(bare) > 2)


def _quoted_alone(source: str, word: Word) -> bool:
    return source[word.span.end : word.span.end + 2].lstrip()[:1] in ('"', "»", "”", ")")


def _neighbours(
    lines: Sequence[Line],
    evidence: _Evidence,
    accepted: Mapping[str, tuple[str, str, float]],
    told: set[tuple[int, str]],
) -> None:
    """What stands beside a name found: another one joined by *and*, or a laqab after it.

    In lists (نصيبين والموصل وسنجار) one name is found by the next, a list a round.
    """
    everywhere = Counter(w.key for _, words in lines for w in words)
    after_name = Counter(
        right.key
        for _, words in lines
        for left, right in pairwise(words)
        if right.joined and not right.particles and right.key.startswith("ال")
        if left.key in accepted and accepted[left.key][0] == "person"
    )
    for key, number in after_name.items():
        # A laqab stands after its name; the mosque stands anywhere.
        if number > 1 and number > _LAQAB * everywhere[key] and (0, key) not in told:
            told.add((0, key))
            evidence.add(key, "person", "after a name", 0.65)
    for _, words in lines:
        for index, (left, right) in enumerate(pairwise(words), start=1):
            if not right.joined:
                continue
            if not right.whole.startswith("و") or len(right.whole) < 4:
                continue
            key = right.key if right.particles else right.whole[1:]
            listed = index > 1 and left.joined and left.whole.startswith("و")
            before = left.whole[1:] if listed and left.key not in accepted else left.key
            for known, other in ((before, key), (key, before)):
                kind = accepted[known][0] if known in accepted else ""
                if other in accepted or other.endswith(cues.AR_SUFFIXES):
                    continue
                if kind in ("place", "person") and (right.span.start, other) not in told:
                    told.add((right.span.start, other))
                    # A verb may stand there as well, unless the list goes on.
                    sure = other.startswith("ال") or listed or _goes_on(words, index)
                    weight = 0.62 if sure else 0.3
                    evidence.add(other, kind, f"joined by “و” to the name of a {kind}", weight)


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a list goes on after a word: another one is joined to it by *and*."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and following.joined and following.whole.startswith("و")


def _events(
    reading: Reading, words: Sequence[Word], accepted: Mapping[str, tuple[str, str, float]]
) -> Iterator[Sighting]:
    """A word for a battle or a treaty with the name of its place: معركة الجمل."""
    for left, right in pairwise(words):
        plain = right.joined and not right.particles and right.key in accepted
        if left.key in cues.AR_EVENT_CUES and plain and accepted[right.key][0] == "place":
            span = Span(left.span.start, right.span.end)
            yield Sighting(reading.text, "ar", span, _joined((left, right)), "event",
                               "a word for an event with a name", 0.9)  # fmt: skip


def _runs(
    words: Sequence[Word], accepted: dict[str, tuple[str, str, float]]
) -> Iterator[tuple[int, int]]:
    """Accepted words, and two that stand side by side as one name (مالك الأشتر)."""
    at = 0
    while at < len(words):
        if words[at].key not in accepted:
            at += 1
            continue
        end = at + 1
        if _follows(words, end) and words[end].key.startswith("ال"):
            kinds = [accepted[words[i].key][0] for i in (at, end) if words[i].key in accepted]
            end += len(kinds) == 2 and "place" not in kinds
        yield at, end
        at = end


def _joined(words: Sequence[Word]) -> str:
    return fold_text(" ".join(word.form for word in words), "ar", "display")
