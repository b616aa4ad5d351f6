"""The digest of the program's own code: a stage whose code has changed makes its artefacts anew.

Versions kept by hand are forgotten; the code itself is not.  What lies above the stages in the
order of the layers (commands, pages, checks) cannot change what they make and is left out.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent.parent
ABOVE: Final = frozenset(
    {
        "__main__", "adopt", "api", "build", "carrying", "checks", "cli", "difference",
        "evaluate", "example", "inputs", "intake", "interchange", "jobs", "migrate", "pipeline",
        "plot", "reader", "review", "runner", "stretches", "tables", "terminal",
    }
)  # fmt: skip
"""Packages and modules above the stages; `stages` itself is counted with what lies below."""
SIBLINGS: Final = frozenset({"align", "annotate", "compare", "index", "ingest", "names", "segment"})
"""Packages and modules that do not import one another: a stage names those that it uses."""


@cache
def code(*used: str) -> str:
    """SHA-256 of the code and data that a stage rests on.

    Args:
        used: The siblings that the stage uses; what all of them rest on is always counted.
    """
    total = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        first = inside.parts[0].removesuffix(".py")
        counted = first not in ABOVE and (first not in SIBLINGS or first in used)
        if counted and "__pycache__" not in inside.parts and path.is_file():
            data = path.read_bytes()
            total.update(f"{inside.as_posix()}\0{len(data)}\0".encode() + data)
    return total.hexdigest()


@cache
def files(*paths: str) -> str:
    """SHA-256 of single files and folders of the package, for what rests on these alone."""
    total = hashlib.sha256()
    for name in paths:
        root = PACKAGE / name
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            total.update(path.read_bytes())
    return total.hexdigest()
