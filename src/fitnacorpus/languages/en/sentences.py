"""What ends no English sentence.

Source: The Chicago Manual of Style, chapter on abbreviations.
"""

from __future__ import annotations

from string import ascii_letters
from typing import Final

from fitnacorpus.languages.language import Sentences

_TITLES: Final = (
    "Mr Mrs Ms Dr Prof Rev Hon St Sts Mt Ft Gen Col Lt Capt Cpt Cdr Cmdr Adm Maj Sgt Cpl Pvt Brig "
    "Lieut Serjt Rt Bp Abp Sr Mons Esqrs Gov Sen Rep Pres Messrs Mme Mlle Fr Supt Amb"
)
_WORDS: Final = "ca cf Cf e.g i.e viz vs ibn b bt d ed eds tr trans fl r approx al"
_BEFORE_DIGIT: Final = (
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec no No nos Nos p pp vol Vol vols Vols ch Ch "
    "Exod Ex Lev Num Deut Josh Judg Sam Kgs Chron Neh Ps Pss Prov Eccl Isa Jer Lam Ezek Dan Hos "
    "Obad Mic Nah Hab Zeph Hag Zech Mal Matt Mk Lk Jn Rom Cor Gal Eph Phil Thess Tim Tit Heb Jas "
    "Pet Rev "
    "chap Chap fol fols fig Fig figs Figs tab Tab sec Sec art n nn v vv ll bk pt c ca d b r fl"
)
_STARTERS: Final = (
    "The He She It They We You But And A An This That These Those There Then His Her Their In On "
    "At When After Before As For If Its By From With Not No So Thus Soon Later"
)

SENTENCES: Final = Sentences(
    letters=frozenset((*ascii_letters, "ʿ", "ʾ")),
    never=frozenset((*_TITLES.split(), *_WORDS.split())),
    before_digit=frozenset(_BEFORE_DIGIT.split()),
    starters=frozenset(_STARTERS.split()),
    eras=frozenset(["AD", "AH", "BC", "BCE", "CE", "etc"]),
)
