"""Of what time a place tells, and whether the people of the authority are at home there.

The dates around a place say it; where there are none, the company does: an account of the time of
the known bearers names mostly them, and a book of another time mostly strangers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from fitnacorpus.model import DateExpression
from fitnacorpus.names.hits import Hit

_DATES: Final = 5
"""Dates around a place whose middle one tells of what time it speaks."""
_NAMES: Final = 20
"""Names in full around a place that tell whether known people are at home there."""
_FEW: Final = 2.0
"""With how many names the assumption weighs that half of them are known."""
_TELLING: Final = 1e-4
"""A name borne by no more of all men than this tells who is meant, whatever the time."""
_AWAY: Final = 3.0
"""Strangers for one known bearer from which a place belongs to another time."""
_UNKNOWN: Final = 30
"""Years since a death that are assumed where the time of a place is not known."""
_STRANGERS: Final = 35.0
"""Odds of strangers against a bearer of the time, for a name that all men bear."""
_FADES: Final = 10.0
"""Years after a death in which strangers of the name become as likely again."""
_NEGLIGIBLE: Final = 0.025
"""Odds of strangers of which nothing need be said."""
_LEAST, _MOST = 0.3, 5.0
"""Bounds of what the company adds to these odds."""


def years_told(dates: Iterable[DateExpression]) -> list[tuple[int, int]]:
    """Where dates stand in a text, each with its first year of the Common Era, in order."""
    told = [(date.start, (date.not_before or date.not_after)[:4]) for date in dates]
    return sorted((place, int(year)) for place, year in told if year.isdecimal())


class Period:
    """The time that a text tells of, place by place.

    Args:
        years: Where dates stand, each with its year of the Common Era, in order.
        deaths: Persons with the year of their death.
        hits: The names of the text, in order.
    """

    def __init__(
        self, years: Sequence[tuple[int, int]], deaths: Mapping[str, int], hits: Sequence[Hit]
    ) -> None:
        self._years = years
        self._deaths = deaths
        told = [h for h in hits if (h.full and h.share <= _TELLING and h.bearers) or h.stranger]
        self._places = [h.span.start for h in told]
        self._known = [bool(h.bearers) for h in told]

    def since(self, ref: str, place: int) -> int | None:
        """Years between a person's death and what is told at a place; None where unknown."""
        died = self._deaths.get(ref)
        if died is None or len(self._years) < _DATES:
            return None
        at = bisect_left(self._years, (place, 0))
        first = min(max(0, at - (_DATES + 1) // 2), len(self._years) - _DATES)
        around = sorted(year for _, year in self._years[first : first + _DATES])
        return around[_DATES // 2] - died

    def strangers(self, place: int) -> float:
        """How many strangers are named in full around a place for one known person."""
        at = bisect_left(self._places, place)
        around = self._known[max(0, at - _NAMES // 2) : at + _NAMES // 2]
        known = sum(around)
        return (len(around) - known + _FEW) / (known + _FEW)

    def is_away(self, place: int) -> bool:
        """Whether a place belongs to strangers of another time, by the names around it."""
        return self.strangers(place) >= _AWAY

    def certainty(self, ref: str, hit: Hit) -> float:
        """Probability that a name in full means the bearer it agrees with, and no stranger."""
        if not hit.share:
            return 1.0
        since = self.since(ref, hit.span.start)
        passed = max(0, _UNKNOWN if since is None else since)
        company = min(max(self.strangers(hit.span.start), _LEAST), _MOST)
        odds = _STRANGERS * hit.share * (1 + passed / _FADES) * company
        return 1 / (1 + odds) if odds > _NEGLIGIBLE else 1.0
