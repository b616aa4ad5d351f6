"""Names in doubt are weighed with the events that their episodes tell."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

import strategies as make
from fitnacorpus import segment
from fitnacorpus.model import Authority, Document, Entry, Form
from fitnacorpus.review import ambiguous_mentions

AUTHORITY = Authority(
    (
        Entry("of-basra", "person", (Form("Harith", "en"),)),
        Entry("of-mosul", "person", (Form("Harith", "en"), Form("Harith of Mosul", "en"))),
        Entry("rising", "event", (Form("Rising of Harith of Mosul", "en"),)),
    )
)


def found(event):
    text = make.text_of("Harith came to the gate.", id="t")
    episodes = tuple(replace(e, event=event) for e in segment.episodes(text, segment.draft(text)))
    pipeline = SimpleNamespace(
        authority=AUTHORITY,
        documents=lambda: [Document(text, episodes)],
        mention_judgements=lambda text_id: SimpleNamespace(placed=()),
    )
    (mention,) = ambiguous_mentions.find(pipeline)
    return mention


@pytest.mark.parametrize(("event", "best"), [("", "of-basra"), ("rising", "of-mosul")])
def test_the_event_of_the_episode_speaks_for_whom_it_names(event, best):
    mention = found(event)
    assert (mention.form, mention.text, mention.ref) == ("Harith", "t", "t:e1.p1.s1")
    assert mention.candidates[0].bearer.ref == best
