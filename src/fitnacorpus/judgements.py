"""Verdicts: what a person has decided, in append-only files, one file a reviewer.

A line is one JSON object.  It records what was judged (by its words, see `anchors`), the verdict,
who gave it and on which day, and which earlier verdict it supersedes.  Files are only ever appended
to, so that git merges them without conflicts; the same line standing twice counts once.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fitnacorpus import anchors
from fitnacorpus.anchors import Anchor
from fitnacorpus.config import NOT_XML
from fitnacorpus.errors import FitnaError, JudgementError
from fitnacorpus.model import Problem, Span

VERSION: Final = 1
"""Format version of a line."""

KINDS: Final = ("link", "mention", "absence")
VERDICTS: Final = ("accept", "reject")
RELATIONS: Final = ("sameEvent", "summary", "mention", "related")
FACETS: Final = (
    "number",
    "order",
    "place",
    "cause",
    "agent",
    "attribution",
    "name",
    "date",
    "outcome",
)


@dataclass(frozen=True, slots=True)
class Target:
    """A passage that a verdict speaks of."""

    text: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision.

    Attributes:
        kind: "link" (between `a` and `b`), "mention" (the name at `a`) or "absence" (what `a` tells
            has no counterpart in `texts`).
        verdict: "accept" or "reject".  A rejected mention is not a name at all.
        a: What was judged; for a link, the other side is `b`.
        by: Who decided: a name or an ORCID.
        on: The day, ``YYYY-MM-DD``.
        b: The other side of a link.
        relation: For an accepted link, one of `RELATIONS`.
        differs: Facets on which the passages disagree, of `FACETS`.
        event: Authority id of the event that the link belongs to, or "".
        ref: For an accepted mention, the authority id of its bearer.
        texts: For an absence, the ids of the texts that were searched.
        note: The reviewer's words.
        supersedes: Ids of earlier verdicts that this one replaces.
        where: ``file:line`` it was read from; no part of its identity.
    """

    kind: str
    verdict: str
    a: Target
    by: str
    on: str
    b: Target | None = None
    relation: str = ""
    differs: tuple[str, ...] = ()
    event: str = ""
    ref: str = ""
    texts: tuple[str, ...] = ()
    note: str = ""
    supersedes: tuple[str, ...] = ()
    where: str = ""

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits of the SHA-256 of the line's canonical form."""
        return hashlib.sha256(dump(self).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Placed:
    """A verdict whose passages were found again in the present texts.

    Attributes:
        verdict: The verdict.
        a: Where its first passage stands.
        b: Where the other side of a link stands.
        similar: Whether a passage was found by resemblance and not by equal words.
    """

    verdict: Verdict
    a: Span
    b: Span | None = None
    similar: bool = False

    def same_subject(self, other: Placed) -> bool:
        """Whether two verdicts judge the same thing.

        The same mention is one that shares characters; the same passage is one of which at least
        half lies in the other.  The two sides of a link may come in either order.
        """
        mine, theirs = self.verdict, other.verdict
        if mine.kind != theirs.kind:
            return False
        if mine.kind != "link":
            need = 0.0 if mine.kind == "mention" else 0.5
            return mine.a.text == theirs.a.text and _share(self.a, other.a) > need
        left, right = self._sides(), other._sides()
        return any(
            all(t == u and _share(s, r) > 0.5 for (t, s), (u, r) in zip(left, pair, strict=True))
            for pair in (right, right[::-1])
        )

    def _sides(self) -> list[tuple[str, Span]]:
        assert self.verdict.b is not None and self.b is not None
        return [(self.verdict.a.text, self.a), (self.verdict.b.text, self.b)]


def _share(a: Span, b: Span) -> float:
    """Shared characters as a part of the shorter span."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0.0, shared / max(1, min(a.end - a.start, b.end - b.start)))


@dataclass(frozen=True, slots=True)
class Judgements:
    """The verdicts in force.

    Attributes:
        placed: Verdicts that hold: found in the texts, not superseded, not contradicted.
        orphans: Verdicts whose passage is not found any more.
        disputed: Groups of verdicts of different people on one subject that disagree.
    """

    placed: tuple[Placed, ...] = ()
    orphans: tuple[Verdict, ...] = ()
    disputed: tuple[tuple[Placed, ...], ...] = ()

    def of_kind(self, kind: str) -> list[Placed]:
        """The verdicts in force of one kind."""
        return [p for p in self.placed if p.verdict.kind == kind]


# --- Reading and writing lines -------------------------------------------------------------------


def _target(value: Target) -> dict[str, Any]:
    return {"text": value.text, **value.anchor.as_dict()}


def dump(verdict: Verdict) -> str:
    """The line of a verdict, without the line break; what is empty is left out."""
    out: dict[str, Any] = {"version": VERSION, "kind": verdict.kind, "verdict": verdict.verdict}
    out["a"] = _target(verdict.a)
    if verdict.b is not None:
        out["b"] = _target(verdict.b)
    for name in ("relation", "differs", "event", "ref", "texts", "note"):
        if value := getattr(verdict, name):
            out[name] = list(value) if isinstance(value, tuple) else value
    out["by"], out["on"] = verdict.by, verdict.on
    if verdict.supersedes:
        out["supersedes"] = list(verdict.supersedes)
    return json.dumps(out, ensure_ascii=False, separators=(", ", ": "))


def parse_lines(content: str, *, path: str) -> list[Verdict]:
    """Read a file of verdicts; empty lines are passed over.

    Raises:
        JudgementError: a line is no verdict (``bad-verdict``), with file and line.
    """
    out: list[Verdict] = []
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            out.append(_parse(line, f"{path}:{number}"))
    return out


def _parse(line: str, where: str) -> Verdict:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise JudgementError(
            "bad-verdict", f"no JSON: {error}", where=where, hint="Mend or delete the line"
        ) from None
    if not isinstance(raw, dict):
        raise _bad(where, "a verdict is a JSON object")
    version = raw.get("version")
    if type(version) is not int or version != VERSION:
        raise _bad(where, f"format version {version!r} is not {VERSION}")
    fields = {
        "version",
        "kind",
        "verdict",
        "a",
        "b",
        "relation",
        "differs",
        "event",
        "ref",
        "texts",
        "note",
        "by",
        "on",
        "supersedes",
    }
    if unknown := sorted(set(raw) - fields):
        raise _bad(where, f"unknown key '{unknown[0]}'")
    for name in ("kind", "verdict", "relation", "event", "ref", "note", "by", "on"):
        if not isinstance(raw.get(name, ""), str):
            raise _bad(where, f"'{name}' must be a string")
    for name in ("differs", "texts", "supersedes"):
        value = raw.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise _bad(where, f"'{name}' must be a list of strings")
    if found := NOT_XML.search("".join(_strings(raw))):
        raise _bad(where, f"character U+{ord(found[0]):04X} may not stand in XML")
    _one_of(where, "kind", raw.get("kind"), KINDS)
    _one_of(where, "verdict", raw.get("verdict"), VERDICTS)
    for facet in raw.get("differs", []):
        _one_of(where, "differs", facet, FACETS)
    if not raw.get("by", "").strip():
        raise _bad(where, "'by' is missing")
    if not _is_day(raw.get("on", "")):
        raise _bad(where, "'on' must be a day like 2026-01-31")
    verdict = Verdict(
        kind=raw["kind"],
        verdict=raw["verdict"],
        a=_parse_target(raw.get("a"), where, "a"),
        b=_parse_target(raw["b"], where, "b") if "b" in raw else None,
        by=raw["by"],
        on=raw["on"],
        relation=raw.get("relation", ""),
        differs=tuple(raw.get("differs", ())),
        event=raw.get("event", ""),
        ref=raw.get("ref", ""),
        texts=tuple(raw.get("texts", ())),
        note=raw.get("note", ""),
        supersedes=tuple(raw.get("supersedes", ())),
        where=where,
    )
    _check(verdict)
    return verdict


def _check(verdict: Verdict) -> None:
    """Demand what each kind of verdict needs."""
    where, accepted = verdict.where, verdict.verdict == "accept"
    if verdict.kind == "link":
        if verdict.b is None:
            raise _bad(where, "a link needs 'b'")
        if accepted or verdict.relation:
            _one_of(where, "relation", verdict.relation, RELATIONS)
    elif verdict.b is not None:
        raise _bad(where, f"'b' has no place in a verdict of kind '{verdict.kind}'")
    if verdict.kind == "mention" and accepted and not verdict.ref:
        raise _bad(where, "an accepted mention needs 'ref'")
    if verdict.kind == "absence" and not verdict.texts:
        raise _bad(where, "an absence needs 'texts'")


def _parse_target(value: Any, where: str, name: str) -> Target:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise _bad(where, f"'{name}' must be an object with 'text' and 'quote'")
    rest = {k: v for k, v in value.items() if k != "text"}
    try:
        return Target(value["text"], anchors.from_dict(rest, where=where))
    except FitnaError as error:
        raise _bad(where, error.what) from None


def _strings(value: Any) -> Iterator[str]:
    """All strings in plain values, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _is_day(value: str) -> bool:
    """Whether `value` is a day of the calendar, written ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _one_of(where: str, name: str, value: object, known: Sequence[str]) -> None:
    if value not in known:
        raise _bad(where, f"'{name}' must be one of {', '.join(known)}, not {value!r}")


def _bad(where: str, what: str) -> JudgementError:
    return JudgementError("bad-verdict", what, where=where, hint="Mend or delete the line")


# --- Merging -------------------------------------------------------------------------------------


def merge(verdicts: Iterable[Verdict], sources: Mapping[str, str]) -> Judgements:
    """Place verdicts in the present texts and settle which of them hold.

    Rules, in order: a line that stands twice counts once; a verdict named in another's `supersedes`
    is gone; a verdict whose passage is not found is an orphan; of one person's verdicts on one
    subject the latest day wins, then the later line; people who disagree on a subject make a
    dispute, and none of their verdicts on it holds.  The outcome does not depend on the order in
    which files are read.

    Args:
        verdicts: All lines of all files; lines of one file in their order.
        sources: Source of each text by id.
    """
    unique: dict[str, tuple[int, Verdict]] = {}
    for order, verdict in enumerate(verdicts):
        unique[verdict.id] = (order, verdict)
    gone = {old for _, v in unique.values() for old in v.supersedes}
    placed: list[tuple[tuple[str, int], Placed]] = []
    orphans: list[Verdict] = []
    for key, (order, verdict) in unique.items():
        if key in gone:
            continue
        found = place(verdict, sources)
        if found is None:
            orphans.append(verdict)
        else:
            placed.append(((verdict.on, order), found))
    holding: list[Placed] = []
    disputed: list[tuple[Placed, ...]] = []
    for group in _by_subject(placed):
        latest: dict[str, tuple[tuple[str, int], Placed]] = {}
        for when, item in group:
            kept = latest.get(item.verdict.by)
            if kept is None or when > kept[0]:
                latest[item.verdict.by] = (when, item)
        voices = sorted((item for _, item in latest.values()), key=_order)
        if len({_position(v.verdict) for v in voices}) > 1:
            disputed.append(tuple(voices))
        else:
            holding.append(voices[0])
    return Judgements(
        tuple(sorted(holding, key=_order)),
        tuple(sorted(orphans, key=lambda v: v.id)),
        tuple(sorted(disputed, key=lambda group: _order(group[0]))),
    )


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
    similar = any(f.how == "similar" for f in found)
    return Placed(verdict, found[0].span, found[1].span if len(found) > 1 else None, similar)


def _order(item: Placed) -> tuple[str, str, Span, str]:
    return (item.verdict.kind, item.verdict.a.text, item.a, item.verdict.id)


def _position(verdict: Verdict) -> tuple[object, ...]:
    """What two people must share in order to agree: notes and event may differ."""
    if verdict.verdict == "reject":
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


def problems(judgements: Judgements, *, texts: Iterable[str]) -> list[Problem]:
    """What a maintainer must see: orphans, disputes, and absences that a new text has outdated."""
    present = set(texts)
    out = [
        Problem(
            "verdict-orphaned",
            "error",
            f"a passage of this verdict is not found: {_quotes(v)}",
            "Judge the passage anew, and name this verdict's id in 'supersedes': " + v.id,
            *_file_line(v.where),
        )
        for v in judgements.orphans
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
    for item in judgements.of_kind("absence"):
        if item.verdict.verdict == "reject":
            continue
        new = sorted(present - set(item.verdict.texts) - {item.verdict.a.text})
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


def _quotes(verdict: Verdict) -> str:
    sides = [verdict.a, *([verdict.b] if verdict.b is not None else [])]
    return ", ".join(f"{side.text} “{side.anchor.quote[:60]}”" for side in sides)


def _file_line(where: str) -> tuple[str, int]:
    file, _, line = where.rpartition(":")
    return (file, int(line)) if line.isdigit() else (where, 0)
