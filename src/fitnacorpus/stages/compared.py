"""Stages `features`, `vectors`, `passages` and `profile`: one text as it is compared with others.

Features hang on a document, the others on the words of it: a verdict on a name leaves vectors
alone, and the change of a title all but the document.  `vectors` holds those of the units by which
long accounts are compared, `passages` those of the episodes, sentences and words of short ones; a
text that is compared in one way only is encoded in that way only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from fitnacorpus.config import AlignSettings
from fitnacorpus.documents import Held
from fitnacorpus.files import digest
from fitnacorpus.model import Document, Episode, Paragraph, Passage, Text, TextInfo, Transcript
from fitnacorpus.stages.alignments import passage_units
from fitnacorpus.stages.program import code, files
from fitnacorpus.stages.store import PRIVATE, Artefact, Store

if TYPE_CHECKING:
    from fitnacorpus.align.account import Account
    from fitnacorpus.align.features import Features
    from fitnacorpus.align.outline import KeptVectors, Outline
    from fitnacorpus.align.profile import Profile
    from fitnacorpus.align.units import Units

_T = TypeVar("_T")


def _bytes_of_account(account: Account) -> int:
    return account.vectors.nbytes + account.sentences.nbytes + account.words.vectors.nbytes


class Compared:
    """The artefacts of single texts that links are made from.

    Args:
        store: Where artefacts stand.
        infos: The texts, by id.
        document: Gives the document of a text.
        document_digest: Gives the digest of the TEI of a text.
        settings: How links are proposed.
    """

    def __init__(
        self,
        store: Store,
        infos: Mapping[str, TextInfo],
        *,
        document: Callable[[str], Document],
        document_digest: Callable[[str], str],
        settings: AlignSettings,
    ) -> None:
        self._store, self._infos, self._settings = store, infos, settings
        self._document, self._document_digest = document, document_digest
        self._outlines = Held["Outline"](lambda found: len(found.document.text.source))
        self._accounts = Held["Account"](_bytes_of_account)
        self._units = Held["Units"](lambda found: found.vectors.nbytes)
        self._known: dict[str, str] = {}

    def _once(self, name: str, make: Callable[[], str]) -> str:
        """A digest that is reckoned once a run."""
        if name not in self._known:
            self._known[name] = make()
        return self._known[name]

    def bring(self, text: str) -> None:
        """Make what hangs on one text, where it is stale."""
        from fitnacorpus.align.propose import MANY

        if self._store.fresh(self.features_artefact(text)) is None:
            self.outline(text)
        if len(self._infos) > MANY:
            self.profile(text)

    def features_artefact(self, text: str) -> Artefact:
        """What is compared of a text."""
        key = self._once(
            f"features {text}", lambda: digest(code("align"), self._document_digest(text))
        )
        return Artefact(f"features:{text}", key, f"{PRIVATE}/features/{text}.jsonl")

    def outline(self, text: str) -> Outline:
        """What is compared of a text, without its vectors."""
        return self._outlines.get(text, partial(self._load_outline, text))

    def _load_outline(self, text: str) -> Outline:
        from fitnacorpus.align import outline

        return outline.load(
            self._store.data(
                self.features_artefact(text),
                lambda: outline.dump(outline.read(self._document(text))),
            )
        )

    def compared(self, text: str) -> str:
        """Digest of what links are made from: no title of it, and no event."""
        return self._once(f"compared {text}", partial(self._compared, text))

    def _compared(self, text: str) -> str:
        from fitnacorpus.align import outline

        return self._store.derived(f"compared {text}", self.features_artefact(text).key,
            lambda: outline.compared(self.outline(text)),
        )  # fmt: skip

    def vectors_artefact(self, text: str, stage: str = "vectors") -> Artefact:
        """The vectors of a text; they hang on its words alone, and are those of every run.

        Args:
            text: Its id.
            stage: "vectors" for those of its units, or "passages".
        """
        return Artefact(f"{stage}:{text}", self._vectors_key(text), f"{PRIVATE}/{stage}/{text}.npz")

    def _vectors_key(self, text: str) -> str:
        def made() -> str:
            return digest(code("align"), self._settings.encoder, self._words(text))

        return self._once(f"vectors {text}", made)

    def _words(self, text: str) -> str:
        """Digest of the words of a text and how they are cut."""
        return self._once(f"words {text}", partial(self._make_words, text))

    def _make_words(self, text: str) -> str:
        def made() -> str:
            document = self.outline(text).document
            spans = [[p.sentences for p in e.paragraphs] for e in document.episodes]
            return digest(self._infos[text].lang, document.text.source, json.dumps(spans))

        return self._store.derived(f"words {text}", self.compared(text), made)

    def features(self, text: str) -> Features:
        """A text as it is compared."""
        from fitnacorpus.align.features import Features

        return Features(
            self.outline(text),
            self.size(text),
            partial(self.account, text),
            partial(self.units_of, text),
        )

    def size(self, text: str) -> int:
        """How many units a text has."""
        from fitnacorpus.align import units

        def made() -> str:
            return str(len(units.spans(self.outline(text).document)))

        def known() -> str:
            return self._store.derived(f"size {text}", self._vectors_key(text), made)

        return int(self._once(f"size {text}", known))

    def account(self, text: str) -> Account:
        """What is compared of a text episode by episode."""
        from fitnacorpus.align.propose import account_of

        def read(kept: KeptVectors) -> Account:
            return account_of(self.outline(text), kept)

        return self._accounts.get(text, lambda: self._read(text, "passages", read))

    def units_of(self, text: str) -> Units:
        """What is compared of a text unit by unit."""
        from fitnacorpus.align.units import of_document

        def read(kept: KeptVectors) -> Units:
            return of_document(self.outline(text).document, kept)

        return self._units.get(text, lambda: self._read(text, "vectors", read))

    def _read(self, text: str, stage: str, read: Callable[[KeptVectors], _T]) -> _T:
        """What is read of a text with vectors, of which those of earlier strings are kept."""
        from fitnacorpus.align.outline import KeptVectors

        artefact = self.vectors_artefact(text, stage)
        found: list[_T] = []

        def make() -> bytes:
            kept = KeptVectors(self.encode, self._salt, self._earlier(artefact.path))
            found.append(read(kept))
            return kept.dump()

        data = self._store.data(artefact, make)
        return found[0] if found else read(KeptVectors(self.encode, self._salt, data))

    @cached_property
    def _salt(self) -> str:
        """What vectors depend on besides strings: the encoder, and how strings are given to it."""
        return digest(self._settings.encoder, files("align/encode.py", "orthography"))

    def _earlier(self, path: str) -> bytes:
        """What was kept of the vectors of a text, whatever the text was then."""
        try:
            return (self._store.root / path).read_bytes()
        except OSError:
            return b""

    def encode(self, passages: Sequence[str], lang: str) -> Any:
        """Vectors of passages."""
        from fitnacorpus.align.encode import encode

        return encode(passages, lang, self._encoder)

    @cached_property
    def _encoder(self) -> Any:
        from fitnacorpus.align.encode import named

        return named(self._settings.encoder, self._store.root)

    def bare(self, text: str) -> Document:
        """A text of which nothing but its episodes is known: their ids, places and events."""

        def made() -> str:
            episodes = self.outline(text).document.episodes
            return json.dumps([[e.id, e.start, e.end, e.event] for e in episodes])

        basis = self.features_artefact(text).key
        rows = json.loads(self._store.derived(f"episodes {text}", basis, made))
        return Document(
            Text(self._infos[text], Transcript("", ())),
            tuple(
                Episode(ident, (Paragraph(start, end, ()),), event=event)
                for ident, start, end, event in rows
            ),
        )

    def counts(self, text: str) -> dict[str, int]:
        """Episodes and mentions of a text by status."""

        def made() -> str:
            return json.dumps(dict(self.outline(text).counts))

        basis = self.features_artefact(text).key
        found: dict[str, int] = json.loads(self._store.derived(f"counts {text}", basis, made))
        return found

    def units(self, passage: Passage) -> tuple[str, str]:
        """Addresses of the first and the last unit of a passage."""

        def made() -> str:
            return json.dumps(passage_units(self.outline(passage.text).document, passage))

        what = "sentences" if passage.clause else "units"
        name = f"{what} {passage.text} {passage.episode} {passage.start} {passage.end}"
        basis = self.features_artefact(passage.text).key
        first, last = json.loads(self._store.derived(name, basis, made))
        return first, last

    def profile(self, text: str) -> Profile:
        """What a text shows to a search for its relatives."""
        import numpy as np

        from fitnacorpus.align import profile

        def make() -> bytes:
            return profile.profile(self.outline(text).source).tobytes()

        key = digest(code("align"), self._words(text))
        artefact = Artefact(f"profile:{text}", key, f"{PRIVATE}/profiles/{text}.bin")
        return np.frombuffer(self._store.data(artefact, make), np.uint32)
