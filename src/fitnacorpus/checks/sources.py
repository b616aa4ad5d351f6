"""Sources: whether they are the ones that were recorded, and described."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from fitnacorpus import ingest
from fitnacorpus.checks.problem_places import as_problem
from fitnacorpus.config import Settings
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Description
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Problem, Transcript
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.position import position
from fitnacorpus.sources import read_source
from fitnacorpus.tei import read as tei_read
from fitnacorpus.tei import safe

_STATES: Final = {
    "abbr": "abbreviated and not expanded",
    "added": "added",
    "damage": "damaged",
    "deleted": "deleted and left out",
    "gap": "lost",
    "orig": "kept as spelt and not regularised",
    "sic": "kept as written and not corrected",
    "supplied": "supplied",
    "surplus": "superfluous and kept",
    "unclear": "unclear",
}
"""State of words, after a number."""


def problems(pipeline: Pipeline) -> Iterator[Problem]:
    """Sources that are missing, unreadable, or not the ones recorded."""
    folder = pipeline.folder
    if not pipeline.descriptions:
        yield Problem("no-texts", "error", "the corpus has no texts", "Run 'fitnacorpus add FILE'",
                      "seeds")  # fmt: skip
    yield from changed(folder, pipeline.descriptions, pipeline.settings)
    known = {folder.source_path(item) for item in pipeline.descriptions}
    for path in sorted({*folder.source_files()} - known):
        yield Problem(
            "undescribed-source",
            "warning",
            "this source has no description",
            f"Run 'fitnacorpus add {folder.relative(path)}'",
            folder.relative(path),
        )


def changed(
    folder: CorpusFolder, descriptions: Iterable[Description], settings: Settings
) -> Iterator[Problem]:
    """Sources of texts that are missing, unreadable, or not the ones recorded."""
    for item in descriptions:
        path = folder.source_path(item)
        try:
            data = read_source(path, settings)
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


def unmodelled(pipeline: Pipeline, item: Description) -> Iterator[Problem]:
    """What of a source the corpus has no place for."""
    transcript = pipeline.text(item).transcript
    file = pipeline.folder.relative(pipeline.folder.source_path(item))
    misleading = [x for x in transcript.unmodelled if ingest.changes_sense(x)]
    others = [x for x in transcript.unmodelled if x not in misleading]
    if misleading:
        yield Problem(
            "leftover-sense",
            "warning",
            ingest.describe(misleading),
            "Resolve it in the source, then run 'fitnacorpus update'; the words stand as they are",
            file,
            min(x.line for x in misleading),
        )
    if others:
        yield Problem(
            "leftover",
            "note",
            ingest.describe(others),
            "Nothing to do if the edition can spare it; the source stands unchanged in seeds/",
            file,
            min(x.line for x in others),
        )
    if transcript.states:
        yield Problem(
            "textual-state",
            "note",
            f"the reading rests on what its editor says of the words: {_counted(transcript)}",
            "Nothing to do; the words stand in tei/texts/ with their states",
            file,
        )


def _counted(transcript: Transcript) -> str:
    counts = Counter(state.kind for state in transcript.states)
    return ", ".join(f"{number:,} {_STATES[kind]}" for kind, number in sorted(counts.items()))


def _first_change(folder: CorpusFolder, item: Description, data: bytes) -> tuple[int, int]:
    """Where a source departs from the one its TEI was made of; (0, 0) when that cannot be told."""
    try:
        source = ingest.decode(data, item.info.encoding)
        if ingest.is_xml(source) or ingest.is_html(source):
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
