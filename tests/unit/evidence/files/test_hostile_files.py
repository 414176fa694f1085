"""Files that nobody meant to be read: a clear answer, soon, and without filling the memory."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tracemalloc
import zipfile

import pytest

from readiness.errors import EvidenceError
from readiness.evidence.files import source as module

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


def test_one_endless_line_is_not_copied_over_and_over(read):
    line = b"x" * (8 * 2**20)
    tracemalloc.start()
    try:
        assert code_of(read, line) in {"file_not_table", "cell_too_long"}
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5 * len(line)


def test_formulas_stay_text_and_never_become_times(read, codes):
    evidence = read(HEAD, ROW, '1,"=NOW()",=1+1', "=cmd|' /C calc'!A0,2026-03-24 08:00,2026-03-24 12:00")
    assert len(evidence.frame) == 2 and codes(evidence, refused=True) == [("unreadable_time", 3)]
    assert not evidence.frame["subject"].astype(str).str.contains("cmd").any()


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


def bomb(path, megabytes=2048):
    """A workbook whose sheet unpacks to two gigabytes of blanks; itself about 2 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(megabytes // 64):
                sheet.write(b" " * 2**26)


def hostile(folder):
    """One file of each sort, and whether the command line reads it (0) or refuses it (2)."""
    days = ["1,1900-01-01 08:00,1900-01-01 09:00", "1,2200-01-01 08:00,2200-01-01 09:00"]
    mixed = f"{HEAD}\n".encode() + b"J\xfcrgen,2026-03-23 08:00,2026-03-23 12:00\n" + f"Zo\u00eb{ROW[1:]}\n".encode()
    wide = f"{HEAD},{','.join(f'c{n}' for n in range(10_000))}\n{ROW}{',x' * 10_000}\n".encode()
    files = {
        "random.csv": (random.Random(7).randbytes(2**20), 2),
        "random.xlsx": (b"PK\x03\x04" + random.Random(7).randbytes(2**20), 2),
        "nul.csv": (f"{HEAD}\n{ROW}\n\x00\n".encode(), 2),
        "mixed.csv": (mixed, 0),
        "formulas.csv": (f"{HEAD}\n{ROW}\n1,=NOW(),=1+1\n".encode(), 0),
        "columns.csv": (wide, 0),
        "hours900.csv": (f"{HEAD}\n{ROW}\n1,2026-01-01 08:00,2026-02-07 20:00\n".encode(), 0),
        "years.csv": ("\n".join([HEAD, ROW, *days]).encode(), 0),
        "years_only.csv": ("\n".join([HEAD, *days]).encode(), 2),
        "deep.json": (b"[" * 200_000, 2),
    }
    for name, (raw, _) in files.items():
        (folder / name).write_bytes(raw)
    bomb(folder / "bomb.xlsx")
    return {name: code for name, (_, code) in files.items()} | {"bomb.xlsx": 2}


#: Runs the command line on many files in one process and prints exit codes and the peak memory in kilobytes: that of
#: this program alone, because the peak that `resource` tells counts the process that started it as well.
RUN = """
import contextlib, io, json, re, sys
from pathlib import Path
from readiness.cli import main
found = {}
for file in sys.argv[1:]:
    run = ["run", "working_time", "--evidence", "shifts=" + file, "--on", "2026-04-30"]
    for words in (["check", "shifts", file], run):
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(words)
        assert "Traceback" not in out.getvalue() and len(out.getvalue()) > 40
        found.setdefault(file, []).append(code)
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps([found, int(peak[1])]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted in kilobytes on Linux only")
def test_the_command_line_answers_hostile_files_in_bounded_memory(tmp_path):
    expected = hostile(tmp_path)
    words = [sys.executable, "-c", RUN, *(str(tmp_path / name) for name in expected)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)
    found, kilobytes = json.loads(done.stdout)
    assert {name: found[str(tmp_path / name)] for name in expected} == {n: [c, c] for n, c in expected.items()}
    assert kilobytes < 500 * 1024
