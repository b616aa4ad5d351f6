"""What readers of numbers and dates are given, and what they give back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Token(NamedTuple):
    """A word or a group of digits.

    Attributes:
        text: Its folded text.
        start: First source character.
        end: End in the source.
        source: Its source text, in which marks can still be seen.
        gap: Folded text between the token before and this one.
        digits: Whether it is a whole number in digits.
        value: Value of the digits, else 0.
    """

    text: str
    start: int
    end: int
    source: str
    gap: str
    digits: bool
    value: int


class Numeral(NamedTuple):
    """A number read.

    Attributes:
        start: First source character.
        end: End.
        value: Its value, or the least it can be; 0 where nothing is counted.
        upper: The most it can be, or None when it is exact.
        words: Whether it is written in words, at least in part.
        counts: Whether it counts by itself.  "One" points more often than it counts; ordinals and
            fractions never count: they are read so that no part of them is taken for a number.
        scale: What its first part is multiplied by, where nothing else is added: 1000 in "four
            thousand".  A number before "or" shares it: three or four thousand.
        reference: Whether its digits point to a page, a note or an item of a list.
    """

    start: int
    end: int
    value: int
    upper: int | None = None
    words: bool = False
    counts: bool = True
    scale: int = 1
    reference: bool = False


@dataclass(frozen=True)
class DateText:
    """A text for a reader of dates: folded, white space single, its numerals placed in it.

    Attributes:
        text: The folded text.
        char: The source character behind a folded one, by the index of that.
        numerals: Its numerals, spans counted in the folded text.
    """

    text: str
    char: Callable[[int], str]
    numerals: Sequence[Numeral]

    @cached_property
    def _starts(self) -> list[int]:
        return [n.start for n in self.numerals]

    @cached_property
    def _ends(self) -> dict[int, Numeral]:
        return {n.end: n for n in self.numerals}

    def numeral_at(self, place: int) -> Numeral | None:
        """The numeral that begins at a place."""
        i = bisect_left(self._starts, place)
        found = self.numerals[i] if i < len(self._starts) else None
        return found if found and found.start == place else None

    def numeral_before(self, place: int) -> Numeral | None:
        """The numeral that ends at a place."""
        return self._ends.get(place)


class FoundDate(NamedTuple):
    """A date as a reader of one language finds it, or words that look like one and are none.

    Attributes:
        start: First folded character.
        end: End.
        calendar: "hijri" or "gregorian"; "" for words that are no date the program can tell (an
            era that it does not convert, a day without a year, a page): they are kept from being
            read as a date or a number otherwise.
        year: Year, or the first one.
        month: Month, or None.
        day: Day, or None.
        last: Last year of a range, or None.
        last_day: Last day of the month that may be meant, or None: the reckoning by nights that
            remain does not say how long the month was.
        part: Part of the year ("early", "late", "spring", ...), or "".
        circa: Whether the source says "about".
        other: First and last year in the other calendar, where the source gives both.
        weekday: Day of the week that the source gives, Monday = 0, or None.
    """

    start: int
    end: int
    calendar: str = ""
    year: int = 0
    month: int | None = None
    day: int | None = None
    last: int | None = None
    last_day: int | None = None
    part: str = ""
    circa: bool = False
    other: tuple[int, int] | None = None
    weekday: int | None = None
