"""Arabic names in Latin letters: the structural key of a name."""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus.orthography.folding import fold_key

SON: Final = "ibn"
DAUGHTER: Final = "bint"
FATHER: Final = "abu"

_SONS: Final = frozenset({"ibn", "bin", "ben", "b", "bn", "ibnu", "ibni"})
_DAUGHTERS: Final = frozenset({"bint", "bt", "binti", "ibnat"})
_FATHERS: Final = frozenset({"abu", "abi", "aba", "abou", "aboo", "abo", "abul", "abil", "abal"})
_TRIBES: Final = frozenset({"banu", "bani", "beni"})
# The article as it is written and as it is spoken before a sun letter.
_ARTICLE: Final = re.compile(r"[aeui]?(l|sh|th|dh|[rstznd])")
_JOINED_ARTICLE: Final = re.compile(r"(dh|z|d)[uiao]l")
_SERVANT: Final = re.compile(r"abd[aeu](sh|[lrsnzdt])(\w{2,})")
_SERVANT_OPEN: Final = re.compile(r"abd[aeu](?:sh|[lrsnzdt])?")

# Spelling inside a word, applied in this order.
_SPELLING: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^m[uo]ham+[ae]d$", "muhammad"),
        (r"^ahmed$", "ahmad"),
        (r"dh?j", "j"),  # Encyclopaedia of Islam: dj
        (r"(th|dh|sh|kh|gh)h", r"\1"),  # the same with its line below composed: ḏh
        (r"ou|oo", "u"),
        (r"ee|ie$", "i"),
        (r"[ae][iy](?=[^aeiou]|$)", "ay"),
        (r"au", "aw"),
        (r"o", "u"),
        (r"e", "i"),
        (r"i(?=a)", "iy"),
        (r"iyy?$", "i"),
        (r"(sh|th|dh|kh|gh)(?=\1)", ""),
        (r"([^\W\d])\1+", r"\1"),
        (r"(?<=...)(?<=[^aeiou])a[ht]$", "a"),
        (r"(?<=...)iya[ht]$", "iya"),
    )
)


def name_key(name: str) -> str:
    """The structural key of an Arabic name in Latin letters: equal for variants of one name.

    On top of the ``search`` fold, in this order: ibn, bin, ben and b. are one slot, bint and bt.
    another; abu, abi, aba and Abu'l- are one; the servant names are cut and their article goes
    (Abdullah, ʿAbd Allāh, Abdur-Rahman); the article goes in all its spellings (al-, el-, ul-, and
    before a sun letter ash-, an-, …); dj is j; vowels of the same sound are one (ou oo u, ai ay ei,
    au aw, o u, e i); doubled letters are single; final -ah, -at and -a are one.

    The vowels a, i and u stay apart, and so do Basr, Basra, Bishr and Busr; Hasan and Hassan do
    not, because editors double letters freely.  A key is no name: never show it.

    Sources: ALA-LC, IJMES and DMG charts; Encyclopaedia of Islam (dj, ḳ).
    """
    tokens = fold_key(name, "ar-Latn").split()
    key: list[str] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        i += 1
        if token in _SONS:
            key.append(SON)
        elif token in _DAUGHTERS:
            key.append(DAUGHTER)
        elif token in _FATHERS:
            key.append(FATHER)
        elif token in _TRIBES:
            key.append("banu")
        elif _is_article(token, following):
            continue
        elif joined := _SERVANT.fullmatch(token):
            key += ("abd", _servant_of(joined[1], joined[2]))
        elif following and _SERVANT_OPEN.fullmatch(token):
            key.append("abd")
        elif following and (dhu := _JOINED_ARTICLE.fullmatch(token)):
            key.append(dhu[1] + "u")
        else:
            key.append(_word(token))
    return " ".join(key) or " ".join(tokens)


def _is_article(token: str, following: str) -> bool:
    form = _ARTICLE.fullmatch(token)
    return bool(form and following and (form[1] == "l" or following.startswith(form[1])))


def _servant_of(letter: str, rest: str) -> str:
    """The second half of a joined servant name: Abdul-lah, Abdur-rahman, Abdul-malik."""
    if letter == "l" and rest in ("lah", "ah", "la"):
        return _word("allah")
    if letter != "l" and not rest.startswith(letter):
        rest = letter + rest
    return _word(rest)


def _word(token: str) -> str:
    for pattern, replacement in _SPELLING:
        token = pattern.sub(replacement, token)
    return token
