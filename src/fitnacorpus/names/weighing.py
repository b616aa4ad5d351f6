"""How probable each bearer of a short form is at its place: what a reader of the text would weigh.

A man whom the text names in full is likelier than one whom it does not; the last one named in full
is likelier still, and so is an unknown namesake just named.  In a chain of transmission a reporter
stands, elsewhere one who is told of: how often each is named in chains, the text itself shows.  His
usual companions near him, a part in the event that is told, and kinship that is stated speak for
a bearer.  What is left over belongs to namesakes whom the authority does not know.
"""

from __future__ import annotations

import math
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fitnacorpus.model import DateExpression, Span
from fitnacorpus.names.bearing import Bearers, alike
from fitnacorpus.names.context import Context
from fitnacorpus.names.hits import Bearer, Hit

REACH: Final = 200
"""Names within so many code points, about a long sentence, are neighbours."""
_COMPANION: Final = 2.0
"""How much likelier a bearer is beside one who is usually named with him."""
_EVENT: Final = 2.0
"""The same for a part in the event that is told; it does not shut out a namesake without one."""
_RECENT: Final = 20.0
"""How much likelier a bearer is who was the last one named in full in the same episode; it fades
with every name since."""
_CONTESTED: Final = 0.25
"""What the last one named counts for where a text is known to call several by the form."""
_LISTED: Final = 2.0
"""Weight of an entry that an editor has found called by the form, in names told in full."""
_NEW: Final = 0.6
"""What is left of a known bearer where somebody is introduced as if for the first time."""
_ELSEWHERE: Final = 0.1
"""Weight of a namesake without an entry who is named in another episode: he would be named in full
again before a short form could mean him."""
_COMMON: Final = 0.2
"""Weight of strangers of a name that no form lists by itself, for each entry that bears it: the
more known bearers a name has, the more unknown ones."""
_KUNYA_ALONE: Final = re.compile("ابو (?:عبد )?[^ ]+")
_KUNYA: Final = 0.2
"""Weight of strangers who bear a kunya whose known bearer the text never names in full."""
_OFTEN: Final = 10.0
"""Short forms in one text from which strangers named once or twice cannot be meant by them all."""
_CHAIN_RATE: Final = 0.03
"""How often one who is not known to hand reports down is named in a chain of transmission."""
_REPORTER_RATE: Final = 0.9
"""The same for one of whom the record says so."""
_CHAIN_SEEN: Final = 2.0
"""With how many names these rates weigh against what the text shows."""
_LEAST_RATE: Final = 0.1
"""Chains are not always seen: outside one, a reporter keeps this much."""
_KIN_REACH: Final = 600
"""Code points within which the one is looked for whose son or brother somebody is called."""
_KIN: Final = 20.0
"""How much likelier a bearer is whose father is the one just named, where he is called his son."""
_NO_KIN: Final = 0.05
"""What is left of a bearer who is called the brother of one with another father."""


_REMEMBERED: Final = 100
"""Years after his death for which a short form still means a man who is not named in full."""
_LATER: Final = 4.0
"""How much likelier a namesake of the time is than one so long dead."""
_DATES: Final = 5
"""Dates around a place whose middle one tells of what time it speaks."""
_SHORT: Final = re.compile(r"(?:(?:ابو|abu) )?(?:(?:عبد|abd) )?[^ ]+")
"""An ism or a kunya and nothing more, in the structural key."""
_LIKE_NISBA: Final = re.compile("[^ ]{3,}[يi]")
"""A byname by which authors are cited long after their death (الواقدي), in the structural key."""


_WHOLE_TEXT: Final = Span(0, sys.maxsize)


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of a text that tells one event: names do not look for neighbours beyond it."""

    span: Span
    event: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A possible bearer, with what speaks for him.

    Attributes:
        bearer: The bearer.
        share: His probability, two decimals.
        reasons: What speaks for him, in words a historian understands.
    """

    bearer: Bearer
    share: float
    reasons: tuple[str, ...]


def years_told(dates: Iterable[DateExpression]) -> list[tuple[int, int]]:
    """Where dates stand in a text, each with its first year of the Common Era, in order."""
    told = [(date.start, (date.not_before or date.not_after)[:4]) for date in dates]
    return sorted((place, int(year)) for place, year in told if year.isdecimal())


class Weighing:
    """Weighs the bearers of short forms, walking through one text from its beginning.

    Args:
        hits: All names of the text, in order.
        certain: Places and the entries that they name beyond doubt.
        scenes: The episodes, in order.
        context: What the authority knows of its entries.
        bearings: The persons of the authority by the parts of their names.
        arabic: Whether the text is Arabic.
        years: Where dates stand in the text, each with its year of the Common Era, in order.
    """

    def __init__(
        self,
        hits: Sequence[Hit],
        certain: Mapping[Span, str],
        scenes: Sequence[Scene],
        context: Context,
        bearings: Bearers | None,
        arabic: bool,
        years: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._certain = sorted(certain.items())
        self._years = years
        self._scenes = scenes
        self._context = context
        self._bearings = bearings
        self._arabic = arabic
        self._last: dict[str, tuple[int, Span]] = {}
        self._strangers: dict[str, tuple[int, Span]] = {}
        self._introduced: dict[str, dict[str, int]] = defaultdict(dict)
        self._full: Counter[str] = Counter()
        self._chained: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()
        self._unknown_chained: Counter[str] = Counter()
        self._bare: Counter[str] = Counter()
        for hit in hits:
            if hit.full and len(hit.bearers) == 1:
                self._full[hit.bearers[0].ref] += 1
                self._chained[hit.bearers[0].ref] += hit.cues.transmits
            elif hit.kind and hit.head:
                self._unknown[hit.head] += 1
                self._unknown_chained[hit.head] += hit.cues.transmits
            elif hit.head:
                self._bare[hit.head] += 1
        # Companions are not learned from this text: a man whom it only ever calls by the shared
        # form has none that are certain, and his namesake, named in full, would get them all.
        self._starts = [scene.span.start for scene in scenes]
        standing = {(self._scene(span).span, ref) for span, ref in self._certain}
        self._everywhere = max(len({span for span, _ in standing}), 1)
        self._in_scenes = Counter(ref for _, ref in standing)

    def seen(self, hit: Hit | None, ref: str, span: Span, position: int) -> None:
        """Note that an entry, or with "" somebody without one, is named beyond doubt."""
        if ref:
            self._last[ref] = position, self._scene(span).span
            if hit is not None and hit.full:
                self._introduced[hit.head][ref] = position
        elif hit is not None and hit.kind and hit.head:
            self._strangers[hit.head] = position, self._scene(span).span

    def is_new(self, hit: Hit) -> bool:
        """Whether somebody is introduced here by a name of one word, as if for the first time."""
        return hit.cues.new and not hit.full and " " not in hit.head

    def introduced(self, hit: Hit, position: int) -> None:
        """Note that somebody is introduced by a known name: from here on he may be meant."""
        self._unknown[hit.head] += 1
        self._strangers[hit.head] = position, self._scene(hit.span).span

    def candidates(self, hit: Hit, options: Sequence[Bearer]) -> list[Bearer]:
        """The options, and who else was named in full by this name in the same episode."""
        known = {b.ref for b in options}
        here = self._scene(hit.span).span
        also = [
            Bearer(ref, "person", "variant")
            for ref in self._introduced.get(hit.head, ())
            if ref not in known and self._last[ref][1] == here
        ]
        return [*options, *also]

    def rank(
        self, hit: Hit, bearers: Sequence[Bearer], position: int, *, contested: bool = False
    ) -> tuple[Ranked, ...]:
        """Possible bearers of one place, best first; equal ones by id.

        Args:
            hit: The name.
            bearers: The candidates.
            position: Its number among the names of the text.
            contested: Whether an editor found the form used for several of them in this text: then
                it does not simply mean the last one named.
        """
        trust = _CONTESTED if contested else 1.0
        refs = [b.ref for b in bearers]
        listed = {b.ref for b in hit.bearers}
        scene = self._scene(hit.span)
        near = self._near(hit.span) - {*refs}
        weights = {
            ref: (1 + self._context.texts.get(ref, 0))
            * (self._full[ref] + (_LISTED if ref in listed else 1))
            * self._company(ref, near)
            * (_EVENT if ref in self._context.events.get(scene.event, ()) else 1)
            * (1 + trust * self._recent(self._last.get(ref), scene.span, position))
            * self._rate(self._chained[ref], self._full[ref], ref, hit)
            for ref in refs
        }
        related = {ref: weight * self._kinship(ref, hit) for ref, weight in weights.items()}
        # What kinship takes from one is not given to the others: it may be a stranger's.
        total = sum(max(weights[ref], related[ref]) for ref in refs)
        total += max(
            self._others(hit, scene.span, position),
            self._of_the_time(hit, bearers, weights, near, position),
        )
        weights = related
        left = hit.doubt * hit.cues.name * (_NEW if self.is_new(hit) else 1)
        ordered = sorted(bearers, key=lambda b: (-weights[b.ref], b.ref))
        return tuple(
            Ranked(
                b,
                round(left * weights[b.ref] / total, 2),
                self._why(b.ref, near, scene, position),
            )
            for b in ordered
        )

    def _others(self, hit: Hit, scene: Span, position: int) -> float:
        """Weight of all who bear the name and have no entry, as far as the text names them."""
        number = self._unknown[hit.head] if hit.head else 0
        if not hit.listed and self._bearings is not None:
            return _COMMON * self._bearings.namesakes(hit.head) + number * _ELSEWHERE
        told = any(self._full[b.ref] or b.ref in self._last for b in hit.bearers)
        if _KUNYA_ALONE.fullmatch(hit.head) and not told:
            return _KUNYA + number * _ELSEWHERE
        if not number or (hit.full and not hit.doubt < 1):
            return 0.0
        recent = self._recent(self._strangers.get(hit.head), scene, position)
        rate = self._rate(self._unknown_chained[hit.head], number, "", hit)
        elsewhere = _ELSEWHERE / (1 + self._bare[hit.head] / _OFTEN)
        return number * (elsewhere + recent) * rate

    def _of_the_time(
        self,
        hit: Hit,
        bearers: Sequence[Bearer],
        weights: Mapping[str, float],
        near: set[str],
        position: int,
    ) -> float:
        """Weight of namesakes of the time that is told, where the known bearer is long dead.

        A chronicle of the sixth century says ʿUthmān and means one of its emirs.  Whom it names in
        full it may go on to call by a short form, beside others long dead he is one of them, and
        scholars are cited by their nisba for ever.
        """
        place = hit.span.start
        if hit.full or not _SHORT.fullmatch(hit.head) or _LIKE_NISBA.fullmatch(hit.head):
            return 0.0
        if any(self._long_dead(ref, place) for ref in near):
            return 0.0
        scene = self._scene(hit.span).span
        named = [b for b in bearers if b.kind == "person" and b.type != "title"]
        dead = [b.ref for b in named if self._long_dead(b.ref, place)]
        apart = [r for r in dead if not self._recent(self._last.get(r), scene, position)]
        return _LATER * max((weights[ref] for ref in apart), default=0.0)

    def _long_dead(self, ref: str, place: int) -> bool:
        died = self._context.deaths.get(ref)
        if died is None or len(self._years) < _DATES:
            return False
        at = bisect_left(self._years, (place, 0))
        first = min(max(0, at - (_DATES + 1) // 2), len(self._years) - _DATES)
        around = sorted(year for _, year in self._years[first : first + _DATES])
        return around[_DATES // 2] > died + _REMEMBERED

    def _recent(self, last: tuple[int, Span] | None, scene: Span, position: int) -> float:
        if last is None or (self._scenes and last[1] != scene):
            return 0.0
        return _RECENT / max(position - last[0], 1)

    def _rate(self, chained: int, full: int, ref: str, hit: Hit) -> float:
        """How well a bearer fits a chain of transmission, or its absence."""
        reporter = self._bearings is not None and ref in self._bearings.transmitters
        before = _REPORTER_RATE if reporter else _CHAIN_RATE
        rate = (chained + _CHAIN_SEEN * before) / (full + _CHAIN_SEEN)
        return rate if hit.cues.transmits else max(1 - rate, _LEAST_RATE)

    def _kinship(self, ref: str, hit: Hit) -> float:
        if not hit.cues.kin or self._bearings is None:
            return 1.0
        fathers = self._bearings.father_of(ref, self._arabic)
        at = bisect_left(self._certain, (hit.span, ""))
        near = (
            r for s, r in reversed(self._certain[:at]) if s.start >= hit.span.start - _KIN_REACH
        )
        before = [r for r in near if self._bearings.father_of(r, self._arabic)]
        if not fathers or not before:
            return 1.0
        if hit.cues.kin == "child":
            heads = [h for other in before for h in self._bearings.heads(other, self._arabic)]
            return _KIN if any(alike(f, h) for f in fathers for h in heads) else 1.0
        theirs = self._bearings.father_of(before[0], self._arabic)
        return _KIN if any(alike(a, b) for a in fathers for b in theirs) else _NO_KIN

    def _company(self, ref: str, near: set[str]) -> float:
        """What usual companions that stand near add: each twice the weight, less if common here."""
        mine = self._context.companions.get(ref, ())
        return math.prod(
            (_COMPANION ** self._rarity(other) for other in sorted(near) if other in mine),
            start=1.0,
        )

    def _rarity(self, ref: str) -> float:
        """1 for an entry named in one scene, falling to 0 for one that stands in all of them.

        In an account of Egypt the name of Egypt tells nothing (inverse document frequency, Spärck
        Jones 1972, over the scenes of one text).
        """
        everywhere, scenes = self._everywhere, self._in_scenes[ref]
        if everywhere == 1 or scenes < 1:
            return 1.0
        return 1 - math.log(scenes) / math.log(everywhere)

    def _near(self, span: Span) -> set[str]:
        """Entries named beyond doubt near a place, in the same scene."""
        frame = self._scene(span).span
        low, high = max(frame.start, span.start - REACH), min(frame.end, span.end + REACH)
        first = bisect_left(self._certain, (Span(low, low), ""))
        last = bisect_left(self._certain, (Span(high, high), ""))
        return {ref for s, ref in self._certain[first:last] if s.end <= high and s != span}

    def _scene(self, span: Span) -> Scene:
        at = bisect_right(self._starts, span.start) - 1
        if at >= 0 and self._scenes[at].span.contains(span):
            return self._scenes[at]
        return Scene(span if self._scenes else _WHOLE_TEXT)

    def _why(self, ref: str, near: set[str], scene: Scene, position: int) -> tuple[str, ...]:
        out = []
        if number := self._context.texts.get(ref, 0):
            out.append(f"named in {number} text{'' if number == 1 else 's'}")
        if number := self._full[ref]:
            out.append(f"named in full {number} time{'' if number == 1 else 's'} in this text")
        if companions := sorted(near & {*self._context.companions.get(ref, ())}):
            out.append(f"usually stands with {', '.join(companions)}, named near")
        if ref in self._context.events.get(scene.event, ()):
            out.append(f"has a part in {scene.event}, which is told here")
        if ref in self._last:
            ago = position - self._last[ref][0]
            out.append(f"last named beyond doubt {ago} name{'' if ago == 1 else 's'} before")
        return tuple(out)
