"""Arabic: what the program knows of the language, each part in a module of its own.

Numbers, dates and calendars, nouns that are counted, formulae of blessing, rules of sentences,
words of events, and the grammar, cues and parts of names.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from fitnacorpus.languages.ar import calendar, dates, events, honorifics, nouns, numbers, sentences
from fitnacorpus.languages.language import ARABIC_SCRIPT, RIGHT_TO_LEFT, Clitics, Language, openings

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="ar",
    names=MappingProxyType({"en": "Arabic", "ar": "العربية"}),
    script=ARABIC_SCRIPT,
    direction=RIGHT_TO_LEFT,
    digits="٠١٢٣٤٥٦٧٨٩",
    clitics=Clitics(conjunctions="وف", prepositions="بلك", article="ال"),
    numerals=numbers.read_at,
    date_steps=calendar.STEPS,
    dates=dates.find,
    eras=calendar.ERAS,
    weekdays=calendar.WEEKDAYS,
    nouns=nouns.NOUNS,
    honorifics=honorifics.HONORIFICS,
    sentences=sentences.SENTENCES,
    openings=openings(__name__),
    event_concepts=events.concepts,
    has_grammar_of_names=True,
)
