"""Which texts are compared, and how."""

import numpy as np
import pytest

import strategies as make
from fitnacorpus import segment
from fitnacorpus.align import propose
from fitnacorpus.config import AlignSettings
from fitnacorpus.model import Document


def document(ident, source, **values):
    text = make.text_of(source, id=ident, **values)
    return Document(text, segment.episodes(text, segment.draft(text)))


LETTERS = [
    "The king sent a letter. The messengers rode on horses. The people wept.",
    "The king has sent a letter. Messengers rode on horses. All people wept.",
    "A king sent one letter. Messengers rode on fast horses. The people wept much.",
]


def encode(passages, lang):
    """A vector for each sentence, by the letters it begins with."""
    rows = np.zeros((len(passages), 40), np.float32)
    for row, passage in zip(rows, passages, strict=True):
        for word in passage.lower().split():
            row[sum(map(ord, word[:4])) % 40] += 1
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(norms > 0, norms, 1)


def evidence(documents):
    """From each pair of texts that has links to what is said of them."""
    links = propose.propose(documents, encode, AlignSettings(), str)
    return {(x.a.text, x.b.text): x.evidence for x in links}


TRANSLATION = ("one text is a translation of the other",)


def test_a_translation_of_a_translation_is_no_independent_account():
    documents = [
        document("original", LETTERS[0]),
        document("first", LETTERS[1], translation_of="original"),
        document("second", LETTERS[2], translation_of="first"),
    ]
    found = evidence(documents)
    assert found == dict.fromkeys(
        [("first", "original"), ("original", "second"), ("first", "second")], TRANSLATION
    )


def test_two_translations_of_a_text_outside_the_corpus_are_one_witness():
    documents = [
        document("first", LETTERS[1], translation_of="lost"),
        document("second", LETTERS[2], translation_of="lost"),
    ]
    assert evidence(documents) == {("first", "second"): TRANSLATION}


@pytest.mark.parametrize("many", [1, 30])
def test_translations_are_aligned_among_many_texts_too(monkeypatch, many):
    monkeypatch.setattr(propose, "MANY", many)
    documents = [
        document("original", LETTERS[0]),
        document("first", LETTERS[1], translation_of="original"),
        document("other", "The price of bread rose. The bakers shut their shops."),
    ]
    assert evidence(documents)["first", "original"] == TRANSLATION


def test_a_text_alone_is_not_encoded():
    def never(passages, lang):
        raise AssertionError("nothing to compare it with")

    assert propose.propose([document("alone", LETTERS[0])], never, AlignSettings(), str) == []
