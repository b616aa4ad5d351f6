"""Arabic words and names: attached particles as candidates, and the structural key of a name."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fitnacorpus import languages
from fitnacorpus.orthography.folding import fold_key
from fitnacorpus.orthography.steps import belongs_to_letter

CONJUNCTIONS: Final = "وف"
PREPOSITIONS: Final = "بلك"
FUTURE: Final = "س"
ARTICLE: Final = "ال"

SON: Final = "بن"
DAUGHTER: Final = "بنت"
FATHER: Final = "ابو"

_ALEFS: Final = "اٱ"
_TANWIN_ALEF: Final = re.compile(r"(?:ا\u064b+|\u064b+ا)(?!\w)")
_SERVANT: Final = re.compile(r"عبدال(\w{2,})")
# Words that begin with ال which is no article, in the form of the `search` fold.
_NO_ARTICLE: Final = frozenset({"الله", "اللهم", "الياس", "اليسع", "الهام", "الفت", "الب"})
# Old spellings without alef, and their modern ones (Wright, Grammar I, §6 and §7; Caspari).
_DEFECTIVE: Final = {
    "معويه": "معاويه",
    "ابرهيم": "ابراهيم",
    "اسمعيل": "اسماعيل",
    "اسحق": "اسحاق",
    "هرون": "هارون",
    "مرون": "مروان",
    "سليمن": "سليمان",
    "عثمن": "عثمان",
    "سفين": "سفيان",
    "لقمن": "لقمان",
    "رحمان": "رحمن",
    "داوود": "داود",
    "طاووس": "طاوس",
}
# Those that are names only with the article: حرث alone is tillage, قسم an oath.
_DEFECTIVE_WITH_ARTICLE: Final = {"حرث": "حارث", "قسم": "قاسم"}


class Clitic(NamedTuple):
    """One way to read the beginning of a written word as attached particles.

    Attributes:
        length: Number of source characters that the particles take, marks included.
        rest: The word without them.  After ل the article that lost its alef is whole again
            (للأشتر: rest الأشتر), so `rest` need not be a part of the word.
        particles: The particles, in order; the article is one of them where it is taken off.
    """

    length: int
    rest: str
    particles: tuple[str, ...]


def clitic_candidates(word: str) -> list[Clitic]:
    """Every reading of a word as particles and rest, the word itself first.

    Particles are an optional conjunction (و ف), then a preposition (ب ل ك) or the future س, then
    the article.  Nothing is looked up: وليد gives ليد and يد among others, and the caller keeps
    what it knows.

    Args:
        word: One written word; marks and tatweel may stand in it.
    """
    starts = [i for i, c in enumerate(word) if not belongs_to_letter(c)]
    letters = [word[i] for i in starts]
    n = len(letters)

    def cut(k: int) -> int:
        return starts[k] if k < n else len(word)

    readings = [Clitic(0, word, ())]
    heads: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    if n > 2 and letters[0] in CONJUNCTIONS:
        heads.append((1, (letters[0],)))
    for k, particles in list(heads):
        if n - k > 2 and letters[k] in PREPOSITIONS + FUTURE:
            heads.append((k + 1, (*particles, letters[k])))
    for k, particles in heads:
        if particles:
            readings.append(Clitic(cut(k), word[cut(k) :], particles))
        after_lam = particles[-1:] == ("ل",)
        if after_lam and n - k > 1 and letters[k] == "ل":
            # لل: ل and the article; before a word with lam its lam may have been swallowed (لليث).
            for rest in (ARTICLE + word[cut(k + 1) :], ARTICLE + word[cut(k) :]):
                readings.append(Clitic(cut(k), rest, particles))
            readings.append(Clitic(cut(k + 1), word[cut(k + 1) :], (*particles, ARTICLE)))
        elif n - k > 3 and letters[k] in _ALEFS and letters[k + 1] == "ل" and not after_lam:
            readings.append(Clitic(cut(k + 2), word[cut(k + 2) :], (*particles, ARTICLE)))
    return readings


def name_key(name: str) -> str:
    """The structural key of an Arabic name: equal for variants of one name.

    On top of the ``search`` fold, in this order: the alef of tanwin goes (عليّاً); ابن and بن are
    one slot, ابنة and بنت another; أبو, أبا and أبي are one, unless a father's name follows (أبي بن
    كعب is a man called Ubayy); عبد is cut from the name of God it is joined to; the article goes;
    old spellings without alef get it (معوية, الحرث); ء goes (الزهراء, الزهرا).

    A key is no name: never show it, never fold it again.
    """
    tokens = fold_key(_TANWIN_ALEF.sub("", name), languages.AR).split()
    key: list[str] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        if token in ("ابن", "بن"):
            key.append(SON)
        elif token in ("بنت", "ابنه", "ابنت"):
            key.append(DAUGHTER)
        elif token in ("ابو", "ابا", "ابي") and following not in ("", "بن", "ابن"):
            key.append(FATHER)
        elif joined := _SERVANT.fullmatch(token):
            key += ("عبد", _word(ARTICLE + joined[1] if joined[1] != "له" else "الله"))
        else:
            key.append(_word(token))
    return " ".join(filter(None, key))


def _word(token: str) -> str:
    if token.startswith(ARTICLE) and len(token) > 3 and token not in _NO_ARTICLE:
        token = token[2:]
        token = _DEFECTIVE_WITH_ARTICLE.get(token, token)
    return _DEFECTIVE.get(token, token).replace("ء", "")
