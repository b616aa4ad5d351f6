"""Anchors: a passage held by its words, found again after the text around it has changed.

An anchor is a quotation with some context on both sides, and an offset that is only a hint (the
TextQuoteSelector and TextPositionSelector of the W3C Web Annotation Data Model, section 4.2).  A
long passage is held by its opening and its closing words.
"""

from fitnacorpus.anchors.anchor import HOW, Anchor, Found, from_dict
from fitnacorpus.anchors.finding import EDGE, LONGEST_CONTEXT, LONGEST_QUOTE, find, make
from fitnacorpus.anchors.places import CONTEXT

__all__ = [
    "CONTEXT",
    "EDGE",
    "HOW",
    "LONGEST_CONTEXT",
    "LONGEST_QUOTE",
    "Anchor",
    "Found",
    "find",
    "from_dict",
    "make",
]
