"""The reading page of one text: its episodes in order, each with its parallels."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from markupsafe import Markup

from fitnacorpus.model import Document, Entry, Episode, Passage, RegionKind, Telling
from fitnacorpus.reader.cards import Card, Shelf
from fitnacorpus.reader.contents import COUNTED, Content, contents, contents_folder, lines, same
from fitnacorpus.reader.paging import folder
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


class Also(NamedTuple):
    """An account beside an episode: text id, title, relations in words, keys of the links."""

    text: str
    title: str
    how: str
    keys: str


class Other(NamedTuple):
    """A text to be read beside: its id, title and language, what is shared, in words."""

    text: str
    title: str
    lang: str
    shared: str


class Turn(NamedTuple):
    """A page before or after: its address from the root of the tree, and the words that lead."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """An episode on its reading page.

    Attributes:
        id: Its id, which is also the fragment of its permalink.
        former: Ids that lead to it: its earlier ones, and those of episodes that it took in.
        ref: Its ref.
        title: Title in the language of the interface.
        other: Title in the other language, or "".
        event: The event it tells, or None.
        words: Its paragraphs; None where they are withheld.
        cards: Its parallels, the weak ones last.
        count: How many there are, in words, the weak ones apart; "" where nothing in the corpus is
            linked.
        sure: How many of them a person accepted, in words; "" where that is all of them.
        state: "none" (but for weak ones), "same" (only in the language of the text) or "across".
        conflict: Whether a reviewer judged that a parallel differs in some facet.
        alone: In words, who searched for a counterpart and found none; "" where nobody did.
        cite: How to cite it.
        extra: What a served episode has besides.
        again: Whether the heading before it says the same words.
        goes_on: Whether its title is that of the episode before, counted on.
        also: The other accounts that have it: text id, title, in words how many passages and how
            they stand to it, and the keys of their links.
    """

    id: str
    former: tuple[str, ...]
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
    also: tuple[Also, ...]
    again: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What stands on a reading page, in order: a heading, fact or note, an episode."""

    kind: str
    id: str = ""
    words: Markup | None = None
    level: int = 0
    episode: EpisodeView | None = None


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
        contents: The headings of the page as a tree, with the episodes under them.
        count: Number of episodes of the text, in words.
        episodes: The episodes of the page, in order.
        others: The texts that have a parallel, those that share most first.
        notes: Editor's notes: number, reading, correction, reason.
        cite: How to cite it.
        folder: Folder of the page.
        page: Its number and how many there are, in words; "" where there is one.
        turns: The pages before, after, and the whole table of contents; None where there is none.
        description: What a list of links says of the page.
    """

    document: Document
    title: str
    other: tuple[tuple[str, str], ...]
    rtl: bool
    withheld: bool
    facts: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    contents: tuple[Content, ...]
    count: str
    episodes: tuple[EpisodeView, ...]
    others: tuple[Other, ...]
    notes: tuple[tuple[int, str, str, str], ...]
    cite: str
    folder: str
    page: str
    turns: tuple[Turn | None, Turn | None, Turn | None]
    description: str


def text_view(view: View, shelf: Shelf, text_id: str, page: int = 1) -> TextView:
    """A reading page of a text."""
    document, paging = view.by_id[text_id], view.paging[text_id]
    w, info = shelf.wording, document.text.info
    withheld = text_id in view.withheld
    first, end = paging.span(page)
    items = tuple(_items(view, shelf, document, withheld, first, end))
    source = document.text.source
    notes = (
        (n, source[c.start : c.end], c.corr or c.reg, w.said(c.note))
        for n, c in enumerate(document.corrections, start=1)
        if first <= c.start < end
    )
    title = shelf.text_title(text_id)
    pages = len(paging.starts)
    count = w.count("episode", len(document.episodes))
    return TextView(
        document=document,
        title=title,
        other=tuple((lang, t) for lang, t in info.title.items() if t != title),
        rtl=is_rtl(info.lang),
        withheld=withheld,
        facts=tuple(_facts(view, shelf, document)),
        items=items,
        contents=contents(lines(shelf, text_id, page)),
        count=count,
        episodes=tuple(item.episode for item in items if item.episode),
        others=tuple(_others(view, shelf, text_id)),
        notes=() if withheld else tuple(notes),
        cite=w("cite text", text=title, ref=text_id, edition=w.edition(view.settings)),
        folder=folder(text_id, page),
        page=w("page of", n=page, of=pages) if pages > 1 else "",
        turns=(
            Turn(f"{folder(text_id, page - 1)}/index.html", w("earlier page"))
            if page > 1
            else None,
            Turn(f"{folder(text_id, page + 1)}/index.html", w("later page"))
            if page < pages
            else None,
            Turn(f"{contents_folder(text_id)}/index.html", w("all contents"))
            if pages > 1
            else None,
        ),
        description=w("comma").join(
            filter(None, (shelf.language(text_id), w.given(info.extent), count))
        ),
    )


def _others(view: View, shelf: Shelf, text: str) -> list[Other]:
    """The texts that share something with one, most first."""
    w, episodes = shelf.wording, view.by_id[text].episodes
    shared: Counter[str] = Counter()
    for episode in episodes:
        found = view.strong(text, episode.id)
        shared.update({p.there.text for p in found})
    return [
        Other(
            other,
            shelf.text_title(other),
            view.by_id[other].text.info.lang,
            w("shared of", n=n, of=len(episodes)),
        )
        for other, n in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _facts(view: View, shelf: Shelf, document: Document) -> Iterator[tuple[str, str]]:
    w, info = shelf.wording, document.text.info
    yield w("language"), shelf.language(info.id)
    for key, value in (
        ("work", w.given(info.work)),
        ("author", w.given(info.author)),
        ("author died", info.author_died),
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


def _items(
    view: View, shelf: Shelf, document: Document, withheld: bool, first: int, end: int
) -> Iterator[Item]:
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
        if kind and first <= region.start < end:
            words = None if withheld else prose.run(*region.body)
            found.append((region.start, Item(kind, ident, words, region.level)))
    for episode in document.episodes:
        if not first <= episode.start < end:
            continue
        seen = episode_view(view, shelf, document, episode)
        found.append((episode.start, Item("episode", episode.id, episode=seen)))
    found.sort(key=lambda pair: pair[0])
    heading: Markup | None = None
    title = ""
    for _, item in found:
        if item.episode:
            stem = COUNTED.sub("", item.episode.title)
            seen = replace(
                item.episode,
                again=heading is not None and same(item.episode.title, heading),
                goes_on=stem != item.episode.title and stem == title,
            )
            item, title = replace(item, episode=seen), stem
            heading = None
        elif item.kind == "heading" and not withheld:
            heading = item.words
        if item.kind == "episode" or not withheld:
            yield item


def episode_view(view: View, shelf: Shelf, document: Document, episode: Episode) -> EpisodeView:
    """An episode of a reading page."""
    w, info = shelf.wording, document.text.info
    cards = tuple(shelf.card(p) for p in view.parallels(info.id, episode.id))
    mine = view.language(info.id)
    strong = [card for card in cards if not card.weak]
    languages = {view.language(card.text) for card in strong}
    state = "none" if not strong else "same" if languages == {mine} else "across"
    accepted = sum(card.status == "accepted" for card in cards)
    # Where nothing at all is linked, that an episode is not says nothing of it.
    extra = shelf.extras.on_episode(w, info.id, episode.id)
    alone = _alone(view, shelf, info.id, episode)
    event = view.authority.by_id.get(episode.event)
    count = w("no parallel") if view.links or extra or alone or event else ""
    if cards:
        count = w.join(list(_counted(w, strong, len(cards) - len(strong))))
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
        former=view.heirs.of(info.id, episode.id),
        ref=ref,
        title=title,
        other=other if other != title else "",
        event=event,
        words=words,
        cards=cards,
        count=count,
        sure=sure,
        state=state,
        conflict=any(card.facets and card.status == "accepted" for card in cards),
        alone=alone,
        cite=cite(view, w, document, episode, title),
        extra=extra,
        also=tuple(_also(shelf, cards)),
    )


def _counted(w: Wording, strong: Sequence[Card], weak: int) -> Iterator[str]:
    """How many parallels an episode has, in how many accounts; and how many weak proposals."""
    if strong:
        count, accounts = w.count("parallel", len(strong)), len({card.text for card in strong})
        yield count if accounts == len(strong) else f"{count} {w.count('in accounts', accounts)}"
    if weak:
        yield w.count("weak", weak)


def _also(shelf: Shelf, cards: Sequence[Card]) -> Iterator[Also]:
    """The accounts of some cards, each once."""
    w = shelf.wording
    by_text: dict[str, list[Card]] = {}
    for card in cards:
        if not card.weak:
            by_text.setdefault(card.text, []).append(card)
    for text, mine in by_text.items():
        relations = dict.fromkeys(w(f"short {c.link.relation}") for c in mine)
        keys = " ".join(c.key for c in mine)
        yield Also(text, shelf.text_title(text), w.join(list(relations)), keys)


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
    return w("cite episode", title=title, ref=ref, text=text, edition=w.edition(view.settings))
