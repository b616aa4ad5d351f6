"""What is given as evidence of a link stands in both passages that are quoted."""

import random
import re
from dataclasses import replace

import numpy as np
import pytest

import strategies as make
from fitnacorpus import segment
from fitnacorpus.align import (
    event_terms,
    figures,
    linking,
    outline,
    propose,
    statistics,
    telling,
    units,
)
from fitnacorpus.align.linking import Scored
from fitnacorpus.align.statistics import Statistics
from fitnacorpus.config import AlignSettings
from fitnacorpus.model import Candidate, Document, Mention, Passage, PassageLink
from fitnacorpus.orthography import dates, numbers

DEEDS = (
    "He killed the guard of the gate.",
    "They besieged the old city for many days.",
    "The governor was deposed in that year.",
    "Some 4000 men marched out with him.",
    "The people swore allegiance to the new caliph.",
    "He was buried outside the walls with 70 of his men.",
    "They fled by night and nobody followed them.",
    "Nothing else happened that anybody remembers now.",
)


def encode(passages, lang):
    """A vector for each passage, by the letters its words begin with."""
    rows = np.zeros((len(passages), 40), np.float32)
    for row, passage in zip(rows, passages, strict=True):
        for word in passage.lower().split():
            row[sum(map(ord, word[:4])) % 40] += 1
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(norms > 0, norms, 1)


def side(ident, seed, paragraphs=25):
    chance = random.Random(seed)
    source = "\n\n".join(
        " ".join(chance.choice(DEEDS) for _ in range(chance.randint(2, 9)))
        for _ in range(paragraphs)
    )
    text = make.text_of(source, id=ident)
    found = dates.find(source, "en")
    document = Document(
        text,
        segment.episodes(text, segment.draft(text)),
        numbers=tuple(numbers.find(source, "en", found)),
        dates=tuple(found),
    )
    return document, units.of_document(document, lambda texts, _: np.ones((len(texts), 4)))


def test_every_reason_stands_in_both_quotations(monkeypatch):
    a, b = side("a", 1), side("b", 2)
    pairs = [
        Scored(range(i, i + 1), range(j, j + 1), 0.5)
        for i in range(0, len(a[1]), 3)
        for j in range(0, len(b[1]), 3)
    ]
    monkeypatch.setattr(linking, "link", lambda *_, **__: pairs)
    links = telling.links(a, b, Statistics(), label=str)
    assert len(links) == len(pairs)
    shown = 0
    for link in links:
        quotes = [
            document.text.source[passage.start : passage.end]
            for document, passage in ((a[0], link.a), (b[0], link.b))
        ]
        for reason in link.evidence:
            if reason.startswith("both: "):
                for thing in reason.removeprefix("both: ").split(", "):
                    shown += 1
                    for quote in quotes:
                        assert thing in event_terms.concepts(quote) | figures.find(quote, "en")
    assert shown > 50


def test_a_passage_is_widened_to_sentences_and_stays_in_its_episode():
    document, own = side("a", 3)
    for k in range(len(own)):
        passage = telling._passage((document, own), range(k, k + 1))
        episode = next(e for e in document.episodes if e.id == passage.episode)
        assert episode.start <= passage.start <= own.spans[k].start
        assert own.spans[k].end <= passage.end <= episode.end
        assert passage.start in {s.start for s in episode.sentences}


def test_reasons_of_short_accounts_stand_in_both_quotations():
    """An episode says more than the sentences that are quoted of it; that is no reason."""
    documents = [side(ident, seed)[0] for ident, seed in (("a", 1), ("b", 2))]
    named = []
    for document in documents:
        source = document.text.source
        mentions = tuple(
            Mention(at, at + len(word), "person", "name", (Candidate(word, 1.0),))
            for word in ("guard", "governor", "caliph")
            for at in (m.start() for m in re.finditer(word, source))
        )
        named.append(replace(document, mentions=mentions))
    settings = replace(AlignSettings(), floor=0.0)
    shown = alone = 0
    for link in propose.propose(named, encode, settings, str):
        quotes = {p.text: by_id(named, p.text)[p.start : p.end] for p in (link.a, link.b)}
        first, second = quotes[link.a.text], quotes[link.b.text]
        for reason in link.evidence:
            kind, _, things = reason.partition(": ")
            for thing in things.split(", "):
                if kind == "both":
                    shown += 1
                    assert stands(thing, first) and stands(thing, second), (reason, quotes)
                elif kind.startswith("only in the "):
                    alone += 1
                    here, there = (first, second) if kind.endswith("first") else (second, first)
                    assert stands(thing, here) and not stands(thing, there)
    assert shown > 50 and alone


def stands(thing, quote):
    return thing in quote or thing in event_terms.concepts(quote) | figures.find(quote, "en")


def by_id(documents, ident):
    return next(d.text.source for d in documents if d.text.info.id == ident)


def test_the_links_of_a_corpus_are_those_of_the_engine():
    """What else stands in the corpus changes neither which passages are linked nor how surely."""
    a, b, c = (side(ident, seed, 60)[0] for ident, seed in (("a", 1), ("b", 1), ("c", 3)))
    texts = {d.text.info.id: propose.read(outline.read(d), encode) for d in (a, b, c)}
    known = statistics.gather((x.outline for x in texts.values()), whole=True)
    assert len(texts["a"].units) * len(texts["b"].units) >= propose.SHORT

    def never(_lang):
        raise AssertionError("long accounts are compared without their episodes")

    engine = linking.link(texts["a"].units, texts["b"].units)
    links = propose.pair(texts["a"], texts["b"], known, never, AlignSettings(), str)
    assert engine
    assert [x.score for x in links] == [x.probability for x in engine]
    for link, found in zip(links, engine, strict=True):
        for passage, text, run in ((link.a, "a", found.a), (link.b, "b", found.b)):
            spans = texts[text].units.spans
            assert passage.start <= spans[run.start].start
            assert spans[run.stop - 1].end <= passage.end


@pytest.mark.parametrize(
    ("units", "episodes", "asked"),
    [("found", "long", "units"), ("nothing", "long", "units"), ("nothing", "short", "both")],
)
def test_what_units_do_not_find_between_chapters_is_looked_for_by_the_episode(
    monkeypatch, units, episodes, asked
):
    a, b = (propose.read(outline.read(side(x, seed, 12)[0]), encode) for x, seed in ("a1", "b2"))
    known = statistics.gather((a.outline, b.outline), whole=True)
    of_means = []

    def mean(lang):
        of_means.append(lang)
        return np.zeros(40, np.float32)

    found = [PassageLink(Passage("a", "e1", 0, 5), Passage("b", "e1", 0, 5), score=0.5)]
    monkeypatch.setattr(propose, "CHAPTERS", 1)
    monkeypatch.setattr(propose, "SHORT", 10**9 if episodes == "short" else 1)
    monkeypatch.setattr(
        propose.telling, "links", lambda *_, **__: found if units == "found" else []
    )
    links = propose.pair(a, b, known, mean, AlignSettings(), str)
    assert (links == found) is (units == "found")
    assert bool(of_means) is (asked == "both")
