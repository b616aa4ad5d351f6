"""Checking a corpus: everything that a maintainer must see, as problems with a stable code.

people     what people write can be read, and names what there is
sources    the sources are the ones that were recorded
integrity  every XML file by itself and against the others
values     how dates and sentences of a text were read
drift      generated files are what a build would write
gates      scores above their floors, ids of episodes that stay
"""

from __future__ import annotations

from collections.abc import Sequence

from fitnacorpus.checks import drift, integrity, people, quality_gates, sources, values
from fitnacorpus.checks.problem_places import as_problem, in_order
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError
from fitnacorpus.files import visible
from fitnacorpus.model import Problem
from fitnacorpus.names import authority as names_authority
from fitnacorpus.pipeline import Pipeline, Progress

__all__ = ["as_problem", "check", "files"]


def check(folder: CorpusFolder, *, progress: Progress | None = None) -> list[Problem]:
    """All problems of a corpus, errors first, then by file and line.

    No fault hides another, as far as that can be: only what is made from unreadable files is left
    unchecked.

    Args:
        folder: The corpus.
        progress: Told what is being worked on.

    Raises:
        FitnaError: the settings cannot be read.
    """
    settings = folder.settings()
    written = people.read(folder)
    if written.problems:
        in_files = [*integrity.problems(folder, written.descriptions, {})]
        found = [p for p in written.problems if not _told(p, in_files)]
        found += sources.changed(folder, written.descriptions, settings)
        return in_order([*found, *in_files])
    return check_pipeline(Pipeline(folder, progress))


def _told(problem: Problem, others: Sequence[Problem]) -> bool:
    """Whether going through a file tells the same fault as reading it, with its column."""
    return any(
        other.severity == "error"
        and other.file == problem.file
        and (other.code == problem.code or other.line == problem.line)
        for other in others
    )


def check_pipeline(pipeline: Pipeline) -> list[Problem]:
    """All problems of a corpus of which everything that people write can be read."""
    folder, descriptions = pipeline.folder, pipeline.descriptions
    authority_file = folder.relative(folder.authority_path)
    found = list(people.relations(descriptions, folder))
    found += sources.problems(pipeline)
    found += names_authority.problems(pipeline.authority, authority_file)
    sound = not any(p.severity == "error" for p in found)
    texts = {}
    try:
        if sound:
            texts = {item.info.id: pipeline.text(item).source for item in descriptions}
            found += drift.problems(pipeline)
            for item in descriptions:
                found += sources.unmodelled(pipeline, item)
                found += values.problems(pipeline, item)
                found += people.doubts(pipeline.document(item))
            found += people.named(pipeline)
            found += people.verdicts(pipeline)
            found += quality_gates.problems(pipeline)
    except FitnaError as fault:
        found.append(as_problem(fault, folder))
    return in_order([*found, *integrity.problems(folder, descriptions, texts)])


def files(folder: CorpusFolder) -> list[str]:
    """Every file that a check looks at, as problems name it, in order."""
    return sorted(
        folder.relative(path)
        for path in (
            *folder.source_files(),
            *folder.description_paths(),
            folder.authority_path,
            folder.header_path,
            *folder.mention_verdict_paths(),
            *visible(folder.texts, "*.xml"),
            *visible(folder.alignments, "*.xml"),
            *folder.link_verdict_paths(),
        )
        if path.is_file()
    )
