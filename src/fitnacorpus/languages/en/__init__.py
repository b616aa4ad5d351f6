"""English: what the program knows of the language, each part in a module of its own.

Numbers, dates and calendars, nouns that are counted, formulae of blessing, rules of sentences,
words of events, and the cues and parts of names.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from fitnacorpus.languages.en import calendar, dates, events, honorifics, nouns, numbers, sentences
from fitnacorpus.languages.language import LATIN_SCRIPT, Language, openings

__all__ = ["LANGUAGE"]

LANGUAGE: Final = Language(
    code="en",
    names=MappingProxyType({"en": "English", "ar": "الإنجليزية"}),
    script=LATIN_SCRIPT,
    fold_without=frozenset(),
    numerals=numbers.read_at,
    date_steps=calendar.STEPS,
    dates=dates.find,
    eras=calendar.ERAS,
    weekdays=dates.WEEKDAYS,
    nouns=nouns.NOUNS,
    honorifics=honorifics.HONORIFICS,
    sentences=sentences.SENTENCES,
    openings=openings(__name__),
    event_concepts=events.concepts,
    has_grammar_of_names=True,
)
