"""What the program knows of a language: one frozen record that every other module asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from fitnacorpus.languages.values import DateText, FoundDate, Numeral, Token

ARABIC_SCRIPT: Final = "Arab"
LATIN_SCRIPT: Final = "Latn"
"""Scripts by their code (ISO 15924)."""

LEFT_TO_RIGHT: Final = "ltr"
RIGHT_TO_LEFT: Final = "rtl"


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


def openings(package: str) -> Mapping[str, tuple[str, ...]]:
    """Patterns of openings by kind, from the table ``openings.tsv`` of a language.

    Args:
        package: The package of the language.
    """
    kinds: dict[str, tuple[str, ...]] = {}
    for line in files(package).joinpath("openings.tsv").read_text("utf-8").splitlines()[1:]:
        if line and not line.startswith("#") and line != "kind\tpattern":
            kind, pattern = line.split("\t")
            kinds[kind] = (*kinds.get(kind, ()), pattern)
    return MappingProxyType(kinds)


def event_words(package: str) -> dict[str, frozenset[str]]:
    """Words to the concepts of what people do, from the table ``events.tsv`` of a language.

    Args:
        package: The package of the language.
    """
    out: dict[str, frozenset[str]] = {}
    for line in files(package).joinpath("events.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            concept, listed = line.split("\t")
            for word in listed.split():
                out[word] = out.get(word, frozenset()) | {concept}
    return out


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that numbers count or measure.

    Attributes:
        attribute: "unit" (of measure) or "commodity" (what is counted).
        value: What it is called in every language alike: ``men``, ``day``.
        singular: Its forms after "one" or after an article.
        dual: Forms that mean two of it.
        plural: Its other forms after a number.
    """

    attribute: str
    value: str
    singular: tuple[str, ...]
    dual: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()


def words(text: str) -> frozenset[str]:
    """The words of a string, each once."""
    return frozenset(text.split())


def nouns(table: str) -> tuple[Noun, ...]:
    """Nouns from a table of lines: attribute and value, then singular | dual | plural forms."""
    out = []
    for line in filter(None, map(str.strip, table.splitlines())):
        head, *forms = (cell.split() for cell in line.split("|"))
        out.append(Noun(head[0], head[1], *map(tuple, forms)))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Honorifics:
    """Formulae of blessing: pairs of a category and a regular expression.

    Attributes:
        words: Patterns over the folded text; "_" stands for the space between two words, "~" for
            one that may be missing.
        letters: Abbreviations that stand in brackets, each with its category; two categories apart
            by "|" are that of the Prophet and that of others.
        after_capital: Whether an abbreviation counts only after a word that begins with a capital.
        prophet: Pattern of the words before an abbreviation that speak of the Prophet.
    """

    words: tuple[tuple[str, str], ...] = ()
    letters: Mapping[str, str] = field(default_factory=_nothing)
    after_capital: bool = False
    prophet: str = ""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What ends no sentence, and where a long one may be cut.

    Attributes:
        never: Abbreviations, without their full stop, after which no sentence ends.
        letters: Single letters of which the same holds, with a number before them too (37هـ).
        before_digit: Abbreviations of which the same holds before a digit.
        eras: Abbreviations after which a sentence ends only where a capital follows.
        starters: Words that begin a sentence where they stand after initials (the U.S. He …).
        openings: Patterns, over the `search` fold, of words with which prose without full stops
            goes on to something new, the surest first; none where the language writes full stops.
    """

    never: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    before_digit: frozenset[str] = frozenset()
    eras: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    openings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clitics:
    """Particles that are written as one word with what follows, by their place.

    Attributes:
        conjunctions: First, at most one (و ف).
        prepositions: Then, at most one (ب ل ك).
        article: Then, or "".
    """

    conjunctions: str = ""
    prepositions: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language as the program knows it; what it does not know of it is left empty.

    Attributes:
        code: Its shortest primary subtag (BCP 47).
        names: Its name in English and in itself, by language.
        script: The script that it is written in (ISO 15924), or "".
        direction: `LEFT_TO_RIGHT` or `RIGHT_TO_LEFT`.
        fold_without: Folding steps that mean nothing in it.
        digits: Its digits for 0 to 9, where it has its own.
        shared: Whether its numbers are read in texts of any language, by their script.
        numerals: Reads the number that begins with a token, and says after which token it ends.
        date_steps: Names of the folding steps of the text that `dates` is given.
        dates: Reads the dates of a folded text.
        eras: Pattern of the words by which an author names the calendar of a date.
        weekdays: Pattern of the days of the week, in text as `dates` is given it.
        nouns: What numbers count or measure.
        honorifics: Formulae of blessing.
        clitics: Particles joined to the next word.
        sentences: Rules for the ends of sentences.
        openings: How sentences open when a narrative turns or goes on: patterns by kind.
        event_concepts: Gives the concepts of a word in the `search` fold: what somebody does in it.
        has_grammar_of_names: Whether its names are taken apart, and drafted from the texts.
    """

    code: str
    names: Mapping[str, str]
    script: str = ""
    direction: str = LEFT_TO_RIGHT
    fold_without: frozenset[str] = frozenset({"possessive"})
    digits: str = ""
    shared: bool = True
    numerals: Callable[[Sequence[Token], int], tuple[Numeral, int] | None] | None = None
    date_steps: tuple[str, ...] = ()
    dates: Callable[[DateText], Iterator[FoundDate]] | None = None
    eras: str = ""
    weekdays: str = ""
    nouns: tuple[Noun, ...] = ()
    honorifics: Honorifics | None = None
    clitics: Clitics | None = None
    sentences: Sentences | None = None
    openings: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    event_concepts: Callable[[str], frozenset[str]] | None = None
    has_grammar_of_names: bool = False

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return self.direction == RIGHT_TO_LEFT

    def lacks(self) -> tuple[str, ...]:
        """What the program cannot do in this language, in words for a message."""
        return tuple(words for name, words in _ABILITIES.items() if not getattr(self, name))


_ABILITIES: Final = MappingProxyType(
    {
        "numerals": "numbers in words",
        "dates": "dates",
        "nouns": "measures",
        "honorifics": "formulae of blessing",
        "openings": "drafting of episodes by their openings",
        "event_concepts": "words for what people do",
        "has_grammar_of_names": "suggestions of names",
    }
)
