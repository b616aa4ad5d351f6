"""Descriptions of texts: ``seeds/<id>.toml``, written by people, drafted by ``add``.

A description says what a text is, where its episodes begin, what it quotes, and what an editor
remarks on its readings.  Cuts, quotations and remarks are anchored by their words, so that they
survive edits of the source.
"""

from fitnacorpus.description.description import (
    QUOTATIONS,
    SAID_KEYS,
    TEXT_KEYS,
    Cut,
    Description,
    Parallel,
    Quotation,
    Remark,
    with_source,
)
from fitnacorpus.description.heirs import Heirs, heirs, no_text
from fitnacorpus.description.load import LANGUAGES, check_language, load
from fitnacorpus.description.write import render, revise, rewrite

__all__ = [
    "LANGUAGES",
    "QUOTATIONS",
    "SAID_KEYS",
    "TEXT_KEYS",
    "Cut",
    "Description",
    "Heirs",
    "Parallel",
    "Quotation",
    "Remark",
    "check_language",
    "heirs",
    "load",
    "no_text",
    "render",
    "revise",
    "rewrite",
    "with_source",
]
