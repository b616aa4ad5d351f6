"""Stages `features`, `profile`, `vectors`, `statistics`, `candidates` and `links`.

They make the program's own links.  Everything has its own key.  Features hang on a document,
vectors on the words of it, statistics on the reference texts, and the links of a pair on what is
compared of its two texts and what the statistics say of these.  So a verdict on a name leaves
vectors alone, and the change of a title leaves links alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from fitnacorpus.config import AlignSettings
from fitnacorpus.documents import Held
from fitnacorpus.model import (
    Document,
    Episode,
    Paragraph,
    Passage,
    PassageLink,
    Text,
    TextInfo,
    Transcript,
)
from fitnacorpus.stages import parallels
from fitnacorpus.stages.alignments import dump_links, load_links, passage_units
from fitnacorpus.stages.parallels import Block
from fitnacorpus.stages.program import code, files
from fitnacorpus.stages.store import PRIVATE, Artefact, Store

if TYPE_CHECKING:
    from fitnacorpus.align.outline import Outline
    from fitnacorpus.align.profile import Profile
    from fitnacorpus.align.propose import Features
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
        blocks: From a pair of texts to the episodes in which alone its links are sought.
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
        blocks: Mapping[tuple[str, str], Sequence[Block]],
    ) -> None:
        self._blocks = blocks
        self._labels = labels
        self._store, self._infos, self._settings, self._label = store, infos, settings, label
        self._document, self._document_digest = document, document_digest
        self._outlines = Held["Outline"](lambda found: len(found.document.text.source))
        self._features = Held["Features"](lambda found: found.account.words.vectors.nbytes)
        self._known: dict[str, str] = {}
        self.skipped: set[tuple[str, str]] = set()
        """Pairs whose links could not be made: they count as pairs without any."""

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

    # --- Of one text -----------------------------------------------------------------------------

    def features_artefact(self, text: str) -> Artefact:
        """What is compared of a text."""
        key = self._once(
            f"features {text}", lambda: _digest(code("align"), self._document_digest(text))
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

    def vectors_artefact(self, text: str) -> Artefact:
        """The vectors of a text; they hang on its words alone, and are those of every run."""
        return Artefact(f"vectors:{text}", self._vectors_key(text), f"{PRIVATE}/vectors/{text}.npz")

    def _vectors_key(self, text: str) -> str:
        return _digest(code("align"), self._settings.encoder, self._words(text))

    def _words(self, text: str) -> str:
        """Digest of the words of a text and how they are cut."""
        return self._once(f"words {text}", partial(self._make_words, text))

    def _make_words(self, text: str) -> str:

        def made() -> str:
            document = self.outline(text).document
            spans = [[p.sentences for p in e.paragraphs] for e in document.episodes]
            return _digest(self._infos[text].lang, document.text.source, json.dumps(spans))

        return self._store.derived(f"words {text}", self.compared(text), made)

    def features(self, text: str) -> Features:
        """A text as it is compared."""
        return self._features.get(text, partial(self._read, text))

    def _read(self, text: str) -> Features:
        from fitnacorpus.align import outline, propose

        found: list[Features] = []

        def make() -> bytes:
            earlier = self._earlier(self.vectors_artefact(text).path)
            kept = outline.KeptVectors(self.encode, self._salt, earlier)
            found.append(propose.read(self.outline(text), kept))
            return kept.dump()

        data = self._store.data(self.vectors_artefact(text), make)
        if not found:
            kept = outline.KeptVectors(self.encode, self._salt, data)
            found.append(propose.read(self.outline(text), kept))
        return found[0]

    @cached_property
    def _salt(self) -> str:
        """What vectors depend on besides strings: the encoder, and how strings are given to it."""
        return _digest(self._settings.encoder, files("align/encode.py", "orthography"))

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

        name = f"units {passage.text} {passage.episode} {passage.start} {passage.end}"
        basis = self.features_artefact(passage.text).key
        first, last = json.loads(self._store.derived(name, basis, made))
        return first, last

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
            texts = map(self.features, self._reference)
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
            return list(combinations(texts, 2))
        key = _digest(
            code("align"),
            json.dumps(sorted(self.one_text.items())),
            *(f"{t} {self._words(t)}" for t in texts),
        )

        def make() -> bytes:
            shown = {text: self.profile(text) for text in texts}
            return json.dumps(propose.worth_comparing(shown, self.one_text)).encode()

        return [(a, b) for a, b in json.loads(self._store.data(Artefact("candidates", key), make))]

    def profile(self, text: str) -> Profile:
        """What a text shows to a search for its relatives."""
        import numpy as np

        from fitnacorpus.align import profile

        def make() -> bytes:
            return profile.profile(self.outline(text).source).tobytes()

        key = _digest(code("align"), self._words(text))
        artefact = Artefact(f"profile:{text}", key, f"{PRIVATE}/profiles/{text}.bin")
        return np.frombuffer(self._store.data(artefact, make), np.uint32)

    # --- Of a pair -------------------------------------------------------------------------------

    def links_artefact(self, pair: tuple[str, str]) -> Artefact:
        """The links of two texts."""
        a, b = pair
        settings = f"{self._told}{self._blocks.get(pair, '')}"
        if self._translates(pair):
            key = _digest(code("align"), settings, self.compared(a), self.compared(b), "renders")
        else:
            key = _digest(code("align"), settings, self._side(a), self._side(b))
        return Artefact(f"links:{a}:{b}", key)

    @cached_property
    def _told(self) -> str:
        """The settings as they stand in a key."""
        return repr(self._settings)

    def _side(self, text: str) -> str:
        """Digest of what one side of a pair brings to its links."""
        return self._once(f"side {text}", partial(self._make_side, text))

    def _make_side(self, text: str) -> str:
        from fitnacorpus.align import statistics

        def make() -> str:
            outline = self.outline(text)
            labels = [(ref, self._label(ref)) for ref in sorted(outline.names)]
            return _digest(statistics.used(self.statistics, outline), json.dumps(labels))

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
        if pair in self._blocks:
            found = self._links_in(pair)
        elif self._translates(pair):
            found = list(propose.translated(self.outline(a), self.outline(b), self.encode))
        else:
            one, other = self.features(a), self.features(b)
            found = propose.pair(one, other, self.statistics, self._settings, self._label)
        return dump_links(found).encode()

    def _links_in(self, pair: tuple[str, str]) -> list[PassageLink]:
        """The links between the episodes that are said to be parallel, best first."""
        from fitnacorpus.align import propose

        best: dict[tuple[Passage, Passage], PassageLink] = {}
        for block in self._blocks[pair]:
            one, other = (
                self._features_of(text, span, block.where)
                for text, span in zip(pair, (block.a, block.b), strict=True)
            )
            if self._translates(pair):
                found = list(propose.translated(one.outline, other.outline, self.encode))
            else:
                found = propose.pair(one, other, self.statistics, self._settings, self._label)
            for link in found:
                known = best.get((link.a, link.b))
                if known is None or known.score < link.score:
                    best[link.a, link.b] = link
        return sorted(best.values(), key=lambda x: (-x.score, x.a.start, x.b.start))

    def _features_of(self, text: str, span: tuple[str, str], where: str) -> Features:
        """Some episodes of a text as they are compared; their vectors are those of the text."""
        from fitnacorpus.align import outline, propose

        self.features(text)  # so that the vectors are kept
        found = outline.read(parallels.part(self._document(text), span, where))
        earlier = self._earlier(self.vectors_artefact(text).path)
        return propose.read(found, outline.KeptVectors(self.encode, self._salt, earlier))

    @property
    def linked(self) -> list[tuple[str, str]]:
        """The pairs whose links are sought: those worth it, and those said to be parallel."""
        if len(self._infos) < COMPARED:
            return []
        every = dict.fromkeys((*self.pairs, *self._blocks))
        return [pair for pair in every if pair not in self.skipped]

    def links(self) -> Iterator[PassageLink]:
        """All links, pair by pair, best first inside a pair."""
        for pair in self.linked:
            yield from self.links_of(pair)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
