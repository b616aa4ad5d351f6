"""Quality gates of an edition: scores above their floors, and ids of episodes that stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fitnacorpus import toml_files
from fitnacorpus.align.agreement import shortfalls
from fitnacorpus.build.episode_ids import built, changed_ids
from fitnacorpus.config import FloorSettings
from fitnacorpus.description import Description
from fitnacorpus.evaluate import agreement_of, proposals
from fitnacorpus.model import Problem
from fitnacorpus.pipeline import Pipeline


def _changed_ids(pipeline: Pipeline, item: Description) -> Iterator[Problem]:
    """Ids that a build would let go with other words than they stand built with."""
    if pipeline.document_is_fresh(item.info.id):
        return
    path = Path(item.path)
    numbers = {cut.id: number for number, cut in enumerate(item.cuts, start=1)}
    for found in changed_ids(pipeline, item, built(pipeline, item)):
        number = numbers.get(found.id)
        yield Problem(
            "episode-id-changed",
            "warning",
            found.what,
            found.hint,
            pipeline.folder.relative(path),
            toml_files.key_line(path, "id", table="episode", number=number) if number else 0,
        )


def problems(pipeline: Pipeline) -> Iterator[Problem]:
    """Scores below the floors of the settings, and texts whose episodes have no written ids.

    Args:
        pipeline: The corpus, with the verdicts and events of people.
    """
    for item in pipeline.descriptions:
        yield from _changed_ids(pipeline, item)
        if not item.cuts:
            yield Problem(
                "episodes-drafted",
                "note",
                "episodes are drafted at every build, so their ids go with no words",
                f"Run 'fitnacorpus update {item.info.id}' to write them down",
                pipeline.folder.relative(item.path),
            )
    settings = pipeline.settings
    if settings.floors == FloorSettings():
        return
    agreement = agreement_of(pipeline, proposals(pipeline))
    for name, score, floor in shortfalls(agreement, settings.floors):
        yield Problem(
            "below-floor",
            "error",
            f"{name} is {score:.3f}, below its floor of {floor:g}",
            "Run 'fitnacorpus eval align' to see the errors",
            pipeline.folder.relative(settings.path),
            toml_files.key_line(Path(settings.path), name, "floors"),
        )
