"""Lines and columns of a source, as an editor shows them."""

from __future__ import annotations

import re
from typing import Final

LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")


def position(source: str, offset: int) -> tuple[int, int]:
    """Line and column (both from 1, in code points) of an offset; CR, LF and CR LF break lines."""
    line, start = 1, 0
    for match in LINE_BREAK.finditer(source, 0, min(offset + 1, len(source))):
        if match.end() > offset:
            break
        line, start = line + 1, match.end()
    return line, offset - start + 1
