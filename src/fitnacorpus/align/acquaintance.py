"""Whether two texts speak of the same people and places, wherever they do.

In a chapter of a few thousand words too little stands in order to tell whether another one tells of
the same things.  But whose names they are can be told: two accounts of one war share their
commanders, and a Gospel and a chronicle share what chance lets sound alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align import sound
from fitnacorpus.align.common import HEARD, Evidence
from fitnacorpus.align.units import Units
from fitnacorpus.languages import EN

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST: Final = 0.32
"""Share of the names from which two texts speak of the same people.  Stretches of 125 to 400 units
around what two development books both tell have .36 to .67 (Muir) and .33 to .56 (Gibbon); with a
Gospel, Esther, a book of grammar or one of medicine on either side .28 at most (81 pairs)."""
_ENOUGH: Final = 30
"""Names that a text must say for their share to mean anything."""


def acquainted(evidence: Evidence, a: Units, b: Units) -> bool | None:
    """Whether two texts speak of the same people; None where nothing tells."""
    found = share(evidence, a, b)
    return None if found is None else found >= LEAST


def share(evidence: Evidence, a: Units, b: Units) -> float | None:
    """The share of the names in one text that the other names as well, each as often as it does.

    Names are those that are heard, so that it does not hang on an authority.  Of two English texts
    it is that of the one with fewer names.  Of the longer text as much is counted as the shorter
    one has units: in more of them more names sound alike by chance.

    Returns:
        0 to 1; None where neither text is English, since nothing tells there which words are names,
        or one says few.
    """
    said = [_said(x) / len(x) for x in (a, b) if _said(x) >= _ENOUGH]
    if len(said) < [a.lang, b.lang].count(EN) or not said:
        return None
    # One side alone is weighed for being heard only: the product of both is what counts elsewhere.
    both = np.minimum(_often(evidence.heard.a) / HEARD, _often(evidence.heard.b)).sum()
    return float(both) / min(said)


def _often(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """How often each name is said in a unit."""
    return np.asarray(rows.mean(axis=0), dtype=np.float32)


def _said(text: Units) -> int:
    """How many names an English text says; none is known of another."""
    if text.lang != EN:
        return 0
    return sum(1 for _ in sound.occurrences(text.words, sound.english_names(text.words)))
