"""Names by sound where nobody has tagged any: words of the texts that sound like those of a query.

Every word of the texts is a candidate; a matcher of names says which may be spelt so, in either
script.  What is found is likeness and no identification.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, product
from pathlib import Path
from typing import Final

from fitnacorpus.index import words
from fitnacorpus.index.search import FormHit, opened
from fitnacorpus.index.words import WordHit

Alike = Callable[[Sequence[str], str], Sequence[Sequence[FormHit]]]
"""From the words of the texts and a query to the words that each word of the query may be."""

_LIKE: Final = 6
"""Spellings of one word that are tried."""
_PHRASES: Final = 40
"""Combinations of spellings that are looked for."""
_SON: Final = " بن "


def by_sound(
    path: Path, query: str, alike: Alike, *, lang: str = "", text: str = ""
) -> list[WordHit]:
    """Places whose words sound like a name, by text and position.

    Args:
        path: The index.
        query: The name.
        alike: Compares the words of the query with those of the texts.
        lang: Only texts of this language.
        text: Only this text.

    Raises:
        CorpusError: the index is missing or of another version (``no-index``).
    """
    with opened(path, text) as database:
        database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
        rows = database.execute("SELECT term FROM temp.vocabulary ORDER BY term")
        known = [row["term"] for row in rows if any(map(str.isalpha, row["term"]))]
    found = [[hit.name for hit in hits[:_LIKE]] for hits in alike(known, query)]
    if not found or not all(found):
        return []
    hits: dict[tuple[str, int, int], WordHit] = {}
    for spelt in islice(product(*found), _PHRASES):
        for phrase in dict.fromkeys((" ".join(spelt), _SON.join(spelt), " ibn ".join(spelt))):
            for hit in words.search(path, phrase, lang=lang, text=text):
                hits.setdefault((hit.text, hit.start, hit.end), hit)
    return [hits[key] for key in sorted(hits)]
