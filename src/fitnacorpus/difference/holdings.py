"""What an edition holds, as it lies in a folder: nothing is made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fitnacorpus import judgements
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError, FitnaError
from fitnacorpus.files import visible
from fitnacorpus.judgements import Judgements, Verdict
from fitnacorpus.model import Alignment, Authority, Document
from fitnacorpus.stages.alignments import locate, narrow
from fitnacorpus.tei import read as tei_read
from fitnacorpus.tei import standoff


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an edition holds.

    Attributes:
        documents: The texts with their annotations, by text id.
        authority: The authority.
        alignments: The alignments.
        verdicts: All lines of verdicts.
        judgements: The verdicts placed in the texts, and those that have no place.
        reviewers: From `resp` to a reviewer's name.
        f1: How far the program's own links agree with the verdicts, 0 to 1; None where nobody
            reckoned it.
        unread: Generated files that are broken, in whose place those of another state stand.
    """

    documents: Mapping[str, Document]
    authority: Authority
    alignments: Sequence[Alignment]
    verdicts: Sequence[Verdict]
    judgements: Judgements
    reviewers: Mapping[str, str]
    f1: float | None = None
    unread: tuple[str, ...] = ()


def read(
    folder: CorpusFolder, known: Holdings | None = None, *, f1: float | None = None
) -> Holdings:
    """Read what was built and committed, and what people wrote.

    Args:
        folder: The corpus.
        known: Holdings of another state: a text whose TEI is the same is held once, and what of it
            is broken now is taken from there, so that one broken file does not hide all changes.
        f1: The agreement, where it was reckoned.

    Raises:
        CorpusError: texts of the corpus have no TEI (``not-built``).
        FitnaError: a file cannot be read, and no other state stands in for it.
    """
    from fitnacorpus.tei.header import respondent

    paths = visible(folder.texts, "*.xml")
    if not paths and folder.description_paths():
        raise CorpusError(
            "not-built", "there are no texts in TEI", where=str(folder.texts),
            hint="Run 'fitnacorpus build', and commit what it writes",
        )  # fmt: skip
    documents: dict[str, Document] = {}
    unread: list[str] = []
    for path in paths:
        try:
            document = tei_read.read(path.read_bytes(), where=str(path))
        except FitnaError:
            if known is None or path.stem not in known.documents:
                raise
            document = known.documents[path.stem]
            unread.append(folder.relative(path))
        ident = document.text.info.id
        same = known.documents.get(ident) if known else None
        documents[ident] = same if same == document else document
    find, within = locate(documents), narrow(documents)
    alignments: list[Alignment] = []
    for path in visible(folder.alignments, "*.xml"):
        try:
            alignments.append(
                standoff.read(path.read_bytes(), where=str(path), locate=find, narrow=within)
            )
        except FitnaError:
            if known is None:
                raise
            # Those without an event stand in a file of their own.
            event = "" if path == folder.alignment_path("") else path.stem
            alignments += [a for a in known.alignments if a.event == event]
            unread.append(folder.relative(path))
    try:
        authority = folder.authority()
    except FitnaError:
        if known is None:
            raise
        authority = known.authority
        unread.append(folder.relative(folder.authority_path))
    verdicts = folder.sound_verdicts()
    sources = {ident: document.text.source for ident, document in documents.items()}
    return Holdings(
        documents,
        authority,
        alignments,
        verdicts,
        judgements.merge(verdicts, sources),
        {respondent(name): name for name in sorted({v.by for v in verdicts})},
        f1,
        tuple(unread),
    )
