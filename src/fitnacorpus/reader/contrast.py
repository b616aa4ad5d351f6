"""The comparison of an event as a table: a row a thing said, a column an account that tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import Protocol, TypeVar

from markupsafe import Markup

from fitnacorpus.compare import Cell, Comparison, Row, Statement, compare
from fitnacorpus.compare.facts import table
from fitnacorpus.compare.model import VALUES
from fitnacorpus.compare.tellings import outer
from fitnacorpus.model import Alignment, Authority, Document, Entry, Episode, Passage, PassageLink
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.prose import UP, is_rtl
from fitnacorpus.reader.view import View


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that at least one account says; it renders itself as a row of the table.

    Attributes:
        label: What it is about.
        entry: Its record, or None for dates and numbers.
        said: What each account says of it: its wordings, each leading to where it stands, or in
            words why there are none.
        status: "agree", "differs", …
        verdict: The status in words.
    """

    label: str
    entry: Entry | None
    said: tuple[Markup, ...]
    status: str
    verdict: str

    def __html__(self) -> str:
        head = f"<bdi>{escape(self.label)}</bdi>"
        if self.entry:
            folder = "events" if self.entry.kind == "event" else "names"
            address = f"{UP}{folder}/{escape(self.entry.id)}/index.html"
            head = f'<a href="{address}">{escape(self.label)}</a>'
        cells = "</td><td>".join(self.said)
        tone = {"differs": "differs", "open": "differs", "agree": "accepted"}.get(self.status, "")
        return (
            f'<tr><th scope="row">{head}</th><td>{cells}</td>'
            f'<td class="state {tone}">{escape(self.verdict)}</td></tr>\n'
        )


@dataclass(frozen=True, slots=True)
class Contrast:
    """The table.

    Attributes:
        accounts: Text id, title, language tag, whether it runs to the left.
        witnesses: How many accounts tell it, of how many works, and how many mention it, in words.
        aspects: Heading and lines.
        size: Number of lines.
        matrix: The events inside it, each with its record and how every account stands to it.
    """

    accounts: tuple[tuple[str, str, str, bool], ...]
    witnesses: str
    aspects: tuple[tuple[str, tuple[Line, ...]], ...]
    size: int
    matrix: tuple[tuple[Entry, tuple[Markup, ...]], ...]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


@dataclass(frozen=True)
class _Cutting:
    """The part of a corpus that concerns one event: enough for its comparison, and quick to read.

    Attributes:
        texts: All texts, with nothing in them but the passages of the event.
        authority: The authority.
        alignments: Those of the event and its parts, the links without an event that touch their
            passages, and who found an event around it absent.
        reviewers: As those of the corpus.
    """

    texts: Sequence[Document]
    authority: Authority
    alignments: tuple[Alignment, ...]
    reviewers: Mapping[str, str]


def cutting(view: View, event: str) -> _Cutting:
    """The part of a corpus that concerns an event."""
    inside = set(view.within(event))
    links = [x for part in inside for x in view.links_of.get(part, ())]
    kept = {(p.text, p.episode) for part in inside for p in view.told.get(part, ())} | _ends(links)
    # A link without an event brings in the passage opposite; others may judge that passage.
    kept |= _ends(_loose(view, kept))
    loose = _loose(view, kept)
    kept |= _ends(loose)
    wider = outer(view.authority, event)
    # Where an account says elsewhere what others say here: beside its telling, or around it.
    kept |= _beside(view, kept) | {
        (p.text, p.episode) for part in wider for p in view.told.get(part, ())
    }
    by_text: dict[str, set[str]] = {}
    for text, episode in kept:
        by_text.setdefault(text, set()).add(episode)
    around = (view.alignment[e] for e in wider if e in view.alignment)
    return _Cutting(
        tuple(_cut(d, by_text.get(d.text.info.id, set())) for d in view.texts),
        view.authority,
        (
            *(view.alignment[e] for e in inside if e in view.alignment),
            *(replace(alignment, links=()) for alignment in around),
            Alignment("", loose),
        ),
        view.reviewers,
    )


def _loose(view: View, episodes: Iterable[tuple[str, str]]) -> tuple[PassageLink, ...]:
    """The accepted links of some episodes that belong to no event."""
    found = (parallel.link for episode in episodes for parallel in view.parallels(*episode))
    return tuple(dict.fromkeys(x for x in found if not x.event and x.status == "accepted"))


def _ends(links: Iterable[PassageLink]) -> set[tuple[str, str]]:
    """The episodes that some links join."""
    return {(p.text, p.episode) for link in links for p in (link.a, link.b)}


def _beside(view: View, kept: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The episodes before and after some episodes."""
    wanted = set(kept)
    out = set()
    for text, document in view.by_id.items():
        ids = [e.id for e in document.episodes]
        for before, after in pairwise(ids):
            if (text, before) in wanted or (text, after) in wanted:
                out |= {(text, before), (text, after)}
    return out


def _cut(document: Document, kept: set[str]) -> Document:
    episodes = tuple(e for e in document.episodes if e.id in kept)
    cut = replace(document, episodes=episodes)
    head = table(cut)
    spans: list[Episode | Passage] = [*([head[1]] if head else []), *episodes]
    return replace(
        cut,
        mentions=_inside(document.mentions, spans),
        numbers=_inside(document.numbers, spans),
        measures=_inside(document.measures, spans),
        dates=_inside(document.dates, spans),
    )


def _inside(items: Sequence[_P], episodes: Sequence[Episode | Passage]) -> tuple[_P, ...]:
    """The items that begin in one of some stretches."""
    return tuple(
        item
        for e in episodes
        for item in items[
            bisect_left(items, e.start, key=_start) : bisect_left(items, e.end, key=_start)
        ]
    )


def _start(item: _Placed) -> int:
    return item.start


class Contrasts:
    """Comparisons of events, each made once for both languages.

    Args:
        view: The corpus.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._made: dict[str, Comparison] = {}

    def of(self, shelf: Shelf, event: str) -> Contrast | None:
        """The table of an event; None where fewer than two accounts tell it."""
        if event not in self._made:
            self._made[event] = compare(cutting(self.view, event), event)
        made, w = self._made[event], shelf.wording
        if len(made.tellers) < 2:
            return None
        # Who only mentions it has a column too: what such a passage names is kept.
        tellers = [a.text for a in (*made.tellers, *made.mentioning)]
        aspects = tuple(
            (w(f"aspect {name}"), tuple(self._line(shelf, row, tellers, event) for row in found))
            for name, found in made.groups()
        )
        witnesses = [w.count("account", len(made.tellers)), w.count("work", made.works)]
        if made.mentioning:
            witnesses.append(w.count("mentioned by", len(made.mentioning)))
        return Contrast(
            tuple(
                (text, shelf.text_title(text), lang, is_rtl(lang))
                for text in tellers
                for lang in [self.view.by_id[text].text.info.lang]
            ),
            w.join(witnesses),
            aspects,
            sum(len(lines) for _, lines in aspects),
            tuple(self._inside(shelf, made, tellers)),
        )

    def _inside(
        self, shelf: Shelf, made: Comparison, tellers: list[str]
    ) -> Iterator[tuple[Entry, tuple[Markup, ...]]]:
        """The events inside a compared one that some account has, account by account."""
        for event, cells in made.matrix:
            by_text = {cell.text: cell for cell in cells}
            held = [by_text[text] for text in tellers]
            if event != made.event and any(cell.state != "untold" or cell.parts for cell in held):
                yield (
                    self.view.authority.by_id[event],
                    tuple(self._stands(shelf, cell) for cell in held),
                )

    def _stands(self, shelf: Shelf, cell: Cell) -> Markup:
        """How an account stands to an event: each passage in its role, and what it differs in."""
        w = shelf.wording
        placed = [*((ref, cell.state) for ref in cell.refs), *cell.lesser]
        pieces = [_link(cell.text, ref, w(state), w.lang) for ref, state in placed]
        if not placed:
            state = w("statement parts" if cell.parts else f"statement {cell.state}")
            pieces.append(f'<span class="quiet">{escape(state)}</span>')
        if cell.differs:
            differs = f"{w('status differs')}: {w.join([w(facet) for facet in cell.differs])}"
            pieces.append(f'<span class="state differs">{escape(differs)}</span>')
        return Markup("<br>".join(pieces))

    def _line(self, shelf: Shelf, row: Row, tellers: list[str], event: str) -> Line:
        w = shelf.wording
        by_text = {s.text: s for s in row.statements}
        # A row of how or why is of its event as a whole, and names no record of its own.
        entry = self.view.authority.by_id.get(row.key) if row.key != row.event else None
        label = row.label.get(w.lang) or next(iter(row.label.values()), row.key)
        if row.counted and not label.endswith(row.counted):
            label = f"{label} ({row.counted})"
        if row.event not in ("", event) and row.event in self.view.authority.by_id:
            label = f"{label} · {w.name(self.view.authority.by_id[row.event])}"
        named = row.aspect not in VALUES
        said = tuple(self._said(shelf, by_text[text]) for text in tellers)
        status = "named" if named and row.status == "single" else row.status
        return Line(label, entry, said, row.status, w(f"status {status}"))

    def _said(self, shelf: Shelf, statement: Statement) -> Markup:
        w, text = shelf.wording, statement.text
        state = "" if statement.state == "told" else w(f"statement {statement.state}")
        pieces = []
        if text in self.view.withheld and statement.forms:
            state = "; ".join(x for x in (state, w("withheld short")) if x)
        else:
            lang = self.view.by_id[text].text.info.lang
            first: dict[str, str] = {}
            for c in statement.citations:
                # What stands elsewhere is named by its place: its words are of another passage.
                shown = c.ref if statement.state == "elsewhere" else c.form
                first.setdefault(shown, c.ref)
            for form, ref in first.items():
                pieces.append(_link(text, ref, form, lang))
        if state:
            pieces.append(f'<span class="quiet">{escape(state)}</span>')
        return Markup("<br>".join(pieces))


def _link(text: str, ref: str, words: str, lang: str) -> str:
    """Words that lead to where something stands in a text."""
    # Of a ref such as egypt-en:e3.p2.s1, paragraphs have permalinks; a table of facts has none.
    fragment = ref.partition(":")[2].partition(".s")[0]
    address = f"{UP}texts/{text}/index.html" + (f"#{fragment}" if fragment else "")
    return f'<a href="{address}" lang="{lang}" dir="auto">{escape(words)}</a>'
