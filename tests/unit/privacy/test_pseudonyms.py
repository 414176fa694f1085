"""No name leaves the reader, and the codes give nothing away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readiness.evidence import read_evidence
from readiness.privacy.pseudonyms import pseudonyms

NAMES = {
    "kimai_default_de.csv": [
        "Müßig",
        "muessig",
        "O'Neil",
        "oneil",
        "1001",
        "1002",
        "Messe",
        "Nachtschicht",
        "Muster GmbH",
    ],
    "clockify_detailed_us.csv": ["Müßig", "muessig", "O'Neil", "oneil", "Messe", "Team A", "Muster GmbH"],
    "toggl_detailed.csv": ["Müßig", "muessig", "O'Neil", "oneil", "Messe", "Muster GmbH"],
    "generic_stundenzettel_cp1252.csv": ["Müßig", "O'Neil", "1001", "1002", "Messe"],
    "zeiterfassung_urlaubsverwaltung_de.csv": ["Müßig", "Jürgen", "O'Neil", "Zoë", "Messe"],
    "gophish_results.csv": ["anna", "Albrecht", "Öztürk", "example.org", "Einkauf", "192.0.2"],
    "zendesk_tickets.csv": ["10001", "Lieferung", "Rechnung"],
}
KINDS = {"gophish_results.csv": "phishing_tests", "zendesk_tickets.csv": "tickets"}


@pytest.mark.parametrize("name", NAMES)
def test_names_and_free_text_stay_in_the_file(name: str, samples: Path) -> None:
    evidence = read_evidence(KINDS.get(name, "shifts"), samples / name)
    frame = evidence.frame.drop(columns="row").astype(str).to_csv()
    told = frame + evidence.issues.drop(columns="row").to_csv() + json.dumps(evidence.provenance)
    told = told.replace(evidence.provenance["digest"], "")
    for word in NAMES[name]:
        assert word.casefold() not in told.casefold(), word


def test_a_name_in_the_wrong_column_is_not_shown(read, codes):
    evidence = read(
        "Datum;Kommt;Geht;Pause (min);Name",
        "Erika Mustermann;Erika Mustermann;08:00;Erika;Erika",
        "23.03.2026;Pam;12:00;0;Erika",
        "24.03.2026;08:00;12:00;am Mittag;Erika",
        "25.03.2026;08:00;12:00;0;Erika",
    )
    assert len(codes(evidence, refused=True)) == 3
    assert set(evidence.issues["value"]) == {""}


def test_same_bytes_same_codes_other_bytes_other_codes(read):
    lines = ("employee_id,start,end", "1,2026-03-23 08:00,2026-03-23 12:00")
    first, again, other = read(*lines), read(*lines), read(*lines, "")
    assert first.frame["subject"].tolist() == again.frame["subject"].tolist() != other.frame["subject"].tolist()


def test_a_secret_links_files_and_is_needed_to_do_so(read):
    one = ("employee_id,start,end", "Anna@x.org ,2026-03-23 08:00,2026-03-23 12:00")
    two = ("recipient,sent,clicked,reported", "anna@x.org,2026-03-23 08:00,no,no")
    shifts, tests = read(*one, secret="s"), read(*two, kind="phishing_tests", secret="s")
    assert shifts.frame["subject"].tolist() == tests.frame["subject"].tolist()
    assert read(*one, secret="t").frame["subject"].tolist() != shifts.frame["subject"].tolist()


def test_the_published_digest_is_not_the_key(read):
    evidence = read("employee_id,start,end", "1001,2026-03-23 08:00,2026-03-23 12:00")
    digest = evidence.provenance["digest"]
    for key in (digest.encode(), bytes.fromhex(digest)):
        assert pseudonyms(["1001"], key)[0] not in set(evidence.frame["subject"])


def test_codes_are_distinct_and_do_not_follow_the_order_of_names():
    names = [f"{number:05}" for number in range(3000)]
    codes = pseudonyms(names, b"salt")
    assert len(codes.categories) == 3000 and list(codes.categories) == sorted(codes.categories)
    in_order = sum(a < b for a, b in zip(codes.codes[:-1], codes.codes[1:], strict=True))
    assert 1300 < in_order < 1700


def test_blanks_and_accents_do_not_make_two_people():
    codes = pseudonyms(["Zoe\u0308  Gro\u00df", " Zo\u00eb Gro\u00df", "Zoe Gross"], b"salt")
    assert codes[0] == codes[1] != codes[2]
