"""From forms to whole names: each form that was found is read with what stands around it.

Agreement with the parts of a record keeps its bearer, and tells homonyms apart; contradiction
excludes him; a name with a part that no record knows is that of a new person: it stays, without a
bearer, and is never given to the namesake who happens to be known.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.model import Span
from fitnacorpus.names.bearing import Agreement, Bearers, alike
from fitnacorpus.names.commonness import common
from fitnacorpus.names.commonness import share as share_of
from fitnacorpus.names.evidence import Cues, cues
from fitnacorpus.names.grammar import WholeName
from fitnacorpus.names.hits import Bearer, Hit
from fitnacorpus.names.textwords import TextWords
from fitnacorpus.names.whole import is_nisba, whole_name
from fitnacorpus.orthography import name_key

_UNLISTED: Final = 0.85
"""Probability of the one known bearer of a kunya, or of a father's name, that no form lists."""
_BESIDE: Final = 0.8
"""The same for a distinctive byname that stands beside a nisba which the record does not know."""
_GOES_ON: Final = 0.5
"""The same where a name that many bear goes on with what the record does not know."""
_NO_NAME: Final = 0.5
"""A word that is less likely than this to be a name at all is left alone."""


class _Read(NamedTuple):
    hit: Hit
    whole: WholeName
    cues: Cues


def in_full(hits: Sequence[Hit], words: TextWords, bearers: Bearers) -> list[Hit]:
    """The names around the forms that were found, in order.

    Args:
        hits: Forms, in order and apart, with spans in the string of `words`.
        words: The words of the text.
        bearers: The entries by the parts of their names.
    """
    taken = {
        index
        for hit in hits
        if hit.bearers and all(b.kind != "person" for b in hit.bearers)
        for index in range(words.at(hit.span.start), words.at(hit.span.end - 1) + 1)
    }
    read = [_read(hit, words, taken) for hit in hits]
    out: list[Hit] = []
    for group in _groups(read):
        out += _named(group, words, bearers)
    return out


def _read(hit: Hit, words: TextWords, taken: Container[int]) -> _Read:
    first, last = words.at(hit.span.start), words.at(hit.span.end - 1)
    person = not hit.bearers or any(b.kind == "person" for b in hit.bearers)
    plain = WholeName(hit.span, words.view[hit.span.start : hit.span.end])
    told = [b for b in hit.bearers if b.type != "title" and b.kind != "event"]
    beside = cues(words, first, last, person=person) if first >= 0 else Cues()
    if (hit.bearers and not told) or first < 0:
        return _Read(hit, plain, Cues() if first < 0 else beside)
    whole = whole_name(words, hit.span, person=person, taken=taken)
    return _Read(hit, whole, beside)


def _groups(read: Iterable[_Read]) -> Iterable[list[_Read]]:
    """Readings of one name: those whose whole names share characters."""
    group: list[_Read] = []
    end = -1
    for one in sorted(read, key=lambda r: (r.whole.span, r.hit.span)):
        if group and one.whole.span.start >= end:
            yield group
            group = []
        group.append(one)
        end = max(end if len(group) > 1 else -1, one.whole.span.end)
    if group:
        yield group


def _named(group: Sequence[_Read], words: TextWords, bearers: Bearers) -> list[Hit]:
    if len(group) == 1:
        return _one(group[0], not group[0].whole.inside, words, bearers)
    longest = max(group, key=lambda r: (r.whole.span.end - r.whole.span.start, -r.hit.span.start))
    whole = longest.whole
    heads = [r for r in group if r.whole.span == whole.span and not r.whole.inside]
    best = heads[0] if heads else longest
    named = _one(best, bool(heads), words, bearers)
    if whole.also and not any(h.bearers for h in named) and _usual(best, words, bearers):
        # لقي أبو موسى الأحنف بن قيس: where the second is known, the words are two names.
        inner = [r for r in group if r.hit.span.start >= best.hit.span.end]
        known = [hit for r in inner for hit in _one(r, not r.whole.inside, words, bearers)]
        if any(hit.bearers and hit.full for hit in known):
            plain = WholeName(best.hit.span, words.view[best.hit.span.start : best.hit.span.end])
            alone = _one(best._replace(whole=plain), True, words, bearers)
            return sorted([*alone, *known], key=lambda hit: hit.span)
    # A reading that is not part of the longest keeps its own place, if it is free.
    apart = [r for r in group if not r.whole.span.overlaps(whole.span)]
    rest = [hit for r in apart for hit in _one(r, not r.whole.inside, words, bearers)]
    return sorted([*named, *rest], key=lambda hit: hit.span)


def _usual(read: _Read, words: TextWords, bearers: Bearers) -> bool:
    """Whether a form is the name by which its bearer is known first, and no kunya among others."""
    form = _key(words.view[read.hit.span.start : read.hit.span.end])
    heads = [bearers.heads(b.ref, words.arabic)[:1] for b in read.hit.bearers]
    return any(_key(head).startswith(form) for first in heads for head in first)


def _one(read: _Read, is_head: bool, words: TextWords, bearers: Bearers) -> list[Hit]:
    hit, whole, beside = read.hit, read.whole, read.cues
    persons = not hit.bearers or any(b.kind == "person" for b in hit.bearers)
    named = persons or whole.inside or whole.fathers
    # The article loses its alif after li-.
    before = words.view[hit.span.start - 1 : hit.span.start]
    if before == "ل" and whole.head.startswith("ل"):
        whole = whole._replace(head="ا" + whole.head)
    hit = hit._replace(head=_key(whole.head) if named else hit.head, cues=beside)
    if whole.family:
        family = all(b.kind in ("group", "event") for b in hit.bearers)
        return [
            hit
            if family and hit.bearers
            else hit._replace(span=whole.span, bearers=(), kind="group")
        ]
    if words.arabic and persons and is_head and _of_another(words, hit.span):
        return []
    own = whole.span == hit.span
    if own and is_head and not whole.bare and hit.bearers:
        return [hit._replace(full=True, share=_share(whole))]
    if whole.bare and is_head:
        if persons and words.arabic and not _has_kunya(hit, words, bearers):
            hit = hit._replace(doubt=min(hit.doubt, _GOES_ON))
        return [hit] if beside.name >= _NO_NAME else []
    if not persons and not whole.fathers and not whole.inside:
        return [hit] if beside.name >= _NO_NAME else []
    return [_compared(hit._replace(span=whole.span), whole, is_head, words.arabic, bearers)]


_key: Final = lru_cache(maxsize=65536)(name_key)
"""A book names the same men on every page."""


def _compared(hit: Hit, whole: WholeName, is_head: bool, arabic: bool, bearers: Bearers) -> Hit:
    """A name of several parts with the bearers that agree with all of them."""
    known = {b.ref: b for b in hit.bearers} if is_head or not whole.head else {}
    if not whole.head and not is_head:
        known = {}
    for ref in bearers.named(whole):
        known.setdefault(ref, Bearer(ref, "person", "variant"))
    found = {ref: bearers.agreement(whole, ref, arabic) for ref in known}
    same = tuple(known[ref] for ref in known if found[ref] is Agreement.SAME)
    if same:
        bynamed = any(bearers.bynamed(whole, b.ref, arabic) for b in same)
        fathers = max(bearers.known_fathers(whole, b.ref, arabic) for b in same)
        share = _share(whole._replace(fathers=whole.fathers[:fathers]), byname=bynamed)
        goes_on = fathers < len(whole.fathers) or bool(whole.bynames and not bynamed)
        doubt = _GOES_ON if goes_on and common(share) else hit.doubt
        return hit._replace(
            bearers=same, full=True, listed=True, share=share, doubt=doubt, goes_on=goes_on
        )
    silent = tuple(known[ref] for ref in known if found[ref] is Agreement.SILENT)
    if silent and whole.inside:
        # A kunya that no form lists: there may be others who bear it.
        return hit._replace(bearers=silent, doubt=_UNLISTED)
    more = tuple(known[ref] for ref in known if found[ref] is Agreement.MORE)
    if more and not whole.fathers and _distinctive(whole.head, arabic):
        return hit._replace(bearers=more, doubt=_BESIDE)
    if not whole.head and len(whole.fathers) == 1:
        sons = tuple(
            Bearer(ref, "person", "variant") for ref in bearers.sons_of(whole.fathers[0], arabic)
        )
        if sons:
            return hit._replace(bearers=sons, doubt=_UNLISTED)
    return hit._replace(bearers=(), kind="person")


def _of_another(words: TextWords, span: Span) -> bool:
    """Whether a nisba or a kunya ends somebody else's name: عبد العزيز بن عمران الزهري."""
    at = words.at(span.start)
    nisba = words.at(span.end - 1) == at and is_nisba(words.word(at))
    if not (nisba or words.word(at) == "ابو") or at < 1 or not words.joined(at - 1):
        return False
    before = at - 2 if words.word(at - 2) not in ar_names.SERVANT else at - 3
    joined = all(words.joined(n) for n in range(max(before, 0), at - 1))
    descent = ar_names.SON | ar_names.FATHER if nisba else ar_names.SON
    return before >= 0 and joined and words.word(before) in descent


def _has_kunya(hit: Hit, words: TextWords, bearers: Bearers) -> bool:
    """Whether the kunya before an own name, if one stands there, is that of a known bearer.

    Abū Ḥafṣ ʿUmar may be ʿUmar, Abū l-Qāsim ʿAmr is no ʿAmr that is known; but after the kunya by
    which a man is known first, two men are named (سأل أبو موسى عمر).
    """
    at = words.at(hit.span.start)
    first = at - 3 if words.word(at - 2) in ar_names.SERVANT else at - 2
    starts = first >= 0 and words.bare(first, ar_names.FATHER) is not None
    if not starts or not all(words.joined(n) for n in range(first, at)):
        return True
    if hit.span.start > words.spans[at].start or words.word(at - 1) in ar_names.FUNCTION:
        return True
    if first and words.word(first - 1) in ar_names.SON:
        return True
    kunya = " ".join(words.raw(n) for n in range(first, at))
    kunya = f"أبو {kunya.partition(' ')[2]}"
    if bearers.known_by(kunya):
        return True
    heads = [bearers.heads(b.ref, words.arabic) for b in hit.bearers]
    return any(alike(kunya, head) for own in heads for head in own)


def _share(whole: WholeName, *, byname: bool = False) -> float:
    """How common a name of several parts is; 0 for others, of which nothing is said."""
    return share_of(whole, byname=byname) if whole.fathers or byname else 0.0


def _distinctive(head: str, arabic: bool) -> bool:
    """Whether a name is a byname or a kunya and not one of those that many bear."""
    first = head.split()[:1]
    if not arabic or not first:
        return False
    return first[0].startswith("ال") or first[0] in ar_names.FATHER
