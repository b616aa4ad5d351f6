"""White space of a file that is none of its text, and what of it is a space."""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus.gaps import CLOSING, OPENED

WHITE: Final = " \t\r\n"
"""White space of XML: any other is a character of the text."""
_RUN: Final = re.compile(r"[ \t\r\n]+")
_ODD: Final = re.compile(r"(?<![ \t\r\n])(?:[\t\r\n][ \t\r\n]*+| [ \t\r\n]++)")
"""White space that is not simply one space."""


def single(words: str) -> str:
    """Words with one space for a run of white space.

    None is where a line break of the file stands beside a stop or a bracket.
    """
    return _ODD.sub(_one, words)


def begun(words: str) -> str:
    """Words that begin a block, without runs of what is white space to Unicode before them."""
    while (parts := _RUN.split(words, maxsplit=1))[0].isspace():
        words = parts[1] if len(parts) > 1 else ""
    return words


def _one(white: re.Match[str]) -> str:
    words, start, end = white.string, *white.span()
    beside = CLOSING.match(words, end) or OPENED.match(words, start - 1, start)
    return "" if "\n" in white[0] and beside else " "
