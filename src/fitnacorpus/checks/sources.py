"""Sources: whether they are the ones that were recorded, and described."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from fitnacorpus import ingest
from fitnacorpus.checks.problem_places import as_problem
from fitnacorpus.corpus import CorpusFolder, read_source
from fitnacorpus.description import Description
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Problem
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.position import position
from fitnacorpus.tei import read as tei_read
from fitnacorpus.tei import safe


def problems(pipeline: Pipeline) -> Iterator[Problem]:
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
    held = {*folder.seeds.glob("*.txt"), *folder.seeds.glob("*.xml")}
    for path in sorted(held - known):
        yield Problem(
            "undescribed-source",
            "warning",
            "this source has no description",
            f"Run 'fitnacorpus add {folder.relative(path)}'",
            folder.relative(path),
        )


def unmodelled(pipeline: Pipeline, item: Description) -> Iterator[Problem]:
    """What of a source the corpus has no place for."""
    found = pipeline.text(item).transcript.unmodelled
    if found:
        yield Problem(
            "leftover",
            "note",
            ingest.describe(found),
            "Nothing to do if the edition can spare it; the source stands unchanged in seeds/",
            pipeline.folder.relative(pipeline.folder.source_path(item)),
            min(x.line for x in found),
        )


def _first_change(folder: CorpusFolder, item: Description, data: bytes) -> tuple[int, int]:
    """Where a source departs from the one its TEI was made of; (0, 0) when that cannot be told."""
    try:
        source = ingest.decode(data, item.info.encoding)
        if ingest.is_xml(source):
            return 0, 0
        path = folder.text_path(item.info.id)
        before = tei_read.source_reading(safe.parse(path.read_bytes(), where=str(path)))
    except (FitnaError, OSError, ValueError):
        return 0, 0
    return departure(source, before)


def departure(now: str, then: str) -> tuple[int, int]:
    """Line and column of the first character in which `now` differs from `then`."""
    shared = next(
        (i for i, (a, b) in enumerate(zip(now, then, strict=False)) if a != b),
        min(len(now), len(then)),
    )
    return position(now, shared)
