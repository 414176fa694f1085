import shutil

import pytest
from places import ROOT

from readiness import catalog
from readiness.catalog.strict_yaml import read_document
from readiness.errors import ReadinessError, UnknownName, UsageError
from readiness.language.texts import Texts
from readiness.proofreading.run import check_catalog

CASES = read_document(ROOT / "tests" / "broken" / "cases.yaml").data["cases"]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['code']}-{c['file']}" for c in CASES])
def test_each_fault_is_named_with_file_line_and_key(case, tmp_path):
    target = tmp_path / case["folder"]
    shutil.copytree(ROOT / "data" / case["folder"], target)
    file = target / case["file"]
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert case["find"] in text, "the fixture no longer fits the catalogue"
    broken = text.replace(case["find"], case["put"], 1) if case["find"] else case["put"]
    file.write_bytes(broken.encode("utf-8").replace(b"LATIN1", "für".encode("cp1252")))
    faults = [f for f in check_catalog(tmp_path) if f.code == case["code"]]
    assert faults, f"no {case['code']}"
    message = str(faults[0])
    for word in case["words"]:
        assert word in message
    if "at" in case:
        lines = broken.splitlines()
        assert case["at"] in lines[faults[0].fields["line"] - 1]
        assert str(faults[0].fields["line"]) in message
    for language in ("de", "en"):
        sentence = Texts(language).error(faults[0].code, faults[0].fields)
        assert "{" not in sentence
        assert len(sentence) > 40


def test_the_shipped_catalogue_is_sound():
    assert [str(f) for f in check_catalog()] == []


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
