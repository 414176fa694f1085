"""Breaks: placed, only as minutes, as rows of their own, or not at all."""

from __future__ import annotations

import pytest

HEAD = "employee_id,start,end,break_start,break_end,break_minutes"
SHIFT = "1,2026-03-23 08:00,2026-03-23 16:30"
CLOCKIFY = "User,Type,Start Date,Start Time,End Date,End Time,Duration (h)"
KIMAI = "Datum;Von;Bis;Dauer;Pause;Benutzer"


def test_a_placed_break_cuts_the_record_in_two(read, clock):
    evidence = read(HEAD, f"{SHIFT},2026-03-23 12:00,2026-03-23 12:30,30")
    assert clock(evidence) == ["2026-03-23 08:00/2026-03-23 12:00", "2026-03-23 12:30/2026-03-23 16:30"]
    assert evidence.frame["unplaced_break"].tolist() == [0, 0]


def test_minutes_beyond_the_placed_break_have_no_position(read):
    evidence = read(HEAD, f"{SHIFT},2026-03-23 10:00,2026-03-23 10:15,45")
    assert evidence.frame["unplaced_break"].tolist() == [0, 30], "the longer part carries them"


def test_unplaced_minutes_never_exceed_the_interval_that_carries_them(read):
    evidence = read(HEAD, "1,2026-03-23 08:00,2026-03-23 11:00,2026-03-23 09:00,2026-03-23 10:00,150")
    assert evidence.frame["unplaced_break"].tolist() == [60, 30]


def test_three_breaks_of_one_record(read, clock):
    head = "employee_id,start,end,break_start,break_end,break_2_start,break_2_end"
    evidence = read(head, f"{SHIFT},2026-03-23 12:00,2026-03-23 12:30,2026-03-23 09:00,2026-03-23 09:15")
    assert [interval[11:16] for interval in clock(evidence)] == ["08:00", "09:15", "12:30"]


@pytest.mark.parametrize(("cell", "known"), [("0", True), ("30", True), ("", False)])
def test_no_break_and_not_recorded_are_different_things(read, cell, known):
    evidence = read(HEAD, f"{SHIFT},,,{cell}")
    assert evidence.frame["break_known"].tolist() == [known]


@pytest.mark.parametrize(
    "breaks",
    [
        ",,-5",
        ",,511",
        "2026-03-23 12:30,2026-03-23 12:00,",
        "2026-03-23 12:30,,",
        "2026-03-23 07:45,2026-03-23 08:15,",
        "2026-03-23 16:15,2026-03-23 16:45,",
    ],
)
def test_a_break_that_cannot_be_is_refused(read, codes, breaks):
    evidence = read(HEAD, f"{SHIFT},{breaks}", "2,2026-03-23 08:00,2026-03-23 12:00,,,")
    assert codes(evidence, refused=True) == [("break_implausible", 2)]


def test_unreadable_break_minutes_are_refused(read, codes):
    evidence = read(HEAD, f"{SHIFT},,,halbe Stunde", "2,2026-03-23 08:00,2026-03-23 12:00,,,")
    assert codes(evidence) == [("unreadable_duration", 2)] and evidence.issues["value"].item() == ""


def test_a_total_smaller_than_the_placed_break_is_mentioned(read, codes):
    assert codes(read(HEAD, f"{SHIFT},2026-03-23 12:00,2026-03-23 12:30,15")) == [("break_mismatch", 2)]


def test_a_break_over_the_whole_record_leaves_nothing(read, codes):
    evidence = read(
        HEAD,
        "1,2026-03-23 08:00,2026-03-23 09:00,2026-03-23 08:00,2026-03-23 09:00,60",
        "1,2026-03-23 10:00,2026-03-23 11:00,,,0",
    )
    assert evidence.frame["row"].tolist() == [3] and codes(evidence) == [("zero_length", 2)]


def test_kimai_duration_longer_than_elapsed_means_no_break(read, codes):
    evidence = read(KIMAI, "2026-03-23;08:00;12:00;4:30;;a", "2026-03-28;22:00;06:00;7:30;;a")
    assert evidence.frame["unplaced_break"].tolist() == [0, 0]
    found = codes(evidence, refused=False)
    assert ("duration_exceeds_elapsed", 2) in found and ("duration_exceeds_elapsed", 3) in found
    assert ("clock_change", 3) in found and ("clock_change", 2) not in found


def test_kimai_decimal_hours_restore_whole_minutes(read):
    evidence = read(
        KIMAI, "2026-03-23;08:00;12:10;3.67;;a", "2026-03-24;08:00;12:10;3,67;;a", "2026-03-25;8:00;9:00;0:06;;a"
    )
    assert evidence.frame["unplaced_break"].tolist() == [30, 30, 54]


def test_a_break_column_wins_over_the_difference(read):
    assert read(KIMAI, "2026-03-23;08:00;16:30;8:00;0:20;a").frame["unplaced_break"].tolist() == [20]


def test_rows_of_type_break_cut_the_same_persons_work_only(read, clock):
    evidence = read(
        CLOCKIFY,
        "a,Regular,23.03.2026,08:00,23.03.2026,16:00,8:00",
        "b,Regular,23.03.2026,08:00,23.03.2026,16:00,8:00",
        "a,Break,23.03.2026,12:00,23.03.2026,12:30,0:30",
        "a,Break,23.03.2026,12:15,23.03.2026,12:45,0:30",
    )
    assert sorted(interval[11:16] + interval[-6:] for interval in clock(evidence)) == [
        "08:00 12:00",
        "08:00 16:00",
        "12:45 16:00",
    ]
    assert evidence.frame["break_known"].all()


def test_without_the_type_column_nothing_is_known_about_breaks(read):
    head = CLOCKIFY.replace(",Type", "")
    assert not read(head, "a,23.03.2026,08:00,23.03.2026,16:00,8:00").frame["break_known"].any()


def test_holidays_are_left_out_and_unknown_types_refused(read, codes):
    evidence = read(
        CLOCKIFY,
        "a,Regular,23.03.2026,08:00,23.03.2026,16:00,8:00",
        "a,Holiday,24.03.2026,08:00,24.03.2026,16:00,8:00",
        "a,Mystery,25.03.2026,08:00,25.03.2026,16:00,8:00",
    )
    assert evidence.frame["row"].tolist() == [2]
    assert codes(evidence) == [("absence_left_out", 3), ("unknown_row_type", 4)]


def test_break_hours_in_a_column_of_minutes_are_refused_not_guessed(read, codes):
    rows = [f"1;{day}.03.2026;08:00;16:00;{cell}" for day, cell in ((23, "0,75"), (24, "1,00"), (25, "0"))]
    evidence = read("Personalnr.;Datum;Kommt;Geht;Pause", *rows)
    assert codes(evidence) == [("break_unit_unclear", 2), ("break_unit_unclear", 3)]
    assert evidence.frame["row"].tolist() == [4]


def test_records_split_at_midnight_follow_on_from_each_other(read, clock, codes):
    """Each part carries its share of the break; duration_hours, gross here and net elsewhere, is not used."""
    head = "user_id,date,start_time,end_time,break_start,break_end,duration_hours,break_duration_hours,working_hours"
    evidence = read(
        head,
        "a,2026-03-23,22:00:00,23:59:59,,,1.9997,0.1875,1.8122",
        "a,2026-03-24,00:00:00,06:00:00,,,6,0.5625,5.4375",
        "a,2026-03-25,08:00:00,16:30:00,12:00:00,12:30:00,8,0.75,7.75",
    )
    assert clock(evidence) == [
        "2026-03-23 22:00/2026-03-24 00:00",
        "2026-03-24 00:00/2026-03-24 06:00",
        "2026-03-25 08:00/2026-03-25 12:00",
        "2026-03-25 12:30/2026-03-25 16:30",
    ]
    assert evidence.frame["unplaced_break"].tolist() == [11, 34, 15, 0]
    assert codes(evidence) == [("end_read_as_midnight", 0), ("times_may_be_altered", 0)]
