"""Gold files: tables with tabs, in UTF-8, whose faults are told with their line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from fitnacorpus.errors import CorpusError


def content(path: Path) -> str:
    """The words of a table in UTF-8.

    Raises:
        CorpusError: the file cannot be read (``unreadable``).
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            "unreadable",
            getattr(error, "strerror", None) or str(error),
            where=str(path),
            hint="Give the path of a table in UTF-8",
        ) from None


def rows(path: Path, columns: Sequence[str], hint: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a gold file, each with its line; a cell that is not there is empty.

    Args:
        path: The file.
        columns: Those it must have.
        hint: What to do about a missing one.

    Raises:
        CorpusError: the file cannot be read (``unreadable``) or a column is missing (``bad-gold``).
    """
    with io.StringIO(content(path), newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        if missing := [c for c in columns if c not in (reader.fieldnames or ())]:
            raise bad(path, 1, f"no column {', '.join(missing)}", hint)
        for row in reader:
            yield reader.line_num, row


def bad(path: Path, line: int, what: str, hint: str) -> CorpusError:
    """The error of a line that cannot be used."""
    return CorpusError("bad-gold", what, where=f"{path}:{line}", hint=hint)
