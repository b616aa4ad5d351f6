"""Comparison: what each account says of an event, from what is annotated and nothing else.

Who, where, when, how many and in what order, with agreements and differences, and how an account
stands to what only others say.  Accounts are counted beside the works they belong to, since two
chapters of one book are one witness.
"""

from __future__ import annotations

from fitnacorpus.compare.compare import compare
from fitnacorpus.compare.model import (
    Account,
    Annotated,
    Cell,
    Citation,
    Comparison,
    Difference,
    Inversion,
    LesserPassage,
    Row,
    Sequence,
    Standing,
    Statement,
)

__all__ = [
    "Account",
    "Annotated",
    "Cell",
    "Citation",
    "Comparison",
    "Difference",
    "Inversion",
    "LesserPassage",
    "Row",
    "Sequence",
    "Standing",
    "Statement",
    "compare",
]
