"""Dates of a text, in both languages and both calendars."""

from __future__ import annotations

from fitnacorpus import reading
from fitnacorpus.model import DateExpression
from fitnacorpus.orthography import dates_arabic, dates_english
from fitnacorpus.orthography.hijri import hijri_to_gregorian

__all__ = ["find", "hijri_to_gregorian"]


def find(text: str, lang: str = "") -> list[DateExpression]:
    """The date expressions of a text, in order and apart from one another.

    An expression is found when its year can be told from its own words: with an era (37 AH,
    660 C. E., ٣٧ هـ), a month (Rajab 37), the word year, سنة or عام, or in English a preposition
    or brackets before a year of three or four digits.  Where patterns overlap, the earlier and
    then the longer expression stands.  The span leaves out prepositions and attached particles,
    and holds the words for a part of the year ("the beginning of 660 C. E.", أوائل سنة ٣٧).

    Calendar: a stated era decides; then the month; then the language, English years being of the
    Common Era and Arabic ones up to 1500 of the Hijra.  ``custom`` keeps the source's own date.
    ``not_before`` and ``not_after`` are proleptic Gregorian: a bare English year is that year; a
    Hijri date is converted by the tables (see `hijri.hijri_to_gregorian`); a day or month before
    the reform of 1582 gets an interval that holds its Julian and its Gregorian reading.  Parts of
    a year are its thirds (early, middle, late), halves or seasons; "about" is five years to
    either side.

    Args:
        text: The text; white space of any kind is read as one space.
        lang: BCP 47 tag.  Expressions are read by their script, whatever the language; a text in
            another language than English or Arabic loses nothing but may gain nothing.
    """
    del lang
    return reading.find(_find, text)


def _find(text: str) -> list[DateExpression]:
    found: list[DateExpression] = []
    if not text.isascii():
        found += dates_arabic.find(text)
    found += dates_english.find(text)
    order = sorted(enumerate(found), key=lambda p: (p[1].start, -p[1].end, p[0]))
    apart: list[DateExpression] = []
    for _, date in order:
        if not apart or date.start >= apart[-1].end:
            apart.append(date)
    return apart
