"""Every sample with times leads the rules to what the canonical file leads them to; what a format lacks stays open."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from places import SAMPLES

from readiness.audit import load_audit
from readiness.errors import EvidenceError
from readiness.evidence import read_evidence

TRUTH = "canonical_shifts.csv"
Tally = dict[str, tuple[int, int, int, str]]

#: Rules that a file cannot decide as the truth does: (checked, failed, open, verdict), always open and never clean.
SAME: Tally = {}
NO_POSITION: Tally = {"arbzg.s4.six_hours": (3, 0, 7, "open")}
NO_BREAKS: Tally = {
    **NO_POSITION,
    "arbzg.s4.break_total": (0, 0, 7, "open"),
    "arbzg.s3.over_8h": (9, 2, 1, "open"),
}
FILES: dict[str, Tally] = {
    "arbeitszeitcheck_wide.csv": SAME,
    "clockify_detailed_eu.csv": SAME,
    "clockify_detailed_us.csv": SAME,
    "erpnext_employee_checkin.csv": SAME,
    "odoo_hr_attendance.csv": SAME,
    "personio_attendance_import.xlsx": SAME,
    "solidtime_backup_time_entries.csv": SAME,
    "solidtime_detailed.csv": SAME,
    "toggl_detailed.csv": SAME,
    "toggl_import.csv": SAME,
    "zeiterfassung_urlaubsverwaltung_de.csv": SAME,
    "generic_stundenzettel_cp1252.csv": NO_POSITION,
    "kimai_api.json": NO_POSITION,
    "kimai_default_de.csv": NO_POSITION,
    "kimai_default_de.xlsx": NO_POSITION,
    "kimai_default_de_decimal_semicolon.csv": NO_POSITION,
    "kimai_template_en_with_break.csv": NO_POSITION,
    "shifts.ics": NO_BREAKS,
}
#: Files whose rows name nobody: those that hold one person's records, and one in which both persons are mixed.
OF_THE_FIRST = ["activitywatch_export.json", "timewarrior_export.json"]
OF_BOTH_AS_ONE = "arbeitszeitcheck_long.csv"
HOURS_ONLY = "harvest_time_entries_de_decimal_comma.csv"
#: Samples of other kinds of evidence: recognised as such, or as nothing that holds times.
NO_TIMES = {
    "gophish_events.csv": "format_unknown",
    "gophish_results.csv": "other_kind",
    "knowbe4_pst_recipients.json": "format_unknown",
    "msgraph_user_simulation_details.json": "format_unknown",
    "osticket_tickets_de.csv": "format_unknown",
    "ropa_art30_de.csv": "format_unknown",
    "twcs_sample.csv": "format_unknown",
    "zammad_ticket_report.xlsx": "format_unknown",
    "zendesk_tickets.csv": "other_kind",
}


def tally_of(path: Path) -> Tally:
    audit = load_audit("working_time", country="de", region="NW")
    rows = audit.run(evidence=[read_evidence("shifts", path)], on="2026-04-30").findings.tally
    figures = zip(rows["rule"], rows["checked"], rows["failed"], rows["open"], rows["verdict"], strict=True)
    return {rule: (int(checked), int(failed), int(still), verdict) for rule, checked, failed, still, verdict in figures}


def truth_as(path: Path, **only: str) -> Tally:
    """The tally of the canonical file, with the rows of one employee only or with all rows given to one."""
    with (SAMPLES / TRUTH).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if "of" in only:
        rows = [row for row in rows if row["employee_id"] == only["of"]]
    for row in rows:
        row["employee_id"] = only.get("all_given_to", row["employee_id"])
    if only.get("breaks") == "gaps":
        rows = [part for row in rows for part in _parts(row)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return tally_of(path)


def _parts(row: dict[str, str]) -> list[dict[str, str]]:
    if not row["break_start"]:
        return [row]
    none = {"break_start": "", "break_end": "", "break_minutes": ""}
    return [{**row, **none, "end": row["break_start"]}, {**row, **none, "start": row["break_end"]}]


@pytest.fixture(scope="module")
def truth() -> Tally:
    return tally_of(SAMPLES / TRUTH)


def test_no_sample_is_forgotten() -> None:
    found = {path.name for path in SAMPLES.iterdir() if path.suffix in {".csv", ".json", ".xlsx", ".ics"}}
    assert found == {TRUTH, *FILES, *OF_THE_FIRST, OF_BOTH_AS_ONE, HOURS_ONLY, *NO_TIMES}


def test_the_truth_decides_the_rules_that_formats_may_leave_open(truth: Tally) -> None:
    assert all(truth[rule][2:] != NO_BREAKS[rule][2:] for rule in NO_BREAKS)
    assert (truth["arbzg.s5.rest"], truth["arbzg.s4.break_total"]) == (
        (8, 1, 0, "possible_breach"),
        (7, 1, 0, "possible_breach"),
    )


@pytest.mark.parametrize("name", FILES)
def test_every_sample_leads_to_the_same_verdicts(name: str, truth: Tally) -> None:
    assert tally_of(SAMPLES / name) == truth | FILES[name]


@pytest.mark.parametrize("name", OF_THE_FIRST)
def test_records_of_one_person_lead_to_the_verdicts_for_that_person(name: str, tmp_path: Path) -> None:
    assert tally_of(SAMPLES / name) == truth_as(tmp_path / "one.csv", of="1001", breaks="gaps")


def test_a_file_without_persons_is_one_person_and_says_so(tmp_path: Path) -> None:
    assert tally_of(SAMPLES / OF_BOTH_AS_ONE) == truth_as(tmp_path / "both.csv", all_given_to="1001")
    assert "one_person_assumed" in read_evidence("shifts", SAMPLES / OF_BOTH_AS_ONE).provenance["notes"]


@pytest.mark.parametrize(("name", "code"), [(HOURS_ONLY, "daily_totals_only"), *NO_TIMES.items()])
def test_files_without_times_of_day_are_refused_with_the_reason(name: str, code: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        read_evidence("shifts", SAMPLES / name)
    assert caught.value.code == code
