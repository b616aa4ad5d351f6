"""Names as tokens: the words that carry a name, each with the part it plays.

Built on the structural key (`orthography.name_key`), in which the words for *son*, *daughter* and
*father* have one spelling each and the article is gone.  Those words become the role of the word
that follows them; what remains is compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from fitnacorpus.arabic_script import in_block
from fitnacorpus.orthography import fold_key, name_key

ISM, SON, DAUGHTER, FATHER, SON_OF_FATHER, DAUGHTER_OF_FATHER = range(6)
"""Roles: the bearer's own word, the one after *ibn*, after *bint*, after *abū*, after *ibn abī*,
after *bint abī*."""
_OF_FATHER: Final = {SON: SON_OF_FATHER, DAUGHTER: DAUGHTER_OF_FATHER}

ARABIC, LATIN = 0, 1
"""Scripts of a word; a word of no Arabic letter counts as Latin."""

MOST_TOKENS: Final = 16
"""Words of a name that are looked at; later ones are ignored."""
LONGEST_TOKEN: Final = 16
"""Letters of a word that are looked at."""

_SONS: Final = frozenset({"ibn", "بن", "sun"})  # son, as the key spells it
_DAUGHTERS: Final = frozenset({"bint", "بنت"})
_FATHERS: Final = frozenset({"abu", "ابو"})
_PARTICLES: Final = frozenset({"al", "thi", "uf", "ال"})  # the, of: as the key spells them
_KNOWN_AS: Final = frozenset({"معروف", "ملقب", "مشهور"})
"""Before a byname, which then has بـ: المعروف بالمجريطي."""
_UNJOINED: Final = {"ابن": "بن", "ابي": "ابو", "ابا": "ابو"}
"""Words of descent as the key spells them where nothing is joined to them."""
_WITH: Final = re.compile("ب(?!ن$|نت$)\\w{3,}")
_JOINED: Final = (
    (re.compile(r"(?!abidin)(\w+[^aeiu])(?:[ui]l?|al)dini?"), "din"),  # Nuruddin, Nasreddine
    (re.compile(r"(\w{2,}[^aeiu])ula"), "alah"),  # Nurullah; -ullah is no feminine ending
    (re.compile(r"(\w{2,})الدين"), "دين"),  # نورالدين
    (re.compile(r"(\w{2,})الله"), "الله"),
)
_ARTICLE: Final = re.compile(
    r"\s*(?:(?:al|el|as|ar|at|an|ad|az)[-\s]|ash-|ال(?!له))", re.IGNORECASE
)
_GOD: Final = re.compile(r"(fadl|hibat|khalaf|khayr|nasr|sad|rizq|jar|hamd|ata|nimat)ala")
_ORDINALS: Final = {
    **{roman: n for n, roman in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"), 1)},
    **{str(n): n for n in range(1, 9)},
    **{
        word: n
        for n, word in enumerate(
            ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), 1
        )
    },
    **{
        word: n
        for n, word in enumerate(
            ("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن"), 1
        )
    },
}  # fmt: skip

_SPELT_ORDINALS: Final = frozenset(map(name_key, _ORDINALS))


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name.

    Attributes:
        text: The word as the structural key spells it.
        role: One of the roles of this module.
    """

    text: str
    role: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A name in parts.

    Attributes:
        tokens: Its words, in order.
        number: Its regnal number, 0 for none (Muʿāwiya II: 2).
        byname: Whether it begins with the article, as a byname without the name does (al-Rāzī).
    """

    tokens: tuple[Token, ...]
    number: int
    byname: bool = False


def parse(name: str, key: str | None = None) -> Parsed:
    """The words of a name with their roles, and its regnal number.

    Args:
        name: A name in either script.
        key: Its structural key, where the caller has it.
    """
    tokens: list[Token] = []
    number = regnal_number(name)
    byname = _ARTICLE.match(name) is not None
    role, known_as = ISM, False
    words = (name_key(name) if key is None else key).split()
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if known_as:
            word = _UNJOINED.get(word[1:], word[1:].removeprefix("ال"))
        known_as = bool(tokens) and word in _KNOWN_AS and _WITH.match(following) is not None
        mark = marker(word)
        if mark is not None:
            role = _OF_FATHER.get(role, mark) if mark == FATHER else mark
        elif (
            known_as
            or word in _PARTICLES
            or (tokens and number and role == ISM and word in _SPELT_ORDINALS)
        ):
            continue
        else:
            # al-Māridīnī is no Mār al-Dīn: such names take no article.
            first, *rest = _parts(word, _JOINED[1:] if byname and not tokens else _JOINED)
            tokens.append(Token(first[:LONGEST_TOKEN], role))
            tokens += (Token(part[:LONGEST_TOKEN], ISM) for part in rest)
            role = ISM
        if len(tokens) >= MOST_TOKENS:
            break
    return Parsed(tuple(tokens[:MOST_TOKENS]), number, byname)


def marker(word: str) -> int | None:
    """The role that a word of a structural key gives to the next one, or None for a name proper."""
    if word in _SONS:
        return SON
    if word in _DAUGHTERS:
        return DAUGHTER
    return FATHER if word in _FATHERS else None


def regnal_number(name: str) -> int:
    """The regnal number of a name, 0 for none.

    Args:
        name: A name in either script; its search fold is read, since the key makes ii of i.
    """
    words = fold_key(name).split()[1:]
    return next((_ORDINALS[word] for word in words if word in _ORDINALS), 0)


def _parts(word: str, joins: Sequence[tuple[re.Pattern[str], str]]) -> list[str]:
    """A word, or the two words that are written as one in it."""
    if joined := _GOD.fullmatch(word):
        return [joined[1], "alah"]
    for pattern, second in joins:
        if joined := pattern.fullmatch(word):
            return [joined[1], second]
    return [word]


def script(text: str) -> int:
    """The script of a word: `ARABIC` or `LATIN`."""
    return ARABIC if any(map(in_block, text)) else LATIN


def digest(text: str) -> int:
    """64 bits of a text, the same on every machine and in every process."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
