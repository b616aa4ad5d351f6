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
from collections.abc import Mapping, Sequence
from typing import Final

from fitnacorpus.model import Span
from fitnacorpus.names.bearing import Bearers
from fitnacorpus.names.chains import rate
from fitnacorpus.names.commonness import often
from fitnacorpus.names.context import Context
from fitnacorpus.names.hits import Bearer, Hit
from fitnacorpus.names.kinship import kinship
from fitnacorpus.names.period import Period
from fitnacorpus.names.ranked import Ranked, Scene
from fitnacorpus.orthography import name_key

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
_ABSENT: Final = 1.0
"""The same of one whom no form lists, or whom a text never names in full that does so to others."""
_NEW: Final = 0.6
"""What is left of a known bearer where somebody is introduced as if for the first time."""
_ELSEWHERE: Final = 0.1
"""Weight of a namesake without an entry who is named in another episode, not here."""
_COMMON: Final = 0.2
"""Weight of strangers of a name that no form lists by itself, for each entry that bears it."""
_KUNYA_ALONE: Final = re.compile("ابو (?:عبد )?[^ ]+")
_KUNYA: Final = 0.2
"""Weight of strangers who bear a kunya whose known bearer the text never names in full."""
_OFTEN: Final = 10.0
"""Short forms in one text from which strangers named once or twice cannot be meant by them all."""
_SECOND: Final = 0.9
"""What strangers leave of a kunya to one who is mostly called otherwise, and not named here."""
_KIN_REACH: Final = 600
"""Code points within which the one is looked for whose son or brother somebody is called."""
_LATER: Final = 4.0
"""How much likelier a namesake of the time is than one so long dead."""
_SUBJECT: Final = 3
"""Times that a text names a man in full from which it is about him, not of his time alone."""
_HEARD: Final = 0.5
"""What is left of a bearer by a short form whom an author's source heard in person: of the many men
called al-Ḥasan who hand reports down the one of the authority is seldom one."""
_POET: Final = 0.8
"""The same for one called so in verse: a poet praises the men of his own day."""
_SAME: Final = 0.2
"""What is left of the doubt about a name in full where its bearer was told apart just before."""
_SHORT: Final = re.compile(r"(?:(?:ابو|بن|ibn|abu) )?(?:(?:عبد|abd) )?[^ ]+")
"""An ism, a kunya or a father's name and nothing more, in the structural key."""
_CITED: Final = re.compile(r"(?:بن|ibn) .+")
"""How authorities are cited in chains of transmission (عن ابن عباس), in the structural key."""
_LIKE_NISBA: Final = re.compile("[^ ]{3,}[يi]")
"""A byname by which authors are cited long after their death (الواقدي), in the structural key."""
_WHOLE_TEXT: Final = Span(0, sys.maxsize)


class Weighing:
    """Weighs the bearers of short forms, walking through one text from its beginning.

    Args:
        hits: All names of the text, in order.
        certain: Places and the entries that they name beyond doubt.
        scenes: The episodes, in order.
        context: What the authority knows of its entries.
        bearings: The persons of the authority by the parts of their names.
        arabic: Whether the text is Arabic.
        period: The time that the text tells of.
    """

    def __init__(
        self,
        hits: Sequence[Hit],
        certain: Mapping[Span, str],
        scenes: Sequence[Scene],
        context: Context,
        bearings: Bearers | None,
        arabic: bool,
        period: Period,
    ) -> None:
        self._certain = sorted(certain.items())
        self._period = period
        self._scenes = scenes
        self._context = context
        self._bearings = bearings
        self._arabic = arabic
        self._last: dict[str, tuple[int, Span]] = {}
        self._strangers: dict[str, tuple[int, Span]] = {}
        self._introduced: dict[str, dict[str, int]] = defaultdict(dict)
        self._full: dict[str, float] = defaultdict(float)
        self._chained: Counter[str] = Counter()
        self._unknown: dict[str, float] = defaultdict(float)
        self._doubted: dict[str, tuple[float, Span]] = {}
        self._unknown_chained: Counter[str] = Counter()
        self._bare: Counter[str] = Counter()
        for hit in hits:
            if hit.full and len(hit.bearers) == 1:
                ref = hit.bearers[0].ref
                sure = hit.doubt * self._period.certainty(ref, hit)
                self._full[ref] += sure
                self._unknown[hit.head] += (1 - sure) * bool(hit.head)
                self._chained[ref] += hit.cues.transmits
            elif hit.kind and hit.head:
                self._unknown[hit.head] += 1
                self._unknown_chained[hit.head] += hit.cues.transmits
            elif hit.head:
                self._bare[hit.head] += 1
        # Companions are not learned from this text: a man whom it only ever calls by the shared
        # form has none that are certain, and his namesake, named in full, would get them all.
        self._distinct = sorted(
            (hit.span.start, certain[hit.span])
            for hit in hits
            if hit.span in certain and (hit.full or not _SHORT.fullmatch(hit.head))
        )
        self._starts = [scene.span.start for scene in scenes]
        standing = {(self._scene(span).span, ref) for span, ref in self._certain}
        self._everywhere = max(len({span for span, _ in standing}), 1)
        self._in_scenes = Counter(ref for _, ref in standing)

    def seen(self, hit: Hit | None, ref: str, span: Span, position: int) -> None:
        """Note that an entry, or with "" somebody without one, is named beyond doubt."""
        if ref:
            self._last[ref] = position, self._scene(span).span
            if hit is not None and hit.full and hit.head:
                self._introduced[hit.head][ref] = position
                self._doubted.pop(hit.head, None)
        elif hit is not None and hit.kind and hit.head:
            self._strangers[hit.head] = position, self._scene(span).span

    def doubted(self, hit: Hit, sure: float) -> None:
        """Note that a name in full may be a stranger's: so may what is said of him further on."""
        if hit.full and hit.head:
            self._doubted[hit.head] = sure, self._scene(hit.span).span

    def is_new(self, hit: Hit) -> bool:
        """Whether somebody is introduced here, as if for the first time."""
        if hit.full:
            # "Ibn Muljam, a warrior" is how English says more of one who is known.
            return hit.cues.new and self._arabic
        return hit.cues.new and _SHORT.fullmatch(hit.head) is not None

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
        most = max((self._full[ref] for ref in refs), default=0)
        absent = (
            {r for r in refs if not self._full[r]} if most >= _SUBJECT and not contested else ()
        )
        weights = {
            ref: (1 + self._context.texts.get(ref, 0))
            * (self._full[ref] + (_LISTED if ref in listed and ref not in absent else _ABSENT))
            * self._company(ref, near)
            * (_EVENT if ref in self._context.events.get(scene.event, ()) else 1)
            * (1 + trust * self._recent(self._last.get(ref), scene.span, position))
            * self._rate(self._chained[ref], self._full[ref], ref, hit)
            * (1.0 if hit.full else self._period.fits(ref, hit.span.start))
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
        left *= self._sure(hit, refs, scene.span)
        ordered = sorted(bearers, key=lambda b: (-weights[b.ref], b.ref))
        return tuple(
            Ranked(
                b,
                round(left * weights[b.ref] / total, 2),
                self._why(b.ref, near, scene, position),
            )
            for b in ordered
        )

    def _sure(self, hit: Hit, refs: Sequence[str], scene: Span) -> float:
        """What strangers of the same name in full leave to the known bearers."""
        if not hit.full:
            sure, where = self._doubted.get(hit.head, (1.0, scene))
            known = self._known_here(refs, scene)
            rest = 1.0 if known or not self._is_second_kunya(hit, refs) else _SECOND
            cited = hit.cues.heard or (hit.cues.chained and often(hit.head))
            if cited and not known and self._is_no_reporter(hit, refs):
                rest = _HEARD
            if hit.cues.verse and not known and _SHORT.fullmatch(hit.head):
                rest = min(rest, _POET)
            return rest * sure if where == scene else rest
        sure = max((self._period.certainty(ref, hit) for ref in refs), default=1.0)
        told = self._introduced.get(hit.head, {})
        if any(ref in told and self._last[ref][1] == scene for ref in refs):
            return 1 - (1 - sure) * _SAME
        return sure

    def _known_here(self, refs: Sequence[str], scene: Span) -> bool:
        """Whether one of some entries was named beyond doubt in the same episode."""
        return any(ref in self._last and self._last[ref][1] == scene for ref in refs)

    def _is_no_reporter(self, hit: Hit, refs: Sequence[str]) -> bool:
        """Whether a name of one word is known only of persons who are not known to hand down."""
        reporters = self._bearings.transmitters if self._bearings is not None else frozenset()
        return _SHORT.fullmatch(hit.head) is not None and reporters.isdisjoint(refs)

    def _is_second_kunya(self, hit: Hit, refs: Sequence[str]) -> bool:
        """Whether a kunya stands for one who is mostly called otherwise: Abū l-Ḥasan for ʿAlī."""
        if self._bearings is None or not _KUNYA_ALONE.fullmatch(hit.head):
            return False
        own = (self._bearings.heads(ref, self._arabic)[:1] for ref in refs)
        return not any(name_key(name).startswith(hit.head) for first in own for name in first)

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
        cited = _CITED.fullmatch(hit.head) or _KUNYA_ALONE.fullmatch(hit.head)
        if (hit.cues.transmits and cited) or hit.cues.honoured:
            return 0.0
        told = near & self._told_near(hit.span)
        if any(self._period.is_later(ref, place) and self._is_told_apart(ref) for ref in told):
            return 0.0
        scene = self._scene(hit.span).span
        named = (b.ref for b in bearers if b.kind == "person" and b.type != "title")
        apart = [
            r
            for r in named
            if self._period.is_later(r, place)
            and not self._recent(self._last.get(r), scene, position)
            and not (_CITED.fullmatch(hit.head) and self._period.since(r, place) is None)
            and not self._is_mostly_he(r, hit)
        ]
        return _LATER * max((weights[ref] for ref in apart), default=0.0)

    def _is_told_apart(self, ref: str) -> bool:
        """Whether an entry is not borne by a name of many, so that it tells whose time is meant."""
        own = self._bearings.heads(ref, self._arabic)[:1] if self._bearings is not None else ()
        return not any(often(name) for name in own)

    def _is_mostly_he(self, ref: str, hit: Hit) -> bool:
        """Whether a place without a time of its own, or a modern book, mostly means an entry."""
        full, unknown = self._full[ref], self._unknown[hit.head]
        goes_on = not self._arabic and self._bare[hit.head] >= _OFTEN * max(1.0, unknown)
        about_him = full >= _SUBJECT and full >= unknown
        mostly = about_him or (goes_on and self._period.is_peopled(ref, self._distinct))
        return mostly and self._period.is_timeless(ref, hit.span.start)

    def _told_near(self, span: Span) -> set[str]:
        """Entries that are named near a place by more than a name of many."""
        first = bisect_left(self._distinct, (span.start - REACH, ""))
        last = bisect_left(self._distinct, (span.end + REACH, ""))
        return {ref for _, ref in self._distinct[first:last]}

    def _recent(self, last: tuple[int, Span] | None, scene: Span, position: int) -> float:
        if last is None or (self._scenes and last[1] != scene):
            return 0.0
        return _RECENT / max(position - last[0], 1)

    def _rate(self, chained: int, full: float, ref: str, hit: Hit) -> float:
        """How well a bearer fits a chain of transmission, or its absence."""
        reporter = self._bearings is not None and ref in self._bearings.transmitters
        return rate(chained, full, hit.cues, reporter=reporter)

    def _kinship(self, ref: str, hit: Hit) -> float:
        if not hit.cues.kin or self._bearings is None:
            return 1.0
        at = bisect_left(self._certain, (hit.span, ""))
        near = (
            r for s, r in reversed(self._certain[:at]) if s.start >= hit.span.start - _KIN_REACH
        )
        return kinship(ref, near, hit.cues.kin, self._bearings, arabic=self._arabic)

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
        if number := round(self._full[ref]):
            out.append(f"named in full {number} time{'' if number == 1 else 's'} in this text")
        if companions := sorted(near & {*self._context.companions.get(ref, ())}):
            out.append(f"usually stands with {', '.join(companions)}, named near")
        if ref in self._context.events.get(scene.event, ()):
            out.append(f"has a part in {scene.event}, which is told here")
        if ref in self._last:
            ago = position - self._last[ref][0]
            out.append(f"last named beyond doubt {ago} name{'' if ago == 1 else 's'} before")
        return tuple(out)
