"""Ids that a reader can say: abd-allah-b-al-kawwa.

Arabic is written without its vowels; the usual spelling of a word of names is looked up
(`data/latin_words.tsv`), and a word that is not there is vocalised with *a*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from fitnacorpus import languages
from fitnacorpus.names import exonyms
from fitnacorpus.orthography import fold_key

_CONSONANTS: Final = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh",
    "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ء": "", "ئ": "",
    "ؤ": "",
}  # fmt: skip
_LONG: Final = {"ا": "a", "و": "u", "ي": "i", "ى": "a", "ة": "a"}
_GLIDES: Final = {"و": "w", "ي": "y"}
_SON: Final = re.compile(r"(?<=-)(?:ibn|bin|ben)(?=-)")
_FOUR: Final = 4
"""Letters of a word of three radicals and one more."""
RESERVED: Final = frozenset({"authority", "hijri", "gregorian", "unassigned"})
"""Ids that an authority file has for other things than names: itself, its calendars, its lists."""


@cache
def _words() -> MappingProxyType[str, str]:
    content = resources.files(__package__).joinpath("data/latin_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in content.splitlines() if not line.startswith("#"))
    return MappingProxyType({row[0]: row[1] for row in rows})


def latin(name: str) -> str:
    """An Arabic name in small Latin letters, its words parted by hyphens.

    Args:
        name: A name in Arabic letters.
    """
    return "-".join(filter(None, map(_word, fold_key(name, languages.AR, "tag").split())))


def _is_known(name: str) -> bool:
    """Whether the usual spelling of every word of an Arabic name is known."""
    words = fold_key(name, languages.AR, "tag").split()
    return all(word in _words() or word.removeprefix("ال") in _words() for word in words)


def _word(word: str) -> str:
    known = _words().get(word)
    if known is not None:
        return known
    if word.startswith("ال") and len(word) > 4:
        rest = word[2:]
        return f"al-{_words().get(rest) or _patterned(rest, byname=True) or _vocalised(rest)}"
    return _patterned(word) or _vocalised(word)


def _patterned(word: str, *, byname: bool = False) -> str:
    """A word of one of the patterns that names mostly have; "" for any other.

    They are fāʿil (Kāmil), afʿal (Ashraf), mufāʿil (Mujāhid), mafʿūl (Manṣūr) and, behind the
    article, mufaʿʿal (al-Muẓaffar) and muftaʿil (al-Muqtadir): Wright, Grammar I, §§ 229-236.
    """
    sound = _CONSONANTS.get
    letters = [*word]
    radicals = [c for c in letters if c not in _LONG]
    long_at = [at for at, c in enumerate(letters) if c in _LONG]
    if len(word) == _FOUR and long_at == [1] and letters[1] == "ا":
        a, b, c = (sound(k, "") for k in radicals)
        return f"{a}a{b}i{c}"
    if len(word) == _FOUR and long_at == [0] and letters[0] == "ا":
        a, b, c = (sound(k, "") for k in radicals)
        return f"a{a}{b}a{c}"
    if letters[0] != "م":
        return ""
    if len(word) == _FOUR + 1 and long_at == [2] and letters[2] == "ا":
        a, b, c = (sound(k, "") for k in radicals[1:])
        return f"mu{a}a{b}i{c}"
    if len(word) == _FOUR + 1 and long_at == [3] and letters[3] == "و":
        a, b, c = (sound(k, "") for k in radicals[1:])
        return f"ma{a}{b}u{c}"
    if byname and len(word) == _FOUR + 1 and not long_at and letters[2] == "ت":
        a, b, c = (sound(k, "") for k in (letters[1], *letters[3:]))
        return f"mu{a}ta{b}i{c}"
    if byname and len(word) == _FOUR and long_at in ([], [1]) and letters[1] not in "اىة":
        a, b, c = (_GLIDES.get(k) or sound(k, "") for k in letters[1:])
        return f"mu{a}a{b}{b}a{c}"
    return ""


def _vocalised(word: str) -> str:
    """A word with its long vowels, and *a* between consonants except the last two."""
    out: list[str] = []
    open_syllable = True
    size = len(word)
    for at, letter in enumerate(word):
        following = word[at + 1] if at + 1 < size else ""
        before_vowel = following in _LONG and following != ""
        if letter in _GLIDES and (at == 0 or open_syllable or before_vowel):
            sound, is_vowel = _GLIDES[letter], False
        elif letter in _LONG:
            sound, is_vowel = _LONG[letter], True
        else:
            sound, is_vowel = _CONSONANTS.get(letter, ""), False
        last_of_two = at == size - 1 and at > 1
        if not is_vowel and not open_syllable and not last_of_two:
            out.append("a")
        out.append(sound)
        open_syllable = is_vowel
        if at == 0 and letter == "ا":
            open_syllable = True
    return re.sub("a{2,}", "a", "".join(out))


def ident(forms: Sequence[tuple[str, str]], taken: Iterable[str]) -> str:
    """An id out of the first form: letters, digits and hyphens.

    Args:
        forms: Spellings and their languages; an English one is taken before an Arabic one, and of
            an Arabic one alone what English calls it, where that is known.
        taken: Ids that are taken; `RESERVED` are as well.
    """
    used = {*taken, *RESERVED}
    english = next((text for text, lang in forms if lang == languages.EN), "")
    if english:
        base = "-".join(fold_key(english, languages.EN).replace("-", " ").split())
    else:
        name = forms[0][0]
        foreign = "" if _is_known(name) else exonyms.usual(name).replace(" ", "-")
        base = foreign or latin(name)
    base = re.sub("-+", "-", re.sub("[^a-z0-9-]+", "", base)).strip("-") or "name"
    base = _SON.sub("b", base)
    if not base[0].isalpha():
        base = f"n-{base}"
    found, number = base, 2
    while found in used:
        found, number = f"{base}-{number}", number + 1
    return found
