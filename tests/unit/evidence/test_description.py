"""What kind.yaml says of a kind, and the faults of one that is not sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from places import ROOT

from readiness import catalog
from readiness.analysis.registry import ANALYSES
from readiness.errors import CatalogError, UnknownName
from readiness.evidence.description import kind_faults, load_kind
from readiness.proofreading.run import check_catalog

EXAMPLE = ROOT / "tests" / "shared" / "incidents" / "evidence" / "incidents"


def test_a_derived_column_stands_in_place_of_what_it_is_made_of():
    kind = load_kind("absences")
    assert kind.frame_columns == {"subject": "person", "day": "date", "kind": "word", "half": "flag"}
    assert (kind.time, kind.links, kind.sort, kind.same) == (
        ("day",),
        ("shifts",),
        ("subject", "day"),
        ("subject", "day"),
    )


def test_a_duration_is_told_in_formats_without_its_unit():
    kind = load_kind("tickets")
    assert kind.column("first_reply_minutes").told_as == "first_reply"
    assert kind.column("first_reply_minutes").since == "created"
    assert (kind.sort, kind.same, kind.links) == (("created", "ticket"), ("ticket",), ())


def test_an_unknown_kind_is_answered_with_the_nearest():
    with pytest.raises(UnknownName) as caught:
        load_kind("shift")
    assert caught.value.fields["nearest"][0] == "shifts"


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "found"),
    [
        ("time: [noticed]", "time: [notced]", "catalog_unknown_reference", "time.0", "notced"),
        ("time: [noticed]", "sort: [nobody]", "catalog_unknown_reference", "sort.0", "nobody"),
        ("time: [noticed]", "links: [shift]", "catalog_unknown_reference", "links.0", "shift"),
        ("unknown: other", "unknown: sonst", "catalog_unknown_reference", "columns.3.unknown", "sonst"),
        ("empty: other", "empty: sonst", "catalog_unknown_reference", "columns.3.empty", "sonst"),
        ("unit: hours", "unit: hours\n    since: noticed", "catalog_unknown_reference", "columns.2.since", "noticed"),
        (
            "empty: value_missing",
            "empty: value_mising",
            "catalog_unknown_reference",
            "columns.1.issues.empty",
            None,
        ),
        ("id: severity", "id: gravity", "catalog_missing_key", "canonical", None),
        ("type: date", "type: instant", "catalog_missing_key", "canonical", None),
        ("type: date", "type: day", "catalog_not_in_list", "columns.1.type", "day"),
        ("type: date", "type: label", "catalog_missing_key", "columns.1", None),
        ("unit: hours", "since: noticed", "catalog_missing_key", "columns.2", None),
        ("type: date", "type: date\n    unit: days", "catalog_wrong_value", "columns.1", None),
        ("values: [low, high, other]", "value: [low]", "catalog_unknown_key", "value", None),
        ("  many:", "  more:", "catalog_unknown_key", "more", None),
    ],
)
def test_a_name_that_leads_nowhere_is_refused_with_file_and_line(tmp_path: Path, old, new, code, key, found):
    folder = tmp_path / "evidence" / "incidents"
    shutil.copytree(EXAMPLE, folder)
    text = (folder / "kind.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / "kind.yaml").write_text(text.replace(old, new), encoding="utf-8")
    faults = [fault for fault in check_catalog(tmp_path) if fault.fields["file"].startswith("evidence/incidents")]
    named = [fault for fault in faults if (fault.code, fault.fields["key"]) == (code, key)]
    assert len(named) == 1 and named[0].fields["line"] > 1
    assert found is None or named[0].fields["found"] == found
    with catalog.overlay(tmp_path):
        if "issues" not in key:
            with pytest.raises(CatalogError):
                load_kind("incidents")


@pytest.mark.parametrize("kind", catalog.ids("evidence"))
def test_the_shipped_kinds_are_sound(kind):
    assert list(kind_faults(kind, set(catalog.load("texts/de.yaml")["issues"]))) == []


def test_the_analyses_link_the_kinds_that_say_so_themselves():
    linked = {(link.kind, link.to) for analysis in ANALYSES for link in analysis.links}
    assert linked == {(kind, other) for kind in catalog.ids("evidence") for other in load_kind(kind).links}
