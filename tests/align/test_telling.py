"""What is given as evidence of a link stands in both passages that are quoted."""

import random

import numpy as np

import strategies as make
from fitnacorpus import segment
from fitnacorpus.align import event_terms, figures, linking, telling, units
from fitnacorpus.align.linking import Scored
from fitnacorpus.align.statistics import Statistics
from fitnacorpus.model import Document
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


def side(ident, seed):
    chance = random.Random(seed)
    source = "\n\n".join(
        " ".join(chance.choice(DEEDS) for _ in range(chance.randint(2, 9))) for _ in range(25)
    )
    text = make.text_of(source, id=ident)
    found = dates.find(source, "en")
    document = Document(
        text,
        segment.episodes(text, segment.draft(text)),
        numbers=tuple(numbers.find(source, "en", found)),
        dates=tuple(found),
    )
    return document, units.of_document(document, np.ones((len(units.spans(document)), 4)))


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
