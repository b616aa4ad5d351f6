"""ORCIDs, by which researchers are named."""

from __future__ import annotations


def is_orcid(value: str) -> bool:
    """Whether the check digit of four groups of four is right (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in value.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return value[-1] == ("X" if check == 10 else str(check))
