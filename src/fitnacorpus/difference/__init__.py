"""What has changed between two states of a corpus: texts, names, links and verdicts, in words.

revision  a state that git keeps, laid into a folder
holdings  what an edition holds, read from its generated files and from what people wrote
changes   two such holdings compared
"""

from fitnacorpus.difference.changes import Change, Difference, Section, compare, headline
from fitnacorpus.difference.holdings import Holdings, read
from fitnacorpus.difference.revision import fork, unpack

__all__ = [
    "Change", "Difference", "Holdings", "Section", "compare", "fork", "headline", "read", "unpack",
]  # fmt: skip
