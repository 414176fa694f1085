"""Whole files: every way a file can be wrong has its own answer, and right files are read back identically."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from property_runs import examples

from readiness.errors import EvidenceError, ReadinessError, UnknownName, UsageError
from readiness.evidence import format_ids, read_evidence
from readiness.evidence.files.source import read_source
from readiness.evidence.files.table import text_records

HEAD = "employee_id,start,end"
ROW = "1,2026-03-23 08:00,2026-03-23 12:00"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("raw", "code", "fields"),
    [
        (b"", "file_empty", {}),
        (b" \r\n\t\n", "file_empty", {}),
        (b"\xef\xbb\xbf", "file_empty", {}),
        (b"PK\x03\x04rest", "workbook_unreadable", {}),
        (b"\xd0\xcf\x11\xe0rest", "file_not_table", {"found": "Excel/Office"}),
        (b"%PDF-1.7 x", "file_not_table", {"found": "PDF"}),
        (b"a,b\n1,\x00\n", "file_not_table", {"found": "binary"}),
        (bytes(range(256)), "file_not_table", {"found": "binary"}),
        (b"a,b\n\x81\x8d,1\n", "file_not_table", {"found": "binary"}),
        (b'{"id": 1, "end": 2}', "file_not_table", {"found": "JSON"}),
        (b"[1, 2]", "file_not_table", {"found": "JSON"}),
        (b"<!DOCTYPE html><html>", "file_not_table", {"found": "HTML"}),
        (b'[{"start": ', "json_unreadable", {"line": 1}),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "no_usable_rows", {"rows": 0}),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:X\n", "calendar_unreadable", {}),
        (b"Just some words.\nAnd more.\n", "file_not_table", {"found": "text"}),
        (b"colour,size\nred,3\n", "format_unknown", {"found": ["colour", "size"], "kind": "shifts"}),
        (b"erika@example.org,2026-03-23,8:00\n", "header_missing", {"kind": "shifts"}),
        (b"employee_id,start,end\n", "no_usable_rows", {"rows": 0}),
        (b"employee_id,start,end\n\n;;\n,,\n", "no_usable_rows", {"rows": 1}),
        (b"employee_id,start,end\n1,x,y\n", "no_usable_rows", {"rows": 1}),
    ],
)
def test_a_file_that_cannot_be_used_says_what_it_is(read, raw, code, fields):
    with pytest.raises(EvidenceError) as caught:
        read(raw)
    assert caught.value.code == code and caught.value.fields["file"] == "zeiten.csv"
    assert {name: caught.value.fields[name] for name in fields} == fields


def test_no_usable_row_tells_the_first_of_each_fault(read):
    with pytest.raises(EvidenceError) as caught:
        read(HEAD, "1,x,y", "2,2026-03-23 08:00,", "3,y,z")
    assert [(fault.code, fault.fields["row"]) for fault in caught.value.fields["faults"]] == [
        ("unreadable_time", 2),
        ("open_record", 3),
    ]


def test_a_missing_file_and_a_folder(tmp_path: Path):
    for path in (tmp_path / "nirgends.csv", tmp_path):
        with pytest.raises(EvidenceError) as caught:
            read_evidence("shifts", path)
        assert caught.value.code == "file_missing" and caught.value.fields["file"] == path.name


def test_a_very_large_file_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "gross.csv"
    path.write_bytes(b"x" * (3 * 2**20))
    with pytest.raises(EvidenceError) as caught:
        read_source(path, largest=2 * 2**20)
    assert caught.value.code == "file_too_large"
    assert (caught.value.fields["megabytes"], caught.value.fields["limit"]) == (3, 2)


def test_another_kind_of_evidence_is_named(samples: Path):
    with pytest.raises(EvidenceError) as caught:
        read_evidence("shifts", samples / "gophish_results.csv")
    assert (caught.value.code, caught.value.fields["other_kind"]) == ("other_kind", "phishing_tests")
    with pytest.raises(EvidenceError) as caught:
        read_evidence("tickets", samples / "kimai_default_de.csv")
    assert caught.value.fields["other_kind"] == "shifts"


def test_mistyped_names_are_answered_with_the_nearest(read):
    with pytest.raises(UnknownName) as unknown:
        read(HEAD, ROW, kind="shift")
    assert unknown.value.fields["nearest"][0] == "shifts"
    with pytest.raises(EvidenceError) as caught:
        read(HEAD, ROW, timezone="Europe/Berln")
    assert (caught.value.code, caught.value.fields["nearest"][0]) == ("unknown_timezone", "Europe/Berlin")
    with pytest.raises(EvidenceError) as caught:
        read(HEAD, ROW, format="kimmai")
    assert (caught.value.code, caught.value.fields["nearest"]) == ("unknown_format", ["kimai", "kimai_api"])
    with pytest.raises(EvidenceError) as caught:
        read(HEAD, ROW, format="kimai")
    assert caught.value.code == "columns_missing"
    assert caught.value.fields["missing"] == ["Date", "From", "To", "Duration", "Staff number/E-mail/User"]
    with pytest.raises(UsageError) as usage:
        read(HEAD, ROW, day_order="ymd")
    assert usage.value.code == "bad_day_order"


def test_the_named_format_overrides_the_recognised_one(read):
    lines = ("Datum;Von;Bis;Dauer;Pause;Benutzer;Name", "23.03.2026;08:00;12:00;3:30;0:20;a;a")
    assert read(*lines).provenance["format"] == "kimai"
    as_sheet = read(*lines, format="timesheet")
    assert as_sheet.provenance["format"] == "timesheet" and as_sheet.frame["unplaced_break"].tolist() == [20]


def test_provenance_says_where_it_came_from(read):
    evidence = read(HEAD, ROW, "2,2026-02-30 08:00,2026-03-01 08:00", "", "3,2026-04-01 00:30,2026-04-01 04:00")
    found = evidence.provenance
    assert len(found.pop("digest")) == 64
    assert found == {
        "file": "zeiten.csv",
        "format": "canonical",
        "encoding": "utf-8",
        "separator": ",",
        "zone": "Europe/Berlin",
        "rows_read": 3,
        "rows_used": 2,
        "rows_refused": 1,
        "from": "2026-03-23",
        "to": "2026-04-01",
        "notes": [],
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_separator_and_line_ends_do_not_matter(read, encoding, separator, line_end):
    lines = ["Beschäftigte,Beginn,Ende", "Zoë,2026-03-23 08:00,2026-03-23 12:00", ""]
    evidence = read(line_end.join(lines).replace(",", separator).encode(encoding))
    assert evidence.frame["row"].tolist() == [2]
    assert (evidence.provenance["encoding"], evidence.provenance["separator"]) == (encoding, separator)
    assert evidence.provenance["notes"] == (["encoding_guessed"] if encoding == "cp1252" else [])


def test_row_numbers_are_those_of_the_users_file(read, codes):
    evidence = read(
        "sep=;",
        "",
        "note;employee_id;start;end",
        '"first line',
        'second line";1;2026-03-23 08:00;2026-03-23 12:00',
        "",
        ";2;2026-03-23 08:00;",
        ";;;",
        '"19"" Monitor";3;2026-03-23 08:00;2026-03-23 12:00',
    )
    assert sorted(evidence.frame["row"].tolist()) == [4, 9] and codes(evidence) == [("open_record", 7)]


def test_short_rows_are_filled_and_long_rows_reported(read, codes):
    evidence = read(HEAD + ",break_minutes", ROW, ROW + ",0,,", ROW + ",0,surplus")
    assert codes(evidence) == [("row_padded", 0), ("duplicate_row", 3), ("row_too_long", 4)]


def test_of_two_equal_headings_the_first_counts(read, codes):
    evidence = read("employee_id,start,end,end", "1,2026-03-23 08:00,2026-03-23 12:00,2026-03-23 20:00")
    assert str(evidence.frame["end"].item()) == "2026-03-23 11:00:00+00:00"
    assert codes(evidence) == [("duplicate_heading", 0)]


def test_the_formula_guard_is_taken_off(read):
    row = "2026-03-23 08:00,2026-03-23 12:00"
    evidence = read(HEAD, f"' =cmd,{row}", f"'=cmd,{row}", f"=cmd,{row}", f"'Ude,{row}")
    assert evidence.frame["subject"].nunique() == 2


def test_a_quotation_mark_never_closed_does_not_swallow_the_file(read, codes):
    rows = [f"{n},2026-03-{n:02} 08:00,2026-03-{n:02} 12:00,{'~open' if n == 3 else 'fine'}" for n in range(1, 9)]
    evidence = read(HEAD + ",note", *[row.replace("~", '"') for row in rows])
    assert len(evidence.frame) == 8 and codes(evidence) == [("quotes_ignored", 0)]


def test_headings_are_recognised_in_any_case_and_with_blanks(read):
    assert len(read(" EMPLOYEE_ID , Start,END ", ROW).frame) == 1


def test_a_row_without_a_person_is_refused(read, codes):
    assert codes(read(HEAD, ROW, " ,2026-03-24 08:00,2026-03-24 12:00")) == [("person_missing", 3)]


def test_one_column_identifies_everybody(read, codes):
    head = "Date,From,To,Duration,Staff number,Name"
    evidence = read(head, "2026-03-23,8:00,9:00,1:00,7,Ann", "2026-03-24,8:00,9:00,1:00,,Ann")
    assert evidence.frame["subject"].nunique() == 1 and codes(evidence) == []


def test_a_further_format_needs_a_description_only(tmp_path: Path, monkeypatch):
    overlay = tmp_path / "evidence" / "shifts" / "formats"
    overlay.mkdir(parents=True)
    (overlay / "stechuhr.yaml").write_text(
        """
id: stechuhr
kind: shifts
title: {de: "Stechuhr", en: "Time clock"}
description: {de: "Nur ein Beispiel.", en: "An example only."}
recognise: [badge, day, came, left]
columns: {badge: ["Ausweis"], day: ["Tag"], came: ["Ein"], left: ["Aus"], pause: ["P"], from: ["PV"], until: ["PB"]}
person: [badge]
times: {naive: utc, start: {date: day, clock: came}, end: {clock: left}}
breaks: {rule: placed, pairs: [{start: {clock: from}, end: {clock: until}}], total: {column: pause, unit: hours}}
""",
        encoding="utf-8",
    )
    monkeypatch.setenv("READINESS_DATA", str(tmp_path))
    path = tmp_path / "x.csv"
    path.write_text("Ausweis;Tag;Ein;Aus;PV;PB;P\n7;23.03.2026;22:00;06:00;23:45;00:15;0,75\n", encoding="utf-8")
    assert {"stechuhr", "kimai"} <= set(format_ids("shifts")), "the shipped formats stay"
    frame = read_evidence("shifts", path).frame
    assert frame["start"].astype(str).tolist() == ["2026-03-23 22:00:00+00:00", "2026-03-24 00:15:00+00:00"]
    assert frame["end"].astype(str).tolist() == ["2026-03-23 23:45:00+00:00", "2026-03-24 06:00:00+00:00"]
    assert frame["unplaced_break"].tolist() == [0, 15]


moments = st.datetimes(dt.datetime(2001, 1, 1), dt.datetime(2099, 12, 30)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=dt.UTC).astimezone(BERLIN)
)


@st.composite
def shift_lists(draw: st.DrawFn) -> list[tuple[str, dt.datetime, dt.datetime, int]]:
    shifts = []
    for _ in range(draw(st.integers(1, 12))):
        start = draw(moments)
        end = (start.astimezone(dt.UTC) + dt.timedelta(minutes=draw(st.integers(1, 1440)))).astimezone(BERLIN)
        if (end.hour, end.minute) == (23, 59):
            end = (end.astimezone(dt.UTC) - dt.timedelta(minutes=1)).astimezone(BERLIN)
        length = int((end - start.astimezone(dt.UTC)).total_seconds() // 60)
        if length > 0:
            shifts.append((draw(st.sampled_from("abc")), start, end, draw(st.integers(0, length))))
    return shifts


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shift_lists())
def test_any_list_of_shifts_written_as_canonical_file_is_read_back(tmp_path: Path, shifts):
    if not shifts:
        return
    lines = [HEAD + ",break_minutes"] + [f"{who},{s.isoformat()},{e.isoformat()},{b}" for who, s, e, b in shifts]
    path = tmp_path / "shifts.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    frame = read_evidence("shifts", path).frame.sort_values("row")
    assert [(s, e, int(b)) for s, e, b in zip(frame["start"], frame["end"], frame["unplaced_break"], strict=True)] == [
        (s.astimezone(dt.UTC), e.astimezone(dt.UTC), b) for _, s, e, b in shifts
    ]
    names = dict(zip(frame["subject"], [who for who, *_ in shifts], strict=True))
    assert [names[subject] for subject in frame["subject"]] == [who for who, *_ in shifts]


@examples(150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["shifts", "phishing_tests", "tickets"]), st.binary(max_size=300))
def test_random_bytes_never_end_in_a_traceback(tmp_path: Path, kind, raw):
    path = tmp_path / "random.csv"
    path.write_bytes(raw)
    with pytest.raises(ReadinessError):
        read_evidence(kind, path)


HEADS = {
    "shifts": [
        HEAD + ",break_start,break_end,break_minutes,zone,duty,region,recorded_on",
        "Date,From,To,Duration,Break,User",
        "User,Type,Start Date,Start Time,End Date,End Time,Duration (h)",
        "Employee,Log Type,Time",
        "date,start_time,end_time,break_start,break_end,break_duration_hours,working_hours",
    ],
    "absences": ["person,from,to,kind,half"],
    "people": ["person,age,birth_year,group,protection,region,sector,night_worker,weekly_hours,marginal,executive"],
    "phishing_tests": ["id,status,send_date,reported,email"],
    "tickets": ["id,status,via,created_at,solved_at,first_reply_time_in_minutes,full_resolution_time_in_minutes"],
}
cell = st.one_of(
    st.text(max_size=8),
    st.from_regex(
        r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}([T ][0-9]{1,2}:[0-9]{1,2}(Z|\+[0-9]{2}:[0-9]{2})?)?", fullmatch=True
    ),
    st.from_regex(r"-?[0-9]{1,3}[:.,]?[0-9]{0,3}", fullmatch=True),
    st.sampled_from(
        [
            "IN",
            "OUT",
            "schwanger",
            "Urlaub",
            "Break",
            "Regular",
            "Clicked Link",
            "true",
            "Europe/Lisbon",
            "'",
            '"',
            "=1",
            "a@b",
        ]
    ),
)


@examples(200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_random_cells_under_a_known_header_never_end_in_a_traceback(tmp_path: Path, data):
    kind = data.draw(st.sampled_from(sorted(HEADS)))
    head = data.draw(st.sampled_from(HEADS[kind]))
    width = head.count(",") + 1
    rows = data.draw(st.lists(st.lists(cell, min_size=width - 1, max_size=width + 1), max_size=6))
    path = tmp_path / "random.csv"
    path.write_text("\n".join([head, *(",".join(row) for row in rows)]), encoding="utf-8", errors="replace")
    try:
        evidence = read_evidence(kind, path)
    except EvidenceError:
        return
    found = evidence.provenance
    assert found["rows_read"] == found["rows_used"] + found["rows_refused"]
    refused = set(evidence.issues.loc[evidence.issues["refused"], "row"])
    assert not refused & set(evidence.frame["row"])


@given(st.text(alphabet='ab,"\r\n \x85\u2028', max_size=60))
def test_lines_end_where_the_csv_standard_says(text):
    expected = io.StringIO(text, newline="")
    assert list(text_records(text, ",", quoted=False)) == numbered(csv.reader(expected, quoting=csv.QUOTE_NONE))


def numbered(reader):
    """Records with the line on which each begins, as Python's own reader of text streams counts them."""
    found, line = [], 1
    for record in reader:
        found.append((line, record))
        line = reader.line_num + 1
    return found


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_caller_hears_how_many_rows_were_read_and_the_evidence_is_the_same(tmp_path, ending):
    rows = [["employee_id", "start", "end", "break_minutes"]]
    rows += [[str(n), "2026-03-02T08:00", "2026-03-02T16:00", "30"] for n in range(1_200)]
    path = tmp_path / f"zeiten.{ending}"
    if ending == "csv":
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    heard: list[int] = []
    told = read_evidence("shifts", path, progress=heard.append)
    assert heard == [500, 1_000]
    pd.testing.assert_frame_equal(told.frame, read_evidence("shifts", path).frame)
