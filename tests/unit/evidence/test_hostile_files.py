"""Files that nobody meant to be read: a clear answer, soon, and without filling the memory."""

from __future__ import annotations

import random

import pytest

from readiness.errors import EvidenceError
from readiness.evidence import source as module

HEAD = "employee_id,start,end"
ROW = "1,2026-03-23 08:00,2026-03-23 12:00"


def code_of(read, *lines, **options):
    with pytest.raises(EvidenceError) as caught:
        read(*lines, **options)
    return caught.value.code


@pytest.mark.parametrize("start", [b"", b"{", b"[", b"BEGIN:VCALENDAR\n", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_megabyte_of_random_bytes(read, start):
    raw = start + random.Random(7).randbytes(2**20)
    known = {"file_not_table", "workbook_unreadable"}
    assert code_of(read, raw) in known


@pytest.mark.parametrize("start", [b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", b"[", b'{"a":'])
def test_a_megabyte_of_random_text(read, start):
    letters = "abcdefghij0123456789:;,.[]{}\"' \n"
    text = "".join(random.Random(7).choices(letters, k=2**20)).encode()
    assert code_of(read, start + text) in {"calendar_unreadable", "json_unreadable"}


def test_nul_bytes_in_a_sound_table(read):
    assert code_of(read, f"{HEAD}\n{ROW}\n\x00\n".encode()) == "file_not_table"


def test_mixed_encodings_are_read_and_mentioned(read, codes):
    raw = (
        HEAD.encode()
        + b"\nJ\xfcrgen,2026-03-23 08:00,2026-03-23 12:00\n"
        + "Zoë,2026-03-24 08:00,2026-03-24 12:00".encode()
    )
    evidence = read(raw)
    assert len(evidence.frame) == 2 and codes(evidence) == [("encoding_guessed", 0)]


def test_ten_thousand_columns(read):
    extra = ",".join(f"c{n}" for n in range(10_000))
    assert len(read(f"{HEAD},{extra}", *[ROW + ",x" * 10_000] * 20).frame) == 20
    assert code_of(read, extra, extra) == "format_unknown"


def test_a_shift_of_900_hours(read, codes):
    evidence = read(HEAD, ROW, "1,2026-01-01 08:00,2026-02-07 20:00")
    assert codes(evidence, refused=True) == [("too_long", 3)]


@pytest.mark.parametrize("year", [1900, 2200, 9999])
def test_years_far_away(read, codes, year):
    evidence = read(HEAD, ROW, f"1,{year}-01-01 08:00,{year}-01-01 09:00")
    assert codes(evidence, refused=True) == [("date_out_of_range", 3)]


def test_a_cell_of_a_megabyte(read, codes):
    huge = "x" * 2**20
    assert code_of(read, f"{HEAD},note", f"{ROW},{huge}") == "cell_too_long"
    assert code_of(read, f"{HEAD},note", f'{ROW},"{huge}"') == "cell_too_long"
    assert code_of(read, f"{HEAD},{huge}", f"{ROW},") in {"file_not_table", "cell_too_long"}


def test_lists_and_calendars_have_a_smaller_limit(read, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_PARSED", {"json": 100, "calendar": 100})
    assert code_of(read, "[" + "1," * 200 + "1]") == "file_too_large"
    assert code_of(read, "BEGIN:VCALENDAR\n" + "X:1\n" * 200) == "file_too_large"


@pytest.mark.parametrize("kind", ["absences", "people"])
def test_the_sensitive_kinds_answer_random_bytes_as_calmly(read, kind):
    assert code_of(read, random.Random(3).randbytes(5_000), kind=kind) == "file_not_table"


def test_an_absence_over_the_whole_calendar_stays_small(read, codes):
    rows = [f"{n},2000-01-01,2099-12-31,leave" for n in range(500)]
    evidence = read("person,from,to,kind", "x,2026-01-01,2026-01-02,leave", *rows, kind="absences")
    assert len(evidence.frame) == 2 and len(codes(evidence, refused=True)) == 500
