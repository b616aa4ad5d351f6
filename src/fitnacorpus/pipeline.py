"""The stages of a build, in order; what each of them makes, and from what.

    document    one a text: source, description, authority, verdicts -> tei/texts/<id>.xml
    links       all documents -> the program's own links
    alignments  links, events, verdicts -> alignments/<event>.xml
    index       documents, authority -> the search index

Here is what the files should hold; `build` decides which are stale and writes them, `checks` holds
them against what stands on the disk.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import Any

import fitnacorpus
from fitnacorpus import judgements, refs
from fitnacorpus.config import Settings
from fitnacorpus.corpus import (
    CorpusFolder,
    digest,
    write_whole,
)
from fitnacorpus.description import LANGUAGES, Description
from fitnacorpus.judgements import Judgements, Placed, Verdict
from fitnacorpus.model import (
    Alignment,
    Authority,
    Document,
    Passage,
    PassageLink,
    Span,
    Text,
)
from fitnacorpus.tei import digest as tei_digest
from fitnacorpus.tei import standoff, write
from fitnacorpus.tei.header import Change, Edition, respondent

Progress = Callable[[str, str], None]
"""Called with the name of a stage and what it works on."""


class Pipeline:
    """The stages of one corpus, each computed when first asked for and kept in memory.

    Args:
        folder: The corpus.
        progress: Told what is being worked on.
        machine_only: Whether to leave every verdict and every event tied to an episode out, so that
            the program's own work can be judged.

    Raises:
        FitnaError: settings, a description or a file of verdicts cannot be used.
    """

    def __init__(
        self,
        folder: CorpusFolder,
        progress: Progress | None = None,
        *,
        machine_only: bool = False,
    ) -> None:
        self.folder = folder
        self.machine_only = machine_only
        self.settings: Settings = folder.settings()
        self.descriptions: list[Description] = folder.descriptions()
        self.progress: Progress = progress or (lambda stage, item: None)
        self._texts: dict[str, Text] = {}
        self._documents: dict[str, Document] = {}

    # --- Inputs ----------------------------------------------------------------------------------

    @cached_property
    def authority(self) -> Authority:
        """The authority of the corpus."""
        return self.folder.authority()

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """All verdicts as written."""
        return [] if self.machine_only else self.folder.verdicts()

    def text(self, item: Description) -> Text:
        """A text, read from its source."""
        if item.info.id not in self._texts:
            self._texts[item.info.id] = self.folder.text(item, self.settings)
        return self._texts[item.info.id]

    @cached_property
    def judgements(self) -> Judgements:
        """The verdicts in force, placed in the present sources."""
        sources = {item.info.id: self.text(item).source for item in self.descriptions}
        return judgements.merge(self.verdicts, sources)

    @cached_property
    def reviewers(self) -> dict[str, str]:
        """xml:id to name of everybody who gave a verdict."""
        return {respondent(name): name for name in sorted({v.by for v in self.verdicts})}

    @cached_property
    def edition(self) -> Edition:
        """What holds for all headers."""
        s = self.settings
        return Edition(s.publisher, s.editors, s.licence, fitnacorpus.__version__, LANGUAGES)

    # --- Stages ----------------------------------------------------------------------------------

    @cached_property
    def _tagger(self) -> Any:
        from fitnacorpus.names.tag import Tagger

        return Tagger(self.authority)

    def document(self, item: Description) -> Document:
        """Stage `document`: a text with all its annotations."""
        text_id = item.info.id
        if text_id not in self._documents:
            self.progress("document", text_id)
            self._documents[text_id] = self._annotate(item)
        return self._documents[text_id]

    def documents(self) -> list[Document]:
        """All documents, by text id."""
        return [self.document(item) for item in self.descriptions]

    def _annotate(self, item: Description) -> Document:
        from fitnacorpus.annotate import annotate
        from fitnacorpus.names.resolve import Ruling

        rulings = [
            Ruling(placed.a, placed.verdict.ref, respondent(placed.verdict.by))
            for placed in self.judgements.of_kind("mention")
            if placed.verdict.a.text == item.info.id
        ]
        if self.machine_only:
            item = replace(item, cuts=tuple(replace(cut, event="") for cut in item.cuts))
        return annotate(self.text(item), item, self.authority, self._tagger, rulings)

    def document_file(self, item: Description) -> bytes:
        """What ``tei/texts/<id>.xml`` should hold."""
        document = self.document(item)
        judged = [
            placed.verdict
            for placed in self.judgements.of_kind("mention")
            if placed.verdict.a.text == item.info.id
        ]
        used = {m.resp for m in document.mentions}
        people, changes = self._review(used, judged, "name")
        return tei_digest.seal(write.write(document, self.edition, people, changes))

    def _review(
        self, used: Collection[str], judged: Iterable[Verdict], what: str
    ) -> tuple[dict[str, str], list[Change]]:
        """Who judged what a file holds, as its header tells it: people, and what each did when."""
        days = Counter((v.on, respondent(v.by)) for v in judged)
        changes = [
            Change(day, who, f"Judged {number} {what}{'' if number == 1 else 's'}.")
            for (day, who), number in days.items()
        ]
        named = {*used, *(change.who for change in changes)}
        return {i: name for i, name in self.reviewers.items() if i in named}, changes

    @cached_property
    def links(self) -> list[PassageLink]:
        """Stage `links`: the program's own proposals, no verdict and no editor's event used."""
        from fitnacorpus.align.propose import propose

        documents = self.documents()
        self.progress("links", "")
        return propose(
            documents,
            self._encode,
            self.settings.align,
            self._label,
        )

    def _label(self, ref: str) -> str:
        """The name given as evidence; the id itself where no record has it."""
        entry = self.authority.by_id.get(ref)
        return (entry.name("en") if entry else "") or ref

    @cached_property
    def _encoder(self) -> Any:
        from fitnacorpus.align.encode import named

        return named(self.settings.align.encoder, self.folder.root)

    def _encode(self, passages: Sequence[str], lang: str) -> Any:
        """Vectors of passages, kept in the cache under the digest of what they encode."""
        import numpy as np

        from fitnacorpus.align.encode import encode

        key = digest(self.settings.align.encoder, lang, *passages)
        path = self.folder.vectors / f"{key}.npy"
        with suppress(OSError, ValueError):
            kept = np.load(path, allow_pickle=False)
            if kept.shape[0] == len(passages):
                return kept
        rows = encode(passages, lang, self._encoder)
        buffer = io.BytesIO()
        np.save(buffer, rows, allow_pickle=False)
        write_whole(path, buffer.getvalue())
        return rows

    @cached_property
    def alignments(self) -> list[Alignment]:
        """Stage `alignments`: links, events and verdicts brought together."""
        from fitnacorpus.align.group import settle

        self.progress("alignments", "")
        return settle(self.documents(), self.links, self.judgements, respondent)

    def alignment_file(self, alignment: Alignment) -> bytes:
        """What ``alignments/<event>.xml`` should hold."""
        entry = self.authority.by_id.get(alignment.event)
        title = (entry.name("en") or entry.name("ar")) if entry else alignment.event
        used = {x.resp for x in alignment.links} | {x.resp for x in alignment.tellings}
        judged = [p.verdict for p in self.judgements.placed if _concerns(p, alignment)]
        people, changes = self._review(used, judged, "passage")
        content = standoff.write(
            alignment,
            title=title or "Links that belong to no event yet",
            pointer=self._pointer,
            edition=self.edition,
            reviewers=people,
            changes=changes,
        )
        return tei_digest.seal(content)

    def _pointer(self, passage: Passage) -> tuple[str, str]:
        base = f"../tei/texts/{passage.text}.xml"
        if not passage.episode:
            return base, base
        first, last = passage_units(self._documents[passage.text], passage)
        return f"{base}#{first}", f"{base}#{last}"


def passage_units(document: Document, passage: Passage) -> tuple[str, str]:
    """xml:ids of a passage: of the episode twice, or of its first and last sentence."""
    episode = next(e for e in document.episodes if e.id == passage.episode)
    text_id = document.text.info.id
    if (passage.start, passage.end) == (episode.start, episode.end):
        whole = refs.Ref(text_id, episode.id).xml_id
        return whole, whole
    inside = [
        refs.Ref(text_id, episode.id, number, index).xml_id
        for number, paragraph in enumerate(episode.paragraphs, start=1)
        for index, sentence in enumerate(paragraph.sentences, start=1)
        if passage.start <= sentence.start and sentence.end <= passage.end
    ]
    return inside[0], inside[-1]


def _concerns(placed: Placed, alignment: Alignment) -> bool:
    """Whether a verdict is one that a link or a telling of an alignment states."""
    sides = {(placed.verdict.a.text, placed.a)}
    if placed.verdict.b is not None and placed.b is not None:
        sides.add((placed.verdict.b.text, placed.b))
    stated = [({link.a, link.b}, link.resp) for link in alignment.links]
    stated += [({telling.passage}, telling.resp) for telling in alignment.tellings]
    return any(
        resp == respondent(placed.verdict.by)
        and len(passages) == len(sides)
        and all(
            any(p.text == text and Span(p.start, p.end).overlaps(span) for p in passages)
            for text, span in sides
        )
        for passages, resp in stated
    )
