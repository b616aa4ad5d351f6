"""Folding a stream: any length of text in constant memory."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from fitnacorpus.orthography.folding import fold, fold_text
from fitnacorpus.orthography.steps import belongs_to_letter, leans

if TYPE_CHECKING:
    from fitnacorpus.orthography.profiles import Profile

_SPACE: Final = re.compile(r"\s")
BLOCK: Final = 1 << 18
"""Characters read at a time."""
LIMIT: Final = 1 << 20
"""Characters held back at most while no white space comes."""


def fold_stream(
    read: Callable[[int], str],
    write: Callable[[str], object],
    lang: str = "",
    profile: str | Profile = "search",
    offsets: bool = False,
) -> int:
    r"""Folds what `read` gives and hands it to `write`, piece by piece.

    The result is the fold of the whole: pieces are cut after white space, where no rule looks
    across.  Only a run of more than `LIMIT` characters without white space is cut inside, between
    two letters; there an English 's or a sign that composes over dropped characters can be read
    otherwise than in one piece.

    Args:
        read: Called with a number of characters, gives at most so many, "" at the end (the method
            ``read`` of a text file).
        write: Takes text.
        lang: As for `fold`.
        profile: As for `fold`.
        offsets: Whether to write, instead of text, one line a folded character: its offset in the
            whole stream, a tab, and the character (line breaks, tab and backslash escaped as
            ``\n``, ``\r``, ``\t``, ``\\``).

    Returns:
        The number of characters read.
    """
    held = ""
    done = 0
    while True:
        block = read(BLOCK)
        seen = len(held)
        held += block
        cut = _cut(held, seen) if block else len(held)
        piece, held = held[:cut], held[cut:]
        if piece and offsets:
            write(_lines(piece, done, lang, profile))
        elif piece:
            write(fold_text(piece, lang, profile))
        done += len(piece)
        if not block:
            return done


def _cut(text: str, seen: int) -> int:
    """Where to cut: after the last white space, which is past `seen`, or at the limit."""
    if _SPACE.search(text, seen):
        for i in range(len(text) - 1, seen - 1, -1):
            if text[i].isspace():
                return i + 1
    if len(text) < LIMIT:
        return 0
    for i in range(len(text) - 1, len(text) // 2, -1):
        if text[i].isalnum() and not leans(text[i]) and not belongs_to_letter(text[i]):
            return i
    return len(text)


_ESCAPES: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}


def _lines(piece: str, done: int, lang: str, profile: str | Profile) -> str:
    folded = fold(piece, lang, profile)
    places = (folded.offsets.astype("int64") + done).tolist()
    return "".join(
        f"{place}\t{_ESCAPES.get(c, c)}\n" for place, c in zip(places, folded.text, strict=True)
    )
