"""What stands beside a name and tells how to take it: name or common word, reporter or man told of.

Many Arabic names are also words: نصر *he helped*, أحد *anyone*, علي *upon me*, صفين *two rows*.
Which is meant, the neighbours say: a relative or a particle of tense wants a verb, a preposition or
a noun in the genitive a name; *ʿAlī* as an object has the alif of the accusative, so that علي after
a verb with its subject is the preposition.  The numbers are odds of a name against the word, set by
reading two chronicles (`benchmarks/chronicles.py` prints what they achieve).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.languages.en import names as en_names
from fitnacorpus.names import common_nouns
from fitnacorpus.names.textwords import STOP, TextWords

_SURE: Final = 1000.0
_LIKELY: Final = 30.0
"""Odds of a name where nothing speaks against it: such words are names in most places."""
_UNLIKELY: Final = 0.3
_NO: Final = 0.02
_OBJECT: Final = re.compile(r"\w{2,}(?:ه|هم|ها|هما|نا|كم|ني|ك)")
_UBAYY: Final = "ابي"
_WORDS_TOO: Final = (
    {_UBAYY} | ar_names.ONE | ar_names.UPON_ME | ar_names.LIFE | ar_names.ROWS | ar_names.VERBS
)
_ARTICLED: Final = re.compile(r"ال\w{2}")
_TWO: Final = re.compile(r"\w+ين")
_PERSONS: Final = re.compile(r"\w{3,}(?:ت|تم|وا|نا)")
_LINK: Final = 7
"""Words within which the link before stands in a chain: a name with its fathers."""
_VERB_OF_MINE: Final = re.compile(r"آ|أ(?!بو|بي|با|ن\b|نه|و\b|م\b|مير|مر\b|هل|صحاب|حد\b|خ)")
"""How a verb of the first person begins, behind *laʿallī* (لعلي أجد)."""
_PLURAL: Final = re.compile(r"\w*ات")
_PARTICIPLES: Final = frozenset({"عن", "قال", "انه", "باسناده", "حدثني", "وحدثني", "في"})


class Cues(NamedTuple):
    """What the neighbours of a form tell.

    Attributes:
        name: Probability that it is a name at all.
        transmits: Whether its bearer stands in a chain of transmission here.
        heard: Whether somebody heard him in person (*ḥaddathanā*): a man of the author's time.
        new: Whether he is introduced here ("Wardan, a warrior", "a man called Wardan").
        kin: "sibling" or "child" where he is called so of somebody just named, else "".
        chained: Whether he hands down from or to another in a chain (*ʿan X ʿan Y*).
        said: Whether words of his are cited (*qāla*).
        honoured: Whether the formula of a Companion, a prophet or an imam stands behind the name.
        verse: Whether it stands in verse.
    """

    name: float = 1.0
    transmits: bool = False
    heard: bool = False
    new: bool = False
    kin: str = ""
    chained: bool = False
    said: bool = False
    honoured: bool = False
    verse: bool = False


def cues(words: TextWords, first: int, last: int, *, person: bool) -> Cues:
    """The cues around a form.

    Args:
        words: The words of the text.
        first: Its first word.
        last: Its last word.
        person: Whether it is the name of a person.
    """
    if not words.arabic:
        if not person:
            return Cues()
        after = words.view[words.spans[last].end : words.spans[last].end + 1]
        new = after == "," and words.word(last + 1) in en_names.INDEFINITE
        return Cues(new=new, kin=_kin_english(words, first))
    odds = _SURE
    if first == last:
        hill = person and words.beside(first, -1) in ar_names.HILL
        odds = _NO if hill else _odds(words, first)
        if not person and odds >= _SURE:
            odds = common_nouns.odds(words, first)
    return Cues(
        1.0 if odds >= _SURE else round(odds / (1 + odds), 3),
        person and _transmits(words, first, last),
        person and words.beside(first, -1) in ar_names.HEARD,
        person and _introduced(words, first),
        chained=person and _chained(words, first, last),
        said=person and words.beside(first, -1) in ar_names.SAYING,
        honoured=person and words.beside(last, 1) in ar_names.HONOURED,
    )


def _kin_english(words: TextWords, first: int) -> str:
    at = first - 1
    kin = words.word(at) if words.joined(at, comma=True) else ""
    if words.word(at - 1) not in en_names.POSSESSIVE:
        return ""
    if kin in en_names.SIBLING:
        return "sibling"
    return "child" if kin in en_names.OFFSPRING else ""


def _transmits(words: TextWords, first: int, last: int) -> bool:
    """Whether a name stands in a chain: after عن or حدثني, or before such a word."""
    before = words.beside(first, -1)
    if before in ar_names.TRANSMITTING:
        return True
    if before in ar_names.WRITINGS and words.word(first - 2) in ar_names.IN:
        return True
    after = last + 1
    if words.word(after) in ar_names.SAYING:
        after += 1
    if words.word(after) in ar_names.REPORTED:
        return True
    return before == STOP and words.beside(last, 1) == STOP and words.word(last + 1) == "عن"


def _chained(words: TextWords, first: int, last: int) -> bool:
    """Whether a name stands behind *ʿan*, with another link of the chain near."""
    if words.beside(first, -1) not in ("عن", "وعن"):
        return False
    before = (words.word(at) for at in range(max(0, first - _LINK), first - 1))
    return words.word(last + 1) == "عن" or any(w == "عن" or w in ar_names.HEARD for w in before)


def _introduced(words: TextWords, first: int) -> bool:
    """Whether a man is called by his name for the first time: *a man called …*, *his name …*."""
    before = words.beside(first, -1)
    if before in ("له", "لها"):
        return words.word(first - 2) in ("يقال", "قيل", "فقيل")
    if before == "يعني":
        # "Shuʿayb, that is the son of Isḥāq": not the famous Ibn Isḥāq.
        return words.word(first) in ar_names.SON
    return before in ar_names.NAMED


def _odds(words: TextWords, at: int) -> float:
    """Odds that a single Arabic word is a name and not the common word of the same letters."""
    word = words.word(at)
    attached, core = _cut(word)
    if core not in _WORDS_TOO:
        return _SURE
    before, after = words.beside(at, -1), words.beside(at, 1)
    if after in ar_names.SON or before in ar_names.SON | ar_names.VOCATIVE:
        return _SURE
    if core == _UBAYY:
        # أبي قلابة is a kunya, أبي بن كعب and فقعد أبي عليها a man.
        kunya = words.joined(at) and after not in ar_names.FUNCTION | ar_names.PREPOSITION
        return _UNLIKELY if kunya else _SURE
    if core in ar_names.ONE:
        return _LIKELY if before in ar_names.BATTLE else _NO
    if core in ar_names.UPON_ME and words.word(at + 1) in ar_names.PRONOUNS:
        return _NO
    if core in ar_names.UPON_ME:
        following = words.raw(at + 1) if at + 1 < len(words) else ""
        if attached.endswith("ل") and _VERB_OF_MINE.match(following):
            return _UNLIKELY
        said = words.word(at - 2) in ar_names.SAYING and before in ar_names.TO_HIM
        return _SURE if said or attached else _upon_me(before, after)
    if core in ar_names.LIFE:
        sworn = attached.endswith("ل") and after in ar_names.LIFE_SWORN
        return _NO if sworn or before in ar_names.LIFE_BEFORE else _SURE
    if core in ar_names.ROWS:
        two = _TWO.fullmatch(after) and after not in ar_names.FUNCTION
        stood = _rowed(before) or (_ARTICLED.match(before) and _rowed(words.word(at - 2)))
        rows = stood and not attached
        return _UNLIKELY if two or rows else _SURE
    if core in ar_names.VERBS:
        if attached[-1:] in ("ب", "ل", "ك") or _governed(before):
            return _SURE
        if before in ar_names.CLAUSE or before == "الله" or _OBJECT.fullmatch(after):
            return _NO if before in ar_names.CLAUSE else _UNLIKELY
        return _LIKELY if after not in (*_PARTICIPLES, STOP) else _SURE
    return _SURE


def _rowed(word: str) -> bool:
    """Whether men stand, or are set, in rows."""
    return word in ar_names.ROWED or (word[:1] in ("و", "ف") and word[1:] in ar_names.ROWED)


def _upon_me(before: str, after: str) -> float:
    """Odds of ʿAlī against *ʿalayya*."""
    if _governed(before) or after in ("امير", "رضي", "كرم", "صلوات", "عليه"):
        return _SURE
    if after in ar_names.THIS:
        return 1.0
    ends = _PERSONS.fullmatch(before) and not _PLURAL.fullmatch(before)
    if ends and before not in ar_names.NOUNS_IN_TA:
        return _NO if before.endswith(("ت", "تم")) else _UNLIKELY
    stem = before[1:] if before[:1] in ("و", "ف") else before
    if before in ar_names.UPON_VERBS or stem in ar_names.UPON_VERBS:
        return 1.0
    return _SURE


def _governed(before: str) -> bool:
    """Whether the word before wants a name: a preposition, *he said*, a noun in construct."""
    stem = before[1:] if before[:1] in ("و", "ف") and len(before) > 2 else before
    return any(
        w in ar_names.SAYING or w in ar_names.PREPOSITION or w in ar_names.RELATED
        for w in (before, stem)
    )  # fmt: skip


def _cut(word: str) -> tuple[str, str]:
    """A word as attached particles and the rest that the lists know."""
    for end in (0, 1, 2):
        if word[end:] in _WORDS_TOO and all(c in "وفبلك" for c in word[:end]):
            return word[:end], word[end:]
    return "", word
