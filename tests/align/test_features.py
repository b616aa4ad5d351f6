"""What alignment reads of a text comes back from the disk as it was, and nothing else counts."""

from dataclasses import replace

import numpy as np
import pytest

from conftest import REPOSITORY, TINY
from fitnacorpus.align import features, statistics
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
        found = features.read(document)
        assert found.episodes and any(names for names, _, _ in found.episodes)
        assert features.load(features.dump(found)) == found


def test_offsets_are_those_of_the_source(documents):
    for document in documents:
        kept = features.read(document).document
        assert len(kept.text.source) == len(document.text.source)
        for episode in document.episodes:
            span = slice(*Span(episode.start, episode.end))
            assert kept.text.source[span] == document.text.source[span]


def test_titles_and_events_are_no_part_of_what_is_compared(documents):
    document = documents[0]
    before = features.compared(features.read(document))
    first, *others = document.episodes
    for changed in (replace(first, title={"en": "Other"}), replace(first, event="other")):
        other = replace(document, episodes=(changed, *others))
        assert features.compared(features.read(other)) == before
    fewer = replace(document, mentions=())
    assert features.compared(features.read(fewer)) != before


def test_only_new_strings_are_encoded(documents):
    found = features.read(documents[0])
    calls.clear()
    first = features.encoded(found, encode, "salt")
    assert len(calls) == len(set(calls)) > 3
    calls.clear()
    again = features.encoded(
        found, encode, "salt", features.load_arrays(features.dump_arrays(first))
    )
    assert calls == []
    for part in ("passages", "sentences", "words"):
        assert np.array_equal(getattr(first, part), getattr(again, part))
    # Another encoder: every string.
    features.encoded(found, encode, "other", first)
    assert len(calls) > 3
    source = found.document.text.source
    spans = [Span(e.start, e.end) for e in found.document.episodes]
    assert [row[0] for row in first.passages] == [len(source[slice(*s)]) for s in spans]


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
    read = [features.read(d) for d in tiny]
    assert any(any(x.judged) for x in read)
    texts = [(x, features.encoded(x, encode, "")) for x in read]
    whole, part = (statistics.gather(texts, whole=flag) for flag in (True, False))
    assert whole.total == part.total == sum(len(x.episodes) for x in read)
    judged = {name for x in read for names in x.judged for name in names}
    assert {n for n in whole.frequency if whole.frequency[n] != part.frequency[n]} == judged
    again = statistics.load(statistics.dump(whole))
    assert (again.frequency, again.total) == (whole.frequency, whole.total)
    assert all(np.array_equal(again.means[k], whole.means[k]) for k in ("ar", "en"))
