"""Names in Arabic that nobody has recorded.

Arabic has no capitals, so that signs are counted.  Strong: the patterns of names (`patterns`), and
a word that heads a nasab is a name where it stands alone.  Weaker, and only in number: words for
places and offices before a word, prepositions of place, verbs of speech, the vocative, formulae of
blessing, lists.  Against: what the texts show to be a common word (`arabic_lexicon`).  A word that
is a name once is one everywhere: every place where it stands is told, particles taken off.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from fitnacorpus import languages
from fitnacorpus.languages.ar import name_cues as ar_cues
from fitnacorpus.model import Span
from fitnacorpus.names import exonyms
from fitnacorpus.names.suggest import arabic_patterns, arabic_signs, arabic_words
from fitnacorpus.names.suggest.arabic_lexicon import Lexicon
from fitnacorpus.names.suggest.arabic_signs import Signs
from fitnacorpus.names.suggest.arabic_words import Cutter, Line, Word
from fitnacorpus.names.suggest.candidates import CandidateName, TextView
from fitnacorpus.orthography import fold_text, honorifics

_NEVER: Final = (
    ar_cues.STOP | ar_cues.TITLES | ar_cues.SPEECH | ar_cues.MOVING | ar_cues.PLACE_CUES
    | ar_cues.PEOPLE_CUES | ar_cues.EVENT_CUES | ar_cues.SON | ar_cues.KIN | ar_cues.COMPOUND
    | ar_cues.HONOURED | ar_cues.NO_NAME | ar_cues.CALENDAR
)  # fmt: skip
_LAQAB: Final = 0.3
"""Share of its places that a laqab has after a name."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """That a word is a name: its kind, the reason, and how sure that is."""

    kind: str
    because: str
    weight: float


def spot(
    views: Sequence[TextView], hints: Mapping[str, str], faint: Container[str] = ()
) -> Iterator[CandidateName]:
    """What looks like a name in Arabic texts.

    Args:
        views: The texts.
        hints: Words, folded with `tag`, that the other language has as names, to their kind.
        faint: Words that are so short that their sound tells little; the other language has persons
            of this name.
    """
    mine = [v for v in views if languages.primary(v.lang) == languages.AR]
    counts = arabic_words.vocabulary(mine)
    lexicon = Lexicon(counts)
    # What is found the first time tells where particles are: والحسين holds a name, والده does not.
    lines = Cutter(counts).lines(mine)
    heads = arabic_words.heads(lines)
    lexicon.learn_heads(heads)
    accepted = _look(lines, lexicon, hints, faint)
    lines = Cutter(counts, heads | frozenset(accepted)).lines(mine)
    lexicon.learn_heads(arabic_words.heads(lines))
    accepted = _look(lines, lexicon, hints, faint)
    fields = arabic_patterns.battlefields(line.words for line in lines)
    for line in lines:
        yield from _of_line(line, accepted, lexicon, fields)


def _of_line(
    line: Line,
    accepted: Mapping[str, Verdict],
    lexicon: Lexicon,
    fields: Container[tuple[str, str]],
) -> Iterator[CandidateName]:
    view, words = line
    taken = [False] * len(words)

    def told(start: int, end: int, verdict: Verdict) -> CandidateName:
        for at in range(start, end):
            taken[at] = True
        span = Span(words[start].start, words[end - 1].end)
        form = fold_text(" ".join(word.form for word in words[start:end]), languages.AR, "display")
        return CandidateName(
            view.text, languages.AR, span, form, verdict.kind, verdict.because, verdict.weight
        )

    for start, end, kind, because in arabic_patterns.find(words, lexicon):
        yield told(start, end, Verdict(kind, because, 0.95))
    for at, (left, right) in enumerate(pairwise(words)):
        known = exonyms.table().get((languages.AR, f"{left.key} {right.key}"))
        if known and right.joined and not right.particles and not (taken[at] or taken[at + 1]):
            yield told(at, at + 2, Verdict(known.kind, "known in any chronicle", 0.9))
        elif (left.key, right.key) in fields and right.joined and not right.particles:
            yield told(at, at + 2, Verdict("place", "after a word for a battle", 0.9))
    yield from _events(line, accepted, fields)
    for start, end in _runs(words, accepted, taken):
        yield told(start, end, accepted[words[start].key])


def _look(
    lines: Sequence[Line], lexicon: Lexicon, hints: Mapping[str, str], faint: Container[str]
) -> dict[str, Verdict]:
    """The single words that are names."""
    signs: dict[str, Signs] = defaultdict(Signs)
    blessed = {
        v.text: frozenset(h.start for h in honorifics.find(v.plain))
        for v in {line.view.text: line.view for line in lines}.values()
    }
    for line in lines:
        arabic_signs.count(line, blessed[line.view.text], signs, lexicon)
    accepted = _accepted(signs, lexicon, hints, faint)
    # Lists are walked along once: one name is found by the next.
    _lists(lines, accepted, signs)
    _bynames(lines, accepted, signs)
    return _accepted(signs, lexicon, hints, faint)


def _accepted(
    signs: Mapping[str, Signs],
    lexicon: Lexicon,
    hints: Mapping[str, str],
    faint: Container[str],
) -> dict[str, Verdict]:
    out = {}
    for key, here in signs.items():
        if len(key) < 3 or key in _NEVER or not here.number:
            continue
        if key in ar_cues.PEOPLES:
            out[key] = Verdict("group", "a people", 0.9)
            continue
        known = exonyms.table().get((languages.AR, key))
        if known is not None and (not known.doubtful or key in hints):
            out[key] = Verdict(known.kind, "known in any chronicle", 0.9)
            continue
        verdict = _person(key, here, lexicon) or _place(key, here, lexicon, key in hints)
        if verdict is None and key in hints and not lexicon.common(key) and not _bound(key):
            weight = 0.75 if here.number > 1 and not lexicon.alternates(key) else 0.5
            verdict = Verdict(hints[key], "stands in the other language", weight)
        if (
            verdict is None
            and key in faint
            and here.title + here.styled
            and not lexicon.common(key)
        ):
            verdict = Verdict("person", "after a title, and in the other language", 0.7)
        if verdict is not None:
            out[key] = verdict
    return out


def _person(key: str, here: Signs, lexicon: Lexicon) -> Verdict | None:
    """Whether signs make a word the name of a person.

    The numbers are by reading of the two development chronicles: a head of nasabs that is a common
    word as well is a name from four heads and one place in twenty on.
    """
    number = here.number
    told = here.speech + here.called + here.title + here.blessed
    if lexicon.common(key) or key in ar_cues.COMMON:
        share = 5 if key in ar_cues.COMMON else 20
        if here.head > 3 and share * here.head > number:
            return Verdict("person", "before “بن”", 0.8)
        if here.named > 1 and 3 * here.named > number:
            return Verdict("person", "before a byname", 0.7)
        if here.head and told > 1 and 5 * (here.head + told) > number:
            return Verdict("person", "before “بن”, and after verbs", 0.7)
        return None
    if here.head > 1 or (here.head and told):
        return Verdict("person", "before “بن”", 0.9)
    if here.blessed > 1 and 5 * here.blessed > number:
        return Verdict("person", "before a formula of blessing", 0.7)
    definite = key.startswith("ال") and not lexicon.alternates(key)
    if here.title > 1 and 4 * here.title > number and definite:
        return Verdict("person", "after a title", 0.7)
    if here.head or here.son > 1:
        return Verdict("person", "before or after “بن”", 0.55)
    if here.called and told > 1 and 4 * here.called > number:
        return Verdict("person", "after “يا”", 0.55)
    if here.speech > 2 and 3 * here.speech > number and not lexicon.alternates(key):
        return Verdict("person", "after a verb", 0.55)
    if here.listed["person"] > 1:
        return Verdict("person", "joined by “و” to the name of a person", 0.5)
    return None


def _place(key: str, here: Signs, lexicon: Lexicon, hinted: bool) -> Verdict | None:
    """Whether signs make a word the name of a place; the other language may add to them."""
    if lexicon.common(key) or (not hinted and (lexicon.alternates(key) or _bound(key))):
        return None
    sure = here.sure + here.motion
    weak = here.before.total() + here.listed["place"]
    share = (sure + weak) / here.number
    if hinted and 5 * (sure + weak) > 2 * here.number and sure + weak > 1:
        return Verdict("place", "stands in the other language", 0.9)
    if sure > 1 and share > 0.35:
        return Verdict("place", "after words for places", 0.85)
    if sure and weak > 1 and share > 0.5:
        return Verdict("place", "after words for places", 0.75)
    several = len(here.before) > 2 and weak > 5
    if several and share > 0.6 and not key.startswith("ال") and not key.endswith("ة"):
        return Verdict("place", "after prepositions of place", 0.7)
    if sure or here.listed["place"] > 1:
        return Verdict("place", "after a word for places", 0.5)
    return None


def _bound(key: str) -> bool:
    """Whether a word ends like one with a pronoun, or begins like a verb: لقائه, يطوف."""
    return len(key) > 3 and (key.endswith(ar_cues.SUFFIXES) or key[0] in "يت")


def _lists(lines: Sequence[Line], accepted: Mapping[str, Verdict], signs: dict[str, Signs]) -> None:
    """Count what is joined by *and* to a name found (نصيبين والموصل وسنجار), doubly in lists."""
    for _, words in lines:
        kind = ""
        listed = [w.joined and w.whole.startswith("و") and len(w.whole) > 3 for w in words]
        for at in range(1, len(words)):
            left, right = words[at - 1 : at + 1]
            if left.key in accepted:
                kind = accepted[left.key].kind
            if not listed[at]:
                kind = ""
                continue
            key = right.key if right.particles else right.whole[1:]
            plain = key not in accepted and not key.endswith(ar_cues.SUFFIXES)
            if kind in ("person", "place") and plain:
                here = signs[key]
                here.number = max(here.number, 1)
                here.listed[kind] += 1 + (listed[at - 1] or any(listed[at + 1 : at + 2]))


def _bynames(
    lines: Sequence[Line], accepted: Mapping[str, Verdict], signs: dict[str, Signs]
) -> None:
    """Count bynames and what stands before them.

    A laqab stands mostly after names, and so counts as titled; the mosque stands anywhere.
    """
    after = Counter(
        right.key
        for _, words in lines
        for left, right in pairwise(words)
        if right.joined and not right.particles and right.key.startswith("ال")
        if left.key in accepted and accepted[left.key].kind == "person"
    )
    for _, words in lines:
        for left, right in pairwise(words):
            byname = right.key.startswith("ال") and right.joined and not right.particles
            known = accepted.get(right.key) if byname else None
            if known and known.kind == "person" and not left.key.startswith("ال"):
                signs[left.key].named += 1
    for key, number in after.items():
        if number > 1 and number > _LAQAB * signs[key].number:
            signs[key].title += number


def _events(
    line: Line, accepted: Mapping[str, Verdict], fields: Container[tuple[str, str]]
) -> Iterator[CandidateName]:
    """A word for a battle or a treaty with a name: معركة الجمل."""
    view, words = line
    for at, (left, right) in enumerate(pairwise(words)):
        if left.key not in ar_cues.EVENT_CUES or not right.joined or right.particles:
            continue
        known = accepted.get(right.key)
        after = words[at + 2] if arabic_patterns.follows(words, at + 2) else None
        field = after is not None and (right.key, after.key) in fields
        last = after if field and after else right
        if field:
            named = True
        elif left.key in ar_cues.EVENT_MAYBE:
            named = known is not None and known.kind == "place" and known.weight > 0.6
        else:
            named = right.key.startswith("ال") or (known is not None and known.kind == "place")
            named = named and right.key not in _NEVER and right.key not in ar_cues.COMMON
        if named:
            whole = [left, right, last] if last is not right else [left, right]
            form = fold_text(" ".join(w.form for w in whole), languages.AR, "display")
            span = Span(left.start, last.end)
            weight = 0.9 if known is not None or field else 0.55
            yield CandidateName(
                view.text,
                languages.AR,
                span,
                form,
                "event",
                "a word for an event with a name",
                weight,
            )


def _runs(
    words: Sequence[Word], accepted: Mapping[str, Verdict], taken: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """Accepted words, and two that stand side by side as one name (مالك الأشتر)."""
    at = 0
    while at < len(words):
        if taken[at] or words[at].key not in accepted:
            at += 1
            continue
        end = at + 1
        if end < len(words) and not taken[end] and arabic_patterns.follows(words, end):
            pair = [accepted.get(words[i].key) for i in (at, end)]
            persons = all(v is not None and v.kind == "person" for v in pair)
            end += persons and words[end].key.startswith("ال")
        yield at, end
        at = end
