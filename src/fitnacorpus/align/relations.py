"""What a link says: the same event, a summary of it, or a mention; and on what the two differ.

Rules, from the definitions of the design: a *mention* presupposes the event or looks back at it, a
*summary* is much shorter than a telling of several sentences.  There is no labelled data to fit
them on, so they are few and leave doubtful cases at sameEvent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from fitnacorpus import languages
from fitnacorpus.orthography import fold_text
from fitnacorpus.vocabulary import Facet, Relation

MUCH_LONGER: Final = 4.0
"""How many times as long a telling is as its summary, in letters."""
TELLING: Final = 3
"""Sentences that make a telling of more than one event."""
_COUNTED: Final = 10
"""Least number of people or things that is taken for a count."""
_RUNS_ON: Final = 300
"""Letters of a stretch without a full stop from which one phrase says nothing of the whole: of 18
links of the development chronicles that were taken for mentions because of one, 5 were."""
_SENTENCE_END: Final = re.compile(r"(?<![.!?؟])[.!?؟]++(?=\s|$)")
_LOOKING_BACK: Final = re.compile(
    r"\b(?:had (?:already |earlier |previously |once )?(?:been )?"
    r"(?!(?:\w*teen|ten|seven|eleven|\w*men|children|bread|certain|again)\b)\w+(?:ed|en|ain|un|ad)\b"
    r"|remember(?:ed|ing|s)?\b|recall(?:ed|ing|s)?\b|remind(?:ed|ing|s)?\b|reminiscent\b"
    r"|(?:after|following) the (?:death|murder|killing|assassination|fall) of\b"
    r"|(?:mourn|lament|bewail|griev)\w* (?:for |over )?the (?:death|murder|killing|assassination)\b"
    r"|(?:murderers?|killers?|assassins?) of\b"
    r"|(?:revenge|vengeance|retribution|avenge) (?:for|the)\b)"
    r"|(?:^|\s)(?:[وف]?قد كان|[وف]?كان(?:ت|وا)? قد|[وف]?[تي]?ذكر(?=\s|$)"
    r"|بعد (?:مقتل|موت|وفاة|استشهاد)|(?:ثأر|بثأر|بدم|دم) )",
    re.IGNORECASE,
)

_SPOKEN: Final = re.compile(
    r"(?:أما بعد|أيها الناس|أيها القوم|يا معشر|يا أمير المؤمنين|[وف]?خطب)"
    r"|\b(?:I|thou|thee|thy|ye|my|(?:re)?called to mind|reminded|recalled)\b"
)
"""Marks of a speech or a letter: its address, and whoever says *I* and *thou*."""
BEFORE: Final = 300
"""Characters before a passage in which the opening of a speech that holds it may stand."""


class Side(NamedTuple):
    """One passage of a link.

    Attributes:
        text: Its words.
        places: Places named in it.
        numbers: Numbers in it, years left out.
        years: Gregorian years in it.
    """

    text: str
    places: AbstractSet[str] = frozenset()
    numbers: AbstractSet[int] = frozenset()
    years: AbstractSet[int] = frozenset()


def relation(
    a: str, b: str, *, about: tuple[str, str] | None = None, astray: tuple[str, str] | None = None
) -> str:
    """What a link between two passages says: "sameEvent", "summary" or "mention".

    Args:
        a: One passage.
        b: The other.
        about: Of each the sentences that name what both name, where there are such.  If all of
            these look back, the rest tells of something else.
        astray: Of a link whose neighbours stand elsewhere in the other text, each passage with what
            stands before it (`BEFORE`).  What is told out of its time in a speech or a letter is
            recalled there.
    """
    if astray and any(map(_SPOKEN.search, astray)):
        return Relation.MENTION
    if about and any(map(_looks_back, about)):
        return Relation.MENTION
    if _looks_back(a) or _looks_back(b):
        return Relation.MENTION
    short, long = sorted((a, b), key=len)
    if len(long) >= MUCH_LONGER * max(1, len(short)) and _sentences(long) >= TELLING:
        return Relation.SUMMARY
    return Relation.SAME_EVENT


def differences(
    a: Side, b: Side, label: Callable[[str], str] = str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """On what two passages differ, as facets and in words that say what stands on each side.

    Only what each side states once is compared: where one names three places and the other two,
    nobody knows which of them belong together.
    """
    facets: list[str] = []
    words: list[str] = []
    counts = [{str(n) for n in side.numbers if n >= _COUNTED} for side in (a, b)]
    places = [{label(place) for place in side.places} for side in (a, b)]
    dates = [{str(year) for year in side.years} for side in (a, b)]
    for facet, (here, there) in (
        (Facet.NUMBER, counts),
        (Facet.DATE, dates),
        (Facet.PLACE, places),
    ):
        stated = here and there if facet == Facet.DATE else len(here) == len(there) == 1
        if stated and not here & there:
            facets.append(facet)
            first, second = (", ".join(sorted(side)) for side in (here, there))
            words.append(f"{facet}: {first} in the first, {second} in the second")
    return tuple(facets), tuple(words)


def out_of_order(links: Sequence[tuple[int, int]]) -> list[bool]:
    """Which links of two texts stand against the order of most others.

    Args:
        links: Where each link begins in the one text and in the other.
    """
    out = []
    for a, b in links:
        others = [(x - a) * (y - b) for x, y in links]
        against, along = sum(o < 0 for o in others), sum(o > 0 for o in others)
        out.append(against >= 2 and against > along)
    return out


def _looks_back(text: str) -> bool:
    """Whether every sentence of a passage looks back."""
    sentences = [
        s for s in _SENTENCE_END.split(fold_text(text, languages.AR, "embed")) if s.strip()
    ]
    return bool(sentences) and all(
        len(s) <= _RUNS_ON and _LOOKING_BACK.search(s) for s in sentences
    )


def _sentences(text: str) -> int:
    return sum(bool(s.strip()) for s in _SENTENCE_END.split(text))
