"""Episodes for passim, which finds words that books have in common, and what it found.

Passim (D. A. Smith; https://github.com/dasmiq/passim) reads a line of JSON a document, with ``id``,
``series`` (documents of one series are not compared) and ``text``, and writes one a passage of a
cluster: ``cluster``, ``id``, and where it stands in that text, ``begin`` and ``end``.  Here a
document is an episode and a series a work, so that versions of one book are not its witnesses.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, NamedTuple

from fitnacorpus.align.group import passage_of, same_pair
from fitnacorpus.documents import Documents, Held
from fitnacorpus.errors import SourceError
from fitnacorpus.interchange.words import Reader
from fitnacorpus.model import Document, PassageLink, Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.refs import Ref
from fitnacorpus.vocabulary import Relation, Status

_HINT: Final = "Give the out.json of passim, run on what 'fitnacorpus export passim' wrote"


def lines(documents: Iterable[Document]) -> Iterator[str]:
    """A line of JSON for each episode: its words as they are read, a space between sentences.

    Args:
        documents: The texts.
    """
    for document in documents:
        info, held = document.text.info, _episodes(Reader(document))
        for episode in document.episodes:
            row = {
                "id": str(Ref(info.id, episode.id)),
                "series": info.work or info.id,
                "lang": info.lang,
                "text": held[episode.id].words if episode.id in held else "",
            }
            yield json.dumps(row, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class _Episode:
    """The words of an episode, and in them the ends of its sentences.

    Attributes:
        words: The words.
        ends: For each sentence, where it ends in them.
        sentences: The sentences in the source, with their refs.
    """

    words: str
    ends: tuple[int, ...]
    sentences: tuple[tuple[Ref, Span], ...]

    def between(self, begin: int, end: int) -> list[tuple[Ref, Span]]:
        """The sentences that a run of the words has a part of."""
        first = bisect_right(self.ends, begin)
        return list(self.sentences[first : bisect_left(self.ends, end) + 1])


class _Text(NamedTuple):
    """A text that passages stand in: its source, and its episodes by id."""

    source: str
    episodes: Mapping[str, _Episode]


def _text(document: Document) -> _Text:
    return _Text(document.text.source, _episodes(Reader(document)))


def _episodes(reader: Reader) -> Mapping[str, _Episode]:
    """The episodes of a text that have sentences, by id."""
    own: dict[str, list[tuple[Ref, Span]]] = {}
    for ref, span in reader.sentences:
        own.setdefault(ref.division, []).append((ref, span))
    return {ident: _episode(reader, sentences) for ident, sentences in own.items()}


def _episode(reader: Reader, own: Sequence[tuple[Ref, Span]]) -> _Episode:
    words = [reader.words(span) for _, span in own]
    ends, at = [], 0
    for sentence in words:
        ends.append(at + len(sentence))
        at += len(sentence) + 1
    return _Episode(" ".join(words), tuple(ends), tuple(own))


def proposals(found: str, pipeline: Pipeline, *, where: str) -> Iterator[Mapping[str, str]]:
    """Passages that passim found in several works, as rows of a table of links to judge.

    What the corpus links already gives no row, whatever was judged of it.

    Args:
        found: What passim wrote, a line of JSON a passage.
        pipeline: The corpus.
        where: The file, for messages.

    Raises:
        SourceError: a line is no passage, or none of this corpus (``bad-clusters``), with its line.
    """
    documents = pipeline.documents()
    texts = Held[_Text](lambda text: len(text.source))
    clusters: dict[str, list[tuple[str, Span, str, str]]] = {}
    for number, line in enumerate(found.split("\n"), start=1):
        if line.strip():
            cluster, side = _side(line, documents, texts, f"{where}:{number}")
            clusters.setdefault(cluster, []).append(side)
    links: dict[frozenset[str], list[PassageLink]] = {}
    for link in (link for alignment in pipeline.alignments for link in alignment.links):
        links.setdefault(frozenset((link.a.text, link.b.text)), []).append(link)
    works = {item.info.id: item.info.work or item.info.id for item in pipeline.descriptions}
    for cluster, sides in clusters.items():
        for a, b in combinations(sorted(sides), 2):
            if works[a[0]] == works[b[0]] or _known(
                a, b, documents, links.get(frozenset((a[0], b[0])), ())
            ):
                continue
            row = {
                "status": Status.PROPOSED.value,
                "relation": Relation.SAME_EVENT.value,
                "evidence": f"shared wording (passim, cluster {cluster})",
            }
            for name, (text, span, ref, quote) in (("a", a), ("b", b)):
                row |= {
                    f"text_{name}": text,
                    f"start_{name}": str(span.start),
                    f"end_{name}": str(span.end),
                    f"ref_{name}": ref,
                    f"quote_{name}": quote,
                }
            yield row


def _side(
    line: str, documents: Documents, texts: Held[_Text], place: str
) -> tuple[str, tuple[str, Span, str, str]]:
    """The cluster of a passage; its text, span in the source, first ref and words."""
    try:
        row: dict[str, Any] = json.loads(line)
        cluster, begin, end = str(row["cluster"]), int(row["begin"]), int(row["end"])
        text, _, division = str(row["id"]).partition(":")
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SourceError(
            "bad-clusters", "this is no passage of a cluster", where=place, hint=_HINT
        ) from None
    sentences: list[tuple[Ref, Span]] = []
    if text in documents.ids and 0 <= begin < end:
        held = texts.get(text, lambda: _text(documents[text]))
        if division in held.episodes:
            sentences = held.episodes[division].between(begin, end)
    if not sentences:
        raise SourceError(
            "bad-clusters", f"the corpus has no such passage of '{row['id']}'", where=place,
            hint=_HINT,
        )  # fmt: skip
    span = Span(sentences[0][1].start, sentences[-1][1].end)
    quote = " ".join(held.source[slice(*span)].split())
    return cluster, (text, span, str(sentences[0][0]), quote)


def _known(
    a: tuple[str, Span, str, str],
    b: tuple[str, Span, str, str],
    documents: Documents,
    links: Iterable[PassageLink],
) -> bool:
    """Whether two passages are linked, in either order."""
    first, second = (passage_of(documents[text], span) for text, span, _, _ in (a, b))
    if first is None or second is None:
        return False
    both = PassageLink(first, second, 0.0), PassageLink(second, first, 0.0)
    return any(same_pair(link, pair) for pair in both for link in links)
