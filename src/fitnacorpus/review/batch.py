"""A batch of verdicts from a file: all of it is checked before anything is written.

A file of JSON lines holds verdicts as they are kept, but for what may be left out: the version, the
name of the reviewer and the day; and a passage may be named by its ref instead of its words.  A
table is one that `export links` or `export mentions` wrote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from fitnacorpus import judgements, refs
from fitnacorpus.errors import FitnaError, JudgementError
from fitnacorpus.index.lines import lines_with_refs
from fitnacorpus.judgements import Verdict
from fitnacorpus.model import Document, Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tables import judging, table
from fitnacorpus.tables.judging import Imported

_RUN: Final = re.compile(r"(?P<first>.+\.s\d+)-(?:p(?P<paragraph>\d+)\.)?s(?P<sentence>\d+)")


def read(
    data: bytes, pipeline: Pipeline, *, by: str, on: str, where: str, kind: str = ""
) -> Imported:
    """The new verdicts of a file.

    Args:
        data: The file.
        pipeline: The corpus.
        by: Who gives those that name nobody.
        on: The day of those that have none, ``YYYY-MM-DD``.
        where: The file, for messages.
        kind: "links" or "mentions" for a table of them; "" to tell by the file.

    Raises:
        FitnaError: the file cannot be read at all.
    """
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not kind and start == b"{":
        return _lines(data, pipeline, by=by, on=on, where=where)
    if not kind:
        kind = "links" if "quote_a" in table.heading(data, where) else "mentions"
    take = judging.read_links if kind == "links" else judging.read_mentions
    return take(data, pipeline, by=by, on=on, where=where)


def _lines(data: bytes, pipeline: Pipeline, *, by: str, on: str, where: str) -> Imported:
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise JudgementError(
            "unreadable", f"this is not UTF-8 ({error.reason})", where=where,
            hint="Save the file as UTF-8",
        ) from None  # fmt: skip
    documents = {d.text.info.id: d for d in pipeline.documents()}
    known = {verdict.id for verdict in pipeline.verdicts}
    verdicts: list[Verdict] = []
    errors: list[FitnaError] = []
    unchanged = 0
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            verdict = _verdict(line, documents, by=by, on=on, where=f"{where}:{number}")
            _check(verdict, pipeline, documents)
        except FitnaError as error:
            errors.append(error)
            continue
        if verdict.id in known:
            unchanged += 1
        else:
            known.add(verdict.id)
            verdicts.append(verdict)
    return Imported(tuple(verdicts), tuple(errors), unchanged)


def _verdict(
    line: str, documents: Mapping[str, Document], *, by: str, on: str, where: str
) -> Verdict:
    try:
        raw: Any = json.loads(line)
    except (ValueError, RecursionError):
        return judgements.parse(line, where)
    if not isinstance(raw, dict):
        return judgements.parse(line, where)
    full = {"version": judgements.VERSION, "by": by, "on": on, **raw}
    for side in ("a", "b"):
        value = raw.get(side)
        if isinstance(value, dict) and set(value) == {"ref"}:
            full[side] = _by_ref(str(value["ref"]), documents, where)
    return judgements.parse(json.dumps(full, ensure_ascii=False), where)


def _by_ref(name: str, documents: Mapping[str, Document], where: str) -> dict[str, Any]:
    """A passage named by its ref, as an anchor."""
    run = _RUN.fullmatch(name)
    first = _parsed(run["first"] if run else name, where)
    last = first
    if run:
        paragraph = int(run["paragraph"] or first.paragraph)
        last = refs.Ref(first.text, first.division, paragraph, int(run["sentence"]))
    document = documents.get(first.text)
    lines = lines_with_refs(document) if document else []
    held = [span for ref, span in lines if first.contains(ref)]
    until = [span for ref, span in lines if last.contains(ref)]
    if document is None or not held or not until or until[-1].end <= held[0].start:
        raise JudgementError(
            "bad-verdict", f"there is no passage '{name}'", where=where,
            hint="Name a passage of a text, such as egypt-en:e3.p2.s1",
        )  # fmt: skip
    span = Span(held[0].start, until[-1].end)
    target = judgements.target(first.text, document.text.source, span)
    return {"text": first.text, **target.anchor.as_dict()}


def _parsed(name: str, where: str) -> refs.Ref:
    try:
        return refs.parse(name)
    except FitnaError as error:
        raise JudgementError("bad-verdict", error.what, where=where, hint=error.hint) from None


def _check(verdict: Verdict, pipeline: Pipeline, documents: Mapping[str, Document]) -> None:
    """Demand that a verdict speaks of what the corpus has."""
    sources = {text: d.text.source for text, d in documents.items()}
    entries = pipeline.authority.by_id

    def bad(what: str, hint: str) -> JudgementError:
        return JudgementError("bad-verdict", what, where=verdict.where, hint=hint)

    for target in (verdict.a, verdict.b):
        if target is not None and target.text not in sources:
            raise bad(f"there is no text '{target.text}'", "Correct the id of the text")
    if judgements.place(verdict, sources) is None:
        quote = verdict.a.anchor.quote[:40]
        raise bad(f"a passage is not found, of “{quote}”", "Copy its words from the source")
    if verdict.ref and verdict.ref not in entries:
        raise bad(f"the authority has no entry '{verdict.ref}'", "Add it, or correct the id")
    if verdict.event and (verdict.event not in entries or entries[verdict.event].kind != "event"):
        raise bad(f"the authority has no event '{verdict.event}'", "Add it, or correct the id")
    for text in verdict.texts:
        if text not in sources:
            raise bad(f"there is no text '{text}'", "Correct 'texts'")
