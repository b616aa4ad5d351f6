"""What alignment reads of a text, as an artefact that is kept and read back.

A `Features` holds the text cut down to what two accounts are compared by: its episodes with their
words, the names, numbers and dates in them, and for each episode and sentence the names beyond
doubt, the event terms, and the numbers and years.  `Arrays` holds the vectors of all that.  Both
depend on one text alone.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from fitnacorpus.align import event_terms, figures, units, words
from fitnacorpus.align.accounts import Account
from fitnacorpus.model import (
    Candidate,
    DateExpression,
    Document,
    Episode,
    Mention,
    Number,
    Paragraph,
    Span,
    Text,
    TextInfo,
    Transcript,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

FORMAT: Final = 1
"""Format version of the JSON lines."""
Traits = tuple[tuple[frozenset[str], frozenset[str], frozenset[str]], ...]
"""For each of several passages its names, its event terms, its numbers and years."""
_BLANK: Final = " "
"""What stands for the characters between episodes, which nothing compares."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of a text.

    Attributes:
        document: The text without titles, with its episodes and the names, numbers and dates that
            stand in them; offsets are those of the source.
        episodes: What stands in each episode.
        sentences: What stands in each sentence, in order.
        judged: Names that stand in an episode by a reviewer's verdict alone.
        counts: Episodes and mentions by status, for the summary of a build.
    """

    document: Document
    episodes: Traits
    sentences: Traits
    judged: tuple[frozenset[str], ...]
    counts: Mapping[str, int]

    @property
    def text(self) -> str:
        """The id of the text."""
        return self.document.text.info.id

    @property
    def lang(self) -> str:
        """The primary language of the text."""
        return self.document.text.info.lang.partition("-")[0]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The sentences; an episode without any counts as one."""
        return tuple(s for inside in divided(self.document) for s in inside)

    @property
    def names(self) -> frozenset[str]:
        """All names in the episodes."""
        return frozenset[str]().union(*(names for names, _, _ in self.episodes))

    @property
    def things(self) -> frozenset[str]:
        """All names, event terms, numbers and years in the episodes."""
        return frozenset[str]().union(*(thing for of in self.episodes for thing in of))


def read(document: Document) -> Features:
    """What is compared of a document."""
    source = document.text.source
    whole = [Span(e.start, e.end) for e in document.episodes]
    spans = [s for inside in divided(document) for s in inside]
    status = [mention.status for mention in document.mentions]
    return Features(
        _cut_down(document),
        tuple(
            (
                names(document, s),
                event_terms.concepts(source[s.start : s.end]),
                numbers(document, s),
            )
            for s in whole
        ),
        tuple(
            (
                names(document, s),
                event_terms.concepts(source[s.start : s.end]),
                numbers(document, s),
            )
            for s in spans
        ),
        tuple(_judged(document, s) for s in whole),
        {
            "episodes": len(document.episodes),
            **{name: status.count(name) for name in ("resolved", "ambiguous", "unresolved")},
        },
    )


def divided(document: Document) -> list[tuple[Span, ...]]:
    """The sentences of each episode; of one without any, the episode itself."""
    return [e.sentences or (Span(e.start, e.end),) for e in document.episodes]


def _cut_down(document: Document) -> Document:
    info = document.text.info
    kept = TextInfo(info.id, info.lang, "", "", "", translation_of=info.translation_of)
    inside = [Span(e.start, e.end) for e in document.episodes]

    def held(items: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(x for x in items if any(_within(x, span) for span in inside))

    source = _blanked(document.text.source, inside)
    return Document(
        Text(kept, Transcript(source, ())),
        tuple(replace(e, title={}) for e in document.episodes),
        tuple(
            replace(m, key="", parts=(), resp="program", why="form")
            for m in held(document.mentions)
        ),
        numbers=held(document.numbers),
        dates=held(document.dates),
    )


def _blanked(source: str, kept: Sequence[Span]) -> str:
    """A string of the same length with nothing but some spans of it."""
    out, at = [], 0
    for start, end in kept:
        out += [_BLANK * (start - at), source[start:end]]
        at = end
    return "".join([*out, _BLANK * (len(source) - at)])


def names(document: Document, span: Span) -> frozenset[str]:
    """Bearers of the mentions in a stretch, where there is no doubt about them."""
    return frozenset(
        m.ref for m in document.mentions if m.status == "resolved" and _within(m, span)
    )


def _judged(document: Document, span: Span) -> frozenset[str]:
    """Bearers that a stretch names by a verdict and not otherwise."""
    program = replace(document, mentions=tuple(m for m in document.mentions if m.why != "verdict"))
    return names(document, span) - names(program, span)


def numbers(document: Document, span: Span) -> frozenset[str]:
    """Numbers and years in a stretch."""
    return figures.keys(
        (n for n in document.numbers if _within(n, span)),
        (d for d in document.dates if _within(d, span)),
    )


def _within(annotation: Any, span: Span) -> bool:
    return bool(span.start <= annotation.start and annotation.end <= span.end)


# --- On the disk ---------------------------------------------------------------------------------


def dump(features: Features) -> bytes:
    """JSON lines: one for the text, then one for each episode."""
    document = features.document
    info, source = document.text.info, document.text.source
    lines: list[dict[str, Any]] = [
        {
            "format": FORMAT,
            "text": info.id,
            "lang": info.lang,
            "translation_of": info.translation_of,
            "length": len(source),
            "counts": dict(features.counts),
        }
    ]
    traits = iter(features.sentences)
    for episode, inside, own, judged in zip(
        document.episodes, divided(document), features.episodes, features.judged, strict=True
    ):
        span = Span(episode.start, episode.end)
        lines.append(
            {
                "id": episode.id,
                "event": episode.event,
                "start": span.start,
                "text": source[span.start : span.end],
                "paragraphs": [
                    [p.start, p.end, p.part, p.speech, p.verse, p.sentences]
                    for p in episode.paragraphs
                ],
                "mentions": [_row(m) for m in document.mentions if _within(m, span)],
                "numbers": [_row(n) for n in document.numbers if _within(n, span)],
                "dates": [_row(d) for d in document.dates if _within(d, span)],
                "traits": [sorted(things) for things in own],
                "judged": sorted(judged),
                "sentences": [[sorted(things) for things in next(traits)] for _ in inside],
            }
        )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _row(item: Any) -> list[Any]:
    return [getattr(item, f.name) for f in fields(item)]


def load(data: bytes) -> Features:
    """Features as `dump` wrote them."""
    head, *lines = (json.loads(line) for line in data.decode().splitlines())
    pieces: list[str] = []
    at = 0
    for line in lines:
        pieces += [_BLANK * (line["start"] - at), line["text"]]
        at = line["start"] + len(line["text"])
    source = "".join([*pieces, _BLANK * (head["length"] - at)])
    info = TextInfo(head["text"], head["lang"], "", "", "", translation_of=head["translation_of"])
    document = Document(
        Text(info, Transcript(source, ())),
        tuple(_episode(line) for line in lines),
        tuple(_mention(row) for line in lines for row in line["mentions"]),
        numbers=tuple(Number(*row) for line in lines for row in line["numbers"]),
        dates=tuple(DateExpression(*row) for line in lines for row in line["dates"]),
    )
    return Features(
        document,
        tuple(_traits(line["traits"]) for line in lines),
        tuple(_traits(of) for line in lines for of in line["sentences"]),
        tuple(frozenset(line["judged"]) for line in lines),
        head["counts"],
    )


def _episode(line: Mapping[str, Any]) -> Episode:
    paragraphs = tuple(
        Paragraph(start, end, tuple(Span(*s) for s in sentences), part, speech, verse)
        for start, end, part, speech, verse, sentences in line["paragraphs"]
    )
    return Episode(line["id"], paragraphs, {}, line["event"])


def _mention(row: Sequence[Any]) -> Mention:
    values = dict(zip((f.name for f in fields(Mention)), row, strict=True))
    values["candidates"] = tuple(Candidate(*c) for c in values["candidates"])
    return Mention(**{**values, "parts": ()})


def _traits(of: Sequence[Sequence[str]]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    names, terms, numbers = (frozenset(things) for things in of)
    return names, terms, numbers


def compared(features: Features) -> str:
    """Digest of what links are made from: everything but the events that editors tied."""
    document = features.document
    plain = replace(document, episodes=tuple(replace(e, event="") for e in document.episodes))
    return hashlib.sha256(dump(replace(features, document=plain, counts={}))).hexdigest()


# --- Vectors -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arrays:
    """The vectors of a text.

    Attributes:
        passages: One unit row an episode.
        sentences: One unit row a sentence.
        words: One unit row a word.
        units: One unit row a unit, see `units`.
        keys: Digest of each string that was encoded, in the order of the four.
    """

    passages: Vectors
    sentences: Vectors
    words: Vectors
    units: Vectors
    keys: NDArray[np.uint64]

    def known(self) -> dict[int, Vectors]:
        """From the digest of a string to its row."""
        rows = [
            row for part in (self.passages, self.sentences, self.words, self.units) for row in part
        ]
        return dict(zip(self.keys.tolist(), rows, strict=True))


Encode = Callable[[Sequence[str], str], Any]
"""From strings and their language to an (n, d) array of unit rows."""


def strings(features: Features) -> tuple[list[str], list[str], list[str], list[str]]:
    """What is encoded of a text: its episodes, its sentences, its words, its units."""
    source = features.document.text.source
    passages = _passages(features)
    sentences = [source[s.start : s.end] for s in features.spans]
    return (
        passages,
        [s if s.strip() else "" for s in sentences],
        _types(passages, features),
        units.texts(features.document),
    )


def _passages(features: Features) -> list[str]:
    document = features.document
    return [document.text.source[e.start : e.end] for e in document.episodes]


def _types(passages: Sequence[str], features: Features) -> list[str]:
    return sorted({word for p in passages for word in words.tokens(p, features.lang)})


def encoded(features: Features, encode: Encode, salt: str, earlier: Arrays | None = None) -> Arrays:
    """The vectors of a text; strings that were encoded before are not encoded again.

    Args:
        features: The text.
        encode: Encodes strings.
        salt: What the vectors depend on besides their strings: the encoder.
        earlier: Vectors of an earlier state of the text.
    """
    import numpy as np

    parts = strings(features)
    keys = [_key(salt, s) for part in parts for s in part]
    known = earlier.known() if earlier is not None else {}
    every = dict(zip(keys, (s for part in parts for s in part), strict=True))
    missing = {key: s for key, s in every.items() if key not in known}
    if missing:
        rows = encode(list(missing.values()), features.lang)
        known |= dict(zip(missing, rows, strict=True))
    width = max((len(row) for row in known.values()), default=1)
    table = np.zeros((len(keys), width), dtype=np.float32)
    for index, key in enumerate(keys):
        table[index, : len(known[key])] = known[key]
    ends = list(accumulate(len(part) for part in parts))
    return Arrays(*np.split(table, ends[:-1]), np.array(keys, dtype=np.uint64))


def _key(salt: str, string: str) -> int:
    data = f"{salt}\0{string}".encode(errors="surrogatepass")
    return int.from_bytes(hashlib.sha256(data).digest()[:8])


def dump_arrays(arrays: Arrays) -> bytes:
    """The vectors as ``.npz``."""
    import numpy as np

    buffer = io.BytesIO()
    np.savez(buffer, **{f.name: getattr(arrays, f.name) for f in fields(arrays)})
    return buffer.getvalue()


def load_arrays(data: bytes) -> Arrays:
    """Vectors as `dump_arrays` wrote them."""
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        return Arrays(*(kept[f.name] for f in fields(Arrays)))


def account(features: Features, arrays: Arrays, mean: Vectors | None) -> Account:
    """A text as it is compared.

    Args:
        features: The text.
        arrays: Its vectors.
        mean: Mean vector of its language.
    """
    passages = _passages(features)
    counts = [len(inside) for inside in divided(features.document)]
    names, terms, numbers = zip(*features.episodes, strict=True) if passages else ((), (), ())
    return Account(
        tuple(passages),
        arrays.passages,
        arrays.sentences,
        (0, *accumulate(counts))[:-1],
        words.held(passages, features.lang, arrays.words),
        names,
        numbers,
        terms,
        mean,
    )


__all__ = [
    "Arrays",
    "Features",
    "account",
    "compared",
    "divided",
    "dump",
    "dump_arrays",
    "encoded",
    "load",
    "load_arrays",
    "names",
    "numbers",
    "read",
    "strings",
]
