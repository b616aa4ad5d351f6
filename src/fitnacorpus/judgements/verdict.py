"""A verdict: one decision of a person, and the line of JSON it is written as."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fitnacorpus import anchors, refs
from fitnacorpus.anchors import Anchor
from fitnacorpus.errors import FitnaError, JudgementError
from fitnacorpus.model import Span
from fitnacorpus.toml_files import NOT_XML, in_languages
from fitnacorpus.vocabulary import Decision, Facet, MentionType, Relation, VerdictKind

VERSION: Final = 1
"""Format version of a line."""

_CONFLICT: Final = re.compile(r"(<{7}|>{7}|\|{7})( |$)|={7}\s*$")
"""What git puts between two versions of a file (git-merge(1), "How conflicts are presented")."""

KINDS: Final = tuple(VerdictKind)
VERDICTS: Final = tuple(Decision)
RETIRE: Final = "retire"
"""What a line says that takes others out of force and judges nothing itself."""
RELATIONS: Final = tuple(Relation)
FACETS: Final = tuple(Facet)
TYPES: Final = (MentionType.NAME, MentionType.TITLE)
"""What a reviewer may call the words of a mention: a name, or words that stand for one."""


@dataclass(frozen=True, slots=True)
class Target:
    """A passage that a verdict speaks of.

    Attributes:
        text: Text id.
        anchor: Its words.
        clause: Whether these words are meant and no others; else the sentences in which they stand.
    """

    text: str
    anchor: Anchor
    clause: bool = False


def target(text: str, source: str, span: Span, *, clause: bool = False) -> Target:
    """A passage of a text, anchored by its words.

    Args:
        text: Text id.
        source: The source of the text.
        span: The passage; not empty.
        clause: Whether these words are meant and no others.
    """
    return Target(text, anchors.make(source, span, near=True), clause)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision.

    Attributes:
        kind: "link" (between `a` and `b`), "mention" (the name at `a`) or "absence" (what `a` tells
            has no counterpart in `texts`).
        verdict: "accept" or "reject", or `RETIRE` for a line that only supersedes.  A rejected
            mention is not a name at all.
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
        type: For an accepted mention, one of `TYPES`, or "" for what the authority's forms make it.
        cert: How sure the reviewer is, above 0 and up to 1, of an accepted link or mention.
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
    type: str = ""
    cert: float = 1.0

    @property
    def speaks_of(self) -> frozenset[str]:
        """The texts in which its passages stand."""
        return frozenset(side.text for side in (self.a, self.b) if side)

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits of the SHA-256 of the line's canonical form."""
        return hashlib.sha256(dump(self).encode()).hexdigest()[:16]


# --- Reading and writing lines -------------------------------------------------------------------


def _target(value: Target) -> dict[str, Any]:
    out: dict[str, Any] = {"text": value.text, **value.anchor.as_dict()}
    return {**out, "clause": True} if value.clause else out


def dump(verdict: Verdict) -> str:
    """The line of a verdict, without the line break; what is empty is left out."""
    out: dict[str, Any] = {"version": VERSION, "kind": verdict.kind, "verdict": verdict.verdict}
    out["a"] = _target(verdict.a)
    if verdict.b is not None:
        out["b"] = _target(verdict.b)
    for name in ("relation", "differs", "event", "ref", "type", "texts", "note"):
        if value := getattr(verdict, name):
            out[name] = list(value) if isinstance(value, tuple) else value
    if verdict.cert != 1:
        out["cert"] = verdict.cert
    out["by"], out["on"] = verdict.by, verdict.on
    if verdict.supersedes:
        out["supersedes"] = list(verdict.supersedes)
    return json.dumps(out, ensure_ascii=False, separators=(", ", ": "))


def parse_lines(content: str, *, path: str, first: int = 1) -> list[Verdict]:
    """Read a file of verdicts, or a part of one; empty lines are passed over.

    Args:
        content: The lines.
        path: The file.
        first: Number of the first of the lines in the file.

    Raises:
        JudgementError: a line is no verdict (``bad-verdict``), with file and line.
    """
    out: list[Verdict] = []
    for number, line in enumerate(content.split("\n"), start=first):
        if line.strip():
            out.append(parse(line, f"{path}:{number}"))
    return out


def parse(line: str, where: str) -> Verdict:
    """Read one line.

    Raises:
        JudgementError: it is no verdict (``bad-verdict``).
    """
    if _CONFLICT.match(line):
        raise JudgementError(
            "conflict-marker",
            "git could not merge two versions of this file, and marked where they differ",
            where=where,
            hint="Keep the verdicts of both versions, and delete the lines <<<<<<<, ======= and "
            ">>>>>>>",
        )
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        if _breaks_off(line, error):
            raise JudgementError(
                "bad-verdict",
                "the line breaks off: half a verdict",
                where=where,
                hint="Restore the whole line, or delete it and judge the passage again",
            ) from None
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
        "type",
        "texts",
        "note",
        "cert",
        "by",
        "on",
        "supersedes",
    }
    if unknown := sorted(set(raw) - fields):
        raise _bad(where, f"unknown key '{unknown[0]}'")
    raw["note"] = in_languages(raw.get("note", ""))
    for name in ("kind", "verdict", "relation", "event", "ref", "type", "note", "by", "on"):
        if not isinstance(raw.get(name, ""), str):
            raise _bad(where, f"'{name}' must be a string")
    for name in ("differs", "texts", "supersedes"):
        value = raw.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise _bad(where, f"'{name}' must be a list of strings")
    cert = raw.get("cert", 1.0)
    if type(cert) not in (int, float) or not 0 < cert <= 1:
        raise _bad(where, "'cert' must be a number above 0 and up to 1")
    for name in ("event", "ref"):
        if raw.get(name) and not refs.is_record_id(raw[name]):
            raise _bad(where, f"'{name}' must be the id of an entry, not {raw[name]!r}")
    if found := NOT_XML.search("".join(_strings(raw))):
        raise _bad(where, f"character U+{ord(found[0]):04X} may not stand in XML")
    _one_of(where, "kind", raw.get("kind"), KINDS)
    _one_of(where, "verdict", raw.get("verdict"), (*VERDICTS, RETIRE))
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
        type=raw.get("type", ""),
        cert=float(cert),
    )
    _check(verdict)
    return verdict


def _breaks_off(line: str, error: Exception) -> bool:
    """Whether what is wrong with a line is that it ends too soon."""
    if not isinstance(error, json.JSONDecodeError) or not line.lstrip().startswith("{"):
        return False
    return error.pos >= len(line.rstrip()) or error.msg.startswith("Unterminated string")


def _check(verdict: Verdict) -> None:
    """Demand what each kind of verdict needs."""
    where, accepted = verdict.where, verdict.verdict == Decision.ACCEPT
    if verdict.verdict == RETIRE and not verdict.supersedes:
        raise _bad(where, "what retires a verdict needs 'supersedes'")
    if verdict.kind == VerdictKind.LINK:
        if verdict.b is None:
            raise _bad(where, "a link needs 'b'")
        if accepted or verdict.relation:
            _one_of(where, "relation", verdict.relation, RELATIONS)
    elif verdict.b is not None:
        raise _bad(where, f"'b' has no place in a verdict of kind '{verdict.kind}'")
    if verdict.kind == VerdictKind.MENTION and accepted and not verdict.ref:
        raise _bad(where, "an accepted mention needs 'ref'")
    if verdict.type:
        if verdict.kind != VerdictKind.MENTION or not accepted:
            raise _bad(where, "'type' belongs to an accepted mention")
        _one_of(where, "type", verdict.type, TYPES)
    if verdict.cert != 1 and (verdict.kind == VerdictKind.ABSENCE or not accepted):
        raise _bad(where, "'cert' belongs to an accepted link or mention")
    if verdict.kind == VerdictKind.ABSENCE and not verdict.texts:
        raise _bad(where, "an absence needs 'texts'")


def _parse_target(value: Any, where: str, name: str) -> Target:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise _bad(where, f"'{name}' must be an object with 'text' and 'quote'")
    rest = {k: v for k, v in value.items() if k not in ("text", "clause")}
    clause = value.get("clause", False)
    if not isinstance(clause, bool):
        raise _bad(where, f"'clause' of '{name}' must be true or false")
    try:
        return Target(value["text"], anchors.from_dict(rest, where=where), clause)
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
