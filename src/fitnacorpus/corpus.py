"""The gateway to a corpus folder: the only module that knows where things are kept.

Files appear whole or not at all: they are written beside their place, flushed to the disk and then
renamed.  A file that people write is never opened for writing by a build.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from fitnacorpus import config, description, ingest, judgements, refs
from fitnacorpus.config import Settings
from fitnacorpus.description import Description
from fitnacorpus.errors import AuthorityError, ConfigError, CorpusError, JudgementError, SourceError
from fitnacorpus.judgements import Verdict
from fitnacorpus.model import Authority, Text
from fitnacorpus.tei import authority as tei_authority

LOCK_SECONDS: Final = 600
"""How long a build waits for another one to end."""
UNASSIGNED: Final = "unassigned"
"""Name of the alignment file of links that no event has been given; no event may have it."""
_UNFINISHED: Final = ".part"


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
    def texts(self) -> Path:
        """Generated TEI of the texts."""
        return self.root / "tei" / "texts"

    @property
    def alignments(self) -> Path:
        """Generated TEI of the alignments."""
        return self.root / "alignments"

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
        return sorted((self.root / "tei" / "mentions").glob("*.jsonl"))

    def link_verdict_paths(self) -> list[Path]:
        """Files of verdicts on links and absences, by name."""
        return sorted((self.alignments / "reviewed").glob("*.jsonl"))

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
                    where=f"{path}:{config.key_line(path, 'id')}",
                    hint="Give one of the two texts another id",
                )
            found[item.info.id] = item
        return [found[key] for key in sorted(found)]

    def description_paths(self) -> list[Path]:
        """Files of descriptions, by name."""
        return sorted(self.seeds.glob("*.toml"))

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

    def verdicts(self) -> list[Verdict]:
        """All lines of all files of verdicts.

        Raises:
            JudgementError: a line is no verdict, with file and line.
        """
        return _sound(self._verdicts())

    def verdict_faults(self) -> list[JudgementError]:
        """Every line of the files of verdicts that is no verdict."""
        return [found for found in self._verdicts() if isinstance(found, JudgementError)]

    def _verdicts(self) -> Iterator[Verdict | JudgementError]:
        kinds = {"mention": self.mention_verdict_paths(), "link": self.link_verdict_paths()}
        for kind, paths in kinds.items():
            for path in paths:
                yield from _verdicts(path, kind)

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
            p: {v.by for v in _sound(_verdicts(p, "mention" if mention else "link"))} for p in paths
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
            The file of each verdict.

        Raises:
            CorpusError: the disk is full or refuses (``disk``).
            JudgementError: a file of verdicts cannot be read.
        """
        own = {(v.by, v.kind == "mention"): v for v in verdicts}
        files = {key: self.verdict_path(v.by, v.kind) for key, v in own.items()}
        paths = [files[v.by, v.kind == "mention"] for v in verdicts]
        for path in dict.fromkeys(paths):
            mine = [v for v, p in zip(verdicts, paths, strict=True) if p == path]
            append(path, "".join(judgements.dump(v) + "\n" for v in mine).encode())
        return paths

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

    @property
    def reviewer_path(self) -> Path:
        """The name under which the user of this copy gives verdicts."""
        return self.private / "reviewer"

    def skipped_path(self, by: str) -> Path:
        """What a reviewer has put off."""
        return self.private / f"skipped-{hashlib.sha256(by.encode()).hexdigest()[:8]}.json"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the corpus against other builds; a lock dies with its process.

        Raises:
            CorpusError: another build does not end in time (``locked``).
        """
        from filelock import FileLock, Timeout

        make_folder(self.private)
        lock = FileLock(self.private / "lock", timeout=LOCK_SECONDS)
        try:
            with lock:
                self._sweep()
                yield
        except Timeout:
            raise CorpusError(
                "locked",
                f"another build has been running for {LOCK_SECONDS} seconds",
                where=str(self.root),
                hint="Wait for it, or end it, and try again",
            ) from None

    def _sweep(self) -> None:
        """Remove what an interrupted build left unfinished; call with the lock held."""
        unfinished = f".*{_UNFINISHED}"
        found = [*self.texts.glob(unfinished), *self.alignments.glob(unfinished)]
        for path in (*found, *self.private.rglob(unfinished), *self._earlier()):
            path.unlink(missing_ok=True)

    def _earlier(self) -> Iterator[Path]:
        """What programs before this one kept between builds."""
        yield from (self.private / "state.json", self.private / "links.json")
        yield from (self.private / "vectors").glob("*.npy")


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


def _sound(found: Iterable[Verdict | JudgementError]) -> list[Verdict]:
    out: list[Verdict] = []
    for item in found:
        if isinstance(item, JudgementError):
            raise item
        out.append(item)
    return out


def _verdicts(path: Path, kind: str) -> Iterator[Verdict | JudgementError]:
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        yield JudgementError(
            "unreadable", str(error), where=str(path), hint="Save the file as UTF-8"
        )
        return
    for number, line in enumerate(content.split("\n"), start=1):
        yield from _verdict(line, path, number, kind)


def _verdict(line: str, path: Path, number: int, kind: str) -> list[Verdict | JudgementError]:
    """A line of a file in the folder of verdicts on mentions, or of those on everything else."""
    try:
        found = judgements.parse_lines(line, path=str(path), first=number)
    except JudgementError as error:
        return [error]
    for verdict in found:
        if (verdict.kind == "mention") != (kind == "mention"):
            return [
                JudgementError(
                    "bad-verdict",
                    f"a verdict on a {verdict.kind} does not belong in this folder",
                    where=verdict.where,
                    hint="Mentions go to tei/mentions/, links and absences to alignments/reviewed/",
                )
            ]
    return [*found]


def read_source(path: Path, settings: Settings) -> bytes:
    """The bytes of a source file.

    Raises:
        SourceError: it is missing, a folder, unreadable, empty or over the limit.
    """
    hint = "Give the path of a text file"
    if path.is_dir():
        raise SourceError("folder", "this is a folder, not a file", where=str(path), hint=hint)
    try:
        size = path.stat().st_size
        if size > settings.limits.file:
            raise SourceError(
                "too-large",
                f"the file has {size:,} bytes, over the limit of {settings.limits.file:,}",
                where=str(path),
                hint="Split it, or raise limits.file in the settings",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(
            "missing-file", "there is no such file", where=str(path), hint=hint
        ) from None
    except OSError as error:
        raise SourceError(
            "unreadable", error.strerror or "cannot be read", where=str(path), hint=hint
        ) from None
    if not data:
        raise SourceError(
            "empty", "the file is empty", where=str(path), hint="Give a file with text"
        )
    return data


def read_text(data: bytes, item: Description, settings: Settings, *, where: str) -> Text:
    """Decode, check and analyse the bytes of a source.

    Raises:
        SourceError: they are no text that can be kept.
    """
    source = ingest.decode(data, item.info.encoding, where=where)
    limit = settings.limits.line
    # A file of XML may be one line; what counts is the text in it.
    longest = max(limit, len(source)) if ingest.is_xml(source) else limit
    ingest.check_characters(source, longest_line=longest, where=where)
    text = ingest.read(source, item.info, reader=item.reader, where=where)
    if text.source is not source:
        ingest.check_characters(text.source, longest_line=limit, where=f"{where} (its text)")
    return text


def make_folder(path: Path) -> None:
    """Make a folder and those above it.

    Raises:
        CorpusError: the disk refuses (``disk``).
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk(path, error) from None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is seen whole or not at all, also after a crash.

    Raises:
        CorpusError: the disk is full or refuses (``disk``); what stood there before stands still.
    """
    make_folder(path.parent)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{_UNFINISHED}")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise disk(path, error) from None


def append(path: Path, data: bytes) -> None:
    """Add whole lines to a file and flush them to the disk.

    A last line without its break is ended first.

    Raises:
        CorpusError: the disk is full or refuses (``disk``); what stood there before stands still.
    """
    make_folder(path.parent)
    size = -1
    try:
        with path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read(1) != b"\n":
                    data = b"\n" + data
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            if size >= 0:
                os.truncate(path, size)
        raise disk(path, error) from None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to build a file at, which takes its place when the block ends well.

    Raises:
        CorpusError: the disk is full or refuses (``disk``).
    """
    make_folder(path.parent)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{_UNFINISHED}")
    try:
        unfinished.unlink(missing_ok=True)
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise disk(path, error) from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def disk(path: Path, error: OSError) -> CorpusError:
    """The error for a disk that refuses, with what to do."""
    hints = {
        errno.ENOSPC: "Free some space and run the command again",
        errno.EACCES: "Check the rights of the folder",
        errno.EROFS: "Use a folder that can be written to",
    }
    return CorpusError(
        "disk",
        f"cannot be written: {error.strerror or error}",
        where=str(path),
        hint=hints.get(error.errno or 0, "Check the disk and the folder"),
    )


def digest(*parts: bytes | str) -> str:
    """SHA-256 of parts, each with its length, so that no two lists of parts are confused."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, or "" where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def stray(folder: Path, known: Sequence[Path]) -> list[Path]:
    """XML files in a folder that are none of the known ones, by name."""
    return sorted(set(folder.glob("*.xml")) - set(known))
