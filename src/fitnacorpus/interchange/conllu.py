"""The words of accounts in CoNLL-U, one a line, with names and refs in the column MISC.

Where the source of a text says what its words are (TEI's ``w`` and ``pc``), they are the words,
with their lemma, part of speech and form.  Elsewhere words are cut as camel-tools cuts them
(`simple_word_tokenize`), and nothing is guessed: those columns are empty, as are those of syntax.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from camel_tools.tokenizers.word import simple_word_tokenize

from fitnacorpus import reading
from fitnacorpus.interchange.words import Reader
from fitnacorpus.model import Document, Mention, Span, Token
from fitnacorpus.reading import ReadingView

_Placed = TypeVar("_Placed", Mention, Token)

_SYNTAX: Final = "\t_" * 3
"""Head, relation and further relations: not known."""
_PARTS_OF_SPEECH: Final = frozenset(
    {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
     "PUNCT", "SCONJ", "SYM", "VERB", "X"}
)  # fmt: skip
"""The parts of speech of Universal Dependencies (universaldependencies.org/u/pos)."""


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
        yield from _words(
            words,
            _placed(words, span, reader.mentions(span), view),
            _placed(words, span, _within(document.tokens, span), view),
        )
        yield "\n"


def _within(tokens: Sequence[Token], span: Span) -> Sequence[Token]:
    """The words of the source that stand in a sentence."""
    first = bisect_left(tokens, span.start, key=lambda token: token.start)
    return tokens[first : bisect_left(tokens, span.end, key=lambda token: token.start)]


def _placed(
    words: str, span: Span, items: Iterable[_Placed], view: ReadingView
) -> list[tuple[Span, _Placed]]:
    """Names or words of a sentence with their places in what is read of it."""
    found = []
    holding = view.holding(span)
    at = holding.view_span(span).start
    at += len(holding.text[at:]) - len(holding.text[at:].lstrip(" "))
    for item in items:
        here = holding.view_span(Span(item.start, item.end))
        place = Span(here.start - at, min(here.end - at, len(words)))
        if place.start < place.end:
            found.append((place, item))
    return found


def _cut(words: str, tokens: Sequence[tuple[Span, Token]]) -> Iterator[tuple[Span, Token | None]]:
    """The words of a sentence: those of the source, and between them what camel-tools cuts."""
    at = 0
    for place, token in (*tokens, (Span(len(words), len(words)), None)):
        for word in simple_word_tokenize(words[at : place.start]):
            start = words.index(word, at)
            at = start + len(word)
            yield Span(start, at), None
        if token is not None:
            yield place, token
        at = max(at, place.end)


def _columns(token: Token | None) -> str:
    """Lemma, parts of speech and features, as far as the source says them."""
    if token is None:
        return "\t_" * 4
    features = [part for part in token.msd.split("|") if "=" in part]
    universal = next((f.partition("=")[2] for f in features if f.startswith("UPosTag=")), "")
    if not universal and token.pos in _PARTS_OF_SPEECH:
        universal = token.pos
    others = [feature for feature in features if not feature.startswith("UPosTag=")]
    own = token.pos if token.pos != universal else "" if features else token.msd
    columns = (token.lemma, universal, own, "|".join(sorted(others, key=str.lower)))
    return "".join(f"\t{' '.join(column.split()) or '_'}" for column in columns)


def _words(
    words: str, names: list[tuple[Span, Mention]], tokens: list[tuple[Span, Token]]
) -> Iterator[str]:
    for number, ((start, at), token) in enumerate(_cut(words, tokens), start=1):
        notes = []
        for place, mention in names:
            if place.start < at and start < place.end:
                first = start <= place.start
                notes.append(f"Name={'B' if first else 'I'}-{mention.kind or 'name'}")
                if mention.status == "resolved":
                    notes.append(f"Entry={mention.ref}")
                break
        if token is not None and token.norm:
            notes.append(f"Norm={' '.join(token.norm.split()).replace('|', '')}")
        if words[at : at + 1] not in ("", " "):
            notes.append("SpaceAfter=No")
        columns = f"{_columns(token)}{_SYNTAX}"
        yield f"{number}\t{words[start:at]}{columns}\t{'|'.join(notes) or '_'}\n"
