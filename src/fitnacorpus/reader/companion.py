"""A text as it is read beside another: its episodes as a script, loaded when they are wanted."""

from __future__ import annotations

from fitnacorpus.model import Passage
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.lookup import as_script
from fitnacorpus.reader.view import View


def places_script(view: View, text: str) -> bytes:
    """The page of each episode of a text on several pages, but those of the first.

    An id that is no more has the page of the episode that took its place.
    """
    paging = view.paging[text]
    pages = {e.id: paging.page(e.id) for e in view.by_id[text].episodes}
    pages |= {old: pages[new] for old, new in view.heirs.episodes.get(text, {}).items()}
    return as_script("fitnaPlaces", {ident: page for ident, page in pages.items() if page > 1})


def companion_script(shelf: Shelf, text: str, page: int) -> bytes:
    """The episodes of a page of a text, each its id, title and words; and whether more follow."""
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
    more = page < len(shelf.view.paging[text].starts)
    name = f"fitnaRead_{text.replace('-', '_')}_{page}"
    return as_script(name, {"episodes": episodes, "more": more})
