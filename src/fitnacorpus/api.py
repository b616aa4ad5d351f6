"""A corpus as other programs use it: `open` and what it returns."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from fitnacorpus import checks, languages
from fitnacorpus.build import searchable
from fitnacorpus.compare import compare
from fitnacorpus.config import Settings
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.documents import Documents
from fitnacorpus.index.search import EntryHit, search
from fitnacorpus.model import Alignment, Authority, Problem
from fitnacorpus.names.query import find
from fitnacorpus.names.tokens import regnal_number
from fitnacorpus.notebook import Rows
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tables import comparison


class Hits(list[EntryHit]):
    """What a search found, best first; a notebook shows the places as a table."""

    @property
    def rows(self) -> Rows:
        """The places as rows, with the words around each."""
        return Rows(
            ("entry", "tier", "score", "ref", "left", "form", "right"),
            [
                (hit.authority, hit.tier, round(hit.score, 2), m.ref, m.left, m.form, m.right)
                for hit in self
                for m in hit.mentions
            ],
        )

    def __repr__(self) -> str:
        places = sum(len(hit.mentions) for hit in self)
        found = ", ".join(hit.authority for hit in self) or "nothing"
        return f"<Hits: {found}; {places:,} places>"

    def _repr_html_(self) -> str:
        return self.rows._repr_html_()

    def to_frame(self, library: str = "") -> Any:
        """The places as a dataframe; see `Rows.to_frame`."""
        return self.rows.to_frame(library)


@dataclass(frozen=True, repr=False)
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

    def search(self, query: str, *, kind: str = "", lang: str = "", text: str = "") -> Hits:
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
            return Hits(
                search(index, query, find, kind=kind, lang=lang, text=text, number=regnal_number)
            )

    @property
    def links(self) -> Rows:
        """All links as rows, passages as refs of their episodes."""
        return Rows(
            ("a", "b", "relation", "differs", "status", "event", "score", "note"),
            [
                (
                    f"{x.a.text}:{x.a.episode}", f"{x.b.text}:{x.b.episode}", x.relation,
                    " ".join(x.differs), x.status, x.event, round(x.score, 2), x.note,
                )
                for a in self.alignments
                for x in a.links
            ],
        )  # fmt: skip

    def compare(self, event: str) -> Rows:
        """What each account says of an event, as rows: one a statement and account.

        Args:
            event: Authority id of the event; the events inside it are taken in.

        Raises:
            CorpusError: the authority has no such event (``unknown-event``).
        """
        found = comparison.cells(compare(self, event))
        return Rows(comparison.COLUMNS, [tuple(row.values()) for row in found])

    @property
    def overview(self) -> Rows:
        """The texts as rows: id, language, title, words, episodes, mentions."""
        return Rows(
            ("text", "lang", "title", "words", "episodes", "mentions"),
            [
                (
                    d.text.info.id, d.text.info.lang,
                    languages.chosen(d.text.info.title, d.text.info.lang)[1],
                    len(d.text.source.split()), len(d.episodes), len(d.mentions),
                )
                for d in self.texts
            ],
        )  # fmt: skip

    def __repr__(self) -> str:
        return f"<Corpus “{self._title}”: {len(self.texts)} texts in {self.folder.root}>"

    def _repr_html_(self) -> str:
        return f"<p><b>{html.escape(self._title)}</b></p>{self.overview._repr_html_()}"

    @property
    def _title(self) -> str:
        """The title in all its languages, on one line."""
        return " | ".join(self.settings.title.splitlines())

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
