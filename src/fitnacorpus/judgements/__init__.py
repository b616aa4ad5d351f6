"""Verdicts: what a person has decided, in append-only files, one file a reviewer.

A line is one JSON object.  It records what was judged (by its words, see `anchors`), the verdict,
who gave it and on which day, and which earlier verdict it supersedes.  Files are only ever appended
to, so that git merges them without conflicts; the same line standing twice counts once.
"""

from __future__ import annotations

from fitnacorpus.judgements.merge import Judgements, Placed, merge, place, problems, voices
from fitnacorpus.judgements.verdict import (
    FACETS,
    KINDS,
    RELATIONS,
    RETIRE,
    TYPES,
    VERDICTS,
    VERSION,
    Target,
    Verdict,
    dump,
    parse,
    parse_lines,
    target,
)

__all__ = [
    "FACETS",
    "KINDS",
    "RELATIONS",
    "RETIRE",
    "TYPES",
    "VERDICTS",
    "VERSION",
    "Judgements",
    "Placed",
    "Target",
    "Verdict",
    "dump",
    "merge",
    "parse",
    "parse_lines",
    "place",
    "problems",
    "target",
    "voices",
]
