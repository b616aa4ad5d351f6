"""Arabic words and names: attached particles as candidates, and the structural key of a name."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final, NamedTuple

from pyarabic import araby_const as araby

from fitnacorpus import languages
from fitnacorpus.arabic_script import LAST_MARK, LETTERS, MARKED, MARKS, WORD_LETTERS
from fitnacorpus.orthography.folding import fold_key
from fitnacorpus.orthography.steps import belongs_to_letter

_CLITICS: Final = languages.ARABIC.clitics
CONJUNCTIONS: Final = _CLITICS.conjunctions if _CLITICS else ""
PREPOSITIONS: Final = _CLITICS.prepositions if _CLITICS else ""
FUTURE: Final = "س"
ARTICLE: Final = _CLITICS.article if _CLITICS else ""

SON: Final = "بن"
DAUGHTER: Final = "بنت"
FATHER: Final = "ابو"

_ALEFS: Final = "اٱ"
_TANWIN_ALEF: Final = re.compile(
    rf"(?:ا{araby.FATHATAN}++|(?<!{araby.FATHATAN}){araby.FATHATAN}++ا)(?!\w)"
)
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


# A tatweel begins no such place where a letter or a mark before it does.
_ANY_LETTER: Final = f"\N{ARABIC LETTER KASHMIRI YEH}{WORD_LETTERS}"
_SMALL_ALEF: Final = re.compile(
    f"((?!{araby.TATWEEL})[{_ANY_LETTER}]|"
    f"(?<![{_ANY_LETTER}{araby.FATHATAN}-{LAST_MARK}]){araby.TATWEEL})"
    f"[{araby.TATWEEL}{araby.FATHATAN}-{LAST_MARK}]*+{araby.MINI_ALEF}"
)


def with_full_alefs(text: str) -> str:
    """A text in which every small alef that stands for a letter is that letter: إبرٰهيم, إبراهيم.

    Folds drop the sign, which is right where nobody writes the letter (هٰذا); whoever looks for a
    word looks in both.  Over ى and alef it says nothing new.  The length does not change.
    """
    if araby.MINI_ALEF not in text:
        return text
    return _SMALL_ALEF.sub(
        lambda found: found[0] if found[1] in "ىاآٱ" else found[0][:-1] + "ا", text
    )


_AMR: Final = re.compile(f"(?<![{MARKED}])([بلك]?عمر) و(?=بن )")


def with_its_waw(text: str) -> str:
    """A text in which the waw of ʿAmr stands at its end again: عمر وبن زرارة is ʿAmr b. Zurāra.

    Printers part it from the name.  Where the name itself has *wa-*, it is one of a list, and so is
    what follows (أبي بكر وعمر وبن مسعود).  The length does not change.
    """
    return _AMR.sub(r"\1و ", text) if " وبن " in text else text


_IN: Final = re.compile(f"(?<![{MARKED}])[وف]?ف[{MARKS}]*([يى])(?![{MARKED}])")
_DOTLESS: Final = 4
"""How often فى stands for each في in a text that leaves the dots of a final ya out."""
_FINAL: Final = re.compile(f"(?<![{MARKED}])([{MARKED}]+)ى(?![{MARKED}])")
_TRUE_WORDS: Final = """
    على الى إلى حتى متى انى أنى بلى سوى لدى احدى إحدى اولى الاولى الأولى اخرى أخرى الاخرى
    الأخرى كبرى الكبرى صغرى الصغرى الوسطى موسى عيسى يحيى المصطفى مصطفى المرتضى مرتضى المجتبى
    المثنى كسرى ليلى سلمى بصرى حمى فتى الفتى المعلى معلى يعلى رحى هدى الهدى منى مولى المولى
    القرى ادنى أدنى اعلى أعلى الاعلى الأعلى الاقصى الأقصى عزى العزى"""
_TRUE: Final = frozenset(_TRUE_WORDS.split())
"""Words that end in an alif maqsura and in no ya."""
_KUNYA_BEFORE: Final = re.compile(f"(?<![{LETTERS}])[وف]?[بلك]?[أا]ب[وايى] [{LETTERS}]+ $")


def with_dotted_ya(text: str, true: Container[str] = frozenset()) -> str:
    """A text of printers who leave the dots of a final ya out (فى, أبى, بنى), with these dots.

    Whether a text is such a one, its word for "in" tells; in all others أبى is *he refused*.  ʿAlī
    and *ʿalā* are written alike there: beside *ibn* it is the name.  The length does not change.

    Args:
        text: The whole text.
        true: More words that end in an alif maqsura.
    """
    dots = [match[1] for match in _IN.finditer(text)] if "ى" in text else []
    if dots.count("ى") <= _DOTLESS * dots.count("ي"):
        return text

    def read(found: re.Match[str]) -> str:
        word = found[0]
        for end in range(3):
            if word[end:] in _TRUE or word[end:] in true:
                break
        else:
            return found[1] + "ي"
        if word.lstrip("وف") != "على" or not _is_ali(text, *found.span()):
            return word
        return found[1] + "ي"

    return _FINAL.sub(read, text)


def _is_ali(text: str, start: int, end: int) -> bool:
    """Whether على stands as a name: after *ibn*, before it, or after a kunya and before it."""
    before, after = text[max(0, start - 32) : start], text[end : end + 5]
    if before.endswith((" بن ", " ابن ")) or after.startswith(" بن "):
        return True
    return after == " ابن " and _KUNYA_BEFORE.search(before) is not None


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


# A word of three letters and بن is two words, but not with the article (الجبن); ابو and three too.
_GLUED_SON: Final = re.compile(r"((?!ال|عبد$)\w{3,}|ال\w{3,})بن")
_GLUED_FATHER: Final = re.compile(r"ابو(\w{3,})")


def name_key(name: str) -> str:
    """The structural key of an Arabic name: equal for variants of one name.

    On top of the ``search`` fold, in this order: the alef of tanwin goes (عليّاً); ابن and بن are
    one slot, ابنة and بنت another; أبو, أبا and أبي are one, unless a father's name follows (أبي بن
    كعب is a man called Ubayy); عبد is cut from the name of God it is joined to; the article goes;
    old spellings without alef get it (معوية, الحرث); ء goes (الزهراء, الزهرا).

    A key is no name: never show it, never fold it again.
    """
    words = fold_key(_TANWIN_ALEF.sub("", name), languages.AR).split()
    tokens = [token for word in words for token in _unglued(word)]
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


def _unglued(word: str) -> list[str]:
    """A word, or the two that a missing space has made one of: أسودبن, ابوبكر."""
    if glued := _GLUED_SON.fullmatch(word):
        return [glued[1], "بن"]
    if glued := _GLUED_FATHER.fullmatch(word):
        return ["ابو", glued[1]]
    return [word]


def _word(token: str) -> str:
    if token.startswith(ARTICLE) and len(token) > 3 and token not in _NO_ARTICLE:
        token = token[2:]
        token = _DEFECTIVE_WITH_ARTICLE.get(token, token)
    return _DEFECTIVE.get(token, token).replace("ء", "")
