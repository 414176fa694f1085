"""Digests: the same content has the same, and an edition of a questionnaire is recorded once."""

import shutil

import pytest
from places import ROOT

from readiness import catalog
from readiness.catalog.digest import EDITIONS, edition_digest, recorded_editions
from readiness.errors import CatalogError

AUDIT = "change_readiness"


@pytest.fixture
def folder(tmp_path):
    """A data folder with a copy of one audit."""
    shutil.copytree(ROOT / "data" / "audits" / AUDIT, tmp_path / "audits" / AUDIT)
    return tmp_path


def change(folder, old, new, file=f"audits/{AUDIT}/instrument.yaml"):
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def digest_in(folder):
    with catalog.overlay(folder):
        return edition_digest(AUDIT)


def own(folder):
    """Make it an audit of the chamber's own, in an edition of its own."""
    change(folder, 'edition: "2026.1"', 'edition: "2027.1"')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    weight: 3\n", "    weight: 2\n"),
        ("quick_check: [CR-01, ", "quick_check: ["),
        ("[8, 40], [20, 75]", "[8, 45], [20, 75]"),
        ("    scale: agreement\n", "    scale: agreement\n    reversed: true\n"),
    ],
)
def test_what_decides_scores_or_meaning_changes_the_digest(folder, old, new):
    before = digest_in(folder)
    change(folder, old, new)
    assert digest_in(folder) != before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: draft", "status: published"),
        ("    scale: agreement\n", "    # a comment\n    scale:    agreement\n"),
        ("source: {seed: [", "source: {seed: [S0-999, "),
        ("dimensions:\n", "dimensions: # areas\n"),
    ],
)
def test_what_only_describes_a_questionnaire_does_not(folder, old, new):
    before = digest_in(folder)
    change(folder, old, new)
    assert digest_in(folder) == before


def test_a_translation_makes_no_new_edition(folder):
    before = digest_in(folder)
    file = folder / "audits" / AUDIT / "instrument.yaml"
    text = file.read_text(encoding="utf-8")
    assert "title: {de:" in text
    file.write_text(text.replace("title: {de:", 'title: {fr: "Un titre", de:'), encoding="utf-8")
    assert digest_in(folder) == before


def test_a_shared_scale_belongs_to_what_an_edition_says(tmp_path):
    before = edition_digest(AUDIT)
    (tmp_path / "common").mkdir()
    text = (ROOT / "data" / "common" / "scales.yaml").read_text(encoding="utf-8")
    assert "score: 75" in text
    (tmp_path / "common" / "scales.yaml").write_text(text.replace("score: 75", "score: 70"), encoding="utf-8")
    assert digest_in(tmp_path) != before


def test_an_own_audit_is_recorded_in_its_own_folder_and_again_while_it_is_a_draft(folder):
    own(folder)
    assert catalog.record_editions(folder) == [(AUDIT, "2027.1", "added")]
    with catalog.overlay(folder):
        assert recorded_editions()[(AUDIT, "2027.1")] == edition_digest(AUDIT)
        assert (AUDIT, "2026.1") in recorded_editions(), "the shipped ones stay"
    assert catalog.record_editions(folder) == [(AUDIT, "2027.1", "kept")]
    change(folder, "    weight: 3\n", "    weight: 2\n")
    assert catalog.record_editions(folder) == [(AUDIT, "2027.1", "replaced")]


def test_a_published_edition_is_not_recorded_anew(folder):
    own(folder)
    change(folder, "status: draft", "status: published")
    catalog.record_editions(folder)
    before = (folder / EDITIONS).read_bytes()
    change(folder, "    weight: 3\n", "    weight: 2\n")
    with pytest.raises(CatalogError) as error:
        catalog.record_editions(folder)
    assert error.value.code == "catalog_edition_changed"
    assert (folder / EDITIONS).read_bytes() == before


def test_an_overlay_cannot_record_a_shipped_edition_with_other_content(folder):
    change(folder, "    weight: 3\n", "    weight: 2\n")
    with pytest.raises(CatalogError) as error:
        catalog.record_editions(folder)
    assert error.value.fields["edition"] == "2026.1"
    assert not (folder / EDITIONS).exists()


def test_the_shipped_editions_are_the_ones_recorded():
    assert {audit for audit, _ in recorded_editions()} == set(catalog.ids("audits"))
    assert all(recorded_editions()[(a, e)] == edition_digest(a) for a, e in recorded_editions() if e == "2026.1")
