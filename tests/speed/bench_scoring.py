"""How long one pass over many answer sheets takes, beside scoring them one by one."""

import time

import numpy as np
import pandas as pd

from readiness.scoring import load_scheme, score, score_sheets

SHEETS, ITEMS, ONE_BY_ONE = 10_000, 150, 200


def test_ten_thousand_sheets_in_one_pass():
    scheme, rng = load_scheme("standard"), np.random.default_rng(1)
    names = [f"I{n:03}" for n in range(ITEMS)]
    items = pd.DataFrame(
        {
            "dimension": [f"d{n % 6}" for n in range(ITEMS)],
            "weight": rng.integers(1, 4, ITEMS).astype(float),
            "dimension_weight": 1.0,
            "must": rng.random(ITEMS) < 0.1,
            "threshold": 50.0,
        },
        index=names,
    )
    points = rng.choice([0, 25, 50, 75, 100, np.nan], size=(SHEETS, ITEMS))
    attained, applies = pd.DataFrame(points, columns=names), pd.DataFrame(True, index=range(SHEETS), columns=names)
    started = time.perf_counter()
    score_sheets(attained, applies, items, scheme)
    together = (time.perf_counter() - started) / SHEETS
    tally = items.assign(id=names, must=np.where(items["must"], "legal_duty", ""))
    started = time.perf_counter()
    for row in points[:ONE_BY_ONE]:
        score(tally.assign(attained=row, state=np.where(np.isnan(row), "open", "answered")), scheme)
    single = (time.perf_counter() - started) / ONE_BY_ONE
    print(
        f"\none pass {together * 1e6:.1f} µs a sheet, one by one {single * 1e6:.1f} µs: ratio {single / together:.0f}"
    )
