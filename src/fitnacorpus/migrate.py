"""Migrating: a corpus that an earlier version made is brought to today's formats.

What people write (descriptions, authority, verdicts) has not changed its format since the first
version, and is never rewritten.  What did change is made anew: generated files, what the program
keeps between builds, and the lines that git needs in a corpus.  And it is said what nobody else
would notice: which episodes are drafted anew, and whether the verdicts still find their places.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fitnacorpus import intake
from fitnacorpus.build import bring
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.journal import Changes
from fitnacorpus.pipeline import Progress
from fitnacorpus.tei import digest


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was done, or would be.

    Attributes:
        earlier: Generated files of an earlier format, from the corpus folder.
        settings: Files for git that lacked lines, with the number of lines.
        kept: Files that an earlier program kept between builds, and that went.
        written: Files that the build wrote.
        removed: Generated files that belong to nothing any more, and went.
        drafted: Texts whose episodes nobody has cut: they may begin elsewhere than before.
        placed: Verdicts that found their place.
        moved: Of these the verdicts that stand among other words than they did.
        orphans: Verdicts that found none.
    """

    earlier: tuple[str, ...]
    settings: tuple[tuple[str, int], ...]
    kept: tuple[str, ...]
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    drafted: tuple[str, ...] = ()
    placed: int = 0
    moved: int = 0
    orphans: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the corpus has today's formats already."""
        return not (self.earlier or self.settings or self.kept)


def migrate(
    folder: CorpusFolder, *, dry_run: bool = False, progress: Progress | None = None
) -> Migrated:
    """Bring a corpus to today's formats.

    Args:
        folder: The corpus.
        dry_run: Whether only to tell what would be done.
        progress: Told what is being worked on.

    Raises:
        FitnaError: An input cannot be used, or a generated file of an earlier format was edited by
            hand (``hand-edit``): then nothing is changed.
    """
    folder.settings()
    earlier = folder.in_earlier_format()
    for path in earlier:
        if not digest.intact(path.read_bytes()):
            raise CorpusError(
                "hand-edit",
                "this generated file of an earlier format was changed by hand",
                where=str(path),
                hint="Take the edit over with 'fitnacorpus adopt' of the version that wrote the "
                "file, or move the file away",
            )
    wanted = {p: s for p, s in intake.git_files(folder.root).items() if _lines(s) > _stand(p)}
    found = Migrated(
        tuple(folder.relative(path) for path in earlier),
        tuple((folder.relative(path), _lines(s) - _stand(path)) for path, s in wanted.items()),
        tuple(folder.relative(path) for path in folder.kept_by_earlier()),
    )
    if dry_run or found.nothing:
        return found
    built, pipeline = bring(folder, progress=progress)
    with folder.locked():
        folder.commit(Changes({path: content.encode() for path, content in wanted.items()}))
    return Migrated(
        found.earlier,
        found.settings,
        found.kept,
        built.written,
        built.removed,
        tuple(item.info.id for item in pipeline.descriptions if not item.cuts),
        len(pipeline.judgements.placed),
        built.summary.moved,
        built.summary.orphans,
    )


def _lines(content: str) -> int:
    return len(content.splitlines())


def _stand(path: Path) -> int:
    return _lines(path.read_text("utf-8")) if path.is_file() else 0
