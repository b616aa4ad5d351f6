"""Lines and columns of a source, as an editor shows them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")


def position(source: str, offset: int) -> tuple[int, int]:
    """Line and column (both from 1, in code points) of an offset; CR, LF and CR LF break lines."""
    starts = _line_starts(source)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=2)  # a check asks for hundreds of places of a book, one after another
def _line_starts(source: str) -> list[int]:
    return [0, *(match.end() for match in LINE_BREAK.finditer(source))]
