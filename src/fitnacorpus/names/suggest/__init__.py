"""Drafting an authority: names spotted in texts that nobody has tagged, and joined to entries.

`candidates` spots them, in Arabic by its patterns of names and in English by capitals, and
`drafting` joins the spellings of one bearer across texts and scripts to an entry with its reason.
"""

__all__ = [
    "arabic_lexicon",
    "arabic_patterns",
    "arabic_words",
    "candidates",
    "drafting",
    "spot_english",
]
