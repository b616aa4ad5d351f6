"""References to the Quran: the names of its suras, and how a source cites a verse."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Span
from fitnacorpus.orthography.folding import fold_text

_NAMES: Final = (
    "الفاتحة", "البقرة", "آل عمران", "النساء", "المائدة", "الأنعام", "الأعراف", "الأنفال", "التوبة",
    "يونس", "هود", "يوسف", "الرعد", "إبراهيم", "الحجر", "النحل", "الإسراء", "الكهف", "مريم", "طه",
    "الأنبياء", "الحج", "المؤمنون", "النور", "الفرقان", "الشعراء", "النمل", "القصص", "العنكبوت",
    "الروم", "لقمان", "السجدة", "الأحزاب", "سبأ", "فاطر", "يس", "الصافات", "ص", "الزمر", "غافر",
    "فصلت", "الشورى", "الزخرف", "الدخان", "الجاثية", "الأحقاف", "محمد", "الفتح", "الحجرات", "ق",
    "الذاريات", "الطور", "النجم", "القمر", "الرحمن", "الواقعة", "الحديد", "المجادلة", "الحشر",
    "الممتحنة", "الصف", "الجمعة", "المنافقون", "التغابن", "الطلاق", "التحريم", "الملك", "القلم",
    "الحاقة", "المعارج", "نوح", "الجن", "المزمل", "المدثر", "القيامة", "الإنسان", "المرسلات",
    "النبأ", "النازعات", "عبس", "التكوير", "الانفطار", "المطففين", "الانشقاق", "البروج", "الطارق",
    "الأعلى", "الغاشية", "الفجر", "البلد", "الشمس", "الليل", "الضحى", "الشرح", "التين", "العلق",
    "القدر", "البينة", "الزلزلة", "العاديات", "القارعة", "التكاثر", "العصر", "الهمزة", "الفيل",
    "قريش", "الماعون", "الكوثر", "الكافرون", "النصر", "المسد", "الإخلاص", "الفلق", "الناس",
)  # fmt: skip
"""Names of the suras, in their order."""

_CITED: Final = re.compile(
    r"[(\[]\s*(?:سورة\s+)?(?P<sura>[^\W\d]+(?:\s[^\W\d]+)?|\d{1,3})\s*+[:،,/]?\s*+"
    r"(?:(?:ال)?آي(?:ة|ات)\s*+:?\s*+)?(?P<first>\d{1,3})(?:\s*[-–—]\s*(?P<last>\d{1,3}))?\s*[)\]]"
)


@cache
def _numbers() -> dict[str, int]:
    return {fold_text(name, languages.AR): number for number, name in enumerate(_NAMES, start=1)}


def cited_at(text: str, place: int) -> str:
    """The verse that a source cites in brackets right after a quotation, as ``Q 2:255``, or "".

    Args:
        text: The text.
        place: Where the quotation and its closing mark end.
    """
    while text[place : place + 1].isspace():
        place += 1
    match = _CITED.match(text, place)
    sura = _number(match["sura"]) if match else 0
    if match is None or not sura:
        return ""
    last = f"-{int(match['last'])}" if match["last"] else ""
    return f"Q {sura}:{int(match['first'])}{last}"


def citations(text: str) -> list[Span]:
    """Where brackets with the name of a sura and a number of a verse stand: (البقرة: 255)."""
    return [
        Span(*match.span())
        for match in _CITED.finditer(text)
        if not match["sura"].isdecimal() and _number(match["sura"])
    ]


def _number(name: str) -> int:
    """The number of a sura that a source names or numbers, or 0."""
    sura = int(name) if name.isdecimal() else _numbers().get(fold_text(name, languages.AR), 0)
    return sura if 1 <= sura <= len(_NAMES) else 0
