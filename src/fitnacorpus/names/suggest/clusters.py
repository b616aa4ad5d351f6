"""Which candidate names are one: spellings, parts of a name, and names of the two languages.

Two men are never made one for the sake of a shorter list: where a part belongs to several longer
names, or a name answers to several of the other language, each stands by itself, and the editor
joins them in the table.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from fitnacorpus import languages
from fitnacorpus.languages.ar import name_cues as ar_cues
from fitnacorpus.languages.en import name_cues as en_cues
from fitnacorpus.names import exonyms
from fitnacorpus.names.skeleton import skeleton
from fitnacorpus.names.suggest import likeness
from fitnacorpus.names.suggest.candidates import CandidateName
from fitnacorpus.orthography import arabic, fold_key, name_key

_COMMON_ISMS: Final = ar_cues.COMMON_ISMS | en_cues.COMMON_ISMS
_EVENT_SORTS: Final = {**ar_cues.EVENT_SORTS, **en_cues.EVENT_SORTS}
SON: Final = frozenset(
    {"bn", "b", "ibn", "sun", "uf", "thi", arabic.SON, arabic.DAUGHTER, "bint", "bt"}
)
FATHER: Final = frozenset({arabic.FATHER, "abu", "um", "umm", "ام", "ذو", "ذي"})
SERVANT: Final = frozenset({"abd", "abdul", "عبد", "عبيد"})
_OFTEN: Final = 3
"""A part may stand so many times as often as the whole it is joined to; if it is commoner, it is
likely somebody else's name as well (ʿUthmān, and once ʿUthmān b. Ḥunayf)."""
_OFTEN_RARE: Final = 12
"""The same for a name with a father, of a first name that few others bear."""
_BEARERS: Final = 3
"""Bearers of a first name up to which it counts as one that few bear."""
_NEAR: Final = {3: 4.0, 4: 6.0, 5: 12.0}
"""How much commoner a word may be than its counterpart, by the number of sounds they share; short
words sound like many.  By reading on the two development pairs."""
_FEW: Final = min(_NEAR)
_MANY: Final = max(_NEAR)
_LONG_ENOUGH: Final = 5
"""Sounds that names of several words must share."""
_LONG_BONES: Final = 4
"""Consonants from which a word is one name however its vowels are written (Qulzum, Qalzaum)."""
_RIVAL: Final = 3.0
"""A rival of as many sounds is passed over if its frequency is so many times farther off."""


class Group:
    """Candidates of one spelling, and the cluster they have been put in (union-find).

    Attributes:
        lang: "ar" or "en".
        key: The structural key of the name.
        candidates: Where it stands.
        form: The commonest spelling.
        kind: The kind that most signs speak for.
        event: Whether it is the name of an event.
    """

    def __init__(self, lang: str, key: str, candidates: Sequence[CandidateName]) -> None:
        self.lang = lang
        self.key = key
        self.candidates = candidates
        self.kind = vote(candidates)
        self.event = self.kind == "event"
        counts = Counter(c.form for c in candidates)
        self.form = min(counts, key=lambda f: (-counts[f], f))
        self.words = key.split()
        self.real = [w for w in self.words if w not in SON]
        self.exonym = next(filter(None, (exonyms.find(f, lang) for f in sorted(counts))), None)
        self.up = self

    @property
    def number(self) -> int:
        """How often it stands."""
        return len(self.candidates)

    @property
    def top(self) -> Group:
        """The group that stands for the cluster."""
        group = self
        while group.up is not group:
            group.up = group.up.up
            group = group.up
        return group

    def join(self, other: Group) -> None:
        """Put two clusters together."""
        self.top.up = other.top


def vote(candidates: Iterable[CandidateName]) -> str:
    """The kind that most signs speak for, "" where none does."""
    votes: Counter[str] = Counter()
    for c in candidates:
        if c.kind:
            votes[c.kind] += round(100 * c.weight * c.weight)
    return max(votes, key=lambda k: (votes[k], k)) if votes else ""


def cluster(candidates: Iterable[CandidateName]) -> list[list[Group]]:
    """Candidates in clusters, one a bearer as far as the texts tell.

    Args:
        candidates: Names of both languages.

    Returns:
        Clusters, each with its spellings.
    """
    groups = _groups(candidates)
    _join_exonyms(groups)
    _join_spellings(groups)
    _join_wholes(groups)
    _join_parts(groups)
    _join_across(groups)
    _join_events(groups)
    out: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        out[id(group.top)].append(group)
    return list(out.values())


def _groups(candidates: Iterable[CandidateName]) -> list[Group]:
    keys: dict[str, str] = {}
    places: dict[tuple[str, str, bool], list[CandidateName]] = defaultdict(list)
    for c in candidates:
        if c.form not in keys:
            keys[c.form] = _key(c)
        places[c.lang, keys[c.form], c.kind == "event"].append(c)
    return [Group(lang, key, places[lang, key, e]) for lang, key, e in sorted(places)]


def _key(candidate: CandidateName) -> str:
    key = name_key(candidate.form) or fold_key(candidate.form)
    if candidate.lang == languages.AR and candidate.kind == "group" and " " not in key:
        # The cases of the sound plural: المهاجرون, المهاجرين.
        key = re.sub("(?<=...)ون$", "ين", key)
    return key


def _join_exonyms(groups: Sequence[Group]) -> None:
    first: dict[int, Group] = {}
    for group in groups:
        if group.exonym is not None and not group.event:
            group.join(first.setdefault(group.exonym.number, group))


def _join_spellings(groups: Sequence[Group]) -> None:
    """Bring together English spellings of the same sounds; what Arabic writes it means."""
    seen: dict[tuple[object, ...], Group] = {}
    for group in groups:
        sound = _sound(group) if group.lang == languages.EN and not group.event else None
        if sound is not None:
            group.join(seen.setdefault(sound, group))


def _sound(group: Group) -> tuple[object, ...] | None:
    """What two spellings of one English name have in common; None for what is too short to tell."""
    bones = skeleton(group.form)
    if len(bones.replace(" ", "")) < 2:
        return None
    folded = fold_key(group.form, languages.EN, "tag").lower()
    return (
        bones,
        _vowels(folded) if len(bones) < _LONG_BONES or " " in bones else "",
        re.match("(?:a[lnrsdtz]h?-)?[aeiou]", folded) is not None,
        re.search("[aeiou]h?$", folded) is not None,
        len(group.real),
        group.kind in ("", "person"),
    )


def _vowels(folded: str) -> str:
    """The vowels of a Latin spelling: o as u, e as i, y and w as the vowels they stand for."""
    plain = re.sub("[aeiou]h?$", "", folded)
    plain = re.sub("(?:ai|ay|ei|ey)", "y", plain)
    return re.sub(r"(.)\1", r"\1", "".join(re.findall("[aiuy]", plain.translate(_VOWEL))))


_VOWEL: Final = str.maketrans("oew", "uiu")


def _join_wholes(groups: Sequence[Group]) -> None:
    """Put a name with its father to the longer name that goes on from it: X b. Y, X b. Y b. Z."""
    longer: dict[tuple[str, tuple[str, ...]], list[Group]] = defaultdict(list)
    bearers: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    named = [g for g in groups if not g.event and g.kind in ("", "person") and len(g.real) > 1]
    for group in named:
        bearers[group.lang, group.words[0]].add(tuple(group.real[:2]))
        for size in range(2, len(group.words)):
            longer[group.lang, tuple(group.words[:size])].append(group)
    for group in named:
        wholes = longer[group.lang, tuple(group.words)]
        if wholes and _one_line(wholes):
            few = len(bearers[group.lang, group.words[0]]) <= _BEARERS
            limit = _OFTEN_RARE if few else _OFTEN
            if group.number <= limit * sum(w.number for w in wholes):
                for whole in wholes:
                    whole.join(group)


def _one_line(wholes: Sequence[Group]) -> bool:
    """Whether each of some names goes on from the shorter ones."""
    ordered = sorted(wholes, key=lambda g: len(g.words))
    return all(b.words[: len(a.words)] == a.words for a, b in pairwise(ordered))


def _join_parts(groups: Sequence[Group]) -> None:
    """Put the part of a name (Ashtar, أبو موسى) to the one longer name that has it."""
    by_edge: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        if group.words and not group.event and group.kind in ("", "person"):
            for word in {group.words[0], group.words[-1]}:
                by_edge[group.lang, word].append(group)
    for group in groups:
        if group.event or len(group.real) != 1 or group.kind not in ("", "person"):
            continue
        if exonyms.key(group.form, group.lang) in _COMMON_ISMS:
            continue
        near = {*by_edge[group.lang, group.words[0]], *by_edge[group.lang, group.words[-1]]}
        wholes = [g for g in near if len(g.real) > 1 and _is_part(group.words, g.words, group.kind)]
        tops = {id(g.top) for g in wholes}
        often = group.number > _OFTEN * sum(g.number for g in wholes)
        if len(tops) == 1 and id(group.top) not in tops and not often:
            group.join(wholes[0])


def _is_part(part: Sequence[str], whole: Sequence[str], kind: str) -> bool:
    """Whether words begin a name, or as a person's end it without being a father's name."""
    size = len(part)
    if len(whole) <= size:
        return False
    if list(whole[:size]) == list(part):
        return True
    if list(whole[-size:]) != list(part) or whole[-size - 1] in FATHER | SERVANT:
        return False
    if kind != "person":
        return False
    return part[0] in SON or not SON.intersection(whole[:-size])


def _join_across(groups: Sequence[Group]) -> None:
    """Bring together names of the two languages, each the other's only good counterpart."""
    by_bones: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group.lang == languages.AR and not group.event:
            by_bones[skeleton(group.form)].append(group)
    pairs: list[tuple[int, float, Group, Group]] = []
    for group in groups:
        if group.lang == languages.EN and not group.event:
            pairs += _answers(group, by_bones[skeleton(group.form)])
    best_ar = _best((ar, -rank, far, en) for rank, far, en, ar in pairs)
    best_en = _best((en, -rank, far, ar) for rank, far, en, ar in pairs)
    for en, ar in best_en.items():
        known = best_ar.get(ar)
        # Several English spellings may answer to one Arabic name, if they are spellings of one.
        if known is not None and (known is en or known.top is en.top):
            en.join(ar)


def _answers(en: Group, candidates: Sequence[Group]) -> Iterator[tuple[int, float, Group, Group]]:
    """The Arabic names that an English one may be: sounds shared, and how far apart in number."""
    for ar in candidates:
        if ar.exonym is not None and en.exonym is not None:
            continue
        if len({ar.kind, en.kind} - {""}) > 1:
            continue
        shared = likeness.same_name(ar.form, en.form)
        if (ar.exonym is not None or en.exonym is not None) and shared < _MANY:
            continue
        far = max(ar.number / en.number, en.number / ar.number)
        if len(ar.real) > 1:
            if shared >= _LONG_ENOUGH:
                yield shared, far, en, ar
        elif shared >= _FEW and far <= _NEAR[min(shared, _MANY)] and _told(ar, en, shared):
            yield shared, far, en, ar


def _told(ar: Group, en: Group, shared: int) -> bool:
    """Whether more than the sound of a word speaks for it: its own language has it as a name."""
    own = max(c.weight for c in ar.candidates)
    if shared < _MANY:
        often = ar.number > 2 and en.number > 2 and shared > _FEW
        return own > 0.6 and ar.number > 1 and en.number > 1 and (en.kind == ar.kind or often)
    return own >= 0.5


def _best(
    rows: Iterable[tuple[Group, int, float, Group]],
) -> dict[Group, Group]:
    """For each name the one that answers best, unless another answers nearly as well."""
    found: dict[Group, list[tuple[int, float, Group]]] = defaultdict(list)
    for group, rank, far, other in rows:
        found[group].append((rank, far, other))
    out = {}
    for group, others in found.items():
        others.sort(key=lambda item: (item[0], item[1], item[2].key))
        rank, far, best = others[0]
        rivals = [o for o in others[1:] if o[2].top is not best.top and o[0] == rank]
        if all(o[1] > _RIVAL * far for o in rivals):
            out[group] = best
    return out


def _join_events(groups: Sequence[Group]) -> None:
    """Bring together events of one sort at one place: Battle of Siffin, وقعة صفين."""
    places = {
        (g.lang, word): g.top for g in groups if not g.event for word in {g.key, name_key(g.form)}
    }
    seen: dict[tuple[str, int], Group] = {}
    for group in groups:
        if not group.event:
            continue
        head, _, name = group.form.partition(" ")
        if group.lang == languages.EN:
            name = re.sub("^of (?:the )?", "", name)
        sort = _EVENT_SORTS.get(fold_key(head, group.lang, "tag").lower(), "")
        place = places.get((group.lang, name_key(name)))
        camel = exonyms.find(name, group.lang)
        if sort and place is not None:
            group.join(seen.setdefault((sort, id(place.top)), group))
        elif sort and camel is not None:
            group.join(seen.setdefault((sort, -camel.number - 1), group))
