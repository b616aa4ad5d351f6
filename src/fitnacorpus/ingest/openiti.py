"""Reader for OpenITI mARkdown.

Characters stay in place: the notation becomes `markup` of its region, the header and an editor's
sections boilerplate.  The scheme is that of https://maximromanov.github.io/mARkdown; tags are those
that the parser of the project, oimdp, knows, and the brackets ``@QB@ … @QE@`` of its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from fitnacorpus.ingest.openiti_tags import Tags, overlapping
from fitnacorpus.ingest.regions import Block, Declined, partition
from fitnacorpus.model import RegionKind, Span, Transcript

_MAGIC: Final = re.compile(r"\ufeff?\s*######OpenITI#")
_LINE: Final = re.compile(r"[^\r\n]+")
_HEADER_END: Final = "#META#Header#End#"
_META: Final = re.compile(r"#META#\s*(?:[0-9]+\.)?(?P<key>\S+)\s*::\s*(?P<value>.*\S)")
_FIELDS: Final = {"booktitle": "title", "authorname": "author", "authoraka": "author"}
_NOTHING: Final = {"nodata", "notgiven", "no data"}
_PAGE_LINE: Final = re.compile(r"(?:#\s*)?(?:Page(?:Beg|End)?V[^P\s]+P\d+[A-Za-z]?\s*)+")
_EDITORS: Final = re.compile(r"###\s*\|[A-Z]+\|")
_HEADING: Final = re.compile(r"###\s*(\|+)\s*")
_UNIT: Final = re.compile(r"###\s*(?P<tag>\$[A-Z]{3}_[A-Z]{3}\$|\$+|@(?:\s*RAW\b)?)?\s*")
_OTHER: Final = re.compile(r"#~:[^:\n]*:\s*")
_REPORT: Final = re.compile(r"#\s*\$RWY\$\s*")
_PARAGRAPH: Final = re.compile(r"#(?!#)[ \t]*")
_GOES_ON: Final = re.compile(r"~~[ \t]*")
_HEMISTICHS: Final = "%~%"
_UNIT_LEVEL: Final = 50


def read(source: str) -> Transcript | Declined:
    """The transcript of an OpenITI text; declines what lacks the first line of one."""
    if not _MAGIC.match(source):
        return Declined("it does not begin with ######OpenITI#")
    lines = list(_lines(source))
    header = _header(source, lines)
    tags = Tags(source, text_start=lines[header].start if header < len(lines) else len(source))
    drafts = _drafts(source, lines[header:], tags)
    blocks = [Block(RegionKind.BOILERPLATE, Span(lines[0].start, lines[header - 1].end))]
    for draft in drafts:
        blocks.extend(_finished(source, draft, tags))
    return Transcript(
        source,
        partition(source, blocks),
        tags.all_stretches(),
        tags.milestones(),
        (),
        tags.all_names(),
        tags.unmodelled(),
        _about(source, lines[:header]),
    )


def _lines(source: str) -> Iterator[Span]:
    """Lines that are not blank, without the white space around them."""
    for match in _LINE.finditer(source):
        words = match[0].strip(" \t\ufeff")
        if words:
            start = match.start() + match[0].index(words)
            yield Span(start, start + len(words))


def _header(source: str, lines: Sequence[Span]) -> int:
    """Number of lines that the header has."""
    count = 1
    for number, line in enumerate(lines):
        words = source[line.start : line.end]
        if words.startswith(_HEADER_END):
            return number + 1
        if number and words.startswith("#META#") and count == number:
            count = number + 1
    return count


def _about(source: str, lines: Sequence[Span]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        match = _META.match(source[line.start : line.end])
        key = _FIELDS.get(match["key"].lower()) if match else None
        if match and key and match["value"].strip().lower() not in _NOTHING:
            found.setdefault(key, " ".join(match["value"].split()))
    return found


@dataclass(slots=True)
class _Draft:
    """A block while its lines are gathered: lines and their notation."""

    kind: RegionKind
    lines: list[Span]
    marks: list[Span]
    level: int = 0
    report: bool = False
    open: bool = True
    verse: list[Span] = field(default_factory=list)


def _drafts(source: str, lines: Sequence[Span], tags: Tags) -> list[_Draft]:
    out: list[_Draft] = []
    editors = False
    for number, line in enumerate(lines):
        words = source[line.start : line.end]
        after = lines[number + 1] if number + 1 < len(lines) else None
        continued = after is not None and source.startswith("~~", after.start)
        before = out[-1] if out and out[-1].open else None
        if match := _GOES_ON.match(words):
            _add(out, before, line, match.end(), source)
            continue
        if _PAGE_LINE.fullmatch(words) and not words.startswith("#") and continued and before:
            before.lines.append(line)
            continue
        if words.startswith("###"):
            if _EDITORS.match(words):
                editors = True
                out.append(_Draft(RegionKind.BOILERPLATE, [line], [], open=False))
                continue
            match = _HEADING.match(words)
            editors = editors and match is not None and len(match[1]) > 1
        draft = _draft(words, line, continued, tags)
        unmarked = draft.kind is RegionKind.PARAGRAPH and not draft.marks
        if unmarked and before and not before.marks and _adjoins(source, before.lines[-1], line):
            before.lines.append(line)
            continue
        if _HEMISTICHS in words:
            draft.verse.append(line)
        if editors and draft.kind is not RegionKind.BOILERPLATE:
            draft.kind = RegionKind.BOILERPLATE
        out.append(draft)
    return out


def _add(out: list[_Draft], before: _Draft | None, line: Span, notation: int, source: str) -> None:
    """A line that goes on with the paragraph before it, or begins one where there is none."""
    draft = before
    if draft is None:
        draft = _Draft(RegionKind.PARAGRAPH, [], [])
        out.append(draft)
    draft.lines.append(line)
    draft.marks.append(Span(line.start, line.start + notation))
    if source.find(_HEMISTICHS, line.start, line.end) >= 0:
        draft.verse.append(line)


def _adjoins(source: str, line: Span, following: Span) -> bool:
    between = source[line.end : following.start].replace("\r\n", "\n").replace("\r", "\n")
    return between.count("\n") <= 1


def _draft(words: str, line: Span, continued: bool, tags: Tags) -> _Draft:
    """The block that a line begins."""

    def mark(match: re.Match[str]) -> list[Span]:
        return [Span(line.start, line.start + match.end())] if match.end() else []

    if match := _HEADING.match(words):
        return _Draft(RegionKind.HEADING, [line], mark(match), len(match[1]), open=continued)
    if words.startswith("###") and (match := _UNIT.match(words)):
        tags.left(f"### {match['tag'] or ''}".strip(), line.start)
        kind = RegionKind.PARAGRAPH if continued else RegionKind.HEADING
        return _Draft(kind, [line], mark(match), 0 if continued else _UNIT_LEVEL, open=continued)
    if match := _OTHER.match(words):
        tags.left("#~:…:", line.start)
        return _Draft(RegionKind.BOILERPLATE, [line], [], open=False)
    if match := _REPORT.match(words):
        return _Draft(RegionKind.PARAGRAPH, [line], mark(match), report=True)
    if _PAGE_LINE.fullmatch(words) and not continued:
        return _Draft(RegionKind.BOILERPLATE, [line], [], open=False)
    if match := _PARAGRAPH.match(words):
        return _Draft(RegionKind.PARAGRAPH, [line], mark(match))
    return _Draft(RegionKind.PARAGRAPH, [line], [])


def _finished(source: str, draft: _Draft, tags: Tags) -> Iterator[Block]:
    """The blocks of a draft, with the tags in them read."""
    if draft.verse and len(draft.verse) == len(draft.lines) and _is_text(draft):
        for number, line in enumerate(draft.lines):
            marks = [m for m in draft.marks if line.contains(m)]
            opens = number == 0 and not tags.verse_before
            marks = tags.read(line, marks)
            yield _block(source, RegionKind.VERSE, line, marks, int(opens))
            tags.verse_before = True
        return
    tags.verse_before = False
    body = Span(draft.lines[0].start, draft.lines[-1].end)
    marks = tags.read(body, draft.marks, report=draft.report)
    if _is_text(draft):
        for line in draft.verse:
            tags.stretch("verse", line, marks)
    yield _block(source, draft.kind, body, marks, draft.level)


def _is_text(draft: _Draft) -> bool:
    return draft.kind is RegionKind.PARAGRAPH


def _block(source: str, kind: RegionKind, body: Span, marks: Sequence[Span], level: int) -> Block:
    """A block; one that holds nothing but notation is no text."""
    bare = not any(
        not source[at].isspace() and not overlapping(marks, at)
        for at in range(body.start, body.end)
    )
    if kind is RegionKind.BOILERPLATE or bare:
        return Block(RegionKind.BOILERPLATE, body)
    return Block(kind, body, tuple(marks), level=level)
