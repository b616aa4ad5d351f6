"""Text on a terminal: right-to-left runs that read correctly, columns that line up.

A line that mixes directions is left to the terminal's own bidirectional algorithm (UAX #9); what
the program adds are isolates around each run, so that neither neighbour nor punctuation moves it.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_RIGHT_TO_LEFT: Final = "\u2067"
_FIRST_STRONG: Final = "\u2068"
_POP: Final = "\u2069"


def width(text: str) -> int:
    """Columns that a text takes: marks and controls take none, wide characters two."""
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf", "Cc")
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def clean(text: str) -> str:
    """A text on one line, without characters that would steer the terminal."""
    words = "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf") or c in "\u200c\u200d"
    )
    return " ".join(words.split())


def isolate(text: str, *, isolates: bool, rtl: bool = False) -> str:
    """A run that does not mix with what stands beside it.

    Args:
        text: The run.
        isolates: Whether to add the controls; not for output that a program reads.
        rtl: Whether the run is right-to-left as a whole, whatever it begins with.
    """
    if not isolates:
        return text
    return f"{_RIGHT_TO_LEFT if rtl else _FIRST_STRONG}{text}{_POP}"


def pad(text: str, columns: int) -> str:
    """A text with spaces after it, up to a number of columns."""
    return text + " " * max(0, columns - width(text))


def fit_left(text: str, columns: int) -> str:
    """The end of a text in exactly that many columns, cut at a word and padded before it."""
    words = text.split(" ")
    while width(text) > columns and len(words) > 1:
        words = words[1:]
        text = "…" + " ".join(words)
    return " " * max(0, columns - width(text)) + text


def fit_right(text: str, columns: int) -> str:
    """The beginning of a text in at most that many columns, cut at a word."""
    words = text.split(" ")
    while width(text) > columns and len(words) > 1:
        words = words[:-1]
        text = " ".join(words) + "…"
    return text


def wrap(text: str, columns: int) -> list[str]:
    """A text in lines of at most that many columns, broken at spaces, or inside a longer word."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        while width(word) > columns:
            piece = _head(word, columns - width(line) - bool(line))
            if not piece and line:
                lines.append(line)
                line = ""
                continue
            piece = piece or word[:1]
            lines.append(f"{line} {piece}" if line else piece)
            line, word = "", word[len(piece) :]
        if line and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines


def _head(word: str, columns: int) -> str:
    """As much of a word as fits."""
    end = 0
    while end < len(word) and width(word[: end + 1]) <= columns:
        end += 1
    return word[:end]
