"""`readiness check` with every sample that holds times, and with the sensitive kinds."""

import json
from pathlib import Path

import pytest
from places import SAMPLES as FORMATS

from readiness.cli import main

READ = {
    "kimai_default_de.xlsx": "kimai",
    "personio_attendance_import.xlsx": "personio_attendance",
    "toggl_import.csv": "toggl_import",
    "solidtime_backup_time_entries.csv": "solidtime_backup",
    "kimai_api.json": "kimai_api",
    "arbeitszeitcheck_wide.csv": "arbeitszeitcheck_wide",
    "third_party/kit_timesheet_month.json": "kit_month",
    "odoo_hr_attendance.csv": "odoo_attendance",
    "erpnext_employee_checkin.csv": "erpnext_checkin",
    "arbeitszeitcheck_long.csv": "arbeitszeitcheck_long",
    "timewarrior_export.json": "timewarrior",
    "activitywatch_export.json": "activitywatch",
    "shifts.ics": "icalendar",
    "generic_stundenzettel_cp1252.csv": "timesheet",
    "solidtime_detailed.csv": "solidtime_detailed",
    "zeiterfassung_urlaubsverwaltung_de.csv": "zeiterfassung",
}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", READ)
def test_every_sample_with_times_is_understood(capsys, name, language):
    assert main(["check", "shifts", str(FORMATS / name), "--language", language]) == 0
    assert Path(name).name in capsys.readouterr().out
    assert main(["check", "shifts", str(FORMATS / name), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["rows_refused"]) == (READ[name], 0)


@pytest.mark.parametrize(
    ("language", "words"), [("de", ("Pausen", "Beginn und Ende")), ("en", ("Breaks", "start and end"))]
)
def test_hours_per_day_say_what_cannot_be_decided_and_what_would_do(capsys, language, words):
    file = FORMATS / "harvest_time_entries_de_decimal_comma.csv"
    assert main(["check", "shifts", str(file), "--language", language]) == 2
    said = capsys.readouterr().err
    assert all(word in said for word in words)


def test_options_of_reading_reach_the_reader(capsys):
    punches = str(FORMATS / "erpnext_employee_checkin.csv")
    assert main(["check", "shifts", punches, "--pairing", "alternate", "--naive", "utc", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["from"] == "2026-03-23"
    assert main(["check", "shifts", str(FORMATS / "timewarrior_export.json"), "--person", "1001", "--json"]) == 0
    assert "one_person_assumed" not in json.loads(capsys.readouterr().out)["notes"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("absences", "person,from,to,kind\n1001,2026-03-30,2026-04-02,Urlaub\n"), ("people", "person,age\n1001,17\n")],
)
def test_absences_and_persons_are_checked_without_showing_anybody(capsys, tmp_path, kind, text):
    path = tmp_path / "liste.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["check", kind, str(path)]) == 0
    said = capsys.readouterr()
    assert "liste.csv" in said.out and "1001" not in said.out + said.err


def test_a_note_about_the_whole_file_stands_for_no_row_and_says_how_many_it_concerns(capsys):
    file = FORMATS / "personio_attendance_import.xlsx"
    assert main(["check", "shifts", str(file)]) == 0
    said = capsys.readouterr().out
    assert "2 Personen," in said and "(Anzahl: 4)" in said
    assert [line.split()[0] for line in said.splitlines()[3:4]] == ["Datei"]


@pytest.mark.parametrize(("kind", "columns"), [("shifts", "employee_id, start, end"), ("tickets", "ticket, channel,")])
def test_an_unknown_table_is_told_which_headings_would_do(capsys, tmp_path, kind, columns):
    path = tmp_path / "liste.csv"
    path.write_text("Farbe,Größe\nrot,3\n", encoding="utf-8")
    assert main(["check", kind, str(path)]) == 2
    assert columns in capsys.readouterr().err
