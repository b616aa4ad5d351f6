"""The corpus in other people's formats: plain text, pairs, TMX, maps, annotations, CoNLL-U, EPUB.

Each module writes one format from documents, links and authority, and knows nothing of files.
What a format cannot hold is said in ``docs/formats.md``.
"""

from __future__ import annotations

__all__ = [
    "archive",
    "citation",
    "conllu",
    "container",
    "dts",
    "epub",
    "incoming",
    "pairs",
    "parquet",
    "passim",
    "pharaoh",
    "places",
    "plain",
    "webannotation",
    "words",
]
