"""The reader as a folder of files, for any static host, an archive, or a USB stick."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Final

from fitnacorpus.api import Corpus
from fitnacorpus.description import heirs
from fitnacorpus.errors import CorpusError
from fitnacorpus.files import disk, replacing_folder
from fitnacorpus.reader.downloads import Sources
from fitnacorpus.reader.extras import Extras
from fitnacorpus.reader.pages import Pages
from fitnacorpus.reader.view import View

MARK: Final = ".fitnacorpus-site"
"""File by which a folder is known as one that this module wrote, and may replace."""


def open_pages(
    corpus: Corpus, *, public: bool = False, extras: Extras | None = None, url: str = ""
) -> Pages:
    """The pages of a corpus that has been built.

    Args:
        corpus: The corpus.
        public: Whether to withhold the words of texts that the editor has not cleared.
        extras: What the pages have besides.
        url: Where the pages will be published; "" if unknown.

    Raises:
        FitnaError: an input of the corpus cannot be used.
    """
    documents = corpus.texts
    withheld = (d.text.info.id for d in documents if public and not d.text.info.public)
    licence = corpus.folder.house().licence or corpus.settings.licence
    view = View(
        settings=replace(corpus.settings, licence=licence),
        texts=documents,
        authority=corpus.authority,
        alignments=corpus.alignments,
        reviewers=corpus.reviewers,
        withheld=frozenset(withheld),
        heirs=heirs(corpus.pipeline.descriptions),
    )
    return Pages(view, _sources(corpus), extras, url)


def _sources(corpus: Corpus) -> Sources:
    folder = corpus.folder
    paths = [folder.authority_path]
    paths += [folder.text_path(d.text.info.id) for d in corpus.texts]
    paths += [folder.alignment_path(a.event) for a in corpus.alignments]
    return {f"data/{folder.relative(p)}": p.read_bytes for p in paths if p.is_file()}


def write(
    pages: Pages,
    target: Path,
    *,
    replacing: Callable[[Path], AbstractContextManager[Path]] = replacing_folder,
) -> int:
    """Write all files to a folder, which appears whole or stays as it was.

    Args:
        pages: The pages.
        target: A new or empty folder, or one that was written here before.
        replacing: Gives a folder to fill, and puts it in the place of another.

    Returns:
        The number of files.

    Raises:
        CorpusError: the folder holds something else (``foreign-folder``), or the disk refuses
            (``disk``).
    """
    _refuse_foreign(target)
    paths = pages.paths()
    with replacing(target) as unfinished:
        (unfinished / MARK).write_text("written by fitnacorpus site; replaced by the next run\n")
        for within in sorted({(unfinished / path).parent for path in paths}):
            within.mkdir(parents=True, exist_ok=True)
        for path in paths:
            content = pages.file(path)
            assert content is not None
            (unfinished / path).write_bytes(content)
    return len(paths)


def _refuse_foreign(target: Path) -> None:
    if not target.exists() or (target / MARK).is_file():
        return
    if _is_empty(target):
        return
    raise CorpusError(
        "foreign-folder",
        "there is something here that no site was written to",
        where=str(target),
        hint="Name a new folder, or an empty one",
    )


def _is_empty(target: Path) -> bool:
    try:
        return target.is_dir() and not any(target.iterdir())
    except OSError as error:
        raise disk(target, error) from None
