"""The steps of folding: what each of them does to one character.

A step is a rule from one character to a string, usually of one character or none.  It is a rule
*by character*, never by word: whatever looks at whole names (ibn, articles, the ending -ah) stands
in `arabic.name_key` and `latin.name_key`.  The steps stand here in the order in which they are
applied, whatever the order in which a profile names them.

Sources: the Unicode Character Database for classes and decompositions; for Latin letters the
transliteration charts of IJMES, ALA-LC (2012), DMG (DIN 31635), the Encyclopaedia of Islam (2nd
edition) and the Encyclopaedia Iranica.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final, NamedTuple

from pyarabic import araby_const as araby

Rule = Callable[[str], str]


class Step(NamedTuple):
    """One step.

    Attributes:
        name: The name by which a profile asks for it.
        doc: What it does, in one sentence.
        early: Its rule before canonical composition, or None.  Whatever is dropped here cannot
            keep two characters from composing.
        rule: Its rule for composed characters, or None.
    """

    name: str
    doc: str
    early: Rule | None = None
    rule: Rule | None = None


def _span(*ranges: tuple[int, int]) -> frozenset[str]:
    return frozenset(chr(c) for low, high in ranges for c in range(low, high + 1))


CONTROLS: Final = _span(
    (0xAD, 0xAD),  # soft hyphen
    (0x34F, 0x34F),  # combining grapheme joiner
    (0x61C, 0x61C),  # Arabic letter mark
    (0x180B, 0x180F),
    (0x200B, 0x200F),  # zero-width space, ZWNJ, ZWJ, directional marks
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),
    (0xE0100, 0xE01EF),
)
TASHKIL: Final = _span((0x64B, 0x652), (0x656, 0x65F), (0x670, 0x670), (0x8E3, 0x8FF))
QURANIC: Final = _span(
    (0x615, 0x61A), (0x6D6, 0x6DC), (0x6DF, 0x6E8), (0x6EA, 0x6ED), (0x8CA, 0x8E1)
)
QURANIC_SYMBOLS: Final = frozenset(
    "\N{ARABIC END OF AYAH}\N{ARABIC START OF RUB EL HIZB}\N{ARABIC PLACE OF SAJDAH}"
    "\N{ARABIC DISPUTED END OF AYAH}"
)
HONORIFIC_SIGNS: Final = _span((0x610, 0x614))
_IN_WORD: Final = f"{araby.TATWEEL}{araby.SMALL_WAW}{araby.SMALL_YEH}\u200c\u200d"
"""Signs inside a word that are no letters and no marks of Unicode."""
HAMZA_MARKS: Final = frozenset((araby.MADDA_ABOVE, araby.HAMZA_ABOVE, araby.HAMZA_BELOW))
LATIN_MARKS: Final = _span(
    (0x300, 0x36F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)
)

# The spellings that the names of the characters give; ﷺ and ﷻ as NFKC spells them.
HONORIFIC_LIGATURES: Final = {
    "\ufdfa": "صلى الله عليه وسلم",
    "\ufdfb": "جل جلاله",
    "\ufdf5": "صلعم",
    "\ufdfd": "بسم الله الرحمن الرحيم",
    "\ufdfe": "سبحانه وتعالى",
    "\ufdff": "عز وجل",
    "\ufdcf": "سلامه علينا",
    "\ufd40": "رحمه الله",
    "\ufd41": "رضي الله عنه",
    "\ufd42": "رضي الله عنها",
    "\ufd43": "رضي الله عنهم",
    "\ufd44": "رضي الله عنهما",
    "\ufd45": "رضي الله عنهن",
    "\ufd46": "صلى الله عليه وآله",
    "\ufd47": "عليه السلام",
    "\ufd48": "عليهم السلام",
    "\ufd49": "عليهما السلام",
    "\ufd4a": "عليه الصلاة والسلام",
    "\ufd4b": "قدس سره",
    "\ufd4c": "صلى الله عليه وآله وسلم",
    "\ufd4d": "عليها السلام",
    "\ufd4e": "تبارك وتعالى",
    "\ufd4f": "رحمهم الله",
}

HAMZA_SEATS: Final = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ؤٶ", "و"),
    "ٷ": "ۇ",
    **dict.fromkeys("ئٸ", "ي"),
    "ۓ": "ے",
    "ۂ": "ہ",
    "ۀ": "ە",
    "ٴ": "",
}
# Other code points for the same Arabic letter: Persian, Urdu and Maghribi keyboards and hands.
LETTER_VARIANTS: Final = {
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("یے", "ي"),
    "ۓ": "ئ",
    **dict.fromkeys("ہھەۂۀ", "ه"),
    "ۃ": "ة",
    "ں": "ن",
    "ڢ": "ف",
    "ڧ": "ق",
}

# Letters that one chart writes where the others write two (or another one).
LATIN_LETTERS: Final = {
    "š": "sh",  # DMG, Iranica
    "ǧ": "j",  # DMG
    "ǰ": "j",
    "ḫ": "kh",  # DMG
    "ġ": "gh",  # DMG
    "ḡ": "gh",  # Iranica
    "ṯ": "th",  # DMG
    "ḏ": "dh",  # DMG
    "ḳ": "q",  # Encyclopaedia of Islam
    "č": "ch",  # Iranica
    "ž": "zh",  # Iranica
    "ð": "dh",
    "þ": "th",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
}
LATIN_LETTERS.update(
    {k.upper(): v.capitalize() for k, v in LATIN_LETTERS.items() if k not in "ßǰı"}
)
LATIN_LETTERS["ẞ"] = "Ss"

# The signs for ʿayn and hamza that can be nothing else ...
AYN_SIGNS: Final = frozenset("ʿʾʻʽʹʕʔˁˀʢꜤꜥꜢꜣᶜ῾᾿‵ˋˊ")
# ... and those that a typist also uses for an apostrophe or a quotation mark.
APOSTROPHES: Final = frozenset("'’‘‛`´ʼ′")

HYPHENS: Final = frozenset("‐‑–−﹣－")
ALLAH: Final = "\ufdf2"
"""The ligature ﷲ: Unicode gives it an alif, many fonts do not, so that people write one before."""
_ASCII_SYMBOLS: Final = frozenset("$+<=>^|~`")
_LINE: Final = frozenset("\t\n\r")


def _drop(chars: frozenset[str]) -> Rule:
    return lambda c: "" if c in chars else c


def _replace(table: dict[str, str]) -> Rule:
    return lambda c: table.get(c, c)


def _presentation(c: str) -> str:
    code = ord(c)
    if not 0xFB00 <= code <= 0xFF5E or c in HONORIFIC_LIGATURES:
        return c
    if 0xFC5E <= code <= 0xFC63 or 0xFCF2 <= code <= 0xFCF4 or 0xFE70 <= code <= 0xFE7F:
        # Isolated marks, which NFKC sets on a space or a tatweel that the source does not have.
        return unicodedata.normalize("NFKC", c).strip(" ـ")
    if code <= 0xFB06 or 0xFB50 <= code <= 0xFDFF or 0xFE80 <= code <= 0xFEFC or code >= 0xFF01:
        return unicodedata.normalize("NFKC", c)
    return c


def _expand_honorific(c: str) -> str:
    words = HONORIFIC_LIGATURES.get(c)
    return c if words is None else f" {words} "


def _quranic(c: str) -> str:
    if c in QURANIC_SYMBOLS:
        return " "
    return "" if c in QURANIC else c


def _digit(c: str) -> str:
    value = unicodedata.decimal(c, None)
    return c if value is None else str(value)


def _latin_marks(c: str) -> str:
    parts = unicodedata.normalize("NFD", c)
    return unicodedata.normalize("NFC", "".join(p for p in parts if p not in LATIN_MARKS))


def _lower(c: str) -> str:
    return "σ" if c == "ς" else unicodedata.normalize("NFC", c.lower())


def _punctuation(c: str) -> str:
    return " " if c in _ASCII_SYMBOLS or unicodedata.category(c).startswith("P") else c


def _space(c: str) -> str:
    return " " if c.isspace() and c not in _LINE else c


STEPS: Final[tuple[Step, ...]] = (
    Step(
        "controls",
        "Invisible characters go: ZWJ, ZWNJ, zero-width and soft breaks, bidi controls, BOM.",
        early=_drop(CONTROLS),
    ),
    Step("tatweel", "The stretching stroke ـ goes.", early=_drop(frozenset("ـ"))),
    Step(
        "presentation",
        "Presentation forms and ligatures become their letters: ﻻ, ﷲ, ﬁ, full-width forms; "
        "not the honorific ligatures; اﷲ, with the alif written before the ligature, is الله.",
        early=_presentation,
    ),
    Step(
        "honorific-ligatures",
        "Honorific ligatures become their words, set off by spaces: ﷺ, ﷻ, ﷽.",
        early=_expand_honorific,
    ),
    Step(
        "honorific-signs",
        "The small honorific signs above a name (U+0610 to U+0614) go.",
        early=_drop(HONORIFIC_SIGNS),
    ),
    Step(
        "tashkil",
        "Vowel signs go: harakat, tanwin, shadda, sukun, superscript and subscript alef.",
        early=_drop(TASHKIL),
    ),
    Step(
        "quranic",
        "Signs of recitation go; the end of an aya and like symbols become a space.",
        early=_quranic,
    ),
    Step(
        "hamza",
        "A hamza or madda leaves its seat: أ إ آ ٱ become ا, ؤ becomes و, ئ becomes ي; "
        "ء on the line stays, because it is a letter (ماء is not ما).",
        early=_drop(HAMZA_MARKS),
        rule=_replace(HAMZA_SEATS),
    ),
    Step(
        "letters",
        "Persian, Urdu and Maghribi code points become the Arabic letter: ک, ی, ے, ہ, ھ, ۃ, ڧ.",
        rule=_replace(LETTER_VARIANTS),
    ),
    Step("ya", "ى becomes ي.", rule=_replace({"ى": "ي"})),
    Step("ta-marbuta", "ة becomes ه.", rule=_replace({"ة": "ه"})),
    Step("digits", "Decimal digits of every script become 0 to 9.", rule=_digit),
    Step(
        "latin-letters",
        "Letters of DMG, the Encyclopaedias and Europe become the usual English ones: š sh, ǧ j, "
        "ḫ kh, ġ gh, ṯ th, ḏ dh, ḳ q, æ ae.",
        rule=_replace(LATIN_LETTERS),
    ),
    Step("latin-marks", "Macrons, dots and accents go.", rule=_latin_marks),
    Step(
        "ayn",
        "ʿayn and hamza go in all their costumes (ʿ ʾ ‘ ’ ' ` …); in English an apostrophe before "
        "a final s stays, as '.",
        rule=_drop(AYN_SIGNS | APOSTROPHES),
    ),
    Step("possessive", "The English ending 's goes; needs `ayn`."),
    Step("case", "Capitals become small letters.", rule=_lower),
    Step(
        "punctuation", "Punctuation of every script becomes a space, one each.", rule=_punctuation
    ),
    Step(
        "hyphens",
        "Hyphens, the en dash and the minus sign become -.",
        rule=_replace(dict.fromkeys(HYPHENS, "-")),
    ),
    Step(
        "spaces",
        "White space of every kind becomes a space, one each; tab and line breaks stay.",
        rule=_space,
    ),
)

# Characters without a combining class that may compose with the one before them (NFC_Quick_Check =
# Maybe in DerivedNormalizationProps of Unicode 15.1; a test compares the list with `unicodedata`).
_MAYBE: Final = _span(
    (0x9BE, 0x9BE), (0x9D7, 0x9D7), (0xB3E, 0xB3E), (0xB56, 0xB57), (0xBBE, 0xBBE), (0xBD7, 0xBD7),
    (0xCC2, 0xCC2), (0xCD5, 0xCD6), (0xD3E, 0xD3E), (0xD57, 0xD57), (0xDCF, 0xDCF), (0xDDF, 0xDDF),
    (0x102E, 0x102E), (0x1161, 0x1175), (0x11A8, 0x11C2), (0x1B35, 0x1B35), (0x11127, 0x11127),
    (0x1133E, 0x1133E), (0x11357, 0x11357), (0x114B0, 0x114B0), (0x114BA, 0x114BA),
    (0x114BD, 0x114BD), (0x115AF, 0x115AF), (0x11930, 0x11930),
)  # fmt: skip


def leans(c: str) -> bool:
    """Whether what a character becomes may depend on one before it: a mark, or ﷲ after an alif."""
    return unicodedata.combining(c) != 0 or c in _MAYBE or c == ALLAH


def belongs_to_letter(c: str) -> bool:
    """Whether a character is part of the letter before it: a mark, a tatweel, a joiner."""
    return c in _IN_WORD or unicodedata.category(c)[0] == "M"
