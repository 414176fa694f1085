"""Moved records: what is moved, what is left alone, and the times that would keep a rest."""

from __future__ import annotations

import pytest
from shift_frames import SHORT, day, minute, shifts

from readiness.analysis.working_time.what_if import Comparison, what_if
from readiness.errors import UsageError
from readiness.law import load_law

LAW = load_law()


def run(**options: str) -> Comparison:
    return what_if(shifts({"P-1": SHORT}), LAW, {"region": "NW"}, **options)


def failed(found: Comparison, rule: str = "arbzg.s5.rest") -> tuple[int, int]:
    row = found.rules.set_index("rule").loc[rule]
    return int(row["failed"]), int(row["failed_after"])


def test_each_short_rest_has_the_times_that_would_keep_it() -> None:
    (row,) = run().remedies.to_dict("records")
    assert row == {
        "end": 22 * 60 + 30,
        "start": 7 * 60,
        "rest": 510,
        "limit": 660,
        "latest_end": 20 * 60,
        "earliest_start": 9 * 60 + 30,
        "cases": 1,
    }


def test_nothing_supposed_changes_nothing() -> None:
    found = run()
    assert (found.rules["change"] == 0).all()
    assert (found.days_moved, found.minutes_removed, found.assumptions) == (0, 0, ("nothing_else",))


def test_an_earlier_end_drops_the_evening_block() -> None:
    found = run(latest_end="20:00")
    assert failed(found) == (1, 0)
    assert (found.days_moved, found.minutes_removed) == (1, 90)


def test_an_end_inside_a_block_shortens_it() -> None:
    found = run(latest_end="22:00")
    assert failed(found) == (1, 1) and found.minutes_removed == 30


def test_moving_the_evening_block_keeps_all_hours() -> None:
    found = run(latest_end="20:00", evening="move")
    assert failed(found) == (1, 0) and found.minutes_removed == 0 and found.days_moved == 1


def test_a_later_start_moves_whole_days() -> None:
    # Both days begin two and a half hours later; the first then ends at 01:00, so the rest stays as short.
    found = run(earliest_start="09:30")
    assert failed(found) == (1, 1) and found.days_moved == 2 and found.minutes_removed == 0
    assert failed(run(earliest_start="09:30", latest_end="20:00")) == (1, 0)


def test_night_shifts_and_early_enough_days_stay() -> None:
    night = [(minute("2026-03-02T22:00+01:00"), minute("2026-03-03T06:00+01:00"))]
    found = what_if(shifts({"P-1": night}), LAW, latest_end="20:00")
    assert (found.days_moved, found.minutes_removed) == (0, 0)
    found = what_if(shifts({"P-1": [day(2, "10:00", "18:00")]}), LAW, latest_end="20:00", earliest_start="09:00")
    assert found.days_moved == 0


def test_a_break_without_position_never_outgrows_what_is_left() -> None:
    frame = shifts({"P-1": [day(2, "12:00", "21:00")]}, unplaced_break=45.0)
    assert what_if(frame, LAW, latest_end="12:30").minutes_removed == 9 * 60 - 45


def test_the_summer_clock_is_kept() -> None:
    # 29 March 2026 lasts 23 hours: from 22:30 to 07:00 are only 7.5 hours, so work would have to end by 19:00.
    rows = [
        (minute("2026-03-28T18:00+01:00"), minute("2026-03-28T22:30+01:00")),
        (minute("2026-03-29T07:00+02:00"), minute("2026-03-29T10:00+02:00")),
    ]
    (row,) = what_if(shifts({"P-1": rows}), LAW).remedies.to_dict("records")
    assert (row["rest"], row["latest_end"], row["earliest_start"]) == (450, 19 * 60, 10 * 60 + 30)


@pytest.mark.parametrize("text", ["20", "24:00", "20:60", "abends", ""])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        run(latest_end=text)
    assert caught.value.code == "bad_time_of_day"
    with pytest.raises(UsageError) as caught:
        run(latest_end="20:00", evening="later")
    assert caught.value.code == "bad_evening"
