"""Scores against gold files and verdicts: how well names are found and passages linked."""

from __future__ import annotations

from fitnacorpus.evaluate.links import (
    agreement_of,
    evaluate_align,
    lesson,
    proposals,
    read_links,
    use,
)
from fitnacorpus.evaluate.names import (
    CaseScores,
    NameMiss,
    NameQuery,
    NameScores,
    evaluate_cases,
    evaluate_names,
    is_joined,
    judge,
    read_names,
)

__all__ = [
    "CaseScores",
    "NameMiss",
    "NameQuery",
    "NameScores",
    "agreement_of",
    "evaluate_align",
    "evaluate_cases",
    "evaluate_names",
    "is_joined",
    "judge",
    "lesson",
    "proposals",
    "read_links",
    "read_names",
    "use",
]
