"""The comparison of an event as a table: a row a thing said, a column an account that tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from markupsafe import Markup

from fitnacorpus.compare import Cell, Comparison, Row, Statement, compare
from fitnacorpus.compare.model import VALUES
from fitnacorpus.model import Entry
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.cutting import cutting
from fitnacorpus.reader.prose import UP, is_rtl
from fitnacorpus.reader.view import View

_RUN: Final = re.compile(r"(?P<start>.+)\.(?P<p>p\d+)\.(?P<s>s\d+)-(?:(?P<q>p\d+)\.)?(?P<t>s\d+)")
"""The fragment of a run of sentences, such as ``e3.p1.s2-s4``."""


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
        sought: Whether somebody looked for one of them in an account in vain.
    """

    accounts: tuple[tuple[str, str, str, bool], ...]
    witnesses: str
    aspects: tuple[tuple[str, tuple[Line, ...]], ...]
    size: int
    matrix: tuple[tuple[Entry, tuple[Markup, ...]], ...]
    sought: bool


class Contrasts:
    """Comparisons of events, each made once for both languages.

    Args:
        view: The corpus.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._made: dict[str, Comparison] = {}

    def made(self, event: str) -> Comparison:
        """The comparison of an event."""
        if event not in self._made:
            self._made[event] = compare(cutting(self.view, event), event)
        return self._made[event]

    def of(self, shelf: Shelf, event: str) -> Contrast | None:
        """The table of an event; None where fewer than two accounts tell it."""
        made, w = self.made(event), shelf.wording
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
            any(cell.state == "absent" for _, cells in made.matrix for cell in cells),
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
        pieces = [_link(self.view, cell.text, ref, w(state), w.lang) for ref, state in placed]
        if not placed:
            short = "statement parts" if cell.parts else f"statement {cell.state}"
            state = w("matrix absent" if cell.state == "absent" and not cell.parts else short)
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
        said = tuple(self._said(shelf, by_text[text], named=named) for text in tellers)
        status = "named" if named and row.status == "single" else row.status
        return Line(label, entry, said, row.status, w(f"status {status}"))

    def _said(self, shelf: Shelf, statement: Statement, *, named: bool) -> Markup:
        w, text = shelf.wording, statement.text
        how = "named elsewhere" if named and statement.state == "elsewhere" else statement.state
        state = "" if how == "told" else w(f"statement {how}")
        pieces = []
        if text in self.view.withheld and statement.forms:
            state = "; ".join(x for x in (state, w("withheld short")) if x)
        else:
            lang = self.view.by_id[text].text.info.lang
            first: dict[str, str] = {}
            for c in statement.citations:
                # What stands elsewhere is named by its place: its words are of another passage.
                away = statement.state == "elsewhere"
                shown = c.ref.partition(":")[2] if away else c.form
                first.setdefault(shown, c.ref)
            for form, ref in first.items():
                pieces.append(_link(self.view, text, ref, form, lang))
        if state:
            pieces.append(f'<span class="quiet">{escape(state)}</span>')
        return Markup("<br>".join(pieces))


def _link(view: View, text: str, ref: str, words: str, lang: str) -> str:
    """Words that lead to where something stands in a text; a table of facts has no permalink."""
    fragment, last = ref.partition(":")[2], ""
    if run := _RUN.fullmatch(fragment):
        fragment = f"{run['start']}.{run['p']}.{run['s']}"
        last = f"{run['start']}.{run['q'] or run['p']}.{run['t']}"
    address = f"{UP}{view.stretch(text, fragment, last)}"
    return f'<a href="{address}" lang="{lang}" dir="auto">{escape(words)}</a>'
