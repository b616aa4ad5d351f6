"""Why two passages are linked, in words that a historian can weigh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

MOST: Final = 4
"""Names, deeds or figures given on a line, the rarest first."""
IN_ORDER: Final = "pairs of passages in the same order"
"""How a reason ends that speaks of what stands around a pair, and so of more than is quoted."""
_ALIKE: Final = 2.0
_MUCH_ALIKE: Final = 4.0


def reasons(
    *,
    names: Sequence[AbstractSet[str]],
    deeds: Sequence[AbstractSet[str]],
    figures: Sequence[AbstractSet[str]],
    frequency: Mapping[str, int],
    label: Callable[[str], str] = str,
    heard: Sequence[str] = (),
    wording: float = 0.0,
    run: int = 1,
) -> tuple[str, ...]:
    """The reasons for a link.

    Args:
        names: Authority ids on either side.
        deeds: Concepts of the lexicon on either side.
        figures: Numbers and years on either side.
        frequency: In how many passages each name and deed stands.
        label: From an authority id to a name.
        heard: Names of neither authority nor doubt: as the one writes them, heard in the other.
        wording: Standard score of the likeness of wording.
        run: How many pairs in the same order this one belongs to.

    Returns:
        Phrases: ``both: Abu Musa, Amr ibn al-As``, ``both: deposition``, ``only in the second:
        Dumat al-Jandal``.
    """
    out = []
    for kind, show in ((names, label), (deeds, str), (figures, str)):
        both = _rarest(kind[0] & kind[1], frequency)
        if both:
            out.append("both: " + ", ".join(show(x) for x in both))
    if heard:
        out.append("heard in both: " + ", ".join(heard[:MOST]))
    if wording >= _ALIKE:
        out.append("wording much alike" if wording >= _MUCH_ALIKE else "wording alike")
    if run > 1:
        out.append(f"{run} {IN_ORDER}")
    if names[0] & names[1]:
        for side, other, ordinal in ((0, 1, "first"), (1, 0, "second")):
            alone = _rarest(names[side] - names[other], frequency)
            if alone:
                out.append(f"only in the {ordinal}: " + ", ".join(label(x) for x in alone))
    return tuple(out)


def _rarest(things: Iterable[str], frequency: Mapping[str, int]) -> list[str]:
    return sorted(things, key=lambda x: (frequency.get(x, 0), x))[:MOST]
