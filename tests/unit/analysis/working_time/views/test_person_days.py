"""The worst days of one pseudonym, for those who ask for them."""

from __future__ import annotations

import pytest
from shift_frames import SHORT, day, shifts

from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.views.person_days import working_time_timeline
from readiness.errors import UnknownName
from readiness.law import load_law

FRAME = shifts(
    {"P-1": SHORT, "P-2": [day(2, "08:00", "12:00")], "P-3": [day(2, "08:00", "12:00"), day(2, "12:30", "21:00")]}
)
CASES = check_shifts(FRAME, load_law(), {"region": "NW"}).cases


def test_work_breaks_and_missing_rest_in_minutes_of_the_local_day() -> None:
    (found,) = working_time_timeline(FRAME, CASES, "P-1")
    assert (found["subject"], found["day"]) == ("P-1", "2026-03-02")
    assert found["work"] == [[420, 720, 0], [780, 960, 0], [1260, 1350, 0], [1860, 2160, 0]]
    assert found["breaks"] == [[720, 780]]
    assert found["missing_rest"] == [[1860, 1350 + 660]]
    assert found["cases"] == [{"rule": "arbzg.s5.rest", "measured": 510.0, "limit": 660.0, "unit": "minutes"}]


def test_without_a_name_the_person_with_most_cases() -> None:
    (found,) = working_time_timeline(FRAME, CASES)
    assert found["subject"] == "P-3" and {c["rule"] for c in found["cases"]} >= {"arbzg.s3.daily_max"}
    assert found["missing_rest"] == []


def test_limit_and_unknown_names() -> None:
    assert working_time_timeline(FRAME, CASES, "P-1", limit=0) == []
    assert working_time_timeline(FRAME, CASES.head(0)) == []
    with pytest.raises(UnknownName) as caught:
        working_time_timeline(FRAME, CASES, "P-2")
    assert caught.value.code == "unknown_person"
