"""Building: makes the artefacts that are stale, and writes them so that nothing is lost."""

from fitnacorpus.build.building import bring, bring_or_read, build, searchable
from fitnacorpus.build.results import Build, Failure, Summary, summarise

__all__ = [
    "Build",
    "Failure",
    "Summary",
    "bring",
    "bring_or_read",
    "build",
    "searchable",
    "summarise",
]
