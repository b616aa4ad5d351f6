"""Reviewing: what people still have to judge, their verdicts, and how far they agree.

`items` is what can be judged, best first; `session` goes through it one by one, whoever asks;
`batch` takes many verdicts in at once; `ambiguous_mentions` lists names in doubt with what speaks
for whom; `reviewer` is who judges here; `agreement` says how far reviewers say the same.
"""

from __future__ import annotations

__all__ = ["agreement", "ambiguous_mentions", "batch", "items", "reviewer", "session"]
