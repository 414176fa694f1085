"""The score of one answer sheet, with everything needed to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from readiness.scoring.answer_sheets import score_sheets
from readiness.scoring.scheme import Scheme


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


def score(tally: pd.DataFrame, scheme: Scheme) -> Score:
    """Score one answer sheet from its tally alone.

    Formulas and where they come from: `score_sheets`, of which this is one row.

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

    Examples
    --------
    Two of three questions are answered; the one that is open carries a third of the weight.

    >>> from readiness.scoring import load_scheme
    >>> tally = pd.DataFrame({"id": ["A-01", "A-02", "A-03"], "dimension": "a", "dimension_weight": 1.0, "weight": 1.0,
    ...                       "must": ["legal_duty", "", ""], "threshold": 50.0, "attained": [100.0, 50.0, None],
    ...                       "state": ["answered", "answered", "open"]})
    >>> found = score(tally, load_scheme())
    >>> found.value, found.low, round(found.high, 1), round(found.coverage, 2), found.band, found.capped_by
    (75.0, 50.0, 83.3, 0.67, 'advanced', ())

    The duty not met holds the score down, whatever the rest says.

    >>> failed = score(tally.assign(attained=[25.0, 100.0, 100.0], state="answered"), load_scheme())
    >>> failed.value, failed.uncapped, failed.band, failed.capped_by
    (49.0, 75.0, 'building_up', ('A-01',))
    """
    items = tally.set_index("id")
    attained = pd.DataFrame([items["attained"].to_numpy(float)], columns=items.index)
    applies = pd.DataFrame([(items["state"] != "not_applicable").to_numpy()], columns=items.index)
    about = items[["dimension", "dimension_weight", "weight", "threshold"]].assign(must=items["must"] != "")
    row = score_sheets(attained, applies, about, scheme).iloc[0]
    failing = items[(items["state"] == "answered") & (items["must"] != "") & (items["attained"] < items["threshold"])]
    weights = items.groupby("dimension", sort=False)["dimension_weight"].first()
    return Score(
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        coverage=float(row["coverage"]),
        band=str(row["band"]),
        uncapped=_number(row["uncapped"]),
        capped_by=tuple(sorted(failing.index)),
        dimensions=tuple(_dimension(str(name), float(w), row, scheme) for name, w in weights.items()),
        scheme=scheme.id,
    )


def _dimension(name: str, weight: float, row: pd.Series, scheme: Scheme) -> DimensionScore:
    value, coverage = row[f"value:{name}"], row[f"coverage:{name}"]
    return DimensionScore(
        id=name,
        weight=weight,
        value=_number(value),
        low=_number(row[f"low:{name}"]),
        high=_number(row[f"high:{name}"]),
        coverage=_number(coverage) or 0.0,
        shown=bool(coverage >= scheme.dimension_floor and pd.notna(value)),
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
