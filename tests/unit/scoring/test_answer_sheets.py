import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples

from readiness.scoring import load_scheme, score, score_sheets

SCHEME = load_scheme("standard")


def tally(rows):
    columns = ["id", "dimension", "dimension_weight", "weight", "must", "threshold", "attained", "state"]
    return pd.DataFrame(rows, columns=columns)


@st.composite
def tallies(draw):
    weights = draw(st.lists(st.sampled_from([0.8, 1.0, 1.1, 1.2, 1.4, 1.5]), min_size=1, max_size=4))
    rows = []
    for n in range(draw(st.integers(1, 14))):
        d = draw(st.integers(0, len(weights) - 1))
        state = draw(st.sampled_from(["answered", "answered", "answered", "open", "not_applicable"]))
        attained = draw(st.sampled_from([0.0, 25.0, 37.5, 50.0, 75.0, 100.0])) if state == "answered" else float("nan")
        must = draw(st.sampled_from(["", "", "legal_duty"]))
        rows.append(
            (f"I{n:02}", f"d{d}", weights[d], draw(st.sampled_from([1.0, 2.0, 3.0])), must, 50.0, attained, state)
        )
    return tally(rows)


@given(tallies())
@examples(300)
def test_value_lies_within_its_interval(t):
    s = score(t, SCHEME)
    if s.value is not None:
        assert s.low <= s.value <= s.high
    for d in s.dimensions:
        if d.value is not None:
            assert d.low <= d.value <= d.high
    assert 0 <= s.coverage <= 1


@given(tallies(), st.randoms())
@examples(200)
def test_order_of_items_does_not_matter(t, random):
    order = list(range(len(t)))
    random.shuffle(order)
    a, b = score(t, SCHEME), score(t.iloc[order], SCHEME)
    assert (a.value, a.low, a.high, a.coverage, a.band) == (b.value, b.low, b.high, b.coverage, b.band)


@given(tallies(), st.data())
@examples(300)
def test_raising_an_answer_never_lowers_the_score(t, data):
    answered = t.index[t["state"] == "answered"]
    if len(answered) == 0:
        return
    at = data.draw(st.sampled_from(list(answered)))
    better = t.copy()
    better.loc[at, "attained"] = data.draw(
        st.sampled_from([x for x in (0, 25, 50, 75, 100) if x >= t.loc[at, "attained"]])
    )
    a, b = score(t, SCHEME), score(better, SCHEME)
    if a.value is not None:
        assert b.value >= a.value
    assert b.low >= a.low
    assert b.high >= a.high


@given(tallies())
@examples(200)
def test_items_that_do_not_apply_change_nothing(t):
    a, b = score(t, SCHEME), None
    rest = t[t["state"] != "not_applicable"]
    if len(rest):
        b = score(rest, SCHEME)
        assert (a.value, a.low, a.high, a.coverage) == (b.value, b.low, b.high, b.coverage)
    else:
        assert a.value is None


@given(tallies())
@examples(200)
def test_interval_is_what_the_worst_and_the_best_answers_give(t):
    s = score(t, SCHEME)
    if (t["state"] == "not_applicable").all():
        return
    worst = score(t.assign(attained=t["attained"].where(t["state"] != "open", 0.0), state=closed(t)), SCHEME)
    best = score(t.assign(attained=t["attained"].where(t["state"] != "open", 100.0), state=closed(t)), SCHEME)
    assert s.low == pytest.approx(worst.value, abs=1e-8)
    assert s.high == pytest.approx(best.value, abs=1e-8)


def closed(t):
    return t["state"].where(t["state"] != "open", "answered")


def test_a_failed_duty_caps_the_audit_and_is_named():
    rows = [(f"A{n}", "a", 1.0, 1.0, "", 0.0, 100.0, "answered") for n in range(9)]
    s = score(tally([*rows, ("DUTY", "a", 1.0, 1.0, "legal_duty", 50.0, 0.0, "answered")]), SCHEME)
    assert (s.value, s.uncapped, s.capped_by, s.band) == (49.0, 90.0, ("DUTY",), "building_up")


def test_an_open_duty_caps_only_the_low_end():
    rows = [(f"A{n}", "a", 1.0, 1.0, "", 0.0, 100.0, "answered") for n in range(9)]
    s = score(tally([*rows, ("DUTY", "a", 1.0, 1.0, "legal_duty", 50.0, float("nan"), "open")]), SCHEME)
    assert (s.value, s.low, s.high, s.coverage) == (100.0, 49.0, 100.0, 0.9)
    assert s.capped_by == ()


def test_do_not_know_counts_neither_as_zero_nor_as_hundred():
    s = score(
        tally([("A", "a", 1.0, 1.0, "", 0.0, 60.0, "answered"), ("B", "a", 1.0, 1.0, "", 0.0, float("nan"), "open")]),
        SCHEME,
    )
    assert (s.value, s.low, s.high, s.coverage) == (60.0, 30.0, 80.0, 0.5)


def test_equal_answers_give_exactly_that_value_whatever_the_weights():
    rows = [(f"I{n}", f"d{n}", w, 1.0, "", 0.0, 75.0, "answered") for n, w in enumerate([1.1, 1.4, 1.0, 0.8, 1.2])]
    s = score(tally(rows), SCHEME)
    assert (s.value, s.band) == (75.0, "advanced")


def test_a_dimension_is_shown_from_half_of_its_weight():
    rows = [
        ("A", "a", 1.0, 2.0, "", 0.0, 50.0, "answered"),
        ("B", "a", 1.0, 2.0, "", 0.0, float("nan"), "open"),
        ("C", "b", 1.0, 1.0, "", 0.0, 50.0, "answered"),
        ("D", "b", 1.0, 2.0, "", 0.0, float("nan"), "open"),
    ]
    shown = {d.id: d.shown for d in score(tally(rows), SCHEME).dimensions}
    assert shown == {"a": True, "b": False}


def test_ten_thousand_sheets_in_one_pass_equal_sheet_by_sheet():
    rng = np.random.default_rng(7)
    names = [f"I{n:03}" for n in range(150)]
    items = pd.DataFrame(
        {
            "dimension": [f"d{n % 6}" for n in range(150)],
            "weight": rng.integers(1, 4, 150).astype(float),
            "dimension_weight": [[1.1, 1.4, 1.0, 1.4, 1.0, 1.1][n % 6] for n in range(150)],
            "must": rng.random(150) < 0.1,
            "threshold": 50.0,
        },
        index=names,
    )
    points = rng.choice([0, 25, 50, 75, 100, np.nan], size=(10_000, 150))
    attained = pd.DataFrame(points, columns=names)
    applies = pd.DataFrame(rng.random((10_000, 150)) < 0.9, columns=names)
    table = score_sheets(attained, applies, items, SCHEME)
    assert len(table) == 10_000
    for at in (0, 4_999, 9_999):
        one = items.assign(id=names, must=np.where(items["must"], "legal_duty", ""), attained=points[at])
        here = applies.iloc[at].to_numpy()
        one["state"] = np.where(~here, "not_applicable", np.where(np.isnan(points[at]), "open", "answered"))
        s = score(one.reset_index(drop=True), SCHEME)
        assert (s.value, s.low, s.high, s.coverage, s.band) == tuple(
            table.loc[at, ["value", "low", "high", "coverage", "band"]]
        )


def test_same_input_same_bytes():
    rows = [("A", "a", 1.1, 3.0, "", 0.0, 33.3, "answered"), ("B", "b", 1.4, 1.0, "", 0.0, 66.7, "answered")]
    assert repr(score(tally(rows), SCHEME)) == repr(score(tally(rows), SCHEME))
