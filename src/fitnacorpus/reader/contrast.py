"""The comparison of an event as a table: a row a thing said, a column an account that tells."""

from __future__ import annotations

from dataclasses import dataclass

from fitnacorpus.compare import Comparison, Row, Statement, compare
from fitnacorpus.model import Entry
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.prose import is_rtl
from fitnacorpus.reader.view import View
from fitnacorpus.refs import parse

ASPECTS = ("who", "where", "when", "howMany", "events")


@dataclass(frozen=True, slots=True)
class Said:
    """What one account says: its wordings with the places they stand at, or why there are none.

    Attributes:
        words: Wording, fragment of the reading page.
        state: In words, where it says nothing or otherwise; else "".
    """

    words: tuple[tuple[str, str], ...]
    state: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that at least one account says.

    Attributes:
        label: What it is about.
        entry: Its record, or None for dates and numbers.
        said: What each account says of it.
        status: "agree", "differs", …
        verdict: The status in words.
    """

    label: str
    entry: Entry | None
    said: tuple[Said, ...]
    status: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """The table.

    Attributes:
        accounts: Text id, title, language tag, whether it runs to the left.
        witnesses: How many accounts, of how many works, in words.
        aspects: Heading and lines.
        size: Number of lines.
    """

    accounts: tuple[tuple[str, str, str, bool], ...]
    witnesses: str
    aspects: tuple[tuple[str, tuple[Line, ...]], ...]
    size: int


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
            self._made[event] = compare(self.view, event)
        made, w = self._made[event], shelf.wording
        tellers = [a.text for a in made.tellers]
        if len(tellers) < 2:
            return None
        aspects = tuple(
            (w(f"aspect {aspect}"), tuple(self._line(shelf, row, tellers) for row in found))
            for aspect in ASPECTS
            if (found := made.of(aspect))
        )
        return Contrast(
            tuple(
                (text, shelf.text_title(text), lang, is_rtl(lang))
                for text in tellers
                for lang in [self.view.by_id[text].text.info.lang]
            ),
            w.join([w.count("account", len(tellers)), w.count("work", made.works)]),
            aspects,
            sum(len(lines) for _, lines in aspects),
        )

    def _line(self, shelf: Shelf, row: Row, tellers: list[str]) -> Line:
        w = shelf.wording
        by_text = {s.text: s for s in row.statements}
        entry = self.view.authority.by_id.get(row.key)
        label = row.label.get(w.lang) or next(iter(row.label.values()), row.key)
        if row.counted:
            label = f"{label} ({row.counted})"
        if row.event and row.event in self.view.authority.by_id:
            label = f"{label} · {w.name(self.view.authority.by_id[row.event])}"
        said = tuple(self._said(shelf, by_text[text]) for text in tellers)
        return Line(label, entry, said, row.status, w(f"status {row.status}"))

    def _said(self, shelf: Shelf, statement: Statement) -> Said:
        w = shelf.wording
        state = "" if statement.state == "says" else w(f"statement {statement.state}")
        if statement.text in self.view.withheld and statement.forms:
            return Said((), w("withheld short"))
        first: dict[str, str] = {}
        for c in statement.citations:
            ref = parse(c.ref)
            first.setdefault(c.form, f"{ref.division}.p{ref.paragraph}" if ref.paragraph else "")
        return Said(tuple(first.items()), state)
