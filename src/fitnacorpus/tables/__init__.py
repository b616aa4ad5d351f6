"""Tables of the corpus: what editors work in and give back, and what others read.

`table` reads and writes the formats, `authority`, `judging` and `drafts` are tables that come back,
`counts` and `comparison` are for reading.
"""

from __future__ import annotations

__all__ = ["authority", "comparison", "counts", "drafts", "judging", "table"]
