"""The reading page of one text: its episodes in order, each with its parallels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from fitnacorpus.model import Document, Entry, Episode, Passage, RegionKind, Telling
from fitnacorpus.reader.cards import Card, Shelf
from fitnacorpus.reader.prose import is_rtl
from fitnacorpus.reader.view import View
from fitnacorpus.reader.wording import Wording
from fitnacorpus.refs import Ref

_OUTSIDE: Final = {
    RegionKind.HEADING: "heading",
    RegionKind.INFOBOX: "fact",
    RegionKind.NOTE: "note",
    RegionKind.PARAGRAPH: "loose",
    RegionKind.DIALOGUE: "loose",
    RegionKind.VERSE: "loose",
}
"""What may stand outside the episodes of a text, and what it is called on its page."""


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """An episode on its reading page.

    Attributes:
        id: Its id, which is also the fragment of its permalink.
        ref: Its ref.
        title: Title in the language of the interface.
        other: Title in the other language, or "".
        event: The event it tells, or None.
        words: Its paragraphs; None where they are withheld.
        cards: Its parallels, the weak ones last.
        count: How many there are, in words.
        sure: How many of them a person accepted, in words; "" where that is all of them.
        state: "none", "same" (only in the language of the text) or "across".
        conflict: Whether a parallel differs in some facet.
        alone: In words, who searched for a counterpart and found none; "" where nobody did.
        cite: How to cite it.
        extra: What a served episode has besides.
    """

    id: str
    ref: str
    title: str
    other: str
    event: Entry | None
    words: Markup | None
    cards: tuple[Card, ...]
    count: str
    sure: str
    state: str
    conflict: bool
    alone: str
    cite: str
    extra: Markup


@dataclass(frozen=True, slots=True)
class Item:
    """What stands on a reading page, in order: a heading, fact or note, an episode."""

    kind: str
    id: str = ""
    words: Markup | None = None
    level: int = 0
    episode: EpisodeView | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A line of the table of contents, with what stands under it.

    Attributes:
        target: Fragment of what it leads to.
        words: A heading of the book; None for an episode.
        episode: An episode; None for a heading.
        inside: The lines under a heading.
    """

    target: str
    words: Markup | None = None
    episode: EpisodeView | None = None
    inside: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True)
class TextView:
    """A reading page.

    Attributes:
        document: The text.
        title: Title in the language of the interface.
        other: Its other titles.
        rtl: Whether the text runs from right to left.
        withheld: Whether its words are withheld.
        facts: What is known about it: label and value.
        items: Its content, in order.
        contents: Its headings as a tree, with the episodes under them.
        episodes: Its episodes, in order.
        others: The other texts, with titles, that have a parallel.
        notes: Editor's notes: number, reading, correction, reason.
        cite: How to cite it.
    """

    document: Document
    title: str
    other: tuple[tuple[str, str], ...]
    rtl: bool
    withheld: bool
    facts: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    contents: tuple[Content, ...]
    episodes: tuple[EpisodeView, ...]
    others: tuple[tuple[str, str], ...]
    notes: tuple[tuple[int, str, str, str], ...]
    cite: str


def text_view(view: View, shelf: Shelf, text_id: str) -> TextView:
    """The reading page of a text."""
    document = view.by_id[text_id]
    w, info = shelf.wording, document.text.info
    withheld = text_id in view.withheld
    items = tuple(_items(view, shelf, document, withheld))
    episodes = tuple(item.episode for item in items if item.episode)
    linked = sorted({card.text for e in episodes for card in e.cards})
    source = document.text.source
    notes = (
        (n, source[c.start : c.end], c.corr or c.reg, w.said(c.note))
        for n, c in enumerate(document.corrections, start=1)
    )
    title = shelf.text_title(text_id)
    return TextView(
        document=document,
        title=title,
        other=tuple((lang, t) for lang, t in info.title.items() if t != title),
        rtl=is_rtl(info.lang),
        withheld=withheld,
        facts=tuple(_facts(view, shelf, document)),
        items=items,
        contents=contents(items),
        episodes=episodes,
        others=tuple((other, shelf.text_title(other)) for other in linked),
        notes=() if withheld else tuple(notes),
        cite=w("cite text", text=title, ref=text_id, **_publication(view, w)),
    )


def contents(items: Sequence[Item]) -> tuple[Content, ...]:
    """The headings of a text as a tree, each episode under the heading it stands under.

    A heading over one episode that bears its name is one line.
    """
    return _under(list(reversed(items)), 0)


def _under(rest: list[Item], level: int) -> tuple[Content, ...]:
    """What stands under a heading of a level; takes it from the end of `rest`."""
    out: list[Content] = []
    while rest:
        item = rest[-1]
        if item.kind == "heading" and item.level <= level:
            break
        rest.pop()
        if item.kind == "heading" and item.words is not None:
            inside = _under(rest, item.level)
            alone = inside[0].episode if len(inside) == 1 else None
            if alone is not None and _same(alone.title, item.words):
                out += inside
            else:
                out.append(Content(item.id, item.words, None, inside))
        elif item.episode is not None:
            out.append(Content(item.episode.id, None, item.episode))
    return tuple(out)


def _same(title: str, words: Markup) -> bool:
    """Whether a title has the words of a heading."""
    plain = " ".join(words.striptags().split())
    return title == plain or (len(title) > 1 and plain.strip(" .:،*[]") == title)


def _facts(view: View, shelf: Shelf, document: Document) -> Iterator[tuple[str, str]]:
    w, info = shelf.wording, document.text.info
    yield w("language"), shelf.language(info.id)
    for key, value in (
        ("work", w.said(info.work)),
        ("author", w.said(info.author)),
        ("tradition", w.said(info.tradition)),
        ("extent", w.said(info.extent)),
        ("print", " · ".join(filter(None, (info.editor, info.publisher, info.place, info.year)))),
        ("rights", w.said(info.rights)),
    ):
        if value:
            yield w(key), value
    for key, other in (
        ("translation of", info.translation_of),
        ("relation to", info.derived_from),
    ):
        if other:
            yield w(key), shelf.text_title(other) if other in view.by_id else other
    same = [
        shelf.text_title(d.text.info.id)
        for d in view.texts
        if info.work and d.text.info.work == info.work and d.text.info.id != info.id
    ]
    if same:
        yield w("accounts"), w("one work", others=w.join(same))


def _items(view: View, shelf: Shelf, document: Document, withheld: bool) -> Iterator[Item]:
    prose = shelf.prose(document)
    found: list[tuple[int, Item]] = []
    starts = [e.start for e in document.episodes]
    heads = facts = notes = 0
    for region in document.text.regions:
        kind, ident = _OUTSIDE.get(region.kind, ""), ""
        if kind == "heading":
            heads += 1
            ident = f"head.p{heads}"
        elif kind == "fact":
            facts += 1
            ident = f"infobox.p{facts}"
        elif kind == "note":
            notes += 1
            ident = f"note.p{notes}"
        elif kind == "loose":
            at = bisect_right(starts, region.body.start) - 1
            if at >= 0 and region.body.start < document.episodes[at].end:
                continue
        if kind:
            words = None if withheld else prose.run(*region.body)
            found.append((region.start, Item(kind, ident, words, region.level)))
    for episode in document.episodes:
        seen = episode_view(view, shelf, document, episode)
        found.append((episode.start, Item("episode", episode.id, episode=seen)))
    found.sort(key=lambda pair: pair[0])
    for _, item in found:
        if item.kind == "episode" or not withheld:
            yield item


def episode_view(view: View, shelf: Shelf, document: Document, episode: Episode) -> EpisodeView:
    """An episode of a reading page."""
    w, info = shelf.wording, document.text.info
    cards = tuple(shelf.card(p) for p in view.parallels(info.id, episode.id))
    mine = view.language(info.id)
    languages = {view.language(card.text) for card in cards}
    state = "none" if not cards else "same" if languages == {mine} else "across"
    accounts = len({card.text for card in cards})
    accepted = sum(card.status == "accepted" for card in cards)
    count = w("no parallel")
    if cards:
        count = w.count("parallel", len(cards))
        if accounts != len(cards):
            count = f"{count} {w.count('in accounts', accounts)}"
    sure = ""
    if accepted < len(cards):
        sure = w.count("parallel", accepted) if accepted else w("no parallel")
    whole = shelf.prose(document)
    title = shelf.episode_title(info.id, episode.id)
    other = episode.title.get(w.other, "")
    ref = str(Ref(info.id, episode.id))
    words = None
    if info.id not in view.withheld:
        passage = Passage(info.id, episode.id, episode.start, episode.end)
        words = whole.passage(passage, ids=True)
    return EpisodeView(
        id=episode.id,
        ref=ref,
        title=title,
        other=other if other != title else "",
        event=view.authority.by_id.get(episode.event),
        words=words,
        cards=cards,
        count=count,
        sure=sure,
        state=state,
        conflict=any(card.facets for card in cards),
        alone=_alone(view, shelf, info.id, episode),
        cite=cite(view, w, document, episode, title),
        extra=shelf.extras.on_episode(w, info.id, episode.id),
    )


def _alone(view: View, shelf: Shelf, text: str, episode: Episode) -> str:
    """Who searched for a counterpart of an episode in vain, and where."""
    w = shelf.wording

    def said(t: Telling) -> str:
        texts = [shelf.text_title(x) for x in t.searched if x in view.by_id]
        return w("searched", who=w.who(view.respondent(t.resp)), texts=w.join(texts))

    return " ".join(
        said(t)
        for t in view.tellings.get("", ())
        if t.how == "noCounterpart" and (t.passage.text, t.passage.episode) == (text, episode.id)
    )


def cite(view: View, w: Wording, document: Document, episode: Episode, title: str) -> str:
    """How to cite an episode: title, permanent id, page where there is one, edition."""
    info = document.text.info
    pages = [m for m in document.milestones if m.unit == "page"]
    page = next((m.n for m in reversed(pages) if m.at <= episode.start), "")
    ref = str(Ref(info.id, episode.id))
    if page:
        ref = w.join([ref, w("page", n=page)])
    text = w.title(info.title, info.id)
    return w("cite episode", title=title, ref=ref, text=text, **_publication(view, w))


def _publication(view: View, w: Wording) -> dict[str, str]:
    s = view.settings
    return {"corpus": w.given(s.title), "editors": s.editors, "publisher": w.given(s.publisher)}
