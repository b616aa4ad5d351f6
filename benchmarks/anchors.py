"""Where anchors go when a text is edited: right, reported, without a place, or silently elsewhere.

Anchors of names, phrases, sentences and paragraphs are made in a source, the source is edited at
random, and each anchor is looked for.  The edits are those that mislead: near-copies of a
paragraph with a few words changed, paragraphs deleted, neighbours exchanged, words misspelt; in the
sources of this corpus and in annals, whose paragraphs begin and end alike.

    python benchmarks/anchors.py [EDITS A SOURCE]

A place is right if it shares half of its characters with what became of the passage.  It is
silently elsewhere if it is not right, was not reported (`Found.how`), and the words of the 200
characters around the two places differ.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from fitnacorpus import anchors
from fitnacorpus.model import Span

ROOT: Final = Path(__file__).parent.parent
AROUND: Final = 200
"""Characters on either side by which two places are told apart."""
PER_EDIT: Final = 17
"""Anchors made for each edited text."""
NEWCOMER: Final = "A paragraph of another hand stands here, and says nothing of the matter.\n\n"
PLACES: Final = ("Kufa", "Basra", "Medina", "Damascus", "Egypt")
PEOPLE: Final = ("Salim", "Harith", "Zayd", "Malik", "Yazid")


class Letter(NamedTuple):
    """A character, and where it stood before the edit; -1 for what is new."""

    char: str
    origin: int


Edited = list[Letter]


def annals(rng: random.Random, years: int = 40) -> str:
    """A chronicle by years, in the formulae of its kind."""
    out = []
    for year in range(36, 36 + years):
        place, other = rng.choice(PLACES), rng.choice(PLACES)
        who, heir = rng.choice(PEOPLE), rng.choice(PEOPLE)
        out.append(
            f"In the year {year} the people of {place} gave their oath to {who}, and the governor "
            f"of {other} was deposed. {heir} led the pilgrimage in that year. In that year died "
            f"those whom God took to Himself, and the prices in {place} were as they had been.\n\n"
        )
    return "".join(out)


def letters(source: str) -> Edited:
    """A text before any edit."""
    return [Letter(char, place) for place, char in enumerate(source)]


def text(edited: Sequence[Letter]) -> str:
    """The characters of an edited text."""
    return "".join(letter.char for letter in edited)


def paragraphs(edited: Edited) -> list[Edited]:
    """The paragraphs, each with the line breaks after it."""
    return [edited[m.start() : m.end()] for m in re.finditer(r"[^\n]+\n*|\n+", text(edited))]


def copied(paragraph: Edited, rng: random.Random) -> Edited:
    """A near-copy: the same words but for one to three."""
    source = text(paragraph)
    words = list(re.finditer(r"\w+", source))
    for match in sorted(rng.sample(words, min(len(words), rng.randint(1, 3))), reverse=True,
                        key=lambda m: m.start()):  # fmt: skip
        other = rng.choice(words)[0]
        source = source[: match.start()] + other + source[match.end() :]
    return [Letter(char, -1) for char in source]


def misspelt(edited: Edited, rng: random.Random) -> Edited:
    """One word in a hundred loses a letter."""
    drop = {
        rng.randrange(m.start(), m.end())
        for m in re.finditer(r"\w{3,}", text(edited))
        if rng.random() < 0.01
    }
    return [letter for place, letter in enumerate(edited) if place not in drop]


def with_copy(edited: Edited, rng: random.Random) -> Edited:
    """A near-copy of a paragraph is put in somewhere."""
    parts = paragraphs(edited)
    parts.insert(rng.randrange(len(parts) + 1), copied(rng.choice(parts), rng))
    return [letter for part in parts for letter in part]


def copy_beside(edited: Edited, rng: random.Random) -> Edited:
    """A near-copy of a paragraph is put in before or after it."""
    parts = paragraphs(edited)
    at = rng.randrange(len(parts))
    parts.insert(at + rng.randint(0, 1), copied(parts[at], rng))
    return [letter for part in parts for letter in part]


def deleted(edited: Edited, rng: random.Random) -> Edited:
    """Every sixth paragraph is gone."""
    parts = paragraphs(edited)
    for _ in range(max(1, len(parts) // 6)):
        del parts[rng.randrange(len(parts))]
    return [letter for part in parts for letter in part]


def exchanged(edited: Edited, rng: random.Random) -> Edited:
    """Two neighbouring paragraphs change places."""
    parts = paragraphs(edited)
    for _ in range(3):
        at = rng.randrange(max(1, len(parts) - 1))
        parts[at : at + 2] = parts[at : at + 2][::-1]
    return [letter for part in parts for letter in part]


def inserted(edited: Edited, rng: random.Random) -> Edited:
    """A paragraph that is new is put in somewhere."""
    parts = paragraphs(edited)
    parts.insert(rng.randrange(len(parts) + 1), [Letter(char, -1) for char in NEWCOMER])
    return [letter for part in parts for letter in part]


EDITS: Final[dict[str, Sequence[Callable[[Edited, random.Random], Edited]]]] = {
    "words": [misspelt],
    "paragraph put in": [inserted],
    "near-copy put in": [with_copy],
    "near-copy beside": [copy_beside],
    "near-copy and words": [with_copy, misspelt],
    "near-copy beside and words": [copy_beside, misspelt],
    "neighbours exchanged": [exchanged],
    "paragraphs deleted": [deleted],
}


def passages(source: str, rng: random.Random) -> list[Span]:
    """Names and phrases, sentences, paragraphs."""
    kinds = (r"\w+", r"\w+(?: \w+){1,2}", r"[^\n.]{20,}", r"[^\n]{40,}")
    found = [[Span(*m.span()) for m in re.finditer(kind, source)] for kind in kinds]
    return [rng.choice(rng.choice([some for some in found if some])) for _ in range(PER_EDIT)]


def around(source: str, span: Span) -> list[str]:
    """The words of a place and its surroundings."""
    return re.findall(r"\w+", source[max(0, span.start - AROUND) : span.end + AROUND])


def outcome(edited: Edited, before: str, span: Span, found: anchors.Found | None) -> str:
    """What became of one anchor."""
    stays = [i for i, letter in enumerate(edited) if span.start <= letter.origin < span.end]
    gone = len(stays) < (span.end - span.start) / 2
    if found is None:
        return "rightly without a place" if gone else "without a place"
    inside = sum(found.span.start <= i < found.span.end for i in stays)
    if not gone and inside * 2 >= max(len(stays), found.span.end - found.span.start):
        return "right" if found.how == "exact" else "right, reported"
    if found.how != "exact":
        return "elsewhere, reported"
    if around(text(edited), found.span) == around(before, span):
        return "same words around"
    return "SILENTLY ELSEWHERE"


def main(times: int) -> None:
    """Print what becomes of anchors, a row an edit."""
    rng = random.Random(36)
    sources = [path.read_bytes().decode() for path in sorted((ROOT / "seeds").glob("*.txt"))]
    sources += [annals(rng), annals(rng)]
    total: Counter[str] = Counter()
    for name, steps in EDITS.items():
        counts: Counter[str] = Counter()
        for source in sources:
            for _ in range(times):
                edited = letters(source)
                for step in steps:
                    edited = step(edited, rng)
                now = text(edited)
                for span in passages(source, rng):
                    found = anchors.find(now, anchors.make(source, span, near=True))
                    counts[outcome(edited, source, span, found)] += 1
        total += counts
        print(f"{name:28}", dict(sorted(counts.items())), flush=True)
    print(f"{'all':28}", dict(sorted(total.items())))
    there = total.total() - total["rightly without a place"]
    print(
        f"without a place though it is there: {100 * total['without a place'] / there:.2f} of 100"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 18)
