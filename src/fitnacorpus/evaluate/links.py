"""Scores of links: the program's own proposals against a gold file, or against the verdicts.

A gold file is a table (TSV, UTF-8) with the columns ``a``, ``b`` and ``relation``, and if you like
``differs`` (facets, separated by spaces).  A passage is a ref, or two refs of one text joined by
``..`` for a run.  A file is taken to be complete for every two texts that it names together;
proposals between other texts are left aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fitnacorpus import refs
from fitnacorpus.align.agreement import NONE, RELATIONS, Agreement, Judged, compare, judged
from fitnacorpus.align.group import ordered
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError, FitnaError
from fitnacorpus.evaluate import gold
from fitnacorpus.index.lines import lines_with_refs
from fitnacorpus.judgements import FACETS
from fitnacorpus.model import Document, Passage, PassageLink
from fitnacorpus.pipeline import Pipeline, Progress

if TYPE_CHECKING:
    from fitnacorpus.align.learning import Lesson

_COLUMNS = ("a", "b", "relation")
_HINT = "Columns are a, b, relation and perhaps differs, with tabs between them"


def evaluate_align(
    folder: CorpusFolder, gold: Path | None = None, *, progress: Progress | None = None
) -> tuple[Agreement, Sequence[Document]]:
    """Score what ``align --proposals`` gives: no verdict and no event tied to an episode is used.

    Args:
        folder: The corpus.
        gold: A gold file; by default the verdicts and the editors' events are the measure.
        progress: Told what is being worked on.

    Returns:
        The scores, and the documents in which the passages stand.

    Raises:
        FitnaError: the corpus or the gold file cannot be used.
    """
    pipeline = Pipeline(folder, progress)
    links, documents = proposals(pipeline), pipeline.documents()
    if gold is None:
        return agreement_of(pipeline, links), documents
    pairs = read_links(gold, documents)
    texts = {(pair.a.text, pair.b.text) for pair in pairs}
    links = [x for x in links if (x.a.text, x.b.text) in texts]
    return compare(links, pairs, complete=True), documents


def proposals(pipeline: Pipeline) -> list[PassageLink]:
    """What ``align --proposals`` gives for the same corpus."""
    machine = Pipeline(pipeline.folder, pipeline.progress, machine_only=True)
    return [link for alignment in machine.alignments for link in alignment.links]


def lesson(folder: CorpusFolder, *, progress: Progress | None = None) -> Lesson:
    """What the verdicts of a corpus teach about the probabilities of the program's own links.

    Raises:
        FitnaError: the corpus cannot be used, or there are too few verdicts to learn from
            (``too-few-verdicts``).
    """
    from fitnacorpus.align import learning

    pipeline = Pipeline(folder, progress)
    said = judged(pipeline.documents(), pipeline.judgements)
    try:
        return learning.learn(learning.examples(proposals(pipeline), said))
    except ValueError as error:
        raise CorpusError(
            "too-few-verdicts",
            str(error),
            where=str(folder.root),
            hint="Judge links with 'fitnacorpus review'",
        ) from None


def use(folder: CorpusFolder, taught: Lesson) -> None:
    """Write down what was learnt, so that every build uses it."""
    from fitnacorpus.files import write_whole
    from fitnacorpus.stages import learnt

    with folder.locked():
        write_whole(folder.learnt_path, learnt.render(taught))


def agreement_of(pipeline: Pipeline, links: Sequence[PassageLink]) -> Agreement:
    """How far links agree with the verdicts and the editors' events of a corpus."""
    return compare(links, judged(pipeline.documents(), pipeline.judgements))


def read_links(path: Path, documents: Sequence[Document]) -> list[Judged]:
    """Read a gold file.

    Args:
        path: The file.
        documents: The documents that its refs stand in.

    Raises:
        CorpusError: the file cannot be read (``unreadable``), a column is missing or a cell cannot
            be used (``bad-gold``), with its line.
    """
    by_id = {d.text.info.id: d for d in documents}
    out = []
    for line, row in gold.rows(path, _COLUMNS, _HINT):
        try:
            a, b = (_passage(row[side], by_id) for side in ("a", "b"))
        except FitnaError as error:
            raise gold.bad(path, line, error.what, _HINT) from None
        relation, facets = row["relation"], tuple((row.get("differs") or "").split())
        if relation not in (*RELATIONS, NONE):
            known = ", ".join((*RELATIONS, NONE))
            raise gold.bad(path, line, f"relation '{relation}' is none of {known}", _HINT)
        if unknown := [facet for facet in facets if facet not in FACETS]:
            raise gold.bad(path, line, f"unknown facet '{unknown[0]}'", _HINT)
        out.append(Judged(*ordered(a, b), relation, facets))
    return out


def _passage(value: str, by_id: dict[str, Document]) -> Passage:
    """The passage that a cell names.

    Raises:
        FitnaError: it names none.
    """
    first, _, last = value.partition("..")
    ends = [refs.parse(part.strip()) for part in (first, last or first)]
    document = by_id.get(ends[0].text)
    if document is None or ends[0].text != ends[1].text:
        raise FitnaError("bad-ref", f"there is no passage '{value}' in one text of the corpus")
    lines = lines_with_refs(document)
    starts = [span.start for ref, span in lines if ends[0].contains(ref)]
    stops = [span.end for ref, span in lines if ends[1].contains(ref)]
    if not starts or not stops or min(starts) >= max(stops):
        raise FitnaError("bad-ref", f"there is no passage '{value}' in the corpus")
    return Passage(ends[0].text, ends[0].division, min(starts), max(stops))
