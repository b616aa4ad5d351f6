"""The words of Arabic cardinal numbers, marks off, ة as ه, hamza seats as plain letters.

Source of the forms: W. Wright, A Grammar of the Arabic Language, I, §§ 318-336.
"""

from __future__ import annotations

from typing import Final

_ACCUSATIVE: Final = "ثلاثا اربعا خمسا ستا سبعا ثمانيا تسعا"
UNITS: Final = {
    **dict.fromkeys(("واحد", "واحده", "احد", "احدى"), 1),
    **dict.fromkeys(("اثنان", "اثنين", "اثنتان", "اثنتين", "اثنا", "اثني", "اثنتا", "اثنتي"), 2),
    **dict.fromkeys(("ثنتان", "ثنتين", "ثنتا", "ثنتي"), 2),
    # Egyptian and older printers write a final ي without its dots.
    **dict.fromkeys(("اثنى", "اثنتى", "ثنتى"), 2),
    **dict.fromkeys(("ثلاث", "ثلاثه", "ثلثه"), 3),
    **dict.fromkeys(("اربع", "اربعه"), 4),
    **dict.fromkeys(("خمس", "خمسه"), 5),
    **dict.fromkeys(("ست", "سته"), 6),
    **dict.fromkeys(("سبع", "سبعه"), 7),
    **dict.fromkeys(("ثمان", "ثماني", "ثمانى", "ثمانيه", "ثمنيه"), 8),
    **dict.fromkeys(("تسع", "تسعه"), 9),
    # In the accusative: أربعًا وعشرين.
    **{form: value for value, form in enumerate(_ACCUSATIVE.split(), start=3)},
}
TEN: Final = ("عشر", "عشره")
TENS: Final = {
    stem + ending: value
    for stem, value in (
        ("عشر", 20),
        ("ثلاث", 30),
        ("اربع", 40),
        ("خمس", 50),
        ("ست", 60),
        ("سبع", 70),
        ("ثمان", 80),
        ("تسع", 90),
    )
    for ending in ("ون", "ين")
}
HUNDRED: Final = ("مائه", "مئه", "مايه")
HUNDREDS_OF: Final = ("مئات", "مائات", "مئين")
"""After units: بضع مئات, ثلاث مئات; by themselves they are no number."""
HUNDREDS: Final = {
    **dict.fromkeys(
        (h + e for h in ("مائت", "مئت", "مايت") for e in ("ان", "ين", "ا", "ي", "ى")), 200
    ),
    "ماتين": 200,  # مأتين
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
    **dict.fromkeys(("الف", "الفا", "الاف", "الالاف"), THOUSAND),
    **dict.fromkeys(("مليون", "مليونا", "ملايين"), MILLION),
    **dict.fromkeys(("مليار", "مليارا", "مليارات"), MILLIARD),
}
DUAL_SCALES: Final = {
    **dict.fromkeys(("الفان", "الفين", "الفي", "الفى"), 2 * THOUSAND),
    **dict.fromkeys(("مليونان", "مليونين", "مليوني", "مليونى"), 2 * MILLION),
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
