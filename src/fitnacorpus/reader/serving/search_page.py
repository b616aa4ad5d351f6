"""The answer to a search: who bears the name, why he was found, and where he stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from fitnacorpus import refs
from fitnacorpus.api import Corpus
from fitnacorpus.index.search import EntryHit, MentionHit
from fitnacorpus.model import Entry
from fitnacorpus.orthography import fold_key
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.prose import is_rtl
from fitnacorpus.reader.wording import Wording

_SPACES: Final = re.compile(r"\s+")
_NEAREST: Final = 8
_SHOWN: Final = 12
"""Mentions of a hit in one text; the page of the name has all."""


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of a hit in one text: fragment, and words before, in and after the name."""

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
        why: Why he was found, in English, as on the command line.
        folder: "events" or "names".
        groups: His mentions.
    """

    entry: Entry
    names: tuple[tuple[str, str], ...]
    note: str
    about: str
    tier: str
    why: str
    folder: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    Attributes:
        query: What was asked.
        folded: The form in which it was compared.
        hits: Bearers of the name.
        nearest: Bearers of similar names, the nearest first.
    """

    query: str
    folded: str
    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...]


def answer(corpus: Corpus, shelf: Shelf, query: str) -> Found:
    """Search a corpus.

    Raises:
        CorpusError: it has no index (``no-index``).
    """
    view, w = shelf.view, shelf.wording
    found = [h for h in corpus.search(query) if h.authority in view.authority.by_id]
    hits = tuple(_hit(shelf, w, h) for h in found)
    borne = tuple(h for h in hits if h.tier != "fuzzy")
    similar = tuple(h for h in hits if h.tier == "fuzzy")
    return Found(query, fold_key(query), borne, similar[:_NEAREST])


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
        why=found.why,
        folder="events" if event else "names",
        groups=tuple(_groups(shelf, w, found.mentions)),
    )


def _groups(shelf: Shelf, w: Wording, mentions: Iterable[MentionHit]) -> Iterator[Group]:
    view = shelf.view
    for text, group in groupby(mentions, key=lambda m: m.text):
        if text not in view.by_id:
            continue
        inside = list(group)
        lang = inside[0].lang
        lines = () if text in view.withheld else tuple(_line(m) for m in inside[:_SHOWN])
        count = w.count("mention", len(inside))
        yield Group(text, shelf.text_title(text), lang, is_rtl(lang), count, lines)


def _line(m: MentionHit) -> tuple[str, str, str, str]:
    ref = refs.parse(m.ref)
    fragment = f"{ref.division}.p{ref.paragraph}" if ref.paragraph else ref.division
    left, form, right = (_SPACES.sub(" ", words) for words in (m.left, m.form, m.right))
    return fragment, left, form, right
