"""The search index: one SQLite file, brought up to date text by text, never committed.

`build` keeps it, `lines` says what rows a text has, `search` finds the bearers of a name and
`words` the places where words stand as they are.
"""

from __future__ import annotations

__all__ = ["build", "lines", "search", "words"]
