"""Every time file of the samples tells the same ten shifts; the canonical file is the truth."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from readiness.errors import EvidenceError
from readiness.evidence import Evidence, read_evidence

WITH_BREAK_POSITION = ["clockify_detailed_us.csv", "clockify_detailed_eu.csv", "zeiterfassung_urlaubsverwaltung_de.csv"]
WITH_GAPS_ONLY = [
    "arbeitszeitcheck_wide.csv",
    "toggl_detailed.csv",
    "toggl_import.csv",
    "solidtime_detailed.csv",
    "solidtime_backup_time_entries.csv",
    "personio_attendance_import.xlsx",
    "odoo_hr_attendance.csv",
    "erpnext_employee_checkin.csv",
]
WITH_BREAK_MINUTES = [
    "generic_stundenzettel_cp1252.csv",
    "kimai_api.json",
    "kimai_default_de.csv",
    "kimai_default_de.xlsx",
    "kimai_default_de_decimal_semicolon.csv",
    "kimai_template_en_with_break.csv",
]
FORMATS = {
    "canonical_shifts.csv": ("canonical", "utf-8", ","),
    "kimai_default_de.csv": ("kimai", "utf-8", ","),
    "kimai_default_de_decimal_semicolon.csv": ("kimai", "utf-8", ";"),
    "kimai_template_en_with_break.csv": ("kimai", "utf-8", ","),
    "clockify_detailed_us.csv": ("clockify_detailed", "utf-8", ","),
    "clockify_detailed_eu.csv": ("clockify_detailed", "utf-8", ","),
    "arbeitszeitcheck_wide.csv": ("arbeitszeitcheck_wide", "utf-8", ","),
    "toggl_detailed.csv": ("toggl_detailed", "utf-8-sig", ","),
    "toggl_import.csv": ("toggl_import", "utf-8", ","),
    "solidtime_backup_time_entries.csv": ("solidtime_backup", "utf-8", ","),
    "kimai_api.json": ("kimai_api", "utf-8", ""),
    "solidtime_detailed.csv": ("solidtime_detailed", "utf-8", ","),
    "generic_stundenzettel_cp1252.csv": ("timesheet", "cp1252", ";"),
    "zeiterfassung_urlaubsverwaltung_de.csv": ("zeiterfassung", "utf-8", ";"),
    "kimai_default_de.xlsx": ("kimai", "", ""),
    "personio_attendance_import.xlsx": ("personio_attendance", "", ""),
    "odoo_hr_attendance.csv": ("odoo_attendance", "utf-8", ","),
    "erpnext_employee_checkin.csv": ("erpnext_checkin", "utf-8", ","),
}
#: Formats of one person's records that do not say whose they are.
OF_ONE_PERSON = {"timewarrior_export.json": "timewarrior", "activitywatch_export.json": "activitywatch"}


def renamed(evidence: Evidence) -> pd.DataFrame:
    """The frame with its subjects numbered by their first shift, so that files compare."""
    frame = evidence.frame
    first = frame.groupby("subject", observed=True)["start"].min().sort_values()
    names = {subject: number for number, subject in enumerate(first.index)}
    frame = frame.assign(subject=frame["subject"].astype(object).map(names))
    return frame.sort_values(["subject", "start"], ignore_index=True)


def joined(evidence: Evidence) -> pd.DataFrame:
    """Intervals with those that meet at midnight joined: some tools write a night shift in two rows."""
    frame = renamed(evidence)
    fresh = ~((frame["start"] == frame["end"].shift()) & (frame["subject"] == frame["subject"].shift()))
    parts = frame.groupby(fresh.cumsum())
    return parts.agg(
        subject=("subject", "first"),
        start=("start", "min"),
        end=("end", "max"),
        unplaced_break=("unplaced_break", "sum"),
    ).reset_index(drop=True)


def shift_totals(evidence: Evidence) -> list[tuple[int, str, str, float]]:
    """Per shift (intervals less than an hour and a half apart): subject, start, end, net minutes."""
    frame = renamed(evidence)
    last = frame.groupby("subject")["end"].shift()
    number = ((frame["start"] - last) > pd.Timedelta(minutes=90)).cumsum() + frame["subject"] * 1000
    net = (frame["end"] - frame["start"]).dt.total_seconds() / 60 - frame["unplaced_break"]
    grouped = frame.assign(net=net).groupby(["subject", number])
    table = grouped.agg(start=("start", "min"), end=("end", "max"), net=("net", "sum")).reset_index(level=0)
    return [(int(s), str(a), str(e), float(n)) for s, a, e, n in table.itertuples(index=False)]


@pytest.fixture
def truth(samples: Path) -> Evidence:
    return read_evidence("shifts", samples / "canonical_shifts.csv")


def test_the_canonical_file_holds_the_documented_minutes(truth: Evidence, samples: Path) -> None:
    source = pd.read_csv(samples / "canonical_shifts.csv")
    totals = shift_totals(truth)
    assert sorted(net for *_, net in totals) == sorted(source["net_minutes"])
    assert [sum(net for who, *_, net in totals if who == person) for person in (0, 1)] == [2490, 1665]
    assert len(truth.frame) == 17 and not truth.frame["unplaced_break"].any() and truth.frame["break_known"].all()


@pytest.mark.parametrize("name", FORMATS)
def test_every_sample_tells_the_same_shifts(name: str, truth: Evidence, samples: Path) -> None:
    evidence = read_evidence("shifts", samples / name)
    assert shift_totals(evidence) == shift_totals(truth)
    found = evidence.provenance
    assert (found["format"], found["encoding"], found["separator"]) == FORMATS[name]
    assert found["rows_refused"] == 0 and not evidence.issues["refused"].any()
    assert (found["from"], found["to"]) == ("2026-03-23", "2026-04-03")


@pytest.mark.parametrize("name", WITH_BREAK_POSITION + WITH_GAPS_ONLY)
def test_formats_with_positions_give_the_same_intervals(name: str, truth: Evidence, samples: Path) -> None:
    evidence = read_evidence("shifts", samples / name)
    pd.testing.assert_frame_equal(joined(evidence), joined(truth))
    assert evidence.frame["break_known"].all() == (name in WITH_BREAK_POSITION)
    assert evidence.frame["break_known"].any() == (name in WITH_BREAK_POSITION)


@pytest.mark.parametrize("name", WITH_BREAK_MINUTES)
def test_some_formats_tell_the_minutes_of_the_break_but_not_its_position(name: str, samples: Path) -> None:
    evidence = read_evidence("shifts", samples / name)
    assert joined(evidence)["unplaced_break"].tolist() == [30, 30, 0, 60, 30, 45, 45, 30, 0, 0]
    assert evidence.frame["break_known"].all()


@pytest.mark.parametrize("name", OF_ONE_PERSON)
def test_records_of_one_person_are_hers(name: str, truth: Evidence, samples: Path) -> None:
    evidence = read_evidence("shifts", samples / name, person="1001")
    hers = renamed(truth).query("subject == 0")
    columns = ["start", "end"]
    pd.testing.assert_frame_equal(renamed(evidence)[columns], hers[columns].reset_index(drop=True))
    assert evidence.provenance["format"] == OF_ONE_PERSON[name] and not evidence.frame["break_known"].any()
    assert evidence.frame["subject"].nunique() == 1


def test_computer_use_is_an_indication_only(samples: Path) -> None:
    assert "presence_only" in read_evidence("shifts", samples / "activitywatch_export.json").provenance["notes"]


def test_the_export_of_arbeitszeitcheck_names_nobody_but_has_every_interval(truth: Evidence, samples: Path) -> None:
    evidence = read_evidence("shifts", samples / "arbeitszeitcheck_long.csv")
    columns = ["start", "end", "unplaced_break"]
    ordered = truth.frame.sort_values(["start", "end"], ignore_index=True)[columns]
    pd.testing.assert_frame_equal(evidence.frame.sort_values(["start", "end"], ignore_index=True)[columns], ordered)
    assert evidence.provenance["notes"] == ["one_person_assumed", "times_may_be_altered"]
    assert evidence.frame["break_known"].all()


def test_a_calendar_has_the_shifts_but_no_breaks(truth: Evidence, samples: Path) -> None:
    evidence = read_evidence("shifts", samples / "shifts.ics")
    assert [total[:3] for total in shift_totals(evidence)] == [total[:3] for total in shift_totals(truth)]
    assert not evidence.frame["break_known"].any() and not evidence.frame["unplaced_break"].any()
    assert evidence.provenance["notes"] == ["planned_times", "rows_are_records"]


def test_hours_without_times_of_day_are_refused_with_a_reason(samples: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        read_evidence("shifts", samples / "harvest_time_entries_de_decimal_comma.csv")
    assert (caught.value.code, caught.value.fields["format"]) == ("daily_totals_only", "harvest")


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("1001;2;;100;8,00;;;;;;\n1001;3;;100;7,50;;;;;;\n", "datev_hours"),
        ("1234|567|2026|1\r\n1001|20260323|100|8,00|Std|Lohn\r\n", "arbeitszeitcheck_datev"),
    ],
)
def test_hours_for_payroll_are_recognised_without_headings(text: str, format: str, tmp_path: Path) -> None:
    (tmp_path / "lohn.csv").write_text(text, encoding="utf-8", newline="")
    with pytest.raises(EvidenceError) as caught:
        read_evidence("shifts", tmp_path / "lohn.csv")
    assert (caught.value.code, caught.value.fields["format"]) == ("daily_totals_only", format)


def test_a_month_of_timesheet_generator_is_read_and_leave_left_out(samples: Path) -> None:
    evidence = read_evidence("shifts", samples / "third_party" / "kit_timesheet_month.json")
    frame = evidence.frame
    assert frame["start"].dt.strftime("%Y-%m-%d %H:%M").tolist() == ["2019-11-02 09:00", "2019-11-04 10:31"]
    assert frame["end"].dt.strftime("%H:%M").tolist() == ["10:00", "14:11"]
    assert frame["unplaced_break"].tolist() == [0, 30]
    assert evidence.provenance["format"] == "kit_month"
    assert "rows_left_out" in evidence.provenance["notes"]


def test_odoo_in_local_time_is_read_on_request(samples: Path, tmp_path: Path) -> None:
    universal = read_evidence("shifts", samples / "odoo_hr_attendance.csv")
    assert universal.provenance["notes"] == ["times_read_as_utc"]
    path = tmp_path / "odoo.csv"
    path.write_text('"Employee","Check In","Check Out"\n"a","2026-03-23 08:00:00","2026-03-23 12:00:00"\n')
    local = read_evidence("shifts", path, naive="local")
    assert local.frame["start"].min() == universal.frame["start"].min() and local.provenance["notes"] == []


@pytest.mark.parametrize("format", ["kimai", "timesheet", "odoo_attendance"])
def test_one_secret_links_a_person_across_files(format: str, tmp_path: Path) -> None:
    lines = {
        "kimai": "Date,From,To,Duration,User\n2026-03-23,8:00,9:00,1:00,a",
        "timesheet": "Datum;Kommt;Geht;Name\n23.03.2026;08:00;09:00;a",
        "odoo_attendance": "Employee,Check In,Check Out\na,2026-03-23 07:00:00,2026-03-23 08:00:00",
    }
    (tmp_path / "x.csv").write_text(lines[format], encoding="utf-8")
    (tmp_path / "a.csv").write_text("person,from,kind\na,2026-03-24,Urlaub\n", encoding="utf-8")
    (tmp_path / "p.csv").write_text("person,age\na,30\n", encoding="utf-8")
    (tmp_path / "t.json").write_text('[{"id": 1, "start": "20260323T070000Z", "end": "20260323T080000Z"}]')
    found = [
        read_evidence("shifts", tmp_path / "x.csv", secret="s"),
        read_evidence("absences", tmp_path / "a.csv", secret="s"),
        read_evidence("people", tmp_path / "p.csv", secret="s"),
        read_evidence("shifts", tmp_path / "t.json", secret="s", person="a"),
    ]
    assert {evidence.provenance["format"] for evidence in found} == {format, "canonical", "timewarrior"}
    assert len({evidence.frame["subject"].iloc[0] for evidence in found}) == 1


def test_gophish_counts_persons_and_keeps_a_report_after_a_click(samples: Path) -> None:
    evidence = read_evidence("phishing_tests", samples / "gophish_results.csv")
    frame = evidence.frame.sort_values("row")
    assert evidence.provenance["format"] == "gophish_results"
    assert frame["delivered"].tolist() == [True, True, True, True, False, True]
    assert frame["clicked"].tolist() == [True, True, False, False, False, True]
    assert frame["submitted"].tolist() == [True, False, False, False, False, False]
    assert frame["reported"].tolist() == [False, True, True, False, False, False]
    assert str(frame["sent"].iloc[0]) == "2026-05-04 07:00:00+00:00"
    assert frame["subject"].nunique() == 6


def test_zendesk_keeps_unanswered_tickets(samples: Path) -> None:
    frame = read_evidence("tickets", samples / "zendesk_tickets.csv").frame
    assert frame["first_reply_minutes"].fillna(-1).tolist() == [45, 3810, 2760, -1, 60]
    assert frame["resolved_minutes"].fillna(-1).tolist() == [360, -1, 2765, -1, 1890]
    assert frame["channel"].tolist() == ["email", "web", "facebook", "twitter", "email"]
    assert frame["status"].tolist() == ["closed", "open", "closed", "new", "closed"]


def test_the_frame_has_the_promised_types(truth: Evidence) -> None:
    types = {name: str(dtype) for name, dtype in truth.frame.dtypes.items()}
    assert types == {
        "subject": "category",
        "start": "datetime64[s, UTC]",
        "end": "datetime64[s, UTC]",
        "zone": "category",
        "unplaced_break": "float64",
        "break_known": "bool",
        "employer": "category",
        "duty": "category",
        "region": "category",
        "recorded_on": "datetime64[s]",
        "row": "int64",
    }
    keys = truth.frame.assign(subject=truth.frame["subject"].cat.codes)[["subject", "start", "end"]]
    pd.testing.assert_frame_equal(keys, keys.sort_values(["subject", "start", "end"]))
