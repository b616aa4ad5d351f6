"""Reviewing: what people still have to judge, their verdicts, and how far they agree."""
