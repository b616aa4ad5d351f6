"""The schema of the corpus: RELAX NG grammars, the same as ODD, and what explains them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from fitnacorpus.tei.schema.grammar import Grammar

__all__ = ["FOLDER", "KINDS", "ODD", "grammar", "path", "validator"]

KINDS: Final = ("text", "authority", "alignment", "header")
"""Kinds of TEI files in a corpus; each has a grammar."""
FOLDER: Final = Path(__file__).parent
"""Where grammars and ODD are."""
ODD: Final = FOLDER / "fitnacorpus.odd"
"""The customisation in TEI's own terms."""


def path(kind: str) -> Path:
    """The grammar of a kind of files."""
    return FOLDER / f"{kind}.rng"


@cache
def validator(kind: str) -> etree.RelaxNG:
    """The compiled grammar of a kind of files."""
    return etree.RelaxNG(etree.parse(path(kind)))


@cache
def grammar(kind: str) -> Grammar:
    """The grammar of a kind of files, as patterns."""
    return Grammar(path(kind))
