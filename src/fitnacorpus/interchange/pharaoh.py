"""Which sentences a word alignment of others joins, as rows of a table for people to judge.

Aligners of words (fast_align, eflomal, SimAlign and the like) write a line a pair of passages,
``0-0 1-2 …`` in the notation of Pharaoh: numbers of words on either side, from 0, words being what
white space parts.  The passages are those that `export pairs --format jsonl` wrote.  Of two linked
passages of several sentences each, such a line tells which sentence answers to which.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fitnacorpus.align.group import passage_of, same_pair
from fitnacorpus.errors import SourceError
from fitnacorpus.interchange.words import Reader
from fitnacorpus.model import PassageLink, Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.refs import Ref
from fitnacorpus.vocabulary import Relation, Status

_JOIN: Final = re.compile(r"(\d{1,9})[-p](\d{1,9})(?::\S*)?")
"""Two words: sure (``-``) or possible (``p``), with a probability behind a colon or without."""


class _Sentence(NamedTuple):
    ref: Ref
    span: Span


def proposals(
    alignment: str, pairs: str, pipeline: Pipeline, *, where: str, of: str
) -> Iterator[Mapping[str, str]]:
    """Pairs of sentences that a word alignment joins, as rows of a table of links.

    Two sentences are joined where each has more of its words' links to the other than to any other
    sentence.  What the corpus links already gives no row, whatever was judged of it.

    Args:
        alignment: The word alignment, a line a pair.
        pairs: What `export pairs --format jsonl` wrote, in the same order.
        pipeline: The corpus.
        where: The file of the word alignment, for messages.
        of: The file of the pairs, for messages.

    Raises:
        SourceError: the files do not belong together, or to this corpus (``bad-alignment``), with
            the line.
    """
    lines, items = alignment.splitlines(), pairs.split("\n")
    while items and not items[-1]:
        items.pop()
    if len(lines) != len(items):
        raise SourceError(
            "bad-alignment", f"it has {len(lines):,} lines, {of} has {len(items):,}", where=where,
            hint="Align the file as it was exported, a line a pair",
        )  # fmt: skip
    readers: dict[str, Reader] = {}
    links = [link for found in pipeline.alignments for link in found.links]
    for number, (line, item) in enumerate(zip(lines, items, strict=True), start=1):
        pair = _pair(item, f"{of}:{number}")
        sides = [_sentences(pair[side], pipeline, readers, f"{of}:{number}") for side in "ab"]
        counts = _counts(line, sides, f"{where}:{number}")
        if any(len({*side} - {None}) > 1 for side in sides):
            yield from (
                row
                for a, b, row in _rows(counts, str(pair["relation"]), readers)
                if not any(
                    same_pair(link, pair_of) for pair_of in _both(a, b, readers) for link in links
                )
            )


def _pair(item: str, place: str) -> dict[str, Any]:
    try:
        pair = json.loads(item)
        if pair["relation"] in {*Relation} and all(
            isinstance(pair[side]["words"], str) and isinstance(pair[side]["refs"], list)
            for side in "ab"
        ):
            return dict(pair)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise SourceError(
        "bad-alignment", "this is no pair", where=place,
        hint="Give what 'fitnacorpus export pairs --format jsonl' wrote",
    )  # fmt: skip


def _sentences(
    side: Mapping[str, Any], pipeline: Pipeline, readers: dict[str, Reader], place: str
) -> Sequence[_Sentence | None]:
    """The sentence of each word of a passage; None for words of a heading."""
    refs = [str(ref) for ref in side["refs"]]
    text = refs[0].partition(":")[0] if refs else ""
    if text not in readers and text in pipeline.documents().ids:
        readers[text] = Reader(pipeline.documents()[text])
    found = []
    if text in readers:
        known = {str(ref): _Sentence(ref, span) for ref, span in readers[text].sentences}
        found = [known[ref] for ref in refs if ref in known]
    words = side["words"].split()
    owners: list[_Sentence | None] = [None] * len(words)
    at = 0
    for sentence in found:
        own = readers[text].words(sentence.span).split()
        # Between sentences a heading may stand, which is no part of any.
        at = next((n for n in range(at, len(words)) if words[n : n + len(own)] == own), -1)
        if at < 0:
            break
        owners[at : at + len(own)] = [sentence] * len(own)
        at += len(own)
    if not found or at < 0:
        raise SourceError(
            "bad-alignment", "its words are not those of the corpus", where=place,
            hint="Export the pairs anew, without --fold and --corrected, and align them again",
        )  # fmt: skip
    return owners


def _counts(
    line: str, sides: Sequence[Sequence[_Sentence | None]], place: str
) -> Counter[tuple[_Sentence, _Sentence]]:
    """How many links of words join two sentences."""
    counts: Counter[tuple[_Sentence, _Sentence]] = Counter()
    for join in line.split():
        match = _JOIN.fullmatch(join)
        at = [int(n) for n in match.groups()] if match else []
        if not at or any(n >= len(side) for n, side in zip(at, sides, strict=True)):
            raise SourceError(
                "bad-alignment", f"'{join}' joins no two words of the pair", where=place,
                hint="Words are what white space parts, counted from 0, as in 0-0 1-2",
            )  # fmt: skip
        a, b = (side[n] for n, side in zip(at, sides, strict=True))
        if a is not None and b is not None:
            counts[a, b] += 1
    return counts


def _order(item: tuple[tuple[_Sentence, _Sentence], int]) -> tuple[Span, Span]:
    (a, b), _ = item
    return a.span, b.span


def _rows(
    counts: Counter[tuple[_Sentence, _Sentence]], relation: str, readers: Mapping[str, Reader]
) -> Iterator[tuple[_Sentence, _Sentence, Mapping[str, str]]]:
    for (a, b), number in sorted(counts.items(), key=_order):
        rivals = [n for (x, y), n in counts.items() if (x == a) != (y == b)]
        if any(n >= number for n in rivals):
            continue
        of = number + sum(rivals)
        row = {
            "status": Status.PROPOSED.value,
            "relation": relation,
            "score": f"{number / of:.2f}",
            "evidence": f"{number} of {of} links of words",
        }
        for side, (ref, span) in (("a", a), ("b", b)):
            source = readers[ref.text].document.text.source
            row |= {
                f"text_{side}": ref.text,
                f"start_{side}": str(span.start),
                f"end_{side}": str(span.end),
                f"ref_{side}": str(ref),
                f"quote_{side}": " ".join(source[slice(*span)].split()),
            }
        yield a, b, row


def _both(a: _Sentence, b: _Sentence, readers: Mapping[str, Reader]) -> Iterator[PassageLink]:
    """Two sentences as a link, in either order."""
    first, second = (passage_of(readers[x.ref.text].document, x.span) for x in (a, b))
    if first is not None and second is not None:
        yield PassageLink(first, second, 0.0)
        yield PassageLink(second, first, 0.0)
