"""The corpus as it is shown at one moment, and the change from one moment to the next."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from fitnacorpus.api import Corpus
from fitnacorpus.build import bring_or_read
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import heirs
from fitnacorpus.documents import Documents
from fitnacorpus.errors import CorpusError, FitnaError
from fitnacorpus.interchange.dts import Service
from fitnacorpus.pipeline import Progress
from fitnacorpus.reader import site
from fitnacorpus.reader.pages import Pages
from fitnacorpus.reader.serving import texts_service
from fitnacorpus.reader.serving.controls import Served
from fitnacorpus.reader.serving.watching import stamps

_KEPT = 128
"""Files of a state that are kept in memory after they were asked for."""


class Content(NamedTuple):
    """A file and its tag, by which a browser knows whether it has it."""

    data: bytes
    tag: str


@dataclass(frozen=True)
class State:
    """What is served until something changes.

    Attributes:
        name: Another one whenever a page may look otherwise, also after a new start.
        corpus: The corpus.
        pages: Its pages.
        extras: What its pages have besides.
        service: Answers programs that ask for texts (Distributed Text Services).
        content: From a path to its file, rendered when first asked for; None where there is none.
    """

    name: str
    corpus: Corpus
    pages: Pages
    extras: Served
    service: Service = field(compare=False)
    content: Callable[[str], Content | None] = field(compare=False)


Dress = Callable[[Corpus, str, FitnaError | None], Served]
"""From a corpus, the name of a state, and what is wrong, to what the pages have besides."""


class Keeper:
    """Keeps the present state, and makes the next one while requests still see the present one.

    `seen` is what the files that people write looked like when the present state was begun.

    Args:
        folder: The corpus.
        dress: What pages have besides.
        public: Whether to withhold texts that are not cleared.
        progress: Told what is being built.

    Raises:
        FitnaError: the corpus cannot be built.
    """

    def __init__(
        self,
        folder: CorpusFolder,
        dress: Dress,
        *,
        public: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self.folder = folder
        self._dress, self._public = dress, public
        self._run, self._number = secrets.token_hex(4), 0
        self._changing = threading.Lock()
        self.seen = stamps(folder)
        self.state = self._make(self._built(progress), None)

    def renew(self) -> None:
        """Build what has changed and show it; what cannot be built is told, and the old shown."""
        with self._changing:
            self.seen = stamps(self.folder)
            try:
                self.state = self._make(self._built(None), None)
            except FitnaError as error:
                self.state = self._make(self.state.corpus, error)
            except Exception as error:
                # An edit that the program was not made for must not end a sitting.
                fault = f"this is a fault of the program ({type(error).__name__}: {error})"
                told = CorpusError("fault", fault, hint="Run 'fitnacorpus build --debug'")
                self.state = self._make(self.state.corpus, told)

    def _built(self, progress: Progress | None) -> Corpus:
        return Corpus(self.folder, bring_or_read(self.folder, progress=progress))

    def _make(self, corpus: Corpus, error: FitnaError | None) -> State:
        self._number += 1
        name = f"{self._run}-{self._number}"
        extras = self._dress(corpus, name, error)
        pages = site.open_pages(corpus, public=self._public, extras=extras)

        @lru_cache(maxsize=_KEPT)
        def content(path: str) -> Content | None:
            try:
                data = pages.file(path)
            except OSError:
                return None
            if data is None:
                return None
            return tagged(data)

        shown = [d.text.info.id for d in corpus.texts if not self._public or d.text.info.public]
        service = Service(
            corpus.settings.title,
            Documents(shown, corpus.texts.__getitem__),
            corpus.pipeline.document_file,
            texts_service.TEMPLATES,
            heirs(corpus.pipeline.descriptions),
        )
        return State(name, corpus, pages, extras, service, content)


def tagged(data: bytes) -> Content:
    """Bytes with their tag."""
    return Content(data, f'"{hashlib.sha256(data).hexdigest()[:32]}"')
