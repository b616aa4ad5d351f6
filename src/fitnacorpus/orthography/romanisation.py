"""Romanisation: vocalised Arabic as IJMES and the Library of Congress (ALA-LC) write it.

Only what the vowel signs say is written: a word whose vowels are not all given stays as it is, but
for the few whose reading nothing else leaves open (بن, أبو, الله).

Sources: IJMES transliteration chart; ALA-LC romanization table for Arabic (2012), rules 1 to 8, 11,
16 and 17.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pyarabic import araby_const as araby

from fitnacorpus import languages
from fitnacorpus.arabic_script import MARKS, VOCALISED
from fitnacorpus.orthography.folding import fold_text
from fitnacorpus.orthography.profiles import profile_from_steps

SCHEMES: Final = ("ijmes", "alalc")
"""Schemes of romanisation."""
TAGS: Final = {"ijmes": "ar-Latn-x-ijmes", "alalc": "ar-Latn-alalc97"}
"""Language tags (BCP 47) of words romanised in a scheme."""

_SOUND_OF: Final = (
    "بb تt ثth جj حḥ خkh دd ذdh رr زz سs شsh صṣ ضḍ طṭ ظẓ عʿ غgh فf قq كk لl مm نn هh وw يy"
)
_CONSONANTS: Final = {pair[0]: pair[1:] for pair in _SOUND_OF.split()}
_WHOLE_LETTERS: Final = profile_from_steps("letters-only", ("controls", "tatweel", "presentation"))
_SUN: Final = frozenset("تثدذرزسشصضطظلن")
_HAMZAS: Final = frozenset("ءأإؤئ")
_SHORT: Final = {araby.FATHA: "a", araby.DAMMA: "u", araby.KASRA: "i"}
_TANWIN: Final = frozenset(araby.TANWIN)
_LONG: Final = {"a": "ā", "i": "ī", "u": "ū"}
_PREFIX: Final = {c: _CONSONANTS[c] + v for c, v in zip("وفبلك", "aaiia", strict=True)}
_GOD: Final = re.compile(r"(?P<lead>[وفبل]?)(?:ا|ٱ)?لله")


class _Letter(NamedTuple):
    base: str
    vowel: str
    shadda: bool
    tanwin: bool
    sukun: bool
    dagger: bool


# Words that need no vowel signs, without marks and hamza: in any text, and in names.  Of some the
# signs as printers set them say too little: the long vowel of Dāwūd and al-Raḥmān is not written.
_CLOSED: Final = {
    "بن": "ibn", "ابن": "ibn", "بنت": "bint", "عمرو": "ʿamr", "داود": "dāwūd",
    "الرحمن": "al-raḥmān", "هذا": "hādhā", "هذه": "hādhihi", "ذلك": "dhālik",
    "لكن": "lākin", "اسحق": "isḥāq",
}  # fmt: skip
_IN_NAMES: Final = {
    "ابو": "abū", "ابا": "abā", "ابي": "abī", "عبد": "ʿabd", "ام": "umm",
    "لدين": "li-dīn", "بامر": "bi-amr", "لاعزاز": "li-iʿzāz",
}  # fmt: skip
_NAMES_IN_TA_WORDS: Final = """
    فاطمة عائشة عايشة خديجة حمزة طلحة معاوية عبيدة اسامة قتيبة عروة عكرمة حذيفة امية سلمة هريرة حفصة
    ربيعة ثعلبة عقبة عتبة عبادة قتادة حارثة جارية خزيمة مسيلمة سمية صفية مارية حليمة رقية امنة زرارة
    شعبة عطية مرة كنانة خزاعة قضاعة ميمونة رملة هالة نسيبة بريرة علقمة حنظلة عنترة نباتة جويرية
    ساعدة بجيلة قريظة مزينة جهينة باهلة مكة جدة غزة طيبة عرفة"""
_NAMES_IN_TA: Final = frozenset(_NAMES_IN_TA_WORDS.split())
"""Names that end in ة: an article after one begins a byname (Fāṭima al-Zahrāʾ) and no genitive."""
_OF_GOD: Final = re.compile("[bl]i-?llāh")
_SMALL_IN_NAMES: Final = frozenset({"ibn", "bint"})
_LETTERS_OF: Final = {"ijmes": str.maketrans("", ""), "alalc": str.maketrans("ʿʾ", "ʻʼ")}
_FIRST_LETTER: Final = re.compile(r"((?:[a-z]{2}-|lil-)?(?:al-|l-(?!l))?)([ʿʾʻʼ]?)([^\W\d_])")


_BARE: Final = ("", False, False, False, False)
"""The signs of a letter that has none."""


def romanize(text: str, scheme: str = "ijmes", *, name: bool = False) -> str:
    """Vocalised Arabic as IJMES or ALA-LC romanises it, in small letters.

    The article is not assimilated (al-shams), a final ة is -a (IJMES) or -ah (ALA-LC), and -at
    before a genitive, which the article or its ending shows (Madīnat al-Salām), a final ى
    is ā (IJMES) or á (ALA-LC), ʿayn and hamza are ʿ ʾ (IJMES) or ʻ ʼ (ALA-LC), the ending of the
    nisba is ī; endings of case and mood and an initial hamza are left out.  A word whose vowels are
    not all written stays in Arabic letters.

    Args:
        text: Arabic; other characters stay.
        scheme: One of `SCHEMES`.
        name: Whether it is a name: then its words get capitals, but for ibn, bint and the article,
            and a few words that stand in names are known without vowel signs (أبو, عبد).

    Raises:
        ValueError: `scheme` is no scheme.
    """
    if scheme not in SCHEMES:
        raise ValueError(f"no romanisation {scheme!r}; there are {', '.join(SCHEMES)}")
    folded = fold_text(text, languages.AR, _WHOLE_LETTERS)
    parts = re.split(f"([^{VOCALISED}]+)", folded)
    out = [
        part if i % 2 or not part else _romanized(part, scheme, name)
        for i, part in enumerate(parts)
    ]
    for i in range(0, len(parts) - 2, 2):
        if parts[i + 1] == " " and out[i] != parts[i] and _construct(parts[i], parts[i + 2]):
            out[i] = out[i].removesuffix("h") + "t"
    if name and out[0] in _SMALL_IN_NAMES:
        out[0] = out[0].capitalize()
    return "".join(out)


def romanize_name(form: str, scheme: str = "ijmes") -> str:
    """A name in a scheme, or "" where its vowels are not all written.

    Raises:
        ValueError: `scheme` is no scheme.
    """
    out = romanize(form, scheme, name=True)
    return "" if any(araby.HAMZA <= c <= araby.ALEF_WASLA for c in out) else out


def _romanized(word: str, scheme: str, name: bool) -> str:
    bare = fold_text(word, languages.AR, "tag")
    known = _CLOSED.get(bare) or (_IN_NAMES.get(bare) if name else None)
    if known is not None:
        out = known.translate(_LETTERS_OF[scheme])
    elif _GOD.fullmatch(bare) or _vocalised(_letters(word)):
        out = _word(word, scheme)
    else:
        return word
    small = out in _SMALL_IN_NAMES or _OF_GOD.fullmatch(out)
    return _with_capital(out) if name and not small else out


def _construct(word: str, following: str) -> bool:
    """Whether a word in ة stands before its genitive.

    A common noun without article that an article follows does, since an adjective would agree with
    it; of a name that may have a byname, the endings of both must tell.
    """
    bare, after = _letters(word), _letters(following)
    if len(bare) < 3 or bare[-1].base != "ة" or bare[-1].tanwin or not after:
        return False
    if bare[0].base in "اٱ" and bare[1].base == "ل" and not bare[1].vowel:
        return False
    own, other = bare[-1].vowel, after[-1].vowel
    genitive = other == "i" or bool(re.search(f"{araby.KASRATAN}{araby.SHADDA}?$", following))
    if own and own != "i" and (other or genitive):
        return genitive
    name = fold_text(word, languages.AR, "tag") in _NAMES_IN_TA
    return not name and len(after) > 2 and after[0].base in "اٱ" and after[1].base == "ل"


def _with_capital(word: str) -> str:
    found = _FIRST_LETTER.match(word)
    if found is None:
        return word
    return found[1] + found[2] + found[3].upper() + word[found.end() :]


def _vocalised(letters: list[_Letter]) -> bool:
    """Whether nothing but an ending is left open by the vowel signs of a word, and it has some."""
    if not any(letter[1:] != _BARE for letter in letters):
        return False
    start = 0
    if letters and letters[0].base in _PREFIX and letters[0].vowel and len(letters) > 3:
        start = 1
    article = [letter.base for letter in letters[start : start + 2]]
    if len(letters) > start + 2 and article in (["ا", "ل"], ["ٱ", "ل"], ["ل", "ل"]):
        start += 2
    return all(_sure(letters, i) for i in range(start, len(letters)))


def _sure(letters: list[_Letter], i: int) -> bool:
    """Whether the sound of a letter follows from its signs and its neighbours."""
    letter = letters[i]
    if i == len(letters) - 1 and i:
        return True
    if letter.vowel or letter.sukun or letter.tanwin or letter.dagger or letter.base in "آإ":
        return True
    following = letters[i + 1].base if i + 1 < len(letters) else ""
    if following and following in "اىة" and letter.base not in "اٱ":
        return True
    if letter.base in "اٱى":
        return i > 0
    return letter.base in "وي" and i > 0 and bool(letters[i - 1].vowel) and not letter.shadda


def _letters(word: str) -> list[_Letter]:
    letters: list[_Letter] = []
    for base, marks in re.findall(f"([ء-غف-يٱ])([{MARKS}{araby.MINI_ALEF}]*)", word):
        vowel = next((_SHORT[m] for m in marks if m in _SHORT), "")
        letters.append(
            _Letter(
                base,
                vowel,
                araby.SHADDA in marks,
                any(m in _TANWIN for m in marks),
                araby.SUKUN in marks,
                araby.MINI_ALEF in marks,
            )
        )
    return letters


def _word(word: str, scheme: str) -> str:
    bare = fold_text(word, languages.AR, "tag")
    if god := _GOD.fullmatch(bare):
        lead = _PREFIX.get(god["lead"], "")
        if god["lead"] == "ل" or (not god["lead"] and bare.startswith("ل")):
            lead = "li"
        if lead and scheme == "alalc":
            return f"{lead}llāh" if lead.endswith("i") else f"{lead}-allāh"
        return f"{lead}-llāh" if lead else "allāh"
    letters = _letters(word)
    head = ""
    if len(letters) > 4 and letters[0].base in _PREFIX and letters[0].vowel:
        if letters[1].base in "اٱ" and letters[2].base == "ل" and not letters[1].vowel:
            head = _PREFIX[letters[0].base] + "-"
            letters = letters[1:]
        elif letters[0].base == "ل" and letters[1].base == "ل" and not letters[1].vowel:
            joined = "li-l-" if scheme == "ijmes" else "lil-"
            return joined + _sounds(_unassimilated(letters[2:]), scheme)
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
            if base == "ا" and before == "i" and not final:
                continue  # مائة
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
        consonant = letter.sukun or (i > 0 and letters[i - 1].sukun)
        if long and plain and i and before not in ("a", "ā") and not consonant:
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
        elif base == "و" and letter.shadda and before == "u" and scheme == "alalc":
            out[-1] = "ū"
            out.append("w")
        else:
            out += [sound] * (2 if letter.shadda else 1)
        if letter.dagger:
            out.append("ā")
        elif vowel and not final:
            out.append(vowel)
        elif base == "إ" and i == 0:
            out.append("i")
    return "".join(out)
