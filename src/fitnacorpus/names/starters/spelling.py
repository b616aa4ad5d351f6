"""How English books have spelt an Arabic name: one pattern for all romanisations of a word.

Made from a plain spelling (Muawiya, Zubayr) by what romanisers differ in: *o* for *u*, *e* for *a*,
*ei* or *ai* for *ay*, *c* or *k* for *q*, *dz* for *dh*, *v* for *w*, a final *h*, doubled
consonants, signs, and hyphens.  What differs in another way (Ayesha, Bussorah) is a form by itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from fitnacorpus import languages
from fitnacorpus.orthography import fold_key

_SOUNDS: Final = (
    ("allah", "[aeu]l+ah"), ("sh", "(?:sh|ch)"), ("kh", "(?:kh|k|ch|h)"), ("th", "(?:th|s)"),
    ("dh", "(?:dh|dz|d|z)"), ("gh", "(?:gh|g)"), ("ayy", "(?:[ae]y+|ai+y?|ei+y?)"),
    ("iyy", "(?:iyy?|i|ey|eey)"), ("aw", "(?:aw|au|ow|ou)"), ("ay", "(?:ay|ai|ei|ey)"),
    ("uw", "(?:uw|ow|u)"), ("iy", "(?:i|e|ee)y?"), ("ai", "(?:ai|ay)"),
    ("q", "[qkcg]"), ("k", "[kc]"), ("j", "(?:j|dj|g)"), ("w", "[wvu]"), ("y", "[yi]"),
    ("z", "(?:z|dh)"), ("f", "(?:f|ph)"), ("u", "(?:u|o|oo|ou)"), ("i", "(?:i|e|ee|y)"),
    ("a", "(?:aa?|e)"), ("h", "h"),
)  # fmt: skip
_FINAL: Final = (("a", "(?:a|ah|at|eh?)"), ("i", "(?:i|y|ee|e)"))
_SON: Final = re.compile(r"\b(?:ibn|[ie]bno?|bin|ben|bint|bt|b|(?:the )?(?:son|daughter) of)\b\.?")
_FATHER: Final = "(?:abu|abi|aba|abou|aboo)[ -]?(?:[a-z]l?[ -](?=[a-z]))?"
_ARTICLE: Final = "(?:(?:a[lnrsdtz]h?|e[ls]|ul)[ -])?"
_SERVANT: Final = "[ao]bd[uoaei]?[ -]?(?:(?:l|[aeou]l|r(?=r)|s(?=s))[ -]?)?"
"""ʿAbd with its ending and the article, in one word or apart: Abdu 'l-, Abdal, Abdurrahman."""
_TRIBE: Final = "(?:banu|bani|beni|benu)"


def plain(name: str) -> str:
    """A name as the patterns read it: small letters without signs, one word for *son*.

    Args:
        name: A name in Latin letters.
    """
    text = re.sub("[^a-z -]+", "", fold_key(name, languages.EN, "tag").lower().replace(",", " "))
    return " ".join(_SON.sub(" b ", text).split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of all spellings of a name, for `plain` text, to be matched whole.

    Args:
        name: The name in a plain spelling.
    """
    words = plain(name).replace("-", " ").split()
    out: list[str] = []
    for at, word in enumerate(words):
        if word == "b":
            out.append(" b ")
        elif word == "al" or (word == "abd" and at + 1 < len(words)):
            out.append(_ARTICLE if word == "al" else _SERVANT)
        elif word in ("abu", "abi") and at + 1 < len(words):
            out.append(_FATHER)
        elif word == "banu":
            out.append(f"{_TRIBE} ")
        else:
            last = at + 1 == len(words) or words[at + 1] == "b"
            out.append(_word(word) + ("" if last else "[ -]?"))
    return re.compile("".join(out).replace("  ", " ").strip())


def _word(word: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(word):
        rest = word[at:]
        ending = next((p for s, p in _FINAL if rest == s and at), None)
        if ending is not None:
            return "".join([*out, ending])
        if rest[:2] in ("aw", "ay", "uw") and rest[2:3] in ("a", "i", "u"):
            # Between vowels w and y are consonants: Mu-a-wi-ya.
            rest = rest[0]
        sound, spelt = next(((s, p) for s, p in _SOUNDS if rest.startswith(s)), (rest[0], rest[0]))
        consonant = sound[0] not in "aiuwy"
        # Romanisers part two consonants at the end of a word by a vowel: Bekr, Beker.
        parted = consonant and at + len(sound) == len(word) - 1 and word[-1] not in "aiuwy"
        out.append(f"{spelt}{'+' if consonant else ''}{'e?' if parted else ''}")
        at += len(sound)
        while consonant and len(sound) == 1 and word[at : at + 1] == sound:
            at += 1
    return "".join(out)
