"""The reader as a folder of files, for any static host, an archive, or a USB stick."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from fitnacorpus.api import Corpus
from fitnacorpus.errors import CorpusError
from fitnacorpus.reader.downloads import Sources
from fitnacorpus.reader.extras import Extras
from fitnacorpus.reader.pages import Pages
from fitnacorpus.reader.view import View

MARK: Final = ".fitnacorpus-site"
"""File by which a folder is known as one that this module wrote, and may replace."""


def open_pages(corpus: Corpus, *, public: bool = False, extras: Extras | None = None) -> Pages:
    """The pages of a corpus that has been built.

    Args:
        corpus: The corpus.
        public: Whether to withhold the words of texts that the editor has not cleared.
        extras: What the pages have besides.

    Raises:
        FitnaError: an input of the corpus cannot be used.
    """
    documents = corpus.texts
    withheld = (d.text.info.id for d in documents if public and not d.text.info.public)
    view = View(
        settings=corpus.settings,
        texts=documents,
        authority=corpus.authority,
        alignments=corpus.alignments,
        reviewers=corpus.reviewers,
        withheld=frozenset(withheld),
    )
    return Pages(view, _sources(corpus), extras)


def _sources(corpus: Corpus) -> Sources:
    folder = corpus.folder
    paths = [folder.authority_path]
    paths += [folder.text_path(d.text.info.id) for d in corpus.texts]
    paths += [folder.alignment_path(a.event) for a in corpus.alignments]
    return {f"data/{folder.relative(p)}": p.read_bytes for p in paths if p.is_file()}


def write(pages: Pages, target: Path) -> int:
    """Write all files to a folder, which appears whole or stays as it was.

    Args:
        pages: The pages.
        target: A new or empty folder, or one that was written here before.

    Returns:
        The number of files.

    Raises:
        CorpusError: the folder holds something else (``foreign-folder``), or the disk refuses
            (``disk``).
    """
    _refuse_foreign(target)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    former = target.with_name(f".{target.name}.{os.getpid()}.old")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        paths = pages.paths()
        for folder in sorted({(unfinished / path).parent for path in paths}):
            folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            content = pages.file(path)
            assert content is not None
            (unfinished / path).write_bytes(content)
        (unfinished / MARK).write_text("written by fitnacorpus site; replaced by the next run\n")
        if target.exists():
            target.rename(former)
        unfinished.rename(target)
        shutil.rmtree(former, ignore_errors=True)
    except OSError as error:
        if former.exists() and not target.exists():
            former.rename(target)
        raise CorpusError(
            "disk",
            f"cannot be written: {error.strerror or error}",
            where=str(target),
            hint="Check the disk and the folder",
        ) from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return len(paths)


def _refuse_foreign(target: Path) -> None:
    if not target.exists() or (target / MARK).is_file():
        return
    if target.is_dir() and not any(target.iterdir()):
        return
    raise CorpusError(
        "foreign-folder",
        "there is something here that no site was written to",
        where=str(target),
        hint="Name a new folder, or an empty one",
    )
