"""Schemes of other tools that count points instead of taking a mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from readiness.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Points:
    """Points attained (None when nothing is answered), and how many there could have been."""

    value: float | None
    greatest: float


def point_score(items: pd.DataFrame, method: str) -> Points:
    """Score and greatest possible score of the schemes that count points.

    ``sum``: points of every item times its weight, added up. ``bonus_penalty``: +1 for a fulfilled item and 0 for any
    other; for a top item +3 and -3; never below 0. ``gated_levels``: the number of the first dimension that is not
    fulfilled throughout, so that a gap low down cannot be made up for higher up. Partly fulfilled is not fulfilled.

    Parameters
    ----------
    items : DataFrame
        ``dimension`` (in order), ``attained`` 0..100, ``weight``, ``applies`` (bool), ``top`` (bool).
    method : {"sum", "bonus_penalty", "gated_levels"}
        How points are counted.

    Raises
    ------
    UnknownName
        ``unknown_scoring_method``.

    References
    ----------
    The tool each scheme is taken from: ``source`` in ``data/schemes/<id>/scheme.yaml``, with its published
    calculations beside it in ``examples.yaml``.

    Examples
    --------
    >>> items = pd.DataFrame({"dimension": ["basic", "basic", "advanced"], "attained": [100.0, 100.0, 50.0],
    ...                       "weight": 1.0, "applies": True, "top": [True, False, True]})
    >>> [point_score(items, method) for method in ("sum", "bonus_penalty", "gated_levels")]
    [Points(value=250.0, greatest=300.0), Points(value=1.0, greatest=7.0), Points(value=2.0, greatest=3.0)]
    """
    used = items[items["applies"]]
    if used["attained"].notna().sum() == 0:
        return Points(None, 0.0)
    if method == "sum":
        return Points(float((used["attained"] * used["weight"]).sum()), float(100 * used["weight"].sum()))
    fulfilled = used["attained"] >= 100
    if method == "bonus_penalty":
        worth = np.where(used["top"], 3, 1)
        reached = np.where(fulfilled, worth, np.where(used["top"], -3, 0)).sum()
        return Points(float(max(0, reached)), float(worth.sum()))
    if method == "gated_levels":
        covered = fulfilled.groupby(used["dimension"], sort=False).all().to_numpy()
        level = len(covered) + 1 if covered.all() else int(np.argmin(covered)) + 1
        return Points(float(level), float(len(covered) + 1))
    raise UnknownName("unknown_scoring_method", method, ["sum", "bonus_penalty", "gated_levels"])
