"""Transliteration: Arabic in Latin letters, both ways, and what a query in Latin letters may mean.

Letter for letter: Buckwalter, Safe Buckwalter and Habash-Soudi-Buckwalter (HSB), by the character
maps of camel-tools.  As scholars write: the romanisations of IJMES and ALA-LC, from vocalised
Arabic.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from fitnacorpus.orthography.folding import fold_key, fold_text
from fitnacorpus.orthography.profiles import profile_from_steps
from fitnacorpus.orthography.steps import is_arabic

if TYPE_CHECKING:
    from camel_tools.utils.charmap import CharMapper

SCHEMES: Final = {"buckwalter": "bw", "safe-buckwalter": "safebw", "hsb": "hsb"}
"""Letter-for-letter schemes, and what camel-tools calls them."""


@cache
def _mapper(name: str) -> CharMapper:
    from camel_tools.utils.charmap import CharMapper

    return CharMapper.builtin_mapper(name)


def _scheme(scheme: str) -> str:
    try:
        return SCHEMES[scheme]
    except KeyError:
        known = ", ".join(SCHEMES)
        raise ValueError(f"no transliteration scheme {scheme!r}; there are {known}") from None


def from_arabic(text: str, scheme: str = "buckwalter") -> str:
    """Arabic letters in a letter-for-letter scheme; other characters stay.

    Raises:
        ValueError: `scheme` is none of `SCHEMES`.
    """
    mapped: str = _mapper(f"ar2{_scheme(scheme)}").map_string(unicodedata.normalize("NFC", text))
    return mapped


def to_arabic(text: str, scheme: str = "buckwalter") -> str:
    """The Arabic behind a letter-for-letter scheme.  Other characters stay.

    Raises:
        ValueError: `scheme` is none of `SCHEMES`.
    """
    mapped: str = _mapper(f"{_scheme(scheme)}2ar").map_string(unicodedata.normalize("NFC", text))
    return mapped


# --- Romanisation --------------------------------------------------------------------------------

_SOUND_OF: Final = (
    "بb تt ثth جj حḥ خkh دd ذdh رr زz سs شsh صṣ ضḍ طṭ ظẓ عʿ غgh فf قq كk لl مm نn هh وw يy"
)
_CONSONANTS: Final = {pair[0]: pair[1:] for pair in _SOUND_OF.split()}
_WHOLE_LETTERS: Final = profile_from_steps("letters-only", ("controls", "tatweel", "presentation"))
_SUN: Final = frozenset("تثدذرزسشصضطظلن")
_HAMZAS: Final = frozenset("ءأإؤئ")
_SHORT: Final = {"\u064e": "a", "\u064f": "u", "\u0650": "i"}
_TANWIN: Final = frozenset("\u064b\u064c\u064d")
_SHADDA, _SUKUN, _DAGGER = "\u0651", "\u0652", "\u0670"
_LONG: Final = {"a": "ā", "i": "ī", "u": "ū"}
_PREFIX: Final = {"و": "wa", "ف": "fa", "ب": "bi", "ل": "li", "ك": "ka"}
_GOD: Final = re.compile(r"(?P<lead>[وفبل]?)(?:ا|ٱ)?لله")


class _Letter(NamedTuple):
    base: str
    vowel: str
    shadda: bool
    tanwin: bool
    sukun: bool
    dagger: bool


def romanize(text: str, scheme: str = "ijmes") -> str:
    """Vocalised Arabic as IJMES or ALA-LC romanises it, in small letters.

    The article is not assimilated (al-shams), a final ة is -a (IJMES) or -ah (ALA-LC), a final ى
    is ā (IJMES) or á (ALA-LC), ʿayn and hamza are ʿ ʾ (IJMES) or ʻ ʼ (ALA-LC), the ending of the
    nisba is ī; case endings and initial hamza are left out.  A consonant without a vowel sign gets
    no vowel: unvocalised Arabic gives its consonants and long vowels.

    Args:
        text: Arabic, vocalised as far as possible; other characters stay.
        scheme: "ijmes" or "alalc".

    Raises:
        ValueError: `scheme` is neither.

    Sources: IJMES transliteration chart; ALA-LC romanization table for Arabic (2012), rules 1 to 8
        and 17.
    """
    if scheme not in ("ijmes", "alalc"):
        raise ValueError(f"no romanisation {scheme!r}; there are ijmes, alalc")
    words = re.split(r"([^\u0621-\u065f\u0670\u0671]+)", fold_text(text, "ar", _WHOLE_LETTERS))
    return "".join(w if i % 2 else _word(w, scheme) for i, w in enumerate(words))


def _letters(word: str) -> list[_Letter]:
    letters: list[_Letter] = []
    for base, marks in re.findall(r"([ء-غف-يٱ])([\u064b-\u0652\u0670]*)", word):
        vowel = next((_SHORT[m] for m in marks if m in _SHORT), "")
        letters.append(
            _Letter(
                base,
                vowel,
                _SHADDA in marks,
                any(m in _TANWIN for m in marks),
                _SUKUN in marks,
                _DAGGER in marks,
            )
        )
    return letters


def _word(word: str, scheme: str) -> str:
    bare = fold_text(word, "ar", "tag")
    if god := _GOD.fullmatch(bare):
        lead = _PREFIX.get(god["lead"], "")
        if god["lead"] == "ل" or (not god["lead"] and bare.startswith("ل")):
            lead = "li"
        return f"{lead}-llāh" if lead else "allāh"
    if bare in ("بن", "ابن"):
        return "ibn"
    letters = _letters(word)
    head = ""
    if len(letters) > 4 and letters[0].base in _PREFIX and letters[0].vowel:
        if letters[1].base in "اٱ" and letters[2].base == "ل" and not letters[1].vowel:
            head = _PREFIX[letters[0].base] + "-"
            letters = letters[1:]
        elif letters[0].base == "ل" and letters[1].base == "ل" and not letters[1].vowel:
            return "li-l-" + _sounds(_unassimilated(letters[2:]), scheme)
    if (
        len(letters) > 3
        and letters[0].base in "اٱ"
        and letters[1].base == "ل"
        and not letters[1].vowel
    ):
        article = "l-" if head and scheme == "ijmes" else "al-"
        return head + article + _sounds(_unassimilated(letters[2:]), scheme)
    return _sounds(letters, scheme)


def _unassimilated(letters: list[_Letter]) -> list[_Letter]:
    if letters and letters[0].base in _SUN:
        return [letters[0]._replace(shadda=False), *letters[1:]]
    return letters


def _sounds(letters: list[_Letter], scheme: str) -> str:
    ayn, hamza = ("ʿ", "ʾ") if scheme == "ijmes" else ("ʻ", "ʼ")
    out: list[str] = []
    last = len(letters) - 1
    for i, letter in enumerate(letters):
        base, vowel = letter.base, letter.vowel
        before = out[-1] if out else ""
        final = i == last
        if base == "آ":
            out += ["" if i == 0 else hamza, "ā"]
            continue
        if base in "اٱ":
            if i == 0:
                out.append(vowel)
            elif before == "a":
                out[-1] = "ā"
            elif (
                not letter.tanwin
                and before not in ("ā", "ū")
                and not (final and i and letters[i - 1].tanwin)
            ):
                out.append("ā")
            continue
        if base == "ى":
            if before == "a":
                out.pop()
            out.append("ā" if scheme == "ijmes" else "á")
            continue
        if base == "ة":
            if before == "a":
                out.pop()
            if before != "ā":
                out.append("a" if scheme == "ijmes" else "ah")
            else:
                out.append("t" if scheme == "ijmes" else "h")
            continue
        long = {"و": "u", "ي": "i"}.get(base)
        plain = not vowel and not letter.shadda and not letter.tanwin
        if long and plain and before == long:
            out[-1] = _LONG[long]
            continue
        if long and plain and i and before not in ("a", "ā") and not letter.sukun:
            out.append(_LONG[long])
            continue
        if base == "ي" and letter.shadda and final and before == "i":
            out[-1] = "ī"
            continue
        sound = ("" if i == 0 else hamza) if base in _HAMZAS else _CONSONANTS[base]
        sound = ayn if base == "ع" else sound
        if base == "ي" and letter.shadda and before == "i" and scheme == "alalc":
            out[-1] = "ī"
            out.append("y")
        else:
            out += [sound] * (2 if letter.shadda else 1)
        if letter.dagger:
            out.append("ā")
        elif vowel and not final:
            out.append(vowel)
    return "".join(out)


# --- Queries -------------------------------------------------------------------------------------

_BUCKWALTER: Final = re.compile(r"[A-Za-z'|>&<}{*$_~`\s]+")
_ONLY_BUCKWALTER: Final = re.compile(r"[|>&<}{*$~`]|(?<=\w)[A-Z]")
_NOT_BUCKWALTER: Final = re.compile(r"[eBCGIJLMOPQRUVWX]|(?<=[a-z])c")
_SCHOLARLY: Final = re.compile(r"[āīūáḥṣḍṭẓġḫšǧṯḏʿʾʻʼĀĪŪḤṢḌṬẒĠḪŠǦṮḎ]")
_LATIN_TO_ARABIC: Final = (
    ("th", "ث"), ("kh", "خ"), ("dh", "ذ"), ("sh", "ش"), ("gh", "غ"),
    ("ā", "ا"), ("ī", "ي"), ("ū", "و"), ("á", "ى"),
    ("b", "ب"), ("t", "ت"), ("j", "ج"), ("ḥ", "ح"), ("d", "د"), ("r", "ر"), ("z", "ز"), ("s", "س"),
    ("ṣ", "ص"), ("ḍ", "ض"), ("ṭ", "ط"), ("ẓ", "ظ"), ("ʿ", "ع"), ("f", "ف"), ("q", "ق"), ("k", "ك"),
    ("l", "ل"), ("m", "م"), ("n", "ن"), ("h", "ه"), ("w", "و"), ("y", "ي"), ("ʾ", "ء"),
    ("a", ""), ("i", ""), ("u", ""), ("e", ""), ("o", ""),
)  # fmt: skip
_TO_IJMES: Final = str.maketrans(
    {"ʻ": "ʿ", "ʼ": "ʾ", "’": "ʾ", "‘": "ʿ", "š": "sh", "ǧ": "j", "ḫ": "kh", "ġ": "gh", "ṯ": "th",
     "ḏ": "dh", "ḳ": "q", "č": "ch"}
)  # fmt: skip
_SOUNDS: Final = re.compile("|".join(latin for latin, _ in _LATIN_TO_ARABIC))
_ARABIC: Final = dict(_LATIN_TO_ARABIC)


# Words whose spelling does not follow from their sound.
_WORDS: Final = {
    "ibn": "ابن",
    "bt": "بنت",
    "bint": "بنت",
    "allāh": "الله",
    "ʿamr": "عمرو",
    "raḥmān": "رحمن",
    "al-raḥmān": "الرحمن",
    "ʿabdallāh": "عبد الله",
    "ʿabdullāh": "عبد الله",
    "isḥāq": "اسحاق",
}


class Reading(NamedTuple):
    """One way to read a query.

    Attributes:
        text: The query as it is to be searched for.
        scheme: "as-is", or the scheme in which it is taken to be typed.
    """

    text: str
    scheme: str


def looks_like_buckwalter(query: str) -> bool:
    """Whether a query can be Buckwalter and looks unlike English: by a sign, or without vowels."""
    if not _BUCKWALTER.fullmatch(query) or _NOT_BUCKWALTER.search(query) or query.isupper():
        return False
    return bool(_ONLY_BUCKWALTER.search(query) or not re.search("[aeiou]", query))


def query_readings(query: str) -> list[Reading]:
    """What a query may mean: itself first, then the Arabic it may be a transliteration of.

    Buckwalter is read where `looks_like_buckwalter` says so; a scholarly romanisation (IJMES,
    ALA-LC, DMG) where one of its letters is typed, since ʿAlī determines its Arabic letters and Ali
    does not.  A final -a is read as ة, then as ا; ā at the end as ا, then as ى; a hamza inside a
    word has the seat that its vowels ask for.  Readings are candidates: they cost
    a search each and are right when they find something.
    """
    readings = [Reading(query, "as-is")]
    if any(map(is_arabic, query)):
        return readings
    if looks_like_buckwalter(query):
        readings.append(Reading(to_arabic(query), "buckwalter"))
    if _SCHOLARLY.search(unicodedata.normalize("NFC", query)):
        for final_a, final_long in (("ة", "ا"), ("ا", "ى")):
            text = " ".join(
                filter(None, (_arabic_word(w, final_a, final_long) for w in _words(query)))
            )
            if text and text not in [r.text for r in readings]:
                readings.append(Reading(text, "ijmes"))
    return readings


def _words(query: str) -> list[str]:
    text = unicodedata.normalize("NFC", query).lower().translate(_TO_IJMES)
    words: list[str] = []
    for word in re.split(r"[^\w\-ʿʾ]+", text):
        article, hyphen, rest = word.partition("-")
        if hyphen and fold_key(article, "ar-Latn") in ("al", "l", "el", "wal", "wa"):
            words.append(f"al-{rest}")
        else:
            words += word.split("-")
    return [w for w in words if w]


def _arabic_word(word: str, final_a: str, final_long: str) -> str:
    if word in ("b", "bin"):
        return "بن"
    if word in _WORDS:
        return _WORDS[word]
    article = "ال" if word.startswith("al-") else ""
    word = word.removeprefix("al-")
    end = ""
    if word.endswith(("a", "ah")) and len(word) > 2:
        word, end = word.removesuffix("h")[:-1], final_a
    elif word.endswith("ā"):
        word, end = word[:-1], final_long
    initial = "ا" if word[:1] in tuple("aiue") else ""
    # A long vowel at the beginning is written with the alef alone or with alef and its letter.
    initial = "ا" if word[:1] in tuple("īū") else initial
    sounds = _SOUNDS.findall(word)
    written = [
        _hamza(sounds[i - 1] if i else "", sounds[i + 1] if i + 1 < len(sounds) else "")
        if s == "ʾ"
        else _ARABIC[s]
        for i, s in enumerate(sounds)
        if not (i and s == sounds[i - 1])
    ]
    return article + initial + "".join(written) + end


def _hamza(before: str, after: str) -> str:
    """The hamza between two sounds: i outweighs u, and u outweighs a (Wright, Grammar I, §16)."""
    if not after:
        return "ء"
    if {"i", "ī"} & {before, after}:
        return "ئ"
    if {"u", "ū"} & {before, after}:
        return "ؤ"
    return "ء" if before == "ā" else "أ"
