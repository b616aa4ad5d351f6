"""A folder of OpenITI taken in: one text a book, file by file, with what its metadata say.

No more than one book is held at a time.  Where something is refused nothing is taken in, unless the
rest is wanted; what is taken in is whole, source and description together.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from fitnacorpus import languages
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError, FitnaError, SourceError
from fitnacorpus.files import shown
from fitnacorpus.ingest import openiti_folder as scheme
from fitnacorpus.ingest.openiti_folder import Book, Version
from fitnacorpus.intake.adding import prepare
from fitnacorpus.journal import Changes
from fitnacorpus.model import Unmodelled

_FIRST: Final = b"######OpenITI#"
_METADATA: Final = ".yml"
Pace = Callable[[int, int, str], None]
"""Called with how many bytes of how many are read, and the file that comes next."""


@dataclass(frozen=True, slots=True)
class Left:
    """A file that is not taken in, and why.

    Attributes:
        path: The file, from the folder of OpenITI.
        reason: Why: what, and what to do next.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddedBook:
    """A text that was taken in: its id, its address, and the number of its episodes."""

    text: str
    uri: str
    episodes: int


@dataclass(frozen=True, slots=True)
class Leftover:
    """What many sources have and the corpus has no place for.

    Attributes:
        what: What it is.
        times: How often.
        texts: In how many texts.
        where: The first of them, with its line.
    """

    what: str
    times: int
    texts: int
    where: str


@dataclass
class Report:
    """What became of a folder.

    Attributes:
        books: How many books it has.
        size: Bytes of the files that were read.
        added: Texts that were taken in.
        known: Ids of texts that were in the corpus before.
        versions: From a book to the other versions of it, which were not taken in.
        earlier: Files that hold a version before it was annotated further.
        issues: Remarks of the project on the versions taken in: in how many of them.
        leftovers: What the corpus has no place for, the commonest first.
        refused: Files that cannot be taken in.
    """

    books: int = 0
    size: int = 0
    added: list[AddedBook] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    versions: dict[str, list[str]] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)
    issues: Counter[str] = field(default_factory=Counter)
    leftovers: list[Leftover] = field(default_factory=list)
    refused: list[Left] = field(default_factory=list)


def add_folder(
    folder: CorpusFolder,
    root: Path,
    *,
    all_versions: bool = False,
    keep_going: bool = False,
    pace: Pace = lambda done, total, name: None,
) -> Report:
    """Take in the books of a folder of OpenITI: a century repository, or any part of one.

    Args:
        folder: The corpus.
        root: The folder.
        all_versions: Whether to take in all versions of a book, not only one.
        keep_going: Whether to take in the rest where a file is refused.
        pace: Told how far it is.

    Returns:
        What became of it; with files refused and `keep_going` off, nothing was taken in.

    Raises:
        SourceError: it is no folder (``missing-file``), or holds no file of OpenITI (``no-books``).
        FitnaError: the corpus cannot be used, or the disk refuses.  What was taken in stands.
    """
    folder.settings()
    found, strangers = _survey(root)
    report = Report(books=len(found), refused=strangers)
    with folder.locked(), TemporaryDirectory() as place:
        taking = _Taking(folder, root, report, Path(place), keep_going)
        wanted = list(_wanted(found, report, all_versions))
        total = sum(version.size for version in wanted)
        for version in wanted:
            pace(report.size, total, version.path)
            report.size += version.size
            taking.take(version)
        if not report.refused:
            taking.commit_waiting()
        elif not keep_going:
            report.added.clear()
    report.leftovers = sorted(taking.leftovers.values(), key=lambda x: (-x.times, x.what))
    return report


def _survey(root: Path) -> tuple[list[Book], list[Left]]:
    """The books of a folder, and its files of OpenITI whose names are no address."""
    if not root.is_dir():
        raise SourceError(
            "missing-file",
            "there is no such folder",
            where=str(root),
            hint="Give a century repository of OpenITI, or a folder of its files",
        )
    versions, strangers = [], []
    for path in _files(root):
        uri = scheme.parse(path.name)
        if uri is not None:
            said = _fields(path.parent / f"{uri.whole}{_METADATA}")
            size = path.stat().st_size
            versions.append(Version(uri, str(path), size, scheme.issues(said)))
        elif path.suffix != _METADATA and _begins(path):
            reason = "its name is no address of OpenITI (0310Tabari.Tarikh.Shamela0009783-ara1)"
            strangers.append(Left(_relative(root, path), f"{reason}. Take it in with add FILE"))
    if not versions:
        raise SourceError(
            "no-books",
            "no file here is named as OpenITI names its books",
            where=str(root),
            hint="Names are such as 0310Tabari.Tarikh.Shamela0009783-ara1; for one file of "
            "another name: add FILE",
        )
    return scheme.books(versions), strangers


def _files(root: Path) -> Iterator[Path]:
    """All files below a folder, by name; hidden ones and what links lead to are left alone."""
    for place, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))


def _begins(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(100).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_FIRST)
    except OSError:
        return False


def _fields(path: Path) -> Mapping[str, str]:
    """A file of metadata; what cannot be read says nothing."""
    try:
        return scheme.metadata(path.read_bytes().decode("utf-8", "replace"))
    except OSError:
        return {}


def _relative(root: Path, path: Path) -> str:
    return shown(path.relative_to(root).as_posix())


def _wanted(found: Sequence[Book], report: Report, all_versions: bool) -> Iterator[Version]:
    """The files to take in, book by book; the report says which others there are."""
    for book in found:
        report.earlier += [Path(v.path).name for v in book.earlier]
        yield from book.primary
        if all_versions:
            yield from book.others
        elif book.others:
            report.versions[book.work] = [Path(v.path).name for v in book.others]


class _Taking:
    """Files on their way into the corpus.

    Without `keep_going` descriptions wait in `place` until all files have been read.
    """

    def __init__(
        self, folder: CorpusFolder, root: Path, report: Report, place: Path, keep_going: bool
    ) -> None:
        self._folder, self._root, self._report = folder, root, report
        self._place, self._keep_going = place, keep_going
        # A text that was renamed since is known by its former id as well.
        self._known = {
            ident: item.info
            for item in folder.descriptions()
            for ident in (item.info.id, *item.formerly)
        }
        self._waiting: list[tuple[Path, list[Path]]] = []
        self.leftovers: dict[str, Leftover] = {}

    def take(self, version: Version) -> None:
        """Take a file in, or note why not."""
        path = Path(version.path)
        if (known := self._known.get(version.uri.text_id)) is not None:
            before = scheme.parse(known.original)
            if before is not None and before.whole == version.uri.whole:
                self._report.known.append(version.uri.text_id)
                return
        try:
            taken = prepare(
                self._folder,
                path,
                text_id=version.uri.text_id,
                lang=languages.shortest(version.uri.lang),
                said=partial(_said, path, version),
                known=self._known,
            )
        except CorpusError:
            raise  # of the corpus, not of the file
        except FitnaError as error:
            reason = " ".join(f"{error.what}. {error.hint} [{error.code}]".split())
            self._report.refused.append(Left(_relative(self._root, path) + _line(error), reason))
            return
        (added,) = taken.added
        if self._keep_going:
            self._folder.commit(taken.changes)
        elif not self._report.refused:
            self._wait(taken.changes)
        self._known[added.info.id] = added.info
        self._report.added.append(AddedBook(added.info.id, version.uri.whole, added.episodes))
        self._report.issues.update(version.issues - scheme.NO_ISSUES)
        for item in added.unmodelled:
            self._note(item, _relative(self._root, path))

    def _wait(self, changes: Changes) -> None:
        """Put a text aside until all have been read."""
        place = self._place / str(len(self._waiting))
        place.mkdir()
        for number, data in enumerate(changes.files.values()):
            (place / str(number)).write_bytes(data)
        self._waiting.append((place, list(changes.files)))

    def commit_waiting(self) -> None:
        """Take in what waits, text by text."""
        for place, paths in self._waiting:
            files = {path: (place / str(n)).read_bytes() for n, path in enumerate(paths)}
            self._folder.commit(Changes(files))

    def _note(self, item: Unmodelled, path: str) -> None:
        before = self.leftovers.get(item.what)
        where = f"{path}:{item.line}" if item.line else path
        if before is None:
            before = Leftover(item.what, 0, 0, where)
        self.leftovers[item.what] = replace(
            before, times=before.times + item.times, texts=before.texts + 1
        )


def _line(error: FitnaError) -> str:
    """The line in the place of an error, with its colon."""
    line = error.where.rpartition(":")[2]
    return f":{line}" if line.isdigit() else ""


def _said(path: Path, version: Version, about: Mapping[str, str]) -> dict[str, Any]:
    """What address, metadata and header say of a text.

    Title and author are those of the header in its own script, those of the metadata in Latin
    letters, and where neither says anything those of the address.
    """
    uri = version.uri
    author = _fields(path.parent.parent / f"{uri.author}{_METADATA}").get("AUTH SHUHRA", "")
    book = _fields(path.parent / f"{uri.work}{_METADATA}")
    lang = languages.shortest(uri.lang)
    title = {lang: about["title"]} if "title" in about else {}
    spelt = book.get("BOOK TITLEA") or book.get("BOOK TITLEB")
    if spelt or not title:
        title[f"{languages.primary(lang)}-{languages.LATIN_SCRIPT}"] = spelt or uri.spoken_book
    names = [" ".join(name.split()) for name in (about.get("author", ""), author) if name]
    return {
        "work": uri.work,
        "extent": scheme.extent(version),
        "title": title,
        "author": "\n".join(names) or uri.spoken_author,
    }
