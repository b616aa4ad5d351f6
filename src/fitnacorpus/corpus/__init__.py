"""The gateway to a corpus folder: places, the lock, verdict files, and what people wrote."""

from fitnacorpus.corpus.folder import SOURCES, CorpusFolder, stray
from fitnacorpus.corpus.places import UNASSIGNED
from fitnacorpus.corpus.writing import LOCK_SECONDS, UNWRITABLE

__all__ = ["LOCK_SECONDS", "SOURCES", "UNASSIGNED", "UNWRITABLE", "CorpusFolder", "stray"]
