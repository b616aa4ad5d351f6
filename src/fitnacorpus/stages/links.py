"""Stages `features`, `vectors`, `statistics`, `candidates` and `links`: the program's own links.

Everything has its own key.  Features hang on a document, vectors on the words of it, statistics on
the reference texts, and the links of a pair on what is compared of its two texts and what the
statistics say of these.  So a verdict on a name leaves vectors alone, and the change of a title
leaves links alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from fitnacorpus.config import AlignSettings
from fitnacorpus.documents import Held
from fitnacorpus.model import Document, PassageLink, TextInfo
from fitnacorpus.stages.alignments import dump_links, load_links
from fitnacorpus.stages.program import code, files
from fitnacorpus.stages.store import PRIVATE, Artefact, Store

if TYPE_CHECKING:
    from fitnacorpus.align.features import Arrays, Features
    from fitnacorpus.align.statistics import Statistics

COMPARED: Final = 2
"""Texts from which on there is something to compare, and encoding is worth its time."""


class Linking:
    """The artefacts between the documents of a corpus and its links.

    Args:
        store: Where artefacts stand.
        infos: The texts, by id.
        document: Gives the document of a text.
        document_digest: Gives the digest of the TEI of a text.
        settings: How links are proposed.
        label: From an authority id to the name given as evidence.
        labels: Digest of what `label` reads.
    """

    def __init__(
        self,
        store: Store,
        infos: Mapping[str, TextInfo],
        *,
        document: Callable[[str], Document],
        document_digest: Callable[[str], str],
        settings: AlignSettings,
        label: Callable[[str], str],
        labels: str,
    ) -> None:
        self._labels = labels
        self._store, self._infos, self._settings, self._label = store, infos, settings, label
        self._document, self._document_digest = document, document_digest
        self._features = Held["Features"](lambda found: len(found.document.text.source))
        self._arrays = Held["Arrays"](lambda found: found.sentences.nbytes + found.words.nbytes)
        self._known: dict[str, str] = {}

    def _once(self, name: str, make: Callable[[], str]) -> str:
        """A digest that is reckoned once a run."""
        if name not in self._known:
            self._known[name] = make()
        return self._known[name]

    def bring(self, text: str) -> None:
        """Make what hangs on one text, where it is stale."""
        if self._store.fresh(self.features_artefact(text)) is None:
            self.features(text)

    # --- Of one text -----------------------------------------------------------------------------

    def features_artefact(self, text: str) -> Artefact:
        """What is compared of a text."""
        key = _digest(code("align"), self._document_digest(text))
        return Artefact(f"features:{text}", key, f"{PRIVATE}/features/{text}.jsonl")

    def features(self, text: str) -> Features:
        """What is compared of a text."""
        return self._features.get(text, partial(self._load_features, text))

    def _load_features(self, text: str) -> Features:
        from fitnacorpus.align import features

        return features.load(
            self._store.data(
                self.features_artefact(text),
                lambda: features.dump(features.read(self._document(text))),
            )
        )

    def compared(self, text: str) -> str:
        """Digest of what links are made from: no title of it, and no event."""
        return self._once(f"compared {text}", partial(self._compared, text))

    def _compared(self, text: str) -> str:
        from fitnacorpus.align import features

        return self._store.derived(f"compared {text}", self.features_artefact(text).key,
            lambda: features.compared(self.features(text)),
        )  # fmt: skip

    def vectors_artefact(self, text: str) -> Artefact:
        """The vectors of a text; they hang on its words alone, and are those of every run."""
        return Artefact(f"vectors:{text}", self._vectors_key(text), f"{PRIVATE}/vectors/{text}.npz")

    def _vectors_key(self, text: str) -> str:
        from fitnacorpus.align import features

        def made() -> str:
            parts = features.strings(self.features(text))
            return _digest(json.dumps([self._infos[text].lang, parts]))

        words = self._store.derived(f"strings {text}", self.compared(text), made)
        return _digest(self._salt, words)

    @cached_property
    def _salt(self) -> str:
        """What vectors depend on besides words: the encoder, and how it is used."""
        used = files("align/encode.py", "align/words.py", "align/features.py", "orthography")
        return _digest(self._settings.encoder, used)

    def arrays(self, text: str) -> Arrays:
        """The vectors of a text."""
        return self._arrays.get(text, partial(self._load_arrays, text))

    def _load_arrays(self, text: str) -> Arrays:
        from fitnacorpus.align import features

        def make() -> bytes:
            made = features.encoded(
                self.features(text), self.encode, self._salt, self._earlier(text)
            )
            return features.dump_arrays(made)

        return features.load_arrays(self._store.data(self.vectors_artefact(text), make))

    def _earlier(self, text: str) -> Arrays | None:
        """The vectors of the text as it was, if there are any."""
        from fitnacorpus.align import features

        try:
            data = (self._store.root / self.vectors_artefact(text).path).read_bytes()
            return features.load_arrays(data)
        except (OSError, ValueError, KeyError):
            return None

    def encode(self, passages: Sequence[str], lang: str) -> Any:
        """Vectors of passages."""
        from fitnacorpus.align.encode import encode

        return encode(passages, lang, self._encoder)

    @cached_property
    def _encoder(self) -> Any:
        from fitnacorpus.align.encode import named

        return named(self._settings.encoder, self._store.root)

    # --- Of the corpus ---------------------------------------------------------------------------

    @cached_property
    def _langs(self) -> dict[str, str]:
        return {text: info.lang.partition("-")[0] for text, info in self._infos.items()}

    @cached_property
    def _reference(self) -> list[str]:
        from fitnacorpus.align import statistics

        return statistics.reference(self._langs)

    @cached_property
    def _statistics_artefact(self) -> Artefact:
        used = (self.compared(t) + self._vectors_key(t) for t in self._reference)
        whole = len(self._reference) == len(self._infos)
        return Artefact(
            "statistics", _digest(code("align"), str(whole), *used), f"{PRIVATE}/statistics.npz"
        )

    @cached_property
    def statistics(self) -> Statistics:
        """What is known of the corpus as a whole."""
        from fitnacorpus.align import statistics

        def make() -> bytes:
            texts = ((self.features(t), self.arrays(t)) for t in self._reference)
            whole = len(self._reference) == len(self._infos)
            return statistics.dump(statistics.gather(texts, whole=whole))

        return statistics.load(self._store.data(self._statistics_artefact, make))

    @cached_property
    def one_text(self) -> Mapping[str, str]:
        """From a translation to the text that it renders in the end."""
        from fitnacorpus.align.events import originals

        return originals((text, info.translation_of) for text, info in self._infos.items())

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of texts that are worth comparing, by id."""
        from fitnacorpus.align import propose

        texts = list(self._infos)
        if len(texts) <= propose.MANY:
            return propose.worth_comparing({t: (self._langs[t], None) for t in texts}, {})
        key = _digest(
            code("align"),
            json.dumps(sorted(self.one_text.items())),
            *(f"{t}{self._langs[t]}{self._vectors_key(t)}" for t in texts),
        )

        def make() -> bytes:
            passages = {t: (self._langs[t], self.arrays(t).passages) for t in texts}
            return json.dumps(propose.worth_comparing(passages, self.one_text)).encode()

        return [(a, b) for a, b in json.loads(self._store.data(Artefact("candidates", key), make))]

    # --- Of a pair -------------------------------------------------------------------------------

    def links_artefact(self, pair: tuple[str, str]) -> Artefact:
        """The links of two texts."""
        a, b = pair
        settings = f"{self._settings!r}"
        if self._translates(pair):
            key = _digest(code("align"), settings, self.compared(a), self.compared(b), "renders")
        else:
            key = _digest(code("align"), settings, self._side(a), self._side(b))
        return Artefact(f"links:{a}:{b}", key)

    def _side(self, text: str) -> str:
        """Digest of what one side of a pair brings to its links."""
        return self._once(f"side {text}", partial(self._make_side, text))

    def _make_side(self, text: str) -> str:
        from fitnacorpus.align import statistics

        def make() -> str:
            features = self.features(text)
            labels = [(ref, self._label(ref)) for ref in sorted(features.names)]
            return _digest(statistics.used(self.statistics, features), json.dumps(labels))

        own = _digest(self.compared(text), self._vectors_key(text))
        basis = _digest(own, self._statistics_artefact.key, self._labels)
        return _digest(own, self._store.derived(f"side {text}", basis, make))

    def _translates(self, pair: tuple[str, str]) -> bool:
        from fitnacorpus.align import propose

        return propose.translates(*pair, self.one_text)

    def links_of(self, pair: tuple[str, str]) -> list[PassageLink]:
        """The program's own links between two texts."""
        data = self._store.data(self.links_artefact(pair), partial(self._make_links, pair))
        return load_links(data.decode())

    def _make_links(self, pair: tuple[str, str]) -> bytes:
        from fitnacorpus.align import propose

        a, b = pair
        if self._translates(pair):
            found = list(propose.translated(self.features(a), self.features(b), self.encode))
        else:
            one, other = ((self.features(t), self.arrays(t)) for t in pair)
            found = propose.pair(one, other, self.statistics, self._settings, self._label)
        return dump_links(found).encode()

    def links(self) -> Iterator[PassageLink]:
        """All links, pair by pair, best first inside a pair."""
        if len(self._infos) >= COMPARED:
            for pair in self.pairs:
                yield from self.links_of(pair)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
