"""The columns in kind.yaml are what the readers read, for every kind; and what each type of column makes of a cell."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from readiness import catalog
from readiness.evidence import load_kind, read_evidence
from readiness.evidence.source_table import SourceTable

KINDS = catalog.ids("evidence")
#: A sound cell of each type; where columns depend on each other, those of a kind.
CELLS = {
    "person": "1001",
    "label": "A7",
    "instant": "2026-03-23T08:00:00+01:00",
    "date": "2026-03-23",
    "duration": "30",
    "number": "30",
    "flag": "true",
    "code": "hospital",
    "zone": "Europe/Berlin",
    "region": "NW",
}
OF_KIND = {
    "shifts": {
        "end": "2026-03-23T16:00:00+01:00",
        "break_start": "2026-03-23T09:00:00+01:00",
        "break_end": "2026-03-23T09:10:00+01:00",
        "break_2_start": "2026-03-23T10:00:00+01:00",
        "break_2_end": "2026-03-23T10:10:00+01:00",
        "break_3_start": "2026-03-23T11:00:00+01:00",
        "break_3_end": "2026-03-23T11:10:00+01:00",
    },
    "people": {"birth_year": "1996"},
}
#: What a column of each type is in the frame.
TYPES = {
    "person": {"category"},
    "label": {"category"},
    "instant": {"datetime64[s, UTC]"},
    "date": {"datetime64[s]"},
    "duration": {"float64"},
    "number": {"float64", "Int64"},
    "word": {"category"},
    "flag": {"bool"},
    "code": {"category"},
    "zone": {"category"},
    "region": {"category"},
}


def row_of(kind: str) -> dict[str, str]:
    """One sound row with every column of a kind."""
    own, columns = OF_KIND.get(kind, {}), load_kind(kind).columns
    return {c.id: own.get(c.id) or (c.values[0] if c.type == "word" else CELLS[c.type]) for c in columns}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Fields for which a reader has asked."""
    fields: set[str] = set()
    column = SourceTable.column

    def told(self: SourceTable, field: str | None):
        fields.add(field or "")
        return column(self, field)

    monkeypatch.setattr(SourceTable, "column", told)
    return fields


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_of_a_kind_are_what_its_reader_reads(kind: str, read, asked: set[str]) -> None:
    row = row_of(kind)
    evidence = read(",".join(row), ",".join(row.values()), kind=kind)
    assert evidence.issues["refused"].sum() == 0 and len(evidence.frame) >= 1
    spec = catalog.load(f"evidence/{kind}/formats/canonical.yaml")
    field_of = {name: field for field, names in spec["columns"].items() for name in names}
    described = {field_of[name] for name in row}
    assert described <= asked, "every described column is read"
    # A duration may be told as a moment instead; nothing else is read that the kind does not describe.
    since = {c.told_as for c in load_kind(kind).columns if c.since}
    instead = {rule["instant"] for name, rule in spec.get("times", {}).items() if name in since}
    assert asked & spec["columns"].keys() <= described | instead


@pytest.mark.parametrize("kind", KINDS)
def test_the_frame_has_the_columns_and_types_that_the_kind_describes(kind: str, read) -> None:
    row = row_of(kind)
    frame = read(",".join(row), ",".join(row.values()), kind=kind).frame
    described = load_kind(kind).frame_columns
    assert set(frame.columns) == {*described, "row"} and frame.columns[-1] == "row"
    assert frame.columns[0] == next(iter(described))
    found = {name: str(frame[name].dtype) for name in described}
    assert {name: told for name, told in found.items() if told not in TYPES[described[name]]} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_that_is_not_needed_may_be_missing(kind: str, read) -> None:
    needed = {c.id for c in load_kind(kind).columns if c.required} | ({"age"} if kind == "people" else set())
    row = {name: cell for name, cell in row_of(kind).items() if name in needed}
    evidence = read(",".join(row), ",".join(row.values()), kind=kind)
    assert len(evidence.frame) >= 1 and evidence.issues["refused"].sum() == 0
    assert set(evidence.frame.columns) == {*load_kind(kind).frame_columns, "row"}


KIND = """
id: visits
title: {de: "Besuche", en: "Visits"}
description: {de: "Nur ein Beispiel.", en: "An example only."}
canonical: canonical
subjects: {one: {de: "{count} Besuch", en: "{count} visit"}, many: {de: "{count} Besuche", en: "{count} visits"}}
time: [came, left]
columns:
"""
COLUMNS = {
    "visit": "type: label, prefix: V, required: true, issues: {empty: value_missing}",
    "came": "type: instant, required: true, issues: {empty: value_missing}",
    "left": "type: instant, required: false",
    "guests": "type: number, unit: count, range: [1, 9], whole: true, required: false",
    "price": "type: number, unit: euro, required: false",
    "stay": "type: duration, unit: hours, since: came, required: false",
    "paid": "type: flag, empty: true, required: false",
    "room": "type: code, required: false",
    "state": "type: region, required: false",
    "zone": "type: zone, required: false",
    "mood": "type: word, values: [good, bad, none], required: false",
}


@pytest.fixture
def visits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "own" / "evidence" / "visits"
    (folder / "formats").mkdir(parents=True)
    words = 'title: {de: "x", en: "x"}, description: {de: "x", en: "x"}'
    listed = "".join(f"  - {{id: {name}, {told}, {words}}}\n" for name, told in COLUMNS.items())
    (folder / "kind.yaml").write_text(KIND + listed, encoding="utf-8")
    headings = "".join(f'  {name}: ["{name}"]\n' for name in COLUMNS) + '  until: ["until"]\n'
    times = "times: {naive: local, came: {instant: came}, left: {instant: left}, stay: {instant: until}}\n"
    (folder / "formats" / "canonical.yaml").write_text(
        f"id: canonical\nkind: visits\n{words.replace(', description', chr(10) + 'description')}\n"
        f"recognise: [visit, came]\ncolumns:\n{headings}{times}",
        encoding="utf-8",
    )
    monkeypatch.setenv("READINESS_DATA", str(tmp_path / "own"))
    return "visits"


def test_each_type_of_column_has_its_way_of_reading(visits: str, read, codes) -> None:
    evidence = read(
        "visit;came;left;guests;price;stay;until;paid;room;state;zone;mood",
        "1;2026-03-23 08:00;2026-03-23 10:00;2;9,50;1:30;;nein;kitchen;NW;;good",
        "2;2026-03-24 08:00;;;;;2026-03-24 14:00;;;;Europe/Lisbon;none",
        kind=visits,
    )
    # The format lists no words for yes and no, so only the kit's own are known.
    assert codes(evidence) == [("unreadable_yes_no", 2)]
    evidence = read(
        "visit;came;left;guests;price;stay;until;paid;room;state;zone;mood",
        "1;2026-03-23 08:00;2026-03-23 10:00;2;9,50;1:30;;false;kitchen;de-nw;;good",
        "2;2026-03-24 08:00;;;;;2026-03-24 14:00;;;;Europe/Lisbon;none",
        kind=visits,
    )
    frame = evidence.frame
    assert codes(evidence) == []
    assert frame["visit"].str.startswith("V-").all() and frame["visit"].nunique() == 2
    came = frame.sort_values("row")["came"].dt.strftime("%d. %H:%M")
    assert came.tolist() == ["23. 07:00", "24. 08:00"], "each in the zone of its own row"
    first, second = (frame[frame["row"] == row].iloc[0] for row in (2, 3))
    assert (first["guests"], first["price"], first["stay"], first["paid"]) == (2, 9.5, 1.5, False)
    assert (first["room"], first["state"], first["zone"], first["mood"]) == ("kitchen", "NW", "Europe/Berlin", "good")
    assert pd.isna(second["guests"]) and pd.isna(second["price"]) and pd.isna(second["left"])
    assert (second["stay"], second["paid"], second["zone"], second["mood"]) == (6.0, True, "Europe/Lisbon", "")
    assert (evidence.provenance["from"], evidence.provenance["to"]) == ("2026-03-23", "2026-03-23")


@pytest.mark.parametrize(
    ("cells", "code", "refused"),
    [
        ({"visit": ""}, "value_missing", True),
        ({"came": ""}, "value_missing", True),
        ({"came": "x"}, "unreadable_time", True),
        ({"left": "2026-02-30 08:00"}, "impossible_date", True),
        ({"guests": "17"}, "number_not_used", False),
        ({"guests": "2.5"}, "number_not_used", False),
        ({"stay": "viel"}, "unreadable_duration", True),
        ({"stay": "-1"}, "duration_below_zero", True),
        ({"until": "2026-03-20 08:00"}, "duration_below_zero", True),
        ({"paid": "x"}, "unreadable_yes_no", True),
        ({"room": "Küche 3"}, "code_not_used", False),
        ({"state": "Rheinland"}, "unknown_region", False),
        ({"zone": "Mars"}, "unknown_zone", True),
        ({"mood": "so so"}, "unknown_word", True),
    ],
)
def test_a_fault_of_a_cell_is_named_once(visits: str, read, codes, cells, code, refused) -> None:
    row = {"visit": "2", "came": "2026-03-24 08:00"} | cells
    evidence = read(
        ",".join(row),
        ",".join({**dict.fromkeys(row, ""), "visit": "1", "came": "2026-03-23 08:00"}.values()),
        ",".join(row.values()),
        kind=visits,
    )
    assert codes(evidence, refused) == [(code, 3)] == codes(evidence)
    assert len(evidence.frame) == (1 if refused else 2)


def test_of_two_faults_in_a_row_the_first_column_is_named(visits: str, read, codes) -> None:
    evidence = read("visit,came,room,mood", "1,2026-03-23 08:00,,", ",x,Küche 3,so so", kind=visits)
    assert codes(evidence) == [("value_missing", 3)], "and what is merely noted is not told of a row that is left out"


def test_a_kind_is_read_the_same_under_a_named_format(visits: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("visit,came\n1,2026-03-23 08:00\n", encoding="utf-8")
    pd.testing.assert_frame_equal(
        read_evidence(visits, path, format="canonical").frame, read_evidence(visits, path).frame
    )
