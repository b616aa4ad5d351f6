"""Divisions of a work that have a number and no heading: poems, chapters, sections of TEI."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import pairwise
from statistics import median
from typing import Final

from fitnacorpus.model import RegionKind, Text
from fitnacorpus.segment.drafting import SHORTEST

_OF_PRINT: Final = frozenset(
    {"page", "volume", "column", "gathering", "line", "words", "ms", "folio", "verse", "caesura"}
)
"""Units of a print, of counting, and of lines of verse."""
_RUNNING: Final = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.VERSE)
_FEWEST: Final = 2
"""Divisions of a kind, fewer than which divide nothing."""


def beginnings(text: Text) -> Mapping[int, str]:
    """Where a division begins with a paragraph or line of verse, and its name (``poem 1.4``).

    Units that hold fewer words than an episode, as a rule, are addresses and no divisions.
    """
    named: dict[str, dict[int, str]] = {}
    opened = _opened(text)
    for mark in text.transcript.milestones:
        work = mark.unit not in _OF_PRINT and not mark.unit.startswith("page-")
        if work and mark.n and mark.at in opened:
            named.setdefault(mark.unit, {})[opened[mark.at]] = f"{mark.unit} {mark.n}"
    if not named:
        return {}
    at, words = _words(text)
    out: dict[int, str] = {}
    for found in named.values():
        edges = [*sorted(found), len(text.source)]
        sizes = [
            words[bisect_left(at, end)] - words[bisect_left(at, start)]
            for start, end in pairwise(edges)
        ]
        if len(found) >= _FEWEST and median(sizes) >= SHORTEST:
            out |= found
    return out


def _opened(text: Text) -> Mapping[int, int]:
    """Where running text begins after each place before it: its own, or that of notes there.

    A scene of a play may begin with directions.
    """
    out: dict[int, int] = {}
    waiting: list[int] = []
    for region in text.regions:
        waiting.append(region.body.start)
        if region.kind in _RUNNING:
            out |= dict.fromkeys(waiting, region.body.start)
        if region.kind not in (RegionKind.NOTE, RegionKind.BLANK):
            waiting = []
    return out


def _words(text: Text) -> tuple[list[int], list[int]]:
    """Where each region of running text begins, and how many words stand before it."""
    at: list[int] = []
    words = [0]
    for region in text.regions:
        if region.kind in _RUNNING:
            at.append(region.body.start)
            words.append(words[-1] + len(text.source[region.body.start : region.body.end].split()))
    return at, words
