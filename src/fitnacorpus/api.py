"""A corpus as other programs use it: `open` and what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fitnacorpus import checks
from fitnacorpus.build import searchable
from fitnacorpus.config import Settings
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.documents import Documents
from fitnacorpus.index.search import EntryHit, search
from fitnacorpus.model import Alignment, Authority, Problem
from fitnacorpus.names.query import find
from fitnacorpus.pipeline import Pipeline


@dataclass(frozen=True)
class Corpus:
    """A corpus that has been built.

    Attributes:
        folder: Where it is.
        made: The pipeline of the build that has just run, or None to read everything anew.
    """

    folder: CorpusFolder
    made: Pipeline | None = field(default=None, repr=False, compare=False)

    @cached_property
    def pipeline(self) -> Pipeline:
        """The stages behind it."""
        return self.made or Pipeline(self.folder)

    @property
    def settings(self) -> Settings:
        """The settings."""
        return self.pipeline.settings

    @property
    def texts(self) -> Documents:
        """All texts with their annotations, by text id; each is read when it is asked for."""
        return self.pipeline.documents()

    @cached_property
    def authority(self) -> Authority:
        """The authority."""
        return self.pipeline.authority

    @cached_property
    def alignments(self) -> tuple[Alignment, ...]:
        """All alignments, by event id; last the links without an event."""
        return tuple(self.pipeline.alignments)

    @cached_property
    def reviewers(self) -> Mapping[str, str]:
        """The id that `resp` bears for a reviewer, to his name."""
        return self.pipeline.reviewers

    def search(
        self, query: str, *, kind: str = "", lang: str = "", text: str = ""
    ) -> list[EntryHit]:
        """Entries that bear a name, in any spelling and script, with all their mentions.

        Args:
            query: The name.
            kind: Only entries of this kind.
            lang: Only mentions in texts of this language.
            text: Only mentions in this text.

        Raises:
            CorpusError: the corpus has not been built (``no-index``).
        """
        with searchable(self.folder) as index:
            return search(index, query, find, kind=kind, lang=lang, text=text)

    def problems(self) -> list[Problem]:
        """Everything a maintainer must see, errors first."""
        return checks.check(self.folder)


def open(path: str | Path = ".") -> Corpus:
    """Open the corpus in a folder.

    Args:
        path: The folder.

    Raises:
        ConfigError: there is no corpus, or its settings are wrong.
    """
    folder = CorpusFolder(Path(path))
    folder.settings()
    folder.recover()
    return Corpus(folder)
