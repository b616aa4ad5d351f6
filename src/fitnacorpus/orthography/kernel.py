"""The kernel for long strings: tables of code points in numpy, chunk by chunk.

Chunks of some 64,000 characters keep the arrays in the processor's cache.  A chunk ends at white
space, where no rule looks across.  The tables are filled with the characters that occur.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fitnacorpus.orthography.rules import APOSTROPHE, Rules

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK: Final = 1 << 16

_SPACE: Final = re.compile(r"\s")
_APOSTROPHE: Final = ord(APOSTROPHE)
_S: Final = (ord("s"), ord("S"))
_MANY, _LEANS, _UNKNOWN = 1, 2, 3  # above `_Table.base`, which itself means: dropped


class _Table:
    """Code point to folded code point.

    Values from `base` on are no characters: `base` for dropped, then several characters, leaning,
    not yet known.  In 16 bits they stand where the surrogates are, which a text without characters
    above U+FFFF does not need; a text that has surrogates is folded in 32 bits.
    """

    def __init__(self, rules: Rules, wide: bool) -> None:
        self.rules = rules
        self.wide = wide
        self.base = 0x110000 if wide else 0xD800
        self.encoding = "utf-32-le" if wide else "utf-16-le"
        self.dtype: np.dtype[Any] = np.dtype("<u4" if wide else "<u2")
        self.values = np.full(0x110000 if wide else 0x10000, self.base + _UNKNOWN, dtype=self.dtype)
        self.many: dict[int, str] = {}

    def look_up(self, codes: NDArray[Any]) -> tuple[NDArray[Any], bool] | None:
        """Folded values, and whether some of them are neither a character nor merely dropped.

        None when the table cannot hold them: a surrogate or a character above U+FFFF in 16 bits.
        """
        values = self.values.take(codes)
        if not self._odd(values):
            return values, False
        unknown = values == self.base + _UNKNOWN
        if unknown.any():
            if not self._learn(codes[unknown]):
                return None
            values = self.values.take(codes)
        return values, self._odd(values)

    def _odd(self, values: NDArray[Any]) -> bool:
        # Unsigned arithmetic wraps, so that one comparison tests both bounds.
        return bool(((values - self.dtype.type(self.base + _MANY)) <= _UNKNOWN - _MANY).any())

    def _learn(self, codes: NDArray[Any]) -> bool:
        learnt = True
        for code in np.unique(codes).tolist():
            folded = self.rules.first[chr(code)]
            if not self.wide and (0xD800 <= code <= 0xDFFF or max(folded or "a") > "\uffff"):
                learnt = False
            elif folded is None:
                self.values[code] = self.base + _LEANS
            elif not folded:
                self.values[code] = self.base
            elif len(folded) == 1:
                self.values[code] = ord(folded)
            else:
                self.values[code] = self.base + _MANY
                self.many[code] = folded
        return learnt


def _ends(text: str) -> list[int]:
    """Where to cut a text into chunks: after white space."""
    ends = []
    end = 0
    while len(text) - end > CHUNK:
        cut = text.rfind(" ", end, end + CHUNK) + 1
        if not cut:
            space = _SPACE.search(text, end)
            cut = space.end() if space else len(text)
        ends.append(cut)
        end = cut
    if end < len(text) or not ends:
        ends.append(len(text))
    return ends


def fold_table(text: str, rules: Rules) -> tuple[str, NDArray[np.int32]]:
    """Folded text and int32 offsets, by table."""
    if rules.tables is None:
        rules.tables = _Table(rules, wide=False), _Table(rules, wide=True)
    texts: list[str] = []
    # One array for all chunks: joining many would touch every page of memory twice.
    offsets = np.empty(len(text), dtype=np.int32)
    start = filled = 0
    for end in _ends(text):
        folded, places = _fold_chunk(text[start:end], rules)
        texts.append(folded)
        if filled + len(places) > len(offsets):
            offsets.resize(2 * len(offsets) + len(places), refcheck=False)
        np.add(places, np.int32(start), out=offsets[filled : filled + len(places)])
        filled += len(places)
        start = end
    offsets.resize(filled, refcheck=False)
    return "".join(texts), offsets


def _fold_chunk(text: str, rules: Rules) -> tuple[str, NDArray[np.int32]]:
    for table in rules.tables:
        codes: NDArray[Any] = np.frombuffer(
            text.encode(table.encoding, "surrogatepass"), table.dtype
        )
        if len(codes) == len(text) and (found := table.look_up(codes)):
            break
    values, odd = found
    places: NDArray[np.int32]
    if odd:
        values, places = _expand(text, codes, values, table)
    else:
        keep = values != table.base
        if keep.all():
            places = np.arange(len(values), dtype=np.int32)
        else:
            # A gather by index is ten times as fast as a choice by mask.
            kept = np.flatnonzero(keep)
            places = kept.astype(np.int32)
            values = values.take(kept)
    folded: str = values.tobytes().decode(table.encoding, "surrogatepass")
    if rules.contextual and APOSTROPHE in folded:
        at = np.flatnonzero(values == _APOSTROPHE)
        gone, stay = rules.settle(folded, _doubtful(values, at))
        keep = np.ones(len(values), dtype=bool)
        keep[at] = False
        keep[gone] = False
        keep[stay] = True
        kept = np.flatnonzero(keep)
        values[stay] = ord(rules.sign)
        values, places = values.take(kept), places.take(kept)
        folded = values.tobytes().decode(table.encoding, "surrogatepass")
    return folded, places


def _doubtful(values: NDArray[Any], at: NDArray[np.int64]) -> list[int]:
    """The apostrophes that stand before an s, and those on which the judgement of one depends."""
    n = len(values)
    before_s = at[np.isin(values.take(at + 1, mode="clip"), _S)]
    doubtful = set(before_s.tolist())
    for place in before_s[values.take(before_s + 2, mode="clip") == _APOSTROPHE].tolist():
        follow = place + 2
        while follow < n and values[follow] == _APOSTROPHE:
            doubtful.add(follow)
            follow += 1
    return sorted(doubtful)


def _expand(
    text: str, codes: NDArray[Any], values: NDArray[Any], table: _Table
) -> tuple[NDArray[Any], NDArray[np.int32]]:
    """Values and places of a chunk in which a character becomes several, or leans on another."""
    counts = (values != table.base).astype(np.int32)
    many = values == table.base + _MANY
    kinds = np.unique(codes[many]).tolist()
    for code in kinds:
        counts[codes == code] = len(table.many[code])
    runs: list[tuple[int, str]] = []
    leaning = np.flatnonzero(values == table.base + _LEANS).tolist()
    for start, end, run in table.rules.clusters(text, leaning):
        counts[start:end] = 0
        many[start:end] = False
        for i, piece in run:
            counts[i] = len(piece)
        runs += run
    places = np.repeat(np.arange(len(values), dtype=np.int32), counts)
    starts = np.cumsum(counts) - counts
    values = values[places]
    for code in kinds:
        at = starts[many & (codes == code)]
        for k, c in enumerate(table.many[code]):
            values[at + k] = ord(c)
    for i, piece in runs:
        for k, c in enumerate(piece, int(starts[i])):
            values[k] = ord(c)
    return values, places
