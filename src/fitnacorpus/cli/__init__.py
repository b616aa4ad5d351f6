"""The command line: thin, one function a verb.

Verbs stand in modules named after what people do, what they print in `show`, `report` and the
modules that end in ``_text``; `context` is what every verb knows.  A verb imports what it needs
itself, so that help comes at once.
"""

from __future__ import annotations

from fitnacorpus.cli.main import main

__all__ = ["main"]
