"""What a reviewer put off, kept from sitting to sitting, in terminal and browser."""

from __future__ import annotations

import json
from collections.abc import Collection

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.files import write_whole

_VERSION = 1
"""Format version of the file of what was put off."""


def read(folder: CorpusFolder, by: str) -> set[str]:
    """Keys of the items that a reviewer put off; none where the file cannot be read."""
    try:
        return set(json.loads(folder.skipped_path(by).read_bytes())["skipped"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def write(folder: CorpusFolder, by: str, keys: Collection[str]) -> None:
    """Remember what a reviewer put off.

    Raises:
        FitnaError: the file cannot be written.
    """
    content = json.dumps({"version": _VERSION, "skipped": sorted(keys)})
    write_whole(folder.skipped_path(by), content.encode())
