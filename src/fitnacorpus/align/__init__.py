"""Alignment: links between passages of accounts, and alignments of events made from links.

What two texts share is prepared once for each text (`features`, `profile`, `outline`) and for the
corpus (`statistics`); `propose` finds the pairs of passages, `judge` weighs the evidence of each,
and `accounts` and `events` make links and verdicts into alignments.  `lexicon` and `translation`
tell which words answer one another, `encode` makes vectors of sentences, and `calibration` turns a
weight into a score.  `learning` and the modules of that kind run only when a lexicon is trained.
"""

__all__ = [
    "account",
    "accounts",
    "agreement",
    "calibration",
    "encode",
    "events",
    "features",
    "group",
    "judge",
    "learning",
    "lexicon",
    "lexicon_learning",
    "lexicon_training",
    "outline",
    "profile",
    "propose",
    "statistics",
    "translation",
    "units",
]
