"""What a worker does for a build: makes artefacts of one text or pair, and hands them over.

A worker writes nothing.  It reads the corpus folder, as it stands when its step begins, and gives
what it made as values to the process that holds the lock; so whoever works, there is one writer,
and a worker may die at any moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.stages.store import Artefact

TEXT: Final = "text"
"""The step that makes the document of a text, what is compared of it, and what it shows."""
VECTORS: Final = "vectors"
"""The step that encodes the units of a text."""
PASSAGES: Final = "passages"
"""The step that encodes the episodes, sentences and words of a text."""
LINKS: Final = "links"


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work.

    Attributes:
        root: The corpus folder.
        machine_only: As `Pipeline` means it.
        step: `TEXT`, `VECTORS`, `PASSAGES` or `LINKS`.
        of: The text, or the two texts.
        without: Texts that could not be made, and count as not there.
        build: Tells the builds of a process apart.
    """

    root: str
    machine_only: bool
    step: str
    of: tuple[str, ...]
    without: tuple[str, ...] = ()
    build: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What a job made.

    Attributes:
        job: The job.
        artefacts: Artefacts with their content.
        derived: Name to basis and value of what was reckoned on the way.
    """

    job: Job
    artefacts: tuple[tuple[Artefact, bytes], ...]
    derived: dict[str, tuple[str, str]]


def work(job: Job) -> Done:
    """Do a job, in whatever process."""
    pipeline = _pipeline(job.root, job.machine_only, job.step, job.without, job.build)
    made: list[tuple[Artefact, bytes]] = []
    pipeline.store.keep = lambda artefact, data: made.append((artefact, data))
    make(pipeline, job)
    return Done(job, tuple(made), pipeline.state.take_derived())


def make(pipeline: Pipeline, job: Job) -> None:
    """Make what is stale of a job's artefacts; the pipeline's store keeps them."""
    if job.step == TEXT:
        (text,) = job.of
        if pipeline.store.fresh(pipeline.document_artefact(text)) is None:
            pipeline.document_file(text)
        pipeline.linking.bring(text)
    elif job.step == VECTORS:
        (text,) = job.of
        pipeline.linking.units_of(text)
    elif job.step == PASSAGES:
        (text,) = job.of
        pipeline.linking.account(text)
    else:
        a, b = job.of
        pipeline.linking.links_of((a, b))


@lru_cache(maxsize=1)
def _pipeline(
    root: str, machine_only: bool, step: str, without: tuple[str, ...], build: str
) -> Pipeline:
    """The corpus as it stands when a step begins: what earlier steps made is on the disk."""
    pipeline = Pipeline(CorpusFolder(Path(root)), machine_only=machine_only)
    pipeline.leave_out(without)
    return pipeline
