"""The reader behind an address: the same pages, searched, watched and judged.

`http` holds requests and answers as values, `guard` says which requests are served at all, `state`
is the corpus as it is shown at one moment, `watching` sees it change, `search_page` answers a
search, `cases`, `sitting` and `controls` are the review, `routes` leads from a request to its
answer, and `server` alone knows sockets.
"""

__all__ = ["phrases", "server"]
