"""Many answer sheets scored in one pass: value, interval and coverage of every dimension and of the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from readiness.arrays import Amounts, Mask, Objects
from readiness.errors import UnknownName
from readiness.scoring.scheme import Scheme
from readiness.units import SCORE_DIGITS

MEANS = ("dimension_mean", "item_mean")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of the items that apply, and of those that are answered, by sheet and dimension."""

    applicable: Amounts
    answered: Amounts


@dataclass(frozen=True, slots=True)
class Interval:
    """Value, the worst and the best it could become, and the share of the weight that is answered."""

    value: Amounts
    low: Amounts
    high: Amounts
    coverage: Amounts


def score_sheets(attained: pd.DataFrame, applies: pd.DataFrame, items: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """Score many answer sheets in one pass.

    *Value of a dimension*: sum of weight times points over its answered items, divided by the sum of their weights.
    *Low* and *high*: the same over all items that apply, with every open one at 0 and at 100. *Coverage*: weight of the
    answered items divided by that of the items that apply. *The whole*: the mean of the dimensions by their own weight
    (``dimension_mean``) or by the weight of their items (``item_mean``); a dimension without any answer leaves the
    value, one without any applicable item leaves everything. *Cap*: a must item below its threshold holds value, low
    and high to the scheme's ``must_cap``, an open one only low. *No value* where coverage is under ``coverage_floor``.

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

    Raises
    ------
    UnknownName
        ``unknown_scoring_method``.

    References
    ----------
    Cap, floors, bands: own proposal, ``data/schemes/standard/scheme.yaml``. Points from 0 to 100 and which dimensions
    count: ``docs/decisions/0002``. Interval from the worst and the best of what is open: Manski, C. F. (1989): Anatomy
    of the Selection Problem. Journal of Human Resources 24(3), 343-360.

    Examples
    --------
    >>> from readiness.scoring import load_scheme
    >>> items = pd.DataFrame({"dimension": ["a", "a", "b"], "dimension_weight": [1.0, 1.0, 3.0],
    ...                       "weight": [1.0, 2.0, 1.0], "must": False, "threshold": 0.0}, index=["A", "B", "C"])
    >>> attained = pd.DataFrame({"A": [100.0], "B": [40.0], "C": [None]}, dtype=float)
    >>> applies = pd.DataFrame(True, index=attained.index, columns=attained.columns)
    >>> found = score_sheets(attained, applies, items, load_scheme("plain_mean"))
    >>> found[["value:a", "low", "high", "coverage"]].iloc[0].tolist()
    [60.0, 15.0, 90.0, 0.25]
    """
    if scheme.method not in MEANS:
        raise UnknownName("unknown_scoring_method", scheme.method, list(MEANS))
    order = sorted(items.index)  # a fixed order: sums do not depend on the order of the questions
    items, attained, applies = items.loc[order], attained[order], applies[order]
    points, applicable = attained.to_numpy(float), applies.to_numpy(bool)
    answered = applicable & ~np.isnan(points)
    known = np.where(answered, points, 0.0)

    names = sorted(items["dimension"].unique())
    weights, dimensions = _dimensions(known, applicable, answered, items, names)
    whole = _whole(weights, dimensions, items, names, scheme)

    must = items["must"].to_numpy(bool) & applicable
    below = known < items["threshold"].to_numpy(float)
    failed, unclear = (must & answered & below).any(axis=1), (must & ~answered).any(axis=1)
    frame = _capped(whole, failed, unclear, scheme).set_axis(attained.index)
    frame["band"] = _bands(frame["value"], scheme)
    for part in ("value", "low", "high", "coverage"):
        numbers: Amounts = getattr(dimensions, part)
        for at, name in enumerate(names):
            frame[f"{part}:{name}"] = np.round(numbers[:, at], SCORE_DIGITS)
    return frame


def _dimensions(
    known: Amounts, applicable: Mask, answered: Mask, items: pd.DataFrame, names: list[str]
) -> tuple[Weights, Interval]:
    """Weights and interval of every dimension; `known` are the points, 0 where an item is open."""
    member = np.array([items["dimension"].to_numpy() == name for name in names], float).T
    member = member * items["weight"].to_numpy(float)[:, None]
    full, part = applicable.astype(float) @ member, answered.astype(float) @ member
    total = known @ member
    with np.errstate(invalid="ignore", divide="ignore"):
        interval = Interval(
            value=np.where(part > 0, total / part, np.nan),
            low=np.where(full > 0, total / full, np.nan),
            high=np.where(full > 0, (total + 100.0 * (full - part)) / full, np.nan),
            coverage=np.where(full > 0, part / full, np.nan),
        )
    return Weights(full, part), interval


def _whole(weights: Weights, dimensions: Interval, items: pd.DataFrame, names: list[str], scheme: Scheme) -> Interval:
    """Interval of every sheet: the mean of its dimensions, by their own weight or by that of their items."""
    share, valued = weights.applicable, weights.answered
    if scheme.method == "dimension_mean":
        own = items.groupby("dimension")["dimension_weight"].first().loc[names].to_numpy(float)
        share, valued = np.where(share > 0, own, 0.0), np.where(valued > 0, own, 0.0)
    return Interval(
        value=_mean(dimensions.value, valued),
        low=_mean(dimensions.low, share),
        high=_mean(dimensions.high, share),
        coverage=np.nan_to_num(_mean(dimensions.coverage, share)),
    )


def _mean(numbers: Amounts, weights: Amounts) -> Amounts:
    """Weighted mean over the dimensions of each sheet; not a number where no dimension counts."""
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Amounts = np.nansum(np.nan_to_num(numbers) * weights, axis=1) / weights.sum(axis=1)
    return np.round(mean, SCORE_DIGITS)


def _capped(whole: Interval, failed: Mask, unclear: Mask, scheme: Scheme) -> pd.DataFrame:
    """The whole with what a failed or an open duty takes away, and without a value where too little is answered."""
    uncapped = np.where(whole.coverage + 1e-12 < scheme.coverage_floor, np.nan, whole.value)
    cap = scheme.must_cap
    return pd.DataFrame(
        {
            "value": np.where(failed, np.minimum(uncapped, cap), uncapped),
            "low": np.where(failed | unclear, np.minimum(whole.low, cap), whole.low),
            "high": np.where(failed, np.minimum(whole.high, cap), whole.high),
            "coverage": whole.coverage,
            "uncapped": uncapped,
            "capped": failed & (uncapped > cap),
        }
    )


def _bands(values: pd.Series, scheme: Scheme) -> Objects:
    """As `Scheme.band`, for many values at once."""
    starts = np.array([b.start for b in scheme.bands])
    names = np.array(["", *(b.id for b in scheme.bands)], dtype=object)
    found: Objects = names[np.where(values.isna(), 0, np.searchsorted(starts, values, side="right"))]
    return found
