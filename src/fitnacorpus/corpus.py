"""The gateway to a corpus folder: the only module that knows where things are kept.

Files appear whole or not at all: they are written beside their place, flushed to the disk and then
renamed.  A file that people write is never opened for writing by a build.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from fitnacorpus import config, description, journal, judgements, refs, toml_files
from fitnacorpus.config import Settings
from fitnacorpus.description import Description
from fitnacorpus.errors import (
    AuthorityError,
    ConfigError,
    CorpusError,
    FitnaError,
    JudgementError,
    SourceError,
)
from fitnacorpus.files import (
    UNFINISHED,
    delete,
    disk,
    finish_folder,
    replacing_folder,
    unfinished_beside,
    visible,
    write_whole,
)
from fitnacorpus.journal import Changes
from fitnacorpus.judgements import Verdict
from fitnacorpus.judgements import files as verdict_files
from fitnacorpus.model import Authority, Text
from fitnacorpus.sources import read_source, read_text
from fitnacorpus.tei import authority as tei_authority
from fitnacorpus.tei import digest as tei_digest
from fitnacorpus.tei import house as tei_house
from fitnacorpus.tei.house import House

LOCK_SECONDS: Final = 600
"""How long a build waits for another one to end."""
_MOMENT: Final = 0.5
"""How long a command that only reads waits for one that changes several files: that is quick."""
UNWRITABLE: Final = ("no-lock", "disk")
"""Codes of errors that hinder nobody who only wants to read."""
SOURCES: Final = (".html", ".txt", ".xml")
"""Endings of sources that are taken in; a description may name a file with another."""
UNASSIGNED: Final = "unassigned"
"""Name of the alignment file of links that no event has been given; no event may have it."""


class CorpusFolder:
    """A folder that holds a corpus.

    Args:
        root: The folder; paths in messages begin with it as it is given here.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    # --- Places ----------------------------------------------------------------------------------

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
    def learnt_path(self) -> Path:
        """What the verdicts taught, where somebody wants it used."""
        return self.alignments / "learnt.toml"

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

    # --- Reading what people write ---------------------------------------------------------------

    def settings(self) -> Settings:
        """The settings; raises `ConfigError` where there is no corpus."""
        if not self.root.is_dir():
            raise ConfigError(
                "no-corpus",
                "there is no such folder",
                where=str(self.root),
                hint=f"Run 'fitnacorpus init {self.root}'",
            )
        return config.load(self.root)

    def descriptions(self) -> list[Description]:
        """The descriptions of all texts, by text id.

        Raises:
            ConfigError: a description is wrong, or two have one id (``duplicate-id``).
        """
        found: dict[str, Description] = {}
        for path in self.description_paths():
            item = description.load(path)
            other = found.get(item.info.id)
            if other is not None:
                raise ConfigError(
                    "duplicate-id",
                    f"text id '{item.info.id}' is that of {other.path} already",
                    where=f"{path}:{toml_files.key_line(path, 'id')}",
                    hint="Give one of the two texts another id",
                )
            found[item.info.id] = item
        return [found[key] for key in sorted(found)]

    def description_paths(self) -> list[Path]:
        """Files of descriptions, by name."""
        return visible(self.seeds, "*.toml")

    def source_files(self) -> list[Path]:
        """Files that lie where sources are kept and have an ending that `add` gives, by name."""
        return sorted(p for end in SOURCES for p in visible(self.seeds, f"*{end}"))

    def source_path(self, item: Description) -> Path:
        """The source file of a description."""
        return Path(item.path).parent / item.info.file

    def source_bytes(self, item: Description, settings: Settings) -> bytes:
        """The bytes of a source.

        Raises:
            SourceError: it cannot be read or is over the limit.
        """
        return read_source(self.source_path(item), settings)

    def text(self, item: Description, settings: Settings) -> Text:
        """A text, read from its source.

        Raises:
            SourceError: the source cannot be read as a text, or is not the recorded one
                (``source-changed``).
        """
        path = self.source_path(item)
        data = self.source_bytes(item, settings)
        if hashlib.sha256(data).hexdigest() != item.info.sha256:
            raise SourceError(
                "source-changed",
                "the source is not the one that was recorded",
                where=str(path),
                hint=f"If the change is meant, run 'fitnacorpus update {item.info.id}'; "
                "else restore the file",
            )
        return read_text(data, item, settings, where=str(path))

    def authority(self) -> Authority:
        """The authority; an empty one where there is no file.

        Raises:
            AuthorityError: the file cannot be used, with line.
        """
        if not self.authority_path.exists():
            return Authority((), str(self.authority_path))
        try:
            data = self.authority_path.read_bytes()
        except OSError as error:
            raise AuthorityError(
                "unreadable",
                error.strerror or "cannot be read",
                where=str(self.authority_path),
                hint="Check that it is a file and may be read",
            ) from None
        return tei_authority.read(data, where=str(self.authority_path))

    def house(self) -> House:
        """What people say of the edition; an empty one where there is no file.

        Raises:
            ConfigError: the file cannot be used, with line.
        """
        path = self.header_path
        if not path.exists():
            return House()
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ConfigError(
                "unreadable",
                error.strerror or "cannot be read",
                where=str(path),
                hint="Check that it is a file and may be read",
            ) from None
        return tei_house.read(data, where=str(path))

    def verdicts(self) -> list[Verdict]:
        """All lines of all files of verdicts.

        Raises:
            JudgementError: a line is no verdict, with file and line.
        """
        return verdict_files.sound(self._verdicts())

    def sound_verdicts(self) -> list[Verdict]:
        """The verdicts, without lines that are none."""
        return [found for found in self._verdicts() if isinstance(found, Verdict)]

    def verdict_faults(self) -> list[JudgementError]:
        """Every line of the files of verdicts that is no verdict."""
        return [found for found in self._verdicts() if isinstance(found, JudgementError)]

    def _verdicts(self) -> Iterator[Verdict | JudgementError]:
        kinds = {"mention": self.mention_verdict_paths(), "link": self.link_verdict_paths()}
        for kind, paths in kinds.items():
            for path in paths:
                yield from verdict_files.read(path, kind)

    # --- Writing ---------------------------------------------------------------------------------

    def verdict_path(self, by: str, kind: str) -> Path:
        """The file to which the verdicts of a person go: his own, one for each folder.

        A file that holds his verdicts and nobody else's is gone on with, whatever its name.

        Raises:
            JudgementError: a file of verdicts cannot be read.
        """
        mention = kind == "mention"
        folder = self.root / "tei" / "mentions" if mention else self.alignments / "reviewed"
        paths = self.mention_verdict_paths() if mention else self.link_verdict_paths()
        writers = {
            p: {
                v.by
                for v in verdict_files.sound(
                    verdict_files.read(p, "mention" if mention else "link")
                )
            }
            for p in paths
        }
        mine = [path for path, people in writers.items() if people == {by}]
        if mine:
            return mine[0]
        name = "-".join(re.findall("[a-z0-9]+", by.lower()))
        path = folder / f"{name}.jsonl"
        if not name or not by.isascii() or writers.get(path):
            name = f"{name}-{hashlib.sha256(by.encode()).hexdigest()[:8]}".lstrip("-")
        return folder / f"{name}.jsonl"

    def append_verdicts(self, verdicts: Sequence[Verdict]) -> list[Path]:
        """Add verdicts to the files of those who gave them, and flush them to the disk.

        Returns:
            The files, each once.

        Raises:
            CorpusError: the disk is full or refuses (``disk``).
            JudgementError: a file of verdicts cannot be read.
        """
        lines = self.verdict_lines(verdicts)
        self.commit(Changes(lines=lines))
        return list(lines)

    def verdict_lines(self, verdicts: Sequence[Verdict]) -> dict[Path, bytes]:
        """The lines that verdicts are, by the file of the one who gave them.

        Raises:
            JudgementError: a file of verdicts cannot be read.
        """
        own = {(v.by, v.kind == "mention"): v for v in verdicts}
        files = {key: self.verdict_path(v.by, v.kind) for key, v in own.items()}
        lines: dict[Path, bytes] = {}
        for v in verdicts:
            path = files[v.by, v.kind == "mention"]
            lines[path] = lines.get(path, b"") + f"{judgements.dump(v)}\n".encode()
        return lines

    def commit(self, changes: Changes) -> None:
        """Change several files, all or none; the corpus must be locked where there are several.

        Raises:
            CorpusError: the disk is full or refuses (``disk``), as `journal.commit`.
        """
        journal.commit(self.root, changes)

    def recover(self) -> bool:
        """Finish what an interrupted command began, unless it is still at work.

        Returns:
            Whether several files were to change, and now have.

        Raises:
            CorpusError: it cannot be finished (``interrupted``, ``disk``, ``no-lock``).
        """
        begun = (self.root / journal.NAME).exists()
        if not (begun or self._busy.exists()):
            return False
        try:
            with self.locked(seconds=_MOMENT if begun else 0):
                return begun
        except CorpusError as error:
            if error.code == "locked" or (error.code in UNWRITABLE and not begun):
                return False
            raise

    def take_back(self, path: Path, verdict: Verdict) -> bool:
        """Remove the last line of a file of verdicts, if it is still the one that was added."""
        line = (judgements.dump(verdict) + "\n").encode()
        try:
            with path.open("rb+") as file:
                size = file.seek(0, os.SEEK_END)
                if size < len(line):
                    return False
                file.seek(size - len(line))
                if file.read() != line:
                    return False
                file.truncate(size - len(line))
                os.fsync(file.fileno())
            if size == len(line):
                path.unlink()
        except OSError as error:
            raise disk(path, error) from None
        return True

    def skipped_path(self, by: str) -> Path:
        """What a reviewer has put off."""
        return self.private / f"skipped-{hashlib.sha256(by.encode()).hexdigest()[:8]}.json"

    @contextmanager
    def locked(self, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold the corpus against other commands that write; a lock dies with its process.

        What an interrupted command began is finished first.

        Args:
            seconds: How long to wait for another command.

        Raises:
            CorpusError: another command does not end in time (``locked``), the corpus cannot be
                locked (``no-lock``) or written to (``disk``), or an interrupted command not be
                finished (``interrupted``).
        """
        from filelock import FileLock, Timeout

        try:
            self.private.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.private / "lock", timeout=seconds)
            lock.acquire()
        except Timeout:
            raise CorpusError(
                "locked",
                f"another command has been at work for {seconds:g} seconds",
                where=str(self.root),
                hint="Wait for it, or end it, and try again",
            ) from None
        except (OSError, NotImplementedError) as error:
            why = error.strerror if isinstance(error, OSError) else "no locks on this file system"
            raise CorpusError(
                "no-lock",
                f"the corpus cannot be locked: {why or error}",
                where=str(self.private / "lock"),
                hint="Check the rights of the folder, or work on a copy on another disk",
            ) from None
        try:
            journal.finish(self.root)
            self._finish_site()
            self._sweep()
            try:
                self._busy.touch()
            except OSError as error:
                raise disk(self._busy, error) from None
            try:
                yield
            except FitnaError:  # what was refused has left nothing behind, or a journal
                delete(self._busy)
                raise
            delete(self._busy)
        finally:
            lock.release()

    def is_writable(self) -> bool:
        """Whether a build could write here: it may, and there are locks."""
        try:
            with self.locked(seconds=0):
                return True
        except CorpusError as error:
            return error.code not in UNWRITABLE

    @property
    def _busy(self) -> Path:
        """Is there while a command writes: what it left can be told from what never was."""
        return self.private / "busy"

    @property
    def _site_note(self) -> Path:
        """Says where a site is being written, that the next command may clear up."""
        return self.private / "site"

    @contextmanager
    def replacing_site(self, target: Path) -> Iterator[Path]:
        """A folder to fill, which takes the place of another outside the corpus when all is there.

        After a kill the next command clears up; where the corpus cannot be written to, the next
        one with the same target.

        Raises:
            CorpusError: the disk is full or refuses (``disk``).
        """
        with ExitStack() as held:
            try:
                held.enter_context(self.locked())
                write_whole(self._site_note, os.fsencode(os.path.realpath(target)))
                held.callback(self._site_note.unlink, missing_ok=True)
            except CorpusError as error:
                if error.code not in UNWRITABLE:
                    raise
            with replacing_folder(target) as folder:
                yield folder

    def _finish_site(self) -> None:
        if self._site_note.is_file():
            finish_folder(Path(os.fsdecode(self._site_note.read_bytes())))
            delete(self._site_note)

    def _sweep(self) -> None:
        """Remove what an interrupted command left unfinished; call with the lock held."""
        folders = (self.seeds, self.root / "tei", self.alignments, self.private, self.removed)
        found = [path for folder in folders for path in folder.rglob(f".*{UNFINISHED}")]
        found += [left for folder in folders[:3] for left in _beside_links(folder)]
        for path in (*self.root.glob(f".*{UNFINISHED}"), *found, *self.kept_by_earlier()):
            if not path.is_dir():
                delete(path)

    def kept_by_earlier(self) -> list[Path]:
        """What programs before this one kept between builds; nothing reads it any more."""
        files = [self.private / "state.json", self.private / "links.json"]
        vectors = sorted((self.private / "vectors").glob("*.npy"))
        return [path for path in files if path.is_file()] + vectors

    def in_earlier_format(self) -> list[Path]:
        """Generated files of a format before today's, by name."""
        files = (*visible(self.texts, "*.xml"), *visible(self.alignments, "*.xml"))
        return sorted(p for p in files if 0 < tei_digest.format_of(p) < tei_digest.FORMAT)


def _file_of(folder: Path, ident: str) -> Path:
    """The generated file of an id: the one door from an id in somebody's file to a file name.

    Raises:
        CorpusError: the id is none, or its file lies elsewhere, as a link may (``unsafe-id``).
    """
    path = folder / f"{ident}.xml"
    if not refs.is_record_id(ident):
        raise _unsafe(folder, ident, "is no id, and cannot name a file")
    if path.resolve().parent != folder.resolve():
        raise _unsafe(folder, ident, "has a file that leads out of its folder")
    return path


def _unsafe(folder: Path, ident: str, what: str) -> CorpusError:
    return CorpusError(
        "unsafe-id",
        f"“{ident}” {what}",
        where=str(folder),
        hint="Ids begin with a letter and hold letters, digits, - and _",
    )


def _beside_links(folder: Path) -> Iterator[Path]:
    """What was to take the place of what the links in a folder lead to."""
    for link in folder.rglob("*"):
        if link.is_symlink():
            yield from unfinished_beside(link)


def stray(folder: Path, known: Sequence[Path]) -> list[Path]:
    """XML files in a folder that are none of the known ones, by name."""
    return sorted(set(visible(folder, "*.xml")) - set(known))
