"""Recognisers of names made by others, as suggesters: camel-tools for Arabic, spaCy for English.

Neither is needed, installed by default, or downloaded from here: what is missing is said, with the
command that brings it.  They are loaded when they are first asked for.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from fitnacorpus import languages
from fitnacorpus.errors import ConfigError
from fitnacorpus.model import Span
from fitnacorpus.names.suggest.candidates import BREAK, CandidateName, NameFinder, TextView

SPACY_MODEL: Final = "en_core_web_sm"
_WEIGHT: Final = 0.5
"""About the share of exact and rightly classed spans that spaCy's small model has on chronicles."""
_KINDS: Final = {
    "PERS": "person", "PERSON": "person", "PER": "person", "LOC": "place", "GPE": "place",
    "FAC": "place", "ORG": "group", "NORP": "group", "EVENT": "event",
}  # fmt: skip


def spacy() -> NameFinder:
    """The small English model of spaCy.

    Raises:
        ConfigError: spaCy or its model is not installed (``no-model``).
    """
    if find_spec("spacy") is None:
        raise _missing("spacy", "spaCy is not installed", "python -m pip install spacy")
    try:
        model = importlib.import_module("spacy").load(SPACY_MODEL)
    except OSError:
        raise _missing(
            "spacy",
            f"the model {SPACY_MODEL} of spaCy is not installed",
            f"python -m spacy download {SPACY_MODEL}",
        ) from None

    def spot(views: Sequence[TextView]) -> Iterator[CandidateName]:
        for view, zone in _zones(views, languages.EN):
            for entity in model(view.plain[slice(*zone)]).ents:
                span = Span(zone.start + entity.start_char, zone.start + entity.end_char)
                yield from _candidate(view, span, entity.label_, languages.EN, "spaCy")

    return spot


def camel() -> NameFinder:
    """The recogniser of camel-tools for Arabic.

    Raises:
        ConfigError: torch, or the model, is not installed (``no-model``).
    """
    for module in ("camel_tools", "torch", "transformers"):
        if find_spec(module) is None:
            raise _missing(
                "camel",
                f"{module} is not installed",
                "python -m pip install camel-tools torch transformers",
            )
    root = Path(os.environ.get("CAMELTOOLS_DATA", Path.home() / ".camel_tools"))
    if not (root / "data" / "ner" / "arabert").is_dir():
        # camel-tools would go to the network for its catalogue as soon as it is imported.
        raise _missing(
            "camel", "the model ner-arabert is not installed", "camel_data -i ner-arabert"
        )
    recogniser = importlib.import_module("camel_tools.ner").NERecognizer.pretrained()
    tokenise = importlib.import_module("camel_tools.tokenizers.word").simple_word_tokenize

    def spot(views: Sequence[TextView]) -> Iterator[CandidateName]:
        for view, zone in _zones(views, languages.AR):
            words = _located(view.plain, zone, tokenise(view.plain[slice(*zone)]))
            labels = recogniser.predict_sentence([view.plain[slice(*w)] for w in words])
            for span, label in _entities(words, labels):
                yield from _candidate(view, span, label, languages.AR, "camel-tools")

    return spot


def _missing(name: str, what: str, command: str) -> ConfigError:
    return ConfigError("no-model", f"tagger '{name}': {what}", hint=f"Run '{command}'")


def _zones(views: Sequence[TextView], lang: str) -> Iterator[tuple[TextView, Span]]:
    for view in views:
        if view.lang.startswith(lang):
            for zone in (*view.sentences, *view.labels):
                yield view, zone


def _located(source: str, zone: Span, words: Iterable[str]) -> list[Span]:
    """Where words stand that a tokeniser has cut from a zone."""
    out, at = [], zone.start
    for word in words:
        start = source.find(word, at, zone.end)
        if start >= 0:
            out.append(Span(start, start + len(word)))
            at = start + len(word)
    return out


def _entities(words: Sequence[Span], labels: Sequence[Any]) -> Iterator[tuple[Span, str]]:
    """Spans of labels in the scheme B-X, I-X, O."""
    start = end = 0
    kind = ""
    for span, label in zip(words, labels, strict=False):
        prefix, _, name = str(label).partition("-")
        if prefix == "I" and name == kind:
            end = span.end
            continue
        if kind:
            yield Span(start, end), kind
        kind = name if prefix in ("B", "I") else ""
        start, end = span
    if kind:
        yield Span(start, end), kind


def _candidate(
    view: TextView, span: Span, label: str, lang: str, who: str
) -> Iterator[CandidateName]:
    kind = _KINDS.get(label, "")
    form = " ".join(view.plain[slice(*span)].split())
    if kind and form and BREAK not in form:
        yield CandidateName(view.text, lang, span, form, kind, f"{who}: {label}", _WEIGHT)
