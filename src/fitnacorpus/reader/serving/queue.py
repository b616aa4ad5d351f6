"""The queue of a reviewer: what is still to be judged, or was, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from fitnacorpus.index.lines import quoted
from fitnacorpus.model import Passage, Span
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.prose import is_rtl
from fitnacorpus.reader.serving.cases import address
from fitnacorpus.reader.serving.controls import Review, tree
from fitnacorpus.reader.serving.http import line
from fitnacorpus.refs import Ref
from fitnacorpus.review.items import STATUSES, Filter, Item, LinkItem, MentionItem

_PAGE: Final = 20
"""Items on a page."""
_AROUND: Final = 240
"""Code points of context on either side of a name."""


@dataclass(frozen=True, slots=True)
class Side:
    """A passage, or a name in its context, to be judged.

    Attributes:
        text: Text id.
        title: Title of the text.
        about: Title of the episode.
        ref: Its ref.
        place: Its address from the root of the tree.
        lang: BCP 47 tag of the text.
        rtl: Whether it runs from right to left.
        words: The words.
    """

    text: str
    title: str
    about: str
    ref: str
    place: str
    lang: str
    rtl: bool
    words: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the queue.

    Attributes:
        sides: Two of a link, one of a name.
        facts: Score and event, in words.
        evidence: Reasons of the program, in English.
        said: Who says what, of those whose words may be shown.
        form: The form.
    """

    sides: tuple[Side, ...]
    facts: tuple[str, ...]
    evidence: tuple[str, ...]
    said: tuple[str, ...]
    form: Markup


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue.

    Attributes:
        kind: "links" or "mentions".
        status: Of `STATUSES`.
        text: Only items of this text, or "".
        texts: Ids and titles of all texts.
        lines: The items.
        number: Number of the page, from 1.
        pages: Number of pages.
        earlier: Query of the page before, or "".
        later: Query of the next page, or "".
    """

    kind: str
    status: str
    text: str
    texts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    number: int
    pages: int
    earlier: str
    later: str


def queue(review: Review, shelf: Shelf, kind: str, fields: Mapping[str, list[str]]) -> Queue:
    """A page of the queue.

    Args:
        review: The review.
        shelf: The words of all texts.
        kind: "links" or "mentions".
        fields: What is wanted: status, text, page; what is not understood counts as not said.
    """
    status, text, number = line(fields, "status"), line(fields, "text"), line(fields, "page")
    status = status if status in STATUSES else "open"
    text = text if text in shelf.view.by_id else ""
    wanted = Filter(kinds=(kind,), texts=(text,) if text else (), status=status)
    items = review.cases.desk.items(wanted)
    pages = max(1, -(-len(items) // _PAGE))
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    at = max(1, min(at, pages))

    def query(page: int) -> str:
        said = {"status": status, "text": text, "page": page}
        return "?" + urlencode({key: value for key, value in said.items() if value})

    back = f"{tree(shelf.wording)}review/{kind}/{query(at)}"
    settle = status == "disputed"
    return Queue(
        kind=kind,
        status=status,
        text=text,
        texts=tuple((d.text.info.id, shelf.text_title(d.text.info.id)) for d in shelf.view.texts),
        lines=tuple(
            as_line(review, shelf, item, back, settle=settle)
            for item in items[(at - 1) * _PAGE : at * _PAGE]
        ),
        number=at,
        pages=pages,
        earlier=query(at - 1) if at > 1 else "",
        later=query(at + 1) if at < pages else "",
    )


def as_line(review: Review, shelf: Shelf, item: Item, back: str, *, settle: bool = False) -> Line:
    """An item with its form.

    Args:
        review: The review.
        shelf: The words of all texts.
        item: The item.
        back: The page to be shown after the verdict.
        settle: Whether to show the verdicts of all, which this one is to replace.
    """
    w = shelf.wording
    facts: list[str] = []
    evidence: tuple[str, ...] = ()
    sides: list[Side]
    if isinstance(item, LinkItem):
        link = item.link
        facts.append(w("score", score=f"{link.score:.2f}") if link.score else w("no proposal"))
        if link.event in shelf.view.authority.by_id:
            facts.append(f"{w('event')}: {w.name(shelf.view.authority.by_id[link.event])}")
        evidence = link.evidence
        sides = [_passage(shelf, link.a), _passage(shelf, link.b)]
    else:
        sides = [_context(shelf, item)]
    said = tuple(
        w(
            "judged by",
            who=v.by,
            what=" · ".join(
                filter(
                    None,
                    [
                        w(f"word {v.verdict}"),
                        w(v.relation) if v.relation else "",
                        w.join([w(f) for f in v.differs]),
                        v.ref,
                        w.said(v.note),
                    ],
                )
            ),
        )
        for v in (item.verdicts if settle else ())
    )
    form = review.form(w, item, back, settle=settle)
    return Line(tuple(sides), tuple(facts), evidence, said, form)


def _passage(shelf: Shelf, passage: Passage) -> Side:
    info = shelf.view.by_id[passage.text].text.info
    return Side(
        passage.text,
        shelf.text_title(passage.text),
        shelf.episode_title(passage.text, passage.episode),
        str(Ref(passage.text, passage.episode)),
        shelf.address(passage),
        info.lang,
        is_rtl(info.lang),
        shelf.passage(passage) or Markup(),
    )


def _context(shelf: Shelf, item: MentionItem) -> Side:
    document = shelf.view.by_id[item.text]
    info, span = document.text.info, item.span
    frame = next(
        (e for e in document.episodes if Span(e.start, e.end).contains(span)),
        None,
    )
    inside = Span(frame.start, frame.end) if frame else Span(0, len(document.text.source))
    left, form, right = quoted(document, span, inside, _AROUND)
    words = Markup('<p>{}<mark id="{}">{}</mark>{}</p>').format(
        left, address(item.text, span), form, right
    )
    return Side(
        item.text,
        shelf.text_title(item.text),
        shelf.episode_title(item.text, frame.id) if frame else "",
        item.ref,
        shelf.view.place(item.text, item.ref.partition(":")[2]),
        info.lang,
        is_rtl(info.lang),
        words,
    )
