"""The answer to a search: who bears the name, why he was found, and where he stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple
from urllib.parse import quote

from fitnacorpus import reading, refs
from fitnacorpus.api import Corpus
from fitnacorpus.build import searchable
from fitnacorpus.index import words
from fitnacorpus.index.search import EntryHit, MentionHit
from fitnacorpus.index.words import WordHit
from fitnacorpus.model import Entry, Passage, Span
from fitnacorpus.orthography import fold_key
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.mentioned import fragment_of
from fitnacorpus.reader.prose import is_rtl
from fitnacorpus.reader.reasons import Reason
from fitnacorpus.reader.wording import Wording

_SPACES: Final = re.compile(r"\s+")
_NEAREST: Final = 8
"""Names like the query that are offered where nobody bears it."""
_BEGUN: Final = 20
"""Words that begin as the query; more would be a list of no use."""
_LINES: Final = 200
"""Places of words in one text that are shown; the terminal has all."""
_ACROSS: Final = 2
_LONGEST: Final = 220
"""Aligned passages shown beside a line, and code points of each."""
_SHOWN: Final = 12
"""Mentions of a hit in one text; the page of the name has all."""


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of a hit in one text: address, and words before, in and after the name."""

    text: str
    title: str
    lang: str
    rtl: bool
    count: str
    lines: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A bearer of the name.

    Attributes:
        entry: His record.
        names: His names with their languages, that of the interface first.
        note: Who he is.
        about: His kind and the number of his mentions, in words.
        tier: "exact", "variant" or "fuzzy".
        why: Why he was found.
        folder: "events" or "names".
        differ: Whether accounts of an event differ.
        groups: His mentions.
    """

    entry: Entry
    names: tuple[tuple[str, str], ...]
    note: str
    about: str
    tier: str
    why: Reason
    folder: str
    differ: bool
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    Attributes:
        query: What was asked.
        folded: The form in which it was compared.
        hits: Bearers of the name.
        events: Events that bear it.
        words: Where the words stand, by text.
        count: Number of these places.
        begun: Words of the texts that begin so.
        nearest: Bearers of similar names, the nearest first.
        kind: What it was narrowed to: a kind of entry, "words", or "".
        lang: Language that it was narrowed to, or "".
        text: Text that it was narrowed to, or "".
    """

    query: str
    folded: str
    hits: tuple[Hit, ...]
    events: tuple[Hit, ...]
    words: tuple[Words, ...]
    count: int
    begun: tuple[str, ...]
    nearest: tuple[Hit, ...]
    kind: str
    lang: str
    text: str


class Aligned(NamedTuple):
    """A passage that corresponds to a line: its address, its language, its words."""

    place: str
    lang: str
    words: str


class WordLine(NamedTuple):
    """A place where words stand: address, words before, in and after, what is aligned with it."""

    place: str
    left: str
    form: str
    right: str
    aligned: tuple[Aligned, ...]


class Words(NamedTuple):
    """The places of one text."""

    text: str
    title: str
    lang: str
    rtl: bool
    number: int
    lines: tuple[WordLine, ...]


def answer(
    corpus: Corpus, shelf: Shelf, query: str, kind: str = "", lang: str = "", text: str = ""
) -> Found:
    """Search a corpus, or what of it is of a kind, of a language, or in a text.

    Raises:
        CorpusError: it has no index (``no-index``).
    """
    view, w = shelf.view, shelf.wording
    text = text if text in view.by_id else ""
    found = [] if kind == "words" else corpus.search(query, lang=lang, text=text)
    shown = (h for h in found if h.authority in view.authority.by_id and kind in ("", h.kind))
    hits = tuple(_hit(shelf, w, h) for h in shown if _stands(shelf, h, lang, text))
    borne = tuple(h for h in hits if h.tier != "fuzzy")
    similar = tuple(h for h in hits if h.tier == "fuzzy")
    places: list[WordHit] = []
    begun: list[str] = []
    shown_texts = set(view.by_id) - view.withheld
    if kind in ("", "words"):
        with searchable(corpus.folder) as index:
            places = words.search(index, query, lang=lang, text=text)
            if not lang and not text:
                begun = words.beginning(index, query, shown_texts)
    # A word that both readings of a line hold ends at one place, whatever is attached to it.
    places = list({(p.text, p.end): p for p in places if p.text in shown_texts}.values())
    return Found(
        query,
        fold_key(query),
        tuple(h for h in borne if h.folder != "events"),
        tuple(h for h in borne if h.folder == "events"),
        tuple(_words(shelf, query, places)),
        len(places),
        tuple(begun[:_BEGUN]),
        similar[:_NEAREST],
        kind,
        lang,
        text,
    )


def _stands(shelf: Shelf, hit: EntryHit, lang: str, text: str) -> bool:
    """Whether an entry is named or told in a text, or a language, that the search is narrowed to.

    With neither, every entry is, also one that no text names.
    """
    if not lang and not text:
        return True
    told = {p.text for p in shelf.view.told.get(hit.authority, ())}
    where = {m.text for m in hit.mentions} | told
    return any(text in ("", t) and lang in ("", shelf.view.language(t)) for t in where)


def _words(shelf: Shelf, query: str, places: Iterable[WordHit]) -> Iterator[Words]:
    view = shelf.view
    for text, group in groupby(places, key=lambda p: p.text):
        inside = list(group)
        lang = view.by_id[text].text.info.lang
        sentences = {s.id: s for s in shelf.correspondence.sentences(text)}
        lines = []
        # A line that holds the words twice is shown once, as it stands in its text.
        for p in list({p.ref: p for p in reversed(inside)}.values())[::-1][:_LINES]:
            fragment = p.ref.partition(":")[2]
            page, mark, rest = view.place(text, fragment).partition("#")
            sentence = sentences.get(fragment)
            across = shelf.correspondence.across(text, sentence) if sentence else []
            left, form, right = (_SPACES.sub(" ", x) for x in (p.left, p.form, p.right))
            aligned = tuple(_passage(shelf, there) for there in across[:_ACROSS])
            place = f"{page}?q={quote(query)}{mark}{rest}"
            lines.append(WordLine(place, left, form, right, aligned))
        yield Words(text, shelf.text_title(text), lang, is_rtl(lang), len(inside), tuple(lines))


def _passage(shelf: Shelf, passage: Passage) -> Aligned:
    document = shelf.view.by_id[passage.text]
    span = Span(passage.start, passage.end)
    read = _SPACES.sub(" ", reading.near(document, span).read(span))
    short = read if len(read) <= _LONGEST else f"{read[:_LONGEST].rpartition(' ')[0]} …"
    return Aligned(shelf.address(passage), document.text.info.lang, short)


def _hit(shelf: Shelf, w: Wording, found: EntryHit) -> Hit:
    entry = shelf.view.authority.by_id[found.authority]
    event = entry.kind == "event"
    number = len(shelf.view.told.get(entry.id, ())) if event else len(found.mentions)
    kind = w("place kind" if entry.kind == "place" else entry.kind)
    names = [(lang, entry.name(lang)) for lang in (w.lang, w.other)]
    return Hit(
        entry=entry,
        names=tuple((lang, name) for lang, name in names if name) or (("", entry.id),),
        note=w.title(entry.notes),
        about=f"{kind} · {w.count('episode' if event else 'mention', number)}",
        tier=found.tier,
        why=shelf.reasons.found(found.why),
        folder="events" if event else "names",
        differ=entry.id in shelf.view.differing,
        groups=tuple(_groups(shelf, w, found.mentions)),
    )


def _groups(shelf: Shelf, w: Wording, mentions: Iterable[MentionHit]) -> Iterator[Group]:
    view = shelf.view
    for text, group in groupby(mentions, key=lambda m: m.text):
        if text not in view.by_id:
            continue
        inside = list(group)
        lang = inside[0].lang
        lines = () if text in view.withheld else tuple(_line(shelf, m) for m in inside[:_SHOWN])
        count = w.count("mention", len(inside))
        yield Group(text, shelf.text_title(text), lang, is_rtl(lang), count, lines)


def _line(shelf: Shelf, m: MentionHit) -> tuple[str, str, str, str]:
    place = shelf.view.place(m.text, fragment_of(refs.parse(m.ref)))
    left, form, right = (_SPACES.sub(" ", words) for words in (m.left, m.form, m.right))
    return place, left, form, right
