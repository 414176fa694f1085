"""Page one stays one page of paper: how many entries of each list fit beside the others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

#: Lines of print on page one, and characters in a line; measured with a wide font, so that narrow ones leave room.
LINES, WIDTH = 62.5, 104
HEADING = 1.9


@dataclass(frozen=True, slots=True)
class Limits:
    """How many entries of each list are shown on page one."""

    breaches: int = 4
    duties: int = 2
    clarify: int = 3
    actions: int = 5


#: What is shortened first when there is too much; never below three actions and one entry of the others.
_STEPS = ("actions", "actions", "clarify", "breaches", "duties", "clarify", *("breaches",) * 6)


def lines(text: str, width: int = WIDTH) -> int:
    """Lines that a text takes."""
    return max(1, math.ceil(len(text) / width))


def limits(fixed: float, lists: Mapping[str, list[float]], start: Limits | None = None) -> Limits:
    """The largest limits with which page one still fits.

    Parameters
    ----------
    fixed : float
        Lines of everything that is always there.
    lists : mapping
        Lines of each entry, by the name of the list.
    start : Limits, optional
        What is shown where there is room for it.
    """
    found = start or Limits()
    for name in _STEPS:
        if fixed + _used(found, lists) <= LINES:
            break
        found = replace(found, **{name: max(1, getattr(found, name) - 1)})
    return found


def _used(found: Limits, lists: Mapping[str, list[float]]) -> float:
    total = 0.0
    for name, entries in lists.items():
        shown = entries[: getattr(found, name)]
        if shown:
            total += HEADING + sum(shown) + (1 if len(shown) < len(entries) else 0)
    return total
