"""In what order accounts tell events."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

import strategies as make
from fitnacorpus import segment
from fitnacorpus.compare.order import inversions
from fitnacorpus.model import Authority, Document, Entry, Form

AUTHORITY = Authority(
    tuple(
        Entry(ident, "event", (Form(ident.title(), "en", "preferred"),), parent=parent)
        for ident, parent in (("war", ""), ("siege", "war"), ("truce", ""))
    )
)


def telling(ident, *events):
    """An account that tells events, each in an episode, in that order."""
    text = make.text_of("\n\n".join(f"They tell of {event}." for event in events), id=ident)
    starts = [
        segment.Start(f"e{k}", region.start)
        for k, region in enumerate((r for r in text.regions if r.body.start < r.body.end), 1)
    ]
    episodes = segment.episodes(text, tuple(starts))
    assert len(episodes) == len(events)
    told = [replace(e, event=event) for e, event in zip(episodes, events, strict=True)]
    return Document(text, tuple(told))


@pytest.mark.parametrize(
    ("orders", "events", "expected"),
    [
        ((["siege", "truce"], ["truce", "siege"]), ("siege",), [("siege", "truce", "a", "b")]),
        ((["siege", "truce"], ["siege", "truce"]), ("siege",), []),
        # What holds the other has no order towards it.
        ((["war", "siege"], ["siege", "war"]), ("siege",), []),
        ((["war", "siege"], ["siege", "war"]), ("war",), []),
        # Both asked for: the pair stands once, by the order of the authority.
        ((["siege", "truce"], ["truce", "siege"]), ("truce", "siege"),
         [("siege", "truce", "a", "b")]),
        ((["truce", "war"], ["war", "truce"]), ("truce",), [("truce", "war", "a", "b")]),
    ],
)  # fmt: skip
def test_inversions(orders, events, expected):
    texts = [telling(ident, *order) for ident, order in zip("ab", orders, strict=True)]
    corpus = SimpleNamespace(texts=texts, authority=AUTHORITY, alignments=())
    found = inversions(corpus, events)
    assert [(x.first, x.second, *x.before, *x.after) for x in found] == expected
