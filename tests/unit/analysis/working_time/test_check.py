"""What a user would notice about whole checks: verdicts, persons, scope, law that changes."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from shift_frames import minute, shifts

from readiness.analysis.working_time.check import check_shifts
from readiness.errors import CatalogError, NoLawInForce, UnknownName, UsageError
from readiness.findings import CASES, TALLY
from readiness.law import load_law

LAW = load_law("de")
MONDAY = minute("2026-03-02T06:00")


def row(findings, rule):
    return findings.tally.set_index("rule").loc[rule]


def test_columns_and_types_are_as_agreed():
    found = check_shifts(shifts({"A": [(MONDAY, MONDAY + 700)]}), LAW, {"region": "NW"})
    assert {n: str(t) for n, t in found.cases.dtypes.items()} == CASES
    assert {n: str(t) for n, t in found.tally.dtypes.items()} == TALLY
    assert found.tally["rule"].tolist() == [r.id for r in LAW.rules()]


def test_people_are_kept_apart():
    late, early = (MONDAY + 480, MONDAY + 900), (MONDAY + 1440, MONDAY + 1800)
    one = check_shifts(shifts({"A": [late, early]}), LAW)
    two = check_shifts(shifts({"A": [late], "B": [early]}), LAW)
    assert row(one, "arbzg.s5.rest")["failed"] == 1
    assert row(two, "arbzg.s5.rest")[["failed", "checked", "subjects"]].tolist() == [0, 0, 2]


def test_a_case_says_who_when_and_by_how_much():
    found = check_shifts(shifts({"A": [(MONDAY, MONDAY + 360)], "B": [(MONDAY, MONDAY + 601)]}), LAW)
    case = found.cases[found.cases["rule"] == "arbzg.s3.daily_max"].iloc[0]
    assert (case["subject"], case["measured"], case["limit"], case["severity"]) == ("B", 601.0, 600.0, "breach")
    assert case["at"] == pd.Timestamp("2026-03-02T06:00Z")
    assert case["day"] == pd.Timestamp("2026-03-02")
    tally = row(found, "arbzg.s3.daily_max")
    assert tally[["subjects", "subjects_failed", "worst", "law_from"]].tolist() == [2, 1, 601.0, "2004-01-01"]


def test_the_order_of_rows_does_not_matter():
    frame = shifts({"A": [(MONDAY + 1440 * n, MONDAY + 1440 * n + 600 + n) for n in range(5)]})
    mixed = frame.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(check_shifts(frame, LAW).tally, check_shifts(mixed, LAW).tally)


def test_each_day_takes_the_law_of_its_date():
    longer = dataclasses.replace(
        LAW.parameter("daily_max"),
        starts=("2004-01-01", "2026-03-03", "2026-03-04"),
        amounts=(600.0, 720.0, float("nan")),
        sources=("a", "b", "c"),
    )
    law = dataclasses.replace(LAW, parameters={**LAW.parameters, "daily_max": longer})
    frame = shifts({"A": [(MONDAY + 1440 * n, MONDAY + 1440 * n + 700) for n in range(3)]})
    tally = row(check_shifts(frame, law), "arbzg.s3.daily_max")
    # Monday is too long, Tuesday allowed, on Wednesday there is no daily maximum any more.
    assert tally[["failed", "checked", "law_from"]].tolist() == [1, 2, "2026-03-04"]


def test_records_from_before_the_first_row_are_refused():
    old = minute("2003-05-05T06:00")
    with pytest.raises(NoLawInForce):
        check_shifts(shifts({"A": [(old, old + 60)]}), LAW)


def test_no_records_is_open_not_fine():
    tally = check_shifts(shifts({"A": []}), LAW).tally
    assert set(tally["verdict"]) == {"open"} and set(tally["reason"]) == {"no_records"}


def test_standby_only_is_no_record_of_work():
    tally = check_shifts(shifts({"A": [(MONDAY, MONDAY + 700)]}, duty=pd.Categorical(["standby"])), LAW).tally
    assert set(tally["reason"]) == {"no_records"}


def test_unknown_duty_that_changes_nothing_leaves_the_verdict():
    frame = shifts(
        {"A": [(MONDAY, MONDAY + 700), (MONDAY + 720, MONDAY + 730)]}, duty=pd.Categorical(["work", "other"])
    )
    tally = row(check_shifts(frame, LAW), "arbzg.s3.daily_max")
    assert tally["verdict"] == "possible_breach"


def test_out_of_scope_keeps_the_figures():
    found = check_shifts(shifts({"A": [(MONDAY, MONDAY + 700)]}), LAW, {"executive": True})
    assert set(found.tally["verdict"]) == {"not_applicable"}
    assert row(found, "arbzg.s3.daily_max")[["failed", "worst"]].tolist() == [1, 700.0]
    assert len(found.cases)


def test_the_rest_on_sundays_may_be_moved_by_six_hours_at_most():
    sunday = minute("2026-03-08T06:00")
    with pytest.raises(UsageError) as error:
        check_shifts(shifts({"A": [(sunday, sunday + 60)]}), LAW, {"shift_operation": True, "rest_shift_hours": 7})
    assert error.value.code == "rest_shift_too_large"


def test_failures_and_claims_side_by_side():
    by_claim = (minute("2026-03-07T21:00"), minute("2026-03-08T05:00"))  # Saturday 22:00 to Sunday 06:00
    failing = (minute("2026-03-15T09:00"), minute("2026-03-15T12:00"))
    scope = {"shift_operation": True, "rest_shift_hours": 6}
    found = check_shifts(shifts({"A": [by_claim, failing]}), LAW, scope)
    assert row(found, "arbzg.s9.sunday")[["verdict", "reason", "failed"]].tolist() == [
        "possible_breach",
        "exemption_claimed",
        1,
    ]
    cases = found.cases[found.cases["rule"] == "arbzg.s9.sunday"]
    assert cases["severity"].astype(str).tolist() == ["breach", "information"]


def test_sundays_between_first_and_last_day_are_the_denominator():
    days = [(MONDAY + 10080 * n, MONDAY + 10080 * n + 60) for n in range(4)]  # four Mondays: three Sundays between
    assert row(check_shifts(shifts({"A": days, "B": days[:2]}), LAW), "arbzg.s9.sunday")["checked"] == 4


def test_an_unknown_region_is_named():
    with pytest.raises(UnknownName):
        check_shifts(shifts({"A": [(MONDAY, MONDAY + 60)]}), LAW, {"region": "NRW"})


def test_a_rule_with_an_unknown_kind_is_the_authors_fault():
    broken = dataclasses.replace(LAW.rules()[0], kind="guess")
    with pytest.raises(CatalogError) as error:
        check_shifts(shifts({"A": [(MONDAY, MONDAY + 60)]}), dataclasses.replace(LAW, all_rules=(broken,)))
    assert error.value.fields["kind"] == "guess"


def test_the_evidence_is_left_as_it_was():
    frame = shifts({"A": [(MONDAY, MONDAY + 700)]})
    before = frame.copy(deep=True)
    check_shifts(frame, LAW)
    pd.testing.assert_frame_equal(frame, before)


def test_a_break_total_longer_than_the_record_leaves_no_negative_time():
    found = check_shifts(shifts({"A": [(MONDAY, MONDAY + 20)]}, unplaced_break=60.0), LAW)
    assert np.all(found.tally["worst"].fillna(0) >= 0)
