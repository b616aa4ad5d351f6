"""The rows of a comparison: what at least one account says, and how the others stand to it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from fitnacorpus import languages
from fitnacorpus.compare.counted import FORCE, Counted, counted
from fitnacorpus.compare.evidence import Evidence, Item, inside
from fitnacorpus.compare.facts import line, words
from fitnacorpus.compare.model import FACETS_OF, STATES, VALUES, Citation, Row, Statement
from fitnacorpus.compare.tellings import sentences
from fitnacorpus.model import Authority, DateExpression, Document, Mention, Number, Span
from fitnacorpus.orthography import fold_key

_AFTER: Final = 80
"""Code points after a number in which to look for what it counts."""
_FEW: Final = 3
"""Smaller numbers count only where the lexicon of measures knows what."""
_Item = TypeVar("_Item", Mention, DateExpression, Number)
_Same = Callable[[Document], Iterable[Item]]
"""All places of a document that say the thing of a row."""
_PARTICLES: Final = re.compile("[وف]?[بكل]?")
"""Particles that Arabic writes together with the word they precede."""


def when(evidence: Evidence) -> list[Row]:
    """A row for each date, event by event: expressions that may mean the same day stand together.

    Two accounts agree where their dates can both be true: "38 AH" and "mid-658".
    """
    rows = []
    for event in evidence.events:
        groups: list[tuple[str, str, dict[str, list[DateExpression]]]] = []
        dates = _told_in(evidence, event, lambda d: d.dates)
        # The exact ones first: a broad one joins what it holds, and does not join them together.
        for text, date in sorted(dates, key=lambda x: (_days(x[1]), x[1].earliest, x[0])):
            for index, (low, high, held) in enumerate(groups):
                if date.earliest <= high and low <= date.latest:
                    held.setdefault(text, []).append(date)
                    low, high = max(low, date.earliest), min(high, date.latest)
                    groups[index] = (low, high, held)
                    break
            else:
                groups.append((date.earliest, date.latest, {text: [date]}))
        for low, high, held in sorted(groups, key=lambda group: group[:2]):
            first = next(iter(held.values()))[0]
            label = {languages.EN: _date_words(first)}
            key, same = f"{low}/{high}", _dated(low, high)
            rows.append(make_row(evidence, "when", key, label, event, "", held, same))
    return rows


def how_many(evidence: Evidence) -> list[Row]:
    """A row for each number and the thing it counts, event by event, largest numbers first.

    "Two arms" or "one of them" is a way of speaking: one and two count only with a noun that the
    lexicon of measures knows.  Numbers of nobody knows what are each account's own.
    """
    rows = []
    sources = {d.text.info.id: d.text.source for d in evidence.documents}
    for event in evidence.events:
        groups: dict[tuple[str, int, int, str], dict[str, list[Number]]] = defaultdict(dict)
        for text, number in _told_in(evidence, event, lambda d: d.numbers):
            thing = _thing(sources[text], number)
            most = number.upper or number.value
            if most < _FEW and not thing.measured:
                continue
            key = (thing.name, number.value, most, "" if thing.name else text)
            groups[key].setdefault(text, []).append(number)
        for (name, low, high, _), held in sorted(
            groups.items(), key=lambda item: (item[0][0], -item[0][1], -item[0][2], item[0][3])
        ):
            value = f"{low:,}" if low == high else f"{low:,}–{high:,}"
            key_text = str(low) if low == high else f"{low}-{high}"
            label = {languages.EN: f"{value} {name}" if name == FORCE else value}
            same = _numbering(name, low, high) if name else _nothing
            rows.append(make_row(evidence, "howMany", key_text, label, event, name, held, same))
    return rows


def mark_contradictions(rows: Sequence[Row], evidence: Evidence) -> list[Row]:
    """The rows of dates and numbers, those made one that gainsay one another.

    Two rows do that which give other dates of one event, or other numbers of the same things, and
    have no account in common.  One row tells then whose is whose.
    """
    out: list[Row] = []
    left = list(rows)
    while left:
        group = [left.pop(0)]
        for row in group:  # grows while it is read: what gainsays one of the group belongs to it
            rivals = [r for r in left if _gainsay(r, row)]
            group += rivals
            left = [r for r in left if r not in rivals]
        out.append(_merged(group, evidence) if len(group) > 1 else group[0])
    return out


def _gainsay(a: Row, b: Row) -> bool:
    if a.aspect == "howMany" and not a.counted:
        return False
    same = (a.aspect, a.event, a.counted) == (b.aspect, b.event, b.counted)
    mine, theirs = _speakers(a), _speakers(b)
    return same and bool(mine) and bool(theirs) and not mine & theirs


def _speakers(row: Row) -> set[str]:
    return {s.text for s in row.statements if s.state == "told"}


def _merged(group: Sequence[Row], evidence: Evidence) -> Row:
    """One row of several that gainsay one another: each account with its own words."""
    first = group[0]
    facets = FACETS_OF[first.aspect]
    judged = any(
        facet in facets and texts & _speakers(a) and texts & _speakers(b)
        for facet, texts in evidence.differing.get(first.event, ())
        for a in group
        for b in group
        if _gainsay(a, b)
    )
    columns = zip(*(row.statements for row in group), strict=True)
    statements = tuple(_fullest(column) for column in columns)
    told = {s.text for s in statements if s.state == "told"}
    # Numbers of one thing name it once: "4,000 / 2,500 men".
    suffix = f" {first.counted}" if first.counted == FORCE else ""
    labels = [row.label[languages.EN].removesuffix(suffix) for row in group]
    return replace(
        first,
        key=" | ".join(row.key for row in group),
        label={languages.EN: " / ".join(labels) + suffix},
        statements=statements,
        status="differs" if judged else "open",
        accounts=len(told),
        works=len({evidence.works[text] for text in told}),
    )


def _fullest(statements: Sequence[Statement]) -> Statement:
    """What one account says in several rows: all it says, or the fullest reason for nothing."""
    state = min((s.state for s in statements), key=STATES.index)
    held = [s for s in statements if s.state == state]
    forms = tuple(dict.fromkeys(form for s in held for form in s.forms))
    citations = tuple(dict.fromkeys(c for s in held for c in s.citations))
    return Statement(held[0].text, state, forms, citations)


def make_row(
    evidence: Evidence,
    aspect: str,
    key: str,
    label: Mapping[str, str],
    event: str,
    thing: str,
    found: Mapping[str, Sequence[Item]],
    same: Callable[[Document], Iterable[Item]],
) -> Row:
    """One row: what each account says of a thing, and how the others stand to it.

    Args:
        evidence: What rows are made from.
        aspect: The aspect.
        key: What the row is about.
        label: Names of it.
        event: The event of which it is said; "" for all that are compared.
        thing: What a number counts.
        found: Text id to the places that say it.
        same: All places of a document that say it.
    """
    events = [event] if event else _events_of(evidence, found)
    within = [event] if event else evidence.events
    statements = []
    told: dict[str, Sequence[Item]] = {}
    for document in evidence.documents:
        text = document.text.info.id
        if items := found.get(text, ()):
            passages = evidence.telling(text, within)
            state = "told" if any(inside(item, passages) for item in items) else "passing"
            if state == "told":
                told[text] = items
            statements.append(_statement(document, state, items))
            continue
        state = evidence.unsaid(text, events)
        if state != "absent" and (items := evidence.nearest(document, events, same(document))):
            statements.append(replace(_statement(document, "elsewhere", items), forms=()))
        else:
            statements.append(Statement(text, state))
    works = {evidence.works[text] for text in told}
    status = _status(evidence, events, told, named=aspect not in VALUES)
    return Row(aspect, key, label, event, thing, tuple(statements), status, len(told), len(works))


def _statement(document: Document, state: str, items: Sequence[Item]) -> Statement:
    citations = tuple(_cite(document, item) for item in items)
    forms = tuple(dict.fromkeys(c.form for c in citations))
    return Statement(document.text.info.id, state, forms, citations)


def _events_of(evidence: Evidence, found: Mapping[str, Sequence[Item]]) -> list[str]:
    """The events of which something is said: of these another account may not say it."""
    return [
        event
        for event in evidence.events
        if any(
            inside(item, passages)
            for text, items in found.items()
            for passages in [
                (*evidence.telling(text, [event]), *evidence.mentioning(text, [event]))
            ]
            for item in items
        )
    ]


def _status(
    evidence: Evidence, events: Sequence[str], told: Mapping[str, Sequence[Item]], *, named: bool
) -> str:
    """Whether accounts agree: only if they say a thing of one and the same event.

    That two name a man or a place is no agreement: he may do one thing here and another there.
    """
    if not told:
        return "passing"
    if len(told) == 1:
        others = [d.text.info.id for d in evidence.documents if d.text.info.id not in told]
        return "single" if any(evidence.tells(text, events) for text in others) else "alone"
    together = [
        {text for text, items in told.items() if _said_of(evidence, event, text, items)}
        for event in events
    ]
    if any(len({evidence.works[text] for text in texts}) > 1 for texts in together):
        return "shared" if named else "agree"
    one_work = len({evidence.works[text] for text in told}) == 1
    return "repeated" if one_work and any(len(texts) > 1 for texts in together) else "apart"


def _said_of(evidence: Evidence, event: str, text: str, items: Sequence[Item]) -> bool:
    """Whether any of the annotations stands where an account tells an event."""
    passages = evidence.telling(text, [event])
    return any(inside(item, passages) for item in items)


def bearing(ref: str) -> Callable[[Document], Iterable[Mention]]:
    """All places of a document that name a bearer beyond doubt."""
    return lambda document: (
        m for m in document.mentions if m.ref == ref and m.status == "resolved"
    )


def _dated(low: str, high: str) -> _Same:
    return lambda document: (d for d in document.dates if low <= d.earliest and d.latest <= high)


def _numbering(name: str, low: int, high: int) -> _Same:
    return lambda document: (
        n
        for n in document.numbers
        if (n.value, n.upper or n.value) == (low, high)
        and _thing(document.text.source, n).name == name
    )


def _nothing(_: Document) -> Iterable[Item]:
    return ()


def _thing(source: str, number: Number) -> Counted:
    return counted(source[number.end : number.end + _AFTER])


def _cite(document: Document, item: Item) -> Citation:
    source = document.text.source
    end = item.end
    if isinstance(item, Number):
        end += _thing(source, item).length
    text = document.text.info.id
    refs = sentences(document, Span(item.start, item.end))
    start = item.start
    if not refs and not isinstance(item, Mention):
        # A number or a date in a table of facts means nothing without the label of its line.
        start, end = line(document, Span(start, end)) or (start, end)
    start, end = whole_words(source, start, end)
    form = words(document, Span(start, end))
    return Citation(text, str(refs[0]) if refs else text, item.start, item.end, form)


def whole_words(source: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text with the rest of the words that it begins and ends in.

    Particles that Arabic writes together with a name are no part of it: وهيت is quoted as هيت, but
    للأشتر whole, since the article has lost its alif there.
    """
    first = start
    while first > 0 and _joined(source, first):
        first -= 1
    while end < len(source) and _joined(source, end):
        end += 1
    apart = _PARTICLES.fullmatch(fold_key(source[first:start]))
    halved = source[first:start].endswith("ل") and source.startswith("ل", start)
    return start if apart and not halved else first, end


def _joined(source: str, at: int) -> bool:
    """Whether letters, with their vowel signs, stand on both sides of a place."""
    return all(unicodedata.category(character)[0] in "LM" for character in source[at - 1 : at + 1])


def _told_in(
    evidence: Evidence, event: str, layer: Callable[[Document], Sequence[_Item]]
) -> Iterator[tuple[str, _Item]]:
    """Annotations in the passages that speak of one event, each with its text."""
    for document in evidence.documents:
        text = document.text.info.id
        for item in spoken(evidence, text, [event], layer(document)):
            yield text, item


def spoken(
    evidence: Evidence, text: str, events: Sequence[str], items: Iterable[_Item]
) -> Iterator[_Item]:
    """Those of some annotations that stand where an account tells or mentions some events."""
    passages = [*evidence.telling(text, events), *evidence.mentioning(text, events)]
    for item in items:
        if inside(item, passages):
            yield item


def weight(row: Row) -> int:
    """How often a row is said."""
    return sum(len(s.citations) for s in row.statements)


def _days(date: DateExpression) -> int:
    """Length of the interval that a date covers, in days."""
    low, high = (_ordinal(day) for day in (date.earliest, date.latest))
    return high - low


def _ordinal(day: str) -> int:
    """The number of a day written in ISO 8601, close enough to compare lengths of intervals."""
    year, _, rest = day.lstrip("-").partition("-")
    month, _, date = rest.partition("-")
    number = int(year) * 372 + int(month or 1) * 31 + int(date or 1)
    return -number if day.startswith("-") else number


def _date_words(date: DateExpression) -> str:
    """A date in its own calendar: ``38 AH``, ``658-05 CE``."""
    era = "AH" if date.calendar == "hijri" else "CE"
    days = [day.lstrip("0") for day in (date.custom, date.custom_end) if day]
    about = {"circa": "about ", "part": "part of "}.get(date.precision, "")
    return f"{about}{'–'.join(days)} {era}"


def names(authority: Authority, ref: str) -> Mapping[str, str]:
    """Names of an entry by language; its id where it has none."""
    entry = authority.by_id.get(ref)
    found = {lang: entry.name(lang) for lang in (languages.AR, languages.EN)} if entry else {}
    return {lang: name for lang, name in found.items() if name} or {languages.EN: ref}
