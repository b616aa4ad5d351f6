"""From a text to a document: every layer of annotation."""

from fitnacorpus.annotate.document import annotate
from fitnacorpus.annotate.tagged import Tagged, tagged

__all__ = [
    "Tagged",
    "annotate",
    "tagged",
]
