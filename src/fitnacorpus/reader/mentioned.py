"""Where somebody, a place or an event is named, text by text, each place in its context."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

from fitnacorpus.index.lines import lines_with_refs, quoted
from fitnacorpus.model import Document, Mention, Span
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.prose import UP, is_rtl
from fitnacorpus.reader.view import View
from fitnacorpus.refs import Ref

_SHOWN: Final = 20
"""Lines of a text that are seen before the reader asks for all; twice as many are not parted."""
_AROUND: Final = 48
"""Code points of context on either side of a mention."""


@dataclass(frozen=True, slots=True)
class Line:
    """A mention in a list: its words in their context, and where they stand.

    There are many of them, so they render themselves: a template takes its time.

    Attributes:
        text: Its text.
        ref: Ref of the line it stands in.
        place: Its address from the root of the tree.
        left: Context before it.
        form: The mention as written.
        right: Context after it.
        doubt: In words, where it may also be another's; else "".
        extra: What a served line has besides.
    """

    text: str
    ref: str
    place: str
    left: str
    form: str
    right: str
    doubt: str
    extra: str = ""

    def __html__(self) -> str:
        doubt = f' <span class="state" dir="auto">{escape(self.doubt)}</span>' if self.doubt else ""
        return (
            f'<li><a href="{UP}{self.place}">'
            f'<span class="quiet">{escape(self.left)}</span><b>{escape(self.form)}</b>'
            f'<span class="quiet">{escape(self.right)}</span></a>{doubt}{self.extra}</li>\n'
        )


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a bearer in one text; no lines where its words are withheld.

    `strip` has for each where in the text it stands, from 0 to 1000; `first` is the address of the
    first of them, at which all are marked; `shown` is how many lines are seen at once.
    """

    text: str
    title: str
    lang: str
    rtl: bool
    count: str
    lines: tuple[Line, ...]
    withheld: bool
    strip: tuple[float, ...]
    first: str
    shown: int


class Mentioned:
    """The mentions of all entries.

    Args:
        view: The corpus.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._lines: dict[str, list[tuple[int, Ref]]] = {}
        self._made: dict[tuple[str, int], Line] = {}

    def lines(self, text: str) -> list[tuple[int, Ref]]:
        """Where the lines of a text begin, with their refs."""
        if text not in self._lines:
            found = lines_with_refs(self.view.by_id[text])
            self._lines[text] = [(span.start, ref) for ref, span in found]
        return self._lines[text]

    def ref(self, text: str, at: int) -> Ref:
        """The ref of the line that a place of a text stands in."""
        starts = self.lines(text)
        return starts[max(0, bisect_right(starts, at, key=lambda pair: pair[0]) - 1)][1]

    def of(self, shelf: Shelf, ident: str) -> tuple[Mentions, ...]:
        """Where an entry is named, by text."""
        return tuple(
            self._mentions(shelf, ident, text, [p.mention for p in found])
            for text, found in groupby(self.view.places.get(ident, ()), key=lambda p: p.text)
        )

    def _mentions(self, shelf: Shelf, ident: str, text: str, found: list[Mention]) -> Mentions:
        document = self.view.by_id[text]
        withheld = text in self.view.withheld
        lang = document.text.info.lang
        lines = () if withheld else tuple(self._line(shelf, document, ident, m) for m in found)
        return Mentions(
            text,
            shelf.text_title(text),
            lang,
            is_rtl(lang),
            shelf.wording.count("mention", len(found)),
            lines,
            withheld,
            tuple(round(1000 * m.start / max(1, len(document.text.source)), 1) for m in found),
            lines[0].place if lines else self.view.place(text),
            len(lines) if len(lines) <= 2 * _SHOWN else _SHOWN,
        )

    def _line(self, shelf: Shelf, document: Document, ident: str, m: Mention) -> Line:
        key = document.text.info.id, m.start
        if key in self._made:
            return self._made[key]
        ref = self.ref(document.text.info.id, m.start)
        whole = Span(0, len(document.text.source))
        left, form, right = quoted(document, Span(m.start, m.end), whole, _AROUND)
        others = [c for c in m.candidates if c.ref != ident]
        view, w = self.view, shelf.wording
        by_id = view.authority.by_id
        doubt = ""
        if others:
            names = w.join([w.name(by_id[c.ref]) for c in others if c.ref in by_id])
            doubt = w("ambiguous", names=names)
        text = document.text.info.id
        extra = shelf.extras.on_mention(w, text, m)
        page, mark, fragment = view.place(text, fragment_of(ref)).partition("#")
        place = f"{page}?name={ident}{mark}{fragment}"
        line = Line(text, str(ref), place, left, form, right, doubt, extra)
        if not others and not extra:
            # What is in doubt is said differently on each page and in each language.
            self._made[key] = line
        return line


def fragment_of(ref: Ref) -> str:
    """The fragment of a line: its sentence in an episode, elsewhere its paragraph."""
    return str(ref).partition(":")[2]
