"""Names in English that nobody has recorded: capitalised runs, and the words beside them.

A capital at the beginning of a sentence, or in a heading, tells nothing by itself: the word counts
as a name if it stands with a capital elsewhere inside sentences, and as a common word if it stands
elsewhere in small letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fitnacorpus import languages
from fitnacorpus.languages.en import name_cues as en_cues
from fitnacorpus.languages.en import names as en_names
from fitnacorpus.model import Span
from fitnacorpus.names.suggest.candidates import BREAK, CandidateName, TextView
from fitnacorpus.orthography import fold_key

_TURN: Final = "'‘’ʿʾʻʼ`"
_WORD: Final = re.compile(rf"[{_TURN}]?[^\W\d_]+(?:[{_TURN}-][{_TURN}]?[^\W\d_]+)*[{_TURN}]?\.?")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_ARTICLE: Final = re.compile(
    rf"(?i)(?:(?:a[lnrsdtz]h?|e[ls]|ul)|[{_TURN}][lnrsdtz]h?)-[{_TURN}]?(?-i:[A-ZÀ-ÞḀ-Ỿ])"
)
"""The article before a name, its vowel lost behind another where it stands so: Abu ’l-Aswad."""
_FLAG: Final = re.compile("(?<=[a-z])[A-Z]{2,}$")
_SUFFIX: Final = re.compile("-[a-z]+$")
_NUMERAL: Final = re.compile("[IVX]+")
_CHILD: Final = frozenset({"son", "daughter"})
_COMMON: Final = en_cues.FUNCTION | en_cues.CALENDAR | en_cues.COMMON | en_cues.OF_PEOPLES
_HEADLESS: Final = en_names.FATHER | en_names.MOTHER | en_names.SERVANT | en_names.SON
"""Words that name nobody without the word after them."""
_SMALL: Final = re.compile(r"\b[a-z]+\b")
_LONGEST: Final = 9
_SHARED: Final = frozenset(
    {"a", "an", "this", "that", "his", "their", "our", "my", "her", "its", "every", "each", "no"}
)
"""Words before a common noun and hardly ever before a name; *the* stands before some names."""
_DOUBTED: Final = 0.2
"""Weight of a word that looks like a name in one respect and not in another: three of them stay
below what is proposed for acceptance."""
_NOUN: Final = 0.12
"""Share of its places after one of them from which a word with a capital is a common noun."""
_DEFINITE: Final = 0.4
"""Share of its places after *the* from which a word names a people, a river, or nothing."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with its place; `name` is without possessive, `after` what follows up to the next."""

    span: Span
    name: str
    lower: str
    capital: bool
    first: bool
    possessive: bool
    after: str


def spot(views: Sequence[TextView], *, beginnings: bool = False) -> Iterator[CandidateName]:
    """What looks like a name in English texts.

    Args:
        views: The texts.
        beginnings: Whether a word with a capital counts that stands at beginnings only.
    """
    mine = [r for r in views if languages.primary(r.lang) == languages.EN]
    small = Counter(w for r in mine for w in _SMALL.findall(r.plain))
    words = [(r, list(_sentences(r, small))) for r in mine]
    capital: Counter[str] = Counter()
    if beginnings:
        capital.update(w.lower for _, each in words for line, _ in each for w in line if w.capital)
    for _, sentences in words:
        for sentence, label in sentences:
            for word in sentence:
                if word.capital and not word.first and not label:
                    capital[word.lower] += 1
    runs = [
        (view, sentence, start, end)
        for view, sentences in words
        for sentence, label in sentences
        for start, end in _runs(sentence, small, capital, label and not beginnings)
    ]
    alone = Counter(_key(sentence, start, end) for _, sentence, start, end in runs)
    nouns = _nouns(runs)
    for view, sentence, start, end in runs:
        for first, last in _parted(sentence, start, end, alone):
            candidate = _candidate(view, sentence, first, last, nouns)
            if candidate:
                yield candidate


def _nouns(runs: Sequence[tuple[TextView, list[_Word], int, int]]) -> Mapping[str, str]:
    """Single words that do not stand as names do: after *a* or *his* ("noun"), or *the* ("the")."""
    number: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    definite: Counter[str] = Counter()
    for _, sentence, start, end in runs:
        if end - start == 1:
            word = sentence[start].lower
            number[word] += 1
            before = sentence[start - 1] if start else None
            if before is not None and not before.after.strip():
                shared[word] += before.lower in _SHARED
                definite[word] += before.lower == "the"
    out = {}
    for word, n in number.items():
        if shared[word] > _NOUN * n and shared[word] > 1:
            out[word] = "noun"
        elif definite[word] > _DEFINITE * n:
            out[word] = "the"
    return out


def _key(sentence: Sequence[_Word], start: int, end: int) -> str:
    return " ".join(word.lower for word in sentence[start:end])


def _parted(
    sentence: Sequence[_Word], start: int, end: int, alone: Counter[str]
) -> list[tuple[int, int]]:
    """A run seen once, in two where both halves stand alone elsewhere: a full stop is missing."""
    kunya = fold_key(sentence[start].lower, languages.EN, "tag") in _HEADLESS
    if alone[_key(sentence, start, end)] == 1 and not kunya:
        for middle in range(start + 1, end):
            halves = (start, middle), (middle, end)
            if all(alone[_key(sentence, *half)] for half in halves):
                return list(halves)
    return [(start, end)]


def _sentences(view: TextView, small: Counter[str]) -> Iterator[tuple[list[_Word], bool]]:
    for span in view.sentences:
        yield list(_words(view, span, small)), False
    for span in view.labels:
        yield list(_words(view, span, small)), True


def _words(view: TextView, span: Span, small: Counter[str]) -> Iterator[_Word]:
    source = view.plain
    matches = list(_WORD.finditer(source, span.start, span.end))
    first = True
    for index, match in enumerate(matches):
        raw = match[0]
        lead = 1 if _quoted(source, match, small) else 0
        name = raw[lead:]
        if name.endswith(".") and name.lower() not in en_cues.SON:
            name = name[:-1]
        # Flags of the web (KIA, POW) are glued to the names in tables of facts.
        bare = _FLAG.sub("", _POSSESSIVE.sub("", name))
        if not _ARTICLE.match(bare):
            bare = _SUFFIX.sub("", bare)
        start = match.start() + lead
        end = start + len(bare)
        stop = matches[index + 1].start() if index + 1 < len(matches) else span.end
        after = source[start + len(name) : stop]
        letter = bare.lstrip(_TURN)[:1]
        yield _Word(
            Span(start, end), bare, bare.lower(),
            letter.isupper() or _ARTICLE.match(bare) is not None,
            first or lead > 0, bare != name, after,
        )  # fmt: skip
        first = bool(re.search(r"[\"“:;!?*\[(]\s*$|[.!?]\s", after))


def _quoted(source: str, match: re.Match[str], small: Counter[str]) -> bool:
    """Whether the sign before a word is an inverted comma, and no ayn."""
    if match[0][0] not in "'‘`":
        return False
    word = match[0][1:].lower()
    before = source[max(0, match.start() - 8) : match.start()].rstrip()[-1:]
    return before in ',:“"' or word in en_cues.FUNCTION or small[word] > 0


def _common(word: _Word, small: Counter[str], capital: Counter[str]) -> bool:
    """Whether a word with a capital is one of the language's common words."""
    if _ARTICLE.match(word.name):
        return False
    folded = fold_key(word.lower, languages.EN, "tag")
    if folded in _COMMON or len(folded) < 2 or _NUMERAL.fullmatch(word.name):
        return True
    return small[word.lower] * 3 > capital[word.lower] and small[word.lower] > 0


def _runs(
    sentence: Sequence[_Word], small: Counter[str], capital: Counter[str], label: bool
) -> Iterator[tuple[int, int]]:
    """Runs of capitals with the words for *son* between them, trimmed to what is no common word."""
    at = 0
    while at < len(sentence):
        if not sentence[at].capital:
            at += 1
            continue
        end = at + 1
        while end < len(sentence) and end - at < _LONGEST and _goes_on(sentence, end):
            end += 1
        while end > at + 1 and not sentence[end - 1].capital:
            end -= 1
        end = _with_father(sentence, end)
        yield from _trimmed(sentence, at, end, small, capital, label)
        at = end


def _with_father(sentence: Sequence[_Word], end: int) -> int:
    """Past *son of* and the father's name after a run: Hasan, the son of Aly."""
    if sentence[end - 1].possessive or sentence[end - 1].after.strip() not in ("", ","):
        return end
    at = end + (end < len(sentence) and sentence[end].lower == "the")
    words = sentence[at : at + 3]
    if len(words) < 3 or words[0].lower not in _CHILD or words[1].lower != "of":
        return end
    if not words[2].capital or words[0].after.strip() or words[1].after.strip():
        return end
    end = at + 3
    while end < len(sentence) and _goes_on(sentence, end):
        end += 1
    while not sentence[end - 1].capital:
        end -= 1
    return end


def _goes_on(sentence: Sequence[_Word], index: int) -> bool:
    """Whether the word at an index belongs to the run that ends before it."""
    before, word = sentence[index - 1], sentence[index]
    if before.possessive or before.after.strip() or before.after.count("\n") > 1:
        return False
    if word.capital:
        return True
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    link = word.lower in en_cues.SON | en_cues.ARTICLES | en_cues.PARTICLES
    if link and following is not None and following.lower in en_cues.ARTICLES:
        following = sentence[index + 2] if index + 2 < len(sentence) else None
    return link and following is not None and following.capital and not word.after.strip()


def _trimmed(
    sentence: Sequence[_Word],
    start: int,
    end: int,
    small: Counter[str],
    capital: Counter[str],
    label: bool,
) -> Iterator[tuple[int, int]]:
    def drop(index: int, *, left: bool) -> bool:
        word = sentence[index]
        small_link = word.lower in en_cues.ARTICLES | en_cues.PARTICLES and not word.capital
        if word.lower in en_cues.SON or small_link:
            return not (left and word.capital)
        # ʿĀmir b. ʿAbd al-Wahhāb is no emir, nor Muslim b. ʿAqīl any Muslim: they have fathers.
        named = index + 1 < end and sentence[index + 1].lower in en_cues.SON
        if _common(word, small, capital):
            numeral = _NUMERAL.fullmatch(word.name) and not left
            return not numeral and not (left and named and word.lower in en_cues.COMMON_ISMS)
        return left and word.lower in en_cues.TITLES and not named

    while start < end and drop(start, left=True):
        start += 1
    while start < end and drop(end - 1, left=False):
        end -= 1
    if start == end or all(_NUMERAL.fullmatch(w.name) for w in sentence[start:end]):
        return
    doubtful = sentence[start].first or label
    bare = end - start == 1 and not _ARTICLE.match(sentence[start].name)
    if not (bare and doubtful) or capital[sentence[start].lower]:
        yield start, end


def _candidate(
    view: TextView, sentence: Sequence[_Word], start: int, end: int, nouns: Mapping[str, str]
) -> CandidateName | None:
    run = sentence[start:end]
    span = Span(run[0].span.start, run[-1].span.end)
    form = " ".join(view.plain[span.start : span.end].split())
    before = [w.lower for w in sentence[max(0, start - 3) : start]]
    following = sentence[end].lower if end < len(sentence) and not run[-1].after.strip() else ""
    kind, because, weight = _kind(run, before, following)
    shape = nouns.get(run[0].lower, "") if len(run) == 1 else ""
    if kind == "adjective" or BREAK in form or (len(form) > 1 and form.isupper()):
        return None
    if len(run) == 1 and fold_key(form, languages.EN, "tag").lower() in en_cues.PEOPLES:
        kind, because, weight = "group", "a people", 0.9
    elif shape == "noun":
        kind, because, weight = "", "a word with “a” or “his” before it elsewhere", 0.1
    elif shape == "the":
        kind, because, weight = _definite(run[0], before, following)
    return CandidateName(view.text, languages.EN, span, form, kind, because, weight)


def _definite(word: _Word, before: Sequence[str], following: str) -> tuple[str, str, float]:
    """What a word is that stands mostly after *the*: a people, a river, or no name."""
    near = {*before} & (en_cues.PLACE_HEADS | en_cues.PLACE_BEFORE | en_cues.CROSSED)
    if following in en_cues.PLURAL or word.lower.endswith(("s", "ish", "im")):
        return "group", "with “the”, like a people", _DOUBTED
    if near & en_cues.CROSSED or near & en_cues.WATER:
        return "place", "with “the”, like a river", _DOUBTED
    return "", "with “the” before it", 0.1


def _kind(run: Sequence[_Word], before: Sequence[str], following: str) -> tuple[str, str, float]:
    """What a run is, by its parts and by the words beside it."""
    parts = [w.lower for w in run]
    previous = before[-1] if before else ""
    head = before[-2] if previous in ("of", "the") and len(before) > 1 else ""
    if previous == "the" and head == "of" and len(before) > 2:
        head = before[-3]
    inside = {*parts[1:-1]} & (en_cues.SON | _CHILD)
    if inside or parts[0] in ("abu", "umm", "ibn", "abd", "abdul", "abdullah"):
        return "person", "words for son, father or servant", 0.95
    of_peoples = len(parts) > 1 and parts[-1] in en_cues.PEOPLES
    if parts[0] in en_cues.GROUP_HEADS or parts[-1] in en_cues.GROUP_HEADS or of_peoples:
        return "group", f"“{run[0].name} {run[-1].name}”", 0.8
    if previous in en_cues.TITLES:
        return "person", f"after “{previous}”", 0.9
    if previous == "of" and head in en_cues.PLACE_HEADS:
        return "place", f"after “{head} of”", 0.9
    if previous in en_cues.PLACE_HEADS and previous not in ("people", "inhabitants"):
        return "place", f"after “{previous}”", 0.8
    attributive = len(parts) == 1 and following not in ("", *en_cues.SPEECH)
    if attributive and not run[0].possessive and parts[0].endswith(en_cues.ADJECTIVE_ENDS):
        return "adjective", "", 0.0
    if len(parts) == 1 and parts[0].endswith(en_cues.GROUP_ENDS) and previous != "in":
        return "group", f"ends like a people (“{run[0].name}”)", 0.6
    if previous in en_cues.PLACE_BEFORE and not run[-1].possessive:
        return "place", f"after “{previous}”", 0.7
    if following in en_cues.SPEECH or following.endswith("ed"):
        return "person", f"before “{following}”", 0.6
    if run[-1].possessive:
        return "person", "possessive", 0.5
    if previous in en_cues.PERSON_BEFORE:
        return "person", f"after “{previous}”", 0.5
    if previous in en_cues.PLACE_MAYBE:
        return "place", f"after “{previous}”", 0.4
    return "", "capital", 0.5


def events(views: Iterable[TextView]) -> Iterator[CandidateName]:
    """Events with a name of their own: Battle of the Camel."""
    heads = "|".join(h.title() for h in sorted(en_cues.EVENT_HEADS))
    pattern = re.compile(
        rf"\b(?:{heads}|battle|siege) of (?:the )?"
        rf"(?:[Aa]l-)?[A-Z][\w{_TURN}-]+(?:[ -][A-Z][\w{_TURN}-]+)*"
    )
    for view in views:
        if languages.primary(view.lang) != languages.EN:
            continue
        for zone in (*view.sentences, *view.labels):
            for match in pattern.finditer(view.plain, *zone):
                form = _POSSESSIVE.sub("", match[0])
                span = Span(match.start(), match.start() + len(form))
                yield CandidateName(view.text, languages.EN, span, " ".join(form.split()), "event",
                               "a word for an event with a name", 0.9)  # fmt: skip
