"""What a user would notice about youth and maternity protection beyond the worked cases."""

from __future__ import annotations

import pandas as pd
import pytest
from dateutil.easter import easter
from shift_frames import minute, shifts

from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.rules.youth_and_maternity_days import easter_sunday
from readiness.law import load_law

LAW = load_law("de")
EVENING = (minute("2026-03-02T15:00"), minute("2026-03-02T20:30"))  # 16:00 to 21:30 in Berlin


def row(findings, rule):
    return findings.tally.set_index("rule").loc[rule]


def test_easter_is_right_for_two_centuries():
    years = range(1980, 2180)
    assert [f"{year}-{easter_sunday(year)}" for year in years] == [str(easter(year)) for year in years]


def test_each_young_person_has_the_window_of_the_own_age_and_sector():
    people = pd.DataFrame(
        {
            "subject": ["A", "B", "C", "D"],
            "group": ["youth"] * 4,
            "age": pd.array([15, 16, 17, None], "Int64"),
            "sector": ["hospitality", "hospitality", "office", "hospitality"],
        }
    )
    found = check_shifts(shifts({name: [EVENING] for name in "ABCD"}), LAW, {}, None, people)
    night = row(found, "jarbschg.s14.night")
    failed = found.cases[found.cases["rule"] == "jarbschg.s14.night"]["subject"].astype(str).tolist()
    assert sorted(failed) == ["A", "C"]
    assert night[["failed", "open", "reason"]].tolist() == [2, 1, "no_age"]


def test_a_word_is_not_taken_for_consent():
    sunday = [(minute("2026-03-08T08:00"), minute("2026-03-08T12:00"))]
    scope = {"population": "protected", "consent": "no", "no_lone_work": True, "sector": "hospital"}
    assert row(check_shifts(shifts({"A": sunday}), LAW, scope), "muschg.s6.sunday")["verdict"] == "possible_breach"


def test_an_exception_never_deletes_the_figures():
    saturday = [(minute("2026-03-07T08:00"), minute("2026-03-07T12:00"))]
    found = check_shifts(shifts({"A": saturday}), LAW, {"age": 16, "sector": "retail"})
    assert row(found, "jarbschg.s16.saturday")[["verdict", "failed", "worst"]].tolist() == ["not_applicable", 1, 240.0]
    assert (found.cases["rule"] == "jarbschg.s16.saturday").sum() == 1


def test_children_are_out_of_scope():
    found = check_shifts(shifts({"A": [EVENING]}), LAW, {"age": 15, "compulsory_schooling": True})
    assert set(found.tally["verdict"]) == {"not_applicable"}


@pytest.mark.parametrize("scope", [{"age": 16}, {"population": "protected"}])
def test_no_records_is_open_not_fine(scope):
    tally = check_shifts(shifts({"A": []}), LAW, scope).tally
    assert set(tally["verdict"]) <= {"open"}


@pytest.mark.parametrize("scope", [{"age": 16}, {"population": "protected"}])
def test_the_order_of_rows_does_not_matter(scope):
    start = minute("2026-03-02T05:00")
    frame = shifts({"A": [(start + 1440 * n, start + 1440 * n + 500 + n) for n in range(9)]})
    mixed = frame.sample(frac=1, random_state=2)
    pd.testing.assert_frame_equal(check_shifts(frame, LAW, scope).tally, check_shifts(mixed, LAW, scope).tally)
