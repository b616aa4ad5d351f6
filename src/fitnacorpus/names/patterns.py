"""How a form of the authority may stand in running text: case endings, kunyas, assimilation.

Patterns are written in the `tag` fold.  Sources for the Arabic rules: W. Wright, A Grammar of the
Arabic Language, vol. 1, §§ 308, 315 (the five nouns, accusative of triptotes) and § 14 (the article
after the preposition li-).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fitnacorpus.arabic_script import LETTERS
from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.model import Form
from fitnacorpus.orthography import fold_key

_ARABIC: Final = re.compile(f"[{LETTERS}]")
_KUNYA: Final = re.compile(r"(?:^|(?<= ))اب[واي](?= )")
_KUNYA_CASES: Final = ("ابو", "ابا", "ابي")
# Names of two words that are written as one, and as two: عبدالله, ابوبكر.
_SERVANT: Final = re.compile(r"(?:^|(?<= ))عبد ?(?=ال\w{2})")
_JOINED_FATHER: Final = re.compile(r"(?:^|(?<= ))ابو (?=\w)")
_SHORTEST_IN_CAPITALS: Final = 3
"""Letters of a form that is looked for in capitals: fewer are as likely an abbreviation."""
# An alif of the accusative is not written after these.
_NO_ALIF: Final = "اةىء"
_AMR: Final = "عمرو"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A string to look for.

    Attributes:
        text: The string, in the `tag` fold.
        after_lam: Whether it stands only behind the preposition li-, which has swallowed the alif
            of the article (للأشتر).
    """

    text: str
    after_lam: bool = False


def patterns(form: Form, kind: str) -> Iterator[Pattern]:
    """All strings under which a form may stand in a text, the form itself first.

    Args:
        form: The form.
        kind: Kind of its entry.  Only names of persons get the accusative ending: most names of
            places are diptotes (Wright, vol. 1, § 309), and مصرّاً is no Egypt.
    """
    plain = fold_key(form.text, form.lang, "tag")
    if not plain:
        return
    yield Pattern(plain)
    if not _ARABIC.search(plain):
        yield from (Pattern(spelling) for spelling in _capitals(plain))
        return
    spellings = {plain: None, **dict.fromkeys(_together(plain))}
    if _KUNYA.search(plain):
        for case in _KUNYA_CASES:
            spellings[_KUNYA.sub(case, plain, count=1)] = None
    first, space, rest = plain.partition(" ")
    triptote = (
        len(first) > 2
        and first[-1] not in _NO_ALIF
        and not first.startswith("ال")
        and first not in ar_names.DIPTOTES
    )
    if kind == "person" and first == _AMR:
        # ʿAmr has his waw only where he has no alif; ʿUmar is a diptote, and has none.
        spellings[f"{first[:-1]}ا{space}{rest}"] = None
    elif kind == "person" and triptote:
        spellings[f"{first}ا{space}{rest}"] = None
    for spelling in list(spellings)[1:]:
        yield Pattern(spelling)
    for spelling in spellings:
        if spelling.startswith("ال"):
            yield Pattern("ل" + spelling[2:], after_lam=True)


def _together(plain: str) -> Iterator[str]:
    """The same words with *ʿabd* and *abū* joined to the next word, and with *ʿabd* apart."""
    yield _SERVANT.sub("عبد", plain)
    yield _SERVANT.sub("عبد ", plain)
    yield _JOINED_FATHER.sub("ابو", _SERVANT.sub("عبد", plain))
    yield _JOINED_FATHER.sub("ابو", plain)


def _capitals(plain: str) -> Iterator[str]:
    """A Latin form as it stands at the beginning of a sentence, in titles and in capitals.

    Capitals are added and never taken away: the guy is not Guy.
    """
    first, space, rest = plain.partition(" ")
    titled = " ".join(word[:1].upper() + word[1:] for word in rest.split(" "))
    opening = first[:1].upper() + first[1:]
    yield from (opening + space + rest, opening + space + titled, first + space + titled)
    if sum(map(str.isalpha, plain)) >= _SHORTEST_IN_CAPITALS:
        yield plain.upper()
