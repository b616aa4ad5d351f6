"""What a text shows to a search for its relatives: its names by their consonants, and its numbers.

Names are what accounts of the same events have in common, in whatever words and script they are
told: a skeleton of consonants stands for a name in either script (`names.skeleton`), two that
follow one another, *ibn* left out, for a man and his father.  Latin script shows its names by
capitals, and other words count as they stand, for accounts that share their wording; in Arabic
script every word may be a name, and how rare it is in the corpus says whether it tells anything.
No verdict and no entry of the authority changes a profile: what is worth comparing hangs on the
words of the texts alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from fitnacorpus.arabic_script import BLOCK, WORD_LETTERS
from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.languages.en import names as en_names
from fitnacorpus.names.skeleton import skeleton
from fitnacorpus.orthography import fold_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Profile = NDArray[np.uint32]

SKETCH: Final = 8_192
"""Things that are kept of a text, those of the smallest digests (a bottom-k sketch, Cohen and
Kaplan, PODC 2007): all of 60 pages, and of a longer text the same share of whatever it has in
common with another."""
WORDING: Final = 1 << 31
"""Digests from here on are those of words that are no names."""
_WORD: Final = "-"
_LATIN: Final = re.compile(rf"[^\W\d_{BLOCK}]+(?:['’ʿʾ-][^\W\d_{BLOCK}]+)*")
_ARABIC: Final = re.compile(f"[{WORD_LETTERS}]+")
_ARTICLE: Final = re.compile(r"(?:[ae][lnrsdtz]|ash|ath|adh)-")
_NUMBER: Final = re.compile(r"\d{2,5}")
_ATTACHED: Final = "وفبلك"
"""Particles of one letter that stand before a name in one word: the first two may stand before the
others."""
_SHORTEST: Final = 2
"""Consonants of a name that tells it from others."""


def profile(source: str) -> Profile:
    """Digests of the things of a text, ascending, each once, `SKETCH` of either sort at most.

    Args:
        source: Its words, in any languages.

    Returns:
        Names and numbers below `WORDING`, other words from there on.
    """
    import numpy as np

    names = {*_of_arabic(source), *_numbers(source)}
    words: set[str] = set()
    for thing in _of_latin(source):
        (words if thing.startswith(_WORD) else names).add(thing)
    return np.concatenate([_sketch(names), _sketch(words) + np.uint32(WORDING)])


def _sketch(things: Collection[str]) -> Profile:
    import numpy as np

    digests = np.fromiter((crc32(thing.encode()) for thing in things), np.uint32, len(things))
    return np.unique(digests % np.uint32(WORDING))[:SKETCH]


_bones = lru_cache(maxsize=65_536)(skeleton)


def _of_latin(source: str) -> Iterator[str]:
    before = ""
    for match in _LATIN.finditer(source):
        word, small = match[0], match[0].lower()
        if small in en_names.SON:
            continue
        if word[0].isupper() or _ARTICLE.match(small):
            bones = _bones(word).replace(" ", "")
            yield from _thing(before, bones)
        else:
            bones = ""
            yield _WORD + small
        before = bones


def _of_arabic(source: str) -> Iterator[str]:
    before = ""
    for word in _ARABIC.findall(fold_text(source)):
        if word in ar_names.SON:
            continue
        bones = _bones(word)
        yield from _thing(before, bones)
        for letters in (1, 2):  # wa-, fa-, then bi-, li-, ka-
            if len(word) > letters + 2 and word[letters - 1] in _ATTACHED[2 * letters - 2 :]:
                yield from _thing("", _bones(word[letters:]))
            else:
                break
        before = bones


def _thing(before: str, bones: str) -> Iterator[str]:
    """A name by itself, and with what stands before it."""
    if len(bones) >= _SHORTEST:
        yield bones
    if before and bones:
        yield f"{before} {bones}"


def _numbers(source: str) -> Iterator[str]:
    """Figures of several digits, in either set of digits."""
    return (f"#{int(found)}" for found in _NUMBER.findall(source))
