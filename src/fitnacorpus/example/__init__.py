"""What a corpus may begin with: two short accounts, and what robots need that keep it true."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

import fitnacorpus
from fitnacorpus.errors import ConfigError
from fitnacorpus.files import make_folder, write_whole

__all__ = ["FILES", "NAMES", "PINS", "ROBOTS", "TEXTS", "robots", "write"]

TEXTS: Final = ("granada-en.md", "granada-ar.md")
"""Two accounts of the fall of Granada."""
NAMES: Final = "names.csv"
"""A table of their names."""
FILES: Final = (*TEXTS, NAMES, "LICENSE.txt")
"""What the tutorial works with."""
ROBOTS: Final = {
    ".github/workflows/corpus.yml": "corpus.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
}
"""Files that robots look for in a repository, and what they are made from."""
PINS: Final = "requirements-ci.txt"
"""What robots install: these versions make the same bytes anywhere."""
_LOCK: Final = "requirements.lock"
"""The pins of this version; a copy of the file of that name that is released beside it."""


def write(folder: Path) -> list[Path]:
    """Write the files of the tutorial into a folder.

    Args:
        folder: The folder; made if need be.

    Returns:
        The files.

    Raises:
        ConfigError: one of them is there already (``exists``).
        CorpusError: the disk refuses.
    """
    paths = [folder / name for name in FILES]
    for path in paths:
        if path.exists():
            raise ConfigError(
                "exists", "there is such a file already", where=str(path), hint="Name a new folder"
            )
    make_folder(folder)
    held = resources.files(__name__)
    for path in paths:
        write_whole(path, held.joinpath(path.name).read_bytes())
    return paths


def robots(root: Path) -> dict[Path, bytes]:
    """What GitHub, GitLab and pre-commit need to keep a corpus true.

    Args:
        root: The folder of the corpus, which is that of the repository.

    Returns:
        The files to write, with their content.

    Raises:
        ConfigError: one of them is there already (``exists``).
    """
    held = resources.files(__name__) / "ci"
    files = {root / name: held.joinpath(made).read_bytes() for name, made in ROBOTS.items()}
    own = f"fitnacorpus=={fitnacorpus.__version__}\n".encode()
    files[root / PINS] = held.joinpath(_LOCK).read_bytes() + own
    for path in files:
        if path.exists():
            raise ConfigError(
                "exists", "there is such a file already", where=str(path),
                hint="Move it away, or begin without --with-ci",
            )  # fmt: skip
    return files
