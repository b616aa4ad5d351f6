"""A chapter or some episodes of a text, as somebody names them for a sitting."""

import pytest

from fitnacorpus import ingest, segment, stretches
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.model import Document, Span, TextInfo
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.review.items import Desk, Filter

BOOK = """\
# The Ford

They came down to the ford by night.

## The Guides

The guides would go no further.

# The Ford and the Well

They dug a well beside the ford.

# The Hills

They went up into the hills.
"""


@pytest.fixture(scope="module")
def book():
    text = ingest.read(BOOK, TextInfo("t", "en", "t", "0", "utf-8"))
    return {"t": Document(text, segment.episodes(text, segment.draft(text)))}


@pytest.mark.parametrize(
    ("words", "episodes"),
    [
        ("t:e2", "e2"),
        ("t:e2-e3", "e2 e3"),
        ("t:e2..e4", "e2 e3 e4"),
        ("t:The Ford", "e1 e2"),
        ("t:the ford and", "e3"),
        ("t:guides", None),
        ("t:The", None),
        ("t:e3-e2", None),
        ("t:e9", None),
        ("t:", None),
        ("u:e1", None),
    ],
)
def test_a_stretch_is_named_by_episodes_or_by_a_heading(book, words, episodes):
    if episodes is None:
        with pytest.raises(CorpusError) as caught:
            stretches.find(words, book)
        assert caught.value.hint
        return
    found = stretches.find(words, book)
    assert " ".join(found.episodes) == episodes
    for episode in book["t"].episodes:
        inside = stretches.holds([found], "t", Span(episode.start, episode.end))
        assert inside == (episode.id in found.episodes)
    assert not stretches.holds([found], "u", found.span)


def test_a_sitting_keeps_to_its_chapter(built_copy):
    desk = Desk(Pipeline(CorpusFolder(built_copy)), "carla")
    every = desk.items(Filter(status="all"))
    link = next(item.link for item in every if hasattr(item, "link"))
    chosen = stretches.find(f"{link.a.text}:{link.a.episode}", desk.documents)
    found = desk.items(Filter(status="all", within=[chosen]))
    assert 0 < len(found) < len(every)
    for item in found:
        if hasattr(item, "link"):
            assert (chosen.text, chosen.episodes[0]) in {
                (side.text, side.episode) for side in (item.link.a, item.link.b)
            }
        else:
            assert item.text == chosen.text and chosen.span.overlaps(item.span)
