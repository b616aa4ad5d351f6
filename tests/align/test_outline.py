"""What alignment reads of a text comes back from the disk as it was, and nothing else counts."""

from dataclasses import replace

import numpy as np
import pytest

from conftest import REPOSITORY, TINY
from fitnacorpus.align import outline, propose, statistics
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.model import Span
from fitnacorpus.pipeline import Pipeline


@pytest.fixture(scope="module")
def documents():
    found = [*Pipeline(CorpusFolder(TINY)).documents()]
    return [*found, Pipeline(CorpusFolder(REPOSITORY)).document("egypt-en")]


def encode(passages, lang):
    """A row for each string that depends on it alone."""
    calls.extend(passages)
    return np.array([[len(p), p.count("a"), 1] for p in passages], dtype=np.float32)


calls = []


def test_features_come_back_as_they_were(documents):
    for document in documents:
        found = outline.read(document)
        assert found.episodes and any(names for names, _, _ in found.episodes)
        assert outline.load(outline.dump(found)) == found


def test_offsets_are_those_of_the_source(documents):
    for document in documents:
        kept = outline.read(document).document
        assert len(kept.text.source) == len(document.text.source)
        for episode in document.episodes:
            span = slice(*Span(episode.start, episode.end))
            assert kept.text.source[span] == document.text.source[span]


def test_titles_and_events_are_no_part_of_what_is_compared(documents):
    document = documents[0]
    before = outline.compared(outline.read(document))
    first, *others = document.episodes
    for changed in (replace(first, title={"en": "Other"}), replace(first, event="other")):
        other = replace(document, episodes=(changed, *others))
        assert outline.compared(outline.read(other)) == before
    fewer = replace(document, mentions=())
    assert outline.compared(outline.read(fewer)) != before


def test_only_new_strings_are_encoded(documents):
    found = outline.read(documents[0])
    calls.clear()
    first = outline.KeptVectors(encode, "salt")
    once = propose.read(found, first).account
    assert len(calls) == len(set(calls)) > 3
    calls.clear()
    kept = first.dump()
    again = propose.read(found, outline.KeptVectors(encode, "salt", kept)).account
    assert calls == []
    assert np.array_equal(once.vectors, again.vectors)
    assert np.array_equal(once.sentences, again.sentences)
    assert np.array_equal(once.words.vectors, again.words.vectors)
    # Another encoder: every string.
    assert propose.read(found, outline.KeptVectors(encode, "other", kept)).account
    assert len(calls) > 3
    assert [row[0] for row in once.vectors] == [len(p) for p in once.passages]


def test_strings_that_are_no_more_asked_for_are_not_kept():
    calls.clear()
    first = outline.KeptVectors(encode, "salt")
    assert first(["one", "three", "one"], "en")[:, 0].tolist() == [3, 5, 3]
    second = outline.KeptVectors(encode, "salt", first.dump())
    assert second(["three"], "en")[:, 0].tolist() == [5]
    assert calls == ["one", "three"]
    third = outline.KeptVectors(encode, "salt", second.dump())
    assert third(["one", "three"], "en").shape == (2, 3)
    assert calls == ["one", "three", "one"]
    # The same letters in another language are another string.
    third(["three"], "ar")
    assert calls[3:] == ["three"]
    assert outline.KeptVectors(encode, "salt")([], "en").shape[0] == 0
    for broken in (b"", b"nothing", first.dump()[:50]):
        calls.clear()
        assert outline.KeptVectors(encode, "salt", broken)(["one"], "en")[:, 0].tolist() == [3]
        assert calls == ["one"]


def test_statistics_are_those_of_a_few_texts_chosen_by_their_ids():
    langs = {f"t{k}": "ar" if k % 3 else "en" for k in range(100)}
    chosen = statistics.reference(langs)
    assert len(chosen) == 2 * statistics.REFERENCE
    assert [langs[t] for t in chosen].count("ar") == statistics.REFERENCE
    # A text more is one of them or changes nothing.
    for k in range(100, 140):
        more = statistics.reference({**langs, f"t{k}": "en"})
        assert more == chosen or f"t{k}" in more
    few = {"b": "en", "a": "ar"}
    assert statistics.reference(few) == ["a", "b"]


def test_statistics_come_back_and_count_verdicts_of_a_small_corpus_only(documents):
    tiny = documents[:3]
    read = [outline.read(d) for d in tiny]
    assert any(any(x.judged) for x in read)
    whole, part = (statistics.gather(read, whole=flag) for flag in (True, False))
    assert whole.total == part.total == sum(len(x.episodes) for x in read)
    judged = {name for x in read for names in x.judged for name in names}
    assert {n for n in whole.frequency if whole.frequency[n] != part.frequency[n]} == judged
    again = statistics.load(statistics.dump(whole))
    assert (again.frequency, again.total) == (whole.frequency, whole.total)


def test_the_mean_of_a_language_is_that_of_all_episodes_and_blank_accounts_do_not_count(documents):
    first, second, *_ = (propose.read(outline.read(d), encode).account for d in documents)
    blank = replace(first, vectors=np.zeros((2, 1), np.float32))
    every = [row[0] for x in (first, second) for row in x.vectors]
    assert statistics.mean([first, blank, second])[0] == pytest.approx(sum(every) / len(every))
    assert not statistics.mean([blank]).any()
