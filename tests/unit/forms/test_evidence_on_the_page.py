"""Files that answer questions: shown as understood, used only when somebody says so, forgotten when dropped."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readiness import catalog
from readiness.forms.desk import Desk
from readiness.forms.sheets.folder import Folder
from readiness.instrument import load_instrument

FIRM = catalog.folder("samples", "musterbau")
PHISHING, HOURS, TICKETS = (FIRM / f for f in ("phishing_gophish.csv", "zeiten_kimai.csv", "tickets_zendesk.csv"))
FORMATS = catalog.folder("samples", "formats")
Api = Callable[..., Any]


def facts(understood: dict[str, Any], language: str) -> dict[str, str]:
    found = {}
    for fact in understood["facts"]:
        value = fact["value"]
        found[fact["label"][language]] = value if isinstance(value, str) else value[language]
    return found


def copies(folder: Folder) -> list[str]:
    return sorted(p.name for p in folder.path.rglob("*") if p.is_file() and ".evidence" in str(p))


@pytest.mark.parametrize(
    ("audit", "file", "item", "person"),
    [
        ("it_security", PHISHING, "IS-05", "m.mustermann"),
        ("working_time", HOURS, None, "Mustermann"),
        ("social_maturity", TICKETS, None, "@"),
    ],
)
def test_look_use_result_drop(api: Api, folder: Folder, audit: str, file: Path, item: str | None, person: str) -> None:
    sheet = folder.create(audit, "2026-03-31", "Musterbau")
    before = api(sheet)["state"]
    seen = api(f"{sheet}/evidence", file.read_bytes(), name=file.name)
    said = facts(seen["understood"], "en")
    assert int(said["Rows read"].replace(",", "")) > 10 and said["Recognised format"] and said["Kind of data"]
    assert facts(seen["understood"], "de").keys() != said.keys()
    assert api(sheet)["state"] == before and copies(folder) == [], "looking changes nothing"

    state = api(f"{sheet}/evidence/{seen['id']}/use", {})["state"]
    assert state["revision"] != before["revision"] and state["measured"]
    assert [e["file"] for e in state["evidence"]] == [file.name] and copies(folder) == [file.name]
    linked = {i.id for i in load_instrument(audit).items if i.evidence}
    assert set(state["measured"]) <= linked and (item is None or item in state["measured"])
    for one in state["measured"].values():
        assert one["file"] == file.name and 0 <= one["attained"] <= 100
        assert set(one["unit"]) == {"de", "en"}
    assert person not in str(state), "no name leaves the reading"

    result = api(f"{sheet}/result")
    answered = {row["id"]: row["attained"] for row in result["items"] if row["state"] == "answered"}
    assert {key: one["attained"] for key, one in state["measured"].items()} == answered
    assert person not in str(result)

    state = api(f"{sheet}/evidence/{seen['id']}/drop", {})["state"]
    assert (state["measured"], state["evidence"], copies(folder)) == ({}, [], [])


def test_breaches_stand_in_the_result_with_their_paragraph(api: Api, folder: Folder) -> None:
    sheet = folder.create("working_time", "2026-03-31")
    seen = api(f"{sheet}/evidence", HOURS.read_bytes(), name=HOURS.name)
    api(f"{sheet}/evidence/{seen['id']}/use", {})
    result = api(f"{sheet}/result")
    assert result["breaches"] and result["law_as_of"]
    for rule in result["breaches"]:
        assert 0 < rule["failed"] <= rule["checked"]
        assert "§" in rule["citation"]["de"] and rule["title"]["en"]


def test_the_answer_given_before_is_kept_and_the_gap_is_told(api: Api, folder: Folder) -> None:
    sheet = folder.create("it_security", "2026-03-31")
    seen = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name)
    measured = api(f"{sheet}/evidence/{seen['id']}/use", {})["state"]["measured"]
    name, one = max(measured.items(), key=lambda entry: abs(entry[1]["attained"] - 50))
    item = load_instrument("it_security").item(name)
    ends = [*(item.scale.range or ()), *(option for option, _ in item.scale.options)]
    far = max(ends, key=lambda end: abs((item.score(end, {}) or 0.0) - one["attained"]))
    change = {"item": name, "answer": far}
    state = api(f"{sheet}/change", {"change": change, "revision": api(sheet)["state"]["revision"]})["state"]
    assert state["answers"][name]["answer"] == far and name in state["measured"]
    assert [gap["item"] for gap in api(f"{sheet}/result")["gaps"]] == [name]


def test_what_is_unclear_is_asked_and_the_choice_counts(api: Api, folder: Folder) -> None:
    sheet = folder.create("working_time", "2026-03-31")
    text = "Mitarbeiter;Datum;Beginn;Ende;Pause\n" + "".join(
        f"A. Beispiel;{day:02}/04/2026;08:00;16:30;00:30\n" for day in range(1, 12)
    )
    asked = api(f"{sheet}/evidence", text.encode(), name="zeiten.csv")
    assert asked["question"]["id"] == "day_order" and asked["question"]["text"]["de"]
    assert [choice["id"] for choice in asked["question"]["choices"]] == ["dmy", "mdy"]
    periods = []
    for choice in ("dmy", "mdy"):
        seen = api(f"{sheet}/evidence", text.encode(), name="zeiten.csv", options=f'{{"day_order": "{choice}"}}')
        periods.append(facts(seen["understood"], "en")["Period"])
    assert periods[0] != periods[1] and "April" in periods[0] and "January" in periods[1]
    api(f"{sheet}/evidence/{seen['id']}/use", {})
    assert "January" in facts(api(sheet)["state"]["evidence"][0]["understood"], "en")["Period"]


def test_a_second_file_of_a_kind_takes_the_place_of_the_first(api: Api, folder: Folder) -> None:
    sheet = folder.create("it_security", "2026-03-31")
    for name in ("first.csv", "second.csv"):
        seen = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=name)
        state = api(f"{sheet}/evidence/{seen['id']}/use", {})["state"]
    assert [e["file"] for e in state["evidence"]] == ["second.csv"] and copies(folder) == ["second.csv"]


def test_evidence_survives_a_restart(api: Api, folder: Folder) -> None:
    sheet = folder.create("it_security", "2026-03-31")
    seen = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name)
    state = api(f"{sheet}/evidence/{seen['id']}/use", {})["state"]
    again = Desk(Folder(folder.path), "de", "NW", lambda: dt.date(2026, 3, 31))
    assert again.load(sheet)["state"] == state
    assert again.result(sheet) == api(f"{sheet}/result")
    assert again.drop(sheet, seen["id"])["state"]["measured"] == {}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"\x00\x01\x02" * 100, "x.xlsx"),
        (b"a;b\n1;2\n", '"><img src=x onerror=alert(1)>.csv'),
        (b"PK\x03\x04broken", "..\\..\\evil.xlsx"),
        (HOURS.read_bytes(), "hours for another audit.csv"),
        (b"a,b\n1,2\n", "a" * 5000 + ".csv"),
        (b"a,b\n1,2\n", "../../../etc/cron.d/x"),
        (b"a,b\n1,2\n", ""),
        (b"a,b\n1,2\n", "con\x00\n\u202e.csv"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_words(api: Api, folder: Folder, content: bytes, name: str) -> None:
    sheet = folder.create("it_security", "2026-03-31")
    reply = api(f"{sheet}/evidence", content, name=name)
    assert reply["error"]["sentence"]["de"] != reply["error"]["sentence"]["en"]
    assert copies(folder) == [] and api(sheet)["state"]["evidence"] == []


def test_an_audit_without_evidence_says_so(api: Api, folder: Folder) -> None:
    sheet = folder.create("homeoffice", "2026-03-31")
    reply = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name)
    assert reply["error"]["code"] == "audit_without_evidence" and copies(folder) == []


@pytest.mark.parametrize("options", ['{"timezone": "Nowhere/Here"}', '{"format": "x"}', "[]", "{", '{"day_order": 1}'])
def test_odd_options_never_crash(api: Api, folder: Folder, options: str) -> None:
    sheet = folder.create("it_security", "2026-03-31")
    reply = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name, options=options)
    assert reply.keys() & {"understood", "error"}


@pytest.mark.parametrize("mark", ["nope", "%00", "a%20b", "x" * 300])
def test_an_unknown_mark_changes_nothing(api: Api, folder: Folder, mark: str) -> None:
    sheet = folder.create("it_security", "2026-03-31")
    before = api(sheet)["state"]
    assert "error" in api(f"{sheet}/evidence/{mark}/use", {})
    assert api(f"{sheet}/evidence/{mark}/drop", {})["state"] == before


def absences(numbers: list[str]) -> bytes:
    rows = "".join(f"{number};02.02.2026;06.02.2026;Urlaub\n" for number in numbers)
    return f"Personalnummer;Von;Bis;Art\n{rows}".encode()


def test_a_full_disk_is_said_and_the_file_can_be_used_once_there_is_room(
    api: Api, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = folder.create("it_security", "2026-03-31")
    seen = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name)
    before = api(sheet)["state"]

    def full(source: Path, target: Path) -> None:
        Path(target).write_bytes(b"half of it")
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(shutil, "move", full)
    error = api(f"{sheet}/evidence/{seen['id']}/use", {})["error"]
    assert "Schaffen Sie Platz" in error["sentence"]["de"] and "Make room" in error["sentence"]["en"]
    assert "No space" not in str(error)
    assert api(sheet)["state"] == before and copies(folder) == []
    monkeypatch.undo()
    assert [e["file"] for e in api(f"{sheet}/evidence/{seen['id']}/use", {})["state"]["evidence"]] == [PHISHING.name]


def test_many_rows_are_counted_as_the_reader_writes_numbers(api: Api, folder: Folder) -> None:
    sheet = folder.create("working_time", "2026-03-31")
    understood = api(f"{sheet}/evidence", absences([f"{n}" for n in range(1234)]), name="urlaub.csv")["understood"]
    assert facts(understood, "de")["Zeilen gelesen"] == "1.234"
    assert facts(understood, "de")["Enthalten sind"] == "1.234 Personen"
    assert facts(understood, "en")["Rows read"] == "1,234"


def test_files_about_the_same_people_are_linked(api: Api, folder: Folder) -> None:
    sheet = folder.create("working_time", "2026-03-31")
    for name, content in ((HOURS.name, HOURS.read_bytes()), ("urlaub.csv", absences(["1031", "1001"]))):
        seen = api(f"{sheet}/evidence", content, name=name)
        reply = api(f"{sheet}/evidence/{seen['id']}/use", {})
        assert "state" in reply, reply
    assert [e["kind"] for e in reply["state"]["evidence"]] == ["shifts", "absences"]
    assert api(f"{sheet}/result")["breaches"]


def test_a_file_about_other_people_is_refused_and_no_copy_stays(api: Api, folder: Folder) -> None:
    sheet = folder.create("working_time", "2026-03-31")
    seen = api(f"{sheet}/evidence", HOURS.read_bytes(), name=HOURS.name)
    state = api(f"{sheet}/evidence/{seen['id']}/use", {})["state"]
    other = api(f"{sheet}/evidence", absences(["nobody"]), name="urlaub.csv")
    assert api(f"{sheet}/evidence/{other['id']}/use", {})["error"]["code"] == "evidence_not_linked"
    assert copies(folder) == [HOURS.name] and api(sheet)["state"] == state


def test_a_file_may_be_looked_at_again_after_a_refusal_or_a_drop(api: Api, folder: Folder) -> None:
    sheet = folder.create("it_security", "2026-03-31")
    for _ in range(2):
        seen = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name)
        api(f"{sheet}/evidence/{seen['id']}/drop", {})
        assert "error" in api(f"{sheet}/evidence/{seen['id']}/use", {}), "what was dropped is gone"
    seen = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name)
    used = api(f"{sheet}/evidence/{seen['id']}/use", {})
    assert used["state"]["measured"]
    again = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name)
    assert api(f"{sheet}/evidence/{again['id']}/use", {})["state"]["measured"] == used["state"]["measured"]
    assert copies(folder) == [PHISHING.name]


def test_a_file_read_for_one_audit_is_not_used_for_another(api: Api, folder: Folder) -> None:
    hours, phishing = folder.create("working_time", "2026-03-31"), folder.create("it_security", "2026-03-31")
    seen = api(f"{hours}/evidence", HOURS.read_bytes(), name=HOURS.name)
    reply = api(f"{phishing}/evidence/{seen['id']}/use", {})
    assert "error" in reply and copies(folder) == []


def test_a_copy_that_is_gone_is_said_and_can_be_removed(api: Api, folder: Folder) -> None:
    sheet = folder.create("it_security", "2026-03-31")
    seen = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name)
    api(f"{sheet}/evidence/{seen['id']}/use", {})
    next(p for p in folder.path.rglob(PHISHING.name)).unlink()
    assert PHISHING.name in api(f"{sheet}/result")["error"]["sentence"]["en"]
    assert "state" in api(sheet), "the questions can still be answered"
    assert api(f"{sheet}/evidence/{seen['id']}/drop", {})["state"]["evidence"] == []
    assert "error" not in api(f"{sheet}/result")


def test_a_change_of_the_profile_shows_the_figures_it_brings(api: Api, folder: Folder) -> None:
    """An item left out by the profile is measured all the same, and counts as soon as it is asked."""
    for audit, file in (("working_time", HOURS), ("it_security", PHISHING), ("social_maturity", TICKETS)):
        sheet = folder.create(audit, "2026-03-31")
        fields = {i.ask_if: False for i in load_instrument(audit).items if i.ask_if and i.evidence}
        api(f"{sheet}/change", {"change": {"profile": fields}, "revision": api(sheet)["state"]["revision"]})
        seen = api(f"{sheet}/evidence", file.read_bytes(), name=file.name)
        state = api(f"{sheet}/evidence/{seen['id']}/use", {})["state"]
        api(f"{sheet}/change", {"change": {"profile": dict.fromkeys(fields)}, "revision": state["revision"]})
        answered = {row["id"] for row in api(f"{sheet}/result")["items"] if row["state"] == "answered"}
        assert set(api(sheet)["state"]["measured"]) == answered


def test_a_file_of_another_kind_is_named_in_the_words_of_the_page(api: Api, folder: Folder) -> None:
    sheet = folder.create("working_time", "2026-03-31")
    reply = api(f"{sheet}/evidence", PHISHING.read_bytes(), name=PHISHING.name)
    said = reply["error"]["sentence"]["de"]
    assert "Phishing-Tests" in said and "Arbeitszeiten" in said and "shifts" not in said


@pytest.mark.parametrize(("file", "words"), [(HOURS, "34 Personen"), (FORMATS / "timewarrior_export.json", "1 Person")])
def test_persons_are_counted_in_words(api: Api, folder: Folder, file: Path, words: str) -> None:
    sheet = folder.create("working_time", "2026-03-31")
    assert words in facts(api(f"{sheet}/evidence", file.read_bytes(), name=file.name)["understood"], "de").values()


def test_what_concerns_many_rows_says_how_many(api: Api, folder: Folder) -> None:
    sheet = folder.create("working_time", "2026-03-31")
    file = FORMATS / "personio_attendance_import.xlsx"  # four of its days end at 23:59
    seen = api(f"{sheet}/evidence", file.read_bytes(), name=file.name)["understood"]
    assert "(Anzahl: 4)" in " ".join(facts(seen, "de").values())


def test_a_file_in_use_says_how_many_questions_it_answers_or_why_none(api: Api, folder: Folder) -> None:
    sheet = folder.create("working_time", "2026-03-31")

    def told(file: Path) -> str:
        seen = api(f"{sheet}/evidence", file.read_bytes(), name=file.name)
        state = api(f"{sheet}/evidence/{seen['id']}/use", {})["state"]
        return facts(state["evidence"][0]["understood"], "de")["Beantwortet"]

    short = told(FORMATS / "kimai_default_de.csv")  # two weeks
    assert short.startswith("keine Frage: ") and "zu kurzer Zeitraum" in short
    assert told(HOURS) == "3 Fragen"


def test_the_state_of_the_company_decides_which_holidays_count(api: Api, folder: Folder) -> None:
    """6 January is a working day in North Rhine-Westphalia and a public holiday in Bavaria."""
    sheet = folder.create("working_time", "2026-03-31")
    seen = api(f"{sheet}/evidence", HOURS.read_bytes(), name=HOURS.name)
    state = api(f"{sheet}/evidence/{seen['id']}/use", {})["state"]

    def holidays_worked(state: str) -> int:
        told = {"change": {"profile": {"region": state or None}}, "revision": api(sheet)["state"]["revision"]}
        changed = api(f"{sheet}/change", told)["state"]
        assert changed["profile"].get("region", "") == state and changed["measured"]
        rows = api(f"{sheet}/result")["breaches"]
        return sum(row["failed"] for row in rows if "§ 9 Abs. 1 ArbZG mit" in str(row["citation"]))

    assert holidays_worked("BY") > 10 * holidays_worked("NW") > 0
    refused = api(
        f"{sheet}/change", {"change": {"profile": {"region": "XX"}}, "revision": api(sheet)["state"]["revision"]}
    )
    assert "Kürzel eines Bundeslands" in refused["error"]["sentence"]["de"]
    assert [field["choices"][9]["label"]["de"] for field in api(sheet)["spec"]["profile"] if "choices" in field] == [
        "Nordrhein-Westfalen"
    ]
    assert state["measured"].keys() == api(sheet)["state"]["measured"].keys()
