"""The Arabic script: which code points are its letters, marks and digits.

Letters and marks have the names that PyArabic gives them (`pyarabic.araby_const`, which holds
constants alone); ranges stand here once, each as the inside of a class of a regular expression.
Which words and forms a language makes of them stands in its home.
"""

from __future__ import annotations

from typing import Final

from pyarabic import araby_const as araby

LETTERS: Final = f"{araby.HAMZA}-{araby.YEH}"
"""Letters of Arabic; the tatweel stands among them."""
MARKS: Final = f"{araby.FATHATAN}-{araby.SUKUN}"
"""Vowels, tanwin, shadda and sukun."""
MARKED: Final = f"{araby.HAMZA}-{araby.SUKUN}"
"""Letters of Arabic and their marks, which follow them without a gap."""
DIGITS: Final = f"{araby.ZERO}-{araby.NINE}"
"""Digits of Arabic, not those of Persian."""
BLOCK: Final = "\u0600-\u06ff"
"""The block of Unicode with the letters of all languages that are written today, marks, digits and
stops."""
BLOCKS: Final = f"{BLOCK}\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
"""All blocks: further letters, and presentation forms."""
LAST_MARK: Final = "\u065f"
"""The last mark beside the vowels: what other languages and recitation set on letters."""
VOCALISED: Final = f"{araby.HAMZA}-{LAST_MARK}{araby.MINI_ALEF}{araby.ALEF_WASLA}"
"""What a fully vocalised word of Arabic is written in."""
WORD: Final = f"{araby.HAMZA}-{LAST_MARK}{araby.MINI_ALEF}-\u06d3"
"""What a word is written in: letters of all languages with the marks that stand on them."""
WORD_LETTERS: Final = f"{LETTERS}\u066e-\u06d3"
"""The same without marks, but for the small alef."""
OF_WORDS: Final = (
    "\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u0610-\u061a"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u0898-\u08e1\u08e3-\u08ff"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdfd\ufe70-\ufefc"
)
"""Every letter and mark of the script; signs that are one formula are letters too."""
STOPS: Final = f"{araby.COMMA}{araby.SEMICOLON}{araby.QUESTION}\u06d4"
"""Comma, semicolon, question mark, and the full stop of Urdu."""
FIRST: Final = BLOCK[0]
"""The first code point of the script; those of Latin, Greek, Cyrillic and Hebrew stand before."""
LAST: Final = BLOCK[-1]
"""The last one of its first block."""


def in_block(char: str) -> bool:
    """Whether a character stands in the first block of the script, where all usual text does."""
    return FIRST <= char <= LAST


def is_arabic(char: str) -> bool:
    """Whether a character is one of the script, presentation forms included."""
    return (
        in_block(char)
        or "\u0750" <= char <= "\u077f"
        or "\u08a0" <= char <= "\u08ff"
        or "\ufb50" <= char <= "\ufefc"
    )
