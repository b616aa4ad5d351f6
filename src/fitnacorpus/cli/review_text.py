"""How an item under review is shown: both passages, what speaks for them, and what is set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

import click

from fitnacorpus import languages, reading
from fitnacorpus.index.lines import quoted
from fitnacorpus.judgements import RELATIONS
from fitnacorpus.model import Authority, Document, Passage, Span
from fitnacorpus.orthography import bilingual
from fitnacorpus.review.items import Item, LinkItem, MentionItem
from fitnacorpus.review.session import Session
from fitnacorpus.terminal import clean, fit_right, isolate, pad, width, wrap

SIDE_BY_SIDE = 90
"""Columns from which two passages stand beside each other."""
_AROUND = 300
"""Characters of the source shown on each side of a name that is judged."""
HELP = """\
a  accept as set            r  reject: no link, or no name at all
1-9  set the relation of a link, or the bearer of a name
f WORDS  facets in which the passages differ: number order place cause agent
         attribution name date outcome (beginnings will do; none: f alone)
n WORDS  note               e ID  event of a link
c NUMBER  how sure you are, up to 1
o ID  another bearer        s  skip: comes back last, next time
u  undo the last decision   b  back, nothing is taken back
q  quit                     ?  this help"""


class Screen:
    """What a reviewer sees.

    Args:
        documents: Documents by text id.
        authority: The authority.
        columns: Width of the terminal.
        terminal: Whether this is one that orders right-to-left text itself.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        authority: Authority,
        *,
        columns: int,
        terminal: bool,
    ) -> None:
        self.documents = documents
        self.authority = authority
        self.columns = columns
        self.terminal = terminal

    def item(self, session: Session) -> str:
        """The item that is to be judged now."""
        item = session.item
        assert item is not None
        head = f"{session.at + 1} of {len(session.items)}"
        lines = [click.style("─" * min(self.columns, 100), dim=True)]
        if isinstance(item, LinkItem):
            lines += self._link(item, head)
        else:
            lines += self._mention(item, head)
        return "\n".join([*lines, self.settings(session)])

    def settings(self, session: Session) -> str:
        """What is set for the item so far."""
        assert session.item is not None
        return "\n".join(self._set(session, session.item))

    # --- Links -----------------------------------------------------------------------------------

    def _link(self, item: LinkItem, head: str) -> Iterator[str]:
        link = item.link
        yield f"{head}  link, score {link.score:.2f}"
        sides = [self._side(p) for p in (link.a, link.b)]
        if self.columns >= SIDE_BY_SIDE:
            each = (self.columns - 3) // 2
            cells = [self._lines(*side, each) for side in sides]
            for left, right in zip_longest(*cells):
                yield f"{left or pad('', each)} │ {right or ''}".rstrip()
        else:
            for side in sides:
                yield from (line.rstrip() for line in self._lines(*side, self.columns))
                yield ""
        for reason in link.evidence:
            yield f"because {isolate(clean(reason), isolates=self.terminal)}"

    def _side(self, passage: Passage) -> tuple[str, str, bool]:
        """Heading, words, and whether they run from right to left."""
        document = self.documents[passage.text]
        episode = next(e for e in document.episodes if e.id == passage.episode)
        info = document.text.info
        rtl = _is_rtl(info.lang)
        own = info.lang.partition("-")[0]
        title = episode.title.get(own) or episode.title.get(languages.EN, "")
        heading = f"{passage.text}:{passage.episode}"
        if title:
            heading += f"  {isolate(title, isolates=self.terminal)}"
        span = Span(passage.start, passage.end)
        return heading, clean(reading.near(document, span).read(span)), rtl

    def _lines(self, heading: str, words: str, rtl: bool, columns: int) -> Iterator[str]:
        """A passage in a column of that width, under its heading."""
        short = fit_right(heading, columns)
        yield click.style(short, bold=True) + pad("", columns - width(short))
        for line in wrap(words, columns):
            padded = pad(line, columns)
            yield isolate(padded, isolates=self.terminal, rtl=True) if rtl else padded

    # --- Mentions --------------------------------------------------------------------------------

    def _mention(self, item: MentionItem, head: str) -> Iterator[str]:
        document = self.documents[item.text]
        span = item.span
        frame = self._frame(document, span)
        before, name, after = quoted(document, span, frame, frame.end - frame.start)
        before, name, after = clean(before + "x")[:-1], clean(name), clean("x" + after)[1:]
        yield f"{head}  name  {item.ref}"
        rtl = _is_rtl(document.text.info.lang)
        for line in wrap(f"{before}\u2e28{name}\u2e29{after}", min(self.columns, 100)):
            shown = line.replace("\u2e28", "[").replace("\u2e29", "]")
            padded = pad(shown, min(self.columns, 100)) if rtl and self.terminal else shown
            yield isolate(padded, isolates=self.terminal, rtl=True) if rtl else padded
        for number, choice in enumerate(item.choices[:9], start=1):
            why = "; ".join(choice.reasons) or "nothing speaks for it"
            yield f"  {number}  {choice.cert:.2f}  {self._bearer(choice.ref)}: {why}"
        if not item.choices:
            yield "  nobody in the authority bears this name: o ID names somebody"

    def _frame(self, document: Document, span: Span) -> Span:
        """The surroundings that are shown: of the episode, or of the line."""
        low, high = max(0, span.start - _AROUND), span.end + _AROUND
        for frame in (
            *(Span(e.start, e.end) for e in document.episodes),
            *(r.body for r in document.text.regions),
        ):
            if frame.contains(span):
                return Span(max(low, frame.start), min(high, frame.end))
        return span

    def _bearer(self, ref: str) -> str:
        entry = self.authority.by_id.get(ref)
        both = (
            dict.fromkeys(entry.name(lang) for lang in (languages.EN, languages.AR))
            if entry
            else {}
        )
        shown = "  ".join(isolate(name, isolates=self.terminal) for name in both if name)
        return f"{ref}  {shown}".rstrip()

    # --- What is set -----------------------------------------------------------------------------

    def _set(self, session: Session, item: Item) -> Iterator[str]:
        draft = session.draft
        mine = session.decided.get(session.at)
        if mine:
            yield click.style(f"judged in this sitting: {mine}ed", fg="green")
        if isinstance(item, LinkItem):
            numbered = [
                click.style(f"{n} [{r}]", bold=True) if r == draft.relation else f"{n} {r}"
                for n, r in enumerate(RELATIONS, start=1)
            ]
            yield f"relation  {'  '.join(numbered)}"
            yield f"differs   {' '.join(draft.differs) or '-'}"
            yield f"event     {draft.event or '-'}"
        else:
            yield f"bearer    {self._bearer(draft.ref) if draft.ref else '-'}"
        if draft.note:
            note = bilingual.on_one_line(draft.note)
            yield f"note      {isolate(note, isolates=self.terminal)}"
        if draft.cert != 1:
            yield f"sure      {draft.cert:g}"
        if session.open_votes:
            for verdict in item.verdicts:
                what = " ".join(
                    filter(None, [verdict.verdict, verdict.relation, *verdict.differs, verdict.ref])
                )
                note = f": {bilingual.on_one_line(verdict.note)}" if verdict.note else ""
                yield isolate(f"{verdict.by} says {what}{note}", isolates=self.terminal)


def _is_rtl(lang: str) -> bool:
    return languages.is_rtl(lang)
