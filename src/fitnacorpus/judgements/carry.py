"""Verdicts when a text gets another id or leaves: the lines that name it, and what rests on them.

The id of a verdict is made of its line, so a line that changes changes every `supersedes` that
names it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from fitnacorpus.judgements.verdict import Verdict

Change = Callable[[Verdict], Verdict]


@dataclass
class _Carrier:
    """Changes verdicts, and with them the ids in `supersedes`.

    Attributes:
        known: Verdicts by id.
        change: What becomes of a verdict, its `supersedes` left aside.
        elsewhere: Ids that verdicts had before an interrupted change, with those they have now.
    """

    known: dict[str, Verdict]
    change: Change
    elsewhere: dict[str, str] = field(default_factory=dict)
    made: dict[str, Verdict] = field(default_factory=dict)

    def carry(self, verdict: Verdict) -> Verdict:
        ident = verdict.id
        if ident not in self.made:
            earlier = tuple(self._now(old) for old in verdict.supersedes)
            self.made[ident] = replace(self.change(verdict), supersedes=earlier)
        return self.made[ident]

    def _now(self, old: str) -> str:
        if old in self.known:
            return self.carry(self.known[old]).id
        return self.elsewhere.get(old, old)


def renamed(verdicts: Sequence[Verdict], old: str, new: str) -> list[Verdict]:
    """Verdicts with another id for a text; those that do not rest on it are the same.

    A change that was interrupted is gone on with: what names the new id already stays.
    """
    known = {v.id: v for v in verdicts}
    backwards = _Carrier(known, lambda v: _with_text(v, new, old))
    former = {backwards.carry(v).id: v.id for v in verdicts}
    elsewhere = {before: now for before, now in former.items() if before != now}
    carrier = _Carrier(known, lambda v: _with_text(v, old, new), elsewhere)
    return [carrier.carry(v) for v in verdicts]


def without(verdicts: Sequence[Verdict], text: str) -> list[Verdict | None]:
    """Verdicts without a text; None for those that have nothing left to speak of.

    A verdict that nobody held any more, because one that goes had replaced it, goes with that one:
    else it would come into force again.
    """
    known = {v.id: v for v in verdicts}
    going = {ident for ident, v in known.items() if _rests_on(v, text)}
    while True:
        held_down = {old for v in known.values() if v.id not in going for old in v.supersedes}
        freed = {old for ident in going for old in known[ident].supersedes if old in known}
        if not (freed := freed - held_down - going):
            break
        going |= freed
    carrier = _Carrier(
        {ident: v for ident, v in known.items() if ident not in going},
        lambda v: replace(v, texts=tuple(t for t in v.texts if t != text)),
    )
    return [None if v.id in going else carrier.carry(v) for v in verdicts]


def _rests_on(verdict: Verdict, text: str) -> bool:
    return text in verdict.speaks_of or (bool(verdict.texts) and set(verdict.texts) == {text})


def _with_text(verdict: Verdict, old: str, new: str) -> Verdict:
    a, b = (
        replace(side, text=new) if side is not None and side.text == old else side
        for side in (verdict.a, verdict.b)
    )
    assert a is not None
    texts = tuple(new if text == old else text for text in verdict.texts)
    return replace(verdict, a=a, b=b, texts=texts)
