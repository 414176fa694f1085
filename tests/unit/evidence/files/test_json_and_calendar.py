"""Lists in JSON and events of a calendar: the shapes they come in, and what is left out or refused."""

from __future__ import annotations

import json

import pytest

from readiness.errors import EvidenceError

BUCKET = {
    "id": "afk",
    "type": "afkstatus",
    "hostname": "pc-of-erika",
    "events": [
        {"timestamp": "2026-03-23T07:00:00.250000+00:00", "duration": 3600.5, "data": {"status": "not-afk"}},
        {"timestamp": "2026-03-23T08:00:00+00:00", "duration": 60, "data": {"status": "afk"}},
    ],
}
WINDOW = {
    "id": "window",
    "type": "currentwindow",
    "events": [
        {"timestamp": "2026-03-23T09:00:00+00:00", "duration": 9.0, "data": {"app": "Mail", "title": "To Erika Muster"}}
    ],
}


@pytest.mark.parametrize("buckets", [{"afk": BUCKET, "window": WINDOW}, [WINDOW, BUCKET]])
def test_activitywatch_comes_as_object_or_as_list(read, clock, codes, buckets):
    evidence = read(json.dumps({"buckets": buckets}))
    assert clock(evidence) == ["2026-03-23 08:00/2026-03-23 09:00"]
    notes = {"one_person_assumed", "presence_only", "rows_are_records", "rows_left_out"}
    assert {code for code, _ in codes(evidence)} == notes
    assert "Erika" not in str(evidence) and "erika" not in evidence.frame.to_string()


def test_a_running_record_is_open(read, codes):
    evidence = read(
        '[{"id": 2, "start": "20260323T070000Z", "end": "20260323T080000Z"},'
        ' {"id": 1, "start": "20260324T070000Z", "tags": ["x"]}]'
    )
    assert codes(evidence) == [("one_person_assumed", 0), ("rows_are_records", 0), ("open_record", 2)]


def test_a_list_that_tells_more_is_not_taken_for_the_times_of_one_person(read):
    with pytest.raises(EvidenceError) as caught:
        read('[{"id": 1, "start": "20260323T070000Z", "end": "20260323T080000Z", "user": "a"}]')
    assert caught.value.code == "format_unknown"


@pytest.mark.parametrize("length", [900 * 3600, 1e300, -5, "x"])
def test_lengths_that_cannot_be(read, length):
    bucket = BUCKET | {"events": [BUCKET["events"][0] | {"duration": length}]}
    with pytest.raises(EvidenceError) as caught:
        read(json.dumps({"buckets": [bucket]}))
    found = {fault.code for fault in caught.value.fields["faults"]}
    assert found <= {"too_long", "end_before_start", "unreadable_duration"} and found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "json_unreadable"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, None),
        ('[{"a": ' + "9" * 5_000 + "}]", "json_unreadable"),
        ('[{"start": NaN, "id": {"start": []}}]', None),
        ("[{}, {}]", "file_not_table"),
        ('{"x": "\\ud800"}', "file_not_table"),
    ],
)
def test_odd_json_ends_in_a_clear_error(read, text, code):
    with pytest.raises(EvidenceError) as caught:
        read(text)
    assert code is None or caught.value.code == code


def test_many_different_keys_stay_small(read):
    with pytest.raises(EvidenceError) as caught:
        read(json.dumps([{f"k{n}": 1} for n in range(5_000)]))
    assert caught.value.code == "format_unknown" and len(caught.value.fields["found"]) <= 12


def event(*lines: str) -> list[str]:
    return ["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"]


def calendar(*events: list[str]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//x//DE",
        *[line for e in events for line in e],
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines).encode() + b"\r\n"


SHIFT = ("DTSTART;TZID=Europe/Berlin:20260323T080000", "DTEND;TZID=Europe/Berlin:20260323T120000")


def test_zones_folded_lines_and_durations(read, clock):
    evidence = read(
        calendar(
            event("DTSTART;TZID=Europe/\r\n Berlin:20260328T220000", "DTEND:20260329T040000Z", "SUMMARY:a\\, b\\; c"),
            event("DTSTART:20260324T070000Z", "DURATION:PT4H30M"),
            event("DTSTART:20260325T080000", "DTEND:20260325T090000"),
            event("DTSTART;TZID=America/New_York:20260326T080000", "DTEND;TZID=America/New_York:20260326T090000"),
        )
    )
    assert clock(evidence) == [
        "2026-03-24 08:00/2026-03-24 12:30",
        "2026-03-25 08:00/2026-03-25 09:00",
        "2026-03-26 13:00/2026-03-26 14:00",
        "2026-03-28 22:00/2026-03-29 06:00",
    ]


def test_what_is_no_single_shift_is_left_out_or_refused(read, codes):
    evidence = read(
        calendar(
            event(*SHIFT),
            event("DTSTART;VALUE=DATE:20260324", "DTEND;VALUE=DATE:20260326", "SUMMARY:Urlaub"),
            event(*SHIFT, "STATUS:CANCELLED"),
            event(*SHIFT, "RRULE:FREQ=DAILY;COUNT=5"),
            event("DTSTART:20260327T070000Z"),
            event("DTSTART:nonsense", "DTEND:20260327T070000Z"),
        )
    )
    assert codes(evidence, refused=True) == [("recurring_event", 4), ("open_record", 5), ("start_missing", 6)]
    left_out = evidence.issues[evidence.issues["code"] == "rows_left_out"]
    assert left_out["value"].tolist() == ["2"] and len(evidence.frame) == 1


def test_persons_of_a_calendar(read):
    attendees = [event(*SHIFT, f"ATTENDEE;CN=x:mailto:{name}@example.org") for name in "ab"]
    evidence = read(calendar(*attendees))
    assert evidence.frame["subject"].nunique() == 2 and "mailto" not in evidence.frame.to_string()
    assert read(calendar(event(*SHIFT), event(*SHIFT))).frame["subject"].nunique() == 1


def test_a_calendar_cut_off_is_not_a_short_one(read):
    raw = calendar(event(*SHIFT), event(*SHIFT))
    for size in range(len(raw) // 3, len(raw) - 20, 7):
        with pytest.raises(EvidenceError) as caught:
            read(raw[:size])
        assert caught.value.code == "calendar_unreadable", raw[:size]
