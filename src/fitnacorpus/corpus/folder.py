"""The gateway to a corpus folder: what people wrote, as values.

A file that people write is never opened for writing by a build.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from fitnacorpus import config, description, toml_files
from fitnacorpus.config import Settings
from fitnacorpus.corpus.verdict_files import VerdictFiles
from fitnacorpus.description import Description
from fitnacorpus.errors import (
    AuthorityError,
    ConfigError,
    SourceError,
)
from fitnacorpus.files import (
    visible,
)
from fitnacorpus.model import Authority, Text
from fitnacorpus.sources import read_source, read_text
from fitnacorpus.tei import authority as tei_authority
from fitnacorpus.tei import digest as tei_digest
from fitnacorpus.tei import house as tei_house
from fitnacorpus.tei.house import House

SOURCES: Final = (".docx", ".epub", ".html", ".odt", ".txt", ".xml")
"""Endings of sources that are taken in; a description may name a file with another."""


class CorpusFolder(VerdictFiles):
    """A folder that holds a corpus.

    Args:
        root: The folder; paths in messages begin with it as it is given here.
    """

    def settings(self) -> Settings:
        """The settings; raises `ConfigError` where there is no corpus."""
        if not self.root.is_dir():
            raise ConfigError(
                "no-corpus",
                "there is no such folder",
                where=str(self.root),
                hint=f"Make a corpus there with 'fitnacorpus init {shlex.quote(str(self.root))}', "
                "or name another folder with -C",
            )
        return config.load(self.root)

    def descriptions(
        self, read: Callable[[Path], dict[str, Any]] = toml_files.load_toml
    ) -> list[Description]:
        """The descriptions of all texts, by text id.

        Args:
            read: Parses a file of TOML.

        Raises:
            ConfigError: a description is wrong, or two have one id (``duplicate-id``).
        """
        found: dict[str, Description] = {}
        for path in self.description_paths():
            item = description.load(path, read)
            other = found.get(item.info.id)
            if other is not None:
                raise ConfigError(
                    "duplicate-id",
                    f"text id '{item.info.id}' is that of {other.path} already",
                    where=f"{path}:{toml_files.key_line(path, 'id')}",
                    hint="Give one of the two texts another id",
                )
            found[item.info.id] = item
        return [found[key] for key in sorted(found)]

    def description_paths(self) -> list[Path]:
        """Files of descriptions, by name."""
        return visible(self.seeds, "*.toml")

    def source_files(self) -> list[Path]:
        """Files that lie where sources are kept and have an ending that `add` gives, by name."""
        return sorted(p for end in SOURCES for p in visible(self.seeds, f"*{end}"))

    def source_path(self, item: Description) -> Path:
        """The source file of a description."""
        return Path(item.path).parent / item.info.file

    def source_bytes(self, item: Description, settings: Settings) -> bytes:
        """The bytes of a source.

        Raises:
            SourceError: it cannot be read or is over the limit.
        """
        return read_source(self.source_path(item), settings)

    def text(self, item: Description, settings: Settings) -> Text:
        """A text, read from its source.

        Raises:
            SourceError: the source cannot be read as a text, or is not the recorded one
                (``source-changed``).
        """
        path = self.source_path(item)
        data = self.source_bytes(item, settings)
        if hashlib.sha256(data).hexdigest() != item.info.sha256:
            raise SourceError(
                "source-changed",
                "the source is not the one that was recorded",
                where=str(path),
                hint=f"If the change is meant, run 'fitnacorpus update {item.info.id}'; "
                "else restore the file",
            )
        return read_text(data, item, settings, where=str(path))

    def authority(self) -> Authority:
        """The authority; an empty one where there is no file.

        Raises:
            AuthorityError: the file cannot be used, with line.
        """
        if not self.authority_path.exists():
            return Authority((), str(self.authority_path))
        try:
            data = self.authority_path.read_bytes()
        except OSError as error:
            raise AuthorityError(
                "unreadable",
                error.strerror or "cannot be read",
                where=str(self.authority_path),
                hint="Check that it is a file and may be read",
            ) from None
        return tei_authority.read(data, where=str(self.authority_path))

    def house(self) -> House:
        """What people say of the edition; an empty one where there is no file.

        Raises:
            ConfigError: the file cannot be used, with line.
        """
        path = self.header_path
        if not path.exists():
            return House()
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ConfigError(
                "unreadable",
                error.strerror or "cannot be read",
                where=str(path),
                hint="Check that it is a file and may be read",
            ) from None
        return tei_house.read(data, where=str(path))

    def in_earlier_format(self) -> list[Path]:
        """Generated files of a format before today's, by name."""
        files = (*visible(self.texts, "*.xml"), *visible(self.alignments, "*.xml"))
        return sorted(p for p in files if 0 < tei_digest.format_of(p) < tei_digest.FORMAT)


def stray(folder: Path, known: Sequence[Path]) -> list[Path]:
    """XML files in a folder that are none of the known ones, by name."""
    return sorted(set(visible(folder, "*.xml")) - set(known))
