"""Workbooks: the same shifts as in a CSV file, and nothing that a file could do to the reader."""

from __future__ import annotations

import csv
import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from readiness.errors import EvidenceError
from readiness.evidence import Evidence, read_evidence
from readiness.evidence.files import workbook as module


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Evidence]:
    """Rows of cells in a workbook, read as shifts; further sheets by name."""

    def made(rows: list[list[Any]], others: dict[str, list[list[Any]]] | None = None, **options: Any) -> Evidence:
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        for name, cells in (others or {}).items():
            sheet = workbook.create_sheet(name)
            for row in cells:
                sheet.append(row)
        path = tmp_path / "zeiten.xlsx"
        workbook.save(path)
        return read_evidence("shifts", path, **options)

    return made


def hand_made(samples: Path) -> list[list[Any]]:
    """The hand-made timesheet with true dates, times and durations, as a spreadsheet keeps them."""
    with (samples / "generic_stundenzettel_cp1252.csv").open(encoding="cp1252", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";")
    typed = []
    for number, name, day, start, end, pause, hours, note in rows:
        date = dt.datetime.strptime(day, "%d.%m.%Y")
        clocks = [dt.timedelta(1) if clock == "24:00" else dt.time.fromisoformat(clock) for clock in (start, end)]
        typed.append([int(number), name, date, *clocks, int(pause), float(hours.replace(",", ".")), note])
    return [head, *typed]


def test_a_timesheet_kept_as_workbook_is_read_like_the_csv_file(book, samples, clock, codes):
    evidence = book([["Stundenzettel März"], [], *hand_made(samples)])
    as_text = read_evidence("shifts", samples / "generic_stundenzettel_cp1252.csv")
    assert sorted(clock(evidence)) == sorted(clock(as_text))
    assert sorted(evidence.frame["unplaced_break"]) == sorted(as_text.frame["unplaced_break"])
    assert evidence.provenance["format"] == "timesheet" and codes(evidence) == []
    assert evidence.frame["row"].min() == 4


def test_total_rows_are_left_out_and_counted(book, samples, codes):
    rows = hand_made(samples)
    evidence = book([*rows, [None, None, None, None, None, None, 69.25], [None, None, "Summe", None, None, 285]])
    assert codes(evidence) == [("totals_left_out", 0)] and len(evidence.frame) == len(rows) - 1


def test_the_totals_row_of_kimai_is_no_shift(book, codes):
    head = ["Datum", "Von", "Bis", "Dauer", "Benutzer"]
    day = [dt.date(2026, 3, 23), "22:00", "06:00", dt.timedelta(hours=7, minutes=15), "a"]
    evidence = book([head, day, [None, None, None, dt.timedelta(hours=27, minutes=15), None]])
    assert evidence.frame["unplaced_break"].tolist() == [45] and codes(evidence) == [("totals_left_out", 0)]


def test_the_sheet_with_the_times_is_found(book, samples, codes):
    evidence = book([["Hinweise", "Stand"], ["bitte lesen", 2026]], {"Zeiten": hand_made(samples)})
    assert codes(evidence) == [("sheets_left_out", 0)] and len(evidence.frame) == 14


def test_formulas_are_text_or_nothing(book, read, codes):
    head = ["employee_id", "start", "end"]
    row = ["a", "2026-03-23 08:00", "2026-03-23 12:00"]
    evidence = book([head, row, ["b", '=HYPERLINK("http://example.org")', "2026-03-23 12:00"]])
    assert codes(evidence) == [("start_missing", 3)]
    assert codes(read(",".join(head), ",".join(row), "b,=NOW(),2026-03-23 12:00")) == [("unreadable_time", 3)]


@pytest.mark.parametrize("year", [1900, 2200])
def test_dates_beyond_any_shift_are_refused_row_by_row(book, codes, year):
    good = ["a", dt.datetime(2026, 3, 23, 8), dt.datetime(2026, 3, 23, 12)]
    evidence = book(
        [["employee_id", "start", "end"], good, ["a", dt.datetime(year, 5, 1, 8), dt.datetime(year, 5, 1, 9)]]
    )
    assert codes(evidence) == [("date_out_of_range", 3)]


def zipped(tmp_path: Path, parts: dict[str, bytes]) -> Path:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def sample_parts(samples: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(samples / "kimai_default_de.xlsx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("parts", "code", "found"),
    [
        ({"a.txt": b"x"}, "file_not_table", "ZIP"),
        ({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}, "file_not_table", "Excel/Office"),
        ({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<broken"}, "workbook_unreadable", None),
        ({"xl/workbook.xml": b"0" * (12 * 2**20)}, "workbook_too_large", None),
    ],
)
def test_other_archives_and_bombs_are_refused(tmp_path, parts, code, found):
    with pytest.raises(EvidenceError) as caught:
        read_evidence("shifts", zipped(tmp_path, parts))
    assert caught.value.code == code and caught.value.fields.get("found") == found


def test_the_limit_is_checked_before_anything_is_unpacked(tmp_path, samples, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_UNPACKED", 1_000)
    monkeypatch.setattr(module, "_reading", None)
    with pytest.raises(EvidenceError) as caught:
        read_evidence("shifts", samples / "kimai_default_de.xlsx")
    assert caught.value.code == "workbook_too_large"


def test_a_truncated_workbook_is_unreadable(tmp_path, samples):
    raw = (samples / "kimai_default_de.xlsx").read_bytes()
    path = tmp_path / "x.xlsx"
    for size in (len(raw) // 2, len(raw) - 30):
        path.write_bytes(raw[:size])
        with pytest.raises(EvidenceError) as caught:
            read_evidence("shifts", path)
        assert caught.value.code == "workbook_unreadable"


def test_entities_and_far_away_cells_do_no_harm(tmp_path, samples):
    parts = sample_parts(samples)
    name = "xl/worksheets/sheet1.xml"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    sheet = parts[name]
    start = sheet.index(b"<worksheet")
    with_bomb = (
        sheet[:start] + bomb + b"]>" + sheet[start:].replace(b"</v>", b"&j;</v>", 1).replace(b"</t>", b"&j;</t>", 1)
    )
    with pytest.raises(EvidenceError) as caught:
        read_evidence("shifts", zipped(tmp_path, parts | {name: with_bomb}))
    assert caught.value.code == "workbook_unreadable"
    far = sheet.replace(b"</sheetData>", b'<row r="999999999"><c r="ZZZ999999999"><v>1</v></c></row></sheetData>')
    assert len(read_evidence("shifts", zipped(tmp_path, parts | {name: far})).frame) == 10


def test_nothing_outside_the_workbook_is_opened(tmp_path, samples, monkeypatch):
    parts = sample_parts(samples)
    rels = "xl/_rels/workbook.xml.rels"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = b'<Relationship Id="rId99" Type="' + kind + b'" Target="http://example.org/x" TargetMode="External"/>'
    link += b"</Relationships>"
    path = zipped(tmp_path, parts | {rels: parts[rels].replace(b"</Relationships>", link)})
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the reader went online"))
    assert len(read_evidence("shifts", path).frame) == 10


def test_any_damage_inside_ends_in_a_clear_error(tmp_path, samples):
    parts = sample_parts(samples)
    for name in parts:
        for damaged in (b"", parts[name][: len(parts[name]) // 2], b"\x00" * 50, io.BytesIO(parts[name]).read()[::-1]):
            try:
                read_evidence("shifts", zipped(tmp_path, parts | {name: damaged}))
            except EvidenceError as problem:
                assert problem.code in {"workbook_unreadable", "format_unknown", "file_empty", "no_usable_rows"}, name


def test_a_size_that_lies_does_not_unpack_more(tmp_path, samples):
    size = 12 * 2**20
    path = zipped(tmp_path, sample_parts(samples) | {"xl/worksheets/sheet1.xml": b"0" * size})
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 100)))
    with pytest.raises(EvidenceError) as caught:
        read_evidence("shifts", path)
    assert caught.value.code == "workbook_unreadable"
