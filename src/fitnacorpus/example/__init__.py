"""Two short accounts of the fall of Granada and a table of their names, for the tutorial."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

from fitnacorpus.errors import ConfigError
from fitnacorpus.files import make_folder, write_whole

FILES: Final = ("granada-en.md", "granada-ar.md", "names.csv", "LICENSE.txt")


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
