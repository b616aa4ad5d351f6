"""What there is to judge in one state of the corpus, found by its place or by its key."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from fitnacorpus.model import Passage, PassageLink, Span
from fitnacorpus.review.items import Desk, Filter, Item, LinkItem, MentionItem

_AT: Final = re.compile(r"(?P<text>[a-z][a-z0-9-]*),(?P<start>[0-9]{1,12})-(?P<end>[0-9]{1,12})")


def address(text: str, span: Span) -> str:
    """The place of a mention as one word."""
    return f"{text},{span.start}-{span.end}"


class Cases:
    """The items of a desk.

    Args:
        desk: The corpus as its reviewer meets it.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def links(self) -> list[LinkItem]:
        """All links, also those that were rejected."""
        found = self.desk.items(Filter(kinds=("links",), status="all"))
        return [item for item in found if isinstance(item, LinkItem)]

    @cached_property
    def mentions(self) -> list[MentionItem]:
        """All names that are in doubt, that nobody bears, or that were judged."""
        found = self.desk.items(Filter(kinds=("mentions",), status="all"))
        return [item for item in found if isinstance(item, MentionItem)]

    @cached_property
    def _by_passages(self) -> dict[tuple[Passage, Passage], LinkItem]:
        return {(item.link.a, item.link.b): item for item in self.links}

    @cached_property
    def _by_place(self) -> dict[str, MentionItem]:
        return {address(item.text, item.span): item for item in self.mentions}

    def link(self, link: PassageLink) -> LinkItem | None:
        """A link as something to be judged."""
        return self._by_passages.get((link.a, link.b))

    def mention(self, place: str) -> MentionItem | None:
        """The name at a place, in doubt or not."""
        if place in self._by_place:
            return self._by_place[place]
        found = _AT.fullmatch(place)
        if found is None:
            return None
        return self.desk.mention(found["text"], Span(int(found["start"]), int(found["end"])))

    def within(self, text: str, span: Span) -> list[MentionItem]:
        """The names in doubt, without a bearer, or judged, inside a stretch of a text."""
        return [item for item in self.mentions if item.text == text and span.contains(item.span)]

    def find(self, key: str, place: str) -> Item | None:
        """The item that a form speaks of; None where there is none such any more.

        Args:
            key: Its key, which is made of its words and those around it.
            place: For a mention, where it stood.
        """
        if place:
            mention = self.mention(place)
            return mention if mention is not None and mention.key == key else None
        return next((item for item in self.links if item.key == key), None)
