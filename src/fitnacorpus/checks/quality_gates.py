"""Quality gates of an edition: scores above their floors, and ids of episodes that stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fitnacorpus import toml_files
from fitnacorpus.align.agreement import shortfalls
from fitnacorpus.config import FloorSettings
from fitnacorpus.evaluate import agreement_of, proposals
from fitnacorpus.model import Problem
from fitnacorpus.pipeline import Pipeline


def problems(pipeline: Pipeline) -> Iterator[Problem]:
    """Scores below the floors of the settings, and texts whose episodes have no written ids.

    Args:
        pipeline: The corpus, with the verdicts and events of people.
    """
    for item in pipeline.descriptions:
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
