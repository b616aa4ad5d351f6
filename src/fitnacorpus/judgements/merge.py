"""Merging verdicts: which of them hold in the present texts, and what a maintainer must see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fitnacorpus import anchors
from fitnacorpus.judgements.verdict import RETIRE, Verdict
from fitnacorpus.model import Problem, Span
from fitnacorpus.vocabulary import Decision, Relation, VerdictKind


@dataclass(frozen=True, slots=True)
class Placed:
    """A verdict whose passages were found again in the present texts.

    Attributes:
        verdict: The verdict.
        a: Where its first passage stands.
        b: Where the other side of a link stands.
        how: How the passages were found, as `anchors.Found.how` says it; of two, the less sure.
    """

    verdict: Verdict
    a: Span
    b: Span | None = None
    how: str = "exact"

    def same_subject(self, other: Placed) -> bool:
        """Whether two verdicts judge the same thing.

        The same mention is one that shares characters; the same passage is one of which at least
        half lies in the other.  The two sides of a link may come in either order.  Absences of
        different events are different things, and so are accepted links of different events when
        one of them joins only a part of what the other joins.
        """
        mine, theirs = self.verdict, other.verdict
        if mine.kind != theirs.kind:
            return False
        other_event = bool(mine.event and theirs.event) and mine.event != theirs.event
        if mine.kind == VerdictKind.ABSENCE and other_event:
            return False
        if mine.kind != VerdictKind.LINK:
            need = 0.0 if mine.kind == VerdictKind.MENTION else 0.5
            return mine.a.text == theirs.a.text and _share(self.a, other.a) > need
        apart = other_event and mine.verdict == theirs.verdict == Decision.ACCEPT
        share = _share_of_longer if apart else _share
        left, right = self._sides(), other._sides()
        return any(
            all(t == u and share(s, r) > 0.5 for (t, s), (u, r) in zip(left, pair, strict=True))
            for pair in (right, right[::-1])
        )

    def _sides(self) -> list[tuple[str, Span]]:
        assert self.verdict.b is not None and self.b is not None
        return [(self.verdict.a.text, self.a), (self.verdict.b.text, self.b)]


def _share(a: Span, b: Span) -> float:
    """Shared characters as a part of the shorter span."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0.0, shared / max(1, min(a.end - a.start, b.end - b.start)))


def _share_of_longer(a: Span, b: Span) -> float:
    """Shared characters as a part of the longer span."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0.0, shared / max(1, a.end - a.start, b.end - b.start))


@dataclass(frozen=True, slots=True)
class Judgements:
    """The verdicts in force.

    Attributes:
        placed: Verdicts that hold: found in the texts, not superseded, not contradicted.
        orphans: Verdicts whose passage is not found any more.
        disputed: Groups of verdicts of different people on one subject that disagree.
        replaced: Verdicts that gave way to a later one of the same person on other words of the
            same subject, which does not say that it supersedes them; each with the later one.
    """

    placed: tuple[Placed, ...] = ()
    orphans: tuple[Verdict, ...] = ()
    disputed: tuple[tuple[Placed, ...], ...] = ()
    replaced: tuple[tuple[Verdict, Verdict], ...] = ()

    def of_kind(self, kind: str) -> list[Placed]:
        """The verdicts in force of one kind."""
        return [p for p in self.placed if p.verdict.kind == kind]


def merge(verdicts: Iterable[Verdict], sources: Mapping[str, str]) -> Judgements:
    """Place verdicts in the present texts and settle which of them hold.

    Rules, in order: a line that stands twice counts once; a verdict named in another's `supersedes`
    is gone, and one that retires others says no more than that; a verdict whose passage is not
    found is an orphan; of one person's verdicts on one
    subject the latest day wins, then the later line; people who disagree on a subject make a
    dispute, and none of their verdicts on it holds.  The outcome does not depend on the order in
    which files are read.

    Args:
        verdicts: All lines of all files; lines of one file in their order.
        sources: Source of each text by id.
    """
    unique = _unique(verdicts)
    gone = {old for _, v in unique.values() for old in v.supersedes}
    orphans: list[Verdict] = []
    replaced: list[tuple[Verdict, Verdict]] = []
    holding: list[Placed] = []
    disputed: list[tuple[Placed, ...]] = []
    in_force = {key: value for key, value in unique.items() if key not in gone}
    for voices in _voices(in_force, sources, orphans, replaced, latest=True):
        if len({_position(v.verdict) for v in voices}) > 1:
            disputed.append(voices)
        else:
            # Who agrees and does not say how the words stand for the bearer takes nothing back.
            holding.append(next((v for v in voices if v.verdict.type), voices[0]))
    return Judgements(
        tuple(sorted(holding, key=_order)),
        tuple(sorted(orphans, key=lambda v: v.id)),
        tuple(sorted(disputed, key=lambda group: _order(group[0]))),
        tuple(sorted(replaced, key=lambda pair: pair[0].id)),
    )


def voices(
    verdicts: Iterable[Verdict], sources: Mapping[str, str], *, first: bool = False
) -> list[tuple[Placed, ...]]:
    """What each person says on each subject that is found in the present texts.

    Args:
        verdicts: All lines of all files; lines of one file in their order.
        sources: Source of each text by id.
        first: Whether to take each person's first verdict on a subject, superseded or not, which he
            gave before anybody was brought round; else the one that he holds now.
    """
    unique = _unique(verdicts)
    gone = set() if first else {old for _, v in unique.values() for old in v.supersedes}
    wanted = {key: value for key, value in unique.items() if key not in gone}
    return _voices(wanted, sources, [], [], latest=not first)


def _unique(verdicts: Iterable[Verdict]) -> dict[str, tuple[int, Verdict]]:
    """Verdicts by id with their place in the reading; a line that stands twice counts once."""
    return {verdict.id: (order, verdict) for order, verdict in enumerate(verdicts)}


def _voices(
    verdicts: Mapping[str, tuple[int, Verdict]],
    sources: Mapping[str, str],
    orphans: list[Verdict],
    replaced: list[tuple[Verdict, Verdict]],
    *,
    latest: bool,
) -> list[tuple[Placed, ...]]:
    """One verdict a person for each subject.

    Verdicts without a place are put among `orphans`, those that give way to one on other words
    among `replaced`.
    """
    placed: list[tuple[tuple[str, int], Placed]] = []
    for order, verdict in verdicts.values():
        if verdict.verdict == RETIRE:
            continue
        found = place(verdict, sources)
        if found is None:
            orphans.append(verdict)
        else:
            placed.append(((verdict.on, order), found))
    out = []
    for group in _by_subject(placed):
        chosen: dict[str, tuple[tuple[str, int], Placed]] = {}
        for when, item in group:
            kept = chosen.get(item.verdict.by)
            if kept is None or (when > kept[0]) == latest:
                chosen[item.verdict.by] = (when, item)
        for _, item in group:
            kept_now = chosen[item.verdict.by][1].verdict
            if _words(kept_now) != _words(item.verdict):
                replaced.append((item.verdict, kept_now))
        out.append(tuple(sorted((item for _, item in chosen.values()), key=_order)))
    return out


def _words(verdict: Verdict) -> frozenset[tuple[str, str]]:
    sides = (verdict.a, verdict.b)
    return frozenset((side.text, side.anchor.quote) for side in sides if side is not None)


def place(verdict: Verdict, sources: Mapping[str, str]) -> Placed | None:
    """Find the passages of a verdict in the present texts; None when one of them has no place."""
    found: list[anchors.Found] = []
    for target in (verdict.a, verdict.b):
        if target is None:
            continue
        if target.text not in sources:
            return None
        here = anchors.find(sources[target.text], target.anchor)
        if here is None:
            return None
        found.append(here)
    how = max((f.how for f in found), key=anchors.HOW.index)
    return Placed(verdict, found[0].span, found[1].span if len(found) > 1 else None, how)


def _order(item: Placed) -> tuple[str, str, Span, str]:
    return (item.verdict.kind, item.verdict.a.text, item.a, item.verdict.id)


def _position(verdict: Verdict) -> tuple[object, ...]:
    """What two people must share in order to agree: notes and event may differ."""
    if verdict.verdict == Decision.REJECT:
        return (verdict.verdict,)
    return (
        verdict.verdict,
        verdict.relation,
        frozenset(verdict.differs),
        verdict.ref,
        frozenset(verdict.texts),
    )


def _by_subject(
    placed: Sequence[tuple[tuple[str, int], Placed]],
) -> list[list[tuple[tuple[str, int], Placed]]]:
    """Group verdicts that judge the same thing, comparing only those on the same texts."""
    shelves: dict[tuple[str, ...], list[list[tuple[tuple[str, int], Placed]]]] = defaultdict(list)
    for item in sorted(placed, key=lambda pair: _order(pair[1])):
        verdict = item[1].verdict
        other = verdict.b.text if verdict.b is not None else ""
        shelf = shelves[(verdict.kind, *sorted((verdict.a.text, other)))]
        for group in shelf:
            if group[0][1].same_subject(item[1]):
                group.append(item)
                break
        else:
            shelf.append([item])
    return [group for shelf in shelves.values() for group in shelf]


def problems(
    judgements: Judgements, *, texts: Iterable[str], former: Mapping[str, str] | None = None
) -> list[Problem]:
    """What a maintainer must see: orphans, disputes, verdicts replaced, absences out of date.

    Args:
        judgements: The verdicts, placed in the texts.
        texts: Ids of the texts of the corpus.
        former: Their former ids, each with the present one.
    """
    present = set(texts)
    out = [_orphaned(verdict, former or {}) for verdict in judgements.orphans]
    out += [
        Problem(
            "verdict-moved",
            "warning",
            f"stands among other words than it did: {_quotes(item.verdict)}",
            "Judge the passage anew if it is the right one; else reject it, and name this "
            f"verdict's id in 'supersedes': {item.verdict.id}",
            *_file_line(item.verdict.where),
        )
        for item in judgements.placed
        if item.how == "moved"
    ]
    for group in judgements.disputed:
        names = " and ".join(item.verdict.by for item in group)
        first = group[0].verdict
        out.append(
            Problem(
                "verdict-disputed",
                "error",
                f"{names} disagree on “{first.a.anchor.quote[:60]}”",
                "Agree, and let one of you supersede: "
                + ", ".join(item.verdict.id for item in group),
                *_file_line(first.where),
            )
        )
    for older, newer in judgements.replaced:
        out.append(
            Problem(
                "verdict-replaced",
                "warning",
                f"gives way to a later verdict of {newer.by} on {_quotes(newer)}",
                f"Name its id ({older.id}) in 'supersedes' there, or judge passages that do not "
                "overlap",
                *_file_line(older.where),
            )
        )
    for item in judgements.of_kind(VerdictKind.ABSENCE):
        if item.verdict.verdict == Decision.REJECT:
            continue
        known = {item.verdict.a.text, *item.verdict.texts, *_counterparts(judgements, item)}
        new = sorted(present - known)
        if new:
            out.append(
                Problem(
                    "absence-stale",
                    "note",
                    f"not yet searched for a counterpart: {', '.join(new)}",
                    "Judge the absence again with these texts",
                    *_file_line(item.verdict.where),
                )
            )
    return out


def _orphaned(verdict: Verdict, former: Mapping[str, str]) -> Problem:
    what = f"a passage of this verdict is not found: {_quotes(verdict)}"
    hint = f"Choose a place for it with 'fitnacorpus review --list orphans': {verdict.id}"
    if old := next((text for text in sorted(verdict.speaks_of) if text in former), ""):
        what = f"this verdict names '{old}', which is '{former[old]}' now: {_quotes(verdict)}"
        hint = f"Run 'fitnacorpus rename {old} {former[old]}' again: it carries what came later"
    return Problem("verdict-orphaned", "error", what, hint, *_file_line(verdict.where))


def _counterparts(judgements: Judgements, absence: Placed) -> set[str]:
    """Texts in which the passage of an absence, or its event, is told by an accepted link."""
    out: set[str] = set()
    for link in judgements.of_kind(VerdictKind.LINK):
        verdict = link.verdict
        if verdict.verdict == Decision.REJECT or verdict.relation == Relation.RELATED:
            continue
        sides = link._sides()
        same_event = bool(verdict.event) and verdict.event == absence.verdict.event
        if same_event or any(
            text == absence.verdict.a.text and _share(span, absence.a) > 0.5 for text, span in sides
        ):
            out.update(text for text, _ in sides)
    return out


def _quotes(verdict: Verdict) -> str:
    sides = [verdict.a, *([verdict.b] if verdict.b is not None else [])]
    return ", ".join(f"{side.text} “{side.anchor.quote[:60]}”" for side in sides)


def _file_line(where: str) -> tuple[str, int]:
    file, _, line = where.rpartition(":")
    return (file, int(line)) if line.isdigit() else (where, 0)
