"""What the pages say, by subject: each phrase in English and in Arabic.

A phrase is a pair under a name that templates and modules use; `counts` has the plurals of both.
"""

__all__ = ["bearers", "counts", "frame", "happenings", "passages", "reasons"]
