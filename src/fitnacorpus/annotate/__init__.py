"""From a text to a document: every layer of annotation."""

from fitnacorpus.annotate.document import annotate

__all__ = [
    "annotate",
]
