"""Plain text of an account, and its sentences as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from fitnacorpus.interchange.words import SOURCE, Choice, Reader
from fitnacorpus.model import Document, Mention, RegionKind
from fitnacorpus.tables import table

COLUMNS: Final = ("ref", "text", "lang", "episode", "event", "sentence", "names")
"""Columns of a table of sentences."""
_LEFT_OUT: Final = frozenset({RegionKind.BOILERPLATE, RegionKind.NOTE, RegionKind.BLANK})
_JOINED: Final = frozenset({RegionKind.VERSE, RegionKind.DIALOGUE, RegionKind.INFOBOX})
"""Kinds of which lines that follow one another have no empty line between them."""


def text(document: Document, choice: Choice = SOURCE) -> str:
    """An account as plain text: a line a block, an empty line between blocks.

    Headings, narrative, verse and tables of facts stand in it; notes, page marks, notation and
    what is no part of the text do not.

    Args:
        document: The account.
        choice: How its words are given.
    """
    reader = Reader(document, choice)
    pieces: list[str] = []
    before: RegionKind | None = None
    for region in document.text.regions:
        if region.kind in _LEFT_OUT or not (words := reader.words(region.body)):
            continue
        opens = region.kind is RegionKind.VERSE and region.level == 1
        if pieces and (region.kind is not before or region.kind not in _JOINED or opens):
            pieces.append("")
        pieces.append(words)
        before = region.kind
    return "".join(f"{line}\n" for line in pieces)


def sentences(documents: Iterable[Document], fmt: str, choice: Choice = SOURCE) -> bytes:
    """The sentences of accounts as a table, each with its ref and the entries that it names.

    Args:
        documents: The accounts.
        fmt: "tsv", "csv" or "xlsx".
        choice: How the words are given.
    """
    return table.encode(COLUMNS, _rows(documents, choice), fmt)


def _rows(documents: Iterable[Document], choice: Choice) -> Iterator[Mapping[str, str]]:
    for document in documents:
        info, reader = document.text.info, Reader(document, choice)
        events = {episode.id: episode.event for episode in document.episodes}
        for ref, span in reader.sentences:
            yield {
                "ref": str(ref),
                "text": info.id,
                "lang": info.lang,
                "episode": ref.division,
                "event": events[ref.division],
                "sentence": reader.words(span),
                "names": " ".join(named(reader.mentions(span))),
            }


def named(mentions: Iterable[Mention]) -> list[str]:
    """Ids of the entries that are named beyond doubt, each once, in order."""
    return list(dict.fromkeys(m.ref for m in mentions if m.status == "resolved"))
