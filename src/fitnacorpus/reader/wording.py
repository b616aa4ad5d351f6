"""What the pages say, in English and in Arabic, with the plurals of both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fitnacorpus import languages
from fitnacorpus.config import Settings
from fitnacorpus.model import Entry
from fitnacorpus.orthography import bilingual
from fitnacorpus.reader.phrases import bearers, frame, happenings, passages
from fitnacorpus.reader.phrases.counts import COUNTS, MONTHS
from fitnacorpus.reader.serving.phrases import PHRASES as _SERVED
from fitnacorpus.vocabulary import EntryKind, EventRole, Facet, Relation, Status

LANGUAGES: Final = languages.INTERFACE

_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    **frame.PHRASES,
    **passages.PHRASES,
    **happenings.PHRASES,
    **bearers.PHRASES,
    **_SERVED,
    # The facet "place" is the word of the pages; the kind of entry has a phrase of its own.
    **{
        term: term.words
        for terms in (EntryKind, Relation, Facet, Status, EventRole)
        for term in terms
    },
    "place kind": EntryKind.PLACE.words,
    "searched": EventRole.NO_COUNTERPART.words,
}


class Wording:
    """The phrases of one language.

    Args:
        lang: "en" or "ar".
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._at = LANGUAGES.index(lang)

    @property
    def other(self) -> str:
        """The other language of the interface."""
        return LANGUAGES[1 - self._at]

    def __call__(self, key: str, **values: object) -> str:
        """A phrase, its braces filled."""
        phrase = _PHRASES[key][self._at]
        return phrase.format(**values) if values else phrase

    def count(self, key: str, n: int) -> str:
        """A number of things, in the plural that the language asks for."""
        english, arabic = COUNTS[key]
        if self.lang == languages.EN:
            return english[n != 1].format(n=f"{n:,}")
        return arabic[_arabic_plural(n)].format(n=n)

    def month(self, number: int) -> str:
        """The name of a month of the Hijri year, from 1."""
        return MONTHS[number - 1][self._at]

    def phrases(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Some phrases with their braces, for the script."""
        return {key: _PHRASES[key][self._at] for key in keys}

    def name(self, entry: Entry) -> str:
        """The name of an entry in this language, failing that in the other, failing that its id."""
        return entry.name(self.lang) or entry.name(self.other) or entry.id

    def who(self, name: str) -> str:
        """The name of a person; the editors at large have one in each language."""
        return self("the editors") if name == _PHRASES["the editors"][0] else name

    def title(self, titles: Mapping[str, str], otherwise: str = "") -> str:
        """The title in this language, failing that any."""
        return languages.chosen(titles, self.lang)[1] or otherwise

    def given(self, words: str) -> str:
        """What words say in this language, failing that in the other one."""
        return bilingual.in_language(words, self.lang)

    def edition(self, settings: Settings) -> str:
        """The corpus as a citation names it: its title, who edited it, who publishes it."""
        return self(
            "edition",
            corpus=self.given(settings.title),
            editors=self.given(self.who(settings.editors)),
            publisher=self.publisher(settings),
        )

    def publisher(self, settings: Settings) -> str:
        """Who publishes a corpus, or that nobody does."""
        return self.given(settings.publisher) if settings.published else self("not published")

    def said(self, words: str) -> str:
        """What an editor says, and that it is said in the other language only, if it is."""
        given = {lang.partition("-")[0] for lang, _ in bilingual.lines(words, self.lang)}
        shown = self.given(words)
        if not given or self.lang in given:
            return shown
        return f"\u2068{shown}\u2069 ({self('only there')})"

    def join(self, items: list[str]) -> str:
        """A list in running text."""
        return self("comma").join(items)


def _arabic_plural(n: int) -> int:
    if n < 3:
        return n
    rest = n % 100
    if 3 <= rest <= 10:
        return 3
    return 4 if rest >= 11 else 5
