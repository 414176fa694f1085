"""Schemes that count points, at their edges; the published calculations are in tests/examples."""

from __future__ import annotations

import pandas as pd
import pytest

from readiness.errors import UnknownName
from readiness.scoring import Points, point_score

METHODS = ("sum", "bonus_penalty", "gated_levels")


def items(attained, applies=True, top=False):
    return pd.DataFrame(
        {"dimension": "a", "attained": pd.array(attained, "float64"), "weight": 2.0, "applies": applies, "top": top}
    )


@pytest.mark.parametrize("method", METHODS)
def test_without_any_answer_there_is_no_score(method):
    nothing = Points(None, 0.0)
    assert point_score(items([float("nan")]), method) == nothing
    assert point_score(items([100.0], applies=False), method) == nothing


def test_points_never_fall_below_zero():
    assert point_score(items([0.0, 99.9], top=True), "bonus_penalty") == Points(0.0, 6.0)


def test_what_does_not_apply_cannot_be_attained_either():
    assert point_score(items([100.0, 100.0], applies=[True, False]), "sum") == Points(200.0, 200.0)


def test_a_mistyped_method_offers_the_known_ones():
    with pytest.raises(UnknownName) as caught:
        point_score(items([100.0]), "bonus_penality")
    assert caught.value.fields["nearest"] == ["bonus_penalty"]
