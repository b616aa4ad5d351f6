"""Units: the short stretches of running text between which everything is compared.

A verse, a sentence and a paragraph say different amounts; evidence is counted over stretches of
about the same size.  Short sentences are taken together, and a long one is cut where its clauses
turn: at punctuation, before a verb that opens a report, or, in Arabic without punctuation, before
"and" and "then".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fitnacorpus import arabic_script
from fitnacorpus.align import event_terms
from fitnacorpus.align.account import Encode
from fitnacorpus.languages import AR, EN
from fitnacorpus.model import Document, Span
from fitnacorpus.orthography import fold_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

SIZES: Final = {AR: (12, 30), EN: (15, 45)}
"""Fewest and most words of a unit.  English writes in words what Arabic attaches; measured on the
development chronicles, between half and double these sizes nothing is won."""
USUAL: Final = (15, 45)
_WORD: Final = re.compile(rf"[{arabic_script.WORD}]+|[^\W\d_](?:[^\W\d_]|['’‘ʿʾ`-])*")
_OPENING: Final = re.compile(
    "[وف]?(?:ثم|فلما|ولما|قال|قالوا|كان|كتب|بعث|خرج|بلغ|قدم|سار|أقبل|اقبل|روى|روي|أخذ|اخذ|جعل|قتل"
    "|انصرف|أرسل|ارسل|صار|ولى|عزل|أمر|امر|قام|توفي|اجتمع|نزل|أتى|اتى|كانت|لم|إن|ان)"
)
"""Verbs and particles that open a report in Arabic prose, with "and" and "then" before them."""
_FULL: Final = re.compile(r"[.!?؟…]")
_HALF: Final = re.compile(r"[;:؛،,«»\"“”()]")
_ATTACHED: Final = 5
"""Letters of an Arabic word at which a leading و or ف is taken for "and"."""


Weighed = tuple[tuple[str, float], ...]
"""Names with how likely each of them is meant."""


@dataclass(frozen=True, slots=True)
class Units:
    """What is compared of a text, unit by unit.

    Attributes:
        lang: Primary language.
        spans: Where each unit stands in the source.
        part: For each unit the number of the episode that holds it; ascending.
        words: Its words as written, Arabic ones without vowel signs.
        names: Authority ids of whom and what it names.
        terms: What happens in it: concepts of the event terms.
        vectors: One unit row each.
    """

    lang: str
    spans: tuple[Span, ...]
    part: tuple[int, ...]
    words: tuple[tuple[str, ...], ...]
    names: tuple[Weighed, ...]
    terms: tuple[frozenset[str], ...]
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.spans)


class Word(NamedTuple):
    """A word where it stands."""

    start: int
    end: int


def words(source: str, span: Span, lang: str) -> Iterator[Word]:
    """The words of a stretch, marks and attached apostrophes included, those of `lang` only.

    In an Arabic text Latin letters are notation (``ms0123``, ``PageV01P002``), and in an English
    one Arabic letters are a quotation; neither is compared.
    """
    arabic = lang == AR
    for found in _WORD.finditer(source, span.start, span.end):
        if arabic_script.in_block(found[0][0]) == arabic:
            yield Word(*found.span())


def written_words(text: str, lang: str) -> list[str]:
    """The words of a text as written."""
    return [text[w.start : w.end] for w in words(text, Span(0, len(text)), lang)]


def cut(source: str, sentences: Sequence[Span], lang: str) -> list[list[Word]]:
    """Units of consecutive sentences: the words of each.

    Args:
        source: The text; notation in it is blanked.
        sentences: Sentences in order that may be taken together, say of one episode.
        lang: Primary language.
    """
    low, high = SIZES.get(lang, USUAL)
    out: list[list[Word]] = []
    held: list[Word] = []
    for sentence in sentences:
        here = list(words(source, sentence, lang))
        if not here:
            continue
        if held and len(held) + len(here) > high:
            out.append(held)
            held = []
        if len(here) > high:
            *whole, here = _clauses(source, here, lang, low, high)
            out.extend(whole)
        held = [*held, *here]
        if len(held) >= low:
            out.append(held)
            held = []
    if held and out and len(held) < low // 2 and len(out[-1]) + len(held) <= high:
        out[-1] = [*out[-1], *held]
    elif held:
        out.append(held)
    return out


def _clauses(source: str, held: list[Word], lang: str, low: int, high: int) -> list[list[Word]]:
    """A long sentence in pieces of `low` to `high` words, cut where the break is strongest."""
    strength = [_break(source, held, k, lang) for k in range(len(held))]
    out, start, middle = [], 0, (low + high) / 2
    while len(held) - start > high:
        places = range(start + low, min(start + high, len(held) - 1) + 1)
        at = max(places, key=lambda k: (strength[k], -abs(k - start - middle)))
        out.append(held[start:at])
        start = at
    return [*out, held[start:]]


def _break(source: str, held: Sequence[Word], k: int, lang: str) -> int:
    """How strong a break there is before a word: 3 end of a sentence … 0 none."""
    if not k:
        return 3
    gap = source[held[k - 1].end : held[k].start]
    word = source[held[k].start : held[k].end]
    if _FULL.search(gap):
        return 3
    if _HALF.search(gap):
        return 2
    if lang == AR:
        if _OPENING.fullmatch(word):
            return 2
        return int(len(word) >= _ATTACHED and word[0] in "وف")
    return 0


def spans(document: Document) -> list[tuple[int, Span]]:
    """The units of a text and the number of the episode of each; none crosses a cut."""
    lang = _primary(document)
    return [
        (number, Span(of[0].start, of[-1].end))
        for number, episode in enumerate(document.episodes)
        for of in cut(document.text.source, episode.sentences, lang)
    ]


def of_document(document: Document, encode: Encode) -> Units:
    """What is compared of a text.

    Args:
        document: The text, with its names.
        encode: Gives the vectors of its units, one space between words.
    """
    source, lang = document.text.source, _primary(document)
    held = spans(document)
    where = [span for _, span in held]
    vectors = encode([" ".join(source[s.start : s.end].split()) for s in where], lang)
    written = [[source[w.start : w.end] for w in words(source, span, lang)] for span in where]
    if lang == AR:
        written = [[fold_text(w, lang, "embed") for w in of] for of in written]
    return Units(
        lang,
        tuple(where),
        tuple(number for number, _ in held),
        tuple(map(tuple, written)),
        tuple(_bearers(mentions) for mentions in inside(document.mentions, where)),
        tuple(event_terms.concepts(source[s.start : s.end]) for s in where),
        vectors,
    )


def _primary(document: Document) -> str:
    return document.text.info.lang.partition("-")[0]


def _bearers(mentions: Sequence[Any]) -> Weighed:
    """Whom mentions may mean; of several mentions of one the surest counts."""
    best: dict[str, float] = {}
    for mention in mentions:
        for candidate in mention.candidates:
            best[candidate.ref] = max(best.get(candidate.ref, 0.0), candidate.cert)
    return tuple(sorted(best.items()))


def inside(annotations: Sequence[Any], where: Sequence[Span]) -> Iterator[list[Any]]:
    """The annotations inside each of some spans, which stand in order of the text."""
    waiting = sorted(annotations, key=lambda x: (x.start, x.end))
    at = 0
    for span in where:
        while at < len(waiting) and waiting[at].start < span.start:
            at += 1
        end = at
        while end < len(waiting) and waiting[end].start < span.end:
            end += 1
        yield [x for x in waiting[at:end] if x.end <= span.end]
        at = end
