"""Building: makes the artefacts that are stale, and writes them so that nothing is lost.

An artefact is stale when the digest of its inputs, of the settings that it rests on, or of the
program's own code differs from that of the last run, or when an output is missing or changed.  A
generated file that somebody edited by hand is never overwritten silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fitnacorpus.build.builder import Builder, fill
from fitnacorpus.build.results import Build
from fitnacorpus.corpus import UNWRITABLE, CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.index import build as index_build
from fitnacorpus.pipeline import Pipeline, Progress
from fitnacorpus.stages.program import code


def build(
    folder: CorpusFolder,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    runner: str = "serial",
    keep_going: bool = False,
) -> Build:
    """Bring all generated files of a corpus up to date.

    Args:
        folder: The corpus.
        overwrite: Whether to replace generated files that were edited by hand.
        progress: Told what is being worked on.
        runner: Who works, as `runner.workers` names it; "" = processes if many texts are stale.
            The files are the same, to the byte, whoever does.
        keep_going: Whether to build the rest when a text cannot be made.

    Raises:
        FitnaError: an input cannot be used; what was built so far stands, and each file is whole.
        CorpusError: a generated file was edited by hand (``hand-edit``), or cannot be written.
    """
    folder.settings()
    with folder.locked():
        builder = Builder(Pipeline(folder, progress), overwrite, runner, keep_going)
        return builder.run()


def bring(
    folder: CorpusFolder,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    machine_only: bool = False,
) -> tuple[Build, Pipeline]:
    """As `build`, and give the pipeline too: what stands built is not made again by asking it.

    Args:
        folder: The corpus.
        overwrite: Whether to replace generated files that were edited by hand.
        progress: Told what is being worked on.
        machine_only: Whether to make what `Pipeline` means by it: that stands apart, and no file of
            the edition is touched.

    Raises:
        FitnaError: as `build`.
    """
    folder.settings()
    with folder.locked():
        builder = Builder(Pipeline(folder, progress, machine_only=machine_only), overwrite)
        return builder.run(), builder.pipeline


def bring_or_read(
    folder: CorpusFolder, *, progress: Progress | None = None, machine_only: bool = False
) -> Pipeline:
    """The corpus up to date: built where it can be written to, else made in memory.

    Args:
        folder: The corpus.
        progress: Told what is being worked on.
        machine_only: As `bring`.

    Raises:
        FitnaError: as `build`, but for rights, locks and full disks.
    """
    try:
        return bring(folder, progress=progress, machine_only=machine_only)[1]
    except CorpusError as error:
        if error.code not in UNWRITABLE:
            raise
        return Pipeline(folder, progress, machine_only=machine_only)


@contextmanager
def searchable(folder: CorpusFolder, *, progress: Progress | None = None) -> Iterator[Path]:
    """The search index: that of the last build, or one for the moment where nobody may build.

    Args:
        folder: The corpus.
        progress: Told what is being worked on.

    Raises:
        FitnaError: an input cannot be used.
    """
    folder.settings()
    path = folder.index_path
    with TemporaryDirectory() as place:
        if not index_build.Index(path, code("index")).keys() and not folder.is_writable():
            path = Path(place) / path.name
            pipeline = Pipeline(folder, progress)
            with index_build.Index(path, code("index")) as index:
                ids = [item.info.id for item in pipeline.descriptions]
                list(fill(index, pipeline, ids, ids))
        yield path
