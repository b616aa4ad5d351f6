"""The values that an encoder gives a number and a measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fitnacorpus.ingest.tei_names import UNCOUNTED
from fitnacorpus.model import Measure, Number

NUMBER: Final = frozenset({"value", "atLeast", "atMost", "type"})
MEASURE: Final = frozenset({"quantity", "atLeast", "atMost", "unit", "unitRef", "commodity"})
"""Attributes of `num` and of `measure` that are read."""


def number(values: Mapping[str, str]) -> Number | None:
    """The number that attributes of TEI give, without its place; None where they give none.

    The value of an ordinal, a percentage or a fraction is no count.
    """
    if values.get("type", "").lower() in UNCOUNTED:
        return None
    found = _amount(values, "value")
    return Number(0, 0, *found) if found else None


def measure(values: Mapping[str, str]) -> Measure | None:
    """The measure that attributes of TEI give, without its place; None where they give none."""
    found = _amount(values, "quantity")
    if found is None:
        return None
    value, upper, more = found
    unit = values.get("unit", "") or values.get("unitRef", "").rpartition("#")[2]
    return Measure(0, 0, value, unit, values.get("commodity", ""), upper, more)


def _amount(values: Mapping[str, str], exact: str) -> tuple[int, int | None, bool] | None:
    """Value, upper bound, and whether more is meant; whole numbers only."""
    if (value := _whole(values.get(exact, ""))) is not None:
        return value, None, False
    low, high = _whole(values.get("atLeast", "")), _whole(values.get("atMost", ""))
    if low is None:
        return None
    return low, high, high is None


def _whole(written: str) -> int | None:
    digits = written.strip()
    return int(digits) if digits.isdecimal() and digits.isascii() else None
