"""Checking a corpus: everything that a maintainer must see, as problems with a stable code.

What the files hold is compared with what a build would write, character by character, so that a
changed letter is named by file, line and column; and what people wrote is checked against the rest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from fitnacorpus import ingest, judgements
from fitnacorpus.corpus import CorpusFolder, read_source, stray
from fitnacorpus.description import Description
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Authority, Document, Problem
from fitnacorpus.names import authority as names_authority
from fitnacorpus.pipeline import Pipeline, Progress
from fitnacorpus.position import position
from fitnacorpus.tei import digest as tei_digest
from fitnacorpus.tei import read as tei_read
from fitnacorpus.tei import safe

_LINK_CERT = re.compile(rb' cert="([01]\.[0-9]{2})"')
TOLERANCE = 0.01
"""Scores may differ by this much between processors; larger differences are drift."""


def check(folder: CorpusFolder, *, progress: Progress | None = None) -> list[Problem]:
    """All problems of a corpus, errors first, then by file and line.

    Args:
        folder: The corpus.
        progress: Told what is being worked on.

    Raises:
        FitnaError: settings, descriptions, authority or verdicts cannot be read at all.
    """
    pipeline = Pipeline(folder, progress)
    found = list(_sources(pipeline))
    found += names_authority.problems(pipeline.authority, folder.relative(folder.authority_path))
    if not any(p.severity == "error" for p in found):
        found += _compare(pipeline)
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda p: (order[p.severity], p.file, p.line, p.column, p.code))


def _sources(pipeline: Pipeline) -> Iterator[Problem]:
    """Sources that are missing, unreadable, or not the ones recorded."""
    folder = pipeline.folder
    if not pipeline.descriptions:
        yield Problem("no-texts", "error", "the corpus has no texts", "Run 'fitnacorpus add FILE'",
                      "seeds")  # fmt: skip
    for item in pipeline.descriptions:
        path = folder.source_path(item)
        try:
            data = read_source(path, pipeline.settings)
        except FitnaError as error:
            yield as_problem(error, folder)
            continue
        if hashlib.sha256(data).hexdigest() != item.info.sha256:
            line, column = _first_change(folder, item, data)
            yield Problem(
                "source-changed",
                "error",
                "the source is not the one that was recorded",
                f"If the change is meant, run 'fitnacorpus update {item.info.id}'; "
                "else restore the file",
                folder.relative(path),
                line,
                column,
            )
    known = {folder.source_path(item) for item in pipeline.descriptions}
    for path in sorted(set(folder.seeds.glob("*.txt")) - known):
        yield Problem(
            "undescribed-source",
            "warning",
            "this source has no description",
            f"Run 'fitnacorpus add {folder.relative(path)}'",
            folder.relative(path),
        )


def _first_change(folder: CorpusFolder, item: Description, data: bytes) -> tuple[int, int]:
    """Where a source departs from the one its TEI was made of; (0, 0) when that cannot be told."""
    try:
        source = ingest.decode(data, item.info.encoding)
        path = folder.text_path(item.info.id)
        before = tei_read.source_reading(safe.parse(path.read_bytes(), where=str(path)))
    except (FitnaError, OSError, ValueError):
        return 0, 0
    return _departure(source, before)


def _departure(now: str, then: str) -> tuple[int, int]:
    """Line and column of the first character in which `now` differs from `then`."""
    shared = next(
        (i for i, (a, b) in enumerate(zip(now, then, strict=False)) if a != b),
        min(len(now), len(then)),
    )
    return position(now, shared)


def _compare(pipeline: Pipeline) -> Iterator[Problem]:
    """Generated files against what a build would write, and verdicts against the texts."""
    folder = pipeline.folder
    try:
        files = {
            folder.text_path(item.info.id): pipeline.document_file(item)
            for item in pipeline.descriptions
        }
        for path, expected in files.items():
            yield from _file(folder, path, expected, tolerant=False)
        for item in pipeline.descriptions:
            yield from _mentions(pipeline.document(item), folder)
        alignments = {
            folder.alignment_path(a.event): pipeline.alignment_file(a) for a in pipeline.alignments
        }
    except FitnaError as error:
        yield as_problem(error, folder)
        return
    for path, expected in alignments.items():
        yield from _file(folder, path, expected, tolerant=True)
    for path in (*stray(folder.texts, list(files)), *stray(folder.alignments, list(alignments))):
        yield Problem(
            "stray-file",
            "error",
            "no text or event of the corpus belongs to this file",
            "Run 'fitnacorpus build' to remove it",
            folder.relative(path),
        )
    yield from _events(pipeline)
    for problem in judgements.problems(
        pipeline.judgements, texts=[item.info.id for item in pipeline.descriptions]
    ):
        yield Problem(
            problem.code,
            problem.severity,
            problem.message,
            problem.hint,
            folder.relative(problem.file),
            problem.line,
        )


def _file(
    folder: CorpusFolder, path: Path, expected: bytes, *, tolerant: bool
) -> Iterator[Problem]:
    name = folder.relative(path)
    if not path.is_file():
        yield Problem("missing-output", "error", "this generated file is missing",
                      "Run 'fitnacorpus build'", name)  # fmt: skip
        return
    data = path.read_bytes()
    if data == expected or (tolerant and _alike(data, expected)):
        return
    try:
        safe.parse(data, where=str(path))
    except FitnaError as error:
        yield as_problem(error, folder)
        return
    line, column = _departure(_without_digest(data), _without_digest(expected))
    if tei_digest.intact(data):
        yield Problem(
            "stale-output",
            "error",
            "this generated file is not what its inputs give now",
            "Run 'fitnacorpus build' and commit the result",
            name,
            line,
            column,
        )
    else:
        yield Problem(
            "hand-edit",
            "error",
            "this generated file was changed by hand",
            f"Take it over with 'fitnacorpus adopt {name}'; to lose it, run "
            "'fitnacorpus build --overwrite'",
            name,
            line,
            column,
        )


def _without_digest(data: bytes) -> str:
    """The content with the digest line blanked, so that line numbers stay true."""
    text = data.decode("utf-8", "replace")
    return re.sub(r'digest="[0-9a-f]{64}"', "", text, count=1)


def _alike(data: bytes, expected: bytes) -> bool:
    """Whether two intact alignments differ by no more than the tolerance in their scores."""
    if not tei_digest.intact(data):
        return False
    here, there = (_LINK_CERT.findall(x) for x in (data, expected))
    if len(here) != len(there):
        return False
    plain = [_LINK_CERT.sub(b"", x).split(b"?>\n", 2)[-1] for x in (data, expected)]
    close = all(
        abs(float(a) - float(b)) < TOLERANCE * 1.5 for a, b in zip(here, there, strict=True)
    )
    return plain[0] == plain[1] and close


def _mentions(document: Document, folder: CorpusFolder) -> Iterator[Problem]:
    """Mentions whose bearer is in doubt."""
    source = document.text.source
    for mention in document.mentions:
        if mention.status != "resolved":
            line, column = position(source, mention.start)
            choices = ", ".join(f"{c.ref} ({c.cert:.2f})" for c in mention.candidates)
            yield Problem(
                f"mention-{mention.status}",
                "warning",
                f"“{source[mention.start : mention.end]}” may be {choices or 'anybody'}",
                "Say who it is by a verdict in tei/mentions/",
                f"seeds/{document.text.info.file}",
                line,
                column,
            )


def _events(pipeline: Pipeline) -> Iterator[Problem]:
    """Ids named by people that the authority does not have."""
    folder, known = pipeline.folder, pipeline.authority
    for item in pipeline.descriptions:
        for cut in item.cuts:
            if cut.event and not _is_event(known, cut.event):
                yield Problem(
                    "unknown-event",
                    "error",
                    f"episode {cut.id} tells '{cut.event}', which is no event of the authority",
                    "Add the event to tei/authority.xml, or correct the id",
                    folder.relative(item.path),
                )
    for placed in pipeline.judgements.placed:
        verdict = placed.verdict
        file, _, line = verdict.where.rpartition(":")
        missing = verdict.ref and verdict.ref not in known.by_id
        if missing or (verdict.event and not _is_event(known, verdict.event)):
            yield Problem(
                "dangling-ref",
                "error",
                f"the verdict names '{verdict.ref or verdict.event}', "
                "which the authority does not have",
                "Add the entry to tei/authority.xml, or supersede the verdict",
                folder.relative(file),
                int(line),
            )


def _is_event(authority: Authority, ident: str) -> bool:
    entry = authority.by_id.get(ident)
    return entry is not None and entry.kind == "event"


def as_problem(error: FitnaError, folder: CorpusFolder) -> Problem:
    """An exception as a problem."""
    match = re.fullmatch(r"(.*?)(?::(\d+))?(?::(\d+))?", error.where)
    file, line, column = match.groups() if match else (error.where, None, None)
    return Problem(
        error.code,
        "error",
        error.what,
        error.hint,
        folder.relative(file or ""),
        int(line or 0),
        int(column or 0),
    )


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """Number of problems by severity."""
    return {s: sum(p.severity == s for p in problems) for s in ("error", "warning", "note")}
