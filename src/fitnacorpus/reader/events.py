"""The page of one event: all its accounts side by side, rows starting together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from fitnacorpus.model import Entry, Passage, PassageLink
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.contrast import Contrast, Contrasts
from fitnacorpus.reader.mentioned import Mentions
from fitnacorpus.reader.prose import is_rtl
from fitnacorpus.reader.view import View
from fitnacorpus.reader.wording import Wording
from fitnacorpus.refs import Ref

MOST_ROWS: Final = 8
"""Rows of passages that are still read side by side on the page of an event with others inside it;
more of them are mostly empty cells, and a matrix that leads to each passage says it on a screen."""

_BEFORE_ALL: Final = -10_000
"""A year before all others."""


@dataclass(frozen=True, slots=True)
class Told:
    """A passage in a cell: where it stands and how it stands to the event.

    Attributes:
        ref: Ref of its episode.
        place: Its address from the root of the tree.
        title: Title of its episode.
        words: The passage; None where its words are withheld.
        how: In words: tells it, summarises it, mentions it, or the relation of its link.
        state: In words, for a passage that only an unreviewed link brings here; else "".
    """

    ref: str
    place: str
    title: str
    words: Markup | None
    how: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """Passages that start together: for each column those of its text, or none.

    Attributes:
        event: The part of the event that the row tells; None on the page of that very event.
        cells: For each column its passages.
        conflicts: In words, which accounts differ in what; with a reviewer's note.
    """

    event: Entry | None
    cells: tuple[tuple[Told, ...], ...]
    conflicts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A text that tells some of an event."""

    text: str
    title: str
    lang: str
    rtl: bool
    language: str


@dataclass(frozen=True, slots=True)
class EventView:
    """The page of an event.

    Attributes:
        entry: The event.
        title: Its name in the language of the interface.
        other: Its name in the other language.
        note: Its identification.
        when: Its dates in words; "" without any.
        where: Its places.
        above: The events it is part of, outermost first.
        parts: Its parts with the number of texts that tell each, and whether they differ in it.
        columns: The texts that tell some of it.
        rows: Its accounts.
        gaps: Titles of the texts that do not tell it, each with who says so.
        contrast: The comparison table; None where fewer than two accounts tell it.
        folded: Whether its rows are those of the event itself, since its parts are a matrix.
        mentions: Where it is named, by text.
    """

    entry: Entry
    title: str
    other: str
    note: str
    when: str
    where: tuple[Entry, ...]
    above: tuple[Entry, ...]
    parts: tuple[tuple[Entry, int, bool], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    gaps: tuple[tuple[str, str, str], ...]
    contrast: Contrast | None
    folded: bool
    mentions: tuple[Mentions, ...]


def event_view(
    view: View, shelf: Shelf, event: str, contrasts: Contrasts, mentions: tuple[Mentions, ...] = ()
) -> EventView:
    """The page of an event, with the places that name it."""
    w, entry = shelf.wording, view.authority.by_id[event]
    rows: list[tuple[str, dict[str, list[Passage]], list[PassageLink]]] = []
    for part in view.within(event):
        for group in groups(view, part):
            cells: dict[str, list[Passage]] = {}
            # Whoever tells the event starts the row; who only mentions it follows.
            for passage in sorted(group, key=lambda p: not _tells(view, part, p)):
                cells.setdefault(passage.text, []).append(passage)
            rows.append((part, cells, view.links_of.get(part, [])))
    contrast = contrasts.of(shelf, event)
    folded = len(rows) > MOST_ROWS and contrast is not None and bool(contrast.matrix)
    every = {text for _, cells, _ in rows for text in cells}
    if folded:
        rows = [row for row in rows if row[0] == event]
    texts = sorted({text for _, cells, _ in rows for text in cells})
    return EventView(
        entry=entry,
        title=w.name(entry),
        other=entry.name(w.other),
        note=w.said(w.title(entry.notes)),
        when=dates(entry, w),
        where=tuple(view.authority.by_id[p] for p in entry.where if p in view.authority.by_id),
        above=tuple(_above(view, entry)),
        parts=tuple(
            (
                view.authority.by_id[c],
                len(set().union(*map(view.texts_of, view.within(c)))),
                bool(view.differing & {*view.within(c)}),
            )
            for c in view.children.get(event, ())
        ),
        columns=tuple(_column(view, shelf, text) for text in texts),
        rows=tuple(
            Row(
                None if part == event else view.authority.by_id[part],
                tuple(
                    tuple(_told(view, shelf, part, p) for p in cells.get(text, ()))
                    for text in texts
                ),
                tuple(_conflicts(shelf, links, cells)),
            )
            for part, cells, links in rows
        ),
        gaps=tuple(_gaps(view, shelf, event, sorted(every))),
        contrast=contrast,
        folded=folded,
        mentions=mentions,
    )


def groups(view: View, event: str) -> list[list[Passage]]:
    """The passages of an event, those that links join together; in account order."""
    told = {(p.text, p.episode): p for p in view.told.get(event, ())}
    links = view.links_of.get(event, [])
    for passage in (p for link in links for p in (link.a, link.b)):
        key = passage.text, passage.episode
        known = told.get(key, passage)
        start, end = min(known.start, passage.start), max(known.end, passage.end)
        told[key] = Passage(*key, start, end)
    found: list[set[tuple[str, str]]] = [{key} for key in told]
    for link in links:
        ends = {(link.a.text, link.a.episode), (link.b.text, link.b.episode)}
        joined = [group for group in found if group & ends]
        found = [group for group in found if not group & ends] + [set().union(*joined)]
    ordered = [sorted(group, key=lambda key: (key[0], told[key].start)) for group in found]
    ordered.sort(key=lambda group: [(key[0], told[key].start) for key in group])
    return [[told[key] for key in group] for group in ordered]


def _tells(view: View, event: str, passage: Passage) -> bool:
    return view.episodes[passage.text, passage.episode].event == event


def _column(view: View, shelf: Shelf, text: str) -> Column:
    lang = view.by_id[text].text.info.lang
    return Column(text, shelf.text_title(text), lang, is_rtl(lang), shelf.language(text))


def _told(view: View, shelf: Shelf, event: str, passage: Passage) -> Told:
    w = shelf.wording
    key = passage.text, passage.episode
    tells = _tells(view, event, passage)
    links = [x for x in view.links_of.get(event, ()) if key in _ends(x)]
    # The cut of an episode says what it tells; of what stands inside it, reviewers do.
    held = ("summarises", "mentions") if tells else ("tells", "summarises", "mentions")
    how = [
        w(t.how)
        for t in view.tellings.get(event, ())
        if (t.passage.text, t.passage.episode) == key and t.how in held
    ]
    relations = sorted({x.relation for x in links if x.relation != "sameEvent"})
    how = how or ([w("tells")] if tells else [w(r) for r in relations] or [w("sameEvent")])
    best = max(links, key=lambda x: (x.status == "accepted", x.score), default=None)
    state = ""
    if not tells and best is not None and best.status == "proposed":
        state = w("proposed", score=f"{best.score:.2f}")
    return Told(
        str(Ref(*key)),
        shelf.address(passage),
        shelf.episode_title(*key),
        shelf.passage(passage),
        w.join(how),
        state,
    )


def _ends(link: PassageLink) -> tuple[tuple[str, str], tuple[str, str]]:
    return (link.a.text, link.a.episode), (link.b.text, link.b.episode)


def _conflicts(
    shelf: Shelf, links: list[PassageLink], cells: dict[str, list[Passage]]
) -> Iterator[tuple[str, str]]:
    here = {(p.text, p.episode) for passages in cells.values() for p in passages}
    for link in links:
        if link.differs and link.status == "accepted" and set(_ends(link)) <= here:
            yield shelf.facets(link), shelf.wording.said(link.note)


def _gaps(view: View, shelf: Shelf, event: str, told: list[str]) -> Iterator[tuple[str, str, str]]:
    """The texts that do not tell an event: id, title, and in words who says so.

    Of an event that no passage is tied to only what somebody judged is said.
    """
    w = shelf.wording
    judged = {
        t.passage.text: w("absent", who=w.who(view.respondent(t.resp)))
        for t in view.tellings.get(event, ())
        if t.how == "absent"
    }
    for document in view.texts:
        text = document.text.info.id
        if text not in told and (told or text in judged):
            yield text, shelf.text_title(text), judged.get(text, w("not told"))


def _above(view: View, entry: Entry) -> list[Entry]:
    out: list[Entry] = []
    while entry.parent:
        entry = view.authority.by_id[entry.parent]
        out.insert(0, entry)
    return out


# --- Dates ---------------------------------------------------------------------------------------


def years(entry: Entry) -> tuple[int, int] | None:
    """First and last year of an event, proleptic Gregorian; None without dates."""
    when = entry.when
    first = when.get("notBefore") or when.get("from") or when.get("when")
    last = when.get("notAfter") or when.get("to") or when.get("when")
    if not (first or last):
        return None
    a, b = first or last or "", last or first or ""
    return _year(a), _year(b)


def in_time(events: Sequence[Entry]) -> list[Entry]:
    """Events in the order of time; one without dates stays behind the one that it stands behind."""
    out: list[tuple[tuple[int, int], Entry]] = []
    for event in events:
        out.append((years(event) or (out[-1][0] if out else (_BEFORE_ALL, 0)), event))
    return [event for _, event in sorted(out, key=lambda pair: pair[0][0])]


def _year(value: str) -> int:
    sign = -1 if value.startswith("-") else 1
    return sign * int(value.lstrip("-").partition("-")[0])


def dates(entry: Entry, w: Wording) -> str:
    """The dates of an event in words: in the calendar of the record, and Gregorian."""
    when = entry.when
    own = when.get("when-custom") or _range(
        when.get("notBefore-custom") or when.get("from-custom", ""),
        when.get("notAfter-custom") or when.get("to-custom", ""),
    )
    parts = []
    if own and when.get("datingMethod", "").endswith("hijri"):
        parts.append(w("ah", n="–".join(_hijri(part, w) for part in own.split("–"))))
    span = years(entry)
    if span:
        parts.append(w("ce", n=_range(str(span[0]), str(span[1]))))
    return " = ".join(parts)


def _range(first: str, last: str) -> str:
    if not first or not last or first == last:
        return first or last
    return f"{first}–{last}"


def _hijri(value: str, w: Wording) -> str:
    """A Hijri date in words: ``0035-12-18`` as 18 Dhu al-Hijja 35."""
    year, *rest = value.split("-")
    parts = [str(int(year))]
    if rest:
        parts.insert(0, w.month(int(rest[0])))
    if len(rest) > 1:
        parts.insert(0, str(int(rest[1])))
    return " ".join(parts)
