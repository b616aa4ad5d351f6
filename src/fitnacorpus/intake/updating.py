"""A source that has changed: a new digest, and the anchors in it found again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from fitnacorpus import anchors, description, ingest, segment
from fitnacorpus.anchors import Anchor
from fitnacorpus.config import Settings
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import ConfigError
from fitnacorpus.files import read, write_whole
from fitnacorpus.intake.drafts import Added, cuts_at
from fitnacorpus.intake.emptied import heirs, standing
from fitnacorpus.judgements import RETIRE, Verdict
from fitnacorpus.model import Span, Text
from fitnacorpus.sources import read_text


def update(folder: CorpusFolder, text_id: str) -> Added:
    """Take over a source that was changed on purpose: new digest, anchors found again.

    So is a source that a later version of the program reads otherwise: what is no text any more
    begins no episode (`emptied`).

    Args:
        folder: The corpus.
        text_id: The text.

    Raises:
        ConfigError: no such text (``unknown-text``), or a cut, correction or quotation has no place
            in the new source (``lost-cut``, ``lost-correction``, ``lost-quotation``).  Then nothing
            is written.
        SourceError: the new source cannot be read as a text.
    """
    settings = folder.settings()
    with folder.locked():
        return _update(folder, settings, text_id)


def _update(folder: CorpusFolder, settings: Settings, text_id: str) -> Added:
    known = {item.info.id: item for item in folder.descriptions()}
    if text_id not in known:
        raise description.no_text(text_id, known.values(), str(folder.seeds))
    item = known[text_id]
    where = str(folder.source_path(item))
    data = folder.source_bytes(item, settings)
    digest = hashlib.sha256(data).hexdigest()
    encoding = item.info.encoding
    if digest != item.info.sha256:
        encoding = ingest.detect_encoding(data, where=where)
    renewed = description.with_source(item, sha256=digest, encoding=encoding)
    text = read_text(data, renewed, settings, where=where)
    kept = [
        segment.Start(cut.id, _found(cut.anchor, text, item.path, "cut", cut.id).start, cut.title,
                      cut.event)
        for cut in item.cuts
    ]  # fmt: skip

    def anew(anchor: Anchor, what: str) -> Anchor:
        return anchors.make(text.source, _found(anchor, text, item.path, what, anchor.quote))

    remarks = tuple(replace(r, anchor=anew(r.anchor, "correction")) for r in item.remarks)
    quoted = tuple(replace(q, anchor=anew(q.anchor, "quotation")) for q in item.quotations)
    verdicts = _in_force(folder)
    kept, emptied = standing(text, kept, verdicts)
    gone = {one.id for one in emptied if not one.begins}
    starts = segment.draft(text, kept=kept, retired={*item.retired, *gone})
    emptied = heirs(emptied, starts)
    retired = {**item.retired, **{one.id: one.heir for one in emptied if one.heir}}
    renewed = replace(
        renewed, cuts=cuts_at(text, starts), remarks=remarks, quotations=quoted, retired=retired
    )
    how = _verdict_places(verdicts, text)
    path = Path(item.path)
    content = read(path).decode("utf-8-sig")
    write_whole(path, description.rewrite(content, renewed).encode())
    return Added(
        renewed.info,
        path,
        len(renewed.cuts),
        text.transcript.unmodelled,
        how.count(""),
        how.count("moved"),
        emptied,
    )


def _in_force(folder: CorpusFolder) -> list[Verdict]:
    """The verdicts that nothing has taken out of force."""
    # Of a line that is no verdict `check` tells: it stops nobody from taking over a source.
    verdicts = folder.sound_verdicts()
    gone = {old for verdict in verdicts for old in verdict.supersedes}
    return list({v.id: v for v in verdicts if v.verdict != RETIRE and v.id not in gone}.values())


def _verdict_places(verdicts: Iterable[Verdict], text: Text) -> list[str]:
    """How the passages of verdicts in a text are found (`anchors.Found.how`), or "" if not."""
    how = []
    for verdict in verdicts:
        sides = [s for s in (verdict.a, verdict.b) if s is not None and s.text == text.info.id]
        found = [anchors.find(text.source, side.anchor) for side in sides]
        if None in found:
            how.append("")
        elif any(place is not None and place.how == "moved" for place in found):
            how.append("moved")
    return how


def _found(anchor: Anchor, text: Text, path: str, what: str, name: str) -> Span:
    found = anchors.find(text.source, anchor)
    if found is None:
        raise ConfigError(
            f"lost-{what}",
            f"the {what} '{name}' has no place in the new source",
            where=path,
            hint=f"Anchor the {what} anew, or remove it",
        )
    return found.span
