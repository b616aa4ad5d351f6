"""The nouns of the corpus, as frozen values.  No input, no output, no algorithms.

Every offset is a code-point index into the decoded source of a text (`Text.source`); every span is
half open.  Annotations never hold text of their own: they point into that one string.
"""

from fitnacorpus.model.alignment import Alignment, Passage, PassageLink, Telling
from fitnacorpus.model.annotation import (
    FIRST_DAY,
    LAST_DAY,
    RESOLVED,
    Candidate,
    Correction,
    DateExpression,
    Honorific,
    Measure,
    Mention,
    Milestone,
    Number,
    PartSpan,
    Reading,
    SourceName,
    SpanAnnotation,
    TextualState,
    Token,
    Unmodelled,
)
from fitnacorpus.model.authority import Authority, Entry, Form, NamePart, Work
from fitnacorpus.model.document import Document, Episode, Paragraph
from fitnacorpus.model.problem import Problem
from fitnacorpus.model.span import Span
from fitnacorpus.model.text import Region, RegionKind, Text, TextInfo, Transcript

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "RESOLVED",
    "Alignment",
    "Authority",
    "Candidate",
    "Correction",
    "DateExpression",
    "Document",
    "Entry",
    "Episode",
    "Form",
    "Honorific",
    "Measure",
    "Mention",
    "Milestone",
    "NamePart",
    "Number",
    "Paragraph",
    "PartSpan",
    "Passage",
    "PassageLink",
    "Problem",
    "Reading",
    "Region",
    "RegionKind",
    "SourceName",
    "Span",
    "SpanAnnotation",
    "Telling",
    "Text",
    "TextInfo",
    "TextualState",
    "Token",
    "Transcript",
    "Unmodelled",
    "Work",
]
