"""Whether an Arabic and a Latin word may be one name: consonants in order, and long vowels too.

Stricter than a skeleton of consonants, which finds تؤمنون in Othman: where Arabic writes a vowel
the other must have one of its kind there, and a feminine ending must be heard.
"""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus import languages
from fitnacorpus.orthography import fold_key

_CONSONANTS: Final = {
    "ب": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "k", "د": "d", "ض": "d",
    "ذ": "d", "ر": "r", "ز": "z", "ظ": "z", "س": "s", "ص": "s", "ش": "c", "غ": "g", "ف": "f",
    "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
_VOWELS: Final = {"ا": "a", "و": "u", "ي": "i", "ى": "a", "ع": "'", "ء": "'", "ئ": "'", "ؤ": "'"}
_DIGRAPHS: Final = (
    ("sh", "c"), ("ch", "c"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"),
    ("tz", "z"), ("q", "k"), ("p", "b"), ("v", "f"),
)  # fmt: skip
_HEARD: Final = {"a": "a", "u": "uow", "i": "iey"}
_CLASS: Final = str.maketrans("oweyu", "uuiiu")
_AMR: Final = re.compile("amr(?:o|u|ou|oo)?")
_UMAR: Final = re.compile("[uo]m[ae]rr?")
_SPELT: Final = {"عمرو": _AMR, "عمر": _UMAR}
"""Amr and Umar, whom the consonants do not tell apart: the waw of Amr is written to tell him from
Umar, and never heard (Wright, vol. 1, § 91)."""
_FATHER_AR: Final = re.compile("^اب[اي]$")
_FATHER_EN: Final = re.compile("^Ab[aiou]$")
_SON: Final = ("بن", "ابن", "بنت", "b", "b.", "ibn", "bin", "ben", "bint")
_ARTICLE_AR: Final = re.compile("^ال(?=..)")
_ARTICLE_EN: Final = re.compile("^(?:a[lnrsdtz]h?|e[ls]|ul)[- ]")


def strength(arabic: str, latin: str) -> int:
    """How many written sounds two words share in the same order; 0 if they are not one name.

    Args:
        arabic: One Arabic word.
        latin: One Latin word, its article joined by a hyphen or left out.
    """
    spelt = _SPELT.get(fold_key(arabic, languages.AR, "tag"))
    if spelt is not None:
        return 3 if spelt.fullmatch(fold_key(latin, languages.EN, "tag").lower()) else 0
    ar, open_ar = _arabic(arabic)
    en, open_en = _latin(latin)
    if not ar or len(ar) != len(en) or open_ar != open_en:
        return 0
    # A word that begins with a vowel has a letter to carry it.
    carried = fold_key(arabic, languages.AR, "tag").removeprefix("ال")[:1] in "اعويء"
    if bool(en[0][1]) != carried and not latin.startswith(("ʿ", "ʾ", "‘", "'")):
        return 0
    # What the first vowel stands on is heard as well: the ayn of علي.
    total = int(open_ar) + carried
    for (consonant, written), (other, spoken) in zip(ar, en, strict=True):
        if consonant != other:
            return 0
        at = 0
        # A diphthong or a long vowel would have been written: الحسن is no Hosein.
        if not written and len({*spoken}) > 1:
            return 0
        for vowel in written.replace("'", ""):
            found = min((spoken.find(s, at) for s in _HEARD[vowel] if s in spoken[at:]), default=-1)
            if found < 0:
                return 0
            at = found + 1
        # A vowel of another kind after the written one makes another name: زيد is no Ziad.
        if written.strip("'") and "'" not in written:
            heard = spoken[at - 1 :].translate(_CLASS)
            if len({*heard}) > 1 and consonant:
                return 0
        total += (consonant != "") + len(written.replace("'", ""))
    return total


def _arabic(word: str) -> tuple[list[tuple[str, str]], bool]:
    """Consonants, each with the vowels written after it; whether a feminine ending is there."""
    text = _ARTICLE_AR.sub("", fold_key(word, languages.AR, "tag"))
    open_end = text.endswith(("ة", "ا", "ى"))
    text = text[:-1] if open_end else text
    out = [("", "")]
    for letter in text:
        if letter in _VOWELS:
            out[-1] = (out[-1][0], out[-1][1] + _VOWELS[letter])
        elif letter in _CONSONANTS:
            out.append((_CONSONANTS[letter], ""))
        else:
            return [], False
    # An alif at the beginning only carries a vowel, whichever it is.
    if text[:1] == "ا":
        out[0] = ("", out[0][1][1:])
    return out, open_end


def _latin(word: str) -> tuple[list[tuple[str, str]], bool]:
    text = re.sub("[^a-z -]", "", fold_key(word, languages.EN, "tag").lower())
    text = re.sub("[^a-z]", "", _ARTICLE_EN.sub("", text))
    for digraph, letter in _DIGRAPHS:
        text = text.replace(digraph, letter)
    text = re.sub(r"([^aeiou])\1", r"\1", text)
    open_end = re.search("[ae](?:h|t)?$", text) is not None
    text = re.sub("[ae](?:h|t)?$", "", text) if open_end else text
    out = [("", "")]
    for index, letter in enumerate(text):
        vowel = letter in "aeiou" or (letter in "wy" and index > 0)
        if vowel:
            out[-1] = (out[-1][0], out[-1][1] + letter)
        elif letter in "wy":
            out[-1] = ("", letter)
        else:
            out.append((letter, ""))
    return out, open_end


def same_name(a: str, b: str) -> int:
    """`strength` of two names of several words: the least of their words, 0 if one differs.

    Args:
        a: A name in Arabic.
        b: A name in Latin letters.
    """
    left = [
        _FATHER_AR.sub("ابو", w) for w in fold_key(a, languages.AR, "tag").split() if w not in _SON
    ]
    right = [_FATHER_EN.sub("Abu", w) for w in b.split() if w.lower() not in _SON]
    if len(left) != len(right) or not left:
        return 0
    each = [strength(x, y) for x, y in zip(left, right, strict=True)]
    return 0 if 0 in each else sum(each)
