"""Stages `statistics`, `mean`, `candidates` and `links`: they make the program's own links.

Everything has its own key.  Statistics hang on the reference texts, and the links of a pair on what
is compared of its two texts (`Compared`) and what the statistics say of these; those of short
accounts also on the means of their languages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import combinations
from typing import TYPE_CHECKING, Final

from fitnacorpus.config import AlignSettings
from fitnacorpus.files import digest
from fitnacorpus.model import Document, Passage, PassageLink, TextInfo
from fitnacorpus.stages import parallels
from fitnacorpus.stages.alignments import dump_links, load_links
from fitnacorpus.stages.compared import Compared
from fitnacorpus.stages.parallels import Block
from fitnacorpus.stages.program import code
from fitnacorpus.stages.store import PRIVATE, Artefact, Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitnacorpus.align.account import Account
    from fitnacorpus.align.features import Features
    from fitnacorpus.align.lexicon import Lexicon, Taught
    from fitnacorpus.align.outline import KeptVectors
    from fitnacorpus.align.statistics import Statistics
    from fitnacorpus.align.units import Units

    Vectors = NDArray[np.float32]

COMPARED: Final = 2
"""Texts from which on there is something to compare, and encoding is worth its time."""


class Linking(Compared):
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
        taught: What translations taught of how words are rendered.
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
        taught: Taught | None = None,
    ) -> None:
        super().__init__(
            store, infos, document=document, document_digest=document_digest, settings=settings
        )
        self._blocks, self._label, self._labels = blocks, label, labels
        self._taught = taught
        self._artefacts: dict[tuple[str, str], Artefact] = {}
        self._means: dict[str, Vectors] = {}
        self.skipped: set[tuple[str, str]] = set()
        """Pairs whose links could not be made: they count as pairs without any."""

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
        whole = len(self._reference) == len(self._infos)
        key = digest(code("align"), str(whole), *map(self.compared, self._reference))
        return Artefact("statistics", key, f"{PRIVATE}/statistics.json")

    @cached_property
    def statistics(self) -> Statistics:
        """What is known of the corpus as a whole."""
        from fitnacorpus.align import statistics

        def make() -> bytes:
            texts = map(self.outline, self._reference)
            whole = len(self._reference) == len(self._infos)
            return statistics.dump(statistics.gather(texts, whole=whole))

        return statistics.load(self._store.data(self._statistics_artefact, make))

    def mean_artefact(self, lang: str) -> Artefact:
        """The mean vector of the episodes of a language, over its reference texts."""

        def key() -> str:
            return digest(code("align"), *map(self._vectors_key, self.reference_of(lang)))

        name = f"mean:{lang}"
        return Artefact(name, self._once(name, key), f"{PRIVATE}/means/{lang}.bin")

    def reference_of(self, lang: str) -> list[str]:
        """The texts that stand for a language."""
        return [text for text in self._reference if self._langs[text] == lang]

    def mean(self, lang: str) -> Vectors:
        """The mean vector of the episodes of a language, over its reference texts."""
        import numpy as np

        from fitnacorpus.align import statistics

        def make() -> bytes:
            accounts = map(self.account, self.reference_of(lang))
            return statistics.mean(accounts).tobytes()

        if lang not in self._means:
            data = self._store.data(self.mean_artefact(lang), make)
            self._means[lang] = np.frombuffer(data, np.float32)
        return self._means[lang]

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
        key = digest(
            code("align"),
            json.dumps(sorted(self.one_text.items())),
            *(f"{t} {self._words(t)}" for t in texts),
        )

        def make() -> bytes:
            shown = {text: self.profile(text) for text in texts}
            return json.dumps(propose.worth_comparing(shown, self.one_text)).encode()

        return [(a, b) for a, b in json.loads(self._store.data(Artefact("candidates", key), make))]

    # --- Of a pair -------------------------------------------------------------------------------

    def links_artefact(self, pair: tuple[str, str]) -> Artefact:
        """The links of two texts; its key is reckoned once a run, since it is asked for often."""
        if pair not in self._artefacts:
            self._artefacts[pair] = self._links_artefact(pair)
        return self._artefacts[pair]

    def _links_artefact(self, pair: tuple[str, str]) -> Artefact:
        a, b = pair
        settings = f"{self._told}{self._blocks.get(pair, '')}"
        if self._translates(pair):
            key = digest(code("align"), settings, self.compared(a), self.compared(b), "renders")
        else:
            short = pair if self.is_short(pair) else ()
            means = [self.mean_artefact(self._langs[text]).key for text in short]
            key = digest(code("align"), settings, self._side(a), self._side(b), *means)
        return Artefact(f"links:{a}:{b}", key)

    def is_short(self, pair: tuple[str, str]) -> bool:
        """Whether two accounts are compared episode by episode, in part of them at least."""
        from fitnacorpus.align.propose import SHORT

        return pair in self._blocks or self.size(pair[0]) * self.size(pair[1]) < SHORT

    def keep_means(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Make the means that the links of some pairs rest on, where they are stale."""
        for lang in sorted({self._langs[t] for pair in pairs if self.is_short(pair) for t in pair}):
            self.mean(lang)

    def encoded(self, pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
        """The texts that some pairs need vectors of, by stage: "vectors" and "passages"."""
        accounts = [pair for pair in pairs if not self._translates(pair)]
        short = [pair for pair in accounts if self.is_short(pair)]
        long = {text for pair in {*accounts} - {*short} for text in pair}
        langs = {self._langs[text] for pair in short for text in pair}
        stands = [
            text
            for lang in langs
            if self._store.fresh(self.mean_artefact(lang)) is None
            for text in self.reference_of(lang)
        ]
        needed = {"vectors": long, "passages": {*stands, *(t for pair in short for t in pair)}}
        return {
            stage: [t for t in sorted(texts) if not self._has_vectors(t, stage)]
            for stage, texts in needed.items()
        }

    def _has_vectors(self, text: str, stage: str) -> bool:
        return self._store.fresh(self.vectors_artefact(text, stage)) is not None

    @cached_property
    def _told(self) -> str:
        """The settings as they stand in a key, and what translations taught."""
        return repr(self._settings) + (digest(repr(self._taught)) if self._taught else "")

    @cached_property
    def _lexicon(self) -> Lexicon | None:
        """The translation lexicon, where it is not that of the package."""
        from fitnacorpus.align import lexicon

        return lexicon.shipped().taught(self._taught) if self._taught else None

    def _side(self, text: str) -> str:
        """Digest of what one side of a pair brings to its links."""
        return self._once(f"side {text}", partial(self._make_side, text))

    def _make_side(self, text: str) -> str:
        from fitnacorpus.align import statistics

        def make() -> str:
            outline = self.outline(text)
            labels = [(ref, self._label(ref)) for ref in sorted(outline.names)]
            return digest(statistics.used(self.statistics, outline), json.dumps(labels))

        own = digest(self.compared(text), self._vectors_key(text))
        basis = digest(own, self._statistics_artefact.key, self._labels)
        return digest(own, self._store.derived(f"side {text}", basis, make))

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
            found = self._compare(one, other)
        return dump_links(found).encode()

    def _compare(self, a: Features, b: Features) -> list[PassageLink]:
        from fitnacorpus.align import propose

        return propose.pair(
            a, b, self.statistics, self.mean, self._settings, self._label, self._lexicon
        )

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
                found = self._compare(one, other)
            for link in found:
                known = best.get((link.a, link.b))
                if known is None or known.score < link.score:
                    best[link.a, link.b] = link
        return sorted(best.values(), key=lambda x: (-x.score, x.a.start, x.b.start))

    def _features_of(self, text: str, span: tuple[str, str], where: str) -> Features:
        """Some episodes of a text as they are compared; their vectors are those of the text."""
        from fitnacorpus.align import outline, propose, units
        from fitnacorpus.align.features import Features

        found = outline.read(parallels.part(self._document(text), span, where))

        def kept(stage: str) -> KeptVectors:
            earlier = self._earlier(self.vectors_artefact(text, stage).path)
            return outline.KeptVectors(self.encode, self._salt, earlier)

        def account() -> Account:
            self.account(text)  # so that its vectors are kept
            return propose.account_of(found, kept("passages"))

        def stretches() -> Units:
            self.units_of(text)
            return units.of_document(found.document, kept("vectors"))

        return Features(found, len(units.spans(found.document)), account, stretches)

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
