"""Times: midnight, clock changes, day order, open and impossible records."""

from __future__ import annotations

import pytest

from readiness.errors import EvidenceError

HEAD = "employee_id,start,end"
KIMAI = "Date,From,To,Duration,User"
SHEET = "Personalnr.;Datum;Kommt;Geht;Pause (min)"
CLOCKIFY = "User,Start Date,Start Time,End Date,End Time,Duration (h)"


def test_an_end_not_after_the_start_is_the_next_day_where_the_end_has_no_date(read, clock):
    evidence = read(KIMAI, "2026-03-23,22:00,06:00,8:00,a", "2026-03-24,08:00,08:00,24:00,a")
    assert clock(evidence) == ["2026-03-23 22:00/2026-03-24 06:00", "2026-03-24 08:00/2026-03-25 08:00"]


def test_kimai_entry_started_and_stopped_at_once_is_not_a_day_long(read, codes, clock):
    evidence = read(KIMAI, "2026-03-23,08:00,08:00,0:00,a", "2026-03-23,09:00,10:00,1:00,a")
    assert clock(evidence) == ["2026-03-23 09:00/2026-03-23 10:00"]
    assert codes(evidence) == [("zero_length", 2)]


@pytest.mark.parametrize("written", ["23:59", "23:59:59", "24:00", "0:00", "00:00"])
def test_every_way_of_writing_the_end_of_the_day_is_midnight(read, clock, written):
    evidence = read(SHEET, f"1;23.03.2026;22:00;{written};0", "1;24.03.2026;00:00;06:00;0")
    assert clock(evidence) == ["2026-03-23 22:00/2026-03-24 00:00", "2026-03-24 00:00/2026-03-24 06:00"]


def test_midnight_with_a_date_of_its_own(read, clock):
    evidence = read(HEAD, "1,2026-03-23 22:00,2026-03-23T24:00", "2,2026-03-23 22:00,2026-03-23 23:59:59")
    assert {interval.split("/")[1] for interval in clock(evidence)} == {"2026-03-24 00:00"}
    assert evidence.provenance["notes"] == ["end_read_as_midnight"]


def test_the_spring_night_is_one_hour_shorter(read):
    evidence = read(HEAD, "1,2026-03-28 22:00,2026-03-29 06:00")
    assert (evidence.frame["end"] - evidence.frame["start"]).dt.total_seconds().tolist() == [7 * 3600]


def test_the_autumn_night_is_one_hour_longer(read):
    evidence = read(HEAD, "1,2026-10-24 22:00,2026-10-25 06:00")
    assert (evidence.frame["end"] - evidence.frame["start"]).dt.total_seconds().tolist() == [9 * 3600]


def test_a_time_skipped_by_the_clock_change_is_refused(read, codes):
    evidence = read(HEAD, "1,2026-03-29 02:30,2026-03-29 06:00", "1,2026-03-30 02:30,2026-03-30 06:00")
    assert codes(evidence) == [("nonexistent_time", 2)]
    assert evidence.issues["value"].item() == "2026-03-29 02:30"
    assert evidence.provenance["rows_used"] == 1


def test_a_time_that_occurs_twice_is_its_first_occurrence_and_mentioned(read, codes):
    evidence = read(HEAD, "1,2026-10-25 02:30,2026-10-25 06:00")
    assert str(evidence.frame["start"].item()) == "2026-10-25 00:30:00+00:00"
    assert codes(evidence, refused=False) == [("ambiguous_time", 2)]


def test_an_offset_settles_what_the_clock_leaves_open(read, codes):
    evidence = read(HEAD, "1,2026-10-25T02:30+01:00,2026-10-25T06:00+01:00")
    assert str(evidence.frame["start"].item()) == "2026-10-25 01:30:00+00:00"
    assert codes(evidence) == []


def test_the_zone_of_a_row_wins_over_the_parameter(read, codes):
    lines = ("employee_id,start,end,zone", "1,2026-01-05 08:00,2026-01-05 12:00,Europe/Lisbon")
    evidence = read(*lines, "1,2026-01-06 08:00,2026-01-06 12:00,", "1,2026-01-07 08:00,2026-01-07 12:00,Mars/Olympus")
    assert evidence.frame["zone"].tolist() == ["Europe/Lisbon", "Europe/Berlin"]
    assert [moment.hour for moment in evidence.frame["start"]] == [8, 7]
    assert codes(evidence) == [("unknown_zone", 4)]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2026-02-30 08:00", "2026-03-01 08:00", "impossible_date"),
        ("1999-12-31 08:00", "1999-12-31 12:00", "date_out_of_range"),
        ("2101-01-01 08:00", "2101-01-01 12:00", "date_out_of_range"),
        ("2026-03-24 08:00", "2026-03-23 16:00", "end_before_start"),
        ("2026-03-23 08:00", "2026-03-24 08:01", "too_long"),
        ("2026-03-23 08:00", "", "open_record"),
        ("", "2026-03-23 08:00", "start_missing"),
        ("2026-03-23", "2026-03-23 08:00", "unreadable_time"),
        ("2026-03-23 08:00", "2026-03-23 16:61", "unreadable_time"),
        ("morgens", "2026-03-23 08:00", "unreadable_time"),
        ("2026-03-23T08:00+19:00", "2026-03-23T09:00", "unreadable_time"),
    ],
)
def test_what_cannot_be_a_record_is_refused_and_never_guessed(read, codes, start, end, code):
    evidence = read(HEAD, "1,2026-05-04 08:00,2026-05-04 16:00", f"2,{start},{end}")
    assert codes(evidence, refused=True) == [(code, 3)]
    assert evidence.frame["row"].tolist() == [2]
    assert (evidence.provenance["rows_read"], evidence.provenance["rows_refused"]) == (2, 1)


def test_a_record_of_exactly_24_hours_is_kept(read):
    assert len(read(HEAD, "1,2026-03-23 08:00,2026-03-24 08:00").frame) == 1


def test_seconds_are_dropped_and_counted_once(read, codes):
    rows = [f"{n},2026-03-23 08:00:{n:02},2026-03-23 12:00:59" for n in range(3)]
    evidence = read(HEAD, *rows)
    assert evidence.frame["start"].dt.second.tolist() == [0, 0, 0]
    assert codes(evidence) == [("seconds_dropped", 0)] and evidence.issues["value"].item() == "3"


def test_a_record_without_length_is_mentioned_and_gives_no_interval(read, codes):
    evidence = read(HEAD, "1,2026-03-23 08:00,2026-03-23 08:00", "1,2026-03-23 09:00,2026-03-23 12:00")
    assert codes(evidence) == [("zero_length", 2)] and evidence.frame["row"].tolist() == [3]


def test_twelve_hour_clock_with_and_without_seconds_in_one_file(read, clock):
    evidence = read(
        CLOCKIFY,
        "a,03/23/2026,12:05 AM,03/23/2026,10:23:52 AM,10:18",
        "a,03/23/2026,12:05:00 PM,03/23/2026,1:00 PM,0:55",
    )
    assert clock(evidence) == ["2026-03-23 00:05/2026-03-23 10:23", "2026-03-23 12:05/2026-03-23 13:00"]


def test_one_row_decides_the_order_of_day_and_month_for_all(read, clock):
    evidence = read(CLOCKIFY, "a,03/04/2026,8:00,03/04/2026,9:00,1:00", "a,13/04/2026,8:00,13/04/2026,9:00,1:00")
    assert [interval[:10] for interval in clock(evidence)] == ["2026-04-03", "2026-04-13"]


def test_an_end_on_another_day_may_decide_too(read, clock):
    evidence = read(CLOCKIFY, "a,03/12/2026,22:00,03/13/2026,6:00,8:00")
    assert clock(evidence) == ["2026-03-12 22:00/2026-03-13 06:00"]


def test_the_order_in_one_column_of_date_and_time_is_found_as_well(read, clock):
    evidence = read(HEAD, "1,03/04/2026 08:00,03/04/2026 12:00", "1,23/04/2026 8:00 AM,23/04/2026 1:00 PM")
    assert clock(evidence) == ["2026-04-03 08:00/2026-04-03 12:00", "2026-04-23 08:00/2026-04-23 13:00"]


def test_an_undecided_order_stops_and_asks(read):
    row = "a,03/04/2026,8:00,03/04/2026,9:00,1:00"
    with pytest.raises(EvidenceError) as caught:
        read(CLOCKIFY, row)
    assert caught.value.code == "ambiguous_day_order"
    assert caught.value.fields["reason"] == "undecided" and caught.value.fields["examples"] == ["03/04/2026"]
    assert read(CLOCKIFY, row, day_order="mdy").frame["start"].dt.month.item() == 3
    assert read(CLOCKIFY, row, day_order="dmy").frame["start"].dt.month.item() == 4


def test_rows_that_contradict_each_other_stop_and_ask(read, codes):
    rows = ("a,13/04/2026,8:00,13/04/2026,9:00,1:00", "a,04/13/2026,8:00,04/13/2026,9:00,1:00")
    with pytest.raises(EvidenceError) as caught:
        read(CLOCKIFY, *rows)
    assert (caught.value.code, caught.value.fields["reason"]) == ("ambiguous_day_order", "mixed")
    assert codes(read(CLOCKIFY, *rows, day_order="dmy")) == [("impossible_date", 3)]


def test_day_and_month_alike_leave_nothing_to_decide(read):
    assert len(read(CLOCKIFY, "a,05/05/2026,8:00,05/05/2026,9:00,1:00").frame) == 1


def test_dots_always_mean_day_first(read, clock):
    assert clock(read(SHEET, "1;03.04.2026;08:00;12:00;0")) == ["2026-04-03 08:00/2026-04-03 12:00"]


def test_duty_region_employer_and_date_of_entry(read, codes):
    head = "employee_id,start,end,duty,region,employer,recorded_on"
    evidence = read(
        head,
        "1,2026-03-23 08:00,2026-03-23 12:00,Rufbereitschaft,DE-NW,Bäckerei Müller,2026-03-24",
        "1,2026-03-24 08:00,2026-03-24 12:00,,by,,2026-03-24T17:00:00+01:00",
        "1,2026-03-25 08:00,2026-03-25 12:00,Kaffeekochen,Bayern,,bald",
    )
    frame = evidence.frame
    assert frame["duty"].tolist() == ["standby", "work", "unknown"]
    assert frame["region"].tolist() == ["NW", "BY", ""]
    assert frame["employer"].str.startswith("E-").tolist() == [True, False, False]
    assert frame["recorded_on"].dt.strftime("%d.%m.").fillna("").tolist() == ["24.03.", "24.03.", ""]
    assert codes(evidence) == [("recorded_on_not_read", 4), ("unknown_duty", 4), ("unknown_region", 4)]


def test_repeated_rows_stay_and_are_mentioned(read, codes):
    evidence = read(HEAD, *["1,2026-03-23 08:00,2026-03-23 12:00"] * 2)
    assert len(evidence.frame) == 2 and codes(evidence) == [("duplicate_row", 3)]
