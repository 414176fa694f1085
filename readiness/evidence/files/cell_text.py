"""Values that a file holds as numbers, written as a CSV file would hold them."""

from __future__ import annotations


def plain_number(value: float) -> str:
    """A number as a table would show it: no exponent, and no digits that only binary arithmetic has put there."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if abs(value) < 1e12 else str(value)
