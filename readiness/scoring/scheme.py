"""A scoring scheme: how items weigh together, what a duty costs, and what a score is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness import catalog


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of scores, from its start up to the start of the next one (half-open)."""

    id: str
    start: float


@dataclass(frozen=True, slots=True)
class Scheme:
    """How attained items become one score; every number is editable in ``data/schemes``."""

    id: str
    method: str = "dimension_mean"
    must_cap: float = 100.0
    coverage_floor: float = 0.0
    dimension_floor: float = 0.0
    bands: tuple[Band, ...] = ()
    evidence_gap: float = 25.0
    min_group: int = 5
    settings: Mapping[str, Any] | None = None

    def band(self, value: float | None) -> str:
        """Name of the band of an unrounded value ("" when there is no value).

        The last band whose start is not above the value. The value is not rounded first: 49.999 is printed as 50 and
        still belongs to the band below.

        References
        ----------
        Starts and names of the bands: ``bands`` and ``source`` in the file of the scheme.

        Examples
        --------
        >>> scheme = load_scheme("standard")
        >>> [scheme.band(value) for value in (0, 49.999, 50, 100, None)]
        ['beginner', 'building_up', 'solid', 'role_model', '']
        """
        fitting = [b.id for b in self.bands if value is not None and value >= b.start]
        return fitting[-1] if fitting else ""


def load_scheme(name: str = "standard") -> Scheme:
    """Load a scoring scheme from the catalogue.

    Raises
    ------
    UnknownName
        ``unknown_schemes`` with the nearest names.
    """
    data = catalog.load(f"schemes/{name}/scheme.yaml")
    return Scheme(
        id=data["id"],
        method=data["method"],
        must_cap=data.get("must_cap", 100.0),
        coverage_floor=data.get("coverage_floor", 0.0),
        dimension_floor=data.get("dimension_floor", 0.0),
        bands=tuple(Band(b["id"], b["from"]) for b in data.get("bands", ())),
        evidence_gap=data.get("evidence_gap", 25.0),
        min_group=data.get("min_group", 5),
        settings=data,
    )
