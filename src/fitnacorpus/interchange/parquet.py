"""Texts, sentences, names, vectors and links as partitioned Parquet, for work on many books.

One folder a table, in it one a language (``lang=ar``, as Hive names partitions), in it files that
end where a text ends; compressed with zstd.  `COLUMNS` is the contract: names and types of a
version do not change, and the columns that a later one adds stand behind them.  Tables are joined
by ``text`` with ``start``: offsets count code points of the source, as everywhere in the corpus.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import fitnacorpus
from fitnacorpus import languages
from fitnacorpus.documents import Documents
from fitnacorpus.interchange.words import Reader, title
from fitnacorpus.model import Document, PassageLink, Span, TextInfo

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

VERSION: Final = 1
"""Version of the tables, written into their description."""
MANIFEST: Final = "corpus.json"
"""Name of the file that says what is there; it is written last."""
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "texts": {
            "text": "string", "title": "string", "work": "string", "author": "string",
            "rights": "string", "public": "bool", "sha256": "string", "characters": "int64",
            "episodes": "int32",
        },
        "sentences": {
            "text": "string", "ref": "string", "start": "int64", "end": "int64",
            "episode": "string", "event": "string", "words": "string",
        },
        "mentions": {
            "text": "string", "ref": "string", "start": "int64", "end": "int64", "form": "string",
            "kind": "string", "type": "string", "status": "string", "entry": "string",
            "cert": "float32", "candidates": "list<string>", "by": "string",
        },
        "vectors": {
            "text": "string", "start": "int64", "end": "int64", "scale": "float32",
            "vector": "list<int8>",
        },
        "links": {
            "text_a": "string", "start_a": "int64", "end_a": "int64", "episode_a": "string",
            "text_b": "string", "start_b": "int64", "end_b": "int64", "episode_b": "string",
            "score": "float32", "relation": "string", "differs": "list<string>",
            "event": "string", "status": "string", "by": "string",
        },
    }
)  # fmt: skip
"""The tables, each with its columns and their types in Arrow; ``lang`` is in the folder's name."""
ROWS: Final = 50_000
"""Rows from which on a file ends with the text: some 10 MB of sentences."""
_LARGEST: Final = 127
"""Of a whole number in one byte."""
Row = Mapping[str, Any]
VectorsOf = Callable[[str], tuple[Sequence[Span], "Vectors"]]
"""From a text id to its sentences and a row of numbers for each."""


def files(
    documents: Documents,
    infos: Iterable[TextInfo],
    links: Iterable[PassageLink],
    reviewers: Mapping[str, str],
    *,
    vectors: VectorsOf | None = None,
    encoder: str = "",
    rows: int = ROWS,
) -> Iterator[tuple[str, bytes]]:
    """The files of a store, with their paths; the manifest last.

    One text is held at a time, and the rows of one file for each table.

    Args:
        documents: The texts.
        infos: What is known about them.
        links: Their links.
        reviewers: From `resp` to the name of a reviewer.
        vectors: Gives the vectors of a text; None leaves that table out.
        encoder: Name of what makes the vectors.
        rows: Rows from which on a file ends with the text.
    """
    by_lang: dict[str, list[str]] = {}
    for info in infos:
        by_lang.setdefault(languages.primary(info.lang), []).append(info.id)
    counts = dict.fromkeys(COLUMNS, 0)
    for lang, ids in sorted(by_lang.items()):
        tables = {
            name: _Files(f"{name}/lang={lang}", COLUMNS[name], rows)
            for name in ("texts", "sentences", "mentions", "vectors")
        }
        for document in map(documents.__getitem__, sorted(ids)):
            made = {
                "texts": iter([_text(document)]),
                "sentences": _sentences(document),
                "mentions": _mentions(document, reviewers),
                "vectors": _vectors(document, vectors) if vectors else iter(()),
            }
            for name, found in made.items():
                counts[name] += tables[name].extend(found)
                yield from tables[name].full()
        for table in tables.values():
            yield from table.rest()
    table = _Files("links", COLUMNS["links"], rows)
    for link in links:
        counts["links"] += table.extend([_link(link, reviewers)])
        yield from table.full()
    yield from table.rest()
    yield MANIFEST, _manifest(counts, encoder if vectors else "")


def schema(columns: Mapping[str, str]) -> Any:
    """The schema of a table for pyarrow."""
    import pyarrow as pa

    types = {
        "string": pa.string(), "bool": pa.bool_(), "int32": pa.int32(), "int64": pa.int64(),
        "float32": pa.float32(), "list<string>": pa.list_(pa.string()),
        "list<int8>": pa.list_(pa.int8()),
    }  # fmt: skip
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


class _Files:
    """The files of one table in one language, in order.

    Args:
        place: Their folder.
        columns: The columns.
        most: Rows from which on a file ends.
    """

    def __init__(self, place: str, columns: Mapping[str, str], most: int) -> None:
        self._place, self._columns, self._most = place, columns, most
        self._held: list[Row] = []
        self._number = 0

    def extend(self, rows: Iterable[Row]) -> int:
        """Take rows of a text; how many they are."""
        before = len(self._held)
        self._held += rows
        return len(self._held) - before

    def full(self) -> Iterator[tuple[str, bytes]]:
        """The file that is full now, if one is."""
        if len(self._held) >= self._most:
            yield from self.rest()

    def rest(self) -> Iterator[tuple[str, bytes]]:
        """The file of the rows that are held."""
        if not self._held:
            return
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pa.Table.from_pylist(self._held, schema(self._columns))
        out = BytesIO()
        pq.write_table(table, out, compression="zstd")
        yield f"{self._place}/part-{self._number:05}.parquet", out.getvalue()
        self._held, self._number = [], self._number + 1


def _text(document: Document) -> Row:
    info = document.text.info
    return {
        "text": info.id,
        "title": title(document),
        "work": info.work,
        "author": info.author,
        "rights": info.rights,
        "public": info.public,
        "sha256": info.sha256,
        "characters": len(document.text.source),
        "episodes": len(document.episodes),
    }


def _sentences(document: Document) -> Iterator[Row]:
    reader = Reader(document)
    events = {episode.id: episode.event for episode in document.episodes}
    for ref, span in reader.sentences:
        yield {
            "text": ref.text,
            "ref": str(ref),
            "start": span.start,
            "end": span.end,
            "episode": ref.division,
            "event": events[ref.division],
            "words": reader.words(span),
        }


def _mentions(document: Document, reviewers: Mapping[str, str]) -> Iterator[Row]:
    reader = Reader(document)
    for mention in sorted(document.mentions, key=lambda m: (m.start, -m.end)):
        span = Span(mention.start, mention.end)
        within = reader.within(span)
        yield {
            "text": document.text.info.id,
            "ref": str(within[0][0]) if within else "",
            "start": span.start,
            "end": span.end,
            "form": reader.words(span),
            "kind": mention.kind,
            "type": mention.type,
            "status": mention.status,
            "entry": mention.ref if mention.status == "resolved" else "",
            "cert": mention.candidates[0].cert if mention.candidates else None,
            "candidates": [candidate.ref for candidate in mention.candidates],
            "by": reviewers.get(mention.resp, mention.resp),
        }


def _vectors(document: Document, vectors: VectorsOf) -> Iterator[Row]:
    import numpy as np

    text = document.text.info.id
    spans, rows = vectors(text)
    largest = np.abs(rows).max(axis=1, initial=0.0)
    scales = np.where(largest > 0, largest, 1) / _LARGEST
    whole = np.round(rows / scales[:, None]).astype(np.int8)
    for span, scale, row in zip(spans, scales.tolist(), whole, strict=True):
        yield {"text": text, "start": span.start, "end": span.end, "scale": scale, "vector": row}


def _link(link: PassageLink, reviewers: Mapping[str, str]) -> Row:
    sides = {
        f"{name}_{side}": getattr(passage, name)
        for side, passage in (("a", link.a), ("b", link.b))
        for name in ("text", "start", "end", "episode")
    }
    return {
        **sides,
        "score": link.score,
        "relation": link.relation,
        "differs": list(link.differs),
        "event": link.event,
        "status": link.status,
        "by": reviewers.get(link.resp, link.resp),
    }


def _manifest(counts: Mapping[str, int], encoder: str) -> bytes:
    said = {
        "format": "fitnacorpus-parquet",
        "version": VERSION,
        "program": fitnacorpus.__version__,
        "encoder": encoder,
        "rows": dict(counts),
        "columns": {name: dict(columns) for name, columns in COLUMNS.items()},
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
