"""What language models said of links, read from the file that is committed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fitnacorpus.errors import CorpusError

if TYPE_CHECKING:
    from fitnacorpus.align.judge import Answer


def read(path: Path) -> list[Answer]:
    """The answers of a corpus; none where there is no file.

    Raises:
        CorpusError: a line is no answer (``bad-answer``).
    """
    if not path.is_file():
        return []
    from fitnacorpus.align.judge import load

    try:
        return load(path.read_bytes())
    except ValueError as error:
        line, _, what = str(error).partition(": ")
        where = f"{path}:{line}" if line.isdigit() else str(path)
        raise CorpusError(
            "bad-answer", what or line, where=where, hint="Take the line out; it is asked anew"
        ) from None
