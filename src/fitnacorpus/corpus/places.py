"""What lies where in a corpus folder: the only module that knows the names of its folders."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fitnacorpus import refs
from fitnacorpus.errors import (
    CorpusError,
)
from fitnacorpus.files import (
    visible,
)

UNASSIGNED: Final = "unassigned"
"""Name of the alignment file of links that no event has been given; no event may have it."""


class Places:
    """The paths of a corpus folder.

    Args:
        root: The folder; paths in messages begin with it as it is given here.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def seeds(self) -> Path:
        """Sources and their descriptions."""
        return self.root / "seeds"

    @property
    def authority_path(self) -> Path:
        """The authority, written by people."""
        return self.root / "tei" / "authority.xml"

    @property
    def header_path(self) -> Path:
        """What people say of the edition, for every header; optional."""
        return self.root / "tei" / "header.xml"

    @property
    def texts(self) -> Path:
        """Generated TEI of the texts."""
        return self.root / "tei" / "texts"

    @property
    def alignments(self) -> Path:
        """Generated TEI of the alignments."""
        return self.root / "alignments"

    @property
    def answers_path(self) -> Path:
        """What language models said of proposed links, where they were asked."""
        return self.alignments / "answers.jsonl"

    @property
    def learnt_path(self) -> Path:
        """What the verdicts taught, where somebody wants it used."""
        return self.alignments / "learnt.toml"

    @property
    def lexicon_path(self) -> Path:
        """What translations taught of how words are rendered, where somebody wants it used."""
        return self.alignments / "lexicon.tsv"

    @property
    def removed(self) -> Path:
        """What people took out of the corpus, a folder for each text."""
        return self.root / "removed"

    @property
    def private(self) -> Path:
        """What a build keeps for itself: may be deleted at any time."""
        return self.root / ".fitnacorpus"

    @property
    def state_path(self) -> Path:
        """What the last build did."""
        return self.private / "state.sqlite"

    @property
    def index_path(self) -> Path:
        """The search index."""
        return self.private / "index.sqlite"

    def text_path(self, text_id: str) -> Path:
        """Generated TEI of one text."""
        return _file_of(self.texts, text_id)

    def alignment_path(self, event: str) -> Path:
        """Generated alignment of one event, or of the links without an event ("")."""
        if event == UNASSIGNED:
            raise _unsafe(self.alignments, event, "is the file of links without an event")
        return _file_of(self.alignments, event or UNASSIGNED)

    def mention_verdict_paths(self) -> list[Path]:
        """Files of verdicts on mentions, by name."""
        return visible(self.root / "tei" / "mentions", "*.jsonl")

    def link_verdict_paths(self) -> list[Path]:
        """Files of verdicts on links and absences, by name."""
        return visible(self.alignments / "reviewed", "*.jsonl")

    def relative(self, path: Path | str) -> str:
        """A path as it is written in problems: from the corpus folder, with slashes."""
        try:
            return Path(path).relative_to(self.root).as_posix()
        except ValueError:
            return Path(path).as_posix()


def _file_of(folder: Path, ident: str) -> Path:
    """The generated file of an id: the one door from an id in somebody's file to a file name.

    Raises:
        CorpusError: the id is none, or its file lies elsewhere, as a link may (``unsafe-id``).
    """
    path = folder / f"{ident}.xml"
    if not refs.is_record_id(ident):
        raise _unsafe(folder, ident, "is no id, and cannot name a file")
    if path.is_symlink() and path.resolve().parent != folder.resolve():
        raise _unsafe(folder, ident, "has a file that leads out of its folder")
    return path


def _unsafe(folder: Path, ident: str, what: str) -> CorpusError:
    return CorpusError(
        "unsafe-id",
        f"“{ident}” {what}",
        where=str(folder),
        hint="Ids begin with a letter and hold letters, digits, - and _",
    )
