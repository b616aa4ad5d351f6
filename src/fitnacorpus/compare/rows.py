"""The rows of a comparison: what at least one account says, and how the others stand to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from fitnacorpus import languages
from fitnacorpus.compare.counted import FORCE, counted
from fitnacorpus.compare.model import FACETS_OF, Citation, Row, Standing, Statement
from fitnacorpus.compare.tellings import TELLING, sentences
from fitnacorpus.model import Authority, DateExpression, Document, Mention, Number, Passage, Span

_AFTER: Final = 80
"""Code points after a number in which to look for what it counts."""
_FEW: Final = 3
"""Smaller numbers count only where the lexicon of measures knows what."""
Item = Mention | DateExpression | Number
"""An annotation that a row may rest on."""
_Item = TypeVar("_Item", Mention, DateExpression, Number)
_KINDS: Final = {"who": ("person", "group"), "where": ("place",), "events": ("event",)}


@dataclass(frozen=True, slots=True)
class Ground:
    """What all rows are made from.

    Attributes:
        documents: The accounts, in the order of the comparison.
        works: Text id to the witness it is.
        standings: How each account stands to each event, by event and text.
        events: The compared event and its parts.
        differing: Event to the facets that reviewers judged to differ, each with the texts it was
            judged between.
    """

    documents: Sequence[Document]
    works: Mapping[str, str]
    standings: Mapping[tuple[str, str], Standing]
    events: Sequence[str]
    differing: Mapping[str, Collection[tuple[str, frozenset[str]]]]

    def passages(self, text: str, events: Iterable[str]) -> list[Passage]:
        """The passages of an account that tell some of the events, each once, in order.

        Not those that only mention them: what else they say is said of something else.
        """
        told = [self.standings[event, text] for event in events]
        found = {p for s in told if s.state in TELLING for p in s.passages}
        return sorted(found, key=lambda p: (p.start, p.end))

    def state(self, text: str, events: Iterable[str]) -> str:
        """The state of an account that does not say a thing of these events."""
        states = [self.standings[event, text].state for event in events]
        if any(state in TELLING for state in states):
            return "silent"
        if "mentions" in states:
            return "mentions"
        return "absent" if set(states) == {"absent"} else "untold"


def named(ground: Ground, authority: Authority) -> list[Row]:
    """A row for each person, group, place and other event named, first what most accounts name."""
    rows = []
    for aspect, kinds in _KINDS.items():
        found: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for document in ground.documents:
            text = document.text.info.id
            for mention in _inside(document.mentions, ground.passages(text, ground.events)):
                wanted = mention.kind in kinds and mention.ref not in ground.events
                if wanted and mention.status == "resolved":
                    found[mention.ref][text].append(mention)
        here = [
            _row(ground, aspect, ref, names(authority, ref), "", "", by_text)
            for ref, by_text in found.items()
        ]
        here.sort(key=lambda r: (-r.works, -r.accounts, -_weight(r), r.key))
        rows += here
    return rows


def when(ground: Ground) -> list[Row]:
    """A row for each date, event by event: expressions that may mean the same day stand together.

    Two accounts agree where their dates can both be true: "38 AH" and "mid-658".
    """
    rows = []
    for event in ground.events:
        groups: list[tuple[str, str, dict[str, list[DateExpression]]]] = []
        dates = _told_in(ground, event, lambda d: d.dates)
        # The exact ones first: a broad one joins what it holds, and does not join them together.
        for text, date in sorted(dates, key=lambda x: (_days(x[1]), x[1].not_before, x[0])):
            for index, (low, high, held) in enumerate(groups):
                if date.not_before <= high and low <= date.not_after:
                    held.setdefault(text, []).append(date)
                    low, high = max(low, date.not_before), min(high, date.not_after)
                    groups[index] = (low, high, held)
                    break
            else:
                groups.append((date.not_before, date.not_after, {text: [date]}))
        for low, high, held in sorted(groups, key=lambda group: group[:2]):
            first = next(iter(held.values()))[0]
            label = {languages.EN: _date_words(first)}
            rows.append(_row(ground, "when", f"{low}/{high}", label, event, "", held))
    return rows


def how_many(ground: Ground) -> list[Row]:
    """A row for each number and the thing it counts, event by event, largest numbers first.

    "Two arms" or "one of them" is a way of speaking: one and two count only with a noun that the
    lexicon of measures knows.
    """
    rows = []
    sources = {d.text.info.id: d.text.source for d in ground.documents}
    for event in ground.events:
        groups: dict[tuple[str, int, int], dict[str, list[Number]]] = defaultdict(dict)
        for text, number in _told_in(ground, event, lambda d: d.numbers):
            thing = counted(sources[text][number.end : number.end + _AFTER])
            most = number.upper or number.value
            if most < _FEW and not thing.measured:
                continue
            key = (thing.name, number.value, most)
            groups[key].setdefault(text, []).append(number)
        for (name, low, high), held in sorted(
            groups.items(), key=lambda item: (item[0][0], -item[0][1], -item[0][2])
        ):
            value = f"{low:,}" if low == high else f"{low:,}–{high:,}"
            key_text = str(low) if low == high else f"{low}-{high}"
            label = {languages.EN: f"{value} {name}" if name == FORCE else value}
            rows.append(_row(ground, "howMany", key_text, label, event, name, held))
    return rows


def gainsaid(rows: Sequence[Row], ground: Ground) -> list[Row]:
    """The rows of dates and numbers, with the accounts marked that say otherwise.

    An account says otherwise that gives another date of the same event, or another number of the
    same things, which none of those has who say this.
    """
    out = []
    for row in rows:
        mine = _speakers(row)
        rivals = [r for r in rows if _same_subject(r, row) and not _speakers(r) & mine]
        others = {text for r in rivals for text in _speakers(r)} - mine
        if not others:
            out.append(row)
            continue
        statements = tuple(
            replace(s, state="otherwise") if s.text in others else s for s in row.statements
        )
        facets = FACETS_OF[row.aspect]
        judged = any(
            facet in facets and texts & mine and texts & others
            for facet, texts in ground.differing.get(row.event, ())
        )
        out.append(replace(row, statements=statements, status="differs" if judged else "open"))
    return out


def _same_subject(a: Row, b: Row) -> bool:
    return (a.aspect, a.event, a.counted) == (b.aspect, b.event, b.counted)


def _speakers(row: Row) -> set[str]:
    return {s.text for s in row.statements if s.state == "says"}


def _row(
    ground: Ground,
    aspect: str,
    key: str,
    label: Mapping[str, str],
    event: str,
    thing: str,
    found: Mapping[str, Sequence[Item]],
) -> Row:
    events = [event] if event else _events_of(ground, found)
    statements = []
    for document in ground.documents:
        text = document.text.info.id
        items = found.get(text, ())
        if not items:
            statements.append(Statement(text, ground.state(text, events)))
            continue
        citations = tuple(_cite(document, item) for item in items)
        forms = tuple(dict.fromkeys(c.form for c in citations))
        statements.append(Statement(text, "says", forms, citations))
    works = {ground.works[text] for text in found}
    silent = any(s.state == "silent" for s in statements)
    status = _status(ground, events, found, silent)
    return Row(aspect, key, label, event, thing, tuple(statements), status, len(found), len(works))


def _events_of(ground: Ground, found: Mapping[str, Sequence[Item]]) -> list[str]:
    """The events in whose telling something is said: of these another account may be silent."""
    return [
        event
        for event in ground.events
        if any(_said_of(ground, event, text, items) for text, items in found.items())
    ]


def _status(
    ground: Ground, events: Iterable[str], found: Mapping[str, Sequence[Item]], silent: bool
) -> str:
    """Whether accounts agree: only if they say a thing of one and the same event."""
    if len(found) == 1:
        return "single" if silent else "alone"
    together = [
        {text for text, items in found.items() if _said_of(ground, event, text, items)}
        for event in events
    ]
    if any(len({ground.works[text] for text in texts}) > 1 for texts in together):
        return "agree"
    one_work = len({ground.works[text] for text in found}) == 1
    return "repeated" if one_work and any(len(texts) > 1 for texts in together) else "apart"


def _said_of(ground: Ground, event: str, text: str, items: Sequence[Item]) -> bool:
    """Whether any of the annotations stands where an account tells an event."""
    passages = ground.passages(text, [event])
    return any(p.start <= item.start and item.end <= p.end for p in passages for item in items)


def _cite(document: Document, item: Item) -> Citation:
    source = document.text.source
    end = item.end
    if isinstance(item, Number):
        end += counted(source[item.end : item.end + _AFTER]).length
    refs = sentences(document, Span(item.start, item.end))
    form = " ".join(source[item.start : end].split())
    return Citation(document.text.info.id, str(refs[0]), item.start, item.end, form)


def _told_in(
    ground: Ground, event: str, layer: Callable[[Document], Sequence[_Item]]
) -> Iterator[tuple[str, _Item]]:
    """Annotations in the passages that tell one event, each with its text."""
    for document in ground.documents:
        text = document.text.info.id
        for item in _inside(layer(document), ground.passages(text, [event])):
            yield text, item


def _inside(items: Iterable[_Item], passages: Sequence[Passage]) -> Iterator[_Item]:
    for item in items:
        if any(p.start <= item.start and item.end <= p.end for p in passages):
            yield item


def _weight(row: Row) -> int:
    return sum(len(s.citations) for s in row.statements)


def _days(date: DateExpression) -> int:
    """Length of the interval that a date covers, in days."""
    low, high = (_ordinal(day) for day in (date.not_before, date.not_after))
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
