"""Names: found in running text, resolved to the authority, and searched across both scripts.

`tag` finds the names of a text by the spellings of the authority (`index`, `transducer`), `resolve`
says who each of them means by what stands around it (`context`, `period`, `namesakes`), `parts` and
`skeleton` compare names across the scripts, and `query` answers a search.  `suggest` drafts an
authority for texts that nobody has tagged; `starters` hold entries ready to be copied.
"""

__all__ = [
    "authority",
    "context",
    "hits",
    "index",
    "namesakes",
    "parts",
    "period",
    "query",
    "references",
    "resolve",
    "skeleton",
    "starters",
    "suggest",
    "tag",
    "textwords",
    "tokens",
    "transducer",
]
