"""From the difference of two documents to corrections, cuts, titles and verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from fitnacorpus import anchors, judgements, refs
from fitnacorpus.anchors import Anchor
from fitnacorpus.description import Cut, Description, Remark
from fitnacorpus.judgements import Placed, Verdict
from fitnacorpus.model import Authority, Correction, Document, Episode, Mention, Span, TextInfo
from fitnacorpus.vocabulary import Decision, VerdictKind

FACTS: Final = ("title", "work", "author", "tradition", "extent", "rights")
"""What of a header is taken over into a description."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the hand edits of a text come to.

    Attributes:
        description: The description with them.
        verdicts: New verdicts on names.
        said: Each of them on one line, for people.
    """

    description: Description
    verdicts: tuple[Verdict, ...]
    said: tuple[str, ...]


def take(
    base: Document,
    edited: Document,
    item: Description,
    authority: Authority,
    earlier: Sequence[Placed],
    *,
    by: str,
    on: str,
) -> Taken:
    """Turn what differs between two documents of one source into what people's files hold.

    Args:
        base: The document as the program makes it.
        edited: The document as the editor left it.
        item: The description of the text.
        authority: The authority: a name must have a bearer in it.
        earlier: The verdicts in force on names of the text.
        by: The editor.
        on: The day, ``YYYY-MM-DD``.
    """
    said: list[str] = []
    renewed = replace(
        item,
        info=_facts(base, edited, item, said),
        cuts=_cuts(base, edited, item, said),
        remarks=_remarks(base, edited, item, said),
    )
    gone = {e.id for e in base.episodes} - {e.id for e in edited.episodes}
    if gone:
        heirs = {e.id: _holder(edited, e).id for e in base.episodes if e.id in gone}
        renewed = replace(renewed, retired=MappingProxyType({**item.retired, **heirs}))
    verdicts = tuple(_verdicts(base, edited, authority, earlier, by, on, said))
    return Taken(renewed, verdicts, tuple(said))


# --- Facts ---------------------------------------------------------------------------------------


def _facts(base: Document, edited: Document, item: Description, said: list[str]) -> TextInfo:
    info = item.info
    for name in FACTS:
        old, new = getattr(base.text.info, name), getattr(edited.text.info, name)
        if old != new:
            info = replace(info, **{name: new})
            words = " / ".join(new.values()) if isinstance(new, Mapping) else new
            said.append(f"{name}: {words}")
    return info


# --- Cuts ----------------------------------------------------------------------------------------


def _cuts(base: Document, edited: Document, item: Description, said: list[str]) -> tuple[Cut, ...]:
    known = len(said)
    before = {e.id: e for e in base.episodes}
    after = {e.id: e for e in edited.episodes}
    out: list[tuple[int, Cut]] = []
    for cut in item.cuts or _drafted(base):
        new, old = after.get(cut.id), before.get(cut.id)
        if new is None or old is None:
            said.append(f"episode {cut.id} is merged into the one before")
            continue
        if new.start != old.start:
            cut = replace(cut, anchor=_opening(edited, new))
            said.append(f"episode {cut.id} begins at “{cut.anchor.quote[:40]}”")
        if dict(new.title) != dict(old.title):
            cut = replace(cut, title=MappingProxyType(dict(sorted(new.title.items()))))
            said.append(f"episode {cut.id} is called “{' / '.join(new.title.values())}”")
        if new.event != old.event:
            cut = replace(cut, event=new.event)
            said.append(f"episode {cut.id} tells {new.event or 'no event'}")
        out.append((new.start, cut))
    for episode in edited.episodes:
        usable = refs.is_id(episode.id) and episode.id not in (*refs.RESERVED, *item.retired)
        if episode.id not in before and usable:
            cut = Cut(episode.id, _opening(edited, episode), episode.title, episode.event)
            said.append(f"new episode {cut.id} begins at “{cut.anchor.quote[:40]}”")
            out.append((episode.start, cut))
    if len(said) == known:
        return item.cuts
    return tuple(cut for _, cut in sorted(out, key=lambda pair: pair[0]))


def _drafted(base: Document) -> tuple[Cut, ...]:
    """Cuts of a text that nobody has cut yet, as the program drafted them."""
    return tuple(Cut(e.id, _opening(base, e), e.title, e.event) for e in base.episodes)


def _opening(document: Document, episode: Episode) -> Anchor:
    """The first words of an episode."""
    source, first = document.text.source, episode.sentences[0]
    end = min(first.end, first.start + anchors.EDGE)
    while end < first.end and not source[end].isspace():
        end += 1
    return anchors.make(source, Span(first.start, end))


def _holder(document: Document, gone: Episode) -> Episode:
    """The episode that now tells what one that is no more has told."""
    before = [e for e in document.episodes if e.start <= gone.start]
    return before[-1] if before else document.episodes[0]


# --- Corrections ---------------------------------------------------------------------------------


def _remarks(
    base: Document, edited: Document, item: Description, said: list[str]
) -> tuple[Remark, ...]:
    source = base.text.source
    wanted = {(c.start, c.end): c for c in edited.corrections}
    out: list[Remark] = []
    for remark in item.remarks:
        found = anchors.find(source, remark.anchor)
        new = wanted.pop((found.span.start, found.span.end), None) if found else None
        if new is None:
            said.append(f"no remark on “{remark.anchor.quote[:40]}” any more")
            continue
        if (new.corr, new.note, new.reg) != (remark.corr, remark.note, remark.reg):
            remark = replace(remark, corr=new.corr, note=new.note, reg=new.reg)
            said.append(_said(source, new))
        out.append(remark)
    for new in sorted(wanted.values(), key=lambda c: c.start):
        if new.corr or new.note or new.reg:
            anchor = anchors.make(source, Span(new.start, new.end))
            out.append(Remark(anchor, new.corr, new.note, new.reg))
            said.append(_said(source, new))
    return tuple(out)


def _said(source: str, new: Correction) -> str:
    reading = source[new.start : new.end][:40]
    change = f" reads “{new.corr or new.reg}”" if new.corr or new.reg else ""
    note = f" ({new.note})" if new.note else ""
    return f"“{reading}”{change}{note}"


# --- Names ---------------------------------------------------------------------------------------


def _verdicts(
    base: Document,
    edited: Document,
    authority: Authority,
    earlier: Sequence[Placed],
    by: str,
    on: str,
    said: list[str],
) -> Iterator[Verdict]:
    text, source = base.text.info.id, base.text.source
    before = {Span(m.start, m.end): m for m in base.mentions}
    after = {Span(m.start, m.end): m for m in edited.mentions}

    def verdict(span: Span, ref: str, words: str = "") -> Verdict:
        # The editor has seen what the file said, and settles it.
        settled = sorted(p.verdict.id for p in earlier if p.a.overlaps(span))
        return Verdict(
            VerdictKind.MENTION,
            Decision.ACCEPT if ref else Decision.REJECT,
            judgements.target(text, source, span),
            by,
            on,
            ref=ref,
            type=words,
            supersedes=tuple(settled),
        )

    for span, mention in after.items():
        entry = authority.by_id.get(mention.ref)
        if entry is None or entry.kind != mention.kind or _same(before.get(span), mention):
            continue
        said.append(f"name “{source[span.start : span.end]}” is {mention.ref}")
        yield verdict(span, mention.ref, mention.type)
    for span in before:
        if not any(span.overlaps(other) for other in after):
            said.append(f"“{source[span.start : span.end]}” is no name")
            yield verdict(span, "")


def _same(old: Mention | None, new: Mention) -> bool:
    return old is not None and _says(old) == _says(new)


def _says(mention: Mention) -> tuple[str, int, str]:
    """What an editor says by it; who leaves several candidates has not said whom the words mean."""
    several = len(mention.candidates)
    return mention.ref, several, mention.type if several == 1 else ""
