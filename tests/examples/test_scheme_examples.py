"""Published calculations of other tools and our own worked sheets, read from data/schemes/*/examples.yaml."""

import math

import pandas as pd
import pytest

from readiness import catalog
from readiness.scoring import load_scheme, point_score, score

CASES = [
    pytest.param(scheme, case, id=f"{scheme}-{case['id']}")
    for scheme in catalog.ids("schemes")
    for case in catalog.load(f"schemes/{scheme}/examples.yaml")["cases"]
]


def _rows(case):
    return [
        {
            "id": f"{d['id']}-{n}",
            "dimension": d["id"],
            "dimension_weight": d.get("weight", 1.0),
            "weight": i.get("weight", 1.0),
            "attained": math.nan if i["attained"] is None else float(i["attained"]),
            "applies": i.get("applies", True),
            "top": i.get("top", False),
        }
        for d in case["dimensions"]
        for n, i in enumerate(d["items"])
    ]


def _state(row):
    if not row["applies"]:
        return "not_applicable"
    return "open" if math.isnan(row["attained"]) else "answered"


@pytest.mark.parametrize(("name", "case"), CASES)
def test_scheme_reproduces_the_published_calculation(name, case):
    scheme, expect, rows = load_scheme(name), case["expect"], pd.DataFrame(_rows(case))
    if scheme.method in ("dimension_mean", "item_mean"):
        rows["state"] = [_state(r) for r in rows.to_dict("records")]
        found = score(rows.assign(must="", threshold=0.0), scheme).value
    else:
        points = point_score(rows, scheme.method)
        found = points.value
        if "maximum" in expect:
            assert points.greatest == expect["maximum"]
    if expect["value"] is None:
        assert found is None
    else:
        assert found == pytest.approx(expect["value"], abs=1e-9)
    if "band" in expect:
        assert scheme.band(found) == expect["band"]


def test_every_check_value_is_there():
    # The numbers of the collection of published checks; a dropped example must not go unnoticed.
    names = {p.id.split("-", 1)[1].split("-")[0] for p in CASES}
    assert {"T1", "T2", "T3", "T5", "T7", "T10", "T13", "T15", "T16", "T18"} <= names
