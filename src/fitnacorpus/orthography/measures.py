"""Numbers together with what they count or measure, where a lexicon makes it certain.

The lexicon (``data/measures.tsv``) names what is counted by the same word in both languages, so
that 4,000 men and أربعة آلاف رجل compare.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Final

from fitnacorpus.model import Measure, Number
from fitnacorpus.orthography.folding import fold_text

# Between a number and its noun: an adjective that leaves what is counted, or min + article.
_ENGLISH: Final = re.compile(
    r"[ \u00a0](?:(?:armed|able-bodied|brave|chosen|mounted|picked|strong|Syrian)[ \u00a0])?"
    r"(?P<noun>[A-Za-z-]+)(?![\w’'-])"
)
_ARABIC: Final = re.compile(
    r"[ \u00a0](?P<of>من[ \u00a0])?(?P<noun>[\u0621-\u0652\u0670]+)(?![\w\u064b-\u0652])"
)


@cache
def _lexicon() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Language and noun, as `search` folds it, to attribute and value."""
    path = resources.files("fitnacorpus.orthography") / "data" / "measures.tsv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t")
    return {
        (row["lang"], fold_text(word, row["lang"])): (row["attribute"], row["value"])
        for row in rows
        for word in row["words"].split()
    }


def noun(word: str) -> str:
    """What a single word of the lexicon counts or measures (``men``, ``day``), or ""."""
    for lang in ("en", "ar"):
        folded = fold_text(word, lang)
        for form in (folded, folded.removeprefix("ال")):
            if found := _lexicon().get((lang, form)):
                return found[1]
    return ""


def find(text: str, numbers: Iterable[Number]) -> list[Measure]:
    """The numbers of a text that are followed by a noun of the lexicon, each with that noun.

    Script and not language decides.  A noun that itself begins a name or a longer word does not
    count, nor one on another line.

    Args:
        text: The text.
        numbers: Its numbers (`numbers.find`), in order.
    """
    out: list[Measure] = []
    for number in numbers:
        match = _ENGLISH.match(text, number.end)
        noun = fold_text(match["noun"], "en") if match else ""
        found = _lexicon().get(("en", noun))
        if found is None and (match := _ARABIC.match(text, number.end)):
            noun = fold_text(match["noun"], "ar")
            if match["of"]:
                noun = noun.removeprefix("ال")
            found = _lexicon().get(("ar", noun))
        if found and match:
            attribute, value = found
            out.append(
                Measure(
                    number.start,
                    match.end("noun"),
                    number.value,
                    unit=value if attribute == "unit" else "",
                    commodity=value if attribute == "commodity" else "",
                    upper=number.upper,
                    more=number.more,
                )
            )
    return out
