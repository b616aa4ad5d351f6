"""What the readers of number words work with: tokens, and the numbers made of them."""

from __future__ import annotations

from typing import NamedTuple


class Numeral(NamedTuple):
    """A number read.

    Attributes:
        start: First source character.
        end: End.
        value: Its value, or the least it can be.
        upper: The most it can be, or None when it is exact.
        words: Whether it is written in words, at least in part.
        bare: Whether it is the word "one", which by itself counts nothing in either language.
    """

    start: int
    end: int
    value: int
    upper: int | None = None
    words: bool = False
    bare: bool = False


class Token(NamedTuple):
    """A word or a group of digits.

    Attributes:
        text: Its folded text.
        start: First source character.
        end: End in the source.
        source: Its source text, in which marks can still be seen.
        gap: Folded text between the token before and this one.
        digits: Whether it is a group of digits.
        value: Value of the digits, else 0.
    """

    text: str
    start: int
    end: int
    source: str
    gap: str
    digits: bool
    value: int
