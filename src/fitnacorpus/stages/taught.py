"""What a corpus's own translations teach of words, as a table that is written on command.

Four columns: an Arabic and an English stem, how often the Arabic one is rendered by the English
one, and how often the reverse.  A row with one stem alone says in how many pairs of sentences it
stands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fitnacorpus.errors import ConfigError
from fitnacorpus.languages import AR, EN

if TYPE_CHECKING:
    from fitnacorpus.align.lexicon import Taught

_COLUMNS: Final = "arabic\tenglish\tforward\tbackward"
_PAIRS: Final = re.compile(r"# pairs: (\d{1,9})")
_MOST: Final = 1e9
"""More than anything can have been counted."""
_HINT: Final = "Run 'fitnacorpus align --train-lexicon --use' again, or delete the file"


def read(path: Path) -> Taught | None:
    """The counts that a corpus uses; None where it uses none.

    Raises:
        ConfigError: the file is not as `render` writes it (``bad-lexicon``), with its line.
    """
    if not path.is_file():
        return None
    from fitnacorpus.align.lexicon import Taught

    try:
        lines = path.read_bytes().decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise _bad(path, 1, "it is not UTF-8") from None
    pairs, seen, renders = 0, {AR: dict[str, int](), EN: dict[str, int]()}, []
    headed = False
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            found = _PAIRS.fullmatch(line)
            pairs = int(found[1]) if found else pairs
        elif not headed:
            if line != _COLUMNS:
                raise _bad(path, number, f"the columns are not {_COLUMNS.replace(chr(9), ', ')}")
            headed = True
        else:
            arabic, english, forward, backward = _row(path, number, line)
            if arabic and english:
                renders.append((arabic, english, forward, backward))
            elif arabic:
                seen[AR][arabic] = int(forward)
            else:
                seen[EN][english] = int(backward)
    if not headed:
        raise _bad(path, 1, "it holds no table")
    return Taught(pairs, seen, tuple(renders))


def _row(path: Path, number: int, line: str) -> tuple[str, str, float, float]:
    cells = line.split("\t")
    if len(cells) != 4 or not (cells[0] or cells[1]):
        raise _bad(path, number, "a row has an Arabic or an English stem, or both, and two counts")
    try:
        counts = [float(cell) for cell in cells[2:]]
    except ValueError:
        counts = [math.nan]
    if not all(0 <= count <= _MOST for count in counts):
        raise _bad(path, number, "a count is a number from 0")
    return cells[0], cells[1], counts[0], counts[1]


def render(taught: Taught, sources: Sequence[str]) -> bytes:
    """The file of what was taught.

    Args:
        taught: Counts.
        sources: What they were counted in, a line each.
    """
    rows = [
        *((stem, "", f"{count}", "0") for stem, count in sorted(taught.seen[AR].items())),
        *(("", stem, "0", f"{count}") for stem, count in sorted(taught.seen[EN].items())),
        *((a, e, f"{n:g}", f"{m:g}") for a, e, n, m in taught.renders),
    ]
    lines = [
        "# How words are rendered in translations: counts of stems and no sentence, written by",
        "# 'fitnacorpus align --train-lexicon --use' and used for links of long texts.  Delete the",
        "# file to do without it.  Counted in:",
        *(f"#   {source}" for source in sources),
        f"# pairs: {taught.pairs}",
        _COLUMNS,
        *("\t".join(row) for row in rows),
        "",
    ]
    return "\n".join(lines).encode()


def _bad(path: Path, line: int, what: str) -> ConfigError:
    return ConfigError("bad-lexicon", what, where=f"{path}:{line}", hint=_HINT)
