"""How well a bearer fits a chain of transmission, or its absence."""

from __future__ import annotations

from typing import Final

from fitnacorpus.names.evidence import Cues

_CHAIN_RATE: Final = 0.03
"""How often one who is not known to hand reports down is named in a chain of transmission."""
_REPORTER_RATE: Final = 0.9
"""The same for one of whom the record says so."""
_CHAIN_SEEN: Final = 2.0
"""With how many names these rates weigh against what the text shows."""
_LEAST_RATE: Final = 0.1
"""Chains are not always seen: outside one, a reporter keeps this much."""
_SAID: Final = 0.3
"""How often one who is not known to hand reports down is cited with *qāla*."""
_REPORTER_SAID: Final = 0.5
"""The same for one of whom the record says so."""


def rate(chained: int, full: float, beside: Cues, *, reporter: bool) -> float:
    """How often a bearer stands where a name stands: in a chain, cited, or elsewhere.

    Args:
        chained: How often the text names him in a chain.
        full: How often it names him in full.
        beside: What stands beside the name.
        reporter: Whether his record says that he hands reports down.
    """
    before = _REPORTER_RATE if reporter else _CHAIN_RATE
    found = (chained + _CHAIN_SEEN * before) / (full + _CHAIN_SEEN)
    if beside.transmits:
        return found
    if beside.said:
        return _REPORTER_SAID if reporter else _SAID
    return max(1 - found, _LEAST_RATE)
