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

LEAST: Final = 0.3
"""Share of the names from which two texts speak of the same people.  Stretches of 80 to 400 units
around what two development books both tell have .38 to .65 (Muir) and .26 to .56 (Gibbon); with a
Gospel, a book of grammar or one of medicine on either side .23 at most (130 pairs)."""


def share(evidence: Evidence, a: Units, b: Units) -> float:
    """The share of the names in one text that the other names as well, each as often as it does.

    Names are those that are heard, so that it does not hang on an authority.  Of two English texts
    it is that of the one with fewer names.

    Returns:
        0 to 1; 0 where neither text is English, since nothing tells there which words are names.
    """
    said = [_said(x) for x in (a, b) if x.lang == EN]
    if not said or not min(said):
        return 0.0
    # One side alone is weighed for being heard only: the product of both is what counts elsewhere.
    both = np.minimum(_often(evidence.heard.a) / HEARD, _often(evidence.heard.b)).sum()
    return float(both) / min(said)


def _often(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows.sum(axis=0), dtype=np.float32)


def _said(text: Units) -> int:
    """How many names an English text says."""
    return sum(1 for _ in sound.occurrences(text.words, sound.english_names(text.words)))
