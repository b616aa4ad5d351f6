"""What an edition holds, as it lies in a folder: nothing is made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fitnacorpus import judgements
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
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
    """

    documents: Mapping[str, Document]
    authority: Authority
    alignments: Sequence[Alignment]
    verdicts: Sequence[Verdict]
    judgements: Judgements
    reviewers: Mapping[str, str]
    f1: float | None = None


def read(
    folder: CorpusFolder, known: Holdings | None = None, *, f1: float | None = None
) -> Holdings:
    """Read what was built and committed, and what people wrote.

    Args:
        folder: The corpus.
        known: Holdings of another state: a text whose TEI is the same is held once.
        f1: The agreement, where it was reckoned.

    Raises:
        CorpusError: texts of the corpus have no TEI (``not-built``).
        FitnaError: a file cannot be read.
    """
    from fitnacorpus.tei.header import respondent

    paths = visible(folder.texts, "*.xml")
    if not paths and folder.description_paths():
        raise CorpusError(
            "not-built", "there are no texts in TEI", where=str(folder.texts),
            hint="Run 'fitnacorpus build', and commit what it writes",
        )  # fmt: skip
    documents: dict[str, Document] = {}
    for path in paths:
        document = tei_read.read(path.read_bytes(), where=str(path))
        ident = document.text.info.id
        same = known.documents.get(ident) if known else None
        documents[ident] = same if same == document else document
    find, within = locate(documents), narrow(documents)
    alignments = [
        standoff.read(path.read_bytes(), where=str(path), locate=find, narrow=within)
        for path in visible(folder.alignments, "*.xml")
    ]
    verdicts = folder.sound_verdicts()
    sources = {ident: document.text.source for ident, document in documents.items()}
    return Holdings(
        documents,
        folder.authority(),
        alignments,
        verdicts,
        judgements.merge(verdicts, sources),
        {respondent(name): name for name in sorted({v.by for v in verdicts})},
        f1,
    )
