"""What alignment reads of a text, as an artefact that is kept and read back.

An `Outline` holds the text cut down to what two accounts are compared by: its episodes with their
words, the names, numbers and dates in them, and for each episode and sentence the names beyond
doubt, the event terms, and the numbers and years.  `KeptVectors` holds the vectors of its strings.
Both depend on one text alone.
"""

from __future__ import annotations

import hashlib
import io
import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar
from zipfile import BadZipFile

from fitnacorpus.align import event_terms, figures
from fitnacorpus.model import (
    Candidate,
    DateExpression,
    Document,
    Episode,
    Mention,
    Number,
    Paragraph,
    Region,
    RegionKind,
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
_T = TypeVar("_T")
_BLANK: Final = " "
"""What stands for the characters between episodes, which nothing compares."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is compared of a text.

    Attributes:
        document: The text without titles, with its regions and episodes and the names, numbers and
            dates that stand in these; offsets are those of the source, which is blank elsewhere.
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
    def source(self) -> str:
        """The words of the episodes, in their places; blank elsewhere."""
        return self.document.text.source

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


def read(document: Document) -> Outline:
    """What is compared of a document."""
    whole = [Span(e.start, e.end) for e in document.episodes]
    status = [mention.status for mention in document.mentions]
    return Outline(
        _cut_down(document, whole),
        _traits_of(document, whole),
        _traits_of(document, [s for inside in divided(document) for s in inside]),
        tuple(
            _named(found) - _named([m for m in found if m.why != "verdict"])
            for found in map(_Inside(document.mentions), whole)
        ),
        {
            "episodes": len(document.episodes),
            **{name: status.count(name) for name in ("resolved", "ambiguous", "unresolved")},
        },
    )


class _Inside:
    """Annotations by position, to be asked which of them stand in a stretch."""

    def __init__(self, items: Sequence[Any]) -> None:
        self._items = sorted(items, key=lambda item: int(item.start))
        self._starts = [item.start for item in self._items]

    def __call__(self, span: Span) -> list[Any]:
        """Those that lie in a stretch as a whole."""
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end + 1))
        return [item for item in self._items[first:last] if item.end <= span.end]


def _traits_of(document: Document, spans: Iterable[Span]) -> Traits:
    source = document.text.source
    layers = document.mentions, document.numbers, document.dates
    mentions, numbers, dates = map(_Inside, layers)
    return tuple(
        (
            _named(mentions(span)),
            event_terms.concepts(source[span.start : span.end]),
            figures.keys(numbers(span), dates(span)),
        )
        for span in spans
    )


def _named(mentions: Iterable[Mention]) -> frozenset[str]:
    """Bearers of mentions, where there is no doubt about them."""
    return frozenset(m.ref for m in mentions if m.status == "resolved")


def divided(document: Document) -> list[tuple[Span, ...]]:
    """The sentences of each episode; of one without any, the episode itself."""
    return [e.sentences or (Span(e.start, e.end),) for e in document.episodes]


def _cut_down(document: Document, inside: Sequence[Span]) -> Document:
    info = document.text.info
    kept = TextInfo(info.id, info.lang, "", "", "", translation_of=info.translation_of)
    source = _blanked(document.text.source, inside)
    mentions = _held(document.mentions, inside)
    return Document(
        Text(kept, Transcript(source, document.text.regions)),
        tuple(replace(e, title={}) for e in document.episodes),
        tuple(replace(m, key="", parts=(), resp="program", why="form") for m in mentions),
        numbers=_held(document.numbers, inside),
        dates=_held(document.dates, inside),
    )


def _held(items: Sequence[_T], spans: Iterable[Span]) -> tuple[_T, ...]:
    """The annotations that stand in some of several stretches that do not overlap."""
    return tuple(item for found in map(_Inside(items), spans) for item in found)


def _blanked(source: str, kept: Sequence[Span]) -> str:
    """A string of the same length with nothing but some spans of it."""
    out, at = [], 0
    for start, end in kept:
        out += [_BLANK * (start - at), source[start:end]]
        at = end
    return "".join([*out, _BLANK * (len(source) - at)])


# --- On the disk ---------------------------------------------------------------------------------


def dump(outline: Outline) -> bytes:
    """JSON lines: one for the text, then one for each episode."""
    document = outline.document
    info, source = document.text.info, document.text.source
    lines: list[dict[str, Any]] = [
        {
            "format": FORMAT,
            "text": info.id,
            "lang": info.lang,
            "translation_of": info.translation_of,
            "length": len(source),
            "counts": dict(outline.counts),
            "regions": [_row(region) for region in document.text.regions],
        }
    ]
    traits = iter(outline.sentences)
    mentions, numbers, dates = (
        _Inside(layer) for layer in (document.mentions, document.numbers, document.dates)
    )
    for episode, inside, own, judged in zip(
        document.episodes, divided(document), outline.episodes, outline.judged, strict=True
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
                "mentions": [_row(m) for m in mentions(span)],
                "numbers": [_row(n) for n in numbers(span)],
                "dates": [_row(d) for d in dates(span)],
                "traits": [sorted(things) for things in own],
                "judged": sorted(judged),
                "sentences": [[sorted(things) for things in next(traits)] for _ in inside],
            }
        )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _row(item: Any) -> list[Any]:
    return [getattr(item, f.name) for f in fields(item)]


def load(data: bytes) -> Outline:
    """An outline as `dump` wrote them."""
    head, *lines = (json.loads(line) for line in data.decode().removesuffix("\n").split("\n"))
    pieces: list[str] = []
    at = 0
    for line in lines:
        pieces += [_BLANK * (line["start"] - at), line["text"]]
        at = line["start"] + len(line["text"])
    source = "".join([*pieces, _BLANK * (head["length"] - at)])
    info = TextInfo(head["text"], head["lang"], "", "", "", translation_of=head["translation_of"])
    document = Document(
        Text(info, Transcript(source, tuple(_region(row) for row in head["regions"]))),
        tuple(_episode(line) for line in lines),
        tuple(_mention(row) for line in lines for row in line["mentions"]),
        numbers=tuple(Number(*row) for line in lines for row in line["numbers"]),
        dates=tuple(DateExpression(*row) for line in lines for row in line["dates"]),
    )
    return Outline(
        document,
        tuple(_traits(line["traits"]) for line in lines),
        tuple(_traits(of) for line in lines for of in line["sentences"]),
        tuple(frozenset(line["judged"]) for line in lines),
        head["counts"],
    )


def _region(row: Sequence[Any]) -> Region:
    values = dict(zip((f.name for f in fields(Region)), row, strict=True))
    values["kind"] = RegionKind(values["kind"])
    values["body"] = Span(*values["body"])
    values["markup"] = tuple(Span(*mark) for mark in values["markup"])
    values["label"] = Span(*values["label"]) if values["label"] else None
    return Region(**values)


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


def compared(outline: Outline) -> str:
    """Digest of what links are made from: everything but the events that editors tied."""
    document = outline.document
    plain = replace(document, episodes=tuple(replace(e, event="") for e in document.episodes))
    return hashlib.sha256(dump(replace(outline, document=plain, counts={}))).hexdigest()


# --- Vectors -------------------------------------------------------------------------------------

Encode = Callable[[Sequence[str], str], Any]
"""From strings and their language to an (n, d) array of unit rows."""


class KeptVectors:
    """The vectors of the strings of a text: what was encoded before is not encoded again.

    Args:
        encode: Encodes strings.
        salt: What vectors depend on besides their strings: the encoder.
        data: What was kept earlier, as `dump` gives it; anything else counts as nothing.
    """

    def __init__(self, encode: Encode, salt: str, data: bytes = b"") -> None:
        self._encode, self._salt = encode, salt
        self._rows: dict[int, Any] = {}
        self._asked: dict[int, None] = {}
        with suppress(KeyError, ValueError, OSError, EOFError, BadZipFile):
            self._rows = _rows(data)

    def __call__(self, strings: Sequence[str], lang: str) -> Vectors:
        """The vectors of strings.

        Returns:
            An (n, d) array of unit rows, zeros for blank strings.
        """
        import numpy as np

        keys = [self._key(lang, string) for string in strings]
        self._asked |= dict.fromkeys(keys)
        missing = {k: s for k, s in zip(keys, strings, strict=True) if k not in self._rows}
        if missing:
            self._rows |= dict(
                zip(missing, self._encode(list(missing.values()), lang), strict=True)
            )
        # An encoder that was given nothing but blanks does not tell how many dimensions it has.
        width = max((len(row) for row in self._rows.values()), default=1)
        out = np.zeros((len(keys), width), dtype=np.float32)
        for index, key in enumerate(keys):
            out[index, : len(self._rows[key])] = self._rows[key]
        return out

    def _key(self, lang: str, string: str) -> int:
        data = f"{self._salt}\0{lang}\0{string}".encode(errors="surrogatepass")
        return int.from_bytes(hashlib.sha256(data).digest()[:8])

    def dump(self) -> bytes:
        """The vectors that were asked for, as ``.npz``."""
        import numpy as np

        width = max((len(self._rows[key]) for key in self._asked), default=1)
        rows = np.zeros((len(self._asked), width), dtype=np.float32)
        for index, key in enumerate(self._asked):
            rows[index, : len(self._rows[key])] = self._rows[key]
        buffer = io.BytesIO()
        np.savez(buffer, keys=np.array([*self._asked], dtype=np.uint64), rows=rows)
        return buffer.getvalue()


def _rows(data: bytes) -> dict[int, Any]:
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        return dict(zip(kept["keys"].tolist(), kept["rows"], strict=True))
