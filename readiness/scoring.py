"""From attained items to one score with its interval and coverage; pure arithmetic, no knowledge of topics.

The rules (decided once, for all audits): "does not apply" leaves numerator and denominator; an open item leaves the
value, lowers the coverage and widens the interval; a failed must item caps the audit; an open one caps only `low`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from readiness import catalog
from readiness.errors import UnknownName
from readiness.units import SCORE_DIGITS


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
        """Name of the band of an unrounded value ("" when there is no value)."""
        fitting = [b.id for b in self.bands if value is not None and value >= b.start]
        return fitting[-1] if fitting else ""


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """Score of one dimension; `value` is shown only when enough of its weight is answered."""

    id: str
    weight: float
    value: float | None
    low: float | None
    high: float | None
    coverage: float
    shown: bool


@dataclass(frozen=True, slots=True)
class Score:
    """One score with everything needed to read it."""

    value: float | None
    low: float | None
    high: float | None
    coverage: float
    band: str
    uncapped: float | None
    capped_by: tuple[str, ...]
    dimensions: tuple[DimensionScore, ...]
    scheme: str


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


def score_sheets(attained: pd.DataFrame, applies: pd.DataFrame, items: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """Score many answer sheets in one pass.

    Parameters
    ----------
    attained : DataFrame
        One row per sheet, one column per item, 0..100; not a number where the item is open.
    applies : DataFrame
        Same shape, True where the item applies.
    items : DataFrame
        Indexed by item: ``dimension``, ``weight``, ``dimension_weight``, ``must`` (bool), ``threshold``.
    scheme : Scheme
        With method ``dimension_mean`` or ``item_mean``.

    Returns
    -------
    DataFrame
        One row per sheet: ``value``, ``low``, ``high``, ``coverage``, ``uncapped``, ``capped`` (bool), ``band``, and
        ``value:<dimension>``, ``low:…``, ``high:…``, ``coverage:…`` per dimension.
    """
    if scheme.method not in ("dimension_mean", "item_mean"):
        raise UnknownName("unknown_scoring_method", scheme.method, ["dimension_mean", "item_mean"])
    order = sorted(items.index)  # a fixed order: sums do not depend on the order of the questions
    items, attained, applies = items.loc[order], attained[order], applies[order]
    weight = items["weight"].to_numpy(float)
    dims = sorted(items["dimension"].unique())
    member = np.array([items["dimension"].to_numpy() == d for d in dims], float).T * weight[:, None]

    points = attained.to_numpy(float)
    applicable = applies.to_numpy(bool)
    answered = applicable & ~np.isnan(points)
    known = np.where(answered, points, 0.0)

    full, part = applicable.astype(float) @ member, answered.astype(float) @ member
    total = known @ member
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(part > 0, total / part, np.nan)
        low = np.where(full > 0, total / full, np.nan)
        high = np.where(full > 0, (total + 100.0 * (full - part)) / full, np.nan)
        covered = np.where(full > 0, part / full, np.nan)

    if scheme.method == "dimension_mean":
        by_dim = items.groupby("dimension")["dimension_weight"].first().loc[dims].to_numpy(float)
        share = np.where(full > 0, by_dim, 0.0)
        has_value = np.where(part > 0, by_dim, 0.0)
    else:
        share, has_value = full, part
    with np.errstate(invalid="ignore", divide="ignore"):
        audit = np.nansum(np.nan_to_num(value) * has_value, axis=1) / has_value.sum(axis=1)
        audit_low = np.nansum(np.nan_to_num(low) * share, axis=1) / share.sum(axis=1)
        audit_high = np.nansum(np.nan_to_num(high) * share, axis=1) / share.sum(axis=1)
        coverage = np.nan_to_num(np.nansum(np.nan_to_num(covered) * share, axis=1) / share.sum(axis=1))

    must = items["must"].to_numpy(bool) & applicable
    below = known < items["threshold"].to_numpy(float)
    failed, unclear = (must & answered & below).any(axis=1), (must & ~answered).any(axis=1)
    audit, audit_low, audit_high, coverage = (
        np.round(x, SCORE_DIGITS) for x in (audit, audit_low, audit_high, coverage)
    )
    uncapped = np.where(coverage + 1e-12 < scheme.coverage_floor, np.nan, audit)
    cap = scheme.must_cap
    frame = pd.DataFrame(
        {
            "value": np.where(failed, np.minimum(uncapped, cap), uncapped),
            "low": np.where(failed | unclear, np.minimum(audit_low, cap), audit_low),
            "high": np.where(failed, np.minimum(audit_high, cap), audit_high),
            "coverage": coverage,
            "uncapped": uncapped,
            "capped": failed & (uncapped > cap),
        },
        index=attained.index,
    )
    starts = np.array([b.start for b in scheme.bands])
    names = np.array(["", *(b.id for b in scheme.bands)], dtype=object)
    frame["band"] = names[np.where(frame["value"].isna(), 0, np.searchsorted(starts, frame["value"], side="right"))]
    for column, numbers in (("value", value), ("low", low), ("high", high), ("coverage", covered)):
        for at, dim in enumerate(dims):
            frame[f"{column}:{dim}"] = np.round(numbers[:, at], SCORE_DIGITS)
    return frame


def score(tally: pd.DataFrame, scheme: Scheme) -> Score:
    """Score one answer sheet from its tally alone.

    Parameters
    ----------
    tally : DataFrame
        One row per item: ``id``, ``dimension``, ``dimension_weight``, ``weight``, ``must``, ``threshold``,
        ``attained`` (0..100 or not a number), ``state`` (``answered``, ``open``, ``not_applicable``).
    scheme : Scheme
        The rules.

    Returns
    -------
    Score
        `value` is None when nothing is answered or the coverage is under the scheme's floor.
    """
    items = tally.set_index("id")
    attained = pd.DataFrame([items["attained"].to_numpy(float)], columns=items.index)
    applies = pd.DataFrame([(items["state"] != "not_applicable").to_numpy()], columns=items.index)
    meta = items[["dimension", "dimension_weight", "weight", "threshold"]].assign(must=items["must"] != "")
    row = score_sheets(attained, applies, meta, scheme).iloc[0]
    failing = items[(items["state"] == "answered") & (items["must"] != "") & (items["attained"] < items["threshold"])]
    weights = items.groupby("dimension", sort=False)["dimension_weight"].first()
    dimensions = tuple(
        DimensionScore(
            id=str(name),
            weight=float(weight),
            value=_number(row[f"value:{name}"]),
            low=_number(row[f"low:{name}"]),
            high=_number(row[f"high:{name}"]),
            coverage=_number(row[f"coverage:{name}"]) or 0.0,
            shown=bool(row[f"coverage:{name}"] >= scheme.dimension_floor and pd.notna(row[f"value:{name}"])),
        )
        for name, weight in weights.items()
    )
    return Score(
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        coverage=float(row["coverage"]),
        band=str(row["band"]),
        uncapped=_number(row["uncapped"]),
        capped_by=tuple(sorted(failing.index)),
        dimensions=dimensions,
        scheme=scheme.id,
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def point_score(items: pd.DataFrame, method: str) -> tuple[float | None, float]:
    """Score and greatest possible score of the schemes that count points.

    Parameters
    ----------
    items : DataFrame
        ``dimension`` (in order), ``attained`` 0..100, ``weight``, ``applies`` (bool), ``top`` (bool).
    method : {"sum", "bonus_penalty", "gated_levels"}
        ``sum`` adds weighted points; ``bonus_penalty`` gives +1/0, for top items +3/-3, and is never below 0;
        ``gated_levels`` is the number of the first dimension that is not fully covered.

    Returns
    -------
    tuple of float
        Score (None when nothing is answered) and the greatest possible score.
    """
    used = items[items["applies"]]
    if used["attained"].notna().sum() == 0:
        return None, 0.0
    if method == "sum":
        return float((used["attained"] * used["weight"]).sum()), float(100 * used["weight"].sum())
    fulfilled = used["attained"] >= 100  # partly fulfilled counts as not fulfilled
    if method == "bonus_penalty":
        worth = np.where(used["top"], 3, 1)
        return float(max(0, np.where(fulfilled, worth, np.where(used["top"], -3, 0)).sum())), float(worth.sum())
    if method == "gated_levels":
        covered = fulfilled.groupby(used["dimension"], sort=False).all().to_numpy()
        return float(len(covered) + 1 if covered.all() else int(np.argmin(covered)) + 1), float(len(covered) + 1)
    raise UnknownName("unknown_scoring_method", method, ["sum", "bonus_penalty", "gated_levels"])
