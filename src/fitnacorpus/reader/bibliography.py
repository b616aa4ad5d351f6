"""The works in which the facts of a record can be looked up, as a page names them."""

from __future__ import annotations

from collections.abc import Mapping

from fitnacorpus.model import Work
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.wording import Wording


def of_record(shelf: Shelf, ident: str) -> tuple[tuple[str, str], ...]:
    """The works that a record names as sources of its facts, in its order: id and words."""
    authority = shelf.view.authority
    works = {work.id: work for work in authority.works}
    named = authority.sources.get(ident, ())
    return tuple((work, reference(works[work], shelf.wording)) for work in named if work in works)


def listing(shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """The whole bibliography: id and words, as it stands in the authority."""
    return tuple((work.id, reference(work, shelf.wording)) for work in shelf.view.authority.works)


def reference(work: Work, w: Wording) -> str:
    """A work in words: author and title in the language of the page, and where it was printed."""
    author, title = _in(work.authors, w), _in(work.titles, w) or work.id
    printed = w.join([x for x in (work.editor, work.place, work.publisher, work.year) if x])
    head = f"{author}{w('comma')}{title}" if author else title
    return f"{head} ({printed})" if printed else head


def _in(words: Mapping[str, str], w: Wording) -> str:
    """Words in the language of the page, or in the other."""
    return words.get(w.lang) or words.get(w.other, "")
