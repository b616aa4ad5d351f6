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
from fitnacorpus.orthography.hijri import hijri_to_gregorian

_DATES: Final = 5
"""Dates around a place whose middle one tells of what time it speaks."""
_FAR: Final = 10_000
"""Code points, some five pages, beyond which a date tells nothing of a place."""
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
REMEMBERED: Final = 60
"""Years after his death for which a short form still means a man who is not named in full."""
_MODERN: Final = 1750
"""From this year on dates in a book that names early people are mostly those of other books."""
_COMPANY: Final = 10
"""People of a man's time by whom a text shows that it is about that time."""
_UNBORN: Final = -90
"""Years before his death at which a man is not yet spoken of."""
_LATE_AUTHOR: Final = 60
"""Years since a death that are assumed in a book without dates whose author came long after."""
_AWAY_LATE: Final = 1.0
"""As `_AWAY`, in a book of which no date but that of its author tells the time."""
_GOES_ON: Final = 0.6
"""Probability of a man long dead by a name that goes on with what his record does not know."""
_GROWN: Final = 20
"""Years after a death in which sons and namesakes of a man have grown up."""
_MIXED: Final = 0.5
"""Strangers for one known bearer from which they are many."""
_OUT_OF_TIME: Final = 0.1
"""What is left of a bearer by a short form at a place that tells of another time than his."""
_NEGLIGIBLE: Final = 0.025
"""Odds of strangers of which nothing need be said."""
_LEAST, _MOST = 0.3, 5.0
"""Bounds of what the company adds to these odds."""


def years_told(dates: Iterable[DateExpression]) -> list[tuple[int, int]]:
    """Where dates stand in a text, each with its first year of the Common Era, in order."""
    told = [(date.start, (date.not_before or date.not_after)[:4]) for date in dates]
    return sorted((place, int(year)) for place, year in told if year.isdecimal())


def year_of(said: str) -> int:
    """The last year of the Common Era in a year that is said as "1063" or "456 AH"; 0 for none."""
    year, _, calendar = said.partition(" ")
    if not year.isdecimal():
        return 0
    return int(hijri_to_gregorian(int(year))[1][:4]) if calendar == "AH" else int(year)


class Period:
    """The time that a text tells of, place by place.

    Args:
        years: Where dates stand, each with its year of the Common Era, in order.
        deaths: Persons with the year of their death.
        hits: The names of the text, in order.
        written: Year in which the author of the text died, of the Common Era; 0 if unknown.
    """

    def __init__(
        self,
        years: Sequence[tuple[int, int]],
        deaths: Mapping[str, int],
        hits: Sequence[Hit],
        written: int = 0,
    ) -> None:
        self._years = years
        self._written = written
        self._deaths = deaths
        self._peopled: dict[str, bool] = {}
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
        around = sorted(
            year for at, year in self._years[first : first + _DATES] if abs(at - place) <= _FAR
        )
        return around[len(around) // 2] - died if len(around) > _DATES // 2 else None

    def strangers(self, place: int) -> float:
        """How many strangers are named in full around a place for one known person."""
        at = bisect_left(self._places, place)
        around = self._known[max(0, at - _NAMES // 2) : at + _NAMES // 2]
        known = sum(around)
        return (len(around) - known + _FEW) / (known + _FEW)

    def is_timeless(self, ref: str, place: int) -> bool:
        """Whether the dates around a place tell nothing of its time.

        None stand there, or those of modern books that are quoted.
        """
        since = self.since(ref, place)
        return since is None or since + self._deaths.get(ref, 0) >= _MODERN

    def is_peopled(self, ref: str, distinct: Iterable[tuple[int, str]]) -> bool:
        """Whether a text names so many people of a person's time that it is about that time.

        Args:
            ref: The person.
            distinct: Places and the entries that they name by names of few.
        """
        if ref not in self._peopled:
            died = self._deaths.get(ref, 0)
            named = {other for _, other in distinct if other in self._deaths and other != ref}
            near = sum(abs(self._deaths[other] - died) <= REMEMBERED for other in named)
            self._peopled[ref] = bool(died) and near >= _COMPANY
        return self._peopled[ref]

    def is_later(self, ref: str, place: int) -> bool:
        """Whether a place tells of a time long after a person's death."""
        since = self.since(ref, place)
        if since is not None:
            return since > REMEMBERED
        if ref not in self._deaths:
            return False
        return self.strangers(place) >= (_AWAY_LATE if self._is_of_a_late_author(ref) else _AWAY)

    def fits(self, ref: str, place: int) -> float:
        """How well the time that a place tells of fits a person."""
        since = self.since(ref, place)
        if since is None:
            return 1.0
        return 1.0 if _UNBORN < since <= REMEMBERED else _OUT_OF_TIME

    def _is_of_a_late_author(self, ref: str) -> bool:
        return bool(self._written) and self._written - self._deaths.get(ref, 9999) > REMEMBERED

    def certainty(self, ref: str, hit: Hit) -> float:
        """Probability that a name in full means the bearer it agrees with, and no stranger."""
        if not hit.share:
            return 1.0
        since = self.since(ref, hit.span.start)
        unknown = _LATE_AUTHOR if self._is_of_a_late_author(ref) else _UNKNOWN
        passed = max(0, unknown if since is None else since)
        grown = since > _GROWN if since is not None else self._is_of_a_late_author(ref)
        away = self.strangers(hit.span.start) >= _MIXED
        if hit.goes_on and grown and away and not hit.cues.honoured:
            return _GOES_ON
        company = min(max(self.strangers(hit.span.start), _LEAST), _MOST)
        odds = _STRANGERS * hit.share * (1 + passed / _FADES) * company
        return 1 / (1 + odds) if odds > _NEGLIGIBLE else 1.0
