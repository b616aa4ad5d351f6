"""A corpus as what its stages make of it: every artefact, read back where it is fresh.

A consumer asks for documents, links or alignments and does not know whether they were read from
the disk or made just now; what is made here stays in memory, and only `build` writes it down.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from fitnacorpus import judgements, languages
from fitnacorpus.annotate import Tagged, tagged
from fitnacorpus.corpus import UNASSIGNED, CorpusFolder
from fitnacorpus.description import Description
from fitnacorpus.documents import Documents, Held
from fitnacorpus.errors import JudgementError
from fitnacorpus.files import digest
from fitnacorpus.inputs import Inputs, people_of
from fitnacorpus.judgements import Verdict
from fitnacorpus.model import Alignment, Document, Passage, PassageLink
from fitnacorpus.stages import alignments as stage_alignments
from fitnacorpus.stages import answers, learnt, parallels, taught
from fitnacorpus.stages import document as stage_document
from fitnacorpus.stages.document import Known
from fitnacorpus.stages.links import Linking
from fitnacorpus.stages.program import code
from fitnacorpus.stages.store import Artefact, Store
from fitnacorpus.tei import read as tei_read
from fitnacorpus.tei.header import Change, respondent
from fitnacorpus.tei.standoff import Clause

if TYPE_CHECKING:
    from fitnacorpus.align.calibration import Logistic
    from fitnacorpus.align.judge import Answer

SETTLED: Final = "alignments"
"""Name under which all alignments are remembered as values."""
Progress = Callable[[str, str], None]
"""Called with the name of a stage and what it works on."""


class Pipeline(Inputs):
    """The artefacts of one corpus, each read or made when first asked for.

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
        super().__init__(folder, machine_only=machine_only)
        self.progress: Progress = progress or (lambda stage, item: None)
        self.store = Store(
            folder.root, self.state, machine_only=machine_only, progress=self.progress
        )
        self._documents = Held[Document](lambda document: len(document.text.source))
        self._files = Held[bytes](len)
        # A text is tagged for its key, and then made: no other stands between the two.
        self._tagged = Held[Tagged](lambda found: len(found.text.source), limit=0)
        self._artefacts: dict[str, Artefact] = {}
        self._digests: dict[str, str] = {}

    def leave_out(self, texts: Collection[str]) -> None:
        """Go on as if some texts were not there."""
        if texts:
            super().leave_out(texts)
            self.__dict__.pop("linking", None)

    # --- Documents -------------------------------------------------------------------------------

    def document_artefact(self, text_id: str) -> Artefact:
        """The TEI of a text."""
        if text_id not in self._artefacts:
            key = self._document_key(self.by_id[text_id])
            path = self.folder.relative(self.folder.text_path(text_id))
            self._artefacts[text_id] = Artefact(f"document:{text_id}", key, path)
        return self._artefacts[text_id]

    def document_is_fresh(self, text_id: str) -> bool:
        """Whether a document stands and is known to; to know may take as long as to make it."""
        _, basis = self._given(self.by_id[text_id])
        known = self.store.is_derived(f"names {text_id}", basis)
        return known and self.store.fresh(self.document_artefact(text_id)) is not None

    def _document_key(self, item: Description) -> str:
        """Digest of all that a document is made from, and of nothing else."""
        given, basis = self._given(item)
        names = self.derived(f"names {item.info.id}", basis, partial(self._names_key, item))
        profiles = sorted((name, list(steps)) for name, steps in self.settings.profiles.items())
        return digest(given, names, repr(self.edition), json.dumps(profiles))

    def _given(self, item: Description) -> tuple[str, str]:
        """Digests of what people say of a text, without and with the authority."""
        own = [
            [judgements.dump(v), v.by, v.id in self._superseded]
            for v in self._mention_verdicts.get(item.info.id, ())
        ]
        given = digest(
            code("annotate", "ingest", "names", "segment"),
            self.state.digest(self.folder.source_path(item)),
            repr(replace(item, path="")),
            json.dumps(own),
        )
        return given, digest(given, self.state.digest(self.folder.authority_path))

    def _names_key(self, item: Description) -> str:
        return stage_document.key(self._found(item), self._known(item), self._tagger)

    def _found(self, item: Description) -> Tagged:
        make = partial(tagged, self.text(item), self._tagger)
        return self._tagged.get(item.info.id, make)

    def derived(self, name: str, basis: str, make: Callable[[], str]) -> str:
        """A value that is reckoned from a basis, remembered from run to run."""
        return self.store.derived(name, basis, make)

    @cached_property
    def _tagger(self) -> Any:
        from fitnacorpus.names.tag import Tagger

        return Tagger(self.authority)

    def _rulings(self, text_id: str) -> list[Any]:
        from fitnacorpus.names.resolve import Ruling

        return [
            Ruling(placed.a, said.ref, respondent(said.by), said.type, said.cert)
            for placed in self.mention_judgements(text_id).placed
            for said in [placed.verdict]
        ]

    def _known(self, item: Description) -> Known:
        rulings = self._rulings(item.info.id)
        found = self._found(item)
        return stage_document.known(found, item, rulings, self.authority, self._tagger)

    def document(self, item: Description | str) -> Document:
        """A text with all its annotations: read from its TEI if that is fresh, else made."""
        text_id = item if isinstance(item, str) else item.info.id
        return self._documents.get(text_id, partial(self._document, text_id))

    def _document(self, text_id: str) -> Document:
        made = self.store.fresh(self.document_artefact(text_id))
        if made is not None and (data := self.store.read(made)) is not None:
            return tei_read.read(data, where=next(iter(made.outputs)))
        self.progress("document", text_id)
        item = self.by_id[text_id]
        return stage_document.run(
            self._found(item), item, self._known(item), self._tagger, self._rulings(text_id)
        )

    def documents(self) -> Documents:
        """All documents, by text id; each is read when it is asked for."""
        return Documents([item.info.id for item in self.descriptions], self.document)

    def document_file(self, item: Description | str) -> bytes:
        """What ``tei/texts/<id>.xml`` should hold."""
        text_id = item if isinstance(item, str) else item.info.id
        artefact = self.document_artefact(text_id)
        return self._files.get(
            text_id, lambda: self.store.data(artefact, partial(self._render, text_id))
        )

    def _render(self, text_id: str) -> bytes:
        document = self.document(text_id)
        judged = [placed.verdict for placed in self.mention_judgements(text_id).placed]
        people, changes = self._review({m.resp for m in document.mentions}, judged, names=True)
        return stage_document.render(document, self.edition, people, changes)

    def _document_digest(self, text_id: str) -> str:
        """SHA-256 of the TEI of a text: what all that is made from a document is keyed by."""
        if text_id not in self._digests:
            made = self.store.fresh(self.document_artefact(text_id))
            self._digests[text_id] = (
                next(iter(made.outputs.values()))
                if made is not None
                else hashlib.sha256(self.document_file(text_id)).hexdigest()
            )
        return self._digests[text_id]

    def index_key(self, text_id: str) -> str:
        """What the rows of a text in the index are made from."""
        return digest(code("index"), self._document_digest(text_id))

    def entries_key(self) -> str:
        """What the entries of the index are made from."""

        def made() -> str:
            rows = [(e.id, e.kind, e.forms) for e in self.authority.entries]
            return digest(repr(rows))

        basis = self.state.digest(self.folder.authority_path)
        return digest(code("index"), self.derived("entries", basis, made))

    def _review(
        self, used: Collection[str], judged: Iterable[Verdict], *, names: bool
    ) -> tuple[dict[str, str], list[Change]]:
        """Who judged what a file holds, as its header tells it: people, and what each did when.

        Args:
            used: Those (`xml:id`) to whom something in the file leads.
            judged: The verdicts on what it holds.
            names: Whether they are on names, not on links.
        """
        what = "name" if names else "passage"
        days = Counter((v.on, respondent(v.by)) for v in judged)
        changes = [
            Change(day, who, f"Judged {number} {what}{'' if number == 1 else 's'}.")
            for (day, who), number in days.items()
        ]
        named = {*used, *(change.who for change in changes)}
        known = people_of(self.name_verdicts) if names else self.reviewers
        return {i: name for i, name in known.items() if i in named}, changes

    def stale(self) -> list[str]:
        """What stands built and is not what a build would write now: text ids, or "alignments"."""
        ids = [item.info.id for item in self.descriptions]
        texts = [text for text in ids if self.store.fresh(self.document_artefact(text)) is None]
        try:
            return texts or ([] if self.alignments_are_fresh() else [SETTLED])
        except JudgementError:  # what is wrong is told by whatever needs the verdicts on links
            return [SETTLED]

    @property
    def built(self) -> bool:
        """Whether a build has ended in this folder."""
        return self.state.get(SETTLED) is not None

    # --- Links and alignments --------------------------------------------------------------------

    @cached_property
    def linking(self) -> Linking:
        """What stands between documents and links."""
        return Linking(
            self.store,
            {item.info.id: item.info for item in self.descriptions},
            document=self.document,
            document_digest=self._document_digest,
            settings=self.settings.align,
            label=self._label,
            labels=self.state.digest(self.folder.authority_path),
            blocks=parallels.blocks(self.descriptions, self.left_out),
            taught=taught.read(self.folder.lexicon_path),
        )

    def _label(self, ref: str) -> str:
        """The name given as evidence; the id itself where no record has it."""
        entry = self.authority.by_id.get(ref)
        return (entry.name(languages.EN) if entry else "") or ref

    @cached_property
    def links(self) -> list[PassageLink]:
        """The program's own proposals; no editor's event is used, of verdicts what they taught."""
        found = list(self.linking.links())
        if self.learnt is not None:
            from fitnacorpus.align.learning import rescored

            found = rescored(found, self.learnt, self.linking.one_text)
        if self.answers:
            from fitnacorpus.align.judge import with_answers

            found = with_answers(found, self.answers, self.sources)
        return found

    @cached_property
    def answers(self) -> list[Answer]:
        """What language models said; the program by itself uses nothing of it."""
        return [] if self.machine_only else answers.read(self.folder.answers_path)

    @cached_property
    def learnt(self) -> Logistic | None:
        """What the verdicts taught, where it is to be used; the program by itself uses nothing."""
        return None if self.machine_only else learnt.read(self.folder.learnt_path)

    @cached_property
    def alignments_key(self) -> str:
        """Digest of all that the alignments are made from."""
        linking = self.linking
        return digest(
            code("align"),
            *(linking.features_artefact(item.info.id).key for item in self.descriptions),
            *(linking.links_artefact(pair).key for pair in linking.linked),
            *(judgements.dump(verdict) + verdict.by for verdict in self.verdicts),
            self.state.digest(self.folder.authority_path),
            repr((self.edition, self.learnt, self.answers)),
        )

    @cached_property
    def alignments(self) -> list[Alignment]:
        """Links, events and verdicts brought together: one alignment an event."""
        data = self.store.data(Artefact(SETTLED, self.alignments_key), self._settle)
        return [stage_alignments.load(row) for row in json.loads(data)]

    def alignments_are_fresh(self) -> bool:
        """Whether what the alignments are made from is what it was."""
        return self.store.fresh(Artefact(SETTLED, self.alignments_key)) is not None

    def _settle(self) -> bytes:
        ids = [item.info.id for item in self.descriptions]
        # Where a verdict stands in a text must be known; of all others the episodes are enough.
        judged = frozenset[str]().union(*(p.verdict.speaks_of for p in self.judgements.placed))
        texts = [
            self.linking.outline(text).document if text in judged else self.linking.bare(text)
            for text in ids
        ]
        # What lies below the floor is listed for who asks for proposals, and neither written nor
        # shown; the score of a translation is a likeness and knows no floor.
        floor, one_text = self.settings.align.floor, self.linking.one_text
        links = [
            x
            for x in self.links
            if self.machine_only
            or x.score >= floor
            or one_text.get(x.a.text, x.a.text) == one_text.get(x.b.text, x.b.text)
        ]
        found = stage_alignments.run(texts, links, self.judgements)
        return json.dumps([stage_alignments.dump(a) for a in found]).encode()

    def alignment_artefact(self, alignment: Alignment) -> Artefact:
        """The file of an alignment."""
        title, people, changes = self._about(alignment)
        texts = {side.text for x in alignment.links for side in (x.a, x.b)}
        texts |= {t.passage.text for t in alignment.tellings}
        key = digest(
            code("align"),
            stage_alignments.dump(alignment),
            repr((title, people, changes, self._edition_of_links)),
            *(self.linking.compared(text) for text in sorted(texts) if text in self.by_id),
        )
        path = self.folder.relative(self.folder.alignment_path(alignment.event))
        return Artefact(f"alignments:{alignment.event or UNASSIGNED}", key, path)

    def alignment_file(self, alignment: Alignment) -> bytes:
        """What ``alignments/<event>.xml`` should hold."""
        return self.store.data(
            self.alignment_artefact(alignment), partial(self._render_alignment, alignment)
        )

    def _render_alignment(self, alignment: Alignment) -> bytes:
        title, people, changes = self._about(alignment)
        return stage_alignments.render(
            alignment, title, self._pointer, self._clause, self._edition_of_links, people, changes
        )

    def _about(self, alignment: Alignment) -> tuple[str, dict[str, str], list[Change]]:
        """Title of an alignment, the people it names, and what they did."""
        entry = self.authority.by_id.get(alignment.event)
        title = (entry.name(languages.EN) or entry.name(languages.AR)) if entry else alignment.event
        used = {x.resp for x in alignment.links} | {x.resp for x in alignment.tellings}
        placed = self.judgements.placed
        judged = [p.verdict for p in placed if stage_alignments.concerns(p, alignment)]
        return title, *self._review(used, judged, names=False)

    def _pointer(self, passage: Passage) -> tuple[str, str]:
        base = f"../tei/texts/{passage.text}.xml"
        if not passage.episode:
            return base, base
        first, last = self.linking.units(passage)
        return f"{base}#{first}", f"{base}#{last}"

    def _clause(self, passage: Passage) -> Clause:
        return stage_alignments.clause_of(self.linking.outline(passage.text).document, passage)
