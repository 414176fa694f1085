"""An audit of an overlay need not be recorded; one that is, or that bears a shipped name, is held to it."""

import shutil

import pytest
from places import ROOT

from readiness import catalog
from readiness.proofreading.run import check_catalog


@pytest.fixture
def chamber(tmp_path):
    """An audit of a chamber: the shipped add-on under its own id and prefix."""
    folder = tmp_path / "audits" / "own"
    shutil.copytree(ROOT / "data" / "audits" / "change_readiness", folder)
    for file in folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("CR-", "OW-").replace("prefix: CR", "prefix: OW")
        file.write_text(text.replace("change_readiness", "own"), encoding="utf-8")
    return tmp_path


def lighter(folder):
    file = folder / "audits" / "own" / "instrument.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    weight: 3\n", "    weight: 2\n", 1), encoding="utf-8")


def test_an_audit_of_an_overlay_need_not_be_recorded(chamber):
    assert check_catalog(chamber) == []
    lighter(chamber)
    assert check_catalog(chamber) == []


def test_once_recorded_it_is_held_to_it(chamber):
    catalog.record_editions(chamber)
    assert check_catalog(chamber) == []
    lighter(chamber)
    assert [fault.code for fault in check_catalog(chamber)] == ["catalog_edition_changed"]
    catalog.record_editions(chamber)
    assert check_catalog(chamber) == []
