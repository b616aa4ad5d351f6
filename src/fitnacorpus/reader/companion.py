"""A text as it is read beside another: its episodes as a script, loaded when they are wanted."""

from __future__ import annotations

from fitnacorpus.model import Passage
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.lookup import as_script


def companion_script(shelf: Shelf, text: str, page: int) -> bytes:
    """The episodes of a page of a text: for each its id, its title and its words."""
    document = shelf.view.by_id[text]
    first, end = shelf.view.paging[text].span(page)
    episodes = [
        [
            e.id,
            shelf.episode_title(text, e.id),
            str(shelf.passage(Passage(text, e.id, e.start, e.end)) or ""),
        ]
        for e in document.episodes
        if first <= e.start < end
    ]
    return as_script(f"fitnaRead_{text.replace('-', '_')}_{page}", episodes)
