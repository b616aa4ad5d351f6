"""Skeletons of consonants: what an Arabic name and its romanisation have in common.

Vowels and doubling are dropped, and consonants that romanisations confuse fall into one class.  The
classes follow the ALA-LC and IJMES tables; the many-to-one merging is what popular spelling does.
"""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus.orthography import fold_key

_ARABIC: Final = str.maketrans(
    {
        "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "گ": "j", "ح": "h", "ه": "h",
        "خ": "k", "د": "d", "ض": "d", "ذ": "d", "ر": "r", "ز": "z", "ظ": "z", "س": "s", "ص": "s",
        "ش": "c", "ع": "", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n",
        "و": "", "ي": "", "ا": "", "ء": "", "ة": "", "ى": "", "ؤ": "", "ئ": "",
    }
)  # fmt: skip
_DIGRAPHS: Final = (
    ("sh", "c"), ("ch", "c"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"),
    ("tz", "z"),
)  # fmt: skip
_LATIN: Final = str.maketrans("qvpx", "kfbs", "aeiouwy'ʿʾ-")
_ARTICLE: Final = re.compile(r"\b(?:ال(?=\w{2})|a[lnrsdtz]h?[ -]|e[ls][ -]|ul[ -])")
_SON: Final = re.compile(r"\b(?:ابن|بن|ibn|bin|ben|b)\b\.?")


def skeleton(name: str) -> str:
    """The consonants of a name as Latin letters, word by word, joined by spaces.

    The article and the word for *son* are left out; a word without consonants leaves nothing.
    """
    text = _SON.sub(" ", fold_key(name))
    text = _ARTICLE.sub("", text)
    for digraph, letter in _DIGRAPHS:
        text = text.replace(digraph, letter)
    words = []
    for word in text.split():
        # h at the end of a word is a spelling of the feminine ending or of a vowel.
        bones = re.sub(r"[hه]\b", "", word).translate(_ARABIC).translate(_LATIN)
        bones = re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z0-9]", "", bones))
        if bones:
            words.append(bones)
    return " ".join(words)
