"""Numbers that the law makes from others of its own: a multiple of one, or the sum of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Dated(Protocol):
    """A number over time, one row per change."""

    @property
    def starts(self) -> tuple[str, ...]:
        """First day (ISO) of each row, ascending."""
        ...

    @property
    def amounts(self) -> tuple[float, ...]:
        """Value of each row; not a number once repealed."""
        ...

    @property
    def sources(self) -> tuple[str, ...]:
        """Provision of each row."""
        ...


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a number follows from others: the sum of `parts`, taken `times`; `source` says where the law derives it."""

    parts: tuple[str, ...]
    times: float
    source: str

    def rows(self, parts: Sequence[Dated]) -> tuple[tuple[str, ...], tuple[float, ...], tuple[str, ...]]:
        """First days, values and sources of the derived number: a row wherever one of its parts changes.

        Parameters
        ----------
        parts : sequence
            The numbers named by `parts`, in that order. From the first day on which all of them are known there are
            rows; where one of them is repealed, so is what follows from it.
        """
        known = max(part.starts[0] for part in parts)
        starts = sorted({known} | {start for part in parts for start in part.starts if start > known})
        amounts, sources = [], []
        for start in starts:
            rows = [sum(day <= start for day in part.starts) - 1 for part in parts]
            amounts.append(self.times * sum(part.amounts[row] for part, row in zip(parts, rows, strict=True)))
            named = [self.source, *(part.sources[row] for part, row in zip(parts, rows, strict=True))]
            sources.append("; ".join(dict.fromkeys(named)))
        return tuple(starts), tuple(amounts), tuple(sources)
