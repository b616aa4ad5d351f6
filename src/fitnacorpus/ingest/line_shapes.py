"""What the lines of a file show: a letter of mail, a conversation, settings or a program, no text.

Each of them is words in lines, and would be read as prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from fitnacorpus.arabic_script import DIGITS


class Shape(NamedTuple):
    """A kind of file by its lines.

    Attributes:
        line: What a line of it looks like.
        share: Share of the lines that do, of 1.
        sure: What stands in no prose, found once at the beginning of a line.
        what: What the file is.
        hint: What to do.
    """

    line: re.Pattern[str]
    share: float
    sure: re.Pattern[str]
    what: str
    hint: str


_DIGIT: Final = f"[0-9{DIGITS}۰-۹]"
_TURN: Final = "[\u200e\u200f\u202a-\u202e]"
"""Controls of direction, which telephones put between the numbers."""
_CLOCK: Final = (
    rf"{_TURN}{{0,4}}\[?{_DIGIT}{{1,4}}{_TURN}?[-./]{_DIGIT}{{1,2}}{_TURN}?[-./]{_DIGIT}{{2,4}}"
    rf"[T,،]?[ \u00a0\u202f]?{_TURN}?{_DIGIT}{{1,2}}:{_DIGIT}{{2}}"
)
"""A day and a time, in the digits of any of our languages, as programs write them."""
_ANY: Final = re.compile(r"(?=.)")
_TAKE_OUT: Final = "Take the text out of it into a file of its own"
_SHAPES: Final = (
    Shape(
        re.compile(_CLOCK), 0.6, re.compile(_CLOCK),
        "a conversation or a log, each line with its time",
        f"{_TAKE_OUT}; if it is the account itself, add it with --reader plain",
    ),
    Shape(
        _ANY, 0,
        re.compile(r"\A(?:[A-Z][\w-]{0,40}: [^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n){0,50}){0,50}"
                   r"(?:Message-ID|MIME-Version|Received|Return-Path): ", re.I),
        "a letter of electronic mail with its headers", _TAKE_OUT,
    ),
    Shape(
        re.compile(r"[ \t]{0,80}(?:- |\[|[\w.\"'-]{1,60}[ \t]?[:=](?:[ \t]|$)|#)"
                   r"|[ \t]{2,80}\S"), 0.8,
        re.compile(r"^[ \t]{0,80}[a-z_][\w-]{0,60}:[ \t]*\n(?:[ \t]{0,80}- |[ \t]{1,80})"
                   r"[a-z_][\w-]{0,60}:[ \t]|"
                   r"^\[[\w.\" -]{1,60}\][ \t]*\n[\w.\"'-]{1,60}[ \t]?=[ \t]?\S", re.M),
        "settings or data (YAML, TOML or INI)", _TAKE_OUT,
    ),
    Shape(
        _ANY, 0, re.compile(r"^diff --git a/|^@@ -\d{1,9}(?:,\d{1,9})? \+\d{1,9}", re.M),
        "a list of changes (diff)", "Give the text itself",
    ),
    Shape(
        _ANY, 0, re.compile(r"\ABEGIN:V(?:CALENDAR|CARD)\b"),
        "a calendar or addresses", "Give the text itself",
    ),
    Shape(
        re.compile(r"[ \t]{2,80}\S|[ \t]{0,80}[)}\]>]|.{0,400}[;{}():,>]$"
                   r"|(?:import|from|def|class|return|if|var|let|const"
                   r"|function|public|private|#include|#!|//|/\*) ?"), 0.7,
        re.compile(r"^(?:#!/|#include [<\"]|def \w{1,60}\(|class \w{1,60}[:({ ]|import \w"
                   r"|from \w{1,60} import |(?:public|private|static) \w|function \w{0,60}\("
                   r"|<\?php|(?:const|let|var) \w{1,60} =)", re.M),
        "a program", "Give the text itself",
    ),
)  # fmt: skip
_FEWEST: Final = 3
"""Lines, fewer than which show nothing."""


def recognise(sample: str) -> tuple[str, str] | None:
    """What the lines of a file show it to be and what to do, or None where it may be a text.

    Args:
        sample: The beginning of the file.
    """
    lines = [line for line in sample.splitlines() if line.strip()]
    if len(lines) < _FEWEST:
        return None
    for shape in _SHAPES:
        if shape.sure.search(sample) and _share(shape.line, lines) >= shape.share:
            return shape.what, shape.hint
    return None


def _share(shape: re.Pattern[str], lines: Sequence[str]) -> float:
    return sum(shape.match(line) is not None for line in lines) / len(lines)
