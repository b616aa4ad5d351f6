"""The words of accounts in CoNLL-U, one a line, with names and refs in the column MISC.

Words are cut as camel-tools cuts them (`simple_word_tokenize`).  Nothing is guessed of lemma, part
of speech or syntax: those columns are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from camel_tools.tokenizers.word import simple_word_tokenize

from fitnacorpus import reading
from fitnacorpus.interchange.words import Reader
from fitnacorpus.model import Document, Mention, Span
from fitnacorpus.reading import ReadingView

_EMPTY: Final = "\t_" * 7
"""Lemma, parts of speech, features, head, relation and further relations: not known."""


def write(documents: Iterable[Document]) -> Iterator[str]:
    """The lines of a CoNLL-U file, each ending in a line break.

    A sentence bears its ref as `sent_id` and its words as `text`; a word that belongs to a name
    bears ``Name=B-person`` or ``I-person`` (IOB2) and, beyond doubt, ``Entry=`` the entry's id.

    Args:
        documents: The accounts.
    """
    for document in documents:
        yield f"# newdoc id = {document.text.info.id}\n"
        yield from _document(document)


def _document(document: Document) -> Iterator[str]:
    view, reader = reading.of_document(document), Reader(document)
    paragraph = ""
    for ref, span in reader.sentences:
        words = view.read(span)
        if not words:
            continue
        if (now := str(ref).rpartition(".s")[0]) != paragraph:
            paragraph = now
            yield f"# newpar id = {paragraph}\n"
        yield f"# sent_id = {ref}\n# text = {words}\n"
        yield from _words(words, _names_in(words, span, reader.mentions(span), view))
        yield "\n"


def _names_in(
    words: str, span: Span, mentions: Iterable[Mention], view: ReadingView
) -> list[tuple[Span, Mention]]:
    """The names of a sentence with their places in its words."""
    found = []
    holding = view.holding(span)
    at = holding.view_span(span).start
    at += len(holding.text[at:]) - len(holding.text[at:].lstrip(" "))
    for mention in mentions:
        here = holding.view_span(Span(mention.start, mention.end))
        place = Span(here.start - at, min(here.end - at, len(words)))
        if place.start < place.end:
            found.append((place, mention))
    return found


def _words(words: str, names: list[tuple[Span, Mention]]) -> Iterator[str]:
    at = 0
    for number, token in enumerate(simple_word_tokenize(words), start=1):
        start = words.index(token, at)
        at = start + len(token)
        notes = []
        for place, mention in names:
            if place.start < at and start < place.end:
                first = start <= place.start
                notes.append(f"Name={'B' if first else 'I'}-{mention.kind or 'name'}")
                if mention.status == "resolved":
                    notes.append(f"Entry={mention.ref}")
                break
        if words[at : at + 1] not in ("", " "):
            notes.append("SpaceAfter=No")
        yield f"{number}\t{token}{_EMPTY}\t{'|'.join(notes) or '_'}\n"
