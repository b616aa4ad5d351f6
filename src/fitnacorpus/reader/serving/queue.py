"""The queue of a reviewer: what is still to be judged, or was, a page at a time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from fitnacorpus.index.lines import quoted
from fitnacorpus.model import Passage, Span
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.prose import is_rtl
from fitnacorpus.reader.reasons import Reason
from fitnacorpus.reader.serving.cases import address
from fitnacorpus.reader.serving.choosing import EVENTS
from fitnacorpus.reader.serving.controls import Review, tree
from fitnacorpus.reader.serving.http import RefusedError, line
from fitnacorpus.reader.serving.sitting import anchor
from fitnacorpus.refs import Ref
from fitnacorpus.review.items import STATUSES, Filter, Item, LinkItem, MentionItem

_PAGE: Final = 20
"""Items on a page."""
SURE: Final = 0.9
"""Score, or certainty of the best bearer, from which an item is ticked for a batch: of ten such
links nine hold, if the program's probabilities are true; a reviewer looks at each all the same."""
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
        before: The sentence before a passage, or nothing.
        after: The sentence after it, or nothing.
    """

    text: str
    title: str
    about: str
    ref: str
    place: str
    lang: str
    rtl: bool
    words: Markup
    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the queue.

    Attributes:
        sides: Two of a link, one of a name.
        facts: Score and event, in words.
        evidence: Reasons of the program.
        said: Who says what, of those whose words may be shown.
        form: The form.
        anchor: Its fragment.
        number: Its number in the queue, from 1; 0 where it stands alone.
        batch: What names it in a batch; "" where it can be in none.
        sure: Whether the program is sure of it.
    """

    sides: tuple[Side, ...]
    facts: tuple[str, ...]
    evidence: tuple[Reason, ...]
    said: tuple[str, ...]
    form: Markup
    anchor: str
    number: int = 0
    batch: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue.

    Attributes:
        kind: "links" or "mentions".
        status: Of `STATUSES`.
        text: Only items of this text, or "".
        event: Only items of this event and those inside it, as it was entered; or "".
        least: Lowest score, as it was entered; or "".
        wrong: What of this cannot be, in words; or "".
        texts: Ids and titles of all texts.
        lines: The items.
        size: How many items there are on all pages.
        judged: How many were judged in this sitting.
        back: The page itself, to come back to.
        number: Number of the page, from 1.
        pages: Number of pages.
        earlier: Query of the page before, or "".
        later: Query of the next page, or "".
    """

    kind: str
    status: str
    text: str = ""
    event: str = ""
    least: str = ""
    wrong: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    size: int = 0
    judged: int = 0
    back: str = ""
    number: int = 1
    pages: int = 1
    earlier: str = ""
    later: str = ""


def queue(review: Review, shelf: Shelf, kind: str, fields: Mapping[str, list[str]]) -> Queue:
    """A page of the queue; what was put off comes last.

    Args:
        review: The review.
        shelf: The words of all texts.
        kind: "links" or "mentions".
        fields: What is wanted: status, text, event, least, page; what is not understood counts as
            not said, and is told.
    """
    w, sitting = shelf.wording, review.sitting
    status, text, number = line(fields, "status"), line(fields, "text"), line(fields, "page")
    status = status if status in STATUSES else "open"
    text = text if text in shelf.view.by_id else ""
    said_event, said_least = line(fields, "event"), line(fields, "least")
    event, least, wrong = _narrowed(review, shelf, said_event, said_least)
    wanted = Filter((kind,), (text,) if text else (), event, least, status)
    items = sorted(review.cases.desk.items(wanted), key=lambda x: x.key in sitting.skipped)
    pages = max(1, -(-len(items) // _PAGE))
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    at = max(1, min(at, pages))

    def query(page: int) -> str:
        said = {
            "status": status, "text": text, "event": said_event, "least": said_least, "page": page,
        }  # fmt: skip
        return "?" + urlencode({key: value for key, value in said.items() if value})

    here = f"{tree(w)}review/{kind}/"
    first = (at - 1) * _PAGE

    def after(index: int) -> str:
        """Where to go on when an item is judged: what leaves the queue lets the next one in."""
        if index + 1 == len(items):
            return here + query(at)
        stays = status in ("mine", "all")
        page = (index + 1) // _PAGE + 1 if stays else at
        return f"{here}{query(page)}#{anchor(items[index + 1])}"

    return Queue(
        kind=kind,
        status=status,
        text=text,
        event=said_event,
        least=said_least,
        wrong=wrong,
        texts=tuple((d.text.info.id, shelf.text_title(d.text.info.id)) for d in shelf.view.texts),
        lines=tuple(
            replace(
                as_line(review, shelf, item, after(index), settle=status == "disputed"),
                number=index + 1,
                batch=_in_batch(item) if status == "open" else "",
            )
            for index, item in enumerate(items[first : first + _PAGE], start=first)
        ),
        size=len(items),
        judged=sitting.judged,
        back=here + query(at),
        number=at,
        pages=pages,
        earlier=query(at - 1) if at > 1 else "",
        later=query(at + 1) if at < pages else "",
    )


def _narrowed(
    review: Review, shelf: Shelf, event: str, least: str
) -> tuple[tuple[str, ...], float, str]:
    """An event with those inside it, the lowest score, and what of this cannot be, in words."""
    w, wrong = shelf.wording, []
    events: tuple[str, ...] = ()
    try:
        chosen = review.directory.chosen(event, EVENTS, "no event")
        events = tuple(shelf.view.within(chosen)) if chosen else ()
    except RefusedError as refusal:
        wrong.append(w(refusal.reason, **refusal.values))
    score = 0.0
    if least:
        try:
            score = float(least)
        except ValueError:
            score = math.nan
        if not 0 <= score <= 1:
            wrong.append(w("no score", score=least))
            score = 0.0
    return events, score, " ".join(wrong)


def _in_batch(item: Item) -> str:
    """What names an item in a batch; "" where it has nothing that could be accepted."""
    if isinstance(item, LinkItem):
        return item.key
    return f"{item.key} {address(item.text, item.span)}" if item.choices else ""


def _sure(item: Item) -> bool:
    if isinstance(item, LinkItem):
        return item.link.score >= SURE
    return bool(item.choices) and item.choices[0].cert >= SURE


def as_line(
    review: Review,
    shelf: Shelf,
    item: Item,
    back: str,
    *,
    settle: bool = False,
    sent: Mapping[str, list[str]] | None = None,
) -> Line:
    """An item with its form.

    Args:
        review: The review.
        shelf: The words of all texts.
        item: The item.
        back: The page to be shown after the verdict.
        settle: Whether to show the verdicts of all, which this one is to replace.
        sent: What was entered in the form when it was refused; None if it is shown at first.
    """
    w = shelf.wording
    facts: list[str] = []
    evidence: tuple[Reason, ...] = ()
    sides: list[Side]
    if isinstance(item, LinkItem):
        link = item.link
        facts.append(w("score", score=f"{link.score:.2f}") if link.score else w("no proposal"))
        if link.event in shelf.view.authority.by_id:
            facts.append(f"{w('event')}: {w.name(shelf.view.authority.by_id[link.event])}")
        evidence = tuple(shelf.reasons.of(reason) for reason in link.evidence)
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
    form = review.form(w, item, back, settle=settle, sent=sent)
    return Line(tuple(sides), tuple(facts), evidence, said, form, anchor(item), sure=_sure(item))


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
        *_around(shelf, passage),
    )


def _around(shelf: Shelf, passage: Passage) -> tuple[Markup, Markup]:
    """The sentences before and after a passage, as far as the text has them."""
    document = shelf.view.by_id[passage.text]
    spans = [s for e in document.episodes for p in e.paragraphs for s in p.sentences]
    before = next((s for s in reversed(spans) if s.end <= passage.start), None)
    after = next((s for s in spans if s.start >= passage.end), None)
    prose = shelf.prose(document)
    left, right = (prose.run(*span) if span else Markup() for span in (before, after))
    return left, right


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
        Markup(),
        Markup(),
    )
