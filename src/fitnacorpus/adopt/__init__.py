"""Adopting: what an editor changed in a generated file goes where people's work is kept.

A generated file is read back, compared with what a build would write, and every difference is
turned into a correction, a cut, a title or a verdict.  Then the file is made anew in memory, and
whatever the editor's file holds beyond it is listed: nothing is taken silently, nothing is lost
silently.
"""

from __future__ import annotations

from fitnacorpus.adopt.adopt import Left, Plan, carry_out, plan

__all__ = ["Left", "Plan", "carry_out", "plan"]
