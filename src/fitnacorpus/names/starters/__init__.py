"""Starter authorities: entries ready to be copied into a corpus whose texts name them.

A starter is data (`data/<name>/`), with its licence beside it, and no part of any corpus: what the
texts of a corpus name is copied into its authority, in the spellings of the texts, and belongs to
its editors from then on.
"""

__all__ = ["occurring", "table"]
