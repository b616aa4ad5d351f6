"""Two states of an edition compared, and the difference told in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fitnacorpus import languages
from fitnacorpus.align.events import alike
from fitnacorpus.difference.holdings import Holdings
from fitnacorpus.difference.moving import Moving
from fitnacorpus.index.lines import lines_with_refs
from fitnacorpus.judgements import Verdict
from fitnacorpus.model import Authority, Document, Entry, Form, Mention, PassageLink, Span
from fitnacorpus.vocabulary import Status

_QUOTED: Final = 50
"""Characters of a passage that are quoted: enough to know it by."""
_FACTS: Final = {
    "kind": "kind",
    "parent": "larger event",
    "where": "places",
    "when": "dates",
    "geo": "coordinates",
    "geo_cert": "certainty of coordinates",
    "idnos": "identifiers",
    "roles": "participants",
    "notes": "notes",
}
"""What a record says besides its forms, in words."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed.

    Attributes:
        how: "new", "gone" or "changed".
        where: A ref, the id of a text or an entry, or the name of a reviewer.
        what: In words.
    """

    how: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Section:
    """All changes of one kind of thing.

    Attributes:
        name: "texts", "names", "mentions", "links" or "verdicts".
        before: How many there were.
        after: How many there are.
        changes: The changes.
    """

    name: str
    before: int
    after: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What has changed.

    Attributes:
        sections: One for each kind of thing, changed or not.
        lost: Verdicts that had a place in the texts and have none now.
        disputed: Subjects on which people disagree now and did not.
        f1: Agreement of the program's links with the verdicts, before and after; None where it was
            not reckoned.
        unread: Generated files that are broken and could not be compared.
    """

    sections: tuple[Section, ...]
    lost: tuple[Verdict, ...]
    disputed: int
    f1: tuple[float, float] | None = None
    unread: tuple[str, ...] = ()


def compare(before: Holdings, after: Holdings) -> Difference:
    """What has changed between two states of one corpus.

    Args:
        before: The earlier state.
        after: The later one.
    """
    shared = sorted(before.documents.keys() & after.documents.keys())
    moving = {
        text: Moving(before.documents[text].text.source, after.documents[text].text.source)
        for text in shared
    }
    refs = _Refs(after)
    earlier = {v.id for v in before.judgements.orphans}
    lost = tuple(v for v in after.judgements.orphans if v.id not in earlier)
    return Difference(
        (
            Section("texts", len(before.documents), len(after.documents), _texts(before, after)),
            Section(
                "names",
                len(before.authority.entries),
                len(after.authority.entries),
                tuple(_entries(before.authority, after.authority)),
            ),
            Section(
                "mentions",
                _mentions_of(before),
                _mentions_of(after),
                tuple(
                    change
                    for text in shared
                    for change in _mentions(
                        before.documents[text], after.documents[text], moving[text], refs
                    )
                ),
            ),
            _links(before, after, moving, refs),
            _verdicts(before, after, lost),
        ),
        lost,
        max(0, len(after.judgements.disputed) - len(before.judgements.disputed)),
        (before.f1, after.f1) if before.f1 is not None and after.f1 is not None else None,
        after.unread,
    )


def headline(found: Difference) -> str:
    """The difference in one line: "links 41 → 43; 1 verdict lost its place; F1 .61 → .58"."""
    parts = []
    for section in found.sections:
        if section.before != section.after:
            parts.append(f"{section.name} {section.before:,} → {section.after:,}")
        elif section.changes:
            parts.append(f"{section.name} changed: {len(section.changes):,}")
    if number := len(found.lost):
        parts.append(f"{number:,} verdict{' lost its' if number == 1 else 's lost their'} place")
    if found.disputed:
        parts.append(f"in dispute: {found.disputed:,} more")
    if found.f1 and found.f1[0] != found.f1[1]:
        parts.append(f"F1 {found.f1[0]:.2f} → {found.f1[1]:.2f}")
    if found.unread:
        parts.append(f"not compared, as broken: {', '.join(found.unread)}")
    return "; ".join(parts) or "nothing changed"


class _Refs:
    """Where passages and names of the present texts stand, as refs."""

    def __init__(self, holdings: Holdings) -> None:
        self._documents = holdings.documents
        self._lines: dict[str, list[tuple[str, Span]]] = {}

    def at(self, text: str, span: Span) -> str:
        """The ref of the first line that shares a character with a span; the text's id else."""
        if text not in self._documents:
            return text
        if text not in self._lines:
            found = lines_with_refs(self._documents[text])
            self._lines[text] = [(str(ref), line) for ref, line in found]
        return next((ref for ref, line in self._lines[text] if line.overlaps(span)), text)


# --- Texts ---------------------------------------------------------------------------------------


def _texts(before: Holdings, after: Holdings) -> tuple[Change, ...]:
    out = []
    for text in sorted(before.documents.keys() | after.documents.keys()):
        old, new = before.documents.get(text), after.documents.get(text)
        if old is None and new is not None:
            out.append(Change("new", text, f"{_size(new)} in {_episodes(len(new.episodes))}"))
        elif new is None and old is not None:
            out.append(Change("gone", text, _size(old)))
        elif old is not None and new is not None and old != new:
            out += [Change("changed", text, what) for what in _text(old, new)]
    return tuple(out)


def _text(old: Document, new: Document) -> Iterator[str]:
    if old.text.source != new.text.source:
        gone = Counter(old.text.source.split())
        come = Counter(new.text.source.split())
        yield (
            f"{(come - gone).total():,} words new, {(gone - come).total():,} gone; "
            f"{_size(old)} → {_size(new)}"
        )
    for name in ("title", "lang", "work", "author", "rights", "public"):
        was, now = getattr(old.text.info, name), getattr(new.text.info, name)
        if was != now:
            yield f"{name}: {_told(was)} → {_told(now)}"
    cut, cuts = ({e.id: e for e in d.episodes} for d in (old, new))
    if come_ids := [ident for ident in cuts if ident not in cut]:
        yield f"new episodes {', '.join(come_ids)}"
    if gone_ids := [ident for ident in cut if ident not in cuts]:
        yield f"episodes gone: {', '.join(gone_ids)}"
    for ident in cuts:
        if ident in cut and cut[ident].event != cuts[ident].event:
            yield f"{ident} tells {_told(cuts[ident].event)}, before {_told(cut[ident].event)}"
    if old.corrections != new.corrections:
        yield f"corrections {len(old.corrections):,} → {len(new.corrections):,}"


def _size(document: Document) -> str:
    return f"{len(document.text.source.split()):,} words"


def _episodes(number: int) -> str:
    return f"{number:,} episode{'' if number == 1 else 's'}"


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value and not isinstance(value, str):
        assert hasattr(value, "values")
        return " / ".join(map(str, value.values()))
    return str(value) if value else "nothing"


# --- Names ---------------------------------------------------------------------------------------


def _entries(before: Authority, after: Authority) -> Iterator[Change]:
    old, new = ({e.id: e for e in a.entries} for a in (before, after))
    for ident in sorted(old.keys() | new.keys()):
        if ident not in old:
            yield Change("new", ident, f"{new[ident].kind} {_name(new[ident])}")
        elif ident not in new:
            yield Change("gone", ident, f"{old[ident].kind} {_name(old[ident])}")
        else:
            yield from _entry(old[ident], new[ident])


def _entry(old: Entry, new: Entry) -> Iterator[Change]:
    was, now = ({(f.text, f.lang): f for f in e.forms} for e in (old, new))
    for key in sorted(now.keys() - was.keys()):
        yield Change("changed", new.id, f"new form {key[0]} ({key[1]})")
    for key in sorted(was.keys() - now.keys()):
        yield Change("changed", new.id, f"form gone: {key[0]} ({key[1]})")
    for key in sorted(now.keys() & was.keys()):
        if (was[key].type, was[key].source) != (now[key].type, now[key].source):
            what = f"{key[0]} ({key[1]}): {_form(was[key])} → {_form(now[key])}"
            yield Change("changed", new.id, what)
    others = [words for name, words in _FACTS.items() if getattr(old, name) != getattr(new, name)]
    if others:
        yield Change("changed", new.id, f"other {', '.join(others)}")


def _form(form: Form) -> str:
    return f"{form.type} in {', '.join(form.source)}" if form.source else form.type


def _name(entry: Entry) -> str:
    return entry.name(languages.EN) or entry.name(languages.AR) or entry.id


# --- Mentions ------------------------------------------------------------------------------------


def _mentions_of(holdings: Holdings) -> int:
    return sum(len(document.mentions) for document in holdings.documents.values())


def _mentions(old: Document, new: Document, moving: Moving, refs: _Refs) -> Iterator[Change]:
    if old is new or (old.mentions, old.text.source) == (new.mentions, new.text.source):
        return
    text, source = new.text.info.id, new.text.source
    was: dict[Span, Mention] = {}
    for mention in old.mentions:
        here = moving.span(Span(mention.start, mention.end))
        if here is None:
            form = old.text.source[mention.start : mention.end]
            yield Change("gone", text, f"{_quoted(form)} ({_bearer(mention)})")
        else:
            was[here] = mention
    now = {Span(m.start, m.end): m for m in new.mentions}
    for span in sorted(was.keys() | now.keys()):
        form, ref = _quoted(source[span.start : span.end]), refs.at(text, span)
        if span not in was:
            yield Change("new", ref, f"{form} ({_bearer(now[span])})")
        elif span not in now:
            yield Change("gone", ref, f"{form} ({_bearer(was[span])})")
        elif _bearer(was[span]) != _bearer(now[span]):
            yield Change("changed", ref, f"{form}: {_bearer(was[span])} → {_bearer(now[span])}")


def _bearer(mention: Mention) -> str:
    if mention.status == "resolved":
        return mention.ref
    return f"{mention.ref}?" if mention.ref else "nobody known"


# --- Links ---------------------------------------------------------------------------------------


def _links(before: Holdings, after: Holdings, moving: Mapping[str, Moving], refs: _Refs) -> Section:
    old, new = (
        [x for a in h.alignments for x in a.links if x.status != Status.REJECTED]
        for h in (before, after)
    )
    rejected = [x for a in after.alignments for x in a.links if x.status == Status.REJECTED]
    changes: list[Change] = []
    shelves: dict[tuple[str, str], list[PassageLink]] = defaultdict(list)
    for link in old:
        shelves[link.a.text, link.b.text].append(link)
    for link in new:
        shelf = shelves[link.a.text, link.b.text]
        pairs = [x for x in shelf if _is_pair(x, link, moving)]
        if not pairs:
            changes.append(Change("new", _pair(link, refs), _says(link, after)))
            continue
        # Two passages may be joined in several events.
        same = next((x for x in pairs if x.event == link.event), pairs[0])
        shelf.remove(same)
        if _says(same, before) != _says(link, after):
            what = f"{_says(same, before)} → {_says(link, after)}"
            changes.append(Change("changed", _pair(link, refs), what))
    for link in (x for shelf in shelves.values() for x in shelf):
        by = next((x for x in rejected if _is_pair(link, x, moving)), None)
        end = f", now rejected by {after.reviewers.get(by.resp, by.resp)}" if by else ""
        where = f"{link.a.text}:{link.a.episode} – {link.b.text}:{link.b.episode}"
        changes.append(Change("gone", where, _says(link, before) + end))
    return Section("links", len(old), len(new), tuple(changes))


def _is_pair(old: PassageLink, new: PassageLink, moving: Mapping[str, Moving]) -> bool:
    """Whether two links join the same words, whatever their episodes are called now."""
    if (old.a.text, old.b.text) != (new.a.text, new.b.text):
        return False
    for was, now in ((old.a, new.a), (old.b, new.b)):
        if was.text not in moving:
            return False
        here = moving[was.text].around(Span(was.start, was.end))
        if not alike(replace(now, start=here.start, end=here.end), now):
            return False
    return True


def _pair(link: PassageLink, refs: _Refs) -> str:
    sides = (link.a, link.b)
    return " – ".join(refs.at(side.text, Span(side.start, side.end)) for side in sides)


def _says(link: PassageLink, holdings: Holdings) -> str:
    who = holdings.reviewers.get(link.resp, "")
    parts = [link.relation, *link.differs, link.status + (f" by {who}" if who else "")]
    if link.status == Status.PROPOSED:
        parts.append(f"{link.score:.2f}")
    return ", ".join(parts) + (f", of {link.event}" if link.event else "")


# --- Verdicts ------------------------------------------------------------------------------------


def _verdicts(before: Holdings, after: Holdings, lost: Sequence[Verdict]) -> Section:
    old, new = ({v.id: v for v in h.verdicts} for h in (before, after))
    changes = [Change("changed", v.by, f"lost its place: {_verdict(v)}") for v in lost]
    found = {v.id for v in before.judgements.orphans} - {v.id for v in after.judgements.orphans}
    changes += [
        Change("changed", old[ident].by, f"has its place again: {_verdict(old[ident])}")
        for ident in sorted(found & new.keys() & old.keys())
    ]
    changes += _listed("new", (v for ident, v in new.items() if ident not in old))
    changes += _listed("gone", (v for ident, v in old.items() if ident not in new))
    return Section("verdicts", len(old), len(new), tuple(changes))


def _listed(how: str, verdicts: Iterable[Verdict]) -> list[Change]:
    return [Change(how, v.by, _verdict(v)) for v in sorted(verdicts, key=lambda v: (v.by, v.id))]


def _verdict(verdict: Verdict) -> str:
    sides = [verdict.a, *([verdict.b] if verdict.b is not None else [])]
    quotes = " – ".join(f"{side.text} {_quoted(side.anchor.quote)}" for side in sides)
    said = " ".join(filter(None, (verdict.verdict, verdict.relation or verdict.ref)))
    return f"{verdict.kind} {quotes}: {said}"


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    return f"“{words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + '…'}”"
