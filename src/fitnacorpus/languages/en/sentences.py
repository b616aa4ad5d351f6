"""What ends no English sentence.

Source: The Chicago Manual of Style, chapter on abbreviations.
"""

from __future__ import annotations

from string import ascii_letters
from typing import Final

from fitnacorpus.languages.language import Sentences

_TITLES: Final = (
    "Mr Mrs Ms Dr Prof Rev Hon St Sts Mt Ft Gen Col Lt Capt Cpt Cdr Cmdr Adm Maj Sgt Cpl Pvt Brig "
    "Gov Sen Rep Pres Messrs Mme Mlle Fr Supt Amb"
)
_WORDS: Final = "ca cf e.g i.e viz vs ibn b bt d ed eds tr trans fl r approx al"
_BEFORE_DIGIT: Final = (
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec no No nos Nos p pp vol Vol vols Vols ch Ch "
    "chap Chap fol fols fig Fig sec art n nn v vv ll bk pt c ca d b r fl"
)

SENTENCES: Final = Sentences(
    letters=frozenset((*ascii_letters, "ʿ", "ʾ")),
    never=frozenset((*_TITLES.split(), *_WORDS.split())),
    before_digit=frozenset(_BEFORE_DIGIT.split()),
    eras=frozenset(["AD", "AH", "BC", "BCE", "CE", "etc"]),
)
