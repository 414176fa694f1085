"""Which file counts: the shipped data, and overlay folders laid over them."""

import shutil

import pytest
from places import ROOT

from readiness import catalog
from readiness.errors import ReadinessError, UnknownName, UsageError


def test_an_overlay_wins_as_a_whole_folder(tmp_path):
    target = tmp_path / "audits" / "change_readiness"
    shutil.copytree(ROOT / "data" / "audits" / "change_readiness", target)
    about = target / "audit.yaml"
    about.write_text(about.read_text(encoding="utf-8").replace('en: "Change"', 'en: "Our change"'), encoding="utf-8")
    before = catalog.digest()
    with catalog.overlay(tmp_path):
        assert catalog.load("audits/change_readiness/audit.yaml")["short"]["en"] == "Our change"
        assert catalog.digest() != before
    assert catalog.load("audits/change_readiness/audit.yaml")["short"]["en"] == "Change"
    assert catalog.digest() == before


def test_the_environment_names_overlays(tmp_path, monkeypatch):
    (tmp_path / "audits" / "own").mkdir(parents=True)
    monkeypatch.setenv("READINESS_DATA", str(tmp_path))
    assert "own" in catalog.ids("audits")
    monkeypatch.setenv("READINESS_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError) as caught:
        catalog.roots()
    assert caught.value.code == "data_folder_missing"
    assert "nowhere" in str(caught.value)


def test_a_mistyped_audit_offers_the_nearest():
    with pytest.raises(UnknownName) as caught:
        catalog.folder("audits", "working_tme")
    assert caught.value.fields["nearest"] == ["working_time"]
    assert "working_time" in str(caught.value)


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "../audits/working_time"])
def test_a_name_never_leaves_its_folder(name):
    with pytest.raises(ReadinessError):
        catalog.folder("audits", name)


def format_of_a_chamber(folder, name="stechuhr", kind="shifts"):
    """Put one format, and nothing else, into an overlay."""
    text = (ROOT / "data" / "evidence" / "shifts" / "formats" / "kimai.yaml").read_text(encoding="utf-8")
    place = folder / "evidence" / kind / "formats"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.yaml").write_text(text.replace("id: kimai", f"id: {name}", 1), encoding="utf-8")


def test_a_format_of_an_overlay_is_added_and_hides_no_other(tmp_path):
    shipped = catalog.names("evidence/shifts/formats")
    format_of_a_chamber(tmp_path)
    with catalog.overlay(tmp_path):
        assert catalog.names("evidence/shifts/formats") == sorted([*shipped, "stechuhr"])
        assert catalog.load("evidence/shifts/formats/stechuhr.yaml")["id"] == "stechuhr"
        assert catalog.load("evidence/shifts/kind.yaml")["id"] == "shifts", "the kind itself stays the shipped one"
        assert catalog.ids("evidence") == ["absences", "people", "phishing_tests", "shifts", "tickets"]
        assert "evidence/shifts/formats/stechuhr.yaml" in catalog.in_use()
    assert catalog.names("evidence/shifts/formats") == shipped


def test_of_two_formats_of_one_name_that_of_the_overlay_wins(tmp_path):
    format_of_a_chamber(tmp_path, "kimai")
    file = tmp_path / "evidence" / "shifts" / "formats" / "kimai.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('"Staff number"', '"Badge"'), encoding="utf-8")
    with catalog.overlay(tmp_path):
        assert "Badge" in catalog.load("evidence/shifts/formats/kimai.yaml")["columns"]["staff_number"]
        assert catalog.in_use()["evidence/shifts/formats/kimai.yaml"] == file
    assert "Badge" not in catalog.load("evidence/shifts/formats/kimai.yaml")["columns"]["staff_number"]


def test_formats_without_a_kind_make_no_kind(tmp_path):
    format_of_a_chamber(tmp_path, kind="shift")
    with catalog.overlay(tmp_path):
        assert "shift" not in catalog.ids("evidence")
        with pytest.raises(UnknownName) as caught:
            catalog.names("evidence/shift/formats")
    assert caught.value.fields["nearest"] == ["shifts"]


def test_a_folder_of_another_kind_of_content_is_never_a_mixture(tmp_path):
    target = tmp_path / "audits" / "change_readiness"
    shutil.copytree(ROOT / "data" / "audits" / "change_readiness", target)
    (target / "recommendations.yaml").unlink()
    with catalog.overlay(tmp_path):
        assert "recommendations" not in catalog.names("audits/change_readiness")
        assert "audits/change_readiness/recommendations.yaml" not in catalog.in_use()
        with pytest.raises(ReadinessError) as caught:
            catalog.load("audits/change_readiness/recommendations.yaml")
    assert "recommendations.yaml" in str(caught.value)
