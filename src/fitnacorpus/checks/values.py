"""What a reader should know of how a text was read: doubtful dates, forced cuts, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fitnacorpus import languages, reading
from fitnacorpus.description import Description
from fitnacorpus.model import Problem, RegionKind
from fitnacorpus.orthography import dates
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.position import position
from fitnacorpus.segment.sentence import LONGEST, cut_by_length

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_RUNNING: Final = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE)


def problems(pipeline: Pipeline, item: Description) -> Iterator[Problem]:
    """Notes on the values and sentences of a text.

    Args:
        pipeline: The corpus.
        item: Description of the text.
    """
    text = pipeline.text(item)
    lang, file = text.info.lang, pipeline.folder.relative(pipeline.folder.source_path(item))
    if languages.primary(lang) not in languages.HOMES:
        yield Problem(
            "plain-language",
            "note",
            f"of the language {lang} the program knows little: no "
            + ", no ".join(languages.get(lang).lacks()),
            "Nothing to do; names in the authority are found all the same",
            file,
        )
    view = reading.of_text(text)
    for found in view.find(lambda words: dates.contradictions(words, lang)):
        line, column = position(text.source, found.start)
        yield Problem(
            "weekday",
            "note",
            f"the date is a {_DAYS[found.computed]} by the tables, "
            f"the text says {_DAYS[found.stated]}",
            "A month may have begun a day earlier or later; else one of the two is a slip",
            file,
            line,
            column,
        )
    cuts = [
        cut_by_length(part.text[block.start : block.end])
        for part in view.views
        for block in part.blocks
        if block.kind in _RUNNING
    ]
    if sum(cuts):
        yield Problem(
            "long-sentences",
            "note",
            f"{sum(cuts)} sentences end only because they were longer than {LONGEST} words",
            "Nothing to do; the source has no full stops there",
            file,
        )
