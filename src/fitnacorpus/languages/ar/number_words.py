"""The words of Arabic cardinal numbers, marks off, ة as ه, hamza seats as plain letters.

Source of the forms: W. Wright, A Grammar of the Arabic Language, I, §§ 318-336.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from pyarabic.number_const import NUMBER_WORDS

_PLAIN: Final = str.maketrans("أإآة", "اااه")


def _given(values: Container[int]) -> dict[str, int]:
    """The words that PyArabic knows for some values: classical forms of schoolbooks."""
    return {
        form.translate(_PLAIN): value for form, value in NUMBER_WORDS.items() if value in values
    }


UNITS: Final = {
    **_given(range(1, 10)),
    **dict.fromkeys(("اثنتان", "اثنتين", "اثنتا", "اثنتي"), 2),
    **dict.fromkeys(("ثنتان", "ثنتين", "ثنتا", "ثنتي"), 2),
    # Egyptian and older printers write a final ي without its dots.
    **dict.fromkeys(("اثنى", "اثنتى", "ثنتى"), 2),
    "ثلثه": 3,  # as the Koran and papyri write it
    **dict.fromkeys(("ثمانى", "ثمنيه", "ثمانيا"), 8),
}
TEN: Final = ("عشر", "عشره")
TENS: Final = _given(range(20, 100, 10))
HUNDRED: Final = (*_given([100]), "مايه")
HUNDREDS_OF: Final = ("مئات", "مائات", "مئين")
"""After units: بضع مئات, ثلاث مئات; by themselves they are no number."""
HUNDREDS: Final = {
    **_given(range(200, 1000, 100)),
    **dict.fromkeys(
        (h + e for h in ("مائت", "مئت", "مايت") for e in ("ان", "ين", "ا", "ي", "ى")), 200
    ),
    "ماتين": 200,  # مأتين
    # Printers write them with every spelling of a hundred (مأة too), and eight with its ya.
    **{
        stem + hundred: value
        for stem, value in (
            ("ثلاث", 300),
            ("ثلث", 300),
            ("اربع", 400),
            ("خمس", 500),
            ("ست", 600),
            ("سبع", 700),
            ("ثمان", 800),
            ("ثماني", 800),
            ("ثمانى", 800),
            ("تسع", 900),
        )
        for hundred in (*HUNDRED, "ماه")
    },
}
THOUSAND, MILLION, MILLIARD = 1000, 1_000_000, 1_000_000_000
SCALES: Final = {
    **_given((THOUSAND, MILLION, MILLIARD)),
    "الالاف": THOUSAND,
    "مليونا": MILLION,
    "مليارا": MILLIARD,
}
DUAL_SCALES: Final = {
    **_given((2 * THOUSAND, 2 * MILLION, 2 * MILLIARD)),
    # Before a genitive, with and without the dots of the ya.
    **dict.fromkeys(("الفي", "الفى"), 2 * THOUSAND),
    **dict.fromkeys(("مليوني", "مليونى"), 2 * MILLION),
    **dict.fromkeys(("ملياري", "مليارى"), 2 * MILLIARD),
}
FEW: Final = ("بضع", "بضعه")


def kind_of(word: str) -> tuple[str, int] | None:
    """The kind and value of a word of numbers, without particles and marks; None for other words.

    Kinds: unit, ten (after a unit), tens, hundred (which multiplies), hundreds, scale, dual (of a
    scale), few.
    """
    for kind, table in (
        ("unit", UNITS),
        ("tens", TENS),
        ("hundreds", HUNDREDS),
        ("scale", SCALES),
        ("dual", DUAL_SCALES),
    ):
        if word in table:
            return kind, table[word]
    if word in TEN:
        return "ten", 10
    if word in HUNDRED or word in HUNDREDS_OF:
        return "hundred", 100
    if word in FEW:
        return "few", 3
    return None
