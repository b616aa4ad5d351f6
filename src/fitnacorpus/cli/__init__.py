"""The command line: thin, one function a verb."""

from __future__ import annotations

from fitnacorpus.cli.main import main

__all__ = ["main"]
