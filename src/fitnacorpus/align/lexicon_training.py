"""Learning a translation lexicon from passages and their translations.

IBM model 1 with a prior for the diagonal (Brown et al. 1993; Dyer, Chahuneau and Smith 2013), five
rounds of expectation and maximisation in either direction.  What is written holds how often words
were seen and how often they answer one another, and no sentence of what it was learnt from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np

from fitnacorpus.align.lexicon import Stems, english_words
from fitnacorpus.align.units import written_words
from fitnacorpus.languages import AR, EN
from fitnacorpus.orthography import fold_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Indices = NDArray[np.int64]

ROUNDS: Final = 5
DIAGONAL: Final = 4.0
"""How fast chances fade away from the diagonal of a pair of passages."""
NOTHING: Final = 0.08
"""Chance that a word renders no word."""
_DISCOUNT: Final = 0.02
"""Taken off every expected count, so that what was seen once in passing goes."""
LEAST: Final = 0.01
"""Chance from which a rendering is kept."""
RARE: Final = 2
"""Pairs of passages in which a stem must stand to be learnt."""
SIZES: Final = (14_000, 10_000)
"""Most Arabic and English stems that are learnt, the commonest."""
LONGEST: Final = 160
"""Stems of either side beyond which a pair of passages teaches too little for its cost."""
Pair = tuple[str, str]


def train(
    pairs: Iterable[Pair], progress: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Learn a lexicon.

    Args:
        pairs: Arabic passages and their English translations.
        progress: Told what is being done.

    Returns:
        Arrays by name, as `write` writes and `Lexicon` reads them.

    Needs the package snowballstemmer, which the program itself does without: the forms of the
    English stems are part of the lexicon.

    Raises:
        ValueError: there is no pair to learn from.
    """
    import snowballstemmer

    stemmer = snowballstemmer.stemmer("english")
    english: dict[str, str] = {}

    def stemmed(text: str) -> list[str]:
        for word in (words := english_words(text)):
            if word not in english:
                english[word] = stemmer.stemWord(word)
        return [english[word] for word in words]

    folded = [([fold_key(w, AR) for w in written_words(a, AR)], stemmed(e)) for a, e in pairs]
    counts = Counter(w for a, _ in folded for w in a)
    stems = Stems(counts)
    held = [([stems.of(w) for w in a], e) for a, e in folded]
    held = [(a, e) for a, e in held if 2 < len(a) <= LONGEST and 2 < len(e) <= LONGEST]
    if not held:
        raise ValueError("there is no pair of passages of 3 words or more to learn from")
    sides = []
    for side, size in zip((0, 1), SIZES, strict=True):
        seen = Counter(w for pair in held for w in dict.fromkeys(pair[side]))
        ranked = sorted(seen.items(), key=lambda x: (-x[1], x[0]))[:size]
        sides.append({w: c for w, c in ranked if c >= RARE})
    index = [{w: i for i, w in enumerate(side)} for side in sides]
    numbers = [(_numbers(a, index[0]), _numbers(e, index[1])) for a, e in held]
    used = [pair for pair in numbers if len(pair[0]) and len(pair[1])]
    sizes = len(index[0]), len(index[1])
    progress(f"{len(used)} pairs, {sizes[0]} Arabic and {sizes[1]} English stems")
    tables = {
        "T1": _model(used, sizes, progress),
        "T2": _model([(e, a) for a, e in used], sizes[::-1], progress),
    }
    forms = {w: c for w, c in counts.items() if c >= RARE and len(w) > 1}
    out: dict[str, Any] = {
        "n": np.uint32(len(used)),
        AR: _text(sides[0]),
        EN: _text(sides[1]),
        f"counts_{AR}": np.array(list(sides[0].values()), np.uint32),
        f"counts_{EN}": np.array(list(sides[1].values()), np.uint32),
        "en_forms": _text(
            f"{word} {stem}"
            for word, stem in sorted(english.items())
            if word != stem and stem in index[1]
        ),
        "forms": _text(sorted(forms)),
        "form_counts": np.array([min(forms[w], 65535) for w in sorted(forms)], np.uint16),
    }
    for name, (starts, columns, chances) in tables.items():
        out[f"{name}_r"] = starts.astype(np.uint32)
        out[f"{name}_i"] = columns.astype(np.uint16)
        out[f"{name}_p"] = np.clip(np.rint(np.sqrt(chances) * 255), 1, 255).astype(np.uint8)
    return out


def write(file: IO[bytes], content: dict[str, Any]) -> None:
    """Write what `train` gives."""
    np.savez_compressed(file, **content)


def _numbers(words: Iterable[str], at: dict[str, int]) -> Indices:
    return np.array([at[w] for w in words if w in at], np.int64)


def _text(words: Iterable[str]) -> Any:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _model(
    pairs: Sequence[tuple[Indices, Indices]], size: tuple[int, int], progress: Callable[[str], None]
) -> tuple[Indices, Indices, Floats]:
    """Chances that a word of the first side is rendered by one of the second, as sparse rows."""
    chances = np.full(size, 1.0 / size[1], np.float32)
    alone = np.full(size[1], 1.0 / size[1])
    for number in range(ROUNDS):
        chances, by_nothing = expected(pairs, chances, alone)
        chances /= np.maximum(chances.sum(axis=1, keepdims=True), 1e-9)
        alone = by_nothing / by_nothing.sum()
        progress(f"round {number + 1} of {ROUNDS}")
    rows, columns = np.nonzero(chances >= LEAST)
    starts = np.zeros(size[0] + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=size[0]), out=starts[1:])
    return starts, columns, chances[rows, columns]


def expected(
    pairs: Sequence[tuple[Indices, Indices]], chances: Floats, alone: NDArray[np.float64]
) -> tuple[Floats, NDArray[np.float64]]:
    """How often each word renders each, as far as chances tell (the step of expectation).

    Args:
        pairs: Words of passages, of v kinds, and of their translations, of w kinds.
        chances: Chances (v, w) that a word is rendered by one of the other side.
        alone: Chance of each of w words where it renders none.

    Returns:
        Counts (v, w), `_DISCOUNT` taken off each, and how often each of w words renders none.
    """
    counts = np.zeros_like(chances)
    by_nothing = np.zeros(chances.shape[1])
    for a, e in pairs:
        along = np.abs(
            (np.arange(len(a))[:, None] + 0.5) / len(a)
            - (np.arange(len(e))[None, :] + 0.5) / len(e)
        )
        weight = np.exp(-DIAGONAL * along)
        weight *= (1 - NOTHING) / weight.sum(axis=0)
        weight *= chances[a[:, None], e[None, :]]
        nothing = NOTHING * alone[e]
        total = weight.sum(axis=0) + nothing
        weight /= total
        np.add.at(by_nothing, e, nothing / total)
        np.add.at(counts, (a[:, None], e[None, :]), weight.astype(np.float32))
    counts -= _DISCOUNT
    np.maximum(counts, 0, out=counts)
    return counts, by_nothing
